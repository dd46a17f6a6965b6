//! What the display list promised, to be held against the finished bytes.
//!
//! In: the pages before they were written. Out: plain expectations. Taken from the display list and never from the
//! writer, so that what the writer loses or changes is seen.

use crate::page::{Code, Document, GlyphRun, Item, LeastSizes, Role};
use crate::unit::{Affine, Rect};

/// What a file must show.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Title in the metadata.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Least type sizes in points.
    pub least: LeastSizes,
    /// Least distance from the trim for text and codes.
    pub safe: f64,
    /// The pages.
    pub pages: Vec<ExpectedPage>,
}

/// What a page must show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedPage {
    /// Width and height after trimming.
    pub size: (f64, f64),
    /// Text runs in order.
    pub runs: Vec<ExpectedRun>,
    /// Codes.
    pub codes: Vec<ExpectedCode>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedRun {
    /// The words.
    pub text: String,
    /// Whether they are read from right to left.
    pub rtl: bool,
    /// Which least size holds.
    pub role: Role,
    /// Type size in points.
    pub size: f64,
}

/// A code.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedCode {
    /// The registered address.
    pub text: String,
    /// The symbol, in points from the page's top left corner.
    pub rect: Rect,
    /// Modules a side.
    pub modules: usize,
    /// Dark modules, row by row.
    pub dark: Vec<bool>,
}

impl ExpectedCode {
    /// Width of the quiet zone in points.
    pub fn quiet(&self) -> f64 {
        self.rect.width() / self.modules as f64 * Code::QUIET as f64
    }
}

impl Expected {
    /// What a document promises.
    pub fn of(document: &Document) -> Self {
        let pages = document.pages.iter().map(|page| {
            let mut expected = ExpectedPage { size: (page.trim.width, page.trim.height), ..ExpectedPage::default() };
            gather(&page.items, Affine::IDENTITY, document, &mut expected);
            expected
        });
        Self {
            title: document.title.clone(),
            lang: document.lang.clone(),
            least: document.least,
            safe: document.safe,
            pages: pages.collect(),
        }
    }
}

fn gather(items: &[Item], transform: Affine, document: &Document, page: &mut ExpectedPage) {
    for item in items {
        match item {
            Item::Text(run) => page.runs.push(expected_run(run, transform)),
            Item::Code(id, rect) => {
                if let Some(code) = document.codes.get(id.0 as usize) {
                    let (text, dark) = (code.text.clone(), code.dark.clone());
                    let rect = transform.transform_rect_bbox(*rect);
                    page.codes.push(ExpectedCode { text, rect, modules: code.modules, dark });
                }
            }
            Item::Group { transform: inner, items, .. } => gather(items, transform * *inner, document, page),
            Item::Path(_) | Item::Image(_) | Item::Link(..) | Item::Open(_) | Item::Close => {}
        }
    }
}

fn expected_run(run: &GlyphRun, transform: Affine) -> ExpectedRun {
    let scale = transform.determinant().abs().sqrt();
    ExpectedRun { text: run.text.to_string(), rtl: run.rtl, role: run.role, size: run.size * scale }
}
