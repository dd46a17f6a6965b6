//! `flyer words check`: everything that is wrong with a language, at its line, and whether it fits on every layout.

use super::super::exit::{DONE, exit_code};
use super::super::print::Printer;
use super::super::session::Session;
use super::entry::{Entry, entries, files, hash, placeholders, read};
use super::new::{quoted, sources};
use crate::build::Said;
use crate::build::batch::save;
use crate::diag::{Diagnostic, Origin, Sources};
use crate::resolve::Options;
use crate::spec::read::Faults;
use crate::spec::stray::nothing_asks;
use crate::spec::target::Target;
use crate::spec::words::{Word, Words};
use crate::spec::{Reader, stems};
use crate::text::FontSet;
use crate::world::World as _;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

/// How much longer than the English words is worth a word.
const LONG: f64 = 1.6;
/// Texts shorter than this are not compared by length.
const SHORT: usize = 40;

/// Checks a language; with `stamp` the translation is recorded as that of today's English words.
pub(super) fn run(language: &str, stamp: bool, session: &Session, printer: &mut Printer) -> u8 {
    let (mut all_sources, faults) = (Sources::default(), Faults::default());
    let english = match read("en", session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    if let Err(code) = read(language, session, printer) {
        return code;
    }
    let mut found = Vec::new();
    let mut reader = Reader::new(&session.world, &mut all_sources, &faults);
    for (file, english) in files(session, language).iter().zip(&english) {
        match reader.words(file) {
            Some(own) => found.extend(compare(&own, english)),
            None => found.push(Diagnostic::error("missing-words", format!("{file} is not there"))),
        }
    }
    printer.all(&found, Some(&all_sources));
    let worst = exit_code(&found);
    if stamp && worst == DONE {
        return record(language, &english, session, printer);
    }
    worst.max(lay_out(language, session, printer))
}

/// What a language lacks, has too much, or says otherwise than the English words.
fn compare(own: &Words, english: &Words) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let nowhere = Origin::new(own.file.unwrap_or(crate::diag::FileId(0)), 0..0);
    for entry in entries(english) {
        let name = entry.name();
        match entry.same_in(own) {
            Some(word) => found.extend(differs(&entry, word, own.sources.get(&name))),
            None if entry.is_optional() => {}
            None => {
                let fault = Diagnostic::error("missing-words", format!("`{name}` has no words in `{}`", own.language));
                let words = entry.word.whole().replace('\n', " / ");
                found.push(fault.at(nowhere).hint(format!("the English words are: \"{words}\"")));
            }
        }
    }
    let english = entries(english);
    let known: BTreeSet<&str> = english.iter().map(|entry| entry.key.as_str()).collect();
    let extra = |entry: &Entry| !known.contains(entry.key.as_str()) && !entry.is_optional();
    for entry in entries(own).into_iter().filter(extra) {
        found.push(nothing_asks(&entry.name(), &entry.key, entry.word.origin, &known));
    }
    found
}

fn differs(english: &Entry, own: &Word, source: Option<&String>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let name = english.name();
    if source.is_some_and(|source| *source != hash(&english.word)) {
        let words = english.word.whole().replace('\n', " / ");
        let fault = Diagnostic::warning("words-outdated", format!("the English words of `{name}` have changed"));
        found.push(fault.at(own.origin).hint(format!("they are now: \"{words}\"")));
    }
    if own.items.len() != english.word.items.len() && !own.items.is_empty() {
        let (has, wants) = (own.items.len(), english.word.items.len());
        found.push(Diagnostic::error("missing-words", format!("`{name}` has {has} texts, not {wants}")).at(own.origin));
    }
    for (ours, theirs) in own.items.iter().zip(&english.word.items) {
        let holes = |text| placeholders(text).into_iter().filter(|hole| !hole.contains(':')).collect::<Vec<_>>();
        let (has, wants) = (holes(&ours.text.value), holes(&theirs.text.value));
        if english.service.is_none() && has != wants {
            let said = |holes: &[&str]| holes.iter().map(|hole| format!("{{{hole}}}")).collect::<Vec<_>>().join(", ");
            let fault = Diagnostic::error("placeholders-differ", format!("`{name}` has not the same {{braces}}"));
            let hint = format!("has {}, the English words have {}", or_none(&said(&has)), or_none(&said(&wants)));
            found.push(fault.at(ours.text.origin).hint(hint));
        }
        let letters = |text: &str| text.chars().count();
        let (ours_long, theirs_long) = (letters(&ours.text.value), letters(&theirs.text.value));
        if theirs_long > SHORT && ours_long as f64 > theirs_long as f64 * LONG && ours.short.is_none() {
            let message = format!("`{name}` has {ours_long} letters, the English words have {theirs_long}");
            let hint = "shorten it, or give a shorter wording: { text = \"...\", short = \"...\" }";
            found.push(Diagnostic::warning("words-long", message).at(ours.text.origin).hint(hint));
        }
    }
    found
}

fn or_none(said: &str) -> &str {
    if said.is_empty() { "none" } else { said }
}

/// Lays every layout out and shows what does not fit, each fault once.
fn lay_out(language: &str, session: &Session, printer: &mut Printer) -> u8 {
    let fonts = FontSet::builtin();
    let layouts = stems(&session.world, "layouts");
    let (mut fit, mut worst) = (0, DONE);
    let mut told = BTreeSet::new();
    for layout in &layouts {
        let mut said = Said::default();
        let target = Target { language: language.to_owned(), layout: layout.clone() };
        let made = session.run(&fonts, &Options::default()).compose(&target, &mut said);
        fit += usize::from(made.is_some());
        let mut found = said.faults.into_inner();
        found.retain(|fault| fault.is_error() && told.insert((fault.message.clone(), format!("{:?}", fault.origin))));
        printer.all(&found, Some(&said.sources));
        worst = worst.max(exit_code(&found));
    }
    let text = format!("{language} fits in {fit} of {} layouts", layouts.len());
    printer.say(&text, &json!({"type": "words", "language": language, "fit": fit, "layouts": layouts.len()}));
    worst
}

/// Writes today's hashes of the English words into a language's files.
fn record(language: &str, english: &[Words; 2], session: &Session, printer: &mut Printer) -> u8 {
    for (file, english) in files(session, language).iter().zip(english) {
        let text = match session.world.read_text(Path::new(file)) {
            Ok(text) => text,
            Err(why) => return printer.all(&[why.diagnostic("cannot-write", file)], None),
        };
        let body = text.split(&format!("\n[{}]", quoted("sources"))).next().unwrap_or_default().trim_end();
        let text = format!("{body}\n\n[sources]\n{}", sources(&entries(english)));
        if let Err(fault) = save(&session.world, Path::new(file), text.as_bytes()) {
            return printer.all(&[*fault], None);
        }
        printer.say(&session.shown(file), &json!({"type": "written", "file": session.shown(file)}));
    }
    DONE
}
