//! Layout: from a job to pages.
//!
//! In: a [`Job`]. Out: a [`Document`] whose every item has its place, or why the words do not fit. Four steps:
//! [`prepare`] shapes every text once; [`grid`] computes the areas; [`fit`] finds the largest type at which all areas
//! hold and shares out what room is left; then every piece is placed on the [`canvas`].

mod bleed;
pub mod canvas;
mod extent;
pub mod fit;
mod flow;
pub mod grid;
mod overflow;
pub mod piece;
pub mod prepare;
mod quiet;
mod resolution;
pub mod screen;
pub mod slug;
pub mod text;

use crate::diag::{Diagnostic, Origin};
use crate::page::{Document, Item, Page, Tag};
use crate::resolve::job::{self, Area, Job, Kind};
use crate::unit::{Rect, Sides, to_mm};
use canvas::Canvas;
use fit::{Book, Plan, Sheet};
use grid::{Grid, GridError};
use piece::Piece;
use std::collections::BTreeMap;
use text::Scale;

/// Lays a job out; errors say which words do not fit and by how much.
pub fn layout(job: &Job) -> Result<(Document, Scale), Vec<Diagnostic>> {
    let paged = job.flow.as_ref().map(|flow| flow::paginate(job, flow)).transpose()?;
    let job = paged.as_ref().unwrap_or(job);
    let settled = match settle(job) {
        Ok(Ok(settled)) => settled,
        Ok(Err(faults)) => return Err(faults),
        Err(error) => {
            return Err(vec![Diagnostic::error("layout-failed", format!("the grid engine failed: {error:?}"))]);
        }
    };
    let (mut pages, mut faults) = (Vec::new(), Vec::new());
    for (at, (page, (plan, pieces))) in job.pages.iter().zip(&settled.pages).enumerate() {
        faults.extend(ends_at_trim(page, plan));
        let items = draw(page, at, plan, pieces, job);
        faults.extend(resolution::check(&items, job));
        faults.extend(quiet::check(&items, job));
        pages.push(Page {
            trim: page.size,
            bleed: Sides::all(job.bleed),
            items: bleed::run_on(items, page.size, job.bleed),
            slug: slug::line(job, at + 1, job.pages.len()),
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
    Ok((document, settled.scale))
}

/// Everything on a page, in reading order.
fn draw(page: &job::Page, number: usize, plan: &Plan, pieces: &[Piece], job: &Job) -> Vec<Item> {
    let mut canvas = Canvas { rtl: job.rtl, ..Canvas::default() };
    for (at, area) in page.areas.iter().enumerate() {
        paint_area(area, plan.rects[at], page, job.bleed, &mut canvas);
    }
    for (at, area) in page.areas.iter().enumerate() {
        let inside = area.padding.shrink(plan.rects[at]);
        let draw = |canvas: &mut Canvas| {
            pieces[at].place(inside.origin(), inside.width(), &plan.lanes[at], plan.scale, job, canvas);
        };
        canvas.tagged(Tag::Section, draw);
    }
    if let Some(flow) = &job.flow {
        flow::running(job, flow, number, &mut canvas);
    }
    canvas.items
}

/// A job whose scale is found.
struct Settled {
    scale: Scale,
    /// Where everything goes on each page, and the pieces of its areas.
    pages: Vec<(Plan, Vec<Piece>)>,
}

/// Finds the scale. Where a page does not hold at the least size, its optional blocks are left out, the last first.
fn settle(job: &Job) -> Result<Result<Settled, Vec<Diagnostic>>, GridError> {
    let mut first = BTreeMap::new();
    let mut out = Vec::new();
    loop {
        let pieces = match shape(job, |block| !block.optional || !out.contains(&block.origin)) {
            Ok(pieces) => pieces,
            Err(faults) => return Ok(Err(faults)),
        };
        let mut book = Book { job, sheets: Vec::new() };
        for (page, pieces) in job.pages.iter().zip(&pieces) {
            let mut grid = Grid::new(page, job.rtl)?;
            grid.arrange(&vec![0.0; page.areas.len()], page.row_gap)?;
            book.sheets.push(Sheet { job, page, pieces, grid });
        }
        let wide = too_wide(&mut book)?;
        if !wide.is_empty() {
            return Ok(Err(wide));
        }
        let found = match book.fit()? {
            Ok(scale) => {
                let plans = book.sheets.iter_mut().map(|sheet| sheet.plan(scale)).collect::<Result<Vec<_>, _>>()?;
                return Ok(Ok(Settled { scale, pages: plans.into_iter().zip(pieces).collect() }));
            }
            Err(found) => found,
        };
        let sheet = &mut book.sheets[found.sheet];
        // What is said is how much was too much with everything on the page.
        let too_much = match first.remove(&found.sheet) {
            Some(known) => known,
            None => overflow::explain(sheet, found)?,
        };
        match last_optional(&job.pages[found.sheet], &out) {
            Some(origin) => out.push(origin),
            None => return Ok(Err(too_much)),
        }
        first.insert(found.sheet, too_much);
    }
}

/// Where the last optional block of a page was written that still stands. What came of one line of a layout (a heading with
/// its screens, the same for every service) is left out as one, so that nothing stands alone and services stay alike.
fn last_optional(page: &job::Page, out: &[Origin]) -> Option<Origin> {
    let blocks = page.areas.iter().flat_map(|area| &area.blocks).filter(|block| block.optional);
    blocks.map(|block| block.origin).rfind(|origin| !out.contains(origin))
}

/// Codes that are wider than their column, whatever the type.
fn too_wide(book: &mut Book<'_>) -> Result<Vec<Diagnostic>, GridError> {
    let mut faults = Vec::new();
    for sheet in &mut book.sheets {
        for (at, area) in sheet.page.areas.iter().enumerate() {
            let width = sheet.width(at)?;
            for block in &area.blocks {
                let Kind::Code { least, .. } = &block.kind else { continue };
                if *least > width + 0.01 {
                    let (code, column) = (to_mm(*least), to_mm(width));
                    let message = format!("a code of {code:.0} mm is wider than area `{}`, {column:.0} mm", area.name);
                    let fault = Diagnostic::error("code-too-wide", message).at(block.origin);
                    faults.push(fault.hint("make the column wider, or let the code be smaller there: `min = \"...\"`"));
                }
            }
        }
    }
    Ok(faults)
}

/// The pieces of every area, page by page: only blocks that are kept.
fn shape(job: &Job, kept: impl Fn(&job::Block) -> bool) -> Result<Vec<Vec<Piece>>, Vec<Diagnostic>> {
    let mut prepare = prepare::Prepare { job, faults: Vec::new() };
    let mut pages = Vec::new();
    for page in &job.pages {
        let mut pieces = Vec::new();
        for area in &page.areas {
            let blocks: Vec<_> = area.blocks.iter().filter(|block| kept(block)).cloned().collect();
            pieces.push(Piece::Stack(prepare.blocks(&blocks, area.gap)));
        }
        pages.push(pieces);
    }
    if prepare.faults.is_empty() { Ok(pages) } else { Err(prepare.faults) }
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
