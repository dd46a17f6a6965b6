//! Fonts: the embedded faces and a project's own, each parsed when it is first used.
//!
//! In: font files. Out: for a family, weight and script the face to try first and the ones to fall back on. There are
//! no system fonts: the same words give the same glyphs on every machine.

use super::lang::Lang;
use crate::page::{FontData, FontFile, FontId};
use crate::world::{embedded, is_embedded};
use harfrust::{Font, ShaperFont};
use std::sync::{Arc, OnceLock};
use unicode_script::Script;

/// An embedded face: file below `fonts/`, family, weight.
type Entry = (&'static str, &'static str, u16);

/// Number of the family in a font's name table (OpenType 1.9, `name`).
const FAMILY_NAME: u16 = 1;

const NOTO: &str = "Noto Sans";
const CHINESE: &str = "Noto Sans SC";
const JAPANESE: &str = "Noto Sans JP";

/// Those that every sheet may need come first: a sign that only a later face has would unpack all before it.
const EMBEDDED: [Entry; 35] = [
    ("latin-greek-cyrillic/NotoSans-Regular.ttf", NOTO, 400),
    ("latin-greek-cyrillic/NotoSans-SemiBold.ttf", NOTO, 600),
    ("latin-greek-cyrillic/NotoSans-Bold.ttf", NOTO, 700),
    ("latin-greek-cyrillic/NotoSans-ExtraBold.ttf", NOTO, 800),
    ("symbols/NotoSansMath-subset.ttf", "Noto Sans Math", 400),
    ("symbols/NotoSansSymbols-subset.ttf", "Noto Sans Symbols", 400),
    ("symbols/NotoSansSymbols2-subset.ttf", "Noto Sans Symbols 2", 400),
    ("arabic/Vazirmatn-Regular.ttf", "Vazirmatn", 400),
    ("arabic/Vazirmatn-SemiBold.ttf", "Vazirmatn", 600),
    ("arabic/Vazirmatn-Bold.ttf", "Vazirmatn", 700),
    ("arabic/Vazirmatn-ExtraBold.ttf", "Vazirmatn", 800),
    ("arabic/NotoSansArabic-Regular.ttf", "Noto Sans Arabic", 400),
    ("arabic/NotoSansArabic-Bold.ttf", "Noto Sans Arabic", 700),
    ("scripts/NotoSansArmenian-Regular.ttf", "Noto Sans Armenian", 400),
    ("scripts/NotoSansArmenian-Bold.ttf", "Noto Sans Armenian", 700),
    ("scripts/NotoSansBengali-Regular.ttf", "Noto Sans Bengali", 400),
    ("scripts/NotoSansBengali-Bold.ttf", "Noto Sans Bengali", 700),
    ("scripts/NotoSansDevanagari-Regular.ttf", "Noto Sans Devanagari", 400),
    ("scripts/NotoSansDevanagari-Bold.ttf", "Noto Sans Devanagari", 700),
    ("scripts/NotoSansEthiopic-Regular.ttf", "Noto Sans Ethiopic", 400),
    ("scripts/NotoSansEthiopic-Bold.ttf", "Noto Sans Ethiopic", 700),
    ("scripts/NotoSansGeorgian-Regular.ttf", "Noto Sans Georgian", 400),
    ("scripts/NotoSansGeorgian-Bold.ttf", "Noto Sans Georgian", 700),
    ("scripts/NotoSansHebrew-Regular.ttf", "Noto Sans Hebrew", 400),
    ("scripts/NotoSansHebrew-Bold.ttf", "Noto Sans Hebrew", 700),
    ("scripts/NotoSansKhmer-Regular.ttf", "Noto Sans Khmer", 400),
    ("scripts/NotoSansKhmer-Bold.ttf", "Noto Sans Khmer", 700),
    ("scripts/NotoSansTamil-Regular.ttf", "Noto Sans Tamil", 400),
    ("scripts/NotoSansTamil-Bold.ttf", "Noto Sans Tamil", 700),
    ("scripts/NotoSansThai-Regular.ttf", "Noto Sans Thai", 400),
    ("scripts/NotoSansThai-Bold.ttf", "Noto Sans Thai", 700),
    ("cjk/NotoSansSC-Regular.ttf", CHINESE, 400),
    ("cjk/NotoSansSC-Bold.ttf", CHINESE, 700),
    ("cjk/NotoSansJP-Regular.ttf", JAPANESE, 400),
    ("cjk/NotoSansJP-Bold.ttf", JAPANESE, 700),
];

/// Whether a script is one of those that share the Han characters, with signs as wide as these.
pub(super) fn is_han(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo)
}

/// The family that each script is set in; the same Han character has another form in another language.
fn script_family(script: Script, lang: &Lang) -> &'static str {
    match script {
        Script::Hiragana | Script::Katakana => JAPANESE,
        Script::Han | Script::Bopomofo if lang.primary() == "ja" => JAPANESE,
        Script::Han | Script::Bopomofo => CHINESE,
        Script::Arabic => "Vazirmatn",
        Script::Armenian => "Noto Sans Armenian",
        Script::Bengali => "Noto Sans Bengali",
        Script::Devanagari => "Noto Sans Devanagari",
        Script::Ethiopic => "Noto Sans Ethiopic",
        Script::Georgian => "Noto Sans Georgian",
        Script::Hebrew => "Noto Sans Hebrew",
        Script::Khmer => "Noto Sans Khmer",
        Script::Tamil => "Noto Sans Tamil",
        Script::Thai => "Noto Sans Thai",
        _ => NOTO,
    }
}

/// What kind of face is wanted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeStyle {
    /// Family that is tried first.
    pub family: String,
    /// Weight, 100 to 900.
    pub weight: u16,
    /// Weight of strong words.
    pub strong_weight: u16,
}

struct Face {
    name: String,
    family: String,
    weight: u16,
    slanted: bool,
    narrow: bool,
    data: FontData,
    font: OnceLock<Option<Font>>,
}

/// The faces, by [`FontId`].
#[derive(Clone)]
pub struct FontSet {
    faces: Vec<Arc<Face>>,
}

impl std::fmt::Debug for FontSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| &face.name)).finish()
    }
}

impl FontSet {
    /// The embedded faces; nothing is parsed yet.
    pub fn builtin() -> Self {
        let face = |(file, family, weight): &Entry| {
            // A binary may be built without the larger scripts.
            is_embedded(&format!("fonts/{file}")).then_some(())?;
            let stem = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".ttf");
            Some(Arc::new(Face {
                name: stem.to_owned(),
                family: (*family).to_owned(),
                weight: *weight,
                slanted: false,
                narrow: false,
                data: FontData::Embedded(file),
                font: OnceLock::new(),
            }))
        };
        Self { faces: EMBEDDED.iter().filter_map(face).collect() }
    }

    /// Adds a project's font; the error says why it is none. Its family is the one that the file names.
    pub fn add(&mut self, file: &str, data: Vec<u8>) -> Result<FontId, String> {
        let font = Font::new(data.clone(), 0).ok_or("the file is no TrueType or OpenType font")?;
        if font.num_glyphs() < 2 || font.units_per_em() == 0 {
            return Err("it has no glyphs".to_owned());
        }
        let attributes = font.default_attributes();
        let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem: String = stem.split('.').next().unwrap_or_default().chars().filter(char::is_ascii_graphic).collect();
        let family = font
            .names()
            .get(FAMILY_NAME.into())
            .and_then(|name| name.english_or_first())
            .map(|localized| localized.name().chars().collect::<String>())
            .filter(|family| !family.is_empty())
            .unwrap_or_else(|| stem.clone());
        let slot = OnceLock::new();
        slot.get_or_init(|| Some(font));
        self.faces.push(Arc::new(Face {
            name: stem,
            family,
            weight: attributes.weight.value() as u16,
            slanted: attributes.style != Default::default(),
            narrow: attributes.width.ratio() < 0.95,
            data: FontData::Own(data.into()),
            font: slot,
        }));
        Ok(FontId(self.faces.len() as u32 - 1))
    }

    /// The font files, by [`FontId`].
    pub fn files(&self) -> Vec<FontFile> {
        let file = |face: &Arc<Face>| FontFile { name: face.name.clone(), data: face.data.clone(), index: 0 };
        self.faces.iter().map(file).collect()
    }

    /// Whether a family is known.
    pub fn has_family(&self, family: &str) -> bool {
        self.faces.iter().any(|face| face.family == family)
    }

    /// Names of the families, each once.
    pub fn families(&self) -> Vec<String> {
        let mut names: Vec<String> = self.faces.iter().map(|face| face.family.clone()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The parsed font.
    pub(super) fn font(&self, id: FontId) -> Option<&Font> {
        let face = self.faces.get(id.0 as usize)?;
        let parse = || match &face.data {
            FontData::Embedded(name) => Font::new(embedded(&format!("fonts/{name}"))?, 0),
            FontData::Own(bytes) => Font::new(bytes.to_vec(), 0),
        };
        face.font.get_or_init(parse).as_ref()
    }

    /// Height above the baseline that the face's lines claim, in em.
    pub fn ascent(&self, id: FontId) -> f64 {
        self.line(id).0
    }

    /// Depth below the baseline that the face's lines claim, in em, as a positive number.
    pub fn descent(&self, id: FontId) -> f64 {
        self.line(id).1
    }

    fn line(&self, id: FontId) -> (f64, f64) {
        let Some(font) = self.font(id) else { return (0.8, 0.2) };
        let em = f64::from(font.units_per_em().max(1));
        let line = font.metrics().hhea_line.unwrap_or_default();
        (f64::from(line.ascender.to_f32()) / em, f64::from(line.descender.to_f32()).abs() / em)
    }

    /// Whether a face has glyphs for every character that needs one.
    pub(super) fn covers(&self, id: FontId, cluster: &str) -> bool {
        let Some(font) = self.font(id) else { return false };
        let map = font.charmap();
        cluster.chars().all(|c| {
            is_invisible(c) || map.map_unicode(c).is_some() || stand_in(c).is_some_and(|s| map.map_unicode(s).is_some())
        })
    }

    /// The upright face of a family nearest to a weight.
    fn pick(&self, family: &str, weight: u16) -> Option<FontId> {
        let faces = self.faces.iter().enumerate().filter(|(_, face)| face.family == family);
        let cost = |face: &Face| {
            u32::from(face.slanted) * 10_000 + u32::from(face.narrow) * 2_000 + u32::from(face.weight.abs_diff(weight))
        };
        faces.min_by_key(|(_, face)| cost(face)).map(|(at, _)| FontId(at as u32))
    }

    /// The face for a cluster: the style's family, then the script's, then any that has it.
    pub(super) fn choose(
        &self,
        style: &TypeStyle,
        strong: bool,
        script: Script,
        lang: &Lang,
        cluster: &str,
    ) -> Option<FontId> {
        let weight = if strong { style.strong_weight } else { style.weight };
        let mut families = vec![style.family.as_str(), script_family(script, lang)];
        if is_han(script) && !cluster.is_ascii() {
            // Quotes, dashes and dots between Han characters are as wide as these.
            families.reverse();
        }
        if script == Script::Arabic {
            families.push("Noto Sans Arabic");
        }
        let preferred = families.into_iter().filter_map(|family| self.pick(family, weight));
        let any = (0..self.faces.len() as u32).map(FontId);
        preferred.chain(any).find(|id| self.covers(*id, cluster))
    }

    /// Glyph and advance of a visible hyphen, in em.
    pub(super) fn hyphen(&self, id: FontId) -> (u16, f64) {
        let Some(font) = self.font(id) else { return (0, 0.0) };
        let map = font.charmap();
        let glyph = map.map_unicode('\u{2010}').or_else(|| map.map_unicode('-'));
        let Some(glyph) = glyph else { return (0, 0.0) };
        let advance = ShaperFont::new(font).glyph_h_advance(glyph);
        (glyph.to_u32() as u16, f64::from(advance) / f64::from(font.units_per_em().max(1)))
    }
}

/// Characters that are never seen: they must not make the line change its font (UAX 44, Default_Ignorable).
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\n' | '\u{E0100}'..='\u{E01EF}')
}

/// A character that the shaper uses where a font lacks one: spaces of other widths, hyphens.
fn stand_in(c: char) -> Option<char> {
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => None,
    }
}
