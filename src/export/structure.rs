//! The reading order as objects: structure elements, parent tree, link annotations (ISO 32000-1, 14.7; ISO 14289-1, 7).
//!
//! In: the [`Tree`] that drawing left. Out: the objects in the file, and the id of each element that was written.
//! Elements without content are left out.

use super::{
    object,
    tags::{self, Annotation, Element, Kid, Tree},
};
use crate::page::{Document, Tag};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// Ids of elements by index; none where an element was empty.
pub(super) type Elements = Vec<Option<ObjectId>>;

/// Writes the tree.
pub(super) fn write(pdf: &mut lopdf::Document, doc: &Document, tree: &Tree, pages: &[ObjectId]) -> Elements {
    let ids: Elements = filled(tree).into_iter().map(|full| full.then(|| pdf.new_object_id())).collect();
    let (root, top) = (pdf.new_object_id(), pdf.new_object_id());
    let annotations = annotate(pdf, doc, tree, pages);
    for (index, element) in tree.elements.iter().enumerate() {
        let (Some(id), Some(page)) = (ids[index], pages.get(element.page)) else { continue };
        let parent = element.parent.and_then(|parent| ids[parent]).unwrap_or(top);
        let kids = element.kids.iter().filter_map(|kid| match kid {
            Kid::Element(at) => ids[*at].map(Object::Reference),
            Kid::Marked(number) => Some(Object::Integer(*number as i64)),
            Kid::Annotation(at) => Some(reference(annotations[*at], *page)),
        });
        let kids: Vec<Object> = kids.collect();
        let mut dict = dictionary! {
            "Type" => "StructElem", "S" => role(tree, element), "P" => parent, "Pg" => *page, "K" => kids,
        };
        describe(element, &mut dict);
        pdf.objects.insert(id, dict.into());
    }
    let kids: Vec<Object> = tree.roots.iter().filter_map(|at| ids[*at]).map(Object::Reference).collect();
    let document = dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids };
    pdf.objects.insert(top, document.into());
    let parents = parents(pdf, tree, &ids);
    let next = (pages.len() + annotations.len()) as i64;
    let root_dict = dictionary! {
        "Type" => "StructTreeRoot", "K" => vec![top.into()], "ParentTree" => parents, "ParentTreeNextKey" => next,
    };
    pdf.objects.insert(root, root_dict.into());
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
    ids
}

/// Which elements have content, in themselves or below; children stand after their parents.
fn filled(tree: &Tree) -> Vec<bool> {
    let mut full = vec![false; tree.elements.len()];
    for (index, element) in tree.elements.iter().enumerate().rev() {
        full[index] = element.kids.iter().any(|kid| match kid {
            Kid::Element(at) => full[*at],
            Kid::Marked(_) | Kid::Annotation(_) => true,
        });
    }
    full
}

/// A link without a place to click is plain text, and foreign words that are whole paragraphs are no span.
fn role(tree: &Tree, element: &Element) -> &'static str {
    let has = |test: &dyn Fn(&Kid) -> bool| element.kids.iter().any(test);
    match &element.tag {
        Tag::Link(_) if !has(&|kid| matches!(kid, Kid::Annotation(_))) => "Span",
        Tag::Foreign(_) if has(&|kid| matches!(kid, Kid::Element(at) if tree.elements[*at].is_block())) => "Div",
        tag => tags::role(tag),
    }
}

/// Attributes (ISO 32000-1, 14.8.5), alternate text, language.
fn describe(element: &Element, dict: &mut Dictionary) {
    match &element.tag {
        Tag::Figure { alt, .. } => {
            dict.set("Alt", object::text(alt));
            let bounds = object::rect(element.bounds);
            dict.set("A", dictionary! { "O" => "Layout", "BBox" => bounds, "Placement" => "Block" });
        }
        Tag::List { numbered } => {
            let numbering = if *numbered { "Decimal" } else { "Disc" };
            dict.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
        }
        Tag::Foreign(lang) => dict.set("Lang", object::text(lang)),
        Tag::RowHeading => dict.set("A", dictionary! { "O" => "Table", "Scope" => "Row" }),
        Tag::Section
        | Tag::Heading(_)
        | Tag::Paragraph
        | Tag::ListItem
        | Tag::Label
        | Tag::Body
        | Tag::Table
        | Tag::Row
        | Tag::Cell
        | Tag::Caption
        | Tag::Link(_) => {}
    }
}

fn reference(annotation: ObjectId, page: ObjectId) -> Object {
    dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => page }.into()
}

/// From marked content and annotations back to their elements: pages first, by index, then annotations.
fn parents(pdf: &mut lopdf::Document, tree: &Tree, ids: &Elements) -> ObjectId {
    let mut numbers: Vec<Object> = Vec::new();
    for (index, page) in tree.pages.iter().enumerate() {
        let row: Vec<Object> = page.iter().filter_map(|at| ids[*at]).map(Object::Reference).collect();
        let row = pdf.add_object(row);
        numbers.extend([Object::Integer(index as i64), row.into()]);
    }
    for (index, annotation) in tree.annotations.iter().enumerate() {
        let key = (tree.pages.len() + index) as i64;
        numbers.extend(ids[annotation.element].map(|id| [Object::Integer(key), id.into()]).into_iter().flatten());
    }
    pdf.add_object(dictionary! { "Nums" => numbers })
}

/// Writes the annotations and hangs them on their pages, with the order of the structure for the tab key.
fn annotate(pdf: &mut lopdf::Document, doc: &Document, tree: &Tree, pages: &[ObjectId]) -> Vec<ObjectId> {
    let mut ids = Vec::new();
    for (index, annotation) in tree.annotations.iter().enumerate() {
        ids.push(pdf.add_object(link(doc, annotation, tree.pages.len() + index)));
    }
    for (index, page) in pages.iter().enumerate() {
        let own = tree.annotations.iter().zip(&ids).filter(|(annotation, _)| annotation.page == index);
        let own: Vec<Object> = own.map(|(_, id)| Object::Reference(*id)).collect();
        if let Ok(page) = pdf.get_dictionary_mut(*page) {
            page.remove(b"Annots");
            if !own.is_empty() {
                page.set("Annots", own);
            }
            page.set("StructParents", index as i64);
            page.set("Tabs", "S");
        }
    }
    ids
}

/// A link annotation: printed (F 4), without border, with words for a screen reader (ISO 14289-1, 7.18.5).
fn link(doc: &Document, annotation: &Annotation, key: usize) -> Dictionary {
    let target = doc.links.get(annotation.link.0 as usize);
    let (url, words) = target.map_or(("", ""), |target| (target.url.as_str(), target.description.as_str()));
    let words = if words.trim().is_empty() { url } else { words };
    dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => object::rect(annotation.rect),
        "Border" => vec![0.into(), 0.into(), 0.into()], "F" => 4, "Contents" => object::text(words),
        "StructParent" => key as i64,
        "A" => dictionary! { "Type" => "Action", "S" => "URI", "URI" => Object::string_literal(url) },
    }
}
