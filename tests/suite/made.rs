//! Pictures and other files made on the spot, so that no binary test file has to be kept.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;

/// Makes a file by name: `png WxH`, `jpeg WxH`, `webp WxH`, with `half` for one that is cut off in the middle;
/// `png-header WxH` for one that promises more than it holds; `text` for something that is no picture;
/// `font FILE` for a font of `tests/fonts/`, with changes.
pub fn make(what: &str) -> Vec<u8> {
    if let Some(font) = what.strip_prefix("font ") {
        return super::fonts::made(font);
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
