//! Dates in digits, and what Chinese and Japanese count with.
//!
//! In: pieces of text and a place among them. Out: the place behind the date that begins there.

use super::token::{Kind, Token, digits, past_space};

/// Signs that stand between the parts of a Chinese or Japanese date or time.
const COUNTED: &str = "年月日時时分点點號号階阶円元人歳岁番丁回名";

/// The place behind a date in digits: `12. 5. 2026`, `12/05/2026`, `2026-05-12`, `12. 5.`
pub(super) fn date(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if let Some(after) = named(tokens, at) {
        return Some(after);
    }
    let sign = tokens.get(at + 1)?.kind;
    if !matches!(sign, Kind::Sign('.' | '/' | '-' | '\u{2010}' | '\u{2011}')) {
        return None;
    }
    let same = |at: usize| tokens.get(at).is_some_and(|token| token.kind == sign);
    let dotted = sign == Kind::Sign('.');
    let value = |at: usize| tokens.get(at).and_then(Token::value);
    let between = |at: usize| if dotted { past_space(tokens, at) } else { at };
    let second = between(at + 2);
    let (one, two) = (value(at)?, value(second)?);
    let spaced = second > at + 2;
    let third = between(second + 2);
    let last = value(third).filter(|_| same(second + 1) && (third > second + 2) == spaced);
    let goes_on = |after: usize| same(after) && digits(tokens, after + 1) > 0;
    let (first_digits, last_digits) = (digits(tokens, at), digits(tokens, third));
    let short = |at: usize| (1..=2).contains(&digits(tokens, at));
    let day_and_month = |a: u32, b: u32| (1..=31).contains(&a) && (1..=12).contains(&b);
    match last {
        Some(last) if short(second) && !goes_on(third + 1) => {
            let from_day = first_digits <= 2 && matches!(last_digits, 2 | 4);
            let from_year = first_digits == 4 && last_digits <= 2 && day_and_month(last, two);
            let from_day = from_day && (day_and_month(one, two) || day_and_month(two, one));
            (from_day || from_year).then_some(third + 1)
        }
        // "12. 5.": the stop behind the month belongs to it.
        _ if dotted && spaced && same(second + 1) && short(at) && short(second) && day_and_month(one, two) => {
            Some(second + 2)
        }
        _ => None,
    }
}

/// Words between a day, its month and its year.
const BETWEEN: &[&str] = &["de", "del", "do", "da", "ta"];

/// The place behind a date with a name for its month: `21 mai 2025`, `21. Mai 2025`, `21 de mayo de 2025`.
fn named(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let value = |at: usize| tokens.get(at).and_then(Token::value);
    let word = |at: usize| tokens.get(at).is_some_and(Token::is_word);
    let space = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Space);
    (digits(tokens, at) <= 2 && (1..=31).contains(&value(at)?)).then_some(())?;
    // "1er", "21-го", "21.".
    let mut next = at + 1;
    while !space(next) {
        (next < at + 4 && tokens.get(next).is_some_and(|token| token.is_word() || token.is('.') || token.is('-')))
            .then_some(())?;
        next += 1;
    }
    let mut month = false;
    for _ in 0..2 {
        if space(next) && tokens.get(next + 1).is_some_and(|token| token.is_one_of(BETWEEN)) && space(next + 2) {
            next += 2;
        }
        if digits(tokens, next + 1) == 4 {
            break;
        }
        (space(next) && word(next + 1)).then_some(())?;
        month = true;
        // "Sept.", "Mai,".
        next += 2 + usize::from(tokens.get(next + 2).is_some_and(|token| token.is('.')));
    }
    if tokens.get(next + 1).is_some_and(|token| token.is_one_of(BETWEEN)) {
        next += 2;
    }
    (month && space(next) && digits(tokens, next + 1) == 4 && (1900..2200).contains(&value(next + 1)?))
        .then_some(next + 2)
}

/// The place behind a number with its counters in Chinese or Japanese: `2026年5月12日`, `14時30分`.
pub(super) fn han(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut next = at;
    while digits(tokens, next) > 0 && tokens.get(next + 1).is_some_and(|sign| COUNTED.contains(sign.text)) {
        next += 2;
    }
    (next > at).then_some(next)
}
