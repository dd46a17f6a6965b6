//! Marks on an own screenshot, where a crop shows only a part of it.
//!
//! In: places told on the whole picture, and the part of it that is shown. Out: the same places on what is shown, or why
//! there are none: a ring, a number or a magnifier whose place is cut off would be drawn over the sheet beside the
//! picture. What hangs over the edge is cut there, and it is said; so is a redaction that hides nothing.

use crate::diag::{Diagnostic, Origin};
use crate::spec::screenshot::Screenshot;

/// How much of a part must be left for its mark to mean anything.
const LEFT: f64 = 0.5;
/// A part larger than this share of what is shown has no room to be shown larger.
const LARGE: f64 = 0.8;
/// Rounding of shares.
const NEAR: f64 = 1e-6;

/// The part of a screenshot that is shown: left, top, width, height as shares of the whole, and where it was told.
pub(super) struct Shown {
    part: [f64; 4],
    origin: Option<Origin>,
    /// What there is to say.
    pub(super) faults: Vec<Diagnostic>,
}

impl Shown {
    /// A crop, or the whole picture.
    pub(super) fn new(crop: Option<[f64; 4]>, shot: &Screenshot) -> Self {
        let origin = shot.crop.as_ref().map(|crop| crop.origin);
        Self { part: crop.unwrap_or([0.0, 0.0, 1.0, 1.0]), origin, faults: Vec::new() }
    }

    /// A marked part on what is shown, cut to it; `mark` is what it is called in `flyer.toml`.
    pub(super) fn part(&mut self, mark: &str, part: [f64; 4], origin: Origin) -> Option<[f64; 4]> {
        let [x, y, width, height] = self.within(part);
        let (right, below) = ((x + width).min(1.0), (y + height).min(1.0));
        let cut = [x.max(0.0), y.max(0.0), right - x.max(0.0), below - y.max(0.0)];
        let left = cut[2].max(0.0) * cut[3].max(0.0) / (width * height);
        if left < LEFT {
            let much = if left > 0.0 { "mostly" } else { "wholly" };
            self.outside(&format!("this `{mark}` lies {much} outside the part that is shown"), origin);
            return None;
        }
        if left < 1.0 - NEAR {
            let message = format!("this `{mark}` hangs over the edge of what is shown, and is cut there");
            self.say(Diagnostic::warning("mark-cut", message), origin);
        }
        Some(cut)
    }

    /// A part to be shown larger.
    pub(super) fn magnified(&mut self, part: [f64; 4], origin: Origin) -> Option<[f64; 4]> {
        let cut = self.part("magnify", part, origin)?;
        if cut[2].max(cut[3]) > LARGE {
            let message = "this part is nearly all that is shown, and cannot be shown larger";
            let fault = Diagnostic::error("mark-large", message).at(origin);
            self.faults.push(fault.hint("magnify a smaller part, or leave `magnify` out"));
            return None;
        }
        Some(cut)
    }

    /// A marked point.
    pub(super) fn point(&mut self, mark: &str, [x, y]: [f64; 2], origin: Origin) -> Option<[f64; 2]> {
        let [x, y, ..] = self.within([x, y, 0.0, 0.0]);
        let inside = |at: f64| (-NEAR..=1.0 + NEAR).contains(&at);
        if inside(x) && inside(y) {
            return Some([x, y]);
        }
        self.outside(&format!("this `{mark}` points outside the part that is shown"), origin);
        None
    }

    /// A part that is hidden: there has to be something of it left to hide.
    pub(super) fn hidden(&mut self, mark: &str, part: [f64; 4], origin: Origin) {
        let [x, y, width, height] = self.within(part);
        if x >= 1.0 - NEAR || y >= 1.0 - NEAR || x + width <= NEAR || y + height <= NEAR {
            let message = format!("this `{mark}` hides nothing: what lies there is cut off");
            self.say(Diagnostic::warning("hides-nothing", message), origin);
        }
    }

    fn within(&self, [x, y, width, height]: [f64; 4]) -> [f64; 4] {
        let [left, top, wide, tall] = self.part;
        [(x - left) / wide, (y - top) / tall, width / wide, height / tall]
    }

    fn outside(&mut self, message: &str, origin: Origin) {
        let hint = "places are told on the whole picture: move it into the `crop`, or make the `crop` larger";
        self.say(Diagnostic::error("mark-outside", message).hint(hint), origin);
    }

    fn say(&mut self, fault: Diagnostic, origin: Origin) {
        let fault = fault.at(origin);
        let shown = self.origin.map(|crop| fault.clone().related(crop, "only this part is shown"));
        self.faults.push(shown.unwrap_or(fault));
    }
}
