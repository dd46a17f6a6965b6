//! What a page paints, in inks: a walk through its content with a graphics state of our own.
//!
//! In: a page. Out: [`Painted`] in order, with places in points as the PDF counts them (from the bottom left), inks as
//! the plates get them, and whether they lie over what is below. Forms and tiling patterns are walked as well. `hayro`
//! hands out colours as light; here it only reads objects and operators (ISO 32000-1, annex A).

use super::space::{Family, family, name_of};
use crate::unit::{Affine, BezPath, Point, Rect};
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use kurbo::Shape as _;
use std::collections::BTreeSet;

/// How deep forms may stand in forms.
const DEEPEST: usize = 12;

/// A colour as the plates get it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inks {
    /// Cyan, magenta, yellow, black, 0 to 1.
    pub process: [f64; 4],
    /// A spot ink and its tint.
    pub spot: Option<(String, f64)>,
    /// Whether this is one colour and known.
    pub known: bool,
}

impl Inks {
    const BLACK: Self = Self::process([0.0, 0.0, 0.0, 1.0]);
    const UNKNOWN: Self = Self { process: [0.0; 4], spot: None, known: false };

    const fn process(process: [f64; 4]) -> Self {
        Self { process, spot: None, known: true }
    }

    /// All ink together, 1 for one plate at full strength; "All" is every plate.
    pub fn total(&self) -> f64 {
        let spot = self.spot.as_ref().map_or(0.0, |(name, tint)| if name == "All" { 4.0 * tint } else { *tint });
        self.process.iter().sum::<f64>() + spot
    }

    /// Whether nothing is printed.
    pub fn is_white(&self) -> bool {
        self.known && self.total() < 1e-6
    }

    /// Number of process inks in it.
    pub fn plates(&self) -> usize {
        self.process.iter().filter(|ink| **ink > 0.005).count()
    }

    /// Whether black is the only ink.
    pub fn is_black_alone(&self) -> bool {
        self.known && self.spot.is_none() && self.process[..3].iter().all(|ink| *ink < 0.005) && self.process[3] > 0.0
    }
}

/// What was painted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Letters of this size in points.
    Text(f64),
    /// A filled shape.
    Fill,
    /// A line of this width in points.
    Stroke(f64),
    /// A picture of so many pixels a row and column, and its resolution on paper.
    Image([u32; 2], f64),
    /// A shading.
    Shading,
}

/// Something painted.
#[derive(Clone, Debug)]
pub(super) struct Painted {
    pub what: What,
    pub inks: Inks,
    /// Whether it lies over other inks.
    pub over: bool,
    /// What is left of its box after clipping.
    pub rect: Rect,
}

/// All that a page paints, and what else was met on the way.
#[derive(Default)]
pub(super) struct Plates {
    pub painted: Vec<Painted>,
    /// Whether something shines through.
    pub transparent: bool,
    /// Whether light is set by an operator (`rg`, `RG`).
    pub light: bool,
    /// The deepest wetness of a picture's pixel, 1 for one plate, with its place.
    pub wettest: Vec<(f64, Rect)>,
}

impl Plates {
    /// The inks on a part of the page, process inks first; pictures in CMYK count for all four.
    pub(super) fn names(&self, part: Rect) -> Vec<String> {
        let mut process = [false; 4];
        let mut spots = BTreeSet::new();
        for painted in
            self.painted.iter().filter(|painted| !part.intersect(painted.rect.inflate(0.1, 0.1)).is_zero_area())
        {
            for (plate, ink) in process.iter_mut().zip(painted.inks.process) {
                *plate |= ink > 0.0;
            }
            spots.extend(painted.inks.spot.iter().filter(|(_, tint)| *tint > 0.0).map(|(name, _)| name.clone()));
        }
        let pictures = !self.wettest.is_empty();
        let names = ["cyan", "magenta", "yellow", "black"].into_iter().zip(process);
        let process = names.filter(|(_, used)| *used || pictures).map(|(name, _)| name.to_owned());
        process.chain(spots).collect()
    }
}

#[derive(Clone)]
struct State {
    matrix: Affine,
    clip: Rect,
    fill: Inks,
    stroke: Inks,
    fill_space: Family,
    stroke_space: Family,
    over: [bool; 2],
    width: f64,
    size: f64,
    invisible: bool,
}

/// Walks a page.
pub(super) fn walk(page: &Page<'_>) -> Plates {
    let media = page.media_box();
    let clip = Rect::new(media.x0, media.y0, media.x1, media.y1);
    let state = State {
        matrix: Affine::IDENTITY,
        clip,
        fill: Inks::BLACK,
        stroke: Inks::BLACK,
        fill_space: Family::Gray,
        stroke_space: Family::Gray,
        over: [false; 2],
        width: 1.0,
        size: 0.0,
        invisible: false,
    };
    let mut walker = Walker { plates: Plates::default(), depth: 0 };
    if let Some(content) = page.page_stream() {
        walker.content(content, page.resources(), state);
    }
    walker.plates
}

struct Walker {
    plates: Plates,
    depth: usize,
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
                b"gs" => self.graphics_state(&operands, resources, &mut state),
                b"Do" => self.object(&operands, resources, &state),
                b"sh" => self.put(What::Shading, Inks::UNKNOWN, false, state.clip),
                b"rg" | b"RG" => self.plates.light = true,
                _ => self.color(operator, &operands, &n, resources, &mut state),
            }
        }
    }

    fn color(&mut self, operator: &[u8], operands: &[&Object<'_>], n: &[f64], from: &Resources<'_>, state: &mut State) {
        let stroke = operator.first().is_some_and(u8::is_ascii_uppercase);
        let (paint, space) = match stroke {
            true => (&mut state.stroke, &mut state.stroke_space),
            false => (&mut state.fill, &mut state.fill_space),
        };
        match operator {
            b"g" | b"G" => (*space, *paint) = (Family::Gray, inks(&Family::Gray, n)),
            b"k" | b"K" => (*space, *paint) = (Family::Cmyk, inks(&Family::Cmyk, n)),
            b"cs" | b"CS" => {
                let name = name_of(operands.first().copied()).unwrap_or_default();
                self.plates.light |= matches!(name.as_str(), "DeviceRGB" | "RGB");
                *space = family(&name, from.color_spaces.get::<Object<'_>>(name.as_str()));
                *paint = if matches!(space, Family::Other) { Inks::UNKNOWN } else { Inks::BLACK };
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => {
                *paint = inks(space, n);
                if let Some(name) = name_of(operands.last().copied()) {
                    self.pattern(&name, from, state);
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, what: What, inks: Inks, over: bool, rect: Rect) {
        self.plates.painted.push(Painted { what, inks, over, rect });
    }

    fn paint_path(&mut self, path: &BezPath, operator: &[u8], state: &State) {
        if path.elements().is_empty() {
            return;
        }
        let rect = (state.matrix * path.clone()).bounding_box();
        let seen = rect.intersect(state.clip);
        if matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
            self.put(What::Fill, state.fill.clone(), state.over[0], seen);
        }
        if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
            let width = state.width * state.matrix.determinant().abs().sqrt();
            let inflated = rect.inflate(width / 2.0, width / 2.0).intersect(state.clip);
            self.put(What::Stroke(width), state.stroke.clone(), state.over[1], inflated);
        }
    }

    fn text(&mut self, line: &Line, state: &State) {
        let matrix = state.matrix * line.matrix;
        let size = state.size * matrix.determinant().abs().sqrt();
        let start = matrix * Point::ZERO;
        if !state.invisible && state.clip.contains(start) {
            let rect = Rect::new(start.x, start.y, start.x, start.y + size);
            self.put(What::Text(size), state.fill.clone(), state.over[0], rect);
        }
    }

    fn graphics_state(&mut self, operands: &[&Object<'_>], resources: &Resources<'_>, state: &mut State) {
        let name = name_of(operands.first().copied()).unwrap_or_default();
        let Some(dict) = resources.ext_g_states.get::<Dict<'_>>(name.as_str()) else { return };
        let flag = |key: &str| dict.get::<bool>(key);
        let stroke = flag("OP").unwrap_or(state.over[1]);
        state.over = [flag("op").or(flag("OP")).unwrap_or(state.over[0]), stroke];
        state.width = dict.get::<f32>("LW").map_or(state.width, f64::from);
        let clear = |key: &str| dict.get::<f32>(key).is_some_and(|alpha| alpha < 1.0);
        let blends = dict.get::<Name<'_>>("BM").is_some_and(|mode| !matches!(mode.as_str(), "Normal" | "Compatible"));
        self.plates.transparent |= clear("ca") || clear("CA") || blends || dict.get::<Dict<'_>>("SMask").is_some();
    }

    fn object(&mut self, operands: &[&Object<'_>], resources: &Resources<'_>, state: &State) {
        let name = name_of(operands.first().copied()).unwrap_or_default();
        let Some(stream) = resources.x_objects.get::<Stream<'_>>(name.as_str()) else { return };
        match stream.dict().get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
            Some("Image") => self.image(&stream, state),
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
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        self.depth += 1;
        self.content(&content, own.as_ref().unwrap_or(outer), state);
        self.depth -= 1;
    }

    /// A tiling pattern is walked once, where it is chosen, for what it paints with.
    fn pattern(&mut self, name: &str, resources: &Resources<'_>, state: &State) {
        if let Some(stream) = resources.patterns.get::<Stream<'_>>(name) {
            self.form(&stream, resources, state.clone());
        }
    }

    fn image(&mut self, stream: &Stream<'_>, state: &State) {
        let dict = stream.dict();
        let pixels = ["Width", "Height"].map(|key| dict.get::<u32>(key).unwrap_or(0));
        let [a, b, c, d, ..] = state.matrix.as_coeffs();
        let sides = [a.hypot(b), c.hypot(d)];
        let dpi = f64::from(pixels[0]) * 72.0 / sides[0].max(1e-6);
        let dpi = dpi.min(f64::from(pixels[1]) * 72.0 / sides[1].max(1e-6));
        let rect = state.matrix.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)).intersect(state.clip);
        self.plates.transparent |= dict.contains_key("SMask");
        if dict.get::<bool>("ImageMask") == Some(true) {
            return self.put(What::Fill, state.fill.clone(), state.over[0], rect);
        }
        if let Some(wettest) = super::samples::wettest(stream) {
            self.plates.wettest.push((wettest, rect));
        }
        self.put(What::Image(pixels, dpi), Inks::UNKNOWN, state.over[0], rect);
    }
}

fn inks(space: &Family, n: &[f64]) -> Inks {
    match (space, n) {
        (Family::Gray, [light]) => Inks::process([0.0, 0.0, 0.0, 1.0 - light]),
        (Family::Cmyk, [c, m, y, k]) => Inks::process([*c, *m, *y, *k]),
        (Family::Separation(name), [tint]) => {
            Inks { process: [0.0; 4], spot: Some((name.clone(), *tint)), known: true }
        }
        _ => Inks::UNKNOWN,
    }
}

fn number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

/// The numbers of an array.
pub(super) fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<Object<'_>>().filter_map(|object| number(&object)).collect()
}

fn at(numbers: &[f64], index: usize) -> f64 {
    numbers.get(index).copied().unwrap_or(0.0)
}

fn affine(numbers: &[f64]) -> Affine {
    <[f64; 6]>::try_from(numbers).map_or(Affine::IDENTITY, Affine::new)
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
