//! The text of a drawing: its encoding, its entities, how deep it nests; judged before a parser sees it.
//!
//! In: the bytes of a file. Out: its text. A parser follows nesting with its own stack and unfolds entities wherever
//! they stand, so both are bounded here: Illustrator writes short names of namespaces as entities, a bomb writes others.

use super::fault::{SvgFault, Trouble};
use crate::resolve::picture::Fault;
use std::borrow::Cow;

/// Elements inside elements.
pub(super) const DEPTH: usize = 64;
/// Bytes of an entity's text; a namespace has fewer.
const ENTITY: usize = 256;
/// Bytes that all entities together may unfold to.
const UNFOLDED: usize = 1 << 20;

/// The file as text: UTF-8, UTF-16 with a byte order mark, or Latin-1 where it says so.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text))),
            Err(_) => {
                let head = String::from_utf8_lossy(&bytes[..bytes.len().min(128)]).to_ascii_lowercase();
                let latin = head.contains("encoding=\"iso-8859-1\"") || head.contains("encoding=\"windows-1252\"");
                latin.then(|| Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()))
            }
        },
    }
}

/// Refuses entities that are more than short plain text.
pub(super) fn entities(text: &str) -> Result<(), Fault> {
    let refuse = |what: &str| {
        let what: String = what.chars().take(60).collect();
        Err(Fault::Svg(SvgFault::of(Trouble::Entities(format!("`{}`", what.trim())))))
    };
    let mut unfolded = 0_usize;
    for (at, _) in text.match_indices("<!ENTITY") {
        let whole = &text[at..];
        let Some((name, rest)) = whole["<!ENTITY".len()..].trim_start().split_once(char::is_whitespace) else {
            return refuse(whole);
        };
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
        let Some((value, after)) = quote.and_then(|quote| rest[1..].split_once(quote)) else {
            return refuse(whole);
        };
        if name == "%"
            || value.len() > ENTITY
            || value.contains(['<', '&', '%'])
            || !after.trim_start().starts_with('>')
        {
            return refuse(whole);
        }
        unfolded += value.len() * text.matches(&format!("&{name};")).count();
    }
    if unfolded > UNFOLDED || text.matches("<!ENTITY").count() > 100 { Err(Fault::Bomb) } else { Ok(()) }
}

/// Refuses elements inside more than [`DEPTH`] others.
pub(super) fn nesting(text: &str) -> Result<(), Fault> {
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => rest.find("-->"),
            [b'<', b'!', b'[', ..] => rest.find("]]>"),
            [b'<', b'?' | b'!', ..] => rest.find('>'),
            [b'<', b'/', ..] => {
                depth = depth.saturating_sub(1);
                rest.find('>')
            }
            _ => {
                let end = tag_end(rest);
                depth += usize::from(end.is_some_and(|end| !rest[..end].ends_with('/')));
                end
            }
        };
        if depth > DEPTH {
            return Err(Fault::Svg(SvgFault {
                trouble: Trouble::Broken(format!("its elements lie in more than {DEPTH} others")),
                place: Some(place(text, text.len() - rest.len())),
                more: Vec::new(),
            }));
        }
        let Some(end) = end else { break };
        rest = &rest[end..];
    }
    Ok(())
}

/// Where a start tag ends: at the first `>` outside of quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })
}

/// Line and column, from 1, of a byte.
pub(super) fn place(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line as u32, column as u32)
}
