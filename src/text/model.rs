//! What a shaped text is made of: glyphs in clusters, clusters in runs, and the places where its lines may end.
//!
//! Plain values, filled by [`Paragraph::shape`] and read by all that breaks and places lines.

use super::lang::Lang;
use crate::page::FontId;
use std::ops::Range;
use unicode_bidi::Level;
use unicode_script::Script;

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line may end here.
    Soft,
    /// A line may end here, though that parts a phrase.
    Phrase,
    /// A line may end here with a hyphen.
    Hyphen,
    /// A line may end here, between words that belong together, where both are wider than a line.
    Joint,
    /// A line may end here, between the ends of a range, where that alone is wider than a line.
    Range,
    /// A line may end here, between a name and its number, where both are wider than a line.
    Place,
    /// A line may end here, in an amount or an address, where that alone is wider than a line.
    Last,
    /// A line may end here, behind a dot in the host of an address, where that alone is wider than a line: people compare
    /// it with what their screen shows, and read it as one.
    Host,
    /// A line may end here, behind a hyphen in a host, where what stands between its dots is wider than a line.
    Label,
    /// A line ends here.
    Must,
}

/// What is taken only where a piece is wider than a line, the cheapest first.
pub(super) const SPARED: [Kind; 6] = [Kind::Joint, Kind::Range, Kind::Place, Kind::Last, Kind::Host, Kind::Label];

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Opportunity {
    /// The first cluster of the next line.
    pub next: usize,
    /// One past the last cluster that is seen on this line: spaces at its end vanish.
    pub end: usize,
    /// What kind of place it is.
    pub kind: Kind,
    /// Width of the hyphen shown here, in em.
    pub extra: f64,
}

/// A glyph in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShapedGlyph {
    pub id: u16,
    pub advance: f64,
    pub dx: f64,
    pub dy: f64,
}

/// The smallest piece of text with a width of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// Bytes of the paragraph's text.
    pub text: Range<usize>,
    /// Width in em.
    pub width: f64,
    /// Its glyphs, in visual order.
    pub glyphs: Range<usize>,
    /// Index of its run.
    pub run: usize,
    /// Whether it is a space that vanishes at a line's end.
    pub space: bool,
    /// Whether a line that begins here has to be shaped again.
    pub unsafe_before: bool,
}

/// Clusters of one face, span, direction and script.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub font: FontId,
    pub span: usize,
    pub level: Level,
    pub script: Script,
    pub lang: Lang,
    pub clusters: Range<usize>,
    /// The factor at which the face is set, beside those of other families ([`FontSet::scale`]).
    pub scale: f64,
}

/// A shaped paragraph.
#[derive(Debug)]
pub struct Paragraph {
    pub(super) text: String,
    pub(super) glyphs: Vec<ShapedGlyph>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) runs: Vec<Run>,
    pub(super) rtl: bool,
    pub(super) lang: Lang,
    pub(super) opportunities: Vec<Opportunity>,
    /// Sum of the widths before each cluster.
    pub(super) widths: Vec<f64>,
}

impl Paragraph {
    /// Width on one line, in em.
    pub fn natural_width(&self) -> f64 {
        self.widths.last().copied().unwrap_or(0.0)
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}
