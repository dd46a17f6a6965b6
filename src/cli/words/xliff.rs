//! Words to and from XLIFF 1.2, the exchange format that Weblate, Crowdin, Poedit and the desktop tools of translators
//! all read and write (of 2.1 Poedit and Weblate know only parts).
//!
//! Out: one file a language, a unit for every text: English as source, the language's words as target, the short wording
//! as a unit of its own. In: the same file, translated; the two TOML files are written anew from it.

use super::super::exit::{DONE, exit_code};
use super::super::print::Printer;
use super::super::session::Session;
use super::entry::{Entry, entries, files, read};
use super::new::{quoted, sources};
use crate::build::batch::save;
use crate::diag::{Diagnostic, Fault};
use crate::spec::words::{Dates, Phrase, Words};
use crate::world::{Disk, World as _};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// What translations are by the number of their text and whether they are the short wording.
type Units = BTreeMap<(String, usize, bool), String>;

/// Writes `<language>.xlf` into the current folder.
pub(super) fn export(language: &str, session: &Session, printer: &mut Printer) -> u8 {
    let english = match read("en", session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    let own = match read(language, session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
    );
    for ((file, english), own) in files(session, language).iter().zip(&english).zip(&own) {
        let _ = writeln!(
            out,
            "<file original=\"{}\" source-language=\"en\" target-language=\"{language}\" datatype=\"plaintext\"><body>",
            escape(file)
        );
        for entry in entries(english) {
            units(&entry, own, &mut out);
        }
        out += "</body></file>\n";
    }
    out += "</xliff>\n";
    let file = format!("{language}.xlf");
    match save(&Disk::here(), Path::new(&file), out.as_bytes()) {
        Ok(()) => {
            printer.say(&file, &json!({"type": "written", "file": file}));
            DONE
        }
        Err(fault) => printer.all(&[*fault], None),
    }
}

fn units(entry: &Entry, own: &Words, out: &mut String) {
    let word = entry.same_in(own);
    for (at, phrase) in entry.word.items.iter().enumerate() {
        let target = word.and_then(|word| word.items.get(at));
        let mut unit = |suffix: &str, source: &str, target: Option<&str>| {
            let id = escape(&format!("{}#{at}{suffix}", entry.name()));
            let _ = write!(out, "<trans-unit id=\"{id}\" xml:space=\"preserve\"><source>{}</source>", escape(source));
            if let Some(target) = target {
                let _ = write!(out, "<target>{}</target>", escape(target));
            }
            *out += "</trans-unit>\n";
        };
        unit("", &phrase.text.value, target.map(|target| target.text.value.as_str()));
        let short = target.and_then(|target| target.short.as_ref()).map(|short| short.value.as_str());
        let source = phrase.short.as_ref().map_or(phrase.text.value.as_str(), |short| short.value.as_str());
        if phrase.short.is_some() || short.is_some() {
            unit("/short", source, short);
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Reads a translated file and writes the language's two files; what they hold beside words (dates, labels) stays.
pub(super) fn import(file: &Path, session: &Session, printer: &mut Printer) -> u8 {
    let fault = |message: String| Diagnostic::error("bad-xliff", message).fault(Fault::Input);
    let text = match Disk::here().read_text(file) {
        Ok(text) => text,
        Err(why) => return printer.all(&[why.diagnostic("bad-xliff", file.display())], None),
    };
    let (language, units) = match translated(&text) {
        Ok(read) => read,
        Err(why) => return printer.all(&[fault(format!("{}: {why}", file.display()))], None),
    };
    let english = match read("en", session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    let own = match read(&language, session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    let mut faults = Vec::new();
    for (at, (name, english)) in files(session, &language).iter().zip(&english).enumerate() {
        let text = toml_of(&own[at], english, &units, at == 1);
        match save(&session.world, Path::new(name), text.as_bytes()) {
            Ok(()) => printer.say(&session.shown(name), &json!({"type": "written", "file": session.shown(name)})),
            Err(fault) => faults.push(*fault),
        }
    }
    printer.all(&faults, None);
    exit_code(&faults)
}

/// The language and the translations of an XLIFF file.
fn translated(text: &str) -> Result<(String, Units), String> {
    let options = roxmltree::ParsingOptions { allow_dtd: false, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|error| error.to_string())?;
    let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    let language = named("file").find_map(|file| file.attribute("target-language")).ok_or("no target-language")?;
    let mut units = Units::new();
    for unit in named("trans-unit") {
        let target = unit.children().find(|node| node.tag_name().name() == "target");
        let (Some(id), Some(target)) = (unit.attribute("id"), target) else { continue };
        let words: String = target.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
        let (id, short) = id.strip_suffix("/short").map_or((id, false), |id| (id, true));
        let (name, at) = id.rsplit_once('#').ok_or_else(|| format!("`{id}` is no unit of flyer"))?;
        let at = at.parse().map_err(|_| format!("`{id}` is no unit of flyer"))?;
        if !words.is_empty() {
            units.insert((name.to_owned(), at, short), words);
        }
    }
    Ok((language.to_owned(), units))
}

/// A words file from translations.
fn toml_of(own: &Words, english: &Words, units: &Units, common: bool) -> String {
    let mut out = format!("# SPDX-License-Identifier: CC-BY-SA-4.0\nlanguage = {}\n", string(&own.language));
    if common {
        let name = |name: &Option<String>| string(name.as_deref().unwrap_or_default());
        let _ = write!(out, "name     = {}\nenglish  = {}\n", name(&own.name), name(&own.english));
    }
    out += &match &own.reviewed_by {
        Some(by) => format!("status   = \"reviewed\"\nreviewed_by = {}\n", string(by)),
        None => "status   = \"draft\"\n".to_owned(),
    };
    out += &own.dates.as_ref().map_or_else(String::new, dates);
    out += "\n[words]\n";
    let all = entries(english);
    // What only this language has (a way through menus that is known there) stays as it is.
    let extra: Vec<Entry> =
        entries(own).into_iter().filter(|entry| !all.iter().any(|known| known.key == entry.key)).collect();
    let services =
        || english.services.keys().chain(own.services.keys().filter(|id| !english.services.contains_key(*id)));
    for service in std::iter::once(None).chain(services().map(Some)) {
        if let Some(service) = service {
            let _ = write!(out, "\n[services.{service}]\n");
        }
        for entry in all.iter().filter(|entry| entry.service.as_ref() == service) {
            put(entry, units, &mut out);
        }
        for entry in extra.iter().filter(|entry| entry.service.as_ref() == service) {
            line(&entry.key, entry.word.items.iter().map(phrase).collect(), false, &mut out);
        }
    }
    if !own.labels.is_empty() {
        out += "\n[labels]\n";
        for (key, label) in &own.labels {
            let (text, seen) = (string(&label.text.value), string(&label.seen));
            let _ = writeln!(
                out,
                "{} = {{ text = {text}, seen = {seen}, confidence = {} }}",
                quoted(key),
                label.confidence
            );
        }
    }
    out + "\n[sources]\n" + &sources(&all)
}

fn dates(dates: &Dates) -> String {
    let months = dates.months.iter().map(|month| string(month)).collect::<Vec<_>>().join(", ");
    let first = dates.first.as_ref().map_or_else(String::new, |first| format!("first  = {}\n", string(first)));
    format!(
        "\n[dates]\nmonths = [{months}]\nday    = {}\n{first}month  = {}\n",
        string(&dates.day),
        string(&dates.month)
    )
}

fn put(entry: &Entry, units: &Units, out: &mut String) {
    let one = |at: usize| {
        let text = units.get(&(entry.name(), at, false))?;
        Some(match units.get(&(entry.name(), at, true)) {
            Some(short) => format!("{{ text = {}, short = {} }}", string(text), string(short)),
            None => string(text),
        })
    };
    let all: Vec<String> = (0..entry.word.items.len()).map_while(one).collect();
    line(&entry.key, all, entry.word.items.len() > 1, out);
}

fn phrase(phrase: &Phrase) -> String {
    match &phrase.short {
        Some(short) => format!("{{ text = {}, short = {} }}", string(&phrase.text.value), string(&short.value)),
        None => string(&phrase.text.value),
    }
}

/// A key with its texts; nothing where there are none.
fn line(key: &str, texts: Vec<String>, list: bool, out: &mut String) {
    let key = quoted(key);
    // Writing to a string cannot fail.
    let _ = match &texts[..] {
        [] => Ok(()),
        [one] if !list => writeln!(out, "{key} = {one}"),
        all => writeln!(out, "{key} = [\n    {},\n]", all.join(",\n    ")),
    };
}

/// A text as TOML wants it.
fn string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
