//! What is said when words do not fit: which, where, by how much, and about how many letters too many.
//!
//! In: a sheet that does not hold at its least size. Out: one error, at the words whose shortening helps most.

use super::fit::{Overflow, Sheet};
use super::grid::GridError;
use super::text::{Scale, TextPiece};
use crate::diag::Diagnostic;
use crate::unit::to_mm;

/// Average advance of a letter as a share of the size.
const LETTER: f64 = 0.5;

/// A text on the sheet: its area, its number in it, and the width that it has.
struct Placed<'a> {
    area: usize,
    number: usize,
    text: &'a TextPiece,
    width: f64,
}

/// Says which words do not fit, and by how much.
pub(super) fn explain(sheet: &mut Sheet<'_>, overflow: Overflow) -> Result<Vec<Diagnostic>, GridError> {
    let job = sheet.job;
    let scale = Scale::least(job);
    let all = texts(sheet, scale)?;
    let blamed = match overflow.wide {
        Some((area, number, _)) => all.iter().find(|placed| (placed.area, placed.number) == (area, number)),
        None => all.iter().max_by(|a, b| a.text.height(a.width, scale).total_cmp(&b.text.height(b.width, scale))),
    };
    let Some(placed) = blamed else {
        return Ok(vec![Diagnostic::error("text-overflow", "the blocks do not fit on the page").at(job.fit.origin)]);
    };
    let area = &sheet.page.areas[placed.area].name;
    let fault = match overflow.wide {
        Some((.., over)) => too_wide(placed, area, over, scale),
        None => too_tall(placed, area, overflow.tall, scale),
    };
    Ok(vec![fault.at(placed.text.origin).related(job.fit.origin, "the least size stands here")])
}

fn texts<'a>(sheet: &mut Sheet<'a>, scale: Scale) -> Result<Vec<Placed<'a>>, GridError> {
    let mut all = Vec::new();
    for (area, piece) in sheet.pieces.iter().enumerate() {
        let width = sheet.width(area)?;
        let mut texts = Vec::new();
        piece.texts(width, scale, sheet.job, &mut texts);
        let placed = texts.into_iter().enumerate();
        all.extend(placed.map(|(number, (text, width))| Placed { area, number, text, width }));
    }
    Ok(all)
}

fn too_wide(placed: &Placed<'_>, area: &str, over: f64, scale: Scale) -> Diagnostic {
    let letters = (over / (placed.text.size(scale) * LETTER)).ceil().max(1.0);
    let message = format!("a word of `{}` does not fit in area `{area}`", placed.text.key);
    Diagnostic::error("text-overflow", message)
        .label(format!("{:.1} mm too wide at {} pt, the least size", to_mm(over), scale.body))
        .hint(format!("use a word that is shorter by about {letters} letters, or put a soft hyphen (U+00AD) into it"))
}

fn too_tall(placed: &Placed<'_>, area: &str, over: f64, scale: Scale) -> Diagnostic {
    let lines = (over / placed.text.leading(scale)).ceil().max(1.0);
    let per_line = placed.width / (placed.text.size(scale) * LETTER);
    let letters = (lines * per_line).ceil().min(placed.text.letters(scale) as f64);
    let key = &placed.text.key;
    let message = format!("the words do not fit on the sheet; the longest are `{key}` in area `{area}`");
    Diagnostic::error("text-overflow", message)
        .label(format!("the sheet is {:.1} mm too tall at {} pt, the least size", to_mm(over), scale.body))
        .hint(format!(
            "shorten these or other words by about {letters} letters, or give `{{ text = \"...\", short = \"...\" }}`"
        ))
}
