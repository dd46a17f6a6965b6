//! SVG: drawings, read by an allow-list and passed on in words that print as they look.
//!
//! In: a file (SVG 1.1 and 2). Out: a drawing written anew from what was understood, and its size, or every fault with
//! its place. Whatever reads SVG drops what it does not know, with a warning at best, so that a shape turns black or is
//! gone; here each element, attribute and property is known by name and its value by a grammar ([`grammar`]), or it is
//! refused. What acts (scripts, event handlers, foreign markup), what loads (every reference that does not begin with
//! `#`) and what repeats itself into millions of shapes is refused as well. What lies in other namespaces, as editors
//! leave it, is never drawn and does no harm.

mod cascade;
mod css;
mod element;
mod fault;
mod grammar;
mod looks;
mod paint;
mod read;
mod text;
mod vocabulary;

pub use fault::{SvgFault, Trouble};

use super::Fault;
use crate::page::{Picture, PictureData, Turn};
use element::{Drawing, Element};
use read::{Reader, SVG};
use roxmltree::{Document, Error, ParsingOptions};
use std::borrow::Cow;
use svgtypes::{Length, LengthUnit, ViewBox};

/// Whether the file begins like an SVG: with its element, after a prolog of XML.
pub(super) fn recognise(bytes: &[u8]) -> bool {
    let wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let narrow: Cow<[u8]> = match wide {
        // Every letter that matters here is of ASCII.
        true => bytes.iter().skip(2).filter(|byte| **byte != 0).copied().collect::<Vec<u8>>().into(),
        false => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).into(),
    };
    let start = narrow.trim_ascii_start();
    let prolog = [&b"<?xml"[..], b"<!--", b"<!DOCTYPE svg"].iter().any(|mark| start.starts_with(mark));
    start.starts_with(b"<svg") || prolog && start.windows(4).any(|window| window == b"<svg")
}

/// Opens an SVG.
pub(super) fn open(name: &str, bytes: &[u8]) -> Result<Picture, Fault> {
    let text = text::decode(bytes).ok_or_else(|| broken("it is neither UTF-8 nor UTF-16 text"))?;
    text::entities(&text)?;
    text::nesting(&text)?;
    let at = |at: usize, trouble: Trouble| SvgFault { trouble, place: Some(text::place(&text, at)), more: Vec::new() };
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&text, options).map_err(unreadable)?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(broken("its first element is not <svg xmlns=\"http://www.w3.org/2000/svg\">"));
    }
    let mut reader = Reader::new(&document).map_err(|(place, trouble)| Fault::Svg(at(place, trouble)))?;
    let mut drawn = reader.root(root);
    let mut troubles = reader.troubles;
    troubles.sort_by_key(|(place, _)| *place);
    let mut lines: Vec<u32> = troubles.iter().map(|(place, _)| text::place(&text, *place).0).collect();
    if let Some((place, trouble)) = troubles.into_iter().next() {
        lines.dedup();
        lines.remove(0);
        return Err(Fault::Svg(SvgFault { more: lines, ..at(place, trouble) }));
    }
    let (width, height) = size(&mut drawn)?;
    let wanted = drawn.wanted();
    drawn.ungroup(&wanted);
    let drawing = Drawing::new(&drawn);
    drawing.check().map_err(|(place, fault)| match fault {
        Fault::Svg(inner) => Fault::Svg(at(place, inner.trouble)),
        other => other,
    })?;
    Ok(Picture {
        name: name.to_owned(),
        width,
        height,
        turn: Turn::default(),
        data: PictureData::Svg(drawing.write().into()),
        black: false,
    })
}

fn broken(why: &str) -> Fault {
    Fault::Svg(SvgFault::of(Trouble::Broken(why.to_owned())))
}

fn unreadable(error: Error) -> Fault {
    match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => Fault::Truncated,
        Error::NoRootNode => broken("it has no element"),
        other => {
            let place = other.pos();
            let trouble = Trouble::Broken(other.to_string());
            Fault::Svg(SvgFault { trouble, place: Some((place.row, place.col)), more: Vec::new() })
        }
    }
}

/// The longer side of every drawing, in units of our own: what counts is the proportion, exact to a ten-thousandth.
const LONGER_SIDE: f64 = 10_000.0;

/// The proportions, as width and height of which the longer one is [`LONGER_SIDE`]; the drawing gets the size that they
/// are taken from.
fn size(root: &mut Element) -> Result<(u32, u32), Fault> {
    let view = root.attributes.get("viewBox").and_then(|text| text.parse::<ViewBox>().ok());
    let named = |name: &str| root.attributes.get(name).and_then(|text| pixels(text));
    let (width, height) = match (named("width"), named("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.h / view.w),
        (None, Some(height), Some(view)) => (height * view.w / view.h, height),
        (None, None, Some(view)) => (view.w, view.h),
        _ => return Err(broken("it has neither a `viewBox` nor a width and height")),
    };
    let sides = (width * LONGER_SIDE / width.max(height), height * LONGER_SIDE / width.max(height));
    let whole = |side: f64| (side >= 1.0).then_some(side.round() as u32);
    let (Some(across), Some(down)) = (whole(sides.0), whole(sides.1)) else {
        return Err(broken("it has no size, or is a mere line"));
    };
    root.attributes.insert("width", width.to_string());
    root.attributes.insert("height", height.to_string());
    Ok((across, down))
}

/// A length in pixels (CSS Values 4, 6.2); `None` for a percentage and for what is none.
fn pixels(text: &str) -> Option<f64> {
    let length = text.parse::<Length>().ok()?;
    let scale = match length.unit {
        LengthUnit::None | LengthUnit::Px => 1.0,
        LengthUnit::Pt => 96.0 / 72.0,
        LengthUnit::Pc => 16.0,
        LengthUnit::In => 96.0,
        LengthUnit::Cm => 96.0 / 2.54,
        LengthUnit::Mm => 96.0 / 25.4,
        LengthUnit::Percent | LengthUnit::Em | LengthUnit::Ex => return None,
    };
    Some(length.number * scale).filter(|value| value.is_finite() && *value > 0.0)
}

#[cfg(test)]
mod tests;
