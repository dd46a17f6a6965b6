//! Layout: from a job to pages.
//!
//! In: a [`Job`]. Out: a [`Document`] whose every item has its place, or why the words do not fit. Four steps:
//! [`prepare`] shapes every text once; [`grid`] computes the areas; [`fit`] finds the largest type at which all areas
//! hold and shares out what room is left, and where none is found leaves out what may go (`settle`, `leaving`, `give_way`); then every
//! piece is placed on the [`canvas`].

mod bleed;
pub mod canvas;
mod extent;
pub mod fine;
pub mod fit;
mod flow;
mod give_way;
pub mod grid;
mod leaving;
mod missing;
mod overflow;
mod pen;
pub mod piece;
pub mod plan;
pub mod prepare;
mod quiet;
mod resolution;
pub mod screen;
mod settle;
pub mod slug;
pub mod text;

use crate::diag::Diagnostic;
use crate::page::{Document, Item, Page, Tag};
use crate::resolve::job::{self, Area, Job};
use crate::resolve::left_out::{LeftOut, What, Why};
use crate::unit::{Rect, Sides};
use canvas::Canvas;
use piece::Piece;
use plan::Plan;

/// A job laid out.
#[derive(Debug)]
pub struct LaidOut {
    /// The pages.
    pub document: Document,
    /// Body size in points that the fit found.
    pub body: f64,
    /// What had no room.
    pub left_out: Vec<LeftOut>,
}

/// Lays a job out; errors say which words do not fit and by how much.
pub fn layout(job: &Job) -> Result<LaidOut, Vec<Diagnostic>> {
    let paged = job.flow.as_ref().map(|flow| flow::paginate(job, flow)).transpose()?;
    let job = paged.as_ref().unwrap_or(job);
    let settled = match settle::settle(job) {
        Ok(Ok(settled)) => settled,
        Ok(Err(faults)) => return Err(faults),
        Err(error) => {
            return Err(vec![Diagnostic::error("layout-failed", format!("the grid engine failed: {error:?}"))]);
        }
    };
    let (mut pages, mut faults, mut left_out) = (Vec::new(), Vec::new(), settled.left_out);
    let count = settled.pages.len();
    for (at, settle::SettledPage { page, plan, pieces }) in settled.pages.iter().enumerate() {
        faults.extend(ends_at_trim(page, plan));
        left_out.extend(flat(page, plan));
        let items = draw(page, plan, pieces, job, (at, count));
        faults.extend(resolution::check(&items, job));
        faults.extend(quiet::check(&items, job));
        pages.push(Page {
            trim: page.size,
            bleed: Sides::all(job.bleed),
            items: bleed::run_on(items, page.size, job.bleed),
            slug: Vec::new(),
            marks: Vec::new(),
        });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let document = Document {
        title: job.title.clone(),
        lang: job.lang.as_str().to_owned(),
        rtl: job.rtl,
        author: job.imprint.organisation.clone(),
        subject: Some(job.subject.clone()).filter(|subject| !subject.is_empty()),
        date: job.date.clone(),
        safe: job.safe,
        least: job.least,
        pages,
        placed: Vec::new(),
        fonts: job.fonts.files(),
        images: job.images.clone(),
        codes: job.codes.clone(),
        links: job.links.clone(),
        spots: job.spots.clone(),
        ink: job.ink,
    };
    Ok(LaidOut { document, body: settled.scale.body, left_out })
}

/// Everything on a page, in reading order.
fn draw(page: &job::Page, plan: &Plan, pieces: &[Piece], job: &Job, number: (usize, usize)) -> Vec<Item> {
    let mut canvas = Canvas { rtl: job.rtl, ..Canvas::default() };
    for (at, area) in page.areas.iter().enumerate() {
        paint_area(area, plan.rects[at], page, job.bleed, &mut canvas);
    }
    for (at, area) in page.areas.iter().enumerate() {
        if area.blocks.is_empty() {
            continue;
        }
        let inside = area.padding.shrink(plan.rects[at]);
        let draw = |canvas: &mut Canvas| {
            pieces[at].place(inside.origin(), inside.width(), &plan.lanes[at], plan.scale, job, canvas);
        };
        canvas.tagged(Tag::Section, draw);
    }
    if let Some(flow) = &job.flow {
        flow::running(job, flow, page, number, &mut canvas);
    }
    canvas.items
}

/// The fill of an area; it runs out over the trim where the area touches the margin.
fn paint_area(area: &Area, rect: Rect, page: &job::Page, bleed: f64, canvas: &mut Canvas) {
    let Some(color) = area.fill else { return };
    let mut fill = rect;
    if area.bleed {
        let (size, margin, near) = (page.size, page.margin, 0.5);
        let out = |touches: bool, edge: f64, own: f64| if touches { edge } else { own };
        fill = Rect::new(
            out(rect.x0 <= margin.left + near, -bleed, rect.x0),
            out(rect.y0 <= margin.top + near, -bleed, rect.y0),
            out(rect.x1 >= size.width - margin.right - near, size.width + bleed, rect.x1),
            out(rect.y1 >= size.height - margin.bottom - near, size.height + bleed, rect.y1),
        );
    }
    canvas.fill_rect(fill, if area.bleed { 0.0 } else { area.radius }, color);
}

/// Coloured areas that nobody sees: nothing stands in them, and nothing beside them gives them a height.
fn flat(page: &job::Page, plan: &Plan) -> Vec<LeftOut> {
    let bars = page.areas.iter().zip(&plan.rects).filter(|(area, _)| area.blocks.is_empty());
    let unseen = bars.filter(|(_, rect)| rect.height() < LEAST_BAR);
    let left = |(area, _): (&Area, _)| LeftOut {
        what: What::Area,
        services: Vec::new(),
        keys: vec![area.name.clone()],
        files: Vec::new(),
        why: Why::Empty,
        elsewhere: Vec::new(),
        origin: area.origin,
    };
    unseen.map(left).collect()
}

/// Height below which a coloured bar is no bar, in points.
const LEAST_BAR: f64 = 0.25;

/// Fills that end at the trim: a knife that is half a millimetre off leaves a white edge.
fn ends_at_trim(page: &job::Page, plan: &Plan) -> Vec<Diagnostic> {
    let inner = page.size.to_rect().inset(-bleed::NEAR_TRIM);
    let filled = page.areas.iter().zip(&plan.rects).filter(|(area, _)| area.fill.is_some() && !area.bleed);
    let touching = filled.filter(|(_, rect)| inner.intersect(**rect) != **rect);
    let fault = |(area, _): (&Area, _)| {
        Diagnostic::error("fill-at-trim", format!("the fill of area `{}` ends where the sheet is cut", area.name))
            .at(area.origin)
            .hint("let it run over: `bleed = true`, or keep it within the margin")
    };
    touching.map(fault).collect()
}
