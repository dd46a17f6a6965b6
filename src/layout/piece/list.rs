//! Lists: items with a number on a disc or a dot, in one column or dealt out to several.
//!
//! In: shaped items. Out: a lane for each item of a single column, so that steps that stand side by side share rows;
//! one lane for several columns, of which the tallest is as low as it can be.

use super::{Lane, column_gap};
use crate::layout::canvas::Canvas;
use crate::layout::text::{Scale, TextPiece};
use crate::page::Tag;
use crate::resolve::job::Job;
use crate::unit::Point;

/// Items below each other.
#[derive(Debug)]
pub struct ListPiece {
    /// The items with their markers.
    pub items: Vec<(Marker, TextPiece)>,
    /// Space between them in body sizes.
    pub gap: f64,
    /// Columns that the items are dealt out to in turn.
    pub columns: usize,
    /// Whether the markers are numbers.
    pub numbered: bool,
}

/// What stands before an item.
#[derive(Debug)]
pub enum Marker {
    /// A number on a disc.
    Number(Box<TextPiece>),
    /// A dot.
    Dot,
}

impl ListPiece {
    /// Heights from top to bottom: an item each, or all together where there are several columns.
    pub(super) fn lanes(&self, width: f64, scale: Scale) -> Vec<Lane> {
        let gap = self.gap * scale.body;
        let heights = self.heights(width, scale);
        if self.columns > 1 {
            return vec![Lane { gap: 0.0, height: dealt(&heights, self.columns, gap).1, grow: 0.0 }];
        }
        let gaps = std::iter::once(0.0).chain(std::iter::repeat(gap));
        heights.into_iter().zip(gaps).map(|(height, gap)| Lane { gap, height, grow: 0.0 }).collect()
    }

    /// Draws the list as one tagged list.
    pub(super) fn place(&self, at: Point, width: f64, lanes: &[Lane], scale: Scale, job: &Job, canvas: &mut Canvas) {
        canvas.tagged(Tag::List { numbered: self.numbered }, |canvas| match self.columns {
            1 => self.place_rows(at, width, lanes, scale, job, canvas),
            _ => self.place_columns(at, width, scale, job, canvas),
        });
    }

    /// The items' texts with the widths that they get.
    pub(super) fn texts(&self, width: f64, scale: Scale) -> impl Iterator<Item = (&TextPiece, f64)> {
        let own = self.column_width(width, scale);
        self.items.iter().map(move |(marker, text)| (text, own - marker.indent(scale)))
    }

    fn column_width(&self, width: f64, scale: Scale) -> f64 {
        let columns = self.columns.max(1) as f64;
        (width - (columns - 1.0) * column_gap(scale)) / columns
    }

    fn heights(&self, width: f64, scale: Scale) -> Vec<f64> {
        let own = self.column_width(width, scale);
        self.items.iter().map(|(marker, text)| item_height(marker, text, own, scale)).collect()
    }

    fn place_rows(&self, at: Point, width: f64, lanes: &[Lane], scale: Scale, job: &Job, canvas: &mut Canvas) {
        let mut y = at.y;
        for ((marker, text), lane) in self.items.iter().zip(lanes) {
            y += lane.gap;
            place_item(marker, text, Point::new(at.x, y), width, scale, job, canvas);
            y += lane.height;
        }
    }

    fn place_columns(&self, at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let own = self.column_width(width, scale);
        let gap = self.gap * scale.body;
        let heights = self.heights(width, scale);
        let mut rest = self.items.iter().zip(&heights);
        for (column, count) in dealt(&heights, self.columns, gap).0.into_iter().enumerate() {
            let left = canvas.start(at.x, width, column as f64 * (own + column_gap(scale)), own);
            let mut y = at.y;
            for ((marker, text), height) in rest.by_ref().take(count) {
                place_item(marker, text, Point::new(left, y), own, scale, job, canvas);
                y += height + gap;
            }
        }
    }
}

impl Marker {
    /// Room that a marker takes before its text, in points.
    fn indent(&self, scale: Scale) -> f64 {
        match self {
            Self::Number(_) => scale.body * 2.1,
            Self::Dot => scale.body * 1.1,
        }
    }

    /// Radius of the disc, in points.
    fn radius(&self, scale: Scale) -> f64 {
        match self {
            Self::Number(_) => scale.body * 0.75,
            Self::Dot => scale.body * 0.2,
        }
    }

    /// How far an item's text begins below its disc's top, so that the first line stands in the middle of the disc.
    fn drop(&self, text: &TextPiece, scale: Scale) -> f64 {
        match self {
            Self::Number(_) => (self.radius(scale) - text.ascent(scale) + HALF_HEIGHT * text.size(scale)).max(0.0),
            Self::Dot => 0.0,
        }
    }

    /// Draws the marker beside an item whose first line is centred on it.
    fn draw(&self, left: f64, top: f64, text: &TextPiece, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let radius = self.radius(scale);
        match self {
            Self::Number(number) => {
                let center = Point::new(left + radius, top + radius);
                canvas.disc(center, radius, job.palette.accent);
                let top = center.y + HALF_HEIGHT * number.size(scale) - number.ascent(scale);
                number.place(Point::new(left, top), 2.0 * radius, scale, Some(Tag::Label), job, canvas);
            }
            Self::Dot => {
                let middle = top + text.ascent(scale) - HALF_HEIGHT * text.size(scale);
                canvas.disc(Point::new(left + radius, middle), radius, job.palette.primary);
            }
        }
    }
}

/// Half of a capital's height as a share of the size: what is centred on a line is centred on its capitals.
const HALF_HEIGHT: f64 = 0.36;

/// Height of an item: its text, and its disc where that is taller.
fn item_height(marker: &Marker, text: &TextPiece, width: f64, scale: Scale) -> f64 {
    let height = text.height(width - marker.indent(scale), scale);
    match marker {
        Marker::Number(_) => (height + marker.drop(text, scale)).max(2.0 * marker.radius(scale)),
        Marker::Dot => height,
    }
}

fn place_item(marker: &Marker, text: &TextPiece, at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
    let indent = marker.indent(scale);
    let marker_left = canvas.start(at.x, width, 0.0, 2.0 * marker.radius(scale));
    let left = canvas.start(at.x, width, indent, width - indent);
    canvas.tagged(Tag::ListItem, |canvas| {
        marker.draw(marker_left, at.y, text, scale, job, canvas);
        let top = at.y + marker.drop(text, scale);
        text.place(Point::new(left, top), width - indent, scale, Some(Tag::Body), job, canvas);
    });
}

/// How many items each column holds, in order, so that the tallest column is as low as it can be; and its height.
pub(super) fn dealt(heights: &[f64], columns: usize, gap: f64) -> (Vec<usize>, f64) {
    let tall = |heights: &[f64]| heights.iter().sum::<f64>() + heights.len().saturating_sub(1) as f64 * gap;
    if columns <= 1 || heights.len() <= 1 {
        return (vec![heights.len()], tall(heights));
    }
    let mut best = (vec![heights.len()], f64::INFINITY);
    for first in 1..=heights.len() {
        let (counts, rest) = dealt(&heights[first..], columns - 1, gap);
        let height = tall(&heights[..first]).max(rest);
        // Where two ways are equally low the earlier columns hold more.
        if height <= best.1 {
            best = (std::iter::once(first).chain(counts).collect(), height);
        }
    }
    best
}
