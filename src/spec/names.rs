//! Names in a project: languages, sets of screens, services. Each is one that is there, or it is refused with the one to write.
//!
//! In: `flyer.toml` as it was parsed, and what there is. Out: faults at the names, and the names of screens as the guide has
//! them. Case carries nothing: `FR` is `fr`, `Menu.Facebook` is `menu.facebook`.

use super::called;
use super::form;
use super::guide::Guide;
use super::language::{self, Meant};
use super::local::twice;
use super::project::Project;
use super::read::{At, Faults, Table, Value, unknown};
use crate::diag::{Diagnostic, Severity, did_you_mean, nearest};
use std::collections::BTreeSet;

/// Keys of a project that may hold a text for each language.
const BY_LANGUAGE: [&str; 9] =
    ["organisation", "address", "hours", "phone", "email", "web", "help", "printer", "legal"];
/// Those that may below other keys, in tables of logos, screenshots and callouts.
const BELOW: [&str; 2] = ["alt", "says"];

/// A language in whatever case, as it is looked for.
pub(super) fn tag(wrote: &str) -> String {
    // Most are written as they should be, and cost nothing.
    let plain = wrote.bytes().all(|byte| byte.is_ascii_lowercase());
    if plain { wrote.to_owned() } else { language::canonical(wrote).unwrap_or_else(|| wrote.to_owned()) }
}

/// Whether a language has its own texts anywhere in a project.
pub(super) fn has_languages(root: &Table<'_>) -> bool {
    !tables_by_language(root).is_empty()
}

/// Refuses languages that there are no sheets in.
pub(super) fn check_languages(
    root: &Table<'_>,
    known: &BTreeSet<String>,
    names: &mut dyn FnMut() -> Vec<(String, String)>,
    faults: &Faults,
) {
    for (key, table) in tables_by_language(root) {
        let mut given: Vec<(String, At<String>)> = Vec::new();
        let entries = table.entries();
        if let Some(fault) = no_languages(key, &entries, known, names) {
            faults.borrow_mut().push(fault);
            continue;
        }
        for (wrote, _) in entries {
            // Whoever wrote `fr` and `fr-FR` is not told to write `fr`.
            let meant = match language::meant(&wrote.value, known) {
                Meant::Known(language) => language,
                _ => tag(&wrote.value),
            };
            let fault = match given.iter().find(|(known, _)| *known == meant) {
                // That two spellings are one tag is said where they are read.
                Some((_, first)) => (tag(&wrote.value) != tag(&first.value)).then(|| twice(&wrote, first)),
                None => language_fault(&wrote, known, names),
            };
            given.push((meant, wrote));
            faults.borrow_mut().extend(fault);
        }
    }
}

/// What is said of a language that there are no sheets in, or that has another tag.
fn language_fault(
    wrote: &At<String>,
    known: &BTreeSet<String>,
    names: &mut dyn FnMut() -> Vec<(String, String)>,
) -> Option<Diagnostic> {
    let fault = Diagnostic::error("unknown-language", format!("there are no sheets in a language `{}`", wrote.value));
    let fault = fault.at(wrote.origin).label("no language has this tag");
    match language::meant(&wrote.value, known) {
        Meant::Known(language) if language == tag(&wrote.value) => None,
        Meant::Known(language) | Meant::Elsewhere { language, .. } => Some(fault.hint(format!("write `{language}`"))),
        Meant::Near(near) => Some(fault.hint(format!("near languages that there are sheets in: {}", near.join(", ")))),
        Meant::Unknown => Some(match language::called(&wrote.value, &names()) {
            Some(language) => fault.hint(format!("write `{language}`")),
            None => fault.hint(format!("languages are written by their tags: {}", list(known))),
        }),
    }
}

/// What is said of a table whose names are other things than languages.
fn no_languages(
    key: &str,
    entries: &[(At<String>, Value<'_>)],
    known: &BTreeSet<String>,
    names: &mut dyn FnMut() -> Vec<(String, String)>,
) -> Option<Diagnostic> {
    let unknown = |wrote: &At<String>| language::meant(&wrote.value, known) == Meant::Unknown;
    if key == "hours" && !entries.is_empty() && entries.iter().all(|(wrote, _)| unknown(wrote)) {
        let names = names();
        // Somebody may have written what languages are called.
        if entries.iter().all(|(wrote, _)| language::called(&wrote.value, &names).is_none()) {
            return Some(days(entries));
        }
    }
    let field = entries.iter().find(|(wrote, _)| unknown(wrote) && called::is_field(&wrote.value));
    field.map(|(wrote, _)| heading(wrote, key))
}

/// What is said of days in the place of languages: `hours = { Monday = "10-12" }`.
fn days(entries: &[(At<String>, Value<'_>)]) -> Diagnostic {
    let rows = entries.iter().map(|(day, times)| {
        let times = form::texts(times.inner.get_ref()).join(", ");
        format!("[{}, {}]", form::quoted(&day.value), form::quoted(&times))
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    let message = "days and times stand in rows; the names of a table are languages";
    let place = entries.first().map(|(day, _)| day.origin);
    Diagnostic::error("bad-hours", message).at(place).hint(format!("write `hours = [{rows}]`"))
}

/// What is said of other fields below the heading of one: `[organisation]`, and then `name = "..."`.
fn heading(wrote: &At<String>, key: &str) -> Diagnostic {
    let message = format!("`{}` stands in a table `{key}`, whose names are languages", wrote.value);
    Diagnostic::error("unknown-language", message).at(wrote.origin).label("no language has this tag").hint(format!(
        "take the heading `[{key}]` out: `{key} = \"...\"` and each other field stand on lines of their own"
    ))
}

/// Tables whose keys are languages.
fn tables_by_language<'a>(root: &Table<'a>) -> Vec<(&'a str, Table<'a>)> {
    let quiet = Faults::default();
    let mut values: Vec<Value<'a>> = BY_LANGUAGE.iter().filter_map(|key| root.get(key)).collect();
    for value in ["logos", "screens"].into_iter().filter_map(|key| root.get(key)) {
        said_below(value, &mut values);
    }
    values.into_iter().filter(Value::is_table).filter_map(|value| Some((value.key, value.table(&quiet)?))).collect()
}

/// What alternative texts and callouts say, wherever they stand below a value.
fn said_below<'a>(value: Value<'a>, found: &mut Vec<Value<'a>>) {
    let quiet = Faults::default();
    for value in value.list() {
        let Some(table) = value.table(&quiet) else { continue };
        for (key, inner) in table.entries() {
            match BELOW.contains(&key.value.as_str()) {
                true => found.push(inner),
                false => said_below(inner, found),
            }
        }
    }
}

/// Gives the project's screenshots the names that the guide has, and refuses those that it has not.
pub(super) fn name_screens(project: &mut Project, guide: &Guide, known: &BTreeSet<String>, faults: &Faults) {
    let mut named: Vec<(String, At<String>)> = Vec::new();
    for (wrote, shots) in std::mem::take(&mut project.shots) {
        match screens_name(&wrote.value, guide, known) {
            Ok(name) => match named.iter().find(|(known, _)| *known == name) {
                Some((_, first)) => faults.borrow_mut().push(twice(&wrote, first)),
                None => {
                    project.screens.insert(name.clone(), shots);
                    named.push((name, wrote));
                }
            },
            Err(fault) => faults.borrow_mut().push(fault.at(wrote.origin).label("nothing has this name")),
        }
    }
}

/// The names that a guide's screens have: `menu.facebook`.
pub fn screens_of(guide: &Guide) -> BTreeSet<String> {
    let services = || guide.services.iter().map(|service| &service.id.value);
    let all = |by_service: &std::collections::BTreeMap<String, _>| by_service.contains_key("all");
    let of_set = |(set, by_service): (&String, &std::collections::BTreeMap<String, Vec<super::guide::Screen>>)| {
        let own = services().filter(|id| all(by_service) || by_service.contains_key(*id));
        own.map(|id| format!("{set}.{id}")).collect::<Vec<_>>()
    };
    guide.screens.iter().flat_map(of_set).collect()
}

fn screens_name(wrote: &str, guide: &Guide, known: &BTreeSet<String>) -> Result<String, Box<Diagnostic>> {
    let names = screens_of(guide);
    let same = |name: &str| names.iter().find(|known| known.eq_ignore_ascii_case(name));
    if let Some(name) = same(wrote) {
        return Ok(name.clone());
    }
    let fault = Diagnostic::error("unknown-name", format!("no screens are called `{wrote}`"));
    if let Some((name, language)) = wrote.rsplit_once('.')
        && let Some(name) = same(name)
    {
        let message = format!("no screens are called `{wrote}`: there are no sheets in `{language}`");
        return match language::meant(language, known) {
            Meant::Known(language) => Ok(format!("{name}.{language}")),
            Meant::Elsewhere { language, .. } => {
                Err(Box::new(Diagnostic::error("unknown-name", message).hint(format!("write `{name}.{language}`"))))
            }
            _ => Err(Box::new(Diagnostic::error("unknown-name", message).hint(format!("languages: {}", list(known))))),
        };
    }
    let of_set = names.iter().find(|name| name.split('.').next().is_some_and(|set| set.eq_ignore_ascii_case(wrote)));
    if let Some(name) = of_set {
        return Err(Box::new(fault.hint(format!("the service stands behind the set: `\"{name}\"`"))));
    }
    // A language at the end is kept as it is.
    let parts: Vec<&str> = wrote.split('.').collect();
    let (stem, rest) = (parts[..parts.len().min(2)].join("."), &parts[parts.len().min(2)..]);
    if let (Some(name), [first, .., last]) = (same(&stem), rest) {
        // `"menu.facebook.fr" = { de = [...] }`
        let message = format!("`{wrote}` names more than one language: `{first}` and `{last}`");
        let fault = Diagnostic::error("unknown-name", message);
        return Err(Box::new(
            fault.hint(format!("write `\"{name}.{last}\" = [...]`, each language on a line of its own")),
        ));
    }
    let near = nearest(&stem, names.iter().map(String::as_str)).map(|name| [&[name], rest].concat().join("."));
    // What would be refused in its turn is no help.
    let near = near.filter(|name| screens_name(name, guide, known).is_ok());
    Err(Box::new(match near.and_then(|name| did_you_mean(wrote, &name)) {
        Some(hint) => fault.hint(hint),
        None => fault.hint(format!("screens: {}", list(&names))),
    }))
}

fn list(names: &BTreeSet<String>) -> String {
    names.iter().cloned().collect::<Vec<_>>().join(", ")
}

/// Refuses words for a service with a letter wrong, and warns of those for services that this guide has not: another may have
/// them.
pub(super) fn check_services(keys: &[At<String>], guide: &Guide, faults: &Faults) {
    let known: Vec<&str> = guide.services.iter().map(|service| service.id.value.as_str()).collect();
    for key in keys.iter().filter(|key| !known.contains(&key.value.as_str())) {
        let mut fault = unknown("service", &key.value, key.origin, &known);
        if nearest(&key.value, known.iter().copied()).is_none() {
            fault.severity = Severity::Warning;
        }
        faults.borrow_mut().push(fault);
    }
}
