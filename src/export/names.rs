//! By what names content calls the pictures and codes that are written once, and how a picture is turned upright.
//!
//! In: ids of the document. Out: names of resources, the same wherever one is painted and where it is written.

use crate::page::{CodeId, ImageId, Turn};
use crate::unit::Affine;

/// Resource name of a picture.
pub(super) fn picture_name(id: ImageId) -> String {
    format!("Picture{}", id.0)
}

/// Resource name of a code.
pub(super) fn code_name(id: CodeId) -> String {
    format!("Code{}", id.0)
}

/// Turns the unit square, y upwards, so that the picture in it stands upright (Exif 2.32, tag 0x0112).
pub(super) fn upright(turn: Turn) -> Affine {
    let mirror = if turn.mirrored { Affine::new([-1.0, 0.0, 0.0, 1.0, 1.0, 0.0]) } else { Affine::IDENTITY };
    let quarter = Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, 1.0]);
    (0..turn.quarter_turns % 4).fold(mirror, |turned, _| quarter * turned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Point;

    #[test]
    fn eight_ways_of_lying_stay_in_the_square() {
        for quarter_turns in 0..4 {
            for mirrored in [false, true] {
                let turn = upright(Turn { mirrored, quarter_turns });
                let rect = turn.transform_rect_bbox(kurbo::Rect::new(0.0, 0.0, 1.0, 1.0));
                assert_eq!(rect, kurbo::Rect::new(0.0, 0.0, 1.0, 1.0));
                assert_eq!(turn.determinant(), if mirrored { -1.0 } else { 1.0 });
            }
        }
        // Clockwise: the top left corner goes to the top right.
        let turn = upright(Turn { mirrored: false, quarter_turns: 1 });
        assert_eq!(turn * Point::new(0.0, 1.0), Point::new(1.0, 1.0));
    }
}
