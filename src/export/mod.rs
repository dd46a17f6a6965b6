//! The PDF writer.
//!
//! In: a finished [`Document`], nothing left to decide. Out: the bytes of a file, or every reason why there is none.
//! Nothing is read back here: whether the file says what was asked for is judged by other code (`proof`).
//!
//! `printpdf` writes content streams, font dictionaries and the page tree; `subsetter` cuts the fonts down before
//! that; `lopdf` adds afterwards what a standard asks for. Nobody outside this folder knows any of them. The way of a
//! document: `check` refuses what no file could carry, `font` subsets and decides what each glyph says
//! when copied, `content` turns items into operators and collects the reading order in `tags`, `xobject` adds
//! pictures and codes once each, `form` the pages that stand on sheets, `structure` and `outline` write the reading order, `finish` the rest. For plates `inks`
//! says which they are, `convert` takes pictures to them, and `marks` stands outside the bleed.

mod check;
mod cluster;
mod content;
mod convert;
mod finish;
mod font;
mod form;
mod image;
mod inks;
mod marks;
mod names;
mod object;
mod outline;
mod profile;
mod structure;
mod svg;
mod svg_inks;
mod tags;
mod text;
mod xmp;
mod xobject;

use crate::{
    color::Ink,
    diag::Diagnostic,
    page::Document,
    press::{Marks, Press},
};
pub use marks::slug_length;
use printpdf::{Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use profile::Profile;

/// The document as an office PDF: RGB, tagged, with links, at the trimmed size; PDF 1.7 that is PDF/A-2a
/// (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once. Sheets with several pages on them are for paper only: PDF/A-2b,
/// without tags and links. The same document gives the same bytes.
///
/// # Errors
/// All findings at once: `glyph-missing`, `alt-missing`, `tags-unbalanced`, `reference-unknown`, `page-missing`,
/// `font-unusable`, `picture-unusable`, `pdf-unwritten`.
pub fn office(doc: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
    check::check(doc)?;
    let profile = if doc.placed.is_empty() { Profile::OFFICE } else { Profile::SHEETS };
    let faces = font::faces(doc, false)?;
    let mut drawn = content::draw(doc, &profile, &faces, None);
    let mut pdf = typeset(faces, std::mem::take(&mut drawn.pages));
    let forms = form::take(&mut pdf, doc);
    let pages: Vec<_> = pdf.page_iter().collect();
    let grey = (doc.ink == Ink::Black).then(convert::Inks::black);
    xobject::insert(&mut pdf, doc, &drawn, grey.as_ref(), false)?;
    form::insert(&mut pdf, forms);
    if profile.tagged {
        let elements = structure::write(&mut pdf, doc, &drawn.tree, &pages);
        outline::write(&mut pdf, &drawn.tree, &elements, &pages);
    }
    finish::office(pdf, doc, &profile, &pages).map_err(unwritten)
}

/// The document as a PDF for print shops: inks, bleed, marks; PDF 1.6 that is PDF/X-4 (ISO 15930-7) and PDF/A-2b
/// (ISO 19005-2) at once. From the same pages as the office file; links and reading order are left out, for plates have
/// no use for them. The same document gives the same bytes.
///
/// # Errors
/// As [`office`], and `picture-unusable` for what cannot be turned into inks.
pub fn press(doc: &Document, press: &Press) -> Result<Vec<u8>, Vec<Diagnostic>> {
    check::check(doc)?;
    // Sheets have their own marks, and the paper has no room beyond them.
    let marks = if doc.placed.is_empty() { press.marks } else { Marks::NONE };
    let profile = Profile::press(marks);
    let faces = font::faces(doc, marks.slug)?;
    let mut drawn = content::draw(doc, &profile, &faces, Some(marks));
    let mut pdf = typeset(faces, std::mem::take(&mut drawn.pages));
    let forms = form::take(&mut pdf, doc);
    let pages: Vec<_> = pdf.page_iter().collect();
    let inks = convert::Inks::new(press, doc.ink, !drawn.pictures.is_empty()).map_err(|why| {
        let message = format!("the printing condition {} cannot be used for pictures: {why}", press.condition.name);
        vec![Diagnostic::error("bad-profile", message)]
    })?;
    xobject::insert(&mut pdf, doc, &drawn, Some(&inks), true)?;
    form::insert(&mut pdf, forms);
    finish::press(pdf, doc, press, &profile, &pages).map_err(unwritten)
}

fn unwritten(error: std::io::Error) -> Vec<Diagnostic> {
    vec![Diagnostic::error("pdf-unwritten", format!("the PDF cannot be written: {error}"))]
}

/// What printpdf does: content streams, font dictionaries, page tree. Boxes follow in [`finish`], because printpdf
/// 0.12.8 writes them with a width and height instead of two corners.
fn typeset(faces: font::Faces, pages: Vec<Vec<printpdf::Op>>) -> lopdf::Document {
    let mut pdf = PdfDocument::new("");
    for (id, face) in faces {
        pdf.resources.fonts.map.insert(font::name(id), PdfFont::new(face.parsed));
    }
    pdf.pages = pages.into_iter().map(|ops| PdfPage::new(Mm(0.0), Mm(0.0), ops)).collect();
    // `secure` would drop operators that printpdf has no name for; fonts are subset already.
    let options = PdfSaveOptions { optimize: true, subset_fonts: false, secure: false, image_optimization: None };
    pdf.to_lopdf_document(&options, &mut Vec::new())
}
