//! The end of a build: whose sheets these are, for which country, what was left out, how old the links are, and which
//! words nobody has reviewed. Once for the whole build, however many files there are.
//!
//! In: what came of each target. Out: a few lines for people, or one object for tools. What is the same for several files
//! is said once and counted.

use super::print::{Printer, some_of};
use crate::build::Outcome;
use crate::resolve::job::{Confirmed, Country, CountryBy};
use crate::resolve::left_out::LeftOut;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// So many lines of one kind are told; the rest is counted.
const TOLD: usize = 6;

/// What is known of the files that were written.
#[derive(Debug, Default)]
pub struct Summary {
    targets: usize,
    written: usize,
    project: bool,
    organisation: Option<String>,
    countries: BTreeMap<Option<Country>, Sheets>,
    /// By what they say but for the room that lacks.
    left_out: BTreeMap<String, Lost>,
    /// Names of pictures that were finer than paper can show.
    scaled: BTreeSet<String>,
    links: BTreeMap<String, Confirmed>,
    drafts: BTreeSet<String>,
    languages: BTreeSet<String>,
    /// Keys of the project's words that are the same in all languages.
    untranslated: BTreeSet<&'static str>,
    /// Whether one of them is in another language than a sheet.
    foreign: bool,
}

/// Something that sheets leave out.
#[derive(Debug)]
struct Lost {
    /// It, where most room lacks.
    left: LeftOut,
    /// How much room lacks where least does, in millimetres.
    least: f64,
    targets: BTreeSet<String>,
}

/// The sheets that are for a country.
#[derive(Debug, Default)]
struct Sheets {
    languages: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Lost {
    fn sentence(&self) -> String {
        let same = self.left.lack().ceil() == self.least.ceil();
        if same { self.left.sentence() } else { self.left.sentence_of_several() }
    }
}

impl Summary {
    /// Of so many targets that were asked for, with a `flyer.toml` or without.
    pub fn new(targets: usize, project: bool) -> Self {
        Self { targets, project, ..Self::default() }
    }

    /// Takes in a target whose files were written.
    pub fn add(&mut self, target: &str, outcome: &Outcome) {
        self.written += 1;
        for imprint in &outcome.imprints {
            self.organisation = self.organisation.take().or_else(|| imprint.organisation.clone());
            let sheets = self.countries.entry(imprint.country.clone()).or_default();
            sheets.languages.insert(imprint.language.clone());
            self.languages.insert(imprint.language.clone());
            self.untranslated.extend(&imprint.untranslated);
            self.foreign |= imprint.foreign;
            sheets.targets.insert(target.to_owned());
            self.links.extend(imprint.links.iter().map(|link| (link.id.clone(), link.clone())));
            if imprint.reviewed_by.is_none() {
                self.drafts.insert(imprint.language.clone());
            }
        }
        let fine = outcome.diagnostics.iter().filter(|finding| finding.code == "picture-fine");
        self.scaled.extend(fine.filter_map(|finding| Some(finding.message.split_once(':')?.0.to_owned())));
        for left in &outcome.left_out {
            let (key, lack) = (left.clone().for_lack(0.0).sentence(), left.lack());
            let new = || Lost { left: left.clone(), least: lack, targets: BTreeSet::new() };
            let lost = self.left_out.entry(key).or_insert_with(new);
            lost.least = lost.least.min(lack);
            if lack > lost.left.lack() {
                lost.left = left.clone();
            }
            lost.targets.insert(target.to_owned());
        }
    }

    /// Says it all.
    pub fn say(&self, printer: &Printer) {
        let mut lines = Vec::new();
        if self.written > 0 {
            lines.push(("for", self.whose()));
            lines.push(("country", self.which_country()));
            lines.extend(self.what_is_missing().into_iter().map(|line| ("left out", line)));
            if !self.scaled.is_empty() {
                let line = format!("{} scaled down to what paper can show", some_of(&self.scaled));
                lines.push(("pictures", line));
            }
            lines.extend(self.not_translated().map(|line| ("own words", line)));
            lines.extend(self.how_old().map(|line| ("links", line)));
            if !self.drafts.is_empty() {
                lines.push(("words", format!("drafts in {}: nobody has reviewed them", some_of(&self.drafts))));
            }
        }
        let mut before = "";
        let mut text = Vec::new();
        for (label, line) in lines {
            let shown = if label == before { "" } else { label };
            text.push(format!("{shown:<10} {line}"));
            before = label;
        }
        if self.targets > 1 || self.written < self.targets {
            text.push(format!("{} of {} written", self.written, self.targets));
        }
        printer.say(&text.join("\n"), &self.value());
    }

    fn whose(&self) -> String {
        match (&self.organisation, self.project) {
            (Some(name), _) => name.clone(),
            (None, true) => "no organisation: flyer.toml names none".to_owned(),
            (None, false) => "no organisation: there is no flyer.toml (`flyer init` writes one)".to_owned(),
        }
    }

    fn which_country(&self) -> String {
        let name = "`--region` or `country` in flyer.toml names one";
        let mut countries: Vec<_> = self.countries.iter().collect();
        // Those of most sheets first; that none is known is said last.
        countries.sort_by_key(|(country, sheets)| (country.is_none(), std::cmp::Reverse(sheets.targets.len())));
        if let [(country, sheets)] = countries[..] {
            let language = some_of(&sheets.languages);
            return match country {
                None => format!("none is known for {language}: {name}"),
                Some(Country { name, by: CountryBy::Language, .. }) => {
                    format!("{name}, for which the language {language} stands where nothing else is said")
                }
                Some(Country { name, by: CountryBy::Project, .. }) => format!("{name}, as flyer.toml says"),
                Some(Country { name, by: CountryBy::CommandLine, .. }) => format!("{name}, as `--region` says"),
            };
        }
        let more = countries.len().saturating_sub(TOLD);
        let told = countries.iter().filter(|(country, _)| country.is_some()).take(TOLD);
        let told = told.filter_map(|(country, sheets)| {
            let (name, languages) = (&country.as_ref()?.name, some_of(&sheets.languages));
            Some(format!("{name} for {languages} ({})", sheets_of(sheets.targets.len())))
        });
        let mut told: Vec<String> = told.collect();
        if more > 1 {
            told.push(format!("{more} more by their languages"));
        }
        if let Some(sheets) = self.countries.get(&None) {
            let (languages, sheets) = (some_of(&sheets.languages), sheets_of(sheets.targets.len()));
            told.push(format!("none known for {languages} ({sheets}; {name})"));
        }
        told.join(", ")
    }

    /// What is the project's own is told first and all of it; of the rest what most sheets leave out.
    fn what_is_missing(&self) -> Vec<String> {
        let mut lost: Vec<&Lost> = self.left_out.values().collect();
        lost.sort_by_key(|lost| (!lost.left.is_own(), std::cmp::Reverse(lost.targets.len())));
        let own = lost.iter().filter(|lost| lost.left.is_own()).count();
        let told = lost.iter().take(own.max(TOLD)).map(|lost| {
            let sentence = lost.sentence();
            match lost.targets.len() {
                _ if self.targets == 1 => sentence,
                1 => format!("{sentence} ({})", some_of(&lost.targets)),
                count => format!("{sentence} (on {count} sheets: {})", some_of(&lost.targets)),
            }
        });
        let mut told: Vec<String> = told.collect();
        if let Some(more) = lost.len().checked_sub(told.len()).filter(|more| *more > 0) {
            told.push(format!("and {more} more: `--verbose` shows them"));
        }
        told
    }

    /// What one text says on sheets of several languages, or of one that it is not in.
    fn not_translated(&self) -> Option<String> {
        let first = self.untranslated.first().filter(|_| self.are_untranslated())?;
        let keys: Vec<String> = self.untranslated.iter().map(|key| format!("`{key}`")).collect();
        let languages: Vec<String> =
            self.languages.iter().take(2).map(|language| format!("{language} = \"...\"")).collect();
        let more = if self.languages.len() == 2 { "" } else { ", ..." };
        let (stand, is, it) = if keys.len() == 1 { ("stands", "it is", "it") } else { ("stand", "they are", "them") };
        Some(format!(
            "{} {stand} on the sheets of all languages as {is}: `{first} = {{ {}{more} }}` translates {it}",
            keys.join(" and "),
            languages.join(", ")
        ))
    }

    fn are_untranslated(&self) -> bool {
        self.languages.len() > 1 || self.foreign
    }

    fn how_old(&self) -> Option<String> {
        let oldest = self.links.values().min()?;
        let (when, by) = (month(&oldest.on), &oldest.by);
        let old = if oldest.old { ", over 90 days ago" } else { "" };
        Some(format!("last confirmed {when} by {by}{old}: `flyer links` shows them"))
    }

    fn value(&self) -> Value {
        let countries = self.countries.iter().map(|(country, sheets)| {
            json!({"country": country, "languages": sheets.languages, "targets": sheets.targets.len()})
        });
        let left_out = self
            .left_out
            .values()
            .map(|lost| json!({"message": lost.sentence(), "what": lost.left, "targets": lost.targets}));
        json!({
            "type": "summary", "written": self.written, "targets": self.targets,
            "project": self.project, "organisation": self.organisation,
            "countries": countries.collect::<Vec<_>>(), "left_out": left_out.collect::<Vec<_>>(), "scaled_down": self.scaled,
            "untranslated": if self.are_untranslated() { self.untranslated.iter().collect() } else { Vec::new() },
            "links": self.links.values().collect::<Vec<_>>(), "drafts": self.drafts,
        })
    }
}

fn sheets_of(count: usize) -> String {
    if count == 1 { "1 sheet".to_owned() } else { format!("{count} sheets") }
}

/// `2025-05-26` or `2025-05` as `May 2025`.
fn month(date: &str) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date.split('-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().and_then(|month| month.parse::<usize>().ok()));
    let name = month.and_then(|month| NAMES.get(month.checked_sub(1)?));
    name.map_or_else(|| date.to_owned(), |name| format!("{name} {year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named() {
        assert_eq!(month("2025-05-26"), "May 2025");
        assert_eq!(month("2025-12"), "December 2025");
        assert_eq!(month("2025"), "2025");
    }
}
