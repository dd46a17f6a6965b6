//! What flyer has to say: each finding with a stable code, the place it is about, and what to write instead.
//!
//! Every stage collects [`Diagnostic`]s and hands all of them on, never just the first; who prints them (text, colour
//! or JSON) is the command line's business. A place is a file and a byte range, so that even a finding of the last
//! stage still names a line of TOML.

use std::io::{self, ErrorKind};
use std::{fmt, ops::Range, sync::Arc};

/// A text file that can be pointed at; an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A byte range in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Origin {
    /// A place in `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The byte range.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file is not written.
    Error,
    /// The file is written, but someone should look.
    Warning,
}

/// Who has to act: decides the exit code (1 for the input, 2 for the command line, 3 for the machine).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A spec, a picture, words: the author can mend it.
    Input,
    /// The command line: unknown target, wrong option.
    Usage,
    /// The disk, permissions: the author cannot mend it in the spec.
    Machine,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Stable name of the kind of finding, e.g. `text-overflow`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Who has to act.
    pub fault: Fault,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub origin: Option<Origin>,
    /// Short text beside the underline.
    pub label: String,
    /// Other places that explain it, each with a short text.
    pub related: Vec<(Origin, String)>,
    /// What to write or to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error of the input.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            fault: Fault::Input,
            message: message.into(),
            origin: None,
            label: String::new(),
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same, at a place.
    pub fn at(mut self, origin: impl Into<Option<Origin>>) -> Self {
        self.origin = origin.into();
        self
    }

    /// The same, with a text beside the underline.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, with what to write or to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same, with a hint before all others.
    pub fn first_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.insert(0, hint.into());
        self
    }

    /// The same, with another place that explains it.
    pub fn related(mut self, origin: Origin, text: impl Into<String>) -> Self {
        self.related.push((origin, text.into()));
        self
    }

    /// The same, as somebody else's fault.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = fault;
        self
    }

    /// Whether the build must stop.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: {}", self.code, self.message)
    }
}

/// The files that diagnostics point into: name as the user knows it, and text.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(String, Arc<str>)>,
}

impl Sources {
    /// Adds a file; its id stays valid for the life of the table.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push((name.into(), text.into()));
        FileId(self.files.len() as u32 - 1)
    }

    /// Name as the user knows it.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(name, _)| name)
    }

    /// The text.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(_, text)| text)
    }

    /// Line and column of a place's start, both from 1, the column in characters.
    pub fn line_column(&self, origin: Origin) -> (usize, usize) {
        let before = self.text(origin.file).get(..origin.start as usize).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// `file:line:column` of a place's start.
    pub fn locate(&self, origin: Origin) -> String {
        let (line, column) = self.line_column(origin);
        format!("{}:{line}:{column}", self.name(origin.file))
    }
}

/// What the system says of a file, in words for people and without its number.
pub fn plainly(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "you may not do that there",
        ErrorKind::AlreadyExists => "there is something of that name already",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "a part of its name is a file where a folder would have to be",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::ReadOnlyFilesystem => "that disk can only be read",
        ErrorKind::FileTooLarge => "it is too large for that disk",
        ErrorKind::InvalidFilename => "the system does not take such a name",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program has it open",
        ErrorKind::UnexpectedEof => "it ends too soon",
        ErrorKind::OutOfMemory => "there is not enough memory",
        ErrorKind::TimedOut | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "the disk or network does not answer"
        }
        _ => "",
    };
    let said = error.to_string();
    match (known, error.raw_os_error()) {
        // Windows has no kind for a file that another program keeps to itself.
        (_, Some(32 | 33)) if cfg!(windows) => "another program has it open".to_owned(),
        ("", _) => said.split(" (os error").next().unwrap_or_default().to_owned(),
        (known, _) => known.to_owned(),
    }
}

/// The nearest of `known` to what somebody wrote, if near enough to be meant; for "did you mean".
///
/// Near enough: an edit distance (with swaps) of at most a third of the longer name, or one is a prefix of the other.
pub fn nearest<'a>(wrote: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrote.to_lowercase();
    known
        .into_iter()
        .map(|name| (distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| {
            let longest = lower.chars().count().max(name.chars().count());
            *distance * 3 <= longest || (lower.len() >= 3 && name.starts_with(&lower))
        })
        .min()
        .map(|(_, name)| name)
}

/// The hint that another name was meant. The only one who says so: what somebody wrote is never said back to them.
pub fn did_you_mean(wrote: &str, name: &str) -> Option<String> {
    (wrote.trim() != name).then(|| format!("did you mean `{name}`?"))
}

/// Optimal string alignment distance: how many letters were put in, left out, exchanged or swapped.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_means_what_was_meant() {
        let known = ["heading", "text", "steps", "screens"];
        assert_eq!(nearest("headnig", known), Some("heading"));
        assert_eq!(nearest("step", known), Some("steps"));
        assert_eq!(nearest("banana", known), None);
        assert_eq!(did_you_mean("text", "text"), None);
    }

    #[test]
    fn the_system_speaks_plainly() {
        for kind in [ErrorKind::NotFound, ErrorKind::StorageFull, ErrorKind::Interrupted] {
            assert!(!plainly(&kind.into()).is_empty());
        }
        // Input/output error: one of those that have no kind of their own.
        for number in 1..134 {
            let said = plainly(&io::Error::from_raw_os_error(number));
            assert!(!said.is_empty() && !said.contains("os error"), "{said}");
        }
    }

    #[test]
    fn places_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "é = 1\nword = 2\n");
        assert_eq!(sources.locate(Origin::new(file, 3..4)), "a.toml:1:3");
        assert_eq!(sources.locate(Origin::new(file, 7..11)), "a.toml:2:1");
    }
}
