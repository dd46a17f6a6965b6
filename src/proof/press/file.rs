//! What a file for print shops says of itself: version, metadata, output intent, and what must not be in it.
//!
//! In: the opened file. Out: the intent's profile, and findings (ISO 15930-7, 6.2 to 6.4; ISO 19005-2, 6.1 and 6.6).

use crate::press::Condition;
use crate::proof::report::Finding;
use crate::proof::structure::text_string;
use crate::unit::Rect;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Text};
use hayro_syntax::page::Page;
use roxmltree::Document;

/// What is asked of the whole file.
pub(super) fn check(pdf: &Pdf, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id())?;
    let data: &[u8] = pdf.data().as_ref();
    version(pdf, findings);
    trailer(data, findings);
    forbidden(&root, xref.has_optional_content_groups(), findings);
    metadata(pdf, &root, findings);
    intent(&root, findings)
}

fn fault(findings: &mut Vec<Finding>, code: &'static str, message: impl Into<String>, hint: &'static str) {
    findings.push(Finding::error(code, 0, message, hint));
}

/// PDF/X-4 is made of PDF 1.6 (ISO 15930-7, 6.1).
fn version(pdf: &Pdf, findings: &mut Vec<Finding>) {
    if pdf.version() > hayro_syntax::PdfVersion::Pdf16 {
        fault(findings, "version-high", "the file is of a PDF version above 1.6", "export as PDF/X-4");
    }
}

/// The file identifier, and that nobody needs a password; read from the end of the file, where both are named.
fn trailer(data: &[u8], findings: &mut Vec<Finding>) {
    let has = |word: &[u8]| data.windows(word.len()).any(|window| window == word);
    // The identifier is two strings in brackets; `/ID` alone may stand among the bytes of a picture.
    let identifier =
        |at: usize| data[at..].strip_prefix(b"/ID").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"["));
    if !(0..data.len()).any(identifier) {
        fault(findings, "id-missing", "the file has no identifier", "export it again with another program");
    }
    if has(b"/Encrypt") {
        fault(findings, "encrypted", "the file is encrypted", "save it without a password");
    }
}

fn forbidden(root: &Dict<'_>, layers: bool, findings: &mut Vec<Finding>) {
    let names = root.get::<Dict<'_>>("Names");
    let named = |key: &str| names.as_ref().is_some_and(|names| names.contains_key(key));
    for (there, what) in [
        (root.contains_key("OpenAction"), "an action on opening"),
        (root.contains_key("AA"), "actions"),
        (root.contains_key("AcroForm"), "a form to fill in"),
        (named("JavaScript"), "scripts"),
        (named("EmbeddedFiles"), "other files"),
        (layers, "layers"),
    ] {
        if there {
            fault(findings, "not-for-print", format!("the file holds {what}"), "export it as PDF/X-4, without extras");
        }
    }
}

/// XMP that anyone can read, and the older Info that must agree with it (ISO 15930-7, 6.2.3).
fn metadata(pdf: &Pdf, root: &Dict<'_>, findings: &mut Vec<Finding>) {
    let Some(stream) = root.get::<Stream<'_>>("Metadata") else {
        return fault(findings, "xmp-missing", "the file has no XMP metadata", "export as PDF/X-4");
    };
    if !stream.filters().is_empty() {
        fault(findings, "xmp-compressed", "the XMP metadata is compressed", "export as PDF/X-4");
    }
    let bytes = stream.decoded().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let body = text.find("<x:xmpmeta").and_then(|from| Some(&text[from..text.rfind("</x:xmpmeta>")? + 12]));
    let Some(document) = body.and_then(|body| Document::parse(body).ok()) else {
        return fault(findings, "xmp-broken", "the XMP metadata cannot be read", "export as PDF/X-4");
    };
    if property(&document, "GTS_PDFXVersion").as_deref() != Some("PDF/X-4") {
        fault(findings, "not-x4", "the file does not say that it is PDF/X-4", "export as PDF/X-4");
    }
    for name in ["CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "VersionID", "RenditionClass"] {
        if property(&document, name).is_none_or(|text| text.trim().is_empty()) {
            fault(findings, "xmp-incomplete", format!("the XMP metadata lacks {name}"), "export as PDF/X-4");
        }
    }
    let title = pdf.metadata().title.as_deref().map(text_string);
    if title.is_none() || property(&document, "title") != title {
        fault(findings, "title-differs", "the titles in Info and XMP are not the same", "give the document one title");
    }
    trapped(pdf, findings);
}

/// Whether the colours are spread into each other must be said, as yes or no (ISO 15930-7, 6.3).
fn trapped(pdf: &Pdf, findings: &mut Vec<Finding>) {
    let said = pdf.objects().into_iter().any(|object| match object {
        Object::Dict(dict) => dict.get::<Name<'_>>("Trapped").is_some_and(|t| matches!(t.as_str(), "True" | "False")),
        _ => false,
    });
    if !said {
        fault(findings, "trapped-missing", "the file does not say whether it is trapped", "export as PDF/X-4");
    }
}

/// A property of the packet: an element's text, the first item of a list, or an attribute.
fn property(document: &Document<'_>, name: &str) -> Option<String> {
    document.descendants().find_map(|node| {
        if node.tag_name().name() == name {
            let deepest =
                node.descendants().filter(|inner| inner.is_text() && !inner.text().unwrap_or("").trim().is_empty());
            return deepest.filter_map(|inner| inner.text()).next().map(str::to_owned);
        }
        node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().to_owned())
    })
}

/// The one output intent of PDF/X, with a profile that can be used (ISO 15930-7, 6.2.2).
fn intent(root: &Dict<'_>, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    let all: Vec<Dict<'_>> = root.get::<Array<'_>>("OutputIntents").map_or_else(Vec::new, |list| list.iter().collect());
    let ours = |intent: &&Dict<'_>| intent.get::<Name<'_>>("S").is_some_and(|kind| kind.as_str() == "GTS_PDFX");
    let intents: Vec<&Dict<'_>> = all.iter().filter(ours).collect();
    let [intent] = intents[..] else {
        let message = format!("the file has {} output intents for printing, not 1", intents.len());
        fault(findings, "intent-missing", message, "export as PDF/X-4 with the shop's profile");
        return None;
    };
    let named = intent.get::<Text<'_>>("OutputConditionIdentifier").is_some_and(|name| !name.as_bytes().is_empty());
    if !named {
        fault(findings, "intent-unnamed", "the output intent names no printing condition", "export as PDF/X-4");
    }
    let profile = intent.get::<Stream<'_>>("DestOutputProfile")?.decoded().ok().map(|bytes| bytes.into_owned());
    match profile.clone().map(Condition::read) {
        Some(Ok(_)) => profile,
        Some(Err(why)) => {
            fault(findings, "intent-profile", format!("the output intent's profile: {why}"), "give the shop's profile");
            None
        }
        None => {
            fault(findings, "intent-profile", "the output intent holds no profile", "embed the shop's profile");
            None
        }
    }
}

/// Notes and links on a page; only outside the bleed do they do no harm (ISO 15930-7, 6.2.11).
pub(super) fn annotations(page: &Page<'_>, bleed: Rect, number: usize, findings: &mut Vec<Finding>) {
    let Some(list) = page.raw().get::<Array<'_>>("Annots") else { return };
    for note in list.iter::<Dict<'_>>() {
        let corners: Option<[f64; 4]> =
            note.get::<Array<'_>>("Rect").and_then(|rect| super::object::numbers(&rect).try_into().ok());
        let outside =
            corners.is_some_and(|[x0, y0, x1, y1]| bleed.intersect(Rect::new(x0, y0, x1, y1).abs()).is_zero_area());
        if !outside {
            let message = "a link or note lies on the printed area";
            findings.push(Finding::error("annotation", number, message, "export without links and notes"));
        }
    }
}
