//! The reading order while pages are drawn.
//!
//! In: `Open`, `Close`, links and what is painted between them. Out: a [`Tree`] of elements with the numbers of their
//! marked content (ISO 32000-1, 14.7.4), and the annotations of links. Consecutive pieces of one element share one
//! number. What lies in no element, and drawings that lie directly in a section or list, are artifacts: these elements
//! only group others (14.8.4.2), so what is painted there is decoration.

use super::object;
use crate::{
    page::{LinkId, Tag},
    unit::Rect,
};
use printpdf::Op;

/// What the marked content that is open belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Mark {
    /// None is open.
    #[default]
    None,
    /// Decoration.
    Artifact,
    /// An element, by its index.
    Element(usize),
}

/// What to write when one mark follows another.
pub(super) struct Change {
    /// Whether marked content ends.
    pub ends: bool,
    /// The operator that begins the next.
    pub begins: Option<Op>,
}

/// A child of an element.
pub(super) enum Kid {
    /// Another element.
    Element(usize),
    /// Marked content of the element's page.
    Marked(usize),
    /// An annotation, by its index.
    Annotation(usize),
}

/// An element of the reading order.
pub(super) struct Element {
    /// What it is.
    pub tag: Tag,
    /// The element around it; the document where absent.
    pub parent: Option<usize>,
    /// Its children in reading order.
    pub kids: Vec<Kid>,
    /// Index of its page.
    pub page: usize,
    /// Where a figure is, in the PDF's coordinates.
    pub bounds: Rect,
    /// Its words, for bookmarks.
    pub words: String,
    /// Height of the last line of `words`.
    line: Option<f64>,
}

impl Element {
    /// Whether it only groups other elements.
    pub(super) fn groups(&self) -> bool {
        matches!(self.tag, Tag::Section | Tag::List { .. } | Tag::ListItem | Tag::Table | Tag::Row)
    }

    /// Whether it stands on lines of its own.
    pub(super) fn is_block(&self) -> bool {
        let words = matches!(self.tag, Tag::Heading(_) | Tag::Paragraph | Tag::Caption | Tag::Body);
        words || self.groups() || matches!(self.tag, Tag::RowHeading | Tag::Cell)
    }

    /// The structure type of its marked content.
    fn role(&self) -> &'static str {
        role(&self.tag)
    }
}

/// A place to click.
pub(super) struct Annotation {
    /// Index of its page.
    pub page: usize,
    /// Where, in the PDF's coordinates.
    pub rect: Rect,
    /// Where it goes.
    pub link: LinkId,
    /// The element that it belongs to.
    pub element: usize,
}

/// The reading order of a document.
#[derive(Default)]
pub(super) struct Tree {
    /// All elements; children after their parents.
    pub elements: Vec<Element>,
    /// All places to click.
    pub annotations: Vec<Annotation>,
    /// For each page, the element of each number of marked content.
    pub pages: Vec<Vec<usize>>,
    /// Elements directly in the document.
    pub roots: Vec<usize>,
    open: Vec<usize>,
    mark: Mark,
}

impl Tree {
    /// Begins a page.
    pub(super) fn page(&mut self) {
        self.pages.push(Vec::new());
        self.open.clear();
    }

    /// Begins an element; `bounds` counts for figures.
    pub(super) fn open(&mut self, tag: &Tag, bounds: Rect) {
        let index = self.elements.len();
        let parent = self.open.last().copied();
        match parent.and_then(|parent| self.elements.get_mut(parent)) {
            Some(parent) => parent.kids.push(Kid::Element(index)),
            None => self.roots.push(index),
        }
        let page = self.pages.len().saturating_sub(1);
        let (kids, words) = (Vec::new(), String::new());
        self.elements.push(Element { tag: tag.clone(), parent, kids, page, bounds, words, line: None });
        self.open.push(index);
    }

    /// Ends the element begun last.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// A place to click: the open link's, or that of an element made for it.
    pub(super) fn link(&mut self, rect: Rect, link: LinkId) {
        let within = self.open.iter().rev().find(|at| self.elements[**at].tag == Tag::Link(link)).copied();
        let element = within.unwrap_or_else(|| {
            self.open(&Tag::Link(link), rect);
            self.close();
            self.elements.len() - 1
        });
        let page = self.pages.len().saturating_sub(1);
        self.elements[element].kids.push(Kid::Annotation(self.annotations.len()));
        self.annotations.push(Annotation { page, rect, link, element });
    }

    /// The mark for text painted now.
    pub(super) fn mark_for_text(&self) -> Mark {
        self.open.last().map_or(Mark::Artifact, |element| Mark::Element(*element))
    }

    /// The mark for anything else painted now.
    pub(super) fn mark_for_drawing(&self) -> Mark {
        match self.open.last() {
            Some(at) if !self.elements[*at].groups() => Mark::Element(*at),
            _ => Mark::Artifact,
        }
    }

    /// Words painted in the open element, on a baseline at height `y`; they count for the headings around them.
    pub(super) fn words(&mut self, text: &str, y: f64) {
        for at in &self.open {
            let element = &mut self.elements[*at];
            if !matches!(element.tag, Tag::Heading(_)) {
                continue;
            }
            if element.line.is_some_and(|last| last != y) && !element.words.ends_with(char::is_whitespace) {
                element.words.push(' ');
            }
            element.words += text;
            element.line = Some(y);
        }
    }

    /// Changes the mark; nothing if it is the one that is open.
    pub(super) fn mark(&mut self, mark: Mark) -> Option<Change> {
        if mark == self.mark {
            return None;
        }
        let ends = self.mark != Mark::None;
        self.mark = mark;
        let begins = match mark {
            Mark::None => None,
            Mark::Artifact => Some(Op::BeginMarkedContent { tag: "Artifact".into() }),
            Mark::Element(at) => {
                let numbers = self.pages.last_mut()?;
                let number = numbers.len();
                numbers.push(at);
                self.elements[at].kids.push(Kid::Marked(number));
                Some(object::begin_marked(self.elements[at].role(), number))
            }
        };
        Some(Change { ends, begins })
    }
}

/// The standard structure type of a tag (ISO 32000-1, 14.8.4).
pub(super) fn role(tag: &Tag) -> &'static str {
    match tag {
        Tag::Section => "Sect",
        Tag::Heading(level) => ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(*level).clamp(1, 6) - 1],
        Tag::Paragraph => "P",
        Tag::List { .. } => "L",
        Tag::ListItem => "LI",
        Tag::Label => "Lbl",
        Tag::Body => "LBody",
        Tag::Table => "Table",
        Tag::Row => "TR",
        Tag::RowHeading => "TH",
        Tag::Cell => "TD",
        Tag::Figure { .. } => "Figure",
        Tag::Caption => "Caption",
        Tag::Link(_) => "Link",
        Tag::Foreign(_) => "Span",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_mark() {
        let mut tree = Tree::default();
        tree.page();
        assert_eq!(tree.mark_for_text(), Mark::Artifact);
        tree.open(&Tag::Section, Rect::ZERO);
        assert_eq!(tree.mark_for_drawing(), Mark::Artifact);
        tree.open(&Tag::Paragraph, Rect::ZERO);
        let mark = tree.mark_for_text();
        assert!(tree.mark(mark).is_some_and(|change| !change.ends && change.begins.is_some()));
        assert!(tree.mark(mark).is_none());
        tree.close();
        tree.open(&Tag::Paragraph, Rect::ZERO);
        let next = tree.mark_for_text();
        assert!(tree.mark(next).is_some_and(|change| change.ends));
        assert_eq!(tree.pages, [[1, 2]]);
    }

    #[test]
    fn a_link_without_element_gets_one() {
        let mut tree = Tree::default();
        tree.page();
        tree.open(&Tag::Paragraph, Rect::ZERO);
        tree.link(Rect::new(0.0, 0.0, 9.0, 9.0), LinkId(0));
        assert_eq!(tree.elements[1].tag, Tag::Link(LinkId(0)));
        assert_eq!(tree.elements[1].parent, Some(0));
    }
}
