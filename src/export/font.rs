//! Fonts: only the glyphs that are used, and what each of them says when copied.
//!
//! In: the whole font files and all runs of the document. Out: a [`Face`] for each font that is used: a subset with new
//! glyph numbers, and one text for each glyph, chosen over all its uses. PDF knows only one text a glyph
//! (ISO 32000-1, 9.10.3), so the first use must not decide: where a glyph stands alone and for one character, that
//! character wins. What remains in conflict is mended where text is drawn.

use super::cluster;
use crate::{
    diag::Diagnostic,
    guard::guarded,
    page::{Document, FontFile, FontId, Glyph, GlyphRun, Item},
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
    let mut census = Census { files: &doc.fonts, fonts: BTreeMap::new(), uses: BTreeMap::new() };
    for page in doc.pages.iter().chain(&doc.placed) {
        census.count(&page.items);
        if slug {
            census.count(&page.slug);
        }
    }
    let uses = std::mem::take(&mut census.uses);
    let (mut faces, mut findings) = (BTreeMap::new(), Vec::new());
    for (id, uses) in uses {
        let Some(file) = doc.fonts.get(id.0 as usize) else { continue };
        match face(file, &uses, |letter| census.nominal(id, letter)) {
            Ok(face) => {
                faces.insert(id, face);
            }
            Err(error) => {
                let message = format!("the font {} cannot be put into a PDF: {error}", file.name);
                let hint = "copy the font again from where it came from, or take another";
                findings.push(Diagnostic::error("font-unusable", message).hint(hint));
            }
        }
    }
    if findings.is_empty() { Ok(faces) } else { Err(findings) }
}

/// What a glyph was used for, and how often it stood for that alone.
type Uses = BTreeMap<u16, BTreeMap<String, usize>>;

/// Counts what glyphs are used for.
struct Census<'a> {
    files: &'a [FontFile],
    /// Fonts that were looked into.
    fonts: BTreeMap<FontId, Option<harfrust::Font>>,
    uses: BTreeMap<FontId, Uses>,
}

impl Census<'_> {
    /// The glyph that a font draws for a letter that stands alone.
    fn nominal(&mut self, id: FontId, letter: char) -> Option<u16> {
        let file = self.files.get(id.0 as usize)?;
        let parse = || harfrust::Font::new(file.data.bytes().to_vec(), file.index);
        let font = self.fonts.entry(id).or_insert_with(parse).as_ref()?;
        font.charmap().map_unicode(letter).map(|glyph| glyph.to_u32() as u16)
    }

    fn count(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Text(run) if run.glyphs.is_empty() => {}
                Item::Text(run) => self.count_run(run),
                Item::Group { items, .. } => self.count(items),
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

    fn count_run(&mut self, run: &GlyphRun) {
        for cluster in cluster::clusters(run) {
            let rest = if run.rtl || cluster.len() < 2 { None } else { self.rest(run, cluster) };
            let uses = self.uses.entry(run.font).or_default();
            for (glyph, says, alone) in cluster::shares(run, cluster) {
                *uses.entry(glyph.id).or_default().entry(says).or_default() += usize::from(alone);
            }
            if let Some((id, letters)) = rest {
                uses.entry(id).or_default().entry(letters).or_default();
            }
        }
    }

    /// The one glyph of a cluster that is no letter's own, and the letters that no other glyph of it stands for.
    fn rest(&mut self, run: &GlyphRun, cluster: &[Glyph]) -> Option<(u16, String)> {
        let mut letters: Vec<char> = run.text.get(cluster.first()?.text.clone())?.chars().collect();
        let mut others = Vec::new();
        for glyph in cluster {
            match letters.iter().position(|letter| self.nominal(run.font, *letter) == Some(glyph.id)) {
                Some(at) => drop(letters.remove(at)),
                None => others.push(glyph.id),
            }
        }
        let [other] = others[..] else { return None };
        (!letters.is_empty()).then(|| (other, letters.into_iter().collect()))
    }
}

/// The text for a glyph: alone before shared, one character before several, often before seldom, then by alphabet.
fn choose(uses: &BTreeMap<String, usize>) -> String {
    let best = uses
        .iter()
        .max_by_key(|(text, alone)| (**alone > 0, text.chars().count() == 1, **alone, Reverse(text.as_str())));
    best.map(|(text, _)| text.clone()).unwrap_or_default()
}

/// What a glyph stands for: what it was seen to stand for alone, else the letter that the font draws with it (a vowel that
/// goes before its consonant never stands alone), else what it was seen to share.
fn says(id: u16, uses: &BTreeMap<String, usize>, nominal: &mut impl FnMut(char) -> Option<u16>) -> String {
    let letters = || uses.keys().flat_map(|text| text.chars());
    match uses.values().any(|alone| *alone > 0) {
        true => choose(uses),
        false => letters().find(|letter| nominal(*letter) == Some(id)).map_or_else(|| choose(uses), String::from),
    }
}

/// The glyphs asked for; of a variable font, its instance.
fn subset(file: &FontFile, glyphs: &subsetter::GlyphRemapper) -> Result<Vec<u8>, subsetter::Error> {
    let (data, index) = (file.data.bytes(), file.index);
    if file.variations.is_empty() {
        return subsetter::subset(data, index, glyphs);
    }
    let places: Vec<_> = file.variations.iter().map(|at| (subsetter::Tag::new(&at.axis), at.value)).collect();
    subsetter::subset_with_variations(data, index, &places, glyphs)
}

fn face(file: &FontFile, uses: &Uses, mut nominal: impl FnMut(char) -> Option<u16>) -> Result<Face, String> {
    let mut remapper = subsetter::GlyphRemapper::new();
    if file.whole {
        let font = harfrust::Font::new(file.data.bytes().to_vec(), file.index).ok_or("it cannot be read")?;
        for id in 1..font.num_glyphs().min(u32::from(u16::MAX)) {
            remapper.remap(id as u16);
        }
    }
    let codes: Vec<(u16, u16)> = uses.keys().map(|id| (*id, remapper.remap(*id))).collect();
    // Outlines are read here for the first time, and by code that stops where they make no sense.
    let read = guarded(|| {
        let subset = subset(file, &remapper).map_err(|error| error.to_string())?;
        let parsed = ParsedFont::from_bytes(&subset, 0, &mut Vec::new()).ok_or("its subset cannot be read")?;
        Ok::<_, String>((subset, parsed))
    });
    let (subset, mut parsed) = read.unwrap_or_else(|| Err("its outlines are damaged".to_owned()))?;
    // The tag of a subset (ISO 32000-1, 9.6.4): six letters, here from its content.
    let tag: String = Sha256::digest(&subset).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    parsed.font_name = Some(if file.whole { file.name.clone() } else { format!("{tag}+{}", file.name) });
    let units = f32::from(parsed.pdf_font_metrics.units_per_em.max(1));
    let width = |code| parsed.get_glyph_width(code).map_or(0, |width| (width as f32 * 1000.0 / units) as i64);
    let glyphs = codes
        .into_iter()
        .zip(uses.values())
        .map(|((id, code), uses)| {
            (id, Subsetted { code, says: says(id, uses, &mut nominal), width: width(code) as f64 })
        })
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
