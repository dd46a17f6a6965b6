//! Guides: a subject with its services, links and schematic screens; no words.
//!
//! In: `assets/guides/<guide>/guide.toml`. Out: [`Guide`]. A screen is composed of a small vocabulary of parts, whose
//! labels are keys of the words files; a set of screens is shown only in a language that has every label confirmed.

use super::day::need_day;
use super::read::{At, Faults, Table, Value};
use crate::diag::Origin;
use std::collections::BTreeMap;

/// A guide as written.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Its name, e.g. `meta-ai`.
    pub name: String,
    /// Date of its facts, `YYYY-MM-DD`.
    pub date: At<String>,
    /// What it is about, for the metadata.
    pub subject: String,
    /// Links by the names that layouts use.
    pub links: BTreeMap<String, At<String>>,
    /// Services in order.
    pub services: Vec<Service>,
    /// Sets of screens: for each set and service the screens in order.
    pub screens: BTreeMap<String, BTreeMap<String, Vec<Screen>>>,
}

/// A service: Facebook, Instagram.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its id in the words files.
    pub id: At<String>,
    /// Links by the names that layouts use, e.g. `form`.
    pub links: BTreeMap<String, At<String>>,
}

/// A schematic phone screen.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Its parts from top to bottom.
    pub parts: Vec<Part>,
    /// Where it stands.
    pub origin: Origin,
}

/// A part of a screen.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its label: a key of the words; greeked where absent.
    pub label: Option<At<String>>,
    /// Pictogram at its start.
    pub icon: Option<At<String>>,
    /// Whether this is the place to tap.
    pub tap: bool,
}

/// The vocabulary of screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Bar at the top with the page's name and the way back.
    Bar,
    /// Bar of an app's start page: its name, and three bars at the end.
    Home,
    /// A line in a list.
    Row,
    /// A title over what follows.
    Title,
    /// A pictogram by itself, large.
    Icon,
    /// Running text.
    Text,
    /// An input field.
    Field,
    /// A button.
    Button,
    /// A browser's address line.
    Address,
    /// A camera that looks at a code.
    Camera,
    /// A person's picture and name.
    Profile,
    /// A box with a message.
    Notice,
    /// A switch with its label.
    Switch,
}

const PARTS: [(&str, PartKind); 13] = [
    ("title", PartKind::Title),
    ("bar", PartKind::Bar),
    ("home", PartKind::Home),
    ("row", PartKind::Row),
    ("text", PartKind::Text),
    ("field", PartKind::Field),
    ("button", PartKind::Button),
    ("address", PartKind::Address),
    ("camera", PartKind::Camera),
    ("profile", PartKind::Profile),
    ("notice", PartKind::Notice),
    ("switch", PartKind::Switch),
    // Last, for every other part may have an icon at its start.
    ("icon", PartKind::Icon),
];

/// Reads a guide.
pub fn read(name: &str, table: &Table<'_>, faults: &Faults) -> Option<Guide> {
    let date = need_day(table, "date", faults);
    let subject = table.text("subject", faults).map_or_else(String::new, |text| text.value);
    let links = read_links(table, faults);
    let mut services = Vec::new();
    if let Some(list) = table.need("services", "[{ id = \"facebook\" }]", faults) {
        for value in list.list() {
            let Some(service) = value.table(faults) else { continue };
            let id = service.need("id", "\"facebook\"", faults).and_then(|value| value.text(faults));
            let links = read_links(&service, faults);
            service.finish(faults);
            services.extend(id.map(|id| Service { id, links }));
        }
    }
    let screens = table.table("screens", faults).map_or_else(BTreeMap::new, |sets| read_sets(&sets, faults));
    table.finish(faults);
    Some(Guide { name: name.to_owned(), date: date?, subject, links, services, screens })
}

fn read_links(table: &Table<'_>, faults: &Faults) -> BTreeMap<String, At<String>> {
    let Some(links) = table.table("links", faults) else { return BTreeMap::new() };
    links.entries().into_iter().filter_map(|(name, value)| Some((name.value, value.text(faults)?))).collect()
}

fn read_sets(sets: &Table<'_>, faults: &Faults) -> BTreeMap<String, BTreeMap<String, Vec<Screen>>> {
    let mut all = BTreeMap::new();
    for (set, value) in sets.entries() {
        let Some(table) = value.table(faults) else { continue };
        let mut by_service = BTreeMap::new();
        for (service, value) in table.entries() {
            let screens = value.list().iter().map(|value| read_screen(*value, faults)).collect();
            by_service.insert(service.value, screens);
        }
        all.insert(set.value, by_service);
    }
    all
}

fn read_screen(value: Value<'_>, faults: &Faults) -> Screen {
    let parts = value.list().iter().filter_map(|value| read_part(*value, faults)).collect();
    Screen { parts, origin: value.origin() }
}

fn read_part(value: Value<'_>, faults: &Faults) -> Option<Part> {
    let table = value.table(faults)?;
    let named = PARTS.iter().find_map(|(name, kind)| Some((*kind, table.get(name)?)));
    let Some((kind, value)) = named else {
        let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        if let Some((key, _)) = table.entries().into_iter().next() {
            faults.borrow_mut().push(super::read::unknown("screen part", &key.value, key.origin, &names));
        }
        return None;
    };
    // The icon part's value is the pictogram itself.
    let label = value.text(faults).filter(|label| !label.value.is_empty() && kind != PartKind::Icon);
    let part = Part {
        kind,
        label,
        icon: table.text("icon", faults),
        tap: table.flag("tap", faults).is_some_and(|flag| flag.value),
    };
    table.finish(faults);
    Some(part)
}
