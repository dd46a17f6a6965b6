//! Files that the binary carries.
//!
//! In: names with `/` between folders. Out: bytes, unpacked where they are kept compressed.

use std::sync::OnceLock;

/// Files that the binary carries, sorted by name.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Ending of files that are embedded compressed (Brotli, RFC 7932).
const PACKED: &str = ".br";

/// Compressed files, unpacked once, in the order of [`EMBEDDED`].
static UNPACKED: [OnceLock<Vec<u8>>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

fn place(name: &str) -> Option<usize> {
    EMBEDDED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()
}

/// Whether the binary carries a file.
pub fn is_embedded(name: &str) -> bool {
    place(name).or_else(|| place(&format!("{name}{PACKED}"))).is_some()
}

/// The embedded file of this name, e.g. `layouts/a4.toml`, unpacked where it is kept compressed.
pub fn embedded(name: &str) -> Option<&'static [u8]> {
    if let Some(at) = place(name) {
        return Some(EMBEDDED[at].1);
    }
    let at = place(&format!("{name}{PACKED}"))?;
    let unpack = || {
        let mut bytes = Vec::new();
        let whole = brotli_decompressor::BrotliDecompress(&mut &EMBEDDED[at].1[..], &mut bytes);
        // What the build put in is whole: the tests unpack every file.
        if whole.is_ok() { bytes } else { Vec::new() }
    };
    Some(UNPACKED[at].get_or_init(unpack))
}

/// Names of the embedded files below a folder, e.g. `layouts/`.
pub fn embedded_names(folder: &str) -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(name, _)| *name).filter(move |name| name.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_files_are_whole() {
        for (name, _) in EMBEDDED.iter().filter(|(name, _)| name.ends_with(PACKED)) {
            let name = name.trim_end_matches(PACKED);
            assert!(is_embedded(name) && embedded(name).unwrap_or_default().len() > 1000, "{name}");
        }
    }

    #[test]
    fn embedded_files_are_found() {
        assert!(embedded("fonts/latin-greek-cyrillic/NotoSans-Regular.ttf").is_some());
        assert!(embedded("fonts/none.ttf").is_none());
    }
}
