//! Inks: colours as plates print them, and whether they lie over each other.
//!
//! In: colours and the document's spot inks. Out: operators, and the resources that they name. Process colours are
//! DeviceCMYK, whose meaning the output intent gives (ISO 15930-7, 6.2.4). A spot ink is a Separation with its process
//! stand-in (ISO 32000-1, 8.6.6.4), one object for the whole file. Black alone overprints, so that a plate that lies
//! half a dot off leaves no white edge round letters; with overprint mode 1 its empty inks erase nothing
//! (ISO 32000-1, 8.6.7). Everything else knocks out, white above all: white that overprints is not there.

use super::object;
use crate::{color::Color, page::Spot};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use printpdf::{DictItem, Op};

/// Name of the graphics state in which inks lie over each other.
pub(super) const OVERPRINT: &str = "Over";
/// Name of the graphics state in which inks knock out what lies below.
pub(super) const KNOCKOUT: &str = "Knock";
/// Name of the colour space of all plates at once, for marks.
pub(super) const ALL: &str = "All";

/// What is painted.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    /// The inside of outlines.
    Fill,
    /// Lines.
    Stroke,
}

/// Whether a colour is black ink at full strength and nothing else.
pub(super) fn is_black(color: Color) -> bool {
    color.spot.is_none() && color.cmyk == Color::BLACK.cmyk
}

/// Sets a colour.
pub(super) fn set(color: Color, paint: Paint) -> Vec<Op> {
    match color.spot {
        Some(spot) => separation(&spot_name(spot.0), 1.0, paint),
        None => vec![process(color.cmyk.map(|ink| f64::from(ink) / 100.0), paint)],
    }
}

/// Sets a mixture of process inks, each 0 to 1.
pub(super) fn process(inks: [f64; 4], paint: Paint) -> Op {
    object::op(if matches!(paint, Paint::Fill) { "k" } else { "K" }, inks)
}

/// Sets a tint, 0 to 1, of a named colour space.
pub(super) fn separation(space: &str, tint: f64, paint: Paint) -> Vec<Op> {
    let (choose, set) = if matches!(paint, Paint::Fill) { ("cs", "scn") } else { ("CS", "SCN") };
    let name = DictItem::Name(space.as_bytes().to_vec());
    vec![Op::Unknown { key: choose.into(), value: vec![name] }, object::op(set, [tint])]
}

/// Resource name of a spot ink.
pub(super) fn spot_name(index: u8) -> String {
    format!("Spot{index}")
}

/// The graphics states.
pub(super) fn states() -> Dictionary {
    let state = |over: bool| dictionary! { "Type" => "ExtGState", "OP" => over, "op" => over, "OPM" => 1 };
    dictionary! { OVERPRINT => state(true), KNOCKOUT => state(false) }
}

/// The colour spaces of spot inks, and of all plates at once.
pub(super) fn spaces(pdf: &mut lopdf::Document, spots: &[Spot]) -> Dictionary {
    let mut spaces = Dictionary::new();
    for (at, spot) in spots.iter().enumerate() {
        let inks = spot.cmyk.map(|ink| f32::from(ink) / 100.0);
        let space = separation_space(pdf, &spot.name, inks);
        spaces.set(spot_name(at as u8), space);
    }
    let all = separation_space(pdf, "All", [1.0; 4]);
    spaces.set(ALL, all);
    spaces
}

/// A Separation with a straight line from paper to its stand-in (ISO 32000-1, 7.10.3).
fn separation_space(pdf: &mut lopdf::Document, name: &str, inks: [f32; 4]) -> ObjectId {
    let numbers = |values: [f32; 4]| values.map(Object::Real).to_vec();
    let function = pdf.add_object(dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
        "C0" => numbers([0.0; 4]), "C1" => numbers(inks),
    });
    let space: Vec<Object> =
        vec![object::name("Separation"), object::name(name), object::name("DeviceCMYK"), function.into()];
    pdf.add_object(space)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::SpotId;

    #[test]
    fn only_full_black_overprints() {
        assert!(is_black(Color::BLACK));
        for other in [Color::PAPER, Color::grey(99), Color::new([0; 3], [1, 0, 0, 100])] {
            assert!(!is_black(other));
        }
        assert!(!is_black(Color { spot: Some(SpotId(0)), ..Color::BLACK }));
    }
}
