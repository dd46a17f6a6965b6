//! The pieces that numbers and names are made of: digits, letters, spaces, signs.

use crate::text::font::is_han;
use unicode_script::{Script, UnicodeScript};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits of any script.
    Digits,
    /// Letters with what belongs to them.
    Word,
    /// One space.
    Space,
    /// Any other character.
    Sign(char),
}

/// A piece of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Its first byte.
    pub start: usize,
}

impl Token<'_> {
    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// How many digits it has; none where it is something else.
    pub fn digits(&self) -> usize {
        if self.kind == Kind::Digits { self.text.chars().count() } else { 0 }
    }

    /// The number that its digits write, as far as it is a small one.
    pub fn value(&self) -> Option<u32> {
        let of = |c: char| value(c);
        (1..=9)
            .contains(&self.digits())
            .then(|| self.text.chars().filter_map(of).fold(0, |sum, digit| sum * 10 + digit))
    }

    /// Whether its first digit is a zero.
    pub fn begins_with_zero(&self) -> bool {
        self.kind == Kind::Digits && self.text.chars().next().and_then(value) == Some(0)
    }

    /// Whether its digits are Arabic ones (U+0660), which UAX 9 treats unlike all others.
    pub fn is_arabic(&self) -> bool {
        self.kind == Kind::Digits && self.text.starts_with(|c| ('٠'..='٩').contains(&c))
    }

    /// Whether its digits are those of ASCII.
    pub fn is_ascii_digits(&self) -> bool {
        self.kind == Kind::Digits && self.text.is_ascii()
    }

    pub fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a word that begins with a capital, or one of a script that has none.
    pub fn is_name(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(|c| !c.is_lowercase())
    }

    /// Whether it is a word in capitals alone.
    pub fn is_capitals(&self) -> bool {
        self.is_word() && self.text.chars().all(|c| c.is_ascii_uppercase())
    }

    /// Whether it is one of these words, whatever the case.
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        self.is_word() && words.contains(&self.text.to_lowercase().as_str())
    }
}

/// The value of a digit of those scripts whose digits sheets or projects may use.
fn value(c: char) -> Option<u32> {
    // Blocks of ten digits begin here: Latin, Arabic, Persian, Devanagari, Bengali, Tamil, Thai, Khmer, full width.
    const ZEROS: [u32; 9] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50, 0x17E0, 0xFF10];
    let code = u32::from(c);
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10))
}

fn kind(c: char) -> Kind {
    match c {
        c if value(c).is_some() => Kind::Digits,
        ' ' | '\u{A0}' | '\u{202F}' => Kind::Space,
        // Marks belong to their letters, and so do the signs within words: geresh, gershayim, no sign of direction.
        c if c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c) || "׳״\u{200C}\u{200D}\u{AD}".contains(c) => {
            Kind::Word
        }
        c => Kind::Sign(c),
    }
}

fn script_of(text: &str) -> Script {
    text.chars().next().map_or(Script::Common, |c| c.script())
}

/// The pieces of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all: Vec<Token<'_>> = Vec::new();
    for (at, c) in text.char_indices() {
        let (kind, end) = (kind(c), at + c.len_utf8());
        // Each Han character is a piece of its own: no spaces tell where words end.
        let grows = kind == Kind::Digits || kind == Kind::Word && !is_han(c.script());
        match all.last_mut().filter(|last| grows && last.kind == kind && !is_han(script_of(last.text))) {
            Some(last) => last.text = &text[last.start..end],
            None => all.push(Token { kind, text: &text[at..end], start: at }),
        }
    }
    all
}

/// Whether a sign stands at a place.
pub(super) fn is(tokens: &[Token<'_>], at: usize, sign: char) -> bool {
    tokens.get(at).is_some_and(|token| token.is(sign))
}

/// How many digits stand at a place.
pub(super) fn digits(tokens: &[Token<'_>], at: usize) -> usize {
    tokens.get(at).map_or(0, Token::digits)
}

/// What stands between the parts of a number, or the ends of a range.
const DASHES: &str = "-\u{2010}\u{2011}–—";

/// The place behind a space, if there is one.
pub(super) fn past_space(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.kind == Kind::Space))
}

/// Whether a dash stands at a place.
pub(super) fn is_dash(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Sign(c) if DASHES.contains(c)))
}
