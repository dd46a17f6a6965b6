//! Pictures in a row: logos, photographs, drawings.
//!
//! In: pictures with what they say. Out: all of one height, as wide as their proportions ask, never wider together
//! than the column.

use super::SCREEN_GAP;
use crate::layout::canvas::Canvas;
use crate::page::{ImageId, Item, Picture, Placement, Tag};
use crate::resolve::job::Job;
use crate::unit::{Point, Rect};

/// Pictures in a row.
#[derive(Debug)]
pub struct PicturesPiece {
    /// Each with what it says.
    pub images: Vec<(ImageId, String)>,
    /// Height in points; as tall as the width allows where absent.
    pub height: Option<f64>,
}

impl PicturesPiece {
    /// Height in points at a width.
    pub(super) fn height(&self, width: f64, job: &Job) -> f64 {
        let gaps = self.images.len().saturating_sub(1) as f64 * SCREEN_GAP;
        let at_one: f64 = self.images.iter().map(|(image, _)| picture_width(*image, 1.0, job)).sum();
        let most = (width - gaps).max(1.0) / at_one.max(1e-6);
        self.height.map_or(most, |height| height.min(most))
    }

    /// Draws the pictures, each a figure of its own.
    pub(super) fn place(&self, at: Point, width: f64, job: &Job, canvas: &mut Canvas) {
        let height = self.height(width, job);
        let mut from = 0.0;
        for (image, alt) in &self.images {
            let own = picture_width(*image, height, job);
            let left = canvas.start(at.x, width, from, own);
            let rect = Rect::new(left, at.y, left + own, at.y + height);
            canvas.tagged(Tag::Figure { alt: alt.clone(), bounds: rect }, |canvas| {
                canvas.items.push(Item::Image(Placement { image: *image, rect }));
            });
            from += own + SCREEN_GAP;
        }
    }
}

/// Width of a picture at a height, in points.
fn picture_width(image: ImageId, height: f64, job: &Job) -> f64 {
    let (width, tall) = job.images.get(image.0 as usize).map_or((1, 1), Picture::upright);
    height * f64::from(width) / f64::from(tall.max(1))
}
