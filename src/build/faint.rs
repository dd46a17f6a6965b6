//! Logos of which a part vanishes: white letters beside a coloured sign, made for dark ground.
//!
//! In: the laid out pages. Out: a finding for each logo of which much has the colour of what it lies on. Whether a logo can be
//! seen at all is asked of the finished file ([`proof`]); what is lost of it can only be known from the logo itself: it is
//! written alone on a ground that no logo has, by the same writer, and drawn by the same reader. What is as light as the
//! paper and open to the outside vanishes; what lies inside a shape does not.

use crate::color::{Color, contrast};
use crate::diag::Diagnostic;
use crate::page::{Document, ImageId, Item, Page, Placement, Purpose, Shape, Tag};
use crate::unit::{Affine, Rect, Sides, Size};
use crate::{export, proof};
use kurbo::Shape as _;
use std::collections::BTreeMap;

/// A colour that no logo has, for the ground.
const GROUND: Color = Color::new([255, 0, 254], [0, 100, 0, 0]);
/// How far a channel may be from the ground's where nothing covers it.
const NEAR: u8 = 40;
/// Pixels along the longer side.
const PIXELS: f64 = 120.0;
/// Contrast below which something cannot be told from what it lies on.
const CONTRAST: f64 = 1.15;
/// The part of what a logo paints that may vanish: an outline for dark ground is no loss.
const PART: f64 = 0.15;

/// Warns of every logo of which a part cannot be seen.
pub(super) fn check(document: &Document) -> Vec<Diagnostic> {
    let mut logos = BTreeMap::new();
    for page in &document.pages {
        let mut ground = vec![(page.trim.to_rect(), Color::PAPER)];
        gather(&page.items, Affine::IDENTITY, &mut ground, &mut logos);
    }
    logos.into_values().filter_map(|logo| logo.finding(document)).collect()
}

/// A logo, and the colour that it lies on.
struct Logo<'a> {
    placement: &'a Placement,
    ground: Color,
}

/// The logos of a page with what was filled below them so far.
fn gather<'a>(
    items: &'a [Item],
    transform: Affine,
    grounds: &mut Vec<(Rect, Color)>,
    logos: &mut BTreeMap<u32, Logo<'a>>,
) {
    for item in items {
        match item {
            Item::Path(Shape { path, fill: Some(color), .. }) => {
                grounds.push((transform.transform_rect_bbox(path.bounding_box()), *color));
            }
            Item::Image(placement) if placement.purpose == Purpose::Logo => {
                let middle = transform * placement.rect.center();
                let below = grounds.iter().rev().find(|(rect, _)| rect.contains(middle));
                let ground = below.map_or(Color::PAPER, |(_, color)| *color);
                logos.entry(placement.image.0).or_insert(Logo { placement, ground });
            }
            Item::Group { transform: inner, items, .. } => gather(items, transform * *inner, grounds, logos),
            _ => {}
        }
    }
}

impl Logo<'_> {
    fn finding(&self, document: &Document) -> Option<Diagnostic> {
        let pixels = self.alone(document)?;
        let part = pixels.lost(self.ground.rgb)?;
        let name = &document.images.get(self.placement.image.0 as usize)?.name;
        let message = format!("{:.0} % of the logo `{name}` cannot be told from what it lies on", part * 100.0);
        let hint = match self.ground.luminance() > 0.18 {
            true => "look at a print of it; if words are missing, take the logo's version for light ground",
            false => "look at a print of it; if words are missing, take the logo's version for dark ground",
        };
        Some(Diagnostic::warning("logo-partly", message).at(self.placement.origin).hint(hint))
    }

    /// The logo by itself, drawn.
    fn alone(&self, document: &Document) -> Option<Pixels> {
        let picture = document.images.get(self.placement.image.0 as usize)?;
        let own = self.placement.rect;
        let scale = PIXELS / own.width().max(own.height()).max(1.0);
        let size = Size::new(own.width() * scale, own.height() * scale);
        let rect = size.to_rect();
        let ground = Shape { path: rect.to_path(0.1), fill: Some(GROUND), stroke: None, origin: None };
        let placement = Placement { image: ImageId(0), rect, ..self.placement.clone() };
        let figure = Tag::Figure { alt: picture.name.clone(), bounds: rect };
        let items = vec![Item::Path(ground), Item::Open(figure), Item::Image(placement), Item::Close];
        let page = Page { trim: size, bleed: Sides::default(), items, slug: Vec::new(), marks: Vec::new() };
        let alone = Document {
            pages: vec![page],
            placed: Vec::new(),
            fonts: Vec::new(),
            images: vec![picture.clone()],
            codes: Vec::new(),
            links: Vec::new(),
            spots: Vec::new(),
            safe: 0.0,
            ..document.clone()
        };
        let pdf = export::office(&alone).ok()?;
        let (width, values) = proof::pixels(&pdf)?;
        Some(Pixels { width, values })
    }
}

/// Whether a colour is one of the edge between the ground of no logo and what a logo lies on: half a pixel of each.
fn blends(own: [u8; 3], ground: [u8; 3]) -> bool {
    let line = [0, 1, 2].map(|at| f64::from(ground[at]) - f64::from(GROUND.rgb[at]));
    let from = [0, 1, 2].map(|at| f64::from(own[at]) - f64::from(GROUND.rgb[at]));
    let dot = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let along = (dot(from, line) / dot(line, line).max(1.0)).clamp(0.0, 1.0);
    let off = [0, 1, 2].map(|at| from[at] - along * line[at]);
    dot(off, off).sqrt() <= f64::from(NEAR)
}

/// What was drawn, row by row.
struct Pixels {
    width: usize,
    values: Vec<[u8; 3]>,
}

impl Pixels {
    /// Which part of what is painted is open to the outside and cannot be told from a ground; nothing where that is little, or
    /// where a logo brings a ground of its own.
    fn lost(&self, ground: [u8; 3]) -> Option<f64> {
        let free = |at: usize| self.values[at].iter().zip(GROUND.rgb).all(|(own, ground)| own.abs_diff(ground) <= NEAR);
        let faint = |at: usize| contrast(self.values[at], ground) < CONTRAST;
        let (width, height) = (self.width, self.values.len() / self.width.max(1));
        let mut open = vec![false; self.values.len()];
        let edge =
            |at: usize| at.is_multiple_of(width) || at % width == width - 1 || at < width || at / width + 1 == height;
        let mut next: Vec<usize> = (0..self.values.len()).filter(|at| edge(*at) && free(*at)).collect();
        next.iter().for_each(|at| open[*at] = true);
        while let Some(at) = next.pop() {
            let (x, y) = (at % width, at / width);
            let beside = [
                (x > 0).then(|| at - 1),
                (x + 1 < width).then_some(at + 1),
                (y > 0).then(|| at - width),
                (y + 1 < height).then_some(at + width),
            ];
            for to in beside.into_iter().flatten() {
                if !open[to] && (free(to) || faint(to) || blends(self.values[to], ground)) {
                    open[to] = true;
                    next.push(to);
                }
            }
        }
        let painted = (0..self.values.len()).filter(|at| !free(*at)).count();
        let lost = (0..self.values.len()).filter(|at| open[*at] && faint(*at)).count();
        let part = lost as f64 / painted.max(1) as f64;
        // What vanishes as a whole is the proof's to say.
        (PART..0.99).contains(&part).then_some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of signs: `.` is free, `w` white, `b` blue.
    fn lost(rows: &[&str]) -> Option<f64> {
        let pixel = |sign: char| match sign {
            '.' => GROUND.rgb,
            'w' => [255; 3],
            // The edge of something white.
            'p' => [255, 130, 254],
            _ => [20, 60, 140],
        };
        let values = rows.iter().flat_map(|row| row.chars().map(pixel)).collect();
        Pixels { width: rows[0].len(), values }.lost([255; 3])
    }

    #[test]
    fn white_beside_a_sign_is_lost_and_white_inside_one_is_not() {
        assert!(lost(&[".........", ".bbb.www.", ".bbb.w.w.", ".bbb.www.", "........."]).is_some());
        assert!(lost(&["..........", ".bbb.pppp.", ".bbb.pwwp.", ".bbb.pwwp.", ".....pppp."]).is_some(), "soft edges");
        assert_eq!(lost(&["........", ".bbbbbb.", ".bwwwwb.", ".bbbbbb.", "........"]), None, "white inside");
        assert_eq!(lost(&["wwwwww", "wbbbbw", "wwwwww"]), None, "a ground of its own");
        assert_eq!(lost(&["......", ".bbbb.", ".bbbb.", ".bbbb.", "......"]), None);
        assert_eq!(lost(&["......", ".wwww.", "......"]), None, "all of it is told elsewhere");
    }
}
