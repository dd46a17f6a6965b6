//! Two languages in one document.
//!
//! In: a target of two languages. Out: one document of the documents of both, with the parts on a side each or as the halves of one page. What the second
//! one refers to by index gets new numbers; its words are tagged with their language.

use super::outcome::Composed;
use super::run::{Run, Said};
use crate::diag::Diagnostic;
use crate::page::{CodeId, Document, FontId, ImageId, Item, LinkId, Page, Tag};
use crate::spec::layout::{Bilingual, Layout};
use crate::spec::target::Target;
use crate::spec::{self, Reader};
use crate::unit::{Affine, Rect, Sides, Size};
use kurbo::Shape as _;

impl Run<'_> {
    /// The pages of a target of two languages.
    pub(super) fn compose_pair(&self, target: &Target, pair: (&str, &str), said: &mut Said) -> Option<Composed> {
        let layout = Reader::new(self.world, &mut said.sources, &said.faults).layout(&target.layout)?;
        let bilingual = self.bilingual(&layout, target, said)?;
        let mut one = |language: &str| {
            let target = Target { language: language.to_owned(), layout: bilingual.each.value.clone() };
            self.compose_one(&target, said)
        };
        let (first, second) = (one(pair.0), one(pair.1));
        let (first, second) = (first?, second?);
        let document = join(first.document, second.document, bilingual.halves);
        let same = |page: &Page| {
            (page.trim.width - layout.size.width).abs() < 0.01 && (page.trim.height - layout.size.height).abs() < 0.01
        };
        if !document.pages.iter().all(same) {
            let message = format!("the layout `{}` has no form for two languages", target.layout);
            said.faults.borrow_mut().push(
                Diagnostic::error("not-bilingual", message)
                    .at(bilingual.each.origin)
                    .hint("take one that has: `a3` or `a4-duplex`")
                    .hint("in a layout of one's own: `sides` need parts of the page's size, `halves` parts of half its height"),
            );
            return None;
        }
        let left_out = first.left_out.into_iter().chain(second.left_out).collect();
        let imprints = [first.imprints, second.imprints].concat();
        Some(Composed { document, body: first.body.min(second.body), left_out, job: first.job, imprints })
    }

    /// How a layout holds two languages.
    fn bilingual<'l>(&self, layout: &'l Layout, target: &Target, said: &Said) -> Option<&'l Bilingual> {
        let Some(bilingual) = &layout.bilingual else {
            said.faults.borrow_mut().push(
                Diagnostic::error(
                    "not-bilingual",
                    format!("the layout `{}` has no form for two languages", target.layout),
                )
                .hint("take one that has, e.g. `a3` or `a4-duplex`, or give it a table [bilingual]"),
            );
            return None;
        };
        let known = spec::stems(self.world, "layouts");
        if !known.contains(&bilingual.each.value) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let (name, origin) = (&bilingual.each.value, bilingual.each.origin);
            said.faults.borrow_mut().push(spec::read::unknown("layout", name, origin, &known));
            return None;
        }
        Some(bilingual)
    }
}

/// Joins two documents; `halves` puts the second one's pages below the first one's.
fn join(mut first: Document, second: Document, halves: bool) -> Document {
    let fonts = second.fonts.into_iter().map(|file| {
        let known = first.fonts.iter().position(|own| *own == file);
        let at = known.unwrap_or_else(|| {
            first.fonts.push(file);
            first.fonts.len() - 1
        });
        FontId(at as u32)
    });
    let numbers = Numbers {
        fonts: fonts.collect(),
        images: first.images.len() as u32,
        codes: first.codes.len() as u32,
        links: first.links.len() as u32,
    };
    first.images.extend(second.images);
    first.codes.extend(second.codes);
    first.links.extend(second.links);
    first.title = format!("{} / {}", first.title, second.title);
    first.safe = first.safe.min(second.safe);
    let pages = second.pages.into_iter().map(|page| {
        let mut items = vec![Item::Open(Tag::Foreign(second.lang.clone()))];
        items.extend(numbers.items(page.items));
        items.push(Item::Close);
        Page { items, marks: numbers.items(page.marks), ..page }
    });
    first.pages = match halves {
        false => first.pages.into_iter().chain(pages).collect(),
        true => first.pages.into_iter().zip(pages).map(|(upper, lower)| on_one(upper, lower)).collect(),
    };
    first
}

/// A page below another on one sheet; each ends where the other begins, and runs out over the other edges.
fn on_one(upper: Page, lower: Page) -> Page {
    let (middle, bleed) = (upper.trim.height, upper.bleed);
    let trim = Size::new(upper.trim.width, middle + lower.trim.height);
    let half = |page: Page, y: f64, sides: Sides| {
        let seen: Rect = sides.grow(page.trim.to_rect());
        Item::Group { transform: Affine::translate((0.0, y)), clip: Some(seen.to_path(0.1)), items: page.items }
    };
    let items =
        vec![half(upper, 0.0, Sides { bottom: 0.0, ..bleed }), half(lower, middle, Sides { top: 0.0, ..bleed })];
    Page { trim, bleed, items, slug: Vec::new(), marks: Vec::new() }
}

/// New numbers for what a document refers to.
struct Numbers {
    fonts: Vec<FontId>,
    images: u32,
    codes: u32,
    links: u32,
}

impl Numbers {
    fn items(&self, items: Vec<Item>) -> Vec<Item> {
        items.into_iter().map(|item| self.item(item)).collect()
    }

    fn link(&self, link: LinkId) -> LinkId {
        LinkId(link.0 + self.links)
    }

    fn item(&self, item: Item) -> Item {
        match item {
            Item::Text(mut run) => {
                run.font = self.fonts.get(run.font.0 as usize).copied().unwrap_or(run.font);
                Item::Text(run)
            }
            Item::Image(mut placement) => {
                placement.image = ImageId(placement.image.0 + self.images);
                Item::Image(placement)
            }
            Item::Code(code, rect) => Item::Code(CodeId(code.0 + self.codes), rect),
            Item::Link(rect, link) => Item::Link(rect, self.link(link)),
            Item::Group { transform, clip, items } => Item::Group { transform, clip, items: self.items(items) },
            Item::Open(Tag::Link(link)) => Item::Open(Tag::Link(self.link(link))),
            Item::Path(_) | Item::Page(_) | Item::Open(_) | Item::Close => item,
        }
    }
}
