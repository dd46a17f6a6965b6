//! Pictures of samples as image objects (ISO 32000-1, 8.9).
//!
//! In: a picture's data. Out: a stream. JPEG goes in byte for byte, the compressed rows of a PNG as they are; only
//! decoded samples are compressed here, with their opacity beside them. CMYK gets a profile, because PDF/A-2 allows
//! no device CMYK beside an RGB intent (ISO 19005-2, 6.2.4.3).

use super::object;
use crate::page::{Picture, PictureData};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// The stream of a picture, with `cmyk` as the space of its CMYK samples; none for vector drawings.
pub(super) fn stream(pdf: &mut Document, picture: &Picture, cmyk: &Object) -> Option<Stream> {
    let base = |components: u8, bits: u8| base(picture, components, bits, cmyk);
    Some(match &picture.data {
        PictureData::Jpeg { bytes, components, inverted } => {
            let mut dict = base(*components, 8);
            dict.set("Filter", "DCTDecode");
            if *inverted && *components == 4 {
                dict.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer).to_vec());
            }
            Stream::new(dict, bytes.to_vec()).with_compression(false)
        }
        PictureData::Png { idat, components, bits } => {
            let mut dict = base(*components, *bits);
            dict.set("Filter", "FlateDecode");
            let (colors, bits, columns) = (i64::from(*components), i64::from(*bits), i64::from(picture.width));
            let rows = dictionary! {
                "Predictor" => 15, "Colors" => colors, "BitsPerComponent" => bits, "Columns" => columns,
            };
            dict.set("DecodeParms", rows);
            Stream::new(dict, idat.to_vec()).with_compression(false)
        }
        PictureData::Pixels { samples, components, alpha } => {
            let mut dict = base(*components, 8);
            if let Some(alpha) = alpha {
                let mask = Stream::new(base(1, 8), alpha.to_vec());
                dict.set("SMask", pdf.add_object(mask));
            }
            Stream::new(dict, samples.to_vec())
        }
        PictureData::Svg(_) => return None,
    })
}

/// Whether the picture has CMYK samples.
pub(super) fn is_cmyk(picture: &Picture) -> bool {
    match picture.data {
        PictureData::Jpeg { components, .. } | PictureData::Pixels { components, .. } => components == 4,
        PictureData::Png { .. } | PictureData::Svg(_) => false,
    }
}

fn base(picture: &Picture, components: u8, bits: u8, cmyk: &Object) -> Dictionary {
    let space = match components {
        1 => object::name("DeviceGray"),
        3 => object::name("DeviceRGB"),
        _ => cmyk.clone(),
    };
    dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height), "ColorSpace" => space, "BitsPerComponent" => i64::from(bits),
    }
}
