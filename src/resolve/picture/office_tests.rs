//! What is read of GIF, TIFF and BMP, and what is refused.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;
use crate::page::PictureData;
use crate::resolve::picture::png;
use image::codecs::gif::GifEncoder;
use image::{ColorType, Frame, RgbaImage};
use moxcms::ColorProfile;

/// A file of this format.
pub(in crate::resolve::picture) fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn read(bytes: &[u8]) -> Result<Picture, Fault> {
    open("a", recognise(bytes).unwrap(), bytes, &Limits::default())
}

#[test]
fn samples_and_opacity() {
    let rgb = DynamicImage::ImageRgb8(png::tests::rgba().to_rgb8());
    for format in [ImageFormat::Tiff, ImageFormat::Bmp] {
        let picture = read(&file(&rgb, format)).unwrap();
        let PictureData::Pixels { samples, components: 3, alpha: None } = &picture.data else { unreachable!() };
        assert_eq!((&samples[..], picture.width, picture.height), (rgb.as_bytes(), 7, 5));
    }
    let deep = read(&file(&rgb.to_rgb16().into(), ImageFormat::Tiff)).unwrap();
    let PictureData::Pixels { samples, .. } = &deep.data else { unreachable!() };
    assert_eq!(&samples[..], rgb.as_bytes());
    let see_through = RgbaImage::from_fn(8, 8, |x, _| image::Rgba([200, 10, 30, if x < 4 { 255 } else { 0 }]));
    for format in [ImageFormat::Gif, ImageFormat::Tiff] {
        let picture = read(&file(&see_through.clone().into(), format)).unwrap();
        let PictureData::Pixels { samples, components: 3, alpha: Some(alpha) } = &picture.data else { unreachable!() };
        assert_eq!((&samples[..3], alpha[0], alpha[7]), (&[200, 10, 30][..], 255, 0));
    }
}

#[test]
fn a_tiff_turns_and_has_its_profile() {
    let whole =
        file(&DynamicImage::ImageRgb8(image::RgbImage::from_pixel(7, 5, image::Rgb([179, 33, 33]))), ImageFormat::Tiff);
    // A new directory behind the file: the old entries, a turn and a profile.
    let number = |at: usize| u32::from_le_bytes(whole[at..at + 4].try_into().unwrap()) as usize;
    let directory = number(4);
    let count = usize::from(u16::from_le_bytes(whole[directory..directory + 2].try_into().unwrap()));
    let profile = ColorProfile::new_adobe_rgb().encode().unwrap();
    let mut entries: Vec<Vec<u8>> =
        whole[directory + 2..directory + 2 + 12 * count].chunks(12).map(<[u8]>::to_vec).collect();
    entries.retain(|entry| entry[..2] != [0x12, 0x01]);
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    entries.push(entry(0x0112, 3, 1, 6));
    entries.push(entry(34_675, 7, profile.len() as u32, whole.len() as u32));
    entries.sort_by_key(|entry| u16::from_le_bytes([entry[0], entry[1]]));
    let mut bytes = [&whole[..], &profile].concat();
    let at = bytes.len() as u32;
    bytes[4..8].copy_from_slice(&at.to_le_bytes());
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend(entries.concat());
    bytes.extend([0; 4]);
    let picture = read(&bytes).unwrap();
    assert_eq!((picture.turn.quarter_turns, picture.upright()), (1, (5, 7)));
    let PictureData::Pixels { samples, .. } = &picture.data else { unreachable!() };
    assert!(samples[..3].iter().zip([210, 29, 28]).all(|(a, b)| a.abs_diff(b) <= 3), "{:?}", &samples[..3]);
}

#[test]
fn more_than_one_picture_is_refused() {
    let mut moving = Vec::new();
    let mut encoder = GifEncoder::new(&mut moving);
    encoder.encode_frame(Frame::new(RgbaImage::new(4, 4))).unwrap();
    encoder.encode_frame(Frame::new(RgbaImage::new(4, 4))).unwrap();
    drop(encoder);
    assert_eq!(read(&moving).err(), Some(Fault::Unsupported("a moving picture (GIF)".to_owned())));
    // A TIFF whose directory is followed by itself.
    let mut pages = file(&DynamicImage::new(4, 4, ColorType::Rgb8), ImageFormat::Tiff);
    let directory = u32::from_le_bytes(pages[4..8].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_le_bytes(pages[directory..directory + 2].try_into().unwrap()));
    let next = directory + 2 + 12 * count;
    pages[next..next + 4].copy_from_slice(&(directory as u32).to_le_bytes());
    assert_eq!(read(&pages).err(), Some(Fault::Unsupported("several pages (TIFF)".to_owned())));
    let raw = [b"II*\0\x10\0\0\0CR\x02\0\0\0\0\0".as_slice(), &[0; 20]].concat();
    assert_eq!(read(&raw).err(), Some(Fault::NotAPicture(RAW)));
}

#[test]
fn size_is_judged_by_the_header_alone() {
    let mut huge = file(&DynamicImage::new(4, 4, ColorType::Rgb8), ImageFormat::Bmp);
    huge[18..26].copy_from_slice(&[0x60, 0xea, 0, 0, 0x60, 0xea, 0, 0]);
    assert_eq!(read(&huge).err(), Some(Fault::TooLarge { width: 60_000, height: 60_000 }));
}
