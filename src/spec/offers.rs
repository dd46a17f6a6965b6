//! Which other layouts have what one leaves out.
//!
//! In: a layout, and the words keys or sets of screens that it had no room for. Out: the names of layouts for the same use on
//! the same paper that ask for them too and have more pages. They are read, not laid out: this is advice, asked for only
//! where something is left out.

use super::block::{Block, Kind};
use super::layout::Layout;
use super::read::Faults;
use super::{Reader, stems};
use crate::diag::Sources;
use crate::world::World;

/// Names of the layouts that have something which `own` has no room for.
pub fn layouts_with(world: &dyn World, own: &Layout, keys: &[String]) -> Vec<String> {
    let (mut sources, quiet) = (Sources::default(), Faults::default());
    let mut reader = Reader::new(world, &mut sources, &quiet);
    let others = stems(world, "layouts").into_iter().filter(|name| *name != own.name);
    others.filter(|name| reader.layout(name).is_some_and(|other| roomier(&other, own) && asks(&other, keys))).collect()
}

/// Whether a layout serves the same use on the same paper, with more pages.
fn roomier(other: &Layout, own: &Layout) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let same = near(other.size.width, own.size.width) && near(other.size.height, own.size.height);
    same && other.usage == own.usage && other.fold == own.fold && other.grid.pages.len() > own.grid.pages.len()
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
