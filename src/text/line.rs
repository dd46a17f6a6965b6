//! Lines: reordered (UAX 9, L2) and positioned.
//!
//! In: a paragraph and its breaks. Out: runs of glyphs with their places, in visual order from left to right. A line
//! that is cut where the shaper said it is unsafe is shaped again at the cut, and only there.

use super::fit::Breaks;
use super::font::FontSet;
use super::model::{Cluster, Kind, Opportunity, Paragraph, ShapedGlyph};
use super::paragraph::space_out;
use super::shape::{Shaped, Shaper};
use crate::page::{FontId, Glyph};
use std::ops::Range;
use std::sync::Arc;

/// Where lines stand in their width, in reading direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// A line; lengths in em.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its runs, left to right.
    pub runs: Vec<LineRun>,
    /// Its width.
    pub width: f64,
    /// The bytes of the paragraph's text that it shows.
    pub text: Range<usize>,
}

/// Glyphs of one face and span.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRun {
    /// The face.
    pub font: FontId,
    /// The factor at which the face is set: its type size is the text's times this.
    pub scale: f64,
    /// Index of the span.
    pub span: usize,
    /// Its first byte in the paragraph's text: runs in this order are in reading order.
    pub start: usize,
    /// Its left end.
    pub x: f64,
    /// Whether it is read from right to left.
    pub rtl: bool,
    /// Its glyphs in visual order, places counted from its left end.
    pub glyphs: Vec<Glyph>,
    /// Its text in logical order.
    pub text: Arc<str>,
}

/// A stretch of one run on a line.
struct Segment {
    run: usize,
    level: u8,
    clusters: Vec<Cluster>,
    glyphs: Vec<ShapedGlyph>,
    hyphen: Option<(u16, f64)>,
}

impl Segment {
    fn width(&self) -> f64 {
        self.clusters.iter().map(|cluster| cluster.width).sum::<f64>() + self.hyphen.map_or(0.0, |(_, width)| width)
    }
}

impl Paragraph {
    /// The lines of a paragraph in a width in em.
    pub fn set(&self, fonts: &FontSet, breaks: &Breaks, width: f64, align: Align) -> Vec<Line> {
        let mut from = 0;
        let mut lines = Vec::new();
        for end in &breaks.ends {
            lines.push(self.line(fonts, from, end, width, align));
            from = end.next;
        }
        lines
    }

    fn line(&self, fonts: &FontSet, from: usize, end: &Opportunity, width: f64, align: Align) -> Line {
        let mut segments = self.segments(fonts, from, end.end.max(from));
        if end.kind == Kind::Hyphen
            && let Some(last) = segments.last_mut()
        {
            let run = &self.runs[last.run];
            let (glyph, advance) = fonts.hyphen(run.font);
            last.hyphen = Some((glyph, advance * run.scale));
        }
        let natural: f64 = segments.iter().map(Segment::width).sum();
        let room = width - natural;
        let mut x = match (align, self.rtl) {
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Center, _) => room / 2.0,
            (Align::Start, true) | (Align::End, false) => room,
        };
        let mut runs = Vec::new();
        let levels: Vec<u8> = segments.iter().map(|segment| segment.level).collect();
        for at in visual_order(&levels) {
            let run = self.place(&segments[at], x);
            x += segments[at].width();
            runs.push(run);
        }
        let start = self.clusters.get(from).map_or(self.text.len(), |cluster| cluster.text.start);
        let stop = end.end.max(from).checked_sub(1).and_then(|last| self.clusters.get(last));
        let stop = stop.map_or(start, |cluster| cluster.text.end.max(start));
        Line { runs, width: natural, text: start..stop }
    }

    /// The runs between two clusters, shaped again where the line's cut asks for it.
    fn segments(&self, fonts: &FontSet, from: usize, to: usize) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut at = from;
        while at < to {
            let number = self.clusters[at].run;
            let run = &self.runs[number];
            let end = run.clusters.end.min(to);
            let cut_before = at > run.clusters.start && at == from && self.clusters[at].unsafe_before;
            let cut_after = end < run.clusters.end && self.clusters[end].unsafe_before;
            let (clusters, glyphs) = if cut_before || cut_after {
                let text = self.clusters[at].text.start..self.clusters[end - 1].text.end;
                let mut shaped = Shaped::default();
                Shaper::new(fonts).shape(&self.text, text, run.font, run.script, run.level, &run.lang, &mut shaped);
                shaped.scale(run.scale);
                space_out(&self.text, &mut shaped.clusters, &mut shaped.glyphs);
                (shaped.clusters, shaped.glyphs)
            } else {
                let first = self.clusters[at].glyphs.start;
                let clusters = self.clusters[at..end].iter().map(|cluster| Cluster {
                    glyphs: cluster.glyphs.start - first..cluster.glyphs.end - first,
                    ..cluster.clone()
                });
                (clusters.collect(), self.glyphs[first..self.clusters[end - 1].glyphs.end].to_vec())
            };
            segments.push(Segment { run: number, level: run.level.number(), clusters, glyphs, hyphen: None });
            at = end;
        }
        segments
    }

    fn place(&self, segment: &Segment, x: f64) -> LineRun {
        let run = &self.runs[segment.run];
        let rtl = run.level.is_rtl();
        let start = segment.clusters.first().map_or(0, |cluster| cluster.text.start);
        let stop = segment.clusters.last().map_or(start, |cluster| cluster.text.end);
        let mut text = self.text[start..stop].to_owned();
        let mut glyphs = Vec::new();
        let mut pen = 0.0;
        let mut hyphen = |pen: &mut f64, glyphs: &mut Vec<Glyph>| {
            if let Some((id, advance)) = segment.hyphen {
                let from = text.len();
                text.push('\u{2010}');
                glyphs.push(Glyph { id, x: *pen, y: 0.0, advance, text: from..text.len() });
                *pen += advance;
            }
        };
        if rtl {
            hyphen(&mut pen, &mut glyphs);
        }
        let in_order: Box<dyn Iterator<Item = &Cluster>> =
            if rtl { Box::new(segment.clusters.iter().rev()) } else { Box::new(segment.clusters.iter()) };
        for cluster in in_order {
            let range = cluster.text.start - start..cluster.text.end - start;
            for glyph in &segment.glyphs[cluster.glyphs.clone()] {
                let advance = glyph.advance;
                glyphs.push(Glyph { id: glyph.id, x: pen + glyph.dx, y: glyph.dy, advance, text: range.clone() });
                pen += advance;
            }
        }
        if !rtl {
            hyphen(&mut pen, &mut glyphs);
        }
        LineRun { font: run.font, scale: run.scale, span: run.span, start, x, rtl, glyphs, text: text.into() }
    }
}

/// The order of segments from left to right (UAX 9, rule L2).
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let lowest_odd = levels.iter().copied().filter(|level| level % 2 == 1).min().unwrap_or(highest + 1);
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            let stop = (at..order.len()).find(|i| levels[order[*i]] < level).unwrap_or(order.len());
            order[at..stop].reverse();
            at = stop.max(at) + 1;
        }
    }
    order
}
