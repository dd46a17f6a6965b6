//! Own screenshots: what is cut off, blurred or redacted is in no file; what is borrowed is said.

use super::shop::{Shop, stderr};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::Document;
use std::io::Cursor;

/// A picture with one red square below and one green one above, on white.
fn picture() -> Vec<u8> {
    let color = |x: u32, y: u32| match (x, y) {
        (100..200, 20..60) => Rgb([0, 255, 0]),
        (100..200, 520..560) => Rgb([255, 0, 0]),
        _ => Rgb([255; 3]),
    };
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_fn(360, 640, color)).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Colours of all pictures in a file.
fn colors(pdf: &[u8]) -> Vec<[u8; 3]> {
    let document = Document::load_mem(pdf).unwrap();
    let mut colors = Vec::new();
    for object in document.objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        if stream.dict.get(b"Subtype").and_then(|kind| kind.as_name()).is_ok_and(|kind| kind == b"Image") {
            let samples = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            colors.extend(samples.as_chunks::<3>().0);
        }
    }
    colors
}

fn built(screens: &str, target: &str) -> (Shop, String) {
    let shop = Shop::new();
    shop.write("shot.png", picture());
    shop.write("flyer.toml", format!("[screens]\n{screens}\n"));
    let output = shop.run(&["build", target]);
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stderr(&output);
    (shop, said)
}

#[test]
fn what_is_redacted_or_cut_off_is_in_no_file() {
    let (shop, _) = built(
        r#""menu.facebook" = [{ file = "shot.png", alt = "Menu", taken = "2026-11-20", crop = ["0px", "0px", "360px", "400px"], redact = [["90px", "10px", "120px", "60px"]] }]"#,
        "fr-a4",
    );
    let colors = colors(&shop.read("out/fr-a4.pdf"));
    assert!(colors.contains(&[255; 3]) && colors.contains(&[0; 3]), "the rest is there");
    assert!(!colors.contains(&[0, 255, 0]), "redacted");
    assert!(!colors.contains(&[255, 0, 0]), "cut off");
}

#[test]
fn callouts_magnifiers_and_bare_pictures_are_built() {
    let (shop, _) = built(
        r#""menu.facebook" = [
            { file = "shot.png", alt = "Menu", taken = "2026-11-20", frame = false, magnify = [25, 2, 30, 8] },
            { file = "shot.png", alt = "Menu", taken = "2026-11-20", blur = [[0, 0, 100, 20]], highlight = [10, 50, 50, 10] },
            { file = "shot.png", alt = "Menu", taken = "2026-11-20", callouts = [{ at = [40, 6], says = { fr = "Ici" } }, { at = ["150px", "540px"] }] },
        ]"#,
        "fr-a4-duplex",
    );
    assert!(shop.has("out/fr-a4-duplex.pdf"));
}

#[test]
fn who_borrows_screenshots_is_said() {
    let screens = r#""menu.facebook.fr" = [{ file = "shot.png", alt = "Menu", taken = "2026-05-01" }]"#;
    let (_, french) = built(screens, "fr-a4");
    assert!(!french.contains("screenshots-borrowed"), "{french}");
    assert!(french.contains("screenshot-old"), "{french}");
    let (_, english) = built(screens, "en-a4");
    assert!(english.contains("`en` borrows the screenshots of `menu.facebook` in `fr`"), "{english}");
}

#[test]
fn marks_within_a_crop_stay_within_the_picture() {
    let (shop, said) = built(
        r#""menu.facebook" = [
            { file = "shot.png", alt = "Menu", taken = "2026-11-20", crop = [0, 50, 100, 50], highlight = [20, 80, 40, 10], frame = false },
            { file = "shot.png", alt = "Menu", taken = "2026-11-20", crop = [0, 0, 100, 60], magnify = [5, 5, 20, 48], redact = [[0, 70, 100, 10]] },
            { file = "shot.png", alt = "Menu", taken = "2026-11-20", crop = [50, 0, 50, 100], callouts = [{ at = [50, 100] }] },
        ]"#,
        "fr-a4-duplex",
    );
    assert!(said.contains("hides nothing"), "{said}");
    assert!(!said.contains("error"), "{said}");
    assert!(shop.has("out/fr-a4-duplex.pdf"));
}

#[test]
fn one_ink_belongs_to_a_use_and_not_to_a_file() {
    let shot = r#"file = "shot.png", alt = "Menu", taken = "2026-11-20""#;
    let shop = Shop::new();
    shop.write("shot.png", picture());
    shop.write("flyer.toml", format!("[screens]\n\"menu.facebook\" = [{{ {shot}, black = true }}, {{ {shot} }}]\n"));
    let output = shop.run(&["build", "fr-a4-duplex", "--profile", "office,press"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let pdf = Document::load_mem(&shop.read("out/fr-a4-duplex.press.pdf")).unwrap();
    let spaces = pdf.objects.values().filter_map(|object| {
        let dict = &object.as_stream().ok()?.dict;
        dict.get(b"Width").ok()?.as_i64().ok().filter(|width| *width == 360)?;
        Some(String::from_utf8_lossy(dict.get(b"ColorSpace").ok()?.as_name().ok()?).into_owned())
    });
    let mut spaces: Vec<String> = spaces.collect();
    spaces.sort();
    assert_eq!(spaces, ["DeviceCMYK", "DeviceGray"]);
    let office = Document::load_mem(&shop.read("out/fr-a4-duplex.pdf")).unwrap();
    let wide = |object: &&lopdf::Object| {
        object
            .as_stream()
            .is_ok_and(|stream| stream.dict.get(b"Width").is_ok_and(|width| matches!(width.as_i64(), Ok(360))))
    };
    assert_eq!(office.objects.values().filter(wide).count(), 1, "the same picture stands in the office file once");
}

#[test]
fn pictures_that_no_screen_takes_are_named() {
    let shop = Shop::new();
    for name in ["a.png", "b.png", "c.png", "d.png"] {
        shop.write(name, super::made::make("png 234x506"));
    }
    let shot = |name: &str| format!("{{ file = \"{name}.png\", alt = \"{name}\", taken = \"2026-11-20\" }}");
    let all = ["a", "b", "c", "d"].map(shot).join(", ");
    shop.write("flyer.toml", format!("[screens]\n\"menu.instagram\" = [{all}]\n\"code.facebook\" = [{}]\n", shot("a")));
    let said = stderr(&shop.run(&["build", "fr-a4-duplex"]));
    assert!(said.contains("`d.png` and what follows it is not shown"), "{said}");
    assert!(said.contains("the screenshots of `code.facebook` are not used in `fr`"), "{said}");
}
