//! The fonts of the tests, and projects whose theme names them.
//!
//! The files in `tests/fonts/` are letters of Noto Sans (SIL Open Font License 1.1) under another name: `Quay` with its
//! letters at 78 % of their size, so that its small letters are 0.419 em high; `Quay Flex` with an axis of weight from 400
//! to 800; `Quay Post` with PostScript outlines. All have ASCII only, so that every accent comes from elsewhere.

use super::line::run;
use flyer::build::{Outcome, Profile};
use flyer::diag::Diagnostic;
use flyer::resolve::Options;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::{Memory, embedded};
use std::fs;
use std::path::Path;

/// A font of the tests, with changes: `licence=2` (fsType), `glyf=CFF2` (a table gets another
/// name), `loca@10=FF` (a byte of a table), `half` (cut off).
pub fn made(what: &str) -> Vec<u8> {
    // A tag may end in a space.
    let what = what.replace("CFF =", "CFF\u{A0}=");
    let mut words = what.split(' ').filter(|word| !word.is_empty());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts").join(words.next().unwrap());
    let mut font = fs::read(file).unwrap();
    for change in words {
        match change.split_once('=') {
            Some(("licence", bits)) => {
                let at = table(&font, b"OS/2") + 8;
                font[at..at + 2].copy_from_slice(&bits.parse::<u16>().unwrap().to_be_bytes());
            }
            Some((place, byte)) if place.contains('@') => {
                let (tag, at) = place.split_once('@').unwrap();
                let at = table(&font, tag.as_bytes().try_into().unwrap()) + at.parse::<usize>().unwrap();
                font[at] = u8::from_str_radix(byte, 16).unwrap();
            }
            Some((tag, other)) => {
                let at = record(&font, tag.replace('\u{A0}', " ").as_bytes().try_into().unwrap());
                font[at..at + 4].copy_from_slice(other.as_bytes());
                sort_tables(&mut font);
            }
            None => font.truncate(font.len() / 2),
        }
    }
    font
}

pub fn records(font: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([font[4], font[5]]))
}

pub fn record(font: &[u8], tag: &[u8; 4]) -> usize {
    (0..records(font)).map(|at| 12 + 16 * at).find(|at| font[*at..].starts_with(tag)).unwrap()
}

pub fn table(font: &[u8], tag: &[u8; 4]) -> usize {
    let at = record(font, tag) + 8;
    u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize
}

pub fn sort_tables(font: &mut [u8]) {
    let end = 12 + 16 * records(font);
    let mut all: Vec<Vec<u8>> = font[12..end].chunks(16).map(<[u8]>::to_vec).collect();
    all.sort();
    font[12..end].copy_from_slice(&all.concat());
}

/// The theme with another family for everything.
pub fn theme(family: &str) -> Vec<u8> {
    let theme = String::from_utf8(embedded("layouts/themes/calm.toml").unwrap().to_vec()).unwrap();
    assert!(theme.contains("\"Noto Sans\""));
    theme.replace("\"Noto Sans\"", &format!("\"{family}\"")).into_bytes()
}

/// A project whose theme names a family, with font files.
pub fn world<'a>(family: &str, files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Memory {
    Memory::new("2026-11-24", files.into_iter().chain([("layouts/themes/calm.toml", theme(family))]))
}

pub fn target(name: &str) -> Target {
    let (language, layout) = name.split_once('-').unwrap();
    Target { language: language.into(), layout: layout.into() }
}

pub fn built(world: &Memory, name: &str) -> Outcome {
    let profiles = [Profile::Office, Profile::Press];
    run(world, &FontSet::builtin(), &Options::default()).build(&target(name), &profiles, None)
}

pub fn said(found: &[Diagnostic]) -> Vec<String> {
    found.iter().filter(|d| !d.code.starts_with("link-")).map(|d| format!("{d} | {}", d.hints.join(" | "))).collect()
}
