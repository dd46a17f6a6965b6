//! What the proof saw, for people and for tools.

use crate::diag::{Diagnostic, Origin, Severity};
use serde::Serialize;
use std::fmt;

/// What was seen in a file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The pages.
    pub pages: Vec<PageReport>,
    /// The codes.
    pub codes: Vec<CodeReport>,
    /// The fonts.
    pub fonts: Vec<FontReport>,
    /// The pictures.
    pub images: Vec<ImageReport>,
    /// Title in the metadata.
    pub title: Option<String>,
    /// Language of the document.
    pub lang: Option<String>,
    /// Whether the reading order is tagged.
    pub tagged: bool,
    /// Everything that is wrong or should be looked at.
    pub findings: Vec<Finding>,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct PageReport {
    /// Width and height of the trimmed page in millimetres.
    pub size_mm: [f64; 2],
    /// Smallest and largest type size in points.
    pub type_pt: Option<[f64; 2]>,
    /// Number of letters.
    pub letters: usize,
    /// In a file for print shops: least bleed in millimetres.
    pub bleed_mm: Option<f64>,
    /// In a file for print shops: the inks that it is printed with.
    pub inks: Vec<String>,
}

/// A code.
#[derive(Clone, Debug, Serialize)]
pub struct CodeReport {
    /// Page, from 1.
    pub page: usize,
    /// Left, top, width, height of the symbol in millimetres.
    pub rect_mm: [f64; 4],
    /// Side of a module in millimetres; 0 where the number of modules is not known.
    pub module_mm: f64,
    /// What it says.
    pub text: String,
    /// The decoders that read it.
    pub read_by: Vec<&'static str>,
}

/// A font.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FontReport {
    /// Its name in the file.
    pub name: String,
    /// Whether its outlines are in the file.
    pub embedded: bool,
    /// Whether only the glyphs in use are.
    pub subset: bool,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct ImageReport {
    /// Page, from 1.
    pub page: usize,
    /// Width and height in pixels.
    pub pixels: [u32; 2],
    /// Effective resolution on paper, in dots per inch.
    pub dpi: f64,
}

/// Something that is wrong or should be looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Stable name of the kind of finding.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Page, from 1; 0 for the whole file.
    pub page: usize,
    /// Left, top, width, height in millimetres.
    pub rect_mm: Option<[f64; 4]>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// Where somebody wrote what it is about.
    #[serde(skip)]
    pub origin: Option<Origin>,
}

impl Finding {
    /// A finding that forbids the file.
    pub fn error(code: &'static str, page: usize, message: impl Into<String>, hint: &'static str) -> Self {
        Self { code, severity: Severity::Error, page, rect_mm: None, message: message.into(), hint, origin: None }
    }

    /// A finding that someone should look at.
    pub fn warning(code: &'static str, page: usize, message: impl Into<String>, hint: &'static str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, page, message, hint) }
    }

    fn alike(&self, other: &Self) -> bool {
        (self.code, self.severity) == (other.code, other.severity)
    }

    fn diagnostic(&self) -> Diagnostic {
        let place = match (self.page, self.rect_mm) {
            (0, _) => String::new(),
            (page, None) => format!(" (page {page})"),
            (page, Some([x, y, ..])) => format!(" (page {page}, {x:.0} mm from the left, {y:.0} mm from the top)"),
        };
        let message = format!("proof: {}{place}", self.message);
        let diagnostic = match self.severity {
            Severity::Error => Diagnostic::error(self.code, message),
            Severity::Warning => Diagnostic::warning(self.code, message),
        };
        diagnostic.at(self.origin).hint(self.hint)
    }

    /// The same, about what was written there.
    pub fn about(mut self, origin: Option<Origin>) -> Self {
        self.origin = origin;
        self
    }

    /// The same, at a place in points from the page's top left corner.
    pub fn at(mut self, rect: crate::unit::Rect) -> Self {
        self.rect_mm = Some(in_mm(rect));
        self
    }
}

/// A rectangle in points as left, top, width, height in millimetres.
pub fn in_mm(rect: crate::unit::Rect) -> [f64; 4] {
    [rect.x0, rect.y0, rect.width(), rect.height()].map(|length| (crate::unit::to_mm(length) * 100.0).round() / 100.0)
}

impl Report {
    /// Whether the file may be written.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// The findings as messages of the build; of many alike the first few, and how many more there are.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = Vec::new();
        for (at, finding) in self.findings.iter().enumerate() {
            let before = self.findings[..at].iter().filter(|other| other.alike(finding)).count();
            if before < FEW {
                all.push(finding.diagnostic());
            }
            let after = self.findings[at + 1..].iter().any(|other| other.alike(finding));
            if before >= FEW && !after {
                let more = before + 1 - FEW;
                let summary = Finding {
                    message: format!("{more} more of the same kind"),
                    page: 0,
                    origin: None,
                    ..finding.clone()
                };
                all.push(summary.diagnostic());
            }
        }
        all
    }
}

/// How many findings of one kind are told one by one.
const FEW: usize = 3;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".into());
        writeln!(f, "  title     {}", word(&self.title))?;
        writeln!(f, "  language  {}", word(&self.lang))?;
        writeln!(f, "  tagged    {}", if self.tagged { "yes" } else { "no" })?;
        for (at, page) in self.pages.iter().enumerate() {
            let [width, height] = page.size_mm;
            let sizes =
                page.type_pt.map_or(String::new(), |[least, most]| format!(", type {least:.1} to {most:.1} pt"));
            writeln!(f, "  page {:<4} {width:.1} x {height:.1} mm, {} letters{sizes}", at + 1, page.letters)?;
            if let Some(bleed) = page.bleed_mm {
                writeln!(f, "  plates    {}; bleed {bleed:.1} mm", page.inks.join(", "))?;
            }
        }
        for code in &self.codes {
            let [x, y, width, _] = code.rect_mm;
            let module =
                if code.module_mm > 0.0 { format!(", module {:.2} mm", code.module_mm) } else { String::new() };
            let by = code.read_by.join(" and ");
            writeln!(f, "  code      {}", code.text)?;
            writeln!(
                f,
                "            page {}, {width:.1} mm wide at {x:.0}, {y:.0} mm{module}, read by {by}",
                code.page
            )?;
        }
        for image in &self.images {
            let [width, height] = image.pixels;
            writeln!(f, "  picture   page {}, {width} x {height} pixels, {:.0} dpi", image.page, image.dpi)?;
        }
        for font in &self.fonts {
            let how = match (font.embedded, font.subset) {
                (true, true) => "embedded, subset",
                (true, false) => "embedded whole",
                (false, _) => "not embedded",
            };
            writeln!(f, "  font      {}, {how}", font.name)?;
        }
        for finding in &self.findings {
            let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
            let page = if finding.page > 0 { format!("page {}: ", finding.page) } else { String::new() };
            writeln!(f, "  {severity}[{}] {page}{}", finding.code, finding.message)?;
        }
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let warnings = self.findings.len() - errors;
        write!(f, "  {errors} errors, {warnings} warnings")
    }
}
