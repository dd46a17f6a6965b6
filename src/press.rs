//! What a print shop asks for: the printing condition, marks, limits.
//!
//! In: the project's settings and an ICC profile. Out: [`Press`], which the writer follows and the proof holds the
//! file against. A profile is checked here, before anything is written with it: an output profile (`prtr`) for CMYK,
//! whole, of version 2 or 4, since PDF/X-4 admits no other (ISO 15930-7, 6.2.2; ICC.1:2010, 7.2).

use std::borrow::Cow;
use std::io::Read;

/// The condition that flyer prints for where the project names none: offset on coated paper, ISO 12647-2. Compressed.
const FOGRA39: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/FOGRA39L_coated.zlib"));

/// What a file for a print shop is made for.
#[derive(Clone, Debug, PartialEq)]
pub struct Press {
    /// Ink and paper.
    pub condition: Condition,
    /// What is printed outside the trim.
    pub marks: Marks,
    /// Most ink on one spot, in per cent of one.
    pub ink_limit: u16,
}

/// How ink looks on paper: a characterised printing condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Its name, as registered where it is: `FOGRA39`.
    pub name: String,
    /// The ICC profile.
    pub profile: Icc,
}

/// An ICC profile.
#[derive(Clone, Debug, PartialEq)]
pub enum Icc {
    /// One of flyer's, compressed (zlib) as it goes into a file.
    Compressed(&'static [u8]),
    /// The print shop's.
    Plain(Vec<u8>),
}

impl Icc {
    /// The profile itself.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Plain(bytes) => Cow::Borrowed(bytes),
            Self::Compressed(bytes) => {
                let mut plain = Vec::new();
                // It was compressed by the build from a file of the repository.
                let _ = flate2::read::ZlibDecoder::new(*bytes).read_to_end(&mut plain);
                Cow::Owned(plain)
            }
        }
    }
}

/// Marks outside the trim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Where to cut.
    pub crop: bool,
    /// Whether the plates lie on each other.
    pub registration: bool,
    /// How strong each ink is.
    pub bar: bool,
    /// What this is.
    pub slug: bool,
}

impl Marks {
    /// All of them.
    pub const ALL: Self = Self { crop: true, registration: true, bar: true, slug: true };
    /// None of them; some print shops want it so.
    pub const NONE: Self = Self { crop: false, registration: false, bar: false, slug: false };
}

/// Most ink that coated paper takes in offset (FOGRA39L: 300 to 330 per cent).
pub const INK_LIMIT: u16 = 300;

impl Default for Press {
    fn default() -> Self {
        let condition = Condition { name: "FOGRA39".to_owned(), profile: Icc::Compressed(FOGRA39) };
        Self { condition, marks: Marks::ALL, ink_limit: INK_LIMIT }
    }
}

impl Condition {
    /// The condition of a profile that a print shop gave, under the name that the profile bears.
    ///
    /// # Errors
    /// Why the profile cannot be used, in words.
    pub fn read(profile: Vec<u8>) -> Result<Self, String> {
        let word = |at: usize| profile.get(at..at + 4).unwrap_or_default();
        if word(36) != b"acsp" {
            return Err("it is no ICC profile".to_owned());
        }
        let size = number(&profile, 0).unwrap_or(0);
        if size != profile.len() {
            return Err(format!("it says that it has {size} bytes, and has {}", profile.len()));
        }
        if !matches!(profile.get(8), Some(2 | 4)) {
            return Err("it is of a version other than 2 and 4".to_owned());
        }
        if word(12) != b"prtr" {
            return Err("it does not describe a printing condition (its class is not `prtr`)".to_owned());
        }
        if word(16) != b"CMYK" {
            return Err(format!("it is for {}, not for CMYK", String::from_utf8_lossy(word(16)).trim()));
        }
        let name = description(&profile).ok_or("it has no description that could be read")?;
        Ok(Self { name, profile: Icc::Plain(profile) })
    }
}

/// The name in the `desc` tag: `desc` text in version 2, `mluc` in version 4 (ICC.1:2010, 10.13).
fn description(profile: &[u8]) -> Option<String> {
    let count = number(profile, 128)?.min(200);
    let entry = (0..count).map(|at| 132 + 12 * at).find(|at| profile.get(*at..*at + 4) == Some(b"desc"))?;
    let (start, length) = (number(profile, entry + 4)?, number(profile, entry + 8)?);
    let tag = profile.get(start..start.checked_add(length)?)?;
    let text = match tag.get(..4)? {
        b"desc" => String::from_utf8_lossy(tag.get(12..12 + number(tag, 8)?)?).into_owned(),
        b"mluc" => {
            let (length, from) = (number(tag, 20)?, number(tag, 24)?);
            let units = tag.get(from..from.checked_add(length)?)?.chunks_exact(2);
            String::from_utf16_lossy(&units.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect::<Vec<_>>())
        }
        _ => return None,
    };
    let text = text.trim_end_matches('\0').trim().to_owned();
    Some(text).filter(|text| !text.is_empty())
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let word: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(word)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fogra39() -> Vec<u8> {
        Icc::Compressed(FOGRA39).bytes().into_owned()
    }

    #[test]
    fn the_embedded_condition_is_one() {
        let read = Condition::read(fogra39());
        assert_eq!(read.map(|condition| condition.name), Ok("FOGRA39L Coated".to_owned()));
    }

    #[test]
    fn what_is_no_printing_condition_is_refused() {
        let changed = |at: usize, with: &[u8]| {
            let mut profile = fogra39();
            profile[at..at + with.len()].copy_from_slice(with);
            Condition::read(profile).map(|condition| condition.name)
        };
        for (at, with, why) in [
            (36, &b"none"[..], "no ICC profile"),
            (0, &[0, 0, 0, 9], "it says that it has 9 bytes"),
            (8, &[5], "version"),
            (12, b"mntr", "prtr"),
            (16, b"RGB ", "it is for RGB"),
            (340, &[0xff; 8], "description"),
        ] {
            let refused = changed(at, with);
            assert!(refused.as_ref().is_err_and(|text| text.contains(why)), "{refused:?}");
        }
        let whole = fogra39();
        for length in (0..whole.len()).step_by(997) {
            assert!(Condition::read(whole[..length].to_vec()).is_err());
        }
    }
}
