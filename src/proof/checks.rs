//! Checks of a page: pure functions from what was painted to findings.
//!
//! In: the marks of a page, which run each shows, and what was promised. Out: findings. Nothing here knows PDF.

use super::expected::{Expected, ExpectedPage};
use super::paint::{Kind, Mark};
use super::report::Finding;
use crate::color::contrast;
use crate::page::{LeastSizes, Role};
use crate::unit::{Point, Rect, mm, to_mm};
use kurbo::Shape;

/// Room for rounding in lengths, in points.
const SLACK: f64 = 0.02;
/// From this size on type counts as large (WCAG 2.2, 1.4.3).
const LARGE: f64 = 18.0;
/// Resolutions under which a picture is refused and warned about, in dots per inch.
const DPI: (f64, f64) = (100.0, 200.0);

/// Text that is too small for its part.
pub fn sizes(
    marks: &[Mark],
    owner: &[Option<usize>],
    page: &ExpectedPage,
    least: LeastSizes,
    number: usize,
    findings: &mut Vec<Finding>,
) {
    for (mark, run) in marks.iter().zip(owner) {
        let (Kind::Text { size, text, .. }, Some(run)) = (&mark.kind, run) else { continue };
        let wanted = match page.runs[*run].role {
            Role::Body => least.body,
            Role::Note => least.note,
            Role::Drawing => least.drawing,
        };
        if *size < wanted - SLACK {
            let message = format!("\"{}\" is set in {size:.1} pt, least {wanted} pt", text.trim());
            findings.push(
                Finding::error("text-small", number, message, "raise `min` in [fit], or the style's size")
                    .at(mark.rect),
            );
        }
    }
}

/// Text that cannot be told from what is behind it, that is invisible, or that something covers.
pub fn legible(marks: &[Mark], number: usize, findings: &mut Vec<Finding>) {
    for (at, mark) in marks.iter().enumerate() {
        let Kind::Text { text, size, rgb, visible, has_glyph_zero } = &mark.kind else { continue };
        if *has_glyph_zero {
            let message = format!("\"{}\" has a character that its font lacks", text.trim());
            findings.push(Finding::error("glyph-zero", number, message, "use another font or character").at(mark.rect));
        }
        if mark.rect.area() <= 0.0 {
            continue;
        }
        let points = probes(mark.rect);
        if !visible {
            let message = format!("\"{}\" is invisible", text.trim());
            findings.push(Finding::error("text-invisible", number, message, "paint every text").at(mark.rect));
        }
        let least =
            points.iter().filter_map(|point| background(&marks[..at], *point)).map(|behind| contrast(*rgb, behind));
        let least = least.fold(f64::INFINITY, f64::min);
        let needed = if *size >= LARGE { 3.0 } else { 4.5 };
        if least < needed {
            let message =
                format!("\"{}\" has a contrast of {least:.1} to what is behind it, least {needed}", text.trim());
            findings.push(Finding::error("contrast", number, message, "take a darker or lighter colour").at(mark.rect));
        } else if least < 7.0 && *size < LARGE {
            let message = format!("\"{}\" has a contrast of {least:.1}; 7 is better for weak eyes", text.trim());
            findings
                .push(Finding::warning("contrast", number, message, "take a darker or lighter colour").at(mark.rect));
        }
        if points.iter().any(|point| marks[at + 1..].iter().any(|later| covers(later, *point))) {
            let message = format!("something covers \"{}\"", text.trim());
            findings.push(Finding::error("text-covered", number, message, "let nothing lie over text").at(mark.rect));
        }
    }
}

/// Points of a text where it is looked at: inside its ends, and in its middle.
fn probes(rect: Rect) -> [Point; 3] {
    let inset = rect.width() * 0.1;
    let y = rect.center().y;
    [Point::new(rect.x0 + inset, y), rect.center(), Point::new(rect.x1 - inset, y)]
}

/// The colour that lies on top at a point; the paper's where nothing does, none where it is a picture.
fn background(below: &[Mark], point: Point) -> Option<[u8; 3]> {
    for mark in below.iter().rev().filter(|mark| mark.seen.contains(point)) {
        match &mark.kind {
            Kind::Fill { path, rgb } if path.contains(point) => return Some(*rgb),
            Kind::Image { .. } | Kind::Pattern => return None,
            Kind::Fill { .. } | Kind::Stroke { .. } | Kind::Text { .. } => {}
        }
    }
    Some([255, 255, 255])
}

fn covers(mark: &Mark, point: Point) -> bool {
    match &mark.kind {
        Kind::Fill { path, .. } => mark.seen.contains(point) && path.contains(point),
        Kind::Image { .. } | Kind::Pattern => mark.seen.contains(point),
        Kind::Stroke { .. } | Kind::Text { .. } => false,
    }
}

/// Text that runs over other text; the pieces of one run, letters and their vowel signs, may.
pub fn overlaps(marks: &[Mark], owner: &[Option<usize>], number: usize, findings: &mut Vec<Finding>) {
    let is_text = |mark: &Mark| matches!(mark.kind, Kind::Text { .. }) && mark.rect.area() > 0.0;
    let texts: Vec<_> = marks.iter().zip(owner).filter(|(mark, _)| is_text(mark)).collect();
    let silent = |mark: &Mark| matches!(&mark.kind, Kind::Text { text, .. } if text.is_empty());
    for (at, (one, run)) in texts.iter().enumerate() {
        // Pieces without a text of their own are marks on the letter before them.
        let next = at + 1 + texts[at + 1..].iter().take_while(|(mark, _)| silent(mark)).count();
        for (other, _) in texts[next..].iter().filter(|(_, of)| of.is_none() || of != run) {
            let shared = one.rect.intersect(other.rect);
            // A letter's arm may reach over the comma that follows it.
            let deep = shared.width() > 0.2 * one.rect.height().max(other.rect.height());
            if deep && shared.area() > 0.3 * one.rect.area().min(other.rect.area()) {
                let name = |mark: &Mark| match &mark.kind {
                    Kind::Text { text, .. } => text.trim().to_owned(),
                    _ => String::new(),
                };
                let message = format!("\"{}\" runs over \"{}\"", name(other), name(one));
                findings.push(Finding::error("overlap", number, message, "give the texts more room").at(other.rect));
            }
        }
    }
}

/// Text that is cut off, or nearer to the trim than is safe.
pub fn edges(marks: &[Mark], page: Rect, safe: f64, number: usize, findings: &mut Vec<Finding>) {
    let safe_area = page.inset(-safe);
    for mark in marks.iter().filter(|mark| mark.rect.area() > 0.0) {
        let Kind::Text { text, .. } = &mark.kind else { continue };
        if !contains(mark.seen, mark.rect) {
            let message = format!("\"{}\" is cut off", text.trim());
            findings.push(Finding::error("clipped", number, message, "give the text more room").at(mark.rect));
        } else if !contains(safe_area, mark.rect) {
            findings.push(too_near(&format!("\"{}\"", text.trim()), mark.rect, safe, number));
        }
    }
}

/// Codes that are nearer to the trim than is safe.
pub fn code_edges(expected: &Expected, page: &ExpectedPage, number: usize, findings: &mut Vec<Finding>) {
    let safe_area = Rect::new(0.0, 0.0, page.size.0, page.size.1).inset(-expected.safe);
    let near = page.codes.iter().filter(|code| !contains(safe_area, code.rect));
    findings.extend(near.map(|code| too_near("a code", code.rect, expected.safe, number)));
}

fn too_near(what: &str, rect: Rect, safe: f64, number: usize) -> Finding {
    let message = format!("{what} stands nearer than {:.1} mm to the edge", to_mm(safe));
    Finding::error("safe-area", number, message, "move it inwards, or make `margin` larger").at(rect)
}

fn contains(outer: Rect, inner: Rect) -> bool {
    let outer = outer.inflate(0.5, 0.5);
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

/// Effective resolution of a picture in dots per inch: the coarser direction counts.
pub fn dpi(pixels: [u32; 2], size: [f64; 2]) -> f64 {
    let along = |at: usize| f64::from(pixels[at]) / (size[at].max(1e-6) / 72.0);
    along(0).min(along(1))
}

/// Pictures that are too coarse for their size.
pub fn resolution(marks: &[Mark], number: usize, findings: &mut Vec<Finding>) {
    for mark in marks {
        let Kind::Image { pixels, size } = &mark.kind else { continue };
        let dpi = dpi(*pixels, *size);
        let message = format!("a picture has {dpi:.0} dots per inch at {:.0} mm width", to_mm(size[0]));
        let hint = "take a picture with more pixels, or make it smaller";
        if dpi < DPI.0 {
            findings.push(Finding::error("dpi", number, message, hint).at(mark.rect));
        } else if dpi < DPI.1 {
            findings.push(Finding::warning("dpi", number, message, hint).at(mark.rect));
        }
    }
}

/// Anything painted into a code or its quiet zone besides the code itself and the white below it.
pub fn intruders(marks: &[Mark], page: &ExpectedPage, number: usize, findings: &mut Vec<Finding>) {
    for code in &page.codes {
        let zone = code.rect.inflate(code.quiet() - SLACK, code.quiet() - SLACK);
        let own = marks.iter().position(|mark| is_symbol(mark, code.rect));
        for (at, mark) in marks.iter().enumerate().filter(|(at, _)| Some(*at) != own) {
            let touches = mark.seen.intersect(zone).area() > 1e-6;
            let below = own.is_some_and(|own| at < own);
            let harmless = below && matches!(&mark.kind, Kind::Fill { rgb, .. } if rgb.iter().all(|c| *c == 255));
            // Coloured grounds under the white tile do no harm either: the pixels decide about those.
            let ground = below && matches!(mark.kind, Kind::Fill { .. });
            if touches && !harmless && !ground {
                let inside = mark.seen.intersect(code.rect).area() > 1e-6;
                let finding = if inside && !below {
                    Finding::error(
                        "code-covered",
                        number,
                        format!("something lies over the code for {}", code.text),
                        "let nothing cover a code",
                    )
                } else {
                    let message = format!("something stands in the quiet zone of the code for {}", code.text);
                    Finding::error("quiet-zone", number, message, "keep 4 modules round a code free")
                };
                findings.push(finding.at(mark.rect));
            }
        }
    }
}

/// Whether a mark is the symbol of a code at a place.
fn is_symbol(mark: &Mark, rect: Rect) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < mm(0.1);
    matches!(mark.kind, Kind::Fill { .. })
        && near(mark.rect.x0, rect.x0)
        && near(mark.rect.y0, rect.y0)
        && near(mark.rect.x1, rect.x1)
        && near(mark.rect.y1, rect.y1)
}

/// Places that may hold a code: a shape of many small parts, or a picture, about as wide as it is tall.
pub fn candidates(marks: &[Mark]) -> Vec<Rect> {
    let square = |rect: Rect| rect.height() > 0.0 && (0.8..1.25).contains(&(rect.width() / rect.height()));
    let holds = |mark: &Mark| match &mark.kind {
        Kind::Fill { path, .. } => square(mark.rect) && path.segments().count() > 150 && path.elements().len() > 400,
        Kind::Image { .. } => true,
        Kind::Stroke { .. } | Kind::Text { .. } | Kind::Pattern => false,
    };
    marks.iter().filter(|mark| holds(mark)).map(|mark| mark.seen).filter(|rect| rect.width() > mm(5.0)).collect()
}
