//! What is painted by name: pictures and codes, each written once however often it is used.
//!
//! In: the ids that drawing met. Out: streams, entered into the resources that all pages share.

use super::content::Drawn;
use super::convert::Inks;
use super::names::{code_name, picture_name};
use super::{finish, image, inks, object, svg};
use crate::{
    diag::Diagnostic,
    page::{Code, Document, Picture, PictureData, Spot},
};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use std::fmt::Write as _;

/// Writes pictures and codes.
pub(super) fn insert(
    pdf: &mut lopdf::Document,
    doc: &Document,
    drawn: &Drawn,
    inks: Option<&Inks>,
    plates: bool,
) -> Result<(), Vec<Diagnostic>> {
    let used: Vec<_> = drawn.pictures.iter().filter_map(|id| Some((*id, doc.images.get(id.0 as usize)?))).collect();
    let cmyk = match used.iter().any(|(_, picture)| image::is_cmyk(picture)) {
        _ if plates => object::name("DeviceCMYK"),
        true => object_space(finish::cmyk_profile(pdf)),
        false => Object::Null,
    };
    let (mut names, mut findings) = (Dictionary::new(), Vec::new());
    let mut writer = Pictures { cmyk, profiles: svg::Profiles::new(), inks };
    let mut written: Vec<(&Picture, ObjectId)> = Vec::new();
    for (id, picture) in used {
        // With black ink alone and with all inks a picture is two of them, on plates.
        let same = |known: &Picture| {
            let size = (known.width, known.height) == (picture.width, picture.height);
            size && known.data == picture.data && (known.black == picture.black || !plates)
        };
        if let Some((_, object)) = written.iter().find(|(known, _)| same(known)) {
            names.set(picture_name(id), *object);
            continue;
        }
        match writer.stream(pdf, picture) {
            Ok(stream) => {
                let object = pdf.add_object(stream);
                written.push((picture, object));
                names.set(picture_name(id), object);
            }
            Err(error) => {
                let message = format!("{} cannot be put into a PDF: {error}", picture.name);
                findings.push(Diagnostic::error("picture-unusable", message));
            }
        }
    }
    for id in &drawn.codes {
        if let Some(code) = doc.codes.get(id.0 as usize) {
            names.set(code_name(*id), pdf.add_object(code_form(code)));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    share(pdf, names, plates.then_some(&doc.spots[..]));
    Ok(())
}

fn object_space(profile: ObjectId) -> Object {
    vec![object::name("ICCBased"), profile.into()].into()
}

/// What pictures of one file have in common.
struct Pictures<'a> {
    /// The space of CMYK samples.
    cmyk: Object,
    /// Colour profiles of drawings.
    profiles: svg::Profiles,
    /// What turns light into inks, in a file for plates.
    inks: Option<&'a Inks>,
}

impl Pictures<'_> {
    fn stream(&mut self, pdf: &mut lopdf::Document, picture: &Picture) -> Result<Stream, String> {
        let converted = self.inks.map(|inks| inks.convert(picture)).transpose()?;
        let picture = converted.as_ref().unwrap_or(picture);
        match &picture.data {
            PictureData::Svg(text) => svg::form(pdf, text, &mut self.profiles, self.inks),
            PictureData::Jpeg { .. } | PictureData::Png { .. } | PictureData::Pixels { .. } => {
                image::stream(pdf, picture, &self.cmyk).ok_or_else(|| "it has no samples".to_owned())
            }
        }
    }
}

/// A code as one path in whole modules, y downwards, in the colour that holds where it is painted.
fn code_form(code: &Code) -> Stream {
    let modules = code.modules as i64;
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "Resources" => Dictionary::new(),
        "BBox" => vec![0.into(), 0.into(), modules.into(), modules.into()],
    };
    Stream::new(dict, code_path(code).into_bytes())
}

/// One rectangle for each run of dark modules in a row, then one fill.
fn code_path(code: &Code) -> String {
    let mut path = String::new();
    for (y, row) in code.dark.chunks(code.modules.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                // Writing to a string cannot fail.
                let _ = writeln!(path, "{x} {y} {} 1 re", run.len());
            }
            x += run.len();
        }
    }
    path + "f"
}

/// Enters names into the resources, which printpdf shares between all pages, and drops its empty ones; with inks their
/// states and spaces as well.
fn share(pdf: &mut lopdf::Document, names: Dictionary, spots: Option<&[Spot]>) {
    let names = pdf.add_object(names);
    let plates = spots.map(|spots| (inks::states(), inks::spaces(pdf, spots)));
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    for page in pages {
        let resources = pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")?.as_reference());
        if let Ok(resources) = resources.and_then(|id| pdf.get_dictionary_mut(id)) {
            resources.set("XObject", names);
            resources.remove(b"ExtGState");
            resources.remove(b"Shading");
            if let Some((states, spaces)) = &plates {
                resources.set("ExtGState", states.clone());
                resources.set("ColorSpace", spaces.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_path_with_every_dark_module() {
        let dark: Vec<bool> = (0..25).map(|at| at % 3 != 1).collect();
        let code =
            Code { text: String::new(), modules: 5, dark: dark.clone(), level: 'M', distance: 100.0, origin: None };
        let path = code_path(&code);
        assert_eq!(path.matches('f').count(), 1);
        let area: usize = path.lines().filter_map(|line| line.split(' ').nth(2)?.parse::<usize>().ok()).sum();
        assert_eq!(area, dark.iter().filter(|dark| **dark).count());
    }
}
