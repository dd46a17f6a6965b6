//! Pictures: logos, photographs, drawings.
//!
//! In: pictures with what they say. Out: all of one height, as wide as their proportions ask. Several logos share
//! their room in as many rows as make them largest, so that three partners in a narrow column stay readable.

use super::SCREEN_GAP;
use crate::layout::canvas::Canvas;
use crate::page::{ImageId, Item, Placement, Purpose, Tag};
use crate::resolve::job::Job;
use crate::unit::{Point, Rect, Size};

/// Pictures of one height, in rows.
#[derive(Debug)]
pub struct PicturesPiece {
    /// Each with what it says.
    pub images: Vec<(ImageId, String)>,
    /// Height of one in points; as tall as the width allows where absent.
    pub height: Option<f64>,
    /// What they are there for.
    pub purpose: Purpose,
}

/// Height that several rows may take together, as a multiple of a single one's.
const TALLEST: f64 = 2.0;

/// How pictures are dealt out.
struct Rows {
    /// Pictures in a row.
    across: usize,
    /// Height of each in points.
    height: f64,
}

impl PicturesPiece {
    /// Height in points at a width.
    pub(super) fn height(&self, width: f64, job: &Job) -> f64 {
        let rows = self.rows(width, job);
        let count = self.images.len().div_ceil(rows.across) as f64;
        count * rows.height + (count - 1.0).max(0.0) * SCREEN_GAP
    }

    /// Width and height that the pictures take of a width.
    pub(super) fn extent(&self, width: f64, job: &Job) -> Size {
        let Rows { across, height } = self.rows(width, job);
        let row = |row: &[(ImageId, String)]| {
            let own: f64 = row.iter().map(|(image, _)| picture_width(*image, height, job)).sum();
            own + row.len().saturating_sub(1) as f64 * SCREEN_GAP
        };
        let widest = self.images.chunks(across).map(row).fold(0.0, f64::max);
        // What is rounded on the way must not make them smaller when they are placed.
        Size::new(widest + 0.01, self.height(width, job))
    }

    /// Draws the pictures, each a figure of its own.
    pub(super) fn place(&self, at: Point, width: f64, job: &Job, canvas: &mut Canvas) {
        let Rows { across, height } = self.rows(width, job);
        let mut top = at.y;
        for row in self.images.chunks(across) {
            let mut from = 0.0;
            for (image, alt) in row {
                let own = picture_width(*image, height, job);
                let left = canvas.start(at.x, width, from, own);
                let rect = Rect::new(left, top, left + own, top + height);
                canvas.tagged(Tag::Figure { alt: alt.clone(), bounds: rect }, |canvas| {
                    let (purpose, origin) = (self.purpose, job.image_origins.get(image.0 as usize).copied());
                    canvas.items.push(Item::Image(Placement { image: *image, rect, purpose, origin }));
                });
                from += own + SCREEN_GAP;
            }
            top += height + SCREEN_GAP;
        }
    }

    /// The rows in which the pictures are largest; the fewest where several ways are equal.
    fn rows(&self, width: f64, job: &Job) -> Rows {
        let count = self.images.len().max(1);
        let most = if self.height.is_some() { count } else { 1 };
        let ways = (1..=most).map(|rows| {
            let across = count.div_ceil(rows);
            let fitting = self.images.chunks(across).map(|row| fitting(row, width, job)).fold(f64::INFINITY, f64::min);
            let gaps = (rows - 1) as f64 * SCREEN_GAP;
            let wished = self.height.map_or(fitting, |one| one.min((one * TALLEST - gaps) / rows as f64));
            Rows { across, height: fitting.min(wished) }
        });
        let larger = |best: Rows, way: Rows| if way.height > best.height { way } else { best };
        ways.reduce(larger).unwrap_or(Rows { across: count, height: 0.0 })
    }
}

/// Height at which a row is as wide as there is room.
fn fitting(row: &[(ImageId, String)], width: f64, job: &Job) -> f64 {
    let gaps = row.len().saturating_sub(1) as f64 * SCREEN_GAP;
    let at_one: f64 = row.iter().map(|(image, _)| picture_width(*image, 1.0, job)).sum();
    (width - gaps).max(1.0) / at_one.max(1e-6)
}

/// Width of a picture at a height, in points.
fn picture_width(image: ImageId, height: f64, job: &Job) -> f64 {
    let (width, tall) = job.picture_size(image);
    height * width / tall
}
