//! Places in addresses: a house number with its street, a post code with its town.
//!
//! In: pieces of text and a place among them. Out: the place behind what begins there. A capital tells names from other words,
//! so a year before a name ("2025 Meta") is no post code: four digits are one in a project's own text only.

use super::token::{Kind, Token};

/// Words that a street's name begins with, behind its number.
const STREETS: &[&str] = &[
    "rue",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "bld",
    "place",
    "pl",
    "quai",
    "chemin",
    "impasse",
    "allée",
    "allées",
    "cours",
    "route",
    "square",
    "passage",
    "esplanade",
    "ruelle",
    "parvis",
    "mail",
    "street",
    "road",
];
/// How a street's name ends, before its number.
const STREET_ENDS: &[&str] = &[
    "str", "straße", "strasse", "weg", "platz", "gasse", "allee", "ufer", "damm", "ring", "straat", "laan", "plein",
    "gade", "vej", "vägen", "gatan", "gata", "katu", "tie", "tänav", "iela", "utca", "út", "tér", "ulica", "ulice",
    "utc",
];

/// The place behind the longest thing of a place that begins here.
pub(super) fn ends(tokens: &[Token<'_>], at: usize, own: bool) -> Option<usize> {
    let inside = at > 0
        && tokens
            .get(at - 1)
            .is_some_and(|before| matches!(before.kind, Kind::Word | Kind::Digits | Kind::Sign('.' | ',' | '/')));
    if inside {
        return None;
    }
    let ways = [
        street_behind(tokens, at),
        number_behind(tokens, at, own),
        post_code(tokens, at, own),
        code_behind(tokens, at, own),
        coded(tokens, at),
    ];
    ways.into_iter().flatten().max()
}

fn space(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == Kind::Space)
}

fn digits(tokens: &[Token<'_>], at: usize) -> usize {
    tokens.get(at).map_or(0, Token::digits)
}

/// `12 rue`, `12 bis, rue`, `12, rue`.
fn street_behind(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if !(1..=4).contains(&digits(tokens, at)) {
        return None;
    }
    let mut next = at + 1;
    if tokens.get(next + usize::from(space(tokens, next)))?.is_one_of(&["bis", "ter", "quater", "a", "b", "c"]) {
        next += 1 + usize::from(space(tokens, next));
    }
    next += usize::from(tokens.get(next)?.is(','));
    let street = space(tokens, next) && tokens.get(next + 1)?.is_one_of(STREETS);
    street.then_some(next + 2)
}

/// `Hauptstr. 5`, `Keizersgracht 12a`, `Calle Mayor, 5`: a number behind a name, with nothing behind it.
fn number_behind(tokens: &[Token<'_>], at: usize, own: bool) -> Option<usize> {
    let name = tokens.get(at)?;
    let lower = name.text.to_lowercase();
    let street = name.is_word() && STREET_ENDS.iter().any(|end| lower.ends_with(end));
    if !(street || own && name.is_name()) {
        return None;
    }
    let mut next = at + 1;
    if let Some(sign) = tokens.get(next).filter(|sign| sign.is('.') && street || sign.is(',') && own) {
        next += usize::from(matches!(sign.kind, Kind::Sign(_)));
    }
    if !space(tokens, next) || !(1..=3).contains(&digits(tokens, next + 1)) {
        return None;
    }
    next += 2;
    if tokens.get(next).is_some_and(|letter| letter.is_word() && letter.text.chars().count() == 1) {
        next += 1;
    }
    let over = match (tokens.get(next), tokens.get(next + 1)) {
        (None, _) => true,
        // "1,5" goes on.
        (Some(token), Some(part)) if token.is(',') && part.kind == Kind::Digits => false,
        (Some(token), _) if matches!(token.kind, Kind::Sign(',' | ';' | ')' | '·' | '\n' | '،')) => true,
        (Some(token), Some(dot)) => token.kind == Kind::Space && dot.is('·'),
        _ => false,
    };
    (over || street && name.text.len() > 3).then_some(next)
}

/// `44600 Saint-Nazaire`, `1000 Bruxelles`, `110 00 Praha`, `1234 AB Amsterdam`.
fn post_code(tokens: &[Token<'_>], at: usize, own: bool) -> Option<usize> {
    let first = digits(tokens, at);
    let parted = first == 3 && space(tokens, at + 1) && digits(tokens, at + 2) == 2;
    let code = match first {
        5 | 6 => at + 1,
        4 if own => at + 1,
        3 if parted && own => at + 3,
        _ => return None,
    };
    let mut town = code + usize::from(space(tokens, code));
    let letters = tokens.get(town).filter(|word| word.is_capitals() && word.text.len() == 2 && first == 4);
    if letters.is_some() && space(tokens, town + 1) && tokens.get(town + 2).is_some_and(Token::is_name) {
        town += 2;
    }
    if town == code || !tokens.get(town)?.is_name() {
        return None;
    }
    let mut after = town + 1;
    // The parts of "Saint-Nazaire".
    while tokens.get(after).is_some_and(|sign| sign.is('-') || sign.is('’'))
        && tokens.get(after + 1).is_some_and(Token::is_word)
    {
        after += 2;
    }
    Some(after)
}

/// `חיפה 3303138`, `Paris, 75013`: a post code behind its town, with nothing behind it.
fn code_behind(tokens: &[Token<'_>], at: usize, own: bool) -> Option<usize> {
    (own && tokens.get(at)?.is_name()).then_some(())?;
    let code = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|sign| sign.is(',')));
    let ends = tokens.get(code + 2).is_none_or(|token| matches!(token.kind, Kind::Sign(_)));
    (space(tokens, code) && (5..=7).contains(&digits(tokens, code + 1)) && ends).then_some(code + 2)
}

/// `SW1A 1AA`, `K1A 0B1`, `NY 10001`: letters and digits in capitals, in two groups.
fn coded(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let group = |from: usize| {
        let mut next = from;
        while tokens.get(next).is_some_and(|token| token.is_capitals() || (1..=2).contains(&token.digits())) {
            next += 1;
        }
        next
    };
    let first = tokens.get(at).filter(|token| token.is_capitals() && token.text.len() <= 2)?;
    let middle = group(at);
    if !space(tokens, middle) {
        return None;
    }
    if middle == at + 1 {
        let zip = first.text.len() == 2 && digits(tokens, middle + 1) == 5;
        return zip.then_some(middle + 2);
    }
    let after = group(middle + 1);
    let second = tokens.get(middle + 1..after)?;
    let three = second.iter().map(|token| token.text.len()).sum::<usize>() == 3;
    (three && second.first()?.digits() == 1 && second.len() > 1).then_some(after)
}
