//! What a project says in other languages only: said, for the sheet is without it; and what it says once for all of them.

use super::Resolver;
use crate::diag::Diagnostic;
use crate::spec::local::Local;
use crate::spec::organisation::{Particular, lacking};
use unicode_script::{Script, UnicodeScript};

impl Resolver<'_> {
    /// Keys of words that the project gives once for all languages. Addresses are the same in all of them.
    pub(super) fn untranslated(&self) -> Vec<&'static str> {
        self.for_all().into_iter().filter(|(_, text)| has_words(text)).map(|(key, _)| key).collect()
    }

    /// Whether one of these is in another language than the sheet, as far as can be seen: in letters of another script than the
    /// sheet's title, or in Latin ones where the project's country has another language.
    pub(super) fn has_foreign(&self, title: &str) -> bool {
        let scripts: Vec<Script> = letters(title).collect();
        let country = self.spec.project.country.as_ref().and_then(|own| self.spec.countries.get(&own.value));
        let language = country.and_then(|country| country.language.as_deref());
        let abroad = language.is_some_and(|own| own != self.lang.primary());
        self.for_all().iter().any(|(_, text)| {
            let known = letters(text).find(|own| scripts.contains(own));
            has_words(text) && known.is_none_or(|own| own == Script::Latin && abroad)
        })
    }

    /// The words that the project gives once for all languages, as far as the sheet prints them.
    fn for_all(&self) -> Vec<(&'static str, String)> {
        let (project, lacking) = (&self.spec.project, lacking(&self.spec.layout));
        let mut texts = Vec::new();
        if let Some(Local::All(hours)) = project.hours.as_ref().filter(|_| !lacking.contains(&Particular::Hours)) {
            texts.push(("hours", hours.in_line().value));
        }
        if let Some(Local::All(help)) = project.help.as_ref().filter(|_| self.helped.get()) {
            texts.push(("help", help.value.clone()));
        }
        texts
    }

    /// Warns of every text of the project that has no words in the sheet's language.
    pub(super) fn check_own_texts(&self) {
        if self.faults.borrow().iter().any(Diagnostic::is_error) {
            // A language with a wrong tag lacks for no other reason.
            return;
        }
        let (project, language) = (&self.spec.project, self.lang.as_str());
        let (printed, none) = ("prints that of another", "prints none");
        let logo = project.logos.iter().find_map(|logo| logo.alt.only_in(language));
        let texts = [
            ("organisation", lacks(project.organisation.as_ref(), language), printed),
            ("address", lacks(project.address.as_ref(), language), none),
            ("hours", lacks(project.hours.as_ref(), language), none),
            ("phone", lacks(project.phone.as_ref(), language), none),
            ("email", lacks(project.email.as_ref(), language), none),
            ("web", lacks(project.web.as_ref(), language), none),
            ("help", lacks(project.help.as_ref(), language), "says the general sentence"),
            ("printer", lacks(project.printer.as_ref(), language), none),
            ("legal", lacks(project.legal.as_ref(), language), none),
            ("logos", logo, "says `alt` in another"),
        ];
        for (key, others, instead) in texts {
            let Some(others) = others else { continue };
            let message = format!("`{key}` has no words in `{language}`: the sheet {instead}");
            let fault = Diagnostic::warning("own-words", message).at(project.places.get(key).copied());
            self.fault(fault.hint(format!("it has {}: add `{language} = \"...\"`", others.join(", "))));
        }
    }
}

/// The languages that something is said in, where it is not in this one.
fn lacks<'a, T>(local: Option<&'a Local<T>>, language: &str) -> Option<Vec<&'a str>> {
    local?.only_in(language)
}

/// Whether somebody who does not know the language would miss something: numbers are read by all.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The scripts of a text's letters.
fn letters(text: &str) -> impl Iterator<Item = Script> {
    text.chars().filter(|c| c.is_alphabetic()).map(|c| c.script())
}
