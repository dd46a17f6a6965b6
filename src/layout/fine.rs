//! Pictures finer than paper can show.
//!
//! In: the laid out pages. Out: pictures with as many pixels as their largest place needs, and a line for each that lost
//! some. How large a picture is printed is known only now. What a printer gets beyond that is weight without a use; what
//! is not finer goes on byte for byte.

use crate::diag::Diagnostic;
use crate::page::{Document, Item};
use crate::resolve::job::Job;
use crate::resolve::picture::{Limits, effective_dpi, scaled};
use crate::unit::{Affine, to_mm};
use std::collections::BTreeMap;

/// Dots an inch beyond which no eye and no plate sees more.
const FINEST: f64 = 450.0;
/// What is finer by less than this is not worth another pass.
const WORTH: f64 = 1.1;

/// Scales down what is too fine; what there is to say.
pub fn scale_down(document: &mut Document, job: &Job) -> Vec<Diagnostic> {
    let mut widths = BTreeMap::new();
    document.pages.iter().for_each(|page| widest(&page.items, Affine::IDENTITY, &mut widths));
    let mut said = Vec::new();
    for (image, width) in widths {
        let Some(picture) = document.images.get_mut(image as usize) else { continue };
        let dpi = effective_dpi(picture, width);
        if !dpi.is_finite() || dpi <= FINEST * WORTH {
            continue;
        }
        let fewer = |pixels: u32| ((f64::from(pixels) * FINEST / dpi).ceil() as u32).clamp(1, pixels);
        let size = (fewer(picture.width), fewer(picture.height));
        match scaled(picture, size, &Limits::default(), &job.press.condition.profile) {
            Ok(small) => {
                let (name, wide) = (&picture.name, to_mm(width));
                let message = format!("{name}: {dpi:.0} dots an inch at {wide:.0} mm: scaled down to {FINEST}");
                said.push(Diagnostic::warning("picture-fine", message));
                *picture = small;
            }
            Err(fault) => {
                let message = format!("`{}`: {}", picture.name, fault.message());
                let origin = job.image_origins.get(image as usize).copied();
                said.push(Diagnostic::error(fault.code(), message).at(origin).hint(fault.hint()));
            }
        }
    }
    said
}

/// The largest width of each picture on paper, in points.
fn widest(items: &[Item], transform: Affine, widths: &mut BTreeMap<u32, f64>) {
    for item in items {
        match item {
            Item::Image(placement) => {
                let width = placement.rect.width() * transform.determinant().abs().sqrt();
                let known = widths.entry(placement.image.0).or_insert(width);
                *known = known.max(width);
            }
            Item::Group { transform: inner, items, .. } => widest(items, transform * *inner, widths),
            Item::Text(_) | Item::Path(_) | Item::Code(..) | Item::Link(..) => {}
            Item::Page(_) | Item::Open(_) | Item::Close => {}
        }
    }
}
