//! `flyer words new`: two files to be filled in, the English words beside every key.

use super::super::exit::{DONE, exit_code};
use super::super::print::Printer;
use super::super::session::Session;
use super::entry::{Entry, entries, files, hash, read};
use crate::build::batch::save;
use crate::diag::{Diagnostic, Fault};
use crate::spec::words::Words;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// Writes the files of a language that is not there yet.
pub(super) fn run(language: &str, session: &Session, printer: &mut Printer) -> u8 {
    if !is_tag(language) {
        let fault = Diagnostic::error("unknown-language", format!("`{language}` is no language tag"));
        let hint = "write it as in `it`, `pt-BR` or `sr-Latn`: small letters, then region or script";
        return printer.all(&[fault.fault(Fault::Usage).hint(hint)], None);
    }
    let [guide, common] = match read("en", session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    let texts = [of_guide(language, &guide), of_common(language, &common)];
    let mut faults = Vec::new();
    for (file, text) in files(session, language).into_iter().zip(texts) {
        if !crate::spec::find(&session.world, &file).is_err_and(|why| why.is_absent()) {
            let fault = Diagnostic::error("words-exist", format!("{file} is there already")).fault(Fault::Usage);
            faults.push(fault.hint(format!("see what is missing in it: `flyer words check {language}`")));
            continue;
        }
        match save(&session.world, Path::new(&file), text.as_bytes()) {
            Ok(()) => printer.say(&session.shown(&file), &json!({"type": "written", "file": session.shown(&file)})),
            Err(fault) => faults.push(*fault),
        }
    }
    printer.all(&faults, None);
    match exit_code(&faults) {
        DONE => {
            let next = format!("translate what stands in quotes, then: flyer words check {language}");
            printer.say(&next, &json!({"type": "hint", "text": next}));
            DONE
        }
        code => code,
    }
}

/// A tag like `it`, `pt-BR`, `sr-Latn` (BCP 47), as far as file names go.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase()));
    first && parts.all(|part| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// How to fill it in, in a few lines.
const HEAD: &str = "# SPDX-License-Identifier: CC-BY-SA-4.0\n\
    # Translate what stands in \"\". Above each line stand the English words.\n\
    # Leave {braces} as they are; **two stars** make words strong. Straight quotes inside: \\\"...\\\".\n\
    # Too long somewhere? { text = \"...\", short = \"...\" } gives a shorter wording for small sheets.\n";

fn of_guide(language: &str, english: &Words) -> String {
    let mut out = format!("{HEAD}language = \"{language}\"\nstatus   = \"draft\"\n\n[words]\n");
    let all: Vec<Entry> = entries(english).into_iter().filter(|entry| !entry.is_optional()).collect();
    for entry in all.iter().filter(|entry| entry.service.is_none()) {
        put(entry, &mut out);
    }
    for service in english.services.keys() {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n[services.{service}]\n");
        for entry in all.iter().filter(|entry| entry.service.as_ref() == Some(service)) {
            put(entry, &mut out);
        }
    }
    out + "\n# Which English words each key was translated from; `flyer words check` sees when they change.\n[sources]\n"
        + &sources(&all)
}

fn of_common(language: &str, english: &Words) -> String {
    let mut out =
        format!("{HEAD}language = \"{language}\"\nname     = \"\"\nenglish  = \"\"\nstatus   = \"draft\"\n\n");
    out += "# The months as they stand in a date.\n[dates]\nmonths = [\"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\"]\n";
    out += "day    = \"{d} {month} {y}\"\nmonth  = \"{month} {y}\"\n\n[words]\n";
    let all = entries(english);
    all.iter().for_each(|entry| put(entry, &mut out));
    out + "\n[sources]\n" + &sources(&all)
}

/// The hashes of English words, key by key.
pub(super) fn sources(all: &[Entry]) -> String {
    all.iter().map(|entry| format!("{} = \"{}\"\n", quoted(&entry.name()), hash(&entry.word))).collect()
}

fn put(entry: &Entry, out: &mut String) {
    for phrase in &entry.word.items {
        let _ = writeln!(out, "# {}", phrase.text.value.replace('\n', " "));
    }
    let key = quoted(&entry.key);
    let _ = match entry.word.items.len() {
        1 => writeln!(out, "{key} = \"\""),
        count => writeln!(out, "{key} = [\n{}]", "    \"\",\n".repeat(count)),
    };
}

/// A key as TOML wants it.
pub(super) fn quoted(key: &str) -> String {
    let bare = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { key.to_owned() } else { format!("\"{key}\"") }
}
