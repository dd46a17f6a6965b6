//! Pictures and other files made on the spot, so that no binary test file has to be kept.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;

/// Makes a file by name: `png WxH`, `jpeg WxH`, `webp WxH`, with `half` for one that is cut off in the middle;
/// `png-header WxH` for one that promises more than it holds, `png-palette` for one whose palette is a colour and a third,
/// `png-of-apple`, `jpeg-without-tables`, `jpeg-in-ink` for all four inks at full strength; `photoshop`, `heic` and `text`
/// for something that flyer does not read.
/// `font FILE` for a font of `tests/fonts/`, with changes.
pub fn make(what: &str) -> Vec<u8> {
    if let Some(font) = what.strip_prefix("font ") {
        return super::quay::made(font);
    }
    let mut words = what.split_whitespace();
    let kind = words.next().unwrap();
    let size = words.next().unwrap_or("8x8");
    let (width, height) = size.split_once('x').map(|(w, h)| (w.parse().unwrap(), h.parse().unwrap())).unwrap();
    let bytes = match kind {
        "png" => encode(width, height, ImageFormat::Png),
        "jpeg" => encode(width, height, ImageFormat::Jpeg),
        "webp" => encode(width, height, ImageFormat::WebP),
        "png-header" => png_header(width, height),
        "png-bomb" => png_bomb(width, height),
        "png-palette" => png_palette(width, height),
        "png-of-apple" => png_of_apple(width, height),
        "jpeg-without-tables" => jpeg_without(&encode(width, height, ImageFormat::Jpeg), 0xdb),
        "jpeg-in-ink" => jpeg_in_ink(width, height),
        "photoshop" => b"8BPS\0\x01\0\0\0\0\0\0\0\x03".to_vec(),
        "heic" => b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        "text" => b"this is no picture and no font\n".to_vec(),
        _ => panic!("nobody makes {kind}"),
    };
    match words.next() {
        Some("half") => bytes[..bytes.len() / 2].to_vec(),
        _ => bytes,
    }
}

/// A picture with a gradient, so that it compresses as a photo does.
pub fn picture(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let wave = ((x * 7 + y * 13) % 97) as u8;
        Rgba([(x * 255 / width) as u8, (y * 255 / height) as u8, wave, 255])
    })
}

fn encode(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = DynamicImage::from(picture(width, height)).into_rgb8();
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(data) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    [&(data.len() as u32).to_be_bytes()[..], kind, data, &(!sum).to_be_bytes()].concat()
}

fn png_of(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", data), &chunk(b"IEND", &[])].concat()
}

/// A header of any size over the data of an empty picture.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    png_of(width, height, &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01])
}

/// A small picture whose data unpack to far more than it can hold.
fn png_bomb(width: u32, height: u32) -> Vec<u8> {
    let zeros = vec![0_u8; 40 << 20];
    let mut stored = vec![0x78, 0x01];
    for (at, block) in zeros.chunks(65_535).enumerate() {
        let last = u8::from((at + 1) * 65_535 >= zeros.len());
        let length = block.len() as u16;
        stored.push(last);
        stored.extend(length.to_le_bytes());
        stored.extend((!length).to_le_bytes());
        stored.extend(block);
    }
    stored.extend(((40_u32 << 20) % 65_521).to_be_bytes());
    png_of(width, height, &stored)
}

fn png_palette(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &header[..]), (b"PLTE", &[1, 2, 3, 4]), (b"IDAT", &[0x78, 0x9c]), (b"IEND", &[])] {
        bytes.extend(chunk(kind, data));
    }
    bytes
}

fn png_of_apple(width: u32, height: u32) -> Vec<u8> {
    let plain = encode(width, height, ImageFormat::Png);
    [&plain[..8], &chunk(b"CgBI", &[0x50, 0, 0x20, 6]), &plain[8..]].concat()
}

/// A JPEG whose segments of one kind are gone.
fn jpeg_without(whole: &[u8], marker: u8) -> Vec<u8> {
    let (mut at, mut kept) = (2, whole[..2].to_vec());
    while whole[at + 1] != 0xda {
        let length = 2 + usize::from(u16::from_be_bytes([whole[at + 2], whole[at + 3]]));
        if whole[at + 1] != marker {
            kept.extend(&whole[at..at + length]);
        }
        at += length;
    }
    kept.extend(&whole[at..]);
    kept
}

/// A JPEG of four components, each at its most in every block: as wet as can be.
fn jpeg_in_ink(width: u32, height: u32) -> Vec<u8> {
    let piece = |marker: u8, data: &[u8]| {
        let length = (data.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker], &length[..], data].concat()
    };
    let (high, wide) = ((height as u16).to_be_bytes(), (width as u16).to_be_bytes());
    let frame = [&[8][..], &high, &wide, &[4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]].concat();
    let first = [&[0x00, 0, 0, 0, 12][..], &[0; 12], &(0..12).collect::<Vec<u8>>()].concat();
    let others = [&[0x10, 1][..], &[0; 15], &[0]].concat();
    let scan = [4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
    // The first block of each component is 127 above the middle, and all that follow do not differ from it.
    let blocks = (width.div_ceil(8) * height.div_ceil(8)) as usize;
    let mut bits = format!("1010{:010b}0", 127 * 8).repeat(4) + &"00000".repeat(4 * (blocks - 1));
    bits += &"1".repeat(8 - bits.len() % 8);
    let bytes =
        bits.as_bytes().chunks(8).map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap());
    let data: Vec<u8> = bytes.flat_map(|byte| if byte == 0xff { vec![0xff, 0] } else { vec![byte] }).collect();
    let tables = [piece(0xdb, &[&[0][..], &[1; 64]].concat()), piece(0xc4, &first), piece(0xc4, &others)].concat();
    [&[0xff, 0xd8][..], &tables, &piece(0xc0, &frame), &piece(0xda, &scan), &data, &[0xff, 0xd9]].concat()
}
