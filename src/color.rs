//! Colours as print knows them: each with a value for light (RGB) and one for ink (CMYK), given together by a designer.
//!
//! In: theme values. Out: [`Color`], and the two figures that decide whether a colour may be used: the contrast of
//! a pair (WCAG 2.2, success criteria 1.4.3 and 1.4.6) and the total ink of one (per cent of four inks).

/// A colour for both worlds; flyer never guesses one from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// sRGB, 0 to 255.
    pub rgb: [u8; 3],
    /// Cyan, magenta, yellow, black, in per cent of full ink.
    pub cmyk: [u8; 4],
    /// An ink of its own on press; `cmyk` is what stands in for it elsewhere.
    pub spot: Option<SpotId>,
}

/// Index into the spot inks of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpotId(pub u8);

/// How many inks a sheet is printed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Every colour as its designer gave it.
    #[default]
    Color,
    /// Black and its tints, for office copiers and one-colour presses.
    Black,
}

impl Color {
    /// Black: K alone on press.
    pub const BLACK: Self = Self::new([0, 0, 0], [0, 0, 0, 100]);
    /// The paper: no ink at all.
    pub const PAPER: Self = Self::new([255, 255, 255], [0, 0, 0, 0]);

    /// A colour of process inks.
    pub const fn new(rgb: [u8; 3], cmyk: [u8; 4]) -> Self {
        Self { rgb, cmyk, spot: None }
    }

    /// So many per cent of black.
    pub const fn grey(black: u8) -> Self {
        let light = 255 - (black as u16 * 255 / 100) as u8;
        Self::new([light; 3], [0, 0, 0, black])
    }

    /// Total ink in per cent; 400 at the most.
    pub fn total_ink(&self) -> u16 {
        self.cmyk.iter().map(|ink| u16::from(*ink)).sum()
    }

    /// Relative luminance of the RGB value, 0 (black) to 1 (white), as WCAG 2.2 defines it.
    pub fn luminance(&self) -> f64 {
        luminance(self.rgb)
    }

    /// Contrast ratio with `other`, 1 to 21 (WCAG 2.2).
    pub fn contrast(&self, other: &Self) -> f64 {
        contrast(self.rgb, other.rgb)
    }

    /// `#rrggbb`, as people write the RGB value.
    pub fn hex(&self) -> String {
        let [r, g, b] = self.rgb;
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// Relative luminance of an sRGB value (WCAG 2.2).
pub fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = rgb.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// Contrast ratio of two sRGB values, 1 to 21 (WCAG 2.2).
pub fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Reads `#rrggbb`.
pub fn parse_hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_symmetric_and_bounded() {
        assert!((Color::BLACK.contrast(&Color::PAPER) - 21.0).abs() < 1e-9);
        assert!((contrast([12, 80, 110], [12, 80, 110]) - 1.0).abs() < 1e-9);
        assert_eq!(contrast([1, 2, 3], [200, 100, 50]), contrast([200, 100, 50], [1, 2, 3]));
    }

    #[test]
    fn hex_reads_what_it_writes() {
        let color = Color::new([11, 79, 108], [90, 50, 30, 20]);
        assert_eq!(parse_hex(&color.hex()), Some(color.rgb));
        assert_eq!(parse_hex("#12345"), None);
        assert_eq!(parse_hex("#ééé"), None);
    }
}
