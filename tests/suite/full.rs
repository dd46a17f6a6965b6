//! A library with a long name that gives all that it can give: what must hold in every layout.

use super::line::run;
use flyer::build::{Composed, Profile, Said, finish};
use flyer::page::Item;
use flyer::resolve::left_out::What;
use flyer::spec::{stems, target::Target};
use flyer::text::FontSet;
use flyer::world::Memory;

const LOGO: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#053"/></svg>"##;

const PROJECT: &str = r#"
organisation = "Médiathèque intercommunale des Trois-Rivières de Port-Neuf-sur-Mer"
address = "12 bis, rue de la Paix-Retrouvée, 44600 Port-Neuf"
hours = [["Mardi, jeudi", "14 h à 18 h"], ["Mercredi, samedi", "10 h à 12 h, 14 h à 18 h"]]
phone = "02 40 22 19 58"
email = "mediatheque@port-neuf-sur-mer.fr"
web = "mediatheque.port-neuf-sur-mer.fr"
help = "Demandez à l'accueil : nous vous aidons gratuitement, sans rendez-vous, le mardi de 14 h à 17 h."
country = "FR"
legal = "Imprimé par nos soins, ne pas jeter sur la voie publique"
logos = [{ file = "logo.svg", alt = "Ville de Port-Neuf" }]
[screens]
"menu.facebook" = [
  { file = "one.png", alt = "Le menu", taken = "2026-11-20" },
  { file = "two.png", alt = "La liste", taken = "2026-11-20" },
  { file = "three.png", alt = "Le formulaire", taken = "2026-11-20" },
]
"#;

/// The name of two lines or more that a real association of libraries may have.
const LONG: &str = "Réseau intercommunal des bibliothèques, médiathèques et ludothèques de la communauté d'agglomération \
                    des Trois-Rivières de Port-Neuf";

fn composed(language: &str, layout: &str) -> Composed {
    built(PROJECT, language, layout)
}

fn built(project: &str, language: &str, layout: &str) -> Composed {
    let picture = super::made::make("png 234x506");
    let pictures = ["one.png", "two.png", "three.png"].map(|name| (name, picture.clone()));
    let texts = [("flyer.toml", project.as_bytes().to_vec()), ("logo.svg", LOGO.as_bytes().to_vec())];
    let world = Memory::new("2026-11-24", texts.into_iter().chain(pictures));
    let target = Target { language: language.into(), layout: layout.into() };
    let (fonts, mut said) = (FontSet::builtin(), Said::default());
    let made = run(&world, &fonts, &Default::default()).compose(&target, &mut said);
    made.unwrap_or_else(|| panic!("{target}: {:?}", said.faults.borrow()))
}

#[test]
fn two_sides_have_room_for_own_screenshots() {
    for language in ["fr", "de", "ar", "ja", "ta", "ka"] {
        for layout in ["a4-duplex", "letter-duplex"] {
            let made = composed(language, layout);
            assert!(made.left_out.is_empty(), "{language}-{layout}: {:?}", made.left_out);
            assert!(made.body >= 10.5);
        }
    }
}

/// `a4-duplex has them` is said only where it does.
#[test]
fn what_is_said_of_other_layouts_is_true() {
    let made = composed("fr", "a4");
    let screens = made.left_out.iter().find(|left| left.what == What::Screenshots).unwrap();
    assert_eq!(screens.elsewhere, ["a4-duplex"]);
    assert_eq!(screens.files, ["one.png", "two.png", "three.png"], "own files are named");
    assert_eq!(screens.services, ["Facebook", "Instagram"]);
}

/// What small formats leave out of the organisation is named with a layout that has it all.
#[test]
fn what_is_said_of_the_organisation_elsewhere_is_true() {
    let mut wrong = Vec::new();
    for (language, layout) in [("fr", "sticker-70"), ("fr", "bookmark"), ("ar", "bookmark"), ("de", "sticker-70")] {
        let lost = composed(language, layout).left_out.into_iter().filter(|left| left.what == What::Organisation);
        for left in lost {
            let others: Vec<Composed> = left.elsewhere.iter().map(|other| composed(language, other)).collect();
            let loses = |made: &Composed| made.left_out.iter().any(|other| other.shares(&left));
            if others.is_empty() || others.iter().any(loses) {
                wrong.push(format!("{language}-{layout}: {}", left.sentence()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A long name is no reason for no sheet, and takes no entry away that had room.
#[test]
fn a_long_name_prints_in_small_formats() {
    let project = PROJECT.replace("Médiathèque intercommunale des Trois-Rivières de Port-Neuf-sur-Mer", LONG);
    assert!(project.contains(LONG));
    for language in ["fr", "de", "ar", "ja"] {
        for layout in ["bookmark", "a6-card", "a5", "table-tent", "sticker-70"] {
            let made = built(&project, language, layout);
            let lost = made.left_out.iter().find(|left| left.what == What::Organisation && left.lack() > 0.0);
            let lost: Vec<&str> = lost.iter().flat_map(|left| &left.keys).map(String::as_str).collect();
            let few = match (language, layout) {
                (_, "sticker-70") => lost == ["organisation"],
                // One after the other from the last, as far as it must be.
                ("de" | "ar", "bookmark") => lost == ["web"],
                ("ja", "bookmark") => lost == ["address", "phone", "web"],
                _ => lost.is_empty(),
            };
            assert!(few, "{language}-{layout}: {lost:?}");
        }
    }
}

/// The block of whoever prints gives way in type, but never below 9 pt, and not before there is need; the proof agrees.
#[test]
fn the_own_block_is_smaller_only_where_it_must_be() {
    let least = |made: &Composed| {
        let mut sizes = Vec::new();
        made.document.pages.iter().for_each(|page| own_sizes(&page.items, &mut sizes));
        sizes.into_iter().fold(f64::INFINITY, f64::min)
    };
    for (language, layout, small) in [("fr", "bookmark", true), ("ar", "a6-card", true), ("fr", "a4", false)] {
        let made = composed(language, layout);
        let size = least(&made);
        for profile in [Profile::Office, Profile::Press] {
            let built = finish(&made, profile).unwrap_or_else(|faults| panic!("{language}-{layout}: {faults:?}"));
            assert!(built.report.is_clean(), "{language}-{layout}: {:?}", built.report.findings);
        }
        assert!(size >= 9.0, "{language}-{layout}: {size}");
        assert_eq!(size < 10.5, small, "{language}-{layout}: {size}");
    }
}

#[test]
fn no_line_ends_in_a_host() {
    const HOSTS: [&str; 4] =
        ["www.facebook.com", "help.instagram.com", "mediatheque.port-neuf-sur-mer.fr", "port-neuf-sur-mer.fr"];
    let layouts = stems(&Memory::new("2026-11-24", []), "layouts");
    let mut parted = Vec::new();
    for (language, layout) in
        ["fr", "ar", "ja"].iter().flat_map(|language| layouts.iter().map(move |own| (language, own)))
    {
        for page in &composed(language, layout).document.pages {
            let mut lines = Vec::new();
            texts(&page.items, &mut lines);
            let ends = |line: &String| {
                let line = line.trim_end();
                HOSTS.iter().any(|host| {
                    let signs =
                        host.char_indices().filter(|(at, sign)| at + 1 < host.len() && ['.', '-'].contains(sign));
                    signs.map(|(at, _)| &host[..=at]).any(|start| line.ends_with(start))
                })
            };
            // No type that may be read holds this one in so narrow a column: it parts behind a dot.
            lines.retain(|line| *layout != "bookmark" || line.trim_end() != "mediatheque.");
            parted.extend(lines.into_iter().filter(ends).map(|line| format!("{language}-{layout}: {line}")));
        }
    }
    assert!(parted.is_empty(), "{}", parted.join("\n"));
}

/// Sizes of the telephone number.
fn own_sizes(items: &[Item], sizes: &mut Vec<f64>) {
    for item in items {
        match item {
            Item::Text(run) if run.text.contains("22 19") => sizes.push(run.size),
            Item::Group { items, .. } => own_sizes(items, sizes),
            _ => {}
        }
    }
}

fn texts(items: &[Item], lines: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Text(run) => lines.push(run.text.to_string()),
            Item::Group { items, .. } => texts(items, lines),
            _ => {}
        }
    }
}
