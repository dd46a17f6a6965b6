//! Signs: dots, quotes and dashes typed on any keyboard become the language's own.

use super::rules::Rules;
use super::{Lang, Letter, NBSP, at, is_space};

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
            '"' if lang.primary() == "he"
                && !starts
                && at(&letters, Some(place + 1)).is_some_and(char::is_alphabetic) =>
            {
                '״'
            }
            '"' => {
                open = starts || !open;
                rules.quotes[usize::from(!open)]
            }
            '\'' if starts && closes_later(&letters, place) => {
                inner = true;
                rules.quotes[2]
            }
            '\'' if inner && !at(&letters, Some(place + 1)).is_some_and(char::is_alphanumeric) => {
                inner = false;
                rules.quotes[3]
            }
            '\'' => '’',
            other => other,
        };
        letters[place].character = new;
    }
    letters
}

/// Whether a straight quote at a word's start has its partner at a later word's end: else it is an apostrophe.
fn closes_later(letters: &[Letter], place: usize) -> bool {
    letters[place + 1..].windows(2).any(|pair| pair[0].character.is_alphanumeric() && pair[1].character == '\'')
        && !letters[place + 1..].first().is_some_and(|letter| letter.character.is_whitespace())
}

/// ` - ` and ` -- ` become a dash.
pub(super) fn dashes(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for (place, letter) in letters.iter().enumerate() {
        let before = at(&letters, place.checked_sub(1));
        let after = at(&letters, Some(place + 1));
        let spaced = before.is_some_and(is_space) && after.is_some_and(is_space);
        let mut letter = *letter;
        if !letter.fixed && spaced && matches!(letter.character, '-' | '–') {
            letter.character = if rules.closed_dash { '—' } else { '–' };
        }
        out.push(letter);
    }
    if rules.closed_dash {
        let keep = |place: usize| {
            let neighbours = [place.checked_sub(1), Some(place + 1)];
            !(is_space(out[place].character) && neighbours.iter().any(|near| at(&out, *near) == Some('—')))
        };
        return (0..out.len()).filter(|place| keep(*place)).map(|place| out[place]).collect();
    }
    if rules.bound_dash {
        for place in 1..out.len() {
            if matches!(out[place].character, '–' | '—')
                && out[place - 1].character == ' '
                && at(&out, Some(place + 1)).is_some_and(is_space)
            {
                out[place - 1].character = NBSP;
            }
        }
    }
    out
}
