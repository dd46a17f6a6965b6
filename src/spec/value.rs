//! A value of a file, not yet looked at: what it is, where it stands, and under which key.
//!
//! In: what the parser found. Out: the text, number, length, list or table that is wanted ([`At`] its place), or what stands there
//! instead and how to write it.

use super::form;
use super::read::{At, Faults, Table};
use super::signs::{name, unprintable};
use crate::diag::{Diagnostic, FileId, Origin};
use crate::unit::parse_length;
use toml::Spanned;
use toml::de::DeValue;

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

    /// That something else is wanted here, with what to write: somebody's own words in the right form.
    fn wrong(&self, wanted: &str, write: String, faults: &Faults) {
        let found = form::kind(self.inner.get_ref());
        let message = match self.key {
            "" => format!("{wanted} belongs here, and this is {found}"),
            key => format!("`{key}` is {wanted}, and this is {found}"),
        };
        let fault = Diagnostic::error("wrong-type", message).at(self.origin()).label(format!("this is {found}"));
        faults.borrow_mut().push(fault.hint(format!("write `{write}`")));
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
                self.wrong("a text", form::text(*self), faults);
                None
            }
        }
    }

    /// A length with its unit, in points.
    pub fn length(&self, faults: &Faults) -> Option<At<f64>> {
        let Some(text) = self.inner.get_ref().as_str() else {
            self.wrong("a length with its unit", form::length(*self), faults);
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
            self.wrong("a number", form::number(*self), faults);
        }
        number.map(|number| At::new(number, self.origin()))
    }

    /// `true` or `false`.
    pub fn flag(&self, faults: &Faults) -> Option<At<bool>> {
        let flag = self.inner.get_ref().as_bool();
        if flag.is_none() {
            self.wrong("true or false", form::flag(*self), faults);
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
        self.table_like(form::TABLE, faults)
    }

    /// A table; whoever wrote something else is told the form, with `{}` where their own words stand.
    pub fn table_like(&self, form: &str, faults: &Faults) -> Option<Table<'a>> {
        match self.inner.get_ref() {
            DeValue::Table(table) => Some(Table::new(self.file, table, self.origin())),
            _ => {
                self.wrong("a table", form::table(*self, form), faults);
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
