//! What the numbers of a picture mean: from its own colours to sRGB.
//!
//! In: what a file says of its colours, and its pixels. Out: the same pixels in sRGB, 8 bits a channel. All that flyer
//! paints for light is sRGB, and the way to ink begins there; so a picture is converted once, where it is opened, for
//! every kind of file, and its profile goes no further. A picture whose profile is sRGB, or comes so near that no eye
//! tells them apart, is not touched, and one in ink whose profile is that of the printing condition neither.
//!
//! Profiles of matrix and curves (screens, cameras) are converted relative to the white of the paper, and their black is
//! black already; what lies outside sRGB is cut to its nearest. Profiles of tables (ink, scanners) are converted
//! perceptually, as their maker meant pictures to be seen.

use super::Fault;
use super::guard::guarded;
use crate::press::Icc;
use image::{DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{
    CmsError, ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, Transform16BitExecutor,
    TransformOptions,
};
use std::sync::Arc;

/// Difference of a channel within which colours count as the same.
const NEAR: u8 = 2;
/// Difference on the average and at the most within which two profiles describe the same ink on the same paper.
const SAME_INKS: (u32, u8) = (3, 16);
/// Samples converted at a time.
const PIECE: usize = 3 << 14;

/// What a file says of its colours.
#[derive(Debug)]
pub(super) enum Space {
    /// Nothing, or that they are sRGB.
    Srgb,
    /// An ICC profile.
    Icc(Vec<u8>),
    /// Its own primaries and curve.
    Stated(Box<ColorProfile>),
}

/// The way from a picture's own colours to sRGB.
#[derive(Debug)]
pub(super) struct Conversion {
    from: Box<ColorProfile>,
}

impl Space {
    /// The way to sRGB for a picture of 1 (grey), 3 (light) or 4 (ink) channels; none where there is nothing to do.
    ///
    /// # Errors
    /// A profile that is damaged, or that cannot be followed.
    pub(super) fn conversion(&self, channels: u8, inks: &Icc) -> Result<Option<Conversion>, Fault> {
        let from = match self {
            Self::Srgb => return Ok(None),
            Self::Icc(bytes) => {
                if channels == 4 && bytes[..] == inks.bytes()[..] {
                    return Ok(None);
                }
                Box::new(read(bytes, channels)?)
            }
            Self::Stated(profile) => profile.clone(),
        };
        let conversion = Conversion { from };
        let same = guarded(|| match channels {
            1 => conversion.is_srgb_grey(),
            4 => conversion.is_same_ink(inks),
            _ => conversion.is_srgb(),
        })?;
        Ok(Some(conversion).filter(|_| !same))
    }
}

/// A profile that fits the picture, checked by its header (ICC.1:2022, 7.2).
fn read(bytes: &[u8], channels: u8) -> Result<ColorProfile, Fault> {
    let word = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    let length = word(0).try_into().map(u32::from_be_bytes).unwrap_or_default() as usize;
    if word(36) != b"acsp" || length < 132 || length > bytes.len() {
        return Err(Fault::Profile("its colour profile is damaged or cut off".to_owned()));
    }
    if !matches!(bytes[8], 2 | 4) {
        return Err(Fault::Profile(format!("its colour profile is of version {}, not 2 or 4", bytes[8])));
    }
    if matches!(word(12), b"link" | b"abst" | b"nmcl") {
        return Err(Fault::Profile("its colour profile describes no colours of a picture".to_owned()));
    }
    let (is, fits) = match (word(16), channels) {
        // Grey is told as light whose three channels are equal, too.
        (b"RGB ", 1 | 3) | (b"GRAY", 1) | (b"CMYK", 4) => ("", true),
        (b"RGB ", _) => ("light (RGB)", false),
        (b"GRAY", _) => ("grey", false),
        (b"CMYK", _) => ("ink (CMYK)", false),
        _ => ("colours of another kind", false),
    };
    if !fits {
        let own = ["grey", "light (RGB)", "ink (CMYK)"][usize::from(channels) / 2];
        return Err(Fault::Profile(format!("its colour profile is for {is}, and the picture is {own}")));
    }
    guarded(|| {
        ColorProfile::new_from_slice(&bytes[..length])
            .map_err(|_| Fault::Profile("its colour profile is damaged or cut off".to_owned()))
    })
}

impl Conversion {
    /// From the inks of a printing condition.
    pub(super) fn of_inks(inks: &Icc) -> Result<Self, Fault> {
        Ok(Self { from: Box::new(read(&inks.bytes(), 4)?) })
    }

    /// Converts pixels; opacity stays.
    pub(super) fn pixels(&self, image: DynamicImage) -> Result<DynamicImage, Fault> {
        guarded(|| self.convert(image))
    }

    /// Converts ink (0 is none) to light.
    pub(super) fn inks(&self, inks: &[u8]) -> Result<Vec<u8>, Fault> {
        guarded(|| to_light(&self.from, RenderingIntent::Perceptual, inks))
    }

    fn convert(&self, image: DynamicImage) -> Result<DynamicImage, Fault> {
        let (width, height) = (image.width(), image.height());
        let failed = || Fault::Broken("its parts differ in size".to_owned());
        Ok(match image {
            DynamicImage::ImageLuma8(grey) => {
                let table = self.greys()?;
                let values = grey.into_raw().into_iter().map(|value| table[usize::from(value)]).collect();
                GrayImage::from_raw(width, height, values).ok_or_else(failed)?.into()
            }
            DynamicImage::ImageLumaA8(grey) => {
                let table = self.greys()?;
                let pixels = grey.into_raw().as_chunks::<2>().0.to_vec();
                let values = pixels.into_iter().flat_map(|[value, alpha]| [table[usize::from(value)], alpha]).collect();
                GrayAlphaImage::from_raw(width, height, values).ok_or_else(failed)?.into()
            }
            DynamicImage::ImageLuma16(_) => return self.convert(image.to_luma8().into()),
            DynamicImage::ImageLumaA16(_) => return self.convert(image.to_luma_alpha8().into()),
            DynamicImage::ImageRgb16(rgb) => {
                RgbImage::from_raw(width, height, self.deep(rgb.as_raw(), Layout::Rgb)?).ok_or_else(failed)?.into()
            }
            DynamicImage::ImageRgba16(rgb) => {
                RgbaImage::from_raw(width, height, self.deep(rgb.as_raw(), Layout::Rgba)?).ok_or_else(failed)?.into()
            }
            other if other.color().has_alpha() => {
                let values = self.light(other.into_rgba8().as_raw(), Layout::Rgba)?;
                RgbaImage::from_raw(width, height, values).ok_or_else(failed)?.into()
            }
            other => {
                let values = self.light(other.into_rgb8().as_raw(), Layout::Rgb)?;
                RgbImage::from_raw(width, height, values).ok_or_else(failed)?.into()
            }
        })
    }

    fn light(&self, values: &[u8], layout: Layout) -> Result<Vec<u8>, Fault> {
        let to = ColorProfile::new_srgb();
        let transform: Arc<Transform8BitExecutor> =
            self.from.create_transform_8bit(layout, &to, layout, options(self.intent())).map_err(unknown)?;
        let mut out = vec![0; values.len()];
        transform.transform(values, &mut out).map_err(unknown)?;
        Ok(out)
    }

    /// 16 bits are kept until all is counted.
    fn deep(&self, values: &[u16], layout: Layout) -> Result<Vec<u8>, Fault> {
        let to = ColorProfile::new_srgb();
        let transform: Arc<Transform16BitExecutor> =
            self.from.create_transform_16bit(layout, &to, layout, options(self.intent())).map_err(unknown)?;
        let (mut out, mut piece) = (Vec::with_capacity(values.len()), vec![0; 4 * PIECE]);
        for values in values.chunks(4 * PIECE) {
            let piece = &mut piece[..values.len()];
            transform.transform(values, piece).map_err(unknown)?;
            out.extend(piece.iter().map(|value| ((u32::from(*value) * 255 + 32_767) / 65_535) as u8));
        }
        Ok(out)
    }

    /// What each grey becomes.
    fn greys(&self) -> Result<Vec<u8>, Fault> {
        let all: Vec<u8> = (0..=255).collect();
        if self.from.color_space == DataColorSpace::Rgb {
            let equal: Vec<u8> = all.iter().flat_map(|value| [*value; 3]).collect();
            let light = self.light(&equal, Layout::Rgb)?;
            return Ok(light.as_chunks::<3>().0.iter().map(|pixel| pixel[1]).collect());
        }
        let srgb = ColorProfile::new_srgb();
        let mut to = ColorProfile::new_gray_with_gamma(2.2);
        to.gray_trc = srgb.green_trc;
        let intent = options(RenderingIntent::RelativeColorimetric);
        let transform = self.from.create_transform_8bit(Layout::Gray, &to, Layout::Gray, intent).map_err(unknown)?;
        let mut out = vec![0; all.len()];
        transform.transform(&all, &mut out).map_err(unknown)?;
        Ok(out)
    }

    fn intent(&self) -> RenderingIntent {
        match self.from.is_matrix_shaper() {
            true => RenderingIntent::RelativeColorimetric,
            false => RenderingIntent::Perceptual,
        }
    }

    fn is_srgb(&self) -> Result<bool, Fault> {
        let steps = || (0..=8_u16).map(|step| (step * 255 / 8) as u8);
        let grid: Vec<u8> =
            steps().flat_map(|r| steps().flat_map(move |g| steps().flat_map(move |b| [r, g, b]))).collect();
        Ok(most(&self.light(&grid, Layout::Rgb)?, &grid) <= NEAR)
    }

    fn is_srgb_grey(&self) -> Result<bool, Fault> {
        let all: Vec<u8> = (0..=255).collect();
        Ok(most(&self.greys()?, &all) <= NEAR)
    }

    /// Whether ink on paper looks as it does in the printing condition.
    fn is_same_ink(&self, inks: &Icc) -> Result<bool, Fault> {
        let Ok(condition) = ColorProfile::new_from_slice(&inks.bytes()) else { return Ok(false) };
        let steps = [0, 85, 170, 255];
        let grid =
            (0..4_usize.pow(4)).flat_map(|at| [at % 4, at / 4 % 4, at / 16 % 4, at / 64].map(|step| steps[step]));
        let grid: Vec<u8> = grid.collect();
        let seen = |profile| to_light(profile, RenderingIntent::RelativeColorimetric, &grid);
        let (own, shop) = (seen(&self.from)?, seen(&condition)?);
        let sum: u32 = own.iter().zip(&shop).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        Ok(sum / own.len().max(1) as u32 <= SAME_INKS.0 && most(&own, &shop) <= SAME_INKS.1)
    }
}

/// Ink as it is seen.
fn to_light(profile: &ColorProfile, intent: RenderingIntent, inks: &[u8]) -> Result<Vec<u8>, Fault> {
    let to = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(Layout::Rgba, &to, Layout::Rgb, options(intent)).map_err(unknown)?;
    let mut light = vec![0; inks.len() / 4 * 3];
    transform.transform(inks, &mut light).map_err(unknown)?;
    Ok(light)
}

/// Whole numbers, so that processors of one kind agree to the bit whatever else they can do; with fractions they do not.
fn options(rendering_intent: RenderingIntent) -> TransformOptions {
    TransformOptions { rendering_intent, prefer_fixed_point: true, ..TransformOptions::default() }
}

fn unknown(_: CmsError) -> Fault {
    Fault::Profile("its colour profile is of a kind that flyer cannot follow".to_owned())
}

fn most(one: &[u8], other: &[u8]) -> u8 {
    one.iter().zip(other).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

#[cfg(test)]
#[path = "space_tests.rs"]
mod tests;
