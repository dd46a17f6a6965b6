//! Which other layouts have what one leaves out.
//!
//! In: a layout, and the words keys, sets of screens or particulars of an organisation that it had no room for. Out: the names of layouts for the same use on
//! the same paper that ask for them too and have more pages; or of those for the same use with more room. They are read, not
//! laid out: whoever names them tries them first.

use super::block::{Block, Kind};
use super::layout::Layout;
use super::organisation::lacking;
use super::read::Faults;
use super::{Reader, stems};
use crate::diag::Sources;
use crate::world::World;

/// Names of the layouts that have something which the layout `own` has no room for.
pub fn layouts_with(world: &dyn World, own: &str, keys: &[String]) -> Vec<String> {
    let (own, others) = read(world, own);
    let Some(own) = own else { return Vec::new() };
    let more = |other: &Layout| same_paper(other, &own) && other.grid.pages.len() > own.grid.pages.len();
    others.into_iter().filter(|other| more(other) && asks(other, keys)).map(|other| other.name).collect()
}

/// Names of the layouts for the same use that say of an organisation what the layout `own` does not: those on the same paper
/// first, then those with more room, the smallest first.
pub fn layouts_saying(world: &dyn World, own: &str, keys: &[String]) -> Vec<String> {
    let (layout, others) = read(world, own);
    let Some(layout) = layout else { return Vec::new() };
    let says = |other: &Layout| !lacking(other).iter().any(|lacks| keys.iter().any(|key| key == lacks.key()));
    let saying: Vec<Layout> = others.into_iter().filter(says).collect();
    let same = saying.iter().filter(|other| same_paper(other, &layout)).map(|other| other.name.clone());
    let larger = with_more_room(&saying, &layout).into_iter().filter(|other| !same_paper(other, &layout));
    same.chain(larger.map(|other| other.name.clone())).collect()
}

/// Names of the layouts for the same use that have more room than the layout `own`, the smallest first.
pub fn roomier(world: &dyn World, own: &str) -> Vec<String> {
    let (own, others) = read(world, own);
    let Some(own) = own else { return Vec::new() };
    with_more_room(&others, &own).into_iter().map(|other| other.name.clone()).collect()
}

/// The layouts for the same use that have more room than one, the smallest first.
fn with_more_room<'l>(others: &'l [Layout], own: &Layout) -> Vec<&'l Layout> {
    let room = |layout: &Layout| layout.size.area() * layout.grid.pages.len().max(1) as f64;
    let more =
        |other: &&Layout| other.usage == own.usage && american(other) == american(own) && room(other) > room(own);
    let mut others: Vec<&Layout> = others.iter().filter(more).collect();
    others.sort_by(|one, other| room(one).total_cmp(&room(other)));
    others
}

/// Whether a layout is for North American paper, which printers elsewhere do not hold.
fn american(layout: &Layout) -> bool {
    const INCH: f64 = 72.0;
    [(8.5, 11.0), (11.0, 17.0)].into_iter().any(|(width, height)| {
        (layout.size.width - width * INCH).abs() < 0.5 && (layout.size.height - height * INCH).abs() < 0.5
    })
}

/// A layout, and all others.
fn read(world: &dyn World, own: &str) -> (Option<Layout>, Vec<Layout>) {
    let (mut sources, quiet) = (Sources::default(), Faults::default());
    let mut reader = Reader::new(world, &mut sources, &quiet);
    let others = stems(world, "layouts").into_iter().filter(|name| name != own);
    let others = others.filter_map(|name| reader.layout(&name)).collect();
    (reader.layout(own), others)
}

/// Whether a layout serves the same use on the same paper.
fn same_paper(other: &Layout, own: &Layout) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let same = near(other.size.width, own.size.width) && near(other.size.height, own.size.height);
    same && other.usage == own.usage && other.fold == own.fold
}

/// Whether a layout asks for one of these words or sets.
fn asks(layout: &Layout, keys: &[String]) -> bool {
    let drawn =
        |name: &&String| layout.grid.pages.iter().flatten().flatten().any(|cell| cell.starts_with(name.as_str()));
    layout.areas.iter().filter(|(name, _)| drawn(name)).any(|(_, area)| holds(&area.blocks, keys))
}

fn holds(blocks: &[Block], keys: &[String]) -> bool {
    let any = |own: &[super::read::At<String>]| own.iter().any(|key| keys.contains(&key.value));
    blocks.iter().any(|block| match &block.kind {
        Kind::Text { keys: own, .. } | Kind::List { keys: own, .. } | Kind::Screens { sets: own } => any(own),
        Kind::Panel { blocks, .. } | Kind::Code { beside: blocks, .. } => holds(blocks, keys),
        _ => false,
    })
}
