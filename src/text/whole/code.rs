//! Codes that people copy sign by sign: bank accounts, licence plates, places on the earth.
//!
//! In: pieces of text and a place among them. Out: the place behind the code that begins there.

use super::token::{Kind, Token, digits, is, past_space};

/// The place behind the longest code that begins here.
pub(super) fn ends(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    [account(tokens, at), plate(tokens, at), angles(tokens, at), degrees(tokens, at)].into_iter().flatten().max()
}

/// `FR76 3000 6000 0112 3456 7890 189` (ISO 13616): a country, two digits, groups of four, the last one perhaps shorter.
fn account(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    tokens.get(at).filter(|word| word.is_capitals() && word.text.len() == 2)?;
    if digits(tokens, at + 1) < 2 {
        return None;
    }
    let group = |from: usize| {
        let of_code = |token: &&Token<'_>| token.digits() > 0 || token.is_capitals();
        tokens.get(from..).into_iter().flatten().take_while(of_code).count()
    };
    let signs =
        |from: usize, count: usize| tokens.iter().skip(from).take(count).map(|token| token.text.len()).sum::<usize>();
    let mut after = at + 1 + group(at + 1);
    let mut total = signs(at, after - at);
    while tokens.get(after).is_some_and(|token| token.kind == Kind::Space)
        && total % 4 == 0
        && (1..=4).contains(&signs(after + 1, group(after + 1)))
    {
        let count = group(after + 1);
        total += signs(after + 1, count);
        after += 1 + count;
    }
    (15..=34).contains(&total).then_some(after)
}

/// `123 TUN 4567`, `1234 AB 56`: digits, letters, digits.
fn plate(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let letters = tokens.get(at + 2).filter(|word| word.is_capitals() && word.text.len() <= 3)?;
    let spaces = tokens[at + 1].kind == Kind::Space && tokens.get(at + 3)?.kind == Kind::Space;
    let numbers = [at, at + 4].map(|at| (1..=4).contains(&digits(tokens, at)));
    // "14 h 30" and "5 EUR 2026" are not; "1234 AB Amsterdam" has a town.
    (letters.text.len() > 1 && spaces && numbers == [true, true] && !UNITS.contains(&letters.text)).then_some(at + 5)
}

/// Capitals behind a number that say what it is.
const UNITS: [&str; 9] = ["AM", "PM", "EUR", "USD", "GBP", "CHF", "MB", "GB", "KB"];

/// `48°51′24″N`, with or without spaces.
fn angles(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut next = at;
    for signs in ["°", "′'’", "″\"”"] {
        let sign =
            |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(c) if signs.contains(c)));
        if digits(tokens, next) > 0 && sign(next + 1) {
            next += 2;
            next = if digits(tokens, past_space(tokens, next)) > 0 { past_space(tokens, next) } else { next };
        }
    }
    let side = past_space(tokens, next);
    let named = tokens.get(side).is_some_and(|word| ["N", "S", "E", "W", "O"].contains(&word.text));
    (next > at && named).then_some(side + 1)
}

/// `48.8566, 2.3522` and `48.8566° N, 2.3522° E`: two numbers with three decimals or more.
fn degrees(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let number = |at: usize| {
        let from = at + usize::from(is(tokens, at, '-') || is(tokens, at, '−'));
        let decimal = digits(tokens, from) > 0 && is(tokens, from + 1, '.') && digits(tokens, from + 2) > 2;
        let mut after = from + 3;
        after += usize::from(is(tokens, after, '°'));
        let side = past_space(tokens, after);
        let named = tokens.get(side).is_some_and(|word| ["N", "S", "E", "W", "O"].contains(&word.text));
        decimal.then_some(if named { side + 1 } else { after })
    };
    let comma = number(at)?;
    is(tokens, comma, ',').then(|| number(past_space(tokens, comma + 1))).flatten()
}
