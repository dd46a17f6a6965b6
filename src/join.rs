//! Two languages in one document.
//!
//! In: a document for each language. Out: one, with the parts on a side each or as the halves of one page. What the second
//! one refers to by index gets new numbers; its words are tagged with their language.

use crate::page::{CodeId, Document, FontId, ImageId, Item, LinkId, Page, Tag};
use crate::unit::{Affine, Rect, Sides, Size};
use kurbo::Shape as _;

/// Joins two documents; `halves` puts the second one's pages below the first one's.
pub fn join(mut first: Document, second: Document, halves: bool) -> Document {
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
        Page { items, slug: numbers.items(page.slug), marks: numbers.items(page.marks), ..page }
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
    let slug = upper.slug.clone();
    let items =
        vec![half(upper, 0.0, Sides { bottom: 0.0, ..bleed }), half(lower, middle, Sides { top: 0.0, ..bleed })];
    Page { trim, bleed, items, slug, marks: Vec::new() }
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
