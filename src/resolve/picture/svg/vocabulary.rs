//! Names: the elements, attributes and properties that are known, and what kind of value each has.
//!
//! In: a name. Out: its [`Grammar`], or that it is unknown. What stands in no list here is not printed unsaid: an element
//! or property is refused; an attribute that no list of SVG has is nobody's, and every reader passes over it.

use super::fault::{COLORS, EFFECTS, GRADIENTS, PLAIN};
use super::grammar::Grammar;

const FILTER: Grammar = Grammar::Only(&["none"], "a filter (a blur or shadow)", EFFECTS);
const MASK_IMAGE: Grammar = Grammar::Only(&["none"], "a mask of a style sheet", PLAIN);
const MOVES: Grammar = Grammar::Only(&["none"], "an animation", PLAIN);
const STYLED: Grammar = Grammar::Only(&["none"], "a transform of a style sheet", PLAIN);

/// Properties that change a picture, and whether children inherit them.
const PROPERTIES: &[(&str, Grammar, bool)] = &[
    ("clip", Grammar::Only(&["auto"], "a clip of a style sheet", PLAIN), false),
    ("clip-path", Grammar::Url("clipPath"), false),
    ("clip-rule", Grammar::OneOf(&["nonzero", "evenodd"]), true),
    ("color", Grammar::Color, true),
    ("color-interpolation", Grammar::Only(&["auto", "sRGB", "srgb"], "colours mixed in linear light", COLORS), true),
    ("display", Grammar::Display, false),
    ("fill", Grammar::Paint, true),
    ("fill-opacity", Grammar::Opacity, true),
    ("fill-rule", Grammar::OneOf(&["nonzero", "evenodd"]), true),
    ("filter", FILTER, false),
    ("isolation", Grammar::OneOf(&["auto", "isolate"]), false),
    ("marker-end", Grammar::Url("marker"), true),
    ("marker-mid", Grammar::Url("marker"), true),
    ("marker-start", Grammar::Url("marker"), true),
    ("mask", Grammar::Url("mask"), false),
    ("mask-type", Grammar::OneOf(&["luminance", "alpha"]), false),
    (
        "mix-blend-mode",
        // The others give other colours where inks are mixed than where light is.
        Grammar::OneOf(&["normal", "multiply"]),
        false,
    ),
    ("opacity", Grammar::Opacity, false),
    ("overflow", Grammar::OneOf(&["visible", "hidden", "auto", "scroll"]), false),
    ("paint-order", Grammar::Order, true),
    ("stop-color", Grammar::Color, false),
    ("stop-opacity", Grammar::Opacity, false),
    ("stroke", Grammar::Paint, true),
    ("stroke-dasharray", Grammar::Dashes, true),
    ("stroke-dashoffset", Grammar::Length, true),
    ("stroke-linecap", Grammar::OneOf(&["butt", "round", "square"]), true),
    ("stroke-linejoin", Grammar::OneOf(&["miter", "round", "bevel"]), true),
    ("stroke-miterlimit", Grammar::Miter, true),
    ("stroke-opacity", Grammar::Opacity, true),
    ("stroke-width", Grammar::Size, true),
    ("transform", Grammar::Transform, false),
    ("transform-origin", Grammar::Origin, false),
    ("vector-effect", Grammar::Only(&["none"], "a stroke that does not grow with the drawing", PLAIN), false),
    ("visibility", Grammar::OneOf(&["visible", "hidden", "collapse"]), true),
];

/// Properties of CSS alone of which only what holds anyway is printed.
const STYLED_ONLY: &[(&str, Grammar)] = &[
    ("-webkit-clip-path", MASK_IMAGE),
    ("-webkit-filter", FILTER),
    ("-webkit-mask", MASK_IMAGE),
    ("-webkit-mask-image", MASK_IMAGE),
    ("-webkit-transform", STYLED),
    ("animation", MOVES),
    ("animation-name", MOVES),
    ("backdrop-filter", FILTER),
    ("d", STYLED),
    ("mask-image", MASK_IMAGE),
    ("offset-path", STYLED),
    ("rotate", STYLED),
    ("scale", STYLED),
    ("transform-box", Grammar::Only(&["view-box"], "a transform of a style sheet", PLAIN)),
    ("translate", STYLED),
];

/// A property by its own name: the kind of its value, and whether children inherit it.
pub(super) fn property(name: &str) -> Option<(&'static str, Grammar, bool)> {
    PROPERTIES.iter().find(|(own, ..)| *own == name).copied()
}

/// A property that only style sheets have.
pub(super) fn styled_only(name: &str) -> Option<(&'static str, Grammar, bool)> {
    STYLED_ONLY.iter().find(|(own, _)| *own == name).map(|(own, grammar)| (*own, *grammar, false))
}

/// Whether a property changes nothing in a drawing without text and pixels.
pub(super) fn is_idle(name: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "-inkscape-",
        "-webkit-font",
        "-webkit-text",
        "-moz-",
        "-ms-",
        "-o-",
        "text-",
        "font",
        "letter-",
        "word-",
        "line-",
        "white-space",
        "color-interpolation-",
        "color-profile",
        "color-rendering",
        "shape-",
        "image-rendering",
        "flood-",
        "lighting-",
        "solid-",
        "glyph-orientation",
        "transition",
        "margin",
        "padding",
        "max-",
        "min-",
        "background",
        "border",
        "outline",
        "box-",
        "hyphens",
        "list-",
        "page-break-",
    ];
    const WHOLE: &[&str] = &[
        "-webkit-tap-highlight-color",
        "alignment-baseline",
        "baseline-shift",
        "block-progression",
        "cursor",
        "direction",
        "dominant-baseline",
        "enable-background",
        "inline-size",
        "kerning",
        "marker",
        "pointer-events",
        "unicode-bidi",
        "user-select",
        "will-change",
        "writing-mode",
        "position",
        "top",
        "left",
        "z-index",
        "object-fit",
        "color-scheme",
        "width",
        "height",
        "fill-color",
        "quotes",
        "tab-size",
        "orphans",
        "widows",
        "float",
        "appearance",
        "-webkit-appearance",
        "flex",
        "aspect-ratio",
        "vertical-align",
        "align",
    ];
    BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) || WHOLE.contains(&name)
}

/// What a shape or another element is made of besides properties; `None` for an element that is not printed.
pub(super) fn attributes(element: &str) -> Option<&'static [(&'static str, Grammar)]> {
    use Grammar::{Aspect, Length, Only, Orient, Path, Points, Size, SizeOrAuto, Transform, ViewBox};
    const BOX: Grammar = Grammar::OneOf(&["objectBoundingBox", "userSpaceOnUse"]);
    const PAD: Grammar = Only(&["pad"], "a gradient that repeats", GRADIENTS);
    const ZERO: Grammar = Only(&["0", "0%", "0px"], "a gradient or symbol with a value of SVG 2", GRADIENTS);
    Some(match element {
        "g" | "defs" | "a" | "switch" => &[],
        "svg" => &[
            ("x", Length),
            ("y", Length),
            ("width", SizeOrAuto),
            ("height", SizeOrAuto),
            ("viewBox", ViewBox),
            ("preserveAspectRatio", Aspect),
        ],
        "symbol" => &[("viewBox", ViewBox), ("preserveAspectRatio", Aspect), ("refX", ZERO), ("refY", ZERO)],
        "use" => &[("x", Length), ("y", Length), ("width", SizeOrAuto), ("height", SizeOrAuto)],
        "rect" => &[
            ("x", Length),
            ("y", Length),
            ("width", SizeOrAuto),
            ("height", SizeOrAuto),
            ("rx", SizeOrAuto),
            ("ry", SizeOrAuto),
        ],
        "circle" => &[("cx", Length), ("cy", Length), ("r", Size)],
        "ellipse" => &[("cx", Length), ("cy", Length), ("rx", SizeOrAuto), ("ry", SizeOrAuto)],
        "line" => &[("x1", Length), ("y1", Length), ("x2", Length), ("y2", Length)],
        "polyline" | "polygon" => &[("points", Points)],
        "path" => &[("d", Path)],
        "linearGradient" => &[
            ("x1", Length),
            ("y1", Length),
            ("x2", Length),
            ("y2", Length),
            ("gradientUnits", BOX),
            ("gradientTransform", Transform),
            ("spreadMethod", PAD),
        ],
        "radialGradient" => &[
            ("cx", Length),
            ("cy", Length),
            ("r", Size),
            ("fx", Length),
            ("fy", Length),
            ("fr", ZERO),
            ("gradientUnits", BOX),
            ("gradientTransform", Transform),
            ("spreadMethod", PAD),
        ],
        "stop" => &[("offset", Grammar::Offset)],
        "pattern" => &[
            ("x", Length),
            ("y", Length),
            ("width", Size),
            ("height", Size),
            ("patternUnits", BOX),
            ("patternContentUnits", BOX),
            ("patternTransform", Transform),
            ("viewBox", ViewBox),
            ("preserveAspectRatio", Aspect),
        ],
        "clipPath" => &[("clipPathUnits", BOX)],
        "mask" => &[
            ("x", Length),
            ("y", Length),
            ("width", Size),
            ("height", Size),
            ("maskUnits", BOX),
            ("maskContentUnits", BOX),
        ],
        "marker" => &[
            ("refX", Length),
            ("refY", Length),
            ("markerWidth", Size),
            ("markerHeight", Size),
            ("markerUnits", Grammar::OneOf(&["strokeWidth", "userSpaceOnUse"])),
            ("orient", Orient),
            ("viewBox", ViewBox),
            ("preserveAspectRatio", Aspect),
        ],
        _ => return None,
    })
}
