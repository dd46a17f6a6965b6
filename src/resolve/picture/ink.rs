//! JPEG in ink: its four channels as they are, for the usual decoders give light and guess the way there.
//!
//! In: a JPEG of four components. Out: cyan, magenta, yellow and black, 0 for no ink. An Adobe marker may say that the
//! first three are kept as brightness and colour (YCCK), and that all are inverted (ISO/IEC 10918-6, 6.5.3).

use super::Fault;
use super::guard::guarded;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The inks of every pixel.
pub(super) fn inks(jpeg: &[u8], inverted: bool) -> Result<Vec<u8>, Fault> {
    let broken = |error: zune_jpeg::errors::DecodeErrors| Fault::Broken(error.to_string());
    let (mut inks, space) = guarded(|| {
        let options = DecoderOptions::default().set_max_width(1 << 16).set_max_height(1 << 16).set_strict_mode(false);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
        decoder.decode_headers().map_err(broken)?;
        let space = decoder.input_colorspace().unwrap_or(ColorSpace::CMYK);
        decoder.set_options(options.jpeg_set_out_colorspace(space));
        Ok((decoder.decode().map_err(broken)?, space))
    })?;
    for pixel in inks.as_chunks_mut::<4>().0 {
        if space == ColorSpace::YCCK {
            *pixel = from_ycck(*pixel);
        }
        if inverted {
            *pixel = pixel.map(|ink| 255 - ink);
        }
    }
    Ok(inks)
}

/// Brightness and two differences of colour to three inks (ITU-T T.871, 7); black is as it is.
fn from_ycck([y, blue, red, black]: [u8; 4]) -> [u8; 4] {
    let (y, blue, red) = (f64::from(y), f64::from(blue) - 128.0, f64::from(red) - 128.0);
    let light = [y + 1.402 * red, y - 0.344_136 * blue - 0.714_136 * red, y + 1.772 * blue];
    let [c, m, yellow] = light.map(|light| 255 - light.round().clamp(0.0, 255.0) as u8);
    [c, m, yellow, black]
}
