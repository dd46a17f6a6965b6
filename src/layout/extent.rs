//! How much room the letters of a script take.
//!
//! In: a text. Out: the room above its first and below its last baseline, and how much wider than written its lines
//! stand: by script, never by a font's own line box, which differs by half between faces of one line. Where scripts
//! meet in one text the larger figures hold, so that no mark touches the line above.

use crate::text::Span;
use unicode_script::{Script, UnicodeScript as _};

/// Room of letters, in em of the type size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// From the top of the text to its first baseline.
    pub above: f64,
    /// From the last baseline to the bottom of the text.
    pub below: f64,
    /// Distance of baselines, as a multiple of the style's own.
    pub leading: f64,
}

impl Extent {
    const fn new(above: f64, below: f64, leading: f64) -> Self {
        Self { above, below, leading }
    }

    /// The same for letters that reach further by a factor.
    pub(super) fn times(self, by: f64) -> Self {
        Self::new(self.above * by, self.below * by, self.leading * by)
    }

    fn join(self, other: Self) -> Self {
        Self::new(self.above.max(other.above), self.below.max(other.below), self.leading.max(other.leading))
    }
}

const LATIN: Extent = Extent::new(0.80, 0.24, 1.0);

/// The figures of a script, by the letters of the embedded fonts with the marks that stand on and under them.
const fn of_script(script: Script) -> Extent {
    match script {
        Script::Arabic => Extent::new(0.95, 0.42, 1.18),
        Script::Armenian | Script::Georgian => Extent::new(0.80, 0.27, 1.02),
        Script::Devanagari | Script::Bengali => Extent::new(0.92, 0.36, 1.12),
        Script::Tamil => Extent::new(0.86, 0.34, 1.08),
        Script::Ethiopic => Extent::new(0.82, 0.26, 1.08),
        Script::Thai => Extent::new(1.02, 0.34, 1.16),
        Script::Khmer => Extent::new(1.00, 0.58, 1.32),
        Script::Han | Script::Hiragana | Script::Katakana => Extent::new(0.88, 0.24, 1.10),
        _ => LATIN,
    }
}

/// The extent of a text: by the letters in it.
pub(super) fn extent_of(spans: &[Span]) -> Extent {
    let letters = spans.iter().flat_map(|span| span.text.chars());
    letters.map(|letter| of_script(letter.script())).fold(LATIN, Extent::join)
}
