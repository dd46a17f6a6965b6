//! One language of one layout: spec, resolve and layout.
//!
//! In: a target of one language. Out: its pages; of a layout that is folded, its flat sheets. Where nothing comes of it, the
//! faults say why.

use super::outcome::Composed;
use super::run::{Run, Said};
use crate::diag::Diagnostic;
use crate::spec::target::Target;
use crate::{impose, layout, page, resolve, spec};
use std::collections::BTreeMap;

impl Run<'_> {
    /// The pages of a target of one language.
    pub(super) fn compose_one(&self, target: &Target, said: &mut Said) -> Option<Composed> {
        let Said { sources, faults } = said;
        let region = self.options.region.as_deref();
        let spec = spec::Reader::new(self.world, sources, faults).spec(target, self.guide, region)?;
        if faults.borrow().iter().any(spec::syntax::is_unread) {
            // What lacks because a line could not be read is no fault of its own.
            return None;
        }
        let job = resolve::resolve(&spec, self.world, self.fonts, self.options, faults)?;
        let laid_out = match layout::layout(&job) {
            Ok(laid_out) => laid_out,
            Err(mut found) => {
                faults.borrow_mut().append(&mut found);
                return None;
            }
        };
        faults.borrow_mut().extend(lent(&job));
        let layout::LaidOut { mut document, body, mut left_out } = laid_out;
        match folded(&job, &document.pages) {
            Ok(pages) => {
                faults.borrow_mut().extend(layout::fine::scale_down(&mut document, &job));
                document.pages = pages.unwrap_or(document.pages);
                left_out.splice(0..0, job.left_out.clone());
                let imprints = vec![job.imprint.clone()];
                Some(Composed { document, body, left_out, job, imprints })
            }
            Err(refusal) => {
                faults.borrow_mut().push(refused(refusal));
                None
            }
        }
    }
}

/// The flat sheets of a layout that is folded.
fn folded(job: &resolve::job::Job, panels: &[page::Page]) -> Result<Option<Vec<page::Page>>, impose::Refusal> {
    let fold = match &job.fold {
        None => return Ok(None),
        Some(spec::layout::Fold::Letter(_)) => impose::Fold::Letter { rtl: job.rtl },
        Some(spec::layout::Fold::Tent) => impose::Fold::Tent,
    };
    impose::impose(panels, &impose::Plan::Fold(fold)).map(Some)
}

/// What imposition says against a wish, as a finding.
pub(super) fn refused(refusal: impose::Refusal) -> Diagnostic {
    Diagnostic::error(refusal.code, refusal.message).hint(refusal.hint)
}

/// So many letters are named.
const LETTERS: usize = 12;

/// Says which letters of an own family come from another one.
fn lent(job: &resolve::job::Job) -> Vec<Diagnostic> {
    let mut families: BTreeMap<(String, String), Vec<char>> = BTreeMap::new();
    for (family, from, letter) in job.fonts.lent() {
        families.entry((family, from)).or_default().push(letter);
    }
    let said = |((family, from), letters): ((String, String), Vec<char>)| {
        let more = letters.len().saturating_sub(LETTERS);
        let mut named: Vec<String> = letters.iter().take(LETTERS).map(char::to_string).collect();
        named.extend((more > 0).then(|| format!("and {more} more")));
        let message = format!("`{family}` lacks {}: printed in {from}", named.join(" "));
        Diagnostic::warning("font-letters", message).hint("take a font that has them, or the style of it that has them")
    };
    families.into_iter().map(said).collect()
}
