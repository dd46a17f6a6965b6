//! Drawings that people bring (SVG): each prints as it looks or is refused with its place.
//!
//! `tests/svg/<name>.svg` is data. A comment at its head says what must come of it: `print: 20,20 #d21d1c; ...` are
//! places in the drawing and the colours that the finished file has there, `refuse: <code> <line>:<column>` is what the
//! build says. `tests/judges/drawings.py` holds the same drawings against another program's pictures of them.

use flyer::color::Ink;
use flyer::page::{Document, ImageId, Item, LeastSizes, Page, Picture, Placement, Purpose, Tag};
use flyer::press::{Icc, Press};
use flyer::resolve::picture::{Fault, Limits, open};
use flyer::unit::{Rect, Sides, Size};
use flyer::{export, proof};
use std::fs;
use std::path::{Path, PathBuf};

/// The inks play no part in drawings.
fn opened(bytes: &[u8]) -> Result<Picture, Fault> {
    open("a.svg", bytes, &Limits::default(), &Icc::Plain(Vec::new()))
}

/// The drawing alone on a page of its own proportions, so many points wide.
fn page(bytes: &[u8], width: f64) -> Result<Document, Fault> {
    let picture = opened(bytes)?;
    let height = width * f64::from(picture.height) / f64::from(picture.width);
    let rect = Rect::new(0.0, 0.0, width, height);
    let figure = Tag::Figure { alt: "A drawing".to_owned(), bounds: rect };
    let placed = Placement { image: ImageId(0), rect, purpose: Purpose::Figure, origin: None };
    let items = vec![Item::Open(figure), Item::Image(placed), Item::Close];
    let page = Page { trim: Size::new(width, height), bleed: Sides::default(), items, slug: vec![], marks: vec![] };
    Ok(Document {
        title: "A drawing".to_owned(),
        lang: "en".to_owned(),
        rtl: false,
        author: None,
        subject: None,
        date: "2026-11-24".to_owned(),
        safe: 0.0,
        least: LeastSizes { body: 10.0, note: 8.0, drawing: 6.0 },
        pages: vec![page],
        placed: vec![],
        fonts: vec![],
        images: vec![picture],
        codes: vec![],
        links: vec![],
        spots: vec![],
        ink: Ink::default(),
    })
}

/// The finished office file.
fn printed(bytes: &[u8], width: f64) -> Result<Vec<u8>, Fault> {
    page(bytes, width).map(|document| export::office(&document).unwrap())
}

/// Every SVG in a folder and those below it, in order.
fn drawings(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    let (folders, files): (Vec<_>, Vec<_>) = all.into_iter().partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| drawings(folder));
    files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "svg")).chain(below).collect()
}

/// What is wrong with a file of a drawing that must have these colours, each channel as near as this; places are of a
/// drawing 200 points wide in the middle of the page.
fn unlike(pdf: &[u8], wanted: &str, near: u8) -> Vec<String> {
    let seen = image::load_from_memory(&proof::picture(pdf, 0, 144.0).unwrap()).unwrap().into_rgb8();
    let margin = f64::from(seen.width() - 400) / 2.0;
    let probe = |probe: &str| {
        let (place, color) = probe.trim().split_once(' ').unwrap();
        let (x, y) = place.split_once(',').unwrap();
        let at = |number: &str| (number.parse::<f64>().unwrap() * 2.0 + margin) as u32;
        let there = seen.get_pixel(at(x), at(y)).0;
        let channel = |at: usize| u8::from_str_radix(&color[1 + 2 * at..3 + 2 * at], 16).unwrap();
        let alike = (0..3).all(|at| there[at].abs_diff(channel(at)) <= if color == "#ffffff" { 4 } else { near });
        (!alike).then(|| format!("at {place} {there:02x?}, not {color}"))
    };
    wanted.split(';').filter_map(probe).collect()
}

/// A drawing's name, its bytes, and what the comment at its head says must come of it.
fn said() -> Vec<(String, Vec<u8>, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/svg");
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (_, head) = text.split_once("<!-- ").unwrap();
        let (verb, wanted) = head.split_once(" -->").unwrap().0.split_once(": ").unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, bytes, verb.to_owned(), wanted.to_owned())
    };
    drawings(&folder).into_iter().map(read).collect()
}

/// What is wrong with a drawing that must be refused.
fn accepted(bytes: &[u8], wanted: &str) -> Vec<String> {
    let said = match opened(bytes) {
        Ok(_) => "it is let through".to_owned(),
        Err(fault) => {
            let place = fault.place().map(|(line, column)| format!("{line}:{column}")).unwrap_or_default();
            format!("{} {place}", fault.code())
        }
    };
    if said.trim() == wanted.trim() { vec![] } else { vec![format!("{said}, not {wanted}")] }
}

#[test]
fn each_prints_as_it_looks_or_is_refused() {
    let mut faults = Vec::new();
    for (name, bytes, verb, wanted) in said() {
        let found = match (verb.as_str(), printed(&bytes, 200.0)) {
            ("print", Ok(pdf)) => unlike(&pdf, &wanted, 4),
            ("print", Err(fault)) => vec![format!("refused: {}", fault.message())],
            ("refuse", _) => accepted(&bytes, &wanted),
            _ => vec![format!("nobody knows `{verb}`")],
        };
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Functions that bound as many outputs as light has (ISO 32000-1, 7.10.2): with four inks MuPDF paints nothing then.
fn bounded(pdf: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let dictionaries = file.objects.values().filter_map(|object| object.as_dict().ok());
    let bounds =
        dictionaries.filter_map(|dict| dict.get(b"FunctionType").and(dict.get(b"Range")).ok()?.as_array().ok());
    bounds.filter(|range| range.len() == 6).map(|range| format!("a function of inks has the range {range:?}")).collect()
}

/// Inks are other colours than light, but nothing may be lost on the way to a print shop, or turn black.
#[test]
fn nothing_is_lost_in_inks() {
    let mut faults = Vec::new();
    for (name, bytes, _, wanted) in said().into_iter().filter(|(_, _, verb, _)| verb == "print") {
        let pdf = export::press(&page(&bytes, 200.0).unwrap(), &Press::default()).unwrap();
        let found = unlike(&pdf, &wanted, 110).into_iter().chain(bounded(&pdf));
        faults.extend(found.map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Writes each drawing of the folder `FLYER_DRAWINGS` that is not refused as a PDF beside it, 300 points wide, for
/// judges that are not ours.
#[test]
fn drawings_for_other_judges() {
    let Some(folder) = std::env::var_os("FLYER_DRAWINGS") else { return };
    for path in drawings(Path::new(&folder)) {
        match printed(&fs::read(&path).unwrap(), 300.0) {
            Ok(pdf) => fs::write(path.with_extension("pdf"), pdf).unwrap(),
            Err(fault) => println!("refused {}: {}", path.display(), fault.message()),
        }
    }
}
