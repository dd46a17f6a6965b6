//! An organisation's own screenshot in the place of a schematic screen.
//!
//! In: a picture, the part of it to show and the place to tap, as shares of the picture. Out: the part, clipped to the
//! phone's outline, with the same ring and hand as on a drawn screen.

use super::shapes;
use crate::layout::canvas::{Canvas, rounded};
use crate::page::{ImageId, Item, Placement};
use crate::resolve::job::Job;
use crate::unit::{Affine, Point, Rect};

/// A screenshot. Parts of it are x, y, width and height as shares of the upright picture.
#[derive(Debug)]
pub struct ShotPiece {
    /// The picture.
    pub image: ImageId,
    /// The part to show.
    pub crop: [f64; 4],
    /// The place to tap.
    pub highlight: Option<[f64; 4]>,
}

impl ShotPiece {
    /// Height of the part shown if it is `width` wide.
    pub(super) fn least_height(&self, width: f64, job: &Job) -> f64 {
        self.size(width, job).1 * self.crop[3]
    }

    /// Draws the part into the phone's outline.
    pub(super) fn draw(&self, phone: Rect, radius: f64, job: &Job, canvas: &mut Canvas) {
        let (width, height) = self.size(phone.width(), job);
        let corner = Point::new(phone.x0 - self.crop[0] * width, phone.y0 - self.crop[1] * height);
        let rect = Rect::from_origin_size(corner, (width, height));
        let placement = Placement { image: self.image, rect };
        canvas.items.push(Item::Group {
            transform: Affine::IDENTITY,
            clip: Some(rounded(phone, radius)),
            items: vec![Item::Image(placement)],
        });
        if let Some([x, y, wide, tall]) = self.highlight {
            let ring =
                Rect::from_origin_size((rect.x0 + x * width, rect.y0 + y * height), (wide * width, tall * height));
            shapes::tap(ring.intersect(phone), phone, job, canvas);
        }
    }

    /// Size of the whole picture where the part to show is `width` wide.
    fn size(&self, width: f64, job: &Job) -> (f64, f64) {
        let (wide, tall) = job.picture_size(self.image);
        let whole = width / self.crop[2];
        (whole, whole * tall / wide)
    }
}
