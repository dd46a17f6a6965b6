//! Marks for whoever cuts and folds: thin lines of black ink that never stand on the piece.

use crate::color::Color;
use crate::page::{Item, Shape, Stroke};
use crate::unit::{BezPath, Point, Rect, Size, mm};

/// Width of all lines, in points: the least that every press holds.
const LINE: f64 = 0.25;
/// Length of marks, and the least that is still seen, in millimetres.
const LENGTH: (f64, f64) = (5.0, 1.5);
/// Distance from whatever is printed, in millimetres.
const OFFSET: f64 = 1.0;

/// A line, solid or dashed.
pub fn line(from: Point, to: Point, dashed: bool) -> Item {
    let mut path = BezPath::new();
    path.move_to(from);
    path.line_to(to);
    let dash = dashed.then_some([3.0, 2.0]);
    let stroke = Stroke { color: Color::BLACK, width: LINE, dash, round: false };
    Item::Path(Shape { path, fill: None, stroke: Some(stroke), origin: None })
}

/// Marks in line with edges of pieces, in the margin of the paper; none where the margin is too narrow for them.
/// `block` is what is printed on, with its bleed.
pub fn cuts(columns: &[f64], rows: &[f64], block: Rect, paper: Size) -> Vec<Item> {
    let reach = |room: f64| {
        let length = (room - mm(OFFSET)).min(mm(LENGTH.0));
        (length >= mm(LENGTH.1)).then_some((mm(OFFSET), mm(OFFSET) + length))
    };
    let mut marks = Vec::new();
    for x in columns {
        if let Some((near, far)) = reach(block.y0) {
            marks.push(line(Point::new(*x, block.y0 - near), Point::new(*x, block.y0 - far), false));
        }
        if let Some((near, far)) = reach(paper.height - block.y1) {
            marks.push(line(Point::new(*x, block.y1 + near), Point::new(*x, block.y1 + far), false));
        }
    }
    for y in rows {
        if let Some((near, far)) = reach(block.x0) {
            marks.push(line(Point::new(block.x0 - near, *y), Point::new(block.x0 - far, *y), false));
        }
        if let Some((near, far)) = reach(paper.width - block.x1) {
            marks.push(line(Point::new(block.x1 + near, *y), Point::new(block.x1 + far, *y), false));
        }
    }
    marks
}

/// Marks of upright folds above and below a sheet, outside its bleed.
pub fn folds(at: &[f64], printed: Rect) -> Vec<Item> {
    let (near, far) = (mm(OFFSET), mm(OFFSET + LENGTH.0));
    let both = |x: &f64| {
        [
            line(Point::new(*x, printed.y0 - near), Point::new(*x, printed.y0 - far), true),
            line(Point::new(*x, printed.y1 + near), Point::new(*x, printed.y1 + far), true),
        ]
    };
    at.iter().flat_map(both).collect()
}

/// Marks of a level fold at both sides of a sheet, outside its bleed.
pub fn level_fold(y: f64, printed: Rect) -> Vec<Item> {
    let (near, far) = (mm(OFFSET), mm(OFFSET + LENGTH.0));
    vec![
        line(Point::new(printed.x0 - near, y), Point::new(printed.x0 - far, y), true),
        line(Point::new(printed.x1 + near, y), Point::new(printed.x1 + far, y), true),
    ]
}
