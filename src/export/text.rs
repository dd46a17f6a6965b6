//! Glyph runs to text operators.
//!
//! In: a run in visual order. Out: one `BT … ET` with a kerned `TJ` for each stretch on one height. Positions are
//! computed against the widths that the file states, so that rounding never adds up along a line.
//!
//! What is copied or read aloud comes from the text of each glyph ([`font`](super::font)). Left to right, a cluster
//! whose glyphs do not say exactly its text is wrapped in a span with the text. Right to left that would come out
//! reversed (poppler, MuPDF), so there glyphs stay in visual order without spans, and a ligature says its letters in
//! reversed order, because readers reverse the line. A letter goes with its marks in one span: readers sort what they
//! find by its place, and would put a mark that stands back over its letter before or behind another one.

use super::{
    font::{self, Face, Subsetted},
    object,
};
use crate::{
    page::{Glyph, GlyphRun},
    unit::Point,
};
use icu_segmenter::GraphemeClusterSegmenter;
use printpdf::{Codepoint, Op, PdfFontHandle, Pt, TextItem, TextMatrix};
use std::collections::BTreeSet;

/// Says nothing and takes no room: for the second glyph of a letter that is drawn with two (right to left only).
const SILENT: &str = "\u{200D}";
/// What a hyphen says that stands in no word: a soft hyphen.
const HYPHEN: &str = "\u{AD}";

/// The glyphs of a run, cluster by cluster.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = &[Glyph]> {
    run.glyphs.chunk_by(|a, b| a.text == b.text)
}

/// The glyphs of a run, letter by letter with all marks on it (UAX 29, grapheme clusters; left to right only).
fn letters(run: &GlyphRun) -> Vec<&[Glyph]> {
    if run.rtl || run.text.is_ascii() {
        return clusters(run).collect();
    }
    let borders: BTreeSet<usize> = GraphemeClusterSegmenter::new().segment_str(&run.text).collect();
    run.glyphs.chunk_by(|a, b| a.text == b.text || !borders.contains(&b.text.start)).collect()
}

/// What glyphs show, as it should come out of the file.
fn spoken(run: &GlyphRun, cluster: &[Glyph]) -> String {
    let (first, last) = (cluster.first(), cluster.last());
    let range = first.zip(last).map(|(first, last)| first.text.start..last.text.end).unwrap_or_default();
    let text = run.text.get(range).unwrap_or_default();
    // U+FEFF, U+FFFE and U+0000 may not be the text of a glyph (ISO 19005-2, 6.2.11.7.2). To whoever copies, a space
    // that must not break is a space.
    let clean = text.chars().filter(|c| !matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\0')).map(|c| match c {
        '\u{A0}' | '\n' | '\r' | '\t' => ' ',
        other => other,
    });
    let clean: String = if run.rtl { clean.rev().collect() } else { clean.collect() };
    if clean.is_empty() { HYPHEN.to_owned() } else { clean }
}

/// Each glyph of a cluster, the text it could say, and whether that is the cluster's text, said by it alone.
pub(super) fn shares<'a>(
    run: &'a GlyphRun,
    cluster: &'a [Glyph],
) -> impl Iterator<Item = (&'a Glyph, String, bool)> + 'a {
    let says = spoken(run, cluster);
    let widest = (0..cluster.len()).max_by(|a, b| cluster[*a].advance.total_cmp(&cluster[*b].advance));
    cluster.iter().enumerate().map(move |(at, glyph)| match (run.rtl, cluster.len()) {
        (_, 1) => (glyph, says.clone(), true),
        (false, _) => (glyph, says.clone(), false),
        (true, _) if Some(at) == widest => (glyph, says.clone(), true),
        (true, _) => (glyph, SILENT.to_owned(), false),
    })
}

/// Clusters that go together: all that say what they should, or one that does not, with what it should say.
struct Stretch<'a> {
    glyphs: Vec<(&'a Glyph, &'a Subsetted)>,
    spoken: Option<String>,
}

fn stretches<'a>(run: &'a GlyphRun, face: &'a Face) -> Vec<Stretch<'a>> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for cluster in letters(run) {
        let glyphs: Vec<_> = cluster.iter().filter_map(|glyph| Some((glyph, face.glyph(glyph.id)?))).collect();
        let says = spoken(run, cluster);
        let wrong = !run.rtl && (glyphs.len() != 1 || glyphs.iter().any(|(_, subset)| subset.says != says));
        match stretches.last_mut() {
            Some(last) if !wrong && last.spoken.is_none() => last.glyphs.extend(glyphs),
            _ => stretches.push(Stretch { glyphs, spoken: wrong.then_some(says) }),
        }
    }
    stretches
}

/// A run with its baseline starting at `at` in the PDF's coordinates; colour and marks are the caller's.
pub(super) fn draw(run: &GlyphRun, face: &Face, at: Point, ops: &mut Vec<Op>) {
    ops.push(Op::StartTextSection);
    let size = object::round(run.size, 3);
    ops.push(Op::SetFont { font: PdfFontHandle::External(font::name(run.font)), size: Pt(size) });
    for stretch in stretches(run, face) {
        let span = stretch.spoken.as_deref();
        ops.extend(span.map(object::begin_spoken));
        for level in stretch.glyphs.chunk_by(|a, b| a.0.y == b.0.y) {
            show(level, run.size, at, ops);
        }
        ops.extend(span.map(|_| Op::EndMarkedContent));
    }
    ops.push(Op::EndTextSection);
}

/// Glyphs on one height: a matrix and a kerned `TJ`.
fn show(glyphs: &[(&Glyph, &Subsetted)], size: f64, at: Point, ops: &mut Vec<Op>) {
    let Some((first, _)) = glyphs.first() else { return };
    let (x, y) = (object::round(at.x + first.x * size, 3), object::round(at.y + first.y * size, 3));
    ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
    let following = glyphs.iter().skip(1).map(|(glyph, _)| Some(glyph.x)).chain([None]);
    let mut pen = 0.0;
    let codes = glyphs.iter().zip(following).map(|((_, subset), next)| {
        pen += subset.width;
        let back = next.map_or(0.0, |next| kern(pen, (next - first.x) * 1000.0));
        pen -= f64::from(back);
        Codepoint::with_cid(subset.code, back, subset.says.clone())
    });
    ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes.collect())] });
}

/// How far the pen must go back to the next glyph, in 1/1000 em; less than 1/50 is nothing.
fn kern(pen: f64, next: f64) -> f32 {
    let back = object::round(pen - next, 2);
    if back.abs() < 0.02 { 0.0 } else { back }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        color::Color,
        page::{FontId, Role},
    };

    fn run(text: &str, ranges: &[std::ops::Range<usize>], rtl: bool) -> GlyphRun {
        let glyph = |range: &std::ops::Range<usize>| Glyph { id: 1, x: 0.0, y: 0.0, advance: 0.5, text: range.clone() };
        GlyphRun {
            font: FontId(0),
            size: 10.0,
            color: Color::BLACK,
            at: Point::ZERO,
            glyphs: ranges.iter().map(glyph).collect(),
            text: text.into(),
            rtl,
            role: Role::Body,
            origin: None,
        }
    }

    fn said(run: &GlyphRun) -> Vec<(String, bool)> {
        clusters(run).flat_map(|c| shares(run, c).map(|(_, says, alone)| (says, alone))).collect()
    }

    #[test]
    fn ligatures_are_reversed_only_from_right_to_left() {
        assert_eq!(said(&run("لا", std::slice::from_ref(&(0..4)), true)), [("ال".to_owned(), true)]);
        assert_eq!(said(&run("fi", std::slice::from_ref(&(0..2)), false)), [("fi".to_owned(), true)]);
    }

    #[test]
    fn a_letter_of_two_glyphs_is_said_once_from_right_to_left() {
        let said = said(&run("ب", &[0..2, 0..2], true));
        assert_eq!(said.iter().filter(|(says, _)| says == "ب").count(), 1);
    }

    #[test]
    fn wrong_ranges_do_no_harm() {
        assert_eq!(said(&run("é", std::slice::from_ref(&(1..9)), false)), [(HYPHEN.to_owned(), true)]);
    }

    #[test]
    fn rounding_never_adds_up() {
        let (mut pen, mut place) = (0.0, 0.0);
        for step in 0..2_000 {
            let advance = 500.0 + f64::from(step % 7) * 0.137;
            place += advance;
            pen += advance.trunc();
            pen -= f64::from(kern(pen, place));
            assert!((pen - place).abs() < 0.03, "{step}");
        }
    }
}
