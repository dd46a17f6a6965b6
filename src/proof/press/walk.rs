//! A walk through a page's content, operator by operator, for what it paints in inks.
//!
//! In: a page. Out: [`Plates`]. Forms and tiling patterns are walked as well. `hayro` hands out colours as light and
//! knows no overprint; here it only reads objects and operators (ISO 32000-1, annex A).

use super::inks::Inks;
use super::object::{name_of, number, numbers};
use super::painted::{Area, Painted, Plates, What};
use super::state::State;
use super::{samples, shading};
use crate::unit::{Affine, BezPath, Point, Rect};
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use kurbo::Shape as _;
use std::rc::Rc;

/// How deep forms may stand in forms.
const DEEPEST: usize = 12;
/// How far a line of letters may run, in type sizes; the clip ends it before.
const LONGEST: f64 = 1000.0;

/// Walks a page.
pub(super) fn walk(page: &Page<'_>) -> Plates {
    let media = page.media_box();
    let clip = Rect::new(media.x0, media.y0, media.x1, media.y1);
    let mut walker = Walker { plates: Plates::default(), depth: 0, runs: 0 };
    if let Some(content) = page.page_stream() {
        walker.content(content, page.resources(), State::new(clip));
    }
    walker.plates
}

struct Walker {
    plates: Plates,
    depth: usize,
    /// Runs of letters so far, painted or not.
    runs: usize,
}

/// A text object's matrices.
#[derive(Clone, Copy)]
struct Line {
    matrix: Affine,
    start: Affine,
}

impl Walker {
    fn content(&mut self, bytes: &[u8], resources: &Resources<'_>, mut state: State) {
        let mut stack: Vec<State> = Vec::new();
        let mut path = BezPath::new();
        let mut clips = false;
        let mut line = Line { matrix: Affine::IDENTITY, start: Affine::IDENTITY };
        let mut operations = UntypedIter::new(bytes);
        while let Some(operation) = operations.next() {
            let operands: Vec<&Object<'_>> = operation.operands().collect();
            let n: Vec<f64> = operands.iter().filter_map(|operand| number(operand)).collect();
            let operator: &[u8] = operation.operator;
            match operator {
                b"q" if stack.len() < 512 => stack.push(state.clone()),
                b"Q" => state = stack.pop().unwrap_or(state),
                b"cm" => state.matrix *= affine(&n),
                b"w" => state.width = n.first().copied().unwrap_or(1.0),
                b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => build(&mut path, operator, &n),
                b"W" | b"W*" => clips = true,
                b"n" | b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                    self.paint_path(&path, operator, &state);
                    if std::mem::take(&mut clips) {
                        state.clip = state.clip.intersect((state.matrix * path.clone()).bounding_box());
                    }
                    path = BezPath::new();
                }
                b"BT" => line = Line { matrix: Affine::IDENTITY, start: Affine::IDENTITY },
                b"Tf" => state.size = n.first().copied().unwrap_or(0.0),
                b"Tr" => state.invisible = n.first().is_some_and(|mode| *mode == 3.0 || *mode == 7.0),
                b"Tm" => line = Line { matrix: affine(&n), start: affine(&n) },
                b"Td" | b"TD" | b"T*" => {
                    line.start *= Affine::translate((at(&n, 0), at(&n, 1)));
                    line.matrix = line.start;
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => self.text(&line, &state),
                b"gs" => {
                    let name = name_of(operands.first().copied()).unwrap_or_default();
                    state.set(&name, resources, &mut self.plates);
                }
                b"Do" => self.object(&operands, resources, &state),
                b"sh" => self.shading(&operands, resources, &state),
                b"rg" | b"RG" => self.plates.light = true,
                _ => {
                    let chosen = state.color(operator, &operands, &n, resources, &mut self.plates);
                    if let Some(pattern) = chosen {
                        let kind = usize::from(operator == b"SCN");
                        state.paint[kind] = self.pattern(&pattern, resources, &state);
                    }
                }
            }
        }
    }

    fn put(&mut self, what: What, area: Area, rect: Rect, state: &State) {
        let kind = usize::from(matches!(what, What::Stroke(_)));
        let (inks, over, blend) = (state.paint[kind].clone(), state.over[kind], state.blend(kind));
        self.plates.painted.push(Painted { what, inks, over, blend, rect: rect.intersect(state.clip), area });
    }

    fn paint_path(&mut self, path: &BezPath, operator: &[u8], state: &State) {
        if path.elements().is_empty() {
            return;
        }
        let placed = state.matrix * path.clone();
        let rect = placed.bounding_box();
        if matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
            let area = Area::Path(closed(&placed), operator.ends_with(b"*"));
            self.put(What::Fill, area, rect, state);
        }
        if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
            let width = state.width * state.matrix.determinant().abs().sqrt();
            let outline = kurbo::stroke(placed, &kurbo::Stroke::new(width), &kurbo::StrokeOpts::default(), 0.1);
            self.put(What::Stroke(width), Area::Path(outline, false), rect.inflate(width / 2.0, width / 2.0), state);
        }
    }

    /// Letters; how far they run is not known here, so their box ends where the clip does.
    fn text(&mut self, line: &Line, state: &State) {
        let matrix = state.matrix * line.matrix;
        let size = state.size * matrix.determinant().abs().sqrt();
        let start = matrix * Point::ZERO;
        let run = self.runs;
        self.runs += 1;
        if !state.invisible && state.clip.contains(start) {
            let line = Rect::new(-state.size, -state.size, LONGEST * state.size, 2.0 * state.size);
            self.put(What::Text(size, start), Area::Run(run), matrix.transform_rect_bbox(line), state);
        }
    }

    fn shading(&mut self, operands: &[&Object<'_>], resources: &Resources<'_>, state: &State) {
        let name = name_of(operands.first().copied()).unwrap_or_default();
        let most = resources.shadings.get::<Object<'_>>(name.as_str());
        let most = most.and_then(|own| shading::most(&own, resources));
        if most.is_none() {
            self.plates.uncounted.push(("a shading", state.clip));
        }
        let mut state = state.clone();
        state.paint[0] = most.unwrap_or_default();
        self.put(What::Shading, Area::Box, state.clip, &state);
    }

    fn object(&mut self, operands: &[&Object<'_>], resources: &Resources<'_>, state: &State) {
        let name = name_of(operands.first().copied()).unwrap_or_default();
        let Some(stream) = resources.x_objects.get::<Stream<'_>>(name.as_str()) else { return };
        match stream.dict().get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
            Some("Image") => self.image(&stream, resources, state.clone()),
            Some("Form") => self.form(&stream, resources, state.clone()),
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream<'_>, outer: &Resources<'_>, mut state: State) {
        let Ok(content) = stream.decoded() else { return };
        if self.depth >= DEEPEST {
            return;
        }
        let dict = stream.dict();
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
            state.matrix *= affine(&numbers(&matrix));
        }
        let corners: Option<[f64; 4]> = dict.get::<Array<'_>>("BBox").and_then(|b| numbers(&b).try_into().ok());
        if let Some([x0, y0, x1, y1]) = corners {
            state.clip = state.clip.intersect(state.matrix.transform_rect_bbox(Rect::new(x0, y0, x1, y1)));
        }
        if dict.contains_key("Group") {
            state.enter_group();
        }
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        self.depth += 1;
        self.content(&content, own.as_ref().unwrap_or(outer), state);
        self.depth -= 1;
    }

    /// A tiling pattern is walked once, where it is chosen, for what it paints with.
    fn pattern(&mut self, stream: &Stream<'_>, resources: &Resources<'_>, state: &State) -> Inks {
        let before = self.plates.painted.len();
        self.form(stream, resources, state.clone());
        let mut most = Inks::default();
        self.plates.painted[before..].iter().for_each(|painted| most.take_in(&painted.inks));
        most
    }

    fn image(&mut self, stream: &Stream<'_>, resources: &Resources<'_>, mut state: State) {
        let dict = stream.dict();
        let pixels = ["Width", "Height"].map(|key| dict.get::<u32>(key).unwrap_or(0));
        let [a, b, c, d, ..] = state.matrix.as_coeffs();
        let sides = [a.hypot(b), c.hypot(d)];
        let dpi = f64::from(pixels[0]) * 72.0 / sides[0].max(1e-6);
        let dpi = dpi.min(f64::from(pixels[1]) * 72.0 / sides[1].max(1e-6));
        let rect = state.matrix.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        if dict.get::<bool>("ImageMask") == Some(true) {
            return self.put(What::Fill, Area::Box, rect, &state);
        }
        if dict.contains_key("SMask") {
            self.plates.transparent = true;
            state.hide();
        }
        let area = match samples::read(stream, resources) {
            Some(samples) => {
                state.paint[0] = samples.most.clone();
                Area::Picture(state.matrix.inverse(), Rc::new(samples))
            }
            None => {
                self.plates.uncounted.push(("a picture", rect));
                state.paint[0] = Inks::default();
                Area::Box
            }
        };
        self.put(What::Image(pixels, dpi), area, rect, &state);
    }
}

fn at(numbers: &[f64], index: usize) -> f64 {
    numbers.get(index).copied().unwrap_or(0.0)
}

fn affine(numbers: &[f64]) -> Affine {
    <[f64; 6]>::try_from(numbers).map_or(Affine::IDENTITY, Affine::new)
}

/// A path as it is filled: every open part closed (ISO 32000-1, 8.5.3.3).
fn closed(path: &BezPath) -> BezPath {
    let mut all = BezPath::new();
    for element in path.elements() {
        if matches!(element, kurbo::PathEl::MoveTo(_)) && !all.elements().is_empty() {
            all.close_path();
        }
        all.push(*element);
    }
    all.close_path();
    all
}

/// Adds a segment to a path.
fn build(path: &mut BezPath, operator: &[u8], n: &[f64]) {
    let last = path.elements().last().and_then(kurbo::PathEl::end_point).unwrap_or(Point::ZERO);
    let point = |index: usize| Point::new(at(n, index), at(n, index + 1));
    match operator {
        b"m" => path.move_to(point(0)),
        b"re" => {
            path.extend(Rect::new(at(n, 0), at(n, 1), at(n, 0) + at(n, 2), at(n, 1) + at(n, 3)).path_elements(0.1))
        }
        // A segment without a beginning paints nothing.
        _ if path.elements().is_empty() => {}
        b"l" => path.line_to(point(0)),
        b"c" => path.curve_to(point(0), point(2), point(4)),
        b"v" => path.curve_to(last, point(0), point(2)),
        b"y" => path.curve_to(point(0), point(2), point(2)),
        b"h" => path.close_path(),
        _ => {}
    }
}
