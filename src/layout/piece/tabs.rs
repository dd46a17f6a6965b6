//! Strips to tear off along the foot of a page.
//!
//! In: codes with their words, and the width of the page. Out: strips side by side, parted by lines to cut along; in each
//! the code stands upright above and the words run along the strip below it, so that they stay in one piece.

use super::code;
use crate::layout::canvas::Canvas;
use crate::layout::text::{Scale, TextPiece};
use crate::page::{CodeId, Item, LinkId, Stroke, Tag};
use crate::resolve::job::Job;
use crate::unit::{Affine, BezPath, Point, Rect};
use std::f64::consts::FRAC_PI_2;

/// Strips.
#[derive(Debug)]
pub struct TabsPiece {
    /// The strips in order.
    pub tabs: Vec<TabPiece>,
    /// Side of the symbols without quiet zone.
    pub side: f64,
    /// Length of the strips.
    pub height: f64,
}

/// A strip.
#[derive(Debug)]
pub struct TabPiece {
    /// The code.
    pub code: CodeId,
    /// Where it leads.
    pub link: LinkId,
    /// What it says in words.
    pub alt: String,
    /// What is written along the strip.
    pub words: Vec<TextPiece>,
}

/// Space at both ends of a strip and round its words, in points.
const PADDING: f64 = 7.0;
/// Cutting lines: width, and length of dashes and gaps, in points.
const LINE: (f64, [f64; 2]) = (0.5, [3.0, 2.0]);

/// Words on strips have the least size whatever the poster has: a strip is as narrow as it is.
fn own(scale: Scale, job: &Job) -> Scale {
    Scale { body: job.least.body, ..scale }
}

impl TabsPiece {
    /// Words with the length that they have along a strip.
    pub(super) fn texts(&self, job: &Job) -> impl Iterator<Item = (&TextPiece, f64)> {
        self.tabs.iter().flat_map(move |tab| {
            let length = self.length(tab, job);
            tab.words.iter().map(move |text| (text, length))
        })
    }

    /// Length that is left for words.
    fn length(&self, tab: &TabPiece, job: &Job) -> f64 {
        self.height - code::tile(tab.code, self.side, job) - PADDING - job.safe.max(PADDING)
    }

    /// Height of the strips. Words that need more than a strip's width can be helped by no room below, so the strips then
    /// are said to be as high as no page is.
    pub(super) fn height(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        let strip = width / self.tabs.len().max(1) as f64;
        let over = self.tabs.iter().map(|tab| {
            let code = (code::tile(tab.code, self.side, job) - strip).max(0.0);
            (self.across(tab, scale, job) + 2.0 * job.safe - strip).max(code)
        });
        if over.fold(0.0, f64::max) > 0.0 { job.pages.iter().map(|page| page.size.height).sum() } else { self.height }
    }

    /// Room that the words of a strip take across it.
    fn across(&self, tab: &TabPiece, scale: Scale, job: &Job) -> f64 {
        let scale = own(scale, job);
        tab.words.iter().map(|text| text.height(self.length(tab, job), scale)).sum()
    }

    /// Draws the strips over a rectangle.
    pub(super) fn place(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let strip = rect.width() / self.tabs.len().max(1) as f64;
        let cut = Stroke { color: job.palette.text, width: LINE.0, dash: Some(LINE.1), round: false };
        let mut line = |from: (f64, f64), to: (f64, f64)| {
            let mut path = BezPath::new();
            path.move_to(from);
            path.line_to(to);
            canvas.stroke(path, cut, None);
        };
        for at in 1..self.tabs.len() {
            let x = rect.x0 + at as f64 * strip;
            line((x, rect.y0), (x, rect.y1));
        }
        line((rect.x0, rect.y0), (rect.x1, rect.y0));
        for (at, tab) in self.tabs.iter().enumerate() {
            let left = canvas.start(rect.x0, rect.width(), at as f64 * strip, strip);
            self.tab(tab, Rect::new(left, rect.y0, left + strip, rect.y1), scale, job, canvas);
        }
    }

    fn tab(&self, tab: &TabPiece, strip: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let tile = code::tile(tab.code, self.side, job);
        let whole = Rect::from_origin_size((strip.center().x - tile / 2.0, strip.y0 + PADDING / 2.0), (tile, tile));
        code::draw(tab.code, tab.link, &tab.alt, whole, whole.inset(-(tile - self.side) / 2.0), canvas);
        // Along the strip, from its foot up: what is held in the hand after tearing is read like a line of text.
        let length = self.length(tab, job);
        let across = self.across(tab, scale, job);
        let turn = Affine::translate((strip.center().x - across / 2.0, whole.y1 + PADDING / 2.0 + length))
            * Affine::rotate(-FRAC_PI_2);
        let mut inner = Canvas { rtl: canvas.rtl, ..Canvas::default() };
        let (mut y, scale) = (0.0, own(scale, job));
        for text in &tab.words {
            text.place(Point::new(0.0, y), length, scale, Some(Tag::Paragraph), job, &mut inner);
            y += text.height(length, scale);
        }
        canvas.items.push(Item::Group { transform: turn, clip: None, items: inner.items });
    }
}
