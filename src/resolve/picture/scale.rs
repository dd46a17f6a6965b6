//! Fewer pixels: what is finer than paper can show is averaged before it goes into a file.
//!
//! In: an opened picture, and the size that is wanted. Out: the same picture of that size. Each new pixel is a weighted
//! mean of the old ones below it (the cubic of Catmull and Rom, as wide as the pixels are many), counted in light and
//! not in its coded numbers, so that fine lines keep their weight; what is transparent has no colour to give. Rows come
//! and go one by one, so that it takes no more memory than the picture itself. Nothing here depends on the machine.

use super::{Fault, Limits, decode, ink, jpeg};
use crate::page::{Picture, PictureData};
use crate::press::Icc;
use std::collections::VecDeque;

/// Steps between no light and all of it, where light becomes a number again.
const STEPS: usize = 1 << 14;

/// The picture with this many pixels, as stored: at most as many as it has.
///
/// # Errors
/// What stands against decoding it.
pub fn scaled(picture: &Picture, (width, height): (u32, u32), limits: &Limits, inks: &Icc) -> Result<Picture, Fault> {
    let from = (picture.width as usize, picture.height as usize);
    let to = (width as usize, height as usize);
    let (samples, components, alpha) = match &picture.data {
        PictureData::Pixels { samples, components, alpha } => (samples.clone(), *components, alpha.clone()),
        PictureData::Jpeg { bytes, components: 4, inverted } => (ink::inks(bytes, *inverted)?.into(), 4, None),
        PictureData::Jpeg { .. } | PictureData::Png { .. } => {
            match decode::split(decode::image(picture, limits, inks)?) {
                PictureData::Pixels { samples, components, alpha } => (samples, components, alpha),
                PictureData::Jpeg { .. } | PictureData::Png { .. } | PictureData::Svg(_) => return Ok(picture.clone()),
            }
        }
        PictureData::Svg(_) => return Ok(picture.clone()),
    };
    let count = from.0 * from.1;
    let whole = samples.len() == count * usize::from(components);
    if !whole || alpha.as_ref().is_some_and(|alpha| alpha.len() != count) {
        return Err(Fault::Broken("its parts differ in size".to_owned()));
    }
    let source =
        Source { samples: &samples, components: usize::from(components), alpha: alpha.as_deref(), width: from.0 };
    let data = source.scaled(from.1, to);
    let photo = matches!(picture.data, PictureData::Jpeg { components: 1 | 3, .. });
    let scaled = Picture { width, height, data, ..picture.clone() };
    match photo {
        true => Ok(Picture { data: jpeg::packed(&decode::image(&scaled, limits, inks)?)?, ..scaled }),
        false => Ok(scaled),
    }
}

/// Rows of samples, 8 bits each.
struct Source<'a> {
    samples: &'a [u8],
    components: usize,
    alpha: Option<&'a [u8]>,
    width: usize,
}

impl Source<'_> {
    /// Channels a pixel, with its opacity.
    fn channels(&self) -> usize {
        self.components + usize::from(self.alpha.is_some())
    }

    fn scaled(&self, height: usize, (to_width, to_height): (usize, usize)) -> PictureData {
        let (light, coded) = (light(self.components), coded(self.components));
        let curve: fn(f64) -> f64 = if self.components == 4 { triangle } else { cubic };
        let (across, down) = (weights(self.width, to_width, curve), weights(height, to_height, curve));
        let row_length = to_width * self.channels();
        let (mut samples, mut alpha) = (Vec::new(), self.alpha.map(|_| Vec::new()));
        let (mut line, mut row) = (vec![0.0; self.width * self.channels()], vec![0.0; row_length]);
        // Rows to come that this one is a part of, the first of them by its number.
        let (mut open, mut first): (VecDeque<Vec<f32>>, usize) = (VecDeque::new(), 0);
        for y in 0..height {
            self.line(y, &light, &mut line);
            self.narrow(&line, &across, &mut row);
            while down.get(first + open.len()).is_some_and(|weight| weight.from <= y) {
                open.push_back(vec![0.0; row_length]);
            }
            for (sum, weight) in open.iter_mut().zip(&down[first..]) {
                let Some(part) = y.checked_sub(weight.from).and_then(|at| weight.parts.get(at)) else { continue };
                sum.iter_mut().zip(&row).for_each(|(sum, value)| *sum += part * value);
            }
            while down.get(first).is_some_and(|weight| weight.from + weight.parts.len() <= y + 1) {
                let Some(done) = open.pop_front() else { break };
                self.finish(&done, &coded, &mut samples, alpha.as_mut());
                first += 1;
            }
        }
        PictureData::Pixels { samples: samples.into(), components: self.components as u8, alpha: alpha.map(Into::into) }
    }

    /// A row as light, each colour as strong as it is opaque.
    fn line(&self, y: usize, light: &[f32; 256], line: &mut [f32]) {
        let samples = &self.samples[y * self.width * self.components..];
        match self.alpha {
            None => line.iter_mut().zip(samples).for_each(|(value, sample)| *value = light[usize::from(*sample)]),
            Some(alpha) => {
                let pixels = samples.chunks_exact(self.components).zip(&alpha[y * self.width..]);
                for (out, (pixel, alpha)) in line.chunks_exact_mut(self.channels()).zip(pixels) {
                    let opacity = f32::from(*alpha) / 255.0;
                    for (value, sample) in out.iter_mut().zip(pixel) {
                        *value = light[usize::from(*sample)] * opacity;
                    }
                    out[self.components] = opacity;
                }
            }
        }
    }

    /// A row of fewer pixels.
    fn narrow(&self, line: &[f32], across: &[Weights], row: &mut [f32]) {
        let channels = self.channels();
        for (out, weight) in row.chunks_exact_mut(channels).zip(across) {
            out.fill(0.0);
            let pixels = line[weight.from * channels..].chunks_exact(channels);
            for (pixel, part) in pixels.zip(&weight.parts) {
                out.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += part * value);
            }
        }
    }

    /// A finished row as numbers.
    fn finish(&self, row: &[f32], coded: &[u8], samples: &mut Vec<u8>, alpha: Option<&mut Vec<u8>>) {
        let number = |light: f32| coded[(light.clamp(0.0, 1.0) * STEPS as f32 + 0.5) as usize];
        let Some(alpha) = alpha else {
            samples.extend(row.iter().map(|light| number(*light)));
            return;
        };
        for pixel in row.chunks_exact(self.channels()) {
            let opacity = pixel[self.components].clamp(0.0, 1.0);
            let whole = if opacity > 0.0 { 1.0 / opacity } else { 0.0 };
            samples.extend(pixel[..self.components].iter().map(|light| number(light * whole)));
            alpha.push((opacity * 255.0 + 0.5) as u8);
        }
    }
}

/// The light of each number (IEC 61966-2-1); ink is counted as it is.
fn light(components: usize) -> [f32; 256] {
    std::array::from_fn(|value| {
        let value = value as f64 / 255.0;
        let light = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        if components == 4 { value as f32 } else { light as f32 }
    })
}

/// The number of each step of light.
fn coded(components: usize) -> Vec<u8> {
    let number = |step: usize| {
        let light = step as f64 / STEPS as f64;
        let coded = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        ((if components == 4 { light } else { coded }) * 255.0).round() as u8
    };
    (0..=STEPS).map(number).collect()
}

/// What a new pixel is made of: from which old one on, and how much of each.
struct Weights {
    from: usize,
    parts: Vec<f32>,
}

/// The weights of every new pixel along a side.
fn weights(from: usize, to: usize, curve: fn(f64) -> f64) -> Vec<Weights> {
    let step = from as f64 / to.max(1) as f64;
    let reach = 2.0 * step.max(1.0);
    let one = |at: usize| {
        let middle = (at as f64 + 0.5) * step;
        let first = (middle - reach).floor().max(0.0) as usize;
        let last = ((middle + reach).ceil() as usize).min(from);
        let part = |old: usize| curve((old as f64 + 0.5 - middle) / step.max(1.0));
        let sum: f64 = (first..last).map(part).sum();
        Weights { from: first, parts: (first..last).map(|old| (part(old) / sum) as f32).collect() }
    };
    (0..to).map(one).collect()
}

/// A triangle, whose means lie between what they are of: where ink is counted, no pixel may become wetter than all old ones.
fn triangle(x: f64) -> f64 {
    (1.0 - x.abs()).max(0.0)
}

/// The cubic of Catmull and Rom (B = 0, C = 1/2 of Mitchell and Netravali, 1988).
fn cubic(x: f64) -> f64 {
    let x = x.abs();
    match x {
        _ if x < 1.0 => 1.5 * x * x * x - 2.5 * x * x + 1.0,
        _ if x < 2.0 => -0.5 * x * x * x + 2.5 * x * x - 4.0 * x + 2.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;
    use crate::page::Turn;
    use crate::press::Press;

    fn picture(size: (u32, u32), components: u8, samples: Vec<u8>, alpha: Option<Vec<u8>>) -> Picture {
        let data = PictureData::Pixels { samples: samples.into(), components, alpha: alpha.map(Into::into) };
        let (width, height) = size;
        Picture { name: "a".to_owned(), width, height, turn: Turn::default(), data, black: false }
    }

    fn pixels(picture: &Picture, size: (u32, u32)) -> (Vec<u8>, Option<Vec<u8>>) {
        let small = scaled(picture, size, &Limits::default(), &Press::default().condition.profile).unwrap();
        assert_eq!((small.width, small.height), size);
        let PictureData::Pixels { samples, alpha, .. } = small.data else { unreachable!() };
        (samples.to_vec(), alpha.map(|alpha| alpha.to_vec()))
    }

    #[test]
    fn ink_is_never_more_than_it_was() {
        // Bars of much ink and of none, whose edges a sharper curve would overshoot.
        let pixel = |x: usize| if x % 12 < 6 { [250, 230, 220, 30] } else { [0; 4] };
        let samples: Vec<u8> = (0..40).flat_map(|_| (0..120).flat_map(pixel)).collect();
        let (small, _) = pixels(&picture((120, 40), 4, samples, None), (47, 16));
        let most = small.chunks(4).map(|pixel| pixel.iter().map(|ink| u32::from(*ink)).sum::<u32>()).max();
        assert!(most <= Some(730), "{most:?}");
    }

    #[test]
    fn one_colour_stays_what_it_is() {
        for (components, color) in [(1, &[77][..]), (3, &[200, 3, 90]), (4, &[0, 255, 128, 40])] {
            let samples = color.repeat(97 * 61);
            let (small, alpha) = pixels(&picture((97, 61), components, samples, None), (13, 7));
            assert_eq!((small, alpha), (color.repeat(13 * 7), None));
        }
    }

    #[test]
    fn light_is_averaged_and_not_numbers() {
        // Fine black and white lines have half the light of white, which is 188 and not 128.
        let lines: Vec<u8> = (0..400 * 40).map(|at| if at % 2 == 0 { 255 } else { 0 }).collect();
        let (small, _) = pixels(&picture((400, 40), 1, lines, None), (20, 4));
        assert!(small.iter().all(|value| value.abs_diff(188) <= 3), "{small:?}");
    }

    #[test]
    fn what_is_transparent_gives_no_colour() {
        // Red on transparent green: no green at the edge.
        let pixel = |at: usize| if at % 64 < 32 { ([255, 0, 0], 255) } else { ([0, 255, 0], 0) };
        let samples = (0..64 * 64).flat_map(|at| pixel(at).0).collect();
        let alpha = (0..64 * 64).map(|at| pixel(at).1).collect();
        let (small, alpha) = pixels(&picture((64, 64), 3, samples, Some(alpha)), (9, 9));
        for (pixel, alpha) in small.as_chunks::<3>().0.iter().zip(alpha.unwrap()) {
            assert!(alpha < 8 || *pixel == [255, 0, 0], "{pixel:?} {alpha}");
        }
    }

    #[test]
    fn places_stay_where_they_are() {
        let samples: Vec<u8> = (0..300 * 200).map(|at| if at % 300 < 150 { 0 } else { 255 }).collect();
        let (small, _) = pixels(&picture((300, 200), 1, samples, None), (30, 20));
        for row in small.chunks(30) {
            assert!(row[..14].iter().all(|value| *value < 20) && row[16..].iter().all(|value| *value > 235), "{row:?}");
        }
    }
}
