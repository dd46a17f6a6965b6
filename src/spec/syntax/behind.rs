//! What stands behind a value where nothing should, or between values.

use super::line::{Line, STRAIGHT};
use super::wrong::{Cause, there, whole};

/// What stands behind the value, or between values.
pub(super) fn rest(line: &Line<'_>) -> Option<Cause> {
    if line.said.starts_with("unclosed") {
        let text = line.text.trim();
        let closing = if text.starts_with("[[") { "]]" } else { "]" };
        let name = text.trim_matches(['[', ']']);
        let opening = if text.starts_with("[[") { "[[" } else { "[" };
        let message = format!("the heading `{text}` has no `{closing}` at its end");
        return Some(Cause::new(whole(line), message).hint(format!("write `{opening}{name}{closing}`")));
    }
    if let Some(comma) = line.text[line.at..].chars().next().filter(|letter| "،，、؛；".contains(*letter)) {
        let message = format!("`{comma}` is a comma of another script: between values stands a plain `,`");
        return Some(Cause::new(there(line), message).hint("type `,` in its place"));
    }
    if line.said.starts_with("missing comma") || line.said.starts_with("invalid inline table element") {
        return Some(
            Cause::new(there(line), "a comma is missing before this")
                .hint("put `,` between the values of a list or table"),
        );
    }
    if line.said.starts_with("extra comma") {
        return Some(Cause::new(there(line), "there is a comma too many").hint("take it out"));
    }
    if !line.said.starts_with("unexpected key or value") {
        return None;
    }
    let (name, value) = line.name_and_value()?;
    let behind = line.text[line.at..].trim();
    let digits = |text: &str, last: bool| {
        let letter = if last { text.chars().next_back() } else { text.chars().nth(1) };
        letter.is_some_and(|letter| letter.is_ascii_digit())
    };
    if behind.starts_with(',') && digits(&line.text[..line.at], true) && digits(behind, false) {
        return Some(
            Cause::new(there(line), "numbers have a decimal point, no comma")
                .hint(format!("write `{name} = {}`", value.replacen(',', ".", 1))),
        );
    }
    if [",", ";"].contains(&behind) {
        let message = format!("no `{behind}` stands at the end of a line");
        return Some(
            Cause::new(there(line), message).hint(format!("write `{name} = {}`", value.trim_end_matches([',', ';']))),
        );
    }
    if behind.starts_with([']', '}', ')']) {
        let sign = &behind[..1];
        return Some(
            Cause::new(there(line), format!("this `{sign}` closes nothing that was opened")).hint("take it out"),
        );
    }
    let mark = value.chars().next().filter(|mark| STRAIGHT.contains(mark))?;
    if let Some(cause) = goes_on(line, behind) {
        return Some(cause);
    }
    let cause = match value.matches(mark).count() > 2 {
        true => Cause::new(there(line), format!("the text ends at the `{mark}` before this")),
        false => {
            return Some(
                Cause::new(there(line), "one line holds one name and one value").hint("begin a new line here"),
            );
        }
    };
    let inside = value.trim_matches(mark);
    Some(match mark {
        '\'' if !inside.contains('"') => cause.hint(format!("write `{name} = \"{inside}\"`")),
        _ => cause
            .hint(format!("write `{name} = \"{}\"`", inside.replace('"', "\\\"")))
            .hint("or curled marks within it: “ and ”"),
    })
}

/// A second name on the line, or a second text.
fn goes_on(line: &Line<'_>, behind: &str) -> Option<Cause> {
    // `"Library" address = "1 Square"`
    let name_behind = behind.split_once('=').is_some_and(|(name, value)| {
        let bare = name.trim().chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        bare && !name.trim().is_empty() && value.trim_start().starts_with(STRAIGHT)
    });
    if name_behind {
        let cause = Cause::new(there(line), "one line holds one name and one value");
        return Some(cause.hint("begin a new line here"));
    }
    let adds = behind.starts_with('+');
    adds.then(|| Cause::new(there(line), "texts are not added to each other").hint("write all of it as one text"))
}
