//! Paper: what a plan costs.
//!
//! In: an arrangement and a number of copies. Out: sheets, cuts, square metres and kilograms, for whoever buys and cuts.

use super::nup::Arrangement;
use crate::unit::to_mm;

/// Weight of office paper in grams a square metre.
pub const OFFICE_PAPER: f64 = 80.0;

/// What a plan needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// Sheets of paper.
    pub sheets: usize,
    /// Pieces that come out of them.
    pub pieces: usize,
    /// Cuts with a guillotine, for all sheets in one stack.
    pub cuts: usize,
    /// Paper in square metres.
    pub square_metres: f64,
    /// Its weight in kilograms as office paper.
    pub kilograms: f64,
}

impl Arrangement {
    /// What so many copies need; whole sheets are counted, filled or not.
    pub fn need(&self, copies: usize, fill: bool) -> Need {
        let sheets = copies.div_ceil(self.count().max(1));
        let pieces = if fill { sheets * self.count() } else { copies };
        let square_metres = sheets as f64 * to_mm(self.sheet.width) * to_mm(self.sheet.height) / 1e6;
        Need { sheets, pieces, cuts: self.cuts(), square_metres, kilograms: square_metres * OFFICE_PAPER / 1000.0 }
    }

    /// Cuts of one stack.
    fn cuts(&self) -> usize {
        let (columns, rows) = self.cut_lines();
        columns.len() + rows.len()
    }
}
