//! Families: which there are, which face of one is taken, and how large its letters are set.
//!
//! In: a family as a theme names it, a weight and a slope. Out: the face that comes nearest, what the family lacks, and
//! the factor at which letters of different families stand evenly beside each other.

use super::builtin::script_family;
use super::font::{Face, FontSet, TypeStyle};
use super::lang::Lang;
use super::own::X_HEIGHT;
use crate::page::FontId;
use std::collections::BTreeSet;
use std::sync::PoisonError;
use unicode_script::Script;

/// What a family has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Weights that are drawn, lightest first.
    pub weights: BTreeSet<u16>,
    /// Weights between which a variable font has all.
    pub between: Option<(u16, u16)>,
    /// Whether it has letters that lean.
    pub italic: bool,
}

impl Range {
    /// The weight that is printed where one is asked for.
    pub fn nearest(&self, weight: u16) -> u16 {
        let clamped = self.between.map(|(least, most)| weight.clamp(least, most.max(least)));
        let all = self.weights.iter().copied().chain(clamped);
        all.min_by_key(|has| distance(weight, *has)).unwrap_or(weight)
    }
}

/// Which faces are asked first for the clusters of a script.
pub(super) struct Preferred {
    faces: Vec<FontId>,
    /// The face of the style's own family, where it has letters of the script.
    lead: Option<FontId>,
    weight: u16,
    italic: bool,
}

impl FontSet {
    /// A family as its file spells it, own ones before embedded ones; however it is written here.
    pub fn family(&self, written: &str) -> Option<&str> {
        let lower = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let wanted = lower(written);
        let own = self.own_families().into_iter();
        own.chain(self.faces.iter().map(|face| face.family.as_str())).find(|family| lower(family) == wanted)
    }

    /// Names of the families, each once.
    pub fn families(&self) -> BTreeSet<&str> {
        let faces = self.faces.iter().map(|face| face.family.as_str());
        faces.chain(self.variable.iter().map(|font| font.family.as_str())).collect()
    }

    /// Names of the project's own families.
    pub fn own_families(&self) -> BTreeSet<&str> {
        let faces = self.faces[self.embedded..].iter().map(|face| face.family.as_str());
        faces.chain(self.variable.iter().map(|font| font.family.as_str())).collect()
    }

    /// What a family has.
    pub fn range(&self, family: &str) -> Range {
        let mut range = Range::default();
        for face in self.faces.iter().filter(|face| face.family == family) {
            range.weights.insert(face.weight);
            range.italic |= face.slanted;
        }
        for font in self.variable.iter().filter(|font| font.family == family) {
            range.italic |= font.slanted || font.can_lean();
            match font.weights() {
                Some(between) => range.between = Some(between),
                None => drop(range.weights.insert(font.weight)),
            }
        }
        range
    }

    /// The face of a family that comes nearest: width before slope before weight, own before embedded.
    pub(super) fn pick(&self, family: &str, weight: u16, italic: bool) -> Option<FontId> {
        let faces = self.faces.iter().enumerate().filter(|(_, face)| face.family == family);
        let cost = |face: &Face| (face.narrow, face.slanted != italic, distance(weight, face.weight), !face.is_own());
        faces.min_by_key(|(_, face)| cost(face)).map(|(at, _)| FontId(at as u32))
    }

    /// The faces for clusters of a script, in the order in which they are asked: of the style's family, then of the
    /// script's. Quotes, dashes and dots between Han characters are as wide as these.
    pub(super) fn preferred(
        &self,
        style: &TypeStyle,
        strong: bool,
        script: Script,
        lang: &Lang,
        wide: bool,
    ) -> Preferred {
        let weight = if strong { style.strong_weight } else { style.weight };
        // Accented letters that an own font lacks are as bold as the letters beside them.
        let lead = self.has_own().then(|| self.pick(&style.family, weight, style.italic)).flatten();
        let lead = lead.filter(|lead| letter(script).is_some_and(|letter| self.covers(*lead, letter)));
        let weight = lead.and_then(|lead| self.faces.get(lead.0 as usize)).map_or(weight, |face| face.weight);
        let mut families = vec![style.family.as_str(), script_family(script, lang)];
        if wide && !self.is_own_han(style) {
            families.reverse();
        }
        if script == Script::Arabic {
            families.push("Noto Sans Arabic");
        }
        let faces = families.into_iter().filter_map(|family| self.pick(family, weight, style.italic));
        Preferred { faces: faces.collect(), lead, weight, italic: style.italic }
    }

    /// The face for a cluster: a preferred one, then any that has it.
    pub(super) fn choose(&self, preferred: &Preferred, cluster: &str) -> Option<FontId> {
        let covers = |id: &FontId| self.covers(*id, cluster);
        let found = preferred.faces.iter().copied().find(covers).or_else(|| {
            // Family by family, each at the weight that is asked for: half a name in bold would look broken.
            let mut families: Vec<&str> = self.faces[..self.embedded].iter().map(|face| face.family.as_str()).collect();
            families.dedup();
            let families = families.into_iter().chain(self.own_families());
            families.filter_map(|family| self.pick(family, preferred.weight, preferred.italic)).find(covers)
        });
        self.note_lent(preferred.lead, found, cluster);
        found
    }

    /// Remembers letters that an own face lacks.
    fn note_lent(&self, lead: Option<FontId>, found: Option<FontId>, cluster: &str) {
        let face = |id: Option<FontId>| self.faces.get(id?.0 as usize);
        let (Some(lead), Some(found)) = (face(lead), face(found)) else { return };
        if lead.is_own() && found.family != lead.family {
            let letters = cluster.chars().filter(|c| c.is_alphabetic());
            let mut lent = self.lent.lock().unwrap_or_else(PoisonError::into_inner);
            lent.extend(letters.map(|letter| (lead.family.clone(), found.family.clone(), letter)));
        }
    }

    /// Whether a style's family is an own one for Han characters.
    fn is_own_han(&self, style: &TypeStyle) -> bool {
        let own = self.has_own() && self.own_families().contains(style.family.as_str());
        let face = own.then(|| self.pick(&style.family, style.weight, style.italic)).flatten();
        face.is_some_and(|face| self.covers(face, "一") || self.covers(face, "の"))
    }

    /// The factor at which a face is set in a style, at least 1.
    ///
    /// Small letters are never lower than those of Noto Sans at the same type size, so that the least sizes hold for
    /// what is read and not for the number alone; and letters of other faces are as high as those of the style's own
    /// family. Nothing is set smaller than its type size says. The embedded families are drawn for one x-height, also
    /// those of scripts without small letters; all weights of a family share one factor.
    pub(super) fn scale(&self, style: &TypeStyle, id: FontId) -> f64 {
        let Some(face) = self.faces.get(id.0 as usize).filter(|_| self.has_own()) else { return 1.0 };
        (self.x_height(style) / self.regular(&face.family).map_or(X_HEIGHT, |face| face.x_height)).max(1.0)
    }

    /// How far the letters of a style reach up and down, as a multiple of what those of Noto Sans do, at least 1: own
    /// ones by their outlines, those of other families by the factor at which they are set.
    pub fn reach(&self, style: &TypeStyle) -> f64 {
        let Some(face) = self.regular(&style.family).filter(|_| self.has_own()) else { return 1.0 };
        let x_height = self.x_height(style);
        (x_height / face.x_height * face.reach).max(x_height / X_HEIGHT)
    }

    /// Height of the small letters of a style, in em.
    fn x_height(&self, style: &TypeStyle) -> f64 {
        self.regular(&style.family).map_or(X_HEIGHT, |face| face.x_height.max(X_HEIGHT))
    }

    fn regular(&self, family: &str) -> Option<&Face> {
        self.faces.get(self.pick(family, 400, false)?.0 as usize).map(|face| &**face)
    }

    /// Whether there are faces of the project's own.
    pub(super) fn has_own(&self) -> bool {
        self.faces.len() > self.embedded
    }
}

/// A letter of the scripts in which a font may have some letters and lack others.
fn letter(script: Script) -> Option<&'static str> {
    match script {
        Script::Latin => Some("n"),
        Script::Greek => Some("ν"),
        Script::Cyrillic => Some("н"),
        _ => None,
    }
}

/// How far a weight is from the one that is asked for (CSS Fonts 4, 5.2): from 400 to 500 first what lies between, then
/// lighter, then bolder; below 400 lighter first, above 500 bolder first.
fn distance(asked: u16, has: u16) -> (u8, u16) {
    let far = asked.abs_diff(has);
    let bolder = has >= asked;
    match asked {
        400..=500 if bolder && has <= 500 => (0, far),
        400..=500 => (if bolder { 2 } else { 1 }, far),
        ..400 => (u8::from(has > asked), far),
        501.. => (u8::from(!bolder), far),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_taken_as_browsers_take_them() {
        let nearest =
            |asked, has: &[u16]| Range { weights: has.iter().copied().collect(), ..Range::default() }.nearest(asked);
        assert_eq!(nearest(400, &[300, 500, 700]), 500);
        assert_eq!(nearest(500, &[300, 700]), 300);
        assert_eq!(nearest(300, &[200, 400]), 200);
        assert_eq!(nearest(350, &[400, 700]), 400);
        assert_eq!(nearest(600, &[400, 700, 900]), 700);
        assert_eq!(nearest(800, &[400, 700]), 700);
        assert_eq!(Range { between: Some((200, 650)), ..Range::default() }.nearest(700), 650);
    }
}
