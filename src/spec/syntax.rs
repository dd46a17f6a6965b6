//! What is wrong with a file that is no TOML, in the words of people who never heard of TOML.
//!
//! In: the text and what the parser stumbled over. Out: one finding a fault. The parser tells what it expected; people
//! want to hear what they did: curled quotation marks, a backslash, a colon, a list without end. What only follows from a
//! fault (the rest of a list that never ends) is not told.

mod behind;
mod cause;
mod encoding;
mod line;
mod wrong;

pub use encoding::{HINTS, decode};

use crate::diag::{Diagnostic, FileId, Origin, Sources};
use line::Line;
use std::ops::Range;
use wrong::{Cause, PATTERN};

/// A fault of one line.
const LINE: &str = "toml-syntax";
/// A fault that makes nonsense of all that follows.
const OPEN: &str = "toml-unclosed";

/// A file that is no text.
pub const NOT_UTF8: &str = "not-utf8";

/// The findings for what the parser stumbled over.
pub fn explain(file: FileId, text: &str, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let open = unclosed(text, &errors);
    let end = open.as_ref().map_or(usize::MAX, |cause| cause.range.start);
    let (mut found, mut told) = (Vec::new(), 0);
    for (span, said) in errors.iter().filter(|(span, _)| span.start < end) {
        // One fault a line; and the lines of a text over several lines are one fault.
        if span.start < told {
            continue;
        }
        let line = Line::new(text, span.clone(), said);
        told = line.end().max(line.goes_on_to().unwrap_or(0)).saturating_add(1);
        let mut cause = cause::find(&line);
        cause.hints.retain(|hint| would_do(hint, line.text));
        if cause.hints.is_empty() {
            cause = cause.hint(PATTERN);
        }
        let spoils =
            said.starts_with("unclosed") || said.starts_with("missing array") || said.starts_with("missing inline");
        let fault = cause.found(if spoils { OPEN } else { LINE }, file);
        found.push(match line.earlier() {
            Some(earlier) => fault.related(Origin::new(file, earlier), "given here already"),
            None => fault,
        });
        if spoils {
            return found;
        }
    }
    found.extend(open.map(|cause| cause.found(OPEN, file)));
    found
}

/// Whether a hint helps: a line to write is not the one that was written, and can be read.
fn would_do(hint: &str, written: &str) -> bool {
    let Some(line) = hint.strip_prefix("write `").and_then(|rest| rest.strip_suffix('`')) else { return true };
    let opens = line.ends_with(['[', '{', ',']);
    line != written.trim() && (opens || !line.contains(" = ") || toml::de::DeTable::parse(line).is_ok())
}

/// A list or a table in braces that never ends, or ends with the other bracket.
fn unclosed(text: &str, errors: &[(Range<usize>, &str)]) -> Option<Cause> {
    let never = |said: &str| said.starts_with("unclosed array,") || said.starts_with("unclosed inline table");
    errors.iter().find(|(_, said)| never(said))?;
    let (at, opening, closing) = line::open_bracket(text)?;
    let (what, right) = if opening == '[' { ("list", ']') } else { ("table", '}') };
    let message = match closing {
        Some(wrong) => format!("the {what} that begins with `{opening}` ends with `{wrong}`"),
        None => format!("the {what} that begins here never ends"),
    };
    let cause = Cause::new(at..at + 1, message).label("begins here");
    Some(cause.hint(format!("put `{right}` where it ends; what follows is read when that is right")))
}

/// Whether a finding says that a file, or a line of it, could not be read.
pub fn is_unread(fault: &Diagnostic) -> bool {
    [LINE, OPEN, NOT_UTF8].contains(&fault.code)
}

/// The findings without those that only follow from a file that is no TOML: what stands on a faulty line or behind a list
/// without end is no fault of its own, nor is what such a file lacks.
pub fn without_followers(found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let line_of = |origin: Origin| sources.line_column(origin).0;
    let faults: Vec<(FileId, usize, bool)> = found
        .iter()
        .filter(|fault| [LINE, OPEN].contains(&fault.code))
        .filter_map(|fault| Some((fault.origin?.file, line_of(fault.origin?), fault.code == OPEN)))
        .collect();
    if faults.is_empty() {
        return found;
    }
    let follows = |fault: &Diagnostic| {
        let Some(origin) = fault.origin else { return false };
        let line = line_of(origin);
        let lacking = fault.code == "missing-key";
        let by = |(file, at, spoils): &(FileId, usize, bool)| {
            *file == origin.file && (lacking || *at == line || (*spoils && line > *at))
        };
        ![LINE, OPEN].contains(&fault.code) && faults.iter().any(by)
    };
    found.into_iter().filter(|fault| !follows(fault)).collect()
}
