//! Colours and paints: what may be written after `fill:`.
//!
//! In: a value of CSS. Out: the same in words that every reader of SVG knows. What SVG 1.1 writes beside a colour for
//! print shops (`icc-color()`) is dropped for the colour that stands before it; Display P3, as Figma writes it, is
//! converted where no other colour stands beside it (CSS Color 4, 10.2 and 17.4).

use svgtypes::{Color, Paint, PaintFallback};

/// A colour as `#rrggbb`, or `#rrggbbaa` where one shines through it.
pub(super) fn color(value: &str) -> Option<String> {
    let value = before_profile(value);
    if let Some(hex) = value.strip_prefix('#')
        && !(matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return None;
    }
    if value.eq_ignore_ascii_case("transparent") {
        return Some("#00000000".to_owned());
    }
    value.parse::<Color>().ok().map(hex)
}

/// A paint: the value, and the name of the gradient or pattern that it refers to.
pub(super) fn paint(value: &str) -> Option<(String, Option<String>)> {
    let value = before_profile(value);
    let plain = |text: &str| Some((text.to_owned(), None));
    if value.eq_ignore_ascii_case("currentcolor") {
        return plain("currentColor");
    }
    match Paint::from_str(value) {
        Ok(Paint::None) => plain("none"),
        Ok(Paint::ContextFill) => plain("context-fill"),
        Ok(Paint::ContextStroke) => plain("context-stroke"),
        Ok(Paint::FuncIRI(id, fallback)) => {
            let beside = match fallback {
                None => String::new(),
                Some(PaintFallback::None) => "none".to_owned(),
                Some(PaintFallback::CurrentColor) => "currentColor".to_owned(),
                Some(PaintFallback::Color(color)) => hex(color),
            };
            Some((beside, Some(id.to_owned())))
        }
        _ => color(value).map(|color| (color, None)),
    }
}

/// What stands before a colour of a profile, which is the same colour for everybody else (SVG 1.1, 11.2).
fn before_profile(value: &str) -> &str {
    let profiled = ["icc-color(", "device-color("].iter().filter_map(|name| value.find(name)).min();
    profiled.map_or(value, |at| &value[..at]).trim()
}

fn hex(color: Color) -> String {
    let Color { red, green, blue, alpha } = color;
    let end = if alpha == 255 { String::new() } else { format!("{alpha:02x}") };
    format!("#{red:02x}{green:02x}{blue:02x}{end}")
}

/// `color(display-p3 ...)` and `color(srgb ...)` as sRGB; what lies outside is clipped.
pub(super) fn converted(value: &str) -> Option<String> {
    let inside = value.trim().strip_prefix("color(")?.strip_suffix(')')?;
    let (parts, alpha) = inside.split_once('/').map_or((inside, "1"), |(parts, alpha)| (parts, alpha.trim()));
    let mut parts = parts.split_whitespace();
    let space = parts.next()?;
    let numbers: Vec<f64> = parts.map(share).collect::<Option<_>>()?;
    let [red, green, blue] = <[f64; 3]>::try_from(numbers).ok()?;
    let [red, green, blue] = match space {
        "srgb" => [red, green, blue],
        "display-p3" => from_p3([red, green, blue]),
        _ => return None,
    };
    let byte = |value: f64| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    Some(hex(Color::new_rgba(byte(red), byte(green), byte(blue), byte(share(alpha)?))))
}

fn share(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(number) => number.parse::<f64>().ok().map(|number| number / 100.0),
        None => text.parse().ok(),
    }
}

/// Both spaces have the same curve and the same white.
fn from_p3(color: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = color.map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) });
    [
        1.224_940_1 * r - 0.224_940_4 * g,
        -0.042_056_9 * r + 1.042_057_1 * g,
        -0.019_637_6 * r - 0.078_636_1 * g + 1.098_273_5 * b,
    ]
    .map(|v: f64| if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 })
}
