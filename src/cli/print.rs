//! Messages: the same findings for people, with or without colour, or for tools.
//!
//! In: diagnostics and the files that they point into. Out: text on standard error, or one JSON object a line on
//! standard output. A finding that several targets share is said once, with their names; many of one kind are counted;
//! and what a build sums up at its end (the age of links, what was left out, pictures scaled down) is told one by one only where asked for.

use super::args::{Common, MessageFormat};
use super::exit::exit_code;
use crate::diag::{Diagnostic, FileId, Origin, Severity, Sources};
use crate::world::{Disk, World};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Warnings that the end of a build sums up in a line.
const SUMMED_UP: [&str; 3] = ["link-old", "left-out", "picture-fine"];
/// So many findings of one kind are told; the rest is counted.
const TOLD: usize = 8;
/// So many targets are named beside a finding; the rest is counted.
const NAMED: usize = 4;

/// Whether a message could not be written: whoever reads the exit code must hear of it.
static UNHEARD: AtomicBool = AtomicBool::new(false);

/// Prints messages.
pub struct Printer {
    format: MessageFormat,
    quiet: bool,
    verbose: bool,
    color: bool,
    kept: Vec<Kept>,
    known: BTreeMap<String, usize>,
}

/// A finding that waits for the end, and the targets that share it.
struct Kept {
    diagnostic: Diagnostic,
    sources: Option<Sources>,
    targets: BTreeSet<String>,
    /// Other places of the same.
    places: BTreeSet<String>,
}

impl Printer {
    /// A printer as the command line wants it.
    pub fn new(common: &Common) -> Self {
        let plain = Self::plain(common.message_format);
        Self { quiet: common.quiet, verbose: common.verbose, ..plain }
    }

    /// A printer that tells everything; colours only on a terminal, and never with `NO_COLOR`.
    pub fn plain(format: MessageFormat) -> Self {
        let wanted = Disk::new(".").env("NO_COLOR").is_none_or(|value| value.is_empty());
        let color = wanted && std::io::stderr().is_terminal();
        Self { format, quiet: false, verbose: false, color, kept: Vec::new(), known: BTreeMap::new() }
    }

    /// Prints findings and gives the exit code that they mean.
    pub fn all(&mut self, diagnostics: &[Diagnostic], sources: Option<&Sources>) -> u8 {
        self.keep(None, diagnostics, sources);
        self.tell(Severity::Warning);
        self.tell(Severity::Error);
        exit_code(diagnostics)
    }

    /// Keeps findings for [`tell`](Self::tell); one that is kept already only gets one target more.
    pub fn keep(&mut self, target: Option<&str>, diagnostics: &[Diagnostic], sources: Option<&Sources>) {
        for diagnostic in diagnostics {
            let next = self.kept.len();
            let at = *self.known.entry(as_json(diagnostic, sources).to_string()).or_insert(next);
            if at == next {
                let (diagnostic, sources) = (diagnostic.clone(), sources.cloned());
                let (targets, places) = (BTreeSet::new(), BTreeSet::new());
                self.kept.push(Kept { diagnostic, sources, targets, places });
            }
            self.kept[at].targets.extend(target.map(str::to_owned));
        }
    }

    /// Tells what was kept of one severity. Errors are told last: that is where people look.
    pub fn tell(&mut self, severity: Severity) {
        let (told, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.kept).into_iter().partition(|kept| kept.diagnostic.severity == severity);
        self.kept = kept;
        self.known = self.kept.iter().enumerate().map(|(at, kept)| (kept.key(), at)).collect();
        if self.quiet && severity == Severity::Warning {
            return;
        }
        let told = if self.counts() { alike(told) } else { told };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for kept in &told {
            let code = kept.diagnostic.code;
            let count = counts.entry(code).or_default();
            *count += 1;
            match self.format {
                MessageFormat::Json => write_line(&mut std::io::stdout(), &kept.as_json().to_string()),
                MessageFormat::Text if self.verbose => self.show(kept),
                MessageFormat::Text if severity == Severity::Warning && SUMMED_UP.contains(&code) => *count = 0,
                MessageFormat::Text if *count <= TOLD => self.show(kept),
                MessageFormat::Text => {}
            }
        }
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > TOLD && self.counts()) {
            let text = format!("and {} more of this kind ({code}): `--verbose` shows them\n", count - TOLD);
            write_line(&mut std::io::stderr(), &text);
        }
    }

    /// Whether many findings of one kind are counted.
    fn counts(&self) -> bool {
        self.format == MessageFormat::Text && !self.verbose
    }

    fn show(&self, kept: &Kept) {
        write_line(&mut std::io::stderr(), &format!("{}\n", render(kept, self.color)));
    }

    /// Says what was done; nothing where quiet.
    pub fn say(&self, text: &str, value: &Value) {
        match self.format {
            _ if self.quiet => {}
            MessageFormat::Text => write_line(&mut std::io::stderr(), text),
            MessageFormat::Json => write_line(&mut std::io::stdout(), &value.to_string()),
        }
    }
}

/// Findings that differ in nothing but their place as one, with the other places.
fn alike(told: Vec<Kept>) -> Vec<Kept> {
    let mut all: Vec<Kept> = Vec::new();
    for kept in told {
        let (own, place) = (&kept.diagnostic, kept.place());
        let same = |other: &&mut Kept| {
            let other = &other.diagnostic;
            (other.code, &other.message, &other.hints) == (own.code, &own.message, &own.hints)
        };
        match (all.iter_mut().find(same), place) {
            (Some(first), Some(place)) => {
                if first.place().as_ref() != Some(&place) {
                    first.places.insert(place);
                }
                first.targets.extend(kept.targets);
            }
            _ => all.push(kept),
        }
    }
    all
}

impl Kept {
    /// Where it stands, as `file:line:column`.
    fn place(&self) -> Option<String> {
        Some(self.sources.as_ref()?.locate(self.diagnostic.origin?))
    }

    fn key(&self) -> String {
        as_json(&self.diagnostic, self.sources.as_ref()).to_string()
    }

    fn as_json(&self) -> Value {
        let mut value = as_json(&self.diagnostic, self.sources.as_ref());
        if !self.targets.is_empty() {
            value["targets"] = json!(self.targets);
        }
        value
    }
}

/// The first few of many names, and how many more there are.
pub fn some_of<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    match names.len().checked_sub(NAMED).filter(|more| *more > 1) {
        Some(more) => format!("{} and {more} more", names[..NAMED].join(", ")),
        None => names.join(", "),
    }
}

/// Writes a line. That nobody reads it any more (`| head`) is not a fault; that it is lost otherwise is.
pub fn write_line(to: &mut impl Write, text: &str) {
    let written = writeln!(to, "{text}").and_then(|()| to.flush());
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        UNHEARD.store(true, Ordering::Relaxed);
    }
}

/// Whether a message of this run was lost, e.g. on a full disk.
pub fn unheard() -> bool {
    UNHEARD.swap(false, Ordering::Relaxed)
}

fn render(kept: &Kept, color: bool) -> String {
    let diagnostic = &kept.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(sources) = &kept.sources {
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
    if !kept.places.is_empty() {
        group = group.element(Level::NOTE.message(format!("the same at {}", some_of(&kept.places))));
    }
    if !kept.targets.is_empty() {
        group = group.element(Level::NOTE.message(format!("in {}", some_of(&kept.targets))));
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
