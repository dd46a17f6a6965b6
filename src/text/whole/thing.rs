//! Something that is one thing, and where it may be parted.

use std::ops::Range;

/// What kind of thing it is, as far as its parting goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A telephone number, which nothing parts.
    Telephone,
    /// A range, with the pieces between its ends.
    Range(Range<usize>),
    /// Names and their numbers: street, town, abbreviation.
    Place,
    /// Any other number.
    Other,
}

/// Where a thing may be parted that is wider than its line, the cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// Behind the dash of a range.
    Range,
    /// Between a name and its number.
    Place,
    /// Between an amount and its unit, and between groups of digits.
    Amount,
}

/// Something that is one thing; bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thing {
    /// All of it.
    pub text: Range<usize>,
    /// What stands between the ends of the ranges in it.
    pub joints: Vec<Range<usize>>,
    /// The ranges of these joints.
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) telephones: Vec<Range<usize>>,
    pub(super) places: Vec<Range<usize>>,
    pub(super) others: Vec<Range<usize>>,
}

impl Thing {
    /// What kind of seam is at a place inside; nothing where it may not be parted.
    pub fn seam(&self, at: usize) -> Option<Seam> {
        let inside = |of: &[Range<usize>]| of.iter().any(|range| range.start < at && at < range.end);
        match () {
            () if self.joints.iter().any(|joint| joint.end == at) => Some(Seam::Range),
            () if inside(&self.telephones) || self.joints.iter().any(|joint| joint.start <= at && at < joint.end) => {
                None
            }
            () if inside(&self.places) => Some(Seam::Place),
            () => Some(Seam::Amount),
        }
    }

    /// The numbers in it.
    pub fn numbers(&self) -> impl Iterator<Item = &Range<usize>> {
        self.telephones.iter().chain(&self.others)
    }

    pub(super) fn add(&mut self, text: Range<usize>, sort: Sort, place: impl Fn(usize) -> usize) {
        self.text.end = self.text.end.max(text.end);
        match sort {
            Sort::Telephone => self.telephones.push(text),
            Sort::Range(joint) => {
                self.joints.push(place(joint.start)..place(joint.end));
                self.ranges.push(text);
            }
            Sort::Place => self.places.push(text),
            Sort::Other => self.others.push(text),
        }
    }

    /// Takes away what looks like a range inside something longer: the month of "2026-05-12".
    pub(super) fn settle(&mut self) {
        let covers = |other: &Range<usize>, range: &Range<usize>| other.start <= range.start && range.end <= other.end;
        let (telephones, others) = (&self.telephones, &self.others);
        let part_of = |range: &Range<usize>| {
            telephones.iter().any(|other| covers(other, range))
                || others.iter().any(|other| covers(other, range) && other != range)
        };
        let mut ranges = self.ranges.iter();
        self.joints.retain(|_| !ranges.next().is_some_and(part_of));
    }
}
