//! What is read as one, and so stays on one line where that can be: numbers of several parts, endings, phrases, few strong
//! words.
//!
//! In: the places where UAX 14 would let a line end. Out: which of them may not be taken at all, and which only where nothing
//! else holds ([`Kind::Phrase`], [`Kind::Last`]). People read a phrase at a glance, and stumble where its ending stands on another line.

use super::breaks::Kind;
use super::font::is_han;
use super::span::Span;
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

/// Marks the places that part what is read as one: few strong words among others.
pub(super) fn keep_together(places: &mut [(usize, Kind)], text: &str, spans: &[Span]) {
    let mut start = 0;
    for span in spans {
        let end = start + span.text.len();
        let few = span.strong && span.text.len() < text.len() && letters(&span.text) <= LONGEST_STRONG;
        if few && span.link.is_none() {
            mark(places, &(start..end), &[Kind::Soft], Kind::Phrase);
        }
        start = end;
    }
}

/// Keeps each of these stretches on one line while it holds there; where it does not, the spaces that no line ends at else may
/// part it.
pub(super) fn keep_whole(places: &mut Vec<(usize, Kind)>, text: &str, things: &[Range<usize>]) {
    for thing in things {
        mark(places, thing, &[Kind::Soft, Kind::Phrase], Kind::Last);
    }
    for (at, space) in text.match_indices(['\u{A0}', '\u{202F}']) {
        let (before, after) = (text[..at].chars().next_back(), text[at + space.len()..].chars().next());
        let joins = before.is_some_and(|c| c.is_alphanumeric() || ".,:–€)".contains(c))
            && after.is_some_and(|c| c.is_alphanumeric() || "+(".contains(c));
        if joins {
            let next = at + space.len();
            let inside = things.iter().any(|thing| thing.start < next && next < thing.end);
            places.push((next, if inside { Kind::Last } else { Kind::Joint }));
        }
    }
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
