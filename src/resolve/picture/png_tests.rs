//! What passes as it is, what is decoded, and what is refused.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

pub(in crate::resolve::picture) use super::super::container::put;
use super::*;
use flate2::{Compression, write::ZlibEncoder};
use image::{DynamicImage, codecs::png::PngEncoder};
use std::io::Write;

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A header chunk's data.
fn head(size: (u32, u32), bits: u8, color: u8, interlace: u8) -> Vec<u8> {
    let [w, h] = [size.0, size.1].map(u32::to_be_bytes);
    [&w[..], &h[..], &[bits, color, 0, 0, interlace]].concat()
}

/// A PNG of these chunks; `IEND` is added.
pub(in crate::resolve::picture) fn built(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut file = SIGNATURE.to_vec();
    for (kind, data) in chunks {
        put(&mut file, kind, data);
    }
    put(&mut file, b"IEND", &[]);
    file
}

/// A PNG as the `image` crate writes it.
pub(in crate::resolve::picture) fn file(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

pub(in crate::resolve::picture) fn rgba() -> DynamicImage {
    DynamicImage::ImageRgba8(image::RgbaImage::from_fn(7, 5, |x, y| {
        image::Rgba([x as u8 * 30, y as u8 * 50, 9, (x * 20 + y) as u8])
    }))
}

/// A PNG of a palette with opacity, and an ICC profile.
pub(in crate::resolve::picture) fn palette() -> Vec<u8> {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    built(&[
        (b"IHDR", &head((4, 1), 2, 3, 0)),
        (b"iCCP", &[&b"p\0\0"[..], &zlib(&profile)].concat()),
        (b"PLTE", &[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]),
        (b"tRNS", &[255, 255, 0]),
        (b"IDAT", &zlib(&[0, 0b0001_1011])),
    ])
}

fn read(bytes: &[u8]) -> Result<Picture, Fault> {
    open("a.png", bytes, &Limits::default())
}

fn inflated(idat: &[u8]) -> usize {
    let mut rows = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(idat), &mut rows).unwrap();
    rows.len()
}

#[test]
fn plain_kinds_pass_as_they_are() {
    let rgb = DynamicImage::ImageRgb8(rgba().into_rgb8());
    for (image, components, bits) in [
        (DynamicImage::ImageLuma8(rgb.to_luma8()), 1, 8),
        (rgb.clone(), 3, 8),
        (DynamicImage::ImageLuma16(rgb.to_luma16()), 1, 16),
        (DynamicImage::ImageRgb16(rgb.to_rgb16()), 3, 16),
    ] {
        let bytes = file(&image);
        let picture = read(&bytes).unwrap();
        let PictureData::Png { idat, components: c, bits: b } = &picture.data else { unreachable!() };
        assert_eq!((picture.width, picture.height, *c, *b), (7, 5, components, bits));
        assert!(bytes.windows(idat.len()).any(|window| window == &idat[..]));
        assert_eq!(inflated(idat), 5 * (1 + 7 * usize::from(components) * usize::from(bits) / 8));
    }
}

#[test]
fn alpha_is_kept_where_something_shines_through() {
    let shown = rgba();
    let opaque = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(3, 3, image::Rgba([1, 2, 3, 255])));
    for (image, components, shines) in [
        (shown.clone(), 3, true),
        (DynamicImage::ImageLumaA8(shown.to_luma_alpha8()), 1, true),
        (DynamicImage::ImageRgba16(shown.to_rgba16()), 3, true),
        (opaque, 3, false),
    ] {
        let picture = read(&file(&image)).unwrap();
        let PictureData::Pixels { samples, components: c, alpha } = &picture.data else { unreachable!() };
        let count = (picture.width * picture.height) as usize;
        assert_eq!((*c, samples.len()), (components, count * usize::from(components)));
        assert_eq!(alpha.as_ref().map(|alpha| alpha.len()), shines.then_some(count));
        if components == 3 {
            assert_eq!(&samples[..], image.to_rgb8().as_raw().as_slice());
        }
    }
}

#[test]
fn palettes_small_depths_and_interlace_are_decoded() {
    let rows = zlib(&[0, 0b0001_1011]);
    let palette = built(&[
        (b"IHDR", &head((4, 1), 2, 3, 0)),
        (b"PLTE", &[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]),
        (b"tRNS", &[255, 255, 0]),
        (b"IDAT", &rows),
    ]);
    let PictureData::Pixels { samples, components: 3, alpha: Some(alpha) } = read(&palette).unwrap().data else {
        unreachable!()
    };
    assert_eq!((&samples[..], &alpha[..]), (&[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][..], &[255, 255, 0, 255][..]));
    let grey = built(&[(b"IHDR", &head((4, 1), 2, 0, 0)), (b"IDAT", &rows)]);
    let PictureData::Pixels { samples, components: 1, alpha: None } = read(&grey).unwrap().data else { unreachable!() };
    assert_eq!(&samples[..], &[0, 85, 170, 255]);
    // 2 x 2 in Adam7: passes 1, 6 and 7 have pixels.
    let adam7 = zlib(&[0, 10, 0, 20, 0, 30, 40]);
    let interlaced = built(&[(b"IHDR", &head((2, 2), 8, 0, 1)), (b"IDAT", &adam7)]);
    let PictureData::Pixels { samples, .. } = read(&interlaced).unwrap().data else { unreachable!() };
    assert_eq!(&samples[..], &[10, 20, 30, 40]);
    let keyed = built(&[(b"IHDR", &head((2, 1), 8, 0, 0)), (b"tRNS", &[0, 7]), (b"IDAT", &zlib(&[0, 7, 8]))]);
    let PictureData::Pixels { alpha, .. } = read(&keyed).unwrap().data else { unreachable!() };
    assert_eq!(alpha.as_deref(), Some(&[0, 255][..]));
}

#[test]
fn exif_turns_and_nothing_else_is_carried_over() {
    let rows = zlib(&[0, 1, 2, 0, 3, 4]);
    let tail = [&rows[..], b"GPSLatitude"].concat();
    for value in 1..=8 {
        let note = exif::tests::note(value, true);
        let bytes = built(&[
            (b"IHDR", &head((2, 2), 8, 0, 0)),
            (b"eXIf", &note),
            (b"tEXt", b"Comment\0GPSLatitude"),
            (b"IDAT", &tail[..5]),
            (b"IDAT", &tail[5..]),
        ]);
        let picture = read(&bytes).unwrap();
        assert_eq!(picture.turn, exif::turn(&note));
        let PictureData::Png { idat, .. } = &picture.data else { unreachable!() };
        assert_eq!(&idat[..], rows);
    }
}

#[test]
fn size_is_judged_by_the_header_alone() {
    let huge = built(&[(b"IHDR", &head((60_000, 60_000), 8, 2, 0))]);
    let expected = Fault::TooLarge { width: 60_000, height: 60_000 };
    assert_eq!(read(&huge[..33]).err(), Some(expected));
    let none = built(&[(b"IHDR", &head((0, 1), 8, 2, 0))]);
    assert!(matches!(read(&none), Err(Fault::Broken(_))));
    // Few enough pixels, but too much memory once decoded.
    let deep = built(&[(b"IHDR", &head((9_000, 9_000), 16, 6, 0))]);
    assert!(matches!(read(&deep), Err(Fault::TooLarge { .. })));
}

#[test]
fn rows_must_be_as_many_as_promised() {
    let row = [0, 1, 2];
    for (rows, fault) in [
        (zlib(&[0; 3 << 22]), Fault::Bomb),
        (zlib(&[row, row, row].concat()), Fault::Bomb),
        (zlib(&row), Fault::Broken("rows are missing".to_owned())),
        (zlib(&[5, 1, 2, 0, 1, 2]), Fault::Broken("a row has a filter that does not exist".to_owned())),
        (zlib(&[row, row].concat())[..8].to_vec(), Fault::Truncated),
        (Vec::new(), Fault::Truncated),
    ] {
        let bytes = built(&[(b"IHDR", &head((2, 2), 8, 0, 0)), (b"IDAT", &rows)]);
        assert_eq!(read(&bytes).err(), Some(fault));
    }
}

#[test]
fn every_shorter_file_is_truncated() {
    for bytes in [file(&rgba()), file(&DynamicImage::ImageRgb8(rgba().into_rgb8()))] {
        for length in SIGNATURE.len()..bytes.len() {
            assert_eq!(read(&bytes[..length]).err(), Some(Fault::Truncated), "{length}");
        }
    }
}

#[test]
fn every_flipped_bit_is_found_by_a_checksum_or_harmless() {
    let whole = file(&DynamicImage::ImageRgb8(rgba().into_rgb8()));
    for at in SIGNATURE.len()..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(read(&bytes).is_err(), "byte {at}");
    }
}

#[test]
fn unknown_and_misplaced_parts() {
    let (head, rows) = (head((2, 1), 8, 0, 0), zlib(&[0, 1, 2]));
    let unknown = built(&[(b"IHDR", &head), (b"ABCD", b""), (b"IDAT", &rows)]);
    assert!(matches!(read(&unknown), Err(Fault::Unsupported(_))));
    let gap = built(&[(b"IHDR", &head), (b"IDAT", &rows[..4]), (b"tEXt", b"a\0b"), (b"IDAT", &rows[4..])]);
    assert!(matches!(read(&gap), Err(Fault::Broken(_))));
    assert!(matches!(read(&built(&[(b"IDAT", &rows)])), Err(Fault::Broken(_))));
}

#[test]
fn palettes_that_contradict_themselves() {
    let (indexed, rows) = (head((4, 1), 2, 3, 0), zlib(&[0, 0b0001_1011]));
    let colors = [7; 15];
    let with = |palette: &[u8], transparency: &[u8]| {
        built(&[(b"IHDR", &indexed), (b"PLTE", palette), (b"tRNS", transparency), (b"IDAT", &rows)])
    };
    assert!(read(&with(&colors[..12], &[1, 2, 3, 4])).is_ok());
    for (palette, transparency) in [(0, 0), (11, 0), (13, 0), (15, 0), (3, 2), (12, 5)] {
        let fault = read(&with(&colors[..palette], &colors[..transparency])).err();
        assert!(matches!(fault, Some(Fault::Broken(_))), "{palette} {transparency}: {fault:?}");
    }
    let none = built(&[(b"IHDR", &indexed), (b"IDAT", &rows)]);
    let late = built(&[(b"IHDR", &indexed), (b"tRNS", &[1]), (b"PLTE", &colors[..12]), (b"IDAT", &rows)]);
    let twice = built(&[(b"IHDR", &indexed), (b"PLTE", &colors[..12]), (b"PLTE", &colors[..12]), (b"IDAT", &rows)]);
    for wrong in [none, late, twice] {
        assert!(matches!(read(&wrong), Err(Fault::Broken(_))));
    }
    // A suggested palette of a picture in full colour is no palette, whatever its length.
    let rgb = built(&[(b"IHDR", &head((1, 1), 8, 2, 0)), (b"PLTE", &colors[..4]), (b"IDAT", &zlib(&[0, 1, 2, 3]))]);
    assert!(matches!(read(&rgb).unwrap().data, PictureData::Png { .. }));
}

#[test]
fn apples_own_kind_is_named() {
    let bytes = built(&[(b"CgBI", &[0x50, 0, 0x20, 6]), (b"IHDR", &head((1, 1), 8, 6, 0)), (b"IDAT", &[1, 2, 3])]);
    let fault = read(&bytes).err().unwrap();
    assert!(fault.message().contains("CgBI") && fault.hint().contains("Preview"));
}
