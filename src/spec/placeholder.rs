//! Texts of examples that somebody left as they were: flyer's own hints must not end on paper.

use super::read::{Faults, Value};
use crate::diag::Diagnostic;
use toml::de::DeValue;

/// Whole texts of hints and examples.
const WHOLE: [&str; 7] = ["your name or service", "your name", "your service", "your library", "who", "...", "…"];
/// What only examples contain.
const PARTS: [&str; 4] = ["12345 town", "name of your", "your days and times", "vos jours et heures"];

/// What whoever left an example as it was is told to do.
pub(super) const YOURS: &str = "write your own in its place, or take the line away";
/// How a fault ends that found an example.
pub(super) const MADE_UP: &str = "is made up";

/// Why a text is none of somebody's own, if it is one of an example.
pub fn placeholder(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    let found = WHOLE.contains(&text.as_str()) || PARTS.iter().any(|part| text.contains(part));
    found.then_some("is the text of an example")
}

/// Refuses every text of an example below a value.
pub(super) fn check(value: Value<'_>, faults: &Faults) {
    match value.inner.get_ref() {
        DeValue::String(text) => {
            if let Some(why) = placeholder(text) {
                let fault = Diagnostic::error("placeholder", format!("`{text}` {why}")).at(value.origin());
                faults.borrow_mut().push(fault.hint(YOURS));
            }
        }
        DeValue::Array(_) => value.list().into_iter().for_each(|value| check(value, faults)),
        DeValue::Table(table) => {
            table.iter().for_each(|(_, inner)| check(Value { inner, ..value }, faults));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn examples_are_known_and_own_texts_left_alone() {
        for text in
            ["your name or service", "Your Name", " ... ", "1 Market Square, 12345 Town", "Name of your library"]
        {
            assert!(placeholder(text).is_some(), "{text}");
        }
        for text in ["Town library", "1 Market Square", "Who cares e.V.", "Ask at the desk."] {
            assert!(placeholder(text).is_none(), "{text}");
        }
    }
}
