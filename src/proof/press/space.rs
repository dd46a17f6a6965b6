//! Colour spaces: what plates can print, and what they cannot.
//!
//! In: every object of a file. Out: the spaces that are light instead of ink (RGB, Lab, CIE-based), profiles that only
//! repeat the output intent, and spot inks with two stand-ins. All objects are looked at, used or not: forms, patterns,
//! shadings, soft masks and groups name their spaces in the same words (ISO 32000-1, 8.6).

use super::inks::Inks;
use super::object::name_of;
use crate::proof::report::Finding;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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

/// The space of a colour or a picture, as far as its inks can be told.
#[derive(Clone, Debug)]
pub(super) enum Family {
    /// One number: how light.
    Gray,
    /// Four inks.
    Cmyk,
    /// Inks by their names.
    Named(Vec<String>),
    /// Numbers of colours in a table.
    Indexed(Rc<Palette>),
    /// A pattern, or something that is judged with the objects.
    Other,
}

/// A table of colours.
#[derive(Debug)]
pub(super) struct Palette {
    base: Family,
    table: Vec<u8>,
}

impl Family {
    /// Numbers of one colour.
    pub fn channels(&self) -> Option<usize> {
        match self {
            Self::Gray | Self::Indexed(_) => Some(1),
            Self::Cmyk => Some(4),
            Self::Named(names) => Some(names.len()),
            Self::Other => None,
        }
    }

    /// The inks of a colour; of unknown ones nothing.
    pub fn inks(&self, n: &[f64]) -> Inks {
        match (self, n) {
            (Self::Gray, [light]) => Inks::process([0.0, 0.0, 0.0, 1.0 - light]),
            (Self::Cmyk, [c, m, y, k]) => Inks::process([*c, *m, *y, *k]),
            (Self::Named(names), tints) if names.len() == tints.len() => {
                Inks::named(names.iter().map(String::as_str).zip(tints.iter().copied()))
            }
            (Self::Indexed(palette), [number]) => palette.inks(*number),
            _ => Inks::default(),
        }
    }

    /// The colour in force when a space is chosen (ISO 32000-1, 8.6.3 and the clauses of each space).
    pub fn first(&self) -> Inks {
        match self {
            Self::Gray | Self::Cmyk => Inks::BLACK,
            Self::Named(names) => self.inks(&vec![1.0; names.len()]),
            Self::Indexed(_) => self.inks(&[0.0]),
            Self::Other => Inks::default(),
        }
    }
}

impl Palette {
    fn inks(&self, number: f64) -> Inks {
        let channels = self.base.channels().unwrap_or(1);
        let color = self.table.chunks_exact(channels).nth(number.round().max(0.0) as usize);
        let parts: Vec<f64> = color.unwrap_or_default().iter().map(|part| f64::from(*part) / 255.0).collect();
        self.base.inks(&parts)
    }
}

/// The family of a space, by its name or as the resources have it.
pub(super) fn family(name: &str, resource: Option<Object<'_>>) -> Family {
    match (name, resource) {
        ("DeviceGray" | "G", _) => Family::Gray,
        ("DeviceCMYK" | "CMYK", _) => Family::Cmyk,
        (_, Some(Object::Name(other))) if other.as_str() != name => family(other.as_str(), None),
        (_, Some(Object::Array(array))) => family_of(&array).unwrap_or(Family::Other),
        _ => Family::Other,
    }
}

fn family_of(array: &Array<'_>) -> Option<Family> {
    let mut items = array.iter::<Object<'_>>();
    let (kind, own) = (name_of(items.next().as_ref())?, items.next()?);
    match (kind.as_str(), own) {
        ("Separation", Object::Name(ink)) => Some(Family::Named(vec![ink.as_str().to_owned()])),
        ("DeviceN", Object::Array(names)) => {
            Some(Family::Named(names.iter::<Name<'_>>().map(|name| name.as_str().to_owned()).collect()))
        }
        ("ICCBased", Object::Stream(profile)) => match profile.dict().get::<i32>("N") {
            Some(1) => Some(Family::Gray),
            Some(4) => Some(Family::Cmyk),
            _ => None,
        },
        ("Indexed" | "I", base) => {
            let base = family(&name_of(Some(&base)).unwrap_or_default(), Some(base));
            let table = match items.nth(1)? {
                Object::String(text) => text.as_bytes().to_vec(),
                Object::Stream(stream) => stream.decoded().ok()?.to_vec(),
                _ => return None,
            };
            base.channels().map(|_| Family::Indexed(Rc::new(Palette { base, table })))
        }
        _ => None,
    }
}
