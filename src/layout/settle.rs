//! Settle: the scale at which everything holds, and what is shown at it.
//!
//! In: a job. Out: its pages with the plan and the pieces of each, and what had no room. Every text is shaped once; where a
//! page does not hold at the least size, the last that may go is taken out of the pieces, late words are set again
//! for what is then shown, and the fit is searched anew. What is left out never comes back, so this ends.

use super::fit::{Book, Overflow, Sheet};
use super::give_way::{set_late, shown, tell, without};
use super::grid::{Grid, GridError};
use super::leaving::Leaving;
use super::overflow;
use super::piece::Piece;
use super::plan::Plan;
use super::prepare::Prepare;
use super::text::Scale;
use crate::diag::Diagnostic;
use crate::resolve::job::{Job, Kind, Page};
use crate::resolve::left_out::{LeftOut, Why};
use crate::unit::to_mm;
use std::borrow::Cow;

/// A job whose scale is found.
pub(super) struct Settled<'a> {
    /// The scale.
    pub scale: Scale,
    /// The pages that show anything.
    pub pages: Vec<SettledPage<'a>>,
    /// What had no room.
    pub left_out: Vec<LeftOut>,
}

/// A page and where everything goes on it.
pub(super) struct SettledPage<'a> {
    /// The page, without areas in which nothing is left.
    pub page: Cow<'a, Page>,
    /// Where everything goes.
    pub plan: Plan,
    /// The pieces of its areas.
    pub pieces: Vec<Piece>,
}

/// A page with its pieces, and its number in the job.
struct Draft<'a> {
    page: Cow<'a, Page>,
    pieces: Vec<Piece>,
    number: usize,
}

/// Finds the scale, and what has to be left out for it.
pub(super) fn settle(job: &Job) -> Result<Result<Settled<'_>, Vec<Diagnostic>>, GridError> {
    let mut prepare = Prepare::new(job);
    let mut drafts = shaped(&mut prepare);
    set_all(&mut drafts, &mut prepare);
    if !prepare.missing.is_empty() {
        return Ok(Err(prepare.missing.diagnostics()));
    }
    let mut out: Vec<LeftOut> = Vec::new();
    loop {
        let mut book = book(job, &drafts)?;
        let wide = too_wide(&mut book)?;
        if !wide.is_empty() {
            return Ok(Err(wide));
        }
        let found = match book.fit()? {
            Ok(scale) => {
                let plans = book.sheets.iter_mut().map(|sheet| sheet.plan(scale)).collect::<Result<Vec<_>, _>>()?;
                let planned = drafts.into_iter().zip(plans);
                let pages =
                    planned.map(|(Draft { page, pieces, .. }, plan)| SettledPage { page, plan, pieces }).collect();
                return Ok(Ok(Settled { scale, pages, left_out: out }));
            }
            Err(found) => found,
        };
        let wide = found.wide.map(|(area, number, _)| (area, number));
        let Some(leaving) = Leaving::next(&drafts[found.sheet].pieces, wide, job) else {
            // What may go is gone by now: what is said is how much is still too much.
            return Ok(Err(overflow::explain(&mut book.sheets[found.sheet], found, &out)?));
        };
        tell(job, &leaving, why(found), &mut out);
        for draft in &mut drafts {
            draft.retain(|piece| without(piece, &leaving));
        }
        set_all(&mut drafts, &mut prepare);
    }
}

fn why(found: Overflow) -> Why {
    match found.wide {
        Some((.., over)) => Why::Width(to_mm(over)),
        None => Why::Height(to_mm(found.tall)),
    }
}

/// Every page with its pieces.
fn shaped<'a>(prepare: &mut Prepare<'a>) -> Vec<Draft<'a>> {
    let pages = prepare.job.pages.iter().enumerate();
    let draft = |(number, page): (usize, &'a Page)| {
        let pieces = page.areas.iter().map(|area| Piece::Stack(prepare.blocks(&area.blocks, area.gap))).collect();
        Draft { page: Cow::Borrowed(page), pieces, number }
    };
    pages.map(draft).collect()
}

/// Sets late words for what all pages show together, and drops pages on which nothing is left.
fn set_all(drafts: &mut Vec<Draft<'_>>, prepare: &mut Prepare<'_>) {
    let shown = shown(drafts.iter().flat_map(|draft| &draft.pieces));
    for draft in drafts.iter_mut() {
        draft.retain(|piece| set_late(piece, &shown, prepare));
    }
    // A panel of a folded sheet keeps its place, and so does the first page.
    if prepare.job.fold.is_none() {
        drafts.retain(|draft| draft.number == 0 || !draft.pieces.is_empty());
    }
}

impl Draft<'_> {
    /// Keeps the areas of which something is left.
    fn retain(&mut self, keep: impl FnMut(&mut Piece) -> bool) {
        let kept: Vec<bool> = self.pieces.iter_mut().map(keep).collect();
        if kept.iter().all(|kept| *kept) {
            return;
        }
        let (mut pieces, mut areas) = (kept.iter(), kept.iter());
        self.pieces.retain(|_| pieces.next() == Some(&true));
        self.page.to_mut().retain(|_| areas.next() == Some(&true));
    }
}

fn book<'a>(job: &'a Job, drafts: &'a [Draft<'_>]) -> Result<Book<'a>, GridError> {
    let mut sheets = Vec::new();
    for Draft { page, pieces, .. } in drafts {
        let mut grid = Grid::new(page, job.rtl)?;
        grid.arrange(&vec![0.0; page.areas.len()], page.row_gap)?;
        sheets.push(Sheet { job, page, pieces, grid });
    }
    Ok(Book::new(job, sheets))
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
