//! Countries: what the law asks of printed sheets.
//!
//! In: `assets/countries.toml`. Out: [`Country`] by its code (ISO 3166-1). A country that is not in the file asks for
//! nothing that flyer knows of.

use super::read::{Faults, Table};
use std::collections::BTreeMap;

/// What a country asks for; each with the law that says so.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// Its English name.
    pub name: String,
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
        let country = Country {
            name: text("name").unwrap_or_else(|| code.value.clone()),
            printer: text("printer"),
            black_posters: text("black_posters"),
        };
        table.finish(faults);
        countries.insert(code.value, country);
    }
    countries
}
