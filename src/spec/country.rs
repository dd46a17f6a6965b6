//! Countries: where sheets are handed out, and what the law asks of printed ones there.
//!
//! In: `assets/countries.toml`. Out: [`Country`] by its code (ISO 3166-1). A country that is not in the file stands in
//! `assets/territories.toml`: it belongs to no group, so no form is offered there, and nothing is known of its laws. What somebody
//! wrote is a code, in whatever case, or it is refused with the code to write.

use super::local::each_once;
use super::names::tag;
use super::read::{At, Faults, Table};
use crate::diag::{Diagnostic, nearest};
use std::collections::BTreeMap;
use std::fmt;

/// What a country asks for; each with the law that says so.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// Its English name.
    pub name: String,
    /// What else it is called.
    pub names: Vec<String>,
    /// Other codes that mean it.
    pub also: Vec<String>,
    /// Regions of the link register that it belongs to.
    pub groups: Vec<String>,
    /// The language whose sheets are for this country where nothing else is said.
    pub language: Option<String>,
    /// Short name of the authority to complain to.
    pub authority: Option<At<String>>,
    /// Id of its site in the link register.
    pub link: Option<String>,
    /// Whole phrases for the authority, by language.
    pub authority_in: BTreeMap<String, At<String>>,
    /// What is known of forms where those of the guide are not offered.
    pub note: Option<String>,
    /// The law by which a sheet names its printer.
    pub printer: Option<String>,
    /// How many digits its telephone numbers have, where that is sure.
    pub digits: Option<Digits>,
    /// The law by which posters black on white are reserved to public authority.
    pub black_posters: Option<String>,
}

/// The telephone numbers of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// Its code, without the plus sign.
    pub code: String,
    /// What stands before a number that is dialled within the country; often nothing.
    pub trunk: String,
    /// Fewest and most digits without either.
    pub between: (usize, usize),
}

impl Digits {
    /// Whether a number has so many digits, without code and trunk.
    pub fn holds(&self, count: usize) -> bool {
        (self.between.0..=self.between.1).contains(&count)
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.between {
            (least, most) if least == most => write!(f, "{least}"),
            (least, most) => write!(f, "{least} to {most}"),
        }
    }
}

fn read_digits(table: &Table<'_>, faults: &Faults) -> Option<Digits> {
    let text = |key| table.text(key, faults).map(|text| text.value);
    let (code, trunk) = (text("code"), text("trunk").unwrap_or_default());
    let count = |key| table.number(key, faults).map(|count| count.value as usize);
    let (least, most) = (count("least"), count("most"));
    table.finish(faults);
    Some(Digits { code: code?, trunk, between: (least?, most?) })
}

/// Reads the countries.
pub fn read(table: &Table<'_>, faults: &Faults) -> BTreeMap<String, Country> {
    let mut countries = BTreeMap::new();
    for (code, value) in each_once(table, str::to_uppercase, faults) {
        let Some(table) = value.table(faults) else { continue };
        let text = |key| table.text(key, faults).map(|text| text.value);
        let phrases = table.table("authority_in", faults).map(|phrases| {
            let phrases = each_once(&phrases, tag, faults).into_iter();
            phrases.filter_map(|(language, phrase)| Some((language, phrase.text(faults)?))).collect()
        });
        let texts = |key| table.texts(key, faults).into_iter().map(|text| text.value).collect::<Vec<String>>();
        let country = Country {
            names: texts("names"),
            also: texts("also"),
            groups: texts("groups"),
            language: text("language"),
            authority: table.text("authority", faults),
            link: text("link"),
            authority_in: phrases.unwrap_or_default(),
            note: text("note"),
            name: text("name").unwrap_or_else(|| code.clone()),
            printer: text("printer"),
            black_posters: text("black_posters"),
            digits: table.table("phone", faults).and_then(|digits| read_digits(&digits, faults)),
        };
        table.finish(faults);
        countries.insert(code, country);
    }
    countries
}

/// Reads the countries of which only the name is known.
pub fn read_territories(table: &Table<'_>, faults: &Faults) -> BTreeMap<String, Country> {
    let names = each_once(table, str::to_uppercase, faults).into_iter();
    let names = names.filter_map(|(code, name)| Some((code, name.text(faults)?.value)));
    names.map(|(code, name)| (code, Country { name, ..Country::default() })).collect()
}

/// The code of the country that somebody meant; none where it is no code that any country of these has.
pub fn code<'a>(countries: &'a BTreeMap<String, Country>, wrote: &str) -> Option<&'a str> {
    let wrote = wrote.trim().to_uppercase();
    let known = countries.get_key_value(&wrote);
    let known = known.or_else(|| countries.iter().find(|(_, country)| country.also.contains(&wrote)));
    known.map(|(code, _)| code.as_str())
}

/// What is said of a text that is no country's code: the code of the country with that name, or what codes are like.
pub fn not_a_code(wrote: &str, all: &[&BTreeMap<String, Country>]) -> Diagnostic {
    let fault = Diagnostic::error("unknown-country", format!("`{wrote}` is not the code of a country"));
    let countries = || all.iter().copied().flatten();
    let names = countries().flat_map(|(code, country)| {
        let own = country.name.trim_start_matches("the ");
        let names = country.names.iter().map(String::as_str);
        names.chain([country.name.as_str(), own]).map(move |name| (name, code, country))
    });
    let names: Vec<_> = names.collect();
    // Short names are near to everything: between two letters and two others nothing is meant.
    let near = nearest(wrote.trim(), names.iter().map(|(name, ..)| *name)).filter(|_| wrote.trim().chars().count() > 2);
    let meant = near.and_then(|near| names.iter().find(|(name, ..)| *name == near));
    match meant {
        Some((_, code, country)) => fault.hint(format!("write `{code}` for {}", country.name)),
        None => fault
            .hint("a country is written by its two letters (ISO 3166-1): `FR` for France, `DE` for Germany")
            .hint(format!("the countries that flyer knows most of: {}", listed(countries()))),
    }
}

/// The codes of the countries that belong to a group.
fn listed<'a>(countries: impl Iterator<Item = (&'a String, &'a Country)>) -> String {
    let grouped = countries.filter(|(_, country)| !country.groups.is_empty());
    grouped.map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ")
}

/// Regions of the link register in words: `EU` is the European Union, `FR` is France.
pub fn in_words(regions: &[String], countries: &BTreeMap<String, Country>) -> String {
    let word = |region: &String| match region.as_str() {
        "EU" => "the European Union".to_owned(),
        "EEA" => "the European Economic Area".to_owned(),
        code => countries.get(code).map_or_else(|| code.to_owned(), |country| country.name.clone()),
    };
    let words: Vec<String> = regions.iter().map(word).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "no country".to_owned(),
    }
}
