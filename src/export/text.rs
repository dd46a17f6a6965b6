//! Glyph runs to text operators.
//!
//! In: a run in visual order. Out: one `BT … ET` with a kerned `TJ` for each stretch on one height. Positions are
//! computed against the widths that the file states, so that rounding never adds up along a line.
//!
//! What is copied or read aloud is what each [`cluster`](super::cluster) says: where its glyphs do not say exactly that, a
//! span does.

use super::cluster::{letters, spoken};
use super::font::{self, Face, Subsetted};
use super::object;
use crate::{
    page::{Glyph, GlyphRun},
    unit::Point,
};
use printpdf::{Codepoint, Op, PdfFontHandle, Pt, TextItem, TextMatrix};

/// Clusters that go together: all that say what they should, or one that does not, with what it should say.
struct Stretch<'a> {
    glyphs: Vec<(&'a Glyph, &'a Subsetted)>,
    spoken: Option<String>,
}

fn stretches<'a>(run: &'a GlyphRun, face: &'a Face) -> Vec<Stretch<'a>> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for cluster in letters(run) {
        let glyphs: Vec<_> = cluster.iter().filter_map(|glyph| Some((glyph, face.glyph(glyph.id)?))).collect();
        let says = spoken(run, cluster);
        let wrong = !run.rtl && (glyphs.len() != 1 || glyphs.iter().any(|(_, subset)| subset.says != says));
        match stretches.last_mut() {
            Some(last) if !wrong && last.spoken.is_none() => last.glyphs.extend(glyphs),
            _ => stretches.push(Stretch { glyphs, spoken: wrong.then_some(says) }),
        }
    }
    stretches
}

/// A run with its baseline starting at `at` in the PDF's coordinates; colour and marks are the caller's.
pub(super) fn draw(run: &GlyphRun, face: &Face, at: Point, ops: &mut Vec<Op>) {
    ops.push(Op::StartTextSection);
    let size = object::round(run.size, 3);
    ops.push(Op::SetFont { font: PdfFontHandle::External(font::name(run.font)), size: Pt(size) });
    for stretch in stretches(run, face) {
        let span = stretch.spoken.as_deref();
        ops.extend(span.map(object::begin_spoken));
        for level in stretch.glyphs.chunk_by(|a, b| a.0.y == b.0.y) {
            show(level, run.size, at, ops);
        }
        ops.extend(span.map(|_| Op::EndMarkedContent));
    }
    ops.push(Op::EndTextSection);
}

/// Glyphs on one height: a matrix and a kerned `TJ`.
fn show(glyphs: &[(&Glyph, &Subsetted)], size: f64, at: Point, ops: &mut Vec<Op>) {
    let Some((first, _)) = glyphs.first() else { return };
    let (x, y) = (object::round(at.x + first.x * size, 3), object::round(at.y + first.y * size, 3));
    ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
    let following = glyphs.iter().skip(1).map(|(glyph, _)| Some(glyph.x)).chain([None]);
    let mut pen = 0.0;
    let codes = glyphs.iter().zip(following).map(|((_, subset), next)| {
        pen += subset.width;
        let back = next.map_or(0.0, |next| kern(pen, (next - first.x) * 1000.0));
        pen -= f64::from(back);
        Codepoint::with_cid(subset.code, back, subset.says.clone())
    });
    ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes.collect())] });
}

/// How far the pen must go back to the next glyph, in 1/1000 em; less than 1/50 is nothing.
fn kern(pen: f64, next: f64) -> f32 {
    let back = object::round(pen - next, 2);
    if back.abs() < 0.02 { 0.0 } else { back }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_never_adds_up() {
        let (mut pen, mut place) = (0.0, 0.0);
        for step in 0..2_000 {
            let advance = 500.0 + f64::from(step % 7) * 0.137;
            place += advance;
            pen += advance.trunc();
            pen -= f64::from(kern(pen, place));
            assert!((pen - place).abs() < 0.03, "{step}");
        }
    }
}
