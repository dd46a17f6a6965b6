//! What a page paints, in inks.
//!
//! Plain values between the [walk](super::walk) through a page and its [judgement](super::plates): places in points as
//! the PDF counts them (from the bottom left), inks as the plates get them.

use super::blend::Blend;
use super::inks::Inks;
use super::samples::Samples;
use crate::unit::{Affine, BezPath, Point, Rect};
use kurbo::Shape as _;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What was painted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Letters of this size in points, and where they begin.
    Text(f64, Point),
    /// A filled shape.
    Fill,
    /// A line of this width in points.
    Stroke(f64),
    /// A picture of so many pixels a row and column, and its resolution on paper.
    Image([u32; 2], f64),
    /// A shading.
    Shading,
}

/// Which points it covers.
#[derive(Clone, Debug)]
pub(super) enum Area {
    /// All of its box: where nothing better is known.
    Box,
    /// What a path encloses, by the even-odd rule or not.
    Path(BezPath, bool),
    /// The letters of the page's n-th run.
    Run(usize),
    /// A picture, and the way from the page to its unit square.
    Picture(Affine, Rc<Samples>),
}

/// Something painted.
#[derive(Clone, Debug)]
pub(super) struct Painted {
    pub what: What,
    pub inks: Inks,
    /// Whether it lies over other inks.
    pub over: bool,
    /// How it is mixed with what is below.
    pub blend: Blend,
    /// What is left of its box after clipping.
    pub rect: Rect,
    pub area: Area,
}

impl Painted {
    /// The inks that it brings to a point; none where it does not cover it.
    pub fn at(&self, point: Point, runs: &[BezPath]) -> Option<Inks> {
        if !self.rect.contains(point) {
            return None;
        }
        let within = |path: &BezPath, even_odd: bool| {
            let turns = path.winding(point);
            if even_odd { turns % 2 != 0 } else { turns != 0 }
        };
        match &self.area {
            Area::Box => Some(self.inks.clone()),
            Area::Path(path, even_odd) => within(path, *even_odd).then(|| self.inks.clone()),
            // Where letters cannot be told apart their box counts, rather too much than too little.
            Area::Run(number) => match runs.get(*number) {
                Some(letters) => within(letters, false).then(|| self.inks.clone()),
                None => Some(self.inks.clone()),
            },
            Area::Picture(inverse, samples) => samples.at(*inverse * point),
        }
    }
}

/// All that a page paints, and what else was met on the way.
#[derive(Default)]
pub(super) struct Plates {
    pub painted: Vec<Painted>,
    /// Whether something shines through.
    pub transparent: bool,
    /// Whether light is set by an operator (`rg`, `RG`).
    pub light: bool,
    /// Places of which the ink cannot be counted, and what is there.
    pub uncounted: Vec<(&'static str, Rect)>,
}

impl Plates {
    /// The inks on a part of the page, process inks first.
    pub(super) fn names(&self, part: Rect) -> Vec<String> {
        let mut process = [false; 4];
        let mut spots = BTreeSet::new();
        let touches = |painted: &&Painted| !part.intersect(painted.rect.inflate(0.1, 0.1)).is_zero_area();
        for painted in self.painted.iter().filter(touches) {
            for (plate, ink) in process.iter_mut().zip(painted.inks.process) {
                *plate |= ink > 0.0;
            }
            let used = painted.inks.spots.iter().filter(|(_, tint)| *tint > 0.0);
            spots.extend(used.map(|(name, _)| name.clone()));
        }
        let names = ["cyan", "magenta", "yellow", "black"].into_iter().zip(process);
        let process = names.filter(|(_, used)| *used).map(|(name, _)| name.to_owned());
        process.chain(spots).collect()
    }
}
