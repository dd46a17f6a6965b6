//! The slug line: what a sheet is, said outside the trim for whoever prints it.
//!
//! In: the target and its finished pages, which are flat sheets where a layout is folded. Out: a line for each, no longer than its paper has room for; what says least goes first. A sheet that is the only one bears no number.

use crate::export;
use crate::layout::slug;
use crate::page::{Document, Item};
use crate::resolve::job::Job;

/// Letters every page of a document.
pub(super) fn letter(document: &mut Document, target: &str, job: &Job) {
    let count = document.pages.len();
    for (at, page) in document.pages.iter_mut().enumerate() {
        let number = if count > 1 { format!(" · {}/{count}", at + 1) } else { String::new() };
        page.slug = line(job, target, &number, export::slug_length(page));
    }
}

/// The longest line that holds: the name of the piece, the printing condition, the day, the number.
fn line(job: &Job, piece: &str, number: &str, length: f64) -> Vec<Item> {
    let (condition, date) = (&job.press.condition.name, &job.date);
    let wordings = [
        format!("{piece} · press · {condition} · {date}{number}"),
        format!("{piece} · {condition} · {date}{number}"),
        format!("{piece} · {condition}{number}"),
        format!("{piece}{number}"),
    ];
    let mut lines = wordings.iter().map(|words| slug::letter(job, words));
    lines.find(|(_, width)| *width <= length).map_or_else(|| cut(job, piece, number, length), |(items, _)| items)
}

/// The line with as much of the piece's name as holds.
fn cut(job: &Job, piece: &str, number: &str, length: f64) -> Vec<Item> {
    let mut name = piece.to_owned();
    loop {
        let (items, width) = slug::letter(job, &format!("{name}…{number}"));
        if width <= length || name.pop().is_none() {
            return items;
        }
    }
}
