//! Booklets: sheets folded once, laid into each other and stapled in the fold.
//!
//! In: pages of one size. Out: sheets of two pages a side, in the order in which they are printed. Blank pages fill up
//! the last sheet. Paper has a thickness: the inner sheets of a booklet stick out and are cut off in front, so their
//! pages creep towards the fold by as much.

use super::{Flip, Refusal, marks, one_size, place, sheet};
use crate::page::Page;
use crate::unit::{Point, Rect, Size, mm, to_mm};

/// Thickness of office paper in millimetres.
pub const THICKNESS: f64 = 0.1;

/// What is wished.
#[derive(Clone, Copy, Debug)]
pub struct Booklet {
    /// The paper, either way round; two pages side by side where absent.
    pub sheet: Option<Size>,
    /// Round which edge the printer turns the paper.
    pub flip: Flip,
    /// Thickness of the paper in points.
    pub thickness: f64,
    /// Whether it is read from right to left.
    pub rtl: bool,
}

impl Booklet {
    /// Blank pages that have to be added to so many.
    pub fn blanks(pages: usize) -> usize {
        pages.next_multiple_of(4) - pages
    }

    pub(super) fn impose(&self, pages: &[Page]) -> Result<Vec<Page>, Refusal> {
        let Size { width, height } = one_size(pages)?.trim;
        let paper = match self.sheet {
            Some(sheet) => Size::new(sheet.width.max(sheet.height), sheet.width.min(sheet.height)),
            None => Size::new(2.0 * width, height),
        };
        if paper.width + 0.01 < 2.0 * width || paper.height + 0.01 < height {
            let (wide, high) = (to_mm(2.0 * width), to_mm(height));
            return Err(Refusal {
                code: "sheet-too-small",
                message: format!("two pages side by side need {wide:.0} x {high:.0} mm"),
                hint: "take larger paper with --sheet".to_owned(),
            });
        }
        let count = pages.len() + Self::blanks(pages.len());
        let mut sheets = Vec::new();
        for number in 0..count / 4 {
            let (first, last) = (2 * number, count - 1 - 2 * number);
            let creep = number as f64 * self.thickness;
            sheets.push(self.side(pages, [last, first], paper, creep, 0));
            // Turned round its short edge a sheet that lies across keeps its head up.
            let quarters = if self.flip == Flip::Short { 0 } else { 2 };
            sheets.push(self.side(pages, [first + 1, last - 1], paper, creep, quarters));
        }
        Ok(sheets)
    }

    /// Two pages beside each other, the left one first.
    fn side(&self, pages: &[Page], order: [usize; 2], paper: Size, creep: f64, quarters: u8) -> Page {
        let order = if self.rtl { [order[1], order[0]] } else { order };
        let Size { width, height } = pages[0].trim;
        let (fold, top) = (paper.width / 2.0, (paper.height - height) / 2.0);
        let bleed = pages[0].bleed;
        let mut items = Vec::new();
        for (side, number) in order.into_iter().enumerate() {
            let Some(page) = pages.get(number) else { continue };
            let x = if side == 0 { fold - width + creep } else { fold - creep };
            let cell = Rect::new(x, top, x + width, top + height);
            // What creeps over the fold would be on the other page.
            let half = if side == 0 { (0.0, fold) } else { (fold, paper.width) };
            let seen = bleed.grow(cell).intersect(Rect::new(half.0, 0.0, half.1, paper.height));
            let turned = |rect: Rect| match quarters {
                0 => rect,
                _ => Rect::new(
                    paper.width - rect.x1,
                    paper.height - rect.y1,
                    paper.width - rect.x0,
                    paper.height - rect.y0,
                ),
            };
            items.push(place(number, page, turned(cell), quarters, turned(seen)));
        }
        let block = Rect::new(fold - width, top, fold + width, top + height);
        let printed = bleed.grow(block).intersect(paper.to_rect());
        items.extend(marks::cuts(&[block.x0, block.x1], &[block.y0, block.y1], printed, paper));
        if printed.y0 > mm(3.0) {
            items.push(marks::line(Point::new(fold, printed.y0 - mm(1.0)), Point::new(fold, 0.0), true));
        }
        sheet(paper, items)
    }
}
