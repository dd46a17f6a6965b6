//! Whether pictures have enough pixels for their size on paper.
//!
//! In: the items of a page. Out: an error at the line that asked for a picture too coarse to be printed. The proof
//! measures the same on the finished file, but there no line is known any more.

use crate::diag::Diagnostic;
use crate::page::{Item, Placement};
use crate::resolve::job::Job;
use crate::resolve::picture::effective_dpi;
use crate::unit::to_mm;

/// Dots an inch below which pixels are seen from where a handout is read.
const LEAST: f64 = 100.0;
/// Dots an inch that print well.
const GOOD: f64 = 300.0;

/// Errors for pictures that are too coarse.
pub(super) fn check(items: &[Item], job: &Job) -> Vec<Diagnostic> {
    let mut coarse = Vec::new();
    for item in items {
        match item {
            Item::Image(placement) => coarse.extend(too_coarse(placement, job)),
            Item::Group { items, .. } => coarse.extend(check(items, job)),
            _ => {}
        }
    }
    coarse
}

fn too_coarse(placement: &Placement, job: &Job) -> Option<Diagnostic> {
    let at = placement.image.0 as usize;
    let (picture, origin) = (job.images.get(at)?, job.image_origins.get(at)?);
    let width = placement.rect.width();
    let dpi = effective_dpi(picture, width);
    if dpi >= LEAST {
        return None;
    }
    let (name, wide) = (&picture.name, to_mm(width));
    let pixels = (width / 72.0 * GOOD).ceil();
    let message = format!("`{name}` is too coarse: {dpi:.0} dots an inch at {wide:.0} mm width, least {LEAST}");
    let hint = format!("take a picture {pixels} pixels wide ({GOOD} dots an inch), or a drawing (SVG)");
    Some(Diagnostic::error("picture-too-coarse", message).at(*origin).hint(hint))
}
