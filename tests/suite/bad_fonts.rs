//! Fonts that cannot be used: each is refused with its reason and with what to bring instead.

use super::quay::{built, made, records, said, theme, world};
use super::shop::{Shop, stderr};
use flyer::diag::Diagnostic;
use flyer::text::{FontSet, is_builtin};

#[test]
fn a_family_with_its_style_in_one_name_is_told_apart() {
    let outcome = built(&world("Quay Flex Bold", [("fonts/QuayFlex.ttf", made("QuayFlex.ttf"))]), "en-a6-card");
    let said = said(&outcome.diagnostics);
    assert_eq!(said.len(), 1, "once, not for every style: {said:?}");
    assert!(said[0].contains("the family is `Quay Flex`"), "{said:?}");
}

#[test]
fn what_cannot_be_used_is_refused_with_its_reason() {
    let start = |bytes: &[u8]| [bytes, &[0; 64]].concat();
    let mut eot = vec![0; 64];
    eot[34..36].copy_from_slice(b"LP");
    let wrong: [(Vec<u8>, &str); 24] = [
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
        (made("Quay-Regular.ttf name@14=FF name@16=FF"), "names run over"),
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
