//! `flyer words status`: all languages in a table.

use super::super::args::{Common, MessageFormat};
use super::super::exit::emit;
use super::super::print::Printer;
use super::super::session::Session;
use super::entry::{entries, hash, read};
use crate::build::Said;
use crate::resolve::Options;
use crate::spec::target::Target;
use crate::spec::{languages, stems};
use crate::text::FontSet;
use serde_json::json;
use std::fmt::Write as _;

/// Prints how complete each language is, whether it was reviewed, and in how many layouts it fits.
pub(super) fn run(common: &Common, session: &Session, printer: &mut Printer) -> u8 {
    let english = match read("en", session, printer) {
        Ok(words) => words,
        Err(code) => return code,
    };
    let (fonts, layouts) = (FontSet::builtin(), stems(&session.world, "layouts"));
    let mut text = format!("{:<8} {:<22} {:>9} {:>9}  {:<10} {}\n", "", "", "complete", "outdated", "reviewed", "fits");
    let mut lines = String::new();
    for language in languages(&session.world, &session.guide) {
        let [guide, labels] = match read(&language, session, printer) {
            Ok(words) => words,
            Err(code) => return code,
        };
        let (mut keys, mut there, mut old) = (0, 0, 0);
        for (own, source) in [(&guide, &english[0]), (&labels, &english[1])] {
            for entry in entries(source).into_iter().filter(|entry| !entry.is_optional()) {
                keys += 1;
                there += usize::from(entry.same_in(own).is_some());
                old += usize::from(own.sources.get(&entry.name()).is_some_and(|source| *source != hash(&entry.word)));
            }
        }
        let fits = layouts.iter().filter(|layout| {
            let target = Target { language: language.clone(), layout: (*layout).clone() };
            session.run(&fonts, &Options::default()).compose(&target, &mut Said::default()).is_some()
        });
        let (fits, of) = (fits.count(), layouts.len());
        let complete = there * 100 / keys.max(1);
        let reviewed = guide.reviewed_by.clone();
        let name = labels.english.clone().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{language:<8} {name:<22} {complete:>7} % {old:>9}  {:<10} {fits} of {of}",
            reviewed.as_deref().unwrap_or("draft")
        );
        let value = json!({
            "type": "words", "language": language, "name": name, "complete_percent": complete, "outdated": old,
            "reviewed_by": reviewed, "fits": fits, "layouts": of,
        });
        let _ = writeln!(lines, "{value}");
    }
    match common.message_format {
        MessageFormat::Text => emit(text.as_bytes()),
        MessageFormat::Json => emit(lines.as_bytes()),
    }
}
