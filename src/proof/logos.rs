//! Whether a logo can be seen on what it lies on.
//!
//! In: a logo's place, drawn from the finished file with a rim round it. Out: a finding where no part of it can be told
//! from the rim. Whatever the file was (pixels, shapes, opacity), this is what comes out of the printer: a white logo for
//! dark screens vanishes on paper. Photographs and screenshots have a frame of their own and are left alone; a pale logo
//! is its owner's wish, and only said.

use super::expected::ExpectedPicture;
use super::flat::Sheet;
use super::raster::Raster;
use super::report::Finding;
use crate::color::{contrast, luminance};
use crate::unit::mm;
use std::collections::BTreeMap;

/// Pixels along the longer side of what is drawn.
const PIXELS: f64 = 160.0;
/// The part of a logo that has to be told from its ground: a thin word on a large canvas is no more.
const PART: f64 = 0.003;
/// Contrast from which on brightness alone tells, and below which a logo counts as pale.
const CONTRAST: (f64, f64) = (1.15, 1.6);
/// Difference of hue from which on colour alone tells (Oklab).
const HUE: f64 = 0.06;

/// Looks at a logo: drawn from the record of the page where that tells all of it, else by the reader's painter.
pub(super) fn check(
    record: Option<Sheet<'_>>,
    raster: &Raster<'_>,
    logo: &ExpectedPicture,
    number: usize,
) -> Option<Finding> {
    let rim = mm(0.5);
    let part = logo.rect.inflate(rim, rim);
    let scale = PIXELS / part.width().max(part.height()).max(1.0);
    let recorded = record.and_then(|record| record.draw(part, scale));
    let drawn = recorded.or_else(|| raster.draw(part, scale))?;
    let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
    let edge = (rim * scale).floor().max(1.0) as usize;
    let outside = |at: usize| {
        let (x, y) = (at % width, at / width);
        !(edge..width.saturating_sub(edge)).contains(&x) || !(edge..height.saturating_sub(edge)).contains(&y)
    };
    // Colours are counted first, for most pixels of a logo have one of a few.
    let (mut rim, mut own) = (BTreeMap::new(), BTreeMap::new());
    for (at, pixel) in drawn.data().iter().enumerate() {
        let counts = if outside(at) { &mut rim } else { &mut own };
        *counts.entry([pixel.r, pixel.g, pixel.b]).or_insert(0_usize) += 1;
    }
    let ground = rim.into_iter().max_by_key(|(_, count)| *count).map(|(pixel, _)| pixel)?;
    let needed = (own.values().sum::<usize>() as f64 * PART).max(4.0) as usize;
    let count = |holds: &dyn Fn([u8; 3]) -> bool| -> usize {
        own.iter().filter(|(pixel, _)| holds(**pixel)).map(|(_, count)| count).sum()
    };
    let seen = count(&|pixel| contrast(pixel, ground) >= CONTRAST.0 || hue(pixel, ground) >= HUE);
    let clear = count(&|pixel| contrast(pixel, ground) >= CONTRAST.1);
    let name = &logo.name;
    if seen < needed {
        let message = format!("the logo `{name}` cannot be told from what it lies on");
        let hint = match luminance(ground) > 0.18 {
            true => "take the logo's version for light ground: its dark or its coloured one",
            false => "take the logo's version for dark ground: its white one",
        };
        return Some(Finding::error("logo-unseen", number, message, hint).at(logo.rect).about(logo.origin));
    }
    if clear < needed {
        let message = format!("the logo `{name}` is pale against what it lies on");
        let hint = "look at a print of it; a darker version of the logo reads better";
        return Some(Finding::warning("logo-pale", number, message, hint).at(logo.rect).about(logo.origin));
    }
    None
}

/// How far two colours are apart whatever their brightness (Ottosson's Oklab, 2020).
fn hue(one: [u8; 3], other: [u8; 3]) -> f64 {
    let ((a, b), (c, d)) = (chroma(one), chroma(other));
    (a - c).hypot(b - d)
}

fn chroma(rgb: [u8; 3]) -> (f64, f64) {
    let [r, g, b] = rgb.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let long = (0.412_221_5 * r + 0.536_332_5 * g + 0.051_446_0 * b).cbrt();
    let middle = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_397_0 * b).cbrt();
    let short = (0.088_302_5 * r + 0.281_718_8 * g + 0.629_978_7 * b).cbrt();
    (
        1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
        0.025_904_0 * long + 0.782_771_8 * middle - 0.808_675_8 * short,
    )
}
