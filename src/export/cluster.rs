//! Clusters: which glyphs belong together, and what they say.
//!
//! In: a run in visual order. Out: its glyphs by cluster and by letter, and the text of each.
//!
//! What is copied or read aloud comes from the text of each glyph. Left to right, a cluster
//! whose glyphs do not say exactly its text is wrapped in a span with the text. Right to left that would come out
//! reversed (poppler, MuPDF), so there glyphs stay in visual order without spans, and a ligature says its letters in
//! reversed order, because readers reverse the line. A letter goes with its marks in one span: readers sort what they
//! find by its place, and would put a mark that stands back over its letter before or behind another one.

use crate::page::{Glyph, GlyphRun};
use icu_segmenter::GraphemeClusterSegmenter;
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
pub(super) fn letters(run: &GlyphRun) -> Vec<&[Glyph]> {
    if run.rtl || run.text.is_ascii() {
        return clusters(run).collect();
    }
    let borders: BTreeSet<usize> = GraphemeClusterSegmenter::new().segment_str(&run.text).collect();
    run.glyphs.chunk_by(|a, b| a.text == b.text || !borders.contains(&b.text.start)).collect()
}

/// What glyphs show, as it should come out of the file.
pub(super) fn spoken(run: &GlyphRun, cluster: &[Glyph]) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::page::{FontId, Role};
    use crate::unit::Point;

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
}
