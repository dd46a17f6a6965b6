//! Decoding, where a picture cannot go into the PDF as it is.
//!
//! In: a PNG or WebP whose header was read and found small enough. Out: samples of 8 bits, grey where the file is
//! grey, with an opacity only where something shines through.

use super::container::png_of_rows;
use super::guard::guarded;
use super::limits::Limits;
use super::space::Conversion;
use super::{Fault, ink};
use crate::page::{Picture, PictureData};
use crate::press::Icc;
use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageError, ImageFormat, ImageReader, RgbImage, RgbaImage};
use std::borrow::Cow;
use std::io::{Cursor, ErrorKind};

/// Bytes a pixel while an opened picture is decoded again: as decoded, and what else is held for a time.
fn bytes_a_pixel(data: &PictureData) -> u64 {
    match data {
        PictureData::Jpeg { components: 4, .. } => 8,
        PictureData::Jpeg { components, .. } => u64::from(*components) + 1,
        PictureData::Png { components, bits: 16, .. } => 3 * u64::from(*components),
        PictureData::Png { components, .. } => u64::from(*components) + 1,
        PictureData::Pixels { components, alpha, .. } => u64::from(*components) + u64::from(alpha.is_some()),
        PictureData::Svg(_) => 0,
    }
}

/// Refuses what has more pixels than allowed; called with a header's size, before anything else is looked at.
pub(super) fn check_size(width: u32, height: u32, limits: &Limits) -> Result<(), Fault> {
    if width == 0 || height == 0 {
        return Err(Fault::Broken("it has no width or no height".to_owned()));
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels { Err(Fault::TooLarge { width, height }) } else { Ok(()) }
}

/// Refuses what cannot be decoded in the memory allowed, `bytes` being the most that stand for a pixel at one time.
pub(super) fn check_memory(width: u32, height: u32, bytes: u64, limits: &Limits) -> Result<(), Fault> {
    let need = (u64::from(width) * u64::from(height)).saturating_mul(bytes);
    if need > limits.memory { Err(Fault::TooLarge { width, height }) } else { Ok(()) }
}

/// Decodes a picture that must turn out `size` pixels large, and takes its colours to sRGB.
pub(super) fn pixels(
    format: ImageFormat,
    bytes: &[u8],
    size: (u32, u32),
    limits: &Limits,
    conversion: Option<&Conversion>,
) -> Result<PictureData, Fault> {
    let mut allowed = image::Limits::default();
    allowed.max_alloc = Some(limits.memory);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(allowed);
    let image = guarded(|| reader.decode().map_err(|error| fault(error, size)))?;
    if (image.width(), image.height()) != size {
        return Err(Fault::Broken("its parts differ in size".to_owned()));
    }
    Ok(split(match conversion {
        Some(conversion) => conversion.pixels(image)?,
        None => image,
    }))
}

/// The pixels of an opened picture; ink becomes light as it looks in the printing condition.
pub(super) fn image(picture: &Picture, limits: &Limits, inks: &Icc) -> Result<DynamicImage, Fault> {
    let (width, height) = (picture.width, picture.height);
    check_memory(width, height, bytes_a_pixel(&picture.data), limits)?;
    let (format, file) = match &picture.data {
        PictureData::Jpeg { bytes, components: 4, inverted } => {
            let light = Conversion::of_inks(inks)?.inks(&ink::inks(bytes, *inverted)?)?;
            return joined((width, height), &light, 3, None);
        }
        PictureData::Jpeg { bytes, .. } => (ImageFormat::Jpeg, Cow::Borrowed(&bytes[..])),
        PictureData::Png { idat, components, bits } => {
            (ImageFormat::Png, Cow::Owned(png_of_rows((width, height), *components, *bits, idat)))
        }
        PictureData::Pixels { samples, components, alpha } => {
            return joined((width, height), samples, *components, alpha.as_deref());
        }
        PictureData::Svg(_) => {
            return Err(Fault::Unsupported("a drawing (SVG) cannot be cut, blurred or redacted".to_owned()));
        }
    };
    let decode = || image::load_from_memory_with_format(&file, format).map_err(|error| fault(error, (width, height)));
    guarded(decode)
}

/// Colour and opacity with each other again.
fn joined(size: (u32, u32), samples: &[u8], components: u8, alpha: Option<&[u8]>) -> Result<DynamicImage, Fault> {
    let channels = usize::from(components);
    let pixels = samples.chunks_exact(channels);
    let values: Vec<u8> = match alpha {
        None => samples.to_vec(),
        Some(alpha) => pixels.zip(alpha).flat_map(|(pixel, opacity)| pixel.iter().chain([opacity])).copied().collect(),
    };
    let (width, height) = size;
    let image = match (components, alpha.is_some()) {
        (1, false) => GrayImage::from_raw(width, height, values).map(DynamicImage::ImageLuma8),
        (1, true) => GrayAlphaImage::from_raw(width, height, values).map(DynamicImage::ImageLumaA8),
        (3, false) => RgbImage::from_raw(width, height, values).map(DynamicImage::ImageRgb8),
        (3, true) => RgbaImage::from_raw(width, height, values).map(DynamicImage::ImageRgba8),
        _ => None,
    };
    image.ok_or_else(|| Fault::Broken("its parts differ in size".to_owned()))
}

pub(super) fn fault(error: ImageError, (width, height): (u32, u32)) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::TooLarge { width, height },
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Fault::Truncated,
        ImageError::Unsupported(error) => Fault::Unsupported(error.to_string()),
        other => Fault::Broken(other.to_string()),
    }
}

/// Colour and opacity apart from each other, as PDF wants them.
pub(super) fn split(image: DynamicImage) -> PictureData {
    let color = image.color();
    match (color.has_color(), color.has_alpha()) {
        (false, false) => opaque(image.into_luma8().into_raw(), 1),
        (true, false) => opaque(image.into_rgb8().into_raw(), 3),
        (false, true) => with_alpha::<2>(&image.into_luma_alpha8().into_raw()),
        (true, true) => with_alpha::<4>(&image.into_rgba8().into_raw()),
    }
}

fn opaque(samples: Vec<u8>, components: u8) -> PictureData {
    PictureData::Pixels { samples: samples.into(), components, alpha: None }
}

/// `N` interleaved channels of which the last is the opacity; dropped where nothing shines through.
fn with_alpha<const N: usize>(channels: &[u8]) -> PictureData {
    let (pixels, _) = channels.as_chunks::<N>();
    let alpha: Vec<u8> = pixels.iter().map(|pixel| pixel[N - 1]).collect();
    let samples: Vec<u8> = pixels.iter().flat_map(|pixel| &pixel[..N - 1]).copied().collect();
    let shines = alpha.iter().any(|opacity| *opacity != 255);
    PictureData::Pixels { samples: samples.into(), components: N as u8 - 1, alpha: shines.then(|| alpha.into()) }
}
