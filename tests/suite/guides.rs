//! Guides with one, two and three services, in every layout: nothing is lost, nothing leaves a hole that stops the build.

use super::line::run;
use flyer::build::Profile;
use flyer::resolve::Options;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::{Memory, embedded};

/// The guide on Meta AI with so many services, the third one made up.
fn world(services: usize) -> Memory {
    let text = |name: &str| String::from_utf8(embedded(name).unwrap().to_vec()).unwrap();
    let guide = text("assets/guides/meta-ai/guide.toml");
    let own = [
        r#"{ id = "facebook", links = { form = "facebook-objection" } }"#,
        r#"{ id = "instagram", links = { form = "instagram-objection" } }"#,
        r#"{ id = "other", links = { form = "meta-rights" } }"#,
    ];
    let from = guide.find("services = [").unwrap();
    let to = from + guide[from..].find("\n]").unwrap() + 2;
    let list = format!("services = [\n{},\n]", own[..services].join(",\n"));
    let mut files = vec![("assets/guides/meta-ai/guide.toml", format!("{}{list}{}", &guide[..from], &guide[to..]))];
    for language in ["assets/guides/meta-ai/fr.toml", "assets/guides/meta-ai/ar.toml"] {
        let words = text(language);
        let (from, to) = (words.find("[services.facebook]").unwrap(), words.find("[services.instagram]").unwrap());
        let third = words[from..to].replace("[services.facebook]", "[services.other]").replace("Facebook", "Threads");
        files.push((language, words.replace("[labels]", &format!("{third}\n[labels]"))));
    }
    Memory::new("2026-11-24", files.into_iter().map(|(name, text)| (name, text.into_bytes())))
}

#[test]
fn every_layout_holds_one_to_three_services() {
    let fonts = FontSet::builtin();
    let layouts = flyer::spec::stems(&world(2), "layouts");
    assert!(layouts.len() >= 18, "{layouts:?}");
    let mut faults = Vec::new();
    for services in [1, 3] {
        let world = world(services);
        for layout in &layouts {
            for language in ["fr", "ar"] {
                let target = Target { language: language.into(), layout: layout.clone() };
                let made = run(&world, &fonts, &Options::default()).build(&target, &[Profile::Office], None);
                let codes: std::collections::BTreeSet<String> =
                    made.files.iter().flat_map(|file| &file.report.codes).map(|code| code.text.clone()).collect();
                if codes.len() != services {
                    let errors: Vec<_> = made.diagnostics.iter().filter(|d| d.is_error()).map(|d| &d.message).collect();
                    faults.push(format!("{services} services, {target}: {} codes, {errors:?}", codes.len()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
