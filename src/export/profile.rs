//! What kind of file it becomes: the one place where it is decided how large the sheet is, whether content carries
//! tags, and in which colour space things are painted.
//!
//! The code that draws asks the profile and never names a colour space itself, so that both kinds of file are drawn by
//! the same code.

use super::{inks, object};
use crate::{
    color::Color,
    page::Page,
    press::Marks,
    unit::{Affine, Rect, Sides, Vec2, mm},
};
use printpdf::{Greyscale, Op, Rgb};

/// Room beyond the bleed for marks, the colour bar and the slug line, in millimetres.
pub(super) const SLUG: f64 = 13.0;

/// The choices that tell one kind of file from another.
pub(super) struct Profile {
    /// Whether colours are inks: four of them, spot inks, overprint.
    pub inks: bool,
    /// Whether the sheet shows the bleed.
    pub bleed: bool,
    /// Whether content is marked for the structure tree.
    pub tagged: bool,
    /// Room beyond the bleed, in points.
    pub slug: f64,
}

/// The boxes of a page in the PDF's coordinates (ISO 32000-1, 14.11.2).
pub(super) struct Boxes {
    /// The whole sheet.
    pub media: Rect,
    /// As far as artwork runs.
    pub bleed: Rect,
    /// The page after trimming.
    pub trim: Rect,
}

impl Profile {
    /// RGB, trimmed size, tagged.
    pub(super) const OFFICE: Self = Self { inks: false, bleed: false, tagged: true, slug: 0.0 };

    /// RGB sheets that pages stand on: nothing to be read aloud, for the pages themselves are there for that.
    pub(super) const SHEETS: Self = Self { inks: false, bleed: false, tagged: false, slug: 0.0 };

    /// Inks, bleed, room for marks where there are any, no tags.
    pub(super) fn press(marks: Marks) -> Self {
        let slug = if marks == Marks::NONE { 0.0 } else { mm(SLUG) };
        Self { inks: true, bleed: true, tagged: false, slug }
    }

    /// How far the sheet reaches beyond the trim.
    fn beyond(&self, page: &Page) -> Sides {
        let Sides { top, right, bottom, left } = if self.bleed { page.bleed } else { Sides::default() };
        let more = self.slug;
        Sides { top: top + more, right: right + more, bottom: bottom + more, left: left + more }
    }

    /// From the page's coordinates (top left of the trim, downwards) to the PDF's (bottom left of the sheet, upwards):
    /// the only place where the axis turns round.
    pub(super) fn flip(&self, page: &Page) -> Affine {
        let beyond = self.beyond(page);
        Affine::new([1.0, 0.0, 0.0, -1.0, beyond.left, page.trim.height + beyond.bottom])
    }

    /// The boxes of a page.
    pub(super) fn boxes(&self, page: &Page) -> Boxes {
        let beyond = self.beyond(page);
        let trim = page.trim.to_rect() + Vec2::new(beyond.left, beyond.bottom);
        let media = Rect::new(0.0, 0.0, page.trim.width + beyond.across(), page.trim.height + beyond.along());
        Boxes { media, bleed: media.inset(-self.slug), trim }
    }

    /// Sets the colour of what is filled.
    pub(super) fn fill(&self, color: Color) -> Vec<Op> {
        if self.inks { inks::set(color, inks::Paint::Fill) } else { vec![Op::SetFillColor { col: light(color) }] }
    }

    /// Sets the colour of lines.
    pub(super) fn stroke(&self, color: Color) -> Vec<Op> {
        if self.inks { inks::set(color, inks::Paint::Stroke) } else { vec![Op::SetOutlineColor { col: light(color) }] }
    }

    /// Sets whether what is painted lies over other inks or knocks them out; nothing where colours are light.
    pub(super) fn overprint(&self, over: bool) -> Option<Op> {
        self.inks.then(|| object::state(if over { inks::OVERPRINT } else { inks::KNOCKOUT }))
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
    use crate::unit::Size;

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

    #[test]
    fn boxes_lie_in_each_other() {
        let page =
            Page { trim: Size::new(595.0, 842.0), bleed: Sides::all(8.5), items: vec![], slug: vec![], marks: vec![] };
        for marks in [Marks::ALL, Marks::NONE] {
            let profile = Profile::press(marks);
            let Boxes { media, bleed, trim } = profile.boxes(&page);
            assert!((bleed.width() - trim.width() - 17.0).abs() < 1e-9);
            assert!((media.width() - bleed.width() - 2.0 * profile.slug).abs() < 1e-9);
            assert_eq!(media.origin(), crate::unit::Point::ZERO);
            assert!(
                (profile.flip(&page) * crate::unit::Point::ZERO - crate::unit::Point::new(trim.x0, trim.y1)).hypot()
                    < 1e-9
            );
        }
        let office = Profile::OFFICE.boxes(&page);
        assert_eq!((office.media, office.bleed), (office.trim, office.trim));
    }
}
