//! Shaping: characters to glyphs, by `harfrust`.
//!
//! In: a stretch of one face, script and direction. Out: clusters in logical order, each with its glyphs in visual
//! order and widths in em. The plan's script must be the buffer's, or shaping fails; both come from one place here.

use super::font::FontSet;
use super::lang::Lang;
use super::model::{Cluster, ShapedGlyph};
use crate::page::FontId;
use harfrust::{
    Buffer, ClusterLevel, Direction, Feature, Language, Script as HbScript, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use std::ops::Range;
use std::sync::{Arc, PoisonError};
use unicode_bidi::Level;
use unicode_script::Script;

/// Glyphs and clusters of a stretch; glyph numbers start at 0.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub glyphs: Vec<ShapedGlyph>,
    pub clusters: Vec<Cluster>,
}

impl Shaped {
    /// Sets everything larger by a factor.
    pub fn scale(&mut self, by: f64) {
        if by == 1.0 {
            return;
        }
        for glyph in &mut self.glyphs {
            (glyph.advance, glyph.dx, glyph.dy) = (glyph.advance * by, glyph.dx * by, glyph.dy * by);
        }
        for cluster in &mut self.clusters {
            cluster.width *= by;
        }
    }
}

/// Shapes stretches.
pub(super) struct Shaper<'a> {
    fonts: &'a FontSet,
    buffer: Buffer,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, buffer: Buffer::new() }
    }

    /// Shapes a stretch of `text` and appends what comes of it.
    #[allow(clippy::too_many_arguments, reason = "each is an independent property of the stretch")]
    pub fn shape(
        &mut self,
        text: &str,
        range: Range<usize>,
        font: FontId,
        script: Script,
        level: Level,
        lang: &Lang,
        out: &mut Shaped,
    ) {
        let (Some(face), Some(plans)) = (self.fonts.font(font), self.fonts.plans(font)) else { return };
        let tag = script.short_name().as_bytes().first_chunk::<4>().copied().unwrap_or(*b"Zyyy");
        let script = HbScript::from_iso15924_tag(Tag::new(&tag)).unwrap_or(HbScript::COMMON);
        let direction = if level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
        let language = Language::new(lang.as_str());
        // Turkish tells i from dotless i: a ligature that swallows the dot is a wrong letter.
        let features = if ["tr", "az"].contains(&lang.primary()) {
            vec![Feature::new(Tag::new(b"liga"), 0, ..)]
        } else {
            Vec::new()
        };
        let key = (level.is_rtl(), u32::from_be_bytes(tag), lang.as_str().to_owned());
        let make = || Arc::new(ShapePlan::new(face, direction, Some(script), language.as_ref(), &features));
        let plan = Arc::clone(plans.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert_with(make));
        let buffer = &mut self.buffer;
        buffer.clear();
        buffer.set_pre_context(&text[..range.start]);
        buffer.set_post_context(&text[range.end..]);
        for (at, character) in text[range.clone()].char_indices() {
            buffer.push(character as u32, (range.start + at) as u32);
        }
        buffer.set_direction(direction);
        buffer.set_script(Some(script));
        buffer.set_language(language);
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        let shaped =
            harfrust::shape(&ShaperFont::new(face), buffer, ShapeOptions::new().plan(Some(&plan)).features(&features));
        if shaped.is_ok() {
            let em = f64::from(face.units_per_em().max(1));
            gather(buffer, text, range, level, em, out);
        }
    }
}

/// Groups the buffer's glyphs by cluster, in logical order.
fn gather(buffer: &Buffer, text: &str, range: Range<usize>, level: Level, em: f64, out: &mut Shaped) {
    let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
    let mut groups: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, info) in infos.iter().enumerate() {
        match groups.last_mut() {
            Some((cluster, glyphs)) if *cluster == info.cluster as usize => glyphs.end = at + 1,
            _ => groups.push((info.cluster as usize, at..at + 1)),
        }
    }
    if level.is_rtl() {
        groups.reverse();
    }
    for at in 0..groups.len() {
        let (start, glyphs) = groups[at].clone();
        let end = groups.get(at + 1).map_or(range.end, |(next, _)| *next);
        let first = out.glyphs.len();
        let mut width = 0.0;
        for number in glyphs.clone() {
            let position = &positions[number];
            let advance = f64::from(position.x_advance) / em;
            width += advance;
            out.glyphs.push(ShapedGlyph {
                id: infos[number].glyph_id as u16,
                advance,
                dx: f64::from(position.x_offset) / em,
                dy: f64::from(position.y_offset) / em,
            });
        }
        let character = text[start..end].chars().next().unwrap_or(' ');
        let is_break = matches!(character, '\n' | '\u{2028}' | '\u{2029}');
        out.clusters.push(Cluster {
            text: start..end,
            width: if is_break { 0.0 } else { width },
            glyphs: first..out.glyphs.len(),
            run: 0,
            space: is_break || matches!(character, ' ' | '\t' | '\u{3000}'),
            unsafe_before: glyphs.clone().any(|number| infos[number].unsafe_to_break()),
        });
    }
}
