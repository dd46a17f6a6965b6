//! Lines of a text, drawn.
//!
//! In: lines with their places. Out: glyph runs on the canvas in the order in which they are read, and round them the tags
//! of links and of words of another language, with the areas that links are touched on.

use super::canvas::Canvas;
use crate::color::Color;
use crate::diag::Origin;
use crate::page::{Glyph, GlyphRun, Item, LinkId, Tag};
use crate::resolve::job::Style;
use crate::text::{FontSet, Lang, Line, LineRun, Span};
use crate::unit::{Point, Rect};

/// What a stretch of runs is to the reader, beside being text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// An address: host and path are two spans of one link.
    Link(LinkId),
    /// Words of another language, by their span.
    Foreign(usize, String),
}

/// Draws lines, opening and closing links and foreign words as they come.
pub(super) struct Pen<'a> {
    /// How the text looks.
    pub style: &'a Style,
    /// Where it was written.
    pub origin: Origin,
    /// Its spans.
    pub spans: &'a [Span],
    /// The language of the sheet.
    pub lang: &'a Lang,
    /// Type size in points.
    pub size: f64,
    /// What is open.
    pub open: Option<Mark>,
    /// Where it is drawn.
    pub canvas: &'a mut Canvas,
}

impl Pen<'_> {
    /// Draws a line whose baseline begins at a point.
    pub(super) fn line(&mut self, line: &Line, at: Point, fonts: &FontSet) {
        // Items come in the order in which they are read, whatever their order from left to right.
        let mut runs: Vec<_> = line.runs.iter().collect();
        runs.sort_by_key(|run| run.start);
        for run in runs {
            let Some(span) = self.spans.get(run.span) else { continue };
            let mark = match (&span.link, span.voice.lang()) {
                (Some(link), _) => Some(Mark::Link(*link)),
                (None, Some(lang)) if lang != self.lang => Some(Mark::Foreign(run.span, lang.as_str().to_owned())),
                (None, _) => None,
            };
            let color = if span.strong { self.style.strong_color } else { self.style.color };
            let start = Point::new(at.x + run.x * self.size, at.y);
            let width: f64 = run.glyphs.iter().map(|glyph| glyph.advance).sum::<f64>() * self.size;
            self.switch(mark);
            self.canvas.items.push(Item::Text(self.run(run, start, color, span.origin)));
            if let Some(Mark::Link(link)) = self.open {
                let (up, down) = (fonts.ascent(run.font).min(1.0), fonts.descent(run.font).abs().min(0.35));
                let size = self.size * run.scale;
                let rect = Rect::new(start.x, at.y - up * size, start.x + width, at.y + down * size);
                self.canvas.items.push(Item::Link(rect, link));
            }
        }
    }

    fn run(&self, run: &LineRun, at: Point, color: Color, origin: Option<Origin>) -> GlyphRun {
        // Lengths of a line are in em of the text, those of a run in em of its own type size.
        let own = |glyph: &Glyph| match run.scale == 1.0 {
            true => glyph.clone(),
            false => Glyph {
                x: glyph.x / run.scale,
                y: glyph.y / run.scale,
                advance: glyph.advance / run.scale,
                ..glyph.clone()
            },
        };
        GlyphRun {
            font: run.font,
            size: self.size * run.scale,
            color,
            at,
            glyphs: run.glyphs.iter().map(own).collect(),
            text: run.text.clone(),
            rtl: run.rtl,
            role: self.style.role_at(self.size),
            origin: origin.or(Some(self.origin)),
        }
    }

    /// Closes what is open, and opens another, unless they are the same.
    pub(super) fn switch(&mut self, mark: Option<Mark>) {
        if self.open == mark {
            return;
        }
        if self.open.is_some() {
            self.canvas.items.push(Item::Close);
        }
        match &mark {
            Some(Mark::Link(link)) => self.canvas.items.push(Item::Open(Tag::Link(*link))),
            Some(Mark::Foreign(_, lang)) => self.canvas.items.push(Item::Open(Tag::Foreign(lang.clone()))),
            None => {}
        }
        self.open = mark;
    }
}
