//! What a page paints, in order: a [`Device`] that writes down instead of drawing.
//!
//! In: a page of the finished file, read by `hayro`. Out: [`Mark`]s with their places in points from the page's top
//! left corner, colours as they are seen, and text as a reader would extract it.

use super::mark::{Flat, Kind, Mark, Record};
use crate::unit::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, InterpreterCache,
    Paint, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;
use kurbo::{ParamCurve as _, PathEl, PathSeg, Shape};
use std::collections::BTreeMap;
use std::f64::consts::SQRT_2;

/// Everything that a page paints.
pub fn read(page: &Page<'_>) -> Record {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, &cache, page.xref(), super::reader::settings());
    let mut recorder = Recorder {
        marks: Vec::new(),
        placed: true,
        clips: vec![Clip { area, flat: true }],
        groups: Vec::new(),
        spoken: Vec::new(),
        boxes: BTreeMap::new(),
    };
    interpret_page(page, &mut context, &mut recorder);
    Record { marks: recorder.marks, placed: recorder.placed }
}

/// A clip together with those around it.
#[derive(Clone, Copy)]
struct Clip {
    /// Its box.
    area: Rect,
    /// Whether it is that box and nothing less.
    flat: bool,
}

struct Recorder {
    marks: Vec<Mark>,
    placed: bool,
    /// The clips in force, innermost last.
    clips: Vec<Clip>,
    /// The groups in force: whether each shows its content as if there were no group.
    groups: Vec<bool>,
    /// The marked content in force, innermost last: the text that stands for it (`ActualText`, ISO 32000-1, 14.9.4),
    /// empty once it was given out.
    spoken: Vec<Option<String>>,
    /// Boxes of the glyphs that were met, in thousandths of the type size, by what tells their outlines apart.
    boxes: BTreeMap<u128, Rect>,
}

impl Recorder {
    fn put(&mut self, kind: Kind, rect: Rect) {
        let seen = self.clips.last().map_or(rect, |clip| clip.area.intersect(rect));
        self.marks.push(Mark { kind, rect, seen });
    }

    fn clip(&mut self, own: Rect, flat: bool) {
        let inner = match self.clips.last() {
            Some(outer) => Clip { area: outer.area.intersect(own), flat: outer.flat && flat },
            None => Clip { area: own, flat },
        };
        self.clips.push(inner);
    }

    /// How a shape is filled with such a paint, where that is all there is to it.
    fn flat(&self, props: &DrawProps<'_>, rule: FillRule) -> Option<Flat> {
        let Paint::Color(color) = &props.paint else { return None };
        let clip = self.clips.last().filter(|clip| clip.flat)?;
        let opaque = color.to_rgba().to_rgba8()[3] == 255;
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        let even_odd = matches!(rule, FillRule::EvenOdd);
        (opaque && plain && self.groups.iter().all(|shown| *shown)).then_some(Flat { even_odd, clip: clip.area })
    }

    /// The box of a glyph at its place. Of what stands upright or lies on its side the outline is looked at once.
    fn box_of(&mut self, glyph: &OutlineGlyph, place: Affine) -> Rect {
        let [a, b, c, d, ..] = place.as_coeffs();
        if (b, c) != (0.0, 0.0) && (a, d) != (0.0, 0.0) {
            return (place * glyph.outline()).bounding_box();
        }
        let key = glyph.identifier().cache_key();
        let own = self.boxes.entry(key).or_insert_with(|| glyph.outline().bounding_box());
        place.transform_rect_bbox(*own)
    }
}

fn rgb(paint: &Paint<'_>) -> Option<[u8; 3]> {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, _] = color.to_rgba().to_rgba8();
            Some([r, g, b])
        }
        Paint::Pattern(_) => None,
    }
}

/// Whether a path is its box: four lines round all of its area.
fn fills(path: &BezPath, own: Rect) -> bool {
    let lines = path.elements().iter().all(|element| !matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    lines && path.segments().count() == 4 && (path.area().abs() - own.area()).abs() <= 1e-6 * own.area()
}

/// How many times half its width a line reaches out at the sharpest corner of a path, as if all its parts were joined.
fn sharpest(path: &BezPath) -> f64 {
    // Closing a path that is back where it began adds a line of no length.
    let long = path.segments().filter(|segment| (segment.end() - segment.start()).hypot() > 1e-6);
    let ways: Vec<(Vec2, Vec2)> = long.map(|segment| ends(&segment)).collect();
    let joints = ways.iter().zip(ways.iter().cycle().skip(1));
    let reach = |((_, before), (after, _)): (&(Vec2, Vec2), &(Vec2, Vec2))| {
        let turn = before.dot(*after) / (before.hypot() * after.hypot());
        if turn.is_nan() { f64::INFINITY } else { ((1.0 + turn) / 2.0).max(0.0).sqrt().recip() }
    };
    joints.map(reach).fold(1.0, f64::max)
}

/// The ways in which a segment begins and ends.
fn ends(segment: &PathSeg) -> (Vec2, Vec2) {
    match segment {
        PathSeg::Line(line) => (line.p1 - line.p0, line.p1 - line.p0),
        PathSeg::Quad(quad) => (quad.p1 - quad.p0, quad.p2 - quad.p1),
        PathSeg::Cubic(cubic) => (cubic.p1 - cubic.p0, cubic.p3 - cubic.p2),
    }
}

/// How much a transform enlarges lengths.
fn scale_of(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

impl<'a> Device<'a> for Recorder {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let path = props.transform * path.clone();
        let rect = path.bounding_box();
        let Some(rgb) = rgb(&props.paint) else {
            self.put(Kind::Pattern, rect);
            return;
        };
        if let DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) = mode {
            let flat = self.flat(&props, *rule);
            self.put(Kind::Fill { path: path.clone(), rgb, flat }, rect);
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            let width = f64::from(stroke.line_width) * scale_of(props.transform);
            let rect = rect.inflate(width / 2.0, width / 2.0);
            let corner = sharpest(&path).min(f64::from(stroke.miter_limit)).max(SQRT_2);
            self.put(Kind::Stroke { rgb, width, path, reach: width / 2.0 * corner }, rect);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let own = clip.path.bounding_box();
        self.clip(own, fills(&clip.path, own));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clip(*rect, true);
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, mode: BlendMode) {
        self.groups.push(opacity >= 1.0 && mask.is_none() && mode == BlendMode::Normal);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let (mut text, mut has_glyph_zero) = (String::new(), false);
        let mut rect: Option<Rect> = None;
        let mut size = 0.0;
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            if let Some(unicode) = glyph.as_unicode() {
                text.push_str(&as_text(unicode));
            }
            let Glyph::Outline(outline) = &**glyph else {
                self.placed = false;
                continue;
            };
            has_glyph_zero |= outline.glyph_id().to_u32() == 0;
            size = (place * Point::new(0.0, EM) - place * Point::ORIGIN).hypot();
            let shape = self.box_of(outline, place);
            if shape.area() > 0.0 {
                rect = Some(rect.map_or(shape, |so_far| so_far.union(shape)));
            }
        }
        if let Some(spoken) = self.spoken.iter_mut().flatten().next() {
            text = std::mem::take(spoken);
        }
        let visible = !matches!(mode, DrawMode::Invisible);
        match (rgb(&props.paint), rect) {
            (Some(rgb), rect) => {
                let rect = rect.unwrap_or(Rect::ZERO);
                self.put(Kind::Text { text, size, rgb, has_glyph_zero, visible }, rect);
            }
            (None, Some(rect)) => self.put(Kind::Pattern, rect),
            (None, None) => {}
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = [image.width(), image.height()];
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let size = [a.hypot(b) * f64::from(pixels[0]), c.hypot(d) * f64::from(pixels[1])];
        let whole = Rect::new(0.0, 0.0, f64::from(pixels[0]), f64::from(pixels[1]));
        self.put(Kind::Image { pixels, size }, props.transform.transform_rect_bbox(whole));
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let spoken = properties.and_then(|own| own.get::<hayro_syntax::object::String<'_>>("ActualText"));
        self.spoken.push(spoken.map(|text| super::structure::text_string(text.as_bytes())));
    }

    fn end_marked_content(&mut self) {
        self.spoken.pop();
    }
}

/// Glyph outlines come in units of a thousandth of the type size.
const EM: f64 = 1000.0;

fn as_text(unicode: hayro_interpret::hayro_cmap::BfString) -> String {
    match unicode {
        hayro_interpret::hayro_cmap::BfString::Char(character) => character.to_string(),
        hayro_interpret::hayro_cmap::BfString::String(text) => text,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    #[test]
    fn lines_reach_out_at_sharp_corners() {
        let reach = |path: &str| (sharpest(&BezPath::from_svg(path).unwrap()) * 100.0).round() / 100.0;
        assert_eq!(reach("M0 0h9v9h-9z"), 1.41);
        assert_eq!(reach("M1 0H8C8.5 0 9 .5 9 1V8C9 8.5 8.5 9 8 9H1C.5 9 0 8.5 0 8V1C0 .5 .5 0 1 0"), 1.0);
        assert_eq!(reach("M0 0h9v9h-9v-9z"), 1.41);
        assert!(reach("M0 0L9 1L0 2") > 9.0);
        assert_eq!(reach("M0 0h9h-9"), f64::INFINITY);
    }
}
