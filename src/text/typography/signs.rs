//! Sentence signs of each script, typed on a keyboard that may lack them.
//!
//! In: ASCII signs behind a letter of the script. Out: the script's own: full-width marks (GB/T 15834, JIS X 4051), the
//! danda, the Ethiopic and Armenian full stops, the Arabic comma and question mark, the Greek question mark. Signs behind
//! digits or Latin letters stay as they are: "2.5", "CC BY-SA 4.0".

use super::rules::{Rules, Signs};
use super::{Lang, Letter, at};
use crate::text::font::is_han;
use crate::text::paragraph::script_of;
use unicode_script::{Script, UnicodeScript};

/// Words up to this many letters are taken for abbreviations where a full stop follows: "डॉ.", "ডা."
const ABBREVIATION: usize = 3;

/// Sentence signs become the script's own.
pub(super) fn signs(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    match rules.signs {
        Signs::Latin => letters,
        Signs::CommaBelow => each(letters, |c, _, _| comma_below(c)),
        Signs::Greek => each(letters, |c, before, _| (c == '?' && is_last_of(before, Script::Greek)).then_some(';')),
        Signs::Arabic => each(letters, arabic),
        Signs::Han { comma } => wide(letters, comma),
        Signs::Danda => each(letters, danda),
        Signs::Ethiopic => each(doubled(letters), ethiopic),
        Signs::Armenian => each(letters, |c, before, after| {
            (matches!(c, ':' | '.') && is_last_of(before, Script::Armenian) && ends(after)).then_some('։')
        }),
        Signs::Khmer => each(letters, |c, before, after| {
            (c == '.' && is_last_of(before, Script::Khmer) && ends(after)).then_some('។')
        }),
    }
}

/// Changes letters by what stands before and after them.
fn each(mut letters: Vec<Letter>, change: impl Fn(char, &[Letter], Option<char>) -> Option<char>) -> Vec<Letter> {
    for place in 0..letters.len() {
        let after = at(&letters, Some(place + 1));
        let (before, rest) = letters.split_at_mut(place);
        if !rest[0].fixed
            && let Some(new) = change(rest[0].character, before, after)
        {
            rest[0].character = new;
        }
    }
    letters
}

/// Whether a letter of the script stands last; marks above it and brackets and quotes behind it are passed over.
fn is_last_of(before: &[Letter], script: Script) -> bool {
    let passed = |c: &char| c.script() == Script::Inherited || "»”“’)]".contains(*c);
    before.iter().rev().map(|letter| letter.character).find(|c| !passed(c)).is_some_and(|c| c.script() == script)
}

/// Whether a word ends here.
fn ends(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric() && c != '/')
}

/// Romanian writes a comma below (DOOM3); many keyboards give the cedilla.
fn comma_below(c: char) -> Option<char> {
    [('ş', 'ș'), ('ţ', 'ț'), ('Ş', 'Ș'), ('Ţ', 'Ț')]
        .into_iter()
        .find_map(|(typed, meant)| (c == typed).then_some(meant))
}

fn arabic(c: char, before: &[Letter], after: Option<char>) -> Option<char> {
    let own =
        [(',', '،'), (';', '؛'), ('?', '؟')].into_iter().find_map(|(typed, meant)| (c == typed).then_some(meant))?;
    (is_last_of(before, Script::Arabic) && ends(after)).then_some(own)
}

fn ethiopic(c: char, before: &[Letter], after: Option<char>) -> Option<char> {
    let own =
        [('.', '።'), (',', '፣'), (';', '፤')].into_iter().find_map(|(typed, meant)| (c == typed).then_some(meant))?;
    (is_last_of(before, Script::Ethiopic) && ends(after)).then_some(own)
}

/// `::`, as the Ethiopic full stop is typed where the keyboard has no other.
fn doubled(letters: Vec<Letter>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for letter in letters {
        match out.last_mut() {
            Some(last) if [last.character, letter.character] == [':', ':'] && !last.fixed && !letter.fixed => {
                last.character = '።';
            }
            _ => out.push(letter),
        }
    }
    out
}

/// A full stop behind a word of the script, unless the word may be an abbreviation, and a bar typed in its place.
fn danda(c: char, before: &[Letter], after: Option<char>) -> Option<char> {
    let indic = |letter: &&Letter| {
        matches!(letter.character.script(), Script::Devanagari | Script::Bengali | Script::Inherited)
    };
    let word = before.iter().rev().take_while(indic).count();
    match c {
        '.' if word > ABBREVIATION && ends(after) => Some('।'),
        '|' if word > 0 && ends(after) => Some('।'),
        _ => None,
    }
}

/// Marks beside Han characters and kana are as wide as these, and bring their own air: a space typed behind them goes.
fn wide(letters: Vec<Letter>, comma: char) -> Vec<Letter> {
    let han = |c: Option<char>| c.is_some_and(|c| is_han(script_of(c)));
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut opened = Vec::new();
    for (place, letter) in letters.iter().enumerate() {
        let before = out.last().map(|letter| letter.character);
        let after = at(&letters, Some(place + 1));
        let own = match letter.character {
            _ if letter.fixed => None,
            ',' => Some(comma).filter(|_| han(before)),
            '.' => Some('。').filter(|_| han(before)),
            '!' => Some('！').filter(|_| han(before)),
            '?' => Some('？').filter(|_| han(before)),
            ':' => Some('：').filter(|_| han(before)),
            ';' => Some('；').filter(|_| han(before)),
            '(' => {
                opened.push(han(before) || han(after));
                opened.last().filter(|wide| **wide).map(|_| '（')
            }
            ')' => opened.pop().filter(|wide| *wide).map(|_| '）'),
            _ => None,
        };
        if letter.character == ' ' && !letter.fixed && before.is_some_and(|c| "，、。！？：；）".contains(c)) {
            continue;
        }
        out.push(Letter { character: own.unwrap_or(letter.character), ..*letter });
    }
    out
}
