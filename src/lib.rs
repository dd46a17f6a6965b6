//! flyer composes guide steps, screens and proven QR codes into print-ready PDF files.
//!
//! ```text
//!  layouts/a4.toml   assets/guides/meta-ai/*.toml   links   screenshots   fonts   flyer.toml
//!         └───────────────────┬──────────────────────┴──────────┴───────────┴────────┘
//!    spec      TOML in, spans kept                                   Spec
//!    resolve   defaults, words, links, images, fonts                 Job       (one language x one layout)
//!    layout    measure, fit, place                                   Document  (pages of a display list)
//!    export    office PDF                                            bytes
//!    proof     re-open the bytes: decode codes, preflight            Report    (no clean Report, no file)
//! ```
//!
//! 1. [`spec`] reads TOML into a [`spec::Spec`], every value with its place.
//! 2. [`resolve`] turns it into a [`resolve::job::Job`] with nothing left to decide.
//! 3. [`layout`] finds the largest type at which everything holds and places it: a [`page::Document`].
//! 4. [`export`] writes the bytes.
//! 5. [`proof`] opens them again with other code and compares: a [`proof::Report`].
//!
//! [`build`] runs the line for one target; nothing reaches the disk before the report is clean.

pub mod cli;
pub mod code;
pub mod color;
pub mod diag;
pub mod export;
pub mod layout;
pub mod link;
pub mod page;
pub mod press;
pub mod proof;
pub mod resolve;
pub mod spec;
pub mod text;
pub mod unit;
pub mod world;

use diag::{Diagnostic, Sources};
use resolve::Options;
use spec::read::Faults;
use spec::target::Target;
use text::FontSet;
use world::World;

/// What came of one target.
#[derive(Debug)]
pub struct Outcome {
    /// The finished file, if it may be written.
    pub pdf: Option<Vec<u8>>,
    /// What the proof saw, if it came that far.
    pub report: Option<proof::Report>,
    /// Body size in points that the fit found.
    pub body: Option<f64>,
    /// Everything that there is to say, errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics point into.
    pub sources: Sources,
}

impl Outcome {
    /// Whether the file may be written.
    pub fn is_good(&self) -> bool {
        self.pdf.is_some()
    }
}

/// Runs the whole line for one target.
pub fn build(world: &dyn World, fonts: &FontSet, guide: &str, target: &Target, options: &Options) -> Outcome {
    let mut sources = Sources::default();
    let faults = Faults::default();
    let mut outcome =
        Outcome { pdf: None, report: None, body: None, diagnostics: Vec::new(), sources: Sources::default() };
    if let Some((document, body)) = compose(world, fonts, guide, target, options, &mut sources, &faults) {
        outcome.body = Some(body);
        match finish(&document) {
            Ok((pdf, report)) => {
                let mut found = report.diagnostics();
                if report.is_clean() {
                    outcome.pdf = Some(pdf);
                }
                faults.borrow_mut().append(&mut found);
                outcome.report = Some(report);
            }
            Err(mut found) => faults.borrow_mut().append(&mut found),
        }
    }
    outcome.diagnostics = faults.into_inner();
    outcome.sources = sources;
    outcome
}

/// Spec, resolve and layout: the pages of a target and the body size that the fit found.
pub fn compose(
    world: &dyn World,
    fonts: &FontSet,
    guide: &str,
    target: &Target,
    options: &Options,
    sources: &mut Sources,
    faults: &Faults,
) -> Option<(page::Document, f64)> {
    let spec = spec::Reader::new(world, sources, faults).spec(target, guide)?;
    let job = resolve::resolve(&spec, world, fonts, options, faults)?;
    match layout::layout(&job) {
        Ok((document, scale)) => Some((document, scale.body)),
        Err(mut found) => {
            faults.borrow_mut().append(&mut found);
            None
        }
    }
}

/// Export and proof: the bytes, and what other code than wrote them sees in them.
pub fn finish(document: &page::Document) -> Result<(Vec<u8>, proof::Report), Vec<Diagnostic>> {
    let pdf = export::office(document)?;
    let report = proof::prove(&pdf, &proof::Expected::of(document));
    Ok((pdf, report))
}
