//! Layouts: the shape of a printed thing, without a word.
//!
//! In: `layouts/<name>.toml`, and the layouts that it `extends`. Out: [`Layout`], every value with its place. The
//! terms are CSS Grid's, because designers know them: columns, areas drawn as a picture, gaps.

use super::block::{Block, read_blocks};
use super::read::{At, Faults, Table, Value};
use crate::diag::{Diagnostic, FileId, Origin};
use crate::unit::{Sides, Size, mm, parse_length};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::code::Use;

/// A layout as written.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Its name, e.g. `a4`.
    pub name: String,
    /// What people do with it: decides level and size of the codes.
    pub usage: Use,
    /// What it is for, in a few words, for `flyer list`.
    pub about: String,
    /// Page size in points.
    pub size: Size,
    /// Free space inside the trim.
    pub margin: Sides,
    /// Bleed on every side.
    pub bleed: f64,
    /// Least distance from the trim for anything important.
    pub safe: f64,
    /// How the sheet is folded.
    pub fold: Option<Fold>,
    /// What stands on every page of a layout that takes as many pages as it needs.
    pub flow: Option<Flow>,
    /// How two languages share it.
    pub bilingual: Option<Bilingual>,
    /// Name of the theme.
    pub theme: At<String>,
    /// Limits of the body size.
    pub fit: Fit,
    /// Columns and areas.
    pub grid: Grid,
    /// What stands in the areas.
    pub areas: BTreeMap<String, Area>,
}

/// How two languages share a layout.
#[derive(Clone, Debug)]
pub struct Bilingual {
    /// Name of the layout of each language's part.
    pub each: At<String>,
    /// Whether the parts are the halves of a page, the first language above; else each has a side of its own.
    pub halves: bool,
}

/// Running head and foot of a layout of as many pages as it takes.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Words key of the head, from the second page on.
    pub head: At<String>,
    /// Words key of the foot, with `{n}` and `{total}`.
    pub foot: At<String>,
}

/// How a sheet is folded; its pages are then the panels.
#[derive(Clone, Debug, PartialEq)]
pub enum Fold {
    /// Widths of the panels inside, in reading order.
    Letter(Vec<f64>),
    /// In the middle, to stand on a table.
    Tent,
}

/// Limits of the body size, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Least.
    pub min: f64,
    /// Most.
    pub max: f64,
    /// Where the least size stands.
    pub origin: Origin,
}

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

/// A named part of the grid.
#[derive(Clone, Debug)]
pub struct Area {
    /// Colour role behind it.
    pub fill: Option<At<String>>,
    /// Whether the fill runs out over the trim where the area touches the page's margin.
    pub bleed: bool,
    /// Space between its edge and its blocks.
    pub padding: Sides,
    /// Radius of the fill's corners.
    pub radius: f64,
    /// Whether there is one area for each service of the guide.
    pub each: bool,
    /// Space between blocks, as a multiple of the body size.
    pub gap: f64,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub origin: Origin,
}

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

/// Reads a layout; `None` where something that it cannot do without is missing.
pub fn read(name: &str, table: &Table<'_>, faults: &Faults) -> Option<Layout> {
    let usages = [("handout", Use::Handout), ("poster", Use::Poster), ("card", Use::Card), ("leaflet", Use::Leaflet)];
    table.need("use", "\"handout\"", faults);
    let usage = table.choice("use", &usages, faults);
    let about = table.text("about", faults).map_or_else(String::new, |text| text.value);
    table.text("extends", faults);
    let page = table.table("page", faults);
    let fit = table.table("fit", faults).and_then(|fit| read_fit(&fit, faults));
    let grid = table.table("grid", faults).and_then(|grid| read_grid(&grid, faults));
    let mut areas = BTreeMap::new();
    if let Some(all) = table.table("area", faults) {
        for (key, _) in all.entries() {
            if let Some(area) = all.table(&key.value, faults) {
                areas.insert(key.value, read_area(&area, key.origin, faults));
            }
        }
    }
    let page = page?;
    let size = page.need("size", "\"A4\"", faults).and_then(|value| read_size(value, faults));
    let margin = page.sides("margin", faults).unwrap_or(Sides::all(mm(11.0)));
    let length = |key, default| page.length(key, faults).map_or(default, |length| length.value);
    let (bleed, safe) = (length("bleed", mm(3.0)), length("safe", mm(5.0)));
    let theme = page.text("theme", faults).unwrap_or_else(|| At::new("calm".to_owned(), page.origin));
    let bilingual = table.table("bilingual", faults).and_then(|own| read_bilingual(&own, faults));
    let flow = table.table("flow", faults).and_then(|flow| read_flow(&flow, faults));
    let fold = page.get("fold").and_then(|value| read_fold(value, faults));
    page.finish(faults);
    table.finish(faults);
    let (usage, grid, fit) = (usage?.value, grid?, fit?);
    check_areas(&grid, &areas, table.origin.file, faults);
    Some(Layout {
        name: name.to_owned(),
        usage,
        about,
        size: size?,
        margin,
        bleed,
        safe,
        fold,
        flow,
        bilingual,
        theme,
        fit,
        grid,
        areas,
    })
}

fn read_flow(table: &Table<'_>, faults: &Faults) -> Option<Flow> {
    let head = table.need("head", "\"title\"", faults).and_then(|value| value.text(faults));
    let foot = table.need("foot", "\"page\"", faults).and_then(|value| value.text(faults));
    table.finish(faults);
    Some(Flow { head: head?, foot: foot? })
}

fn read_bilingual(table: &Table<'_>, faults: &Faults) -> Option<Bilingual> {
    let each = table.need("each", "\"a4\"", faults).and_then(|value| value.text(faults));
    let halves = table.choice("parts", &[("sides", false), ("halves", true)], faults);
    table.finish(faults);
    Some(Bilingual { each: each?, halves: halves.is_some_and(|halves| halves.value) })
}

fn read_fold(value: Value<'_>, faults: &Faults) -> Option<Fold> {
    let panels = value.list();
    if panels.len() > 1 {
        let panels = panels.iter().filter_map(|panel| panel.length(faults)).map(|panel| panel.value).collect();
        return Some(Fold::Letter(panels));
    }
    let wrote = value.text(faults)?;
    if wrote.value == "tent" {
        return Some(Fold::Tent);
    }
    faults
        .borrow_mut()
        .push(Diagnostic::error("bad-fold", format!("`{}` is no fold", wrote.value)).at(wrote.origin).hint(
        "give the widths of the panels inside, in reading order (`[\"100mm\", \"100mm\", \"97mm\"]`), or `\"tent\"`",
    ));
    None
}

/// The size of a paper by its name, in points.
pub fn paper(name: &str) -> Option<Size> {
    let paper = PAPERS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
    paper.map(|(_, width, height)| Size::new(mm(*width), mm(*height)))
}

/// Names of papers.
pub fn papers() -> impl Iterator<Item = &'static str> {
    PAPERS.iter().map(|(name, ..)| *name)
}

fn read_size(value: Value<'_>, faults: &Faults) -> Option<Size> {
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
        faults.borrow_mut().push(super::read::unknown("paper size", &wrote.value, wrote.origin, &names));
    }
    paper.map(|(_, width, height)| Size::new(mm(*width), mm(*height)))
}

fn read_fit(table: &Table<'_>, faults: &Faults) -> Option<Fit> {
    let body = table.table("body", faults)?;
    let min = body.need("min", "\"10.5pt\"", faults).and_then(|v| v.length(faults));
    let max = body.need("max", "\"15pt\"", faults).and_then(|v| v.length(faults));
    body.finish(faults);
    table.finish(faults);
    let (min, max) = (min?, max?);
    if min.value > max.value || min.value <= 0.0 {
        faults.borrow_mut().push(
            Diagnostic::error("bad-fit", "the least body size is larger than the most")
                .at(min.origin)
                .hint("give a `min` above 0 and a `max` of at least as much"),
        );
        return None;
    }
    Some(Fit { min: min.value, max: max.value, origin: min.origin })
}

fn read_grid(table: &Table<'_>, faults: &Faults) -> Option<Grid> {
    let columns = table.need("columns", "[\"1fr\", \"1fr\"]", faults)?;
    let columns: Vec<Track> = columns.list().iter().filter_map(|value| read_track(*value, faults)).collect();
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

fn read_track(value: Value<'_>, faults: &Faults) -> Option<Track> {
    let wrote = value.text(faults)?;
    if let Some(share) = wrote.value.strip_suffix("fr").and_then(|n| n.trim().parse::<f64>().ok()).filter(|n| *n > 0.0)
    {
        return Some(Track::Share(share));
    }
    if let Ok(length) = parse_length(&wrote.value) {
        return Some(Track::Fixed(length));
    }
    faults.borrow_mut().push(
        Diagnostic::error("bad-length", format!("`{}` is not a column width", wrote.value))
            .at(wrote.origin)
            .hint("write a share of the width (\"1fr\") or a length with its unit (\"40mm\")"),
    );
    None
}

fn read_area(table: &Table<'_>, origin: Origin, faults: &Faults) -> Area {
    let area = Area {
        fill: table.text("fill", faults),
        bleed: table.flag("bleed", faults).is_some_and(|flag| flag.value),
        padding: table.sides("padding", faults).unwrap_or_default(),
        radius: table.length("radius", faults).map_or(0.0, |length| length.value),
        each: table.choice("each", &[("services", ())], faults).is_some(),
        gap: table.number("gap", faults).map_or(0.5, |gap| gap.value),
        blocks: table.get("blocks").map_or_else(Vec::new, |value| read_blocks(value, faults)),
        origin,
    };
    table.finish(faults);
    area
}

/// Names in the pictures that no area has, areas that no picture shows, areas that are not rectangles. What an extended
/// layout has and this one does not show is no fault: it says only what differs.
fn check_areas(grid: &Grid, areas: &BTreeMap<String, Area>, file: FileId, faults: &Faults) {
    let known: Vec<&str> = areas.keys().map(String::as_str).collect();
    let drawn: BTreeSet<&str> =
        grid.pages.iter().flatten().flatten().map(String::as_str).filter(|name| *name != ".").collect();
    let mut faults = faults.borrow_mut();
    for name in &drawn {
        if area_of(name, areas).is_none() {
            faults.push(super::read::unknown("area", name, grid.origin, &known));
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
    for (name, area) in areas.iter().filter(|(_, area)| own(area)) {
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
