//! What a page paints, in inks.
//!
//! Plain values between the [walk](super::walk) through a page and its [judgement](super::plates): places in points as
//! the PDF counts them (from the bottom left), inks as the plates get them.

use super::blend::Blend;
use super::samples::Samples;
use crate::unit::{Affine, BezPath, Point, Rect};
use kurbo::Shape as _;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A colour as the plates get it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Inks {
    /// Cyan, magenta, yellow, black, 0 to 1.
    pub process: [f64; 4],
    /// Other inks and their tints.
    pub spots: Vec<(String, f64)>,
    /// Whether this is one colour; else it is the most that each plate gets.
    pub known: bool,
    /// Where it is many colours: the total of the wettest.
    pub wettest: f64,
}

impl Inks {
    pub const BLACK: Self = Self::process([0.0, 0.0, 0.0, 1.0]);

    pub const fn process(process: [f64; 4]) -> Self {
        Self { process, spots: Vec::new(), known: true, wettest: 0.0 }
    }

    /// Inks by the names of their plates (ISO 32000-1, 8.6.6.4 and 8.6.6.5).
    pub fn named<'a>(tints: impl Iterator<Item = (&'a str, f64)>) -> Self {
        let mut inks = Self::process([0.0; 4]);
        for (name, tint) in tints {
            match ["Cyan", "Magenta", "Yellow", "Black"].iter().position(|process| *process == name) {
                Some(at) => inks.process[at] = tint,
                None if name == "None" => {}
                None => inks.spots.push((name.to_owned(), tint)),
            }
        }
        inks
    }

    /// All ink on the wettest spot, 1 for one plate at full strength.
    pub fn total(&self) -> f64 {
        if self.known { self.sum() } else { self.wettest }
    }

    /// All plates together; "All" is every plate.
    pub fn sum(&self) -> f64 {
        let spots = self.spots.iter().map(|(name, tint)| if name == "All" { 4.0 * tint } else { *tint });
        self.process.iter().sum::<f64>() + spots.sum::<f64>()
    }

    /// Whether nothing is printed.
    pub fn is_white(&self) -> bool {
        self.known && self.total() < 1e-6
    }

    /// Number of process inks in it.
    pub fn plates(&self) -> usize {
        self.process.iter().filter(|ink| **ink > 0.005).count()
    }

    /// Whether black is the only ink.
    pub fn is_black_alone(&self) -> bool {
        let alone = self.spots.is_empty() && self.process[..3].iter().all(|ink| *ink < 0.005);
        self.known && alone && self.process[3] > 0.0
    }

    /// Takes in another colour: the more of each plate, the wetter of both.
    pub fn take_in(&mut self, other: &Self) {
        (self.wettest, self.known) = (self.total().max(other.total()), false);
        for (plate, ink) in self.process.iter_mut().zip(other.process) {
            *plate = plate.max(ink);
        }
        for (name, tint) in &other.spots {
            let spot = self.spot_mut(name);
            *spot = spot.max(*tint);
        }
    }

    /// The tint of a spot ink, 0 where it was not met yet.
    pub fn spot_mut(&mut self, name: &str) -> &mut f64 {
        let at = self.spots.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
            self.spots.push((name.to_owned(), 0.0));
            self.spots.len() - 1
        });
        &mut self.spots[at].1
    }
}

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
