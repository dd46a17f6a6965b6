//! What people call the fields of a project who do not know their names: `tel`, `horaires`, `Anschrift`.
//!
//! In: a key that nobody asked for, and those that are asked for there. Out: the one that was meant. The words stand in
//! `assets/called.toml`; they are read only when a key is wrong.

use crate::diag::{Diagnostic, distance, nearest};
use crate::world::embedded;

/// The file of what people call things.
const FILE: &str = "assets/called.toml";
/// Words with a letter wrong are taken for one of these only from this length on.
const LONG: usize = 6;

/// A word without what carries no meaning: case, spaces, hyphens.
fn folded(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| !"_-. '’".contains(*c)).collect()
}

/// A table of the file: each name with its words.
fn table(name: &str) -> Vec<(String, toml::Value)> {
    let text = embedded(FILE).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let file: toml::Table = text.parse().unwrap_or_default();
    let table = file.get(name).and_then(toml::Value::as_table).cloned().unwrap_or_default();
    table.into_iter().collect()
}

fn words(value: &toml::Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
}

/// The key among the known ones that somebody meant: by another word for it, by a slip, or by both.
pub fn meant(wrote: &str, known: &[&str]) -> Option<String> {
    let own = folded(wrote);
    let fields = table("fields");
    let same = |fits: &dyn Fn(&str) -> bool| {
        let here = fields.iter().filter(|(field, _)| known.contains(&field.as_str()));
        here.into_iter().find(|(_, value)| words(value).any(|word| fits(&folded(word)))).map(|(field, _)| field.clone())
    };
    // A key in another case is no synonym of another.
    let spelled = known.iter().find(|name| folded(name) == own && **name != wrote).map(|name| (*name).to_owned());
    let near = || nearest(wrote, known.iter().copied().filter(|name| *name != wrote)).map(str::to_owned);
    let slip = || same(&|word| own.chars().count() >= LONG && distance(word, &own) <= 1);
    spelled.or_else(|| same(&|word| word == own)).or_else(near).or_else(slip)
}

/// The field of a project that a word means.
pub fn field(wrote: &str) -> Option<String> {
    let fields = table("fields");
    let known: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
    known.iter().find(|field| **field == wrote).map(|field| (*field).to_owned()).or_else(|| meant(wrote, &known))
}

/// Whether a word is a field of a project, or another word for one.
pub fn is_field(wrote: &str) -> bool {
    field(wrote).is_some()
}

/// Whether a word says that the digits behind it are an extension: `poste`, `Durchwahl`, `ext.`.
pub fn is_extension(word: &str) -> bool {
    let own = folded(word.trim_matches(|c: char| c == ',' || c.is_whitespace()).trim_end_matches([':', '：']));
    let all = table("phone");
    all.iter().any(|(_, value)| words(value).any(|word| folded(word) == own))
}

/// A finding about a key of a project that is no field, with where that is said instead.
pub fn elsewhere(fault: Diagnostic, wrote: &str, known: &[&str]) -> Diagnostic {
    // Only a project has one of these.
    if !known.contains(&"organisation") {
        return fault;
    }
    let own = folded(wrote);
    let found = table("elsewhere")
        .into_iter()
        .find(|(_, value)| value.get("words").is_some_and(|value| words(value).any(|word| folded(word) == own)));
    match found.and_then(|(_, value)| Some(value.get("say")?.as_str()?.to_owned())) {
        Some(say) => Diagnostic { hints: vec![say], ..fault },
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The fields of each table of a project: within one, a word means one field.
    const TABLES: [&[&str]; 6] = [
        &[
            "organisation",
            "address",
            "hours",
            "phone",
            "email",
            "web",
            "help",
            "country",
            "printer",
            "legal",
            "black_posters",
            "press",
            "guide",
            "fonts",
            "logos",
            "screens",
            "links",
        ],
        &["file", "alt"],
        &["file", "alt", "taken", "language", "crop", "highlight", "magnify", "blur", "redact", "callouts"],
        &["at", "says"],
        &["confirmed_on", "confirmed_by"],
        &["profile", "condition", "marks", "ink_limit"],
    ];

    #[test]
    fn every_word_means_one_field_of_its_table() {
        let fields: BTreeMap<String, toml::Value> = table("fields").into_iter().collect();
        let mut wrong = Vec::new();
        for known in TABLES {
            for field in known {
                let all = words(&fields[*field]).map(|word| (word, meant(word, known)));
                wrong.extend(all.filter(|(_, found)| found.as_deref() != Some(*field)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        let fields: Vec<&String> = fields.keys().collect();
        assert!(fields.iter().all(|field| TABLES.iter().any(|table| table.contains(&field.as_str()))), "{fields:?}");
    }

    #[test]
    fn slips_of_other_words_are_understood() {
        for (wrote, field) in [("horraires", "hours"), ("Telefonn", "phone"), ("Web-Site", "web"), ("E_Mail", "email")]
        {
            assert_eq!(meant(wrote, TABLES[0]).as_deref(), Some(field), "{wrote}");
        }
        assert_eq!(meant("banana", TABLES[0]), None);
    }
}
