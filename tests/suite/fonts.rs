//! Own fonts: named in a theme, beside the embedded ones, variable ones by instance.

use super::line::run;
use super::quay::{built, made, said, table, target, theme, world};
use flyer::build::Said;
use flyer::page::{Document, GlyphRun, Item};
use flyer::text::FontSet;
use flyer::world::Memory;
use harfrust::{Font, GlyphId};
use std::collections::BTreeMap;

fn document(world: &Memory, name: &str) -> Document {
    let mut heard = Said::default();
    let fonts = FontSet::builtin();
    run(world, &fonts, &Default::default())
        .compose(&target(name), &mut heard)
        .unwrap_or_else(|| panic!("{:?}", said(&heard.faults.borrow())))
        .document
}

fn runs<'a>(items: &'a [Item], all: &mut Vec<&'a GlyphRun>) {
    for item in items {
        match item {
            Item::Text(run) => all.push(run),
            Item::Group { items, .. } => runs(items, all),
            _ => {}
        }
    }
}

/// The letters of each font in a PDF: advance and ink width in 1/1000 em.
fn letters(pdf: &[u8]) -> BTreeMap<String, BTreeMap<char, (i64, f32)>> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let mut fonts = BTreeMap::new();
    for font in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
        let Ok(descendants) = font.get(b"DescendantFonts") else { continue };
        let of = |object: &lopdf::Object| pdf.dereference(object).unwrap().1.clone();
        let inner = of(&of(descendants).as_array().unwrap()[0]).as_dict().unwrap().clone();
        let descriptor = of(inner.get(b"FontDescriptor").unwrap()).as_dict().unwrap().clone();
        let Ok(file) = descriptor.get(b"FontFile2") else { continue };
        let outlines = of(file).as_stream().unwrap().decompressed_content().unwrap();
        let outlines = Font::new(outlines, 0).unwrap();
        let map = of(font.get(b"ToUnicode").unwrap()).as_stream().unwrap().get_plain_content().unwrap();
        let mut letters = BTreeMap::new();
        for (code, letter) in String::from_utf8_lossy(&map).lines().filter_map(pair) {
            let metrics = outlines.glyph_metrics();
            let ink = metrics.extents(GlyphId::new(code)).map_or(0.0, |extents| extents.width);
            letters.insert(letter, (metrics.h_advance(GlyphId::new(code)) as i64, ink));
        }
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        fonts.insert(String::from_utf8_lossy(name).into_owned(), letters);
    }
    fonts
}

/// A line `<0003> <006E>` of a ToUnicode map.
fn pair(line: &str) -> Option<(u32, char)> {
    let (code, letter) = line.trim().split_once("> <")?;
    let letter = u32::from_str_radix(letter.strip_suffix('>')?, 16).ok()?;
    Some((u32::from_str_radix(code.strip_prefix('<')?, 16).ok()?, char::from_u32(letter)?))
}

#[test]
fn a_theme_names_an_own_family_however_it_is_written() {
    for (family, file, font) in [
        ("quay", "fonts/Quay-Regular.ttf", "Quay-Regular"),
        ("QUAY  post", "fonts/sub/QuayPost-Regular.OTF", "QuayPost-Regular"),
    ] {
        let bytes = made(&format!("{font}.{}", &file.to_lowercase()[file.len() - 3..]));
        let outcome = built(&world(family, [(file, bytes)]), "fr-a4");
        assert_eq!(outcome.files.len(), 2, "{:?}", said(&outcome.diagnostics));
        for file in &outcome.files {
            assert!(file.report.fonts.iter().any(|used| used.name.ends_with(&format!("+{font}"))), "{font}");
        }
        let said = said(&outcome.diagnostics);
        let weights: Vec<_> = said.iter().filter(|said| said.contains("font-weight")).collect();
        assert_eq!(weights.len(), 1, "once, not for every style: {said:?}");
        assert!(weights[0].contains("no weight 600, 700, 800: 400 is printed"), "{weights:?}");
    }
}

#[test]
fn letters_from_elsewhere_are_as_high_as_the_own_ones() {
    let world = world("Quay", [("fonts/Quay-Regular.ttf", made("Quay-Regular.ttf"))]);
    let document = document(&world, "fr-a4");
    let mut all = Vec::new();
    document.pages.iter().for_each(|page| runs(&page.items, &mut all));
    let name = |run: &GlyphRun| document.fonts[run.font.0 as usize].name.as_str();
    // "é" inside a word: its neighbours are Quay's, it is Noto's; 0.536 em is Noto's height of small letters.
    let pairs: Vec<_> = all
        .windows(2)
        .filter(|pair| name(pair[0]) == "Quay-Regular" && name(pair[1]) == "NotoSans-Regular")
        .filter(|pair| pair[1].text.starts_with('é') && pair[0].origin == pair[1].origin)
        .collect();
    assert!(pairs.len() > 3);
    for pair in pairs {
        let (own, other) = (pair[0].size * 0.536 / 1.28, pair[1].size * 0.536);
        assert!((own - other).abs() < 0.01, "{}{}: {own} {other}", pair[0].text, pair[1].text);
    }
    // Least sizes hold for what is read: nothing is smaller than its number, and small letters are never lower than
    // those of Noto Sans would be.
    let least = document.least.note;
    for run in all.iter().filter(|run| run.role == flyer::page::Role::Note) {
        let share = if name(run) == "Quay-Regular" { 1.0 / 1.28 } else { 1.0 };
        assert!(run.size * share > least - 0.01, "{} {}", run.text, run.size);
    }
}

#[test]
fn a_variable_font_is_printed_in_the_weight_asked_for() {
    let outcome = built(&world("Quay Flex", [("fonts/QuayFlex.ttf", made("QuayFlex.ttf"))]), "en-a4");
    assert_eq!(outcome.files.len(), 2, "{:?}", said(&outcome.diagnostics));
    assert!(!said(&outcome.diagnostics).iter().any(|said| said.contains("font-")), "it has every weight asked for");
    for file in &outcome.files {
        let fonts = letters(&file.pdf);
        // Advance and ink of letters as fontTools 4.68 makes the instances (`fonttools varLib.instancer wght=700`).
        for (instance, wanted) in [
            ("QuayFlex-Regular", [('l', 258, 88.0), ('n', 618, 452.0)]),
            ("QuayFlex-Bold", [('l', 296, 149.0), ('n', 649, 504.0)]),
            ("QuayFlex_600wght", [('l', 284, 128.5), ('n', 639, 487.0)]),
        ] {
            let ending = format!("+{instance}");
            let (_, font) =
                fonts.iter().find(|(name, _)| name.ends_with(&ending)).unwrap_or_else(|| panic!("{fonts:?}"));
            for (letter, advance, ink) in wanted {
                let found = font[&letter];
                assert!(found.0 == advance && (found.1 - ink).abs() < 1.5, "{instance} {letter}: {found:?}");
            }
        }
    }
}

#[test]
fn a_variable_font_is_measured_in_the_weight_asked_for() {
    let document = document(&world("Quay Flex", [("fonts/QuayFlex.ttf", made("QuayFlex.ttf"))]), "en-a4");
    let mut all = Vec::new();
    document.pages.iter().for_each(|page| runs(&page.items, &mut all));
    for (instance, wanted) in [("QuayFlex-Regular", 0.618), ("QuayFlex-Bold", 0.649)] {
        let drawn = all.iter().filter(|run| document.fonts[run.font.0 as usize].name == instance);
        let letters =
            drawn.flat_map(|run| run.glyphs.iter().map(|glyph| (&run.text[glyph.text.clone()], glyph.advance)));
        let advances: Vec<f64> = letters.filter(|(letter, _)| *letter == "n").map(|(_, advance)| advance).collect();
        assert!(
            advances.len() > 10 && advances.iter().all(|one| (one - wanted).abs() < 0.001),
            "{instance}: {advances:?}"
        );
    }
}

#[test]
fn a_weight_beyond_the_axis_is_said() {
    let theme = String::from_utf8(theme("Quay Flex")).unwrap().replacen("weight        = 400", "weight = 300", 1);
    let files = [("fonts/QuayFlex.ttf", made("QuayFlex.ttf")), ("layouts/themes/calm.toml", theme.into_bytes())];
    let outcome = built(&Memory::new("2026-11-24", files), "en-a4");
    let said = said(&outcome.diagnostics);
    assert!(
        said.iter().any(|said| said.contains("no weight 300: 400 is printed") && said.contains("400 to 800")),
        "{said:?}"
    );
}

#[test]
fn italic_that_is_not_there_is_said() {
    let theme =
        String::from_utf8(theme("Noto Sans")).unwrap().replacen("[styles.body]", "[styles.body]\nitalic = true", 1);
    let outcome = built(&Memory::new("2026-11-24", [("layouts/themes/calm.toml", theme.into_bytes())]), "en-a4");
    let said = said(&outcome.diagnostics);
    assert_eq!(said.iter().filter(|said| said.contains("`Noto Sans` has no italic")).count(), 1, "{said:?}");
}

#[test]
fn a_font_that_may_not_be_subset_goes_in_whole() {
    let named = |change: &str| {
        let world = world("Quay", [("fonts/Quay-Regular.ttf", made(&format!("Quay-Regular.ttf {change}")))]);
        let outcome = built(&world, "en-a6-card");
        let names: Vec<String> = outcome.files[0].report.fonts.iter().map(|font| font.name.clone()).collect();
        let pdf = lopdf::Document::load_mem(&outcome.files[0].pdf).unwrap();
        let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
        let fonts =
            streams.filter_map(|stream| stream.decompressed_content().ok()).filter_map(|bytes| Font::new(bytes, 0));
        (names, fonts.map(|font| font.num_glyphs()).collect::<Vec<_>>())
    };
    let all = Font::new(made("Quay-Regular.ttf"), 0).unwrap().num_glyphs();
    let (names, glyphs) = named("licence=256");
    assert!(names.iter().any(|name| name == "Quay-Regular") && glyphs.contains(&all), "{names:?} {glyphs:?}");
    let (names, glyphs) = named("licence=4");
    assert!(names.iter().any(|name| name.ends_with("+Quay-Regular")) && !glyphs.contains(&all), "{names:?} {glyphs:?}");
}

#[test]
fn a_glyph_that_shows_nothing_is_taken_from_elsewhere_and_colours_are_said() {
    let mut font = made("Quay-Regular.ttf post=COLR");
    // The outline of "n" gets no length: its place moves to the place of the next glyph.
    let glyph = Font::new(font.clone(), 0).unwrap().charmap().map_unicode('n').unwrap().to_u32() as usize;
    let loca = table(&font, b"loca") + 2 * glyph;
    font.copy_within(loca + 2..loca + 4, loca);
    let world = world("Quay", [("fonts/Quay.ttf", font)]);
    let outcome = built(&world, "en-a6-card");
    assert!(
        said(&outcome.diagnostics).iter().any(|said| said.contains("font-colors")),
        "{:?}",
        said(&outcome.diagnostics)
    );
    let document = document(&world, "en-a6-card");
    let mut all = Vec::new();
    document.pages.iter().for_each(|page| runs(&page.items, &mut all));
    let with_n: Vec<_> = all.iter().filter(|run| run.text.contains('n')).collect();
    assert!(
        with_n.len() > 3 && with_n.iter().all(|run| document.fonts[run.font.0 as usize].name.starts_with("NotoSans"))
    );
}
