//! Spaces: which stand before high punctuation and inside quotes, and which may not break.

use super::letter::{Letter, NBSP, NNBSP, at, is_space};
use super::rules::{High, Percent, Rules};
use crate::text::lang::Lang;
use crate::text::whole;
use std::ops::Range;

/// Spaces inside quotes and before high punctuation.
pub(super) fn spaces(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len() + 8);
    for (place, letter) in letters.iter().enumerate() {
        if let Some(space) = space_before(&letters, place, rules) {
            while out.last().is_some_and(|last| is_space(last.character)) {
                out.pop();
            }
            if let (Some(space), Some(last)) = (space, out.last()) {
                out.push(Letter { character: space, span: last.span, fixed: false });
            }
        }
        let last = out.last().filter(|last| !last.fixed).map(|last| last.character);
        if last == Some('«')
            && let Some(space) = rules.quote_space
        {
            out.push(Letter { character: space, span: letter.span, fixed: false });
            if is_space(letter.character) {
                continue;
            }
        }
        // What opens a question or an exclamation in Spanish touches it.
        if rules.high == High::Closed && matches!(last, Some('¿' | '¡')) && is_space(letter.character) {
            continue;
        }
        out.push(*letter);
    }
    out
}

/// The space that a sign asks for before it: `Some(None)` takes away what was typed.
fn space_before(letters: &[Letter], place: usize, rules: &Rules) -> Option<Option<char>> {
    let letter = letters[place];
    match letter.character {
        _ if letter.fixed => None,
        ';' | '!' | '?' if stands_high(letters, place) => match rules.high {
            High::AsTyped => None,
            High::Closed => Some(None),
            High::Apart(space) => Some(Some(space)),
        },
        ':' if ends_word(letters, place) => rules.before_colon.map(Some),
        '»' => rules.quote_space.map(Some),
        _ => None,
    }
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
    let numbers = grouped_numbers(&letters);
    for place in 1..letters.len().saturating_sub(1) {
        if letters[place].character != ' ' || letters[place].fixed {
            continue;
        }
        if numbers.iter().any(|number| number.contains(&place)) {
            letters[place].character = NBSP;
            continue;
        }
        let (before, after) = (letters[place - 1].character, letters[place + 1].character);
        let next_is_digit = after.is_ascii_digit();
        if before.is_ascii_digit() && next_is_digit && grouped(&letters, place) {
            letters[place].character = if lang.primary() == "fr" { NNBSP } else { NBSP };
        } else if before.is_ascii_digit() && (CURRENCIES.contains(after) || is_unit(&letters, place + 1))
            || (matches!(before, '°' | '§' | '№') || CURRENCIES.contains(before)) && next_is_digit
            || next_is_digit && follows_hour(&letters, place)
            || after.is_alphabetic()
                && !numbers.iter().any(|number| number.end == place)
                && follows_number(&letters, place, rules.ordinals)
        {
            letters[place].character = NBSP;
        }
    }
    letters
}

/// Where telephone numbers and codes stand: all their spaces are alike.
fn grouped_numbers(letters: &[Letter]) -> Vec<Range<usize>> {
    stretches(letters, whole::grouped)
}

/// Where names with digits in them stand, "@lib_2000": these are no numbers.
fn names(letters: &[Letter]) -> Vec<Range<usize>> {
    stretches(letters, |text| {
        whole::tags(text).into_iter().filter(|tag| text[tag.clone()].contains(char::is_alphabetic)).collect()
    })
}

/// What is found in the letters' text, as places among them.
fn stretches(letters: &[Letter], find: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<usize>> {
    let text: String = letters.iter().map(|letter| letter.character).collect();
    let place = |byte: usize| text[..byte].chars().count();
    find(&text).into_iter().map(|found| place(found.start)..place(found.end)).collect()
}

/// Signs of money.
const CURRENCIES: &str = "€$£₺₴₹";

/// Whether the hour of "14 h 30" ends here.
fn follows_hour(letters: &[Letter], space: usize) -> bool {
    let before: Vec<char> = letters[..space].iter().rev().take(3).map(|letter| letter.character).collect();
    matches!(before[..], ['h', gap, digit] if is_space(gap) && digit.is_ascii_digit())
}

/// Whether a number of one or two digits ends here, which belongs to the word behind it: "27 mai", and "27. mai" where
/// such a number counts.
fn follows_number(letters: &[Letter], space: usize, ordinals: bool) -> bool {
    let mut before = letters[..space].iter().rev().map(|letter| letter.character).peekable();
    if ordinals {
        before.next_if_eq(&'.');
    }
    let digits: Vec<char> = before.take_while(|c| *c == NBSP || c.is_alphanumeric() || ".,".contains(*c)).collect();
    // A number that is bound to what stands before it, "€ 3", would make too long a piece.
    (1..=2).contains(&digits.len()) && digits.iter().all(char::is_ascii_digit)
}

/// The per cent sign beside its number, as far away as the language wants it.
pub(super) fn percent(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len() + 2);
    for (place, letter) in letters.iter().enumerate() {
        let last = out.last().map(|last| last.character);
        let gap = last.is_some_and(is_space);
        let number_before = digit(if gap { at(&out, out.len().checked_sub(2)) } else { last });
        let sign = letter.character == '%' && !letter.fixed;
        let space = |letter: &Letter| Letter { character: NBSP, ..*letter };
        match rules.percent {
            Percent::AsTyped if sign && number_before && gap => {
                out.pop();
                out.push(space(letter));
            }
            Percent::Closed if sign && number_before && gap => {
                out.pop();
            }
            Percent::Apart if sign && number_before && !goes_on(at(&letters, Some(place + 1))) => {
                out.truncate(out.len() - usize::from(gap));
                out.push(space(letter));
            }
            // "% 50": the sign has gone before already.
            Percent::Before
                if is_space(letter.character) && last == Some('%') && digit(at(&letters, Some(place + 1))) =>
            {
                continue;
            }
            _ => {}
        }
        out.push(*letter);
    }
    out
}

/// Whether a word goes on behind a sign: "100%ig".
fn goes_on(after: Option<char>) -> bool {
    after.is_some_and(|c| c.is_alphanumeric() || c == '-')
}

/// The narrow space in abbreviations of single letters, "z. B.", typed with a space or without; elsewhere a space that was
/// typed there does not break.
pub(super) fn abbreviations(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len() + 2);
    let mut place = 0;
    while place < letters.len() {
        out.push(letters[place]);
        let gap = at(&letters, Some(place + 1)).is_some_and(is_space);
        let next = place + 1 + usize::from(gap);
        if letters[place].character == '.'
            && !letters[place].fixed
            && is_single(&letters, place.checked_sub(1))
            && is_single(&letters, Some(next))
            && let Some(space) = rules.abbreviations.or(gap.then_some(NBSP))
        {
            out.push(Letter { character: space, ..letters[place] });
            place = next;
        } else {
            place += 1;
        }
    }
    out
}

/// Whether a letter stands alone before its full stop.
fn is_single(letters: &[Letter], place: Option<usize>) -> bool {
    let Some(place) = place else { return false };
    let joined = |c: char| c.is_alphanumeric() || c == '-' || c == '’';
    at(letters, Some(place)).is_some_and(char::is_alphabetic)
        && !at(letters, place.checked_sub(1)).is_some_and(joined)
        && at(letters, Some(place + 1)) == Some('.')
}

/// A space typed behind an elided word goes: "l' account".
pub(super) fn elisions(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let elided = |place: usize| {
        let before = letters[..place].iter().rev().map(|letter| letter.character);
        let word: String = before.skip(1).take_while(|c| c.is_alphabetic()).collect();
        let word: String = word.chars().rev().collect::<String>().to_lowercase();
        rules.elided.contains(&word.as_str())
    };
    let goes = |place: &usize| {
        letters[*place].character == ' '
            && at(&letters, place.checked_sub(1)) == Some('’')
            && at(&letters, Some(*place + 1)).is_some_and(char::is_alphabetic)
            && elided(*place)
    };
    (0..letters.len()).filter(|place| !goes(place)).map(|place| letters[place]).collect()
}

/// Numbers in the language's own digits; what belongs to Latin letters, "BY-SA 4.0", stays.
pub(super) fn digits(mut letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let Some(zero) = rules.zero else { return letters };
    let names = names(&letters);
    let mut place = 0;
    while place < letters.len() {
        let of_number = |letter: &&Letter| letter.character.is_ascii_digit() || ".,".contains(letter.character);
        let length = letters[place..].iter().take_while(of_number).count();
        let before = letters[..place].iter().rev().map(|letter| letter.character).find(|c| !is_space(*c));
        if letters[place].character.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_alphabetic()) {
            let stays = |at: usize| names.iter().any(|name| name.contains(&at));
            for (at, letter) in letters.iter_mut().enumerate().skip(place).take(length) {
                if letter.fixed || stays(at) {
                    continue;
                }
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
