//! N-up: pieces side by side on larger paper.
//!
//! In: a piece of one or two pages. Out: sheets with as many of it as asked for or as fit, fronts and backs meeting when
//! the printer turns the paper. Pieces stand in the middle of the sheet, so that both sides register whichever way it
//! is turned.

use super::{Flip, Refusal, marks, one_size, place, sheet};
use crate::page::{Item, Page};
use crate::unit::{Rect, Sides, Size, to_mm};

/// Lengths that differ by less are the same, in points.
const SAME: f64 = 0.01;

/// What is wished.
#[derive(Clone, Copy, Debug)]
pub struct Nup {
    /// The paper, either way round.
    pub sheet: Size,
    /// How many pieces a sheet; as many as fit where absent.
    pub count: Option<usize>,
    /// Space between pieces; twice the bleed where there is room for it, none where there is not.
    pub gutter: Option<f64>,
    /// Round which edge the printer turns the paper.
    pub flip: Flip,
    /// How many pieces in all; one full sheet where absent.
    pub copies: Option<usize>,
    /// Whether the last sheet is filled up.
    pub fill: bool,
}

/// How pieces lie on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrangement {
    /// The paper as it lies.
    pub sheet: Size,
    /// Size of a piece as it lies.
    pub cell: Size,
    /// Pieces side by side.
    pub columns: usize,
    /// Pieces below each other.
    pub rows: usize,
    /// Whether pieces are turned by a quarter.
    pub turned: bool,
    /// Space between pieces.
    pub gutter: f64,
}

impl Arrangement {
    /// Pieces on a sheet.
    pub fn count(&self) -> usize {
        self.columns * self.rows
    }

    /// All pieces together, in the middle of the sheet.
    pub fn block(&self) -> Rect {
        let along = |count: usize, side: f64| count as f64 * side + (count - 1) as f64 * self.gutter;
        let size = Size::new(along(self.columns, self.cell.width), along(self.rows, self.cell.height));
        Rect::from_center_size(self.sheet.to_rect().center(), size)
    }

    /// Where a piece lies, row by row.
    pub fn cell(&self, at: usize) -> Rect {
        let (block, cell) = (self.block(), self.cell);
        let x = block.x0 + (at % self.columns) as f64 * (cell.width + self.gutter);
        let y = block.y0 + (at / self.columns) as f64 * (cell.height + self.gutter);
        Rect::from_origin_size((x, y), cell)
    }

    /// Where the paper is to be cut: from the left and from the top, in points.
    pub(super) fn cut_lines(&self) -> (Vec<f64>, Vec<f64>) {
        let inside =
            |edges: Vec<f64>, side: f64| edges.into_iter().filter(|at| *at > SAME && *at < side - SAME).collect();
        let (columns, rows) = self.edges();
        (inside(columns, self.sheet.width), inside(rows, self.sheet.height))
    }

    /// Marks in line with these edges.
    fn marks(&self, bleed: f64, columns: &[f64], rows: &[f64]) -> Vec<Item> {
        let printed = self.block().inflate(bleed, bleed).intersect(self.sheet.to_rect());
        marks::cuts(columns, rows, printed, self.sheet)
    }

    /// Edges of all pieces, from left to right and from top to bottom.
    fn edges(&self) -> (Vec<f64>, Vec<f64>) {
        let columns = (0..self.columns).flat_map(|at| [self.cell(at).x0, self.cell(at).x1]);
        let rows = (0..self.rows).map(|row| self.cell(row * self.columns)).flat_map(|cell| [cell.y0, cell.y1]);
        let once = |mut edges: Vec<f64>| {
            edges.dedup_by(|a, b| (*a - *b).abs() < SAME);
            edges
        };
        (once(columns.collect()), once(rows.collect()))
    }

    /// How far a piece may run over its trim: to the end of its bleed, but not into its neighbour's half of the gutter.
    fn reach(&self, at: usize, bleed: f64) -> Rect {
        let (column, row) = (at % self.columns, at / self.columns);
        let side = |outer: bool| if outer { bleed } else { bleed.min(self.gutter / 2.0) };
        let sides = Sides {
            left: side(column == 0),
            right: side(column + 1 == self.columns),
            top: side(row == 0),
            bottom: side(row + 1 == self.rows),
        };
        sides.grow(self.cell(at)).intersect(self.sheet.to_rect())
    }
}

/// How far a page runs over its trim where it runs over most.
fn widest_bleed(page: &Page) -> f64 {
    let bleed = page.bleed;
    bleed.top.max(bleed.right).max(bleed.bottom).max(bleed.left)
}

impl Nup {
    /// Where to cut what no mark says, because the paper has no room for it: from the left and from the top, in points.
    pub fn unmarked(&self, page: &Page) -> Option<(Vec<f64>, Vec<f64>)> {
        let bleed = widest_bleed(page);
        let lies = self.arrange(page.trim, bleed).ok()?;
        let (columns, rows) = lies.cut_lines();
        let unmarked = |edges: Vec<f64>, marks: Vec<Item>| if marks.is_empty() { edges } else { Vec::new() };
        let (across, down) = lies.edges();
        let across = unmarked(columns, lies.marks(bleed, &across, &[]));
        let down = unmarked(rows, lies.marks(bleed, &[], &down));
        (!across.is_empty() || !down.is_empty()).then_some((across, down))
    }

    /// The best way to lay pieces of a size: as many as asked for or as fit; with room for the bleed rather than
    /// without; upright rather than turned; the paper as it was named rather than turned.
    pub fn arrange(&self, piece: Size, bleed: f64) -> Result<Arrangement, Refusal> {
        let gutters = self.gutter.map_or_else(|| vec![2.0 * bleed, 0.0], |gutter| vec![gutter]);
        let turn = |size: Size, turned: bool| if turned { Size::new(size.height, size.width) } else { size };
        let mut all = Vec::new();
        for gutter in gutters {
            for (paper_turned, turned) in [(false, false), (true, false), (false, true), (true, true)] {
                let (sheet, cell) = (turn(self.sheet, paper_turned), turn(piece, turned));
                let most = |room: f64, side: f64| ((room + gutter + SAME) / (side + gutter)).floor() as usize;
                let (columns, rows) = (most(sheet.width, cell.width), most(sheet.height, cell.height));
                for columns in 1..=columns {
                    all.extend((1..=rows).map(|rows| Arrangement { sheet, cell, columns, rows, turned, gutter }));
                }
            }
        }
        let most = all.iter().map(Arrangement::count).max().unwrap_or(0);
        let wanted = self.count.unwrap_or(most);
        let fitting = all.into_iter().filter(|arrangement| arrangement.count() == wanted && wanted > 0);
        // The first of equals: the order above is the order of preference.
        fitting.reduce(|best, next| if next.gutter > best.gutter { next } else { best }).ok_or_else(|| {
            let mm = |size: Size| format!("{:.0} x {:.0} mm", to_mm(size.width), to_mm(size.height));
            let pieces = if wanted == 1 { "one piece".to_owned() } else { format!("{} pieces", wanted.max(1)) };
            Refusal {
                code: "sheet-too-small",
                message: format!("{pieces} of {} cannot lie on a sheet of {}", mm(piece), mm(self.sheet)),
                hint: match most {
                    0 => "take larger paper, or print it in parts with --tile".to_owned(),
                    most => format!("at most {most} fit: take `--nup {most}`, or `--nup auto`"),
                },
            }
        })
    }

    /// The sheets: a front, and a back where the piece has one, for every sheet of paper.
    pub(super) fn impose(&self, pages: &[Page]) -> Result<Vec<Page>, Refusal> {
        let piece = one_size(pages)?;
        if pages.len() > 2 {
            return Err(Refusal {
                code: "too-many-pages",
                message: format!("a piece with {} pages has no front and back", pages.len()),
                hint: "make a booklet of it with --booklet".to_owned(),
            });
        }
        let bleed = widest_bleed(piece);
        let lies = self.arrange(piece.trim, bleed)?;
        let pieces = self.copies.unwrap_or(lies.count());
        let mut sheets = Vec::new();
        for first in (0..pieces).step_by(lies.count()) {
            let on_this = if self.fill { lies.count() } else { lies.count().min(pieces - first) };
            for (at, page) in pages.iter().enumerate() {
                sheets.push(self.side(&lies, at, page, on_this, bleed));
            }
        }
        Ok(sheets)
    }

    fn side(&self, lies: &Arrangement, number: usize, page: &Page, count: usize, bleed: f64) -> Page {
        let (Size { width, height }, front) = (lies.sheet, number == 0);
        // Whether left and right change places when the paper is turned; else top and bottom do.
        let sideways = (self.flip == Flip::Long) == (width <= height);
        let turned_over = |rect: Rect| match (front, sideways) {
            (true, _) => rect,
            (false, true) => Rect::new(width - rect.x1, rect.y0, width - rect.x0, rect.y1),
            (false, false) => Rect::new(rect.x0, height - rect.y1, rect.x1, height - rect.y0),
        };
        let quarters = match (lies.turned, front, sideways) {
            (false, true, _) | (false, false, true) => 0,
            (false, false, false) => 2,
            (true, true, _) | (true, false, false) => 1,
            (true, false, true) => 3,
        };
        let mut items: Vec<_> = (0..count)
            .map(|at| place(number, page, turned_over(lies.cell(at)), quarters, turned_over(lies.reach(at, bleed))))
            .collect();
        let (columns, rows) = lies.edges();
        items.extend(lies.marks(bleed, &columns, &rows));
        sheet(lies.sheet, items)
    }
}
