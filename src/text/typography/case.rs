//! Capitals, as each language writes them.
//!
//! In: words. Out: the same in capitals (Unicode, SpecialCasing): Turkish keeps the dot of its i, Greek loses its tonos,
//! German ß becomes SS, scripts without capitals stay as they are.

use crate::text::lang::Lang;
use icu_casemap::CaseMapper;
use icu_locale_core::LanguageIdentifier;

/// Words in capitals.
pub fn uppercase(lang: &Lang, text: &str) -> String {
    let language: LanguageIdentifier = lang.as_str().parse().unwrap_or(LanguageIdentifier::UNKNOWN);
    CaseMapper::new().uppercase_to_string(text, &language).into_owned()
}
