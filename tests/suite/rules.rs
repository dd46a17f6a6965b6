//! The architecture's rules 1 to 4, read off the `use` lines: who may name whom.

use std::fs;
use std::path::{Path, PathBuf};

/// Stages from the top down; each may name itself and those below it.
const STAGES: [&str; 7] = ["cli", "proof", "export", "impose", "layout", "resolve", "spec"];
/// These know nobody above them.
const GROUND: [&str; 5] = ["page", "unit", "color", "date", "diag"];
/// Crates that only one module may name.
const RESERVED: [(&str, &[&str]); 2] = [
    ("export", &["printpdf", "lopdf", "subsetter", "svg2pdf"]),
    ("proof", &["hayro", "hayro_interpret", "hayro_syntax", "rxing", "rqrr"]),
];
/// What only the door to the world may touch.
const OUTSIDE: [&str; 4] = ["std::fs", "std::env::var", "SystemTime", "File::"];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                // Tests inside a module may do what the module may not.
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                all.push((name, text));
            }
        }
    }
    all
}

/// The top module that a file belongs to.
fn module(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn names_module(line: &str, module: &str) -> bool {
    line.contains(&format!("crate::{module}::")) || line.contains(&format!("crate::{module};"))
}

/// The rules that a file breaks.
fn broken(file: &str, text: &str) -> Vec<String> {
    let own = module(file);
    let mut faults = Vec::new();
    for line in code_lines(text) {
        let mut fault = |rule: &str| faults.push(format!("{file}: {rule}: {}", line.trim()));
        if let Some(stage) = STAGES.iter().position(|stage| *stage == own)
            && STAGES[..stage].iter().any(|above| names_module(line, above))
        {
            fault("rule 1: imports point one way");
        }
        if GROUND.contains(&own) && STAGES.iter().any(|stage| names_module(line, stage)) && own != "page" {
            fault("rule 1: the ground knows nobody above");
        }
        if own == "impose" && ["spec", "text", "resolve"].iter().any(|module| names_module(line, module)) {
            fault("rule 4: impose sees pages only");
        }
        if own != "world" && OUTSIDE.iter().any(|name| line.contains(name)) {
            fault("rule 2: only world.rs touches the outside");
        }
        for (owner, crates) in RESERVED {
            let named =
                crates.iter().any(|name| line.contains(&format!("{name}::")) || line.contains(&format!("use {name};")));
            if own != owner && named {
                fault("rule 3: writer and reader stay apart");
            }
        }
    }
    faults
}

#[test]
fn rules_hold() {
    let faults: Vec<String> = sources().iter().flat_map(|(file, text)| broken(file, text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_broken_rule_is_seen() {
    for (file, line) in [
        ("spec/mod.rs", "use crate::layout::fit;"),
        ("unit.rs", "use crate::spec::read::At;"),
        ("layout/mod.rs", "let text = std::fs::read(name);"),
        ("proof/mod.rs", "use lopdf::Document;"),
        ("export/mod.rs", "hayro::render(&page);"),
        ("impose/nup.rs", "use crate::spec::Spec;"),
    ] {
        assert_eq!(broken(file, line).len(), 1, "{file}: {line}");
    }
}
