//! The line that the tests send their targets down: the guide on Meta's AI.

use flyer::build::Run;
use flyer::resolve::Options;
use flyer::text::FontSet;
use flyer::world::Memory;

pub fn run<'a>(world: &'a Memory, fonts: &'a FontSet, options: &'a Options) -> Run<'a> {
    Run { world, fonts, guide: "meta-ai", options }
}
