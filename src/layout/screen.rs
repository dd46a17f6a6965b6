//! Schematic phone screens.
//!
//! In: parts (bar, row, field, button ...) with official labels where they are confirmed, greeked lines elsewhere.
//! Out: a drawn phone with the place to tap marked by a ring and a pointing hand. Nothing of a platform's look is
//! copied: grey and our own colours, plain shapes. The drawing is one figure to someone who cannot see it, with its
//! meaning in words; the caption below stays text.

use super::canvas::{Canvas, rounded};
use super::piece::{Lane, SCREEN_GAP};
use super::text::{Scale, TextPiece};
use crate::color::Color;
use crate::diag::Origin;
use crate::page::{ImageId, Item, Placement, Stroke, Tag};
use crate::resolve::job::{Icon, Job};
use crate::spec::guide::PartKind;
use crate::unit::{Affine, BezPath, Point, Rect};

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
    /// Where it was written.
    pub origin: Origin,
}

/// What a screen shows.
#[derive(Debug)]
pub enum ViewPiece {
    /// Schematic parts.
    Parts(Vec<PartPiece>),
    /// An own screenshot: picture, the part to show, the place to tap, as shares of the picture.
    Shot(ImageId, [f64; 4], Option<[f64; 4]>),
}

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

/// A phone's least height and most, as multiples of its width.
const SHAPE: (f64, f64) = (1.18, 1.9);
/// Space round the parts inside the phone, in points.
const EDGE: f64 = 5.0;
/// Space between parts, in points.
const GAP: f64 = 3.5;
/// Height of the status bar, in points.
const STATUS: f64 = 9.0;

fn phone_width(count: usize, width: f64) -> f64 {
    let count = count.max(1) as f64;
    (width - (count - 1.0) * SCREEN_GAP) / count
}

fn caption_indent(scale: Scale) -> f64 {
    scale.body * 0.95
}

/// One lane for the phones, which may grow, and one for the captions.
pub fn lanes(screens: &[ScreenPiece], width: f64, scale: Scale, job: &Job) -> Vec<Lane> {
    let own = phone_width(screens.len(), width);
    let tallest = |height: &dyn Fn(&ScreenPiece) -> f64| screens.iter().map(height).fold(0.0, f64::max);
    let needed = tallest(&|screen| screen.view.least_height(own, scale, job));
    let phone = needed.max(own * SHAPE.0);
    let caption = tallest(&|screen| screen.caption.height(own - caption_indent(scale), scale));
    vec![
        Lane { gap: 0.0, height: phone, grow: (own * SHAPE.1 - phone).max(0.0) },
        Lane { gap: 0.45 * scale.body, height: caption, grow: 0.0 },
    ]
}

/// Captions and labels with their widths.
pub fn texts<'a>(screens: &'a [ScreenPiece], width: f64, scale: Scale, out: &mut Vec<(&'a TextPiece, f64)>) {
    let own = phone_width(screens.len(), width);
    for screen in screens {
        out.push((&screen.caption, own - caption_indent(scale)));
        if let ViewPiece::Parts(parts) = &screen.view {
            out.extend(
                parts.iter().filter_map(|part| Some((part.label.as_ref()?, part.label_width(own - 2.0 * EDGE)))),
            );
        }
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
    let own = phone_width(screens.len(), width);
    let phone_height = lanes.first().map_or(0.0, |lane| lane.height);
    let gap = lanes.get(1).map_or(0.0, |lane| lane.gap);
    for (number, screen) in screens.iter().enumerate() {
        let left = canvas.start(at.x, width, number as f64 * (own + SCREEN_GAP), own);
        let phone = Rect::new(left, at.y, left + own, at.y + phone_height);
        canvas.tagged(Tag::Figure { alt: screen.alt.clone(), bounds: phone }, |canvas| {
            screen.draw(phone, scale, job, canvas)
        });
        let indent = caption_indent(scale);
        let top = phone.y1 + gap;
        canvas.tagged(Tag::Caption, |canvas| {
            let number_left = canvas.start(left, own, 0.0, indent);
            let text_left = canvas.start(left, own, indent, own - indent);
            screen.number.place(Point::new(number_left, top), indent, scale, None, job, canvas);
            screen.caption.place(Point::new(text_left, top), own - indent, scale, None, job, canvas);
        });
    }
}

impl ViewPiece {
    fn least_height(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        match self {
            Self::Parts(parts) => {
                let inner = width - 2.0 * EDGE;
                let parts: f64 = parts.iter().map(|part| part.height(inner, scale) + GAP).sum();
                STATUS + parts + 2.0 * EDGE
            }
            Self::Shot(image, crop, _) => {
                let (wide, tall) = job.images.get(image.0 as usize).map_or((1, 1), crate::page::Picture::upright);
                width * (f64::from(tall) * crop[3]) / (f64::from(wide) * crop[2]).max(1.0)
            }
        }
    }
}

impl PartPiece {
    /// Room for the label beside the pictogram.
    fn label_width(&self, width: f64) -> f64 {
        match self.kind {
            PartKind::Row | PartKind::Notice | PartKind::Switch => {
                width - 8.0 - if self.icon.is_some() { 9.0 } else { 0.0 }
            }
            PartKind::Bar => width - 8.0,
            PartKind::Home => width - 12.0,
            PartKind::Address => width - 17.0,
            PartKind::Field | PartKind::Button => width - 8.0,
            PartKind::Text => width,
            PartKind::Camera | PartKind::Profile => width - 18.0,
        }
    }

    fn height(&self, width: f64, scale: Scale) -> f64 {
        let label = self.label.as_ref().map_or(0.0, |label| label.height(self.label_width(width), scale));
        match self.kind {
            PartKind::Bar | PartKind::Home => (label + 4.0).max(11.0),
            PartKind::Row | PartKind::Notice | PartKind::Switch => (label + 6.0).max(13.0),
            PartKind::Address => (label + 6.0).max(12.0),
            PartKind::Field | PartKind::Button => (label + 5.0).max(12.0),
            PartKind::Text => label.max(13.0),
            PartKind::Profile => 16.0,
            PartKind::Camera => width * 0.72,
        }
    }
}

impl ScreenPiece {
    fn draw(&self, phone: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let radius = phone.width() * 0.1;
        canvas.fill_rect(phone, radius, Color::PAPER);
        match &self.view {
            ViewPiece::Parts(parts) => draw_parts(parts, phone, scale, job, canvas),
            ViewPiece::Shot(image, crop, highlight) => {
                draw_shot(*image, *crop, *highlight, phone, radius, self.origin, job, canvas)
            }
        }
        canvas.frame(phone, radius, job.palette.text, 1.1);
    }
}

fn draw_parts(parts: &[PartPiece], phone: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
    draw_status(phone, job, canvas);
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
        draw_tap(rect, phone, job, canvas);
    }
}

/// Time, camera and battery, greeked.
fn draw_status(phone: Rect, job: &Job, canvas: &mut Canvas) {
    let y = phone.y0 + 4.2;
    let (left, right) = (phone.x0 + phone.width() * 0.12, phone.x1 - phone.width() * 0.12);
    canvas.fill_rect(Rect::new(left, y, left + 9.0, y + 2.6), 1.3, job.palette.shade);
    let middle = phone.center().x;
    canvas.fill_rect(Rect::new(middle - 9.0, y - 0.7, middle + 9.0, y + 3.3), 2.0, job.palette.text);
    canvas.fill_rect(Rect::new(right - 7.0, y, right, y + 3.0), 0.9, job.palette.shade);
    canvas.disc(Point::new(right - 10.0, y + 1.5), 1.4, job.palette.shade);
}

/// A line that stands for text nobody has to read.
fn greek(rect: Rect, share: f64, color: Color, canvas: &mut Canvas) {
    let own = rect.width() * share;
    let left = canvas.start(rect.x0, rect.width(), 0.0, own);
    canvas.fill_rect(Rect::new(left, rect.y0, left + own, rect.y1), rect.height() / 2.0, color);
}

impl PartPiece {
    fn draw(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let palette = &job.palette;
        match self.kind {
            PartKind::Bar => {
                let tip = canvas.start(rect.x0, rect.width(), 1.0, 3.0);
                draw_back(tip, rect.center().y, palette.primary, canvas);
                self.draw_label(rect, 8.0, scale, job, canvas);
            }
            PartKind::Home => {
                self.draw_label(rect, 1.0, scale, job, canvas);
                let left = canvas.start(rect.x0, rect.width(), rect.width() - 9.0, 8.0);
                for line in 0..3 {
                    let y = rect.center().y - 3.0 + f64::from(line) * 2.6;
                    canvas.fill_rect(Rect::new(left, y, left + 8.0, y + 1.1), 0.5, palette.text);
                }
            }
            PartKind::Row | PartKind::Notice | PartKind::Switch => self.draw_row(rect, scale, job, canvas),
            PartKind::Text => match &self.label {
                Some(_) => self.draw_label(rect, 0.0, scale, job, canvas),
                None => {
                    for (line, share) in [(0.0, 1.0), (1.0, 0.9), (2.0, 0.55)] {
                        let y = rect.y0 + line * 4.8;
                        greek(Rect::new(rect.x0, y, rect.x1, y + 2.4), share, palette.shade, canvas);
                    }
                }
            },
            PartKind::Field => {
                canvas.frame(rect, 2.0, palette.shade, 0.8);
                if self.label.is_some() {
                    self.draw_label(rect, 4.0, scale, job, canvas);
                } else {
                    let y = rect.center().y;
                    greek(Rect::new(rect.x0 + 4.0, y - 1.2, rect.x1 - 4.0, y + 1.2), 0.6, palette.shade, canvas);
                }
            }
            PartKind::Button => {
                canvas.fill_rect(rect, rect.height() / 2.0, palette.primary);
                let y = rect.center().y;
                let bar = Rect::new(rect.x0 + rect.width() * 0.3, y - 1.3, rect.x1 - rect.width() * 0.3, y + 1.3);
                canvas.fill_rect(bar, 1.3, Color::PAPER);
            }
            PartKind::Address => self.draw_address(rect, scale, job, canvas),
            PartKind::Camera => draw_camera(rect, job, canvas),
            PartKind::Profile => {
                let center = Point::new(canvas.start(rect.x0, rect.width(), 0.0, 14.0) + 7.0, rect.center().y);
                canvas.disc(center, 7.0, palette.tint);
                canvas.disc(Point::new(center.x, center.y - 1.6), 2.3, palette.shade);
                canvas.fill(half_disc(Point::new(center.x, center.y + 5.0), 4.2), palette.shade, None);
                let left = canvas.start(rect.x0, rect.width(), 18.0, rect.width() - 18.0);
                let y = rect.center().y;
                greek(Rect::new(left, y - 4.0, left + rect.width() - 18.0, y - 1.4), 0.8, palette.shade, canvas);
                greek(Rect::new(left, y + 1.4, left + rect.width() - 18.0, y + 3.6), 0.5, palette.tint, canvas);
            }
        }
    }

    /// The rectangle that the ring goes round: the part, or the three bars of a start page.
    fn tap_target(&self, rect: Rect, canvas: &Canvas) -> Rect {
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
            greek(Rect::new(left, y - 1.3, left + width, y + 1.3), 0.85, palette.shade, canvas);
        }
    }

    fn draw_address(&self, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
        let palette = &job.palette;
        let line = Rect::new(rect.x0, rect.y0, rect.x1, rect.y1);
        canvas.fill_rect(line, 4.0, if self.tap { Color::PAPER } else { palette.tint });
        // A padlock, drawn as every browser draws one: body and shackle.
        let left = canvas.start(rect.x0, rect.width(), 4.0, 5.0);
        let y = rect.center().y;
        canvas.fill_rect(Rect::new(left, y - 0.8, left + 5.0, y + 3.2), 0.8, palette.primary);
        let shackle = Rect::new(left + 1.0, y - 3.6, left + 4.0, y + 1.0);
        canvas.stroke(
            rounded(shackle, 1.5),
            Stroke { color: palette.primary, width: 0.9, dash: None, round: false },
            None,
        );
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

fn draw_back(left: f64, middle: f64, color: Color, canvas: &mut Canvas) {
    let (tip, end) = if canvas.rtl { (left + 3.0, left) } else { (left, left + 3.0) };
    let mut path = BezPath::new();
    path.move_to((end, middle - 3.0));
    path.line_to((tip, middle));
    path.line_to((end, middle + 3.0));
    canvas.stroke(path, Stroke { color, width: 1.1, dash: None, round: true }, None);
}

/// A finder frame with the three corner marks of a code: it shows a code without being one.
fn draw_camera(rect: Rect, job: &Job, canvas: &mut Canvas) {
    let palette = &job.palette;
    canvas.fill_rect(rect, 3.0, palette.tint);
    let side = rect.height().min(rect.width()) * 0.66;
    let (center, half) = (rect.center(), side / 2.0);
    let arm = side * 0.24;
    for (dx, dy) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
        let corner = Point::new(center.x + dx * half, center.y + dy * half);
        let mut path = BezPath::new();
        path.move_to((corner.x - dx * arm, corner.y));
        path.line_to(corner);
        path.line_to((corner.x, corner.y - dy * arm));
        canvas.stroke(path, Stroke { color: palette.accent, width: 2.0, dash: None, round: true }, None);
    }
    let mark = side * 0.26;
    for (dx, dy) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)] {
        let middle = Point::new(center.x + dx * side * 0.22, center.y + dy * side * 0.22);
        let outer = Rect::from_center_size(middle, (mark, mark));
        canvas.frame(outer, 0.6, palette.text, mark * 0.16);
        canvas.fill_rect(Rect::from_center_size(middle, (mark * 0.42, mark * 0.42)), 0.0, palette.text);
    }
    let dot = side * 0.09;
    for (dx, dy) in [(0.14, 0.14), (0.32, 0.14), (0.14, 0.32), (0.24, 0.24)] {
        let middle = Point::new(center.x + dx * side, center.y + dy * side);
        canvas.fill_rect(Rect::from_center_size(middle, (dot, dot)), 0.0, palette.text);
    }
}

fn half_disc(center: Point, radius: f64) -> BezPath {
    let mut path = BezPath::new();
    let k = radius * 0.5523;
    path.move_to((center.x - radius, center.y));
    path.curve_to((center.x - radius, center.y - k), (center.x - k, center.y - radius), (center.x, center.y - radius));
    path.curve_to((center.x + k, center.y - radius), (center.x + radius, center.y - k), (center.x + radius, center.y));
    path.close_path();
    path
}

/// A ring round the place, and a hand that points at it from below.
fn draw_tap(rect: Rect, phone: Rect, job: &Job, canvas: &mut Canvas) {
    let (accent, text) = (job.palette.accent, job.palette.text);
    canvas.stroke(rounded(rect, 4.0), Stroke { color: accent, width: 2.0, dash: None, round: false }, None);
    let size = 17.0;
    // The tip of the forefinger lies at (112, 16) of the pictogram's 256 units.
    let tip = size * 112.0 / 256.0;
    let target = canvas.start(rect.x0, rect.width(), rect.width() * 0.72, 0.0);
    let left = (target - tip).clamp(phone.x0 - size * 0.1, phone.x1 - size * 0.8);
    let top = (rect.y1 - 4.0).min(phone.y1 - size * 0.8);
    let hand = Affine::translate((left, top)) * Affine::scale(size) * job.hand.path.clone();
    canvas.stroke(hand.clone(), Stroke { color: Color::PAPER, width: 2.4, dash: None, round: true }, None);
    canvas.fill(hand, text, None);
}

#[allow(
    clippy::too_many_arguments,
    reason = "a screenshot has that many independent properties; a struct would only rename them"
)]
fn draw_shot(
    image: ImageId,
    crop: [f64; 4],
    highlight: Option<[f64; 4]>,
    phone: Rect,
    radius: f64,
    origin: Origin,
    job: &Job,
    canvas: &mut Canvas,
) {
    let scale = phone.width() / crop[2];
    let (wide, tall) = job.images.get(image.0 as usize).map_or((1, 1), crate::page::Picture::upright);
    let height = scale * f64::from(tall) / f64::from(wide.max(1));
    let origin_at = Point::new(phone.x0 - crop[0] * scale, phone.y0 - crop[1] * height);
    let rect = Rect::from_origin_size(origin_at, (scale, height));
    let placement = Placement { image, rect, origin: Some(origin) };
    canvas.items.push(Item::Group {
        transform: Affine::IDENTITY,
        clip: Some(rounded(phone, radius)),
        items: vec![Item::Image(placement)],
    });
    if let Some([x, y, w, h]) = highlight {
        let ring =
            Rect::new(rect.x0 + x * scale, rect.y0 + y * height, rect.x0 + (x + w) * scale, rect.y0 + (y + h) * height);
        draw_tap(ring.intersect(phone), phone, job, canvas);
    }
}
