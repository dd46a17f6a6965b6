//! A colour as the plates of a print shop get it: the ground of the preflight.
//!
//! In: tints of named inks, 0 to 1. Out: [`Inks`], which add up, are compared, and take in others. Nothing here knows of
//! pages or files.

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
