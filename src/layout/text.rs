//! Text as the layout sees it: a paragraph shaped once, broken at any width and size.
//!
//! In: the job's words. Out: heights while the fit is searched, glyph runs with tags and links once it is found.
//! Lines stand cap height to baseline between their neighbours: the first baseline lies a cap height and a little
//! below the top, so that text lines up with discs, codes and boxes by its letters and not by the font's invisible box.

use super::canvas::Canvas;
use super::extent::{Extent, extent_of};
use super::missing::Missing;
use super::pen::Pen;
use super::prepare::Prepare;
use crate::diag::Origin;
use crate::page::{Role, Tag};
use crate::resolve::job::{Job, Style, Text};
use crate::resolve::late::Shown;
use crate::text::{Align, Breaking, Breaks, Paragraph, Span};
use crate::unit::Point;
use std::cell::Cell;
use std::sync::Arc;

/// What the fit decides for all texts at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Body size in points.
    pub body: f64,
    /// Whether the short variants are used.
    pub short: bool,
    /// Whether strong words of titles begin a line of their own even where that costs one more.
    pub parted: bool,
    /// How wide phone screens are between their least width (0) and their full one (1).
    pub screens: f64,
    /// How large codes are between their least side (0) and the one they wish for (1).
    pub codes: f64,
    /// How large the block of whoever prints is between the least that it yields to (0) and its full size (1).
    pub own: f64,
    /// Whether rows may stand nearer to each other than the layout wishes, where no room is left to keep them apart.
    pub tight: bool,
}

impl Scale {
    /// Everything as it wishes to be at a body size.
    pub const fn full(body: f64) -> Self {
        Self { body, short: false, parted: true, screens: 1.0, codes: 1.0, own: 1.0, tight: false }
    }

    /// Everything as small as it may be.
    pub fn least(job: &Job) -> Self {
        Self { body: job.fit.min, short: true, parted: false, screens: 0.0, codes: 0.0, own: 0.0, tight: true }
    }
}

/// A text, shaped.
#[derive(Debug)]
pub struct TextPiece {
    long: Variant,
    short: Option<Variant>,
    style: Arc<Style>,
    extent: Extent,
    /// The words with their conditions, where some of them depend on what is shown.
    late: Option<Box<Text>>,
    /// What was measured last: a fit asks for the height and the strain of each width.
    measured: Cell<Option<(Asked, Measured)>>,
    /// Where the words were written.
    pub origin: Origin,
    /// The words key.
    pub key: String,
    /// Where lines begin.
    pub align: Align,
}

/// A width in em, and what else decides how lines are broken: whether words are short, whether titles are parted.
type Asked = (u64, bool, bool);

/// What a text is at a width.
#[derive(Clone, Copy, Debug)]
struct Measured {
    lines: usize,
    /// How much the widest line runs over, in em.
    over: f64,
    parts_host: bool,
}

/// What a width does to a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strain {
    /// How much the widest line runs over it, in points; 0 where all hold.
    pub over: f64,
    /// Whether the host of an address is parted.
    pub parts_host: bool,
}

/// One wording of a text, perhaps with a second part that begins a line of its own.
#[derive(Debug)]
struct Variant {
    spans: Vec<Span>,
    whole: Paragraph,
    parts: Option<(Vec<Span>, Paragraph, Vec<Span>, Paragraph)>,
}

impl TextPiece {
    /// Shapes a text; characters that no font has go to `missing`.
    pub fn shape(text: &Text, job: &Job, missing: &mut Missing) -> Self {
        let mut variant = |spans: &[Span]| Variant::shape(spans, &text.style, text, job, missing);
        Self {
            long: variant(&text.spans),
            short: text.short.as_deref().map(&mut variant),
            style: text.style.clone(),
            extent: extent_of(&text.spans).times(job.fonts.reach(&text.style.face)),
            late: text.late.is_some().then(|| Box::new(text.clone())),
            measured: Cell::new(None),
            origin: text.origin,
            key: text.key.clone(),
            align: if text.style.centered { Align::Center } else { Align::Start },
        }
    }

    /// Sets late words for what is shown; whether the text then says anything. Only words that change are shaped.
    pub(super) fn set_for(&mut self, shown: &Shown, prepare: &mut Prepare<'_>) -> bool {
        let Some(late) = &self.late else { return true };
        let Some(set) = late.set_for(shown) else { return false };
        if set.spans != self.long.spans {
            *self = Self::shape(&set, prepare.job, &mut prepare.missing);
        }
        true
    }

    fn variant(&self, scale: Scale) -> &Variant {
        self.short.as_ref().filter(|_| scale.short).unwrap_or(&self.long)
    }

    /// Number of letters of the wording in use.
    pub fn letters(&self, scale: Scale) -> usize {
        self.variant(scale).whole.text().chars().count()
    }

    /// The word, number or address of the wording in use that no narrow line can hold, and where it was written: texts are
    /// joined of several.
    pub fn widest_piece(&self, scale: Scale) -> (String, Origin) {
        let variant = self.variant(scale);
        let piece = variant.whole.widest_piece();
        let mut end = 0;
        let span = variant.spans.iter().find(|span| {
            end += span.text.len();
            piece.start < end
        });
        let origin = span.and_then(|span| span.origin).unwrap_or(self.origin);
        (variant.whole.text()[piece].replace('\u{AD}', "").trim().to_owned(), origin)
    }

    /// Where most of the letters of the wording in use were written.
    pub fn longest_part(&self, scale: Scale) -> Origin {
        let mut parts: std::collections::BTreeMap<Origin, usize> = std::collections::BTreeMap::new();
        for span in &self.variant(scale).spans {
            *parts.entry(span.origin.unwrap_or(self.origin)).or_default() += span.text.chars().count();
        }
        parts.into_iter().max_by_key(|(_, letters)| *letters).map_or(self.origin, |(origin, _)| origin)
    }

    /// Type size in points.
    pub fn size(&self, scale: Scale) -> f64 {
        self.style.size_between(scale.body, scale.own)
    }

    /// Distance of baselines in points.
    pub fn leading(&self, scale: Scale) -> f64 {
        self.size(scale) * self.style.leading * self.extent.leading
    }

    /// Distance of the first baseline from the top, in points.
    pub fn ascent(&self, scale: Scale) -> f64 {
        self.size(scale) * self.extent.above
    }

    fn breaks(&self, width: f64, scale: Scale) -> Vec<(&[Span], &Paragraph, Breaks)> {
        let width = width / self.size(scale);
        let how = if self.style.balance { Breaking::Balanced } else { Breaking::TotalFit };
        let variant = self.variant(scale);
        let whole = variant.whole.break_lines(width, how);
        if let Some((first, head, second, tail)) = &variant.parts {
            let (a, b) = (head.break_lines(width, how), tail.break_lines(width, how));
            if scale.parted || a.lines() + b.lines() <= whole.lines() {
                return vec![(first, head, a), (second, tail, b)];
            }
        }
        vec![(&variant.spans, &variant.whole, whole)]
    }

    fn measured(&self, width: f64, scale: Scale) -> Measured {
        let asked = ((width / self.size(scale)).to_bits(), scale.short, scale.parted);
        if let Some((_, measured)) = self.measured.get().filter(|(known, _)| *known == asked) {
            return measured;
        }
        let breaks = self.breaks(width, scale);
        let measured = Measured {
            lines: breaks.iter().map(|(_, _, breaks)| breaks.lines()).sum(),
            over: breaks.iter().map(|(_, _, breaks)| breaks.overrun()).fold(0.0, f64::max),
            parts_host: breaks.iter().any(|(_, _, breaks)| breaks.parts_host),
        };
        self.measured.set(Some((asked, measured)));
        measured
    }

    /// Height in points at a width.
    pub fn height(&self, width: f64, scale: Scale) -> f64 {
        let gaps = self.measured(width, scale).lines.saturating_sub(1) as f64;
        self.size(scale) * (self.extent.above + self.extent.below) + gaps * self.leading(scale)
    }

    /// How much the widest line runs over a width, in points; 0 where all hold.
    pub fn overrun(&self, width: f64, scale: Scale) -> f64 {
        self.strain(width, scale).over
    }

    /// How a width strains it.
    pub fn strain(&self, width: f64, scale: Scale) -> Strain {
        let Measured { over, parts_host, .. } = self.measured(width, scale);
        Strain { over: over * self.size(scale), parts_host }
    }

    /// Width of the text on one line, in points.
    pub fn natural_width(&self, scale: Scale) -> f64 {
        self.variant(scale).whole.natural_width() * self.size(scale)
    }

    /// Draws the text with its top left corner at a point, inside a tag if one is given.
    pub fn place(&self, at: Point, width: f64, scale: Scale, tag: Option<Tag>, job: &Job, canvas: &mut Canvas) {
        match tag {
            Some(tag) => canvas.tagged(tag, |canvas| self.draw(at, width, scale, job, canvas)),
            None => self.draw(at, width, scale, job, canvas),
        }
    }

    fn draw(&self, at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let size = self.size(scale);
        let mut baseline = at.y + self.ascent(scale);
        for (spans, paragraph, breaks) in self.breaks(width, scale) {
            let mut pen =
                Pen { style: &self.style, origin: self.origin, spans, lang: &job.lang, size, open: None, canvas };
            for line in paragraph.set(&job.fonts, &breaks, width / size, self.align) {
                pen.line(&line, Point::new(at.x, baseline), &job.fonts);
                baseline += self.leading(scale);
            }
            pen.switch(None);
        }
    }
}

impl Variant {
    fn shape(spans: &[Span], style: &Style, text: &Text, job: &Job, missing: &mut Missing) -> Self {
        // Narrow columns of captions and drawings may divide words; running text and titles never do.
        // Titles and headings are never hyphenated, running text only where a word would not fit otherwise.
        let hyphenate = style.role != Role::Body || !style.balance;
        let (whole, gaps) = Paragraph::shape(&job.fonts, spans, &style.face, &job.lang, job.rtl, hyphenate);
        for gap in gaps {
            let origin = spans.get(gap.span).and_then(|span| span.origin).unwrap_or(text.origin);
            missing.add(gap.character, origin);
        }
        let parts = style.strong_line.then(|| Self::split(spans)).flatten().map(|(head, tail)| {
            let shape = |spans: &[Span]| Paragraph::shape(&job.fonts, spans, &style.face, &job.lang, job.rtl, false).0;
            let (first, second) = (shape(&head), shape(&tail));
            (head, first, tail, second)
        });
        Self { spans: spans.to_vec(), whole, parts }
    }

    /// Plain words first, strong words after them: the two parts.
    fn split(spans: &[Span]) -> Option<(Vec<Span>, Vec<Span>)> {
        let at = spans.iter().position(|span| span.strong).filter(|at| *at > 0)?;
        let (mut head, tail) = (spans[..at].to_vec(), spans[at..].to_vec());
        if let Some(last) = head.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        tail.iter().all(|span| span.strong || span.text.trim().is_empty()).then_some((head, tail))
    }
}
