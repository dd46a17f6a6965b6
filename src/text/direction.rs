//! Which letters are read from right to left (UAX 9, bidirectional character types).

use unicode_bidi::{BidiClass, bidi_class};

/// Whether some of a text is read from right to left.
pub(super) fn has_rtl(text: &str) -> bool {
    text.chars().any(|c| c >= FIRST_FROM_RIGHT && is_from_right(c))
}

/// No character before these is read from right to left.
const FIRST_FROM_RIGHT: char = '\u{590}';

/// Whether a letter makes its word go from right to left.
fn is_from_right(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
}
