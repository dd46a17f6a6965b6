//! Letters that no font has: gathered from all texts of a job, told once.
//!
//! In: letters with the place where they were written. Out: one finding for each text, or one for all where a whole
//! language is without a font.

use crate::diag::{Diagnostic, Origin};
use std::collections::{BTreeMap, BTreeSet};

/// So many texts are told one by one.
const TEXTS: usize = 3;
/// So many letters are shown.
const LETTERS: usize = 12;

/// Letters that no font has, by the text in which they stand.
#[derive(Debug, Default)]
pub struct Missing {
    found: BTreeMap<Origin, BTreeSet<char>>,
}

impl Missing {
    /// Notes a letter.
    pub fn add(&mut self, letter: char, origin: Origin) {
        self.found.entry(origin).or_default().insert(letter);
    }

    /// Whether every letter has a font.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What there is to say.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let hint = "write it differently, or give a font that has it: `fonts = [\"...\"]` in flyer.toml";
        if self.found.len() > TEXTS {
            let all: BTreeSet<char> = self.found.values().flatten().copied().collect();
            let message = format!("no font has {} letters that stand in {} texts", all.len(), self.found.len());
            let first = self.found.keys().next().copied();
            let fault = Diagnostic::error("glyph-missing", message).at(first).label("first in these words");
            return vec![fault.hint(format!("they are {}", shown(&all))).hint(hint)];
        }
        let one = |(origin, letters): (&Origin, &BTreeSet<char>)| {
            let fault = Diagnostic::error("glyph-missing", format!("no font has {}", shown(letters)));
            let stand = if letters.len() == 1 { "it stands" } else { "they stand" };
            fault.at(*origin).label(format!("{stand} in these words")).hint(hint)
        };
        self.found.iter().map(one).collect()
    }
}

/// Letters with their numbers where there are few, the first ones where there are many.
fn shown(letters: &BTreeSet<char>) -> String {
    let few = letters.len() <= TEXTS;
    let told = letters.iter().take(LETTERS).map(|letter| match few {
        true => format!("`{letter}` (U+{:04X})", u32::from(*letter)),
        false => letter.to_string(),
    });
    let told: Vec<String> = told.collect();
    let told = if few { told.join(", ") } else { told.join(" ") };
    match letters.len().saturating_sub(LETTERS) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}
