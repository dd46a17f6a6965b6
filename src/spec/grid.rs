//! The grid: columns, gaps, and pictures of areas.
//!
//! In: the table `[grid]`. Out: [`Grid`], and whether its pictures and the areas of the layout belong together. A picture
//! is a list of texts, one a row, with a name for each column; areas made for every service are numbered (`way1`).

use super::layout::Area;
use super::read::{Faults, Table, Value, unknown};
use crate::diag::{Diagnostic, FileId, Origin, nearest};
use crate::unit::{mm, parse_length};
use std::collections::{BTreeMap, BTreeSet};

/// Area names of a page, row by row.
pub type Picture = Vec<Vec<String>>;

/// Columns, gaps and the pictures of the areas.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Column widths.
    pub columns: Vec<Track>,
    /// Gap between columns, in points.
    pub column_gap: f64,
    /// Least gap between rows, in points.
    pub row_gap: f64,
    /// Area names, page by page and row by row.
    pub pages: Vec<Picture>,
    /// Where the pictures stand.
    pub origin: Origin,
}

/// A column's width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Track {
    /// A share of what is left.
    Share(f64),
    /// A fixed width in points.
    Fixed(f64),
}

/// Reads the grid; nothing where it has no columns or no picture.
pub(super) fn read_grid(table: &Table<'_>, faults: &Faults) -> Option<Grid> {
    let columns = table.need("columns", "[\"1fr\", \"1fr\"]", faults)?;
    let columns: Vec<Track> = columns.list().iter().map(|value| read_track(*value, faults)).collect();
    let gap = table.length("gap", faults).map_or(mm(6.0), |gap| gap.value);
    let row_gap = table.length("row_gap", faults).map_or(gap, |gap| gap.value);
    let (pages, origin) = match table.get("pages") {
        Some(pages) => {
            let pictures = pages.list().iter().map(|page| read_picture(*page, columns.len(), faults)).collect();
            (pictures, pages.origin())
        }
        None => {
            let areas = table.need("areas", "[\"head head\", \"left right\"]", faults)?;
            (vec![read_picture(areas, columns.len(), faults)], areas.origin())
        }
    };
    table.finish(faults);
    Some(Grid { columns, column_gap: gap, row_gap, pages, origin })
}

/// The picture of a page's areas: one text a row, one name a column.
fn read_picture(areas: Value<'_>, wanted: usize, faults: &Faults) -> Picture {
    let mut rows: Picture = Vec::new();
    for value in areas.list() {
        let Some(row) = value.text(faults) else { continue };
        let names: Vec<String> = row.value.split_whitespace().map(str::to_owned).collect();
        if names.len() != wanted {
            faults.borrow_mut().push(
                Diagnostic::error(
                    "bad-grid",
                    format!("this row names {} cells, the grid has {wanted} columns", names.len()),
                )
                .at(row.origin)
                .hint(format!("write {wanted} names, parted by spaces; `.` is an empty cell")),
            );
        } else {
            rows.push(names);
        }
    }
    rows
}

/// A column; one whose width is wrong still counts, so that nothing else seems wrong because of it.
fn read_track(value: Value<'_>, faults: &Faults) -> Track {
    let Some(wrote) = value.text(faults) else { return Track::Share(1.0) };
    if let Some(share) = wrote.value.strip_suffix("fr").and_then(|n| n.trim().parse::<f64>().ok()).filter(|n| *n > 0.0)
    {
        return Track::Share(share);
    }
    if let Ok(length) = parse_length(&wrote.value) {
        return Track::Fixed(length);
    }
    faults.borrow_mut().push(
        Diagnostic::error("bad-length", format!("`{}` is not a column width", wrote.value))
            .at(wrote.origin)
            .hint("write a share of the width (\"1fr\") or a length with its unit (\"40mm\")"),
    );
    Track::Share(1.0)
}

/// Names in the pictures that no area has, areas that no picture shows, areas that are not rectangles. What an extended
/// layout has and this one does not show is no fault: it says only what differs.
pub(super) fn check_areas(grid: &Grid, areas: &BTreeMap<String, Area>, file: FileId, faults: &Faults) {
    let known: Vec<&str> = areas.keys().map(String::as_str).collect();
    let drawn: BTreeSet<&str> =
        grid.pages.iter().flatten().flatten().map(String::as_str).filter(|name| *name != ".").collect();
    let mut faults = faults.borrow_mut();
    let within = |fault: &Diagnostic| {
        let range = grid.origin.range();
        fault.origin.is_some_and(|origin| origin.file == grid.origin.file && range.contains(&origin.range().start))
    };
    if faults.iter().any(|fault| fault.code == "bad-grid" && within(fault)) {
        // A row that cannot be read leaves holes, which are no faults of their own.
        return;
    }
    // An area that is meant by a name with a slip in it is not unused.
    let mut meant = Vec::new();
    for name in &drawn {
        if area_of(name, areas).is_none() {
            meant.extend(nearest(name, known.iter().copied()));
            faults.push(unknown("area", name, grid.origin, &known));
        }
        let torn = |picture: &Picture| {
            let cells: Vec<(usize, usize)> = cells(picture, name);
            let (rows, columns) = (span(cells.iter().map(|c| c.0)), span(cells.iter().map(|c| c.1)));
            cells.len() != rows * columns
        };
        if grid.pages.iter().any(torn) {
            faults.push(
                Diagnostic::error("bad-grid", format!("area `{name}` is not a rectangle"))
                    .at(grid.origin)
                    .label("in this picture")
                    .hint("the cells of an area lie together in one block of rows and columns"),
            );
        }
    }
    let own = |area: &Area| area.origin.file == file || area.origin.file == grid.origin.file;
    for (name, area) in areas.iter().filter(|(name, area)| own(area) && !meant.contains(&name.as_str())) {
        if !drawn.iter().any(|drawn| area_of(drawn, areas).is_some_and(|(known, _)| known == name)) {
            faults.push(
                Diagnostic::error("unused-area", format!("area `{name}` has no cell in the grid"))
                    .at(area.origin)
                    .hint("name it in `areas` of [grid], or take it out"),
            );
        }
    }
}

/// The cells (row, column) of a name.
pub fn cells(picture: &Picture, name: &str) -> Vec<(usize, usize)> {
    let rows = picture.iter().enumerate();
    rows.flat_map(|(r, row)| row.iter().enumerate().map(move |(c, cell)| (r, c, cell)))
        .filter(|(_, _, cell)| *cell == name)
        .map(|(r, c, _)| (r, c))
        .collect()
}

fn span(numbers: impl Iterator<Item = usize> + Clone) -> usize {
    match (numbers.clone().min(), numbers.max()) {
        (Some(least), Some(most)) => most - least + 1,
        _ => 0,
    }
}

/// The area that a cell's name means: itself, or for `steps2` the second of the areas made by `[area.steps] each`.
pub fn area_of<'a>(cell: &str, areas: &'a BTreeMap<String, Area>) -> Option<(&'a str, Option<usize>)> {
    if let Some((name, area)) = areas.get_key_value(cell) {
        return (!area.each).then_some((name.as_str(), None));
    }
    let digits = cell.len() - cell.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (stem, number) = cell.split_at(cell.len() - digits);
    let number: usize = number.parse().ok().filter(|n| *n > 0)?;
    areas.get_key_value(stem).filter(|(_, area)| area.each).map(|(name, _)| (name.as_str(), Some(number - 1)))
}
