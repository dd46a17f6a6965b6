//! Layout: from a job to pages.
//!
//! In: a [`Job`]. Out: a [`Document`] whose every item has its place, or why the words do not fit. Four steps:
//! [`prepare`] shapes every text once; [`grid`] computes the areas; [`fit`] finds the largest type at which all areas
//! hold and shares out what room is left; then every piece is placed on the [`canvas`].

mod bleed;
pub mod canvas;
pub mod fit;
pub mod grid;
mod overflow;
pub mod piece;
pub mod prepare;
mod resolution;
pub mod screen;
mod slug;
pub mod text;

use crate::diag::Diagnostic;
use crate::page::{Document, Page, Tag};
use crate::resolve::job::{Area, Job};
use crate::unit::{Rect, Sides};
use canvas::Canvas;
use fit::{Plan, Sheet};
use grid::{Grid, GridError};
use piece::Piece;
use text::Scale;

/// Lays a job out; errors say which words do not fit and by how much.
pub fn layout(job: &Job) -> Result<(Document, Scale), Vec<Diagnostic>> {
    let (plan, pieces) = match settle(job) {
        Ok(Ok(settled)) => settled,
        Ok(Err(faults)) => return Err(faults),
        Err(error) => {
            return Err(vec![Diagnostic::error("layout-failed", format!("the grid engine failed: {error:?}"))]);
        }
    };
    let at_trim = ends_at_trim(job, &plan);
    if !at_trim.is_empty() {
        return Err(at_trim);
    }
    let mut canvas = Canvas { rtl: job.rtl, ..Canvas::default() };
    for (at, area) in job.areas.iter().enumerate() {
        paint_area(area, plan.rects[at], job, &mut canvas);
    }
    for (at, area) in job.areas.iter().enumerate() {
        let inside = area.padding.shrink(plan.rects[at]);
        let draw = |canvas: &mut Canvas| {
            pieces[at].place(inside.origin(), inside.width(), &plan.lanes[at], plan.scale, job, canvas);
        };
        canvas.tagged(Tag::Section, draw);
    }
    let coarse = resolution::check(&canvas.items, job);
    if !coarse.is_empty() {
        return Err(coarse);
    }
    let slug = slug::line(job, 1, 1);
    let items = bleed::run_on(canvas.items, job);
    let page = Page { trim: job.size, bleed: Sides::all(job.bleed), items, slug };
    let document = Document {
        title: job.title.clone(),
        lang: job.lang.as_str().to_owned(),
        rtl: job.rtl,
        author: job.author.clone(),
        subject: Some(job.subject.clone()).filter(|subject| !subject.is_empty()),
        date: job.date.clone(),
        safe: job.safe,
        least: job.least,
        pages: vec![page],
        fonts: job.fonts.files(),
        images: job.images.clone(),
        codes: job.codes.clone(),
        links: job.links.clone(),
        spots: job.spots.clone(),
        ink: job.ink,
    };
    Ok((document, plan.scale))
}

type Settled = Result<(Plan, Vec<Piece>), Vec<Diagnostic>>;

/// Finds the scale, leaving out optional blocks from the last to the first where nothing else helps.
fn settle(job: &Job) -> Result<Settled, GridError> {
    let optional: Vec<(usize, usize)> = job
        .areas
        .iter()
        .enumerate()
        .flat_map(|(at, area)| {
            area.blocks.iter().enumerate().filter(|(_, block)| block.optional).map(move |(block, _)| (at, block))
        })
        .collect();
    let mut first_overflow = None;
    for left_out in 0..=optional.len() {
        let out = &optional[optional.len() - left_out..];
        let mut prepare = prepare::Prepare { job, faults: Vec::new() };
        let mut pieces = Vec::new();
        for (at, area) in job.areas.iter().enumerate() {
            let kept = area.blocks.iter().enumerate().filter(|(block, _)| !out.contains(&(at, *block)));
            let blocks: Vec<_> = kept.map(|(_, block)| block.clone()).collect();
            pieces.push(Piece::Stack(prepare.blocks(&blocks, area.gap)));
        }
        if !prepare.faults.is_empty() {
            return Ok(Err(prepare.faults));
        }
        let mut grid = Grid::new(job)?;
        grid.arrange(&vec![0.0; job.areas.len()], job.row_gap)?;
        let mut sheet = Sheet { job, pieces: &pieces, grid };
        match sheet.fit()? {
            Ok(scale) => {
                let plan = sheet.plan(scale)?;
                return Ok(Ok((plan, pieces)));
            }
            Err(found) => {
                first_overflow.get_or_insert_with(|| overflow::explain(&mut sheet, found));
            }
        }
    }
    Ok(Err(first_overflow.transpose()?.into_iter().flatten().collect()))
}

/// The fill of an area; it runs out over the trim where the area touches the margin.
fn paint_area(area: &Area, rect: Rect, job: &Job, canvas: &mut Canvas) {
    let Some(color) = area.fill else { return };
    let mut fill = rect;
    if area.bleed {
        let (page, near) = (job.size, 0.5);
        let out = |touches: bool, edge: f64, own: f64| if touches { edge } else { own };
        fill = Rect::new(
            out(rect.x0 <= job.margin.left + near, -job.bleed, rect.x0),
            out(rect.y0 <= job.margin.top + near, -job.bleed, rect.y0),
            out(rect.x1 >= page.width - job.margin.right - near, page.width + job.bleed, rect.x1),
            out(rect.y1 >= page.height - job.margin.bottom - near, page.height + job.bleed, rect.y1),
        );
    }
    canvas.fill_rect(fill, if area.bleed { 0.0 } else { area.radius }, color);
}

/// Fills that end at the trim: a knife that is half a millimetre off leaves a white edge.
fn ends_at_trim(job: &Job, plan: &Plan) -> Vec<Diagnostic> {
    let inner = job.size.to_rect().inset(-bleed::NEAR_TRIM);
    let filled = job.areas.iter().zip(&plan.rects).filter(|(area, _)| area.fill.is_some() && !area.bleed);
    let touching = filled.filter(|(_, rect)| inner.intersect(**rect) != **rect);
    let fault = |(area, _): (&Area, _)| {
        Diagnostic::error("fill-at-trim", format!("the fill of area `{}` ends where the sheet is cut", area.name))
            .at(area.origin)
            .hint("let it run over: `bleed = true`, or keep it within the margin")
    };
    touching.map(fault).collect()
}
