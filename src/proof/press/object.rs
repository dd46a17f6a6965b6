//! Plain values out of a PDF's objects: numbers and names (ISO 32000-1, 7.3).

use hayro_syntax::object::{Array, Name, Object};

/// A name object's text.
pub(super) fn name_of(object: Option<&Object<'_>>) -> Option<String> {
    match object {
        Some(Object::Name(name)) => Some(Name::as_str(name).to_owned()),
        _ => None,
    }
}

/// The number that an object is.
pub(super) fn number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

/// The numbers of an array.
pub(super) fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<Object<'_>>().filter_map(|object| number(&object)).collect()
}
