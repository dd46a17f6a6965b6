//! Where a sheet is handed out: whose authority it names, and whether its forms are offered there.
//!
//! In: `--region`, or the project's country, or the country that a language stands for. Out: the words for the authority,
//! and errors where a form is not offered: a sheet must not send people to a form that turns them away.

use super::Resolver;
use super::job::{self, CountryBy};
use super::own::Own;
use super::wording::Said;
use crate::diag::Diagnostic;
use crate::spec::country::Country;
use crate::spec::read::At;
use crate::spec::words::Phrase;

impl Resolver<'_> {
    /// The country's code and what is known of it; none where nothing says which it is.
    fn region(&self) -> Option<(&str, &Country)> {
        self.region_by().map(|(code, country, _)| (code, country))
    }

    /// The same, and who said so.
    fn region_by(&self) -> Option<(&str, &Country, CountryBy)> {
        let countries = &self.spec.countries;
        let known = |code: &str, by| countries.get_key_value(code).map(|(code, country)| (code.as_str(), country, by));
        if let Some(asked) = &self.region {
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

    /// Whether the region is known, and every form is offered there.
    pub(super) fn check_region(&self) {
        if let Some(asked) = &self.region
            && !self.spec.countries.contains_key(asked)
        {
            let known: Vec<&str> = self.spec.countries.keys().map(String::as_str).collect();
            let fault = Diagnostic::error("unknown-region", format!("nothing is known of the region `{asked}`"));
            self.fault(fault.hint(format!("regions are countries, by two letters: {}", known.join(", "))));
            return;
        }
        let Some((code, country)) = self.region() else { return };
        for link in self.form_links() {
            let offered = |region: &String| region == "all" || region == code || country.groups.contains(region);
            if link.regions.iter().any(offered) {
                continue;
            }
            let message = format!("the form `{}` is not offered in {}", link.id, country.name);
            let mut fault = Diagnostic::error("form-not-offered", message).at(link.url.origin);
            fault = fault.label(format!("offered in: {}", link.regions.join(", ")));
            if let Some(note) = &country.note {
                fault = fault.hint(note.clone());
            }
            self.fault(
                fault.hint("hand this sheet out where the form is offered: `--region FR`, or write a guide of its own"),
            );
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
