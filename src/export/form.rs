//! Placed pages: each becomes one form XObject (ISO 32000-1, 8.10), painted as often as sheets show it.
//!
//! In: the file as printpdf left it, the placed pages after the sheets. Out: their streams, and a page tree that has only
//! the sheets. A form's coordinates are the PDF's, from the bottom left corner of its bleed.

use super::object;
use crate::page::{Document, Page, PageId};
use crate::unit::{Affine, Rect};
use lopdf::{Dictionary, ObjectId, Stream, dictionary};
use std::collections::BTreeSet;

/// Resource name of a placed page.
pub(super) fn name(id: PageId) -> String {
    format!("Page{}", id.0)
}

/// From a placed page's coordinates to its form's.
pub(super) fn flip(page: &Page) -> Affine {
    Affine::new([1.0, 0.0, 0.0, -1.0, page.bleed.left, page.trim.height + page.bleed.bottom])
}

/// Takes the placed pages out of the page tree.
pub(super) fn take(pdf: &mut lopdf::Document, doc: &Document) -> Vec<Stream> {
    let all: Vec<ObjectId> = pdf.page_iter().collect();
    let placed = all.get(doc.pages.len()..).unwrap_or_default();
    let streams = placed.iter().zip(&doc.placed).map(|(id, page)| {
        let size = (page.trim.width + page.bleed.across(), page.trim.height + page.bleed.along());
        let bounds = Rect::from_origin_size((0.0, 0.0), size);
        let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => object::rect(bounds) };
        Stream::new(dict, pdf.get_page_content(*id))
    });
    let streams: Vec<Stream> = streams.collect();
    for id in placed {
        let contents = pdf.get_page_contents(*id);
        contents.iter().for_each(|content| drop(pdf.objects.remove(content)));
    }
    let numbers: Vec<u32> = (doc.pages.len() + 1..=all.len()).map(|number| number as u32).collect();
    if !numbers.is_empty() {
        pdf.delete_pages(&numbers);
    }
    streams
}

/// Adds forms to what the sheets paint by name. They share the sheets' fonts and pictures, but know no form: none can
/// paint itself.
pub(super) fn insert(pdf: &mut lopdf::Document, forms: Vec<Stream>) {
    if forms.is_empty() {
        return;
    }
    let resources = |pdf: &lopdf::Document, page: ObjectId| {
        pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")?.as_reference()).ok()
    };
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let all: BTreeSet<ObjectId> = pages.into_iter().filter_map(|page| resources(pdf, page)).collect();
    let Some(own) = all.first().and_then(|id| pdf.get_dictionary(*id).ok()).cloned() else { return };
    let named = own.get(b"XObject").and_then(lopdf::Object::as_reference);
    let mut names: Dictionary = named.and_then(|id| pdf.get_dictionary(id)).cloned().unwrap_or_default();
    let own = pdf.add_object(own);
    for (at, mut form) in forms.into_iter().enumerate() {
        form.dict.set("Resources", own);
        names.set(name(PageId(at as u32)), pdf.add_object(form));
    }
    let names = pdf.add_object(names);
    for id in all {
        if let Ok(resources) = pdf.get_dictionary_mut(id) {
            resources.set("XObject", names);
        }
    }
}
