//! Codes, read back from the finished file's pixels.
//!
//! In: a page and the places of its codes. Out: what two decoders that are not ours read there, and whether every
//! module is what it should be. Only a code's own region is drawn: a whole page would take ten times as long.

use super::expected::ExpectedCode;
use super::report::{CodeReport, Finding, in_mm};
use crate::unit::{Affine, Rect, Vec2, to_mm};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_interpret::TransformExt;
use hayro_syntax::page::Page;
use rxing::BarcodeFormat;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Pixels a module: enough for the stricter decoder, little enough to be quick.
const PIXELS: usize = 6;
/// Least side of a module in millimetres that phones still read from office paper.
const LEAST_MODULE: f64 = 0.4;

/// Below this value a pixel counts as dark.
const DARK: u8 = 128;

/// Grey values, row by row.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Grey {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The values, 0 black to 255 white.
    pub values: Vec<u8>,
}

impl Grey {
    /// The value in the middle of a square of a grid of so many squares a side, by column and row.
    fn middle(&self, (column, row): (usize, usize), all: usize) -> Option<u8> {
        let middle = |at: usize, pixels: usize| ((at as f64 + 0.5) * pixels as f64 / all as f64) as usize;
        let (x, y) = (middle(column, self.width), middle(row, self.height));
        self.values.get(y * self.width + x).copied()
    }

    /// Every pixel either black or white. How far modules are from either was judged before (see [`compare`]).
    fn in_black_and_white(mut self) -> Self {
        for value in &mut self.values {
            *value = if *value < DARK { 0 } else { 255 };
        }
        self
    }
}

/// A page that parts are drawn of; what was parsed for one part serves the next.
pub struct Raster<'a> {
    page: &'a Page<'a>,
    cache: RenderCache<'a>,
    /// Where parts are counted from, from the top left corner of the whole sheet.
    corner: Vec2,
}

impl<'a> Raster<'a> {
    /// Nothing is drawn yet.
    pub fn new(page: &'a Page<'a>) -> Self {
        Self::from_corner(page, Vec2::ZERO)
    }

    /// Nothing is drawn yet; parts are counted from a point to the right and below the sheet's corner.
    pub fn from_corner(page: &'a Page<'a>, corner: Vec2) -> Self {
        Self { page, cache: RenderCache::new(), corner }
    }

    /// Draws a part, in points from the corner, at so many pixels a point. Letters are not hinted, for
    /// paper is not a screen, and not cached, for few of them lie in the part.
    pub fn draw(&self, part: Rect, scale: f64) -> Option<Pixmap> {
        let pixels = |length: f64| u16::try_from((length * scale).round().max(1.0) as i64).ok();
        let (width, height) = (pixels(part.width())?, pixels(part.height())?);
        let mut context = RenderContext::new(width, height);
        let page = self.page.initial_transform(true).to_kurbo();
        let transform = Affine::scale(scale) * Affine::translate(-part.origin().to_vec2() - self.corner) * page;
        let settings = RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
        render_into(self.page, &self.cache, &super::settings(), &settings, &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let target = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
        context.render_with(&mut pixmap, &mut Resources::default(), target);
        Some(pixmap)
    }

    /// The grey values of a part.
    pub fn grey(&self, part: Rect, scale: f64) -> Option<Grey> {
        let pixmap = self.draw(part, scale)?;
        let values = pixmap.data().iter().map(|pixel| {
            let luma = u32::from(pixel.r) * 299 + u32::from(pixel.g) * 587 + u32::from(pixel.b) * 114;
            (luma / 1000) as u8
        });
        Some(Grey { width: pixmap.width().into(), height: pixmap.height().into(), values: values.collect() })
    }
}

/// A code's region, drawn from the file.
pub struct Drawn<'a> {
    code: &'a ExpectedCode,
    grey: Option<Grey>,
}

/// What was seen in it.
pub struct Seen<'a> {
    code: &'a ExpectedCode,
    /// Differences and readings; none where the region cannot be drawn.
    found: Option<(Differences, Vec<Reading>)>,
}

/// Draws the region of an expected code.
pub fn draw<'a>(page: &Raster<'_>, code: &'a ExpectedCode) -> Drawn<'a> {
    let region = code.rect.inflate(code.quiet(), code.quiet());
    Drawn { code, grey: page.grey(region, PIXELS as f64 / module(code)) }
}

impl<'a> Drawn<'a> {
    /// Compares the modules and has the decoders read; needs nothing of the file, so codes are read side by side.
    pub fn look(self) -> Seen<'a> {
        let modules = self.code.modules;
        let found = self.grey.map(|grey| (compare(&grey, self.code), read_once(grey.in_black_and_white(), modules)));
        Seen { code: self.code, found }
    }
}

impl<'a> Seen<'a> {
    /// Nothing was seen.
    pub fn nothing(code: &'a ExpectedCode) -> Self {
        Self { code, found: None }
    }
}

/// Side of a module in points.
fn module(code: &ExpectedCode) -> f64 {
    code.rect.width() / code.modules as f64
}

/// Says what is wrong with a code, and what it says.
pub fn check(seen: &Seen<'_>, number: usize, findings: &mut Vec<Finding>) -> CodeReport {
    let code = seen.code;
    let module_mm = to_mm(module(code));
    let mut report = CodeReport {
        page: number,
        rect_mm: in_mm(code.rect),
        module_mm: (module_mm * 1000.0).round() / 1000.0,
        text: String::new(),
        read_by: Vec::new(),
    };
    let mut fault = |code_of: &'static str, message: String, hint| {
        findings.push(Finding::error(code_of, number, message, hint).at(code.rect).about(code.origin));
    };
    if module_mm < LEAST_MODULE - 1e-6 {
        let message = format!("the modules of a code are {module_mm:.2} mm wide, least {LEAST_MODULE} mm");
        fault("module-small", message, "make the code larger");
    }
    let Some((faults, read)) = &seen.found else {
        fault("code-unreadable", "a code cannot be drawn".to_owned(), "make the code smaller");
        return report;
    };
    if faults.quiet > 0 {
        let message = format!("something stands in the quiet zone of the code for {}", code.text);
        fault("quiet-zone", message, "keep 4 modules round a code free");
    }
    if faults.modules > 0 {
        let message = format!("{} modules of the code for {} are not what they should be", faults.modules, code.text);
        fault("code-covered", message, "let nothing cover a code");
    }
    judge(read, number, code, &mut report, findings);
    report
}

fn judge(read: &[Reading], number: usize, code: &ExpectedCode, report: &mut CodeReport, findings: &mut Vec<Finding>) {
    report.read_by = read.iter().map(|reading| reading.decoder).collect();
    report.text = read.first().map_or_else(String::new, |reading| reading.text.clone());
    if let Some(Reading { decoder, text, .. }) = read.iter().find(|reading| reading.text != code.text) {
        let message = format!("a code says {text} ({decoder}), not {}", code.text);
        findings
            .push(Finding::error("code-wrong", number, message, "this is a fault of flyer: report it").at(code.rect));
    }
    let decoders: BTreeSet<&str> = read.iter().map(|reading| reading.decoder).collect();
    let finding = match decoders.len() {
        0 => Some(Finding::error(
            "code-unreadable",
            number,
            format!("no decoder reads the code for {}", code.text),
            "make it larger, and let nothing cover it",
        )),
        1 => Some(Finding::error(
            "code-weak",
            number,
            format!("only one of two decoders reads the code for {}", code.text),
            "make it larger",
        )),
        _ => None,
    };
    findings.extend(finding.map(|finding| finding.at(code.rect).about(code.origin)));
}

/// What a decoder read.
#[derive(Clone)]
pub struct Reading {
    /// The decoder.
    pub decoder: &'static str,
    /// The text.
    pub text: String,
    /// Modules a side, where the decoder tells.
    pub modules: Option<usize>,
}

/// Pictures that were read, each pixel of them, with what was read.
type Readings = BTreeMap<Arc<Grey>, Arc<OnceLock<Vec<Reading>>>>;

/// What the decoders read in a picture, read once a process: they take as long as all the rest of the proof, and the
/// files of one run, office and press, in all languages, hold the same codes. Decoders see pixels and nothing else, and
/// only a picture equal in each of them is taken for the same, so a code that differs anywhere is read for itself.
fn read_once(picture: Grey, modules: usize) -> Vec<Reading> {
    static READ: Mutex<Readings> = Mutex::new(Readings::new());
    let picture = Arc::new(picture);
    let slot = Arc::clone(READ.lock().unwrap_or_else(PoisonError::into_inner).entry(Arc::clone(&picture)).or_default());
    slot.get_or_init(|| read_in_place(&picture, modules)).clone()
}

/// What each decoder reads in a picture of a code of so many modules with its quiet zone. `rxing` looks for the code by
/// itself, as telephones do; `rqrr` reads what is dark in the middles of the modules, for the search of a grid that is known
/// takes it longer than all the rest.
fn read_in_place(grey: &Grey, modules: usize) -> Vec<Reading> {
    let mut read: Vec<Reading> = found_by_rxing(grey).into_iter().collect();
    // Codes on folded sheets stand on their heads.
    let turned = |turns: usize| {
        rqrr::SimpleGrid::from_func(modules, |x, y| {
            let (quiet, last) = (crate::page::Code::QUIET, modules - 1);
            let (x, y) = [(x, y), (last - y, x), (last - x, last - y), (y, last - x)][turns];
            grey.middle((x + quiet, y + quiet), modules + 2 * quiet).is_some_and(|value| value < DARK)
        })
    };
    let decoded = (0..4).find_map(|turns| rqrr::Grid::new(turned(turns)).decode().ok());
    read.extend(decoded.map(|(meta, text)| Reading { decoder: "rqrr", text, modules: Some(meta.version.to_size()) }));
    read
}

fn found_by_rxing(grey: &Grey) -> Option<Reading> {
    let qr = Some(BarcodeFormat::QR_CODE);
    let result = rxing::helpers::detect_in_luma(grey.values.clone(), grey.width as u32, grey.height as u32, qr).ok()?;
    Some(Reading { decoder: "rxing", text: result.getText().to_owned(), modules: None })
}

/// What each decoder finds in a picture that may hold a code anywhere.
pub fn read_all(grey: &Grey) -> Vec<Reading> {
    let mut read: Vec<Reading> = found_by_rxing(grey).into_iter().collect();
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(grey.width, grey.height, |x, y| grey.values[y * grey.width + x]);
    for grid in prepared.detect_grids() {
        if let Ok((meta, text)) = grid.decode() {
            read.push(Reading { decoder: "rqrr", text, modules: Some(meta.version.to_size()) });
        }
    }
    read
}

/// Modules that are not what they should be.
pub struct Differences {
    quiet: usize,
    modules: usize,
}

/// Compares the middle of every module, and of every module of the quiet zone, with what it should be.
fn compare(grey: &Grey, code: &ExpectedCode) -> Differences {
    let quiet = crate::page::Code::QUIET;
    let all = code.modules + 2 * quiet;
    let mut found = Differences { quiet: 0, modules: 0 };
    for row in 0..all {
        for column in 0..all {
            let Some(value) = grey.middle((column, row), all) else { continue };
            let inside = |at: usize| (quiet..quiet + code.modules).contains(&at);
            if inside(row) && inside(column) {
                let dark = code.dark[(row - quiet) * code.modules + column - quiet];
                // A dark module must be nearly black and a light one nearly white: tints eat contrast.
                found.modules += usize::from(if dark { value > 64 } else { value < 224 });
            } else {
                found.quiet += usize::from(value < 224);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(read: &[(&'static str, &str)]) -> Vec<(&'static str, bool)> {
        let code = ExpectedCode {
            text: "https://example.org/".into(),
            rect: Rect::new(0.0, 0.0, 90.0, 90.0),
            modules: 29,
            dark: Vec::new(),
            origin: None,
        };
        let reading = |(decoder, text): &(&'static str, &str)| Reading { decoder, text: (*text).into(), modules: None };
        let read: Vec<Reading> = read.iter().map(reading).collect();
        let mut report =
            CodeReport { page: 1, rect_mm: [0.0; 4], module_mm: 1.0, text: String::new(), read_by: Vec::new() };
        let mut findings = Vec::new();
        judge(&read, 1, &code, &mut report, &mut findings);
        findings.iter().map(|finding| (finding.code, finding.severity == crate::diag::Severity::Error)).collect()
    }

    #[test]
    fn both_decoders_must_read_the_registered_address() {
        let right = "https://example.org/";
        assert_eq!(findings(&[("rxing", right), ("rqrr", right)]), []);
        assert_eq!(findings(&[("rxing", right)]), [("code-weak", true)]);
        assert_eq!(findings(&[("rqrr", right)]), [("code-weak", true)]);
        assert_eq!(findings(&[]), [("code-unreadable", true)]);
        assert_eq!(findings(&[("rxing", right), ("rqrr", "https://example.net/")]), [("code-wrong", true)]);
        // Twice the same decoder is one decoder.
        assert_eq!(findings(&[("rqrr", right), ("rqrr", right)]), [("code-weak", true)]);
    }
}
