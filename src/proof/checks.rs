//! Checks of a page: pure functions from what was painted to findings.
//!
//! In: the marks of a page, which run each shows, and what was promised. Out: findings. Nothing here knows PDF.

use super::expected::{Expected, ExpectedPage};
use super::mark::{Kind, Mark};
use super::quote::Quoted;
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
pub fn sizes(quoted: Quoted<'_>, least: LeastSizes, number: usize, findings: &mut Vec<Finding>) {
    for (at, mark) in quoted.marks.iter().enumerate() {
        let (Kind::Text { size, .. }, Some(run)) = (&mark.kind, quoted.run(at)) else { continue };
        let wanted = match run.role {
            Role::Body => least.body,
            Role::Note => least.note,
            Role::Drawing => least.drawing,
        };
        if *size < wanted - SLACK {
            let message = format!("{} is set in {size:.1} pt, least {wanted} pt", quoted.words(at));
            let hint = "raise `min` in [fit], or the style's size";
            findings.push(Finding::error("text-small", number, message, hint).at(mark.rect).about(run.origin));
        }
    }
}

/// Text that cannot be told from what is behind it, that is invisible, or that something covers.
pub fn legible(quoted: Quoted<'_>, number: usize, findings: &mut Vec<Finding>) {
    let marks = quoted.marks;
    for (at, mark) in marks.iter().enumerate() {
        let Kind::Text { size, rgb, visible, has_glyph_zero, .. } = &mark.kind else { continue };
        let mut say = |finding: Finding| findings.push(finding.at(mark.rect).about(quoted.origin(at)));
        if *has_glyph_zero {
            let message = format!("{} has a character that its font lacks", quoted.words(at));
            say(Finding::error("glyph-zero", number, message, "use another font or character"));
        }
        if mark.rect.area() <= 0.0 {
            continue;
        }
        if !visible {
            let message = format!("{} is invisible", quoted.words(at));
            say(Finding::error("text-invisible", number, message, "paint every text"));
        }
        let points = probes(mark.rect);
        let least =
            points.iter().filter_map(|point| background(&marks[..at], *point)).map(|behind| contrast(*rgb, behind));
        let least = least.fold(f64::INFINITY, f64::min);
        let needed = if *size >= LARGE { 3.0 } else { 4.5 };
        let paler = "take a darker or lighter colour";
        if least < needed {
            let words = quoted.words(at);
            let message = format!("{words} has a contrast of {least:.1} to what is behind it, least {needed}");
            say(Finding::error("contrast", number, message, paler));
        } else if least < 7.0 && *size < LARGE {
            let message = format!("{} has a contrast of {least:.1}; 7 is better for weak eyes", quoted.words(at));
            say(Finding::warning("contrast", number, message, paler));
        }
        if is_covered(mark.rect, &marks[at + 1..]) {
            let message = format!("something covers {}", quoted.words(at));
            say(Finding::error("text-covered", number, message, "let nothing lie over text"));
        }
    }
}

/// Points of a text where its ground is looked at: inside its ends, and in its middle.
fn probes(rect: Rect) -> [Point; 3] {
    let inset = rect.width() * 0.1;
    let y = rect.center().y;
    [Point::new(rect.x0 + inset, y), rect.center(), Point::new(rect.x1 - inset, y)]
}

/// Distance of the points where a text is looked for under what lies over it, as a share of its height: less than a letter
/// is wide.
const LETTER: f64 = 0.2;

/// Whether anything painted later hides a part of a text, were it a single letter at its end. Few marks touch a text, so
/// only those are looked at closely.
fn is_covered(rect: Rect, later: &[Mark]) -> bool {
    later.iter().filter(|mark| mark.seen.intersect(rect).area() > 0.0).any(|mark| {
        let over = mark.seen.intersect(rect);
        let step = rect.height() * LETTER;
        let along = (over.width() / step).ceil().max(1.0) as usize;
        let across = (over.height() / step).ceil().max(1.0) as usize;
        // Touching edges hide nothing.
        let deep = over.width() > EDGE && over.height() > EDGE;
        let middle = |from: f64, length: f64, at: usize, of: usize| from + length * (at as f64 + 0.5) / of as f64;
        deep && (0..along).any(|column| {
            let x = middle(over.x0, over.width(), column, along);
            (0..across).any(|row| covers(mark, Point::new(x, middle(over.y0, over.height(), row, across))))
        })
    })
}

/// How far something may reach over the box of a text, in points: boxes are a little larger than what is inked.
const EDGE: f64 = 0.3;

/// The colour that lies on top at a point; the paper's where nothing does, none where it is a picture.
fn background(below: &[Mark], point: Point) -> Option<[u8; 3]> {
    for mark in below.iter().rev().filter(|mark| mark.seen.contains(point)) {
        match &mark.kind {
            Kind::Fill { path, rgb, .. } if path.contains(point) => return Some(*rgb),
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
pub fn overlaps(quoted: Quoted<'_>, number: usize, findings: &mut Vec<Finding>) {
    let is_text = |mark: &Mark| matches!(mark.kind, Kind::Text { .. }) && mark.rect.area() > 0.0;
    let texts: Vec<_> = quoted.marks.iter().enumerate().filter(|(_, mark)| is_text(mark)).collect();
    let of = |at: usize| quoted.owner.get(at).copied().flatten();
    let silent = |mark: &Mark| matches!(&mark.kind, Kind::Text { text, .. } if text.is_empty());
    for (place, (one_at, one)) in texts.iter().enumerate() {
        let run = of(*one_at);
        // Pieces without a text of their own are marks on the letter before them.
        let next = place + 1 + texts[place + 1..].iter().take_while(|(_, mark)| silent(mark)).count();
        for (at, other) in texts[next..].iter().filter(|(at, _)| of(*at).is_none() || of(*at) != run) {
            let shared = one.rect.intersect(other.rect);
            // A letter's arm may reach over the comma that follows it.
            let deep = shared.width() > 0.2 * one.rect.height().max(other.rect.height());
            if deep && shared.area() > 0.3 * one.rect.area().min(other.rect.area()) {
                let message = format!("{} runs over {}", quoted.words(*at), quoted.words(*one_at));
                let finding = Finding::error("overlap", number, message, "give the texts more room");
                findings.push(finding.at(other.rect).about(quoted.origin(*at)));
            }
        }
    }
}

/// Text that is cut off, or nearer to the trim than is safe.
pub fn edges(quoted: Quoted<'_>, page: Rect, safe: f64, number: usize, findings: &mut Vec<Finding>) {
    let safe_area = page.inset(-safe);
    for (at, mark) in quoted.marks.iter().enumerate().filter(|(_, mark)| mark.rect.area() > 0.0) {
        let Kind::Text { .. } = &mark.kind else { continue };
        let words = || quoted.words(at);
        let finding = if !contains(mark.seen, mark.rect) {
            let message = format!("{} is cut off", words());
            Finding::error("clipped", number, message, "give the text more room").at(mark.rect)
        } else if !contains(safe_area, mark.rect) {
            too_near(&words(), mark.rect, safe, number)
        } else {
            continue;
        };
        findings.push(finding.about(quoted.origin(at)));
    }
}

/// Codes that are nearer to the trim than is safe.
pub fn code_edges(expected: &Expected, page: &ExpectedPage, number: usize, findings: &mut Vec<Finding>) {
    let safe_area = Rect::new(0.0, 0.0, page.size.0, page.size.1).inset(-expected.safe);
    let near = page.codes.iter().filter(|code| !contains(safe_area, code.rect));
    findings.extend(near.map(|code| too_near("a code", code.rect, expected.safe, number).about(code.origin)));
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
            let inside = mark.seen.intersect(code.rect).area() > 1e-6;
            // White beside the symbol, as the tile of the next code, leaves the quiet zone what it is.
            let white = !inside && matches!(&mark.kind, Kind::Fill { rgb, .. } if rgb.iter().all(|c| *c == 255));
            // Grounds under the white tile do no harm either: the pixels decide about those.
            let ground = below && matches!(mark.kind, Kind::Fill { .. });
            if touches && !white && !ground {
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
                findings.push(finding.at(mark.rect).about(code.origin));
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
