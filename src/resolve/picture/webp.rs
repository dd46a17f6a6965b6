//! WebP: the header is read here, the rest is decoded, for PDF has no filter for it.
//!
//! In: a RIFF file (RFC 9649). Out: samples in sRGB, and the turn that its EXIF chunk asks for.

use super::limits::Limits;
use super::space::Space;
use super::{Fault, decode, exif};
use crate::page::{Picture, Turn};
use crate::press::Icc;
use image::ImageFormat;

/// Bytes a pixel while decoding: four as decoded, four as handed on.
const MEMORY: u64 = 8;
/// The bit of a VP8X header that says the picture moves (RFC 9649, 2.7.1).
const MOVES: u8 = 0x02;

/// Whether the file begins like a WebP.
pub(super) fn recognise(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Opens a WebP.
pub(super) fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<Picture, Fault> {
    let (width, height) = size(bytes.get(12..).unwrap_or_default())?;
    decode::check_size(width, height, limits)?;
    decode::check_memory(width, height, MEMORY, limits)?;
    let (turn, space) = walk(bytes)?;
    // Ink and grey are never in a WebP.
    let conversion = space.conversion(3, &Icc::Plain(Vec::new()))?;
    let data = decode::pixels(ImageFormat::WebP, bytes, (width, height), limits, conversion.as_ref())?;
    Ok(Picture { name: name.to_owned(), width, height, turn, data, black: false })
}

/// Width and height as the first chunk states them.
fn size(chunk: &[u8]) -> Result<(u32, u32), Fault> {
    let kind = chunk.get(..4).ok_or(Fault::Truncated)?;
    let head: &[u8; 10] = chunk.get(8..).and_then(<[u8]>::first_chunk).ok_or(Fault::Truncated)?;
    let short = |at: usize| u32::from(u16::from_le_bytes([head[at], head[at + 1]]));
    match kind {
        b"VP8X" if head[0] & MOVES != 0 => Err(Fault::Unsupported("a moving picture".to_owned())),
        b"VP8X" => {
            let long = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], 0]);
            Ok((long(4) + 1, long(7) + 1))
        }
        b"VP8 " if head[3..6] == [0x9d, 0x01, 0x2a] => Ok((short(6) & 0x3fff, short(8) & 0x3fff)),
        b"VP8L" if head[0] == 0x2f => {
            let bits = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
            Ok(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        _ => Err(Fault::Broken("its first chunk is not a WebP header".to_owned())),
    }
}

/// Sees that every chunk is whole, and finds out how the picture lies and what its colours are.
fn walk(bytes: &[u8]) -> Result<(Turn, Space), Fault> {
    let length = |at: usize| {
        let length: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(length)).ok()
    };
    let end = length(4).and_then(|length| length.checked_add(8)).ok_or(Fault::Truncated)?;
    if end > bytes.len() {
        return Err(Fault::Truncated);
    }
    let (mut at, mut turn, mut space) = (12, Turn::default(), Space::Srgb);
    while at < end {
        let size = length(at + 4).ok_or(Fault::Truncated)?;
        let data = bytes[..end].get(at + 8..).and_then(|rest| rest.get(..size)).ok_or(Fault::Truncated)?;
        if bytes[at..].starts_with(b"EXIF") {
            turn = exif::turn(data);
        } else if bytes[at..].starts_with(b"ICCP") {
            space = Space::Icc(data.to_vec());
        }
        // Chunks begin at even places.
        at += 8 + size + size % 2;
    }
    Ok((turn, space))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;
    use crate::page::PictureData;
    use image::{DynamicImage, ExtendedColorType, codecs::webp::WebPEncoder};

    /// A lossless WebP of these samples.
    pub(in crate::resolve::picture) fn file(width: u32, height: u32, image: &DynamicImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        let color = if image.color().has_alpha() { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
        WebPEncoder::new_lossless(&mut bytes).encode(image.as_bytes(), width, height, color).unwrap();
        bytes
    }

    /// The same in an extended file with one more chunk.
    pub(in crate::resolve::picture) fn extended(
        simple: &[u8],
        width: u32,
        height: u32,
        (kind, note): (&[u8; 4], &[u8]),
        flags: u8,
    ) -> Vec<u8> {
        let mut head = vec![flags, 0, 0, 0];
        head.extend(&(width - 1).to_le_bytes()[..3]);
        head.extend(&(height - 1).to_le_bytes()[..3]);
        let mut body = b"WEBP".to_vec();
        let mut chunk = |kind: &[u8], data: &[u8]| {
            body.extend(kind);
            body.extend((data.len() as u32).to_le_bytes());
            body.extend(data);
            body.extend(vec![0; data.len() % 2]);
        };
        chunk(b"VP8X", &head);
        let length = u32::from_le_bytes(simple[16..20].try_into().unwrap()) as usize;
        chunk(&simple[12..16], &simple[20..20 + length]);
        chunk(kind, note);
        let mut bytes = b"RIFF".to_vec();
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    fn rgb() -> DynamicImage {
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(5, 3, |x, y| image::Rgb([x as u8 * 40, y as u8 * 80, 7])))
    }

    #[test]
    fn samples_and_turn() {
        let simple = file(5, 3, &rgb());
        let picture = open("a.webp", &simple, &Limits::default()).unwrap();
        let PictureData::Pixels { samples, components: 3, alpha: None } = &picture.data else { unreachable!() };
        assert_eq!(&samples[..], rgb().as_bytes());
        let turned = extended(&simple, 5, 3, (b"EXIF", &exif::tests::note(6, false)), 0x08);
        let picture = open("a.webp", &turned, &Limits::default()).unwrap();
        assert_eq!((picture.turn.quarter_turns, picture.upright()), (1, (3, 5)));
    }

    #[test]
    fn refusals() {
        let simple = file(5, 3, &rgb());
        let moving = extended(&simple, 5, 3, (b"EXIF", b""), MOVES);
        assert!(matches!(open("a", &moving, &Limits::default()), Err(Fault::Unsupported(_))));
        let huge = extended(&simple, 60_000, 60_000, (b"EXIF", b""), 0);
        let expected = Fault::TooLarge { width: 60_000, height: 60_000 };
        assert_eq!(open("a", &huge[..30], &Limits::default()).err(), Some(expected));
        let small = Limits { memory: 100, ..Limits::default() };
        assert_eq!(open("a", &simple, &small).err(), Some(Fault::TooLarge { width: 5, height: 3 }));
        assert_eq!(open("a", &simple[..simple.len() - 1], &Limits::default()).err(), Some(Fault::Truncated));
    }
}
