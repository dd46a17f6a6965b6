//! The architecture's rules 1 to 4 and 8, read off what every file names ([`imports`](super::imports)).

use super::imports::{Source, circles, graph, source, sources};

/// Modules that are faces of the pipeline, its stages from the top down, and the ground; each may name itself and those
/// below it.
const ORDER: [&[&str]; 9] = [
    &["cli"],
    &["build"],
    &["proof"],
    &["export"],
    &["impose"],
    &["layout"],
    &["resolve"],
    &["spec", "text"],
    &["code", "color", "date", "diag", "guard", "link", "page", "press", "unit", "world"],
];
/// Crates that only one module may name.
const RESERVED: [(&str, &[&str]); 2] = [
    ("export", &["printpdf", "lopdf", "subsetter", "svg2pdf"]),
    ("proof", &["hayro", "hayro_interpret", "hayro_syntax", "rxing", "rqrr"]),
];
/// What only the door to the world may touch.
const OUTSIDE: [&[&str]; 4] = [&["std", "fs"], &["std", "env", "var"], &["std", "time", "SystemTime"], &["std", "net"]];
/// What imposition does not know.
const UNSEEN: [&str; 3] = ["spec", "text", "resolve"];
/// Rooms whose files name each other in no circle.
const OPEN: [&str; 9] =
    ["build/", "cli/", "export/", "impose/", "proof/", "resolve/picture/", "spec/syntax", "spec/target", "text/"];

fn starts(path: &[String], with: &[&str]) -> bool {
    path.len() >= with.len() && path.iter().zip(with).all(|(part, wanted)| part == wanted)
}

/// Where a module stands, from the top; nothing for `lib` and `main`, which name everything.
fn level(module: &str) -> Option<usize> {
    ORDER.iter().position(|names| names.contains(&module))
}

/// The rules that a file breaks.
fn broken(file: &Source) -> Vec<String> {
    let Some(own) = file.module.get(1).map(String::as_str).filter(|own| *own != "main") else { return Vec::new() };
    let mut faults = Vec::new();
    let level_of_own = level(own);
    if level_of_own.is_none() {
        faults.push(format!("{}: rule 1: no level is known for `{own}`", file.name));
    }
    for (path, line) in &file.named {
        let mut fault = |rule: &str| faults.push(format!("{}:{line}: {rule}: {}", file.name, path.join("::")));
        let other = path.get(1).filter(|_| path[0] == "crate").map_or("", String::as_str);
        if other != own && level(other).zip(level_of_own).is_some_and(|(other, own)| other < own) {
            fault("rule 1: imports point one way");
        }
        if own == "impose" && UNSEEN.contains(&other) {
            fault("rule 4: impose sees pages only");
        }
        if own != "world" && OUTSIDE.iter().any(|name| starts(path, name)) {
            fault("rule 2: only world.rs touches the outside");
        }
        for (owner, crates) in RESERVED {
            if own != owner && crates.contains(&path[0].as_str()) {
                fault("rule 3: writer and reader stay apart");
            }
        }
    }
    faults
}

#[test]
fn rules_hold() {
    let faults: Vec<String> = sources().iter().flat_map(broken).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// One function says "did you mean", and never says back what somebody wrote: nobody may say it without that function.
#[test]
fn one_function_alone_says_did_you_mean() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let said = |name: &String| std::fs::read_to_string(root.join(name)).unwrap().contains("\"did you mean `");
    let names = sources().into_iter().map(|source| source.name).filter(|name| !name.ends_with("tests.rs"));
    assert_eq!(names.filter(said).collect::<Vec<_>>(), ["diag.rs"]);
}

#[test]
fn files_name_each_other_in_no_circle() {
    let sources = sources();
    let mut told = Vec::new();
    for circle in circles(&graph(&sources)) {
        let names: Vec<&str> = circle.iter().map(|at| sources[*at].name.as_str()).collect();
        if names.iter().any(|name| OPEN.iter().any(|room| name.starts_with(room))) {
            told.push(names.join(" - "));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_broken_rule_is_seen() {
    for (file, text) in [
        ("spec/mod.rs", "use crate::layout::fit;"),
        ("spec/mod.rs", "use crate::{diag::Origin, layout::{fit, grid}};"),
        ("spec/mod.rs", "fn f() -> crate::layout::Plan { todo!() }"),
        ("spec/mod.rs", "fn f() { assert!(crate::layout::plan()) }"),
        ("spec/deep/er.rs", "use super::super::super::layout::fit;"),
        ("unit.rs", "use crate::spec::read::At;"),
        ("layout/mod.rs", "fn f() { let text = std::fs::read(name); }"),
        ("layout/mod.rs", "use std::{fs::File, io};"),
        ("proof/mod.rs", "use lopdf::Document;"),
        ("export/mod.rs", "fn f() { hayro::render(&page); }"),
        ("impose/nup.rs", "use crate::spec::Spec;"),
        ("new.rs", "fn f() {}"),
    ] {
        assert!(!broken(&source(file, text)).is_empty(), "{file}: {text}");
    }
    let tests = "#[cfg(test)] mod tests { use lopdf::Document; }";
    assert!(broken(&source("proof/mod.rs", tests)).is_empty(), "tests may do what the module may not");
}

#[test]
fn a_circle_is_seen() {
    let two = |first: &str, second: &str| vec![source("build/a.rs", first), source("build/b.rs", second)];
    assert_eq!(circles(&graph(&two("use super::b::B;", "use super::{a::A};"))), [vec![0, 1]]);
    assert_eq!(circles(&graph(&two("use super::b::B;", "fn f() -> super::a::A { super::a::A }"))), [vec![0, 1]]);
    assert!(circles(&graph(&two("use super::b::B;", "pub struct B;"))).is_empty());
    // What a folder hands on is defined in the file that it comes from.
    let three = [
        source("build/mod.rs", "mod a; mod b; pub use a::A;"),
        source("build/a.rs", "pub struct A;"),
        source("build/b.rs", "use super::A;"),
    ];
    assert!(circles(&graph(&three)).is_empty());
}
