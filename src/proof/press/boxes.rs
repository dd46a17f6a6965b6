//! Page boxes: the sheet, the bleed, the trim (ISO 32000-1, 14.11.2; ISO 15930-7, 6.2.5).
//!
//! In: a page. Out: its boxes, and what is wrong with how they lie in each other.

use super::object::numbers;
use crate::proof::expected::ExpectedPage;
use crate::proof::report::Finding;
use crate::unit::{Rect, to_mm};
use hayro_syntax::object::Array;
use hayro_syntax::page::Page;

/// Least bleed in millimetres.
const BLEED: f64 = 3.0;
/// Lengths that differ by less are the same, in points.
const SAME: f64 = 0.0015;

/// The boxes of a page, in points from the PDF's origin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Boxes {
    pub media: Rect,
    pub bleed: Rect,
    pub trim: Rect,
}

impl Boxes {
    /// The least bleed of the four sides, in millimetres.
    pub(super) fn least_bleed(&self) -> f64 {
        let (trim, bleed) = (self.trim, self.bleed);
        let sides = [trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1];
        to_mm(sides.into_iter().fold(f64::INFINITY, f64::min))
    }
}

/// Reads the boxes; what is missing is taken from the next larger one, as readers do.
pub(super) fn read(page: &Page<'_>) -> Boxes {
    let media = page.media_box();
    let media = Rect::new(media.x0, media.y0, media.x1, media.y1);
    let own = |key: &str| named(page, key);
    let trim = own("TrimBox").or_else(|| own("ArtBox")).unwrap_or(media);
    Boxes { media, bleed: own("BleedBox").unwrap_or(trim), trim }
}

fn named(page: &Page<'_>, key: &str) -> Option<Rect> {
    let numbers: [f64; 4] = numbers(&page.raw().get::<Array<'_>>(key)?).try_into().ok()?;
    let [x0, y0, x1, y1] = numbers;
    Some(Rect::new(x0, y0, x1, y1).abs())
}

/// What is wrong with the boxes. Only sheets that pages stand on need no bleed: the pages on them have theirs.
pub(super) fn check(page: &Page<'_>, promised: Option<&ExpectedPage>, number: usize, findings: &mut Vec<Finding>) {
    let boxes = read(page);
    let mut fault = |code, message: String, hint| findings.push(Finding::error(code, number, message, hint));
    if page.raw().contains_key("TrimBox") == page.raw().contains_key("ArtBox") {
        fault("trim-missing", "the page needs a TrimBox or an ArtBox, and not both".into(), "give it a TrimBox");
    }
    if !inside(boxes.bleed, boxes.media) || !inside(boxes.trim, boxes.bleed) {
        let message = "the boxes do not lie in each other: trim in bleed in media";
        fault("boxes-not-nested", message.into(), "correct TrimBox, BleedBox and MediaBox");
    }
    let (trim, least) = (boxes.trim, boxes.least_bleed());
    if least < BLEED - 0.001 && promised.is_none_or(|page| page.bleeds) {
        fault("bleed-missing", format!("the bleed is {least:.2} mm, least {BLEED} mm"), "export with 3 mm of bleed");
    }
    if let Some((width, height)) = promised.map(|page| page.size)
        && ((trim.width() - width).abs() > SAME || (trim.height() - height).abs() > SAME)
    {
        let message = format!("the page is {:.2} x {:.2} mm after trimming", to_mm(trim.width()), to_mm(trim.height()));
        fault("page-size", message, "this is a fault of flyer: report it");
    }
    if page.raw().get::<f32>("UserUnit").is_some_and(|unit| unit != 1.0) {
        fault("user-unit", "the page counts in units of its own".into(), "export at 100 %");
    }
    if page.raw().get::<i32>("Rotate").is_some_and(|turn| turn % 360 != 0) {
        fault("page-turned", "the page is turned".into(), "export it upright");
    }
}

fn inside(inner: Rect, outer: Rect) -> bool {
    inner.x0 >= outer.x0 - SAME
        && inner.y0 >= outer.y0 - SAME
        && inner.x1 <= outer.x1 + SAME
        && inner.y1 <= outer.y1 + SAME
}
