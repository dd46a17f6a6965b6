//! Schematic phone screens.
//!
//! In: parts (bar, row, field, button ...) with official labels where they are confirmed, greeked lines elsewhere.
//! Out: a drawn phone with the place to tap marked by a ring and a pointing hand. Nothing of a platform's look is
//! copied: grey and our own colours, plain shapes. The drawing is one figure to someone who cannot see it, with its
//! meaning in words; the caption below stays text.

mod part;
mod shapes;
mod shot;

pub use part::PartPiece;
pub use shot::ShotPiece;

use super::canvas::Canvas;
use super::piece::{Lane, SCREEN_GAP};
use super::text::{Scale, TextPiece};
use crate::color::Color;
use crate::page::Tag;
use crate::resolve::job::Job;
use crate::unit::{Point, Rect};

/// A screen, shaped.
#[derive(Debug)]
pub struct ScreenPiece {
    /// What is shown.
    pub view: ViewPiece,
    /// Number in the row, shaped.
    pub number: TextPiece,
    /// The caption.
    pub caption: TextPiece,
    /// What the screen shows, in words.
    pub alt: String,
    /// Whether it belongs to a way through the platform's menus.
    pub menus: bool,
}

/// What a screen shows.
#[derive(Debug)]
pub enum ViewPiece {
    /// Schematic parts.
    Parts(Vec<PartPiece>),
    /// An own screenshot.
    Shot(ShotPiece),
}

/// A phone's least height and most, as multiples of its width.
const SHAPE: (f64, f64) = (1.18, 1.9);
/// Space round the parts inside the phone, in points.
const EDGE: f64 = 5.0;
/// Space between parts, in points.
const GAP: f64 = 3.5;
/// Height of the status bar, in points.
const STATUS: f64 = 9.0;

/// Width of a phone where there is room, in points: larger ones show nothing more.
const WIDEST: f64 = 92.0;
/// Width below which nothing is made out on a phone any more, in points (20 mm). Labels of drawn screens have a least size of
/// their own besides.
const NARROWEST: f64 = 56.7;
/// Widths are tried in steps of this, in points.
const STEP: f64 = 2.0;

/// Room for a phone with its caption.
fn slot_width(count: usize, width: f64) -> f64 {
    let count = count.max(1) as f64;
    (width - (count - 1.0) * SCREEN_GAP) / count
}

fn caption_indent(scale: Scale) -> f64 {
    scale.body * 0.95
}

/// Width of the phones in their slots: full, or less where the page has no room for them at the least type.
fn phone_width(screens: &[ScreenPiece], slot: f64, scale: Scale, job: &Job) -> f64 {
    let full = slot.min(WIDEST);
    if scale.screens >= 1.0 {
        return full;
    }
    let least = least_width(screens, full, scale, job);
    least + (full - least) * scale.screens
}

/// The width at which phones are lowest: narrow ones, as long as their labels hold and do not need more lines than they save.
fn least_width(screens: &[ScreenPiece], full: f64, scale: Scale, job: &Job) -> f64 {
    let over = |width: f64| screens.iter().map(|screen| screen.view.overrun(width, scale)).fold(0.0, f64::max);
    let allowed = over(full);
    let mut best = (full, phone_height(screens, full, scale, job));
    let mut width = full - STEP;
    while width >= NARROWEST && over(width) <= allowed {
        let height = phone_height(screens, width, scale, job);
        if height < best.1 {
            best = (width, height);
        }
        width -= STEP;
    }
    best.0
}

/// Least height of phones of this width: all have the same.
fn phone_height(screens: &[ScreenPiece], width: f64, scale: Scale, job: &Job) -> f64 {
    let needed = screens.iter().map(|screen| screen.view.least_height(width, scale, job));
    needed.fold(width * SHAPE.0, f64::max)
}

/// One lane for the phones, which may grow, and one for the captions.
pub fn lanes(screens: &[ScreenPiece], width: f64, scale: Scale, job: &Job) -> Vec<Lane> {
    let slot = slot_width(screens.len(), width);
    let own = phone_width(screens, slot, scale, job);
    let phone = phone_height(screens, own, scale, job);
    let captions = screens.iter().map(|screen| screen.caption.height(slot - caption_indent(scale), scale));
    let caption = captions.fold(0.0, f64::max);
    vec![
        Lane { gap: 0.0, height: phone, grow: (own * SHAPE.1 - phone).max(0.0) },
        Lane { gap: 0.45 * scale.body, height: caption, grow: 0.0 },
    ]
}

/// Captions and labels with their widths.
pub fn texts<'a>(screens: &'a [ScreenPiece], width: f64, scale: Scale, job: &Job, out: &mut Vec<(&'a TextPiece, f64)>) {
    let slot = slot_width(screens.len(), width);
    let own = phone_width(screens, slot, scale, job);
    for screen in screens {
        out.push((&screen.caption, slot - caption_indent(scale)));
        out.extend(screen.view.labels(own));
    }
}

/// Draws phones and captions.
pub fn place(
    screens: &[ScreenPiece],
    at: Point,
    width: f64,
    lanes: &[Lane],
    scale: Scale,
    job: &Job,
    canvas: &mut Canvas,
) {
    let slot = slot_width(screens.len(), width);
    let own = phone_width(screens, slot, scale, job);
    let phone_height = lanes.first().map_or(0.0, |lane| lane.height);
    let gap = lanes.get(1).map_or(0.0, |lane| lane.gap);
    for (number, screen) in screens.iter().enumerate() {
        let from = canvas.start(at.x, width, number as f64 * (slot + SCREEN_GAP), slot);
        let left = canvas.start(from, slot, 0.0, own);
        let phone = Rect::new(left, at.y, left + own, at.y + phone_height);
        canvas.tagged(Tag::Figure { alt: screen.alt.clone(), bounds: phone }, |canvas| {
            screen.draw(phone, scale, job, canvas)
        });
        let indent = caption_indent(scale);
        let top = phone.y1 + gap;
        canvas.tagged(Tag::Caption, |canvas| {
            let number_left = canvas.start(from, slot, 0.0, indent);
            let text_left = canvas.start(from, slot, indent, slot - indent);
            screen.number.place(Point::new(number_left, top), indent, scale, None, job, canvas);
            screen.caption.place(Point::new(text_left, top), slot - indent, scale, None, job, canvas);
        });
    }
}

impl ViewPiece {
    /// Labels with the widths that they have on a phone of this width.
    fn labels(&self, width: f64) -> impl Iterator<Item = (&TextPiece, f64)> {
        let parts = match self {
            Self::Parts(parts) => parts.as_slice(),
            Self::Shot(_) => &[],
        };
        parts.iter().filter_map(move |part| Some((part.label.as_ref()?, part.label_width(width - 2.0 * EDGE))))
    }

    /// How much the widest label runs over its place on a phone of this width, in points.
    fn overrun(&self, width: f64, scale: Scale) -> f64 {
        self.labels(width).map(|(label, width)| label.overrun(width, scale)).fold(0.0, f64::max)
    }

    fn least_height(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        match self {
            Self::Parts(parts) => {
                let inner = width - 2.0 * EDGE;
                let parts: f64 = parts.iter().map(|part| part.height(inner, scale) + GAP).sum();
                STATUS + parts + 2.0 * EDGE
            }
            Self::Shot(shot) => shot.least_height(width, job),
        }
    }
}

impl ScreenPiece {
    fn draw(&self, phone: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let radius = phone.width() * 0.1;
        canvas.fill_rect(phone, radius, Color::PAPER);
        match &self.view {
            ViewPiece::Parts(parts) => draw_parts(parts, phone, scale, job, canvas),
            ViewPiece::Shot(shot) => {
                shot.draw(phone, radius, scale, job, canvas);
                if !shot.frame {
                    return;
                }
            }
        }
        canvas.frame(phone, radius, job.palette.text, 1.1);
    }
}

fn draw_parts(parts: &[PartPiece], phone: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
    shapes::status(phone, job, canvas);
    let inner = Rect::new(phone.x0 + EDGE, phone.y0 + EDGE + STATUS, phone.x1 - EDGE, phone.y1 - EDGE);
    let heights: Vec<f64> = parts.iter().map(|part| part.height(inner.width(), scale)).collect();
    let used: f64 = heights.iter().map(|height| height + GAP).sum::<f64>() - GAP;
    // Room that is left goes between the parts up to a point, the rest stays below as on a real screen.
    let spread = ((inner.height() - used) / parts.len().max(1) as f64).clamp(0.0, 5.0);
    let mut y = inner.y0;
    let mut tapped = None;
    for (part, height) in parts.iter().zip(heights) {
        let rect = Rect::new(inner.x0, y, inner.x1, y + height);
        part.draw(rect, scale, job, canvas);
        if part.tap {
            tapped = Some(part.tap_target(rect, canvas));
        }
        y += height + GAP + spread;
    }
    if let Some(rect) = tapped {
        shapes::tap(rect, phone, job, canvas);
    }
}
