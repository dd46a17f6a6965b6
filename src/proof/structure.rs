//! What the file says of itself: title, language, tags, fonts.
//!
//! In: the opened file. Out: what a screen reader and a print shop find in it, and what they miss.

use super::outline::{self, Element};
use super::report::{Finding, FontReport};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// Title, language and tags.
#[derive(Debug, Default)]
pub struct Structure {
    /// Title in the metadata.
    pub title: Option<String>,
    /// Language of the document.
    pub lang: Option<String>,
    /// Whether there is a structure tree.
    pub tagged: bool,
    /// Number of figures without words for those who cannot see them.
    pub mute_figures: usize,
    /// Whether the file says that its pages are read from right to left (ISO 32000-1, 12.2).
    pub rtl: bool,
    /// The reading order.
    pub outline: Vec<Element>,
    /// Whether what is marked on a page is read in another order than it is painted in.
    pub disordered: bool,
}

/// How deep the structure is followed; a deeper one is no document of ours.
const DEEPEST: usize = 64;

/// Reads title, language and tags.
pub fn read(pdf: &Pdf) -> Structure {
    let title = pdf.metadata().title.as_deref().map(text_string).filter(|title| !title.is_empty());
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return Structure { title, ..Structure::default() } };
    let lang = root.get::<hayro_syntax::object::String<'_>>("Lang").map(|lang| text_string(lang.as_bytes()));
    let tree = root.get::<Dict<'_>>("StructTreeRoot");
    let preferences = root.get::<Dict<'_>>("ViewerPreferences");
    let direction = preferences.and_then(|own| own.get::<Name<'_>>("Direction"));
    let mut structure = Structure {
        title,
        lang: lang.filter(|lang| !lang.is_empty()),
        tagged: tree.is_some(),
        rtl: direction.is_some_and(|direction| direction.as_str() == "R2L"),
        ..Structure::default()
    };
    if let Some(tree) = &tree {
        walk(tree, 0, &mut BTreeMap::new(), &mut structure);
    }
    structure
}

/// The last marked content read on each page, by the page's object number.
type LastRead = BTreeMap<Option<u32>, i64>;

fn walk(element: &Dict<'_>, depth: usize, last: &mut LastRead, structure: &mut Structure) {
    let text = |key: &str| {
        let text = element.get::<hayro_syntax::object::String<'_>>(key)?;
        Some(text_string(text.as_bytes()))
    };
    if let Some(kind) = element.get::<Name<'_>>("S") {
        let alt = text("Alt");
        let mute = kind.as_str() == "Figure" && alt.as_ref().is_none_or(|alt| alt.trim().is_empty());
        structure.mute_figures += usize::from(mute);
        structure.outline.extend(outline::told(kind.as_str(), alt, text("Lang")));
    }
    if depth > DEEPEST {
        return;
    }
    let page = element.get_ref("Pg").map(|page| page.obj_number);
    let mut child = |child: Object<'_>| match child {
        Object::Dict(child) => walk(&child, depth + 1, last, structure),
        Object::Number(number) => {
            let before = last.insert(page, number.as_i64());
            structure.disordered |= before.is_some_and(|before| before >= number.as_i64());
        }
        _ => {}
    };
    match element.get::<Object<'_>>("K") {
        Some(Object::Array(children)) => children.iter::<Object<'_>>().for_each(child),
        Some(only) => child(only),
        None => {}
    }
}

/// A text string: UTF-16 with its mark, UTF-8 with its mark, or one byte a character (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The fonts of all pages, each once.
pub fn fonts(pdf: &Pdf) -> Vec<FontReport> {
    let mut found = BTreeSet::new();
    for page in pdf.pages().iter() {
        let resources = page.resources();
        gather(&resources.fonts, &mut found);
        let forms = &resources.x_objects;
        for name in forms.keys() {
            let Some(form) = forms.get::<Stream<'_>>(&*name) else { continue };
            let inner = form.dict().get::<Dict<'_>>("Resources").and_then(|own| own.get::<Dict<'_>>("Font"));
            if let Some(fonts) = inner {
                gather(&fonts, &mut found);
            }
        }
    }
    found.into_iter().collect()
}

fn gather(fonts: &Dict<'_>, found: &mut BTreeSet<FontReport>) {
    for key in fonts.keys() {
        let Some(font) = fonts.get::<Dict<'_>>(&*key) else { continue };
        let name = font.get::<Name<'_>>("BaseFont").map_or_else(String::new, |name| name.as_str().to_owned());
        let descendant = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descriptor = descendant.as_ref().unwrap_or(&font).get::<Dict<'_>>("FontDescriptor");
        let embedded = descriptor.is_some_and(|descriptor| {
            ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key))
        });
        let is_type3 = font.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Type3");
        let subset = name.as_bytes().get(6) == Some(&b'+') && name[..6].bytes().all(|byte| byte.is_ascii_uppercase());
        found.insert(FontReport { embedded: embedded || is_type3, subset, name });
    }
}

/// What is missing in all of this.
pub fn check(structure: &Structure, fonts: &[FontReport], findings: &mut Vec<Finding>) {
    let mut missing = |missing: bool, code, message: &str, hint| {
        if missing {
            findings.push(Finding::error(code, 0, message, hint));
        }
    };
    missing(structure.title.is_none(), "title-missing", "the file has no title", "give the document a title");
    missing(
        structure.lang.is_none(),
        "lang-missing",
        "the file names no language",
        "name the language of the document",
    );
    missing(!structure.tagged, "untagged", "the reading order is not tagged", "write a tagged PDF");
    missing(
        structure.mute_figures > 0,
        "alt-missing",
        &format!("{} figures say nothing to people who cannot see them", structure.mute_figures),
        "give every figure an alternative text",
    );
    embedding(fonts, findings);
}

/// Fonts that are not in the file.
pub fn embedding(fonts: &[FontReport], findings: &mut Vec<Finding>) {
    for font in fonts.iter().filter(|font| !font.embedded) {
        let message = format!("the font {} is not in the file", font.name);
        findings.push(Finding::error("font-not-embedded", 0, message, "embed every font"));
    }
}
