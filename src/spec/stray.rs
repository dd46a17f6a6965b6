//! What somebody's own files hold that nothing asks for, or that means nothing: words under a mistyped key, regions that are none.
//!
//! In: files of words and the link register in the user's folder; those of the binary are held by tests. Out: findings with the
//! nearest name. Who asks for words are the keys of the English ones and the user's own layouts.

use super::country::{Country, code, not_a_code};
use super::day::to_come;
use super::guide::Guide;
use super::links::Link;
use super::read::{At, Faults};
use super::words::{Word, Words, read};
use super::{Reader, find, stems};
use crate::diag::{Diagnostic, FileId, Origin, did_you_mean, nearest};
use crate::world::embedded;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that only some languages have words for, so that the English ones lack them.
const OF_SOME: [&str; 1] = ["for_whom"];
/// What groups of countries are called in other languages.
const CALLED: [(&str, &str); 7] =
    [("UE", "EU"), ("EEE", "EEA"), ("EWR", "EEA"), ("SEE", "EEA"), ("EER", "EEA"), ("EØS", "EEA"), ("WORLD", ALL)];
/// A region without limits.
const ALL: &str = "all";

impl Reader<'_> {
    /// Whether a file of this name is the user's, and not the one of the binary.
    fn is_own(&self, file: Option<FileId>, name: &str) -> bool {
        file.is_some_and(|file| embedded(name).is_none_or(|own| own != self.sources.text(file).as_bytes()))
    }

    /// Warns of words and labels in the user's own files that nothing asks for.
    pub(super) fn check_stray_words(&self, guide: &Guide, words: &Words, common: &Words) {
        let (language, of_screens, guide) = (&words.language, screen_keys(guide), &guide.name);
        let [own, own_common] = [format!("assets/guides/{guide}/"), "assets/words/".to_owned()];
        let files = [(words, own), (common, own_common)].map(|(words, folder)| {
            let name = format!("{folder}{language}.toml");
            (words, self.is_own(words.file, &name).then_some(folder))
        });
        if files.iter().all(|(_, own)| own.is_none()) {
            return;
        }
        let english = [format!("assets/guides/{guide}/en.toml"), "assets/words/en.toml".to_owned()];
        let [english, english_common] = english.map(|name| self.english(&name));
        let known = keys(&english).chain(keys(&english_common)).map(|(key, _)| key).chain(OF_SOME);
        let known: BTreeSet<&str> = known.chain(of_screens.iter().map(String::as_str)).collect();
        if english.words.is_empty() {
            return;
        }
        let asked = self.own_layouts(guide);
        for words in files.iter().filter(|(_, own)| own.is_some()).map(|(words, _)| words) {
            self.faults.borrow_mut().extend(stray(keys(words), &known, &asked));
            let labels = labels(&english, words);
            let labels: BTreeSet<&str> = labels.iter().map(String::as_str).collect();
            let own = words.labels.iter().map(|(key, label)| (key.as_str(), label.text.origin));
            self.faults.borrow_mut().extend(stray(own, &labels, &asked));
        }
    }

    /// The English words of the binary, or the user's for a guide of their own.
    fn english(&self, name: &str) -> Words {
        let bytes = embedded(name).map(<[u8]>::to_vec).or_else(|| find(self.world, name).ok()).unwrap_or_default();
        read(FileId(0), &String::from_utf8_lossy(&bytes), &Faults::default())
    }

    /// What the user's own layouts and the guide say, as it stands.
    fn own_layouts(&self, guide: &str) -> String {
        let layouts = stems(self.world, "layouts").into_iter().map(|stem| format!("layouts/{stem}.toml"));
        let of_guide = find(self.world, &format!("assets/guides/{guide}/guide.toml")).ok();
        let own = layouts.filter_map(|name| {
            let text = find(self.world, &name).ok()?;
            (embedded(&name) != Some(&text[..])).then_some(text)
        });
        own.chain(of_guide).map(|text| String::from_utf8_lossy(&text).into_owned()).collect()
    }

    /// Refuses regions, hosts and days that mean nothing in the user's own link register.
    pub(super) fn check_register(&mut self, links: &BTreeMap<String, Link>) {
        let file = links.values().next().map(|link| link.origin.file);
        if !self.is_own(file, "assets/links.toml") {
            return;
        }
        let today = self.world.today();
        self.faults.borrow_mut().extend(links.values().filter_map(|link| to_come(&link.last_confirmed, &today)));
        let countries = self.countries();
        let others = self.territories();
        for region in links.values().flat_map(|link| &link.regions) {
            let fault = region_fault(region, &countries, &others);
            self.faults.borrow_mut().extend(fault);
        }
    }
}

/// The labels that words name.
fn named_labels(words: &Words) -> Vec<String> {
    let texts = words.words.values().chain(words.services.values().flat_map(BTreeMap::values)).map(Word::whole);
    let named = texts.flat_map(|text| {
        let parts = text.split("{label:").skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned);
        parts.collect::<Vec<_>>()
    });
    named.collect()
}

/// The labels that the English words have or name, and those that a language's own words name.
fn labels(english: &Words, own: &Words) -> BTreeSet<String> {
    let named = named_labels(english).into_iter().chain(named_labels(own));
    named.chain(english.labels.keys().cloned()).collect()
}

/// The keys of what is said of a guide's screens, whatever languages have them.
fn screen_keys(guide: &Guide) -> Vec<String> {
    let parts = ["title", "captions", "alt"];
    guide.screens.keys().flat_map(|set| parts.map(|part| format!("screens.{set}.{part}"))).collect()
}

/// All keys of words, each with where its words stand.
fn keys(words: &Words) -> impl Iterator<Item = (&str, Origin)> {
    let all = words.words.iter().chain(words.services.values().flatten());
    all.map(|(key, word)| (key.as_str(), word.origin))
}

/// Warnings of the keys that are not known, unless a layout says them.
fn stray<'a>(own: impl Iterator<Item = (&'a str, Origin)>, known: &BTreeSet<&str>, asked: &str) -> Vec<Diagnostic> {
    let said = |key: &str| asked.contains(&format!("\"{key}\"")) || asked.contains(&format!(":{key}"));
    let unknown = own.filter(|(key, _)| !known.contains(key) && !said(key));
    unknown.map(|(key, origin)| nothing_asks(key, key, origin, known)).collect()
}

/// That nothing asks for words under a key, which is called so in its file, with the key that may be meant.
pub fn nothing_asks(name: &str, key: &str, origin: Origin, known: &BTreeSet<&str>) -> Diagnostic {
    let fault = Diagnostic::warning("extra-words", format!("nothing asks for `{name}`")).at(origin);
    match nearest(key, known.iter().copied()).and_then(|near| did_you_mean(key, near)) {
        Some(hint) => fault.hint(hint),
        None => fault.hint("take it out, or look for a typing error in the key"),
    }
}

/// What is said of a region that is no country and no group of countries.
fn region_fault(
    region: &At<String>,
    countries: &BTreeMap<String, Country>,
    others: &BTreeMap<String, Country>,
) -> Option<Diagnostic> {
    let wrote = region.value.as_str();
    let groups: BTreeSet<&str> = countries.values().flat_map(|country| &country.groups).map(String::as_str).collect();
    let known = |name: &str| {
        let country = code(countries, name).or_else(|| code(others, name)).is_some();
        name == ALL || groups.contains(name) || (country && name == name.to_uppercase())
    };
    if known(wrote) {
        return None;
    }
    let upper = wrote.trim().to_uppercase();
    let lower = wrote.trim().to_lowercase();
    let called = CALLED.iter().find(|(name, _)| *name == upper).map(|(_, meant)| *meant);
    let meant = called.or_else(|| [upper.as_str(), lower.as_str()].into_iter().find(|name| known(name)));
    let fault = match meant {
        Some(meant) => Diagnostic::error("unknown-country", "").hint(format!("write `{meant}`")),
        None => not_a_code(wrote, &[countries, others]),
    };
    let message = format!("`{wrote}` is no region: neither a country nor a group of countries");
    let groups: Vec<&str> = groups.into_iter().chain([ALL]).collect();
    let fault = Diagnostic { message, ..fault }.at(region.origin);
    Some(if meant.is_some() { fault } else { fault.hint(format!("groups of countries: {}", groups.join(", "))) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;
    use crate::diag::Sources;
    use crate::spec::languages;
    use crate::world::Memory;

    /// What is checked in the user's files only holds in those of the binary.
    #[test]
    fn nothing_is_stray_in_the_binary() {
        let world = Memory::new("2026-11-24", []);
        let (mut sources, faults) = (Sources::default(), Faults::default());
        let mut reader = Reader::new(&world, &mut sources, &faults);
        let guide = reader.guide("meta-ai").unwrap();
        let english = [reader.english("assets/guides/meta-ai/en.toml"), reader.english("assets/words/en.toml")];
        let of_screens = screen_keys(&guide);
        let known = english.iter().flat_map(keys).map(|(key, _)| key).chain(OF_SOME);
        let known: BTreeSet<&str> = known.chain(of_screens.iter().map(String::as_str)).collect();
        let (asked, mut wrong) = (reader.own_layouts("meta-ai"), Vec::new());
        for language in languages(&world, "meta-ai") {
            for folder in ["assets/guides/meta-ai", "assets/words"] {
                let words = reader.words(&format!("{folder}/{language}.toml")).unwrap();
                wrong.extend(stray(keys(&words), &known, &asked));
                let labels = labels(&english[0], &words);
                let labels: BTreeSet<&str> = labels.iter().map(String::as_str).collect();
                let own = words.labels.iter().map(|(key, label)| (key.as_str(), label.text.origin));
                wrong.extend(stray(own, &labels, &asked));
            }
        }
        let (countries, others) = (reader.countries(), reader.territories());
        let links = reader.links(&Default::default());
        let regions = links.values().flat_map(|link| &link.regions);
        wrong.extend(regions.filter_map(|region| region_fault(region, &countries, &others)));
        assert!(wrong.is_empty() && faults.borrow().is_empty(), "{wrong:?} {faults:?}");
    }
}
