//! Spaces: which stand before high punctuation and inside quotes, and which may not break.

use super::rules::Rules;
use super::{Lang, Letter, NBSP, NNBSP, at, is_space};

/// Spaces inside quotes and before high punctuation.
pub(super) fn spaces(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len() + 8);
    for (place, letter) in letters.iter().enumerate() {
        let wanted = match letter.character {
            _ if letter.fixed => None,
            ';' | '!' | '?' => rules.before_high.filter(|_| stands_high(&letters, place)),
            ':' => rules.before_colon.filter(|_| ends_word(&letters, place)),
            '»' => rules.quote_space,
            _ => None,
        };
        if let Some(space) = wanted {
            while out.last().is_some_and(|last| is_space(last.character)) {
                out.pop();
            }
            if !out.is_empty() {
                out.push(Letter { character: space, span: out[out.len() - 1].span, fixed: false });
            }
        }
        let after_quote = out.last().is_some_and(|last| last.character == '«' && !last.fixed);
        if after_quote && let Some(space) = rules.quote_space {
            out.push(Letter { character: space, span: letter.span, fixed: false });
            if is_space(letter.character) {
                continue;
            }
        }
        out.push(*letter);
    }
    out
}

/// Not inside a bracket of its own, "(?)", and not after another high sign, "?!".
fn stands_high(letters: &[Letter], place: usize) -> bool {
    let before = at(letters, place.checked_sub(1));
    before.is_some_and(|c| !"(?!;".contains(c)) && ends_word(letters, place)
}

/// Whether a sign ends a word: "16:30" and "a:b" stay together.
fn ends_word(letters: &[Letter], place: usize) -> bool {
    at(letters, Some(place + 1)).is_none_or(|c| c.is_whitespace() || is_space(c) || !c.is_alphanumeric() && c != '/')
}

/// Numbers stay with what they count; groups of digits stay together.
pub(super) fn numbers(mut letters: Vec<Letter>, rules: &Rules, lang: &Lang) -> Vec<Letter> {
    for place in 1..letters.len().saturating_sub(1) {
        if letters[place].character != ' ' || letters[place].fixed {
            continue;
        }
        let (before, after) = (letters[place - 1].character, letters[place + 1].character);
        let sign = after == '%' && rules.percent_space || "€$£₺".contains(after);
        if before.is_ascii_digit() && after.is_ascii_digit() && grouped(&letters, place) {
            letters[place].character = if lang.primary() == "fr" { NNBSP } else { NBSP };
        } else if before.is_ascii_digit() && (sign || is_unit(&letters, place + 1))
            || matches!(before, '°' | '§' | '№') && after.is_ascii_digit()
        {
            letters[place].character = NBSP;
        }
    }
    letters
}

/// Numbers in the language's own digits; what belongs to Latin letters, "BY-SA 4.0", stays.
pub(super) fn digits(mut letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let Some(zero) = rules.zero else { return letters };
    let mut place = 0;
    while place < letters.len() {
        let of_number = |letter: &&Letter| letter.character.is_ascii_digit() || ".,".contains(letter.character);
        let length = letters[place..].iter().take_while(of_number).count();
        let before = letters[..place].iter().rev().map(|letter| letter.character).find(|c| !is_space(*c));
        if letters[place].character.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_alphabetic()) {
            for letter in letters[place..place + length].iter_mut().filter(|letter| !letter.fixed) {
                let own = letter.character.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit));
                letter.character = own.unwrap_or(letter.character);
            }
        }
        place += length.max(1);
    }
    letters
}

/// Whether exactly three digits follow: a group, not another number.
fn grouped(letters: &[Letter], space: usize) -> bool {
    let digits = letters[space + 1..].iter().take_while(|letter| letter.character.is_ascii_digit()).count();
    digits == 3
}

/// Units that stay with their number.
const UNITS: &[&str] = &[
    "mm", "cm", "m", "km", "g", "kg", "pt", "h", "min", "s", "dpi", "Mo", "MB", "ko", "kB", "Uhr", "г", "кг", "лв",
    "zł", "Ft", "Kč", "kr", "lei",
];

/// Whether a unit of measure begins here.
fn is_unit(letters: &[Letter], from: usize) -> bool {
    let letters = letters[from..].iter().map(|letter| letter.character);
    let word: String = letters.take_while(|c| c.is_alphabetic() || *c == '°').collect();
    UNITS.contains(&word.as_str())
}

/// Short words cling to the next one.
pub(super) fn clinging(mut letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut start = 0;
    for place in 0..letters.len() {
        let c = letters[place].character;
        if !(c.is_whitespace() || is_space(c) || "(«„“”‘’'".contains(c)) {
            continue;
        }
        let word: String = letters[start..place].iter().map(|letter| letter.character).collect();
        let single = rules.single_letters && word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let listed = rules.clinging.iter().any(|known| word.to_lowercase() == known.to_lowercase());
        if c == ' ' && !letters[place].fixed && (single || listed) && place + 1 < letters.len() {
            letters[place].character = NBSP;
        }
        start = place + 1;
    }
    letters
}
