//! Pictures of pages, drawn from the finished bytes, so that preview and file cannot differ.

use super::raster::Raster;
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
