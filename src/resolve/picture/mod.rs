//! Pictures: from untrusted bytes to something that may be printed.
//!
//! In: a file of any kind and the [`Limits`]. Out: a [`Picture`] without metadata, or the [`Fault`] for which it is
//! refused. The kind is told by the bytes, never by the name. Sizes are judged by the header before anything is
//! unpacked. JPEG and plain PNG are checked and passed on compressed, since decoding is what costs time; WebP, GIF, TIFF, BMP
//! and the other PNG are decoded, and so is what has a colour profile that is not sRGB; SVG is proven free of scripts and of references to anywhere else.

mod chunks;
mod container;
mod decode;
mod edit;
mod exif;
mod fault;
mod guard;
mod header;
mod ink;
mod jpeg;
mod limits;
mod office;
mod png;
mod rows;
mod scale;
mod space;
mod stranger;
mod svg;
mod tables;
mod webp;

pub use container::png_of_rows;
pub use edit::{Edits, edit};
pub use fault::Fault;
pub use limits::Limits;
pub use scale::scaled;
pub use stranger::Stranger;
pub use svg::{SvgFault, Trouble};

use crate::page::{Picture, PictureData};
use crate::press::Icc;

/// Opens a picture; `name` is for messages only. Colours come out as sRGB, and ink as that of the printing condition
/// whose profile is `inks`.
///
/// # Errors
/// The first [`Fault`] found.
pub fn open(name: &str, bytes: &[u8], limits: &Limits, inks: &Icc) -> Result<Picture, Fault> {
    let svg = svg::recognise(bytes);
    let limit = if svg { limits.svg } else { limits.file };
    if bytes.len() > limit {
        return Err(Fault::FileTooLarge { bytes: bytes.len(), limit });
    }
    if svg { svg::open(name, bytes) } else { raster(name, bytes, limits, inks) }
}

/// Opens a picture made of pixels.
fn raster(name: &str, bytes: &[u8], limits: &Limits, inks: &Icc) -> Result<Picture, Fault> {
    if png::recognise(bytes) {
        png::open(name, bytes, limits)
    } else if jpeg::recognise(bytes) {
        jpeg::open(name, bytes, limits, inks)
    } else if webp::recognise(bytes) {
        webp::open(name, bytes, limits)
    } else if let Some(format) = office::recognise(bytes) {
        office::open(name, format, bytes, limits)
    } else {
        Err(Fault::NotAPicture(stranger::name(bytes)))
    }
}

/// Dots an inch on paper if the upright picture is printed `width` points wide; infinite for a drawing.
pub fn effective_dpi(picture: &Picture, width: f64) -> f64 {
    match picture.data {
        PictureData::Svg(_) => f64::INFINITY,
        _ => f64::from(picture.upright().0) * 72.0 / width,
    }
}

#[cfg(test)]
mod tests;
