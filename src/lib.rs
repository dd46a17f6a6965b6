//! flyer composes guide steps, screens and proven QR codes into print-ready PDF files.
//!
//! ```text
//!  layouts/a4.toml   assets/guides/meta-ai/*.toml   links   screenshots   fonts   flyer.toml
//!         └───────────────────┬──────────────────────┴──────────┴───────────┴────────┘
//!    spec      TOML in, spans kept                                   Spec
//!    resolve   defaults, words, links, images, fonts                 Job       (one language x one layout)
//!    layout    measure, fit, place                                   Document  (pages of a display list)
//!    impose    pages -> sheets: n-up, fold, booklet, tiles           Document  (sheets are pages again)
//!    export    office PDF | press PDF                                bytes
//!    proof     re-open the bytes: decode codes, preflight            Report    (no clean Report, no file)
//! ```
//!
//! 1. [`spec`] reads TOML into a [`spec::Spec`], every value with its place.
//! 2. [`resolve`] turns it into a [`resolve::job::Job`] with nothing left to decide.
//! 3. [`layout`] finds the largest type at which everything holds and places it: a [`page::Document`].
//! 4. [`impose`] puts pages on sheets, where a layout is folded or the command line asks for it.
//! 5. [`export`] writes the bytes.
//! 6. [`proof`] opens them again with other code and compares: a [`proof::Report`].
//!
//! [`build`] runs the line for one target; nothing reaches the disk before the report is clean.

pub mod cli;
pub mod code;
pub mod color;
pub mod contact;
pub mod date;
pub mod diag;
pub mod export;
pub mod guard;
pub mod impose;
pub mod join;
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
use resolve::job::Imprint;
use resolve::left_out::{LeftOut, Why};
use spec::read::Faults;
use spec::target::Target;
use text::FontSet;
use world::World;

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
    pub job: resolve::job::Job,
    /// Whose sheet it is, one for each language on it.
    pub imprints: Vec<Imprint>,
}

/// Runs the whole line for one target: laid out once, written for every profile.
pub fn build(
    world: &dyn World,
    fonts: &FontSet,
    guide: &str,
    target: &Target,
    options: &Options,
    profiles: &[Profile],
    sheets: Option<&impose::Wish>,
) -> Outcome {
    let (mut sources, faults) = (Sources::default(), Faults::default());
    let composed = std::thread::scope(|scope| {
        if profiles.contains(&Profile::Press) {
            scope.spawn(proof::press::warm_up);
        }
        compose(world, fonts, guide, target, options, &mut sources, &faults)
    });
    let mut diagnostics = faults.into_inner();
    let left_out = composed.as_ref().map_or_else(Vec::new, |composed| composed.left_out.clone());
    diagnostics.extend(left_out.iter().map(|left| left.diagnostic(options.strict)));
    diagnostics.extend(composed.as_ref().and_then(|composed| said_of_sheets(composed, sheets?)));
    let mut files = Vec::new();
    for built in composed.as_ref().map_or_else(Vec::new, |composed| make(composed, profiles, sheets)) {
        match built {
            Ok(built) => {
                diagnostics.append(&mut built.report.diagnostics());
                files.push(built);
            }
            Err(mut found) => diagnostics.append(&mut found),
        }
    }
    let mut diagnostics = spec::syntax::without_followers(diagnostics, &sources);
    let silent = unexplained(files.len() == profiles.len(), &diagnostics);
    diagnostics.extend(silent);
    if diagnostics.iter().any(Diagnostic::is_error) {
        files.clear();
    }
    let body = composed.as_ref().map(|composed| composed.body);
    let imprints = composed.map_or_else(Vec::new, |composed| composed.imprints);
    Outcome { files, body, imprints, left_out, diagnostics, sources }
}

/// Spec, resolve and layout; of two languages, both. Where nothing comes of it, the faults say why.
pub fn compose(
    world: &dyn World,
    fonts: &FontSet,
    guide: &str,
    target: &Target,
    options: &Options,
    sources: &mut Sources,
    faults: &Faults,
) -> Option<Composed> {
    let composed = compose_each(world, fonts, guide, target, options, sources, faults);
    let silent = unexplained(composed.is_some(), &faults.borrow());
    faults.borrow_mut().extend(silent);
    composed
}

/// No sheet and no error: a stage that gave up must have said why, so this is a fault of flyer itself.
fn unexplained(made: bool, said: &[Diagnostic]) -> Option<Diagnostic> {
    let silent = !made && !said.iter().any(Diagnostic::is_error);
    silent.then(|| {
        Diagnostic::error("no-reason", "the sheet could not be made, and flyer does not say why: this is its own fault")
            .fault(diag::Fault::Machine)
            .hint("please report it, with your flyer.toml, layout and words")
    })
}

fn compose_each(
    world: &dyn World,
    fonts: &FontSet,
    guide: &str,
    target: &Target,
    options: &Options,
    sources: &mut Sources,
    faults: &Faults,
) -> Option<Composed> {
    let Some((first, second)) = target.language.split_once('+') else {
        return compose_one(world, fonts, guide, target, options, sources, faults);
    };
    let layout = spec::Reader::new(world, sources, faults).layout(&target.layout)?;
    let Some(bilingual) = &layout.bilingual else {
        faults.borrow_mut().push(
            Diagnostic::error("not-bilingual", format!("the layout `{}` has no form for two languages", target.layout))
                .hint("take one that has, e.g. `a3` or `a4-duplex`, or give it a table [bilingual]"),
        );
        return None;
    };
    let known = spec::stems(world, "layouts");
    if !known.contains(&bilingual.each.value) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        faults.borrow_mut().push(spec::read::unknown("layout", &bilingual.each.value, bilingual.each.origin, &known));
        return None;
    }
    let mut one = |language: &str| {
        let target = Target { language: language.to_owned(), layout: bilingual.each.value.clone() };
        compose_one(world, fonts, guide, &target, options, sources, faults)
    };
    let (first, second) = (one(first), one(second));
    let (first, second) = (first?, second?);
    let document = join::join(first.document, second.document, bilingual.halves);
    let same = |page: &page::Page| {
        (page.trim.width - layout.size.width).abs() < 0.01 && (page.trim.height - layout.size.height).abs() < 0.01
    };
    if !document.pages.iter().all(same) {
        faults.borrow_mut().push(
            Diagnostic::error("not-bilingual", format!("the parts do not make a page of `{}`", target.layout))
                .at(bilingual.each.origin)
                .hint("`sides` need parts of the page's size, `halves` parts of half its height"),
        );
        return None;
    }
    let left_out = first.left_out.into_iter().chain(second.left_out).collect();
    let imprints = [first.imprints, second.imprints].concat();
    Some(Composed { document, body: first.body.min(second.body), left_out, job: first.job, imprints })
}

fn compose_one(
    world: &dyn World,
    fonts: &FontSet,
    guide: &str,
    target: &Target,
    options: &Options,
    sources: &mut Sources,
    faults: &Faults,
) -> Option<Composed> {
    let spec = spec::Reader::new(world, sources, faults).spec(target, guide, options.region.as_deref())?;
    if faults.borrow().iter().any(spec::syntax::is_unread) {
        // What lacks because a line could not be read is no fault of its own.
        return None;
    }
    let job = resolve::resolve(&spec, world, fonts, options, faults)?;
    match layout::layout(&job) {
        Ok(layout::LaidOut { mut document, body, mut left_out }) => match folded(&job, &document.pages) {
            Ok(pages) => {
                faults.borrow_mut().extend(layout::fine::scale_down(&mut document, &job));
                document.pages = pages.unwrap_or(document.pages);
                left_out.splice(0..0, job.left_out.clone());
                for left in left_out.iter_mut().filter(|left| matches!(left.why, Why::Height(_) | Why::Width(_))) {
                    left.elsewhere = spec::offers::layouts_with(world, &spec.layout, &left.keys);
                }
                let imprints = vec![job.imprint.clone()];
                Some(Composed { document, body, left_out, job, imprints })
            }
            Err(refusal) => {
                faults.borrow_mut().push(refused(refusal));
                None
            }
        },
        Err(mut found) => {
            faults.borrow_mut().append(&mut found);
            None
        }
    }
}

/// What whoever prints has to know of the sheets: blank pages, and where to cut if no mark says it.
fn said_of_sheets(composed: &Composed, sheets: &impose::Wish) -> Option<Diagnostic> {
    let pages = &composed.document.pages;
    match sheets {
        impose::Wish::Booklet { .. } => {
            let (count, blank) = (pages.len(), impose::Booklet::blanks(pages.len()));
            let message = format!("{count} pages make a booklet of {}: the last {blank} stay blank", count + blank);
            (blank > 0).then(|| Diagnostic::warning("blank-pages", message))
        }
        impose::Wish::Nup(nup) => {
            let (across, down) = nup.unmarked(pages.first()?)?;
            let told =
                |at: Vec<f64>| at.iter().map(|at| format!("{:.1}", unit::to_mm(*at))).collect::<Vec<_>>().join(", ");
            let lines = [("left", across), ("top", down)].into_iter().filter(|(_, at)| !at.is_empty());
            let lines: Vec<String> = lines.map(|(edge, at)| format!("{} mm from the {edge}", told(at))).collect();
            let message = "the paper has no room for some of the cut marks";
            let hint = format!("cut at {}, or take larger paper", lines.join(" and at "));
            (pages.len() < 3).then(|| Diagnostic::warning("no-cut-marks", message).hint(hint))
        }
        impose::Wish::Tiles { .. } => None,
    }
}

/// The flat sheets of a layout that is folded.
fn folded(job: &resolve::job::Job, panels: &[page::Page]) -> Result<Option<Vec<page::Page>>, impose::Refusal> {
    let fold = match &job.fold {
        None => return Ok(None),
        Some(spec::layout::Fold::Letter(_)) => impose::Fold::Letter { rtl: job.rtl },
        Some(spec::layout::Fold::Tent) => impose::Fold::Tent,
    };
    impose::impose(panels, &impose::Plan::Fold(fold)).map(Some)
}

fn refused(refusal: impose::Refusal) -> Diagnostic {
    Diagnostic::error(refusal.code, refusal.message).hint(refusal.hint)
}

/// The finished files: of the pages themselves, or of sheets with the pages on them. Sheets are made only of pages that
/// are proven.
fn make(
    composed: &Composed,
    profiles: &[Profile],
    sheets: Option<&impose::Wish>,
) -> Vec<Result<Built, Vec<Diagnostic>>> {
    let plain = finish_all(composed, profiles);
    let Some(wish) = sheets else { return plain };
    let fault = |built: &Result<Built, Vec<Diagnostic>>| match built {
        Ok(built) => !built.report.is_clean(),
        Err(_) => true,
    };
    if plain.iter().any(fault) {
        return plain;
    }
    match on_sheets(composed, wish) {
        Ok(document) => finish_sheets(composed, &document, profiles),
        Err(refusal) => vec![Err(vec![refused(refusal)])],
    }
}

/// The document with its pages on sheets.
///
/// # Errors
/// What stands against the wish.
pub fn on_sheets(composed: &Composed, wish: &impose::Wish) -> Result<page::Document, impose::Refusal> {
    let letter = |words: &str| {
        let (items, width) = layout::slug::letter(&composed.job, words);
        impose::Lettered { items, width }
    };
    let document = &composed.document;
    let pages = impose::impose(&document.pages, &wish.plan(document, &letter))?;
    Ok(page::Document { placed: document.pages.clone(), pages, ..document.clone() })
}

fn finish_sheets(
    composed: &Composed,
    document: &page::Document,
    profiles: &[Profile],
) -> Vec<Result<Built, Vec<Diagnostic>>> {
    profiles.iter().map(|profile| write(document, &composed.job.press, *profile)).collect()
}

/// Export and proof for every profile, side by side, for they have nothing in common but the pages.
fn finish_all(composed: &Composed, profiles: &[Profile]) -> Vec<Result<Built, Vec<Diagnostic>>> {
    let [first, others @ ..] = profiles else { return Vec::new() };
    std::thread::scope(|scope| {
        let others: Vec<_> = others.iter().map(|profile| scope.spawn(|| finish(composed, *profile))).collect();
        let mut all = vec![finish(composed, *first)];
        all.extend(others.into_iter().map(|other| {
            other
                .join()
                .unwrap_or_else(|_| Err(vec![Diagnostic::error("crashed", "a writer or proof stopped halfway")]))
        }));
        all
    })
}

/// Export and proof: the bytes, and what other code than wrote them sees in them.
pub fn finish(composed: &Composed, profile: Profile) -> Result<Built, Vec<Diagnostic>> {
    write(&composed.document, &composed.job.press, profile)
}

fn write(document: &page::Document, press: &press::Press, profile: Profile) -> Result<Built, Vec<Diagnostic>> {
    let expected = proof::Expected::of(document);
    let (pdf, report) = match profile {
        Profile::Office => {
            let pdf = export::office(document)?;
            let report = proof::prove(&pdf, &expected);
            (pdf, report)
        }
        Profile::Press => {
            let pdf = export::press(document, press)?;
            let report = proof::press::prove(&pdf, &expected, press);
            (pdf, report)
        }
    };
    Ok(Built { profile, pdf, report })
}
