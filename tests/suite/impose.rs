//! Sheets from the command line: measured with a ruler on the rendered page, counted, compared.

use super::sheets::report;
use super::shop::{Shop, stderr};
use flyer::proof;
use image::GrayImage;

/// Pixels a millimetre of the ruler.
const FINE: f64 = 10.0;

fn page(shop: &Shop, file: &str, page: usize) -> GrayImage {
    let png = proof::picture(&shop.read(file), page, FINE * 25.4).unwrap();
    image::load_from_memory(&png).unwrap().into_luma8()
}

/// Places in millimetres of the dark lines that cross a level line of the page.
fn lines_across(page: &GrayImage, y_mm: f64) -> Vec<f64> {
    let y = (y_mm * FINE) as u32;
    middles((0..page.width()).map(|x| page.get_pixel(x, y).0[0] < 160))
}

/// Places in millimetres of the dark lines that cross an upright line of the page.
fn lines_along(page: &GrayImage, x_mm: f64) -> Vec<f64> {
    let x = (x_mm * FINE) as u32;
    middles((0..page.height()).map(|y| page.get_pixel(x, y).0[0] < 160))
}

fn middles(dark: impl Iterator<Item = bool>) -> Vec<f64> {
    let (mut found, mut since) = (Vec::new(), None);
    for (at, dark) in dark.chain([false]).enumerate() {
        match (dark, since) {
            (true, None) => since = Some(at),
            (false, Some(from)) => {
                found.push((from + at) as f64 / 2.0 / FINE);
                since = None;
            }
            _ => {}
        }
    }
    found
}

fn build(shop: &Shop, args: &[&str]) {
    let output = shop.run(&[&["build", "--quiet"], args].concat());
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_card_cut_along_its_marks_is_105_by_148_mm() {
    let shop = Shop::new();
    build(&shop, &["fr-a6-card", "--sheet", "A4", "--nup", "1"]);
    for side in 0..2 {
        let sheet = page(&shop, "out/fr-a6-card.1up-A4.pdf", side);
        // The marks stand in the margin, one millimetre from the bleed: 148 mm in the middle of 297 begin at 74.5.
        let across = lines_across(&sheet, 74.5 - 3.0 - 3.0);
        assert_eq!(across.len(), 2, "{across:?}");
        assert!((across[1] - across[0] - 105.0).abs() < 0.15, "{across:?}");
        let along = lines_along(&sheet, 52.5 - 3.0 - 3.0);
        assert_eq!(along.len(), 2, "{along:?}");
        assert!((along[1] - along[0] - 148.0).abs() < 0.15, "{along:?}");
    }
}

#[test]
fn panels_are_97_100_and_100_mm_wide() {
    for (target, wanted) in
        [("fr-dl-leaflet", [[97.0, 100.0], [100.0, 100.0]]), ("ar-dl-leaflet", [[100.0, 100.0], [97.0, 100.0]])]
    {
        let shop = Shop::new();
        build(&shop, &[target, "--profile", "press"]);
        for (side, wanted) in wanted.iter().enumerate() {
            let sheet = page(&shop, &format!("out/{target}.press.pdf"), side);
            // 13 mm of slug and 3 mm of bleed lie round the sheet; the dashes of fold marks begin 1 mm above the bleed.
            let marks = lines_across(&sheet, 13.0 - 1.3);
            let from_trim: Vec<f64> = marks.iter().map(|x| x - 16.0).collect();
            let at = |mm: f64| from_trim.iter().any(|x| (x - mm).abs() < 0.15);
            assert!(at(0.0) && at(297.0), "crop marks: {from_trim:?}");
            assert!(at(wanted[0]) && at(wanted[0] + wanted[1]), "{target}, side {side}: {from_trim:?}");
        }
    }
}

#[test]
fn four_cards_are_scarcely_larger_than_one() {
    let shop = Shop::new();
    build(&shop, &["fr-a6-card", "--profile", "office,press"]);
    build(&shop, &["fr-a6-card", "--profile", "office,press", "--sheet", "A4", "--nup", "4"]);
    for kind in ["", ".press"] {
        let one = shop.read(&format!("out/fr-a6-card{kind}.pdf")).len();
        let four = shop.read(&format!("out/fr-a6-card.4up-A4{kind}.pdf")).len();
        assert!(four < one + one / 20, "{one} bytes for one, {four} for four");
    }
}

#[test]
fn paper_without_room_for_marks_says_where_to_cut() {
    let shop = Shop::new();
    let said = stderr(&shop.run(&["build", "fr-a6-card", "--sheet", "A4", "--nup", "4"]));
    assert!(said.contains("warning[no-cut-marks]"), "{said}");
    assert!(said.contains("cut at 105.0 mm from the left and at 0.5, 148.5, 296.5 mm from the top"), "{said}");
    let said = stderr(&shop.run(&["build", "fr-a6-card", "--sheet", "A3", "--nup", "4"]));
    assert!(!said.contains("no-cut-marks"), "{said}");
}

#[test]
fn every_card_of_every_sheet_is_read_back() {
    let shop = Shop::new();
    let output = shop.run(&["build", "fr-a6-card", "--sheet", "A4", "--copies", "6", "--message-format", "json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\"codes\":12"), "two codes on each of six cards: {text}");
    assert!(text.contains("turned round the long edge"), "{text}");
}

#[test]
fn the_same_sheets_are_the_same_bytes() {
    let (one, other) = (Shop::new(), Shop::new());
    for args in [&["fr-a3", "--tile", "A4"][..], &["ar-a5", "--booklet"], &["de-bookmark", "--sheet", "SRA3"]] {
        build(&one, args);
        build(&other, args);
    }
    assert_eq!(one.files().len(), 3);
    assert_eq!(one.files(), other.files());
}

#[test]
fn a_poster_in_parts_has_a_ruler_of_100_mm() {
    let shop = Shop::new();
    build(&shop, &["fr-a3", "--tile", "A4"]);
    let report = proof::inspect(&shop.read("out/fr-a3.tiles-A4.pdf"));
    assert_eq!(report.pages.len(), 4);
    let sizes = report.pages[0].size_mm;
    let sheet = page(&shop, "out/fr-a3.tiles-A4.pdf", 0);
    // The long ticks at both ends of the ruler, just below the part.
    let left = sizes[0] - 5.0 - 103.0;
    let y = (50..(sizes[1] as u32)).rev().map(f64::from).find(|y| {
        let lines = lines_across(&sheet, *y);
        lines.iter().any(|x| (x - left).abs() < 0.2) && lines.iter().any(|x| (x - left - 100.0).abs() < 0.2)
    });
    assert!(y.is_some(), "a ruler from {left} to {}", left + 100.0);
}

#[test]
fn plans_say_what_is_needed() {
    let shop = Shop::new();
    let output = shop.run(&["plan", "fr-a6-card", "--sheet", "A4", "--copies", "500"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    for wanted in ["2 x 2 pieces of 105 x 148 mm", "500 pieces: 125 sheets, 4 cuts", "both sides"] {
        assert!(text.contains(wanted), "{text}");
    }
    let output = shop.run(&["plan", "fr-a5", "--booklet"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("4 pages, the last 2 blank: 1 sheets"));
    assert!(shop.files().is_empty(), "a plan writes nothing");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_written() {
    let shop = Shop::new();
    for (args, code) in [
        (&["build", "fr-a4", "--sheet", "A5"][..], "sheet-too-small"),
        (&["build", "fr-a6-card", "--sheet", "A4", "--nup", "7"], "sheet-too-small"),
        (&["build", "fr-a4-large", "--sheet", "A3"], "too-many-pages"),
        (&["build", "fr-a1", "--tile", "A4"], "seam-impossible"),
        (&["build", "fr+de-a4"], "not-bilingual"),
        (&["build", "fr+xx-a3"], "unknown-target"),
        (&["plan", "fr-a4"], "no-sheet"),
    ] {
        let output = shop.run(args);
        assert!(!output.status.success());
        assert!(stderr(&output).contains(&format!("error[{code}]")), "{args:?}: {}", stderr(&output));
    }
    for args in [
        &["build", "fr-a4", "--sheet", "A44"][..],
        &["build", "fr-a4", "--nup", "0"],
        &["build", "fr-a4", "--nup", "2", "--booklet"],
    ] {
        assert_eq!(shop.run(args).status.code(), Some(2), "{args:?}");
    }
    assert!(shop.files().is_empty());
}

#[test]
fn two_languages_share_a_sheet() {
    let shop = Shop::new();
    build(&shop, &["fr+ar-a4-duplex", "fr+en-a3", "--profile", "office,press"]);
    for (file, pages) in [("out/fr+ar-a4-duplex.pdf", 2), ("out/fr+en-a3.pdf", 1)] {
        assert_eq!(report(&shop, file)["pages"].as_array().unwrap().len(), pages);
    }
}

#[test]
fn a_contact_sheet_shows_what_was_asked_for() {
    let shop = Shop::new();
    let output = shop.run(&["sheet", "fr-a4", "ar-a6-card", "--quiet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(shop.files().into_keys().collect::<Vec<_>>(), ["out/sheet-1.png", "out/sheet.pdf"]);
    let text = proof::inspect(&shop.read("out/sheet.pdf"));
    assert_eq!(text.images.len(), 3, "one page and two: {text}");
}
