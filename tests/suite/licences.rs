//! Every file that flyer passes on has a licence beside it.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Folders of passed-on files, and where their licence stands.
const LICENSED: [(&str, &str); 8] = [
    ("src", "LICENSE-MIT"),
    ("src", "LICENSE-APACHE"),
    ("layouts", "assets/LICENSE-CC-BY-SA-4.0.txt"),
    ("assets/guides", "assets/LICENSE-CC-BY-SA-4.0.txt"),
    ("assets/words", "assets/LICENSE-CC-BY-SA-4.0.txt"),
    ("assets/links.toml", "assets/LICENSE-CC0-1.0.txt"),
    ("assets/icons", "assets/icons/LICENSE"),
    ("assets/icc", "assets/icc/LICENSE"),
];

/// Families, and the licence of each.
const FONTS: [(&str, &str); 9] = [
    ("latin-greek-cyrillic/NotoSans", "OFL-NotoSans.txt"),
    ("arabic/Vazirmatn", "OFL-Vazirmatn.txt"),
    ("arabic/NotoSansArabic", "OFL-NotoSansArabic.txt"),
    ("scripts/NotoSansDevanagari", "OFL-NotoSans-devanagari.txt"),
    ("scripts/NotoSansKhmer", "OFL-NotoSans-khmer.txt"),
    ("scripts/NotoSansThai", "OFL-NotoSans-thai.txt"),
    ("scripts/", "OFL-Noto-otherscripts.txt"),
    ("cjk/", "OFL-NotoSansSC-JP.txt"),
    ("symbols/", "OFL-Noto-otherscripts.txt"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn font_files() -> Vec<String> {
    let mut names = Vec::new();
    for folder in fs::read_dir(root().join("fonts")).unwrap().map(|entry| entry.unwrap().path()) {
        if folder.is_dir() {
            let stem = folder.file_name().unwrap().to_string_lossy().into_owned();
            let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
            names.extend(files.map(|file| format!("{stem}/{}", file.to_string_lossy())));
        }
    }
    names.retain(|name| [".ttf", ".otf", ".br"].iter().any(|ending| name.ends_with(ending)));
    names
}

#[test]
fn everything_has_its_licence() {
    for (what, licence) in LICENSED {
        assert!(root().join(what).exists(), "{what} is gone");
        let text = fs::read_to_string(root().join(licence)).unwrap_or_default();
        assert!(text.len() > 500, "{what}: {licence} is missing or empty");
    }
}

#[test]
fn every_font_has_its_licence() {
    let fonts = font_files();
    assert!(fonts.len() > 20, "the fonts are gone");
    for font in fonts {
        let licence = FONTS.iter().find(|(prefix, _)| font.starts_with(prefix)).map(|(_, licence)| licence);
        let licence = licence.unwrap_or_else(|| panic!("{font}: under which licence?"));
        let text = fs::read_to_string(root().join("fonts/LICENSES").join(licence)).unwrap_or_default();
        assert!(text.contains("SIL OPEN FONT LICENSE") || text.contains("SIL Open Font License"), "{font}: {licence}");
    }
}

/// Every crate of the tree is under a licence that `deny.toml` allows: what `cargo deny check licenses` says, without
/// having to install it.
#[test]
fn every_crate_may_come_in() {
    let rules: toml::Table = fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap();
    let allowed: Vec<&str> =
        rules["licenses"]["allow"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let crates = metadata["packages"].as_array().unwrap();
    assert!(crates.len() > 100, "the tree is gone");
    for package in crates {
        let text = package["license"].as_str().unwrap_or_default();
        let expression = spdx::Expression::parse_mode(text, spdx::ParseMode::LAX)
            .unwrap_or_else(|why| panic!("{}: the licence `{text}` cannot be read: {why}", package["name"]));
        let may = expression.evaluate(|term| allowed.contains(&term.to_string().as_str()));
        assert!(may, "{}: {text} is not allowed by deny.toml", package["name"]);
    }
}
