//! Spans: stretches of words, and whose words they are.
//!
//! In: words from the guide, the register, the project. Out: what the later steps have to know of them: which language
//! they are in, which way they are read (UAX 9), and whether their letters may be changed.

use super::lang::Lang;
use crate::diag::Origin;
use crate::page::LinkId;

/// Whose words they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// The sheet's, in its language.
    #[default]
    Sheet,
    /// Quoted from another language, letter by letter.
    Quoted(Lang),
    /// The project's or a name, in the language that they were given for; in none that is known where one text serves all
    /// sheets. Their digits stay as they were typed.
    Own(Option<Lang>),
}

/// A stretch of words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The words, typography already set.
    pub text: String,
    /// Whether they are strong.
    pub strong: bool,
    /// Whose they are.
    pub voice: Voice,
    /// Whether they are opening hours, of which a day and its times stay together.
    pub hours: bool,
    /// The link that they show.
    pub link: Option<LinkId>,
    /// Where they were written.
    pub origin: Option<Origin>,
}

/// Left-to-right isolate.
pub(super) const LRI: char = '\u{2066}';
/// Right-to-left isolate.
pub(super) const RLI: char = '\u{2067}';
/// First strong isolate: the first letter decides.
pub(super) const FSI: char = '\u{2068}';
/// What ends an isolate.
pub(super) const PDI: char = '\u{2069}';

impl Voice {
    /// The language that is known of the words, where they are not the sheet's.
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            Self::Quoted(lang) | Self::Own(Some(lang)) => Some(lang),
            Self::Sheet | Self::Own(None) => None,
        }
    }

    /// What isolates the words from those around them.
    pub(super) fn isolate(&self) -> Option<char> {
        match (self, self.lang()) {
            (Self::Sheet, _) => None,
            (_, Some(lang)) => Some(if lang.is_rtl() { RLI } else { LRI }),
            (_, None) => Some(FSI),
        }
    }
}

impl Span {
    /// Plain words of the sheet.
    pub fn plain(text: impl Into<String>, origin: Option<Origin>) -> Self {
        Self { text: text.into(), origin, ..Self::default() }
    }

    /// Whether typography leaves its letters alone: addresses, words of other languages, and what was set before.
    pub fn is_set(&self) -> bool {
        self.link.is_some() || self.voice != Voice::Sheet
    }

    /// Whether both are parts of one text of somebody's own, which is isolated as a whole.
    pub(super) fn goes_on(&self, next: &Self) -> bool {
        self.voice == next.voice && matches!(self.voice, Voice::Own(_)) && self.origin == next.origin
    }
}
