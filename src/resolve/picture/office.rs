//! GIF, TIFF and BMP: what offices and scanners still make of a logo.
//!
//! In: a file. Out: samples in sRGB, for none of these goes into a PDF as it is. Sizes are judged by the header before
//! anything is unpacked. Where there is more than one picture in the file nobody can know which is meant, so a moving GIF
//! and a TIFF of several pages are refused.

use super::limits::Limits;
use super::space::Space;
use super::{Fault, Stranger, decode, exif, guard::guarded};
use crate::page::{Picture, Turn};
use crate::press::Icc;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;

/// Bytes a pixel beside the decoded ones: 8 bits of colour and opacity.
const MEMORY: u64 = 4;

/// What cameras keep before they make a picture of it.
const RAW: Stranger = Stranger {
    is: "a camera's raw file",
    hint: "export it as JPEG with the camera's own program, or ask for the picture that was made of it",
};

/// The format of the file, if it is one of these.
pub(super) fn recognise(bytes: &[u8]) -> Option<ImageFormat> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(b"GIF87a") || begins(b"GIF89a") {
        Some(ImageFormat::Gif)
    } else if begins(b"II*\0") || begins(b"MM\0*") {
        Some(ImageFormat::Tiff)
    } else if begins(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        Some(ImageFormat::Bmp)
    } else {
        None
    }
}

/// Opens one of them.
pub(super) fn open(name: &str, format: ImageFormat, bytes: &[u8], limits: &Limits) -> Result<Picture, Fault> {
    let (turn, space) = match format {
        ImageFormat::Gif => (Turn::default(), still(bytes).map(|()| None)?),
        ImageFormat::Tiff => (exif::turn(bytes), one_page(bytes)?),
        _ => (Turn::default(), bitmap_space(bytes)?),
    };
    let (image, told) = guarded(|| unpacked(format, bytes, limits))?;
    let channels = if image.color().has_color() { 3 } else { 1 };
    let space = space.or(told).map_or(Space::Srgb, Space::Icc);
    let image = match space.conversion(channels, &Icc::Plain(Vec::new()))? {
        Some(conversion) => conversion.pixels(image)?,
        None => image,
    };
    let (width, height) = (image.width(), image.height());
    Ok(Picture { name: name.to_owned(), width, height, turn, data: decode::split(image), black: false })
}

/// The pixels, and the profile that stands beside them.
fn unpacked(format: ImageFormat, bytes: &[u8], limits: &Limits) -> Result<(DynamicImage, Option<Vec<u8>>), Fault> {
    let none = (0, 0);
    let mut allowed = image::Limits::default();
    allowed.max_alloc = Some(limits.memory);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(allowed);
    let mut decoder = reader.into_decoder().map_err(|error| decode::fault(error, none))?;
    let size = decoder.dimensions();
    decode::check_size(size.0, size.1, limits)?;
    let color = decoder.color_type();
    decode::check_memory(size.0, size.1, u64::from(color.bytes_per_pixel()) + MEMORY, limits)?;
    if matches!(decoder.original_color_type(), ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16) {
        return Err(Fault::Unsupported("ink (CMYK) in a TIFF".to_owned()));
    }
    if matches!(color, image::ColorType::Rgb32F | image::ColorType::Rgba32F) {
        return Err(Fault::Unsupported("colours brighter than paper (HDR)".to_owned()));
    }
    let profile = decoder.icc_profile().map_err(|error| decode::fault(error, size))?;
    let image = DynamicImage::from_decoder(decoder).map_err(|error| decode::fault(error, size))?;
    Ok((image, profile))
}

/// Whether a GIF has one picture in it, and ends (GIF89a, 17 to 27).
fn still(bytes: &[u8]) -> Result<(), Fault> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let byte = |at: usize| bytes.get(at).copied().ok_or(Fault::Truncated);
    let mut at = 13 + table(byte(10)?);
    let mut pictures = 0;
    loop {
        at += match byte(at)? {
            0x3b if pictures == 1 => return Ok(()),
            0x3b => return Err(Fault::Broken("there is no picture in it".to_owned())),
            0x21 => 2,
            0x2c if pictures == 1 => return Err(Fault::Unsupported("a moving picture (GIF)".to_owned())),
            0x2c => {
                pictures += 1;
                11 + table(byte(at + 9)?)
            }
            _ => return Err(Fault::Broken("its parts are in disorder".to_owned())),
        };
        // Parts of up to 255 bytes, to the first without any.
        loop {
            let length = usize::from(byte(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
}

/// Whether a TIFF is one picture, and its profile: a second directory may hold a thumbnail alone (TIFF 6.0, section 8).
fn one_page(bytes: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let small = |directory: usize| exif::value(bytes, directory, exif::SUBFILE).is_some_and(|kind| kind & 1 == 1);
    let (first, second) = exif::directories(bytes).ok_or(Fault::Truncated)?;
    if bytes.get(8..10) == Some(b"CR") || small(first) {
        return Err(Fault::NotAPicture(RAW));
    }
    match second {
        Some(second) if !small(second) => Err(Fault::Unsupported("several pages (TIFF)".to_owned())),
        _ => Ok(exif::pointed(bytes, first, exif::PROFILE).map(<[u8]>::to_vec)),
    }
}

/// The profile inside a BMP of the fifth kind (BITMAPV5HEADER); none where it has none.
fn bitmap_space(bytes: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let number = |at: usize| {
        let word: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(word)).ok()
    };
    // Kept from its last letter to its first.
    match bytes.get(70..74).filter(|_| number(14) == Some(124)) {
        Some(b"DEBM") => {
            let place = number(126).zip(number(130)).and_then(|(from, length)| {
                bytes.get(from.checked_add(14)?..from.checked_add(14)?.checked_add(length)?)
            });
            place.map(|profile| Some(profile.to_vec())).ok_or(Fault::Truncated)
        }
        Some(b"KNIL") => Err(Fault::Profile("its colour profile is in another file".to_owned())),
        _ => Ok(None),
    }
}

#[cfg(test)]
#[path = "office_tests.rs"]
pub(super) mod tests;
