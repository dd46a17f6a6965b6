//! Marks of the print shop: where to cut, whether the plates lie on each other, how strong the inks are, what this is.
//!
//! In: the boxes of a page and which marks are wished. Out: operators that paint outside the bleed and nowhere else, so
//! that nothing of them is left on a sheet that was cut half a millimetre off. What is read or measured (the slug line, the
//! colour bar) stands farther out than all lines do, however small the sheet and wherever it is folded.

use super::inks::{self, Paint};
use super::object;
use super::profile::{Boxes, SLUG};
use crate::color::Ink;
use crate::page::{Item, Page, Spot};
use crate::press::Marks;
use crate::unit::{Affine, Point, Rect, Vec2, mm};
use kurbo::{Circle, Shape as _};
use printpdf::{Op, Pt};

/// Distance of crop marks from the bleed, their length, and the side of a patch of the bar, in millimetres.
const OFFSET: f64 = 1.0;
const LENGTH: f64 = 5.0;
const PATCH: f64 = 4.0;
/// Radius of a registration mark in millimetres.
const RADIUS: f64 = 2.0;
/// Where the slug line and the bar begin, beyond the bleed, in millimetres: no line reaches so far.
const BEYOND: f64 = 8.0;
/// What they keep free at the sheet's edge, in millimetres.
const EDGE: f64 = SLUG - BEYOND - PATCH;
/// How far a registration mark is moved along its side where a fold mark stands in its place, in millimetres.
const ASIDE: f64 = 12.0;
/// Width of all lines, in points: the least that every press holds.
const LINE: f64 = 0.25;

/// Where the slug line begins, in the PDF's coordinates: below the bleed at the left, above the sheet's edge.
pub(super) fn slug_place(boxes: &Boxes) -> Affine {
    Affine::new([1.0, 0.0, 0.0, -1.0, boxes.bleed.x0, boxes.bleed.y0 - mm(BEYOND)])
}

/// How long the slug line of a page may be, in points: from the bleed at the left almost to the sheet's edge.
pub fn slug_length(page: &Page) -> f64 {
    page.trim.width + page.bleed.across() + mm(SLUG - EDGE)
}

/// Where a page's own marks stand, in the PDF's coordinates.
pub(super) fn taken(marks: &[Item], flip: Affine) -> Vec<Rect> {
    let place = |mark: &Item| match mark {
        Item::Path(shape) => Some(flip.transform_rect_bbox(shape.path.bounding_box())),
        _ => None,
    };
    marks.iter().filter_map(place).collect()
}

/// The marks of a page but for the slug line, clear of the page's own, which stand at `taken`; on one plate where there is
/// only one ink.
pub(super) fn draw(boxes: &Boxes, marks: Marks, taken: &[Rect], spots: &[Spot], ink: Ink) -> Vec<Op> {
    let mut ops = Vec::new();
    ops.push(object::state(inks::KNOCKOUT));
    ops.push(Op::SetOutlineThickness { pt: Pt(LINE as f32) });
    match ink {
        Ink::Color => ops.extend(inks::separation(inks::ALL, 1.0, Paint::Stroke)),
        Ink::Black => ops.push(inks::process([0.0, 0.0, 0.0, 1.0], Paint::Stroke)),
    }
    if marks.crop {
        crop(boxes, &mut ops);
    }
    if marks.registration {
        registration(boxes, taken, &mut ops);
    }
    if marks.bar {
        bar(boxes, spots, ink, &mut ops);
    }
    ops
}

fn line(from: Point, to: Point, ops: &mut Vec<Op>) {
    ops.extend([object::op("m", [from.x, from.y]), object::op("l", [to.x, to.y]), object::op("S", [])]);
}

/// Two lines at each corner, in line with the trim, outside the bleed.
fn crop(boxes: &Boxes, ops: &mut Vec<Op>) {
    let (trim, bleed) = (boxes.trim, boxes.bleed);
    let (near, far) = (mm(OFFSET), mm(OFFSET + LENGTH));
    for x in [trim.x0, trim.x1] {
        line(Point::new(x, bleed.y0 - near), Point::new(x, bleed.y0 - far), ops);
        line(Point::new(x, bleed.y1 + near), Point::new(x, bleed.y1 + far), ops);
    }
    for y in [trim.y0, trim.y1] {
        line(Point::new(bleed.x0 - near, y), Point::new(bleed.x0 - far, y), ops);
        line(Point::new(bleed.x1 + near, y), Point::new(bleed.x1 + far, y), ops);
    }
}

/// The middles of the registration marks: in the middle of each side, or beside it where that place is taken.
fn centers(boxes: &Boxes, taken: &[Rect]) -> [Point; 4] {
    let (bleed, middle) = (boxes.bleed, boxes.trim.center());
    let away = mm(OFFSET + 2.0 + RADIUS);
    let aside = |center: Point, along: Vec2| {
        let around =
            Rect::from_center_size(center, (mm(2.0 * RADIUS), mm(2.0 * RADIUS))).inflate(mm(OFFSET), mm(OFFSET));
        if taken.iter().any(|mark| mark.overlaps(around)) { center + along } else { center }
    };
    let (level, upright) = (Vec2::new(mm(ASIDE), 0.0), Vec2::new(0.0, mm(ASIDE)));
    [
        aside(Point::new(middle.x, bleed.y0 - away), level),
        aside(Point::new(middle.x, bleed.y1 + away), level),
        aside(Point::new(bleed.x0 - away, middle.y), upright),
        aside(Point::new(bleed.x1 + away, middle.y), upright),
    ]
}

/// A circle and a cross at each side.
fn registration(boxes: &Boxes, taken: &[Rect], ops: &mut Vec<Op>) {
    for center in centers(boxes, taken) {
        for element in Circle::new(center, mm(RADIUS * 0.6)).to_path(0.01).elements() {
            ops.push(object::segment(*element));
        }
        ops.push(object::op("S", []));
        let arm = mm(RADIUS);
        line(Point::new(center.x - arm, center.y), Point::new(center.x + arm, center.y), ops);
        line(Point::new(center.x, center.y - arm), Point::new(center.x, center.y + arm), ops);
    }
}

/// Patches of every ink, full and half, above the sheet; smaller where there are many on little paper.
fn bar(boxes: &Boxes, spots: &[Spot], ink: Ink, ops: &mut Vec<Op>) {
    let mut patches: Vec<Vec<Op>> = Vec::new();
    for tint in [1.0, 0.5] {
        for plate in if ink == Ink::Black { 3..4 } else { 0..4 } {
            let mut inks = [0.0; 4];
            inks[plate] = tint;
            patches.push(vec![inks::process(inks, Paint::Fill)]);
        }
        for spot in 0..spots.len() {
            patches.push(inks::separation(&inks::spot_name(spot as u8), tint, Paint::Fill));
        }
    }
    let length = boxes.media.x1 - mm(EDGE) - boxes.bleed.x0;
    let side = mm(PATCH).min(length / patches.len() as f64);
    let (left, bottom) = (boxes.bleed.x0, boxes.bleed.y1 + mm(BEYOND));
    for (at, patch) in patches.into_iter().enumerate() {
        let place = Rect::from_origin_size((left + at as f64 * side, bottom), (side, side));
        ops.extend(patch);
        ops.push(object::op("re", [place.x0, place.y0, place.width(), place.height()]));
        ops.push(object::op("f", []));
    }
}
