//! What is read as one, and so stays on one line where that can be: numbers of several parts, endings, phrases, few strong
//! words, a day with its times.
//!
//! In: the places where UAX 14 would let a line end. Out: which of them may not be taken at all, and which only where nothing
//! else holds ([`Kind::Phrase`], [`SPARED`](super::model::SPARED)). People read a phrase at a glance, and stumble where its ending stands on another line.

use super::font::is_han;
use super::hours::entries;
use super::model::Kind;
use super::span::{Span, Voice};
use super::whole::{Seam, Thing};
use icu_segmenter::GraphemeClusterSegmenter;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_script::{Script, UnicodeScript};

/// Letters up to which what stands behind a hyphen is an ending, and no word.
const LONGEST_ENDING: usize = 3;
/// Letters up to which strong words are one thing to do or to know: "scan the code".
const LONGEST_STRONG: usize = 28;

/// Marks the places that part a phrase, in languages that are written without spaces: people read a phrase at a glance, and
/// stumble where its ending stands on another line. Phrases are BudouX's; signs end them in any case.
pub(super) fn part_phrases(places: &mut [(usize, Kind)], text: &str, language: &str) {
    let model = match language {
        "ja" => budoux::models::default_japanese_model(),
        "zh" => budoux::models::default_simplified_chinese_model(),
        _ => return,
    };
    let ends: BTreeSet<usize> = budoux::parse(model, text)
        .iter()
        .scan(0, |at, phrase| {
            *at += phrase.len();
            Some(*at)
        })
        .collect();
    for (at, kind) in places.iter_mut().filter(|(_, kind)| *kind == Kind::Soft) {
        let after_sign = text[..*at].chars().next_back().is_some_and(|c| !c.is_alphanumeric());
        if !after_sign && !ends.contains(at) {
            *kind = Kind::Phrase;
        }
    }
}

/// Adds the places behind full-width signs before a number with a sign of its own, "，€5", where UAX 14 (LB25) sees none: in
/// Chinese and Japanese a line may end behind any of these. What closes never begins a line, and no word or number begins so.
pub(super) fn part_behind_wide(places: &mut Vec<(usize, Kind)>, text: &str, language: &str) {
    if !matches!(language, "ja" | "zh") {
        return;
    }
    for (at, sign) in text.match_indices(['、', '，', '；', '。', '！', '？', '：', '）', '」', '』']) {
        let next = at + sign.len();
        let signed = text[next..].trim_start_matches(['+', '-', '−', '±', '€', '$', '£', '¥', '#', '§', '№']);
        let begins = signed.len() < text.len() - next && signed.starts_with(char::is_numeric);
        if begins && let Err(place) = places.binary_search_by_key(&next, |place| place.0) {
            places.insert(place, (next, Kind::Soft));
        }
    }
}

/// Marks the places that part what is read as one: few strong words among others, and names with hyphens.
pub(super) fn keep_together(places: &mut [(usize, Kind)], text: &str, spans: &[Span]) {
    let mut start = 0;
    for span in spans {
        let end = start + span.text.len();
        let few = span.strong && span.text.len() < text.len() && letters(&span.text) <= LONGEST_STRONG;
        if few && span.link.is_none() {
            mark(places, &(start..end), &[Kind::Soft], Kind::Phrase);
        }
        if span.link.is_none() && matches!(span.voice, Voice::Own(_)) {
            keep_names(places, text, &(start..end));
        }
        start = end;
    }
}

/// Names of somebody's own are not parted behind their hyphens unless that saves a line: "Port-Neuf".
fn keep_names(places: &mut [(usize, Kind)], text: &str, own: &Range<usize>) {
    let hyphened = |at: usize| {
        let word = text[..at].strip_suffix(['-', '\u{2010}']).filter(|word| word.ends_with(char::is_alphabetic));
        word.is_some() && text[at..].starts_with(char::is_alphabetic)
    };
    let within = |at: usize| own.start < at && at < own.end;
    for place in places.iter_mut().filter(|(at, kind)| *kind == Kind::Soft && within(*at) && hyphened(*at)) {
        place.1 = Kind::Phrase;
    }
}

/// Keeps a day and its times on one line while they hold there.
pub(super) fn keep_entries(places: &mut [(usize, Kind)], text: &str, spans: &[Span]) {
    if !spans.iter().any(|span| span.hours) {
        return;
    }
    let mut end = 0;
    let places_of = spans.iter().map(|span| {
        let start = end;
        end += span.text.len();
        (span.hours, start..end)
    });
    let all: Vec<(bool, Range<usize>)> = places_of.collect();
    for part in all.chunk_by(|(one, _), (next, _)| one == next).filter(|part| part[0].0) {
        let (start, end) = (part[0].1.start, part[part.len() - 1].1.end);
        for entry in entries(&text[start..end]) {
            mark(places, &(start + entry.start..start + entry.end), &[Kind::Soft, Kind::Phrase], Kind::Joint);
        }
    }
}

/// Keeps each thing on one line while it holds there; where it does not, its seams may part it: also those at spaces that no
/// line ends at else, and those behind the dash of a range, where UAX 14 sees no place before a digit.
pub(super) fn keep_whole(places: &mut Vec<(usize, Kind)>, text: &str, things: &[Thing]) {
    let around = |at: usize| things.iter().find(|thing| thing.text.start < at && at < thing.text.end);
    // Rather between two words than behind a hyphen of one.
    let kind_at = |thing: &Thing, at: usize| match thing.seam(at)? {
        Seam::Range => Some(Kind::Range),
        Seam::Place if text[..at].ends_with([' ', '\u{A0}', '\u{202F}']) => Some(Kind::Place),
        Seam::Place | Seam::Amount => Some(Kind::Last),
    };
    places.retain_mut(|(at, kind)| {
        match around(*at).filter(|_| matches!(kind, Kind::Soft | Kind::Phrase | Kind::Joint)) {
            Some(thing) => kind_at(thing, *at).map(|new| *kind = new).is_some(),
            None => true,
        }
    });
    let mut seams: Vec<(usize, Kind)> = Vec::new();
    for (at, space) in text.match_indices(['\u{A0}', '\u{202F}']) {
        let next = at + space.len();
        let (before, after) = (text[..at].chars().next_back(), text[next..].chars().next());
        let joins = before.is_some_and(|c| c.is_alphanumeric() || ".,:–€)".contains(c))
            && after.is_some_and(|c| c.is_alphanumeric() || "+([€$£¥₺₹₪%°".contains(c));
        let kind = around(next).map_or(Some(Kind::Joint), |thing| kind_at(thing, next));
        seams.extend(kind.filter(|_| joins).map(|kind| (next, kind)));
    }
    seams.extend(things.iter().flat_map(|thing| &thing.joints).map(|joint| (joint.end, Kind::Range)));
    seams.retain(|(at, _)| !places.iter().any(|(known, _)| known == at));
    places.extend(seams);
    places.sort_by_key(|place| place.0);
}

fn mark(places: &mut [(usize, Kind)], inside: &Range<usize>, of: &[Kind], kind: Kind) {
    let within = |at: usize| inside.start < at && at < inside.end;
    for place in places.iter_mut().filter(|(at, old)| within(*at) && of.contains(old)) {
        place.1 = kind;
    }
}

/// How many letters a text has; Han characters and kana count twice, for they are as wide as two.
fn letters(text: &str) -> usize {
    text.chars().map(|c| if is_han(c.script()) { 2 } else { 1 }).sum()
}

/// Whether a slash stands before and a word goes on behind it: "and/or" in plain words stays together.
pub(super) fn parts_pair(text: &str, at: usize) -> bool {
    text[..at].ends_with('/') && text[at..].starts_with(char::is_alphanumeric)
}

/// Whether a hyphen stands before, and only a letter before it or only a short ending behind: "e-mail", "AI-ს", "Meta-ն",
/// "21-ஆம்" stay whole.
pub(super) fn cuts_ending(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at..]);
    let Some(word) = before.strip_suffix(['-', '\u{2010}']) else { return false };
    let mut letters = word.chars().rev().filter(|c| c.script() != Script::Inherited && !is_mark(*c));
    let hyphened = letters.next().is_some_and(char::is_alphanumeric);
    if hyphened && !letters.next().is_some_and(char::is_alphanumeric) {
        return after.starts_with(char::is_alphabetic);
    }
    let ending = GraphemeClusterSegmenter::new().segment_str(after).skip(1).scan(0, |from, to| {
        let letter = after[*from..to].starts_with(char::is_alphabetic);
        *from = to;
        Some(letter)
    });
    hyphened && (1..=LONGEST_ENDING).contains(&ending.take_while(|letter| *letter).count())
}

/// Whether a sign belongs to the letter before it, as a virama does: it is neither letter nor digit nor a sign that stands
/// alone.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && matches!(c.script(), Script::Tamil | Script::Devanagari | Script::Bengali)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::super::{Breaking, FontSet, Lang, Paragraph, Span, TypeStyle, Voice, typeset_own};
    use super::*;

    fn shaped(lang: &str, text: &str) -> Paragraph {
        let lang = Lang::new(lang);
        let style = TypeStyle { family: "Noto Sans".into(), weight: 400, strong_weight: 700, italic: false };
        let text = typeset_own(Some(&lang), text);
        let spans = [Span { voice: Voice::Own(Some(lang.clone())), ..Span::plain(text, None) }];
        Paragraph::shape(&FontSet::builtin(), &spans, &style, &lang, lang.is_rtl(), false).0
    }

    fn byte(paragraph: &Paragraph, next: usize) -> usize {
        paragraph.clusters.get(next).map_or(paragraph.text.len(), |cluster| cluster.text.start)
    }

    /// Where a text may be parted, with the kinds of the places.
    fn places(lang: &str, text: &str) -> Vec<(usize, Kind)> {
        let paragraph = shaped(lang, text);
        paragraph.opportunities.iter().map(|place| (byte(&paragraph, place.next), place.kind)).collect()
    }

    /// What is one thing is parted where it costs least, and a telephone number never.
    #[test]
    fn what_is_too_wide_parts_at_its_seams() {
        for (lang, lines) in [
            ("de", "12.11.2026-|15.11.2026"),
            ("de", "12.11.2026 – |15.11.2026"),
            ("de", "12.-|15.11.2026"),
            ("fr", "12/11/2026-|15/11/2026"),
            ("fr", "14 h – |17 h"),
            ("fr", "14 h 30 |à 17 h 45"),
            ("de", "Hauptstraße |5"),
            ("fr", "125 |avenue"),
            ("fr", "44600 |Saint-Nazaire"),
            ("de", "Tel. |030 12345678"),
            ("fr", "Tél. : |01 55 25 49 10"),
            ("de", "1.234,50 |€"),
            ("de", "FR76 3000 6000 0112 3456 |7890 189"),
            ("zh-Hans", "9:00至|17:00"),
            ("ja", "10時〜|18時"),
            ("ar", "12.11.2026-|15.11.2026"),
            ("fr", "01 55 25 49 10"),
            ("fr", "+33 (0)1 55 25 49 10"),
            ("en", "1-800-FLOWERS"),
        ] {
            let paragraph = shaped(lang, &lines.replace('|', ""));
            let broken = paragraph.break_lines(paragraph.natural_width() * 0.97, Breaking::TotalFit);
            let mut seen = paragraph.text.clone();
            for end in broken.ends.iter().rev().skip(1) {
                seen.insert(byte(&paragraph, end.next), '|');
            }
            assert_eq!(seen.replace(['\u{A0}', '\u{202F}'], " "), lines, "{lang}");
        }
    }

    /// A name ends a line behind its hyphen only where it takes a line more otherwise.
    #[test]
    fn names_with_hyphens_stay_whole_where_that_costs_no_line() {
        let name = "Médiathèque intercommunale des Trois-Rivières de Port-Neuf-sur-Mer";
        let (own, whole) = (shaped("fr", name), shaped("fr", &name.replace('-', "\u{2011}")));
        for step in 20..100 {
            let width = own.natural_width() * f64::from(step) / 100.0;
            for how in [Breaking::TotalFit, Breaking::Balanced] {
                let (broken, unbroken) = (own.break_lines(width, how), whole.break_lines(width, how));
                let parted = broken.ends.iter().any(|end| own.text[..byte(&own, end.next)].ends_with('-'));
                let dearer = unbroken.overfull() || unbroken.lines() > broken.lines();
                assert!(!parted || dearer, "{how:?} at {step} %");
            }
        }
    }

    #[test]
    fn lines_end_behind_wide_signs() {
        let befores =
            ["周五", "5月12日", "2楼", "Facebook", "9:00–17:00", "03-1234567", "5€", "「はい」", "12号", "+5%"];
        let afters = [
            "9:00",
            "03-1234567",
            "Facebook",
            "5月",
            "12号",
            "周六",
            "2",
            "€5",
            "(5)",
            "www.a.test/b",
            "@x",
            "+49 30 123456",
            "-5°C",
            "§ 5",
            "„A“",
        ];
        let mut wrong = Vec::new();
        for lang in ["zh-Hans", "ja"] {
            for before in befores {
                for after in afters {
                    for sign in ["、", "，", "；", "。", "！", "？", "：", "）"] {
                        let text = format!("{before}{sign}{after}");
                        let at = before.len() + sign.len();
                        let found = places(lang, &text);
                        if !found.iter().any(|(place, kind)| *place == at && *kind == Kind::Soft) {
                            wrong.push(format!("{lang}: {text}"));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    }
}
