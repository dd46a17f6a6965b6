//! Languages, as BCP 47 tags.

/// A language tag, e.g. `fr` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

/// Languages written from right to left, in the script that they are usually written in.
const RIGHT_TO_LEFT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi", "ug"];
/// Scripts written from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: [&str; 4] = ["Arab", "Hebr", "Syrc", "Thaa"];

impl Lang {
    /// A tag as written.
    pub fn new(tag: impl Into<String>) -> Self {
        Self(tag.into())
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether it is written from right to left; a script in the tag decides, else the language.
    pub fn is_rtl(&self) -> bool {
        let script = self.0.split('-').find(|part| part.len() == 4 && part.chars().all(char::is_alphabetic));
        match script {
            Some(script) => RIGHT_TO_LEFT_SCRIPTS.iter().any(|known| known.eq_ignore_ascii_case(script)),
            None => RIGHT_TO_LEFT.contains(&self.primary()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn scripts_decide_the_direction() {
        for (tag, rtl) in
            [("ar", true), ("fr", false), ("ku", false), ("ku-Arab", true), ("az-Latn", false), ("fa-IR", true)]
        {
            assert_eq!(Lang::new(tag).is_rtl(), rtl, "{tag}");
        }
        assert_eq!(Lang::new("pt-BR").primary(), "pt");
    }
}
