//! Pictures changed before they are printed: cut, blurred, redacted.
//!
//! In: an opened picture, and parts of the upright picture as shares of it. Out: a picture of pixels that never held what was taken
//! out: what is cut off or redacted is in no file that flyer writes.

use super::decode::{self, split};
use super::{Fault, Limits};
use crate::page::{Picture, Turn};
use crate::press::Icc;
use image::{DynamicImage, GenericImage, GenericImageView, Rgba};

/// What is changed; parts are left, top, width, height as shares of the upright picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    /// The part that is kept.
    pub crop: Option<[f64; 4]>,
    /// Parts made unreadable to the eye.
    pub blur: Vec<[f64; 4]>,
    /// Parts whose pixels are taken out.
    pub redact: Vec<[f64; 4]>,
}

impl Edits {
    /// Whether the picture stays as it is.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Tiles of a blurred part along its shorter side: so few that no letter is left.
const TILES: u32 = 3;

/// Changes an opened picture.
///
/// # Errors
/// The first [`Fault`] found; a drawing (SVG) has no pixels to take out.
pub fn edit(whole: &Picture, limits: &Limits, edits: &Edits, inks: &Icc) -> Result<Picture, Fault> {
    let mut image = upright(decode::image(whole, limits, inks)?, whole.turn);
    for part in &edits.blur {
        blur(&mut image, *part);
    }
    for part in &edits.redact {
        let part = pixels(&image, *part);
        fill(&mut image, part, Rgba([0, 0, 0, 255]));
    }
    if let Some(part) = edits.crop {
        let [x, y, width, height] = pixels(&image, part);
        image = image.crop_imm(x, y, width, height);
    }
    let (width, height) = image.dimensions();
    Ok(Picture { width, height, turn: Turn::default(), data: split(image), ..whole.clone() })
}

/// The picture as it is seen (Exif 2.32, tag 0x0112).
fn upright(image: DynamicImage, turn: Turn) -> DynamicImage {
    let image = if turn.mirrored { image.fliph() } else { image };
    (0..turn.quarter_turns % 4).fold(image, |image, _| image.rotate90())
}

/// A part in whole pixels, at least one of them, rather too much than too little.
fn pixels(image: &DynamicImage, [x, y, width, height]: [f64; 4]) -> [u32; 4] {
    let (wide, tall) = image.dimensions();
    let span = |from: f64, length: f64, of: u32| {
        let start = ((from * f64::from(of)).floor().max(0.0) as u32).min(of - 1);
        let end = (((from + length) * f64::from(of)).ceil() as u32).clamp(start + 1, of);
        (start, end - start)
    };
    let ((x, width), (y, height)) = (span(x, width, wide), span(y, height, tall));
    [x, y, width, height]
}

fn fill(image: &mut DynamicImage, [x, y, width, height]: [u32; 4], color: Rgba<u8>) {
    for row in y..y + height {
        for column in x..x + width {
            image.put_pixel(column, row, color);
        }
    }
}

/// Large tiles of one colour each: their average.
fn blur(image: &mut DynamicImage, part: [f64; 4]) {
    let [x, y, width, height] = pixels(image, part);
    let side = (width.min(height) / TILES).max(1);
    for top in (0..height).step_by(side as usize) {
        for left in (0..width).step_by(side as usize) {
            let tile = [x + left, y + top, side.min(width - left), side.min(height - top)];
            let color = average(image, tile);
            fill(image, tile, color);
        }
    }
}

fn average(image: &DynamicImage, [x, y, width, height]: [u32; 4]) -> Rgba<u8> {
    let mut sums = [0_u64; 4];
    for row in y..y + height {
        for column in x..x + width {
            for (sum, channel) in sums.iter_mut().zip(image.get_pixel(column, row).0) {
                *sum += u64::from(channel);
            }
        }
    }
    let count = u64::from(width) * u64::from(height);
    Rgba(sums.map(|sum| (sum / count.max(1)) as u8))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::*;
    use crate::page::PictureData;
    use crate::press::Press;
    use crate::resolve::picture::open;
    use image::ImageFormat;
    use std::io::Cursor;

    fn gradient() -> Vec<u8> {
        let picture = image::RgbImage::from_fn(40, 20, |x, y| image::Rgb([(x * 6) as u8, (y * 12) as u8, 255]));
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn samples(edits: &Edits) -> (u32, u32, Vec<u8>) {
        let inks = Press::default().condition.profile;
        let whole = open("test", &gradient(), &Limits::default(), &inks).unwrap();
        let picture = edit(&whole, &Limits::default(), edits, &inks).unwrap();
        let PictureData::Pixels { samples, .. } = &picture.data else { panic!("pixels") };
        (picture.width, picture.height, samples.to_vec())
    }

    #[test]
    fn what_is_redacted_is_gone() {
        let edits = Edits { redact: vec![[0.0, 0.0, 0.5, 1.0]], ..Edits::default() };
        let (width, _, samples) = samples(&edits);
        for (at, pixel) in samples.as_chunks::<3>().0.iter().enumerate() {
            assert_eq!(*pixel == [0, 0, 0], at % (width as usize) < 20, "pixel {at}");
        }
    }

    #[test]
    fn what_is_cut_off_is_gone() {
        let (width, height, samples) = samples(&Edits { crop: Some([0.5, 0.25, 0.5, 0.5]), ..Edits::default() });
        assert_eq!((width, height, samples.len()), (20, 10, 600));
        assert_eq!(samples[..3], [120, 60, 255]);
    }

    #[test]
    fn what_is_blurred_has_few_colours_left() {
        let (_, _, samples) = samples(&Edits { blur: vec![[0.0, 0.0, 1.0, 1.0]], ..Edits::default() });
        let colors: std::collections::BTreeSet<&[u8; 3]> = samples.as_chunks::<3>().0.iter().collect();
        assert!(colors.len() <= 28, "{}", colors.len());
    }
}
