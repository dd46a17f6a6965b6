//! Vector drawings as form objects.
//!
//! In: an SVG, proven harmless where it was opened. Out: a form of one unit square, vectors kept. `svg2pdf` writes a
//! whole little file in an order of its own (random for resources), so its objects are taken over with sorted
//! dictionaries, and the colour profiles that it adds to each are kept once.

use super::{convert::Inks, svg_inks};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use svg2pdf::{ConversionError, ConversionOptions, PageOptions, usvg};

/// Colour profiles that are in the file, by content.
pub(super) type Profiles = BTreeMap<Vec<u8>, ObjectId>;

/// The drawing as a form of one unit square, in inks where they are given.
///
/// # Errors
/// What is wrong with the SVG, in words.
pub(super) fn form(
    pdf: &mut Document,
    svg: &str,
    profiles: &mut Profiles,
    inks: Option<&Inks>,
) -> Result<Stream, String> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|error| error.to_string())?;
    let options = ConversionOptions { compress: false, embed_text: false, pdfa: true, ..ConversionOptions::default() };
    let bytes = svg2pdf::to_pdf(&tree, options, PageOptions { dpi: 72.0 }).map_err(|error| match error {
        ConversionError::TooMuchNesting => "too many of its groups lie in each other: ungroup some".to_owned(),
        other => other.to_string(),
    })?;
    let mut drawing = Document::load_mem(&bytes).map_err(|error| error.to_string())?;
    drawing.renumber_objects_with(pdf.max_id + 1);
    pdf.max_id = drawing.max_id;
    let page = drawing.page_iter().next().ok_or("it has no page")?;
    let mut content = drawing.get_page_content(page);
    let mut dict = drawing.get_dictionary(page).map_err(|error| error.to_string())?.clone();
    if let Some(inks) = inks {
        let all = needed(&drawing, &dict);
        svg_inks::convert(&mut drawing, &all, inks)?;
        svg_inks::convert_page(&mut dict, &drawing, inks)?;
        content = svg_inks::convert_content(&content, inks)?;
    }
    let known = share(&drawing, profiles);
    let needed = needed(&drawing, &dict);
    for (id, mut object) in std::mem::take(&mut drawing.objects) {
        if needed.contains(&id) && !known.contains_key(&id) {
            settle(&mut object, &known);
            pdf.objects.insert(id, object);
        }
    }
    let size = tree.size();
    let mut form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), size.width().into(), size.height().into()],
        "Matrix" => vec![(1.0 / size.width()).into(), 0.into(), 0.into(), (1.0 / size.height()).into(), 0.into(), 0.into()],
    };
    for key in ["Group", "Resources"] {
        if let Ok(value) = dict.get(key.as_bytes()) {
            let mut value = value.clone();
            settle(&mut value, &known);
            form.set(key, value);
        }
    }
    Ok(Stream::new(form, content))
}

/// Profiles of the drawing that the file has already, and where; the others are remembered.
fn share(drawing: &Document, profiles: &mut Profiles) -> BTreeMap<ObjectId, ObjectId> {
    let mut known = BTreeMap::new();
    for (id, object) in &drawing.objects {
        let Some(stream) = object.as_stream().ok().filter(|s| s.dict.has(b"N") && !s.dict.has(b"Subtype")) else {
            continue;
        };
        match profiles.get(&stream.content) {
            Some(first) => {
                known.insert(*id, *first);
            }
            None => {
                profiles.insert(stream.content.clone(), *id);
            }
        }
    }
    known
}

/// The objects that resources and group refer to, without the page tree around them.
fn needed(drawing: &Document, page: &Dictionary) -> std::collections::BTreeSet<ObjectId> {
    let mut found = std::collections::BTreeSet::new();
    let mut queue: Vec<&Object> =
        ["Group", "Resources"].iter().filter_map(|key| page.get(key.as_bytes()).ok()).collect();
    while let Some(object) = queue.pop() {
        match object {
            Object::Reference(id) if found.insert(*id) => queue.extend(drawing.objects.get(id)),
            Object::Array(items) => queue.extend(items),
            Object::Dictionary(dict) => queue.extend(dict.iter().map(|(_, value)| value)),
            Object::Stream(stream) => queue.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    found
}

/// Sorts dictionaries and points at profiles that are shared.
fn settle(object: &mut Object, known: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => *id = known.get(id).copied().unwrap_or(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| settle(item, known)),
        Object::Dictionary(dict) => sort(dict, known),
        Object::Stream(stream) => sort(&mut stream.dict, known),
        _ => {}
    }
}

fn sort(dict: &mut Dictionary, known: &BTreeMap<ObjectId, ObjectId>) {
    let mut entries: Vec<(Vec<u8>, Object)> = dict.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    *dict = entries
        .into_iter()
        .map(|(key, mut value)| {
            settle(&mut value, known);
            (key, value)
        })
        .collect();
}
