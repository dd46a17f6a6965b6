//! Many targets: built side by side, told in order, written to disk.
//!
//! In: targets, and what is to be built of each. Out: their outcomes in the targets' order, whoever is ready first.

use super::outcome::{Outcome, Profile};
use super::run::Run;
use crate::diag::{Diagnostic, Fault, plainly};
use crate::impose::Wish;
use crate::spec::target::Target;
use crate::world::World;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// What is to be built of every target.
pub struct Orders<'a> {
    /// Which kinds of file.
    pub profiles: &'a [Profile],
    /// Sheets to print them on.
    pub sheets: Option<&'a Wish>,
    /// How many targets at once; as many as there are processors where absent.
    pub jobs: Option<usize>,
}

/// Builds targets on several threads; results come in the targets' order, whoever is ready first.
pub fn each(run: &Run<'_>, targets: &[Target], orders: &Orders<'_>, mut then: impl FnMut(&Target, Outcome)) {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = orders.jobs.unwrap_or(processors).clamp(1, targets.len().max(1));
    let one = |target: &Target| run.build(target, orders.profiles, orders.sheets);
    if jobs == 1 {
        targets.iter().for_each(|target| then(target, one(target)));
        return;
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, next, one) = (sender.clone(), &next, &one);
            scope.spawn(move || {
                while let Some((at, target)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, targets.get(at)?)))
                {
                    // The receiver lives until every sender is gone.
                    let _ = sender.send((at, one(target)));
                }
            });
        }
        drop(sender);
        let mut waiting = std::collections::BTreeMap::new();
        let mut due = 0;
        for (at, outcome) in receiver {
            waiting.insert(at, outcome);
            while let Some(outcome) = waiting.remove(&due) {
                then(&targets[due], outcome);
                due += 1;
            }
        }
    });
}

/// Writes a file, or says why not.
pub fn save(world: &dyn World, file: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    world.write(file, bytes).map_err(|error| {
        let name = file.display();
        let hint = match error.kind() {
            std::io::ErrorKind::PermissionDenied => "you may not write there: choose another folder with --out",
            std::io::ErrorKind::StorageFull => "the disk is full: make room, or choose another folder with --out",
            _ => "choose another folder with --out",
        };
        let message = format!("{name} cannot be written: {}", plainly(&error));
        Box::new(Diagnostic::error("cannot-write", message).fault(Fault::Machine).hint(hint))
    })
}
