//! Resolve: from what was written to a [`Job`] with nothing left to decide.
//!
//! In: a [`Spec`]. Out: a [`Job`], or every reason why there can be none: missing words, unknown styles, links that
//! may not be printed, pictures that cannot be opened. Defaults are applied here and nowhere later.

mod blocks;
mod colors;
mod dates;
mod fonts;
pub mod heading;
pub mod job;
mod lacking;
pub mod late;
mod law;
pub mod left_out;
mod links;
mod marks;
mod markup;
mod organisation;
mod own;
mod pages;
pub mod picture;
mod region;
mod screens;
mod styles;
mod wording;

use crate::color::{Color, Ink};
use crate::diag::{Diagnostic, Origin};
use crate::page::{Code, LeastSizes, LinkId, LinkTarget, Picture, Spot};
use crate::press::{Icc, Press};
use crate::spec::Spec;
use crate::spec::read::{At, Faults};
use crate::text::{FontSet, Lang};
use crate::world::World;
use job::Job;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;
use wording::Context;

/// Least size of running text in points (clear print asks for 12; this is the floor).
pub const LEAST_BODY: f64 = 10.5;
/// Least size of notes in points.
pub const LEAST_NOTE: f64 = 8.0;
/// Least size of labels in drawings, in points.
pub const LEAST_DRAWING: f64 = 6.5;

/// What the command line decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Print links of class C, and say so on the sheet.
    pub allow_unverified: bool,
    /// How many inks to print with.
    pub ink: Ink,
    /// Country where the sheet is handed out (ISO 3166-1, two letters).
    pub region: Option<String>,
    /// Whether a sheet that leaves something out is refused.
    pub strict: bool,
}

/// What is gathered on the way to a job.
struct Resolver<'a> {
    spec: &'a Spec,
    world: &'a dyn World,
    faults: &'a Faults,
    lang: Lang,
    today: String,
    allow_unverified: bool,
    ink: Ink,
    colors: BTreeMap<String, Color>,
    spots: Vec<Spot>,
    styles: BTreeMap<String, Arc<job::Style>>,
    links: Vec<LinkTarget>,
    link_ids: BTreeMap<String, LinkId>,
    codes: Vec<Code>,
    images: Vec<Picture>,
    image_origins: Vec<Origin>,
    /// Profile of the printing condition that pictures in ink are made for.
    inks: Icc,
    /// Pictures by their file, what was changed in them, and whether black is their only ink.
    image_ids: BTreeMap<(String, String, bool), crate::page::ImageId>,
    /// What was asked for and is not there, so far.
    left_out: Vec<left_out::LeftOut>,
    /// Whether the words of the sheet have said so far where the project gives help.
    helped: Cell<bool>,
}

/// Resolves a spec; the job is there only if no fault is an error.
pub fn resolve(spec: &Spec, world: &dyn World, fonts: &FontSet, options: &Options, faults: &Faults) -> Option<Job> {
    let mut resolver = Resolver {
        spec,
        world,
        faults,
        lang: Lang::new(&spec.words.language),
        today: world.today(),
        allow_unverified: options.allow_unverified,
        ink: options.ink,
        colors: BTreeMap::new(),
        spots: Vec::new(),
        styles: BTreeMap::new(),
        links: Vec::new(),
        link_ids: BTreeMap::new(),
        codes: Vec::new(),
        images: Vec::new(),
        image_origins: Vec::new(),
        inks: Press::default().condition.profile,
        image_ids: BTreeMap::new(),
        left_out: Vec::new(),
        helped: Cell::new(false),
    };
    resolver.read_colors();
    resolver.check_region();
    resolver.check_for_whom();
    resolver.check_own_texts();
    resolver.check_printer();
    resolver.check_black_poster();
    let press = resolver.press();
    resolver.inks = press.condition.profile.clone();
    let mut fonts = resolver.own_fonts(fonts);
    resolver.read_styles(&mut fonts);
    let pages = resolver.pages();
    resolver.check_particulars();
    resolver.check_shots();
    let flow = resolver.flow();
    let palette = resolver.palette();
    let hand = resolver.icon(&At::new("hand-pointing-fill".into(), spec.layout.grid.origin));
    let title = resolver.plain(&At::new("title".into(), spec.layout.grid.origin), 0, &Context::default());
    if faults.borrow().iter().any(Diagnostic::is_error) {
        return None;
    }
    let layout = &spec.layout;
    let rtl = resolver.lang.is_rtl();
    Some(Job {
        rtl,
        subject: spec.guide.subject.clone(),
        imprint: resolver.imprint(title.as_ref()?),
        title: title?,
        date: spec.guide.date.value.clone(),
        layout: format!("layouts/{}.toml", layout.name),
        bleed: layout.bleed,
        safe: layout.safe,
        fit: layout.fit,
        least: LeastSizes { body: LEAST_BODY.min(layout.fit.min), note: LEAST_NOTE, drawing: LEAST_DRAWING },
        fold: layout.fold.clone(),
        flow,
        pages,
        left_out: resolver.left_out,
        palette: palette?,
        hand: hand?,
        fonts: Arc::new(fonts),
        images: resolver.images,
        image_origins: resolver.image_origins,
        codes: resolver.codes,
        links: resolver.links,
        press,
        spots: resolver.spots,
        ink: resolver.ink,
        lang: resolver.lang,
    })
}

impl Resolver<'_> {
    /// What a build says at its end.
    fn imprint(&self, title: &str) -> job::Imprint {
        job::Imprint {
            language: self.spec.words.language.clone(),
            reviewed_by: self.spec.words.reviewed_by.clone(),
            file: self.spec.project.file,
            organisation: self.name().map(|name| name.text.value),
            country: self.country_of_sheet(),
            links: self.confirmed(),
            untranslated: self.untranslated(),
            foreign: self.has_foreign(title),
        }
    }

    /// Head and foot of every page.
    fn flow(&mut self) -> Option<job::Flow> {
        let spec = self.spec;
        let flow = spec.layout.flow.as_ref()?;
        let style = self.style(None, "running");
        let head = self.texts(&flow.head, &Context::default(), &style).into_iter().next()?;
        // The numbers are known only when the pages are.
        let word = self.word(&flow.foot.value, &Context::default())?;
        let phrase = word.items.first()?;
        let origin = phrase.text.origin;
        let text = phrase.text.value.clone();
        let spans = vec![crate::text::Span::plain(text, Some(origin))];
        let foot = job::Text { spans, short: None, style, origin, key: flow.foot.value.clone(), late: None };
        Some(job::Flow { head, foot })
    }
}
