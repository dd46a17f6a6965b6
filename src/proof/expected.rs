//! What the display list promised, to be held against the finished bytes.
//!
//! In: the pages before they were written. Out: plain expectations. Taken from the display list and never from the
//! writer, so that what the writer loses or changes is seen.

use super::outline::{self, Element};
use crate::diag::Origin;
use crate::page::{Code, Document, GlyphRun, Item, LeastSizes, LinkId, Placed, Placement, Purpose, Role, Tag};
use crate::unit::{Affine, Point, Rect, Sides};

/// What a file must show.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Title in the metadata.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Whether it is read from right to left.
    pub rtl: bool,
    /// The reading order: what each piece is to someone who cannot see it.
    pub outline: Vec<Element>,
    /// Least type sizes in points.
    pub least: LeastSizes,
    /// Least distance from the trim for text and codes.
    pub safe: f64,
    /// Whether these are sheets that pages stand on: the pages were proved before, so only what imposition could break
    /// is looked at.
    pub sheets: bool,
    /// The pages.
    pub pages: Vec<ExpectedPage>,
}

/// What a page must show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedPage {
    /// Width and height after trimming.
    pub size: (f64, f64),
    /// Whether artwork runs over the trim.
    pub bleeds: bool,
    /// Whether it shows parts of pages: what is cut there is cut on purpose.
    pub parts: bool,
    /// Text runs in order.
    pub runs: Vec<ExpectedRun>,
    /// Codes.
    pub codes: Vec<ExpectedCode>,
    /// Pictures.
    pub pictures: Vec<ExpectedPicture>,
    /// Printed addresses.
    pub addresses: Vec<ExpectedAddress>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedPicture {
    /// Name of its file, for messages.
    pub name: String,
    /// Where it lies, in points from the page's top left corner.
    pub rect: Rect,
    /// What it is there for.
    pub purpose: Purpose,
    /// Where it was asked for.
    pub origin: Option<Origin>,
}

/// An address that is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedAddress {
    /// Where its link leads.
    pub url: String,
    /// The runs that show it, by index.
    pub runs: Vec<usize>,
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
    /// Where the words were written.
    pub origin: Option<Origin>,
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
    /// Where it was asked for.
    pub origin: Option<Origin>,
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
            let size = (page.trim.width, page.trim.height);
            let bleeds = page.bleed != Sides::default();
            let mut expected = ExpectedPage { size, bleeds, ..ExpectedPage::default() };
            gather(&page.items, Affine::IDENTITY, document, &mut Vec::new(), &mut expected);
            expected.addresses.retain(|address| !address.runs.is_empty());
            expected
        });
        Self {
            title: document.title.clone(),
            lang: document.lang.clone(),
            rtl: document.rtl,
            outline: outline::promised(document),
            least: document.least,
            safe: document.safe,
            sheets: !document.placed.is_empty(),
            pages: pages.collect(),
        }
    }
}

/// `open` are the pieces of the reading order that are open, each with the address that it shows.
fn gather(
    items: &[Item],
    transform: Affine,
    document: &Document,
    open: &mut Vec<Option<usize>>,
    page: &mut ExpectedPage,
) {
    for item in items {
        match item {
            Item::Text(run) => {
                let shown = open.iter().flatten().next_back().and_then(|at| page.addresses.get_mut(*at));
                shown.into_iter().for_each(|address| address.runs.push(page.runs.len()));
                page.runs.push(expected_run(run, transform));
            }
            Item::Open(tag) => open.push(address_of(tag, document, page)),
            Item::Close => {
                open.pop();
            }
            Item::Code(id, rect) => {
                if let Some(code) = document.codes.get(id.0 as usize) {
                    page.codes.push(expected_code(code, *rect, transform));
                }
            }
            Item::Group { transform: inner, items, .. } => gather(items, transform * *inner, document, open, page),
            Item::Page(placed) => gather_placed(placed, transform, document, page),
            Item::Image(placement) => page.pictures.extend(expected_picture(placement, transform, document)),
            Item::Path(_) | Item::Link(..) => {}
        }
    }
}

fn expected_picture(placement: &Placement, transform: Affine, document: &Document) -> Option<ExpectedPicture> {
    let name = document.images.get(placement.image.0 as usize)?.name.clone();
    let rect = transform.transform_rect_bbox(placement.rect);
    Some(ExpectedPicture { name, rect, purpose: placement.purpose, origin: placement.origin })
}

/// The address that a piece of the reading order shows.
fn address_of(tag: &Tag, document: &Document, page: &mut ExpectedPage) -> Option<usize> {
    let Tag::Link(LinkId(link)) = tag else { return None };
    let url = document.links.get(*link as usize)?.url.clone();
    page.addresses.push(ExpectedAddress { url, runs: Vec::new() });
    Some(page.addresses.len() - 1)
}

/// Of a page on a sheet: its words, which the file has even where a part of them is not seen, and the codes that are
/// seen whole.
fn gather_placed(placed: &Placed, transform: Affine, document: &Document, page: &mut ExpectedPage) {
    let Some(own) = document.placed.get(placed.page.0 as usize) else { return };
    let transform = transform * placed.transform;
    let seen = transform.transform_rect_bbox(placed.seen).inflate(0.01, 0.01);
    let mut all = ExpectedPage::default();
    gather(&own.items, transform, document, &mut Vec::new(), &mut all);
    let whole = own.trim.to_rect();
    match placed.seen.inflate(0.01, 0.01).union(whole) == placed.seen.inflate(0.01, 0.01) {
        true => {
            let before = page.runs.len();
            page.runs.append(&mut all.runs);
            let moved = |address: ExpectedAddress| ExpectedAddress {
                runs: address.runs.into_iter().map(|run| run + before).collect(),
                ..address
            };
            page.addresses.extend(all.addresses.into_iter().map(moved));
        }
        false => page.parts = true,
    }
    page.pictures.append(&mut all.pictures);
    page.codes.extend(all.codes.into_iter().filter(|code| seen.union(code.rect) == seen));
}

/// A code where it lies; on a page that is turned by quarters its modules change their rows.
fn expected_code(code: &Code, rect: Rect, transform: Affine) -> ExpectedCode {
    let placed = transform.transform_rect_bbox(rect);
    let modules = code.modules.max(1);
    let side = |rect: Rect| rect.width() / modules as f64;
    let mut dark = vec![false; code.dark.len()];
    for (at, is_dark) in code.dark.iter().enumerate() {
        let middle = |at: usize| (at as f64 + 0.5) * side(rect);
        let point = transform * Point::new(rect.x0 + middle(at % modules), rect.y0 + middle(at / modules));
        let cell = |from: f64, to: f64| ((to - from) / side(placed)) as usize;
        if let Some(there) = dark.get_mut(cell(placed.y0, point.y) * modules + cell(placed.x0, point.x)) {
            *there = *is_dark;
        }
    }
    ExpectedCode { text: code.text.clone(), rect: placed, modules: code.modules, dark, origin: code.origin }
}

fn expected_run(run: &GlyphRun, transform: Affine) -> ExpectedRun {
    let scale = transform.determinant().abs().sqrt();
    let size = run.size * scale;
    ExpectedRun { text: run.text.to_string(), rtl: run.rtl, role: run.role, size, origin: run.origin }
}
