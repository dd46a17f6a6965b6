//! What stands outside the trim of a print shop's file: measured on the rendered page.

use super::line::run;
use flyer::build::{Profile, Said, finish};
use flyer::page::Item;
use flyer::proof::picture;
use flyer::spec::{stems, target::Target};
use flyer::text::FontSet;
use flyer::world::{Memory, embedded};
use image::GrayImage;

/// Pixels a millimetre.
const FINE: f64 = 6.0;
/// A layout whose name no slug line of a sticker holds.
const LONG: &str = "sticker-for-all-the-laptops-of-all-the-members-of-all-the-libraries-of-town";

/// What is read or measured outside the trim stands clear of every line, on every layout, folded or not, however long the
/// target's name: a white stripe lies between them, and another at the edge of the paper.
#[test]
fn slug_and_bar_are_clear_of_all_marks() {
    let sticker = embedded("layouts/sticker-70.toml").unwrap().to_vec();
    let world = Memory::new("2026-11-24", [(format!("layouts/{LONG}.toml").as_str(), sticker)]);
    let layouts = stems(&world, "layouts");
    let two = ["a3", "a4-duplex"].map(|layout| ("fr+ar", layout));
    for (language, layout) in layouts.iter().map(|layout| ("pt-BR", layout.as_str())).chain(two) {
        let target = Target { language: language.into(), layout: layout.into() };
        let fonts = FontSet::builtin();
        let made = run(&world, &fonts, &Default::default()).compose(&target, &mut Said::default()).unwrap();
        let pdf = finish(&made, Profile::Press).unwrap().pdf;
        let pages = made.document.pages.len();
        for page in 0..pages {
            let picture = image::load_from_memory(&picture(&pdf, page, FINE * 25.4).unwrap()).unwrap().into_luma8();
            // Millimetres from the paper's edge; 13 of them lie round the bleed.
            let below = |mm: f64| f64::from(picture.height()) / FINE - mm;
            let clear = |from: f64, to: f64| extent(&picture, from, to).is_none();
            let (slug, bar) = (extent(&picture, below(5.0), below(1.0)), extent(&picture, 1.0, 5.0));
            let name = format!("{target}, page {page}");
            assert!(clear(0.0, 0.9) && clear(below(0.9), below(0.0)), "{name}: at the edge");
            assert!(clear(5.25, 5.75) && clear(below(5.75), below(5.25)), "{name}: between lines and words");
            for (left, right) in [slug, bar].map(|found| found.expect("slug and bar are there")) {
                assert!(left > 12.9 && right < f64::from(picture.width()) / FINE - 0.9, "{name}: {left} to {right}");
            }
        }
        let words: Vec<String> = made.document.pages.iter().map(|page| letters(&page.slug)).collect();
        let named = target.to_string().chars().take(24).collect::<String>();
        let numbered = |at: usize| words[at].ends_with(&format!("{}/{pages}", at + 1));
        assert!((0..pages).all(|at| words[at].starts_with(&named) && numbered(at) == (pages > 1)), "{words:?}");
    }
}

/// Where the first and the last dark pixel of a stripe stand, in millimetres.
fn extent(picture: &GrayImage, from: f64, to: f64) -> Option<(f64, f64)> {
    let rows = (from * FINE) as u32..((to * FINE) as u32).min(picture.height());
    let dark = |x: &u32| rows.clone().any(|y| picture.get_pixel(*x, y).0[0] < 245);
    let first = (0..picture.width()).find(dark)?;
    let last = (0..picture.width()).rev().find(dark)?;
    Some((f64::from(first) / FINE, f64::from(last) / FINE))
}

fn letters(items: &[Item]) -> String {
    let text = |item: &Item| match item {
        Item::Text(run) => run.text.to_string(),
        Item::Group { items, .. } => letters(items),
        _ => String::new(),
    };
    items.iter().map(text).collect()
}

/// A fold mark ends 6 mm beyond the bleed, a registration mark 7 mm: where the paper is folded, nothing stands between.
#[test]
fn registration_marks_are_clear_of_folds() {
    let (world, fonts) = (Memory::new("2026-11-24", []), FontSet::builtin());
    let target = Target { language: "fr".into(), layout: "table-tent".into() };
    let made = run(&world, &fonts, &Default::default()).compose(&target, &mut Said::default()).unwrap();
    let pdf = finish(&made, Profile::Press).unwrap().pdf;
    let picture = image::load_from_memory(&picture(&pdf, 0, FINE * 25.4).unwrap()).unwrap().into_luma8();
    let middle = picture.height() / 2;
    let dark = |from: f64, to: f64| {
        let columns = (from * FINE) as u32..(to * FINE) as u32;
        columns
            .flat_map(|x| (middle - 3..middle + 3).map(move |y| (x, y)))
            .any(|(x, y)| picture.get_pixel(x, y).0[0] < 200)
    };
    assert!(dark(7.2, 12.0), "the fold is marked");
    assert!(!dark(5.9, 6.8), "a registration mark stands on the fold");
}

#[test]
fn a_page_alone_bears_no_number() {
    let large = String::from_utf8(embedded("layouts/a4-large.toml").unwrap().to_vec()).unwrap();
    let larger = large.replace("size   = \"A4\"", "size   = \"A1\"");
    for (layout, numbered) in [(large, true), (larger, false)] {
        let world = Memory::new("2026-11-24", [("layouts/mine.toml", layout.into_bytes())]);
        let (target, fonts) = (Target { language: "fr".into(), layout: "mine".into() }, FontSet::builtin());
        let made = run(&world, &fonts, &Default::default()).compose(&target, &mut Said::default()).unwrap();
        let words: String = made.document.pages.iter().map(|page| letters(&page.items)).collect();
        assert_eq!((made.document.pages.len() > 1, words.contains("Page 1 sur")), (numbered, numbered));
    }
}
