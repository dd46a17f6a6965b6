//! Language tags: which of the languages that are there somebody meant.
//!
//! In: a tag as people write it (`FR`, `fr_FR`, `sr-Cyrl`, `iw`) and the languages that there are words in. Out: [`Meant`]. Tags
//! are compared as BCP 47 and CLDR want it: without case, old ones by their new names, with the script and region that a
//! language has where nothing else is said. A region that no words are written for is not dropped: whoever writes `de-CH` may want
//! other authorities. Letters of short tags are never compared: Thai is not near to Chinese because `th` is near to `zh`.

use crate::diag::nearest;
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};
use std::collections::BTreeSet;

/// What a tag means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A language that is there.
    Known(String),
    /// A language that is there, in a region that its words are not written for.
    Elsewhere {
        /// The language.
        language: String,
        /// The region's code.
        region: String,
    },
    /// A language without words, and those that its readers may read.
    Near(Vec<String>),
    /// No language that is known here.
    Unknown,
}

/// Languages without words here, and those with words that many of their readers read: neighbours in CLDR's language matching.
const NEIGHBOURS: [(&str, &[&str]); 32] = [
    ("no", &["da", "sv"]),
    ("nb", &["da", "sv"]),
    ("nn", &["da", "sv"]),
    ("fo", &["da"]),
    ("is", &["da"]),
    ("lb", &["de", "fr"]),
    ("gsw", &["de"]),
    ("nds", &["de"]),
    ("fy", &["nl"]),
    ("af", &["nl"]),
    ("ca", &["es"]),
    ("gl", &["es", "pt"]),
    ("ast", &["es"]),
    ("eu", &["es", "fr"]),
    ("oc", &["fr"]),
    ("br", &["fr"]),
    ("co", &["fr", "it"]),
    ("be", &["ru", "uk"]),
    ("kk", &["ru"]),
    ("ky", &["ru"]),
    ("tt", &["ru"]),
    ("uz", &["ru"]),
    ("tk", &["ru"]),
    ("az", &["tr"]),
    ("mk", &["bg", "sr"]),
    ("bs", &["hr", "sr-Latn"]),
    ("cnr", &["sr-Latn", "sr"]),
    ("cy", &["en"]),
    ("gd", &["en"]),
    ("mr", &["hi"]),
    ("ne", &["hi"]),
    ("yue", &["zh-Hans"]),
];

/// What a tag means among the languages that are there.
pub fn meant(wrote: &str, known: &BTreeSet<String>) -> Meant {
    let wrote = wrote.trim().replace('_', "-");
    let same = |tag: &str| known.iter().find(|known| known.eq_ignore_ascii_case(tag)).cloned();
    if let Some(language) = same(&wrote) {
        return Meant::Known(language);
    }
    let Some(asked) = canonical_id(&wrote) else { return Meant::Unknown };
    if let Some(language) = same(&asked.to_string()) {
        return Meant::Known(language);
    }
    let expander = LocaleExpander::new_extended();
    let expanded = |mut id: LanguageIdentifier| {
        expander.maximize(&mut id);
        id
    };
    let all: Vec<(&String, LanguageIdentifier, LanguageIdentifier)> = known
        .iter()
        .filter_map(|tag| Some((tag, tag.parse::<LanguageIdentifier>().ok()?)))
        .map(|(tag, id)| (tag, expanded(id.clone()), id))
        .collect();
    let full = expanded(asked.clone());
    let same_language = all.iter().filter(|(_, other, _)| other.language == full.language);
    let same_script: Vec<_> = same_language.clone().filter(|(_, other, _)| other.script == full.script).collect();
    // Where two stand for one region (`en`, `en-US`), the one that names as much as was asked for.
    let exact = same_script.iter().filter(|(_, other, _)| other.region == full.region);
    if let Some((tag, ..)) = exact.min_by_key(|(tag, _, id)| (id.region != asked.region, tag.len())) {
        return Meant::Known((*tag).clone());
    }
    if let (Some((tag, ..)), Some(region)) = (same_script.iter().min_by_key(|(tag, ..)| tag.len()), asked.region) {
        return Meant::Elsewhere { language: (*tag).clone(), region: region.to_string() };
    }
    let mut near: Vec<String> = same_language.map(|(tag, ..)| (*tag).clone()).collect();
    let neighbours = NEIGHBOURS.iter().filter(|(language, _)| *language == asked.language.as_str());
    near.extend(neighbours.flat_map(|(_, near)| *near).map(|tag| (*tag).to_owned()).filter(|tag| known.contains(tag)));
    let named = asked.language.as_str().len() < 4;
    if near.is_empty() || !named { Meant::Unknown } else { Meant::Near(near) }
}

/// The tag of the language that is called so, in English or by its own name, of those whose names these are.
pub fn called(name: &str, names: &[(String, String)]) -> Option<String> {
    let whole = names.iter().find(|(_, known)| known.to_lowercase() == name.trim().to_lowercase());
    let near = || {
        // Short words are near to many names.
        let near = nearest(name, names.iter().map(|(_, name)| name.as_str())).filter(|_| name.chars().count() > 3)?;
        names.iter().find(|(_, name)| name == near)
    };
    whole.or_else(near).map(|(tag, _)| tag.clone())
}

/// A tag as BCP 47 and CLDR write it (`pt-BR` for `PT_br`, `he` for `iw`); none where it is no tag.
pub fn canonical(wrote: &str) -> Option<String> {
    let id = canonical_id(&wrote.trim().replace('_', "-"))?;
    // Longer ones are reserved: whoever writes `french` means a name.
    (id.language.as_str().len() < 4).then(|| id.to_string())
}

fn canonical_id(wrote: &str) -> Option<LanguageIdentifier> {
    // No words here are in a variant; `fr-duplex` looks like one.
    let id: LanguageIdentifier = wrote.parse().ok()?;
    if id.language.is_unknown() || !id.variants.is_empty() {
        return None;
    }
    let mut locale = Locale::from(id);
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Some(locale.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> BTreeSet<String> {
        let tags = "da de en en-US es fr fr-CA he hr pt pt-BR ru sr sr-Latn sv th uk zh-Hans";
        tags.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn tags_mean_languages() {
        for (wrote, language) in [
            ("fr", "fr"),
            ("FR", "fr"),
            ("fr_FR", "fr"),
            ("fr-Latn", "fr"),
            ("fr_ca", "fr-CA"),
            ("sr-Cyrl", "sr"),
            ("sr-Latn-RS", "sr-Latn"),
            ("sr-latn", "sr-Latn"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("cmn", "zh-Hans"),
            ("iw", "he"),
            ("en-us", "en-US"),
            ("en-Latn", "en"),
            ("pt-Latn-BR", "pt-BR"),
        ] {
            assert_eq!(meant(wrote, &known()), Meant::Known(language.into()), "{wrote}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_taken_for_something_else() {
        let elsewhere =
            |language: &str, region: &str| Meant::Elsewhere { language: language.into(), region: region.into() };
        let near = |tags: &[&str]| Meant::Near(tags.iter().map(|tag| (*tag).to_owned()).collect());
        for (wrote, wanted) in [
            ("de-CH", elsewhere("de", "CH")),
            ("en-GB", elsewhere("en", "GB")),
            ("pt-pt", elsewhere("pt", "PT")),
            ("zh-SG", elsewhere("zh-Hans", "SG")),
            ("sr-ME", elsewhere("sr-Latn", "ME")),
            ("zh-Hant", near(&["zh-Hans"])),
            ("zh_TW", near(&["zh-Hans"])),
            ("no", near(&["da", "sv"])),
            ("nb-NO", near(&["da", "sv"])),
            ("bs", near(&["hr", "sr-Latn"])),
            ("xx", Meant::Unknown),
            ("french", Meant::Unknown),
            ("und", Meant::Unknown),
            ("", Meant::Unknown),
            ("f", Meant::Unknown),
            ("fr-duplex", Meant::Unknown),
        ] {
            assert_eq!(meant(wrote, &known()), wanted, "{wrote}");
        }
    }

    #[test]
    fn canonical_tags() {
        for (wrote, tag) in
            [("PT_br", Some("pt-BR")), ("iw", Some("he")), ("SR-latn", Some("sr-Latn")), ("french", None)]
        {
            assert_eq!(canonical(wrote).as_deref(), tag, "{wrote}");
        }
    }
}
