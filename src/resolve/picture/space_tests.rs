//! Twins: the same colours told with a profile, and told as sRGB, count the same; what is sRGB already is not touched.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;
use crate::page::{Picture, PictureData};
use crate::press::Press;
use crate::resolve::picture::{Limits, decode, jpeg, open, png, webp};
use flate2::{Compression, write::ZlibEncoder};
use image::{ImageBuffer, Luma, LumaA, Rgb, Rgba};
use std::io::Write;

/// What the colours are told as, and what they are in sRGB, by the definitions of the spaces and not by a profile.
const COLORS: [[u8; 3]; 6] = [[179, 33, 33], [60, 160, 90], [30, 60, 200], [255, 255, 255], [0, 0, 0], [128, 128, 128]];

#[derive(Clone, Copy)]
enum Kind {
    Adobe,
    P3,
}

/// The way to sRGB as its definitions say (Adobe RGB 1998; SMPTE EG 432-1 with the curve of IEC 61966-2-1).
fn right(kind: Kind, rgb: [u8; 3]) -> [u8; 3] {
    let parts = rgb.map(|value| f64::from(value) / 255.0);
    let curve = |v: f64| if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
    let (linear, matrix) = match kind {
        Kind::Adobe => (
            parts.map(|v| v.powf(563.0 / 256.0)),
            [[1.398_36, -0.398_36, 0.0], [0.0, 1.0, 0.0], [0.0, -0.042_93, 1.042_93]],
        ),
        Kind::P3 => (
            parts.map(curve),
            [[1.224_94, -0.224_94, 0.0], [-0.042_06, 1.042_06, 0.0], [-0.019_64, -0.078_64, 1.098_27]],
        ),
    };
    matrix.map(|row: [f64; 3]| {
        let light: f64 = row.iter().zip(linear).map(|(part, value)| part * value).sum();
        let light = light.clamp(0.0, 1.0);
        let coded = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (coded * 255.0).round() as u8
    })
}

fn profile(kind: Kind) -> Vec<u8> {
    match kind {
        Kind::Adobe => ColorProfile::new_adobe_rgb().encode().unwrap(),
        Kind::P3 => ColorProfile::new_display_p3().encode().unwrap(),
    }
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PNG with chunks after its header.
fn noted(image: &DynamicImage, notes: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let file = png::tests::file(image);
    let mut bytes = file[..33].to_vec();
    for (kind, data) in notes {
        png::tests::put(&mut bytes, kind, data);
    }
    [bytes, file[33..].to_vec()].concat()
}

fn iccp(profile: &[u8]) -> (&'static [u8; 4], Vec<u8>) {
    (b"iCCP", [&b"a name\0\0"[..], &zlib(profile)].concat())
}

/// The colours as squares of 16 pixels, so that a JPEG keeps them.
fn squares() -> DynamicImage {
    ImageBuffer::from_fn(96, 16, |x, _| Rgb(COLORS[x as usize / 16])).into()
}

fn opened(bytes: &[u8]) -> Picture {
    open("a", bytes, &Limits::default(), &Press::default().condition.profile).unwrap()
}

fn fault(bytes: &[u8]) -> String {
    let fault = open("a", bytes, &Limits::default(), &Press::default().condition.profile).err().unwrap();
    assert_eq!(fault.code(), "picture-profile");
    fault.message()
}

/// The colours in the middle of the squares.
fn seen(picture: &Picture) -> Vec<[u8; 3]> {
    let image = decode::image(picture, &Limits::default(), &Press::default().condition.profile).unwrap().into_rgb8();
    (0..COLORS.len() as u32).map(|at| image.get_pixel(at * 16 + 8, 8).0).collect()
}

fn near(one: &[[u8; 3]], other: &[[u8; 3]]) -> bool {
    one.len() == other.len() && one.as_flattened().iter().zip(other.as_flattened()).all(|(a, b)| a.abs_diff(*b) <= 3)
}

fn holds(name: &str, bytes: &[u8], kind: Kind) {
    let wanted = COLORS.map(|color| right(kind, color));
    let found = seen(&opened(bytes));
    assert!(near(&found, &wanted), "{name}: {found:?}, not {wanted:?}");
}

#[test]
fn the_sight_itself() {
    assert!(near(&[right(Kind::Adobe, [179, 33, 33])], &[[210, 29, 28]]));
}

#[test]
fn twins_of_every_format() {
    for kind in [Kind::Adobe, Kind::P3] {
        let icc = profile(kind);
        let plain = squares();
        holds("png", &noted(&plain, &[iccp(&icc)]), kind);
        holds("16 bits", &noted(&plain.to_rgb16().into(), &[iccp(&icc)]), kind);
        holds("16 bits with opacity", &noted(&plain.to_rgba16().into(), &[iccp(&icc)]), kind);
        holds("opacity", &noted(&plain.to_rgba8().into(), &[iccp(&icc)]), kind);
        let webp = webp::tests::file(96, 16, &plain);
        holds("webp", &webp::tests::extended(&webp, 96, 16, (b"ICCP", &icc), 0x20), kind);
        let jpeg = jpeg::tests::encoded(&plain);
        let (one, two) = icc.split_at(icc.len() / 2);
        let part = |number: u8, data: &[u8]| [b"ICC_PROFILE\0", &[number, 2][..], data].concat();
        let inner = jpeg::tests::with(&jpeg, 0xe2, &part(1, one));
        // The second part stands first.
        let whole = jpeg::tests::with(&inner, 0xe2, &part(2, two));
        holds("jpeg", &whole, kind);
        let PictureData::Jpeg { bytes, .. } = opened(&whole).data else { unreachable!() };
        assert!(!bytes.windows(11).any(|window| window == b"ICC_PROFILE"));
        assert!(fault(&inner).contains("part 2 of 2"));
        assert!(fault(&jpeg::tests::with(&inner, 0xe2, &part(1, two))).contains("part 2 of 2"));
        let other = [b"ICC_PROFILE\0", &[2, 3][..], two].concat();
        assert!(fault(&jpeg::tests::with(&inner, 0xe2, &other)).contains("part 3 of 3"));
    }
}

#[test]
fn palettes_have_profiles_too() {
    let colors = COLORS.as_flattened().to_vec();
    let rows = zlib(&[vec![0], (0..96).map(|x| x / 16).collect()].concat().repeat(16));
    let head = [&96_u32.to_be_bytes()[..], &16_u32.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let (kind, data) = iccp(&profile(Kind::P3));
    holds(
        "palette",
        &png::tests::built(&[(b"IHDR", &head), (kind, &data), (b"PLTE", &colors), (b"IDAT", &rows)]),
        Kind::P3,
    );
}

#[test]
fn the_best_note_on_colours_counts() {
    let plain = squares();
    let (p3, adobe) = (iccp(&profile(Kind::P3)), iccp(&profile(Kind::Adobe)));
    let coded: (&[u8; 4], Vec<u8>) = (b"cICP", vec![12, 13, 0, 1]);
    let srgb: (&[u8; 4], Vec<u8>) = (b"sRGB", vec![0]);
    let words = |values: &[u32]| values.iter().flat_map(|value| value.to_be_bytes()).collect::<Vec<u8>>();
    let gamma: (&[u8; 4], Vec<u8>) = (b"gAMA", words(&[45_470]));
    let points = words(&[31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000]);
    let primaries: (&[u8; 4], Vec<u8>) = (b"cHRM", points);
    holds("cICP", &noted(&plain, &[adobe.clone(), coded.clone(), srgb.clone()]), Kind::P3);
    holds("iCCP", &noted(&plain, &[srgb.clone(), p3, gamma.clone(), primaries.clone()]), Kind::P3);
    for passing in [vec![srgb, primaries.clone()], vec![gamma.clone()], vec![]] {
        assert!(matches!(opened(&noted(&plain, &passing)).data, PictureData::Png { .. }));
    }
    // Linear light, and the primaries of Adobe RGB: half the light of white is 188.
    let found = seen(&opened(&noted(&plain, &[(b"gAMA", words(&[100_000])), primaries])));
    assert!(found[5].iter().all(|value| value.abs_diff(188) <= 3), "{found:?}");
    assert!(found[0][0] > 225, "a red wider than sRGB's: {found:?}");
    for (bad, why) in [(vec![9, 16, 0, 1], "HDR"), (vec![1, 13, 1, 1], "1/13/1/1"), (vec![1, 13, 0, 0], "1/13/0/0")] {
        assert!(fault(&noted(&plain, &[(b"cICP", bad)])).contains(why));
    }
}

#[test]
fn grey_has_a_gamma_of_its_own() {
    let ramp: DynamicImage = ImageBuffer::from_fn(96, 16, |x, _| Luma([COLORS[x as usize / 16][1]])).into();
    let by_gamma = |value: u8, gamma: f64| {
        let light = (f64::from(value) / 255.0).powf(gamma);
        let coded = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        [(coded * 255.0).round() as u8; 3]
    };
    for gamma in [1.0, 1.8, 2.2] {
        let wanted = COLORS.map(|color| by_gamma(color[1], f64::from(gamma)));
        let icc = ColorProfile::new_gray_with_gamma(gamma).encode().unwrap();
        let stated = ((1.0 / gamma) * 100_000.0).round() as u32;
        let notes = [iccp(&icc), (b"gAMA", stated.to_be_bytes().to_vec())];
        // A gamma of 1/2.2 alone is what programs write that mean sRGB.
        for note in &notes[..if gamma > 2.0 { 1 } else { 2 }] {
            for image in [ramp.clone(), ramp.to_luma16().into(), ramp.to_luma_alpha8().into()] {
                let picture = opened(&noted(&image, std::slice::from_ref(note)));
                let found = seen(&picture);
                assert!(near(&found, &wanted), "{gamma}: {found:?}, not {wanted:?}");
                let PictureData::Pixels { components, .. } = picture.data else { unreachable!() };
                assert_eq!(components, 1, "grey stays grey");
            }
        }
    }
    // Grey as light whose channels are equal.
    let wide = opened(&noted(&ramp, &[iccp(&profile(Kind::Adobe))]));
    let wanted = COLORS.map(|color| right(Kind::Adobe, [color[1]; 3]));
    assert!(near(&seen(&wide), &wanted));
    let srgb = ColorProfile::new_srgb().encode().unwrap();
    assert!(matches!(opened(&noted(&ramp, &[iccp(&srgb)])).data, PictureData::Png { components: 1, .. }));
}

#[test]
fn opacity_stays() {
    let image = ImageBuffer::from_fn(9, 1, |x, _| Rgba([179, 33, 33, x as u8 * 25]));
    let grey = ImageBuffer::from_fn(9, 1, |x, _| LumaA([90, x as u8 * 25]));
    for image in [image.into(), DynamicImage::from(grey)] {
        let PictureData::Pixels { alpha, .. } = opened(&noted(&image, &[iccp(&profile(Kind::P3))])).data else {
            unreachable!()
        };
        let wanted: Vec<u8> = (0..9).map(|x| x * 25).collect();
        assert_eq!(alpha.as_deref(), Some(&wanted[..]));
    }
}

#[test]
fn what_is_srgb_is_not_touched() {
    let srgb = ColorProfile::new_srgb().encode().unwrap();
    let plain = opened(&png::tests::file(&squares()));
    assert_eq!(opened(&noted(&squares(), &[iccp(&srgb)])).data, plain.data);
    let jpeg = jpeg::tests::encoded(&squares());
    let told = jpeg::tests::with(&jpeg, 0xe2, &[b"ICC_PROFILE\0\x01\x01", &srgb[..]].concat());
    let PictureData::Jpeg { bytes, .. } = opened(&told).data else { unreachable!() };
    assert_eq!(bytes[..], jpeg[..], "byte for byte, without the profile");
}

#[test]
fn profiles_that_cannot_be_followed() {
    let plain = squares();
    let whole = profile(Kind::P3);
    let changed = |at: usize, with: &[u8]| {
        let mut icc = whole.clone();
        icc[at..at + with.len()].copy_from_slice(with);
        fault(&noted(&plain, &[iccp(&icc)]))
    };
    for (at, with, why) in [
        (36, &b"none"[..], "damaged"),
        (0, &[0, 9, 9, 9], "damaged"),
        (8, &[5], "version 5"),
        (12, b"link", "no colours of a picture"),
        (16, b"CMYK", "for ink (CMYK), and the picture is light"),
        (16, b"GRAY", "for grey, and the picture is light"),
        (16, b"Lab ", "another kind"),
    ] {
        let said = changed(at, with);
        assert!(said.contains(why), "{said}");
    }
    assert!(fault(&noted(&plain, &[(b"iCCP", b"a name\0\0not zlib".to_vec())])).contains("damaged"));
    assert!(fault(&noted(&plain, &[(b"iCCP", b"a name".to_vec())])).contains("damaged"));
    for length in (0..whole.len()).step_by(7) {
        let cut = noted(&plain, &[iccp(&whole[..length])]);
        assert!(open("a", &cut, &Limits::default(), &Press::default().condition.profile).is_err(), "{length}");
    }
}

#[test]
fn ink_is_kept_where_it_is_that_of_the_condition() {
    let fogra = Press::default().condition.profile.bytes().into_owned();
    let in_parts = |icc: &[u8], inks: [u8; 4]| {
        let jpeg = jpeg::tests::flat_ink(inks);
        let parts: Vec<&[u8]> = icc.chunks(60_000).collect();
        let part = |at: usize| [b"ICC_PROFILE\0", &[at as u8 + 1, parts.len() as u8][..], parts[at]].concat();
        (jpeg.clone(), (0..parts.len()).fold(jpeg, |file, at| jpeg::tests::with(&file, 0xe2, &part(at))))
    };
    let red = [0, 255, 255, 0];
    let (plain, told) = in_parts(&fogra, red);
    let PictureData::Jpeg { bytes, components: 4, inverted: false } = opened(&told).data else { unreachable!() };
    assert_eq!(bytes[..], plain[..]);
    // The same ink under another name.
    let mut renamed = fogra.clone();
    renamed[70] ^= 1;
    assert!(matches!(opened(&in_parts(&renamed, red).1).data, PictureData::Jpeg { components: 4, .. }));
    // Other ink: all tables from ink to light are one colour now.
    let mut other = fogra;
    let number = |icc: &[u8], at: usize| u32::from_be_bytes(icc[at..at + 4].try_into().unwrap()) as usize;
    for entry in (0..number(&other, 128)).map(|at| 132 + 12 * at) {
        if other[entry..].starts_with(b"A2B") {
            let (start, length) = (number(&other, entry + 4), number(&other, entry + 8));
            other[start + 4_096..start + length - 4_096].fill(0x60);
        }
    }
    let picture = opened(&in_parts(&other, red).1);
    assert!(matches!(picture.data, PictureData::Jpeg { components: 3, .. }), "ink became light");
    // As it looks on coated paper (FOGRA39: Lab 47 68 48).
    let seen = decode::image(&opened(&told), &Limits::default(), &Press::default().condition.profile).unwrap();
    let [r, g, b] = seen.to_rgb8().get_pixel(4, 4).0;
    assert!(r > 205 && g < 60 && b < 60, "{r} {g} {b}");
}
