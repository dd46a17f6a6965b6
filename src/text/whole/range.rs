//! Ranges: of hours, of days, of amounts.
//!
//! In: pieces of text and a place among them. Out: the range that begins there, and where it may be parted.

use super::amount::{Atom, atom};
use super::date::{date, han};
use super::token::{Kind, Token, is, is_dash, past_space};
use std::ops::Range;

/// What stands between the ends of a range, in words.
const UNTIL: &[&str] = &[
    "à",
    "a",
    "bis",
    "to",
    "till",
    "until",
    "al",
    "ao",
    "às",
    "até",
    "tot",
    "til",
    "do",
    "до",
    "по",
    "έως",
    "ως",
    "إلى",
    "الى",
    "حتى",
    "עד",
    "تا",
    "থেকে",
    "și",
    "la",
    "kuni",
    "līdz",
    "iki",
    "deri",
    "бо",
    "ถึง",
    "تر",
    "بۆ",
];
/// What stands there in Chinese, with no space.
const UNTIL_HAN: &[&str] = &["至", "到"];
/// Dashes of ranges alone.
const WAVES: &str = "~〜～";

/// The place behind a range, and what stands between its ends: `14 h - 17 h`, `14–17 h`, `12.5.2026-15.5.2026`, `14 h à 17 h`.
pub(super) fn range(tokens: &[Token<'_>], at: usize) -> Option<(usize, Range<usize>)> {
    by_sign(tokens, at).or_else(|| by_word(tokens, at))
}

fn by_sign(tokens: &[Token<'_>], at: usize) -> Option<(usize, Range<usize>)> {
    let from = end(tokens, at)?;
    let sign = past_space(tokens, from.after);
    let spaced = sign > from.after;
    let to_start = past_space(tokens, sign + 1);
    let to = end(tokens, to_start)?;
    let token = tokens.get(sign)?;
    let han = !spaced && token.is_one_of(UNTIL_HAN) && to.marked;
    let wave = matches!(token.kind, Kind::Sign(c) if WAVES.contains(c));
    let short = from.length <= 4 && to.length <= 4;
    let alike = if to.marked { from.marked || from.length <= 2 } else { from.length == to.length };
    let is_range = han || (wave || is_dash(tokens, sign)) && short && (!spaced || alike);
    is_range.then_some((to.after, from.after..to_start))
}

fn by_word(tokens: &[Token<'_>], at: usize) -> Option<(usize, Range<usize>)> {
    let from = atom(tokens, at).filter(|from| from.length <= 2)?;
    let word = past_space(tokens, from.after);
    let to = atom(tokens, past_space(tokens, word + 1)).filter(|to| to.marked)?;
    let is_range = word > from.after && tokens.get(word)?.is_one_of(UNTIL);
    // A line ends before the word, not behind it.
    is_range.then_some((to.after, from.after..word))
}

/// An end of a range.
fn end(tokens: &[Token<'_>], at: usize) -> Option<Atom> {
    let day = date(tokens, at).or_else(|| han(tokens, at));
    day.map(|after| Atom { after, marked: true, length: 1 })
        .or_else(|| day_alone(tokens, at))
        .or_else(|| atom(tokens, at))
}

/// `12.` of `12.-15.5.2026`: a day whose month stands behind the dash.
fn day_alone(tokens: &[Token<'_>], at: usize) -> Option<Atom> {
    let day = tokens.get(at)?.value().filter(|day| (1..=31).contains(day));
    let dash = day.is_some() && is(tokens, at + 1, '.') && is_dash(tokens, past_space(tokens, at + 2));
    dash.then_some(Atom { after: at + 2, marked: true, length: 1 })
}
