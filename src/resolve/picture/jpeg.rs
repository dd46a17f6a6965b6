//! JPEG: passed into the PDF as it is, so only its markers are read (ITU-T T.81, annex B).
//!
//! In: a file. Out: the same bytes without metadata: EXIF, XMP, Photoshop and maker's segments, comments, thumbnails
//! and whatever follows the end of the picture (telephones put a film there, with its place). What a reader needs
//! stays to the letter: tables, frame, scans, the JFIF and Adobe markers. A file that has
//! nothing else comes out byte for byte. That the scans decode is not proven; that they are there, end, and have their
//! [tables](super::tables) is.

use super::limits::Limits;
use super::space::{Conversion, Space};
use super::tables::Tables;
use super::{Fault, decode, exif, ink};
use crate::page::{Picture, PictureData, Turn};
use crate::press::Icc;
use image::{DynamicImage, codecs::jpeg::JpegEncoder};
use std::collections::BTreeMap;

/// Whether the file begins like a JPEG.
pub(super) fn recognise(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8, 0xff])
}

/// Opens a JPEG.
pub(super) fn open(name: &str, bytes: &[u8], limits: &Limits, inks: &Icc) -> Result<Picture, Fault> {
    let mut found = Found::default();
    let mut kept = bytes.get(..2).unwrap_or_default().to_vec();
    let mut at = 2;
    loop {
        let start = at;
        let (marker, data) = segment(bytes, &mut at)?;
        let keep = found.read(marker, data, limits)?;
        if marker == SOS {
            at = end_of_scan(bytes, at)?;
        }
        if keep {
            kept.extend_from_slice(&bytes[start..at]);
        }
        if marker == EOI {
            let conversion = found.profile.space()?.conversion(found.components.len() as u8, inks)?;
            let picture = found.picture(name, kept)?;
            return match conversion {
                Some(conversion) => converted(picture, &conversion, limits, inks),
                None => Ok(picture),
            };
        }
    }
}

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// The marker at `at`, after any fill bytes, and its segment's data; `at` moves behind it.
fn segment<'a>(bytes: &'a [u8], at: &mut usize) -> Result<(u8, &'a [u8]), Fault> {
    let rest = bytes.get(*at..).unwrap_or_default();
    let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
    let marker = *rest.get(fill).ok_or(Fault::Truncated)?;
    if fill == 0 {
        return Err(Fault::Broken("a marker is missing".to_owned()));
    }
    let rest = &rest[fill + 1..];
    *at += fill + 1;
    if marker == EOI {
        return Ok((marker, &[]));
    }
    if matches!(marker, 0x00..=0xbf | 0xd0..=SOI) {
        return Err(Fault::Broken(format!("the marker FF{marker:02X} stands where none may be")));
    }
    let length = rest.first_chunk().map(|length| usize::from(u16::from_be_bytes(*length))).ok_or(Fault::Truncated)?;
    if length < 2 {
        return Err(Fault::Broken("a segment is shorter than its own length".to_owned()));
    }
    *at += length;
    Ok((marker, rest.get(2..length).ok_or(Fault::Truncated)?))
}

/// Where the first marker after a scan stands; zeros and restart markers belong to the scan (B.1.1.5).
fn end_of_scan(bytes: &[u8], start: usize) -> Result<usize, Fault> {
    let mut at = start;
    loop {
        at += bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)).ok_or(Fault::Truncated)?;
        match bytes.get(at + 1).ok_or(Fault::Truncated)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ if at == start => return Err(Fault::Broken("a scan is empty".to_owned())),
            _ => return Ok(at),
        }
    }
}

/// What the segments have said so far.
#[derive(Default)]
struct Found {
    size: (u32, u32),
    /// Component ids, in the frame's order.
    components: Vec<u8>,
    tables: Tables,
    jfif: bool,
    adobe: bool,
    turn: Option<Turn>,
    profile: Parts,
}

/// A colour profile in parts (ICC.1:2022, B.4), by their numbers.
#[derive(Default)]
struct Parts {
    parts: BTreeMap<u8, Vec<u8>>,
    /// How many there are, as each part says again.
    total: u8,
    disorder: bool,
}

impl Parts {
    fn take(&mut self, part: &[u8]) {
        let &[number, total, ref data @ ..] = part else {
            self.disorder = true;
            return;
        };
        let other = !self.parts.is_empty() && self.total != total;
        self.total = self.total.max(total);
        let twice = self.parts.insert(number, data.to_vec()).is_some();
        self.disorder |= other || twice || number == 0 || number > total;
    }

    fn space(&mut self) -> Result<Space, Fault> {
        if let Some(missing) = (1..=self.total).find(|number| !self.parts.contains_key(number)) {
            let why = format!("part {missing} of {} of its colour profile is missing", self.total);
            return Err(Fault::Profile(why));
        }
        if self.disorder {
            return Err(Fault::Profile("the parts of its colour profile do not belong together".to_owned()));
        }
        let parts = std::mem::take(&mut self.parts);
        Ok(if parts.is_empty() { Space::Srgb } else { Space::Icc(parts.into_values().flatten().collect()) })
    }
}

/// Quality at which what had to be unpacked is packed again: no eye sees the loss.
const QUALITY: u8 = 95;

/// The picture in sRGB.
fn converted(picture: Picture, conversion: &Conversion, limits: &Limits, inks: &Icc) -> Result<Picture, Fault> {
    let (width, height) = (picture.width, picture.height);
    let image = match &picture.data {
        PictureData::Jpeg { bytes, components: 4, inverted } => {
            decode::check_memory(width, height, INK_MEMORY, limits)?;
            let light = conversion.inks(&ink::inks(bytes, *inverted)?)?;
            let image = image::RgbImage::from_raw(width, height, light);
            image.ok_or_else(|| Fault::Broken("its parts differ in size".to_owned()))?.into()
        }
        _ => conversion.pixels(decode::image(&picture, limits, inks)?)?,
    };
    Ok(Picture { data: packed(&image)?, ..picture })
}

/// Bytes a pixel while ink becomes light.
const INK_MEMORY: u64 = 8;

/// A photograph as JPEG, grey or RGB, without opacity.
pub(super) fn packed(image: &DynamicImage) -> Result<PictureData, Fault> {
    let components = if image.color().has_color() { 3 } else { 1 };
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    image.write_with_encoder(encoder).map_err(|error| Fault::Unsupported(error.to_string()))?;
    Ok(PictureData::Jpeg { bytes: bytes.into(), components, inverted: false })
}

impl Found {
    /// Takes in a segment; whether it is kept.
    fn read(&mut self, marker: u8, data: &[u8], limits: &Limits) -> Result<bool, Fault> {
        match marker {
            0xc0..=0xc2 => self.frame(marker == 0xc2, data, limits)?,
            0xc4 => self.tables.huffman(data)?,
            0xdb => self.tables.quantise(data)?,
            SOS => self.scan(data)?,
            // A frame's height again (DNL) or restart intervals, and the end.
            0xdc | 0xdd | EOI => {}
            0xc3 => return Err(unsupported("a lossless JPEG")),
            0xc9..=0xcc => return Err(unsupported("a JPEG with arithmetic coding")),
            0xe0..=0xef | 0xfe => return Ok(self.note(marker, data)),
            other => return Err(unsupported(&format!("a JPEG with the rare marker FF{other:02X}"))),
        }
        Ok(true)
    }

    /// A frame header (B.2.2).
    fn frame(&mut self, progressive: bool, data: &[u8], limits: &Limits) -> Result<(), Fault> {
        let &[precision, y1, y0, x1, x0, count, ref parts @ ..] = data else {
            return Err(Fault::Broken("its frame header is too short".to_owned()));
        };
        if !self.components.is_empty() {
            return Err(unsupported("a JPEG with several frames"));
        }
        if precision != 8 {
            return Err(unsupported(&format!("a JPEG of {precision} bits")));
        }
        if (y1, y0) == (0, 0) {
            return Err(unsupported("a JPEG that does not state its height"));
        }
        self.size = (u32::from(u16::from_be_bytes([x1, x0])), u32::from(u16::from_be_bytes([y1, y0])));
        decode::check_size(self.size.0, self.size.1, limits)?;
        if !matches!(count, 1 | 3 | 4) {
            return Err(unsupported(&format!("a JPEG of {count} components")));
        }
        let (parts, rest) = parts.as_chunks::<3>();
        let sampled = |factors: u8| (1..=4).contains(&(factors >> 4)) && (1..=4).contains(&(factors & 15));
        if parts.len() != usize::from(count) || !rest.is_empty() || !parts.iter().all(|part| sampled(part[1])) {
            return Err(Fault::Broken("its frame header contradicts itself".to_owned()));
        }
        self.components = parts.iter().map(|part| part[0]).collect();
        if self.components.iter().enumerate().any(|(at, id)| self.components[..at].contains(id)) {
            return Err(Fault::Broken("its frame header contradicts itself".to_owned()));
        }
        self.tables.frame(progressive, parts);
        Ok(())
    }

    /// A scan header (B.2.3).
    fn scan(&mut self, data: &[u8]) -> Result<(), Fault> {
        let parts = data.split_first().and_then(|(count, rest)| rest.split_at_checked(2 * usize::from(*count)));
        match parts.map(|(parts, bits)| (parts.as_chunks::<2>().0, bits)) {
            Some((parts @ [_, ..], &[from, to, bits])) => self.tables.scan(parts, [from, to, bits]),
            _ => Err(Fault::Broken("a scan does not fit its frame".to_owned())),
        }
    }

    /// An application segment or a comment; kept only if readers need it.
    fn note(&mut self, marker: u8, data: &[u8]) -> bool {
        match marker {
            // With a thumbnail it would show what a crop or a redaction has taken away.
            0xe0 if data.len() == 14 && data.starts_with(b"JFIF\0") => self.jfif = true,
            0xe1 if data.starts_with(exif::PREFIX) => {
                self.turn.get_or_insert(exif::turn(data));
                return false;
            }
            0xe2 => {
                data.strip_prefix(b"ICC_PROFILE\0").into_iter().for_each(|part| self.profile.take(part));
                return false;
            }
            0xee if data.len() >= 12 && data.starts_with(b"Adobe") => self.adobe = true,
            _ => return false,
        }
        true
    }

    fn picture(self, name: &str, kept: Vec<u8>) -> Result<Picture, Fault> {
        if !self.tables.all_shown() {
            return Err(Fault::Broken("a colour or the whole picture is missing".to_owned()));
        }
        if self.components == b"RGB" && !self.jfif && !self.adobe {
            // Some readers go by these letters, PDF's do not: they would turn RGB into other colours.
            return Err(unsupported("a JPEG that keeps RGB without a marker that says so"));
        }
        let components = self.components.len() as u8;
        let data = PictureData::Jpeg { bytes: kept.into(), components, inverted: components == 4 && self.adobe };
        let (width, height) = self.size;
        Ok(Picture { name: name.to_owned(), width, height, turn: self.turn.unwrap_or_default(), data, black: false })
    }
}

fn unsupported(what: &str) -> Fault {
    Fault::Unsupported(what.to_owned())
}

#[cfg(test)]
#[path = "jpeg_tests.rs"]
pub(super) mod tests;
