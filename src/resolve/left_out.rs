//! What a sheet leaves out, and why.
//!
//! In: whatever the guide or the layout asked for and the sheet does not show. Out: one [`LeftOut`] for each line of the
//! layout, whose sentence says what, for how much room, and which other layouts have it. Whoever prints hears of it in the
//! message and in the report; `--strict` makes it an error.

use crate::diag::{Diagnostic, Origin};
use serde::Serialize;

/// So many names of files are told; the rest is counted.
const FILES: usize = 6;

/// What is not on the sheet though it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// What it is.
    pub what: What,
    /// Names of the services that it belongs to, as the sheet calls them; empty where it belongs to all.
    pub services: Vec<String>,
    /// Words keys, names of sets or of files: what the line of the layout asks for.
    pub keys: Vec<String>,
    /// Names of the project's own files among it.
    pub files: Vec<String>,
    /// Why it is not there.
    pub why: Why,
    /// Names of layouts that have it.
    pub elsewhere: Vec<String>,
    /// The line that asked for it.
    #[serde(skip)]
    pub origin: Origin,
}

/// Which kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Drawn screens.
    Screens,
    /// Own screenshots, alone or among drawn screens.
    Screenshots,
    /// What the project says of the organisation.
    Organisation,
    /// Words.
    Words,
    /// A picture.
    Picture,
    /// A pictogram.
    Pictogram,
    /// A line.
    Line,
    /// A coloured area.
    Area,
}

/// Why something is not there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reason", content = "mm")]
pub enum Why {
    /// The page lacked so much height, in millimetres.
    Height(f64),
    /// A word lacked so much width, in millimetres.
    Width(f64),
    /// No set of screens has all its labels confirmed in this language.
    Labels,
    /// Nothing stands in it, and nothing beside it gives it a height.
    Empty,
    /// The layout has no place for it.
    Layout,
}

impl LeftOut {
    /// What is left out, for people: `the screens of Facebook and Instagram, for 14 mm of room; a4-duplex has them`.
    pub fn sentence(&self) -> String {
        self.sentence_for("")
    }

    /// The same of several sheets, of which this lacks most.
    pub fn sentence_of_several(&self) -> String {
        self.sentence_for("up to ")
    }

    fn sentence_for(&self, most: &str) -> String {
        let mut said = self.thing();
        if !self.services.is_empty() {
            said = format!("{said} of {}", listed(&self.services));
        }
        if !self.files.is_empty() {
            let more = self.files.len().saturating_sub(FILES);
            let mut files: Vec<String> = self.files.iter().take(FILES).cloned().collect();
            files.extend((more > 0).then(|| format!("{more} more")));
            said = format!("{said} ({})", listed(&files));
        }
        said = match self.why {
            Why::Height(mm) => format!("{said}, for {most}{} mm of room", whole(mm)),
            Why::Width(mm) => format!("{said}, for {most}{} mm of width", whole(mm)),
            Why::Labels => format!("{said}, for no set of them has all its labels confirmed in this language"),
            Why::Empty => format!("{said}, for nothing stands in it"),
            Why::Layout => format!("{said}, for which this layout has no room"),
        };
        match self.elsewhere.len() {
            0 => said,
            1 => format!("{said}; {} has {}", self.elsewhere[0], self.pronoun()),
            _ => format!("{said}; {} have {}", listed(&self.elsewhere), self.pronoun()),
        }
    }

    /// Whether it is the project's own, which its people would miss first.
    pub fn is_own(&self) -> bool {
        match self.what {
            What::Organisation => true,
            What::Screenshots | What::Picture => self.why != Why::Layout,
            What::Screens | What::Words | What::Pictogram | What::Line | What::Area => false,
        }
    }

    /// Whether another leaves out some of the same.
    pub fn shares(&self, other: &Self) -> bool {
        self.keys.iter().any(|key| other.keys.contains(key))
    }

    /// How much room was lacking, in millimetres; 0 where it was not for room.
    pub fn lack(&self) -> f64 {
        match self.why {
            Why::Height(mm) | Why::Width(mm) => mm,
            Why::Labels | Why::Empty | Why::Layout => 0.0,
        }
    }

    /// The same, for another lack of room.
    pub fn for_lack(mut self, lack: f64) -> Self {
        self.why = match self.why {
            Why::Height(_) => Why::Height(lack),
            Why::Width(_) => Why::Width(lack),
            other => other,
        };
        self
    }

    /// The finding: a warning, or an error where nothing may be left out.
    pub fn diagnostic(&self, strict: bool) -> Diagnostic {
        let message = format!("left out: {}", self.sentence());
        let finding = match strict {
            true => Diagnostic::error("left-out", message),
            false => Diagnostic::warning("left-out", message),
        };
        finding.at(self.origin).label("asked for here")
    }

    /// What it is, in words.
    pub fn thing(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(|key| format!("`{key}`")).collect();
        match self.what {
            What::Screens => "the screens".to_owned(),
            What::Screenshots if self.why == Why::Layout => "your own screenshots".to_owned(),
            What::Screenshots => "the screens with your own screenshots".to_owned(),
            What::Organisation => format!("your {}", listed(&keys)),
            What::Words => format!("the words {}", listed(&keys)),
            What::Picture => format!("the picture {}", listed(&keys)),
            What::Pictogram => format!("the pictogram {}", listed(&keys)),
            What::Line => "a line".to_owned(),
            What::Area => format!("the area {}", listed(&keys)),
        }
    }

    fn pronoun(&self) -> &'static str {
        match self.what {
            What::Organisation if matches!(&self.keys[..], [one] if one != "hours" && one != "logos") => "it",
            What::Screens | What::Screenshots | What::Organisation | What::Words => "them",
            What::Picture | What::Pictogram | What::Line | What::Area => "it",
        }
    }
}

/// Millimetres as told: never less than one.
fn whole(mm: f64) -> f64 {
    mm.ceil().max(1.0)
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn it_says_what_for_how_much_room_and_where_else() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let left = LeftOut {
            what: What::Screens,
            services: names(&["Facebook", "Instagram"]),
            keys: names(&["menu"]),
            files: Vec::new(),
            why: Why::Height(13.2),
            elsewhere: names(&["a4-duplex"]),
            origin: Origin::new(FileId(0), 0..1),
        };
        let said = left.diagnostic(false);
        assert_eq!(
            said.message,
            "left out: the screens of Facebook and Instagram, for 14 mm of room; a4-duplex has them"
        );
        assert!(!said.is_error() && left.diagnostic(true).is_error());
        let own = LeftOut { what: What::Screenshots, files: names(&["menu.png"]), ..left.clone() };
        assert_eq!(
            own.sentence_of_several(),
            "the screens with your own screenshots of Facebook and Instagram (menu.png), for up to 14 mm of room; \
             a4-duplex has them"
        );
        assert!(own.is_own() && own.shares(&left) && !left.is_own());
        let words = LeftOut { what: What::Words, services: Vec::new(), elsewhere: names(&["a5", "a4"]), ..left };
        assert_eq!(words.sentence(), "the words `menu`, for 14 mm of room; a5 and a4 have them");
    }
}
