//! Headings and what they head.
//!
//! In: blocks below each other, and which of them are kept. Out: which headings go as well, because all that stood below them
//! is gone: a bar or heading never stands without what it heads.

use super::job::{Block, Kind};

impl Block {
    /// Level of the heading that it is, alone or in a box of its own.
    pub fn heading(&self) -> Option<u8> {
        match &self.kind {
            Kind::Text { level, .. } => *level,
            Kind::Panel { blocks, .. } => match blocks.as_slice() {
                [one] => one.heading(),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Which blocks of a stack stand: those that are kept, but no heading that had something below it and has nothing now.
/// Titles of a sheet (level 1) stand by themselves.
pub fn headed(levels: &[Option<u8>], kept: &[bool]) -> Vec<bool> {
    let mut stays = kept.to_vec();
    // From behind, so that a heading whose own headings are gone goes as well.
    for at in (0..levels.len()).rev() {
        let Some(level) = levels[at].filter(|level| *level > 1) else { continue };
        let below = (at + 1..levels.len()).take_while(|next| levels[*next].is_none_or(|next| next > level));
        let (had, has) = below.fold((false, false), |(_, has), next| (true, has || stays[next]));
        stays[at] &= has || !had;
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::headed;

    #[test]
    fn a_heading_goes_with_all_that_it_heads_and_no_sooner() {
        // A bar, a heading, screens; another bar with words.
        let levels = [Some(2), Some(3), None, Some(2), None];
        assert_eq!(headed(&levels, &[true; 5]), [true; 5]);
        assert_eq!(headed(&levels, &[true, true, false, true, true]), [false, false, false, true, true]);
        assert_eq!(headed(&levels, &[true, true, true, true, false]), [true, true, true, false, false]);
        // The last of two blocks stays, so the heading does.
        assert_eq!(headed(&[Some(2), None, None], &[true, true, false]), [true, true, false]);
    }

    #[test]
    fn a_heading_that_never_had_anything_below_it_stands_and_so_does_a_title() {
        assert_eq!(headed(&[None, Some(2)], &[false, true]), [false, true]);
        assert_eq!(headed(&[Some(1), None], &[true, false]), [true, false]);
    }
}
