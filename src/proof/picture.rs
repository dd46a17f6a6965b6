//! Pictures of pages, drawn from the finished bytes, so that preview and file cannot differ.

use super::raster::Raster;
use super::reader::open;
use crate::unit::Rect;
use hayro_syntax::Pdf;

/// A page (from 0) as a PNG file.
pub fn picture(bytes: &[u8], page: usize, dpi: f64) -> Result<Vec<u8>, String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| format!("the file cannot be read: {error:?}"))?;
    let pages = pdf.pages();
    let page = pages.get(page).ok_or("the file has no such page")?;
    let (width, height) = page.render_dimensions();
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let pixmap =
        Raster::new(page).draw(whole, dpi / 72.0).ok_or("the picture would be too large: give a smaller --dpi")?;
    pixmap.into_png().map_err(|error| format!("the picture cannot be written: {error}"))
}

/// The pixels of the first page, one a point, row by row: how many a row, and red, green and blue of each.
pub fn pixels(bytes: &[u8]) -> Option<(usize, Vec<[u8; 3]>)> {
    let pdf = open(bytes)?;
    let page = pdf.pages().first()?;
    let (width, height) = page.render_dimensions();
    let pixmap = Raster::new(page).draw(Rect::new(0.0, 0.0, f64::from(width), f64::from(height)), 1.0)?;
    Some((pixmap.width().into(), pixmap.data().iter().map(|pixel| [pixel.r, pixel.g, pixel.b]).collect()))
}
