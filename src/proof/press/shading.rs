//! Shadings: the most ink that each plate gets.
//!
//! In: a shading object. Out: inks; nothing for a mesh without a function, whose colours stand in its own stream. The
//! function is asked at many points of its domain: colours between two of them do not lie far from both.

use super::inks::Inks;
use super::object::{name_of, numbers};
use super::space::{Family, family};
use hayro_interpret::Function;
use hayro_syntax::object::{Array, Dict, Object};
use hayro_syntax::page::Resources;

/// Points along one side of a domain; in two dimensions a square of fewer.
const POINTS: [u32; 2] = [256, 48];

/// The most that each plate gets anywhere in a shading.
pub(super) fn most(shading: &Object<'_>, resources: &Resources<'_>) -> Option<Inks> {
    let dict: Dict<'_> = match shading {
        Object::Dict(dict) => dict.clone(),
        Object::Stream(stream) => stream.dict().clone(),
        _ => return None,
    };
    let space = dict.get::<Object<'_>>("ColorSpace")?;
    let name = name_of(Some(&space)).unwrap_or_default();
    let space = match resources.color_spaces.get::<Object<'_>>(name.as_str()) {
        Some(named) => family(&name, Some(named)),
        None => family(&name, Some(space)),
    };
    let functions: Vec<Function> = match dict.get::<Object<'_>>("Function")? {
        Object::Array(array) => array.iter::<Object<'_>>().filter_map(|one| Function::new(&one)).collect(),
        one => vec![Function::new(&one)?],
    };
    let domain = dict.get::<Array<'_>>("Domain").map(|domain| numbers(&domain)).unwrap_or_default();
    let inputs = functions.first()?.num_inputs();
    let mut most = Inks::default();
    for point in points(inputs, &domain)? {
        most.take_in(&color(&functions, &space, &point)?);
    }
    Some(most)
}

fn color(functions: &[Function], space: &Family, point: &[f32]) -> Option<Inks> {
    let mut values = Vec::new();
    for function in functions {
        let mut out = vec![0.0_f32; function.num_outputs()];
        function.eval(point, &mut out)?;
        values.extend(out.into_iter().map(f64::from));
    }
    let inks = space.inks(&values);
    inks.known.then_some(inks)
}

/// Evenly spread points of a domain of one or two dimensions.
fn points(inputs: usize, domain: &[f64]) -> Option<Vec<Vec<f32>>> {
    let end = |at: usize| domain.get(at).copied().unwrap_or((at % 2) as f64);
    let along = |axis: usize, points: u32| {
        let (from, to) = (end(2 * axis), end(2 * axis + 1));
        (0..points).map(move |at| (from + (to - from) * f64::from(at) / f64::from(points - 1)) as f32)
    };
    match inputs {
        1 => Some(along(0, POINTS[0]).map(|x| vec![x]).collect()),
        2 => Some(along(0, POINTS[1]).flat_map(|x| along(1, POINTS[1]).map(move |y| vec![x, y])).collect()),
        _ => None,
    }
}
