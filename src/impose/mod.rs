//! Imposition: from pages to the sheets that they are printed on.
//!
//! In: pages and a [`Plan`]. Out: sheets, which are pages again, so that no later stage knows the difference; or a
//! [`Refusal`] that says what stands against the plan. Pure: no spec, no font, no file. Coordinates are those of
//! [`page`](crate::page): points from the top left corner of the trim, downwards.

pub mod booklet;
pub mod fold;
pub mod marks;
pub mod nup;
pub mod paper;
pub mod seams;
pub mod tiles;

use crate::page::{Document, Item, Page, PageId, Placed};
use crate::unit::{Affine, Rect, Sides, Size};
pub use booklet::Booklet;
pub use fold::Fold;
pub use nup::{Arrangement, Nup};
pub use tiles::{Lettered, Tiles};

/// How pages come to stand on sheets.
pub enum Plan<'a> {
    /// Pieces side by side on larger paper.
    Nup(Nup),
    /// Panels of one sheet that is folded.
    Fold(Fold),
    /// Sheets folded into each other and stapled.
    Booklet(Booklet),
    /// Parts of a poster on smaller paper.
    Tiles(Tiles<'a>),
}

/// A plan without what only the pages know: what a command line can say.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    /// Pieces side by side.
    Nup(Nup),
    /// A booklet.
    Booklet {
        /// The paper; two pages side by side where absent.
        sheet: Option<Size>,
        /// Round which edge the printer turns the paper.
        flip: Flip,
        /// Thickness of the paper in points.
        thickness: f64,
    },
    /// A poster in parts.
    Tiles {
        /// The paper.
        paper: Size,
        /// What the printer cannot print on, at every edge.
        margin: f64,
        /// How far parts lie over each other.
        overlap: f64,
    },
}

impl Wish {
    /// The plan for a document, with somebody who sets words.
    pub fn plan<'a>(&self, document: &'a Document, letter: &'a dyn Fn(&str) -> Lettered) -> Plan<'a> {
        let (rtl, codes) = (document.rtl, &document.codes[..]);
        match *self {
            Self::Nup(nup) => Plan::Nup(nup),
            Self::Booklet { sheet, flip, thickness } => Plan::Booklet(Booklet { sheet, flip, thickness, rtl }),
            Self::Tiles { paper, margin, overlap } => Plan::Tiles(Tiles { paper, margin, overlap, codes, letter }),
        }
    }
}

/// Round which edge a duplex printer turns the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flip {
    /// Like the pages of a book.
    #[default]
    Long,
    /// Like a calendar on a wall.
    Short,
}

/// Why a plan cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code.
    pub code: &'static str,
    /// What stands against it.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Puts pages on sheets.
///
/// # Errors
/// `sheet-too-small`, `too-many-pages`, `fold-pages`, `page-sizes-differ`, `seam-impossible`.
pub fn impose(pages: &[Page], plan: &Plan<'_>) -> Result<Vec<Page>, Refusal> {
    match plan {
        Plan::Nup(nup) => nup.impose(pages),
        Plan::Fold(fold) => fold.impose(pages),
        Plan::Booklet(booklet) => booklet.impose(pages),
        Plan::Tiles(tiles) => tiles.impose(pages),
    }
}

/// A sheet with nothing outside its edges.
fn sheet(size: Size, items: Vec<Item>) -> Page {
    Page { trim: size, bleed: Sides::default(), items, slug: Vec::new(), marks: Vec::new() }
}

/// From a page's coordinates to a cell of a sheet, turned clockwise by quarters. The cell has the turned page's size.
fn into_cell(page: Size, cell: Rect, quarters: u8) -> Affine {
    let (Size { width, height }, x, y) = (page, cell.x0, cell.y0);
    match quarters % 4 {
        0 => Affine::translate((x, y)),
        1 => Affine::new([0.0, 1.0, -1.0, 0.0, x + height, y]),
        2 => Affine::new([-1.0, 0.0, 0.0, -1.0, x + width, y + height]),
        _ => Affine::new([0.0, -1.0, 1.0, 0.0, x, y + width]),
    }
}

/// A page in a cell, of which a part of the sheet is seen.
fn place(at: usize, page: &Page, cell: Rect, quarters: u8, seen: Rect) -> Item {
    let transform = into_cell(page.trim, cell, quarters);
    let seen = transform.inverse().transform_rect_bbox(seen);
    Item::Page(Placed { page: PageId(at as u32), transform, seen })
}

/// The one size of pages that have to be of one size.
fn one_size(pages: &[Page]) -> Result<&Page, Refusal> {
    let refusal = |code, message: &str, hint: &str| Refusal { code, message: message.into(), hint: hint.into() };
    let first = pages.first().ok_or_else(|| refusal("page-missing", "there is no page", "build a target"))?;
    match pages.iter().all(|page| page.trim == first.trim) {
        true => Ok(first),
        false => {
            let hint = "only pages of one size can stand on sheets together";
            Err(refusal("page-sizes-differ", "the pages differ in size", hint))
        }
    }
}

#[cfg(test)]
mod tests;
