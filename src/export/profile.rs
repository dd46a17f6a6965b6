//! What kind of file it becomes: the one place where a [`Color`] turns into colour operators, and where it is decided
//! whether the bleed is part of the sheet and whether content carries tags.
//!
//! The code that draws asks the profile and never names a colour space itself, so that the press file is drawn by the
//! same code.

use crate::{
    color::Color,
    page::Page,
    unit::{Affine, Rect, Sides},
};
use printpdf::{Greyscale, Rgb};

/// The choices that tell one kind of file from another.
pub(super) struct Profile {
    /// A colour as the device space of this file.
    pub ink: fn(Color) -> printpdf::Color,
    /// Whether the sheet shows the bleed.
    pub bleed: bool,
    /// Whether content is marked for the structure tree.
    pub tagged: bool,
}

impl Profile {
    /// RGB, trimmed size, tagged.
    pub(super) const OFFICE: Self = Self { ink: light, bleed: false, tagged: true };

    /// How far the sheet reaches beyond the trim.
    fn beyond(&self, page: &Page) -> Sides {
        if self.bleed { page.bleed } else { Sides::default() }
    }

    /// From the page's coordinates (top left of the trim, downwards) to the PDF's (bottom left of the sheet, upwards):
    /// the only place where the axis turns round.
    pub(super) fn flip(&self, page: &Page) -> Affine {
        let beyond = self.beyond(page);
        Affine::new([1.0, 0.0, 0.0, -1.0, beyond.left, page.trim.height + beyond.bottom])
    }

    /// The sheet and the trim box within it, in the PDF's coordinates (ISO 32000-1, 14.11.2).
    pub(super) fn boxes(&self, page: &Page) -> (Rect, Rect) {
        let beyond = self.beyond(page);
        let trim = page.trim.to_rect() + crate::unit::Vec2::new(beyond.left, beyond.bottom);
        let sheet = Rect::new(0.0, 0.0, page.trim.width + beyond.across(), page.trim.height + beyond.along());
        (sheet, trim)
    }
}

/// The RGB value; greys as DeviceGray, so that an office printer counts (and prints) black as black alone.
fn light(color: Color) -> printpdf::Color {
    let [r, g, b] = color.rgb.map(|channel| (f32::from(channel) / 255.0 * 10_000.0).round() / 10_000.0);
    if r == g && g == b {
        printpdf::Color::Greyscale(Greyscale::new(r, None))
    } else {
        printpdf::Color::Rgb(Rgb::new(r, g, b, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greys_are_grey_and_colours_are_not() {
        assert_eq!(light(Color::BLACK), printpdf::Color::Greyscale(Greyscale::new(0.0, None)));
        for value in 0..=255 {
            let grey = light(Color::new([value; 3], [0; 4]));
            assert!(matches!(grey, printpdf::Color::Greyscale(_)));
            let other = light(Color::new([value, value, value ^ 1], [0; 4]));
            assert!(matches!(other, printpdf::Color::Rgb(_)));
        }
    }
}
