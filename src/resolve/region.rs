//! Where a sheet is handed out: whose authority it names, and whether its forms are offered there.
//!
//! In: `--region`, or the project's country, or the country that a language stands for. Out: the words for the authority,
//! and errors where a form is not offered: a sheet must not send people to a form that turns them away.

use super::Resolver;
use super::job::{self, CountryBy};
use super::own::Own;
use super::wording::{Context, Said};
use crate::diag::Diagnostic;
use crate::spec::country::{Country, in_words};
use crate::spec::links::Link;
use crate::spec::read::At;
use crate::spec::words::Phrase;
use std::collections::BTreeMap;

/// Key of the sentence that says for whom the forms are.
const FOR_WHOM: &str = "for_whom";

/// Whether a form is offered in a country.
fn is_offered(link: &Link, code: &str, country: &Country) -> bool {
    link.regions
        .iter()
        .map(|region| &region.value)
        .any(|region| region == "all" || region == code || country.groups.contains(region))
}

impl Resolver<'_> {
    /// The country's code and what is known of it; none where nothing says which it is.
    fn region(&self) -> Option<(&str, &Country)> {
        self.region_by().map(|(code, country, _)| (code, country))
    }

    /// The same, and who said so.
    fn region_by(&self) -> Option<(&str, &Country, CountryBy)> {
        let countries = &self.spec.countries;
        let known = |code: &str, by| countries.get_key_value(code).map(|(code, country)| (code.as_str(), country, by));
        if let Some(asked) = &self.spec.region {
            return known(asked, CountryBy::CommandLine);
        }
        if let Some(country) = &self.spec.project.country {
            return known(&country.value, CountryBy::Project);
        }
        let of_language = |(_, country): &(&String, &Country)| country.language.as_deref() == Some(self.lang.as_str());
        countries.iter().find(of_language).map(|(code, country)| (code.as_str(), country, CountryBy::Language))
    }

    /// The country, for whoever prints.
    pub(super) fn country_of_sheet(&self) -> Option<job::Country> {
        let (code, country, by) = self.region_by()?;
        Some(job::Country { code: code.to_owned(), name: country.name.clone(), by })
    }

    /// Whether every form is offered in the country.
    pub(super) fn check_region(&self) {
        let Some((code, country, by)) = self.region_by() else { return };
        let refused: BTreeMap<&str, &Link> = self
            .form_links()
            .filter(|link| !is_offered(link, code, country))
            .map(|link| (link.id.as_str(), link))
            .collect();
        let Some((_, first)) = refused.first_key_value() else { return };
        let (forms, are) = if refused.len() == 1 { ("form", "is") } else { ("forms", "are") };
        let ids = refused.keys().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let message = format!("the {forms} {ids} {are} not offered in {}", country.name);
        let (asked, offered) =
            (self.spec.project.country.as_ref(), format!("offered in: {}", first.region_codes().join(", ")));
        let asked = asked.filter(|_| by == CountryBy::Project).map(|country| country.origin);
        let fault = Diagnostic::error("form-not-offered", message);
        let mut fault = match asked {
            Some(origin) => fault.at(origin).related(first.url.origin, offered),
            None => fault.at(first.url.origin).label(offered),
        };
        if let Some(note) = &country.note {
            fault = fault.hint(note.clone());
        }
        let there = in_words(&first.region_codes(), &self.spec.countries);
        self.fault(
            fault
                .hint(format!(
                    "the {forms} {are} for accounts in {there}: hand this sheet out there and name the country"
                ))
                .hint(format!("for {} it takes a guide with forms that are offered there", country.name)),
        );
    }

    /// The country that the language's tag names where the forms are not offered there: Canada for `fr-CA`.
    fn outside(&self) -> Option<String> {
        let code = self.lang.as_str().split('-').skip(1).find(|part| part.len() == 2)?;
        let country = self.spec.countries.get(code).cloned().unwrap_or_default();
        let refused = self.form_links().any(|link| !is_offered(link, code, &country));
        refused.then(|| if country.name.is_empty() { code.to_owned() } else { country.name })
    }

    /// The sentence that says for whom the forms are, on sheets in a language of a country where they are not offered.
    pub(super) fn for_whom(&self) -> Option<Phrase> {
        self.outside()?;
        self.spec.words.words.get(FOR_WHOM)?.items.first().cloned()
    }

    /// Says for whom the forms are where nobody named a country and the language stands for one without them.
    pub(super) fn check_for_whom(&mut self) {
        let Some(name) = self.outside() else { return };
        if !self.spec.words.words.contains_key(FOR_WHOM) {
            let key = At::new(FOR_WHOM.to_owned(), self.nowhere());
            self.missing_words(&key, &Context::default());
        } else if self.region_by().is_none() {
            let regions = self.form_links().next().map(|link| link.region_codes()).unwrap_or_default();
            let (language, there) = (self.lang.as_str(), in_words(&regions, &self.spec.countries));
            let message = format!("`{language}` is written for {name}, where the forms are not offered");
            let fault = Diagnostic::warning("for-whom", message);
            self.fault(fault.hint(format!("the sheet says that they are for accounts in {there}")));
        }
    }

    /// The words for the authority: the country's phrase in this language, or the general words with its short name.
    pub(super) fn authority(&self) -> Option<Said> {
        let (_, country) = self.region()?;
        let own = country.authority_in.get(self.lang.as_str());
        let mut bound = Vec::new();
        let text = match (own, &country.authority) {
            (Some(phrase), _) => phrase.clone(),
            (None, Some(name)) => {
                let general = self.spec.common.words.get("authority")?.items.first()?;
                let site = country.link.as_ref().map(|link| format!(", {{address:{link}}}")).unwrap_or_default();
                bound.push(("name", Own::name(name.value.clone(), name.origin)));
                At::new(format!("{} ({{name}}{site})", general.text.value), general.text.origin)
            }
            (None, None) => return None,
        };
        Some(Said { items: vec![Phrase { text, short: None }], bound })
    }
}
