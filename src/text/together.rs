//! What is read as one, and so stays on one line where that can be: addresses, endings, phrases, few strong words.
//!
//! In: the places where UAX 14 would let a line end. Out: which of them may not be taken at all, and which only where nothing
//! else holds ([`Kind::Phrase`]). People read a phrase at a glance, and stumble where its ending stands on another line.

use super::breaks::Kind;
use super::font::is_han;
use super::span::Span;
use crate::page::LinkId;
use icu_segmenter::GraphemeClusterSegmenter;
use std::collections::BTreeSet;
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

/// Marks the places that part what is read as one: few strong words among others, and an address but behind its host.
pub(super) fn keep_together(places: &mut [(usize, Kind)], text: &str, spans: &[Span]) {
    let mut start = 0;
    let mut host: Option<(LinkId, usize)> = None;
    for span in spans {
        let end = start + span.text.len();
        let few = span.strong && span.text.len() < text.len() && letters(&span.text) <= LONGEST_STRONG;
        let first_slash = match (span.link, host) {
            (None, _) => None,
            (Some(link), Some((same, slash))) if link == same => Some(slash),
            (Some(link), _) => {
                let slash = text[start..].find('/').map_or(text.len(), |at| start + at + 1);
                host = Some((link, slash));
                Some(slash)
            }
        };
        for (at, kind) in places.iter_mut().filter(|(at, kind)| *kind == Kind::Soft && *at > start && *at < end) {
            if few && span.link.is_none() || first_slash.is_some_and(|slash| *at != slash) {
                *kind = Kind::Phrase;
            }
        }
        start = end;
    }
}

/// How many letters a text has; Han characters and kana count twice, for they are as wide as two.
fn letters(text: &str) -> usize {
    text.chars().map(|c| if is_han(c.script()) { 2 } else { 1 }).sum()
}

/// Whether a line may end at `at`, if that lies in an address: only after a single slash.
pub(super) fn allowed_in_address(text: &str, at: usize, spans: &[Span]) -> bool {
    let mut start = 0;
    let mut in_link = false;
    let mut of = (None, None);
    for span in spans {
        let end = start + span.text.len();
        if at > start && at <= end {
            of.0 = span.link;
        }
        if at >= start && at < end {
            of.1 = span.link;
        }
        in_link |= span.link.is_some() && at > start && at < end;
        start = end;
    }
    // Host and path of one address are two spans of the same link.
    in_link |= of.0.is_some() && of.0 == of.1;
    let (before, after) = (&text[..at], &text[at..]);
    let after_slash = before.ends_with('/') && !before.ends_with("//") && !after.starts_with('/');
    if in_link { after_slash } else { !before.ends_with('/') || before.ends_with(' ') || !in_word(after) }
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

/// Whether a text goes on with a letter or digit: "and/or" in plain words stays together.
fn in_word(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}
