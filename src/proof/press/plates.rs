//! What the plates carry, judged: inks, overprint, lines, pictures, bleed, codes.
//!
//! In: what a page paints. Out: findings with their place. Pure: nothing of the file is read here.

use super::boxes::Boxes;
use super::painted::{Painted, Plates, What};
use super::wet;
use crate::proof::expected::{ExpectedCode, ExpectedPicture};
use crate::proof::report::Finding;
use crate::unit::{Affine, BezPath, Rect};

/// Least width of a line, and of a line in the colour of the paper, in points.
const HAIRLINE: (f64, f64) = (0.25, 0.5);
/// Dots an inch: refused below, worth a look below.
const DPI: (f64, f64) = (200.0, 300.0);
/// Below this size letters may not be printed with all four inks, in points.
const FINE: f64 = 12.0;
/// Below this size black letters are black ink alone, in points.
const BLACK: f64 = 24.0;
/// Rounding of colours in files, in per cent of one ink.
const ROUNDING: f64 = 0.6;
/// Distances within which edges count as the same, in points.
const NEAR: f64 = 0.5;

/// A page under judgement.
pub(super) struct Judge<'a> {
    pub boxes: Boxes,
    pub number: usize,
    pub limit: f64,
    /// The pictures that were promised; none of a file of which nothing is known.
    pub pictures: &'a [ExpectedPicture],
    /// Places of those that have too much ink, so far.
    pub wet_pictures: Vec<Rect>,
    pub findings: &'a mut Vec<Finding>,
}

impl Judge<'_> {
    fn fault(&mut self, code: &'static str, message: impl Into<String>, hint: &'static str, rect: Rect) {
        let place = self.place(rect);
        self.findings.push(Finding::error(code, self.number, message, hint).at(place));
    }

    /// Judges everything painted on the area that is kept or cut through.
    pub(super) fn all(&mut self, plates: &Plates, blend_space: bool) {
        if plates.light {
            let message = "a colour is set as light (RGB)";
            self.fault("color-not-ink", message, "convert every colour to CMYK", self.boxes.trim);
        }
        if plates.transparent && !blend_space {
            let message = "something shines through, and the page does not say in which space it is mixed";
            self.fault("blend-space", message, "give the page a CMYK blend space", self.boxes.trim);
        }
        for (what, rect) in &plates.uncounted {
            let message = format!("the ink of {what} cannot be counted");
            let hint = "have the print shop look at it, or turn it into a picture in CMYK";
            let place = self.place(*rect);
            self.findings.push(Finding::warning("ink-uncounted", self.number, message, hint).at(place));
        }
        let bleed = self.boxes.bleed;
        let on_sheet = |painted: &&Painted| match painted.what {
            What::Text(_, start) => bleed.contains(start),
            // A line may have no width.
            _ => !bleed.intersect(painted.rect).is_zero_area() || bleed.contains(painted.rect.origin()),
        };
        for painted in plates.painted.iter().filter(on_sheet) {
            self.inks(painted);
            self.what(painted);
            self.bleed(painted);
        }
    }

    /// Judges what inks make together where they lie one on another. The letters are asked for only where boxes alone
    /// do not tell.
    pub(super) fn together(&mut self, plates: &Plates, letters: impl FnOnce() -> Vec<BezPath>) {
        if let Some((wettest, rect)) = wet::wettest(plates, self.boxes.bleed, self.limit / 100.0, letters) {
            // A picture that is too wet has been named.
            if !self.wet_pictures.iter().any(|picture| !picture.intersect(rect).is_zero_area()) {
                self.limit(wettest, rect);
            }
        }
    }

    fn place(&self, rect: Rect) -> Rect {
        // From the PDF's corner below to the page's corner above.
        let trim = self.boxes.trim;
        Affine::new([1.0, 0.0, 0.0, -1.0, -trim.x0, trim.y1]).transform_rect_bbox(rect)
    }

    fn limit(&mut self, wet: f64, rect: Rect) {
        let percent = wet * 100.0;
        if percent > self.limit + ROUNDING {
            let message = format!("{percent:.0} % of ink lie on one spot, most {:.0} %", self.limit);
            self.fault("ink-limit", message, "take a lighter mixture, or more black and less colour", rect);
        }
    }

    /// The promised picture that was painted here.
    fn promised(&self, painted: &Painted) -> Option<&'_ ExpectedPicture> {
        let place = self.place(painted.rect).inset(-NEAR);
        let image = matches!(painted.what, What::Image(..));
        self.pictures.iter().filter(|_| image).find(|picture| picture.rect.union(place) == picture.rect)
    }

    /// A picture that is too wet is somebody's file.
    fn picture_limit(&self, painted: &Painted, picture: &ExpectedPicture) -> Option<Finding> {
        let percent = painted.inks.total() * 100.0;
        if percent <= self.limit + ROUNDING {
            return None;
        }
        let (name, limit) = (&picture.name, self.limit);
        let message = format!("`{name}` has {percent:.0} % of ink where it is darkest, most {limit:.0} %");
        let hint = "convert it to the printing condition (Photoshop: Edit > Convert to Profile), or save it as RGB: flyer \
                    then converts it";
        Some(Finding::error("ink-limit", self.number, message, hint).at(picture.rect).about(picture.origin))
    }

    fn inks(&mut self, painted: &Painted) {
        match self.promised(painted) {
            Some(picture) => {
                if let Some(wet) = self.picture_limit(painted, picture) {
                    self.wet_pictures.push(painted.rect);
                    self.findings.push(wet);
                }
            }
            None => self.limit(painted.inks.total(), painted.rect),
        }
        if painted.inks.is_white() && painted.over {
            let message = "white overprints, so it is not there";
            self.fault("white-overprints", message, "let white knock out", painted.rect);
        }
        if painted.inks.spots.iter().any(|(name, _)| name == "All") {
            let message = "a mark for all plates stands on the sheet";
            self.fault("mark-on-sheet", message, "keep marks outside the bleed", painted.rect);
        }
    }

    fn what(&mut self, painted: &Painted) {
        match &painted.what {
            What::Text(size, _) => self.text(painted, *size),
            What::Stroke(width) => {
                let (least, kind) = match painted.inks.is_white() {
                    true => (HAIRLINE.1, "a line of paper white"),
                    false => (HAIRLINE.0, "a line"),
                };
                if *width < least - 0.001 {
                    let message = format!("{kind} is {width:.2} pt wide, least {least} pt");
                    self.fault("hairline", message, "make lines wider", painted.rect);
                }
            }
            What::Image([width, height], dpi) => {
                let message = format!("a picture of {width} x {height} pixels has {dpi:.0} dots an inch");
                if *dpi < DPI.0 {
                    self.fault("dpi", message, "take a picture with more pixels, or make it smaller", painted.rect);
                } else if *dpi < DPI.1 {
                    let hint = "300 dots an inch print better";
                    self.findings.push(Finding::warning("dpi", self.number, message, hint));
                }
            }
            What::Fill | What::Shading => {}
        }
    }

    fn text(&mut self, painted: &Painted, size: f64) {
        let inks = &painted.inks;
        if !inks.known {
            return;
        }
        if inks.process[3] > 0.9 && inks.plates() > 1 && size < BLACK {
            let message = format!("black letters of {size:.1} pt are printed with {} inks", inks.plates());
            self.fault("rich-black", message, "print black letters with black ink alone", painted.rect);
        } else if inks.plates() == 4 && size < FINE {
            let message = format!("letters of {size:.1} pt are printed with four inks");
            self.fault("text-inks", message, "use at most three inks for small letters", painted.rect);
        }
        if inks.is_black_alone() && inks.process[3] > 0.995 && !painted.over {
            let message = "black letters knock out what lies below";
            let hint = "let black ink overprint";
            self.findings.push(Finding::warning("black-knocks-out", self.number, message, hint));
        }
    }

    /// What touches the trim has to run out to the bleed (ISO 12647-2 leaves the knife half a millimetre).
    fn bleed(&mut self, painted: &Painted) {
        let area = matches!(painted.what, What::Fill | What::Image(..) | What::Shading);
        if !area || painted.inks.is_white() {
            return;
        }
        let (rect, trim, bleed) = (painted.rect, self.boxes.trim, self.boxes.bleed);
        let inner = trim.inset(-NEAR);
        if inner.intersect(rect).is_zero_area() {
            return;
        }
        let short = [
            (rect.x0 <= inner.x0, rect.x0 - bleed.x0),
            (rect.y0 <= inner.y0, rect.y0 - bleed.y0),
            (rect.x1 >= inner.x1, bleed.x1 - rect.x1),
            (rect.y1 >= inner.y1, bleed.y1 - rect.y1),
        ];
        if short.iter().any(|(touches, gap)| *touches && *gap > NEAR) {
            let message = "something touches the trim and does not run out to the bleed";
            self.fault("bleed-short", message, "let it run 3 mm over the trim, or keep it away from it", rect);
        }
    }

    /// The modules of a code are black ink alone: on four plates that never lie quite on each other no phone reads it.
    pub(super) fn code(&mut self, plates: &Plates, code: &ExpectedCode) {
        let trim = self.boxes.trim;
        let place = Affine::new([1.0, 0.0, 0.0, -1.0, trim.x0, trim.y1]).transform_rect_bbox(code.rect);
        let inner = place.inset(-NEAR);
        let within = |painted: &&Painted| {
            let fills = matches!(painted.what, What::Fill) && !painted.inks.is_white();
            fills
                && place.inflate(NEAR, NEAR).intersect(painted.rect) == painted.rect
                && !inner.intersect(painted.rect).is_zero_area()
        };
        let solid = |painted: &Painted| painted.inks.is_black_alone() && painted.inks.process[3] > 0.9;
        let mixed = plates.painted.iter().filter(within).any(|painted| !solid(painted));
        if mixed {
            let message = format!("the code for {} is not printed with black ink alone", code.text);
            self.fault("code-inks", message, "print codes with black ink alone", place);
        }
    }
}
