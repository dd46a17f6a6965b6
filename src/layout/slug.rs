//! Words for whoever prints: they stand outside the trim, and on no sheet that is cut.
//!
//! In: a job, for its fonts, and the words. Out: one line of black text, from left to right in every language.

use super::canvas::Canvas;
use super::missing::Missing;
use super::text::{Scale, TextPiece};
use crate::page::{Item, Role};
use crate::resolve::job::{Job, Style, Text};
use crate::text::Span;
use crate::unit::Point;
use std::sync::Arc;

/// Type size in points: small, but read with the naked eye.
const SIZE: f64 = 6.5;

/// Small words for whoever prints, their top left corner at the origin, and how wide they run.
pub fn letter(job: &Job, words: &str) -> (Vec<Item>, f64) {
    let style = Style { size: 0.0, least: SIZE, leading: 1.2, role: Role::Drawing, ..Style::default() };
    let spans = vec![Span::plain(words, None)];
    let origin = job.fit.origin;
    let text = Text { spans, short: None, style: Arc::new(style), origin, key: "slug".into(), late: None };
    // A sign that no font has would be missing from the slug alone; the sheet itself is judged elsewhere.
    let piece = TextPiece::shape(&text, job, &mut Missing::default());
    let scale = Scale { parted: false, ..Scale::full(SIZE) };
    let mut canvas = Canvas::default();
    let width = piece.natural_width(scale);
    piece.place(Point::ZERO, width + 1.0, scale, None, job, &mut canvas);
    (canvas.items, width)
}
