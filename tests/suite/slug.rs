//! The slug line: which sheet this is, and which of how many, on every layout; and what one text says in all languages.

use super::line::run;
use super::shop::{Shop, stderr};
use flyer::build::Said;
use flyer::page::Item;
use flyer::spec::{stems, target::Target};
use flyer::text::FontSet;
use flyer::world::Memory;

#[test]
fn every_sheet_says_what_it_is() {
    let world = Memory::new("2026-11-24", []);
    let fonts = FontSet::builtin();
    let layouts = stems(&world, "layouts");
    let pairs = [("fr+ar", "a4-duplex"), ("fr+en", "a3")];
    for (language, layout) in layouts.iter().map(|layout| ("pt-BR", layout.as_str())).chain(pairs) {
        let target = Target { language: language.into(), layout: layout.into() };
        let made = run(&world, &fonts, &Default::default()).compose(&target, &mut Said::default()).unwrap();
        let count = made.document.pages.len();
        for (at, page) in made.document.pages.iter().enumerate() {
            let [Item::Text(slug)] = &page.slug[..] else { panic!("{target}: {:?}", page.slug) };
            let (start, end) = (format!("{target} · "), format!(" {}/{count}", at + 1));
            assert!(slug.text.starts_with(&start) && slug.text.ends_with(&end), "{target}: {}", slug.text);
            let width: f64 = slug.glyphs.iter().map(|glyph| glyph.advance * slug.size).sum();
            assert!(width <= page.trim.width + 45.0, "{target}: {width}");
        }
    }
}

#[test]
fn one_text_for_several_languages_is_said() {
    let shop = Shop::new();
    shop.write("flyer.toml", "hours = \"mardi de 14 h à 17 h\"\nhelp = \"Demandez à l'accueil.\"\n");
    let said = |targets: &[&str]| {
        let output = shop.run(&[&["build"], targets].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    assert!(said(&["fr-a4", "de-a4"]).contains("`help` and `hours` stand on the sheets of all languages as they are"));
    assert!(!said(&["fr-a4", "fr-a3"]).contains("of all languages"), "who prints one language is not bothered");
    shop.write("flyer.toml", "hours = \"14:00-17:00\"\n");
    assert!(!said(&["fr-a4", "de-a4"]).contains("of all languages"), "numbers are read by all");
}
