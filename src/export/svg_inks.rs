//! Drawings in ink: the colours of a vector drawing, taken from light to the plates.
//!
//! In: the objects that `svg2pdf` made of a drawing, in sRGB. Out: the same in inks. Colours stand
//! in three places: operators of content streams, colour spaces of groups and shadings, ends of gradients.

use super::convert::Inks;
use super::object;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeSet;

/// Converts the objects of a drawing.
pub(super) fn convert(drawing: &mut Document, needed: &BTreeSet<ObjectId>, inks: &Inks) -> Result<(), String> {
    let gray = spaces(drawing, 1);
    for id in needed {
        let Some(mut object) = drawing.objects.remove(id) else { continue };
        convert_object(&mut object, &gray, inks)?;
        drawing.objects.insert(*id, object);
    }
    Ok(())
}

/// Converts what the page itself says: its group and resources.
pub(super) fn convert_page(page: &mut Dictionary, drawing: &Document, inks: &Inks) -> Result<(), String> {
    let gray = spaces(drawing, 1);
    for key in [&b"Group"[..], b"Resources"] {
        if let Ok(value) = page.get_mut(key) {
            convert_object(value, &gray, inks)?;
        }
    }
    Ok(())
}

/// ICC profiles of so many components.
fn spaces(drawing: &Document, components: i64) -> BTreeSet<ObjectId> {
    let has = |object: &Object| {
        let dict = object.as_stream().ok().map(|stream| &stream.dict);
        dict.and_then(|dict| dict.get(b"N").and_then(Object::as_i64).ok()) == Some(components)
    };
    drawing.objects.iter().filter(|(_, object)| has(object)).map(|(id, _)| *id).collect()
}

fn convert_object(object: &mut Object, gray: &BTreeSet<ObjectId>, inks: &Inks) -> Result<(), String> {
    match object {
        Object::Dictionary(dict) => convert_dict(dict, gray, inks),
        Object::Array(items) if is_icc(items) => {
            *object = space(items, gray, inks);
            Ok(())
        }
        Object::Array(items) => items.iter_mut().try_for_each(|item| convert_object(item, gray, inks)),
        Object::Stream(stream) => {
            convert_dict(&mut stream.dict, gray, inks)?;
            let draws = stream.dict.has_type(b"Pattern")
                || stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
            if draws { convert_stream(stream, inks) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

fn convert_dict(dict: &mut Dictionary, gray: &BTreeSet<ObjectId>, inks: &Inks) -> Result<(), String> {
    for key in [&b"C0"[..], b"C1"] {
        if let Some(rgb) = dict.get(key).ok().and_then(|value| numbers::<3>(value.as_array().ok()?)) {
            dict.set(key.to_vec(), operands(inks, rgb));
        }
    }
    // It bounds three outputs, and these functions need none (ISO 32000-1, 7.10.3 and 7.10.4).
    if dict.get(b"FunctionType").and_then(Object::as_i64).is_ok_and(|kind| matches!(kind, 2 | 3)) {
        dict.remove(b"Range");
    }
    let group = dict.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Transparency");
    if group && dict.get(b"CS").and_then(Object::as_array).is_ok_and(|space| is_icc(space) && !is_gray(space, gray)) {
        dict.set("CS", object::name(inks.blend_space()));
    }
    dict.iter_mut().try_for_each(|(_, value)| convert_object(value, gray, inks))
}

fn is_icc(items: &[Object]) -> bool {
    matches!(items, [Object::Name(name), Object::Reference(_)] if name == b"ICCBased")
}

fn space(items: &[Object], gray: &BTreeSet<ObjectId>, inks: &Inks) -> Object {
    object::name(if is_gray(items, gray) { "DeviceGray" } else { inks.space() })
}

fn is_gray(space: &[Object], gray: &BTreeSet<ObjectId>) -> bool {
    space.get(1).and_then(|item| item.as_reference().ok()).is_some_and(|id| gray.contains(&id))
}

fn numbers<const N: usize>(items: &[Object]) -> Option<[f32; N]> {
    let numbers: Vec<f32> = items.iter().filter_map(|item| item.as_float().ok()).collect();
    <[f32; N]>::try_from(numbers).ok().filter(|_| items.len() == N)
}

fn convert_stream(stream: &mut Stream, inks: &Inks) -> Result<(), String> {
    let content = convert_content(&stream.content, inks)?;
    stream.set_plain_content(content);
    Ok(())
}

fn operands(inks: &Inks, rgb: [f32; 3]) -> Vec<Object> {
    inks.color(rgb).into_iter().map(Object::Real).collect()
}

/// Content in which colours are inks.
pub(super) fn convert_content(content: &[u8], inks: &Inks) -> Result<Vec<u8>, String> {
    let mut content = Content::decode(content).map_err(|error| error.to_string())?;
    for operation in &mut content.operations {
        let Some(rgb) = numbers::<3>(&operation.operands) else { continue };
        let operands = operands(inks, rgb);
        let (fill, stroke) = if operands.len() == 1 { ("g", "G") } else { ("k", "K") };
        let operator = match operation.operator.as_str() {
            "scn" | "sc" | "rg" => fill,
            "SCN" | "SC" | "RG" => stroke,
            _ => continue,
        };
        *operation = Operation::new(operator, operands);
    }
    content.encode().map_err(|error| error.to_string())
}
