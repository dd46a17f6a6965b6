//! Flow: as many pages as it takes.
//!
//! In: a job of one page in one column, at a size that is not to be made smaller. Out: the same job with its blocks dealt
//! out to pages, each with room for the running head and the foot. Lists are parted between their items; a heading
//! stays with what it heads, and what belongs to one service on one page where it holds there.

use super::canvas::Canvas;
use super::missing::Missing;
use super::piece::total;
use super::prepare::Prepare;
use super::text::{Scale, TextPiece};
use crate::diag::Diagnostic;
use crate::resolve::job::{Area, Block, Flow, Job, Kind, Page, Text};
use crate::unit::Point;

/// Distance of head and foot from the words between them, in body sizes.
const GAP: f64 = 0.9;

/// Something that stays in one piece.
struct Unit {
    area: usize,
    block: usize,
    /// The block, or a list of one of its items.
    what: Block,
    height: f64,
    /// Space before it where it is not the first of its area on a page.
    gap: f64,
    /// Whether what follows has to stand on the same page.
    keep: bool,
}

/// Deals the blocks of the one page out to as many as it takes.
pub(super) fn paginate(job: &Job, flow: &Flow) -> Result<Job, Vec<Diagnostic>> {
    let scale = Scale::full(job.fit.max);
    let mut paged = job.clone();
    let Some(template) = job.pages.first() else { return Ok(paged) };
    let mut prepare = Prepare::new(job);
    let units = units(job, template, &mut prepare, scale);
    let width = template.size.width - template.margin.across();
    let mut room =
        |text: &Text| TextPiece::shape(text, job, &mut prepare.missing).height(width, scale) + GAP * scale.body;
    let (head, foot) = (room(&flow.head), room(&flow.foot));
    if !prepare.missing.is_empty() {
        return Err(prepare.missing.diagnostics());
    }
    let height = template.size.height - template.margin.along() - foot;
    let units = services_whole(units, template, height - head);
    paged.pages = deal(units, template, [height, height - head])
        .into_iter()
        .enumerate()
        .map(|(at, units)| page(template, units, if at == 0 { 0.0 } else { head }, foot))
        .collect();
    Ok(paged)
}

/// Everything on the page, in order, as small as it may be parted.
fn units(job: &Job, template: &Page, prepare: &mut Prepare<'_>, scale: Scale) -> Vec<Unit> {
    let mut all = Vec::new();
    for (at, area) in template.areas.iter().enumerate() {
        let width = template.size.width - template.margin.across() - area.padding.across();
        for (number, block) in area.blocks.iter().enumerate() {
            let parts = parted(block);
            let count = parts.len();
            for (part, what) in parts.into_iter().enumerate() {
                let between = block.space.unwrap_or(area.gap);
                // The gaps of lists, as their pieces have them.
                let gap = if part == 0 { between } else { 0.4 };
                let pieces = prepare.blocks(std::slice::from_ref(&what), area.gap);
                let height = pieces.iter().map(|member| total(&member.piece.lanes(width, scale, job))).sum();
                // Neither the first nor the last item of a list stands alone.
                let keep = goes_before(block) || (count > 1 && (part == 0 || part + 2 == count));
                all.push(Unit { area: at, block: number, what, height, gap: gap * scale.body, keep });
            }
        }
    }
    all
}

/// Keeps what belongs to one service together where a page has room for it: code, address and steps.
fn services_whole(mut units: Vec<Unit>, template: &Page, room: f64) -> Vec<Unit> {
    for (at, area) in template.areas.iter().enumerate().filter(|(_, area)| area.name != area.family) {
        let own: Vec<usize> = (0..units.len()).filter(|unit| units[*unit].area == at).collect();
        let height: f64 = own.iter().map(|unit| units[*unit].gap + units[*unit].height).sum();
        if let Some((_, inner)) = own.split_last().filter(|_| height + area.padding.along() <= room) {
            inner.iter().for_each(|unit| units[*unit].keep = true);
        }
    }
    units
}

/// A block, or each item of a list.
fn parted(block: &Block) -> Vec<Block> {
    let with = |kind: Kind| Block { kind, ..block.clone() };
    match &block.kind {
        Kind::List { items, .. } => {
            items.iter().map(|item| with(Kind::List { items: vec![item.clone()], columns: 1 })).collect()
        }
        Kind::Steps { items, first } => {
            let one = |(at, item): (usize, &Text)| with(Kind::Steps { items: vec![item.clone()], first: first + at });
            items.iter().enumerate().map(one).collect()
        }
        _ => vec![block.clone()],
    }
}

/// Whether a block belongs to what follows it.
fn goes_before(block: &Block) -> bool {
    block.heading().is_some() || matches!(block.kind, Kind::Code { .. })
}

/// Deals units out to pages: the first has so much room, the others so much.
fn deal(units: Vec<Unit>, template: &Page, room: [f64; 2]) -> Vec<Vec<Unit>> {
    let mut pages: Vec<Vec<Unit>> = vec![Vec::new()];
    let mut used = 0.0;
    let need = |unit: &Unit, before: Option<&Unit>| match before {
        Some(before) if before.area == unit.area => unit.gap + unit.height,
        before => {
            let row = if before.is_some() { template.row_gap } else { 0.0 };
            row + template.areas[unit.area].padding.along() + unit.height
        }
    };
    // From behind: how much a unit needs together with what it must not be parted from.
    let mut together = vec![0.0; units.len()];
    for at in (0..units.len()).rev() {
        let before = at.checked_sub(1).map(|before| &units[before]);
        together[at] = need(&units[at], before);
        if units[at].keep && at + 1 < units.len() {
            together[at] += together[at + 1];
        }
    }
    for (unit, together) in units.into_iter().zip(together) {
        let own = room[usize::from(pages.len() > 1)];
        if used + together > own && pages.last().is_some_and(|page| !page.is_empty()) {
            pages.push(Vec::new());
            used = 0.0;
        }
        if let Some(page) = pages.last_mut() {
            used += need(&unit, page.last());
            page.push(unit);
        }
    }
    pages
}

/// A page of these units; items of one list that stay together become one list again.
fn page(template: &Page, units: Vec<Unit>, head: f64, foot: f64) -> Page {
    let mut areas: Vec<Area> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for unit in units {
        let place = (unit.area, unit.block);
        if last.is_none_or(|last| last.0 != unit.area) {
            let row = areas.len();
            let own = template.areas[unit.area].clone();
            areas.push(Area { rows: (row, row + 1), columns: (0, 1), part: (0, 1), blocks: Vec::new(), ..own });
        }
        let Some(area) = areas.last_mut() else { continue };
        let joined = last == Some(place) && join(area.blocks.last_mut(), &unit.what);
        if !joined {
            area.blocks.push(unit.what);
        }
        last = Some(place);
    }
    let mut page = Page { rows: areas.len(), areas, loose: true, ..template.clone() };
    page.margin.top += head;
    page.margin.bottom += foot;
    page
}

/// Adds the items of a list to the same list; whether it is one.
fn join(list: Option<&mut Block>, more: &Block) -> bool {
    match (list.map(|block| &mut block.kind), &more.kind) {
        (Some(Kind::List { items, .. }), Kind::List { items: more, .. })
        | (Some(Kind::Steps { items, .. }), Kind::Steps { items: more, .. }) => {
            items.extend(more.iter().cloned());
            true
        }
        _ => false,
    }
}

/// Draws head and foot of a page, counted from 0. They are no part of what is read aloud.
pub(super) fn running(job: &Job, flow: &Flow, page: &Page, (at, count): (usize, usize), canvas: &mut Canvas) {
    let scale = Scale::full(job.fit.max);
    let width = page.size.width - page.margin.across();
    let mut place = |text: &Text, below: bool| {
        let piece = TextPiece::shape(text, job, &mut Missing::default());
        let height = piece.height(width, scale);
        let y = match below {
            false => page.margin.top - GAP * scale.body - height,
            true => page.size.height - page.margin.bottom + GAP * scale.body,
        };
        piece.place(Point::new(page.margin.left, y), width, scale, None, job, canvas);
    };
    if at > 0 {
        place(&flow.head, false);
    }
    let (number, total) = ((at + 1).to_string(), count.to_string());
    let mut foot = flow.foot.clone();
    for span in &mut foot.spans {
        span.text = span.text.replace("{n}", &number).replace("{total}", &total);
    }
    if count > 1 {
        place(&foot, true);
    }
}
