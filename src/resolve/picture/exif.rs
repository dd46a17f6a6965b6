//! The one thing that EXIF is read for: how the picture lies.
//!
//! In: a TIFF structure as JPEG, PNG and WebP carry it (Exif 2.32, 4.5). Out: a [`Turn`]. What cannot be read counts
//! as upright, as in browsers: a damaged note about a picture does not damage the picture.

use crate::page::Turn;

/// What stands before the TIFF structure in a JPEG, and sometimes by mistake elsewhere.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";

/// Tag 0x0112 of the first directory, with its type: SHORT.
const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// How the picture lies according to `bytes`, with or without [`PREFIX`].
pub(super) fn turn(bytes: &[u8]) -> Turn {
    let tiff = bytes.strip_prefix(PREFIX).unwrap_or(bytes);
    orientation(tiff).and_then(from_orientation).unwrap_or_default()
}

/// The turn that undoes an orientation value, 1 to 8.
fn from_orientation(value: u16) -> Option<Turn> {
    let (mirrored, quarter_turns) = match value {
        1 => (false, 0),
        2 => (true, 0),
        3 => (false, 2),
        4 => (true, 2),
        5 => (true, 3),
        6 => (false, 1),
        7 => (true, 1),
        8 => (false, 3),
        _ => return None,
    };
    Some(Turn { mirrored, quarter_turns })
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let offset: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let directory = if big { u32::from_be_bytes(offset) } else { u32::from_le_bytes(offset) } as usize;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries)
        .map_while(|index| directory.checked_add(2 + 12 * index))
        .map_while(|at| short(at).map(|tag| (at, tag)))
        .find(|(_, tag)| *tag == ORIENTATION)
        .map(|(at, _)| at)?;
    if short(entry + 2)? == SHORT { short(entry + 8) } else { None }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;
    use image::{DynamicImage, metadata::Orientation};

    /// A TIFF structure with this orientation and a GPS entry.
    pub(in crate::resolve::picture) fn note(value: u16, big: bool) -> Vec<u8> {
        let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let long = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let mut tiff = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
        tiff.extend(long(8));
        tiff.extend(short(2));
        for (tag, value) in [(0x0112, value), (0x8825, 0x4750)] {
            tiff.extend(short(tag));
            tiff.extend(short(SHORT));
            tiff.extend(long(1));
            tiff.extend(short(value));
            tiff.extend([0, 0]);
        }
        tiff.extend(long(0));
        tiff.extend(b"GPSLatitude 48.8584");
        tiff
    }

    #[test]
    fn all_eight_turn_as_the_image_crate_turns_them() {
        let source = DynamicImage::ImageLuma8(image::GrayImage::from_fn(3, 2, |x, y| image::Luma([(x + 3 * y) as u8])));
        for value in 1..=8_u16 {
            let mut expected = source.clone();
            expected.apply_orientation(Orientation::from_exif(value as u8).unwrap());
            for big in [false, true] {
                let turn = turn(&note(value, big));
                let mut ours = if turn.mirrored { source.fliph() } else { source.clone() };
                for _ in 0..turn.quarter_turns {
                    ours = ours.rotate90();
                }
                assert_eq!(ours, expected, "orientation {value}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_upright() {
        for value in [0, 9, 0xffff] {
            assert_eq!(turn(&note(value, true)), Turn::default());
        }
        let whole = note(6, false);
        for length in 0..=whole.len() {
            let cut = turn(&whole[..length]);
            assert!(cut == Turn::default() || cut.quarter_turns == 1);
        }
        let mut far = whole;
        far[4..8].fill(0xff);
        assert_eq!(turn(&far), Turn::default());
    }
}
