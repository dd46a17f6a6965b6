//! Parts of a page, drawn from the file.
//!
//! In: a page as its file says it. Out: pixels of a part, and their grey values.

use super::reader;
use crate::unit::{Affine, Rect, Vec2};
use hayro::vello_cpu::color::palette::css::WHITE;
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
    /// The value in the middle of a square of a grid of so many squares a side, by column and row.
    pub fn middle(&self, (column, row): (usize, usize), all: usize) -> Option<u8> {
        let middle = |at: usize, pixels: usize| ((at as f64 + 0.5) * pixels as f64 / all as f64) as usize;
        let (x, y) = (middle(column, self.width), middle(row, self.height));
        self.values.get(y * self.width + x).copied()
    }

    /// A square of it from a column and a row on; what lies beyond its edges is as its last pixel there.
    pub fn part(&self, (left, top): (usize, usize), side: usize) -> Option<Self> {
        let (right, bottom) = (self.width.checked_sub(1)?, self.height.checked_sub(1)?);
        let rows = (top..top + side).map(|y| y.min(bottom) * self.width);
        let values = rows.flat_map(|row| (left..left + side).map(move |x| self.values[row + x.min(right)])).collect();
        Some(Self { width: side, height: side, values })
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
        self.draw_at(part, [scale; 2])
    }

    /// The same, at so many pixels a point across and down.
    fn draw_at(&self, part: Rect, [across, down]: [f64; 2]) -> Option<Pixmap> {
        let pixels = |length: f64, scale: f64| u16::try_from((length * scale).round().max(1.0) as i64).ok();
        let (width, height) = (pixels(part.width(), across)?, pixels(part.height(), down)?);
        let mut context = RenderContext::new(width, height);
        let page = self.page.initial_transform(true).to_kurbo();
        let transform =
            Affine::scale_non_uniform(across, down) * Affine::translate(-part.origin().to_vec2() - self.corner) * page;
        let settings = RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
        render_into(self.page, &self.cache, &reader::settings(), &settings, &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let target = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
        context.render_with(&mut pixmap, &mut Resources::default(), target);
        Some(pixmap)
    }

    /// The grey values of a part.
    pub fn grey(&self, part: Rect, scale: f64) -> Option<Grey> {
        self.grey_at(part, [scale; 2])
    }

    /// The same, at so many pixels a point across and down.
    pub fn grey_at(&self, part: Rect, scales: [f64; 2]) -> Option<Grey> {
        let pixmap = self.draw_at(part, scales)?;
        let values = pixmap.data().iter().map(|pixel| {
            let luma = u32::from(pixel.r) * 299 + u32::from(pixel.g) * 587 + u32::from(pixel.b) * 114;
            (luma / 1000) as u8
        });
        Some(Grey { width: pixmap.width().into(), height: pixmap.height().into(), values: values.collect() })
    }
}
