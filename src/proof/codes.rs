//! Codes, read back from the finished file's pixels.
//!
//! In: a page and the places of its codes. Out: what two decoders that are not ours read there, and whether every
//! module is what it should be. Only a code's own region is drawn: a whole page would take ten times as long.

use super::decode::{Reading, read_once};
use super::expected::ExpectedCode;
use super::raster::Grey;
use super::region::{Drawn, module};
use super::report::{CodeReport, Finding, in_mm};
use crate::unit::to_mm;
use std::collections::BTreeSet;

/// Least side of a module in millimetres that phones still read from office paper.
const LEAST_MODULE: f64 = 0.4;

/// What was seen in it.
pub struct Seen<'a> {
    code: &'a ExpectedCode,
    /// Differences and readings; none where the region cannot be drawn.
    found: Option<(Differences, Vec<Reading>)>,
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
    use crate::unit::Rect;

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
