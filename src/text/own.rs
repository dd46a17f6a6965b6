//! A project's own fonts: what a file says of itself, and which instances of a variable font are printed.
//!
//! In: the bytes of a `.ttf`, `.otf`, `.ttc` or `.otc`. Out: its faces, each with family, weight, slope and the heights
//! of its letters, or a [`Refusal`]. A variable font stands for as many faces as weights are asked for: `wght` is the
//! weight, `ital` or `slnt` the slope; `opsz` is set for reading, so that what can be read small is what is printed
//! large too, and every other axis stays at its default.

use super::sfnt::{Refusal, Tables, faces, must_be_whole};
use crate::page::Variation;
use harfrust::{
    Font, Tag,
    font::{glyph::GlyphSourceOrder, variation::NamedInstance},
};
use std::sync::Arc;

/// Heights of Noto Sans in em: small letters, capitals, and from the deepest to the highest letter.
pub(super) const X_HEIGHT: f64 = 0.536;
const CAPITALS: f64 = 0.714;
const REACH: f64 = 1.006;

/// Size in points that an optical size axis is set for: what running text is read at.
const READING: f32 = 12.0;
/// Small letters below this share of the em are no letters to read.
const LEAST_X_HEIGHT: f64 = 0.2;

/// Numbers of names (OpenType 1.9.1, `name`): family, PostScript name, typographic family.
const FAMILY: u16 = 1;
const POSTSCRIPT: u16 = 6;
const TYPOGRAPHIC_FAMILY: u16 = 16;

/// A face of a project's file, at its default place where it is variable.
pub(super) struct OwnFace {
    pub family: String,
    pub postscript: String,
    pub weight: u16,
    pub slanted: bool,
    pub narrow: bool,
    /// Height of the small letters in em, or what stands for it.
    pub x_height: f64,
    /// How far its letters reach up and down, as a multiple of what those of Noto Sans do.
    pub reach: f64,
    /// Whether only the whole font may be embedded.
    pub whole: bool,
    /// Whether its letters have colours that are not printed.
    pub colored: bool,
    pub data: Arc<[u8]>,
    pub index: u32,
    pub font: Font,
}

/// The faces of a file.
pub(super) fn open(file: &str, data: Vec<u8>) -> Result<Vec<OwnFace>, Refusal> {
    let data: Arc<[u8]> = data.into();
    (0..faces(&data)?).map(|index| open_face(file, &data, index)).collect()
}

fn open_face(file: &str, data: &Arc<[u8]>, index: u32) -> Result<OwnFace, Refusal> {
    let tables = Tables::open(data, index)?;
    tables.check()?;
    let whole = must_be_whole(tables.get(b"OS/2"))?;
    let unreadable =
        || Refusal::new("the file is damaged (it cannot be read)", "copy it again from where it came from");
    let font = Font::new(data.to_vec(), index).ok_or_else(unreadable)?;
    if !font.charmap().has_unicode() || font.charmap().unicode_is_symbol() {
        return Err(Refusal::new(
            "it does not say which letter each glyph is (no Unicode `cmap`): it is a font of signs",
            "bring signs as pictures, or a font whose letters are known by Unicode",
        ));
    }
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default().split('.').next().unwrap_or_default();
    let family = name(&font, TYPOGRAPHIC_FAMILY).or_else(|| name(&font, FAMILY)).unwrap_or_else(|| stem.to_owned());
    let postscript = name(&font, POSTSCRIPT).map(|name| bare(&name)).filter(|name| !name.is_empty());
    let attributes = font.default_attributes();
    let (x_height, reach) = heights(&font);
    if x_height < LEAST_X_HEIGHT {
        return Err(Refusal::new(
            format!("its small letters fill {:.0} % of the type size: nobody could read them", x_height * 100.0),
            "take a font for reading",
        ));
    }
    Ok(OwnFace {
        postscript: postscript.unwrap_or_else(|| bare(stem)),
        family,
        weight: (attributes.weight.value() as u16).clamp(1, 1000),
        slanted: attributes.style != Default::default(),
        narrow: (attributes.width.ratio() - 1.0).abs() > 0.05,
        x_height,
        reach,
        whole,
        colored: tables.is_colored(),
        data: data.clone(),
        index,
        font,
    })
}

fn name(font: &Font, id: u16) -> Option<String> {
    let name: String = font.names().get(id.into())?.english_or_first()?.name().chars().collect();
    let name = name.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// What of a name may stand in a PDF's font name without being escaped.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(60).collect()
}

/// Height of the small letters in em, and how far letters reach; measured on the outlines, for what the tables say is
/// often wrong. Where there are no small letters, or they are as high as capitals, the capitals stand for them.
fn heights(font: &Font) -> (f64, f64) {
    let em = f64::from(font.units_per_em().max(1));
    let metrics = font.glyph_metrics().with_extents_source_order(GlyphSourceOrder::BASE_OUTLINES);
    let extents = |letter: char| metrics.extents(font.charmap().map_unicode(letter)?);
    let top = |letter| extents(letter).map(|box_| f64::from(box_.y_bearing) / em).filter(|top| *top > 0.0);
    let bottom = |letter| extents(letter).map(|box_| f64::from(box_.height - box_.y_bearing) / em);
    let (small, capital) = (top('x'), top('H'));
    let x_height = match (small, capital) {
        (Some(small), Some(capital)) if small < 0.95 * capital => small,
        (Some(small), None) => small,
        (_, Some(capital)) => capital * X_HEIGHT / CAPITALS,
        (None, None) => X_HEIGHT,
    };
    let reach = top('d').zip(bottom('p')).map_or(0.0, |(up, down)| (up + down) / REACH);
    (x_height, reach.max(capital.unwrap_or(0.0) / CAPITALS))
}

impl OwnFace {
    /// The least and the largest weight, of a font that has an axis for it.
    pub(super) fn weights(&self) -> Option<(u16, u16)> {
        let axis = self.font.axes().get_by_tag(Tag::new(b"wght"))?;
        Some((axis.min_value() as u16, axis.max_value() as u16))
    }

    /// Whether it can lean by an axis.
    pub(super) fn can_lean(&self) -> bool {
        [b"ital", b"slnt"].into_iter().any(|tag| self.font.axes().get_by_tag(Tag::new(tag)).is_some())
    }

    /// Whether it has axes at all.
    pub(super) fn is_variable(&self) -> bool {
        !self.font.axes().is_empty()
    }

    /// The places on its axes for a weight and slope, in the order of the axes.
    pub(super) fn variations(&self, weight: u16, italic: bool) -> Vec<Variation> {
        let axes: Vec<_> = self.font.axes().iter().collect();
        let has_italic = axes.iter().any(|axis| axis.tag() == Tag::new(b"ital"));
        let place = |tag: Tag, least: f32, default: f32, most: f32| match &tag.to_be_bytes() {
            b"wght" => f32::from(weight).clamp(least, most),
            b"opsz" => READING.clamp(least, most),
            b"ital" => {
                if italic {
                    most
                } else {
                    0.0_f32.clamp(least, most)
                }
            }
            // A slant to the right is negative.
            b"slnt" if italic && !has_italic => least,
            b"slnt" => 0.0_f32.clamp(least, most),
            _ => default,
        };
        let ordered = axes.iter().filter(|axis| axis.min_value() <= axis.max_value());
        ordered
            .map(|axis| Variation {
                axis: axis.tag().to_be_bytes(),
                value: place(axis.tag(), axis.min_value(), axis.default_value(), axis.max_value()),
            })
            .collect()
    }

    /// The PostScript name of a place on its axes (Adobe Technical Note 5902): the one that the font has for it, else its
    /// family with the place on every axis.
    fn instance_name(&self, variations: &[Variation]) -> String {
        let there = |instance: &NamedInstance<'_>| {
            instance.user_coords().count() == variations.len()
                && instance.user_coords().zip(variations).all(|(one, other)| (one - other.value).abs() < 0.01)
        };
        let prefix = bare(&self.family).replace('-', "");
        if let Some(instance) = self.font.named_instances().iter().find(there) {
            let own = instance.postscript_name().and_then(|id| name(&self.font, id.to_u16()));
            let style = name(&self.font, instance.subfamily_name().to_u16());
            let made = style.map(|style| format!("{prefix}-{}", bare(&style)));
            if let Some(found) = own.map(|own| bare(&own)).filter(|own| !own.is_empty()).or(made) {
                return found;
            }
        }
        let places =
            variations.iter().map(|one| format!("_{:.0}{}", one.value, bare(&one.axis.escape_ascii().to_string())));
        let slope = if self.slanted { "Italic" } else { "" };
        format!("{prefix}{slope}{}", places.collect::<String>())
    }

    /// The face at a place on its axes.
    pub(super) fn instance(&self, variations: &[Variation]) -> Self {
        let places = variations.iter().map(|one| (Tag::new(&one.axis), one.value));
        let font = self.font.instance_builder().variations(places).build();
        let at = |tag: &[u8; 4]| variations.iter().find(|one| one.axis == *tag).map(|one| one.value);
        let weight = at(b"wght").map_or(self.weight, |weight| weight as u16);
        let leans = at(b"ital").is_some_and(|value| value > 0.5) || at(b"slnt").is_some_and(|value| value < -1.0);
        let (x_height, reach) = heights(&font);
        Self {
            family: self.family.clone(),
            postscript: self.instance_name(variations),
            weight,
            slanted: self.slanted || leans,
            x_height,
            reach,
            data: self.data.clone(),
            font,
            ..*self
        }
    }
}
