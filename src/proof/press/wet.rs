//! How much ink lies on one spot of the rendered page.
//!
//! In: everything painted, in order. Out: the wettest spot, where it is wetter than may be. What knocks out can never be
//! wetter than its own wettest colour, and what shines through mixes two colours and is no wetter than the wetter one;
//! both are judged colour by colour. Only what overprints, and what is mixed by another mode, adds ink to what lies
//! below. For each such thing a bound is taken first: the most that any colour that touches its box can become by all that
//! overprints there. Where it is within the limit no spot can be beyond it. Elsewhere the spots are counted, point by
//! point.

use super::blend::{Mode, lay};
use super::inks::Inks;
use super::painted::{Area, Painted, Plates};
use crate::unit::{BezPath, Point, Rect};
use kurbo::Shape as _;

/// Distance between two points that are looked at, in points: 150 to an inch.
const STEP: f64 = 72.0 / 150.0;
/// Most points of one thing.
const POINTS: f64 = 100_000.0;

/// The wettest spot on a part of the page (1 for one plate at full strength), if it is beyond the limit.
pub(super) fn wettest(
    plates: &Plates,
    part: Rect,
    limit: f64,
    letters: impl FnOnce() -> Vec<BezPath>,
) -> Option<(f64, Rect)> {
    let adds = |painted: &Painted| {
        let over = painted.over && !painted.inks.is_white();
        let seen = !painted.rect.intersect(part).is_zero_area();
        seen && (painted.blend.mode != Mode::Normal || over) && bound(plates, painted, painted.rect) > limit
    };
    let doubtful: Vec<&Painted> = plates.painted.iter().filter(|painted| adds(painted)).collect();
    if doubtful.is_empty() {
        return None;
    }
    let letters = letters();
    // A reader that counts runs otherwise cannot say which letters are which.
    let shown = plates.painted.iter().filter(|painted| matches!(painted.area, Area::Run(_))).count();
    let letters = if letters.len() >= shown { letters } else { Vec::new() };
    let regions = doubtful.into_iter().map(|painted| (painted, region(painted, &letters).intersect(part)));
    let wet = regions.filter(|(painted, region)| bound(plates, painted, *region) > limit);
    let spots = wet.filter_map(|(painted, region)| spot(plates, painted, region, &letters));
    spots.filter(|(wet, _)| *wet > limit).max_by(|a, b| a.0.total_cmp(&b.0))
}

/// The box of a thing, as closely as it is known once the letters are.
fn region(painted: &Painted, letters: &[BezPath]) -> Rect {
    match &painted.area {
        Area::Run(number) => {
            letters.get(*number).map_or(painted.rect, |run| painted.rect.intersect(run.bounding_box()))
        }
        _ => painted.rect,
    }
}

/// The most that can lie anywhere on a part of the page where a thing is: of all that knocks out only the topmost is
/// left on a spot, and whatever overprints there can add no more to a plate than the most that one of them brings.
/// Mixtures lie between the two colours that are mixed. What is mixed by another mode is judged by itself.
fn bound(plates: &Plates, painted: &Painted, part: Rect) -> f64 {
    if painted.blend.mode != Mode::Normal {
        return f64::INFINITY;
    }
    let touches = |other: &&Painted| !other.rect.intersect(part).is_zero_area() && other.blend.mode == Mode::Normal;
    let (over, below): (Vec<_>, Vec<_>) = plates.painted.iter().filter(touches).partition(|other| other.over);
    let mut added = Inks::process([0.0; 4]);
    over.iter().for_each(|other| added.take_in(&other.inks));
    let on = |below: &Painted| {
        let mut joined = added.clone();
        joined.take_in(&below.inks);
        joined.sum().min(below.inks.total() + added.sum())
    };
    below.into_iter().map(on).fold(added.sum(), f64::max)
}

/// The wettest point of a thing.
fn spot(plates: &Plates, painted: &Painted, region: Rect, letters: &[BezPath]) -> Option<(f64, Rect)> {
    let near: Vec<&Painted> =
        plates.painted.iter().filter(|other| !other.rect.intersect(region).is_zero_area()).collect();
    let step = STEP.max((region.area() / POINTS).sqrt());
    let count = |length: f64| (length / step).ceil().max(1.0) as u32;
    let (columns, rows) = (count(region.width()), count(region.height()));
    let points = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let wet = points.map(|(column, row)| {
        let part = |at: u32, of: u32| (f64::from(at) + 0.5) / f64::from(of);
        let point = Point::new(
            region.x0 + region.width() * part(column, columns),
            region.y0 + region.height() * part(row, rows),
        );
        (at(&near, painted, point, letters), point)
    });
    let (wet, point) = wet.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((wet, Rect::from_center_size(point, (step, step))))
}

/// All ink on a point of a thing; none where it does not cover the point.
fn at(near: &[&Painted], painted: &Painted, point: Point, letters: &[BezPath]) -> f64 {
    if painted.at(point, letters).is_none() {
        return 0.0;
    }
    let mut below = Inks::process([0.0; 4]);
    for other in near {
        if let Some(inks) = other.at(point, letters) {
            lay(&mut below, &inks, other.over, other.blend);
        }
    }
    below.sum()
}
