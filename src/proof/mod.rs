//! Proof: the finished bytes, opened again by other code than wrote them.
//!
//! In: the bytes of a PDF file, and what the display list promised ([`Expected`]). Out: a [`Report`]; no clean report,
//! no file. The reader (`hayro`) and the decoders (`rxing`, `rqrr`) share nothing with the writer: every code is drawn
//! from the file and read by both, every word is extracted and compared, everything painted is looked at in order.

mod address;
mod checks;
mod codes;
mod decode;
mod expected;
mod flat;
mod logos;
mod mark;
mod outline;
mod paint;
mod picture;
pub mod press;
mod quote;
mod raster;
mod reader;
mod region;
mod report;
mod sheet;
mod structure;
mod words;

pub use expected::{Expected, ExpectedAddress, ExpectedCode, ExpectedPage, ExpectedPicture, ExpectedRun};
pub use outline::Element;
pub use picture::{picture, pixels};
pub use report::{CodeReport, Finding, FontReport, ImageReport, PageReport, Report};
pub use sheet::sheet;

use crate::page::Purpose;
use crate::unit::{Rect, to_mm};
use decode::Reading;
use flat::Sheet;
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use mark::{Kind, Mark, Record};
use quote::Quoted;
use raster::Raster;
use reader::open;

/// Dots per inch of the search for codes in files of others.
const SEARCH_DPI: f64 = 200.0;

/// Holds a file against what was promised.
pub fn prove(bytes: &[u8], expected: &Expected) -> Report {
    let Some(pdf) = open(bytes) else { return unreadable() };
    let (mut report, structure) = overview(&pdf);
    // Sheets are for paper; what is read aloud is the file of the pages themselves.
    report.findings.retain(|finding| !expected.sheets || finding.code != "untagged");
    let pages = pdf.pages();
    hold_file(&pdf, expected, &mut report);
    if !expected.sheets {
        hold_order(&structure, expected, &mut report);
    }
    for (at, (page, promised)) in pages.iter().zip(&expected.pages).enumerate() {
        let mut proof = PageProof::of(page, at + 1);
        proof.keep_whole(promised);
        proof.look(&mut report);
        let (width, height) = proof.size;
        if (width - promised.size.0).abs() > 0.01 || (height - promised.size.1).abs() > 0.01 {
            let message = format!("the page is {:.2} x {:.2} mm large", to_mm(width), to_mm(height));
            report.findings.push(Finding::error("page-size", at + 1, message, "this is a fault of flyer: report it"));
        }
        proof.hold(promised, expected, &mut report);
    }
    report
}

/// Holds what the file says of itself against what was promised.
fn hold_file(pdf: &Pdf, expected: &Expected, report: &mut Report) {
    if pdf.pages().len() != expected.pages.len() {
        let message = format!("the file has {} pages, not {}", pdf.pages().len(), expected.pages.len());
        report.findings.push(Finding::error("page-count", 0, message, "this is a fault of flyer: report it"));
    }
    for (name, found, wanted) in [("title", &report.title, &expected.title), ("language", &report.lang, &expected.lang)]
    {
        if found.as_ref().is_some_and(|found| found != wanted) {
            let message = format!("the {name} of the file is not \"{wanted}\"");
            report.findings.push(Finding::error("metadata-differs", 0, message, "this is a fault of flyer: report it"));
            break;
        }
    }
}

/// Holds what a screen reader finds against what was promised.
fn hold_order(structure: &structure::Structure, expected: &Expected, report: &mut Report) {
    outline::compare(&structure.outline, &expected.outline, &mut report.findings);
    let hint = "this is a fault of flyer: report it";
    if structure.disordered {
        let message = "the words are read in another order than they stand on the page";
        report.findings.push(Finding::error("structure-differs", 0, message, hint));
    }
    if structure.rtl != expected.rtl {
        let (wrong, right) = if expected.rtl { ("left", "right") } else { ("right", "left") };
        let message = format!("the file says that it is read from the {wrong}, not from the {right}");
        report.findings.push(Finding::error("metadata-differs", 0, message, hint));
    }
}

/// Looks into a file of which nothing is known.
pub fn inspect(bytes: &[u8]) -> Report {
    let Some(pdf) = open(bytes) else { return unreadable() };
    let (mut report, _) = overview(&pdf);
    for (at, page) in pdf.pages().iter().enumerate() {
        let proof = PageProof::of(page, at + 1);
        proof.look(&mut report);
        proof.judge_unknown(&mut report);
        proof.read_codes(&mut report);
    }
    report
}

fn unreadable() -> Report {
    let finding = Finding::error("unreadable", 0, "this is not a PDF file that can be read", "give a PDF file");
    Report { findings: vec![finding], ..Report::default() }
}

fn overview(pdf: &Pdf) -> (Report, structure::Structure) {
    let structure = structure::read(pdf);
    let fonts = structure::fonts(pdf);
    let mut findings = Vec::new();
    structure::check(&structure, &fonts, &mut findings);
    let (title, lang, tagged) = (structure.title.clone(), structure.lang.clone(), structure.tagged);
    (Report { fonts, title, lang, tagged, findings, ..Report::default() }, structure)
}

/// A page under proof: its marks and size counted from the corner of the trimmed page.
struct PageProof<'a> {
    raster: Raster<'a>,
    marks: Vec<Mark>,
    /// Whether the marks are all that is painted, each with its place.
    whole: bool,
    size: (f64, f64),
    number: usize,
}

impl<'a> PageProof<'a> {
    /// A page without bleed.
    fn of(page: &'a Page<'a>, number: usize) -> Self {
        let (width, height) = page.render_dimensions();
        let size = (f64::from(width), f64::from(height));
        let Record { marks, placed } = paint::read(page);
        Self { raster: Raster::new(page), marks, whole: placed, size, number }
    }

    /// Of a sheet with parts of pages only the words that are seen whole are looked at.
    fn keep_whole(&mut self, promised: &ExpectedPage) {
        if promised.parts {
            self.whole = false;
            self.marks.retain(|mark| mark.seen == mark.rect || !matches!(mark.kind, Kind::Text { .. }));
        }
    }

    /// Reports what is there, and checks what needs no promise.
    fn look(&self, report: &mut Report) {
        let mut sizes: Option<[f64; 2]> = None;
        let mut letters = 0;
        for mark in &self.marks {
            match &mark.kind {
                Kind::Text { text, size, .. } if !text.trim().is_empty() => {
                    letters += text.chars().filter(|c| !c.is_whitespace()).count();
                    sizes = Some(sizes.map_or([*size; 2], |[least, most]| [least.min(*size), most.max(*size)]));
                }
                Kind::Image { pixels, size } => {
                    let dpi = checks::dpi(*pixels, *size);
                    report.images.push(ImageReport { page: self.number, pixels: *pixels, dpi });
                }
                Kind::Text { .. } | Kind::Fill { .. } | Kind::Stroke { .. } | Kind::Pattern => {}
            }
        }
        let size_mm = [self.size.0, self.size.1].map(to_mm);
        report.pages.push(PageReport { size_mm, type_pt: sizes, letters, bleed_mm: None, inks: Vec::new() });
        checks::resolution(&self.marks, self.number, &mut report.findings);
    }

    /// Whether the words of a page can be read of which nothing was promised.
    fn judge_unknown(&self, report: &mut Report) {
        let quoted = Quoted { marks: &self.marks, owner: &[], runs: &[] };
        checks::legible(quoted, self.number, &mut report.findings);
    }

    /// Holds the page against what was promised.
    fn hold(&self, promised: &ExpectedPage, expected: &Expected, report: &mut Report) {
        let (marks, number, findings) = (&self.marks, self.number, &mut report.findings);
        let owner = match promised.parts {
            true => Vec::new(),
            false => words::compare(marks, &promised.runs, number, findings),
        };
        address::check(marks, &owner, promised, number, findings);
        let quoted = Quoted { marks, owner: &owner, runs: &promised.runs };
        checks::legible(quoted, number, findings);
        checks::sizes(quoted, expected.least, number, findings);
        if !expected.sheets {
            if !promised.parts {
                checks::overlaps(quoted, number, findings);
            }
            checks::edges(quoted, Rect::new(0.0, 0.0, self.size.0, self.size.1), expected.safe, number, findings);
            checks::code_edges(expected, promised, number, findings);
        }
        checks::intruders(marks, promised, number, findings);
        for seen in self.see(&promised.codes) {
            let read = codes::check(&seen, number, findings);
            report.codes.push(read);
        }
        if expected.sheets {
            return;
        }
        let logos = promised.pictures.iter().filter(|picture| picture.purpose == Purpose::Logo);
        findings.extend(logos.filter_map(|logo| logos::check(self.record(), &self.raster, logo, number)));
        let mut places = checks::candidates(marks);
        places.retain(|rect| !promised.codes.iter().any(|code| code.rect.intersect(*rect).area() > 0.5 * rect.area()));
        for (rect, read) in self.search(places) {
            let message = format!("there is a code on the page that nobody asked for: {}", read[0].text);
            let hint = "take it out, or register its link";
            findings.push(Finding::error("code-unexpected", number, message, hint).at(rect));
        }
    }

    /// What it paints, where that is known of all of it.
    fn record(&self) -> Option<Sheet<'_>> {
        let area = Rect::new(0.0, 0.0, self.size.0, self.size.1);
        self.whole.then_some(Sheet { marks: &self.marks, area })
    }

    /// Draws the codes, and has them read side by side.
    fn see<'c>(&self, codes: &'c [ExpectedCode]) -> Vec<codes::Seen<'c>> {
        std::thread::scope(|scope| {
            let record = self.record();
            let looking: Vec<_> = codes
                .iter()
                .map(|code| region::draw(code, record, &self.raster))
                .map(|drawn| scope.spawn(move || drawn.look()))
                .collect();
            // A decoder that gives up halfway has read nothing: the code then counts as unreadable.
            let seen = looking.into_iter().zip(codes);
            seen.map(|(look, code)| look.join().unwrap_or_else(|_| codes::Seen::nothing(code))).collect()
        })
    }

    /// Reads whatever codes there are.
    fn read_codes(&self, report: &mut Report) {
        let mut places = checks::candidates(&self.marks);
        if places.is_empty() {
            places.push(Rect::new(0.0, 0.0, self.size.0, self.size.1));
        }
        for (rect, read) in self.search(places) {
            let modules = read.iter().find_map(|reading| reading.modules);
            let module_mm = modules.map_or(0.0, |modules| to_mm(rect.width()) / modules as f64);
            report.codes.push(CodeReport {
                page: self.number,
                rect_mm: report::in_mm(rect),
                module_mm: (module_mm * 1000.0).round() / 1000.0,
                text: read[0].text.clone(),
                read_by: read.iter().map(|reading| reading.decoder).collect(),
            });
        }
    }

    /// Codes in places that could hold one.
    fn search(&self, places: Vec<Rect>) -> Vec<(Rect, Vec<Reading>)> {
        let mut found = Vec::new();
        for rect in places {
            let around = rect.inflate(rect.width() * 0.12, rect.height() * 0.12);
            let longest = rect.width().max(rect.height());
            let scale = (SEARCH_DPI / 72.0).min(1200.0 / longest).max(240.0 / longest);
            let read = self.raster.grey(around, scale).map(|grey| decode::read_all(&grey)).unwrap_or_default();
            if !read.is_empty() {
                found.push((rect, read));
            }
        }
        found
    }
}
