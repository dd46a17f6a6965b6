//! Small words of the PDF language, for `lopdf` objects and `printpdf` operators.
//!
//! Numbers are rounded where they are written (1/1000 pt is 0.35 micrometres), so that files stay small and two
//! machines that differ in the last bit of a sine still write the same bytes.

use crate::unit::{Affine, Rect};
use kurbo::PathEl;
use lopdf::{Object, StringFormat};
use printpdf::{DictItem, Op};
use std::collections::BTreeMap;

/// `value` with `digits` decimals; what is not a number becomes 0, because PDF has no word for it.
pub(super) fn round(value: f64, digits: i32) -> f32 {
    let factor = 10f64.powi(digits);
    let rounded = (value * factor).round() / factor;
    // Adding zero turns -0 into 0.
    if rounded.is_finite() { (rounded + 0.0) as f32 } else { 0.0 }
}

/// A name object.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, all else UTF-16.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

/// A rectangle object, lower left and upper right corner.
pub(super) fn rect(rect: Rect) -> Object {
    [rect.x0, rect.y0, rect.x1, rect.y1].iter().map(|value| Object::Real(round(*value, 3))).collect::<Vec<_>>().into()
}

/// UTF-16, big end first, with its mark.
fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// An operator with numbers before it, each with three decimals.
pub(super) fn op<const N: usize>(operator: &str, numbers: [f64; N]) -> Op {
    let value = numbers.iter().map(|number| DictItem::Real(round(*number, 3))).collect();
    Op::Unknown { key: operator.into(), value }
}

/// `cm`: six decimals, because factors are multiplied by lengths.
pub(super) fn concat(matrix: Affine) -> Op {
    let value = matrix.as_coeffs().iter().map(|number| DictItem::Real(round(*number, 6))).collect();
    Op::Unknown { key: "cm".into(), value }
}

/// `gs`: sets a named graphics state.
pub(super) fn state(resource: &str) -> Op {
    Op::Unknown { key: "gs".into(), value: vec![DictItem::Name(resource.as_bytes().to_vec())] }
}

/// A segment of a path; a quadratic curve, which PDF does not know, becomes a line to its end.
pub(super) fn segment(element: PathEl) -> Op {
    match element {
        PathEl::MoveTo(p) => op("m", [p.x, p.y]),
        PathEl::LineTo(p) | PathEl::QuadTo(_, p) => op("l", [p.x, p.y]),
        PathEl::CurveTo(a, b, p) => op("c", [a.x, a.y, b.x, b.y, p.x, p.y]),
        PathEl::ClosePath => op("h", []),
    }
}

/// `Do`: paints an external object.
pub(super) fn paint(resource: &str) -> Op {
    Op::Unknown { key: "Do".into(), value: vec![DictItem::Name(resource.as_bytes().to_vec())] }
}

/// Begins content with a number in the structure tree (ISO 32000-1, 14.7.4.2).
pub(super) fn begin_marked(role: &str, mcid: usize) -> Op {
    begin(role, "MCID", DictItem::Int(mcid as i64))
}

/// Begins content that is read out as `text` (ISO 32000-1, 14.9.4).
pub(super) fn begin_spoken(text: &str) -> Op {
    begin("Span", "ActualText", DictItem::String { data: utf16(text), literal: false })
}

fn begin(tag: &str, key: &str, value: DictItem) -> Op {
    let map = BTreeMap::from([(key.to_owned(), value)]);
    Op::BeginMarkedContentWithProperties { tag: tag.into(), properties: DictItem::Dict { map } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_always_numbers() {
        assert_eq!(round(1.23456, 3), 1.235);
        assert_eq!(round(f64::NAN, 3), 0.0);
        assert_eq!(round(f64::INFINITY, 3), 0.0);
        assert_eq!(round(-0.0001, 3).to_string(), "0");
    }

    #[test]
    fn text_beyond_ascii_is_utf16() {
        assert_eq!(text("a"), Object::string_literal("a"));
        assert_eq!(text("é"), Object::String(vec![0xFE, 0xFF, 0, 0xE9], StringFormat::Hexadecimal));
    }
}
