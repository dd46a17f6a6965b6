//! Fonts: the embedded faces and a project's own, each parsed when it is first used.
//!
//! In: font files. Out: for a family, weight and script the face to try first and the ones to fall back on, and the
//! factor at which letters of another face stand evenly beside those of the first. There are no system fonts: the same
//! words give the same glyphs on every machine.

pub(super) use super::builtin::is_han;
use super::builtin::{EMBEDDED, Entry};
use super::own::{OwnFace, X_HEIGHT, open};
use super::sfnt::Refusal;
use crate::page::{FontData, FontFile, FontId, Variation};
use crate::world::{embedded, is_embedded};
use harfrust::{Font, ShapePlan, ShaperFont, font::glyph::GlyphSourceOrder};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The plans by which a face shapes, by direction, script and language: each is made once a run, for to make one takes longer
/// than to shape a line by it.
pub(super) type Plans = Mutex<BTreeMap<(bool, u32, String), Arc<ShapePlan>>>;

/// What kind of face is wanted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeStyle {
    /// Family that is tried first, as its file spells it.
    pub family: String,
    /// Weight, 1 to 1000.
    pub weight: u16,
    /// Weight of strong words.
    pub strong_weight: u16,
    /// Whether letters lean, where the family has such.
    pub italic: bool,
}

pub(super) struct Face {
    name: String,
    pub family: String,
    pub weight: u16,
    pub slanted: bool,
    pub narrow: bool,
    data: FontData,
    index: u32,
    variations: Vec<Variation>,
    whole: bool,
    pub x_height: f64,
    pub reach: f64,
    font: OnceLock<Option<Font>>,
    /// Which of the characters that were asked for it shows: looked up once a run.
    shown: Mutex<BTreeMap<char, bool>>,
    plans: Plans,
}

impl Face {
    pub fn is_own(&self) -> bool {
        matches!(self.data, FontData::Own(_))
    }

    fn builtin((file, family, weight): &Entry) -> Self {
        Self {
            name: file.rsplit('/').next().unwrap_or_default().trim_end_matches(".ttf").to_owned(),
            family: (*family).to_owned(),
            weight: *weight,
            slanted: false,
            narrow: false,
            data: FontData::Embedded(file),
            index: 0,
            variations: Vec::new(),
            whole: false,
            x_height: X_HEIGHT,
            reach: 1.0,
            font: OnceLock::new(),
            shown: Mutex::default(),
            plans: Plans::default(),
        }
    }

    /// Whether it shows a character, or need not.
    fn shows(&self, font: &Font, c: char) -> bool {
        let map = font.charmap();
        let shows = |glyph| {
            !self.is_own() || c.is_whitespace() || {
                let metrics = font.glyph_metrics().with_extents_source_order(GlyphSourceOrder::BASE_OUTLINES);
                metrics.extents(glyph).is_some_and(|extents| extents.width > 0.0 || extents.height > 0.0)
            }
        };
        is_invisible(c)
            || map.map_unicode(c).is_some_and(shows)
            || stand_in(c).is_some_and(|s| map.map_unicode(s).is_some())
    }

    fn own(own: OwnFace, variations: Vec<Variation>) -> Self {
        Self {
            name: own.postscript,
            family: own.family,
            weight: own.weight,
            slanted: own.slanted,
            narrow: own.narrow,
            data: FontData::Own(own.data),
            index: own.index,
            variations,
            whole: own.whole,
            x_height: own.x_height,
            reach: own.reach,
            font: OnceLock::from(Some(own.font)),
            shown: Mutex::default(),
            plans: Plans::default(),
        }
    }
}

/// The faces, by [`FontId`].
#[derive(Clone)]
pub struct FontSet {
    pub(super) faces: Vec<Arc<Face>>,
    /// Number of embedded faces; they come first.
    pub(super) embedded: usize,
    /// Own variable fonts; their instances are faces once it is known which weights are asked for.
    pub(super) variable: Vec<Arc<OwnFace>>,
    /// Letters that an own family lacks though it has others of their script, and the family that stands in.
    pub(super) lent: Arc<Mutex<BTreeSet<Lent>>>,
}

/// A letter that another family lends: the family that lacks it, the one that lends it, the letter.
pub type Lent = (String, String, char);

impl std::fmt::Debug for FontSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| &face.name)).finish()
    }
}

impl FontSet {
    /// The embedded faces; nothing is parsed yet.
    pub fn builtin() -> Self {
        // A binary may be built without the larger scripts.
        let there = EMBEDDED.iter().filter(|(file, ..)| is_embedded(&format!("fonts/{file}")));
        let faces: Vec<_> = there.map(|entry| Arc::new(Face::builtin(entry))).collect();
        Self { embedded: faces.len(), faces, variable: Vec::new(), lent: Arc::default() }
    }

    /// Adds the faces of a project's font, and tells whether they have colours that are not printed; the error says
    /// why it cannot be used. Families are called as the file calls them.
    ///
    /// # Errors
    /// What the file is instead, what is wrong with it, or what its licence forbids.
    pub fn add(&mut self, file: &str, data: Vec<u8>) -> Result<bool, Refusal> {
        let mut colored = false;
        // What is lent is told of each sheet.
        self.lent = Arc::default();
        for own in open(file, data)? {
            colored |= own.colored;
            match own.is_variable() {
                true => self.variable.push(Arc::new(own)),
                false => self.faces.push(Arc::new(Face::own(own, Vec::new()))),
            }
        }
        Ok(colored)
    }

    /// Makes the instances of own variable fonts: one for each weight and slope that is asked for.
    pub fn draw_instances(&mut self, asked: &BTreeSet<(u16, bool)>) {
        for font in &self.variable {
            let mut made: Vec<Vec<Variation>> = Vec::new();
            for (weight, italic) in asked {
                let variations = font.variations(*weight, *italic);
                if !made.contains(&variations) {
                    self.faces.push(Arc::new(Face::own(font.instance(&variations), variations.clone())));
                    made.push(variations);
                }
            }
        }
    }

    /// The font files, by [`FontId`].
    pub fn files(&self) -> Vec<FontFile> {
        let file = |face: &Arc<Face>| FontFile {
            name: face.name.clone(),
            data: face.data.clone(),
            index: face.index,
            variations: face.variations.clone(),
            whole: face.whole,
        };
        self.faces.iter().map(file).collect()
    }

    /// The parsed font.
    pub(super) fn font(&self, id: FontId) -> Option<&Font> {
        let face = self.faces.get(id.0 as usize)?;
        let parse = || match &face.data {
            FontData::Embedded(name) => Font::new(embedded(&format!("fonts/{name}"))?, 0),
            // Own fonts were parsed when they were added.
            FontData::Own(_) => None,
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

    /// The plans by which a face shapes.
    pub(super) fn plans(&self, id: FontId) -> Option<&Plans> {
        self.faces.get(id.0 as usize).map(|face| &face.plans)
    }

    /// Whether a face has glyphs for every character that needs one; a glyph of an own font must show something.
    pub(super) fn covers(&self, id: FontId, cluster: &str) -> bool {
        let (Some(font), Some(face)) = (self.font(id), self.faces.get(id.0 as usize)) else { return false };
        let mut known = face.shown.lock().unwrap_or_else(PoisonError::into_inner);
        cluster.chars().all(|c| *known.entry(c).or_insert_with(|| face.shows(font, c)))
    }

    /// Letters that own families lack so far, in order.
    pub fn lent(&self) -> BTreeSet<Lent> {
        self.lent.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
