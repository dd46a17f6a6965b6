//! Reading TOML with its places kept.
//!
//! In: the text of a file (or of several, where one `extends` another). Out: values with the byte range in which they
//! were written ([`At`]), and every fault of the file at once: a wrong type, a length without unit, a key that nobody
//! asked for, each with the nearest known name. A [`Table`] remembers which keys were asked for, so that the known
//! names in messages can never differ from the ones that the code reads.

use super::called;
use super::form;
use super::syntax;
pub use super::value::Value;
use crate::diag::{Diagnostic, FileId, Origin, did_you_mean, nearest};
use crate::unit::Sides;
use std::cell::RefCell;
use toml::Spanned;
use toml::de::DeTable;

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub origin: Origin,
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// The same place with another value.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> At<U> {
        At { value: to(self.value), origin: self.origin }
    }
}

/// Where faults are collected while a file is read.
pub type Faults = RefCell<Vec<Diagnostic>>;

/// Parses a file; syntax errors go to `faults`, and what could be read comes back.
pub fn parse<'i>(file: FileId, text: &'i str, faults: &Faults) -> Spanned<DeTable<'i>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        faults.borrow_mut().extend(syntax::explain(file, text, &errors));
    }
    table
}

/// A table, or several of which the first goes before the next (`extends`).
pub struct Table<'a> {
    layers: Vec<(FileId, &'a DeTable<'a>)>,
    /// Where the (first) table was written.
    pub origin: Origin,
    asked: RefCell<Vec<String>>,
}

impl<'a> Table<'a> {
    /// A table of one file.
    pub fn new(file: FileId, table: &'a DeTable<'a>, origin: Origin) -> Self {
        Self { layers: vec![(file, table)], origin, asked: RefCell::default() }
    }

    /// The whole of a file.
    pub fn root(file: FileId, table: &'a Spanned<DeTable<'a>>) -> Self {
        Self::new(file, table.get_ref(), Origin::new(file, 0..0))
    }

    /// The same with another table beneath, which is asked where this one has no such key.
    pub fn over(mut self, below: Self) -> Self {
        self.layers.extend(below.layers);
        self
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        self.asked.borrow_mut().push(key.to_owned());
        self.values(key).next()
    }

    /// The values of a key, of the first layer first.
    fn values(&self, key: &str) -> impl Iterator<Item = Value<'a>> {
        let value = |(file, table): &(FileId, &'a DeTable<'a>)| {
            let (key, inner) = table.get_key_value(key)?;
            Some(Value { file: *file, key: key.get_ref(), inner })
        };
        self.layers.iter().filter_map(value)
    }

    /// The value of a key that must be there.
    pub fn need(&self, key: &str, example: &str, faults: &Faults) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            faults.borrow_mut().push(
                Diagnostic::error("missing-key", missing(key)).at(self.origin).hint(format!("add `{key} = {example}`")),
            );
        }
        value
    }

    /// A table inside that must be there; layers stay layered.
    pub fn need_table(&self, key: &str, example: &str, faults: &Faults) -> Option<Table<'a>> {
        self.need(key, example, faults).and_then(|_| self.table(key, faults))
    }

    /// A text, if given.
    pub fn text(&self, key: &str, faults: &Faults) -> Option<At<String>> {
        self.get(key)?.text(faults)
    }

    /// A length in points, if given.
    pub fn length(&self, key: &str, faults: &Faults) -> Option<At<f64>> {
        self.get(key)?.length(faults)
    }

    /// A number, if given.
    pub fn number(&self, key: &str, faults: &Faults) -> Option<At<f64>> {
        self.get(key)?.number(faults)
    }

    /// A flag, if given.
    pub fn flag(&self, key: &str, faults: &Faults) -> Option<At<bool>> {
        self.get(key)?.flag(faults)
    }

    /// Texts, if given; one text counts as a list of one.
    pub fn texts(&self, key: &str, faults: &Faults) -> Vec<At<String>> {
        self.get(key).map_or_else(Vec::new, |value| value.list().iter().filter_map(|v| v.text(faults)).collect())
    }

    /// One length for all sides, or `{ top = …, right = …, bottom = …, left = … }`.
    pub fn sides(&self, key: &str, faults: &Faults) -> Option<Sides> {
        let value = self.get(key)?;
        if !value.is_table() {
            return value.length(faults).map(|length| Sides::all(length.value));
        }
        let table = value.table(faults)?;
        let side = |key| table.length(key, faults).map_or(0.0, |length| length.value);
        let sides = Sides { top: side("top"), right: side("right"), bottom: side("bottom"), left: side("left") };
        table.finish(faults);
        Some(sides)
    }

    /// A word out of a closed list.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], faults: &Faults) -> Option<At<T>> {
        let wrote = self.text(key, faults)?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == wrote.value) {
            return Some(At::new(*value, wrote.origin));
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        faults.borrow_mut().push(unknown(key, &wrote.value, wrote.origin, &names));
        None
    }

    /// A table inside, if given; layers stay layered.
    pub fn table(&self, key: &str, faults: &Faults) -> Option<Table<'a>> {
        self.table_like(key, form::TABLE, faults)
    }

    /// The same, with what it is like for whoever wrote something else.
    pub fn table_like(&self, key: &str, form: &str, faults: &Faults) -> Option<Table<'a>> {
        self.asked.borrow_mut().push(key.to_owned());
        self.values(key).filter_map(|value| value.table_like(form, faults)).reduce(Table::over)
    }

    /// Every key with its place and value, first layer first, each key once; all count as asked for.
    pub fn entries(&self) -> Vec<(At<String>, Value<'a>)> {
        let mut entries: Vec<(At<String>, Value<'a>)> = Vec::new();
        for (file, table) in &self.layers {
            for (key, inner) in *table {
                let name = key.get_ref().to_string();
                if !entries.iter().any(|(known, _)| known.value == name) {
                    self.asked.borrow_mut().push(name.clone());
                    let value = Value { file: *file, key: key.get_ref(), inner };
                    entries.push((At::new(name, Origin::new(*file, key.span())), value));
                }
            }
        }
        entries.sort_by_key(|(key, _)| key.origin);
        entries
    }

    /// A key that is there with a slip in its name is not missing.
    fn forgive(&self, key: &str, faults: &Faults) {
        let message = missing(key);
        faults.borrow_mut().retain(|fault| {
            !(fault.code == "missing-key" && fault.origin == Some(self.origin) && fault.message == message)
        });
    }

    /// Refuses the keys that nobody asked for.
    pub fn finish(&self, faults: &Faults) {
        let asked = self.asked.borrow();
        let known: Vec<&str> = asked.iter().map(String::as_str).collect();
        for (file, table) in &self.layers {
            let stray = table.iter().map(|(key, _)| key).filter(|key| !known.contains(&&**key.get_ref()));
            for key in stray {
                let (name, origin) = (key.get_ref(), Origin::new(*file, key.span()));
                let Some(meant) = called::meant(name, &known) else {
                    faults.borrow_mut().push(called::elsewhere(unknown("key", name, origin, &known), name, &known));
                    continue;
                };
                self.forgive(&meant, faults);
                let fault = Diagnostic::error("unknown-key", format!("unknown key `{name}`"));
                let fault = fault.at(origin).label("nothing has this name");
                // Whoever writes what is there already gets a second fault for the first.
                faults.borrow_mut().push(match table.get_key_value(&*meant) {
                    Some((given, _)) => fault
                        .related(Origin::new(*file, given.span()), "given here already")
                        .hint(format!("take this line out, or join it with `{meant}`")),
                    None => did_you_mean(name, &meant).into_iter().fold(fault, Diagnostic::hint),
                });
            }
        }
    }
}

fn missing(key: &str) -> String {
    format!("`{key}` is missing")
}

/// "Unknown X", with the nearest name or all of them.
pub fn unknown(what: &str, wrote: &str, origin: Origin, known: &[&str]) -> Diagnostic {
    // What somebody wrote is no help, even where it is known elsewhere.
    let mut names: Vec<&str> = known.iter().copied().filter(|name| *name != wrote).collect();
    names.sort_unstable();
    names.dedup();
    let hint = match nearest(wrote, names.iter().copied()).and_then(|name| did_you_mean(wrote, name)) {
        Some(hint) => hint,
        None if names.is_empty() => format!("no {what} is known here"),
        None => format!("known here: {}", names.join(", ")),
    };
    let code = match what {
        "key" => "unknown-key",
        "block" => "unknown-block",
        "style" => "unknown-style",
        "color" => "unknown-color",
        "area" => "unknown-area",
        _ => "unknown-name",
    };
    Diagnostic::error(code, format!("unknown {what} `{wrote}`")).at(origin).label("nothing has this name").hint(hint)
}
