//! Directions (UAX 9): which way each letter is read.
//!
//! In: spans and the direction of the page. Out: a level for each byte, odd where it is read from right to left. Words of
//! another language, a project's own and addresses are isolated, so that they stay one piece; the isolates never reach the
//! page. Lines
//! are put in order by these levels ([`line`](super::line), L2).

use super::span::{LRI, PDI, Span};
use unicode_bidi::{BidiInfo, Level};

/// The embedding level of every byte of the spans' joined text.
pub(super) fn levels(spans: &[Span], rtl: bool) -> Vec<Level> {
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let mut isolated = String::new();
    let mut places = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|at| spans.get(at)), spans.get(at + 1));
        // A text of one's own may have several spans, and so has an address: host and path.
        let goes_on = |other: Option<&Span>| other.is_some_and(|other| span.goes_on(other));
        let same_link =
            |other: Option<&Span>| span.link.is_some() && other.is_some_and(|other| span.link == other.link);
        let outer = span.voice.isolate();
        isolated.extend(outer.filter(|_| !goes_on(before)));
        isolated.extend(span.link.filter(|_| !same_link(before)).map(|_| LRI));
        places.extend((0..span.text.len()).map(|at| isolated.len() + at));
        isolated.push_str(&span.text);
        isolated.extend(span.link.filter(|_| !same_link(after)).map(|_| PDI));
        isolated.extend(outer.filter(|_| !goes_on(after)).map(|_| PDI));
    }
    if !rtl && isolated.is_ascii() {
        return vec![base; places.len()];
    }
    let info = BidiInfo::new(&isolated, Some(base));
    places.into_iter().map(|at| info.levels.get(at).copied().unwrap_or(base)).collect()
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
            let own = levels(&[span], rtl);
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
