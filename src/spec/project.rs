//! Projects: who prints.
//!
//! In: `flyer.toml` in the user's folder. Out: [`Project`]: name, logos, address, opening hours, legal line, the
//! words that differ, and the project's own checks of links. Everything is optional: without the file flyer prints
//! the sheet with no name on it.

use super::day::{need_day, to_come};
use super::links::Link;
use super::local::{Local, each_once, read_each, read_local};
use super::organisation::{Hours, read_hours};
use super::phone::read_phone;
use super::reach::{read_email, read_web};
use super::read::{At, Faults, Table, unknown};
use super::screenshot::{Screenshot, read_screenshot};
use crate::diag::{FileId, Origin, distance};
use std::collections::BTreeMap;

/// Who prints.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The file that says all this.
    pub file: Option<FileId>,
    /// Name of the organisation.
    pub organisation: Option<Local>,
    /// Address, in one line.
    pub address: Option<Local>,
    /// Opening hours of the help desk: one text, or rows of days and times.
    pub hours: Option<Local<Hours>>,
    /// Telephone number, as people write it.
    pub phone: Option<Local>,
    /// E-mail address.
    pub email: Option<Local>,
    /// Web site.
    pub web: Option<Local>,
    /// Where to find help, instead of the general sentence.
    pub help: Option<Local>,
    /// Country where the sheets are printed (ISO 3166-1, two letters).
    pub country: Option<At<String>>,
    /// Name and address of the printer.
    pub printer: Option<Local>,
    /// Legal line as it stands, instead of one that names the printer.
    pub legal: Option<Local>,
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
    /// The same by the names that somebody wrote, until these are held against the guide's.
    pub shots: Vec<(At<String>, Vec<Screenshot>)>,
    /// Own font files.
    pub fonts: Vec<At<String>>,
    /// Own checks of links, by id.
    pub checks: BTreeMap<String, Check>,
    /// Where each key stands.
    pub places: BTreeMap<String, Origin>,
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

/// A logo.
#[derive(Clone, Debug)]
pub struct Logo {
    /// File in the project's folder.
    pub file: At<String>,
    /// What it says, for people who cannot see it.
    pub alt: Local,
}

/// A check of a link by the project itself.
#[derive(Clone, Debug)]
pub struct Check {
    /// Day.
    pub on: At<String>,
    /// By whom.
    pub by: At<String>,
}

/// Endings of copies that are set aside: nobody takes them for the file itself.
const SET_ASIDE: [&str; 6] = ["~", ".bak", ".old", ".orig", ".save", ".swp"];

/// Whether a file was surely meant to be `flyer.toml`: another case, an ending too many or too few, a copy, a letter wrong.
pub fn is_meant(name: &str) -> bool {
    let lower = name.to_lowercase();
    if lower.starts_with('.') || SET_ASIDE.iter().any(|ending| lower.ends_with(ending)) {
        return false;
    }
    let (stem, ending) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    // What browsers and file managers add to a second one: `flyer (1)`, `flyer - copy`.
    let bare = stem.split([' ', '(']).next().unwrap_or_default();
    let is_text = ["toml", "tml", "tom", "txt"].contains(&ending);
    lower.starts_with(super::PROJECT)
        || distance(&lower, super::PROJECT) <= 1
        || (is_text && distance(bare, "flyer") == 0)
        || (ending == "toml" && distance(bare, "flyer") <= 1)
}

/// What tables are like, for whoever wrote something else: `{}` is what they wrote.
const LOGO: &str = "{key} = [{ file = {}, alt = \"what it says\" }]";
const SHOT: &str = "{key} = [{ file = {}, alt = \"what it shows\", taken = \"2026-11-20\" }]";
const SCREENS: &str =
    "[screens]` and below it `\"menu.facebook\" = [{ file = {}, alt = \"what it shows\", taken = \"2026-11-20\" }]";
const PRESS: &str = "[press]` and below it `profile = {}";
const LINKS: &str =
    "[links.facebook-objection]` and below it `confirmed_on = \"2026-11-20\"` and `confirmed_by = \"...\"";
const CHECK: &str = "{key} = { confirmed_on = \"2026-11-20\", confirmed_by = {} }";

/// Reads `flyer.toml`.
pub fn read(table: &Table<'_>, faults: &Faults) -> Project {
    let local = |key| read_local(table.get(key)?, faults);
    let reach = |key, read| read_each(table.get(key)?, faults, read);
    let mut project = Project {
        file: Some(table.origin.file),
        organisation: local("organisation"),
        address: local("address"),
        hours: table.get("hours").and_then(|value| read_each(value, faults, read_hours)),
        phone: reach("phone", read_phone),
        email: reach("email", read_email),
        web: reach("web", read_web),
        help: local("help"),
        country: table.text("country", faults),
        printer: local("printer"),
        legal: local("legal"),
        black_posters: table.flag("black_posters", faults).is_some_and(|flag| flag.value),
        press: table.table_like("press", PRESS, faults).map_or_else(Press::default, |table| read_press(&table, faults)),
        guide: table.text("guide", faults),
        fonts: table.texts("fonts", faults),
        ..Project::default()
    };
    if let Some(list) = table.get("logos") {
        for value in list.list() {
            let Some(logo) = value.table_like(LOGO, faults) else { continue };
            let file = logo.need("file", "\"...\"", faults).and_then(|value| value.text(faults));
            let alt = logo.need("alt", "\"...\"", faults).and_then(|value| read_local(value, faults));
            logo.finish(faults);
            project.logos.extend(file.zip(alt).map(|(file, alt)| Logo { file, alt }));
        }
    }
    if let Some(screens) = table.table_like("screens", SCREENS, faults) {
        read_screens("", &screens, &mut project, faults);
    }
    if let Some(links) = table.table_like("links", LINKS, faults) {
        for (id, value) in each_once(&links, str::to_lowercase, faults) {
            if let Some(check) = value.table_like(CHECK, faults).and_then(|table| read_check(&table, faults)) {
                project.checks.insert(id, check);
            }
        }
    }
    table.finish(faults);
    project
}

/// Screenshots by name; `menu.facebook` may be written with quotes or, as tables in tables, without.
fn read_screens(above: &str, table: &Table<'_>, project: &mut Project, faults: &Faults) {
    for (key, value) in table.entries() {
        let name = if above.is_empty() { key.value } else { format!("{above}.{}", key.value) };
        let inner = value.table(&Faults::default()).filter(|inner| inner.get("file").is_none());
        if let Some(inner) = inner {
            read_screens(&name, &inner, project, faults);
            continue;
        }
        let list = value.list();
        let shots = list.iter().filter_map(|value| read_screenshot(&value.table_like(SHOT, faults)?, faults)).collect();
        project.shots.push((At::new(name, key.origin), shots));
    }
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

fn read_check(table: &Table<'_>, faults: &Faults) -> Option<Check> {
    let on = need_day(table, "confirmed_on", faults);
    let by = table.need("confirmed_by", "\"...\"", faults).and_then(|value| value.text(faults));
    table.finish(faults);
    Some(Check { on: on?, by: by? })
}

/// Refuses what is not so: days that are still to come.
pub fn check(project: &Project, today: &str, faults: &Faults) {
    let shots = project.shots.iter().flat_map(|(_, shots)| shots).map(|shot| &shot.taken);
    let checks = project.checks.values().map(|check| &check.on);
    faults.borrow_mut().extend(shots.chain(checks).filter_map(|day| to_come(day, today)));
}

/// Lets the project's own checks go before those of the register.
pub fn apply_checks(project: &Project, links: &mut BTreeMap<String, Link>, faults: &Faults) {
    for (id, check) in &project.checks {
        let known: Vec<String> = links.keys().cloned().collect();
        match links.get_mut(id) {
            Some(link) => {
                link.last_confirmed = check.on.clone();
                link.confirmed_by = check.by.clone();
                link.own_check = true;
            }
            None => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                faults.borrow_mut().push(unknown("link", id, check.on.origin, &known));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn files_that_were_meant() {
        for name in [
            "Flyer.toml",
            "FLYER.TOML",
            "flyer.toml.txt",
            "flyer.toml.toml",
            "flyer.tml",
            "flyer.txt",
            "flyer (1).toml",
            "flyer - Copy.toml",
            "flyer(2).toml",
            "flyers.toml",
            "fyler.toml",
            "flyertoml",
        ] {
            assert!(is_meant(name), "{name}");
        }
        for name in
            ["flyer", "flyer.toml.bak", "flyer.toml~", ".flyer.toml.swp", "Cargo.toml", "player.toml", "flyer.pdf"]
        {
            assert!(!is_meant(name), "{name}");
        }
    }
}
