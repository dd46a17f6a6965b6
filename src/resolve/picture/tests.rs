//! All formats together: whatever the bytes, an answer and never a panic.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;
use crate::press::Press;
use image::{DynamicImage, ImageFormat};

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<defs><g id="a"><path d="M0 0h9v9z" style="fill:#123"/></g></defs><use href="#a"/></svg>"##;

fn opened(name: &str, bytes: &[u8], limits: &Limits) -> Result<Picture, Fault> {
    open(name, bytes, limits, &Press::default().condition.profile)
}

/// One file of each kind and path through the code.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let rgba = png::tests::rgba();
    let rgb = DynamicImage::ImageRgb8(rgba.to_rgb8());
    let noted = [exif::PREFIX, &exif::tests::note(6, true)].concat();
    vec![
        ("plain.png", png::tests::file(&rgb)),
        ("alpha.png", png::tests::file(&rgba)),
        ("palette.png", png::tests::palette()),
        ("deep.png", png::tests::file(&DynamicImage::ImageLuma16(rgb.to_luma16()))),
        ("colour.jpg", jpeg::tests::with(&jpeg::tests::file(false), 0xe1, &noted)),
        ("grey.jpg", jpeg::tests::file(true)),
        ("plain.webp", webp::tests::file(7, 5, &rgb)),
        ("alpha.webp", webp::tests::file(7, 5, &rgba)),
        ("plain.gif", office::tests::file(&rgba, ImageFormat::Gif)),
        ("plain.tiff", office::tests::file(&rgb, ImageFormat::Tiff)),
        ("plain.bmp", office::tests::file(&rgb, ImageFormat::Bmp)),
        ("drawing.svg", DRAWING.as_bytes().to_vec()),
    ]
}

/// Numbers that look random and are the same every time (Knuth's LCG).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Makes the checksums of a PNG's chunks right again, so that what was changed reaches whoever reads the chunks.
fn summed(png: &mut [u8]) {
    let mut at = 8;
    while let Some(length) = png.get(at..at + 4).and_then(|length| length.try_into().ok()).map(u32::from_be_bytes) {
        let end = (at + 8).saturating_add(length as usize);
        let Some(chunk) = png.get(at + 4..end) else { break };
        let mut sum = flate2::Crc::new();
        sum.update(chunk);
        if let Some(place) = png.get_mut(end..end + 4) {
            place.copy_from_slice(&sum.sum().to_be_bytes());
        }
        at = end + 4;
    }
}

#[test]
fn whole_files_open() {
    for (name, bytes) in files() {
        let picture = opened(name, &bytes, &Limits::default()).unwrap();
        assert_eq!(picture.name, name);
    }
}

#[test]
fn no_beginning_of_a_file_passes_for_the_whole() {
    for (name, bytes) in files() {
        for length in 0..bytes.len() {
            let fault = opened(name, &bytes[..length], &Limits::default()).err();
            assert!(
                fault.is_some_and(|fault| !fault.code().is_empty() && !fault.message().is_empty()),
                "{name} {length}"
            );
        }
    }
}

#[test]
fn flipped_bytes_never_panic() {
    // Small limits, so that a flipped size cannot make the test slow.
    let limits = Limits { pixels: 1 << 20, memory: 1 << 24, ..Limits::default() };
    let mut numbers = Numbers(1);
    for (name, whole) in files() {
        for _ in 0..1500 {
            let mut bytes = whole.clone();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(bytes.len());
                bytes[at] = numbers.below(256) as u8;
            }
            bytes.truncate(bytes.len() - numbers.below(2) * numbers.below(9));
            if name.ends_with("png") {
                summed(&mut bytes);
            }
            if let Ok(picture) = opened(name, &bytes, &limits) {
                assert!(u64::from(picture.width) * u64::from(picture.height) <= limits.pixels || name.ends_with("svg"));
            }
        }
    }
}

#[test]
fn large_files_are_not_looked_at() {
    for (name, bytes) in files() {
        let limits = Limits { file: 10, svg: 10, ..Limits::default() };
        let expected = Fault::FileTooLarge { bytes: bytes.len(), limit: 10 };
        assert_eq!(opened(name, &bytes, &limits).err(), Some(expected));
    }
}

#[test]
fn resolution_counts_the_upright_width() {
    let (_, jpeg) = files().remove(4);
    let picture = opened("a", &jpeg, &Limits::default()).unwrap();
    // Stored as 9 x 5, seen as 5 x 9.
    assert!((effective_dpi(&picture, 72.0) - 5.0).abs() < 1e-9);
    let svg = opened("a", DRAWING.as_bytes(), &Limits::default()).unwrap();
    assert!(effective_dpi(&svg, 72.0).is_infinite());
}
