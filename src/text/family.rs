//! Families: which there are, which face of one is taken, and how large its letters are set.
//!
//! In: a family as a theme names it, a weight and a slope. Out: the face that comes nearest, what the family lacks, and
//! the factor at which letters of different families stand evenly beside each other.

use super::font::{Face, FontSet, TypeStyle};
use super::own::X_HEIGHT;
use crate::page::FontId;
use std::collections::BTreeSet;

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
