//! Bookmarks: the headings of a document with several pages, nested by level (ISO 32000-1, 12.3.3).
//!
//! In: the reading order. Out: outline items that lead to the page of each heading, and to its element for readers
//! that follow the structure. A single page needs none.

use super::{object, structure::Elements, tags::Tree};
use crate::page::Tag;
use lopdf::{Dictionary, Object, ObjectId, dictionary};

struct Bookmark {
    id: ObjectId,
    level: u8,
    parent: Option<usize>,
    dict: Dictionary,
}

/// Writes the bookmarks.
pub(super) fn write(pdf: &mut lopdf::Document, tree: &Tree, elements: &Elements, pages: &[ObjectId]) {
    if pages.len() < 2 {
        return;
    }
    let mut marks = bookmarks(pdf, tree, elements, pages);
    if marks.is_empty() {
        return;
    }
    let root = pdf.new_object_id();
    let mut outlines = dictionary! { "Type" => "Outlines" };
    for parent in std::iter::once(None).chain((0..marks.len()).map(Some)) {
        let kids: Vec<usize> = (0..marks.len()).filter(|at| marks[*at].parent == parent).collect();
        let (Some(first), Some(last)) = (kids.first(), kids.last()) else { continue };
        let (first, last) = (marks[*first].id, marks[*last].id);
        for pair in kids.windows(2) {
            let (before, after) = (marks[pair[0]].id, marks[pair[1]].id);
            marks[pair[0]].dict.set("Next", after);
            marks[pair[1]].dict.set("Prev", before);
        }
        let count = (0..marks.len()).filter(|at| below(&marks, *at, parent)).count() as i64;
        let dict = match parent {
            Some(parent) => &mut marks[parent].dict,
            None => &mut outlines,
        };
        dict.set("First", first);
        dict.set("Last", last);
        dict.set("Count", count);
    }
    for at in 0..marks.len() {
        let parent = marks[at].parent.map_or(root, |parent| marks[parent].id);
        marks[at].dict.set("Parent", parent);
    }
    pdf.objects.insert(root, outlines.into());
    pdf.objects.extend(marks.into_iter().map(|mark| (mark.id, Object::Dictionary(mark.dict))));
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("Outlines", root);
        catalog.set("PageMode", "UseOutlines");
    }
}

/// One bookmark a heading; its parent is the last one before it with a higher rank.
fn bookmarks(pdf: &mut lopdf::Document, tree: &Tree, elements: &Elements, pages: &[ObjectId]) -> Vec<Bookmark> {
    let mut marks: Vec<Bookmark> = Vec::new();
    for (element, id) in tree.elements.iter().zip(elements) {
        let (Tag::Heading(level), Some(id), Some(page)) = (&element.tag, id, pages.get(element.page)) else { continue };
        let title = element.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            continue;
        }
        let mut parent = marks.len().checked_sub(1);
        while let Some(at) = parent.filter(|at| marks[*at].level >= *level) {
            parent = marks[at].parent;
        }
        let target: Vec<Object> = vec![(*page).into(), object::name("Fit")];
        let dict = dictionary! { "Title" => object::text(&title), "Dest" => target, "SE" => *id };
        marks.push(Bookmark { id: pdf.new_object_id(), level: *level, parent, dict });
    }
    marks
}

/// Whether a bookmark lies below another, or below the root.
fn below(marks: &[Bookmark], at: usize, ancestor: Option<usize>) -> bool {
    let mut parent = marks[at].parent;
    while parent != ancestor {
        match parent {
            Some(next) => parent = marks[next].parent,
            None => return false,
        }
    }
    true
}
