//! Sentence signs of each script, typed on a keyboard that may lack them.
//!
//! In: ASCII signs behind a letter of the script. Out: the script's own: full-width marks (GB/T 15834, JIS X 4051), the
//! danda, the Ethiopic and Armenian full stops, the Arabic comma and question mark, the Greek question mark. Signs behind
//! Latin letters stay as they are ("CC BY-SA 4.0"), and so do full stops of abbreviations.

use super::letter::{Letter, at};
use super::rules::{Rules, Signs};
use crate::text::font::is_han;
use crate::text::lang::Lang;
use crate::text::paragraph::script_of;
use unicode_script::{Script, UnicodeScript};

/// Hindi and Bengali words whose full stop does not end a sentence.
const SHORTENED: [&str; 12] = ["डॉ", "श्री", "प्रो", "प्रा", "लि", "रु", "सं", "पृ", "ডা", "ড", "প্রো", "লি"];

/// Quotes and brackets that a word may be followed by.
const CLOSING: &str = "»”“’)]";

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
        // The full stop of the keyboard is another sign here, the mijaket.
        Signs::Armenian => each(letters, |c, before, after| {
            (c == ':' && is_last_of(before, Script::Armenian) && ends(after)).then_some('։')
        }),
        Signs::Khmer => each(letters, |c, before, after| {
            (c == '.' && is_last_of(before, Script::Khmer) && !is_shortened(before) && ends(after)).then_some('។')
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
    let passed = |c: &char| c.script() == Script::Inherited || CLOSING.contains(*c);
    before.iter().rev().map(|letter| letter.character).find(|c| !passed(c)).is_some_and(|c| c.script() == script)
}

/// Whether a word ends here.
fn ends(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric() && c != '/')
}

/// Whether the last word is one whose full stop does not end a sentence: it has one already, or is known as such.
fn is_shortened(before: &[Letter]) -> bool {
    let word = before.iter().rev().map(|letter| letter.character).take_while(|c| !c.is_whitespace());
    let word: Vec<char> = word.filter(|c| !CLOSING.contains(*c)).collect();
    let word: String = word.into_iter().rev().collect();
    word.contains('.') || SHORTENED.contains(&word.as_str())
}

/// Romanian writes a comma below (DOOM3); many keyboards give the cedilla.
fn comma_below(c: char) -> Option<char> {
    own(c, &[('ş', 'ș'), ('ţ', 'ț'), ('Ş', 'Ș'), ('Ţ', 'Ț')])
}

/// The sign that is meant by the one that was typed.
fn own(c: char, pairs: &[(char, char)]) -> Option<char> {
    pairs.iter().find_map(|(typed, meant)| (c == *typed).then_some(*meant))
}

fn arabic(c: char, before: &[Letter], after: Option<char>) -> Option<char> {
    own(c, &[(',', '،'), (';', '؛'), ('?', '؟')]).filter(|_| is_last_of(before, Script::Arabic) && ends(after))
}

fn ethiopic(c: char, before: &[Letter], after: Option<char>) -> Option<char> {
    let ends_sentence = c != '.' || !is_shortened(before);
    own(c, &[('.', '።'), (',', '፣'), (';', '፤')])
        .filter(|_| ends_sentence && is_last_of(before, Script::Ethiopic) && ends(after))
}

/// `::`, as the Ethiopic full stop is typed where the keyboard has no other.
fn doubled(letters: Vec<Letter>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for letter in letters {
        let full =
            letter.character == ':' && !letter.fixed && out.last().is_some_and(|l| l.character == ':' && !l.fixed);
        if full && is_last_of(&out[..out.len() - 1], Script::Ethiopic) {
            out.pop();
            out.push(Letter { character: '።', ..letter });
        } else {
            out.push(letter);
        }
    }
    out
}

/// A full stop behind a word of the script, and a bar typed in its place.
fn danda(c: char, before: &[Letter], after: Option<char>) -> Option<char> {
    let last = before.iter().rev().map(|letter| letter.character).find(|c| !CLOSING.contains(*c));
    let word = [Script::Devanagari, Script::Bengali].iter().any(|script| is_last_of(before, *script));
    let word = word && !last.is_some_and(char::is_numeric) && ends(after);
    match c {
        '.' if word && !is_shortened(before) => Some('।'),
        '|' if word => Some('।'),
        _ => None,
    }
}

/// Marks beside Han characters and kana are as wide as these, and bring their own air: a space typed behind them goes.
fn wide(letters: Vec<Letter>, comma: char) -> Vec<Letter> {
    let letter_of = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && is_han(script_of(c)));
    let pairs = [(',', comma), ('.', '。'), ('!', '！'), ('?', '？'), (':', '：'), (';', '；')];
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut opened = Vec::new();
    for (place, letter) in letters.iter().enumerate() {
        let before = at(&out, out.len().checked_sub(1));
        let after = at(&letters, Some(place + 1));
        let word = out.iter().rev().map(|letter| letter.character).find(|c| !"”’」』）》".contains(*c));
        let own = match letter.character {
            _ if letter.fixed => None,
            '(' => {
                let wide = (letter_of(before) || letter_of(after)) && closes(&letters[place + 1..]);
                opened.push(wide);
                wide.then_some('（')
            }
            ')' => opened.pop().filter(|wide| *wide).map(|_| '）'),
            sign => own(sign, &pairs).filter(|_| letter_of(word) && !after.is_some_and(|c| c.is_ascii_alphanumeric())),
        };
        if letter.character == ' ' && !letter.fixed && before.is_some_and(|c| "，、。！？：；）".contains(c)) {
            continue;
        }
        out.push(Letter { character: own.unwrap_or(letter.character), ..*letter });
    }
    out
}

/// Whether the bracket that opens before these letters closes in a place that may be changed.
fn closes(letters: &[Letter]) -> bool {
    let mut open = 1;
    for letter in letters {
        match letter.character {
            '(' if !letter.fixed => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return !letter.fixed;
        }
    }
    false
}
