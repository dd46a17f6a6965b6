//! The press proof: a preflight of files for print shops, on the finished bytes.
//!
//! In: the bytes of a PDF file, what the display list promised, and what the print shop asks for. Out: a [`Report`]; no
//! clean report, no file. The structure is read object by object and the content walked operator by operator with a
//! graphics state of its own, because what matters here (which inks, over what) is lost as soon as a page is drawn.
//! Words, sizes, edges and codes are held against the promise as for office files, counted from the trim.

mod blend;
mod boxes;
mod file;
mod inks;
mod letters;
mod object;
mod painted;
mod plates;
mod samples;
mod shading;
mod space;
mod state;
mod walk;
mod wet;

use super::expected::Expected;
use super::mark::Record;
use super::paint;
use super::raster::Raster;
use super::reader::open;
use super::report::Report;
use super::{PageProof, hold_file, structure, unreadable};
use crate::press::Press;
use crate::unit::Vec2;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name};
use hayro_syntax::page::Page;

/// Holds a file against what was promised and what the print shop asks for.
pub fn prove(bytes: &[u8], expected: &Expected, press: &Press) -> Report {
    let Some(pdf) = open(bytes) else { return unreadable() };
    let mut report = preflight(&pdf, press, Some(expected));
    hold_file(&pdf, expected, &mut report);
    report
}

/// A page with one wet square.
const WET: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n\
    4 0 obj<</Length 26>>stream\n1 0 0 0 k 0 0 9 9 re f      \nendstream endobj\ntrailer<</Root 1 0 R>>\n";

/// Has the reader make its table from inks to light. It does so once, the first time that it meets an ink, and takes as
/// long for it as for a page; beside the layout the time is free.
pub fn warm_up() {
    if let Some(pdf) = open(WET) {
        pdf.pages().iter().for_each(|page| drop(paint::read(page)));
    }
}

/// Judges a file of which nothing is known.
pub fn inspect(bytes: &[u8], press: &Press) -> Report {
    open(bytes).map_or_else(unreadable, |pdf| preflight(&pdf, press, None))
}

fn preflight(pdf: &Pdf, press: &Press, expected: Option<&Expected>) -> Report {
    let said = structure::read(pdf);
    let mut report = Report { fonts: structure::fonts(pdf), title: said.title, lang: said.lang, ..Report::default() };
    structure::embedding(&report.fonts, &mut report.findings);
    let intent = file::check(pdf, &mut report.findings);
    space::check(pdf, intent.as_deref(), &mut report.findings);
    for (at, page) in pdf.pages().iter().enumerate() {
        sheet(page, at, press, expected, &mut report);
    }
    report
}

fn sheet(page: &Page<'_>, at: usize, press: &Press, expected: Option<&Expected>, report: &mut Report) {
    let promised = expected.and_then(|expected| expected.pages.get(at));
    let number = at + 1;
    boxes::check(page, promised, number, &mut report.findings);
    let boxes = boxes::read(page);
    file::annotations(page, boxes.bleed, number, &mut report.findings);
    let plates = walk::walk(page);
    let limit = f64::from(press.ink_limit);
    let pictures = promised.map_or(&[][..], |page| &page.pictures);
    let mut judge =
        plates::Judge { boxes, number, limit, pictures, wet_pictures: Vec::new(), findings: &mut report.findings };
    judge.all(&plates, blends_in_ink(page));
    judge.together(&plates, || letters::read(page));
    for code in promised.iter().flat_map(|page| &page.codes) {
        judge.code(&plates, code);
    }
    let corner = Vec2::new(boxes.trim.x0 - boxes.media.x0, boxes.media.y1 - boxes.trim.y1);
    let size = (boxes.trim.width(), boxes.trim.height());
    let raster = Raster::from_corner(page, corner);
    let Record { marks, placed } = on_sheet(page, corner, size);
    let mut proof = PageProof { raster, marks, whole: placed, size, number };
    promised.into_iter().for_each(|promised| proof.keep_whole(promised));
    proof.look(report);
    if let Some(page) = report.pages.last_mut() {
        page.bleed_mm = Some((boxes.least_bleed() * 100.0).round() / 100.0);
        page.inks = plates.names(boxes.bleed);
    }
    match (promised, expected) {
        (Some(promised), Some(expected)) => proof.hold(promised, expected, report),
        _ => {
            proof.judge_unknown(report);
            proof.read_codes(report);
        }
    }
}

/// What is painted on the page itself, counted from the corner of its trim.
fn on_sheet(page: &Page<'_>, corner: Vec2, (width, height): (f64, f64)) -> Record {
    let sheet = kurbo::Rect::new(0.0, 0.0, width, height);
    let Record { marks, placed } = paint::read(page);
    let moved = marks.into_iter().map(|mark| mark.moved(-corner));
    Record { marks: moved.filter(|mark| !sheet.intersect(mark.rect).is_zero_area()).collect(), placed }
}

/// Whether the page says that what shines through is mixed in ink.
fn blends_in_ink(page: &Page<'_>) -> bool {
    let group = page.raw().get::<Dict<'_>>("Group");
    group.and_then(|group| group.get::<Name<'_>>("CS")).is_some_and(|space| space.as_str() == "DeviceCMYK")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wet_page_can_be_read() {
        let pages =
            open(WET).map(|pdf| pdf.pages().iter().map(|page| paint::read(page).marks.len()).collect::<Vec<_>>());
        assert_eq!(pages, Some(vec![1]));
    }
}
