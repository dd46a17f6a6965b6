//! The modules of a text: eight masks are tried, and the one that readers stumble over least is taken (ISO/IEC 18004, 7.8).
//!
//! In: a text and how much of its code may be lost. Out: its modules. They are those that `qrcode` chooses by itself, which
//! takes it as long as shaping all the words of a sheet; here each line is gone through once, with its last modules as bits.

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::types::{Color, EcLevel, QrError};
use qrcode::{bits, ec};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// Modules a side, and which are dark, row by row.
pub(super) fn modules(text: &str, level: EcLevel) -> Result<(usize, Vec<bool>), QrError> {
    let bits = bits::encode_auto(text.as_bytes(), level)?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, level)?;
    let mut plain = Canvas::new(version, level);
    plain.draw_all_functional_patterns();
    plain.draw_data(&data, &correction);
    let side = version.width().unsigned_abs().into();
    let masked = MASKS.map(|mask| {
        let mut canvas = plain.clone();
        canvas.apply_mask(mask);
        canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect::<Vec<_>>()
    });
    Ok((side, masked.into_iter().min_by_key(|dark| penalty(dark, side)).unwrap_or_default()))
}

/// What speaks against a symbol. Of the finders themselves nothing is taken off, for all masks leave them as they are.
fn penalty(dark: &[bool], side: usize) -> usize {
    let rows = (0..side).map(|row| line(&|at| dark[row * side + at], side));
    let columns = (0..side).map(|column| line(&|at| dark[at * side + column], side));
    let ratio = dark.iter().filter(|dark| **dark).count() * 200 / dark.len().max(1);
    rows.sum::<usize>() + columns.sum::<usize>() + blocks(dark, side) + ratio.abs_diff(100)
}

/// A finder and four modules before and behind it: `#.###.#`.
const FINDER: (u32, u32) = (0b0111_1111 << 4, 0b0101_1101 << 4);

/// What speaks against a line: five and more modules alike, and what looks like a finder with room on a side.
fn line(dark: &dyn Fn(usize) -> bool, side: usize) -> usize {
    let (mut penalty, mut alike, mut last) = (0, 0, None);
    // The last fifteen modules; what lies outside is light.
    let mut bits = 0_u32;
    let long = |alike: usize| if alike >= 5 { alike - 2 } else { 0 };
    for at in 0..side + 4 {
        let inside = (at < side).then(|| dark(at));
        if inside.is_some() && inside == last {
            alike += 1;
        } else {
            penalty += long(alike);
            alike = usize::from(inside.is_some());
        }
        last = inside;
        bits = bits << 1 & 0x7FFF | u32::from(inside == Some(true));
        if bits & FINDER.0 == FINDER.1 && (bits & 0xF == 0 || bits >> 11 == 0) {
            penalty += 40;
        }
    }
    penalty
}

/// What speaks against squares of four modules alike.
fn blocks(dark: &[bool], side: usize) -> usize {
    let pairs = dark.chunks_exact(side).zip(dark.chunks_exact(side).skip(1));
    let alike = |upper: &[bool], lower: &[bool]| {
        upper.windows(2).zip(lower.windows(2)).filter(|(a, b)| a[0] == a[1] && b[0] == b[1] && a[0] == b[0]).count()
    };
    3 * pairs.map(|(upper, lower)| alike(upper, lower)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;
    use proptest::prelude::*;
    use qrcode::QrCode;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_modules_are_those_of_qrcode(text in "(https://[a-z]{3,20}\\.org/)?[a-zA-Z0-9/?=&%.-]{0,180}", level in 0..4) {
            let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][level as usize];
            let code = QrCode::with_error_correction_level(&text, level).unwrap();
            let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
            prop_assert_eq!(modules(&text, level).unwrap(), (code.width(), dark));
        }
    }
}
