//! Times, prices, measures.
//!
//! In: pieces of text and a place among them. Out: the amount that begins there, with the hour, the unit or the sign of money
//! that says what it is.

use super::token::{Kind, Token, digits, is, past_space};

/// Words that say that a number is an hour.
const HOURS: &[&str] = &["h", "hs", "u", "uhr", "kl", "ч", "год", "ώρα", "น", "uur", "óra", "godz", "val", "시"];
/// Halves of the day.
const HALVES: &[&str] = &["am", "pm", "μμ", "πμ", "م", "ص"];
/// What is counted or measured, right behind its number.
const UNITS: &[&str] = &[
    "mm", "cm", "m", "km", "g", "kg", "pt", "h", "min", "s", "dpi", "mo", "mb", "ko", "kb", "eur", "usd", "gbp", "chf",
    "pln", "czk", "huf", "ron", "sek", "dkk", "nok", "zł", "ft", "kč", "kr", "lei", "лв", "г", "кг", "fr", "ct", "грн",
];
/// Signs of money.
const MONEY: &str = "€$£¥₺₴₹₪﷼₽₾֏៛฿";
/// A time or an amount.
#[derive(Clone, Copy)]
pub(super) struct Atom {
    pub after: usize,
    /// Whether something says what it is: `14 h`, `14:30`, `5 €`.
    pub marked: bool,
    /// How many digits it begins with.
    pub length: usize,
}

pub(super) fn atom(tokens: &[Token<'_>], at: usize) -> Option<Atom> {
    let money =
        |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(c) if MONEY.contains(c)));
    if money(at) {
        let inner = atom(tokens, past_space(tokens, at + 1)).filter(|inner| digits(tokens, inner.after - 1) > 0)?;
        return Some(Atom { marked: true, ..inner });
    }
    let length = digits(tokens, at);
    if length == 0 {
        return None;
    }
    let mut after = at + 1;
    // Groups of three, "12 862", and what stands behind a point, a comma, a colon.
    while length <= 3 && tokens.get(after).is_some_and(|t| t.kind == Kind::Space) && digits(tokens, after + 1) == 3 {
        after += 2;
    }
    let mut clock = false;
    while point(tokens, after, at) && digits(tokens, after + 1) > 0 {
        clock |= length <= 2 && !is(tokens, after, ',') && digits(tokens, after + 1) == 2;
        after += 2;
    }
    let unit = past_space(tokens, after);
    if let Some(after) = share(tokens, at, unit) {
        return Some(Atom { after, marked: true, length });
    }
    let word = tokens.get(unit);
    let has = |words: &[&str]| word.is_some_and(|word| word.is_one_of(words));
    if money(unit) || has(UNITS) || has(HOURS) {
        let minutes = past_space(tokens, unit + 1);
        let hour = has(HOURS) && word.is_some_and(|word| word.text.len() == 1) && digits(tokens, minutes) == 2;
        return Some(Atom { after: if hour { minutes + 1 } else { unit + 1 }, marked: true, length });
    }
    if let Some(after) = half(tokens, unit) {
        return Some(Atom { after, marked: true, length });
    }
    Some(Atom { after, marked: clock, length })
}

/// Whether a sign stands here that parts of an amount have between them.
fn point(tokens: &[Token<'_>], at: usize, start: usize) -> bool {
    match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Sign('.' | ',' | ':' | '٫' | '٬' | '፡')) => true,
        // In Chinese it also stands between two things that are said.
        Some(Kind::Sign('：')) => {
            let first = at == start + 1 && !start.checked_sub(1).is_some_and(|before| is(tokens, before, ':'));
            first && digits(tokens, start) <= 2 && digits(tokens, at + 1) == 2
        }
        _ => false,
    }
}

/// The place behind `%`, `‰`, `°`, `°C`. Scripts with digits of their own have a place of their own for these signs.
fn share(tokens: &[Token<'_>], number: usize, at: usize) -> Option<usize> {
    let sign = tokens.get(at).filter(|_| tokens[number].is_ascii_digits())?;
    match sign.kind {
        Kind::Sign('%' | '‰' | '℃' | '℉') => Some(at + 1),
        Kind::Sign('°') => {
            Some(at + 1 + usize::from(tokens.get(at + 1).is_some_and(|word| word.is_one_of(&["c", "f"]))))
        }
        _ => None,
    }
}

/// The place behind `am`, `p.m.`, `PM`.
fn half(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let word = tokens.get(at)?;
    if word.is_one_of(HALVES) {
        return Some(at + 1);
    }
    let dotted = word.is_one_of(&["a", "p", "π", "μ"])
        && is(tokens, at + 1, '.')
        && tokens.get(past_space(tokens, at + 2)).is_some_and(|word| word.is_one_of(&["m", "μ"]));
    let after = past_space(tokens, at + 2) + 1;
    dotted.then(|| after + usize::from(is(tokens, after, '.')))
}
