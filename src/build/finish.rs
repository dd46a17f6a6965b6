//! From pages to files: imposition, export and proof.
//!
//! In: pages. Out: for each kind of file its bytes and what other code than wrote them sees in them, or why there are none.

use super::compose::refused;
use super::outcome::{Built, Composed, Profile};
use crate::diag::Diagnostic;
use crate::{export, impose, layout, page, press, proof};

/// The finished files: of the pages themselves, or of sheets with the pages on them. Sheets are made only of pages that
/// are proven.
pub(super) fn make(
    composed: &Composed,
    profiles: &[Profile],
    sheets: Option<&impose::Wish>,
) -> Vec<Result<Built, Vec<Diagnostic>>> {
    let plain = finish_all(composed, profiles);
    let Some(wish) = sheets else { return plain };
    let fault = |built: &Result<Built, Vec<Diagnostic>>| match built {
        Ok(built) => !built.report.is_clean(),
        Err(_) => true,
    };
    if plain.iter().any(fault) {
        return plain;
    }
    match on_sheets(composed, wish) {
        Ok(document) => finish_sheets(composed, &document, profiles),
        Err(refusal) => vec![Err(vec![refused(refusal)])],
    }
}

/// The document with its pages on sheets.
///
/// # Errors
/// What stands against the wish.
pub fn on_sheets(composed: &Composed, wish: &impose::Wish) -> Result<page::Document, impose::Refusal> {
    let letter = |words: &str| {
        let (items, width) = layout::slug::letter(&composed.job, words);
        impose::Lettered { items, width }
    };
    let document = &composed.document;
    let pages = impose::impose(&document.pages, &wish.plan(document, &letter))?;
    Ok(page::Document { placed: document.pages.clone(), pages, ..document.clone() })
}

fn finish_sheets(
    composed: &Composed,
    document: &page::Document,
    profiles: &[Profile],
) -> Vec<Result<Built, Vec<Diagnostic>>> {
    profiles.iter().map(|profile| write(document, &composed.job.press, *profile)).collect()
}

/// Export and proof for every profile, side by side, for they have nothing in common but the pages.
fn finish_all(composed: &Composed, profiles: &[Profile]) -> Vec<Result<Built, Vec<Diagnostic>>> {
    let [first, others @ ..] = profiles else { return Vec::new() };
    std::thread::scope(|scope| {
        let others: Vec<_> = others.iter().map(|profile| scope.spawn(|| finish(composed, *profile))).collect();
        let mut all = vec![finish(composed, *first)];
        all.extend(others.into_iter().map(|other| {
            other
                .join()
                .unwrap_or_else(|_| Err(vec![Diagnostic::error("crashed", "a writer or proof stopped halfway")]))
        }));
        all
    })
}

/// Export and proof: the bytes, and what other code than wrote them sees in them.
pub fn finish(composed: &Composed, profile: Profile) -> Result<Built, Vec<Diagnostic>> {
    write(&composed.document, &composed.job.press, profile)
}

fn write(document: &page::Document, press: &press::Press, profile: Profile) -> Result<Built, Vec<Diagnostic>> {
    let expected = proof::Expected::of(document);
    let (pdf, report) = match profile {
        Profile::Office => {
            let pdf = export::office(document)?;
            let report = proof::prove(&pdf, &expected);
            (pdf, report)
        }
        Profile::Press => {
            let pdf = export::press(document, press)?;
            let report = proof::press::prove(&pdf, &expected, press);
            (pdf, report)
        }
    };
    Ok(Built { profile, pdf, report })
}
