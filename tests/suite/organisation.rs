//! The organisation's block: what a project says of itself stands on every layout, tagged and in order, or is named.

use super::line::run;
use super::shop::{Shop, stderr, stdout};
use flyer::build::Composed;
use flyer::build::Said;
use flyer::page::{Document, Item, Tag};
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::Memory;
use serde_json::Value;

const LOGO: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z" fill="#8a1538"/></svg>"##;

/// Each particular with words that nothing else on a sheet says.
const SAID: [(&str, &str); 7] = [
    ("organisation", "Zanzibar"),
    ("address", "Quai Neuf"),
    ("hours", "18:45"),
    ("phone", "55 25 49"),
    ("email", "@buch.test"),
    ("web", "www.buch.test"),
    ("legal", "Printed in-house"),
];

const PROJECT: &str = r#"
organisation = "Library of Zanzibar"
address = "1 Quai Neuf"
hours = [["Tue", "14:00-18:45"], ["Sat", "10:00-13:00"]]
phone = "01 55 25 49 10"
email = "a@buch.test"
web = "https://www.buch.test/"
legal = "Printed in-house"
logos = [{ file = "logo.svg", alt = "Library" }]
"#;

fn composed(language: &str, layout: &str, project: &str) -> Option<Composed> {
    let world = Memory::new("2026-11-24", [("flyer.toml", project.into()), ("logo.svg", LOGO.into())]);
    let target = Target { language: language.into(), layout: layout.into() };
    let mut said = Said::default();
    let fonts = FontSet::builtin();
    let composed = run(&world, &fonts, &Default::default()).compose(&target, &mut said);
    assert!(composed.is_some(), "{language}-{layout}: {:?}", said.faults.into_inner());
    composed
}

/// All words of a document as they are read, and how many pictures it shows.
fn read(document: &Document) -> (String, usize) {
    fn gather(items: &[Item], all: &mut (String, usize)) {
        for item in items {
            match item {
                Item::Text(run) => all.0 += &run.text.replace('\u{a0}', " "),
                Item::Image(_) => all.1 += 1,
                Item::Group { items, .. } => gather(items, all),
                _ => {}
            }
        }
    }
    let mut all = (String::new(), 0);
    document.pages.iter().for_each(|page| gather(&page.items, &mut all));
    all
}

#[test]
fn every_layout_shows_the_organisation_or_says_what_it_has_no_room_for() {
    let output = Shop::new().run(&["list", "--message-format", "json"]);
    let list: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let layouts = list["layouts"].as_array().unwrap();
    assert!(layouts.len() >= 18);
    for layout in layouts {
        let name = layout["name"].as_str().unwrap();
        let composed = composed("fr", name, PROJECT).unwrap();
        let (words, pictures) = read(&composed.document);
        // A space at which a line ends is not printed.
        let words = words.replace(' ', "");
        let lacks: Vec<&str> = layout["no_room_for"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let said: Vec<&str> = composed.left_out.iter().flat_map(|left| &left.keys).map(String::as_str).collect();
        for (key, mark) in SAID {
            let printed = words.contains(&mark.replace(' ', ""));
            assert_ne!(printed, lacks.contains(&key), "{name}: {key} in {words}");
            assert!(printed || said.contains(&key), "{name}: {key} vanishes unsaid");
        }
        assert!((pictures > 0) != lacks.contains(&"logos"), "{name}: logos");
    }
}

/// Everything in two languages: each sheet says its own.
const IN_EACH: &str = r#"
organisation = { fr = "Alphorn", AR = "مكتبة" }
address = { fr = "Berceau", ar = "شارع" }
legal = { fr = "Cithare", ar = "طبع" }
logos = [{ file = "logo.svg", alt = { fr = "Damier", ar = "شعار" } }]
"#;

#[test]
fn every_text_may_be_given_by_language() {
    for (language, own, other) in [
        ("fr", ["Alphorn", "Berceau", "Cithare", "Damier"], ["مكتبة", "شارع", "طبع", "شعار"]),
        ("ar", ["مكتبة", "شارع", "طبع", "شعار"], ["Alphorn", "Berceau", "Cithare", "Damier"]),
        // A name and what a picture says are better in another language than not there.
        ("de", ["مكتبة", "مكتبة", "شعار", "شعار"], ["Alphorn", "Berceau", "طبع", "Cithare"]),
    ] {
        let document = composed(language, "a4", IN_EACH).unwrap().document;
        let (mut words, _) = read(&document);
        let items = document.pages.iter().flat_map(|page| &page.items);
        words.extend(items.filter_map(|item| match item {
            Item::Open(Tag::Figure { alt, .. }) => Some(alt.as_str()),
            _ => None,
        }));
        assert!(own.iter().all(|text| words.contains(text)), "{language}: {words}");
        assert!(!other.iter().any(|text| words.contains(text)), "{language}: {words}");
    }
}

#[test]
fn the_block_is_a_heading_a_table_and_paragraphs_in_order() {
    for language in ["fr", "ar"] {
        let document = composed(language, "a4-duplex", PROJECT).unwrap().document;
        let items = document.pages.iter().flat_map(|page| &page.items);
        let mut tags: Vec<(Tag, String)> = Vec::new();
        let mut open = Vec::new();
        for item in items {
            match item {
                Item::Open(tag) => {
                    open.push(tags.len());
                    tags.push((tag.clone(), String::new()));
                }
                Item::Close => drop(open.pop()),
                Item::Text(run) => open.iter().for_each(|at| tags[*at].1 += &run.text),
                _ => {}
            }
        }
        let name = tags.iter().position(|(tag, words)| *tag == Tag::Heading(2) && words.contains("Zanzibar")).unwrap();
        let kinds = tags[name..].iter().filter_map(|(tag, words)| match tag {
            Tag::Heading(_) => Some("name"),
            Tag::Figure { .. } => Some("logo"),
            Tag::Table => Some("hours"),
            Tag::RowHeading => Some("days"),
            Tag::Cell => Some("times"),
            Tag::Link(_) if words.contains("55 25") => Some("phone"),
            Tag::Link(_) if words.contains('@') => Some("email"),
            Tag::Link(_) if words.contains("www.buch") => Some("web"),
            _ => None,
        });
        let kinds: Vec<&str> = kinds.take(10).collect();
        assert_eq!(
            kinds,
            ["name", "logo", "hours", "days", "times", "days", "times", "phone", "email", "web"],
            "{language}"
        );
        let urls: Vec<&str> = document.links.iter().map(|link| link.url.as_str()).collect();
        for url in ["tel:0155254910", "mailto:a@buch.test", "https://www.buch.test/"] {
            assert!(urls.contains(&url), "{urls:?}");
        }
    }
}

#[test]
fn a_sheet_in_another_language_says_that_there_are_no_hours_for_it() {
    let shop = Shop::new();
    shop.write("flyer.toml", "[hours]\nen = [[\"Tue\", \"14:00-18:45\"]]\n");
    let output = shop.run(&["build", "fr-a4", "en-a4"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches("`hours` has no words in `fr`").count(), 1, "{said}");
    assert!(said.contains("flyer.toml:"), "{said}");
}

#[test]
fn help_is_printed_once() {
    let project = format!("help = \"Ask Zebedee.\"\n{PROJECT}");
    for layout in ["a4", "table-tent"] {
        let (words, _) = read(&composed("fr", layout, &project).unwrap().document);
        assert_eq!(words.matches("Zebedee").count(), 1, "{layout}");
    }
}
