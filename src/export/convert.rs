//! Pictures in ink: from light to the four inks of a printing condition.
//!
//! In: samples as they were opened, and the printing condition. Out: samples that the plates print: CMYK through the
//! ICC profiles of sRGB and of the condition, or grey, which is black ink alone. Photographs are converted perceptually,
//! flat art relative to the paper with black-point compensation; in flat art neutral greys go to black ink alone, so that
//! lines and text in a drawing are not printed with four. What has more ink than the paper takes loses it evenly from cyan, magenta
//! and yellow; black stays, for it carries the drawing.

use crate::color::Ink;
use crate::page::{Picture, PictureData};
use crate::press::Press;
use crate::resolve::picture::png_of_rows;
use image::{DynamicImage, ImageFormat};
use moxcms::{ColorProfile, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// The ways from light to ink.
struct Transforms {
    photo: Arc<Transform8BitExecutor>,
    flat: Arc<Transform8BitExecutor>,
    /// What each value of flat art becomes first, so that the darkest light is the darkest ink and nothing is cut off.
    lifted: [u8; 256],
}

/// From sRGB to the inks of a condition.
pub(super) struct Inks {
    /// None where the file has no picture: reading the profile costs more than the rest.
    transforms: Option<Transforms>,
    limit: u32,
    ink: Ink,
    /// Whether the file is for plates.
    plates: bool,
}

impl Inks {
    /// For a file in black ink alone, which needs no profile.
    pub(super) fn black() -> Self {
        Self { transforms: None, limit: u32::MAX, ink: Ink::Black, plates: false }
    }

    /// Reads the condition's profile if there are pictures.
    ///
    /// # Errors
    /// Why it cannot be used, in words.
    pub(super) fn new(press: &Press, ink: Ink, pictures: bool) -> Result<Self, String> {
        let transforms = if pictures && ink == Ink::Color { Some(Transforms::new(press)?) } else { None };
        Ok(Self { transforms, limit: u32::from(press.ink_limit) * 255 / 100, ink, plates: true })
    }

    /// The picture as it is printed; CMYK and grey ones stay as they are.
    ///
    /// # Errors
    /// Why it cannot be decoded.
    pub(super) fn convert(&self, picture: &Picture) -> Result<Picture, String> {
        let ink = if picture.black { Ink::Black } else { self.ink };
        let (rgb, alpha, flat) = match &picture.data {
            PictureData::Jpeg { components: 4, .. } if ink == Ink::Black => {
                return Err("a CMYK picture cannot be printed with black ink alone: save it as grey".to_owned());
            }
            PictureData::Jpeg { bytes, components: 3, .. } => (decode(bytes, ImageFormat::Jpeg)?, None, false),
            PictureData::Png { idat, components: 3, bits } => {
                let file = png_of_rows((picture.width, picture.height), 3, *bits, idat);
                (decode(&file, ImageFormat::Png)?, None, true)
            }
            PictureData::Pixels { samples, components: 3, alpha } => (samples.to_vec(), alpha.clone(), true),
            PictureData::Jpeg { .. } | PictureData::Png { .. } | PictureData::Pixels { .. } | PictureData::Svg(_) => {
                return Ok(picture.clone());
            }
        };
        let (samples, components) = match ink {
            Ink::Color => (self.four(&rgb, flat)?, 4),
            Ink::Black => (rgb.as_chunks::<3>().0.iter().map(|pixel| luma(*pixel)).collect(), 1),
        };
        Ok(Picture { data: PictureData::Pixels { samples: samples.into(), components, alpha }, ..picture.clone() })
    }

    /// One colour, each channel 0 to 1: four inks, or how light it is where black is the only one.
    pub(super) fn color(&self, rgb: [f32; 3]) -> Vec<f32> {
        let pixel = rgb.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8);
        let values = match self.ink {
            Ink::Color => self.four(&pixel, true).unwrap_or_else(|_| vec![0, 0, 0, 255]),
            Ink::Black => vec![luma(pixel)],
        };
        values.into_iter().map(|value| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0).collect()
    }

    /// The colour space of [`Inks::color`].
    pub(super) fn space(&self) -> &'static str {
        match self.ink {
            Ink::Color => "DeviceCMYK",
            Ink::Black => "DeviceGray",
        }
    }

    /// The space in which what shines through is mixed; plates are always mixed as inks, else grey becomes four.
    pub(super) fn blend_space(&self) -> &'static str {
        if self.plates { "DeviceCMYK" } else { self.space() }
    }

    fn four(&self, rgb: &[u8], flat: bool) -> Result<Vec<u8>, String> {
        let mut inks = vec![0; rgb.len() / 3 * 4];
        let transforms = self.transforms.as_ref().ok_or("no picture was expected")?;
        let done = match flat {
            false => transforms.photo.transform(rgb, &mut inks),
            true => {
                let lifted: Vec<u8> = rgb.iter().map(|value| transforms.lifted[usize::from(*value)]).collect();
                transforms.flat.transform(&lifted, &mut inks)
            }
        };
        done.map_err(|error| error.to_string())?;
        for (pixel, light) in inks.as_chunks_mut::<4>().0.iter_mut().zip(rgb.as_chunks::<3>().0) {
            *pixel = match light {
                [r, g, b] if flat && r == g && g == b => [0, 0, 0, 255 - r],
                _ => limited(*pixel, self.limit),
            };
        }
        Ok(inks)
    }
}

impl Transforms {
    fn new(press: &Press) -> Result<Self, String> {
        let inks = ColorProfile::new_from_slice(&press.condition.profile.bytes()).map_err(|e| e.to_string())?;
        let light = ColorProfile::new_srgb();
        // Whole numbers: with fractions processors differ in the last bit.
        let options = |rendering_intent| TransformOptions {
            rendering_intent,
            prefer_fixed_point: true,
            ..TransformOptions::default()
        };
        let to_ink = |intent| light.create_transform_8bit(Layout::Rgb, &inks, Layout::Rgba, options(intent));
        let relative = options(RenderingIntent::RelativeColorimetric);
        let photo = to_ink(RenderingIntent::Perceptual).map_err(|error| error.to_string())?;
        let flat = to_ink(RenderingIntent::RelativeColorimetric).map_err(|error| error.to_string())?;
        let back = inks.create_transform_8bit(Layout::Rgba, &light, Layout::Rgb, relative);
        let back = back.map_err(|error| error.to_string())?;
        let (mut black, mut seen) = ([0; 4], [0; 3]);
        flat.transform(&[0; 3], &mut black).map_err(|error| error.to_string())?;
        back.transform(&black, &mut seen).map_err(|error| error.to_string())?;
        let darkest = linear(f64::from(luma(seen)) / 255.0);
        Ok(Self { photo, flat, lifted: std::array::from_fn(|value| lifted(value as u8, darkest)) })
    }
}

/// Black-point compensation: light is scaled evenly, so that black becomes the darkest ink and white stays white. In
/// linear sRGB that is the same straight line as in XYZ, because white is 1 in both.
fn lifted(value: u8, darkest: f64) -> u8 {
    let light = darkest + (1.0 - darkest) * linear(f64::from(value) / 255.0);
    let coded = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (coded * 255.0).round().clamp(0.0, 255.0) as u8
}

/// Light from a coded value (IEC 61966-2-1).
fn linear(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// Takes what is over the limit evenly from cyan, magenta and yellow.
fn limited([c, m, y, k]: [u8; 4], limit: u32) -> [u8; 4] {
    let colors = u32::from(c) + u32::from(m) + u32::from(y);
    let room = limit.saturating_sub(u32::from(k));
    if colors <= room {
        return [c, m, y, k];
    }
    // Less than before, so that it fits again.
    let less = |ink: u8| (u32::from(ink) * room / colors) as u8;
    [less(c), less(m), less(y), k]
}

/// How light a pixel is to the eye (ITU-R BT.601, as copiers do it).
fn luma([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114 + 500) / 1000) as u8
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, String> {
    let image = image::load_from_memory_with_format(bytes, format).map_err(|error| error.to_string())?;
    Ok(DynamicImage::into_rgb8(image).into_raw())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    #[test]
    fn greys_are_black_ink_and_no_pixel_is_too_wet() {
        let inks = Inks::new(&Press::default(), Ink::Color, true).unwrap();
        assert_eq!(inks.color([0.0; 3]), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(inks.color([1.0; 3]), [0.0; 4]);
        let red = inks.color([0.9, 0.1, 0.1]);
        assert!(red[1] > 0.7 && red[2] > 0.6, "red is magenta and yellow");
        let all: Vec<u8> = (0..=255).flat_map(|r| [r, 255 - r, r / 3, r / 9, r / 5, r / 7]).collect();
        for pixel in inks.four(&all, false).unwrap().as_chunks::<4>().0 {
            assert!(pixel.iter().map(|ink| u32::from(*ink)).sum::<u32>() <= 765, "{pixel:?}");
        }
    }

    #[test]
    fn the_limit_takes_from_colours_alone() {
        assert_eq!(limited([255, 255, 255, 255], 765), [170, 170, 170, 255]);
        assert_eq!(limited([10, 20, 30, 40], 765), [10, 20, 30, 40]);
        assert_eq!(limited([255, 0, 0, 255], 255), [0, 0, 0, 255]);
    }

    #[test]
    fn lifting_keeps_white_and_order() {
        for darkest in [0.0, 0.01, 0.05] {
            let line: Vec<u8> = (0..=255).map(|value| lifted(value, darkest)).collect();
            assert_eq!(line[255], 255);
            assert!(line.windows(2).all(|pair| pair[0] <= pair[1]));
            assert_eq!(line[0] == 0, darkest == 0.0);
        }
    }

    #[test]
    fn one_ink_means_one_ink() {
        let inks = Inks::new(&Press::default(), Ink::Black, true).unwrap();
        assert_eq!((inks.color([0.8, 0.2, 0.1]).len(), inks.space()), (1, "DeviceGray"));
        assert_eq!(inks.color([1.0; 3]), [1.0]);
    }
}
