//! The one thing that EXIF is read for: how the picture lies.
//!
//! In: a TIFF structure as JPEG, PNG and WebP carry it (Exif 2.32, 4.5). Out: a [`Turn`]. What cannot be read counts
//! as upright, as in browsers: a damaged note about a picture does not damage the picture.

use crate::page::Turn;

/// What stands before the TIFF structure in a JPEG, and sometimes by mistake elsewhere.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";

/// Tag 0x0112 of the first directory.
const ORIENTATION: u16 = 0x0112;
/// Tag 0x00fe: whether a directory is of a smaller copy (TIFF 6.0, section 8).
pub(super) const SUBFILE: u16 = 0x00fe;
/// Tag 0x8773: a colour profile (ICC.1:2022, B.3).
pub(super) const PROFILE: u16 = 0x8773;
const SHORT: u32 = 3;
const LONG: u32 = 4;

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
    u16::try_from(value(tiff, directories(tiff)?.0, ORIENTATION)?).ok()
}

/// Where the first directory stands, and the second where there is one.
pub(super) fn directories(tiff: &[u8]) -> Option<(usize, Option<usize>)> {
    let first = number(tiff, 4, 4)? as usize;
    let entries = number(tiff, first, 2)? as usize;
    let next = number(tiff, first.checked_add(2 + 12 * entries)?, 4).filter(|next| *next > 0);
    Some((first, next.map(|next| next as usize)))
}

/// A number of a directory: one SHORT or LONG.
pub(super) fn value(tiff: &[u8], directory: usize, tag: u16) -> Option<u32> {
    let entry = entry(tiff, directory, tag)?;
    match number(tiff, entry + 2, 2)? {
        SHORT => number(tiff, entry + 8, 2),
        LONG => number(tiff, entry + 8, 4),
        _ => None,
    }
}

/// Bytes that a directory points at.
pub(super) fn pointed(tiff: &[u8], directory: usize, tag: u16) -> Option<&[u8]> {
    let entry = entry(tiff, directory, tag)?;
    let (length, from) = (number(tiff, entry + 4, 4)? as usize, number(tiff, entry + 8, 4)? as usize);
    tiff.get(from..from.checked_add(length)?)
}

/// Where the entry of a tag stands.
fn entry(tiff: &[u8], directory: usize, tag: u16) -> Option<usize> {
    let entries = number(tiff, directory, 2)? as usize;
    (0..entries)
        .map_while(|index| directory.checked_add(2 + 12 * index))
        .map_while(|at| number(tiff, at, 2).map(|found| (at, found)))
        .find(|(_, found)| *found == u32::from(tag))
        .map(|(at, _)| at)
}

/// A number of two or four bytes, in the order that the file says.
fn number(tiff: &[u8], at: usize, length: usize) -> Option<u32> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let bytes = tiff.get(at..at.checked_add(length)?)?;
    let join = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
    Some(if big { bytes.iter().fold(0, join) } else { bytes.iter().rev().fold(0, join) })
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
            tiff.extend(short(SHORT as u16));
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
