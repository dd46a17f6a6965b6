//! The whole line for one target: laid out once, written for every profile.

use super::faint;
use super::finish::make;
use super::outcome::{Composed, Outcome, Profile};
use super::run::{Run, Said};
use super::slug;
use crate::diag::{self, Diagnostic};
use crate::spec::target::Target;
use crate::{impose, proof, spec, unit};

impl Run<'_> {
    /// Files of a target, one for each profile, on sheets where these are wished; or why there are none.
    pub fn build(&self, target: &Target, profiles: &[Profile], sheets: Option<&impose::Wish>) -> Outcome {
        let mut said = Said::default();
        let composed = std::thread::scope(|scope| {
            if profiles.contains(&Profile::Press) {
                scope.spawn(proof::press::warm_up);
            }
            self.compose(target, &mut said)
        });
        let Said { sources, faults } = said;
        let mut diagnostics = faults.into_inner();
        let left_out = composed.as_ref().map_or_else(Vec::new, |composed| composed.left_out.clone());
        diagnostics.extend(left_out.iter().map(|left| left.diagnostic(self.options.strict)));
        diagnostics.extend(composed.iter().flat_map(|composed| faint::check(&composed.document)));
        diagnostics.extend(composed.as_ref().and_then(|composed| said_of_sheets(composed, sheets?)));
        let mut files = Vec::new();
        for built in composed.as_ref().map_or_else(Vec::new, |composed| make(composed, profiles, sheets)) {
            match built {
                Ok(built) => {
                    diagnostics.append(&mut built.report.diagnostics());
                    files.push(built);
                }
                Err(mut found) => diagnostics.append(&mut found),
            }
        }
        let mut diagnostics = spec::syntax::without_followers(diagnostics, &sources);
        let silent = unexplained(files.len() == profiles.len(), &diagnostics);
        diagnostics.extend(silent);
        if diagnostics.iter().any(Diagnostic::is_error) {
            files.clear();
        }
        let body = composed.as_ref().map(|composed| composed.body);
        let imprints = composed.map_or_else(Vec::new, |composed| composed.imprints);
        Outcome { files, body, imprints, left_out, diagnostics, sources }
    }

    /// The pages of a target, of one language or of two. Where nothing comes of it, the faults say why.
    pub fn compose(&self, target: &Target, said: &mut Said) -> Option<Composed> {
        let mut composed = match target.language.split_once('+') {
            Some(pair) => self.compose_pair(target, pair, said),
            None => self.compose_with_advice(target, said),
        };
        if let Some(Composed { document, job, .. }) = &mut composed {
            slug::letter(document, &target.to_string(), job);
        }
        let silent = unexplained(composed.is_some(), &said.faults.borrow());
        said.faults.borrow_mut().extend(silent);
        composed
    }
}

/// No sheet and no error: a stage that gave up must have said why, so this is a fault of flyer itself.
fn unexplained(made: bool, said: &[Diagnostic]) -> Option<Diagnostic> {
    let silent = !made && !said.iter().any(Diagnostic::is_error);
    silent.then(|| {
        Diagnostic::error("no-reason", "the sheet could not be made, and flyer does not say why: this is its own fault")
            .fault(diag::Fault::Machine)
            .hint("please report it, with your flyer.toml, layout and words")
    })
}

/// What whoever prints has to know of the sheets: blank pages, and where to cut if no mark says it.
fn said_of_sheets(composed: &Composed, sheets: &impose::Wish) -> Option<Diagnostic> {
    let pages = &composed.document.pages;
    match sheets {
        impose::Wish::Booklet { .. } => {
            let (count, blank) = (pages.len(), impose::Booklet::blanks(pages.len()));
            let message = format!("{count} pages make a booklet of {}: the last {blank} stay blank", count + blank);
            (blank > 0).then(|| Diagnostic::warning("blank-pages", message))
        }
        impose::Wish::Nup(nup) => {
            let (across, down) = nup.unmarked(pages.first()?)?;
            let told =
                |at: Vec<f64>| at.iter().map(|at| format!("{:.1}", unit::to_mm(*at))).collect::<Vec<_>>().join(", ");
            let lines = [("left", across), ("top", down)].into_iter().filter(|(_, at)| !at.is_empty());
            let lines: Vec<String> = lines.map(|(edge, at)| format!("{} mm from the {edge}", told(at))).collect();
            let message = "the paper has no room for some of the cut marks";
            let hint = format!("cut at {}, or take larger paper", lines.join(" and at "));
            (pages.len() < 3).then(|| Diagnostic::warning("no-cut-marks", message).hint(hint))
        }
        impose::Wish::Tiles { .. } => None,
    }
}
