//! Own fonts: named in a theme, beside the embedded ones, variable ones by instance, and all that is refused.
//!
//! The files in `tests/fonts/` are letters of Noto Sans (SIL Open Font License 1.1) under another name: `Quay` with its
//! letters at 78 % of their size, so that its small letters are 0.419 em high; `Quay Flex` with an axis of weight from 400
//! to 800; `Quay Post` with PostScript outlines. All have ASCII only, so that every accent comes from elsewhere.

use super::shop::{Shop, stderr};
use flyer::diag::{Diagnostic, Sources};
use flyer::page::{Document, GlyphRun, Item};
use flyer::resolve::Options;
use flyer::spec::read::Faults;
use flyer::spec::target::Target;
use flyer::text::{FontSet, is_builtin};
use flyer::world::{Memory, embedded};
use flyer::{Outcome, Profile, build, compose};
use harfrust::{Font, GlyphId};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A font of the tests, with changes: `licence=2` (fsType), `glyf=CFF2` (a table gets another
/// name), `loca@10=FF` (a byte of a table), `half` (cut off).
pub fn made(what: &str) -> Vec<u8> {
    // A tag may end in a space.
    let what = what.replace("CFF =", "CFF\u{A0}=");
    let mut words = what.split(' ').filter(|word| !word.is_empty());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts").join(words.next().unwrap());
    let mut font = fs::read(file).unwrap();
    for change in words {
        match change.split_once('=') {
            Some(("licence", bits)) => {
                let at = table(&font, b"OS/2") + 8;
                font[at..at + 2].copy_from_slice(&bits.parse::<u16>().unwrap().to_be_bytes());
            }
            Some((place, byte)) if place.contains('@') => {
                let (tag, at) = place.split_once('@').unwrap();
                let at = table(&font, tag.as_bytes().try_into().unwrap()) + at.parse::<usize>().unwrap();
                font[at] = u8::from_str_radix(byte, 16).unwrap();
            }
            Some((tag, other)) => {
                let at = record(&font, tag.replace('\u{A0}', " ").as_bytes().try_into().unwrap());
                font[at..at + 4].copy_from_slice(other.as_bytes());
                sort_tables(&mut font);
            }
            None => font.truncate(font.len() / 2),
        }
    }
    font
}

fn records(font: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([font[4], font[5]]))
}

fn record(font: &[u8], tag: &[u8; 4]) -> usize {
    (0..records(font)).map(|at| 12 + 16 * at).find(|at| font[*at..].starts_with(tag)).unwrap()
}

fn table(font: &[u8], tag: &[u8; 4]) -> usize {
    let at = record(font, tag) + 8;
    u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize
}

fn sort_tables(font: &mut [u8]) {
    let end = 12 + 16 * records(font);
    let mut all: Vec<Vec<u8>> = font[12..end].chunks(16).map(<[u8]>::to_vec).collect();
    all.sort();
    font[12..end].copy_from_slice(&all.concat());
}

/// The theme with another family for everything.
fn theme(family: &str) -> Vec<u8> {
    let theme = String::from_utf8(embedded("layouts/themes/calm.toml").unwrap().to_vec()).unwrap();
    assert!(theme.contains("\"Noto Sans\""));
    theme.replace("\"Noto Sans\"", &format!("\"{family}\"")).into_bytes()
}

/// A project whose theme names a family, with font files.
fn world<'a>(family: &str, files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Memory {
    Memory::new("2026-11-24", files.into_iter().chain([("layouts/themes/calm.toml", theme(family))]))
}

fn target(name: &str) -> Target {
    let (language, layout) = name.split_once('-').unwrap();
    Target { language: language.into(), layout: layout.into() }
}

fn built(world: &Memory, name: &str) -> Outcome {
    let profiles = [Profile::Office, Profile::Press];
    build(world, &FontSet::builtin(), "meta-ai", &target(name), &Options::default(), &profiles, None)
}

fn said(found: &[Diagnostic]) -> Vec<String> {
    found.iter().filter(|d| !d.code.starts_with("link-")).map(|d| format!("{d} | {}", d.hints.join(" | "))).collect()
}

fn document(world: &Memory, name: &str) -> Document {
    let (mut sources, faults) = (Sources::default(), Faults::default());
    let fonts = FontSet::builtin();
    compose(world, &fonts, "meta-ai", &target(name), &Options::default(), &mut sources, &faults)
        .unwrap_or_else(|| panic!("{:?}", said(&faults.borrow())))
        .document
}

fn runs<'a>(items: &'a [Item], all: &mut Vec<&'a GlyphRun>) {
    for item in items {
        match item {
            Item::Text(run) => all.push(run),
            Item::Group { items, .. } => runs(items, all),
            _ => {}
        }
    }
}

/// The letters of each font in a PDF: advance and ink width in 1/1000 em.
fn letters(pdf: &[u8]) -> BTreeMap<String, BTreeMap<char, (i64, f32)>> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let mut fonts = BTreeMap::new();
    for font in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
        let Ok(descendants) = font.get(b"DescendantFonts") else { continue };
        let of = |object: &lopdf::Object| pdf.dereference(object).unwrap().1.clone();
        let inner = of(&of(descendants).as_array().unwrap()[0]).as_dict().unwrap().clone();
        let descriptor = of(inner.get(b"FontDescriptor").unwrap()).as_dict().unwrap().clone();
        let Ok(file) = descriptor.get(b"FontFile2") else { continue };
        let outlines = of(file).as_stream().unwrap().decompressed_content().unwrap();
        let outlines = Font::new(outlines, 0).unwrap();
        let map = of(font.get(b"ToUnicode").unwrap()).as_stream().unwrap().get_plain_content().unwrap();
        let mut letters = BTreeMap::new();
        for (code, letter) in String::from_utf8_lossy(&map).lines().filter_map(pair) {
            let metrics = outlines.glyph_metrics();
            let ink = metrics.extents(GlyphId::new(code)).map_or(0.0, |extents| extents.width);
            letters.insert(letter, (metrics.h_advance(GlyphId::new(code)) as i64, ink));
        }
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        fonts.insert(String::from_utf8_lossy(name).into_owned(), letters);
    }
    fonts
}

/// A line `<0003> <006E>` of a ToUnicode map.
fn pair(line: &str) -> Option<(u32, char)> {
    let (code, letter) = line.trim().split_once("> <")?;
    let letter = u32::from_str_radix(letter.strip_suffix('>')?, 16).ok()?;
    Some((u32::from_str_radix(code.strip_prefix('<')?, 16).ok()?, char::from_u32(letter)?))
}

#[test]
fn a_theme_names_an_own_family_however_it_is_written() {
    for (family, file, font) in [
        ("quay", "fonts/Quay-Regular.ttf", "Quay-Regular"),
        ("QUAY  post", "fonts/sub/QuayPost-Regular.OTF", "QuayPost-Regular"),
    ] {
        let bytes = made(&format!("{font}.{}", &file.to_lowercase()[file.len() - 3..]));
        let outcome = built(&world(family, [(file, bytes)]), "fr-a4");
        assert_eq!(outcome.files.len(), 2, "{:?}", said(&outcome.diagnostics));
        for file in &outcome.files {
            assert!(file.report.fonts.iter().any(|used| used.name.ends_with(&format!("+{font}"))), "{font}");
        }
        let said = said(&outcome.diagnostics);
        let weights: Vec<_> = said.iter().filter(|said| said.contains("font-weight")).collect();
        assert_eq!(weights.len(), 1, "once, not for every style: {said:?}");
        assert!(weights[0].contains("no weight 600, 700, 800: 400 is printed"), "{weights:?}");
    }
}

#[test]
fn letters_from_elsewhere_are_as_high_as_the_own_ones() {
    let world = world("Quay", [("fonts/Quay-Regular.ttf", made("Quay-Regular.ttf"))]);
    let document = document(&world, "fr-a4");
    let mut all = Vec::new();
    document.pages.iter().for_each(|page| runs(&page.items, &mut all));
    let name = |run: &GlyphRun| document.fonts[run.font.0 as usize].name.as_str();
    // "é" inside a word: its neighbours are Quay's, it is Noto's; 0.536 em is Noto's height of small letters.
    let pairs: Vec<_> = all
        .windows(2)
        .filter(|pair| name(pair[0]) == "Quay-Regular" && name(pair[1]) == "NotoSans-Regular")
        .filter(|pair| pair[1].text.starts_with('é') && pair[0].origin == pair[1].origin)
        .collect();
    assert!(pairs.len() > 3);
    for pair in pairs {
        let (own, other) = (pair[0].size * 0.536 / 1.28, pair[1].size * 0.536);
        assert!((own - other).abs() < 0.01, "{}{}: {own} {other}", pair[0].text, pair[1].text);
    }
    // Least sizes hold for what is read: nothing is smaller than its number, and small letters are never lower than
    // those of Noto Sans would be.
    let least = document.least.note;
    for run in all.iter().filter(|run| run.role == flyer::page::Role::Note) {
        let share = if name(run) == "Quay-Regular" { 1.0 / 1.28 } else { 1.0 };
        assert!(run.size * share > least - 0.01, "{} {}", run.text, run.size);
    }
}

#[test]
fn a_variable_font_is_printed_in_the_weight_asked_for() {
    let outcome = built(&world("Quay Flex", [("fonts/QuayFlex.ttf", made("QuayFlex.ttf"))]), "en-a4");
    assert_eq!(outcome.files.len(), 2, "{:?}", said(&outcome.diagnostics));
    assert!(!said(&outcome.diagnostics).iter().any(|said| said.contains("font-")), "it has every weight asked for");
    for file in &outcome.files {
        let fonts = letters(&file.pdf);
        // Advance and ink of letters as fontTools 4.68 makes the instances (`fonttools varLib.instancer wght=700`).
        for (weight, wanted) in
            [(400, [('l', 258, 88.0), ('n', 618, 452.0)]), (700, [('l', 296, 149.0), ('n', 649, 504.0)])]
        {
            let ending = format!("+QuayFlex-Regular_{weight}wght");
            let (_, font) =
                fonts.iter().find(|(name, _)| name.ends_with(&ending)).unwrap_or_else(|| panic!("{fonts:?}"));
            for (letter, advance, ink) in wanted {
                let found = font[&letter];
                assert!(found.0 == advance && (found.1 - ink).abs() < 1.5, "{weight} {letter}: {found:?}");
            }
        }
    }
}

#[test]
fn a_variable_font_is_measured_in_the_weight_asked_for() {
    let document = document(&world("Quay Flex", [("fonts/QuayFlex.ttf", made("QuayFlex.ttf"))]), "en-a4");
    let mut all = Vec::new();
    document.pages.iter().for_each(|page| runs(&page.items, &mut all));
    for (weight, wanted) in [(400, 0.618), (700, 0.649)] {
        let ending = format!("_{weight}wght");
        let drawn = all.iter().filter(|run| document.fonts[run.font.0 as usize].name.ends_with(&ending));
        let letters =
            drawn.flat_map(|run| run.glyphs.iter().map(|glyph| (&run.text[glyph.text.clone()], glyph.advance)));
        let advances: Vec<f64> = letters.filter(|(letter, _)| *letter == "n").map(|(_, advance)| advance).collect();
        assert!(
            advances.len() > 10 && advances.iter().all(|one| (one - wanted).abs() < 0.001),
            "{weight}: {advances:?}"
        );
    }
}

#[test]
fn a_weight_beyond_the_axis_is_said() {
    let theme = String::from_utf8(theme("Quay Flex")).unwrap().replacen("weight        = 400", "weight = 300", 1);
    let files = [("fonts/QuayFlex.ttf", made("QuayFlex.ttf")), ("layouts/themes/calm.toml", theme.into_bytes())];
    let outcome = built(&Memory::new("2026-11-24", files), "en-a4");
    let said = said(&outcome.diagnostics);
    assert!(
        said.iter().any(|said| said.contains("no weight 300: 400 is printed") && said.contains("400 to 800")),
        "{said:?}"
    );
}

#[test]
fn italic_that_is_not_there_is_said() {
    let theme =
        String::from_utf8(theme("Noto Sans")).unwrap().replacen("[styles.body]", "[styles.body]\nitalic = true", 1);
    let outcome = built(&Memory::new("2026-11-24", [("layouts/themes/calm.toml", theme.into_bytes())]), "en-a4");
    let said = said(&outcome.diagnostics);
    assert_eq!(said.iter().filter(|said| said.contains("`Noto Sans` has no italic")).count(), 1, "{said:?}");
}

#[test]
fn a_font_that_may_not_be_subset_goes_in_whole() {
    let named = |change: &str| {
        let world = world("Quay", [("fonts/Quay-Regular.ttf", made(&format!("Quay-Regular.ttf {change}")))]);
        let outcome = built(&world, "en-a6-card");
        let names: Vec<String> = outcome.files[0].report.fonts.iter().map(|font| font.name.clone()).collect();
        let pdf = lopdf::Document::load_mem(&outcome.files[0].pdf).unwrap();
        let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
        let fonts =
            streams.filter_map(|stream| stream.decompressed_content().ok()).filter_map(|bytes| Font::new(bytes, 0));
        (names, fonts.map(|font| font.num_glyphs()).collect::<Vec<_>>())
    };
    let all = Font::new(made("Quay-Regular.ttf"), 0).unwrap().num_glyphs();
    let (names, glyphs) = named("licence=256");
    assert!(names.iter().any(|name| name == "Quay-Regular") && glyphs.contains(&all), "{names:?} {glyphs:?}");
    let (names, glyphs) = named("licence=4");
    assert!(names.iter().any(|name| name.ends_with("+Quay-Regular")) && !glyphs.contains(&all), "{names:?} {glyphs:?}");
}

#[test]
fn what_cannot_be_used_is_refused_with_its_reason() {
    let start = |bytes: &[u8]| [bytes, &[0; 64]].concat();
    let mut eot = vec![0; 64];
    eot[34..36].copy_from_slice(b"LP");
    let wrong: [(Vec<u8>, &str); 23] = [
        (made("Quay-Regular.ttf licence=2"), "its licence forbids embedding"),
        (made("Quay-Regular.ttf licence=512"), "allows embedding as bitmaps only"),
        (made("Quay-Regular.ttf glyf=CFF2"), "CFF2"),
        (made("Quay-Regular.ttf glyf=EBDT"), "pixels (bitmaps)"),
        (made("Quay-Regular.ttf glyf=CBDT"), "pictures in colour"),
        (made("Quay-Regular.ttf glyf=xxxx"), "no outlines"),
        (made("Quay-Regular.ttf cmap=xxxx"), "`cmap` is missing"),
        (made("QuayFlex.ttf gvar=xxxx"), "does not say how its letters vary"),
        (made("Quay-Regular.ttf half"), "damaged"),
        (made("Quay-Regular.ttf loca@10=FF"), "outlines of its"),
        (made("Quay-Regular.ttf hhea@34=FF"), "widths of its"),
        (made("Quay-Regular.ttf maxp@4=01"), "are incomplete"),
        (made("Quay-Regular.ttf maxp@5=01"), "no letters"),
        (made("Quay-Regular.ttf head@12=00"), "head makes no sense"),
        (made("Quay-Regular.ttf head@18=0C"), "nobody could read them"),
        (start(b"wOF2"), "WOFF2"),
        (start(b"wOFF"), "WOFF"),
        (eot, "EOT"),
        (start(b"\x80\x01"), "Type 1"),
        (start(b"%!PS-AdobeFont-1.0"), "Type 1"),
        (start(b"<svg xmlns="), "SVG font"),
        (start(b"MZ"), "Windows bitmap font"),
        (Vec::new(), "empty"),
    ];
    for (bytes, why) in wrong {
        let refusal = FontSet::builtin().add("own.ttf", bytes).unwrap_err();
        assert!(refusal.why.contains(why) && !refusal.help.is_empty(), "{why}: {refusal:?}");
    }
    // Beside a weaker bit the weaker one holds, and a PDF is there to be read and printed.
    for licence in ["licence=0", "licence=4", "licence=6", "licence=8"] {
        assert!(FontSet::builtin().add("own.ttf", made(&format!("Quay-Regular.ttf {licence}"))).is_ok(), "{licence}");
    }
}

#[test]
fn web_fonts_beside_a_desktop_font_are_passed_over() {
    let shop = Shop::new();
    shop.write("fonts/Quay-Regular.ttf", made("Quay-Regular.ttf")).write("fonts/Quay-Regular.woff2", b"wOF2");
    shop.write("fonts/OFL.txt", b"licence").write("layouts/themes/calm.toml", theme("Quay"));
    let said = stderr(&shop.run(&["build", "en-a6-card"]));
    assert!(shop.has("out/en-a6-card.pdf") && !said.contains("woff2"), "{said}");
    shop.write("fonts/Other.woff2", b"wOF2");
    let output = shop.run(&["build", "en-a6-card"]);
    assert!(output.status.code() == Some(1) && stderr(&output).contains("`fonts/Other.woff2` cannot be used"));
    assert!(is_builtin("arabic/Vazirmatn-Bold.ttf") && !is_builtin("Vazirmatn-Bold.ttf"));
}

/// Fonts with a few wrong bytes: refused or printed, never a panic. `FLYER_FONTS=5000` tries more.
#[test]
fn broken_tables_stop_nothing_but_the_build() {
    let rounds: u32 = std::env::var("FLYER_FONTS").ok().and_then(|many| many.parse().ok()).unwrap_or(60);
    let files = ["Quay-Regular.ttf", "QuayFlex.ttf", "QuayPost-Regular.otf"];
    let families = ["Quay", "Quay Flex", "Quay Post"];
    let mut state = 0x2545_F491_u32;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below.max(1)
    };
    let (mut refused, mut printed) = (0, 0);
    for round in 0..rounds {
        let which = random(files.len());
        let mut font = made(files[which]);
        let tables = records(&font);
        // Half of the changes hit the list of tables or the first bytes of a table, where the counts are.
        for _ in 0..=random(4) {
            let record = 12 + 16 * random(tables);
            let start = u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) as usize;
            let length = u32::from_be_bytes(font[record + 12..record + 16].try_into().unwrap()) as usize;
            let at = match random(4) {
                0 => record + random(16),
                1 | 2 => start.saturating_add(random(length.min(64))),
                _ => start.saturating_add(random(length)),
            };
            let value = [0, 1, 0x7F, 0x80, 0xFF, random(256) as u8][random(6)];
            if let Some(byte) = font.get_mut(at) {
                *byte = value;
            }
        }
        let world = world(families[which], [("fonts/own.ttf", font)]);
        let outcome = built(&world, "en-sticker-70");
        match outcome.files.len() {
            2 => printed += 1,
            _ => {
                assert!(outcome.diagnostics.iter().any(Diagnostic::is_error), "round {round}: no file, no word");
                refused += 1;
            }
        }
    }
    assert!(refused > rounds / 10 && printed > rounds / 10, "{refused} refused, {printed} printed");
}
