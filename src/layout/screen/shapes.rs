//! The small shapes that screens are drawn with, in points: plain geometry, nothing of a platform's look.

use crate::color::Color;
use crate::layout::canvas::{Canvas, rounded};
use crate::page::Stroke;
use crate::resolve::job::{Job, Palette};
use crate::unit::{Affine, BezPath, Point, Rect};

/// Time, camera and battery, greeked.
pub(super) fn status(phone: Rect, job: &Job, canvas: &mut Canvas) {
    let y = phone.y0 + 4.2;
    let (left, right) = (phone.x0 + phone.width() * 0.12, phone.x1 - phone.width() * 0.12);
    canvas.fill_rect(Rect::new(left, y, left + 9.0, y + 2.6), 1.3, job.palette.shade);
    let middle = phone.center().x;
    canvas.fill_rect(Rect::new(middle - 9.0, y - 0.7, middle + 9.0, y + 3.3), 2.0, job.palette.text);
    canvas.fill_rect(Rect::new(right - 7.0, y, right, y + 3.0), 0.9, job.palette.shade);
    canvas.disc(Point::new(right - 10.0, y + 1.5), 1.4, job.palette.shade);
}

/// A line that stands for text nobody has to read.
pub(super) fn greek(rect: Rect, share: f64, color: Color, canvas: &mut Canvas) {
    let own = rect.width() * share;
    let left = canvas.start(rect.x0, rect.width(), 0.0, own);
    canvas.fill_rect(Rect::new(left, rect.y0, left + own, rect.y1), rect.height() / 2.0, color);
}

/// Lines of text that nobody has to read.
pub(super) fn lines(rect: Rect, color: Color, canvas: &mut Canvas) {
    for (line, share) in [(0.0, 1.0), (1.0, 0.9), (2.0, 0.55)] {
        let y = rect.y0 + line * 4.8;
        greek(Rect::new(rect.x0, y, rect.x1, y + 2.4), share, color, canvas);
    }
}

/// A round portrait with a name beside it.
pub(super) fn profile(rect: Rect, palette: &Palette, canvas: &mut Canvas) {
    let center = Point::new(canvas.start(rect.x0, rect.width(), 0.0, 14.0) + 7.0, rect.center().y);
    canvas.disc(center, 7.0, palette.tint);
    canvas.disc(Point::new(center.x, center.y - 1.6), 2.3, palette.shade);
    canvas.fill(half_disc(Point::new(center.x, center.y + 5.0), 4.2), palette.shade, None);
    let left = canvas.start(rect.x0, rect.width(), 18.0, rect.width() - 18.0);
    let y = rect.center().y;
    greek(Rect::new(left, y - 4.0, left + rect.width() - 18.0, y - 1.4), 0.8, palette.shade, canvas);
    greek(Rect::new(left, y + 1.4, left + rect.width() - 18.0, y + 3.6), 0.5, palette.tint, canvas);
}

/// The three bars of a menu, at the end of a row.
pub(super) fn bars(rect: Rect, color: Color, canvas: &mut Canvas) {
    let left = canvas.start(rect.x0, rect.width(), rect.width() - 9.0, 8.0);
    for line in 0..3 {
        let y = rect.center().y - 3.0 + f64::from(line) * 2.6;
        canvas.fill_rect(Rect::new(left, y, left + 8.0, y + 1.1), 0.5, color);
    }
}

/// A padlock at the start of a row, drawn as every browser draws one: body and shackle.
pub(super) fn padlock(rect: Rect, color: Color, canvas: &mut Canvas) {
    let left = canvas.start(rect.x0, rect.width(), 4.0, 5.0);
    let y = rect.center().y;
    canvas.fill_rect(Rect::new(left, y - 0.8, left + 5.0, y + 3.2), 0.8, color);
    let shackle = Rect::new(left + 1.0, y - 3.6, left + 4.0, y + 1.0);
    canvas.stroke(rounded(shackle, 1.5), Stroke { color, width: 0.9, dash: None, round: false }, None);
}

/// The arrow that leads back, at the start of a bar.
pub(super) fn back(left: f64, middle: f64, color: Color, canvas: &mut Canvas) {
    let (tip, end) = if canvas.rtl { (left + 3.0, left) } else { (left, left + 3.0) };
    let mut path = BezPath::new();
    path.move_to((end, middle - 3.0));
    path.line_to((tip, middle));
    path.line_to((end, middle + 3.0));
    canvas.stroke(path, Stroke { color, width: 1.1, dash: None, round: true }, None);
}

/// A finder frame with the three corner marks of a code: it shows a code without being one.
pub(super) fn camera(rect: Rect, job: &Job, canvas: &mut Canvas) {
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
        canvas.stroke(path, Stroke { color: palette.mark, width: 2.0, dash: None, round: true }, None);
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
pub(super) fn tap(rect: Rect, phone: Rect, job: &Job, canvas: &mut Canvas) {
    let (mark, text) = (job.palette.mark, job.palette.text);
    canvas.stroke(rounded(rect, 4.0), Stroke { color: mark, width: 2.0, dash: None, round: false }, None);
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
