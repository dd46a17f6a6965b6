//! What all targets of a command share, and what is said on the way.

use crate::diag::Sources;
use crate::resolve::Options;
use crate::spec::read::Faults;
use crate::text::FontSet;
use crate::world::World;

/// What all targets of a command share.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The project's folder, and what is embedded.
    pub world: &'a dyn World,
    /// The fonts that every sheet may use.
    pub fonts: &'a FontSet,
    /// The guide's name.
    pub guide: &'a str,
    /// What the command line decided.
    pub options: &'a Options,
}

/// What is said of a target on the way, and the files that it points into.
#[derive(Debug, Default)]
pub struct Said {
    /// The files.
    pub sources: Sources,
    /// Errors and warnings.
    pub faults: Faults,
}
