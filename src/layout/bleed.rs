//! Bleed: pictures that end at the trim run on beyond it.
//!
//! In: the items of a page. Out: the same, pictures at the trim enlarged until they reach the end of the bleed, and cut
//! to where they stood on their other sides. A knife that is half a millimetre off then leaves no white edge.

use crate::page::{Item, Placement};
use crate::unit::{Affine, Rect, Sides, Size};
use kurbo::Shape as _;

/// Distance from the trim within which something counts as touching it, in points.
pub(super) const NEAR_TRIM: f64 = 0.5;

/// Lets pictures at the trim run on.
pub(super) fn run_on(items: Vec<Item>, page: Size, bleed: f64) -> Vec<Item> {
    let one = |item| match item {
        Item::Image(placement) => enlarged(placement, page, bleed),
        other => other,
    };
    items.into_iter().map(one).collect()
}

fn enlarged(placement: Placement, page: Size, bleed: f64) -> Item {
    let rect = placement.rect;
    let past = |touches: bool| if touches { bleed } else { 0.0 };
    let more = Sides {
        top: past(rect.y0 <= NEAR_TRIM),
        right: past(rect.x1 >= page.width - NEAR_TRIM),
        bottom: past(rect.y1 >= page.height - NEAR_TRIM),
        left: past(rect.x0 <= NEAR_TRIM),
    };
    if more == Sides::default() {
        return Item::Image(placement);
    }
    let seen = Rect::new(rect.x0 - more.left, rect.y0 - more.top, rect.x1 + more.right, rect.y1 + more.bottom);
    // One factor for both directions: a picture is never stretched.
    let factor = (seen.width() / rect.width()).max(seen.height() / rect.height());
    let size = (rect.width() * factor, rect.height() * factor);
    let whole = Rect::from_center_size(seen.center(), size);
    let items = vec![Item::Image(Placement { rect: whole, ..placement })];
    Item::Group { transform: Affine::IDENTITY, clip: Some(seen.to_path(0.1)), items }
}
