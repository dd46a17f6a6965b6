//! Shaping held against HarfBuzz, glyph by glyph, on the handout of every language. `FLYER_HB_SHAPE` names the program
//! (`hb-shape`); CI installs it. Without it there is nothing to compare with, and the test says so.

use super::line::run;
use flyer::build::Said;
use flyer::page::{Document, GlyphRun, Item};
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::Memory;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

fn runs<'a>(items: &'a [Item], lang: &str, out: &mut Vec<(String, &'a GlyphRun)>) {
    for item in items {
        match item {
            Item::Text(run) => out.push((lang.to_owned(), run)),
            Item::Group { items, .. } => runs(items, lang, out),
            _ => {}
        }
    }
}

/// Glyphs of many texts of one font, direction and language, in the order in which they are drawn.
fn shaped(program: &str, font: &Path, rtl: bool, lang: &str, texts: &[String]) -> Vec<Vec<u16>> {
    let direction = if rtl { "rtl" } else { "ltr" };
    let mut command = Command::new(program);
    command.arg(format!("--font-file={}", font.display())).arg(format!("--direction={direction}"));
    command.args([
        format!("--language={lang}").as_str(),
        "--no-clusters",
        "--no-positions",
        "--no-glyph-names",
        "--cluster-level=1",
    ]);
    if ["tr", "az"].contains(&lang) {
        command.arg("--features=-liga");
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let input = texts.join("\n") + "\n";
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| line.trim_matches(['[', ']']).split('|').filter_map(|id| id.parse().ok()).collect())
        .collect()
}

#[test]
fn glyphs_are_those_that_harfbuzz_takes() {
    let Ok(program) = env::var("FLYER_HB_SHAPE") else {
        eprintln!("FLYER_HB_SHAPE is not set: nothing to compare with");
        return;
    };
    let folder = env::temp_dir().join(format!("flyer-fonts-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (world, fonts) = (Memory::new("2026-11-24", []), FontSet::builtin());
    let (mut compared, mut differ) = (0, Vec::new());
    for language in flyer::spec::languages(&world, "meta-ai") {
        let target = Target { language: language.clone(), layout: "a4".into() };
        let mut said = Said::default();
        let composed = run(&world, &fonts, &Default::default()).compose(&target, &mut said);
        let document: Document = composed.unwrap().document;
        let mut all = Vec::new();
        document.pages.iter().for_each(|page| runs(&page.items, &language, &mut all));
        let mut groups: BTreeMap<(u32, bool), Vec<&GlyphRun>> = BTreeMap::new();
        for (_, run) in all {
            // A hyphen at the end of a line is ours, and a soft one is not shown.
            if !run.text.contains(['\u{AD}', '\n']) && run.glyphs.iter().all(|glyph| !glyph.text.is_empty()) {
                groups.entry((run.font.0, run.rtl)).or_default().push(run);
            }
        }
        for ((font, rtl), runs) in groups {
            let file = &document.fonts[font as usize];
            let path = folder.join(format!("{}.ttf", file.name));
            fs::write(&path, file.data.bytes()).unwrap();
            let texts: Vec<String> = runs.iter().map(|run| run.text.to_string()).collect();
            for (run, wanted) in runs.iter().zip(shaped(&program, &path, rtl, &language, &texts)) {
                let own: Vec<u16> = run.glyphs.iter().map(|glyph| glyph.id).collect();
                compared += 1;
                if own != wanted {
                    differ.push(format!("{language} {} {:?}: {own:?}, HarfBuzz {wanted:?}", file.name, run.text));
                }
            }
        }
    }
    fs::remove_dir_all(folder).unwrap();
    println!("{compared} runs compared");
    assert!(compared > 1000, "{compared}");
    assert!(differ.is_empty(), "{} of {compared} differ:\n{}", differ.len(), differ.join("\n"));
}
