//! What is kept of a JPEG, what is not, and what is refused.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;
use crate::press::Press;
use image::{DynamicImage, ExtendedColorType, codecs::jpeg::JpegEncoder};

/// An ordinary JPEG of 9 x 5 pixels.
pub(in crate::resolve::picture) fn file(grey: bool) -> Vec<u8> {
    let rgb = image::RgbImage::from_fn(9, 5, |x, y| image::Rgb([x as u8 * 25, y as u8 * 50, 99]));
    let image = DynamicImage::ImageRgb8(rgb);
    let (samples, color) = match grey {
        true => (image.to_luma8().into_raw(), ExtendedColorType::L8),
        false => (image.into_bytes(), ExtendedColorType::Rgb8),
    };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode(&samples, 9, 5, color).unwrap();
    bytes
}

/// An ordinary JPEG of this picture.
pub(in crate::resolve::picture) fn encoded(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 98)).unwrap();
    bytes
}

/// A JPEG of 8 x 8 pixels of one ink mixture: a block a component, of which only the first coefficient is not zero.
pub(in crate::resolve::picture) fn flat_ink(inks: [u8; 4]) -> Vec<u8> {
    let frame = [&[8, 0, 8, 0, 8, 4][..], &[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]].concat();
    // Twelve codes of four bits for the lengths of the first coefficient, one of one bit for the end of a block.
    let first = [&[0x00, 0, 0, 0, 12][..], &[0; 12], &(0..12).collect::<Vec<u8>>()].concat();
    let others = [&[0x10, 1][..], &[0; 15], &[0]].concat();
    let mut bits = String::new();
    for ink in inks {
        let value = (i32::from(ink) - 128) * 8;
        let length = (32 - value.unsigned_abs().leading_zeros()) as usize;
        let coded = if value < 0 { value + (1 << length) - 1 } else { value };
        bits += &format!("{length:04b}");
        bits += &format!("{coded:011b}")[11 - length..];
        bits.push('0');
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    let bytes =
        bits.as_bytes().chunks(8).map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap());
    let data = bytes.flat_map(|byte| if byte == 0xff { vec![0xff, 0] } else { vec![byte] }).collect::<Vec<u8>>();
    let scan = [4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
    let quantised = [&[0][..], &[1; 64]].concat();
    let parts =
        [piece(0xdb, &quantised), piece(0xc4, &first), piece(0xc4, &others), piece(0xc0, &frame), piece(SOS, &scan)];
    [&[0xff, SOI][..], &parts.concat(), &data, &[0xff, EOI]].concat()
}

/// A segment with its marker.
fn piece(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], &length[..], data].concat()
}

/// `file` with `piece` right after its start.
pub(in crate::resolve::picture) fn with(file: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    [&file[..2], &piece(marker, data), &file[2..]].concat()
}

/// A whole JPEG by its markers; the scan is no picture, but nobody decodes it here.
fn sketch(frame: u8, precision: u8, size: (u16, u16), ids: &[u8], before: &[u8]) -> Vec<u8> {
    let mut head = vec![precision];
    head.extend(size.1.to_be_bytes());
    head.extend(size.0.to_be_bytes());
    head.push(ids.len() as u8);
    head.extend(ids.iter().flat_map(|id| [*id, 0x11, 0]));
    let mut scan = vec![ids.len() as u8];
    scan.extend(ids.iter().flat_map(|id| [*id, 0]));
    scan.extend(if frame == 0xc2 { [0, 0, 0] } else { [0, 63, 0] });
    let code = |kind: u8| piece(0xc4, &[&[kind, 0, 1][..], &[0; 14], &[5]].concat());
    let tables = [piece(0xdb, &[0; 65]), code(0x00), code(0x10)].concat();
    let data = [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, EOI];
    [&[0xff, SOI], before, &tables, &piece(frame, &head), &piece(SOS, &scan), &data].concat()
}

fn read(bytes: &[u8]) -> Result<Picture, Fault> {
    open("a.jpg", bytes, &Limits::default(), &Press::default().condition.profile)
}

fn stream(picture: &Picture) -> (&[u8], u8, bool) {
    match &picture.data {
        PictureData::Jpeg { bytes, components, inverted } => (bytes, *components, *inverted),
        other => unreachable!("{other:?}"),
    }
}

const ADOBE: &[u8] = b"Adobe\0\x64\0\0\0\0\x02";

#[test]
fn plain_files_pass_byte_for_byte() {
    for (grey, components) in [(false, 3), (true, 1)] {
        let bytes = file(grey);
        let picture = read(&bytes).unwrap();
        assert_eq!((picture.width, picture.height, picture.turn), (9, 5, Turn::default()));
        assert_eq!(stream(&picture), (&bytes[..], components, false));
    }
}

#[test]
fn metadata_goes_and_all_else_stays() {
    let bytes = file(false);
    let notes: [(u8, Vec<u8>); 7] = [
        (0xe1, [exif::PREFIX, &exif::tests::note(1, true)].concat()),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSLatitude</x:xmpmeta>".to_vec()),
        (0xed, b"Photoshop 3.0\0GPSLatitude".to_vec()),
        (0xfe, b"GPSLatitude".to_vec()),
        (0xe2, b"MPF\0GPSLatitude".to_vec()),
        (0xe0, b"JFXX\0\x10GPSLatitude".to_vec()),
        (0xeb, b"JP GPSLatitude".to_vec()),
    ];
    let mut noted = bytes.clone();
    for (marker, data) in &notes {
        noted = with(&noted, *marker, data);
    }
    noted.extend(b"\xff\xd8\xff\xe1 a second picture, GPSLatitude");
    assert_eq!(stream(&read(&noted).unwrap()).0, bytes);
}

#[test]
fn exif_turns() {
    for value in 1..=8 {
        let note = [exif::PREFIX, &exif::tests::note(value, value % 2 == 0)].concat();
        let picture = read(&with(&file(false), 0xe1, &note)).unwrap();
        assert_eq!(picture.turn, exif::turn(&note));
        assert_eq!(picture.upright(), if value < 5 { (9, 5) } else { (5, 9) });
    }
}

#[test]
fn cmyk_knows_whether_it_is_inverted() {
    let plain = sketch(0xc0, 8, (4, 4), b"CMYK", b"");
    assert_eq!(stream(&read(&plain).unwrap()), (&plain[..], 4, false));
    let adobe = sketch(0xc0, 8, (4, 4), b"CMYK", &piece(0xee, ADOBE));
    assert_eq!(stream(&read(&adobe).unwrap()), (&adobe[..], 4, true));
}

#[test]
fn progressive_passes_and_rare_kinds_do_not() {
    assert!(read(&sketch(0xc2, 8, (4, 4), &[1, 2, 3], b"")).is_ok());
    for (frame, precision, ids) in [
        (0xc1, 12, &[1, 2, 3][..]),
        (0xc3, 8, &[1, 2, 3]),
        (0xc9, 8, &[1, 2, 3]),
        (0xca, 8, &[1, 2, 3]),
        (0xc5, 8, &[1, 2, 3]),
        (0xc0, 8, &[1, 2]),
        (0xc0, 8, b"RGB"),
    ] {
        let fault = read(&sketch(frame, precision, (4, 4), ids, b"")).err();
        assert!(matches!(fault, Some(Fault::Unsupported(_))), "{frame:x}: {fault:?}");
    }
    assert!(read(&sketch(0xc0, 8, (4, 4), b"RGB", &piece(0xee, ADOBE))).is_ok());
}

#[test]
fn size_is_judged_by_the_header_alone() {
    let huge = sketch(0xc0, 8, (60_000, 60_000), &[1, 2, 3], b"");
    let scan = huge.windows(2).position(|pair| pair == [0xff, SOS]).unwrap();
    let expected = Fault::TooLarge { width: 60_000, height: 60_000 };
    assert_eq!(read(&huge[..scan]).err(), Some(expected));
    assert!(matches!(read(&sketch(0xc0, 8, (0, 4), &[1], b"")), Err(Fault::Broken(_))));
    assert!(matches!(read(&sketch(0xc0, 8, (4, 0), &[1], b"")), Err(Fault::Unsupported(_))));
}

#[test]
fn every_shorter_file_is_truncated() {
    let bytes = file(false);
    for length in 3..bytes.len() {
        assert_eq!(read(&bytes[..length]).err(), Some(Fault::Truncated), "{length}");
    }
}

#[test]
fn scans_must_be_there() {
    let whole = sketch(0xc0, 8, (4, 4), &[1, 2, 3], b"");
    let scan = whole.windows(2).position(|pair| pair == [0xff, SOS]).unwrap();
    let none = [&whole[..scan], &[0xff, EOI]].concat();
    assert!(matches!(read(&none), Err(Fault::Broken(_))));
    let empty = [&whole[..scan + 14], &[0xff, EOI]].concat();
    assert!(matches!(read(&empty), Err(Fault::Broken(_))));
}

#[test]
fn tables_must_be_there() {
    let whole = file(false);
    assert!(read(&whole).is_ok());
    for (marker, which) in [(0xdb, "quantisation"), (0xc4, "Huffman")] {
        let (mut at, mut kept) = (2, whole[..2].to_vec());
        while whole[at + 1] != SOS {
            let length = 2 + usize::from(u16::from_be_bytes([whole[at + 2], whole[at + 3]]));
            if whole[at + 1] != marker {
                kept.extend(&whole[at..at + length]);
            }
            at += length;
        }
        kept.extend(&whole[at..]);
        let fault = read(&kept).err().map(|fault| fault.message()).unwrap_or_default();
        assert!(fault.contains(which), "{fault}");
    }
}
