//! Countries: where sheets are handed out, and what the law asks of printed ones there.
//!
//! In: `assets/countries.toml`. Out: [`Country`] by its code (ISO 3166-1). A country that is not in the file asks for
//! nothing that flyer knows of.

use super::read::{At, Faults, Table};
use std::collections::BTreeMap;

/// What a country asks for; each with the law that says so.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// Its English name.
    pub name: String,
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
    /// The law by which posters black on white are reserved to public authority.
    pub black_posters: Option<String>,
}

/// Reads the countries.
pub fn read(table: &Table<'_>, faults: &Faults) -> BTreeMap<String, Country> {
    let mut countries = BTreeMap::new();
    for (code, value) in table.entries() {
        let Some(table) = value.table(faults) else { continue };
        let text = |key| table.text(key, faults).map(|text| text.value);
        let phrases = table.table("authority_in", faults).map(|phrases| {
            let entries = phrases.entries();
            entries.into_iter().filter_map(|(language, phrase)| Some((language.value, phrase.text(faults)?))).collect()
        });
        let country = Country {
            groups: table.texts("groups", faults).into_iter().map(|group| group.value).collect(),
            language: text("language"),
            authority: table.text("authority", faults),
            link: text("link"),
            authority_in: phrases.unwrap_or_default(),
            note: text("note"),
            name: text("name").unwrap_or_else(|| code.value.clone()),
            printer: text("printer"),
            black_posters: text("black_posters"),
        };
        table.finish(faults);
        countries.insert(code.value, country);
    }
    countries
}
