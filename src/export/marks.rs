//! Marks of the print shop: where to cut, whether the plates lie on each other, how strong the inks are, what this is.
//!
//! In: the boxes of a page and which marks are wished. Out: operators that paint outside the bleed and nowhere else, so
//! that nothing of them is left on a sheet that was cut half a millimetre off.

use super::inks::{self, Paint};
use super::object;
use super::profile::Boxes;
use crate::color::Ink;
use crate::page::Spot;
use crate::press::Marks;
use crate::unit::{Affine, Point, Rect, mm};
use kurbo::{Circle, Shape as _};
use printpdf::{Op, Pt};

/// Distance of crop marks from the bleed, their length, and the side of a patch of the bar, in millimetres.
const OFFSET: f64 = 1.0;
const LENGTH: f64 = 5.0;
const PATCH: f64 = 4.0;
/// Radius of a registration mark in millimetres.
const RADIUS: f64 = 2.0;
/// Distance of the middle of a registration mark from the bleed, and from its end to the slug line, in millimetres.
const REGISTRATION: f64 = OFFSET + 2.0 + RADIUS;
const SLUG_GAP: f64 = 0.4;
/// Distance of the bar from other marks, in millimetres.
const BAR_GAP: f64 = 1.5;
/// Width of all lines, in points: the least that every press holds.
const LINE: f64 = 0.25;

/// Where the slug line begins, in the PDF's coordinates: below all other marks, at the left of the bleed.
pub(super) fn slug_place(boxes: &Boxes) -> Affine {
    Affine::new([1.0, 0.0, 0.0, -1.0, boxes.bleed.x0, boxes.bleed.y0 - mm(REGISTRATION + RADIUS + SLUG_GAP)])
}

/// The marks of a page but for the slug line; on one plate where there is only one ink.
pub(super) fn draw(boxes: &Boxes, marks: Marks, spots: &[Spot], ink: Ink) -> Vec<Op> {
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
        registration(boxes, &mut ops);
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

/// A circle and a cross in the middle of each side.
fn registration(boxes: &Boxes, ops: &mut Vec<Op>) {
    let (bleed, middle) = (boxes.bleed, boxes.trim.center());
    let away = mm(REGISTRATION);
    for center in [
        Point::new(middle.x, bleed.y0 - away),
        Point::new(middle.x, bleed.y1 + away),
        Point::new(bleed.x0 - away, middle.y),
        Point::new(bleed.x1 + away, middle.y),
    ] {
        for element in Circle::new(center, mm(RADIUS * 0.6)).to_path(0.01).elements() {
            ops.push(object::segment(*element));
        }
        ops.push(object::op("S", []));
        let arm = mm(RADIUS);
        line(Point::new(center.x - arm, center.y), Point::new(center.x + arm, center.y), ops);
        line(Point::new(center.x, center.y - arm), Point::new(center.x, center.y + arm), ops);
    }
}

/// Patches of every ink above the sheet: full ones at the left of the registration mark, half ones at its right.
fn bar(boxes: &Boxes, spots: &[Spot], ink: Ink, ops: &mut Vec<Op>) {
    let patches = |tint: f64| {
        let mut patches: Vec<Vec<Op>> = Vec::new();
        for plate in if ink == Ink::Black { 3..4 } else { 0..4 } {
            let mut inks = [0.0; 4];
            inks[plate] = tint;
            patches.push(vec![inks::process(inks, Paint::Fill)]);
        }
        let spots = 0..spots.len();
        patches.extend(spots.map(|spot| inks::separation(&inks::spot_name(spot as u8), tint, Paint::Fill)));
        patches
    };
    let (middle, bottom) = (boxes.trim.center().x, boxes.bleed.y1 + mm(OFFSET + 1.5));
    let away = mm(RADIUS + BAR_GAP);
    for (tint, full) in [(1.0, true), (0.5, false)] {
        let patches = patches(tint);
        // Between the crop marks and the registration mark.
        let room = boxes.trim.width() / 2.0 - away - mm(BAR_GAP);
        let side = mm(PATCH).min(room / patches.len() as f64);
        let left = if full { middle - away - side * patches.len() as f64 } else { middle + away };
        for (at, patch) in patches.into_iter().enumerate() {
            let place = Rect::from_origin_size((left + at as f64 * side, bottom), (side, side));
            ops.extend(patch);
            ops.push(object::op("re", [place.x0, place.y0, place.width(), place.height()]));
            ops.push(object::op("f", []));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slug_line_stands_below_all_marks_and_above_the_edge() {
        let boxes = |side: f64| {
            let media = Rect::new(0.0, 0.0, side, side);
            Boxes { media, bleed: media.inset(-mm(10.0)), trim: media.inset(-mm(13.0)) }
        };
        let boxes = boxes(mm(96.0));
        let top = slug_place(&boxes) * Point::ZERO;
        let marks = boxes.bleed.y0 - mm(REGISTRATION + RADIUS).max(mm(OFFSET + LENGTH));
        assert!(top.y < marks && top.y - 6.5 * 1.2 > boxes.media.y0 - 2.5, "{} {marks}", top.y);
    }
}
