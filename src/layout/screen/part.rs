//! Parts of a schematic screen: bar, row, field, button and their like.
//!
//! In: a part with its label where an official one is confirmed. Out: its height at a width, and its drawing; where
//! there is no label, greeked lines.

use super::shapes;
use crate::color::Color;
use crate::layout::canvas::Canvas;
use crate::layout::text::{Scale, TextPiece};
use crate::resolve::job::{Icon, Job};
use crate::spec::guide::PartKind;
use crate::unit::{Affine, Point, Rect};

/// A part, shaped.
#[derive(Debug)]
pub struct PartPiece {
    /// What it is.
    pub kind: PartKind,
    /// Its label.
    pub label: Option<TextPiece>,
    /// Its pictogram.
    pub icon: Option<Icon>,
    /// Whether this is the place to tap.
    pub tap: bool,
}

/// Side of a pictogram by itself, in points.
const ICON: f64 = 20.0;

impl PartPiece {
    /// Room for the label beside the pictogram.
    pub(super) fn label_width(&self, width: f64) -> f64 {
        match self.kind {
            PartKind::Row | PartKind::Notice | PartKind::Switch => {
                width - 8.0 - if self.icon.is_some() { 9.0 } else { 0.0 }
            }
            PartKind::Bar => width - 8.0,
            PartKind::Home => width - 12.0,
            PartKind::Address => width - 17.0,
            PartKind::Field | PartKind::Button => width - 8.0,
            PartKind::Text | PartKind::Title | PartKind::Icon => width,
            PartKind::Camera | PartKind::Profile => width - 18.0,
        }
    }

    /// Height that the part needs at a width.
    pub(super) fn height(&self, width: f64, scale: Scale) -> f64 {
        let label = self.label.as_ref().map_or(0.0, |label| label.height(self.label_width(width), scale));
        match self.kind {
            PartKind::Bar | PartKind::Home => (label + 4.0).max(11.0),
            PartKind::Row | PartKind::Notice | PartKind::Switch => (label + 6.0).max(13.0),
            PartKind::Address => (label + 6.0).max(12.0),
            PartKind::Field | PartKind::Button => (label + 5.0).max(12.0),
            PartKind::Text => label.max(13.0),
            PartKind::Title => label.max(7.0),
            PartKind::Icon => ICON + 4.0,
            PartKind::Profile => 16.0,
            PartKind::Camera => width * 0.72,
        }
    }

    /// Draws the part.
    pub(super) fn draw(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let palette = &job.palette;
        match self.kind {
            PartKind::Bar => {
                let tip = canvas.start(rect.x0, rect.width(), 1.0, 3.0);
                shapes::back(tip, rect.center().y, palette.primary, canvas);
                self.draw_label(rect, 8.0, scale, job, canvas);
            }
            PartKind::Home => {
                self.draw_label(rect, 1.0, scale, job, canvas);
                shapes::bars(rect, palette.text, canvas);
            }
            PartKind::Row | PartKind::Notice | PartKind::Switch => self.draw_row(rect, scale, job, canvas),
            PartKind::Text => match &self.label {
                Some(_) => self.draw_label(rect, 0.0, scale, job, canvas),
                None => shapes::lines(rect, palette.shade, canvas),
            },
            PartKind::Title => match &self.label {
                Some(_) => self.draw_label(rect, 0.0, scale, job, canvas),
                None => {
                    let y = rect.center().y;
                    shapes::greek(Rect::new(rect.x0, y - 2.0, rect.x1, y + 2.0), 0.7, palette.text, canvas);
                }
            },
            PartKind::Icon => {
                if let Some(icon) = &self.icon {
                    let corner = rect.center() - crate::unit::Vec2::new(ICON / 2.0, ICON / 2.0);
                    let place = Affine::translate(corner.to_vec2()) * Affine::scale(ICON);
                    canvas.fill(place * icon.path.clone(), palette.primary, None);
                }
            }
            PartKind::Field => {
                canvas.frame(rect, 2.0, palette.shade, 0.8);
                if self.label.is_some() {
                    self.draw_label(rect, 4.0, scale, job, canvas);
                } else {
                    let y = rect.center().y;
                    shapes::greek(
                        Rect::new(rect.x0 + 4.0, y - 1.2, rect.x1 - 4.0, y + 1.2),
                        0.6,
                        palette.shade,
                        canvas,
                    );
                }
            }
            PartKind::Button => {
                canvas.fill_rect(rect, rect.height() / 2.0, palette.primary);
                let y = rect.center().y;
                let bar = Rect::new(rect.x0 + rect.width() * 0.3, y - 1.3, rect.x1 - rect.width() * 0.3, y + 1.3);
                canvas.fill_rect(bar, 1.3, Color::PAPER);
            }
            PartKind::Address => self.draw_address(rect, scale, job, canvas),
            PartKind::Camera => shapes::camera(rect, job, canvas),
            PartKind::Profile => shapes::profile(rect, palette, canvas),
        }
    }

    /// The rectangle that the ring goes round: the part, or the three bars of a start page.
    pub(super) fn tap_target(&self, rect: Rect, canvas: &Canvas) -> Rect {
        if self.kind == PartKind::Home {
            let left = canvas.start(rect.x0, rect.width(), rect.width() - 11.5, 13.0);
            return Rect::new(left, rect.center().y - 6.5, left + 13.0, rect.center().y + 6.0);
        }
        rect.inflate(1.6, 1.2)
    }

    fn draw_row(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let palette = &job.palette;
        canvas.fill_rect(rect, 2.5, if self.tap { Color::PAPER } else { palette.tint });
        let indent = if self.icon.is_some() { 13.0 } else { 4.0 };
        if let Some(icon) = &self.icon {
            let left = canvas.start(rect.x0, rect.width(), 3.0, 7.5);
            let color = if self.tap { palette.primary } else { palette.shade };
            let place = Affine::translate((left, rect.center().y - 3.75)) * Affine::scale(7.5);
            canvas.fill(place * icon.path.clone(), color, None);
        }
        if self.label.is_some() {
            self.draw_label(rect, indent, scale, job, canvas);
        } else {
            let left = canvas.start(rect.x0, rect.width(), indent, rect.width() - indent - 5.0);
            let (y, width) = (rect.center().y, rect.width() - indent - 5.0);
            shapes::greek(Rect::new(left, y - 1.3, left + width, y + 1.3), 0.85, palette.shade, canvas);
        }
    }

    fn draw_address(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let palette = &job.palette;
        canvas.fill_rect(rect, 4.0, if self.tap { Color::PAPER } else { palette.tint });
        shapes::padlock(rect, palette.primary, canvas);
        self.draw_label(rect, 12.0, scale, job, canvas);
    }

    fn draw_label(&self, rect: Rect, indent: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let Some(label) = &self.label else { return };
        let width = self.label_width(rect.width());
        let left = canvas.start(rect.x0, rect.width(), indent, width);
        let top = rect.center().y - label.height(width, scale) / 2.0;
        label.place(Point::new(left, top), width, scale, None, job, canvas);
    }
}
