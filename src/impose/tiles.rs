//! Tiles: a poster in parts, on paper that an office printer takes.
//!
//! In: a page. Out: sheets, each with its part, the overlap on which the next part is glued, and a strip below that says
//! which part it is and shows by a ruler whether the printer kept the size. Seams run through no code; through letters
//! and pictures only where they have to.

use super::seams::{Stretch, seams};
use super::{Refusal, marks, place, sheet};
use crate::color::Color;
use crate::page::{Code, Item, Page, Shape};
use crate::unit::{Affine, Point, Rect, Size, mm, to_mm};
use kurbo::Shape as _;

/// Height of the strip below a part, in millimetres.
const STRIP: f64 = 10.0;
/// What a seam through a picture costs, in type sizes.
const PICTURE: f64 = 200.0;

/// Modules of the smallest code (ISO/IEC 18004, 6.3.1).
const LEAST_MODULES: usize = 21;

/// A line of letters, its top left corner at the origin.
#[derive(Clone, Debug, Default)]
pub struct Lettered {
    /// The letters.
    pub items: Vec<Item>,
    /// How wide they run.
    pub width: f64,
}

/// What is wished.
pub struct Tiles<'a> {
    /// The paper, either way round.
    pub paper: Size,
    /// What the printer cannot print on, at every edge.
    pub margin: f64,
    /// How far parts lie over each other.
    pub overlap: f64,
    /// The codes that pages refer to.
    pub codes: &'a [Code],
    /// Sets a line of words; imposition knows no fonts.
    pub letter: &'a dyn Fn(&str) -> Lettered,
}

/// How a page is parted.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The paper as it lies.
    pub paper: Size,
    /// Upright seams, from the left.
    pub columns: Vec<f64>,
    /// Level seams, from the top.
    pub rows: Vec<f64>,
}

impl Parts {
    /// Number of parts.
    pub fn count(&self) -> usize {
        (self.columns.len() + 1) * (self.rows.len() + 1)
    }

    /// What is seen of the whole where parts lie on each other, row by row, then what each part shows.
    pub fn rects(&self, page: Size, overlap: f64) -> Vec<(Rect, Rect)> {
        let spans = |seams: &[f64], length: f64| -> Vec<[f64; 3]> {
            let starts = std::iter::once(0.0).chain(seams.iter().copied());
            let ends = seams.iter().copied().chain(std::iter::once(length));
            starts.zip(ends).map(|(from, to)| [from, to, (to + overlap).min(length)]).collect()
        };
        let columns = spans(&self.columns, page.width);
        let of_row = |[top, bottom, glued]: [f64; 3]| {
            columns.clone().into_iter().map(move |[left, right, under]| {
                (Rect::new(left, top, right, bottom), Rect::new(left, top, under, glued))
            })
        };
        spans(&self.rows, page.height).into_iter().flat_map(of_row).collect()
    }
}

impl Tiles<'_> {
    /// What of a sheet shows the poster.
    fn window(&self, paper: Size) -> Size {
        Size::new(paper.width - 2.0 * self.margin, paper.height - 2.0 * self.margin - mm(STRIP))
    }

    /// The best way to part a page: the paper upright or across, whichever needs fewer sheets.
    pub fn part(&self, page: &Page) -> Result<Parts, Refusal> {
        let (mut upright, mut level) = (Vec::new(), Vec::new());
        self.avoid(&page.items, Affine::IDENTITY, &mut upright, &mut level);
        let across = Size::new(self.paper.height, self.paper.width);
        let ways = [self.paper, across].into_iter().filter_map(|paper| {
            let window = self.window(paper);
            let columns = seams(page.trim.width, window.width, self.overlap, &upright)?;
            let rows = seams(page.trim.height, window.height, self.overlap, &level)?;
            Some(Parts { paper, columns, rows })
        });
        ways.reduce(|best, next| if next.count() < best.count() { next } else { best }).ok_or_else(|| {
            let window = self.window(self.paper);
            let (width, height) = (to_mm(window.width), to_mm(window.height));
            let codes = upright.iter().filter(|stretch| stretch.cost.is_none());
            let widest = codes.map(|code| to_mm(code.to - code.from)).fold(0.0, f64::max);
            Refusal {
                code: "seam-impossible",
                message: format!(
                    "every way to part the page in {width:.0} x {height:.0} mm runs through a code ({widest:.0} mm wide with its quiet zone)"
                ),
                hint: "take larger paper (`--tile A3`), or a layout with smaller codes".to_owned(),
            }
        })
    }

    /// What upright and level seams should not run through: codes with their quiet zone not at all, letters and pictures
    /// if it can be.
    fn avoid(&self, items: &[Item], transform: Affine, upright: &mut Vec<Stretch>, level: &mut Vec<Stretch>) {
        for item in items {
            match item {
                Item::Code(id, rect) => {
                    let modules = self.codes.get(id.0 as usize).map_or(LEAST_MODULES, |code| code.modules);
                    let quiet = rect.width() / modules as f64 * Code::QUIET as f64;
                    stretch(transform.transform_rect_bbox(rect.inflate(quiet, quiet)), None, upright, level);
                }
                Item::Image(placement) => {
                    stretch(transform.transform_rect_bbox(placement.rect), Some(PICTURE), upright, level);
                }
                Item::Text(run) => {
                    let size = run.size;
                    let placed = |from: f64, to: f64, above: f64, below: f64| {
                        let (left, right) = (run.at.x + from * size, run.at.x + to * size);
                        transform.transform_rect_bbox(Rect::new(
                            left,
                            run.at.y - above * size,
                            right,
                            run.at.y + below * size,
                        ))
                    };
                    // A level seam through a line costs its length, an upright one each letter that it runs through.
                    let end = run.glyphs.last().map_or(0.0, |glyph| glyph.x + glyph.advance);
                    let line = placed(0.0, end, 0.8, 0.25);
                    level.push(Stretch { from: line.y0, to: line.y1, cost: Some(line.width()) });
                    for glyph in &run.glyphs {
                        if run.text.get(glyph.text.clone()).is_none_or(|text| !text.trim().is_empty()) {
                            let rect = placed(glyph.x, glyph.x + glyph.advance, 0.8, 0.25);
                            upright.push(Stretch { from: rect.x0, to: rect.x1, cost: Some(size) });
                        }
                    }
                }
                Item::Group { transform: inner, items, .. } => self.avoid(items, transform * *inner, upright, level),
                Item::Path(_) | Item::Link(..) | Item::Page(_) | Item::Open(_) | Item::Close => {}
            }
        }
    }

    pub(super) fn impose(&self, pages: &[Page]) -> Result<Vec<Page>, Refusal> {
        let mut sheets = Vec::new();
        for (number, page) in pages.iter().enumerate() {
            let parts = self.part(page)?;
            let rects = parts.rects(page.trim, self.overlap);
            for at in 0..rects.len() {
                sheets.push(self.tile(number, page, &parts, &rects, at));
            }
        }
        Ok(sheets)
    }

    fn tile(&self, number: usize, page: &Page, parts: &Parts, rects: &[(Rect, Rect)], at: usize) -> Page {
        let (kept, shown) = rects[at];
        let corner = Point::new(self.margin, self.margin);
        let shift = corner - shown.origin();
        let art = Rect::from_origin_size(corner, shown.size());
        let cell = Rect::from_origin_size(Point::ORIGIN + shift, page.trim);
        let mut items = vec![place(number, page, cell, 0, art)];
        // The seams on this sheet: where the next part is glued on, and where this one is cut.
        let seam = kept + shift;
        if kept.x1 < shown.x1 {
            items.push(marks::line(Point::new(seam.x1, art.y0), Point::new(seam.x1, art.y1), true));
        }
        if kept.y1 < shown.y1 {
            items.push(marks::line(Point::new(art.x0, seam.y1), Point::new(art.x1, seam.y1), true));
        }
        items.extend(frame(art));
        items.extend(self.strip(art, parts, rects.len(), at));
        sheet(parts.paper, items)
    }

    /// What is said below a part: a map, its number, and a ruler.
    fn strip(&self, art: Rect, parts: &Parts, count: usize, at: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let columns = parts.columns.len() + 1;
        let (top, left) = (art.y1 + mm(2.5), self.margin + mm(1.0));
        let side = mm(6.0) / (count / columns).max(columns) as f64;
        for cell in 0..count {
            let origin = (left + (cell % columns) as f64 * side, top + (cell / columns) as f64 * side);
            let rect = Rect::from_origin_size(origin, (side, side));
            items.extend(outline(rect, cell == at));
        }
        let row = char::from(b'A' + (at / columns).min(25) as u8);
        let name = (self.letter)(&format!("{row}{} · {}/{count}", at % columns + 1, at + 1));
        let x = left + columns as f64 * side + mm(3.0);
        items.push(moved(name.items, x, top + mm(1.0)));
        items.extend(self.ruler(Point::new(parts.paper.width - self.margin - mm(103.0), top)));
        items
    }

    /// 100 mm with a line every ten: measured with any other ruler it tells whether "fit to page" was off.
    fn ruler(&self, at: Point) -> Vec<Item> {
        let end = at.x + mm(100.0);
        let base = at.y + mm(2.5);
        let mut items = vec![marks::line(Point::new(at.x, base), Point::new(end, base), false)];
        for tick in 0..=10 {
            let x = at.x + mm(10.0) * f64::from(tick);
            let high = if tick % 10 == 0 { at.y } else { at.y + mm(1.2) };
            items.push(marks::line(Point::new(x, high), Point::new(x, base), false));
        }
        let name = (self.letter)("100 mm");
        let x = at.x + mm(50.0) - name.width / 2.0;
        items.push(moved(name.items, x, base + mm(0.8)));
        items
    }
}

fn moved(items: Vec<Item>, x: f64, y: f64) -> Item {
    Item::Group { transform: Affine::translate((x, y)), clip: None, items }
}

/// A square of the map; the part's own is filled.
fn outline(rect: Rect, filled: bool) -> Vec<Item> {
    let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1), (rect.x0, rect.y0)];
    let mut items: Vec<Item> =
        corners.windows(2).map(|pair| marks::line(pair[0].into(), pair[1].into(), false)).collect();
    if filled {
        let path = rect.inset(-0.8).to_path(0.1);
        items.push(Item::Path(Shape { path, fill: Some(Color::BLACK), stroke: None, origin: None }));
    }
    items
}

/// Where a part ends: lines just outside it, to cut along.
fn frame(art: Rect) -> Vec<Item> {
    let Rect { x0, y0, x1, y1 } = art.inflate(0.125, 0.125);
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)];
    corners.windows(2).map(|pair| marks::line(pair[0].into(), pair[1].into(), false)).collect()
}

fn stretch(rect: Rect, cost: Option<f64>, upright: &mut Vec<Stretch>, level: &mut Vec<Stretch>) {
    upright.push(Stretch { from: rect.x0, to: rect.x1, cost });
    level.push(Stretch { from: rect.y0, to: rect.y1, cost });
}
