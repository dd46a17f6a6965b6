//! The canvas: where pieces put what they draw.
//!
//! In: shapes, text and tags in page coordinates. Out: the items of a page in reading order. Decoration may be put
//! at any time; tags are always balanced, because they are opened and closed by one call.

use crate::color::Color;
use crate::diag::Origin;
use crate::page::{Item, Shape, Stroke, Tag};
use crate::unit::{BezPath, Point, Rect};
use kurbo::{Circle, RoundedRect, Shape as _};

/// Outlines are approximated to this, in points: far below any device's dot.
const TOLERANCE: f64 = 0.01;

/// Items so far.
#[derive(Debug, Default)]
pub struct Canvas {
    /// The items.
    pub items: Vec<Item>,
    /// Whether the page is read from right to left.
    pub rtl: bool,
}

impl Canvas {
    /// Draws inside a tag.
    pub fn tagged(&mut self, tag: Tag, draw: impl FnOnce(&mut Self)) {
        self.items.push(Item::Open(tag));
        draw(self);
        self.items.push(Item::Close);
    }

    /// Fills an outline.
    pub fn fill(&mut self, path: BezPath, color: Color, origin: Option<Origin>) {
        self.items.push(Item::Path(Shape { path, fill: Some(color), stroke: None, origin }));
    }

    /// Draws an outline's line.
    pub fn stroke(&mut self, path: BezPath, stroke: Stroke, origin: Option<Origin>) {
        self.items.push(Item::Path(Shape { path, fill: None, stroke: Some(stroke), origin }));
    }

    /// Fills a rectangle with round corners.
    pub fn fill_rect(&mut self, rect: Rect, radius: f64, color: Color) {
        self.fill(rounded(rect, radius), color, None);
    }

    /// Draws a solid line round a rectangle, inside its edge.
    pub fn frame(&mut self, rect: Rect, radius: f64, color: Color, width: f64) {
        let inset = rect.inset(-width / 2.0);
        self.stroke(rounded(inset, radius), Stroke { color, width, dash: None, round: false }, None);
    }

    /// Fills a disc.
    pub fn disc(&mut self, center: Point, radius: f64, color: Color) {
        self.fill(Circle::new(center, radius).to_path(TOLERANCE), color, None);
    }

    /// The left end of something of this width at the reading start (or `from` the start) of a range.
    pub fn start(&self, left: f64, width: f64, from: f64, own: f64) -> f64 {
        if self.rtl { left + width - from - own } else { left + from }
    }
}

/// The outline of a rectangle with round corners.
pub fn rounded(rect: Rect, radius: f64) -> BezPath {
    if radius <= 0.0 {
        return rect.to_path(TOLERANCE);
    }
    RoundedRect::from_rect(rect, radius.min(rect.width() / 2.0).min(rect.height() / 2.0)).to_path(TOLERANCE)
}
