//! Parts of a page, drawn from the record of what it paints.
//!
//! In: the marks of a page, read from the finished file, and a part of the page. Out: its pixels, where nothing but flat
//! shapes lies in it; else nothing, and the page has to be read again by the reader's own painter ([`Raster`]). Round a code
//! lie a white tile and the code, so that a page is read once and not once more for each code. Both ways end in the same
//! rasteriser, and give the same pixels but for edges on which a clip lies.

use super::mark::{Flat, Kind, Mark};
use super::raster::{Canvas, Grey};
use crate::unit::{BezPath, Rect};
use hayro::vello_cpu::Pixmap;
use kurbo::{ParamCurve as _, PathSeg, Shape as _};

/// Length that cannot be seen, in points.
const UNSEEN: f64 = 1e-4;

/// The record of a page: all that it paints, each with its place.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// What it paints, in order.
    pub marks: &'a [Mark],
    /// The page; what lies beyond it is not recorded.
    pub area: Rect,
}

impl Sheet<'_> {
    /// The grey values of a part, at so many pixels a point.
    pub fn grey(&self, part: Rect, scale: f64) -> Option<Grey> {
        Some(Grey::of(&self.draw(part, scale)?))
    }

    /// The pixels of a part, at so many pixels a point.
    pub fn draw(&self, part: Rect, scale: f64) -> Option<Pixmap> {
        if !self.area.contains_rect(part) {
            return None;
        }
        let near = self.marks.iter().filter(|mark| touches(mark, part, scale.recip()));
        let shapes: Vec<_> = near.map(shape).collect::<Option<_>>()?;
        let mut canvas = Canvas::new(part, scale)?;
        for (mark, path, rgb, flat) in shapes {
            // What is cut off by less than can be seen is not cut off.
            let clip = (!flat.clip.inflate(UNSEEN, UNSEEN).contains_rect(mark.rect)).then_some(flat.clip);
            canvas.fill(path, rgb, flat.even_odd, clip);
        }
        Some(canvas.drawn())
    }
}

/// Whether a mark lies in a part, of lines what is drawn of them: a frame lies round it. No line is thinner than a pixel.
fn touches(mark: &Mark, part: Rect, pixel: f64) -> bool {
    meet(mark.seen, part)
        && match &mark.kind {
            Kind::Stroke { path, reach, .. } => {
                let reach = reach + pixel;
                path.segments().flat_map(quarters).any(|piece| meet(piece.bounding_box().inflate(reach, reach), part))
            }
            Kind::Fill { .. } | Kind::Text { .. } | Kind::Image { .. } | Kind::Pattern => true,
        }
}

/// A segment in four pieces, for the box of a round corner holds much beside it.
fn quarters(segment: PathSeg) -> [PathSeg; 4] {
    [0.0, 0.25, 0.5, 0.75].map(|from| segment.subsegment(from..from + 0.25))
}

fn meet(one: Rect, other: Rect) -> bool {
    one.x0 <= other.x1 && one.x1 >= other.x0 && one.y0 <= other.y1 && one.y1 >= other.y0
}

/// A mark as a shape of one colour.
fn shape(mark: &Mark) -> Option<(&Mark, &BezPath, [u8; 3], Flat)> {
    match &mark.kind {
        Kind::Fill { path, rgb, flat } => flat.map(|flat| (mark, path, *rgb, flat)),
        Kind::Text { .. } | Kind::Stroke { .. } | Kind::Image { .. } | Kind::Pattern => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;
    use crate::proof::paint;
    use crate::proof::raster::Raster;
    use crate::proof::reader::open;

    /// A page of 60 by 60 points with such a content, drawn from its record and by the reader.
    fn drawn(content: &str) -> (Option<Grey>, Grey) {
        let pdf = format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
             2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
             3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 60]/Contents 4 0 R/Resources<<\
             /ExtGState<</Half<</ca .5>>/Dark<</BM/Multiply>>>>/XObject<</Form 5 0 R/Group 6 0 R>>>>>>endobj\n\
             4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n\
             5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 3 3]/Length 30>>stream\n0 0 1 1 re 1 1 2 2 re f       \nendstream endobj\n\
             6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 60 60]/Group<</S/Transparency>>/Length 30>>stream\n\
             0 g 9 9 9 9 re f              \nendstream endobj\ntrailer<</Root 1 0 R>>\n",
            content.len()
        );
        let pdf = open(pdf.as_bytes()).unwrap();
        let page = &pdf.pages()[0];
        let part = Rect::new(5.0, 5.0, 55.0, 55.0);
        let record = paint::read(page);
        let sheet = Sheet { marks: &record.marks, area: Rect::new(0.0, 0.0, 60.0, 60.0) };
        (sheet.grey(part, 3.7), Raster::new(page).grey(part, 3.7).unwrap())
    }

    #[test]
    fn the_record_shows_what_the_reader_paints() {
        for content in [
            "",
            "1 g 0 0 60 60 re f 0 g 9.3 9 20 20 re f",
            "0 g 9 9 40 40 re 19 19 20 20 re f*",
            "0 g 9 9 40 40 re 19 19 20 20 re f 1 g 30 30 m 40 30 l 35 44 l f",
            "q 12.5 12.5 20 20 re W n .5 g 0 0 60 60 re f Q 0 g 40 40 5 5 re f",
            "q 10 0 0 10 11 11 cm /Form Do Q",
            "1 0 0 RG 2 2 56 56 re S 0 g 20 20 20 20 re f",
        ] {
            let (recorded, painted) = drawn(content);
            let both = recorded.unwrap().values.into_iter().zip(&painted.values);
            let most = both.map(|(one, other)| one.abs_diff(*other)).max().unwrap();
            // The reader softens an edge twice where a clip lies on it.
            assert!(most <= if content.contains("Form") { 64 } else { 0 }, "{content}: {most}");
            assert_eq!(painted.values.iter().any(|value| *value < 128), !content.is_empty(), "{content}");
        }
    }

    #[test]
    fn what_is_not_flat_is_left_to_the_reader() {
        for content in [
            "/Half gs 0 g 9 9 9 9 re f",
            "/Dark gs 0 g 9 9 9 9 re f",
            "0 g 9 9 m 50 50 l S",
            "4.5 4.5 51 51 re S",
            "2 w 3.8 3.8 52.4 52.4 re S",
            "q 10 10 m 50 10 l 30 50 l h W n 0 g 0 0 60 60 re f Q",
            "/Half gs /Group Do",
        ] {
            assert!(drawn(content).0.is_none(), "{content}");
        }
        // Beyond the part all is well, and beyond the page nothing is known.
        assert!(drawn("/Half gs 0 g 0 0 2 2 re f").0.is_some());
        let sheet = Sheet { marks: &[], area: Rect::new(0.0, 0.0, 9.0, 9.0) };
        assert!(sheet.grey(Rect::new(1.0, 1.0, 10.0, 8.0), 1.0).is_none());
    }
}
