//! Words: one language of a guide, or of the labels common to all guides.
//!
//! In: `assets/guides/<guide>/<language>.toml` and `assets/words/<language>.toml`. Out: [`Words`]: plain words by
//! key, each with its place, so that whatever does not fit on paper can be shown at its line.

use super::day::need_month;
use super::read::{At, Faults, Table, Value, parse};
use crate::diag::{Diagnostic, FileId, Origin};
use std::collections::BTreeMap;

/// Keys of the ways through the platform's menus, each with the sets of screens that belong to it.
const WITH_LABELS: [&str; 4] = ["screens.menu.", "screens.policy.", "screens.center.", "menus.change"];

/// Whether a key's words name official labels, so that a language has them only where its labels are confirmed.
pub fn needs_labels(key: &str) -> bool {
    WITH_LABELS.iter().any(|part| key.starts_with(part))
}

/// Whether only some languages have words under a key: those whose labels are confirmed, or whose country has no forms.
pub fn is_of_some(key: &str) -> bool {
    needs_labels(key) || key == "for_whom"
}

/// A words file.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Language tag.
    pub language: String,
    /// The language's own name, if given.
    pub name: Option<String>,
    /// Its English name, if given.
    pub english: Option<String>,
    /// Who reviewed it; `None` for a draft.
    pub reviewed_by: Option<String>,
    /// Words by key.
    pub words: BTreeMap<String, Word>,
    /// Words that hold for one service.
    pub services: BTreeMap<String, BTreeMap<String, Word>>,
    /// The services' ids where they stand.
    pub service_keys: Vec<At<String>>,
    /// Official labels, dated.
    pub labels: BTreeMap<String, Label>,
    /// Of which English words each key was translated: the first letters of their hash.
    pub sources: BTreeMap<String, String>,
    /// How dates are written.
    pub dates: Option<Dates>,
    /// Where the file begins, for what is missing in it.
    pub file: Option<FileId>,
}

/// The words of one key: one or several texts, each perhaps with a shorter variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The texts in order.
    pub items: Vec<Phrase>,
    /// Where they stand.
    pub origin: Origin,
}

/// A text and its shorter variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// The text.
    pub text: At<String>,
    /// For where space is tight.
    pub short: Option<At<String>>,
}

/// An official label.
#[derive(Clone, Debug)]
pub struct Label {
    /// As the screen shows it.
    pub text: At<String>,
    /// When it was seen, `YYYY-MM`.
    pub seen: String,
    /// 3 official text, 2 quoted by press or authority, 1 in passing; only 2 and 3 are printed.
    pub confidence: u8,
}

impl Word {
    /// The words as one text, for hashes and comparisons.
    pub fn whole(&self) -> String {
        self.items.iter().map(|phrase| phrase.text.value.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// How a language writes dates.
#[derive(Clone, Debug)]
pub struct Dates {
    /// Month names.
    pub months: Vec<String>,
    /// Pattern of a day, with `{d}`, `{month}`, `{y}`.
    pub day: String,
    /// Pattern of a month, with `{month}`, `{y}`.
    pub month: String,
    /// The first day of a month, where it is written in its own way.
    pub first: Option<String>,
}

/// Reads a words file.
pub fn read(file: FileId, text: &str, faults: &Faults) -> Words {
    let root = parse(file, text, faults);
    let table = Table::root(file, &root);
    let mut words = Words { file: Some(file), ..Words::default() };
    words.language = table
        .need("language", "\"fr\"", faults)
        .and_then(|value| value.text(faults))
        .map_or_else(String::new, |text| text.value);
    words.name = table.text("name", faults).map(|text| text.value);
    words.english = table.text("english", faults).map(|text| text.value);
    words.reviewed_by = read_status(&table, faults);
    words.dates = table.table("dates", faults).and_then(|dates| read_dates(&dates, faults));
    words.words = table.table("words", faults).map_or_else(BTreeMap::new, |table| read_words(&table, faults));
    if let Some(services) = table.table("services", faults) {
        for (service, value) in services.entries() {
            if let Some(table) = value.table(faults) {
                words.service_keys.push(service.clone());
                words.services.insert(service.value, read_words(&table, faults));
            }
        }
    }
    if let Some(labels) = table.table("labels", faults) {
        for (key, value) in labels.entries() {
            if let Some(label) = value.table(faults).and_then(|table| read_label(&table, faults)) {
                words.labels.insert(key.value, label);
            }
        }
    }
    if let Some(sources) = table.table("sources", faults) {
        let all = sources.entries().into_iter();
        words.sources = all.filter_map(|(key, value)| Some((key.value, value.text(faults)?.value))).collect();
    }
    table.finish(faults);
    words
}

fn read_status(table: &Table<'_>, faults: &Faults) -> Option<String> {
    table.need("status", "\"draft\"", faults);
    let reviewed = table.choice("status", &[("draft", false), ("reviewed", true)], faults);
    let by = table.text("reviewed_by", faults);
    match (reviewed, by) {
        (Some(At { value: true, origin }), None) => {
            faults.borrow_mut().push(
                Diagnostic::error("missing-key", "reviewed words name who reviewed them")
                    .at(origin)
                    .hint("add `reviewed_by = \"...\"`, or write `status = \"draft\"`"),
            );
            None
        }
        (Some(At { value: true, .. }), Some(by)) => Some(by.value),
        _ => None,
    }
}

fn read_words(table: &Table<'_>, faults: &Faults) -> BTreeMap<String, Word> {
    let entries = table.entries().into_iter();
    entries
        .map(|(key, value)| {
            let items = value.list().iter().filter_map(|value| read_phrase(*value, faults)).collect();
            (key.value, Word { items, origin: value.origin() })
        })
        // What `flyer words new` left to be translated is not there yet.
        .filter(|(_, word)| word.items.iter().any(|phrase| !phrase.text.value.is_empty()) || word.items.is_empty())
        .collect()
}

fn read_phrase(value: Value<'_>, faults: &Faults) -> Option<Phrase> {
    if value.is_text() {
        return Some(Phrase { text: value.text(faults)?, short: None });
    }
    let table = value.table(faults)?;
    let text = table.need("text", "\"...\"", faults).and_then(|value| value.text(faults));
    let short = table.text("short", faults);
    table.finish(faults);
    Some(Phrase { text: text?, short })
}

fn read_label(table: &Table<'_>, faults: &Faults) -> Option<Label> {
    let text = table.need("text", "\"...\"", faults).and_then(|value| value.text(faults));
    let seen = need_month(table, "seen", faults);
    let confidence = table.need("confidence", "2", faults).and_then(|value| value.number(faults));
    table.finish(faults);
    Some(Label { text: text?, seen: seen?.value, confidence: confidence?.value.clamp(0.0, 3.0) as u8 })
}

fn read_dates(table: &Table<'_>, faults: &Faults) -> Option<Dates> {
    let origin = table.origin;
    let months: Vec<String> = table.texts("months", faults).into_iter().map(|month| month.value).collect();
    let pattern = |key| table.need(key, "\"{d} {month} {y}\"", faults).and_then(|v| v.text(faults)).map(|t| t.value);
    let (day, month) = (pattern("day"), pattern("month"));
    let first = table.text("first", faults).map(|text| text.value);
    table.finish(faults);
    if months.len() != 12 {
        faults
            .borrow_mut()
            .push(Diagnostic::error("missing-key", format!("`months` has {} names, not 12", months.len())).at(origin));
        return None;
    }
    Some(Dates { months, day: day?, month: month?, first })
}
