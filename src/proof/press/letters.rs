//! The outlines of a page's letters.
//!
//! In: a page. Out: one path for each run of letters, painted or not, in points as the PDF counts them (from the
//! bottom left), in the order in which the content shows them.

use crate::unit::{Affine, BezPath, Rect};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, SoftMask,
    interpret_page,
};
use hayro_syntax::page::Page;

/// Reads the outlines.
pub(super) fn read(page: &Page<'_>) -> Vec<BezPath> {
    let media = page.media_box();
    let area = Rect::new(media.x0, media.y0, media.x1, media.y1);
    let cache = InterpreterCache::new();
    let mut context = Context::new(Affine::IDENTITY, area, &cache, page.xref(), crate::proof::reader::settings());
    let mut letters = Letters(Vec::new());
    interpret_page(page, &mut context, &mut letters);
    letters.0
}

struct Letters(Vec<BezPath>);

impl<'a> Device<'a> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let mut outlines = BezPath::new();
        for glyph in run.glyphs() {
            if let Glyph::Outline(outline) = &**glyph {
                outlines.extend(props.transform * glyph.transform() * outline.outline());
            }
        }
        self.0.push(outlines);
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
