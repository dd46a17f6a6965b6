//! Samples of pictures: how wet their wettest pixel is.
//!
//! In: an image object. Out: the most ink of one pixel, 1 for one plate at full strength; nothing where the samples are
//! not four inks of 8 bits, which every other check of the file covers.

use super::walk::numbers;
use hayro_syntax::object::stream::ImageDecodeParams;
use hayro_syntax::object::{Array, Name, Stream};

/// The wettest pixel of a CMYK picture.
pub(super) fn wettest(stream: &Stream<'_>) -> Option<f64> {
    let dict = stream.dict();
    let cmyk = dict.get::<Name<'_>>("ColorSpace").is_some_and(|space| space.as_str() == "DeviceCMYK");
    if !cmyk || dict.get::<u32>("BitsPerComponent") != Some(8) {
        return None;
    }
    let (width, height) = (dict.get::<u32>("Width")?, dict.get::<u32>("Height")?);
    let params =
        ImageDecodeParams { bpc: Some(8), num_components: Some(4), width, height, ..ImageDecodeParams::default() };
    let samples = stream.decoded_image(&params).ok()?.data;
    let inverted = dict.get::<Array<'_>>("Decode").is_some_and(|decode| numbers(&decode).starts_with(&[1.0, 0.0]));
    let wet = |pixel: &[u8; 4]| {
        let sum: u32 = pixel.iter().map(|ink| u32::from(*ink)).sum();
        if inverted { 4 * 255 - sum } else { sum }
    };
    samples.as_chunks::<4>().0.iter().map(wet).max().map(|most| f64::from(most) / 255.0)
}
