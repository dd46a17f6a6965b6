//! Nothing vanishes unsaid: with a full project, in seven languages and all layouts, the words on a sheet agree with what it
//! shows, and what it does not show is among what was left out.

use super::line::run;
use flyer::build::Composed;
use flyer::build::Said;
use flyer::page::{Document, Item, Tag};
use flyer::resolve::Options;
use flyer::resolve::left_out::What;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::{Memory, embedded};

const LANGUAGES: [&str; 7] = ["fr", "de", "ar", "ja", "it", "hy", "ta"];
const LOGO: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#053"/></svg>"##;

/// A library that gives all that it can give, with three screenshots as tall as phones are.
fn world(more: &[(&'static str, String)]) -> Memory {
    let shot =
        |name: &str, day: &str| format!("{{ file = \"{name}.png\", alt = \"{name}\", taken = \"2026-11-{day}\" }}");
    let project = format!(
        "organisation = \"Library of Harbourton\"\naddress = \"7 Quay Lane, 44600 Harbourton\"\nhours = \"Tuesday, 14:00 to 17:00\"\n\
         legal = \"Printed by ourselves\"\nlogos = [{{ file = \"logo.svg\", alt = \"Library of Harbourton\" }}]\n\
         [screens]\n\"menu.facebook\" = [{}, {}, {}]\n",
        shot("one", "20"),
        shot("two", "21"),
        shot("three", "22")
    );
    let picture = super::made::make("png 234x506");
    let pictures = ["one.png", "two.png", "three.png"].map(|name| (name, picture.clone()));
    let texts = [("flyer.toml", project), ("logo.svg", LOGO.to_owned())];
    let texts = texts.into_iter().chain(more.iter().cloned()).map(|(name, text)| (name, text.into_bytes()));
    Memory::new("2026-11-24", texts.chain(pictures))
}

fn composed(world: &Memory, language: &str, layout: &str) -> Result<Composed, Vec<String>> {
    let mut said = Said::default();
    let target = Target { language: language.into(), layout: layout.into() };
    let fonts = FontSet::builtin();
    let made = run(world, &fonts, &Options::default()).compose(&target, &mut said);
    made.ok_or_else(|| said.faults.into_inner().into_iter().map(|fault| fault.message).collect())
}

/// What stands on the pages: letters without anything between them, captions, own screenshots, numbered lists.
#[derive(Default)]
struct Seen {
    letters: String,
    screens: usize,
    shots: usize,
    steps: usize,
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn look(document: &Document, items: &[Item], seen: &mut Seen) {
    for item in items {
        match item {
            Item::Text(run) => seen.letters.push_str(&letters(&run.text)),
            Item::Open(Tag::Caption) => seen.screens += 1,
            Item::Open(Tag::List { numbered: true }) => seen.steps += 1,
            Item::Image(placement) => {
                seen.shots += usize::from(document.images[placement.image.0 as usize].name.ends_with(".png"));
            }
            Item::Group { items, .. } => look(document, items, seen),
            _ => {}
        }
    }
}

fn seen(composed: &Composed) -> Seen {
    let mut seen = Seen::default();
    for page in &composed.document.pages {
        look(&composed.document, &page.items, &mut seen);
    }
    seen
}

/// The letters of some words, part by part between what is put in.
fn parts(file: &str, key: &str) -> Vec<String> {
    let table: toml::Table = String::from_utf8(embedded(file).unwrap().to_vec()).unwrap().parse().unwrap();
    table["words"][key].as_str().unwrap().split("{when}").map(letters).collect()
}

/// What a language says of drawings, and the part of what it says of screenshots that it does not say of drawings too.
fn words(language: &str) -> (String, String) {
    let drawings = parts(&format!("assets/guides/meta-ai/{language}.toml"), "drawings").concat();
    let taken = parts(&format!("assets/words/{language}.toml"), "screenshots");
    let own = taken.into_iter().filter(|part| !drawings.contains(part.as_str())).max_by_key(String::len).unwrap();
    (drawings, own)
}

/// Whether a layout asks for something: its own file, or one that it extends.
fn asks(layout: &str, what: &str) -> bool {
    let text = String::from_utf8(embedded(&format!("layouts/{layout}.toml")).unwrap().to_vec()).unwrap();
    let below = text.lines().find_map(|line| line.strip_prefix("extends = \"")?.strip_suffix('"').map(str::to_owned));
    text.contains(what) || below.is_some_and(|below| asks(&below, what))
}

fn disagreements(language: &str, layout: &str, composed: &Composed) -> Vec<String> {
    let seen = seen(composed);
    let (drawings, taken) = words(language);
    let (says_drawn, says_taken) = (seen.letters.contains(&drawings), seen.letters.contains(&taken));
    let mut wrong = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{language}-{layout}: {what}; {} screens, {} own", seen.screens, seen.shots));
        }
    };
    let asked = asks(layout, "\"drawings\"");
    must(says_drawn == (asked && seen.screens > seen.shots), "words about drawings and drawings do not go together");
    must(says_taken == (asked && seen.shots > 0), "words about screenshots and screenshots do not go together");
    let said = composed.left_out.iter().any(|left| matches!(left.what, What::Screens | What::Screenshots));
    must(!asks(layout, "screens = [") || said == (seen.screens == 0), "screens are gone unsaid, or said to be gone");
    must(!asks(layout, "steps = \"") || seen.steps > 0, "the steps are gone");
    wrong
}

#[test]
fn a_full_project_loses_nothing_unsaid() {
    let world = world(&[]);
    let layouts = flyer::spec::stems(&world, "layouts");
    assert!(layouts.len() >= 18);
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for layout in &layouts {
            match composed(&world, language, layout) {
                Ok(composed) => wrong.extend(disagreements(language, layout, &composed)),
                Err(faults) => wrong.push(format!("{language}-{layout}: {faults:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A layout of its own, from the A4 handout with some of its text replaced.
fn changed(pairs: &[(&str, &str)]) -> Memory {
    let mut text = String::from_utf8(embedded("layouts/a4.toml").unwrap().to_vec()).unwrap();
    for (find, put) in pairs {
        assert!(text.contains(find), "a4.toml has no {find:?} any more");
        text = text.replacen(find, put, 1);
    }
    world(&[("layouts/mine.toml", text)])
}

const SCREENS: &str = "{ screens = [\"menu\", \"policy\", \"center\", \"code\"], optional = true }";

#[test]
fn the_order_of_blocks_loses_no_late_words() {
    let moved = [
        ("size   = \"A4\"", "size   = { width = \"210mm\", height = \"305mm\" }"),
        ("\"drawings\", ", ""),
        ("{ text = \"subtitle\", style = \"lead\" }", "{ text = [\"subtitle\", \"drawings\"], style = \"lead\" }"),
    ];
    let made = composed(&changed(&moved), "fr", "mine").unwrap();
    let seen = seen(&made);
    assert!(seen.screens > 0);
    assert!(seen.letters.contains(&words("fr").0), "the words stand above the screens");
}

#[test]
fn a_bar_goes_with_the_screens_below_it() {
    let bar = format!("{{ panel = [{{ heading = \"name\", style = \"name\" }}], fill = \"service\" }}, {SCREENS}");
    let small = [("size   = \"A4\"", "size   = { width = \"210mm\", height = \"244mm\" }"), (SCREENS, bar.as_str())];
    let made = composed(&changed(&small), "fr", "mine").unwrap();
    assert_eq!(made.left_out.len(), 1, "{:?}", made.left_out);
    assert_eq!(made.left_out[0].services, ["Facebook", "Instagram"]);
    let seen = seen(&made);
    assert_eq!((seen.screens, seen.shots), (0, 0));
    assert!(!seen.letters.contains(&words("fr").0));
    let bars = |name: &str| {
        made.document.pages.iter().flat_map(|page| headings(&page.items)).filter(|own| own == name).count()
    };
    assert_eq!(bars("Facebook"), 1, "only the bar over the code stands");
}

/// The words of all headings.
fn headings(items: &[Item]) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = false;
    for item in items {
        match item {
            Item::Open(Tag::Heading(_)) => {
                open = true;
                all.push(String::new());
            }
            Item::Close => open = false,
            Item::Text(run) if open => all.last_mut().unwrap().push_str(&letters(&run.text)),
            _ => {}
        }
    }
    all
}

#[test]
fn screens_grow_narrower_before_they_go() {
    let width = |height: u32| {
        let size = format!("size   = {{ width = \"210mm\", height = \"{height}mm\" }}");
        let made = composed(&changed(&[("size   = \"A4\"", size.as_str())]), "en", "mine").unwrap();
        let mut widths = Vec::new();
        for page in &made.document.pages {
            shots(&made.document, &page.items, &mut widths);
        }
        (widths.into_iter().reduce(f64::max), made.left_out.len())
    };
    let all: Vec<(Option<f64>, usize)> = (236..=300).rev().step_by(8).map(width).collect();
    let widths: Vec<f64> = all.iter().filter_map(|(width, _)| *width).collect();
    assert!(widths.windows(2).all(|pair| pair[1] <= pair[0] + 0.01), "a smaller page has no wider screens: {widths:?}");
    let (first, last) = (widths[0], *widths.last().unwrap());
    assert!(last < first - 1.0 && last >= 56.7 - 0.01, "they shrink, but not below 20 mm: {widths:?}");
    assert!(all.iter().any(|(width, _)| width.is_none()), "at last they go");
    assert!(all.iter().all(|(width, left)| width.is_some() == (*left == 0)), "and this is said: {all:?}");
}

fn shots(document: &Document, items: &[Item], widths: &mut Vec<f64>) {
    for item in items {
        match item {
            Item::Image(placement) if document.images[placement.image.0 as usize].name.ends_with(".png") => {
                widths.push(placement.rect.width());
            }
            Item::Group { items, .. } => shots(document, items, widths),
            _ => {}
        }
    }
}
