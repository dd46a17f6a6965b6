//! Numbers of several parts: telephone numbers, times, amounts, and ranges of them.
//!
//! In: pieces of text and a place among them. Out: the place behind the number that begins there.

use super::date::{date, han};
use super::token::{Kind, Token};

/// Words that say that a number is an hour.
const HOURS: &[&str] = &["h", "hs", "u", "uhr", "kl", "ч", "год", "ώρα", "น", "uur", "óra", "godz", "val"];
/// Halves of the day.
const HALVES: &[&str] = &["am", "pm", "μμ", "πμ", "م", "ص"];
/// What is counted or measured, right behind its number.
const UNITS: &[&str] = &[
    "mm", "cm", "m", "km", "g", "kg", "pt", "h", "min", "s", "dpi", "mo", "mb", "ko", "kb", "eur", "usd", "gbp", "chf",
    "pln", "czk", "huf", "ron", "sek", "dkk", "nok", "zł", "ft", "kč", "kr", "lei", "лв", "г", "кг", "fr", "ct", "грн",
];
/// Signs of money.
const MONEY: &str = "€$£¥₺₴₹₪﷼₽₾֏៛฿";
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
/// The place behind the longest thing that begins here.
pub(super) fn ends(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let behind_number = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| {
        // Not in the middle of a longer number.
        token.kind == Kind::Digits
    });
    if behind_number {
        return None;
    }
    let ways = [telephone(tokens, at), date(tokens, at), han(tokens, at), range(tokens, at), named(tokens, at)];
    let ways = ways.into_iter().chain([joined(tokens, at)]);
    let one = atom(tokens, at).map(|atom| atom.after);
    ways.chain([one]).flatten().max()
}

/// The place behind digits and Latin letters without a space between them: `70040-010`, `1-800-FLOWERS`, and `*6789` with
/// the sign before it.
fn joined(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let sign = |at: usize, signs: &str| {
        tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(c) if signs.contains(c)))
    };
    let apart = at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|token| token.kind == Kind::Space);
    let begin = at + usize::from(apart && sign(at, "*#-−"));
    if digits(tokens, begin) == 0 {
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
    telephone(tokens, at).or_else(|| date(tokens, at)).unwrap_or(at + 1)
}

fn is(tokens: &[Token<'_>], at: usize, sign: char) -> bool {
    tokens.get(at).is_some_and(|token| token.is(sign))
}

pub(super) fn digits(tokens: &[Token<'_>], at: usize) -> usize {
    tokens.get(at).map_or(0, Token::digits)
}

/// The place behind a space, if there is one.
pub(super) fn past_space(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.kind == Kind::Space))
}

fn is_dash(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign('-' | '\u{2010}' | '\u{2011}' | '–' | '—')))
}

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

fn groups(tokens: &[Token<'_>], at: usize) -> Option<Groups> {
    let mut next = at;
    let mut all = Groups { spaced: true, ..Groups::default() };
    if is(tokens, next, '+') {
        all.opened = true;
        next += 1;
    }
    let mut bracket = is(tokens, next, '(');
    all.opened |= bracket;
    next += usize::from(bracket);
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
        if bracket && is(tokens, next, ')') {
            bracket = false;
            next += 1;
        }
        all.after = next;
        closed = if bracket { closed } else { Some(all.clone()) };
        let Some(sign) = tokens.get(next) else { break };
        let mut ahead = match sign.kind {
            Kind::Space | Kind::Sign('.' | '-' | '\u{2010}' | '\u{2011}' | '/') => next + 1,
            // "+49 (0)30" has nothing between its bracket and what follows.
            _ if tokens.get(next - 1).is_some_and(|token| token.is(')')) || sign.is('(') => next,
            _ => break,
        };
        let opens = !bracket && is(tokens, ahead, '(');
        ahead += usize::from(opens);
        if digits(tokens, ahead) == 0 {
            break;
        }
        bracket |= opens;
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

/// A time or an amount.
struct Atom {
    after: usize,
    /// Whether something says what it is: `14 h`, `14:30`, `5 €`.
    marked: bool,
    length: usize,
}

fn atom(tokens: &[Token<'_>], at: usize) -> Option<Atom> {
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
    while tokens.get(after).is_some_and(|token| matches!(token.kind, Kind::Sign('.' | ',' | ':' | '٫' | '٬')))
        && digits(tokens, after + 1) > 0
    {
        clock |= length <= 2 && !is(tokens, after, ',') && digits(tokens, after + 1) == 2;
        after += 2;
    }
    let unit = past_space(tokens, after);
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

/// The place behind a range: `14 h - 17 h`, `14–17 h`, `14 h à 17 h`.
fn range(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let from = atom(tokens, at)?;
    let sign = past_space(tokens, from.after);
    let spaced = sign > from.after;
    let to = atom(tokens, past_space(tokens, sign + 1))?;
    let short = from.length <= 4 && to.length <= 4;
    let alike = if to.marked { from.marked || from.length <= 2 } else { from.length == to.length };
    let by_sign = is_dash(tokens, sign) && short && (!spaced || alike);
    let by_word = spaced && tokens.get(sign)?.is_one_of(UNTIL) && to.marked && from.length <= 2;
    (by_sign || by_word).then_some(to.after)
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
