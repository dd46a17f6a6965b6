//! The organisation's block: logos on one side, beside them the name and how to reach it.
//!
//! In: shaped texts with a pictogram each. Out: a block that fills whatever width it gets. Entries stand in as many
//! columns as make it lowest, or one behind the other; logos stand beside all words, beside the name, or above, whichever is
//! lowest and parts no address.

use super::entry::EntryPiece;
use super::list::dealt;
use super::{Lane, PicturesPiece};
use crate::layout::canvas::Canvas;
use crate::layout::text::{Scale, TextPiece};
use crate::page::Tag;
use crate::resolve::job::Job;
use crate::unit::Point;

/// Logos, name, entries.
#[derive(Debug)]
pub struct OrganisationPiece {
    /// The logos.
    pub logos: Option<PicturesPiece>,
    /// The name.
    pub name: Option<TextPiece>,
    /// Level of the heading that it is.
    pub level: u8,
    /// Address, hours and the like.
    pub entries: Vec<EntryPiece>,
    /// Whether they stand one behind the other.
    pub compact: bool,
}

/// Most columns of entries.
const MOST_COLUMNS: usize = 3;
/// Logos take no more of the width than this beside the words.
const LOGO_SHARE: f64 = 0.24;
/// The same beside the name alone.
const HEAD_SHARE: f64 = 0.4;
/// Width that words need beside logos, in type sizes.
const LEAST_WORDS: f64 = 17.0;
/// Width that the name needs beside logos, in type sizes.
const LEAST_NAME: f64 = 10.0;
/// Space between entries, and below the name, in type sizes.
const GAP: f64 = 0.45;
/// Space between entries beside each other, in type sizes.
const COLUMN_GAP: f64 = 1.5;

/// Where something stands: from the reading start and from the top, with its width.
#[derive(Clone, Copy, Default)]
struct Spot {
    from: f64,
    top: f64,
    width: f64,
}

/// Where logos, name and entries stand, and how high all of it is.
#[derive(Clone, Copy, Default)]
struct Parts {
    logos: Spot,
    name: Spot,
    entries: Spot,
    height: f64,
}

impl OrganisationPiece {
    /// Its height, undivided.
    pub(super) fn lane(&self, width: f64, scale: Scale, job: &Job) -> Lane {
        Lane { gap: 0.0, height: self.parts(width, scale, job).height, grow: 0.0 }
    }

    /// Draws it: the name first, for that is what it is about.
    pub(super) fn place(&self, at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let parts = self.parts(width, scale, job);
        let corner =
            |spot: Spot, canvas: &Canvas| Point::new(canvas.start(at.x, width, spot.from, spot.width), at.y + spot.top);
        if let Some(name) = &self.name {
            let at = corner(parts.name, canvas);
            name.place(at, parts.name.width, scale, Some(Tag::Heading(self.level)), job, canvas);
        }
        if let Some(pictures) = &self.logos {
            pictures.place(corner(parts.logos, canvas), parts.logos.width, job, canvas);
        }
        let whole = parts.entries.width;
        let mut all: Vec<_> = self.entries.iter().zip(self.spots(whole, scale).0).collect();
        if self.compact {
            all.sort_by(|(_, a), (_, b)| a.top.total_cmp(&b.top).then(a.from.total_cmp(&b.from)));
        }
        let corner = corner(parts.entries, canvas);
        for (entry, spot) in all {
            let left = canvas.start(corner.x, whole, spot.from, spot.width);
            entry.place(Point::new(left, corner.y + spot.top), spot.width, scale, job, canvas);
        }
    }

    /// The texts with the widths that they get.
    pub(super) fn texts<'a>(&'a self, width: f64, scale: Scale, job: &Job, out: &mut Vec<(&'a TextPiece, f64)>) {
        let parts = self.parts(width, scale, job);
        out.extend(self.name.as_ref().map(|name| (name, parts.name.width)));
        for (entry, spot) in self.entries.iter().zip(self.spots(parts.entries.width, scale).0) {
            out.extend(entry.texts(spot.width, scale));
        }
    }

    /// The lowest way to stand: logos beside the words, beside the name alone, or above all of it.
    fn parts(&self, width: f64, scale: Scale, job: &Job) -> Parts {
        let ways = [self.beside(width, scale, job), self.at_the_head(width, scale, job), self.above(width, scale, job)];
        let holds = |parts: &Parts| {
            let entries = self.entries.iter().zip(self.spots(parts.entries.width, scale).0);
            !entries.into_iter().any(|(entry, spot)| entry.overruns(spot.width, scale))
                && self.name.as_ref().is_none_or(|name| name.overrun(parts.name.width, scale) <= 0.01)
        };
        let lower = |best: Parts, way: Parts| if way.height < best.height - 1.0 { way } else { best };
        let held = ways.into_iter().flatten().filter(holds).reduce(lower);
        held.or_else(|| ways[2]).unwrap_or_default()
    }

    /// Logos on one side, all words on the other; the lower of the two in the middle of the other.
    fn beside(&self, width: f64, scale: Scale, job: &Job) -> Option<Parts> {
        let (pictures, size) = (self.logos.as_ref()?, self.size(scale));
        let logos = pictures.extent(width * LOGO_SHARE, job);
        let from = logos.width + COLUMN_GAP * size;
        let wide = width - from;
        if wide < LEAST_WORDS * size || (self.name.is_none() && self.entries.is_empty()) {
            return None;
        }
        let (name, entries) = self.heights(wide, scale);
        let height = (name + entries).max(logos.height);
        let top = (height - name - entries) / 2.0;
        Some(Parts {
            logos: Spot { from: 0.0, top: (height - logos.height) / 2.0, width: logos.width },
            name: Spot { from, top, width: wide },
            entries: Spot { from, top: top + name, width: wide },
            height,
        })
    }

    /// Logos beside the name, the entries below both.
    fn at_the_head(&self, width: f64, scale: Scale, job: &Job) -> Option<Parts> {
        let (pictures, size) = (self.logos.as_ref()?, self.size(scale));
        let own = self.name.as_ref().filter(|_| !self.entries.is_empty())?;
        let logos = pictures.extent(width * HEAD_SHARE, job);
        let from = logos.width + COLUMN_GAP * size;
        let wide = width - from;
        if wide < LEAST_NAME * size {
            return None;
        }
        let tall = own.height(wide, scale);
        let head = tall.max(logos.height);
        let entries = Spot { from: 0.0, top: head + 2.0 * GAP * size, width };
        Some(Parts {
            logos: Spot { from: 0.0, top: (head - logos.height) / 2.0, width: logos.width },
            name: Spot { from, top: (head - tall) / 2.0, width: wide },
            entries,
            height: entries.top + self.spots(width, scale).1,
        })
    }

    /// Everything below each other.
    fn above(&self, width: f64, scale: Scale, job: &Job) -> Option<Parts> {
        let whole = |top: f64| Spot { from: 0.0, top, width };
        let logos = self.logos.as_ref().map_or(0.0, |pictures| pictures.extent(width, job).height);
        let (name, entries) = self.heights(width, scale);
        let between = if logos > 0.0 && name + entries > 0.0 { 2.0 * GAP * self.size(scale) } else { 0.0 };
        let top = logos + between;
        let height = top + name + entries;
        Some(Parts { logos: whole(0.0), name: whole(top), entries: whole(top + name), height })
    }

    /// Height of the name with the space below it, and of the entries.
    fn heights(&self, width: f64, scale: Scale) -> (f64, f64) {
        let below = if self.entries.is_empty() { 0.0 } else { GAP * self.size(scale) };
        let own = self.name.as_ref().map_or(0.0, |own| own.height(width, scale) + below);
        (own, self.spots(width, scale).1)
    }

    /// Type size of the entries in points; that of the name where there are none.
    fn size(&self, scale: Scale) -> f64 {
        let texts = self.entries.first().and_then(EntryPiece::first).or(self.name.as_ref());
        texts.map_or(scale.body, |text| text.size(scale))
    }

    /// Where the entries stand, and how high all of them are.
    fn spots(&self, width: f64, scale: Scale) -> (Vec<Spot>, f64) {
        if self.compact {
            return self.one_behind_the_other(width, scale);
        }
        let columns = 1..=self.entries.len().clamp(1, MOST_COLUMNS);
        let ways = columns.filter_map(|columns| self.in_columns(columns, width, scale));
        let lower = |best: (Vec<Spot>, f64), way: (Vec<Spot>, f64)| if way.1 < best.1 - 0.01 { way } else { best };
        ways.reduce(lower).unwrap_or_default()
    }

    /// In so many columns; nothing where a word would not hold, unless it is one column.
    fn in_columns(&self, columns: usize, width: f64, scale: Scale) -> Option<(Vec<Spot>, f64)> {
        let size = self.size(scale);
        let (gap, below) = (COLUMN_GAP * size, GAP * size);
        let free = width - (columns - 1) as f64 * gap;
        let equal = vec![free / columns as f64; columns];
        let heights = |widths: &[f64], counts: &[usize]| -> Vec<f64> {
            let own = counts.iter().zip(widths).flat_map(|(count, width)| std::iter::repeat_n(*width, *count));
            self.entries.iter().zip(own).map(|(entry, width)| entry.height(width, scale)).collect()
        };
        let all = heights(&equal[..1], &[self.entries.len()]);
        let counts = dealt(&all, columns, below).0;
        if counts.len() != columns {
            return None;
        }
        let widths = self.column_widths(&counts, free, scale).unwrap_or(equal);
        let (mut spots, mut from, mut most) = (Vec::new(), 0.0, 0.0_f64);
        let mut rest = self.entries.iter();
        for (count, width) in counts.into_iter().zip(widths) {
            let mut top = 0.0;
            for entry in rest.by_ref().take(count) {
                if columns > 1 && entry.overruns(width, scale) {
                    return None;
                }
                spots.push(Spot { from, top, width });
                top += entry.height(width, scale) + below;
            }
            most = most.max(top - below);
            from += width + gap;
        }
        Some((spots, most.max(0.0)))
    }

    /// Columns as wide as what stands in them, what is left shared out alike; nothing where it takes more than there is.
    fn column_widths(&self, counts: &[usize], free: f64, scale: Scale) -> Option<Vec<f64>> {
        let mut rest = self.entries.iter().map(|entry| entry.natural_width(scale));
        let own = counts.iter().map(|count| rest.by_ref().take(*count).fold(0.0, f64::max));
        let own: Vec<f64> = own.collect();
        let spare = free - own.iter().sum::<f64>();
        (spare >= 0.0).then(|| own.iter().map(|own| own + spare / counts.len() as f64).collect())
    }

    /// On as many lines as it takes: each on the first line that has room for it.
    fn one_behind_the_other(&self, width: f64, scale: Scale) -> (Vec<Spot>, f64) {
        let size = self.size(scale);
        // Of each line where it ends, and how high it is.
        let mut lines: Vec<(f64, f64)> = Vec::new();
        let mut placed = Vec::new();
        for entry in &self.entries {
            let own = entry.natural_width(scale).min(width);
            let height = entry.height(own, scale);
            let room = lines.iter().position(|(end, _)| end + COLUMN_GAP * size + own <= width);
            let line = room.unwrap_or(lines.len());
            let from = lines.get(line).map_or(0.0, |(end, _)| end + COLUMN_GAP * size);
            placed.push((line, Spot { from, top: 0.0, width: own }));
            match lines.get_mut(line) {
                Some((end, tall)) => (*end, *tall) = (from + own, tall.max(height)),
                None => lines.push((own, height)),
            }
        }
        let tops = lines.iter().scan(0.0, |next, (_, height)| {
            let top = *next;
            *next += height + GAP * size;
            Some(top)
        });
        let tops: Vec<f64> = tops.collect();
        let height = tops.last().zip(lines.last()).map_or(0.0, |(top, (_, height))| top + height);
        (placed.into_iter().map(|(line, spot)| Spot { top: tops[line], ..spot }).collect(), height)
    }
}
