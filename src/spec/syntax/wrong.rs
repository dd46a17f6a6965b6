//! What is wrong with a line, and where.

use super::line::Line;
use crate::diag::{Diagnostic, FileId, Origin};
use std::ops::Range;

/// What a line should be like.
pub(super) const PATTERN: &str = "a line is `name = \"value\"`; a remark begins with `#`";

/// What is wrong, and where.
pub(super) struct Cause {
    pub range: Range<usize>,
    pub message: String,
    pub label: String,
    pub hints: Vec<String>,
}

impl Cause {
    /// A fault at a place of the file.
    pub fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), label: String::new(), hints: Vec::new() }
    }

    /// The same, with words at the place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, with a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// It as a finding.
    pub fn found(self, code: &'static str, file: FileId) -> Diagnostic {
        let found = Diagnostic::error(code, self.message).at(Origin::new(file, self.range)).label(self.label);
        self.hints.into_iter().fold(found, Diagnostic::hint)
    }
}

/// What the parser points at, or the letter there.
pub(super) fn there(line: &Line<'_>) -> Range<usize> {
    let letter = line.text[line.at..].chars().next().map_or(0, char::len_utf8);
    line.place(line.at..line.at + line.there.len().max(letter))
}

/// The whole of a line without the space around it.
pub(super) fn whole(line: &Line<'_>) -> Range<usize> {
    let indent = line.text.len() - line.text.trim_start().len();
    line.place(indent..line.text.trim_end().len().max(indent))
}
