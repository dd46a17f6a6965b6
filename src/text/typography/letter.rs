//! Letters of a text, and the spaces that do not break.

/// No-break space.
pub(super) const NBSP: char = '\u{A0}';
/// Narrow no-break space.
pub(super) const NNBSP: char = '\u{202F}';

/// A letter of the text, and whether it may be changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    /// It.
    pub character: char,
    /// Index of its span.
    pub span: usize,
    /// Addresses stay as they are.
    pub fixed: bool,
}

pub(super) fn at(letters: &[Letter], place: Option<usize>) -> Option<char> {
    letters.get(place?).map(|letter| letter.character)
}

pub(super) fn is_space(c: char) -> bool {
    c == ' ' || c == NBSP || c == NNBSP
}
