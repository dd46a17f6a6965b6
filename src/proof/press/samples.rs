//! Samples of pictures, as inks.
//!
//! In: an image object. Out: [`Samples`], the inks of every pixel, whatever the space counts in: four inks, grey, a
//! palette, named inks, any number of bits. Nothing where the samples are light, which other checks refuse.

use super::inks::Inks;
use super::object::{name_of, numbers};
use super::space::{Family, family};
use crate::unit::Point;
use hayro_syntax::object::stream::ImageDecodeParams;
use hayro_syntax::object::{Array, Object, Stream};
use hayro_syntax::page::Resources;
use std::collections::BTreeSet;

/// A picture's pixels.
#[derive(Debug)]
pub(super) struct Samples {
    size: [u32; 2],
    /// Numbers of one pixel.
    channels: usize,
    /// As they stand in the file, 0 to `full`, row by row from above.
    values: Vec<u8>,
    /// How a number becomes a part: from 0, and to the full value.
    decode: Vec<(f64, f64)>,
    space: Family,
    /// The most that each plate gets, and how wet the wettest pixel is.
    pub most: Inks,
}

/// Reads a picture's samples.
pub(super) fn read(stream: &Stream<'_>, resources: &Resources<'_>) -> Option<Samples> {
    let dict = stream.dict();
    let space = dict.get::<Object<'_>>("ColorSpace")?;
    let name = name_of(Some(&space)).unwrap_or_default();
    let named = resources.color_spaces.get::<Object<'_>>(name.as_str());
    let space = family(&name, named.or(Some(space)));
    let channels = space.channels()?;
    let bits = dict.get::<u8>("BitsPerComponent").unwrap_or(8);
    let size = [dict.get::<u32>("Width")?, dict.get::<u32>("Height")?];
    let params = ImageDecodeParams {
        is_indexed: matches!(space, Family::Indexed(_)),
        bpc: Some(bits),
        num_components: u8::try_from(channels).ok(),
        width: size[0],
        height: size[1],
        ..ImageDecodeParams::default()
    };
    let decoded = stream.decoded_image(&params).ok()?;
    let bits = decoded.image_data.as_ref().map_or(bits, |data| data.bits_per_component);
    let values = unpacked(&decoded.data, size[0] as usize * channels, bits)?;
    let full = if matches!(space, Family::Indexed(_)) { f64::from((1_u32 << bits.min(8)) - 1) } else { 1.0 };
    let decode = dict.get::<Array<'_>>("Decode").map(|decode| numbers(&decode)).unwrap_or_default();
    let ends =
        |at: usize| (decode.get(2 * at).copied().unwrap_or(0.0), decode.get(2 * at + 1).copied().unwrap_or(full));
    let decode = (0..channels).map(ends).collect();
    let mut samples = Samples { size, channels, values, decode, space, most: Inks::default() };
    samples.most = samples.measure();
    Some(samples)
}

impl Samples {
    /// The inks at a point of the unit square, counted from below.
    pub fn at(&self, point: Point) -> Option<Inks> {
        let [width, height] = self.size;
        let place = |part: f64, of: u32| ((part * f64::from(of)).max(0.0) as usize).min(of.saturating_sub(1) as usize);
        let at = place(1.0 - point.y, height) * width as usize + place(point.x, width);
        self.values.chunks_exact(self.channels).nth(at).map(|pixel| self.inks(pixel))
    }

    fn inks(&self, pixel: &[u8]) -> Inks {
        let parts =
            pixel.iter().zip(&self.decode).map(|(value, (from, to))| from + (to - from) * f64::from(*value) / 255.0);
        self.space.inks(&parts.collect::<Vec<_>>())
    }

    /// Looks at each colour once; where there are four numbers a pixel, only at the extremes of each plate and of all
    /// together, for no other pixel can matter.
    fn measure(&self) -> Inks {
        let mut most = Inks::default();
        if self.channels != 4 {
            let colors: BTreeSet<&[u8]> = self.values.chunks_exact(self.channels).collect();
            colors.into_iter().for_each(|color| most.take_in(&self.inks(color)));
            return most;
        }
        let (mut low, mut high) = ([255_u8; 4], [0_u8; 4]);
        let (mut light, mut dark) = (([0_u8; 4], u32::MAX), ([0_u8; 4], 0));
        for pixel in self.values.as_chunks::<4>().0 {
            let sum = pixel.iter().map(|value| u32::from(*value)).sum();
            light = if sum < light.1 { (*pixel, sum) } else { light };
            dark = if sum >= dark.1 { (*pixel, sum) } else { dark };
            for (at, value) in pixel.iter().enumerate() {
                (low[at], high[at]) = (low[at].min(*value), high[at].max(*value));
            }
        }
        [light.0, dark.0].iter().for_each(|pixel| most.take_in(&self.inks(pixel)));
        let wettest = most.wettest;
        [low, high].iter().for_each(|plates| most.take_in(&self.inks(plates)));
        Inks { wettest, ..most }
    }
}

/// One byte a number, whatever it was: 1, 2 and 4 bits are spread over the byte, 16 bits lose their lower half. Rows
/// begin at whole bytes (ISO 32000-1, 8.9.3).
fn unpacked(data: &[u8], row: usize, bits: u8) -> Option<Vec<u8>> {
    let bytes = (row * usize::from(bits)).div_ceil(8);
    let each = |line: &[u8]| -> Vec<u8> {
        let number = |at: usize| match bits {
            8 => line[at],
            16 => line[2 * at],
            _ => {
                let (first, most) = (at * usize::from(bits), (1_u16 << bits) - 1);
                let shift = 8 - usize::from(bits) - first % 8;
                let value = u16::from(line[first / 8]) >> shift & most;
                (value * 255 / most) as u8
            }
        };
        (0..row).map(number).collect()
    };
    match bits {
        1 | 2 | 4 | 8 | 16 if bytes > 0 => Some(data.chunks_exact(bytes).flat_map(each).collect()),
        _ => None,
    }
}
