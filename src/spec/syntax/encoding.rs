//! From bytes to text: UTF-8, or what the bytes are instead and how to save them right.

/// Why bytes are no text in UTF-8.
#[derive(Debug)]
pub struct NotUtf8 {
    /// What they are, in a sentence.
    pub message: &'static str,
    /// What can be shown of them.
    pub readable: String,
    /// Where in that the fault is, in bytes.
    pub at: usize,
}

/// How to save a file as UTF-8.
pub const HINTS: [&str; 2] = [
    "save the file as UTF-8: in Notepad with File > Save as, Encoding: UTF-8",
    "in TextEdit with Format > Make Plain Text, then save with the encoding Unicode (UTF-8)",
];

/// The text of a file. Line ends of every kind are understood: those of old Macs become those of today.
///
/// # Errors
/// What the bytes are instead.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if let Some(readable) = utf16(&bytes) {
        return Err(NotUtf8 { message: "this file is saved as UTF-16", readable, at: 0 });
    }
    if bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
    {
        let message = "this file is one of a word processor, and not plain text";
        return Err(NotUtf8 { message, readable: String::new(), at: 0 });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(with_lines(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            // Each byte of Latin-1 is the letter of that number; what is shown is what was meant, mostly.
            let (good, rest) = error.as_bytes().split_at(at);
            let mut readable = String::from_utf8_lossy(good).into_owned();
            readable.extend(rest.iter().map(|byte| char::from(*byte)));
            Err(NotUtf8 {
                message: "this file is not saved as UTF-8: its letters with accents are others",
                readable,
                at,
            })
        }
    }
}

/// Text in UTF-16, by its mark or by the zeros beside every plain letter.
fn utf16(bytes: &[u8]) -> Option<String> {
    let zeros = bytes.iter().take(64).filter(|byte| **byte == 0).count();
    let big = match bytes {
        [0xFF, 0xFE, ..] => false,
        [0xFE, 0xFF, ..] => true,
        [0, _, ..] if zeros > 4 => true,
        [_, 0, ..] if zeros > 4 => false,
        _ => return None,
    };
    let pair = |pair: &[u8]| if big { [pair[0], pair[1]] } else { [pair[1], pair[0]] };
    let units: Vec<u16> = bytes.chunks_exact(2).map(|bytes| u16::from_be_bytes(pair(bytes))).collect();
    Some(String::from_utf16_lossy(&units).trim_start_matches('\u{feff}').to_owned())
}

/// Carriage returns alone end lines too. The length stays, so that places do.
fn with_lines(text: String) -> String {
    let lone = |(at, byte): (usize, u8)| byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.bytes().enumerate().any(lone) {
        return text;
    }
    let mut letters = text.chars().peekable();
    let mut mended = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        mended.push(if letter == '\r' && letters.peek() != Some(&'\n') { '\n' } else { letter });
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn lines_of_every_system_are_lines() {
        assert_eq!(decode(b"a = 1\rb = 2\r\nc = 3\n".to_vec()).as_deref().ok(), Some("a = 1\nb = 2\r\nc = 3\n"));
    }

    #[test]
    fn other_encodings_are_named() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for text in ["\u{feff}a = \"é\"\n", "name = \"Library\"\n"] {
            assert!(decode(wide(text)).is_err_and(|other| other.message.contains("UTF-16")));
        }
        let latin = decode(b"a = \"caf\xe9\"\n".to_vec());
        assert!(latin.is_err_and(|other| other.readable == "a = \"café\"\n" && other.at == 8));
    }
}
