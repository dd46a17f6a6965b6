//! What no file could carry, found before anything is written.
//!
//! In: the document. Out: nothing, or all findings with the place where the words were written: glyphs that the font
//! lacks (ISO 19005-2, 6.2.11.8), figures without words (ISO 14289-1, 7.3), a reading order that does not close,
//! references to nothing.

use crate::{
    diag::Diagnostic,
    page::{Document, GlyphRun, Item, LinkId, Tag},
};

/// All findings of a document.
pub(super) fn check(doc: &Document) -> Result<(), Vec<Diagnostic>> {
    let mut check = Check { doc, findings: Vec::new(), depth: 0, page: 0 };
    if doc.pages.is_empty() {
        check.find("page-missing", "the document has no page");
    }
    for (index, page) in doc.pages.iter().chain(&doc.placed).enumerate() {
        (check.page, check.depth) = (index + 1, 0);
        check.items(&page.items);
        if check.depth > 0 {
            let open = check.depth;
            check.find("tags-unbalanced", format!("{open} parts of the reading order of page {} stay open", index + 1));
        }
    }
    if check.findings.is_empty() { Ok(()) } else { Err(check.findings) }
}

struct Check<'a> {
    doc: &'a Document,
    findings: Vec<Diagnostic>,
    depth: usize,
    page: usize,
}

impl Check<'_> {
    fn find(&mut self, code: &'static str, message: impl Into<String>) {
        self.findings.push(Diagnostic::error(code, message));
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Text(run) => self.run(run),
                Item::Path(_) => {}
                Item::Image(placement) => {
                    self.known("picture", placement.image.0, self.doc.images.len());
                }
                Item::Code(code, _) => self.known("code", code.0, self.doc.codes.len()),
                Item::Link(_, link) => self.link(*link),
                Item::Group { items, .. } => self.items(items),
                Item::Page(placed) => self.known("placed page", placed.page.0, self.doc.placed.len()),
                Item::Open(tag) => self.open(tag),
                Item::Close if self.depth == 0 => {
                    let message = format!("a part of the reading order of page {} ends but none is open", self.page);
                    self.find("tags-unbalanced", message);
                }
                Item::Close => self.depth -= 1,
            }
        }
    }

    fn run(&mut self, run: &GlyphRun) {
        self.known("font", run.font.0, self.doc.fonts.len());
        for glyph in run.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let letters = run.text.get(glyph.text.clone()).unwrap_or_default();
            let font = self.doc.fonts.get(run.font.0 as usize).map_or("", |font| &font.name);
            let message = format!("the font {font} has no glyph for `{letters}`");
            self.findings.push(Diagnostic::error("glyph-missing", message).at(run.origin));
        }
    }

    fn open(&mut self, tag: &Tag) {
        self.depth += 1;
        match tag {
            Tag::Figure { alt, .. } if alt.trim().is_empty() => {
                let message = format!("a figure on page {} has no description", self.page);
                self.findings.push(Diagnostic::error("alt-missing", message).hint("say in words what it shows"));
            }
            Tag::Link(link) => self.link(*link),
            Tag::Figure { .. }
            | Tag::Section
            | Tag::Heading(_)
            | Tag::Paragraph
            | Tag::List { .. }
            | Tag::ListItem
            | Tag::Label
            | Tag::Body
            | Tag::Table
            | Tag::Row
            | Tag::RowHeading
            | Tag::Cell
            | Tag::Caption
            | Tag::Foreign(_) => {}
        }
    }

    fn link(&mut self, link: LinkId) {
        self.known("link", link.0, self.doc.links.len());
    }

    fn known(&mut self, kind: &str, index: u32, count: usize) {
        if index as usize >= count {
            let message = format!("page {} refers to {kind} {index}, but there are only {count}", self.page);
            self.find("reference-unknown", message);
        }
    }
}
