//! A code on its tile, with what stands beside or below it.
//!
//! In: the code, its side and its neighbours. Out: the tile, white to the end of the quiet zone, the code as one
//! figure inside a link, and the link's area over the symbol.

use super::{Piece, total};
use crate::color::Color;
use crate::layout::canvas::Canvas;
use crate::layout::text::Scale;
use crate::page::{Code, CodeId, Item, LinkId, Tag};
use crate::resolve::job::Job;
use crate::unit::{Point, Rect};

/// A code and its neighbours.
#[derive(Debug)]
pub struct CodePiece {
    /// The code.
    pub code: CodeId,
    /// Where it leads.
    pub link: LinkId,
    /// Side of the symbol without quiet zone.
    pub side: f64,
    /// Its least side, where the column is narrower or the page has no room.
    pub least: f64,
    /// What it says in words.
    pub alt: String,
    /// Whether the code stands above its neighbours.
    pub above: bool,
    /// Whether it stands in the middle then.
    pub centered: bool,
    /// What stands beside or below.
    pub beside: Piece,
}

/// Distance of a code's tile from what stands beside it, in points.
const GAP: f64 = 3.0;
/// Room beside a code below which nothing is set there, as a share of the code's side.
const NARROW: f64 = 1.0;
/// Distance of a code's tile from what stands below it, in body sizes.
const GAP_BELOW: f64 = 0.5;

impl CodePiece {
    /// Height of the tile, or of what stands beside it where that is taller; of both where they stand below each other.
    pub(super) fn height(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        let above = self.stands_above(width, scale, job);
        let beside = total(&self.beside.lanes(self.text_width(width, scale, job), scale, job));
        if above {
            self.tile(width, scale, job) + scale.body * GAP_BELOW + beside
        } else {
            self.tile(width, scale, job).max(beside)
        }
    }

    /// Room beside the tile. The symbol itself stands flush with the column's outer edge, so that it lines up with
    /// everything above and below; that side of its quiet zone lies in the gutter or margin, which are wider.
    pub(super) fn text_width(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        if self.stands_above(width, scale, job) { width } else { self.beside_width(width, scale, job) }
    }

    /// Side of the symbol in a column of this width, on a page that has room for codes of this scale.
    fn side_in(&self, width: f64, scale: Scale) -> f64 {
        let wished = self.least + (self.side - self.least) * scale.codes;
        wished.min(width).max(self.least)
    }

    fn beside_width(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        width - self.side_in(width, scale) - self.quiet(width, scale, job) - GAP
    }

    /// Whether the code stands above its neighbours, wished or because there is no room beside it.
    fn stands_above(&self, width: f64, scale: Scale, job: &Job) -> bool {
        self.above || self.beside_width(width, scale, job) < NARROW * self.side_in(width, scale)
    }

    /// Whether its neighbours stand beside it, not below.
    pub(super) fn is_beside(&self, width: f64, scale: Scale, job: &Job) -> bool {
        !self.stands_above(width, scale, job)
    }

    /// Draws tile and neighbours, in the order in which they are read.
    pub(super) fn place(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let (tile, quiet) = (self.tile(rect.width(), scale, job), self.quiet(rect.width(), scale, job));
        let width = self.text_width(rect.width(), scale, job);
        let lanes = self.beside.lanes(width, scale, job);
        if self.stands_above(rect.width(), scale, job) {
            let left = match self.centered {
                true => rect.center().x - tile / 2.0,
                false => canvas.start(rect.x0, rect.width(), -quiet, tile),
            };
            self.draw(Point::new(left, rect.y0), (tile, quiet), canvas);
            let below = Point::new(rect.x0, rect.y0 + tile + scale.body * GAP_BELOW);
            return self.beside.place(below, width, &lanes, scale, job, canvas);
        }
        let left = canvas.start(rect.x0, rect.width(), 0.0, width);
        let slack = ((rect.height() - total(&lanes)) / 2.0).max(0.0);
        self.beside.place(Point::new(left, rect.y0 + slack), width, &lanes, scale, job, canvas);
        let left = canvas.start(rect.x0, rect.width(), rect.width() - tile + quiet, tile);
        self.draw(Point::new(left, rect.y0 + (rect.height() - tile) / 2.0), (tile, quiet), canvas);
    }

    fn tile(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        tile(self.code, self.side_in(width, scale), job)
    }

    /// Width of the quiet zone in points.
    fn quiet(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        (self.tile(width, scale, job) - self.side_in(width, scale)) / 2.0
    }

    fn draw(&self, at: Point, (tile, quiet): (f64, f64), canvas: &mut Canvas) {
        let whole = Rect::from_origin_size(at, (tile, tile));
        draw(self.code, self.link, &self.alt, whole, whole.inset(-quiet), canvas);
    }
}

/// Distance of the white of a tile from whatever it touches, in points: two edges in one place leave a seam on screens.
const SEAM: f64 = 0.25;

/// Side of a code's tile: the symbol with its quiet zone (ISO/IEC 18004, 6.3.8), and a seam round it.
pub(super) fn tile(code: CodeId, side: f64, job: &Job) -> f64 {
    let modules = job.codes.get(code.0 as usize).map_or(1, |code| code.modules);
    side * (modules + 2 * Code::QUIET) as f64 / modules as f64 + 2.0 * SEAM
}

/// A tile with its symbol: one figure inside a link.
pub(super) fn draw(code: CodeId, link: LinkId, alt: &str, tile: Rect, symbol: Rect, canvas: &mut Canvas) {
    canvas.fill_rect(tile.inset(-SEAM), 0.0, Color::PAPER);
    canvas.tagged(Tag::Link(link), |canvas| {
        canvas.tagged(Tag::Figure { alt: alt.to_owned(), bounds: symbol }, |canvas| {
            canvas.items.push(Item::Code(code, symbol));
        });
        canvas.items.push(Item::Link(symbol, link));
    });
}
