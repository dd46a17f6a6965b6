//! Directions (UAX 9): which way each letter is read.
//!
//! In: spans and the direction of the page. Out: a level for each byte, odd where it is read from right to left. Words of
//! another language, a project's own, addresses and what is one thing are isolated ([`island`](super::island)); the isolates
//! never reach the page. Lines are put in order by these levels ([`line`](super::line), L2).

use super::direction::has_rtl;
use super::island::{Islands, isolates};
use super::span::Span;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The embedding level of every byte of the spans' joined text.
pub(super) fn levels(spans: &[Span], rtl: bool, islands: &Islands) -> Vec<Level> {
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    if !rtl && !has_rtl(&text) && !text.chars().any(embeds) {
        return vec![base; text.len()];
    }
    let isolates = isolates(&text, spans, islands);
    let mut isolated = String::with_capacity(text.len() * 2);
    let mut places = Vec::with_capacity(text.len());
    let signs = |at: usize, isolated: &mut String| {
        let (ended, begun) = (|range: &Range<usize>| range.end == at, |range: &Range<usize>| range.start == at);
        isolated.extend(isolates.iter().rev().filter(|(range, ..)| ended(range)).flat_map(|(.., close)| *close));
        isolated.extend(isolates.iter().filter(|(range, ..)| begun(range)).flat_map(|(_, open, _)| *open));
    };
    for (at, c) in text.char_indices() {
        signs(at, &mut isolated);
        places.extend((0..c.len_utf8()).map(|byte| isolated.len() + byte));
        isolated.push(c);
    }
    let info = BidiInfo::new(&isolated, Some(base));
    places.into_iter().map(|at| info.levels.get(at).copied().unwrap_or(base)).collect()
}

/// Whether a sign begins an embedding: it may raise the level of what follows.
fn embeds(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO)
        || matches!(bidi_class(c), BidiClass::LRI | BidiClass::RLI | BidiClass::FSI)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::super::line::visual_order;
    use super::*;

    /// Folder of the Unicode character database; CI installs it (Debian: `unicode-data`).
    const DATABASE: &str = "/usr/share/unicode";

    /// Text, whether it goes from right to left, level of each character (none where rule X9 takes it out), and order.
    type Case = (String, bool, Vec<Option<u8>>, Vec<usize>);

    /// A line of the file.
    fn case(line: &str) -> Option<Case> {
        let fields: Vec<&str> = line.split('#').next()?.trim().split(';').collect();
        let [text, direction, _, levels, order] = fields[..] else { return None };
        let text = text.split(' ').map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()).collect();
        let levels = levels.split(' ').map(|level| level.parse().ok()).collect();
        let order = order.split(' ').filter_map(|at| at.parse().ok()).collect();
        // Direction 2 asks for the first strong letter; a sheet always knows its direction.
        (direction != "2").then_some((text, direction == "1", levels, order))
    }

    /// UAX 9 as far as L2, against `BidiCharacterTest.txt`. L1 (spaces at a line's end get the line's level) is done by
    /// the lines themselves, which end before such spaces: here it is taken from the file.
    #[test]
    fn directions_are_those_of_unicode() {
        let asked = std::env::var("FLYER_UNICODE").is_ok();
        let Ok(file) = std::fs::read_to_string(format!("{DATABASE}/BidiCharacterTest.txt")) else {
            assert!(!asked, "{DATABASE}/BidiCharacterTest.txt is not there");
            eprintln!("{DATABASE} has no BidiCharacterTest.txt: nothing to compare with");
            return;
        };
        let (mut cases, mut differ) = (0, Vec::new());
        for (text, rtl, wanted, order) in file.lines().filter_map(case) {
            cases += 1;
            let span = Span::plain(text.clone(), None);
            let own = levels(&[span], rtl, &Islands::default());
            let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}')).len();
            let seen: Vec<(usize, u8, u8)> = text
                .char_indices()
                .zip(&wanted)
                .enumerate()
                .filter_map(|(place, ((at, c), wanted))| {
                    let wanted = (*wanted)?;
                    let line_end = at >= end || is_separator(&text[at + c.len_utf8()..], c);
                    Some((place, if line_end { wanted } else { own[at].number() }, wanted))
                })
                .collect();
            let drawn: Vec<u8> = seen.iter().map(|(_, own, _)| *own).collect();
            let visual: Vec<usize> = visual_order(&drawn).into_iter().map(|at| seen[at].0).collect();
            if seen.iter().any(|(_, own, wanted)| own != wanted) || visual != order {
                differ.push(format!("{text:?} {rtl}: {drawn:?}, {visual:?}"));
            }
        }
        println!("{cases} cases");
        assert!(cases > 50_000, "{cases}");
        assert!(
            differ.is_empty(),
            "{} of {cases} differ:\n{}",
            differ.len(),
            differ[..differ.len().min(20)].join("\n")
        );
    }

    /// Tabs and other separators of segments, with the spaces before them: L1 again.
    fn is_separator(rest: &str, c: char) -> bool {
        let white = |c: char| c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}');
        let tab = |c: char| matches!(c, '\t' | '\u{B}' | '\u{1F}');
        tab(c) || white(c) && rest.trim_start_matches(|c| white(c) && !tab(c)).starts_with(tab)
    }
}
