//! Regions of codes: which are drawn at once, and at how many pixels.
//!
//! In: a page, and the codes that were promised. Out: the grey values of each code with its quiet zone, at whole pixels a
//! module, so that equal codes are equal pictures wherever they stand.

use super::expected::ExpectedCode;
use super::raster::{Grey, Raster};
use crate::unit::Rect;
use std::ops::Range;

/// Pixels a module: enough for the stricter decoder, little enough to be quick.
const PIXELS: usize = 6;

/// A code's region, drawn from the file.
pub struct Drawn<'a> {
    /// The code.
    pub code: &'a ExpectedCode,
    /// Its pixels; none where they cannot be drawn.
    pub grey: Option<Grey>,
}

/// Side of a module in points.
pub fn module(code: &ExpectedCode) -> f64 {
    code.rect.width() / code.modules as f64
}

/// Draws the regions of expected codes: those that lie near each other at once, for reading a page takes longer than drawing
/// some of it. A region is the same to the pixel, in black and white, wherever its code stands on a page.
pub fn draw<'a>(page: &Raster<'_>, codes: &'a [ExpectedCode]) -> Vec<Drawn<'a>> {
    let near = neighbours(codes);
    let mut drawn = Vec::new();
    for group in near {
        match &codes[group.clone()] {
            [code] => drawn.push(Drawn { code, grey: page.grey(region(code), PIXELS as f64 / module(code)) }),
            group => drawn.extend(draw_together(page, group)),
        }
    }
    drawn
}

/// The region of a code: it and its quiet zone.
fn region(code: &ExpectedCode) -> Rect {
    code.rect.inflate(code.quiet(), code.quiet())
}

/// A picture of several codes may be so much larger than all their regions.
const SPREAD: f64 = 3.0;

/// Which codes, in order, are drawn at once: such of one size whose picture is not much larger than they are.
fn neighbours(codes: &[ExpectedCode]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, code) in codes.iter().enumerate() {
        let joins = groups.last().is_some_and(|group| {
            let members = &codes[group.start..=at];
            let whole = members.iter().map(region).reduce(|all, own| all.union(own)).unwrap_or_default();
            let parts: f64 = members.iter().map(|code| region(code).area()).sum();
            let same = members.iter().all(|own| (module(own) - module(code)).abs() < 1e-9);
            same && whole.area() <= SPREAD * parts && Grid::of(members, whole).is_some()
        });
        match groups.last_mut().filter(|_| joins) {
            Some(group) => group.end = at + 1,
            None => groups.push(at..at + 1),
        }
    }
    groups
}

/// Pixels of a picture of several codes: how many a point, across and down, so that each region begins at a whole pixel.
struct Grid {
    across: f64,
    down: f64,
}

impl Grid {
    /// How far a region may begin from a whole pixel.
    const OFF: f64 = 0.2;

    /// The grid whose pixels are nearest to so many a module; nothing where the regions do not lie on one.
    fn of(codes: &[ExpectedCode], whole: Rect) -> Option<Self> {
        let wished = PIXELS as f64 / module(codes.first()?);
        let fit = |starts: Vec<f64>| {
            let farthest = starts.iter().copied().fold(0.0, f64::max);
            let scale = if farthest < 1e-6 { wished } else { (farthest * wished).round() / farthest };
            let off = |start: &f64| ((start * scale) - (start * scale).round()).abs();
            (starts.iter().all(|start| off(start) <= Self::OFF)).then_some(scale)
        };
        let starts = |of: fn(&Rect, &Rect) -> f64| codes.iter().map(|code| of(&region(code), &whole)).collect();
        let across = fit(starts(|own, whole| own.x0 - whole.x0))?;
        let down = fit(starts(|own, whole| own.y0 - whole.y0))?;
        Some(Self { across, down })
    }
}

fn draw_together<'a>(page: &Raster<'_>, codes: &'a [ExpectedCode]) -> Vec<Drawn<'a>> {
    let whole = codes.iter().map(region).reduce(|all, own| all.union(own)).unwrap_or_default();
    let picture = Grid::of(codes, whole).and_then(|grid| Some((page.grey_at(whole, [grid.across, grid.down])?, grid)));
    let part = |code: &'a ExpectedCode| {
        let grey = picture.as_ref().and_then(|(picture, grid)| {
            let side = (code.modules + 2 * crate::page::Code::QUIET) * PIXELS;
            let start = region(code).origin() - whole.origin();
            picture.part(((start.x * grid.across).round() as usize, (start.y * grid.down).round() as usize), side)
        });
        Drawn { code, grey }
    };
    codes.iter().map(part).collect()
}
