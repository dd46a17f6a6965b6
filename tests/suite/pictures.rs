//! Pictures that people bring, through the front door: their colours, their size on paper, whether they can be seen.

use super::made::make;
use super::shop::{Shop, stderr};
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba};
use lopdf::{Document, Object};
use moxcms::ColorProfile;
use std::io::{Cursor, Write};

fn encoded(image: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn plain(color: [u8; 3]) -> DynamicImage {
    RgbImage::from_pixel(212, 106, Rgb(color)).into()
}

/// A PNG with one more chunk behind its header.
fn noted(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(data);
    let head = [&(data.len() as u32).to_be_bytes()[..], kind, data, &sum.sum().to_be_bytes()].concat();
    [&png[..33], &head, &png[33..]].concat()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn iccp(png: &[u8], profile: &ColorProfile) -> Vec<u8> {
    noted(png, b"iCCP", &[&b"a name\0\0"[..], &zlib(&profile.encode().unwrap())].concat())
}

/// Builds a sheet with a logo, as a file for offices and for plates.
fn built(shop: &Shop, file: &str, logo: &[u8], more: &[&str]) -> (bool, String) {
    shop.write(file, logo);
    shop.write("flyer.toml", format!("logos = [{{ file = \"{file}\", alt = \"Town library\" }}]\n"));
    let output = shop.run(&[&["build", "fr-a4", "--profile", "office,press"], more].concat());
    (output.status.success(), stderr(&output))
}

/// Width and first samples of the largest picture in a file.
fn picture(pdf: &[u8]) -> (i64, Vec<u8>) {
    let document = Document::load_mem(pdf).unwrap();
    let pictures = document.objects.values().filter_map(|object| {
        let stream = object.as_stream().ok()?;
        let width = stream.dict.get(b"Width").and_then(Object::as_i64).ok()?;
        let jpeg = stream.dict.get(b"Filter").and_then(Object::as_name).is_ok_and(|filter| filter == b"DCTDecode");
        let samples = match jpeg {
            true => image::load_from_memory(&stream.content).unwrap().into_rgb8().into_raw(),
            false => stream.decompressed_content().unwrap(),
        };
        // In the middle, where a row's filter (the first byte of a row that was passed on) does not count.
        Some((width, samples[samples.len() / 2 / 12 * 12..][..12].to_vec()))
    });
    pictures.max_by_key(|(width, _)| *width).unwrap()
}

fn near(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.abs_diff(*b) <= 3)
}

#[test]
fn twins_with_and_without_a_profile_print_the_same() {
    let (adobe, p3) = (ColorProfile::new_adobe_rgb(), ColorProfile::new_display_p3());
    let deep: DynamicImage = ImageBuffer::from_pixel(212, 106, Rgb([200_u16 * 257, 60 * 257, 70 * 257])).into();
    for (name, told, meant) in [
        // The sight of the trial: a red that printed as 179, 33, 33.
        ("adobe.png", iccp(&encoded(plain([179, 33, 33]), ImageFormat::Png), &adobe), [210, 29, 28]),
        ("deep.png", iccp(&encoded(deep, ImageFormat::Png), &p3), [217, 42, 65]),
        (
            "stated.png",
            noted(&encoded(plain([200, 60, 70]), ImageFormat::Png), b"cICP", &[12, 13, 0, 1]),
            [217, 42, 65],
        ),
    ] {
        let shop = Shop::new();
        let (done, said) = built(&shop, name, &told, &[]);
        assert!(done, "{said}");
        let (office, press) = (picture(&shop.read("out/fr-a4.pdf")), picture(&shop.read("out/fr-a4.press.pdf")));
        assert!(near(&office.1, &meant.repeat(4)), "{name}: {office:?}");
        let (done, said) = built(&shop, "twin.png", &encoded(plain(meant), ImageFormat::Png), &[]);
        assert!(done, "{said}");
        let twin = picture(&shop.read("out/fr-a4.press.pdf"));
        assert!(near(&press.1, &twin.1), "{name}: {press:?}, not {twin:?}");
    }
}

#[test]
fn what_is_finer_than_paper_is_scaled_down() {
    let mut number = 1_u64;
    let noise = RgbImage::from_fn(1_500, 1_500, |_, _| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Rgb([(number >> 33) as u8, (number >> 41) as u8, (number >> 49) as u8])
    });
    let shop = Shop::new();
    let bytes = encoded(noise.into(), ImageFormat::Png);
    assert!(bytes.len() > 6_000_000);
    let (done, said) = built(&shop, "logo.png", &bytes, &[]);
    assert!(done, "{said}");
    assert!(said.contains("pictures   logo.png scaled down to what paper can show"), "{said}");
    let (_, told) = built(&shop, "logo.png", &bytes, &["--verbose"]);
    assert!(told.contains("dots an inch at") && told.contains("scaled down to 450"), "{told}");
    for file in ["out/fr-a4.pdf", "out/fr-a4.press.pdf"] {
        let pdf = shop.read(file);
        assert!(pdf.len() < 500_000, "{file}: {}", pdf.len());
        assert_eq!(picture(&pdf).0, 178);
    }
    // As fine as paper: not touched.
    let (done, said) = built(&shop, "logo.png", &make("png 350x175"), &[]);
    assert!(done && !said.contains("scaled down"), "{said}");
    assert_eq!(picture(&shop.read("out/fr-a4.pdf")).0, 350);
}

#[test]
fn the_largest_place_of_a_picture_counts() {
    let shop = Shop::new();
    let layout =
        "extends = \"a4\"\n[area.know]\nblocks = [{ image = \"logo.png\", alt = \"title\", height = \"40mm\" }]\n";
    shop.write("layouts/mine.toml", layout);
    shop.write("logo.png", make("png 1400x700"));
    shop.write("flyer.toml", "logos = [{ file = \"logo.png\", alt = \"Town library\" }]\n");
    let output = shop.run(&["build", "fr-mine"]);
    let said = stderr(&output);
    // 12 mm high it would have 1482 dots an inch; 40 mm high, or as wide as its column, it has fewer than 450.
    assert!(output.status.success() && !said.contains("scaled down"), "{said}");
}

#[test]
fn a_logo_is_told_from_what_it_lies_on() {
    let drawing = |fill: &str| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="{fill}" d="M0 0h40v20H0z"/></svg>"#
        )
    };
    let glass = image::RgbaImage::from_fn(212, 106, |x, _| Rgba([255, 255, 255, if x % 20 < 9 { 255 } else { 0 }]));
    let png = |color| encoded(plain(color), ImageFormat::Png);
    let unseen = "cannot be told from what it lies on";
    for (name, logo, says) in [
        ("white.png", png([255; 3]), unseen),
        ("near.png", png([246; 3]), unseen),
        ("glass.png", encoded(DynamicImage::from(glass), ImageFormat::Png), unseen),
        ("white.svg", drawing("#fff").into_bytes(), unseen),
        ("pale.png", png([222; 3]), "is pale against what it lies on"),
        ("yellow.svg", drawing("#ffee00").into_bytes(), "is pale against what it lies on"),
        ("dark.svg", drawing("#123456").into_bytes(), ""),
    ] {
        let shop = Shop::new();
        let (done, said) = built(&shop, name, &logo, &[]);
        assert_eq!(done, says != unseen, "{name}: {said}");
        assert!(said.contains(says) && (!says.is_empty() || !said.contains("lies on")), "{name}: {said}");
        assert!(says.is_empty() || said.contains(" --> flyer.toml:1:19"), "{said}");
    }
}

#[test]
fn a_logo_on_a_dark_bar_has_to_be_light() {
    let layout = "extends = \"a4\"\n[area.head]\nblocks = [{ logo = \"12mm\" }]\n\
        [area.foot]\nblocks = [{ text = \"choice\" }]\n";
    for (fill, done) in [("#0b4f6c", false), ("#ffffff", true)] {
        let shop = Shop::new();
        shop.write("layouts/mine.toml", layout);
        let drawing = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="{fill}" d="M0 0h40v20H0z"/></svg>"#
        );
        shop.write("logo.svg", drawing);
        shop.write("flyer.toml", "logos = [{ file = \"logo.svg\", alt = \"Town library\" }]\n");
        let output = shop.run(&["build", "fr-mine"]);
        assert_eq!(output.status.success(), done, "{fill}: {}", stderr(&output));
        assert!(done || stderr(&output).contains("version for dark ground"), "{}", stderr(&output));
    }
}

#[test]
fn too_much_ink_is_the_pictures_own() {
    let shop = Shop::new();
    shop.write("menu.jpg", make("jpeg-in-ink 720x1200"));
    shop.write(
        "flyer.toml",
        "[screens]\n\"menu.facebook\" = [{ file = \"menu.jpg\", alt = \"Le menu\", taken = \"2026-11-20\" }]\n",
    );
    let output = shop.run(&["build", "fr-a4", "--profile", "press"]);
    let said = stderr(&output);
    assert!(!output.status.success() && said.contains("`menu.jpg` has 400 % of ink where it is darkest"), "{said}");
    assert!(said.contains(" --> flyer.toml:2:") && !said.contains("on one spot"), "{said}");
}

#[test]
fn a_logo_of_which_a_part_vanishes_is_said() {
    let shop = Shop::new();
    let logo = |letters: &str| {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 30"><circle cx="15" cy="15" r="13" fill="#14509f"/><path d="M34 8h8v14h-8zM46 8h8v14h-8z" fill="{letters}"/></svg>"##
        )
    };
    let (done, said) = built(&shop, "logo.svg", logo("#fff").as_bytes(), &[]);
    assert!(done && said.contains("of the logo `logo.svg` cannot be told from what it lies on"), "{said}");
    let (done, said) = built(&shop, "logo.svg", logo("#222").as_bytes(), &[]);
    assert!(done && !said.contains("cannot be told"), "{said}");
}
