//! Values: what may stand in an attribute or after a property, and prints as it looks.
//!
//! In: a value. Out: the same in words that the writer is known to draw right, nothing where it says what holds anyway,
//! or what is not understood. The numbers are read by the same crate that the writer's reader reads them with.

use super::fault::{COLORS, MISSING, PLAIN, Trouble};
use super::paint;
use svgtypes::{
    AspectRatio, FuncIRI, Length, LengthListParser, LengthUnit, Number, PathParser, PathSegment, PointsParser,
};
use svgtypes::{PaintOrder, SimplePathSegment, SimplifyingPathParser, Transform, TransformOrigin, ViewBox};

/// Beyond this, no place is on paper, and arcs take for ever.
const FAR: f64 = 1e7;

/// What kind of value is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Grammar {
    Paint,
    Color,
    Opacity,
    /// A length, a size that is not negative, the same or `auto`.
    Length,
    Size,
    SizeOrAuto,
    Dashes,
    Miter,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// What holds anyway; other values would not print. The words name the thing, the hint says what to do.
    Only(&'static [&'static str], &'static str, &'static str),
    /// `none` or a reference to an element of this name.
    Url(&'static str),
    Display,
    Order,
    Transform,
    Origin,
    ViewBox,
    Aspect,
    Points,
    Path,
    Orient,
    Offset,
}

/// A value that was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Value {
    /// The words; nothing where it says what holds anyway.
    pub(super) text: Option<String>,
    /// What it refers to, as the name of an element; `text` is then what stands beside it.
    pub(super) refers: Option<String>,
}

fn is(text: impl Into<String>) -> Option<Value> {
    Some(Value { text: Some(text.into()), refers: None })
}

/// Reads a value.
pub(super) fn read(name: &str, grammar: Grammar, value: &str) -> Result<Value, Trouble> {
    let value = value.trim();
    understood(grammar, value).ok_or_else(|| trouble(name, grammar, value))
}

fn understood(grammar: Grammar, value: &str) -> Option<Value> {
    match grammar {
        Grammar::Paint => {
            paint::paint(value).map(|(text, refers)| Value { text: Some(text).filter(|text| !text.is_empty()), refers })
        }
        Grammar::Color if value.eq_ignore_ascii_case("currentcolor") => is("currentColor"),
        Grammar::Color => is(paint::color(value)?),
        Grammar::Opacity | Grammar::Offset => is(share(value)?.to_string()),
        Grammar::Length => length(value).and_then(|_| is(value)),
        Grammar::Size => length(value).filter(|length| length.number >= 0.0).and_then(|_| is(value)),
        Grammar::SizeOrAuto if value == "auto" => Some(Value::default()),
        Grammar::SizeOrAuto => understood(Grammar::Size, value),
        Grammar::Dashes if value == "none" => is(value),
        Grammar::Dashes => dashes(value),
        Grammar::Miter => {
            value.parse::<f64>().ok().filter(|limit| *limit >= 1.0 && *limit < FAR).and_then(|_| is(value))
        }
        Grammar::OneOf(words) => words.contains(&value).then(|| is(value)).flatten(),
        Grammar::Only(words, ..) => words.contains(&value).then(Value::default),
        Grammar::Url(_) if value == "none" => Some(Value::default()),
        Grammar::Url(_) => FuncIRI::from_str(value).ok().map(|id| Value { text: None, refers: Some(id.0.to_owned()) }),
        Grammar::Display => Some(if value == "none" { is("none")? } else { Value::default() }),
        Grammar::Order => value.parse::<PaintOrder>().ok().and_then(|_| is(value)),
        Grammar::Transform if value == "none" || value.is_empty() => Some(Value::default()),
        Grammar::Transform => transform(value),
        Grammar::Origin => value.parse::<TransformOrigin>().ok().and_then(|_| is(value)),
        Grammar::ViewBox => value.parse::<ViewBox>().ok().and_then(|_| is(value)),
        Grammar::Aspect => value.parse::<AspectRatio>().ok().and_then(|_| is(value)),
        Grammar::Points => points(value),
        Grammar::Path => path(value),
        Grammar::Orient if matches!(value, "auto" | "auto-start-reverse") => is(value),
        Grammar::Orient => value.parse::<svgtypes::Angle>().ok().and_then(|_| is(value)),
    }
}

/// Why a value was not understood.
fn trouble(name: &str, grammar: Grammar, value: &str) -> Trouble {
    let shown: String = value.chars().take(60).collect();
    let loads = value.to_ascii_lowercase().find("url(").map(|at| value[at + 4..].trim_start_matches(['"', '\'', ' ']));
    if let Some(href) = loads.filter(|href| !href.starts_with('#')) {
        let href = href.split([')', '"', '\'']).next().unwrap_or_default();
        return Trouble::Loads(href.chars().take(80).collect());
    }
    let odd = |kind: &str, hint| Trouble::Unprintable(format!("{kind} (`{name}: {shown}`)"), hint);
    match grammar {
        Grammar::Paint | Grammar::Color => odd("a colour that flyer does not know", COLORS),
        Grammar::Only(_, what, hint) => odd(what, hint),
        Grammar::Url(_) => odd("a shape of a style sheet", PLAIN),
        Grammar::Path | Grammar::Points => {
            Trouble::Broken(format!("`{name}` has a mistake in it, is too large or goes nowhere: `{shown}`"))
        }
        Grammar::Length | Grammar::Size | Grammar::SizeOrAuto | Grammar::Dashes => {
            odd("a length that flyer does not know", PLAIN)
        }
        _ => odd("a value that flyer does not know", PLAIN),
    }
}

fn near(number: f64) -> Option<f64> {
    (number.is_finite() && number.abs() <= FAR).then_some(number)
}

/// A length in a unit that needs no font.
fn length(value: &str) -> Option<Length> {
    let length = value.parse::<Length>().ok()?;
    near(length.number)?;
    (!matches!(length.unit, LengthUnit::Em | LengthUnit::Ex)).then_some(length)
}

/// From 0 to 1.
fn share(value: &str) -> Option<f64> {
    let (number, whole) = value.strip_suffix('%').map_or((value, 1.0), |number| (number, 100.0));
    let number = number.trim().parse::<Number>().ok()?.0;
    number.is_finite().then(|| (number / whole).clamp(0.0, 1.0))
}

/// Lengths of which none is negative; all zero means no dashes, and a gap of nothing is no gap.
fn dashes(value: &str) -> Option<Value> {
    let lengths = LengthListParser::from(value).collect::<Result<Vec<_>, _>>().ok()?;
    let plain = |length: &Length| {
        near(length.number).is_some() && length.number >= 0.0 && !matches!(length.unit, LengthUnit::Em | LengthUnit::Ex)
    };
    if !lengths.iter().all(plain) {
        return None;
    }
    let gaps = lengths.iter().skip(1).step_by(2);
    if lengths.len().is_multiple_of(2) && gaps.clone().all(|gap| gap.number == 0.0) {
        return is("none");
    }
    is(value)
}

/// A list of transforms; CSS writes units beside what SVG means without.
fn transform(value: &str) -> Option<Value> {
    let plain = value.replace("px", "").replace("deg", "");
    let matrix = plain.parse::<Transform>().ok()?;
    let all = [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f];
    all.iter().all(|number| near(*number).is_some()).then(|| is(plain)).flatten()
}

fn points(value: &str) -> Option<Value> {
    let numbers = svgtypes::NumberListParser::from(value).collect::<Result<Vec<_>, _>>().ok()?;
    let even = numbers.len().is_multiple_of(2) && PointsParser::from(value).count() * 2 == numbers.len();
    (even && numbers.iter().all(|number| near(*number).is_some())).then(|| is(value)).flatten()
}

/// Path data without a mistake, with every place on or near the paper.
fn path(value: &str) -> Option<Value> {
    if value == "none" || value.is_empty() {
        return is("");
    }
    for segment in PathParser::from(value) {
        let far = match segment.ok()? {
            PathSegment::MoveTo { x, y, .. }
            | PathSegment::LineTo { x, y, .. }
            | PathSegment::SmoothQuadratic { x, y, .. } => vec![x, y],
            PathSegment::HorizontalLineTo { x, .. } => vec![x],
            PathSegment::VerticalLineTo { y, .. } => vec![y],
            PathSegment::CurveTo { x1, y1, x2, y2, x, y, .. } => vec![x1, y1, x2, y2, x, y],
            PathSegment::SmoothCurveTo { x2, y2, x, y, .. } => vec![x2, y2, x, y],
            PathSegment::Quadratic { x1, y1, x, y, .. } => vec![x1, y1, x, y],
            PathSegment::EllipticalArc { rx, ry, x, y, .. } => vec![rx, ry, x, y],
            PathSegment::ClosePath { .. } => vec![],
        };
        if far.iter().any(|number| near(*number).is_none()) {
            return None;
        }
    }
    is(value)
}

/// Whether one of the dashes has no length, so that only its caps are seen.
pub(super) fn dotted(dashes: &str) -> bool {
    let lengths: Vec<f64> = LengthListParser::from(dashes).map_while(Result::ok).map(|length| length.number).collect();
    let round = lengths.iter().chain(&lengths).step_by(2);
    round.take(lengths.len()).any(|length| *length == 0.0)
}

/// Whether a path or line has a part without length, and whether it has no other; such a part is nothing but its caps.
pub(super) fn dots(element: &str, value: impl Fn(&str) -> Option<String>) -> (bool, bool) {
    let text = match element {
        "path" => value("d").unwrap_or_default(),
        "polyline" | "polygon" => format!("M{}", value("points").unwrap_or_default()),
        "line" => {
            let end = |name: &str| value(name).unwrap_or_else(|| "0".to_owned());
            return if (end("x1"), end("y1")) == (end("x2"), end("y2")) { (true, true) } else { (false, false) };
        }
        _ => return (false, false),
    };
    let (mut some, mut all) = (false, true);
    let (mut start, mut long, mut drawn) = ((0.0, 0.0), false, false);
    let mut end_part = |long: bool, drawn: bool| {
        some |= drawn && !long;
        all &= !long;
    };
    for segment in SimplifyingPathParser::from(text.as_str()).map_while(Result::ok) {
        let ends = match segment {
            SimplePathSegment::MoveTo { x, y } => {
                end_part(long, drawn);
                (start, long, drawn) = ((x, y), false, false);
                continue;
            }
            SimplePathSegment::LineTo { x, y } => vec![(x, y)],
            SimplePathSegment::Quadratic { x1, y1, x, y } => vec![(x1, y1), (x, y)],
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => vec![(x1, y1), (x2, y2), (x, y)],
            SimplePathSegment::ClosePath => vec![],
        };
        drawn = true;
        long |= ends.iter().any(|end| *end != start);
    }
    end_part(long, drawn);
    (some, some && all)
}

/// A reference to what is not there, or is something else.
pub(super) fn missing(id: &str, wanted: &str) -> Trouble {
    Trouble::Unprintable(format!("a reference to `#{id}`, which is no {wanted} of this drawing"), MISSING)
}
