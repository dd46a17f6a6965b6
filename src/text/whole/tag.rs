//! Words and numbers with a sign of their own: `@lib_2000`, `#hash`, `C++`, `.NET`, `-5°C`, `2.0-beta`.
//!
//! In: a text. Out: the stretches whose signs stand on their own side, also in a line that is read from right to left; UAX 9
//! alone gives a sign at the edge of such a word to the line. As in CLDR the minus of a number stands on its left, but for
//! Arabic digits. Nothing here keeps a line from ending.

use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// Signs that a word or number may begin with.
const BEFORE: &str = "@#.+-−±~$€£¥₪*&/";
/// Signs that a word or number may end with.
const BEHIND: &str = "+#$€£¥₪";

/// The stretches of a text that are a word or number with its signs.
pub(in crate::text) fn tags(text: &str) -> Vec<Range<usize>> {
    let chunks = text.split(|c: char| !of_tag(c)).filter(|chunk| !chunk.is_empty());
    chunks.filter_map(|chunk| tag(text, chunk)).collect()
}

/// Whether a character may be part of one: letters from left to right, ASCII digits, signs that are neither bracket nor quote.
fn of_tag(c: char) -> bool {
    match c {
        '0'..='9' => true,
        '"' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '|' => false,
        c if c.is_ascii_graphic() => true,
        c if c.is_numeric() => false,
        '’' => true,
        c => bidi_class(c) == BidiClass::L || BEFORE.contains(c) || BEHIND.contains(c) || "%‰°".contains(c),
    }
}

/// The word or number in a stretch without spaces, with those signs that are its own.
fn tag(text: &str, chunk: &str) -> Option<Range<usize>> {
    let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
    let apart = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{«„“”\"".contains(c));
    let first = chunk.find(char::is_alphanumeric)?;
    let last = chunk.char_indices().rfind(|(_, c)| c.is_alphanumeric()).map(|(at, c)| at + c.len_utf8())?;
    let core = &chunk[first..last];
    let from = first - before(&chunk[..first], core, apart);
    let to = last + behind(&chunk[last..], core);
    // Digits that a sign joins to letters: UAX 9 turns these round.
    let mixed = [|c: char| c.is_ascii_digit(), char::is_alphabetic, |c: char| !c.is_alphanumeric()];
    let mixed = mixed.into_iter().all(|kind| core.contains(kind));
    (from < first || to > last || mixed).then_some(start + from..start + to)
}

/// How much of the signs before a word or number is its own.
fn before(signs: &str, core: &str, apart: bool) -> usize {
    let number = core.starts_with(|c: char| c.is_ascii_digit());
    let own = |c: char| match c {
        // A hyphen behind a Hebrew or Arabic letter is no minus: "ב-5".
        '+' | '-' | '−' | '±' => number && apart,
        '.' | '/' | '&' => !number,
        '*' => number,
        c => BEFORE.contains(c),
    };
    signs.chars().rev().take_while(|c| own(*c)).map(char::len_utf8).sum()
}

/// How much of the signs behind a word or number is its own.
fn behind(signs: &str, core: &str) -> usize {
    let number = core.ends_with(|c: char| c.is_ascii_digit());
    let own = |c: char| match c {
        '%' | '‰' | '°' => number,
        c => BEHIND.contains(c),
    };
    signs.chars().take_while(|c| own(*c)).map(char::len_utf8).sum()
}
