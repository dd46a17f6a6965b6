//! Projects: who prints.
//!
//! In: `flyer.toml` in the user's folder. Out: [`Project`]: name, logos, address, opening hours, legal line, the
//! words that differ, and the project's own checks of links. Everything is optional: without the file flyer prints
//! the sheet with no name on it.

use super::guide::bad_date;
use super::links::Link;
use super::read::{At, Faults, Table, Value, unknown};
use crate::diag::Diagnostic;
use std::collections::BTreeMap;

/// Who prints.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Name of the organisation.
    pub organisation: Option<At<String>>,
    /// Address, in one line.
    pub address: Option<Local>,
    /// Opening hours of the help desk, in one line.
    pub hours: Option<Local>,
    /// Where to find help, instead of the general sentence.
    pub help: Option<Local>,
    /// Country where the sheets are printed (ISO 3166-1, two letters).
    pub country: Option<At<String>>,
    /// Name and address of the printer.
    pub printer: Option<At<String>>,
    /// Legal line as it stands, instead of one that names the printer.
    pub legal: Option<At<String>>,
    /// Whether the organisation states that it may print posters black on white.
    pub black_posters: bool,
    /// What the print shop asks for.
    pub press: Press,
    /// Logos, with what they say.
    pub logos: Vec<Logo>,
    /// Default guide.
    pub guide: Option<At<String>>,
    /// Own screenshots instead of schematic screens, by `<set>.<service>` and number.
    pub screens: BTreeMap<String, Vec<Screenshot>>,
    /// Own font files.
    pub fonts: Vec<At<String>>,
    /// Own checks of links, by id.
    pub checks: BTreeMap<String, Check>,
}

/// What the print shop asks for, as written.
#[derive(Clone, Debug, Default)]
pub struct Press {
    /// File of the ICC profile.
    pub profile: Option<At<String>>,
    /// Registered name of the printing condition; the profile's own name where absent.
    pub condition: Option<At<String>>,
    /// Marks to print; all where absent.
    pub marks: Option<Vec<At<String>>>,
    /// Most ink on one spot, in per cent.
    pub ink_limit: Option<At<f64>>,
}

/// A text of the project: one for all languages, or one for each.
#[derive(Clone, Debug)]
pub enum Local {
    /// The same on every sheet.
    All(At<String>),
    /// By language.
    Each(BTreeMap<String, At<String>>),
}

impl Local {
    /// The text for a language, in its own regional variant or without.
    pub fn get(&self, language: &str) -> Option<&At<String>> {
        match self {
            Self::All(text) => Some(text),
            Self::Each(texts) => texts.get(language).or_else(|| texts.get(language.split('-').next()?)),
        }
    }
}

/// A logo.
#[derive(Clone, Debug)]
pub struct Logo {
    /// File in the project's folder.
    pub file: At<String>,
    /// What it says, for people who cannot see it.
    pub alt: At<String>,
}

/// An own screenshot.
#[derive(Clone, Debug)]
pub struct Screenshot {
    /// File in the project's folder.
    pub file: At<String>,
    /// What it shows, for people who cannot see it.
    pub alt: At<String>,
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

/// A check of a link by the project itself.
#[derive(Clone, Debug)]
pub struct Check {
    /// Day.
    pub on: At<String>,
    /// By whom.
    pub by: At<String>,
}

/// Reads `flyer.toml`.
pub fn read(table: &Table<'_>, faults: &Faults) -> Project {
    let mut project = Project {
        organisation: table.text("organisation", faults),
        address: read_local(table, "address", faults),
        hours: read_local(table, "hours", faults),
        help: read_local(table, "help", faults),
        country: table.text("country", faults),
        printer: table.text("printer", faults),
        legal: table.text("legal", faults),
        black_posters: table.flag("black_posters", faults).is_some_and(|flag| flag.value),
        press: table.table("press", faults).map_or_else(Press::default, |table| read_press(&table, faults)),
        guide: table.text("guide", faults),
        fonts: table.texts("fonts", faults),
        ..Project::default()
    };
    if let Some(list) = table.get("logos") {
        for value in list.list() {
            let Some(logo) = value.table(faults) else { continue };
            let need = |key| logo.need(key, "\"...\"", faults).and_then(|value| value.text(faults));
            let (file, alt) = (need("file"), need("alt"));
            logo.finish(faults);
            project.logos.extend(file.zip(alt).map(|(file, alt)| Logo { file, alt }));
        }
    }
    if let Some(screens) = table.table("screens", faults) {
        for (key, value) in screens.entries() {
            let list = value.list();
            let shots = list.iter().filter_map(|value| read_screenshot(&value.table(faults)?, faults)).collect();
            project.screens.insert(key.value, shots);
        }
    }
    if let Some(links) = table.table("links", faults) {
        for (id, value) in links.entries() {
            if let Some(check) = value.table(faults).and_then(|table| read_check(&table, faults)) {
                project.checks.insert(id.value, check);
            }
        }
    }
    table.finish(faults);
    project
}

fn read_press(table: &Table<'_>, faults: &Faults) -> Press {
    let press = Press {
        profile: table.text("profile", faults),
        condition: table.text("condition", faults),
        marks: table.get("marks").map(|_| table.texts("marks", faults)),
        ink_limit: table.number("ink_limit", faults),
    };
    table.finish(faults);
    press
}

fn read_local(table: &Table<'_>, key: &str, faults: &Faults) -> Option<Local> {
    let value = table.get(key)?;
    if !value.is_table() {
        return value.text(faults).map(Local::All);
    }
    let table = value.table(faults)?;
    let texts = table.entries().into_iter().filter_map(|(language, text)| Some((language.value, text.text(faults)?)));
    Some(Local::Each(texts.collect()))
}

fn read_screenshot(table: &Table<'_>, faults: &Faults) -> Option<Screenshot> {
    let need = |key, example| table.need(key, example, faults).and_then(|value| value.text(faults));
    let file = need("file", "\"screens/menu.png\"");
    let alt = need("alt", "\"what the screenshot shows\"");
    let taken = need("taken", "\"2026-10-02\"");
    if let Some(taken) = taken.as_ref().filter(|taken| crate::world::days_since_1970(&taken.value).is_none()) {
        faults.borrow_mut().push(bad_date(taken));
    }
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
    let language = table.text("language", faults);
    table.finish(faults);
    let (file, alt, taken) = (file?, alt?, taken?);
    Some(Screenshot { file, alt, taken, language, crop, highlight, magnify, blur, redact, callouts, frame, black })
}

fn read_callout(table: &Table<'_>, faults: &Faults) -> Option<Callout> {
    let at = table.need("at", "[50, 20]", faults).and_then(|value| read_lengths(value, 2, faults));
    let says = read_local(table, "says", faults);
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

fn read_check(table: &Table<'_>, faults: &Faults) -> Option<Check> {
    let need = |key, example| table.need(key, example, faults).and_then(|value| value.text(faults));
    let (on, by) = (need("confirmed_on", "\"2026-11-20\""), need("confirmed_by", "\"...\""));
    table.finish(faults);
    let on = on?;
    if crate::world::days_since_1970(&on.value).is_none_or(|_| on.value.len() != 10) {
        faults.borrow_mut().push(bad_date(&on));
        return None;
    }
    Some(Check { on, by: by? })
}

/// Lets the project's own checks go before those of the register.
pub fn apply_checks(project: &Project, links: &mut BTreeMap<String, Link>, faults: &Faults) {
    for (id, check) in &project.checks {
        let known: Vec<String> = links.keys().cloned().collect();
        match links.get_mut(id) {
            Some(link) => {
                link.last_confirmed = check.on.clone();
                link.confirmed_by = check.by.value.clone();
                link.own_check = true;
            }
            None => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                faults.borrow_mut().push(unknown("link", id, check.on.origin, &known));
            }
        }
    }
}
