//! Islands: what keeps its own order in a line that is read the other way.
//!
//! In: spans, and what is one thing in them. Out: the stretches that are isolated (UAX 9), outer ones before inner ones. A word
//! of another language or a project's own goes the way of its letters; addresses, numbers and words with signs of their own
//! go from left to right.
//!
//! Ranges of bare numbers stand as people see them in every other program: UAX 9 decides, and each end keeps its order. So
//! "9:00–17:00" is read from right to left in a Hebrew or Arabic line, as CLDR's patterns for intervals are, and "9-17"
//! from left to right in Hebrew, where a hyphen without spaces joins numbers (W4), but not behind Arabic letters (W2).

use super::address::{Address, addresses};
use super::direction::has_rtl;
use super::span::{FSI, LRI, PDI, RLI, Span, Voice};
use super::whole::{Thing, tags, things};
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// Stretches that are one thing each.
#[derive(Debug, Default)]
pub(super) struct Islands {
    /// Numbers and names of several parts.
    pub things: Vec<Thing>,
    /// Addresses of the web and of e-mail.
    pub addresses: Vec<Address>,
    /// Words with signs of their own, in lines that are read from right to left.
    pub tags: Vec<Range<usize>>,
}

impl Islands {
    /// Those of a text.
    pub(super) fn of(text: &str, spans: &[Span], rtl: bool) -> Self {
        let addresses = addresses(text, spans);
        let touch = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
        let in_address = |range: &Range<usize>| addresses.iter().any(|address| touch(&address.text, range));
        let mut things = things(text, spans);
        things.retain(|thing| !in_address(&thing.text));
        let mut tags = if rtl || has_rtl(text) { tags(text) } else { Vec::new() };
        // The ends of a range go their own ways.
        let in_range = |tag: &Range<usize>| things.iter().any(|t| !t.joints.is_empty() && touch(&t.text, tag));
        tags.retain(|tag| !in_address(tag) && !in_range(tag));
        Self { things, addresses, tags }
    }
}

/// Left-to-right override, in which digits of every script keep their order, and what ends it.
const LRO: char = '\u{202D}';
const PDF: char = '\u{202C}';

/// A stretch that is kept apart from what stands round it, with what begins and ends it.
pub(super) type Isolate = (Range<usize>, &'static [char], &'static [char]);

/// What is isolated, outer stretches before inner ones.
pub(super) fn isolates(text: &str, spans: &[Span], islands: &Islands) -> Vec<Isolate> {
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
    // The first letter decides, also where it lies in something that is isolated itself, which UAX 9 (P2) passes over. Arabic
    // digits without a letter are read as Arabic is; other bare numbers may be anybody's.
    for (range, mark, _) in voices.iter_mut().filter(|(_, mark, _)| **mark == [FSI]) {
        let own = &text[range.clone()];
        let first = own.chars().find(|c| from_left(*c) || from_right(*c));
        *mark = match first {
            Some(letter) => opening(if from_right(letter) { RLI } else { LRI }),
            None if own.contains(is_arabic_digit) => opening(RLI),
            None => *mark,
        };
    }
    let linked = |range: &Range<usize>| links.iter().any(|link| link.start <= range.start && range.end <= link.end);
    let things = islands.things.iter().flat_map(|thing| ordered(text, &fields, thing));
    let tags = islands.tags.iter().filter_map(|tag| island(text, &fields, tag));
    let addresses = islands.addresses.iter().map(|address| address.text.clone()).filter(|address| !linked(address));
    let mut all: Vec<Range<usize>> = things.chain(tags).chain(addresses).collect();
    all.sort_by_key(|range| range.start);
    let mut inner: Vec<Range<usize>> = Vec::new();
    for range in all {
        match inner.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => inner.push(range),
        }
    }
    let links = links.iter().flat_map(|link| match with_extension(text, link) {
        Some([whole, number]) => vec![(whole, opening(FSI), &[PDI] as &[char]), straight(text, number)],
        None => vec![straight(text, link.clone())],
    });
    voices.into_iter().chain(links).chain(inner.into_iter().map(|range| straight(text, range))).collect()
}

/// A telephone number with an extension that goes from right to left, and the number alone: its word says which way both go.
fn with_extension(text: &str, link: &Range<usize>) -> Option<[Range<usize>; 2]> {
    let own = &text[link.clone()];
    let number = own.starts_with(|c: char| c.is_numeric() || "+(".contains(c));
    let word = own.find(char::is_alphabetic).filter(|at| number && own[*at..].contains(from_right))?;
    let end = own[..word].trim_end_matches(|c: char| c.is_whitespace() || c == '(').len();
    Some([link.clone(), link.start..link.start + end])
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

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '€' | '₪' | '₺' | '₽' | '﷼' | '؋' | '₹')
}

fn is_arabic_digit(c: char) -> bool {
    bidi_class(c) == BidiClass::AN
}

fn from_left(c: char) -> bool {
    bidi_class(c) == BidiClass::L
}

fn from_right(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// The stretches from left to right that a thing makes: the ends of a range of bare numbers, else all of it.
fn ordered(text: &str, fields: &[Range<usize>], thing: &Thing) -> Vec<Range<usize>> {
    let Some(island) = island(text, fields, &thing.text) else {
        // Names and numbers from right to left, in which numbers keep their order.
        return thing.numbers().filter_map(|number| island(text, fields, number)).collect();
    };
    // A hyphen without spaces joins European digits, but those behind Arabic letters are Arabic numbers, as Arabic digits are.
    let arabic = || {
        let before = text[..thing.text.start].chars().rev().find(|c| from_right(*c));
        before.or_else(|| text.chars().find(|c| from_right(*c))).is_some_and(|c| bidi_class(c) == BidiClass::AL)
    };
    let whole = island.clone();
    let parts =
        |joint: &Range<usize>| &text[joint.clone()] != "-" || text[whole.clone()].contains(is_arabic_digit) || arabic();
    // "12 ₪" is read number first; what stands behind a space goes the way of the line.
    let unit = text[island.clone()].trim_end_matches(is_currency);
    let number = unit.trim_end();
    let island = match number.len() < unit.len() && unit.len() < island.len() {
        true => island.start..island.start + number.len(),
        false => island,
    };
    let joints: Vec<&Range<usize>> = thing.joints.iter().filter(|joint| parts(joint)).collect();
    if joints.is_empty() || text[island.clone()].contains(from_left) {
        return vec![island];
    }
    let ends = joints.iter().map(|joint| joint.start).chain([island.end]);
    let starts = [island.start].into_iter().chain(joints.iter().map(|joint| joint.end));
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| start..end).collect()
}

/// The stretch of a line from left to right that something belongs to: with the Latin words before it, for after them UAX 9
/// (W7) reads digits from left to right, and with those behind it where it has letters itself ("12 rue de la Paix").
fn island(text: &str, fields: &[Range<usize>], thing: &Range<usize>) -> Option<Range<usize>> {
    let field = fields.iter().find(|field| field.start <= thing.start && thing.end <= field.end)?;
    if text[thing.clone()].contains(from_right) {
        return None;
    }
    let goes_on = |c: &char| !matches!(bidi_class(*c), BidiClass::R | BidiClass::AL | BidiClass::AN);
    let mut island = thing.clone();
    let mut at = thing.start;
    for c in text[field.start..thing.start].chars().rev().take_while(goes_on) {
        at -= c.len_utf8();
        island.start = if from_left(c) { at } else { island.start };
    }
    let mut at = thing.end;
    if text[island.clone()].contains(from_left) {
        for c in text[thing.end..field.end].chars().take_while(goes_on) {
            at += c.len_utf8();
            island.end = if c.is_alphanumeric() { at } else { island.end };
        }
    }
    Some(enclosed(&text[..at], island, thing))
}

/// An island with the brackets that it opens, as far as they are closed before the text's end; else without them.
fn enclosed(text: &str, mut island: Range<usize>, thing: &Range<usize>) -> Range<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text[island.start..].char_indices().map(|(at, c)| (island.start + at, c)) {
        match c {
            '(' => open.push((at, ')')),
            '[' => open.push((at, ']')),
            '{' => open.push((at, '}')),
            c if open.last().is_some_and(|(_, closing)| *closing == c) => {
                let begun = open.pop().map_or(at, |(begun, _)| begun);
                island.end = if begun < island.end { island.end.max(at + c.len_utf8()) } else { island.end };
            }
            _ => {}
        }
    }
    match open.iter().find(|(at, _)| (thing.end..island.end).contains(at)) {
        Some((at, _)) => island.start..text[..*at].trim_end().len().max(thing.end),
        None => island,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::super::bidi::levels;
    use super::super::line::visual_order;
    use super::super::{Lang, typeset_own, typeset_spans};
    use super::*;

    /// A line as the eye sees it, from left to right.
    fn seen(spans: &[Span]) -> String {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let levels = levels(spans, true, &Islands::of(&text, spans, true));
        let letters: Vec<(char, u8)> = text.char_indices().map(|(at, c)| (c, levels[at].number())).collect();
        let order = visual_order(&letters.iter().map(|letter| letter.1).collect::<Vec<_>>());
        let mirrored = |(c, level): (char, u8)| match "()[]{}".find(c) {
            Some(at) if level % 2 == 1 => char::from("()[]{}".as_bytes()[at ^ 1]),
            _ => c,
        };
        order.into_iter().map(|at| mirrored(letters[at])).collect::<String>().replace('\u{A0}', "⍽")
    }

    /// `tests/order.txt`, as the sheet's words and as a project's.
    #[test]
    fn lines_are_seen_as_the_file_says() {
        let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/order.txt")).unwrap();
        let lines: Vec<&str> = file.lines().filter(|line| line.contains(" => ")).collect();
        assert!(lines.len() > 80, "the file is gone");
        let mut wrong = Vec::new();
        for line in lines {
            let (lang, rest) = line.split_once(": ").unwrap();
            let (words, wanted) = rest.split_once(" => ").unwrap();
            let lang = Lang::new(lang);
            let mut sheet = [Span::plain(words, None)];
            typeset_spans(&lang, &mut sheet);
            let own = typeset_own(Some(&lang), words);
            let own = [Span { voice: Voice::Own(Some(lang)), ..Span::plain(own, None) }];
            // For no language, with the spaces that no language takes amiss.
            let free = Span { voice: Voice::Own(None), ..Span::plain(typeset_own(None, words), None) };
            for spans in [&sheet, &own, &[free]] {
                let seen = seen(spans);
                let plain = seen.replace('⍽', " ");
                let missing = wanted.split(" | ").find(|part| !seen.contains(part) && !plain.contains(part));
                wrong.extend(missing.map(|part| format!("{line}\n  {part:?} is not in {seen:?}")));
            }
        }
        assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
    }
}
