//! Fonts: only the glyphs that are used, and what each of them says when copied.
//!
//! In: the whole font files and all runs of the document. Out: a [`Face`] for each font that is used: a subset with new
//! glyph numbers, and one text for each glyph, chosen over all its uses. PDF knows only one text a glyph
//! (ISO 32000-1, 9.10.3), so the first use must not decide: where a glyph stands alone and for one character, that
//! character wins. What remains in conflict is for [`text`](super::text) to mend.

use super::text;
use crate::{
    diag::Diagnostic,
    page::{Document, FontFile, FontId, GlyphRun, Item},
};
use printpdf::ParsedFont;
use sha2::{Digest, Sha256};
use std::{cmp::Reverse, collections::BTreeMap};

/// The fonts that a document uses.
pub(super) type Faces = BTreeMap<FontId, Face>;

/// A subset font.
pub(super) struct Face {
    /// The subset, as printpdf wants it.
    pub parsed: ParsedFont,
    glyphs: BTreeMap<u16, Subsetted>,
}

/// A glyph of the subset.
pub(super) struct Subsetted {
    /// Its number in the subset.
    pub code: u16,
    /// The text it stands for.
    pub says: String,
    /// Its width in 1/1000 em, cut to an integer as printpdf does in `/W`: the reader's pen moves by this.
    pub width: f64,
}

impl Face {
    /// A glyph by its number in the whole font.
    pub(super) fn glyph(&self, id: u16) -> Option<&Subsetted> {
        self.glyphs.get(&id)
    }
}

/// How printpdf and the content streams call a font.
pub(super) fn name(font: FontId) -> printpdf::FontId {
    printpdf::FontId(format!("F{}", font.0))
}

/// Subsets every font that is used, on the pages and, if that is printed, in their slug.
pub(super) fn faces(doc: &Document, slug: bool) -> Result<Faces, Vec<Diagnostic>> {
    let mut uses = BTreeMap::new();
    for page in doc.pages.iter().chain(&doc.placed) {
        count(&page.items, &mut uses);
        if slug {
            count(&page.slug, &mut uses);
        }
    }
    let (mut faces, mut findings) = (BTreeMap::new(), Vec::new());
    for (id, uses) in uses {
        let Some(file) = doc.fonts.get(id.0 as usize) else { continue };
        match face(file, &uses) {
            Ok(face) => {
                faces.insert(id, face);
            }
            Err(error) => {
                let message = format!("the font {} cannot be put into a PDF: {error}", file.name);
                findings.push(Diagnostic::error("font-unusable", message));
            }
        }
    }
    if findings.is_empty() { Ok(faces) } else { Err(findings) }
}

/// What a glyph was used for, and how often it stood for that alone.
type Uses = BTreeMap<u16, BTreeMap<String, usize>>;

fn count(items: &[Item], uses: &mut BTreeMap<FontId, Uses>) {
    for item in items {
        match item {
            Item::Text(run) if run.glyphs.is_empty() => {}
            Item::Text(run) => count_run(run, uses.entry(run.font).or_default()),
            Item::Group { items, .. } => count(items, uses),
            Item::Path(_)
            | Item::Image(_)
            | Item::Code(..)
            | Item::Link(..)
            | Item::Page(_)
            | Item::Open(_)
            | Item::Close => {}
        }
    }
}

fn count_run(run: &GlyphRun, uses: &mut Uses) {
    for cluster in text::clusters(run) {
        for (glyph, says, alone) in text::shares(run, cluster) {
            *uses.entry(glyph.id).or_default().entry(says).or_default() += usize::from(alone);
        }
    }
}

/// The text for a glyph: alone before shared, one character before several, often before seldom, then by alphabet.
fn choose(uses: &BTreeMap<String, usize>) -> String {
    let best = uses
        .iter()
        .max_by_key(|(text, alone)| (**alone > 0, text.chars().count() == 1, **alone, Reverse(text.as_str())));
    best.map(|(text, _)| text.clone()).unwrap_or_default()
}

fn face(file: &FontFile, uses: &Uses) -> Result<Face, String> {
    let mut remapper = subsetter::GlyphRemapper::new();
    let codes: Vec<(u16, u16)> = uses.keys().map(|id| (*id, remapper.remap(*id))).collect();
    let subset = subsetter::subset(file.data.bytes(), file.index, &remapper).map_err(|error| error.to_string())?;
    let mut parsed = ParsedFont::from_bytes(&subset, 0, &mut Vec::new()).ok_or("its subset cannot be read")?;
    // The tag of a subset (ISO 32000-1, 9.6.4): six letters, here from its content.
    let tag: String = Sha256::digest(&subset).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    parsed.font_name = Some(format!("{tag}+{}", file.name));
    let units = f32::from(parsed.pdf_font_metrics.units_per_em.max(1));
    let width = |code| parsed.get_glyph_width(code).map_or(0, |width| (width as f32 * 1000.0 / units) as i64);
    let glyphs = codes
        .into_iter()
        .zip(uses.values())
        .map(|((id, code), uses)| (id, Subsetted { code, says: choose(uses), width: width(code) as f64 }))
        .collect();
    Ok(Face { parsed, glyphs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_characters_win() {
        let uses = |pairs: &[(&str, usize)]| pairs.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect();
        assert_eq!(choose(&uses(&[("fi", 9), ("f", 1)])), "f");
        assert_eq!(choose(&uses(&[("e\u{301}", 0), ("é", 1)])), "é");
        assert_eq!(choose(&uses(&[("ab", 2), ("x", 0)])), "ab");
        assert_eq!(choose(&uses(&[("a", 2), ("b", 2)])), "a");
    }
}
