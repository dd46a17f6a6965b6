//! What comes of a target: its pages, its files, and everything that there is to say.

use crate::diag::{Diagnostic, Sources};
use crate::resolve::job::{Imprint, Job};
use crate::resolve::left_out::LeftOut;
use crate::{page, proof};

/// Which kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// For office printers and screens.
    Office,
    /// For print shops.
    Press,
}

/// A finished file.
#[derive(Debug)]
pub struct Built {
    /// Its kind.
    pub profile: Profile,
    /// Its bytes.
    pub pdf: Vec<u8>,
    /// What the proof saw in them.
    pub report: proof::Report,
}

/// What came of one target.
#[derive(Debug)]
pub struct Outcome {
    /// The finished files, one for each profile; none where one of them may not be written.
    pub files: Vec<Built>,
    /// Body size in points that the fit found.
    pub body: Option<f64>,
    /// Whose sheet it is, one for each language on it; none where there is no sheet.
    pub imprints: Vec<Imprint>,
    /// What the sheet does not show though it was asked for; also among the diagnostics, as `left-out`.
    pub left_out: Vec<LeftOut>,
    /// Everything that there is to say, errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics point into.
    pub sources: Sources,
}

/// The pages of a target, and what is known of them.
#[derive(Debug)]
pub struct Composed {
    /// The pages.
    pub document: page::Document,
    /// Body size in points that the fit found.
    pub body: f64,
    /// What is not on the pages though it was asked for.
    pub left_out: Vec<LeftOut>,
    /// What it was made of: whoever imposes it sets words with the same fonts.
    pub job: Job,
    /// Whose sheet it is, one for each language on it.
    pub imprints: Vec<Imprint>,
}
