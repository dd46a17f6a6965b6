//! An organisation's own screenshot in the place of a schematic screen.
//!
//! In: a picture, cut to the part to show, and places on it as shares of the picture. Out: the picture in the phone's
//! outline or without, with the same ring and hand as on a drawn screen, a magnifier, and numbers with leader lines.

use super::shapes;
use crate::color::Color;
use crate::layout::canvas::{Canvas, rounded};
use crate::layout::text::{Scale, TextPiece};
use crate::page::{ImageId, Item, Placement, Purpose, Stroke};
use crate::resolve::job::Job;
use crate::unit::{Affine, BezPath, Point, Rect};

/// A screenshot. Parts of it are x, y, width and height as shares of the upright picture.
#[derive(Debug)]
pub struct ShotPiece {
    /// The picture.
    pub image: ImageId,
    /// Day on which it was taken.
    pub taken: String,
    /// The place to tap.
    pub highlight: Option<[f64; 4]>,
    /// A part that is shown larger as well.
    pub magnify: Option<[f64; 4]>,
    /// Numbered places, each with its number, shaped.
    pub callouts: Vec<([f64; 2], TextPiece)>,
    /// Whether it stands in the outline of a phone.
    pub frame: bool,
}

/// How much larger the magnifier shows its part, where there is room.
const ENLARGED: f64 = 2.0;
/// Width and height of the magnifier as a share of the phone's, at most.
const LENS: f64 = 0.9;
/// Radius of a number's disc, in points.
const DISC: f64 = 6.5;

impl ShotPiece {
    /// Height of the picture if it is `width` wide.
    pub(super) fn least_height(&self, width: f64, job: &Job) -> f64 {
        let (wide, tall) = job.picture_size(self.image);
        width * tall / wide
    }

    /// Draws the picture into the phone's outline.
    pub(super) fn draw(&self, phone: Rect, radius: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let rect = Rect::from_origin_size(phone.origin(), (phone.width(), self.least_height(phone.width(), job)));
        let outline = if self.frame { rounded(phone, radius) } else { rounded(phone.intersect(rect), 0.0) };
        self.picture(rect, outline, job, canvas);
        let place = |[x, y, wide, tall]: [f64; 4]| {
            let corner = (rect.x0 + x * rect.width(), rect.y0 + y * rect.height());
            Rect::from_origin_size(corner, (wide * rect.width(), tall * rect.height()))
        };
        if let Some(part) = self.magnify {
            self.lens(place(part), rect, phone, job, canvas);
        }
        if let Some(part) = self.highlight {
            shapes::tap(place(part).intersect(phone), phone, job, canvas);
        }
        let mut last = [f64::NEG_INFINITY; 2];
        for (at, number) in &self.callouts {
            let target = place([at[0], at[1], 0.0, 0.0]).origin();
            let side = usize::from(target.x > phone.center().x);
            let x = if side == 0 { phone.x0 + DISC + 2.0 } else { phone.x1 - DISC - 2.0 };
            let y = target.y.max(last[side] + 2.0 * DISC + 2.0).clamp(phone.y0 + DISC + 2.0, phone.y1 - DISC - 2.0);
            last[side] = y;
            callout(Point::new(x, y), target, number, scale, job, canvas);
        }
    }

    fn picture(&self, rect: Rect, clip: BezPath, job: &Job, canvas: &mut Canvas) {
        let origin = job.image_origins.get(self.image.0 as usize).copied();
        let items = vec![Item::Image(Placement { image: self.image, rect, purpose: Purpose::Figure, origin })];
        canvas.items.push(Item::Group { transform: Affine::IDENTITY, clip: Some(clip), items });
    }

    /// A part of the picture larger, below the part or above it, joined to it by lines.
    fn lens(&self, part: Rect, whole: Rect, phone: Rect, job: &Job, canvas: &mut Canvas) {
        let factor = ENLARGED.min(phone.width() * LENS / part.width()).min(phone.height() * LENS / part.height());
        let (width, height) = (part.width() * factor, part.height() * factor);
        let below = phone.y1 - part.y1 >= height + 10.0;
        let top = if below { part.y1 + 8.0 } else { (part.y0 - 8.0 - height).max(phone.y0 + 2.0) };
        let left = (part.center().x - width / 2.0).clamp(phone.x0 + 2.0, (phone.x1 - 2.0 - width).max(phone.x0 + 2.0));
        let lens = Rect::from_origin_size((left, top), (width, height));
        let stroke = Stroke { color: job.palette.mark, width: 1.4, dash: None, round: true };
        let (from, to) = if below { (part.y1, lens.y0) } else { (part.y0, lens.y1) };
        for (start, end) in [(part.x0, lens.x0 + 3.0), (part.x1, lens.x1 - 3.0)] {
            let mut path = BezPath::new();
            path.move_to((start, from));
            path.line_to((end, to));
            canvas.stroke(path, stroke, None);
        }
        canvas.stroke(rounded(part, 2.0), stroke, None);
        let corner = Point::new(lens.x0 - (part.x0 - whole.x0) * factor, lens.y0 - (part.y0 - whole.y0) * factor);
        let enlarged = Rect::from_origin_size(corner, (whole.width() * factor, whole.height() * factor));
        self.picture(enlarged, rounded(lens, 3.0), job, canvas);
        canvas.stroke(rounded(lens, 3.0), Stroke { width: 2.0, ..stroke }, None);
    }
}

/// A number on its disc at the edge, and a line from it to its place.
fn callout(center: Point, target: Point, number: &TextPiece, scale: Scale, job: &Job, canvas: &mut Canvas) {
    let mut path = BezPath::new();
    path.move_to(center);
    path.line_to(target);
    for (color, width) in [(Color::PAPER, 2.4), (job.palette.text, 1.0)] {
        canvas.stroke(path.clone(), Stroke { color, width, dash: None, round: true }, None);
    }
    canvas.disc(target, 2.4, Color::PAPER);
    canvas.disc(target, 1.7, job.palette.text);
    canvas.disc(center, DISC + 0.8, Color::PAPER);
    canvas.disc(center, DISC, job.palette.accent);
    let top = center.y - number.height(2.0 * DISC, scale) / 2.0;
    number.place(Point::new(center.x - DISC, top), 2.0 * DISC, scale, None, job, canvas);
}
