//! Own screenshots: which part of them is shown, what is taken out, what is pointed at.
//!
//! In: a table of `[screens]` in `flyer.toml`. Out: [`Screenshot`]. Places are told in per cent of the picture or in
//! pixels; whether they lie within it is known only when it is opened.

use super::day::need_day;
use super::local::{Local, read_local};
use super::names::tag;
use super::read::{At, Faults, Table, Value};
use crate::diag::Diagnostic;

/// An own screenshot.
#[derive(Clone, Debug)]
pub struct Screenshot {
    /// File in the project's folder.
    pub file: At<String>,
    /// What it shows, for people who cannot see it.
    pub alt: Local,
    /// Day on which it was taken.
    pub taken: At<String>,
    /// Language of what is on it, where that matters.
    pub language: Option<At<String>>,
    /// The part to show; what is beyond is not in the file.
    pub crop: Option<At<Part>>,
    /// The place to tap.
    pub highlight: Option<At<Part>>,
    /// A part that is shown larger as well.
    pub magnify: Option<At<Part>>,
    /// Parts made unreadable to the eye.
    pub blur: Vec<At<Part>>,
    /// Parts whose pixels are taken out.
    pub redact: Vec<At<Part>>,
    /// Numbered places with what is there.
    pub callouts: Vec<Callout>,
    /// Whether it stands in the outline of a phone.
    pub frame: bool,
    /// Whether a print shop prints it with black ink alone.
    pub black: bool,
}

/// A part of a picture: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The four lengths.
    pub lengths: [f64; 4],
    /// Whether they are pixels; else per cent of the picture.
    pub pixels: bool,
}

impl Part {
    /// As shares of a picture of this size; none where it leaves the picture.
    pub fn shares(&self, (width, height): (f64, f64)) -> Option<[f64; 4]> {
        let [x, y, w, h] = self.lengths;
        let (across, along) = if self.pixels { (width, height) } else { (100.0, 100.0) };
        let shares = [x / across, y / along, w / across, h / along];
        (shares[0] + shares[2] <= 1.0 + 1e-6 && shares[1] + shares[3] <= 1.0 + 1e-6).then_some(shares)
    }
}

/// A numbered place on a screenshot.
#[derive(Clone, Debug)]
pub struct Callout {
    /// The place, as a part without size.
    pub at: At<Part>,
    /// What is there, in each language.
    pub says: Option<Local>,
}

/// Reads a screenshot; nothing where file, description or day is missing.
pub(super) fn read_screenshot(table: &Table<'_>, faults: &Faults) -> Option<Screenshot> {
    let need = |key, example| table.need(key, example, faults).and_then(|value| value.text(faults));
    let file = need("file", "\"screens/menu.png\"");
    let alt = table.need("alt", "\"what the screenshot shows\"", faults);
    let alt = alt.and_then(|value| read_local(value, faults));
    let taken = need_day(table, "taken", faults);
    let one = |key| table.get(key).and_then(|value| read_part(value, faults));
    let parts = |key| match table.get(key) {
        Some(value) => value.list().iter().filter_map(|part| read_part(*part, faults)).collect(),
        None => Vec::new(),
    };
    let (crop, highlight, magnify) = (one("crop"), one("highlight"), one("magnify"));
    let (blur, redact) = (parts("blur"), parts("redact"));
    let callouts = table.get("callouts").map_or_else(Vec::new, |value| value.list());
    let callouts = callouts.iter().filter_map(|value| read_callout(&value.table(faults)?, faults)).collect();
    let flag = |key, otherwise| table.flag(key, faults).map_or(otherwise, |flag| flag.value);
    let (black, frame) = (flag("black", false), flag("frame", true));
    let language = table.text("language", faults).map(|text| text.map(|wrote| tag(&wrote)));
    table.finish(faults);
    let (file, alt, taken) = (file?, alt?, taken?);
    Some(Screenshot { file, alt, taken, language, crop, highlight, magnify, blur, redact, callouts, frame, black })
}

fn read_callout(table: &Table<'_>, faults: &Faults) -> Option<Callout> {
    let at = table.need("at", "[50, 20]", faults).and_then(|value| read_lengths(value, 2, faults));
    let says = table.get("says").and_then(|value| read_local(value, faults));
    table.finish(faults);
    Some(Callout { at: at?, says })
}

fn read_part(value: Value<'_>, faults: &Faults) -> Option<At<Part>> {
    read_lengths(value, 4, faults)
}

/// Two or four lengths, all in per cent (`10`, `"10%"`) or all in pixels (`"120px"`).
fn read_lengths(value: Value<'_>, count: usize, faults: &Faults) -> Option<At<Part>> {
    let quiet = Faults::default();
    let length = |value: &Value<'_>| {
        if let Some(number) = value.number(&quiet) {
            return Some((number.value, false));
        }
        let text = value.text(&quiet)?.value;
        let pixels = text.strip_suffix("px").map(|number| (number, true));
        let (number, pixels) = pixels.or_else(|| text.strip_suffix('%').map(|number| (number, false)))?;
        number.trim().parse().ok().map(|number| (number, pixels))
    };
    let read: Option<Vec<(f64, bool)>> = value.list().iter().map(length).collect();
    let read = read.filter(|read| read.len() == count && read.iter().all(|one| one.1 == read[0].1 && one.0 >= 0.0));
    let part = read.map(|read| {
        let at = |index: usize| read.get(index).map_or(0.0, |one| one.0);
        Part { lengths: [at(0), at(1), at(2), at(3)], pixels: read[0].1 }
    });
    let fits = |part: &Part| {
        let [x, y, w, h] = part.lengths;
        let sized = count == 2 || (w > 0.0 && h > 0.0);
        sized && (part.pixels || (x + w <= 100.0 && y + h <= 100.0))
    };
    if let Some(part) = part.filter(fits) {
        return Some(At::new(part, value.origin()));
    }
    let (what, example) = match count {
        _ if value.list().len() > count => (
            "a part of a picture has too many numbers",
            "a number has a point, not a comma: 90.5; a comma stands between two numbers",
        ),
        2 => (
            "a place on a picture is two numbers",
            "left, top in per cent of the picture ([50, 20]) or in pixels ([\"360px\", \"80px\"])",
        ),
        _ => (
            "a part of a picture is four numbers within 0 to 100",
            "left, top, width, height in per cent of the picture ([0, 10, 100, 50]), or in pixels, each as \"120px\"",
        ),
    };
    faults.borrow_mut().push(Diagnostic::error("bad-part", what).at(value.origin()).hint(example));
    None
}
