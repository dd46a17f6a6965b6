//! What a page paints, piece by piece.
//!
//! In: what was read from the finished file. Out: [`Mark`]s with their places in points from the page's top left corner, for
//! the checks to judge.

use crate::unit::{Affine, BezPath, Rect, Vec2};

/// Something painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// Where it is.
    pub rect: Rect,
    /// What is left of it after clipping.
    pub seen: Rect,
}

impl Mark {
    /// The same, elsewhere.
    pub fn moved(mut self, by: Vec2) -> Self {
        if let Kind::Fill { path, flat, .. } = &mut self.kind {
            path.apply_affine(Affine::translate(by));
            *flat = flat.map(|flat| Flat { clip: flat.clip + by, ..flat });
        }
        if let Kind::Stroke { path, .. } = &mut self.kind {
            path.apply_affine(Affine::translate(by));
        }
        (self.rect, self.seen) = (self.rect + by, self.seen + by);
        self
    }
}

/// What was painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Glyphs of one run, with the text that a reader extracts.
    Text {
        /// The text in the order of the glyphs.
        text: String,
        /// Type size in points.
        size: f64,
        /// Colour.
        rgb: [u8; 3],
        /// Whether a glyph is number 0, the sign for what a font lacks.
        has_glyph_zero: bool,
        /// Whether it is painted at all.
        visible: bool,
    },
    /// A filled shape.
    Fill {
        /// The outline.
        path: BezPath,
        /// Colour.
        rgb: [u8; 3],
        /// How it is filled, where that is all there is to it.
        flat: Option<Flat>,
    },
    /// A line.
    Stroke {
        /// Colour.
        rgb: [u8; 3],
        /// Width in points.
        width: f64,
        /// Where it runs.
        path: BezPath,
        /// How far from there it may reach, at corners and ends.
        reach: f64,
    },
    /// A picture.
    Image {
        /// Width and height in pixels.
        pixels: [u32; 2],
        /// Width and height on paper in points.
        size: [f64; 2],
    },
    /// Something whose colour is not one colour: a pattern, a shading.
    Pattern,
}

/// How a shape is filled that hides what lies below it and that nothing but rectangles cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flat {
    /// Whether the even-odd rule says what is inside.
    pub even_odd: bool,
    /// What is seen of it at most.
    pub clip: Rect,
}

/// What a page paints.
pub struct Record {
    /// All of it, in order.
    pub marks: Vec<Mark>,
    /// Whether the place of every mark is known; that of letters made of drawings (Type 3) is not.
    pub placed: bool,
}
