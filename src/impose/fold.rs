//! Folds: panels of one sheet, in the order in which they are read.
//!
//! In: the panels as pages. Out: the flat sheet, both sides of it for a leaflet, one for a table tent. Panels stay parts of
//! the sheet's own content, so that it can be read aloud in the order of the pages and not of the sheet.

use super::{Refusal, into_cell, marks};
use crate::page::{Item, Page};
use crate::unit::{Rect, Sides, Size};
use kurbo::Shape as _;

/// How a sheet is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// A letter fold: the cover outside, the panels inside side by side, the rest of the outside last. Read from right to
    /// left, everything changes sides.
    Letter {
        /// Whether it is read from right to left.
        rtl: bool,
    },
    /// A tent: the first page below, the second above it with its head to the fold's other side.
    Tent,
}

impl Fold {
    pub(super) fn impose(&self, pages: &[Page]) -> Result<Vec<Page>, Refusal> {
        let even = pages.len() >= 2 && pages.len().is_multiple_of(2);
        match self {
            Self::Letter { rtl } if even => Ok(letter(pages, *rtl)),
            Self::Tent if pages.len() == 2 => Ok(vec![tent(&pages[0], &pages[1])]),
            Self::Letter { .. } | Self::Tent => Err(Refusal {
                code: "fold-pages",
                message: format!("{} pages cannot be folded so", pages.len()),
                hint: "a leaflet has two pages for every panel, a tent has two in all".to_owned(),
            }),
        }
    }
}

/// Pages of the inside and the outside from left to right, by number: behind the first panel inside is the cover.
fn sides(count: usize, rtl: bool) -> [Vec<usize>; 2] {
    let panels = count / 2;
    let inside: Vec<usize> = (1..=panels).collect();
    let behind = |panel: usize| if panel == 0 { 0 } else { count - panel };
    let outside: Vec<usize> = (0..panels).rev().map(behind).collect();
    let turn = |side: Vec<usize>| if rtl { side.into_iter().rev().collect() } else { side };
    [turn(outside), turn(inside)]
}

fn letter(pages: &[Page], rtl: bool) -> Vec<Page> {
    let side = |order: &Vec<usize>| {
        let (bleed, height) = (pages[0].bleed, pages[0].trim.height);
        let width: f64 = order.iter().map(|at| pages[*at].trim.width).sum();
        let mut x = 0.0;
        let mut cells: Vec<(usize, Rect)> = Vec::new();
        for at in order {
            let right = x + pages[*at].trim.width;
            cells.push((*at, Rect::new(x, 0.0, right, height)));
            x = right;
        }
        let folds: Vec<f64> = cells.iter().skip(1).map(|(_, cell)| cell.x0).collect();
        let whole = Size::new(width, height);
        // Read in the order of the pages, wherever they lie.
        cells.sort_by_key(|(at, _)| *at);
        let items = cells.iter().map(|(at, cell)| panel(&pages[*at], *cell, 0, whole, bleed)).collect();
        flat(whole, bleed, items, marks::folds(&folds, bleed.grow(whole.to_rect())))
    };
    sides(pages.len(), rtl).iter().map(side).collect()
}

fn tent(front: &Page, back: &Page) -> Page {
    let (bleed, size) = (front.bleed, front.trim);
    let whole = Size::new(size.width, 2.0 * size.height);
    let lower = Rect::new(0.0, size.height, size.width, whole.height);
    let upper = Rect::new(0.0, 0.0, size.width, size.height);
    let items = vec![panel(front, lower, 0, whole, bleed), panel(back, upper, 2, whole, bleed)];
    flat(whole, bleed, items, marks::level_fold(size.height, bleed.grow(whole.to_rect())))
}

/// A panel on the sheet: it runs out over the sheet's edges, and ends at its folds.
fn panel(page: &Page, cell: Rect, quarters: u8, whole: Size, bleed: Sides) -> Item {
    let outer = |at_edge: bool, bleed: f64| if at_edge { bleed } else { 0.0 };
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let sides = Sides {
        left: outer(near(cell.x0, 0.0), bleed.left),
        right: outer(near(cell.x1, whole.width), bleed.right),
        top: outer(near(cell.y0, 0.0), bleed.top),
        bottom: outer(near(cell.y1, whole.height), bleed.bottom),
    };
    let transform = into_cell(page.trim, cell, quarters);
    let seen = transform.inverse().transform_rect_bbox(sides.grow(cell));
    Item::Group { transform, clip: Some(seen.to_path(0.1)), items: page.items.clone() }
}

fn flat(trim: Size, bleed: Sides, items: Vec<Item>, marks: Vec<Item>) -> Page {
    Page { trim, bleed, items, slug: Vec::new(), marks }
}
