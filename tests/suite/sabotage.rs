//! Sabotage: a sheet is changed after the promise was taken from it, as a fault of the writer would change it. The
//! proof must see each change and forbid the file.

use super::line::run;
use flyer::build::Said;
use flyer::color::Color;
use flyer::export;
use flyer::page::{Document, GlyphRun, Item, Role, Shape, Tag};
use flyer::proof::{Expected, Report, prove};
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::unit::{Affine, Rect, mm};
use flyer::world::Memory;

fn sheet() -> Document {
    let world = Memory::new("2026-11-24", []);
    let target = Target { language: "fr".into(), layout: "a4".into() };
    let mut said = Said::default();
    let composed = run(&world, &FontSet::builtin(), &Default::default()).compose(&target, &mut said);
    composed.unwrap().document
}

/// What the proof says of a sheet that was promised as it is and then changed.
fn after(change: impl FnOnce(&mut Document)) -> Report {
    let mut document = sheet();
    let expected = Expected::of(&document);
    change(&mut document);
    prove(&export::office(&document).unwrap(), &expected)
}

fn stops(report: &Report, code: &str) {
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    assert!(!report.is_clean(), "the proof lets it pass: {codes:?}");
    assert!(codes.contains(&code), "{code} is not among {codes:?}");
}

fn code_at(document: &Document) -> (usize, Rect) {
    let place = document.pages[0].items.iter().enumerate().find_map(|(at, item)| match item {
        Item::Code(_, rect) => Some((at, *rect)),
        _ => None,
    });
    place.unwrap()
}

fn filled(rect: Rect, color: Color) -> Item {
    let path = flyer::layout::canvas::rounded(rect, 0.0);
    Item::Path(Shape { path, fill: Some(color), stroke: None, origin: None })
}

#[test]
fn an_honest_sheet_passes() {
    let report = after(|_| ());
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.codes.len(), 2);
    assert!(report.codes.iter().all(|code| code.read_by == ["rxing", "rqrr"]));
}

#[test]
fn a_swapped_address_is_seen() {
    let report = after(|document| {
        let distance = document.codes[0].distance;
        let other = flyer::code::encode(
            "https://www.facebook.com/help/contact/712876720715584",
            flyer::code::Use::Handout,
            distance,
        );
        document.codes[0] = other.unwrap();
    });
    stops(&report, "code-wrong");
}

#[test]
fn two_codes_changed_for_each_other_are_seen() {
    stops(&after(|document| document.codes.swap(0, 1)), "code-wrong");
}

#[test]
fn a_shaved_quiet_zone_is_seen() {
    let report = after(|document| {
        let (at, rect) = code_at(document);
        let bar = Rect::new(rect.x0 - mm(2.5), rect.y0, rect.x0 - mm(1.5), rect.y1);
        document.pages[0].items.insert(at, filled(bar, Color::BLACK));
    });
    stops(&report, "quiet-zone");
}

#[test]
fn too_small_modules_are_seen() {
    let mut document = sheet();
    let (at, rect) = code_at(&document);
    let modules = document.codes[0].modules as f64;
    if let Item::Code(_, own) = &mut document.pages[0].items[at] {
        *own = Rect::from_origin_size(rect.origin(), (modules * mm(0.2), modules * mm(0.2)));
    }
    let expected = Expected::of(&document);
    stops(&prove(&export::office(&document).unwrap(), &expected), "module-small");
}

#[test]
fn a_covered_code_is_seen() {
    for share in [0.3, 0.05] {
        let report = after(|document| {
            let (at, rect) = code_at(document);
            let side = rect.width() * share;
            let patch = Rect::from_center_size(rect.center(), (side, side));
            document.pages[0].items.insert(at + 1, filled(patch, Color::PAPER));
        });
        stops(&report, "code-covered");
    }
}

#[test]
fn a_code_that_nobody_asked_for_is_seen() {
    let report = after(|document| {
        let (at, rect) = code_at(document);
        let Item::Code(id, _) = document.pages[0].items[at] else { unreachable!() };
        // On an empty page: lost words are another finding, the code must be one of its own.
        document.pages[0].items.retain(|item| !matches!(item, Item::Text(_) | Item::Path(_)));
        document.pages[0].items.push(Item::Code(id, rect + flyer::unit::Vec2::new(0.0, mm(120.0))));
    });
    stops(&report, "code-unexpected");
}

#[test]
fn white_on_white_is_seen() {
    let report = after(|document| {
        for item in &mut document.pages[0].items {
            if let Item::Text(run) = item {
                run.color = Color::PAPER;
            }
        }
    });
    stops(&report, "contrast");
}

#[test]
fn lost_and_changed_words_are_seen() {
    let lost = after(|document| {
        let last = document.pages[0].items.iter().rposition(|item| matches!(item, Item::Text(_))).unwrap();
        document.pages[0].items.remove(last);
    });
    stops(&lost, "text-differs");
    let changed = after(|document| {
        let run = document.pages[0].items.iter_mut().find_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        });
        let run = run.unwrap();
        run.glyphs.swap(0, 2);
        let (first, third) = (run.glyphs[0].text.clone(), run.glyphs[2].text.clone());
        (run.glyphs[0].x, run.glyphs[2].x) = (run.glyphs[2].x, run.glyphs[0].x);
        assert_ne!(first, third);
    });
    stops(&changed, "text-differs");
}

#[test]
fn small_cut_and_overlapping_text_is_seen() {
    let shrunk = after(|document| {
        let items = std::mem::take(&mut document.pages[0].items);
        document.pages[0].items = vec![Item::Group { transform: Affine::scale(0.5), clip: None, items }];
    });
    stops(&shrunk, "text-small");
    let outside = after(|document| {
        let width = document.pages[0].trim.width;
        if let Some(Item::Text(run)) = document.pages[0].items.iter_mut().find(|item| matches!(item, Item::Text(_))) {
            run.at.x = width - 20.0;
        }
    });
    stops(&outside, "clipped");
    let near = after(|document| {
        if let Some(Item::Text(run)) = document.pages[0].items.iter_mut().find(|item| matches!(item, Item::Text(_))) {
            run.at.x = mm(1.0);
        }
    });
    stops(&near, "safe-area");
    let over = after(|document| {
        let mut runs = document.pages[0].items.iter_mut().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        });
        let first = runs.next().unwrap().at;
        runs.next().unwrap().at = first;
    });
    stops(&over, "overlap");
}

#[test]
fn covered_text_is_seen() {
    let report = after(|document| {
        let page = Rect::from_origin_size((0.0, 0.0), document.pages[0].trim);
        document.pages[0].items.push(filled(page, Color::new([250, 250, 250], [2, 2, 2, 0])));
    });
    stops(&report, "text-covered");
    stops(&report, "code-covered");
}

#[test]
fn missing_title_and_language_are_seen() {
    stops(&after(|document| document.title.clear()), "title-missing");
    stops(&after(|document| document.lang = "de".into()), "metadata-differs");
}

#[test]
fn a_page_of_another_size_is_seen() {
    stops(&after(|document| document.pages[0].trim.width -= mm(1.0)), "page-size");
}

#[test]
fn grey_in_the_quiet_zone_is_seen() {
    for grey in [215, 180, 120] {
        for side in 0..4 {
            let report = after(|document| {
                let (at, rect) = code_at(document);
                let strip = mm(0.9);
                let bar = match side {
                    0 => Rect::new(rect.x0 - 2.0 * strip, rect.y0, rect.x0 - strip, rect.y1),
                    1 => Rect::new(rect.x1 + strip, rect.y0, rect.x1 + 2.0 * strip, rect.y1),
                    2 => Rect::new(rect.x0, rect.y0 - 2.0 * strip, rect.x1, rect.y0 - strip),
                    _ => Rect::new(rect.x0, rect.y1 + strip, rect.x1, rect.y1 + 2.0 * strip),
                };
                document.pages[0].items.insert(at, filled(bar, Color::new([grey; 3], [0, 0, 0, 30])));
            });
            stops(&report, "quiet-zone");
        }
    }
}

/// Changes the texts that a test picks.
fn change_runs(document: &mut Document, mut change: impl FnMut(&mut GlyphRun)) {
    for item in &mut document.pages[0].items {
        if let Item::Text(run) = item {
            change(run);
        }
    }
}

#[test]
fn running_text_in_the_size_of_notes_is_seen() {
    let mut shrunk = 0;
    let report = after(|document| {
        change_runs(document, |run| {
            if run.role == Role::Body && shrunk == 0 {
                run.size = 9.0;
                shrunk += 1;
            }
        });
    });
    assert_eq!(shrunk, 1);
    stops(&report, "text-small");
}

#[test]
fn text_covered_at_its_ends_is_seen() {
    for at_start in [true, false] {
        let report = after(|document| {
            let long = document.pages[0].items.iter().rev().find_map(|item| match item {
                Item::Text(run) if run.glyphs.len() > 40 && run.role == Role::Body => Some(run.clone()),
                _ => None,
            });
            let run = long.unwrap();
            let letter = if at_start { run.glyphs.first() } else { run.glyphs.last() }.unwrap();
            let left = run.at.x + letter.x * run.size;
            let patch = Rect::new(left, run.at.y - run.size, left + letter.advance * run.size, run.at.y + 2.0);
            document.pages[0].items.push(filled(patch, Color::PAPER));
        });
        stops(&report, "text-covered");
    }
}

/// Changes the tags that a test picks.
fn change_tags(document: &mut Document, mut change: impl FnMut(&mut Tag)) {
    for item in &mut document.pages[0].items {
        if let Item::Open(tag) = item {
            change(tag);
        }
    }
}

#[test]
fn another_reading_order_is_seen() {
    let headings = after(|document| {
        change_tags(document, |tag| {
            if let Tag::Heading(level) = tag {
                *level = 1;
            }
        });
    });
    stops(&headings, "structure-differs");
    let alt = after(|document| {
        change_tags(document, |tag| {
            if let Tag::Figure { alt, .. } = tag {
                *alt = "picture".into();
            }
        });
    });
    stops(&alt, "structure-differs");
    let foreign = after(|document| {
        change_tags(document, |tag| {
            if *tag == Tag::Paragraph {
                *tag = Tag::Foreign("de".into());
            }
        });
    });
    stops(&foreign, "structure-differs");
    stops(&after(|document| document.rtl = true), "metadata-differs");
}

#[test]
fn words_read_in_another_order_than_they_stand_are_seen() {
    let document = sheet();
    let expected = Expected::of(&document);
    let mut pdf = lopdf::Document::load_mem(&export::office(&document).unwrap()).unwrap();
    let marked = |object: &lopdf::Object| {
        let dict = object.as_dict().ok()?;
        let paragraph = dict.get(b"S").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"P"));
        let [number] = &dict.get(b"K").ok()?.as_array().ok()?[..] else { return None };
        number.as_i64().ok().filter(|_| paragraph)
    };
    let found: Vec<_> = pdf.objects.iter().filter_map(|(id, object)| Some((*id, marked(object)?))).collect();
    let ([(first, one), .., (last, other)], true) = (&found[..], found.len() > 3) else { panic!("{found:?}") };
    for (id, number) in [(first, other), (last, one)] {
        pdf.get_dictionary_mut(*id).unwrap().set("K", vec![lopdf::Object::from(*number)]);
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    stops(&prove(&bytes, &expected), "structure-differs");
}

/// What people read in steps and lists is running text, in every layout: no style may make notes of it.
#[test]
fn steps_are_running_text() {
    let world = Memory::new("2026-11-24", []);
    for layout in flyer::spec::stems(&world, "layouts") {
        let target = Target { language: "fr".into(), layout: layout.clone() };
        let mut said = Said::default();
        let fonts = FontSet::builtin();
        let composed = run(&world, &fonts, &Default::default()).compose(&target, &mut said).unwrap();
        for page in &composed.document.pages {
            running(&page.items, &mut 0, &layout);
        }
    }
}

fn running(items: &[Item], inside: &mut usize, layout: &str) {
    for item in items {
        match item {
            Item::Group { items, .. } => running(items, inside, layout),
            Item::Open(Tag::List { numbered: true }) => *inside = 1,
            Item::Open(_) if *inside > 0 => *inside += 1,
            Item::Close if *inside > 0 => *inside -= 1,
            Item::Text(run) if *inside > 0 => {
                assert!(run.role == Role::Body && run.size > 10.49, "{layout}: {} in {} pt", run.text, run.size);
            }
            _ => {}
        }
    }
}

/// A sheet in Arabic, changed after the promise was taken.
fn after_in_arabic(change: impl FnOnce(&mut Document)) -> Report {
    let world = Memory::new("2026-11-24", []);
    let target = Target { language: "ar".into(), layout: "a4".into() };
    let mut said = Said::default();
    let composed = run(&world, &FontSet::builtin(), &Default::default()).compose(&target, &mut said);
    let mut document = composed.unwrap().document;
    let expected = Expected::of(&document);
    change(&mut document);
    prove(&export::office(&document).unwrap(), &expected)
}

#[test]
fn arabic_words_in_another_order_are_seen() {
    let honest = after_in_arabic(|_| ());
    assert!(honest.is_clean(), "{honest}");
    // Other words of the same letters: glyphs that show one letter each change places, with what they say.
    let exchanged = after_in_arabic(|document| {
        let mut done = false;
        change_runs(document, |run| {
            let (text, glyphs) = (run.text.clone(), &mut run.glyphs);
            let single = |at: usize, glyphs: &[flyer::page::Glyph]| glyphs[at].text.len() == 2 && glyphs[at].y == 0.0;
            if done || !run.rtl || glyphs.len() < 6 {
                return;
            }
            let places: Vec<usize> = (0..glyphs.len()).filter(|at| single(*at, glyphs)).collect();
            let pair =
                places.windows(3).find(|at| text[glyphs[at[0]].text.clone()] != text[glyphs[at[2]].text.clone()]);
            if let Some(&[one, _, other]) = pair {
                let (a, b) = (glyphs[one].clone(), glyphs[other].clone());
                (glyphs[one].id, glyphs[one].text) = (b.id, b.text);
                (glyphs[other].id, glyphs[other].text) = (a.id, a.text);
                done = true;
            }
        });
        assert!(done, "no word to change");
    });
    stops(&exchanged, "text-differs");
}

#[test]
fn a_sign_in_an_address_that_is_not_its_own_is_seen() {
    // The words on the page are what was promised: only the address tells that they are wrong.
    for (find, put) in [("/contact", "/con\u{2010}tact"), ("/contact", "/contct"), ("712876", "712867"), ("www.", "")] {
        let mut document = sheet();
        let mut done = 0;
        change_runs(&mut document, |run| {
            let shows = run.text.starts_with("www.facebook.com") || run.text.contains("/contact/712");
            let Some(from) = run.text.find(find).filter(|_| shows) else { return };
            let text = run.text.replacen(find, put, 1);
            let glyph = run.glyphs[0].clone();
            let advance = glyph.advance.min(0.3);
            // What is written is what the text says: one glyph a letter.
            let letter = |(at, (byte, c)): (usize, (usize, char))| {
                let old = run.glyphs.iter().find(|old| run.text[old.text.clone()].starts_with(c));
                let id = old.map_or(glyph.id, |old| old.id);
                let text = byte..byte + c.len_utf8();
                flyer::page::Glyph { id, x: at as f64 * advance, advance, text, ..glyph.clone() }
            };
            run.glyphs = text.char_indices().enumerate().map(letter).collect();
            run.text = text.into();
            done += usize::from(from > 0 || put.is_empty());
        });
        assert!(done > 0, "{find}");
        let expected = Expected::of(&document);
        let report = prove(&export::office(&document).unwrap(), &expected);
        stops(&report, "address-differs");
    }
}
