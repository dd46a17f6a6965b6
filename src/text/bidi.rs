//! Directions (UAX 9): which way each letter is read.
//!
//! In: spans and the direction of the page. Out: a level for each byte, odd where it is read from right to left. Words of
//! another language, a project's own and addresses are isolated, so that they stay one piece; the isolates never reach the
//! page. Lines
//! are put in order by these levels ([`line`](super::line), L2).

use super::paragraph::Islands;
use super::span::{FSI, LRI, PDI, RLI, Span, Voice};
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Left-to-right override, in which digits of every script keep their order, and what ends it.
const LRO: char = '\u{202D}';
const PDF: char = '\u{202C}';

/// A stretch that is kept apart from what stands round it, with what begins and ends it.
type Isolate = (Range<usize>, &'static [char], &'static [char]);

/// The embedding level of every byte of the spans' joined text.
pub(super) fn levels(spans: &[Span], rtl: bool, islands: &Islands) -> Vec<Level> {
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    if !rtl && !text.chars().any(|c| is_from_right(c) || embeds(c)) {
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

/// Whether a letter makes its word go from right to left.
fn is_from_right(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// What is isolated, outer stretches before inner ones.
fn isolates(text: &str, spans: &[Span], islands: &Islands) -> Vec<Isolate> {
    let (mut voices, mut links): (Vec<Isolate>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    // Stretches of one voice without links: what is one thing lies in one of them.
    let mut fields: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Span> = None;
    let mut end = 0;
    for span in spans.iter().filter(|span| !span.text.is_empty()) {
        let start = end;
        end += span.text.len();
        // A text of one's own may have several spans, and so has an address: host and path.
        let same_voice = before.is_some_and(|before| span.goes_on(before));
        let same_link = before.is_some_and(|before| before.link == span.link);
        match (span.voice.isolate(), voices.last_mut()) {
            (Some(_), Some(voice)) if same_voice => voice.0.end = end,
            (Some(mark), _) => voices.push((start..end, opening(mark), &[PDI])),
            (None, _) => {}
        }
        match (span.link, links.last_mut()) {
            (Some(_), Some(link)) if same_link => link.end = end,
            (Some(_), _) => links.push(start..end),
            (None, _) => {}
        }
        let both_sheet = before.is_some_and(|before| before.voice == Voice::Sheet) && span.voice == Voice::Sheet;
        match fields.last_mut() {
            Some(field) if same_link && (same_voice || both_sheet) => field.end = end,
            _ => fields.push(start..end),
        }
        before = Some(span);
    }
    let linked = |range: &Range<usize>| links.iter().any(|link| link.start <= range.start && range.end <= link.end);
    let things = islands.things.iter().filter_map(|thing| island(text, &fields, thing));
    let addresses = islands.addresses.iter().map(|address| address.text.clone()).filter(|address| !linked(address));
    let mut all: Vec<Range<usize>> = things.chain(addresses).collect();
    all.sort_by_key(|range| range.start);
    let mut inner: Vec<Range<usize>> = Vec::new();
    for range in all {
        match inner.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => inner.push(range),
        }
    }
    let straight = links.iter().cloned().chain(inner).map(|range| straight(text, range));
    voices.into_iter().chain(straight).collect()
}

/// A stretch from left to right, each sign in its place; letters from right to left still go their own way.
fn straight(text: &str, range: Range<usize>) -> Isolate {
    let turned = |c: char| matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
    match text[range.clone()].chars().any(turned) {
        true => (range, &[LRI], &[PDI]),
        false => (range, &[LRI, LRO], &[PDF, PDI]),
    }
}

fn opening(mark: char) -> &'static [char] {
    match mark {
        RLI => &[RLI],
        FSI => &[FSI],
        _ => &[LRI],
    }
}

/// The stretch of a line from left to right that something belongs to: with the Latin words before it, for after them UAX 9
/// (W7) reads digits from left to right, and with those behind it where it has letters itself ("12 rue de la Paix").
fn island(text: &str, fields: &[Range<usize>], thing: &Range<usize>) -> Option<Range<usize>> {
    let field = fields.iter().find(|field| field.start <= thing.start && thing.end <= field.end)?;
    let from_left = |c: char| bidi_class(c) == BidiClass::L;
    if text[thing.clone()].chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL)) {
        return None;
    }
    let goes_on = |c: &char| !matches!(bidi_class(*c), BidiClass::R | BidiClass::AL | BidiClass::AN);
    let mut island = thing.clone();
    let mut at = thing.start;
    for c in text[field.start..thing.start].chars().rev().take_while(goes_on) {
        at -= c.len_utf8();
        island.start = if from_left(c) { at } else { island.start };
    }
    if text[island.clone()].chars().any(from_left) {
        let mut at = thing.end;
        for c in text[thing.end..field.end].chars().take_while(goes_on) {
            at += c.len_utf8();
            island.end = if c.is_alphanumeric() { at } else { island.end };
        }
    }
    Some(island)
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
