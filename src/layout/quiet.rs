//! Whether the free space round every code stays free (ISO/IEC 18004, 6.3.8: four modules on each side).
//!
//! In: the items of a page. Out: one error for each code that something enters, at the line that asked for the code, with
//! what enters it and by how much. The proof measures the same on the finished file, mark by mark; here it is said once,
//! where it can be mended.

use crate::diag::{Diagnostic, Origin};
use crate::page::{Code, GlyphRun, Item, Shape};
use crate::resolve::job::Job;
use crate::unit::{Affine, Rect, to_mm};
use kurbo::Shape as _;

/// Letters are surely inked from the baseline up to this share of the type size.
const INKED: f64 = 0.45;
/// Room for rounding, in points.
const SLACK: f64 = 0.05;

/// Something on the page that could enter a code's free space.
struct Thing {
    rect: Rect,
    /// What it is, in words.
    name: String,
    origin: Option<Origin>,
    /// Index of the code that it is.
    code: Option<usize>,
    /// Filled with the colour of the paper: leaves the free space what it is, beside the symbol.
    white: bool,
    /// A filled ground: harmless below a code's tile.
    ground: bool,
}

/// Errors for codes whose free space is entered.
pub(super) fn check(items: &[Item], job: &Job) -> Vec<Diagnostic> {
    let mut things = Vec::new();
    gather(items, Affine::IDENTITY, &mut things);
    let codes = things.iter().enumerate().filter(|(_, thing)| thing.code.is_some());
    codes.filter_map(|(at, _)| entered(at, &things, job)).collect()
}

fn gather(items: &[Item], transform: Affine, things: &mut Vec<Thing>) {
    for item in items {
        let plain = |rect: Rect, name: &str| Thing {
            rect: transform.transform_rect_bbox(rect),
            name: name.to_owned(),
            origin: None,
            code: None,
            white: false,
            ground: false,
        };
        match item {
            Item::Text(run) => {
                let name = format!("\"{}\"", run.text.trim());
                things.push(Thing { origin: run.origin, ..plain(inked(run), &name) });
            }
            Item::Code(id, rect) => things.push(Thing { code: Some(id.0 as usize), ..plain(*rect, "another code") }),
            Item::Image(placement) => things.push(plain(placement.rect, "a picture")),
            Item::Path(shape) => {
                let (white, ground) = (is_white(shape), shape.stroke.is_none());
                things.push(Thing {
                    origin: shape.origin,
                    white,
                    ground,
                    ..plain(shape.path.bounding_box(), "a shape")
                });
            }
            Item::Group { transform: inner, items, clip } => {
                let from = things.len();
                gather(items, transform * *inner, things);
                if let Some(clip) = clip {
                    let seen = (transform * *inner).transform_rect_bbox(clip.bounding_box());
                    things[from..].iter_mut().for_each(|thing| thing.rect = thing.rect.intersect(seen));
                }
            }
            Item::Page(_) | Item::Link(..) | Item::Open(_) | Item::Close => {}
        }
    }
}

/// Where a run surely has ink.
fn inked(run: &GlyphRun) -> Rect {
    let last = run.glyphs.last().map_or(0.0, |glyph| glyph.x + glyph.advance);
    let inset = run.size * 0.1;
    let end = (run.at.x + last * run.size - inset).max(run.at.x + inset);
    Rect::new(run.at.x + inset, run.at.y - run.size * INKED, end, run.at.y)
}

fn is_white(shape: &Shape) -> bool {
    shape.stroke.is_none() && shape.fill.is_some_and(|color| color.rgb == [255, 255, 255])
}

/// The error for a code, if anything enters its free space.
fn entered(at: usize, things: &[Thing], job: &Job) -> Option<Diagnostic> {
    let own = &things[at];
    let code = job.codes.get(own.code?)?;
    let quiet = own.rect.width() / code.modules as f64 * Code::QUIET as f64;
    let zone = own.rect.inflate(quiet - SLACK, quiet - SLACK);
    let enters = |(other, thing): &(usize, &Thing)| {
        let beside = thing.rect.intersect(own.rect).area() <= 0.0;
        let harmless = thing.white && beside || thing.ground && *other < at;
        *other != at && !harmless && thing.rect.intersect(zone).area() > 0.0
    };
    // What enters deepest is named; a shape only where nothing else does, for it may be the ground of something.
    let depth = |thing: &Thing| {
        let over = thing.rect.intersect(zone);
        over.width().min(over.height())
    };
    let inside = things.iter().enumerate().filter(enters).map(|(_, thing)| thing);
    let rank = |thing: &Thing| (!thing.ground, depth(thing));
    let worst = inside.max_by(|one, other| rank(one).partial_cmp(&rank(other)).unwrap_or(std::cmp::Ordering::Equal))?;
    let message = format!("{} stands in the free space round the code for {}", worst.name, code.text);
    let mut fault = Diagnostic::error("quiet-zone", message).at(code.origin);
    fault = fault.label(format!("{:.1} mm on every side must stay free", to_mm(quiet)));
    if let Some(origin) = worst.origin {
        fault = fault.related(origin, "this stands there");
    }
    let more = to_mm(depth(worst).min(quiet));
    Some(fault.hint(format!("give it at least {more:.1} mm more: a larger `gap` or `padding`, or a smaller code")))
}
