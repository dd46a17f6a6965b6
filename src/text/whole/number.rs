//! Numbers of several parts, and what is said before them.
//!
//! In: pieces of text and a place among them. Out: the place behind the number that begins there.

use super::amount::atom;
use super::code;
use super::date::{date, han};
use super::range::range;
use super::telephone::telephone;
use super::thing::Sort;
use super::token::{Kind, Token, digits, is, past_space};

/// What begins here, with the place behind it.
pub(super) fn ends(tokens: &[Token<'_>], at: usize) -> [Option<(usize, Sort)>; 4] {
    // Not in the middle of a longer number.
    if at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.kind == Kind::Digits) {
        return [const { None }; 4];
    }
    let joined = joined(tokens, at);
    let others = [date(tokens, at), han(tokens, at), joined, atom(tokens, at).map(|atom| atom.after)];
    // "1-800-FLOWERS" is dialled.
    let spelled = joined.filter(|after| tokens[at..*after].iter().any(Token::is_capitals));
    [
        telephone(tokens, at).max(spelled).map(|after| (after, Sort::Telephone)),
        range(tokens, at).map(|(after, joint)| (after, Sort::Range(joint))),
        named(tokens, at).map(|after| (after, Sort::Place)),
        others.into_iter().flatten().max().map(|after| (after, Sort::Other)),
    ]
}

/// The place behind digits and Latin letters without a space between them: `70040-010`, `1-800-FLOWERS`, and `*6789` with
/// the sign before it.
fn joined(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let sign = |at: usize, signs: &str| {
        tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(c) if signs.contains(c)))
    };
    let apart = at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|token| token.kind == Kind::Space);
    let begin = at + usize::from(apart && sign(at, "*#-−"));
    // The minus of Arabic digits stands on their right (CLDR), as UAX 9 puts it.
    if digits(tokens, begin) == 0 || begin > at && tokens[begin].is_arabic() {
        return None;
    }
    let part = |at: usize| digits(tokens, at) > 0 || tokens.get(at).is_some_and(Token::is_capitals);
    let mut after = begin + 1;
    while sign(after, "-\u{2010}\u{2011}") && part(after + 1) {
        after += 2;
    }
    (after > at + 1).then_some(after)
}

/// The next place at which a thing may begin.
pub(super) fn skip(tokens: &[Token<'_>], at: usize) -> usize {
    code::ends(tokens, at).or_else(|| telephone(tokens, at)).or_else(|| date(tokens, at)).unwrap_or(at + 1)
}

/// Words and signs that a number follows, which belongs to them.
const NAMED: &[&str] = &[
    "tel", "tél", "tlf", "tfn", "puh", "τηλ", "тел", "fax", "p", "pp", "s", "str", "стр", "σ", "nr", "no", "n", "č",
    "čj", "br", "бр", "num", "núm", "art", "čl", "чл", "ст", "abs", "al", "par", "vol", "cap", "kap", "гл", "кв", "kl",
    "klo", "ch", "apt", "app", "bd", "sez", "tlfn", "telf", "teléf", "mob", "št", "sz", "r", "lk", "lpp", "psl", "d",
];
/// Words among them that may stand without a full stop.
const UNDOTTED: &[&str] = &["tel", "tél", "fax", "nr", "kl", "klo", "τηλ", "тел", "tlf", "tfn", "puh"];

/// The place behind an abbreviation and the first digits of its number: `Tel. 030`, `p. 5`, `n° 3`, `Tél. : 01`.
fn named(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let word = tokens.get(at)?;
    let sign = matches!(word.kind, Kind::Sign('§' | '№' | '#' | '☎'));
    let mut next = at + 1;
    let dotted = tokens.get(next).is_some_and(|token| matches!(token.kind, Kind::Sign('.' | '°' | 'º' | 'ª')));
    next += usize::from(dotted);
    let whole = at == 0 || !matches!(tokens.get(at - 1)?.kind, Kind::Word | Kind::Digits | Kind::Sign('-' | '’' | '.'));
    let colon = past_space(tokens, next);
    let stopped = is(tokens, colon, ':');
    let named = word.is_one_of(NAMED) && (dotted || stopped && word.is_one_of(UNDOTTED)) || word.is_one_of(UNDOTTED);
    if !(sign || whole && named) {
        return None;
    }
    next = past_space(tokens, if stopped { colon + 1 } else { next });
    let opened = usize::from(is(tokens, next, '+') || is(tokens, next, '('));
    (next > at && digits(tokens, next + opened) > 0).then_some(next + opened + 1)
}
