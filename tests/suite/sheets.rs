//! The sheets: every language in every layout builds, says what it must, and can be looked at.

use super::shop::{Shop, stderr, stdout};
use serde_json::Value;

const FACEBOOK: &str = "https://www.facebook.com/help/contact/712876720715583";
const INSTAGRAM: &str = "https://help.instagram.com/contact/767264225370182";

/// What `flyer proof` says of a file.
pub fn report(shop: &Shop, file: &str) -> Value {
    let output = shop.run(&["proof", "--message-format", "json", file]);
    assert!(output.status.success(), "{file}: {}", stdout(&output));
    serde_json::from_str::<Value>(&stdout(&output)).unwrap()["report"].clone()
}

#[test]
fn every_target_builds_in_an_empty_folder_and_proves() {
    let shop = Shop::new();
    ours_warn_of_nothing(&shop, &["*-a4", "??-a3", "ar-*"]);
    for language in ["ar", "de", "en", "fr"] {
        for layout in ["a3", "a4"] {
            let report = report(&shop, &format!("out/{language}-{layout}.pdf"));
            assert_eq!(report["lang"], language);
            assert_eq!(report["tagged"], true);
            let mut read: Vec<&str> =
                report["codes"].as_array().unwrap().iter().map(|code| code["text"].as_str().unwrap()).collect();
            read.sort_unstable();
            assert_eq!(read, [INSTAGRAM, FACEBOOK], "{language}-{layout}");
            let size = if layout == "a4" { [210.0, 297.0] } else { [297.0, 420.0] };
            for (found, wanted) in report["pages"][0]["size_mm"].as_array().unwrap().iter().zip(size) {
                assert!((found.as_f64().unwrap() - wanted).abs() < 0.01, "{language}-{layout}");
            }
        }
    }
}

/// What a sheet without a project may be warned of: the age of links, what had no room, a language whose country has no
/// forms. These are facts, and no fault of the layouts and themes that come with flyer.
const FACTS: [&str; 3] = ["link-old", "left-out", "for-whom"];

/// Builds sheets without a project, and holds that nobody is warned of anything else.
fn ours_warn_of_nothing(shop: &Shop, args: &[&str]) {
    let output = shop.run(&[&["build", "--message-format", "json"], args].concat());
    assert!(output.status.success(), "{}", stdout(&output));
    let said = stdout(&output);
    let lines = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let found: Vec<Value> =
        lines.filter(|line| line["type"] == "diagnostic" && !FACTS.iter().any(|code| line["code"] == **code)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn nobody_is_warned_of_what_comes_with_flyer() {
    let shop = Shop::new();
    ours_warn_of_nothing(&shop, &["fr-*", "ja-*", "ta-*", "*-bookmark", "*-sticker-70"]);
    ours_warn_of_nothing(&shop, &["fr-bookmark", "ja-sticker-70", "de-a6-card", "--profile", "press"]);
    ours_warn_of_nothing(&shop, &["fr-bookmark", "ja-sticker-70", "de-a6-card", "ar-a4", "--ink", "black"]);
}

#[test]
fn patterns_choose_targets() {
    let shop = Shop::new();
    let output = shop.run(&["build", "fr-a?", "e?-a3", "--quiet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let names: Vec<String> = shop.files().into_keys().collect();
    let wanted = ["el-a3", "en-a3", "es-a3", "et-a3", "fr-a1", "fr-a2", "fr-a3", "fr-a4", "fr-a5"];
    assert_eq!(names, wanted.map(|name| format!("out/{name}.pdf")));
}

#[test]
fn a_projects_name_logo_and_hours_are_printed() {
    let shop = Shop::new();
    shop.write("logo.svg", r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#0a5"/></svg>"##);
    shop.write("photo.jpg", super::made::make("jpeg 360x180"));
    shop.write(
        "flyer.toml",
        "organisation = \"Médiathèque du Port\"\naddress = \"1 quai Neuf\"\nhours = \"Mardi, 14 h à 17 h\"\nlegal = \"Imprimé par nos soins\"\n\
         logos = [{ file = \"logo.svg\", alt = \"Médiathèque du Port\" }, { file = \"photo.jpg\", alt = \"Le port\" }]\n",
    );
    let output = shop.run(&["build", "fr-a4"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report = report(&shop, "out/fr-a4.pdf");
    assert_eq!(report["images"][0]["pixels"][0], 360);
}

#[test]
fn a_jpeg_goes_into_the_file_byte_for_byte() {
    let shop = Shop::new();
    let jpeg = super::made::make("jpeg 360x180");
    shop.write("logo.jpg", &jpeg).write("flyer.toml", "logos = [{ file = \"logo.jpg\", alt = \"Library\" }]\n");
    let output = shop.run(&["build", "fr-a4"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let pdf = shop.read("out/fr-a4.pdf");
    assert!(pdf.windows(jpeg.len()).any(|window| window == jpeg), "the picture was changed");
}

#[test]
fn an_own_screenshot_takes_the_place_of_a_drawn_screen() {
    let shop = Shop::new();
    shop.write("menu.png", super::made::make("png 360x600"));
    shop.write(
        "flyer.toml",
        "[screens]\n\"menu.facebook\" = [{ file = \"menu.png\", alt = \"Le menu\", taken = \"2026-11-20\", crop = [0, 0, 100, 80], highlight = [10, 30, 80, 10] }]\n",
    );
    let output = shop.run(&["build", "fr-a4"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(report(&shop, "out/fr-a4.pdf")["images"][0]["pixels"][1], 480, "what is cut off is not in the file");
    let dated = shop.read("out/fr-a4.pdf");
    let output = shop.run(&["build", "de-a4"]);
    assert!(output.status.success(), "a language without these captions takes its own screens: {}", stderr(&output));
    assert!(stderr(&output).contains("warning[screenshots-unused]"), "{}", stderr(&output));
    let older = String::from_utf8(shop.read("flyer.toml")).unwrap().replace("2026-11-20", "2026-01-20");
    let output = shop.write("flyer.toml", older).run(&["build", "fr-a4"]);
    assert!(stderr(&output).contains("warning[screenshot-old]"), "{}", stderr(&output));
    assert_ne!(dated, shop.read("out/fr-a4.pdf"), "the sheet says when the picture was taken");
}

#[test]
fn a_project_says_where_to_find_help_in_each_language() {
    let shop = Shop::new();
    let plain = ["fr", "ar"].map(|language| {
        assert!(shop.run(&["build", &format!("{language}-a4")]).status.success());
        shop.read(&format!("out/{language}-a4.pdf"))
    });
    shop.write("flyer.toml", "help = { fr = \"Demandez à l'étage.\" }\n");
    let output = shop.run(&["build", "fr-a4", "ar-a4"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_ne!(plain[0], shop.read("out/fr-a4.pdf"));
    assert_eq!(plain[1], shop.read("out/ar-a4.pdf"), "without words of its own a language keeps the general sentence");
}

#[test]
fn dates_come_from_the_register_and_from_ones_own_check() {
    let shop = Shop::new();
    let (early, late) = (("SOURCE_DATE_EPOCH", "1750000000"), ("SOURCE_DATE_EPOCH", "1900000000"));
    assert!(shop.run_with(&["build", "fr-a4"], &[early]).status.success());
    let first = shop.read("out/fr-a4.pdf");
    assert!(shop.run_with(&["build", "fr-a4"], &[late]).status.success());
    assert_eq!(first, shop.read("out/fr-a4.pdf"), "the sheet must not know what day it is");
    let links = ["facebook-objection", "instagram-objection"];
    let confirm = ["links", "confirm", links[0], links[1], "--by", "Médiathèque du Port", "--on", "2026-11-20"];
    let output = shop.run(&confirm);
    assert!(output.status.success(), "{}", stderr(&output));
    let output = shop.run(&["build", "fr-a4"]);
    assert!(output.status.success());
    assert!(!stderr(&output).contains("facebook-objection"), "a fresh check is no warning");
    assert_ne!(first, shop.read("out/fr-a4.pdf"), "the sheet says who checked");
}

#[test]
fn a_sheet_names_its_printer_where_the_law_asks_for_it() {
    let shop = Shop::new();
    assert!(shop.run(&["build", "fr-a4"]).status.success());
    let unnamed = shop.read("out/fr-a4.pdf");
    shop.write("flyer.toml", "country = \"FR\"\nprinter = \"Imprimerie du Port, 2 quai Neuf\"\n");
    let output = shop.run(&["build", "fr-a4"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_ne!(unnamed, shop.read("out/fr-a4.pdf"));
    shop.write("flyer.toml", "country = \"FR\"\nblack_posters = true\nlegal = \"Imprimé par nos soins\"\n");
    let output = shop.run(&["build", "fr-a3", "--ink", "black"]);
    assert!(output.status.success(), "an authority may print black posters: {}", stderr(&output));
    assert!(shop.has("out/fr-a3.black.pdf"));
}

#[test]
fn both_kinds_of_file_come_from_one_run_and_are_known_by_name() {
    let shop = Shop::new();
    let output = shop.run(&["build", "fr-a3", "--profile", "office,press"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let office = shop.read("out/fr-a3.pdf");
    assert!(shop.run(&["build", "fr-a3"]).status.success());
    assert_eq!(office, shop.read("out/fr-a3.pdf"), "the office file is the same alone");
    assert_eq!(report(&shop, "out/fr-a3.press.pdf")["pages"][0]["bleed_mm"], 3.0);
    let output = shop.run(&["proof", "--profile", "press", "out/fr-a3.pdf"]);
    assert_eq!(output.status.code(), Some(1), "an office file is no file for a print shop");
    assert!(shop.run(&["proof", "--sheet", "out/fr-a3.press.pdf"]).status.success());
    let sheet = String::from_utf8(shop.read("out/fr-a3.press.proof.html")).unwrap();
    for words in [FACEBOOK, INSTAGRAM, "bleed 3.0 mm", "cyan, magenta, yellow, black", "rxing"] {
        assert!(sheet.contains(words), "{words}");
    }
}

/// The white round a code may lie in the free space of the next: it keeps it free.
#[test]
fn codes_beside_each_other_share_their_white() {
    let shop = Shop::new();
    let layout = "extends = \"a3\"\n[grid]\ncolumns = [\"1fr\", \"1fr\"]\ngap = \"GAP\"\n\
        areas = [\"head head\", \"way1 way2\", \"foot foot\"]\n\
        [area.way]\neach = \"services\"\nblocks = [{ heading = \"name\" },\n\
        { code = \"form\", distance = \"118cm\", size = \"118mm\", above = true, beside = [{ address = \"form\" }] }]\n";
    shop.write("layouts/wide.toml", layout.replace("GAP", "20mm"));
    let output = shop.run(&["build", "fr-wide"]);
    assert!(output.status.success(), "{}", stderr(&output));
    shop.write("layouts/wide.toml", layout.replace("GAP", "12mm").replace("118mm", "127mm"));
    let output = shop.run(&["build", "fr-wide"]);
    let said = stderr(&output);
    assert!(!output.status.success(), "the codes are nearer than their free space is wide");
    assert_eq!(said.matches("error[quiet-zone]: another code stands").count(), 2, "{said}");
    assert_eq!(said.matches("error[").count(), 2, "once for each code, and nothing follows: {said}");
}
