//! Parts of a page, drawn from the file.
//!
//! In: a page as its file says it. Out: pixels of a part, and their grey values.

use super::reader;
use crate::unit::{Affine, BezPath, Rect, Vec2};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::color::{AlphaColor, Srgb};
use hayro::vello_cpu::peniko::Fill;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_interpret::TransformExt;
use hayro_syntax::page::Page;

/// Below this value a pixel counts as dark.
pub const DARK: u8 = 128;

/// Grey values, row by row.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Grey {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The values, 0 black to 255 white.
    pub values: Vec<u8>,
}

impl Grey {
    /// The grey values of what was drawn.
    pub fn of(drawn: &Pixmap) -> Self {
        let values = drawn.data().iter().map(|pixel| {
            let luma = u32::from(pixel.r) * 299 + u32::from(pixel.g) * 587 + u32::from(pixel.b) * 114;
            (luma / 1000) as u8
        });
        Self { width: drawn.width().into(), height: drawn.height().into(), values: values.collect() }
    }

    /// The value in the middle of a square of a grid of so many squares a side, by column and row.
    pub fn middle(&self, (column, row): (usize, usize), all: usize) -> Option<u8> {
        let middle = |at: usize, pixels: usize| ((at as f64 + 0.5) * pixels as f64 / all as f64) as usize;
        let (x, y) = (middle(column, self.width), middle(row, self.height));
        self.values.get(y * self.width + x).copied()
    }

    /// Every pixel either black or white. How far modules are from either is judged before.
    pub fn in_black_and_white(mut self) -> Self {
        for value in &mut self.values {
            *value = if *value < DARK { 0 } else { 255 };
        }
        self
    }
}

/// A page that parts are drawn of; what was parsed for one part serves the next.
pub struct Raster<'a> {
    page: &'a Page<'a>,
    cache: RenderCache<'a>,
    /// Where parts are counted from, from the top left corner of the whole sheet.
    corner: Vec2,
}

impl<'a> Raster<'a> {
    /// Nothing is drawn yet.
    pub fn new(page: &'a Page<'a>) -> Self {
        Self::from_corner(page, Vec2::ZERO)
    }

    /// Nothing is drawn yet; parts are counted from a point to the right and below the sheet's corner.
    pub fn from_corner(page: &'a Page<'a>, corner: Vec2) -> Self {
        Self { page, cache: RenderCache::new(), corner }
    }

    /// Draws a part, in points from the corner, at so many pixels a point. Letters are not hinted, for
    /// paper is not a screen, and not cached, for few of them lie in the part.
    pub fn draw(&self, part: Rect, scale: f64) -> Option<Pixmap> {
        let mut canvas = Canvas::new(part, scale)?;
        let page = self.page.initial_transform(true).to_kurbo();
        let transform = canvas.place * Affine::translate(-self.corner) * page;
        let settings = RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
        render_into(self.page, &self.cache, &reader::settings(), &settings, &mut canvas.context, transform);
        Some(canvas.drawn())
    }

    /// The grey values of a part.
    pub fn grey(&self, part: Rect, scale: f64) -> Option<Grey> {
        Some(Grey::of(&self.draw(part, scale)?))
    }
}

/// White paper, as large as a part of a page, that is drawn on.
pub struct Canvas {
    context: RenderContext,
    /// From points on the page to pixels.
    place: Affine,
}

impl Canvas {
    /// For a part of a page, at so many pixels a point.
    pub fn new(part: Rect, scale: f64) -> Option<Self> {
        let pixels = |length: f64| u16::try_from((length * scale).round().max(1.0) as i64).ok();
        let (width, height) = (pixels(part.width())?, pixels(part.height())?);
        let place = Affine::scale(scale) * Affine::translate(-part.origin().to_vec2());
        Some(Self { context: RenderContext::new(width, height), place })
    }

    /// Fills a shape; what lies outside a clip is not seen.
    pub fn fill(&mut self, path: &BezPath, [r, g, b]: [u8; 3], even_odd: bool, clip: Option<Rect>) {
        self.context.set_transform(self.place);
        if let Some(clip) = clip {
            self.context.set_fill_rule(Fill::NonZero);
            self.context.push_clip_rect(&clip);
        }
        self.context.set_fill_rule(if even_odd { Fill::EvenOdd } else { Fill::NonZero });
        self.context.set_paint(AlphaColor::<Srgb>::from_rgba8(r, g, b, 255));
        self.context.fill_path(path);
        if clip.is_some() {
            self.context.pop_clip();
        }
    }

    /// What was drawn.
    pub fn drawn(mut self) -> Pixmap {
        self.context.flush();
        let mut pixmap = Pixmap::new(self.context.width(), self.context.height());
        let target = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
        self.context.render_with(&mut pixmap, &mut Resources::default(), target);
        pixmap
    }
}
