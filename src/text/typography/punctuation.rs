//! Signs: dots, quotes and dashes typed on any keyboard become the language's own.

use super::letter::{Letter, NBSP, at, is_space};
use super::rules::{Dash, Rules};
use crate::text::lang::Lang;
use unicode_script::{Script, UnicodeScript};

/// `...` becomes one sign.
pub(super) fn dots(letters: Vec<Letter>, _: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for letter in letters {
        let two = out.len().checked_sub(2).map(|from| out[from..].iter().all(|l| l.character == '.' && !l.fixed));
        if letter.character == '.' && !letter.fixed && two == Some(true) {
            out.pop();
            if let Some(last) = out.last_mut() {
                last.character = '…';
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// Straight quotes become the language's; an apostrophe becomes a raised comma.
pub(super) fn quotes(mut letters: Vec<Letter>, rules: &Rules, lang: &Lang) -> Vec<Letter> {
    let (mut open, mut inner) = (false, false);
    for place in 0..letters.len() {
        if letters[place].fixed {
            continue;
        }
        let before = at(&letters, place.checked_sub(1));
        let starts = before.is_none_or(|c| c.is_whitespace() || is_space(c) || "([{«„“—–/".contains(c));
        let new = match letters[place].character {
            // Gershayim stand before the last letter of a Hebrew abbreviation, whatever the language of the text.
            '"' if (lang.primary() == "he" && !starts || before.is_some_and(|c| c.script() == Script::Hebrew))
                && at(&letters, Some(place + 1)).is_some_and(char::is_alphabetic) =>
            {
                '״'
            }
            '"' => {
                open = starts || !open;
                rules.quotes[usize::from(!open)]
            }
            '\'' if starts
                && !at(&letters, Some(place + 1)).is_some_and(|c| c.is_ascii_digit())
                && closes_later(&letters, place) =>
            {
                inner = true;
                rules.quotes[2]
            }
            '\'' if inner && !at(&letters, Some(place + 1)).is_some_and(char::is_alphanumeric) => {
                inner = false;
                rules.quotes[3]
            }
            // Geresh: Hebrew letters stand for other sounds with it, "צ׳ק".
            '\'' if before.is_some_and(|c| c.script() == Script::Hebrew) => '׳',
            '\'' => '’',
            other => other,
        };
        letters[place].character = new;
    }
    letters
}

/// Whether a straight quote at a word's start has its partner at a later word's end: else it is an apostrophe.
fn closes_later(letters: &[Letter], place: usize) -> bool {
    let rest: Vec<char> = letters[place + 1..].iter().map(|letter| letter.character).collect();
    let closes = |at: usize| {
        rest[at] == '\'' && rest[at - 1].is_alphanumeric() && !rest.get(at + 1).is_some_and(|c| c.is_alphanumeric())
    };
    !rest.first().is_some_and(|c| c.is_whitespace()) && (1..rest.len()).any(closes)
}

/// A hyphen or dash between spaces becomes the language's dash.
pub(super) fn dashes(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let spaced: Vec<usize> = (1..letters.len())
        .filter(|place| {
            matches!(letters[*place].character, '-' | '–' | '—')
                && !letters[*place].fixed
                && at(&letters, place.checked_sub(1)).is_some_and(is_space)
                && at(&letters, Some(place + 1)).is_some_and(is_space)
        })
        .collect();
    match rules.dash {
        Dash::Closed => without_spaces(letters, |_| (true, true), &spaced),
        Dash::Embracing if embrace(&letters, &spaced) => {
            without_spaces(letters, |dash| (dash == 1, dash == 0), &spaced)
        }
        Dash::LongSpaced => spaced_with(letters, Some('—'), rules, &spaced),
        Dash::Spaced | Dash::Embracing => spaced_with(letters, None, rules, &spaced),
    }
}

/// Whether two dashes stand round something said in between: in one sentence, and with no number beside them.
fn embrace(letters: &[Letter], spaced: &[usize]) -> bool {
    let [from, to] = spaced[..] else { return false };
    let digit = |place: usize| at(letters, Some(place)).is_some_and(|c| c.is_ascii_digit());
    let number = [from, to].iter().any(|dash| digit(dash.saturating_sub(2)) || digit(dash + 2));
    !number && !letters[from..to].iter().any(|letter| ".!?…".contains(letter.character))
}

/// Dashes with a space on either side, the first unbreakable; a long dash that was typed stays long.
fn spaced_with(mut letters: Vec<Letter>, dash: Option<char>, rules: &Rules, spaced: &[usize]) -> Vec<Letter> {
    for place in spaced {
        let short = letters[*place].character != '—';
        letters[*place].character = dash.unwrap_or(if short { '–' } else { '—' });
        if rules.bound_dash {
            letters[*place - 1].character = NBSP;
        }
    }
    letters
}

/// Em dashes that lose the space before or behind them.
fn without_spaces(mut letters: Vec<Letter>, loses: impl Fn(usize) -> (bool, bool), spaced: &[usize]) -> Vec<Letter> {
    let mut gone = Vec::new();
    for (number, place) in spaced.iter().enumerate() {
        letters[*place].character = '—';
        let (before, behind) = loses(number);
        gone.extend(before.then_some(place - 1));
        gone.extend(behind.then_some(place + 1));
    }
    (0..letters.len()).filter(|place| !gone.contains(place)).map(|place| letters[place]).collect()
}
