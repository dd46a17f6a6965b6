//! Pictures: from untrusted bytes to something that may be printed.
//!
//! In: a file of any kind and the [`Limits`]. Out: a [`Picture`] without metadata, or the [`Fault`] for which it is
//! refused. The kind is told by the bytes, never by the name. Sizes are judged by the header before anything is
//! unpacked. JPEG and plain PNG are checked and passed on compressed, since decoding is what costs time; WebP and the
//! other PNG are decoded; SVG is proven free of scripts and of references to anywhere else.

mod decode;
mod edit;
mod exif;
mod fault;
mod jpeg;
mod png;
mod rows;
mod svg;
mod webp;

pub use edit::{Edits, edit};
pub use fault::Fault;
pub use png::png_of_rows;

use crate::page::{Picture, PictureData};

/// How large a picture may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pixels: width times height.
    pub pixels: u64,
    /// Memory for decoding, in bytes.
    pub memory: u64,
    /// The file, in bytes.
    pub file: usize,
    /// The file if it is an SVG, in bytes.
    pub svg: usize,
}

impl Default for Limits {
    /// 100 megapixels, 512 MiB, 64 MiB, 4 MiB: an A3 sheet at 600 dpi fits.
    fn default() -> Self {
        Self { pixels: 100_000_000, memory: 512 << 20, file: 64 << 20, svg: 4 << 20 }
    }
}

/// Opens a picture; `name` is for messages only.
///
/// # Errors
/// The first [`Fault`] found.
pub fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<Picture, Fault> {
    let svg = svg::recognise(bytes);
    let limit = if svg { limits.svg } else { limits.file };
    if bytes.len() > limit {
        return Err(Fault::FileTooLarge { bytes: bytes.len(), limit });
    }
    if svg { svg::open(name, bytes) } else { raster(name, bytes, limits) }
}

/// Opens a picture made of pixels.
fn raster(name: &str, bytes: &[u8], limits: &Limits) -> Result<Picture, Fault> {
    if png::recognise(bytes) {
        png::open(name, bytes, limits)
    } else if jpeg::recognise(bytes) {
        jpeg::open(name, bytes, limits)
    } else if webp::recognise(bytes) {
        webp::open(name, bytes, limits)
    } else {
        Err(Fault::NotAPicture { found: kind(bytes).to_owned() })
    }
}

/// Dots an inch on paper if the upright picture is printed `width` points wide; infinite for a drawing.
pub fn effective_dpi(picture: &Picture, width: f64) -> f64 {
    match picture.data {
        PictureData::Svg(_) => f64::INFINITY,
        _ => f64::from(picture.upright().0) * 72.0 / width,
    }
}

/// What a file is that is no picture for flyer, in words.
fn kind(bytes: &[u8]) -> &'static str {
    let brand = if bytes.get(4..8) == Some(b"ftyp") { bytes.get(8..12) } else { None };
    let begins = |with: &[u8]| bytes.starts_with(with);
    match brand {
        Some(b"avif" | b"avis") => return "an AVIF picture",
        Some(b"heic" | b"heix" | b"mif1" | b"msf1") => return "a HEIC picture, as telephones make them",
        Some(_) => return "a film",
        None => {}
    }
    if bytes.is_empty() {
        "an empty file"
    } else if begins(b"%PDF") {
        "a PDF file"
    } else if begins(b"GIF8") {
        "a GIF picture"
    } else if begins(b"II*\0") || begins(b"MM\0*") {
        "a TIFF picture"
    } else if begins(b"BM") {
        "a BMP picture"
    } else if begins(b"8BPS") {
        "a Photoshop file"
    } else if begins(&[0x1f, 0x8b]) {
        "a compressed file, perhaps an SVGZ"
    } else if begins(b"PK\x03\x04") {
        "a ZIP archive or an office file"
    } else if bytes.iter().take(512).all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace()) {
        "a text file"
    } else {
        "an unknown file"
    }
}

#[cfg(test)]
mod tests;
