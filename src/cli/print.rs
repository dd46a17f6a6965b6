//! Messages: the same findings for people, with or without colour, or for tools.
//!
//! In: diagnostics and the files that they point into. Out: text on standard error, or one JSON object a line on
//! standard output. A finding that several targets share is printed once.

use super::args::MessageFormat;
use super::exit_code;
use crate::diag::{Diagnostic, FileId, Origin, Severity, Sources};
use crate::world::{Disk, World};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};

/// Prints messages.
pub struct Printer {
    format: MessageFormat,
    quiet: bool,
    color: bool,
    printed: BTreeSet<String>,
}

impl Printer {
    /// A printer; colours only on a terminal, and never with `NO_COLOR`.
    pub fn new(format: MessageFormat, quiet: bool) -> Self {
        let wanted = Disk::new(".").env("NO_COLOR").is_none_or(|value| value.is_empty());
        let color = wanted && std::io::stderr().is_terminal();
        Self { format, quiet, color, printed: BTreeSet::new() }
    }

    /// Prints findings and gives the exit code that they mean. Errors come last: that is where people look.
    pub fn all(&mut self, diagnostics: &[Diagnostic], sources: Option<&Sources>) -> u8 {
        let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.iter().partition(|diagnostic| diagnostic.is_error());
        let warnings = if self.quiet { Vec::new() } else { warnings };
        for diagnostic in warnings.into_iter().chain(errors) {
            let text = match self.format {
                MessageFormat::Text => render(diagnostic, sources, self.color),
                MessageFormat::Json => as_json(diagnostic, sources).to_string(),
            };
            if self.printed.insert(text.clone()) {
                match self.format {
                    MessageFormat::Text => write_line(&mut std::io::stderr(), &format!("{text}\n")),
                    MessageFormat::Json => write_line(&mut std::io::stdout(), &text),
                }
            }
        }
        exit_code(diagnostics)
    }

    /// Says what was done; nothing where quiet.
    pub fn say(&self, text: &str, value: &Value) {
        match self.format {
            MessageFormat::Text if self.quiet => {}
            MessageFormat::Text => write_line(&mut std::io::stderr(), text),
            MessageFormat::Json => write_line(&mut std::io::stdout(), &value.to_string()),
        }
    }

    /// Forgets what was printed, for the next round of `flyer watch`.
    pub fn forget(&mut self) {
        self.printed.clear();
    }
}

/// Writes a line; that nobody reads it any more is not a fault.
pub fn write_line(to: &mut impl Write, text: &str) {
    let _ = writeln!(to, "{text}");
}

fn render(diagnostic: &Diagnostic, sources: Option<&Sources>, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(sources) = sources {
        for (file, places) in by_file(diagnostic) {
            let text = sources.text(file);
            let mut snippet = Snippet::source(text).path(sources.name(file)).line_start(1).fold(true);
            for (origin, label, kind) in places {
                let end = origin.range().end.min(text.len());
                let start = origin.range().start.min(end);
                snippet = snippet.annotation(kind.span(start..end).label(label));
            }
            group = group.element(snippet);
        }
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// A place in a source with its label.
type Mark<'a> = (Origin, &'a str, AnnotationKind);

/// What is shown of each source: the place at fault, and those that belong to it.
fn by_file(diagnostic: &Diagnostic) -> Vec<(FileId, Vec<Mark<'_>>)> {
    let related = diagnostic.related.iter().map(|(origin, text)| (*origin, text.as_str(), AnnotationKind::Context));
    let primary = diagnostic.origin.map(|origin| (origin, diagnostic.label.as_str(), AnnotationKind::Primary));
    let mut files: Vec<(FileId, Vec<Mark>)> = Vec::new();
    for place in primary.into_iter().chain(related) {
        match files.iter_mut().find(|(file, _)| *file == place.0.file) {
            Some((_, places)) => places.push(place),
            None => files.push((place.0.file, vec![place])),
        }
    }
    files
}

fn as_json(diagnostic: &Diagnostic, sources: Option<&Sources>) -> Value {
    let place = |origin: Origin| {
        let sources = sources?;
        let (line, column) = sources.line_column(origin);
        Some(json!({
            "file": sources.name(origin.file), "line": line, "column": column,
            "start": origin.start, "end": origin.end,
        }))
    };
    json!({
        "type": "diagnostic",
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "label": diagnostic.label,
        "place": diagnostic.origin.and_then(place),
        "related": diagnostic.related.iter().map(|(origin, text)| json!({"place": place(*origin), "text": text}))
            .collect::<Vec<_>>(),
        "hints": diagnostic.hints,
    })
}
