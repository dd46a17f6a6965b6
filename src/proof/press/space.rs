//! Colour spaces: what plates can print, and what they cannot.
//!
//! In: every object of a file. Out: the spaces that are light instead of ink (RGB, Lab, CIE-based), profiles that only
//! repeat the output intent, and spot inks with two stand-ins. All objects are looked at, used or not: forms, patterns,
//! shadings, soft masks and groups name their spaces in the same words (ISO 32000-1, 8.6).

use crate::proof::report::Finding;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// How deep objects lie in each other; a deeper one is no file of ours.
const DEEPEST: usize = 32;

/// What was found out about a file's spaces.
#[derive(Default)]
struct Seen {
    /// Spaces that no plate can print.
    light: BTreeSet<String>,
    /// Stand-ins of spot inks, by name.
    spots: BTreeMap<String, BTreeSet<String>>,
    /// Whether a CMYK profile repeats the intent.
    repeats_intent: bool,
}

/// Findings of all colour spaces in a file.
pub(super) fn check(pdf: &Pdf, intent: Option<&[u8]>, findings: &mut Vec<Finding>) {
    let mut seen = Seen::default();
    for object in pdf.objects() {
        look(&object, intent, 0, &mut seen);
    }
    if !seen.light.is_empty() {
        let names: Vec<String> = seen.light.into_iter().collect();
        let message = format!("there is light where inks should be: {}", names.join(", "));
        findings.push(Finding::error("color-not-ink", 0, message, "convert every colour and picture to CMYK"));
    }
    if seen.repeats_intent {
        let message = "a CMYK profile repeats the output intent";
        findings.push(Finding::error("profile-repeats-intent", 0, message, "use DeviceCMYK instead"));
    }
    for (name, stand_ins) in seen.spots.iter().filter(|(_, stand_ins)| stand_ins.len() > 1) {
        let message = format!("the spot ink {name} has {} different stand-ins", stand_ins.len());
        findings.push(Finding::error("spot-differs", 0, message, "give each spot ink one stand-in"));
    }
}

fn look(object: &Object<'_>, intent: Option<&[u8]>, depth: usize, seen: &mut Seen) {
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::Name(name) => light(name.as_str(), seen),
        Object::Dict(dict) => look_in(dict, intent, depth, seen),
        Object::Stream(stream) => look_in(stream.dict(), intent, depth, seen),
        Object::Array(array) => {
            space(array, intent, seen);
            for item in array.raw_iter() {
                // References lead to objects that are looked at by themselves.
                if let hayro_syntax::object::MaybeRef::NotRef(item) = item {
                    look(&item, intent, depth + 1, seen);
                }
            }
        }
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) | Object::String(_) => {}
    }
}

fn look_in(dict: &Dict<'_>, intent: Option<&[u8]>, depth: usize, seen: &mut Seen) {
    for (key, value) in dict.entries() {
        // The name of an ink is not the name of a space, and what an intent says of itself is judged elsewhere.
        if matches!(key.as_str(), "Type" | "Subtype" | "S" | "BaseFont" | "FontName") {
            continue;
        }
        if let hayro_syntax::object::MaybeRef::NotRef(value) = value {
            look(&value, intent, depth + 1, seen);
        }
    }
}

fn light(name: &str, seen: &mut Seen) {
    if matches!(name, "DeviceRGB" | "RGB" | "CalRGB" | "CalGray" | "Lab" | "DefaultRGB") {
        seen.light.insert(name.to_owned());
    }
}

/// Looks at an array that may be a colour space.
fn space(array: &Array<'_>, intent: Option<&[u8]>, seen: &mut Seen) {
    let mut items = array.iter::<Object<'_>>();
    let Some(Object::Name(family)) = items.next() else { return };
    match (family.as_str(), items.next()) {
        ("ICCBased", Some(Object::Stream(profile))) => icc(&profile, intent, seen),
        ("Separation", Some(Object::Name(name))) => {
            let alternate = items.next().map(|space| format!("{space}")).unwrap_or_default();
            let solid = items.next().and_then(|function| solid(&function)).unwrap_or_default();
            seen.spots.entry(name.as_str().to_owned()).or_default().insert(format!("{alternate} {solid}"));
        }
        _ => {}
    }
}

/// What a tint of 1 becomes: the second end of an exponential function, or the bytes of any other.
fn solid(function: &Object<'_>) -> Option<String> {
    match function {
        Object::Dict(dict) => Some(format!("{}", dict.get::<Array<'_>>("C1")?)),
        Object::Stream(stream) => Some(format!("{:?}", stream.raw_data())),
        _ => None,
    }
}

fn icc(profile: &Stream<'_>, intent: Option<&[u8]>, seen: &mut Seen) {
    let components = profile.dict().get::<i32>("N").unwrap_or(0);
    if components == 3 {
        seen.light.insert("an RGB or Lab profile".to_owned());
    }
    if components == 4 && intent.is_some_and(|intent| profile.decoded().is_ok_and(|bytes| *bytes == *intent)) {
        seen.repeats_intent = true;
    }
}

/// The family and, for a Separation, the ink of a space that a content stream names.
#[derive(Clone)]
pub(super) enum Family {
    /// One number: how light.
    Gray,
    /// Four inks.
    Cmyk,
    /// One ink by its name.
    Separation(String),
    /// Something that is not one colour, or that is judged with the objects.
    Other,
}

/// The family of a space, by its name or as the resources have it.
pub(super) fn family(name: &str, resource: Option<Object<'_>>) -> Family {
    match (name, resource) {
        ("DeviceGray" | "G", _) => Family::Gray,
        ("DeviceCMYK" | "CMYK", _) => Family::Cmyk,
        (_, Some(Object::Name(other))) => family(other.as_str(), None),
        (_, Some(Object::Array(array))) => {
            let mut items = array.iter::<Object<'_>>();
            match (items.next(), items.next()) {
                (Some(Object::Name(kind)), Some(Object::Name(ink))) if kind.as_str() == "Separation" => {
                    Family::Separation(ink.as_str().to_owned())
                }
                (Some(Object::Name(kind)), Some(Object::Stream(profile))) if kind.as_str() == "ICCBased" => {
                    match profile.dict().get::<i32>("N") {
                        Some(1) => Family::Gray,
                        Some(4) => Family::Cmyk,
                        _ => Family::Other,
                    }
                }
                _ => Family::Other,
            }
        }
        _ => Family::Other,
    }
}

/// A name object's text.
pub(super) fn name_of(object: Option<&Object<'_>>) -> Option<String> {
    match object {
        Some(Object::Name(name)) => Some(Name::as_str(name).to_owned()),
        _ => None,
    }
}
