//! Where a sheet is handed out: every way to write a country leads to its code or is told it, and a sheet for people who cannot
//! use the forms is refused or says so.

use super::line::run;
use super::shop::{Shop, stderr};
use flyer::build::Said;
use flyer::proof::Expected;
use flyer::resolve::Options;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::Memory;

/// The exit code and what is said of a country in flyer.toml, and as `--region`.
fn named(country: &str) -> [(Option<i32>, String); 2] {
    let (project, line) = (Shop::new(), Shop::new());
    project.write("flyer.toml", format!("country = \"{country}\"\n"));
    let outputs = [
        project.run(&["build", "fr-sticker-70", "--quiet"]),
        line.run(&["build", "fr-sticker-70", "--quiet", "--region", country]),
    ];
    for shop in [&project, &line] {
        assert!(
            !shop.files().keys().any(|name| name.ends_with(".pdf")),
            "{country} printed: {:?}",
            shop.files().keys()
        );
    }
    outputs.map(|output| (output.status.code(), stderr(&output)))
}

#[test]
fn a_name_is_refused_with_the_code_to_write() {
    for (wrote, code) in [
        ("France", "FR"),
        ("Suisse", "CH"),
        ("Deutschland", "DE"),
        ("deutschland", "DE"),
        ("FRA", "FR"),
        ("Belgiqe", "BE"),
        ("United Kingdom", "GB"),
        ("Netherlands", "NL"),
        ("Österreich", "AT"),
        ("Japan", "JP"),
        ("Faroe Islands", "FO"),
    ] {
        let [(project, said), (line, also)] = named(wrote);
        assert_eq!((project, line), (Some(1), Some(2)), "{wrote}: {said}{also}");
        for said in [said, also] {
            assert!(said.contains(&format!("write `{code}` for")), "{wrote}: {said}");
            assert_eq!(said.matches("error").count(), 1, "{wrote}: {said}");
        }
    }
    for wrote in ["EU", "XX", "", "F", "Atlantis and Utopia"] {
        let [(project, said), (line, _)] = named(wrote);
        assert_eq!((project, line), (Some(1), Some(2)), "{wrote}: {said}");
        assert!(said.contains("two letters"), "{wrote}: {said}");
    }
}

#[test]
fn a_country_without_the_forms_is_refused_however_it_is_written() {
    for (wrote, name) in [
        ("GB", "the United Kingdom"),
        ("gb", "the United Kingdom"),
        ("UK", "the United Kingdom"),
        ("uk", "the United Kingdom"),
        ("CH", "Switzerland"),
        ("ca", "Canada"),
        ("jp", "Japan"),
        ("XK", "Kosovo"),
    ] {
        for (code, said) in named(wrote) {
            assert_eq!(code, Some(1), "{wrote}: {said}");
            assert!(said.contains(&format!("not offered in {name}")), "{wrote}: {said}");
            assert!(said.contains("the European Union and the European Economic Area"), "{wrote}: {said}");
            assert!(!said.contains("--region FR"), "{wrote}: {said}");
            assert_eq!(said.matches("error").count(), 1, "{wrote}: {said}");
        }
    }
}

#[test]
fn a_code_is_known_in_any_case_and_by_the_unions_own_codes() {
    let shop = Shop::new();
    for (wrote, code) in [("be", "BE"), ("Be", "BE"), (" BE ", "BE"), ("EL", "GR"), ("re", "FR"), ("AX", "FI")] {
        let output = shop.run(&["build", "fr-sticker-70", "--region", wrote]);
        assert!(output.status.success(), "{wrote}: {}", stderr(&output));
        let file = format!("out/fr-sticker-70.{code}.pdf");
        assert!(shop.has(&file), "{wrote}: {:?}", shop.files().keys());
        std::fs::remove_file(shop.folder.join(file)).unwrap();
    }
    // A law does not ask how its country was written.
    for wrote in ["FR", "fr"] {
        shop.write("flyer.toml", format!("country = \"{wrote}\"\n"));
        assert!(stderr(&shop.run(&["build", "fr-sticker-70"])).contains("legal-line"), "{wrote}");
    }
}

#[test]
fn sheets_in_the_language_of_another_country_say_for_whom_the_forms_are() {
    let (world, fonts) = (Memory::new("2026-11-24", []), FontSet::builtin());
    let layouts = flyer::spec::stems(&world, "layouts");
    assert!(layouts.len() >= 18);
    for (language, said) in [
        ("en-US", ["The forms are for accounts in the European Union", "For accounts in the EU and EEA."]),
        ("fr-CA", ["Les formulaires sont pour les comptes de", "Comptes de l’UE et de l’EEE."]),
        ("pt-BR", ["Os formulários são para contas da União", "Para contas da UE e do EEE."]),
    ] {
        for layout in &layouts {
            let target = Target { language: language.into(), layout: layout.clone() };
            let mut heard = Said::default();
            let options = Options::default();
            let made = run(&world, &fonts, &options).compose(&target, &mut heard);
            let expected = Expected::of(&made.unwrap().document);
            let runs = expected.pages.iter().flat_map(|page| &page.runs).map(|run| run.text.replace('\u{a0}', " "));
            let text = runs.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.iter().any(|said| text.contains(said)), "{language}-{layout}: {text}");
            let faults = heard.faults.into_inner();
            assert_eq!(faults.iter().filter(|fault| fault.code == "for-whom").count(), 1, "{language}-{layout}");
        }
    }
}
