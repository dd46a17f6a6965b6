//! Layouts: the shape of a printed thing, without a word.
//!
//! In: `layouts/<name>.toml`, and the layouts that it `extends`. Out: [`Layout`], every value with its place. The
//! terms are CSS Grid's, because designers know them: columns, areas drawn as a picture, gaps.

use super::block::{Block, read_blocks};
use super::grid::{Grid, check_areas, read_grid};
use super::paper::read_size;
use super::read::{At, Faults, Table, Value};
use crate::diag::{Diagnostic, Origin};
use crate::unit::{Sides, Size, mm};
use std::collections::BTreeMap;

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

/// A named part of the grid.
#[derive(Clone, Debug)]
pub struct Area {
    /// Colour role behind it.
    pub fill: Option<At<String>>,
    /// Whether the fill runs out over the trim where the area touches the page's margin.
    pub bleed: bool,
    /// Whether what is in it stands at its top, where it fills a whole page; else in the middle.
    pub top: bool,
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

/// Reads a layout; `None` where something that it cannot do without is missing.
pub fn read(name: &str, table: &Table<'_>, faults: &Faults) -> Option<Layout> {
    let usages = [("handout", Use::Handout), ("poster", Use::Poster), ("card", Use::Card), ("leaflet", Use::Leaflet)];
    table.need("use", "\"handout\"", faults);
    let usage = table.choice("use", &usages, faults);
    let about = table.text("about", faults).map_or_else(String::new, |text| text.value);
    table.text("extends", faults);
    let page = table.need_table("page", "{ size = \"A4\" }", faults);
    let fit = table.need_table("fit", "{ body = { min = \"10.5pt\", max = \"15pt\" } }", faults);
    let fit = fit.and_then(|fit| read_fit(&fit, faults));
    let grid = table.need_table("grid", "{ columns = [\"1fr\"], areas = [\"head\"] }", faults);
    let grid = grid.and_then(|grid| read_grid(&grid, faults));
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

fn read_fit(table: &Table<'_>, faults: &Faults) -> Option<Fit> {
    let body = table.need_table("body", "{ min = \"10.5pt\", max = \"15pt\" }", faults)?;
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

fn read_area(table: &Table<'_>, origin: Origin, faults: &Faults) -> Area {
    let fill = table.text("fill", faults);
    if fill.is_none() {
        // A coloured area may be empty; any other one would be nothing at all.
        table.need("blocks", "[{ text = \"what\" }]", faults);
    }
    let area = Area {
        fill,
        bleed: table.flag("bleed", faults).is_some_and(|flag| flag.value),
        top: table.flag("top", faults).is_some_and(|flag| flag.value),
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
