//! Paper: sizes by name, or as two sides.
//!
//! In: `"A4"` or `{ width = "99mm", height = "210mm" }`. Out: width and height in points.

use super::read::{Faults, Value, unknown};
use crate::unit::{Size, mm};

/// Paper sizes by name: width and height in millimetres (ISO 216, ISO 217, ISO 269; ANSI/ASME Y14.1).
const PAPERS: [(&str, f64, f64); 23] = [
    ("A0", 841.0, 1189.0),
    ("A1", 594.0, 841.0),
    ("A2", 420.0, 594.0),
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("A6", 105.0, 148.0),
    ("A7", 74.0, 105.0),
    ("A8", 52.0, 74.0),
    ("B0", 1000.0, 1414.0),
    ("B1", 707.0, 1000.0),
    ("B2", 500.0, 707.0),
    ("B3", 353.0, 500.0),
    ("B4", 250.0, 353.0),
    ("B5", 176.0, 250.0),
    ("B6", 125.0, 176.0),
    ("B7", 88.0, 125.0),
    ("DL", 99.0, 210.0),
    ("SRA3", 320.0, 450.0),
    ("SRA4", 225.0, 320.0),
    ("Letter", 215.9, 279.4),
    ("Legal", 215.9, 355.6),
    ("Tabloid", 279.4, 431.8),
];

/// The size of a paper by its name, in points.
pub fn paper(name: &str) -> Option<Size> {
    let paper = PAPERS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
    paper.map(|(_, width, height)| Size::new(mm(*width), mm(*height)))
}

/// Names of papers.
pub fn papers() -> impl Iterator<Item = &'static str> {
    PAPERS.iter().map(|(name, ..)| *name)
}

/// Reads a size; an unknown name is an error that shows the nearest one.
pub(super) fn read_size(value: Value<'_>, faults: &Faults) -> Option<Size> {
    if value.is_table() {
        let table = value.table(faults)?;
        let side = |key| table.need(key, "\"210mm\"", faults).and_then(|v| v.length(faults)).map(|l| l.value);
        let size = (side("width"), side("height"));
        table.finish(faults);
        return Some(Size::new(size.0?, size.1?));
    }
    let wrote = value.text(faults)?;
    let paper = PAPERS.iter().find(|(name, ..)| *name == wrote.value);
    if paper.is_none() {
        let names: Vec<&str> = PAPERS.iter().map(|(name, ..)| *name).collect();
        faults.borrow_mut().push(unknown("paper size", &wrote.value, wrote.origin, &names));
    }
    paper.map(|(_, width, height)| Size::new(mm(*width), mm(*height)))
}
