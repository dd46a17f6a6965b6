//! Days as they are written in files: `"2026-11-20"` in quotes or without; a month is enough only where that is said.

use super::read::{At, Faults, Table, Value};
use crate::date::{days_between, is_day, is_month};
use crate::diag::Diagnostic;
use toml::de::DeValue;

/// A day that must be there.
pub(super) fn need_day(table: &Table<'_>, key: &str, faults: &Faults) -> Option<At<String>> {
    let wrote = written(table.need(key, "\"2026-11-20\"", faults)?, faults)?;
    check(wrote, is_day, "not YYYY-MM-DD", faults)
}

/// A day or a month that must be there.
pub(super) fn need_month(table: &Table<'_>, key: &str, faults: &Faults) -> Option<At<String>> {
    let wrote = written(table.need(key, "\"2026-11\"", faults)?, faults)?;
    check(wrote, |text| is_day(text) || is_month(text), "neither YYYY-MM-DD nor YYYY-MM", faults)
}

/// What was written: a text, or a date without quotes.
fn written(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    match value.inner.get_ref() {
        DeValue::Datetime(date) => Some(At::new(date.to_string(), value.origin())),
        _ => value.text(faults),
    }
}

fn check(wrote: At<String>, is_one: impl Fn(&str) -> bool, label: &str, faults: &Faults) -> Option<At<String>> {
    if is_one(&wrote.value) {
        return Some(wrote);
    }
    let fault = Diagnostic::error("bad-date", format!("`{}` is not a day", wrote.value)).at(wrote.origin);
    faults.borrow_mut().push(fault.label(label).hint("write year, month and day: \"2026-11-20\""));
    None
}

/// The fault of a day that is still to come; tomorrow may be today elsewhere.
pub(super) fn to_come(day: &At<String>, today: &str) -> Option<Diagnostic> {
    days_between(today, &day.value).filter(|days| *days > 1).map(|_| {
        Diagnostic::error("bad-date", format!("{} is still to come", day.value))
            .at(day.origin)
            .label(format!("today is {today}"))
            .hint("write the day on which it was done")
    })
}
