//! Regions of codes, drawn.
//!
//! In: a page, and the codes that were promised. Out: the grey values of each code with its quiet zone, at whole pixels a
//! module, so that equal codes are equal pictures wherever they stand.

use super::expected::ExpectedCode;
use super::flat::Sheet;
use super::raster::{Grey, Raster};

/// Pixels a module: as few as both decoders read, so that what they read here they read on every larger picture, and an
/// odd number, so that one pixel lies in the middle of a module.
const PIXELS: usize = 3;

/// A code's region, drawn from the file.
pub struct Drawn<'a> {
    /// The code.
    pub code: &'a ExpectedCode,
    /// Its pixels; none where they cannot be drawn.
    pub grey: Option<Grey>,
}

/// Side of a module in points.
pub fn module(code: &ExpectedCode) -> f64 {
    code.rect.width() / code.modules as f64
}

/// Draws the region of a code: from the record of the page where nothing but flat shapes lies in it, else by having the
/// reader paint it, which reads the page again.
pub fn draw<'a>(code: &'a ExpectedCode, record: Option<Sheet<'_>>, page: &Raster<'_>) -> Drawn<'a> {
    let region = code.rect.inflate(code.quiet(), code.quiet());
    let scale = PIXELS as f64 / module(code);
    let recorded = record.and_then(|record| record.grey(region, scale));
    Drawn { code, grey: recorded.or_else(|| page.grey(region, scale)) }
}
