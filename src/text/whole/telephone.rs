//! Telephone numbers: digits in groups.
//!
//! In: pieces of text and a place among them. Out: the place behind the telephone number that begins there.

use super::date::date;
use super::token::{Kind, Token, digits, is, is_dash};

/// Digits in groups, with what stands between them.
#[derive(Clone, Default)]
struct Groups {
    lengths: Vec<usize>,
    /// `+` before the first, or a bracket round it.
    opened: bool,
    zero: bool,
    year: bool,
    spaced: bool,
    hyphened: bool,
    after: usize,
}

/// What closes the bracket that opens here.
fn closing(tokens: &[Token<'_>], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Sign('(') => Some(')'),
        Kind::Sign('[') => Some(']'),
        Kind::Sign('{') => Some('}'),
        _ => None,
    }
}

fn groups(tokens: &[Token<'_>], at: usize) -> Option<Groups> {
    let mut next = at;
    let mut all = Groups { spaced: true, ..Groups::default() };
    if is(tokens, next, '+') {
        all.opened = true;
        next += 1;
    }
    let mut bracket = closing(tokens, next);
    all.opened |= bracket.is_some();
    next += usize::from(bracket.is_some());
    next += usize::from(bracket.is_some() && is(tokens, next, '+'));
    // As far as every bracket is closed: "(9-17 h)" behind a number is no group of it.
    let mut closed = None;
    loop {
        let token = tokens.get(next).filter(|token| token.kind == Kind::Digits)?;
        if all.lengths.is_empty() {
            all.zero = token.begins_with_zero();
            all.year = token.value().is_some_and(|year| (1900..2100).contains(&year));
        }
        all.lengths.push(token.digits());
        next += 1;
        if bracket.is_some_and(|sign| is(tokens, next, sign)) {
            bracket = None;
            next += 1;
        }
        all.after = next;
        closed = if bracket.is_some() { closed } else { Some(all.clone()) };
        let Some(sign) = tokens.get(next) else { break };
        let mut ahead = match sign.kind {
            Kind::Space | Kind::Sign('.' | '-' | '\u{2010}' | '\u{2011}' | '/') => next + 1,
            // "+49 (0)30" has nothing between its bracket and what follows.
            _ if tokens[next - 1].kind != Kind::Digits || closing(tokens, next).is_some() => next,
            _ => break,
        };
        let opens = closing(tokens, ahead).filter(|_| bracket.is_none());
        ahead += usize::from(opens.is_some());
        if digits(tokens, ahead) == 0 {
            break;
        }
        bracket = bracket.or(opens);
        all.spaced &= sign.kind == Kind::Space;
        all.hyphened |= is_dash(tokens, next);
        next = ahead;
    }
    closed
}

/// The place behind a telephone number.
pub(super) fn telephone(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if date(tokens, at).is_some() {
        return None;
    }
    let all = groups(tokens, at)?;
    let (count, total) = (all.lengths.len(), all.lengths.iter().sum::<usize>());
    let is_one = match count {
        _ if !(6..=17).contains(&total) => false,
        _ if all.opened => total >= 7,
        1 => false,
        _ if all.zero => all.lengths[0] > 1 || count > 2,
        2 => total >= 9 && !all.year || all.hyphened && all.lengths == [3, 4],
        3 => total >= 8 && !all.year,
        _ => total >= 7 && !all.year,
    };
    is_one.then_some(all.after)
}
