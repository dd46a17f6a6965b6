//! Reading TOML with its places kept.
//!
//! In: the text of a file (or of several, where one `extends` another). Out: values with the byte range in which they
//! were written ([`At`]), and every fault of the file at once: a wrong type, a length without unit, a key that nobody
//! asked for, each with the nearest known name. A [`Table`] remembers which keys were asked for, so that the known
//! names in messages can never differ from the ones that the code reads.

use super::signs::{name, unprintable};
use super::syntax;
use crate::diag::{Diagnostic, FileId, Origin, nearest};
use crate::unit::{Sides, parse_length};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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

/// A value not yet looked at.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    /// The file it stands in.
    pub file: FileId,
    /// The key that it is the value of, or is in the list of.
    pub key: &'a str,
    /// The value with its range.
    pub inner: &'a Spanned<DeValue<'a>>,
}

impl<'a> Value<'a> {
    /// Where it was written.
    pub fn origin(&self) -> Origin {
        Origin::new(self.file, self.inner.span())
    }

    fn wrong(&self, wanted: &str, example: &str, faults: &Faults) {
        let found = self.inner.get_ref().type_str();
        faults.borrow_mut().push(
            Diagnostic::error("wrong-type", format!("expected {wanted}, found {found}"))
                .at(self.origin())
                .label(format!("this is {found}"))
                .hint(format!("write for example `{example}`")),
        );
    }

    /// Refuses characters that must not be printed, at their place.
    fn check_signs(&self, text: &str, faults: &Faults) {
        let Some((at, sign)) = unprintable(text) else { return };
        let whole = self.inner.span();
        // As it stands in the file, unless it is written with escapes: quotes, and a line end behind three of them.
        let begins = match whole.len().checked_sub(text.len()) {
            Some(2) => Some(1),
            Some(quotes @ 6..=8) => Some(quotes - 3),
            _ => None,
        };
        let place = begins.map_or(whole.clone(), |quotes| {
            let start = whole.start + quotes + at;
            start..start + sign.len_utf8()
        });
        let fault =
            Diagnostic::error("bad-sign", format!("U+{:04X} stands in this text: {}", u32::from(sign), name(sign)))
                .at(Origin::new(self.file, place))
                .label("here")
                .hint("delete it, and type the letters beside it again; the directions of a line are set by flyer");
        let mut faults = faults.borrow_mut();
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }

    /// A text.
    pub fn text(&self, faults: &Faults) -> Option<At<String>> {
        match self.inner.get_ref().as_str() {
            Some(text) => {
                self.check_signs(text, faults);
                Some(At::new(text.to_owned(), self.origin()))
            }
            None => {
                self.wrong("a text", "\"like this\"", faults);
                None
            }
        }
    }

    /// A length with its unit, in points.
    pub fn length(&self, faults: &Faults) -> Option<At<f64>> {
        let Some(text) = self.inner.get_ref().as_str() else {
            let number = match self.inner.get_ref() {
                DeValue::Integer(number) => format!("\"{}mm\"", number.as_str()),
                DeValue::Float(number) => format!("\"{}mm\"", number.as_str()),
                _ => "\"3mm\"".to_owned(),
            };
            self.wrong("a length with its unit", &number, faults);
            return None;
        };
        match parse_length(text) {
            Ok(length) => Some(At::new(length, self.origin())),
            Err(why) => {
                faults.borrow_mut().push(
                    Diagnostic::error("bad-length", why)
                        .at(self.origin())
                        .label("not a length")
                        .hint("a length is a number of at least 0 with mm, cm, in or pt: \"12mm\""),
                );
                None
            }
        }
    }

    /// A plain number.
    pub fn number(&self, faults: &Faults) -> Option<At<f64>> {
        let number = match self.inner.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong("a number", "1.5", faults);
        }
        number.map(|number| At::new(number, self.origin()))
    }

    /// `true` or `false`.
    pub fn flag(&self, faults: &Faults) -> Option<At<bool>> {
        let flag = self.inner.get_ref().as_bool();
        if flag.is_none() {
            self.wrong("true or false", "true", faults);
        }
        flag.map(|flag| At::new(flag, self.origin()))
    }

    /// The values of an array; a single value counts as an array of one.
    pub fn list(&self) -> Vec<Value<'a>> {
        match self.inner.get_ref() {
            DeValue::Array(array) => array.iter().map(|inner| Value { inner, ..*self }).collect(),
            _ => vec![*self],
        }
    }

    /// A table.
    pub fn table(&self, faults: &Faults) -> Option<Table<'a>> {
        match self.inner.get_ref() {
            DeValue::Table(table) => Some(Table::new(self.file, table, self.origin())),
            _ => {
                self.wrong("a table", "{ key = \"value\" }", faults);
                None
            }
        }
    }

    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        self.inner.get_ref().is_table()
    }

    /// Whether it is an array.
    pub fn is_list(&self) -> bool {
        self.inner.get_ref().is_array()
    }

    /// Whether it is a text.
    pub fn is_text(&self) -> bool {
        self.inner.get_ref().is_str()
    }
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
        self.asked.borrow_mut().push(key.to_owned());
        self.values(key).filter_map(|value| value.table(faults)).reduce(Table::over)
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
            for (key, _) in *table {
                let name = key.get_ref();
                if !known.contains(&&**name) {
                    if let Some(meant) = nearest(name, known.iter().copied()) {
                        self.forgive(meant, faults);
                    }
                    faults.borrow_mut().push(unknown("key", name, Origin::new(*file, key.span()), &known));
                }
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
    let hint = match nearest(wrote, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
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
