//! Items to operators.
//!
//! In: the pages and the faces. Out: one list of operators a page, the reading order with the numbers of its marked
//! content, and which pictures and codes were drawn. Every variant of [`Item`] is matched by name. The axis turns
//! round in [`Profile::flip`] alone: items are mapped through it by number, so that text stands upright, and a
//! group's transform is its own, seen from the other side of the flip.

use super::{
    font::Faces,
    form, inks, marks, names, object,
    profile::{Boxes, Profile},
    tags::{Mark, Tree},
    text,
};
use crate::{
    color::Color,
    page::{CodeId, Document, GlyphRun, ImageId, Item, Page, Placed, Placement, Shape, Stroke, Tag},
    press::Marks,
    unit::{Affine, BezPath, Rect},
};
use kurbo::{PathEl, Shape as _};
use printpdf::{LineCapStyle, LineDashPattern, LineJoinStyle, Op, Pt};
use std::collections::BTreeSet;

/// What drawing leaves behind.
pub(super) struct Drawn {
    /// Operators, page by page, and after them those of the placed pages.
    pub pages: Vec<Vec<Op>>,
    /// The reading order.
    pub tree: Tree,
    /// Pictures that were drawn.
    pub pictures: BTreeSet<ImageId>,
    /// Codes that were drawn.
    pub codes: BTreeSet<CodeId>,
}

/// Draws all pages, with the marks of a print shop where there are any.
pub(super) fn draw(doc: &Document, profile: &Profile, faces: &Faces, marks: Option<Marks>) -> Drawn {
    let drawn = Drawn { pages: Vec::new(), tree: Tree::default(), pictures: BTreeSet::new(), codes: BTreeSet::new() };
    let (flip, place) = (Affine::IDENTITY, Affine::IDENTITY);
    let mut pen = Pen { doc, profile, faces, drawn, ops: Vec::new(), flip, place, fill: None, over: None };
    for page in &doc.pages {
        let boxes = profile.boxes(page);
        (pen.flip, pen.place, pen.fill, pen.over) = (profile.flip(page), Affine::IDENTITY, None, None);
        pen.drawn.tree.page();
        // What lies beyond the sheet is cut off here and not only by the media box, so that it stays cut off where the
        // page is placed on another one.
        pen.ops.push(Op::SaveGraphicsState);
        pen.clip(boxes.bleed.to_path(0.1));
        pen.items(&page.items);
        pen.mark(Mark::None);
        pen.ops.push(Op::RestoreGraphicsState);
        if let Some(marks) = marks {
            pen.marks(page, &boxes, marks);
        }
        pen.drawn.pages.push(std::mem::take(&mut pen.ops));
    }
    for page in &doc.placed {
        (pen.flip, pen.place, pen.fill, pen.over) = (form::flip(page), Affine::IDENTITY, None, None);
        pen.items(&page.items);
        pen.drawn.pages.push(std::mem::take(&mut pen.ops));
    }
    pen.drawn
}

struct Pen<'a> {
    doc: &'a Document,
    profile: &'a Profile,
    faces: &'a Faces,
    drawn: Drawn,
    ops: Vec<Op>,
    /// From the page's coordinates to the PDF's.
    flip: Affine,
    /// From the items' coordinates to the page's: the groups around them.
    place: Affine,
    /// The fill colour that holds now.
    fill: Option<Color>,
    /// Whether inks lie over each other now, where that is known.
    over: Option<bool>,
}

impl Pen<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Text(run) => self.text(run),
                Item::Path(shape) => self.shape(shape),
                Item::Image(placement) => self.picture(placement),
                Item::Code(code, rect) => self.code(*code, *rect),
                Item::Link(rect, link) => {
                    let rect = self.on_sheet(*rect);
                    self.drawn.tree.link(rect, *link);
                }
                Item::Group { transform, clip, items } => self.group(*transform, clip.as_ref(), items),
                Item::Page(placed) => self.placed(placed),
                Item::Open(tag) => self.open(tag),
                Item::Close => self.drawn.tree.close(),
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        let bounds = match tag {
            Tag::Figure { bounds, .. } => self.on_sheet(*bounds),
            _ => Rect::ZERO,
        };
        self.drawn.tree.open(tag, bounds);
    }

    /// A rectangle of an item in the PDF's coordinates.
    fn on_sheet(&self, rect: Rect) -> Rect {
        (self.flip * self.place).transform_rect_bbox(rect)
    }

    /// Ends the marked content that is open, and begins another, unless they are the same.
    fn mark(&mut self, mark: Mark) {
        if !self.profile.tagged {
            return;
        }
        if let Some(change) = self.drawn.tree.mark(mark) {
            if change.ends {
                self.ops.push(Op::EndMarkedContent);
            }
            self.ops.extend(change.begins);
        }
    }

    fn group(&mut self, transform: Affine, clip: Option<&BezPath>, items: &[Item]) {
        // Marked content and the graphics state nest: a group with parts of the reading order in it begins and ends
        // outside marked content; any other is one piece of what is open.
        let nests = items.iter().any(has_tags);
        self.mark(if nests { Mark::None } else { self.mark_around(items) });
        let (place, fill, over) = (self.place, self.fill, self.over);
        self.place = place * transform;
        self.ops.push(Op::SaveGraphicsState);
        if transform != Affine::IDENTITY {
            self.ops.push(object::concat(self.flip * transform * self.flip.inverse()));
        }
        if let Some(clip) = clip {
            self.clip(self.flip * clip.clone());
        }
        self.items(items);
        if nests {
            self.mark(Mark::None);
        }
        self.ops.push(Op::RestoreGraphicsState);
        (self.place, self.fill, self.over) = (place, fill, over);
    }

    /// A whole page, painted by its name: once in the file, however often it is placed.
    fn placed(&mut self, placed: &Placed) {
        let Some(page) = self.doc.placed.get(placed.page.0 as usize) else { return };
        let seen = self.flip * placed.transform * placed.seen.to_path(0.1);
        self.ops.push(Op::SaveGraphicsState);
        self.clip(seen);
        self.ops.push(object::concat(self.flip * placed.transform * form::flip(page).inverse()));
        self.ops.extend([object::paint(&form::name(placed.page)), Op::RestoreGraphicsState]);
    }

    /// What stands outside the bleed, each page's in a graphics state of its own.
    fn marks(&mut self, page: &Page, boxes: &Boxes, wished: Marks) {
        self.ops.push(Op::SaveGraphicsState);
        let taken = marks::taken(&page.marks, self.flip);
        self.ops.extend(marks::draw(boxes, wished, &taken, &self.doc.spots, self.doc.ink));
        self.ops.push(Op::RestoreGraphicsState);
        if wished.crop && !page.marks.is_empty() {
            (self.fill, self.over) = (None, None);
            self.ops.push(Op::SaveGraphicsState);
            self.items(&page.marks);
            self.ops.push(Op::RestoreGraphicsState);
        }
        if wished.slug {
            (self.flip, self.fill, self.over) = (marks::slug_place(boxes), None, None);
            self.ops.push(Op::SaveGraphicsState);
            self.items(&page.slug);
            self.ops.push(Op::RestoreGraphicsState);
        }
    }

    /// Black ink lies over others, everything else knocks out what lies below.
    fn overprint(&mut self, over: bool) {
        if self.over != Some(over) {
            self.ops.extend(self.profile.overprint(over));
            self.over = Some(over);
        }
    }

    /// The mark for a group without tags: its text and drawings go together, as text if there is any.
    fn mark_around(&self, items: &[Item]) -> Mark {
        if items.iter().any(has_text) { self.drawn.tree.mark_for_text() } else { self.drawn.tree.mark_for_drawing() }
    }

    fn text(&mut self, run: &GlyphRun) {
        let Some(face) = self.faces.get(&run.font).filter(|_| !run.glyphs.is_empty()) else { return };
        let mark = self.drawn.tree.mark_for_text();
        self.mark(mark);
        self.drawn.tree.words(&run.text, run.at.y);
        self.overprint(inks::is_black(run.color));
        self.fill(run.color);
        text::draw(run, face, self.flip * run.at, &mut self.ops);
    }

    fn fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.ops.extend(self.profile.fill(color));
            self.fill = Some(color);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let paint = match (shape.fill, shape.stroke) {
            (None, None) => return,
            (Some(_), None) => "f",
            (None, Some(_)) => "S",
            (Some(_), Some(_)) => "B",
        };
        self.mark(self.drawn.tree.mark_for_drawing());
        let mut colors = shape.fill.into_iter().chain(shape.stroke.map(|stroke| stroke.color));
        self.overprint(colors.all(inks::is_black));
        if let Some(color) = shape.fill {
            self.fill(color);
        }
        if let Some(stroke) = shape.stroke {
            self.stroke(stroke);
        }
        self.outline(&(self.flip * shape.path.clone()));
        self.ops.push(object::op(paint, []));
    }

    fn stroke(&mut self, stroke: Stroke) {
        let (join, cap) = match stroke.round {
            true => (LineJoinStyle::Round, LineCapStyle::Round),
            false => (LineJoinStyle::Miter, LineCapStyle::Butt),
        };
        let pattern = stroke.dash.map(|dash| dash.map(|length| object::round(length, 3)).to_vec()).unwrap_or_default();
        // A pattern of nothing but zeros is an error (ISO 32000-1, 8.4.3.6).
        let pattern = if pattern.iter().all(|length| *length <= 0.0) { Vec::new() } else { pattern };
        self.ops.extend(self.profile.stroke(stroke.color));
        self.ops.extend([
            Op::SetOutlineThickness { pt: Pt(object::round(stroke.width, 3)) },
            Op::SetLineDashPattern { dash: LineDashPattern { offset: 0.0, pattern: pattern.into() } },
            Op::SetLineJoinStyle { join },
            Op::SetLineCapStyle { cap },
        ]);
    }

    fn clip(&mut self, path: BezPath) {
        self.outline(&path);
        self.ops.extend([object::op("W", []), object::op("n", [])]);
    }

    /// The segments of a path in the PDF's coordinates; quadratic curves become cubic ones.
    fn outline(&mut self, path: &BezPath) {
        let mut last = kurbo::Point::ZERO;
        for element in path.elements() {
            self.ops.push(match *element {
                PathEl::QuadTo(q, p) => {
                    object::segment(PathEl::CurveTo(last.lerp(q, 2.0 / 3.0), p.lerp(q, 2.0 / 3.0), p))
                }
                other => object::segment(other),
            });
            last = element.end_point().unwrap_or(last);
        }
    }

    /// Every picture is one unit square that stands upright once it is turned as its camera lay.
    fn picture(&mut self, placement: &Placement) {
        let Some(picture) = self.doc.images.get(placement.image.0 as usize) else { return };
        let Rect { x0, y0, x1, y1 } = placement.rect;
        let square = Affine::new([x1 - x0, 0.0, 0.0, y0 - y1, x0, y1]) * names::upright(picture.turn);
        if self.paint(&names::picture_name(placement.image), square) {
            self.drawn.pictures.insert(placement.image);
        }
    }

    /// One path in whole modules under one matrix: no seams between modules, whatever the resolution.
    fn code(&mut self, id: CodeId, rect: Rect) {
        let Some(code) = self.doc.codes.get(id.0 as usize) else { return };
        let modules = code.modules.max(1) as f64;
        let grid = Affine::translate(rect.origin().to_vec2())
            * Affine::scale_non_uniform(rect.width() / modules, rect.height() / modules);
        self.fill(Color::BLACK);
        if self.paint(&names::code_name(id), grid) {
            self.drawn.codes.insert(id);
        }
    }

    /// Paints an external object, unless it has no area.
    fn paint(&mut self, name: &str, matrix: Affine) -> bool {
        if matrix.determinant().abs() < 1e-9 {
            return false;
        }
        self.mark(self.drawn.tree.mark_for_drawing());
        // A code lies on paper, a picture brings its own white: both knock out.
        self.overprint(false);
        let matrix = object::concat(self.flip * matrix);
        self.ops.extend([Op::SaveGraphicsState, matrix, object::paint(name), Op::RestoreGraphicsState]);
        true
    }
}

fn has_tags(item: &Item) -> bool {
    match item {
        Item::Open(_) | Item::Close | Item::Link(..) => true,
        Item::Group { items, .. } => items.iter().any(has_tags),
        Item::Text(_) | Item::Path(_) | Item::Image(_) | Item::Code(..) | Item::Page(_) => false,
    }
}

fn has_text(item: &Item) -> bool {
    match item {
        Item::Text(_) => true,
        Item::Group { items, .. } => items.iter().any(has_text),
        Item::Open(_) | Item::Close | Item::Link(..) | Item::Path(_) | Item::Image(_) => false,
        Item::Code(..) | Item::Page(_) => false,
    }
}
