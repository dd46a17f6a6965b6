//! The examples of the documentation, as somebody copies them: they build, or what is refused of them is only what nobody may
//! print as it is; with words of one's own in their place they build.

use super::line::run;
use flyer::build::Said;
use flyer::diag::Diagnostic;
use flyer::press::Press;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::Memory;

/// Files with examples.
const FILES: [&str; 5] =
    ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/translating.md", "assets/templates/flyer.toml"];
/// How lines begin that only an example of `flyer.toml` has.
const BEGINS: [&str; 6] = ["organisation", "[screens]", "[press]", "[links.", "country", "logos "];
/// What the examples say, and what a library writes in its place.
const OWN: [(&str, &str); 6] = [
    ("Name of your library", "Town library"),
    ("12345 Town", "54321 Lower Village"),
    ("our days and times", "uesday"),
    ("vos jours et heures", "mardi"),
    ("01 23 45 67 89", "02 40 22 19 58"),
    ("library.example", "lower-village.fr"),
];
/// Keys of what is printed, each of which the example of the README refuses to print.
const PRINTED: [&str; 8] = ["organisation", "address", "hours", "phone", "email", "web", "help", "logos"];
const LOGO: &[u8] =
    br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#053"/></svg>"##;

/// The examples of `flyer.toml` in all files.
fn samples() -> Vec<String> {
    let mut found = Vec::new();
    for file in FILES {
        let text = std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let blocks: Vec<&str> = match file.ends_with(".toml") {
            true => text.split("\n\n").collect(),
            false => text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect(),
        };
        let blocks = blocks.into_iter().map(switched_on);
        found.extend(blocks.filter(|block| block.lines().any(|line| BEGINS.iter().any(|key| line.starts_with(key)))));
    }
    found
}

/// Lines that are only switched off, switched on.
fn switched_on(block: &str) -> String {
    let on = |line: &str| {
        let code = |own: &&str| own.contains(" = ") || own.starts_with(['[', ']']) || own.starts_with("  {");
        line.strip_prefix("# ").filter(code).unwrap_or(line).to_owned() + "\n"
    };
    block.lines().map(on).collect()
}

/// What is said of a project, in a folder that holds every file that an example names.
fn said(project: &str) -> Vec<Diagnostic> {
    let picture = super::made::make("png 720x1280");
    let pictures = ["menu.png", "list.png", "form.png", "screens/menu.png"].map(|name| (name, picture.clone()));
    let icc = Press::default().condition.profile.bytes().into_owned();
    let files = [("flyer.toml", project.into()), ("logo.svg", LOGO.to_vec()), ("PSOuncoated_v3.icc", icc)];
    let world = Memory::new("2026-11-24", files.into_iter().chain(pictures));
    let (fonts, mut said) = (FontSet::builtin(), Said::default());
    let target = Target { language: "fr".into(), layout: "a4".into() };
    let made = run(&world, &fonts, &Default::default()).compose(&target, &mut said);
    let faults: Vec<Diagnostic> = said.faults.into_inner().into_iter().filter(Diagnostic::is_error).collect();
    assert_eq!(made.is_some(), faults.is_empty());
    faults
}

#[test]
fn examples_build_as_soon_as_they_are_somebodys_own() {
    let samples = samples();
    assert!(samples.len() >= 9, "{} examples", samples.len());
    for sample in samples {
        for fault in said(&sample) {
            let placeholder = fault.hints.iter().any(|hint| hint.contains("write your own in its place"));
            assert!(placeholder, "{fault:?}\n{sample}");
        }
        let own = OWN.iter().fold(sample, |text, (example, own)| text.replace(example, own));
        let faults = said(&own);
        assert!(faults.is_empty(), "{faults:?}\n{own}");
    }
}

#[test]
fn no_line_of_an_example_is_printed_by_mistake() {
    let sample = samples().into_iter().find(|sample| sample.starts_with("organisation")).unwrap();
    let faults = said(&sample);
    for key in PRINTED {
        let start = sample.find(&format!("{key} ")).unwrap();
        let line = start..start + sample[start..].find('\n').unwrap();
        let refused = |fault: &Diagnostic| fault.origin.is_some_and(|origin| line.contains(&(origin.start as usize)));
        assert!(faults.iter().any(refused), "`{key}` of the example would be printed");
    }
}
