//! What a project says: once for all languages, or once for each.
//!
//! In: a value of `flyer.toml`. Out: [`Local`]. Names of languages are folded (`FR` is `fr`, `fra` too), so two spellings of one
//! are refused: else one of the two texts would be lost and nobody would hear of it.

use super::names::tag;
use super::organisation::filled;
use super::read::{At, Faults, Table, Value};
use crate::diag::{Diagnostic, Origin};
use std::collections::BTreeMap;

/// What a project says: once for all languages, or once for each.
#[derive(Clone, Debug)]
pub enum Local<T = At<String>> {
    /// The same on every sheet.
    All(T),
    /// By language; never without any.
    Each(BTreeMap<String, T>),
}

impl<T> Local<T> {
    /// The other languages that something is said in, where nothing is said in this one.
    pub fn only_in(&self, language: &str) -> Option<Vec<&str>> {
        match self {
            Self::Each(texts) if self.get(language).is_none() => Some(texts.keys().map(String::as_str).collect()),
            _ => None,
        }
    }

    /// What is said in a language, in its own regional variant or without, and the language that it was given for.
    pub fn get(&self, language: &str) -> Option<(&T, Option<&str>)> {
        match self {
            Self::All(text) => Some((text, None)),
            Self::Each(texts) => {
                let known = texts.get_key_value(language).or_else(|| texts.get_key_value(language.split('-').next()?));
                known.map(|(language, text)| (text, Some(language.as_str())))
            }
        }
    }

    /// What is said in a language, or else in the first of those that something is said in: of names and of what pictures say,
    /// any is better than none.
    pub fn get_or_first(&self, language: &str) -> Option<(&T, Option<&str>)> {
        let first = || match self {
            Self::Each(texts) => texts.iter().next().map(|(language, text)| (text, Some(language.as_str()))),
            Self::All(text) => Some((text, None)),
        };
        self.get(language).or_else(first)
    }
}

/// A text for all languages, or one for each; each says something.
pub(super) fn read_local(value: Value<'_>, faults: &Faults) -> Option<Local> {
    read_each(value, faults, |value, faults| filled(value.text(faults)?, value.key, faults))
}

/// What is the same for all languages, or stands in a table by language.
pub(super) fn read_each<T>(
    value: Value<'_>,
    faults: &Faults,
    read: fn(Value<'_>, &Faults) -> Option<T>,
) -> Option<Local<T>> {
    if !value.is_table() {
        return read(value, faults).map(Local::All);
    }
    let table = value.table(faults)?;
    if table.entries().is_empty() {
        let fault = Diagnostic::error("empty-text", format!("`{}` is empty", value.key)).at(value.origin());
        faults.borrow_mut().push(fault.hint("write what is to be printed, or take the line out"));
    }
    let each = each_once(&table, tag, faults).into_iter();
    let each: BTreeMap<String, T> =
        // The texts of a table have the name of the table: nobody calls them by their languages.
        each.filter_map(|(language, text)| Some((language, read(Value { key: value.key, ..text }, faults)?))).collect();
    (!each.is_empty()).then_some(Local::Each(each))
}

/// The entries of a table by their folded names. Of two spellings of one name the second is refused.
pub(super) fn each_once<'a>(
    table: &Table<'a>,
    fold: impl Fn(&str) -> String,
    faults: &Faults,
) -> Vec<(String, Value<'a>)> {
    let mut once: Vec<(String, At<String>, Value<'a>)> = Vec::new();
    for (wrote, value) in table.entries() {
        let name = fold(&wrote.value);
        match once.iter().find(|(known, ..)| *known == name) {
            Some((_, first, _)) => faults.borrow_mut().push(twice(&wrote, first)),
            None => once.push((name, wrote, value)),
        }
    }
    once.into_iter().map(|(name, _, value)| (name, value)).collect()
}

/// That two names are one.
pub(super) fn twice(wrote: &At<String>, first: &At<String>) -> Diagnostic {
    let message = match wrote.value == first.value {
        true => format!("`{}` is given twice", wrote.value),
        false => format!("`{}` and `{}` are the same: only one of the two could be used", first.value, wrote.value),
    };
    let given: (Origin, &str) = (first.origin, "given here already");
    let fault = Diagnostic::error("given-twice", message).at(wrote.origin).label("and here").related(given.0, given.1);
    fault.hint("keep one of the two, or join them")
}
