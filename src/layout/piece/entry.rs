//! One of the ways to reach an organisation: a pictogram, and words or a table of days and times beside it.
//!
//! In: shaped texts. Out: heights and drawing at a width. Where a table has little width, times stand below their days.
//! Pictograms are decoration: the words say it all.

use crate::color::Color;
use crate::layout::canvas::Canvas;
use crate::layout::text::{Scale, TextPiece};
use crate::page::Tag;
use crate::resolve::job::{Icon, Job};
use crate::unit::{Affine, Point};

/// An entry with its pictogram.
#[derive(Debug)]
pub struct EntryPiece {
    /// The pictogram.
    pub icon: Icon,
    /// Its colour.
    pub color: Color,
    /// What is said.
    pub body: EntryBody,
    /// Whether it is a number or an address, which is parted on two lines only where there is no other way.
    pub whole: bool,
}

/// What is said.
#[derive(Debug)]
pub enum EntryBody {
    /// One text.
    Text(Box<TextPiece>),
    /// Days and times.
    Table(Vec<[TextPiece; 2]>),
}

/// Space between rows of a table, in type sizes.
const ROW_GAP: f64 = 0.3;
/// The same where times stand below their days, and space between these, which belong together.
const STACKED: (f64, f64) = (0.5, 0.05);
/// Space between days and times, in type sizes.
const CELL_GAP: f64 = 0.8;
/// Half of a capital's height: pictograms are centred on capitals.
const HALF_HEIGHT: f64 = 0.36;
/// Side of a pictogram, in type sizes.
const ICON: f64 = 1.05;
/// Where words begin behind it, in type sizes.
const INDENT: f64 = 1.55;

impl EntryPiece {
    /// Its key in `flyer.toml`.
    pub(in crate::layout) fn key(&self) -> Option<&str> {
        self.first().map(|text| text.key.as_str())
    }

    pub(super) fn first(&self) -> Option<&TextPiece> {
        match &self.body {
            EntryBody::Text(text) => Some(text),
            EntryBody::Table(rows) => rows.first().map(|[days, _]| days),
        }
    }

    pub(super) fn size(&self, scale: Scale) -> f64 {
        self.first().map_or(scale.body, |text| text.size(scale))
    }

    fn indent(&self, scale: Scale) -> f64 {
        INDENT * self.size(scale)
    }

    /// Width on one line, pictogram and all. What is rounded on the way must not break a line.
    pub(super) fn natural_width(&self, scale: Scale) -> f64 {
        let own = match &self.body {
            EntryBody::Text(text) => text.natural_width(scale),
            EntryBody::Table(rows) => {
                let [days, times] = widest(rows, scale);
                days + CELL_GAP * self.size(scale) + times
            }
        };
        own + self.indent(scale) + 0.05
    }

    /// Widths of days and times beside each other; nothing where they do not hold so.
    fn cells(&self, rows: &[[TextPiece; 2]], width: f64, scale: Scale) -> Option<[f64; 2]> {
        let [days, times] = widest(rows, scale);
        let gap = CELL_GAP * self.size(scale);
        (days + gap + times <= width + 0.01).then_some([days, width - days - gap])
    }

    pub(super) fn texts(&self, width: f64, scale: Scale) -> Vec<(&TextPiece, f64)> {
        let inside = width - self.indent(scale);
        match &self.body {
            EntryBody::Text(text) => vec![(text, inside)],
            EntryBody::Table(rows) => {
                let [days, times] = self.cells(rows, inside, scale).unwrap_or([inside; 2]);
                rows.iter().flat_map(|[day, time]| [(day, days), (time, times)]).collect()
            }
        }
    }

    pub(super) fn overruns(&self, width: f64, scale: Scale) -> bool {
        let parted = self.whole && self.natural_width(scale) > width + 0.1;
        parted || self.texts(width, scale).into_iter().any(|(text, width)| text.overrun(width, scale) > 0.01)
    }

    pub(super) fn height(&self, width: f64, scale: Scale) -> f64 {
        let inside = width - self.indent(scale);
        match &self.body {
            EntryBody::Text(text) => text.height(inside, scale),
            EntryBody::Table(rows) => {
                let heights = self.rows(rows, inside, scale).into_iter().map(|(_, height)| height);
                heights.sum::<f64>() + rows.len().saturating_sub(1) as f64 * self.row_gap(rows, inside, scale)
            }
        }
    }

    fn row_gap(&self, rows: &[[TextPiece; 2]], width: f64, scale: Scale) -> f64 {
        let stacked = self.cells(rows, width, scale).is_none();
        if stacked { STACKED.0 * self.size(scale) } else { ROW_GAP * self.size(scale) }
    }

    /// For each row how far its times stand below its days, and its height.
    fn rows(&self, rows: &[[TextPiece; 2]], width: f64, scale: Scale) -> Vec<(f64, f64)> {
        let gap = STACKED.1 * self.size(scale);
        let cells = self.cells(rows, width, scale);
        let row = |[day, time]: &[TextPiece; 2]| match cells {
            Some([days, times]) => (0.0, day.height(days, scale).max(time.height(times, scale))),
            None => {
                let down = day.height(width, scale) + gap;
                (down, down + time.height(width, scale))
            }
        };
        rows.iter().map(row).collect()
    }

    pub(super) fn place(&self, at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let (size, indent) = (self.size(scale), self.indent(scale));
        if let Some(first) = self.first() {
            let side = ICON * size;
            let middle = at.y + first.ascent(scale) - HALF_HEIGHT * first.size(scale);
            let left = canvas.start(at.x, width, 0.0, side);
            let square = Affine::translate((left, middle - side / 2.0)) * Affine::scale(side);
            canvas.fill(square * self.icon.path.clone(), self.color, None);
        }
        let inside = width - indent;
        let left = canvas.start(at.x, width, indent, inside);
        let at = Point::new(left, at.y);
        match &self.body {
            EntryBody::Text(text) => text.place(at, inside, scale, Some(Tag::Paragraph), job, canvas),
            EntryBody::Table(rows) => {
                canvas.tagged(Tag::Table, |canvas| self.place_rows(rows, at, inside, scale, job, canvas));
            }
        }
    }

    fn place_rows(&self, rows: &[[TextPiece; 2]], at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let cells = self.cells(rows, width, scale);
        let [days, times] = cells.unwrap_or([width; 2]);
        let mut top = at.y;
        for ([day, time], (down, height)) in rows.iter().zip(self.rows(rows, width, scale)) {
            let [first, second] =
                [canvas.start(at.x, width, 0.0, days), canvas.start(at.x, width, width - times, times)];
            canvas.tagged(Tag::Row, |canvas| {
                day.place(Point::new(first, top), days, scale, Some(Tag::RowHeading), job, canvas);
                time.place(Point::new(second, top + down), times, scale, Some(Tag::Cell), job, canvas);
            });
            top += height + self.row_gap(rows, width, scale);
        }
    }
}

/// Widest days and widest times, each on one line.
fn widest(rows: &[[TextPiece; 2]], scale: Scale) -> [f64; 2] {
    let most = |at: usize| rows.iter().map(|row| row[at].natural_width(scale)).fold(0.0, f64::max);
    [most(0) + 0.05, most(1) + 0.05]
}
