//! Characters that no sheet may carry: controls, and signs that turn a line round unseen.
//!
//! In: a text as it was written. Out: the first such character with its place. flyer sets directions itself (UAX 9), so a stray
//! sign of direction can only do harm; a soft hyphen, a joiner and a non-joiner are spelling and stay.

/// The first character that must not be printed, with its first byte.
pub fn unprintable(text: &str) -> Option<(usize, char)> {
    let mut all = text.char_indices();
    all.find(|(at, c)| is_refused(*c) || matches!(c, '\u{200E}' | '\u{200F}') && parts_number(text, *at))
}

/// Whether a character is refused wherever it stands.
fn is_refused(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        // Marks, embeddings, overrides and isolates of direction; deprecated format characters; annotations.
        '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' => true,
        // What is left of a byte order mark or of a wrong encoding; tags.
        '\u{FEFF}' | '\u{FFFD}' | '\u{E0000}'..='\u{E007F}' => true,
        c => c.is_control() || is_noncharacter(c),
    }
}

/// The 66 code points that will never be characters (Unicode 3.4, D14).
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a mark of direction stands inside a number or a Latin word: there it changes the order of what it parts.
fn parts_number(text: &str, at: usize) -> bool {
    let of_number = |c: char| c.is_ascii_alphanumeric() || c.is_numeric();
    let (before, after) = (&text[..at], &text[at..]);
    let next = after.chars().nth(1);
    before.chars().next_back().is_some_and(|c| of_number(c) || "./@:-+ ".contains(c))
        && next.is_some_and(|c| of_number(c) || "./@:-+ ".contains(c))
        && before.chars().rev().take(2).chain(next).any(of_number)
}

/// Whether nothing of a text would be seen: spaces, and signs that have no shape.
pub fn is_blank(text: &str) -> bool {
    let shapeless = |c: char| matches!(c, '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}');
    text.chars().all(|c| c.is_whitespace() || shapeless(c))
}

/// What a character is called in plain words.
pub fn name(c: char) -> &'static str {
    match c {
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "an invisible sign that changes the direction of the line"
        }
        '\u{FEFF}' => "an invisible mark of the beginning of a file",
        '\u{FFFD}' => "what is left of a letter that was read in a wrong encoding",
        c if c.is_control() => "an invisible control character",
        _ => "no character that can be printed",
    }
}

#[cfg(test)]
mod tests {
    use super::{is_blank, unprintable};

    #[test]
    fn what_nobody_sees_is_blank() {
        assert!(["", " \n", "\u{200B}", "\u{AD}\u{2060}"].into_iter().all(is_blank));
        assert!(!is_blank("\u{200B}a"));
    }

    #[test]
    fn signs_that_do_harm_are_found() {
        for (text, at) in [
            ("a\u{202E}b", 1),
            ("\u{0}", 0),
            ("ab\u{FEFF}", 2),
            ("01\u{200F} 55", 2),
            ("www.\u{200E}example.org", 4),
            ("\u{FFFF}", 0),
            ("\u{1FFFE}", 0),
            ("\u{FDD0}", 0),
            ("\u{85}", 0),
            ("\u{7F}", 0),
            ("\u{2067}x\u{2069}", 0),
            ("a\u{FFFD}", 1),
        ] {
            assert_eq!(unprintable(text).map(|found| found.0), Some(at), "{text:?}");
        }
        for text in ["نمی\u{200C}خواهم", "foo\u{AD}bar", "क\u{200D}ष", "a\nb\tc", "שלום!\u{200F}", "ក\u{200B}ខ", "🧿"]
        {
            assert_eq!(unprintable(text), None, "{text:?}");
        }
    }
}
