//! Targets: `<language>-<layout>`, e.g. `fr-a4`, `pt-BR-a6-card`.
//!
//! In: what somebody typed, with globs (`fr-*`, `*-a4`) or two languages (`fr+ar-a4-duplex`). Out: the [`Target`]s that it
//! means, in the order of the languages and layouts, or an answer that says what to write. Case carries nothing, tags
//! are what BCP 47 says they are, and a file that was built means its target. `fr-*` is French alone: `fr-CA` is another language.

mod answer;
mod meant;

pub use meant::{Known, Target};

use crate::diag::{Diagnostic, Fault};
use meant::{meant, tidy};

/// What patterns mean, each target once; every pattern that means nothing is an error that says what to write.
///
/// # Errors
/// One finding for each pattern that means nothing.
pub fn expand(patterns: &[String], known: &Known<'_>) -> Result<Vec<Target>, Vec<Diagnostic>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    let mut patterns = patterns.iter().peekable();
    while let Some(wrote) = patterns.next() {
        if let Some(fault) = patterns.peek().and_then(|next| answer::parted(wrote, next, known)) {
            patterns.next();
            faults.push(fault);
            continue;
        }
        let targets = meant(&tidy(wrote), known);
        if targets.is_empty() {
            faults.push(answer::to(wrote, known).fault(Fault::Usage));
        }
        for target in targets {
            if !found.contains(&target) {
                found.push(target);
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

#[cfg(test)]
mod tests;
