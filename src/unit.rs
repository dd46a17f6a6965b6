//! Lengths and geometry.
//!
//! In: lengths as people write them (`"12mm"`, `"1.5cm"`, `"0.5in"`, `"12pt"`). Out: points, as `f64`; 1 pt = 1/72 in.
//! Inside flyer every length is in points, measured from the top left corner of the trimmed page, y downwards;
//! only the PDF writer turns the axis round. Shapes are [`kurbo`]'s, so that no other geometry is invented here.

pub use kurbo::{Affine, BezPath, Point, Rect, Size, Vec2};

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// Points to millimetres.
pub fn to_mm(pt: f64) -> f64 {
    pt / MM
}

/// Millimetres to points.
pub fn mm(mm: f64) -> f64 {
    mm * MM
}

/// The units a length may carry, with their size in points.
pub const UNITS: [(&str, f64); 4] = [("mm", MM), ("cm", 10.0 * MM), ("in", 72.0), ("pt", 1.0)];

/// Reads a length with its unit, e.g. `"3mm"`; the error says what is wrong in words.
pub fn parse_length(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-' || c == '+')).unwrap_or(text.len());
    let (number, unit) = (&text[..digits], text[digits..].trim());
    let value: f64 = number.parse().map_err(|_| format!("`{text}` is not a length"))?;
    if unit.is_empty() {
        return Err(format!("`{text}` has no unit"));
    }
    let factor = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor);
    let factor = factor.ok_or_else(|| format!("`{unit}` is not a unit that flyer knows"))?;
    if value < 0.0 {
        return Err(format!("`{text}` is negative"));
    }
    Ok(value * factor)
}

/// Four lengths, one a side, in points: a bleed, a margin, a padding.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides {
    /// Length at the top.
    pub top: f64,
    /// Length at the right.
    pub right: f64,
    /// Length at the bottom.
    pub bottom: f64,
    /// Length at the left.
    pub left: f64,
}

impl Sides {
    /// The same length on every side.
    pub const fn all(length: f64) -> Self {
        Self { top: length, right: length, bottom: length, left: length }
    }

    /// `rect` grown by these lengths; the inverse of [`Sides::shrink`].
    pub fn grow(&self, rect: Rect) -> Rect {
        Rect::new(rect.x0 - self.left, rect.y0 - self.top, rect.x1 + self.right, rect.y1 + self.bottom)
    }

    /// `rect` made smaller by these lengths; the inverse of [`Sides::grow`].
    pub fn shrink(&self, rect: Rect) -> Rect {
        Rect::new(rect.x0 + self.left, rect.y0 + self.top, rect.x1 - self.right, rect.y1 - self.bottom)
    }

    /// Left and right changed for each other, as on a page that is read from right to left.
    pub fn mirrored(self) -> Self {
        Self { left: self.right, right: self.left, ..self }
    }

    /// Left plus right.
    pub fn across(&self) -> f64 {
        self.left + self.right
    }

    /// Top plus bottom.
    pub fn along(&self) -> f64 {
        self.top + self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_carry_a_unit() {
        assert_eq!(parse_length("72pt"), Ok(72.0));
        assert!((parse_length("25.4mm").unwrap_or(0.0) - 72.0).abs() < 1e-9);
        assert_eq!(parse_length("1in"), Ok(72.0));
        for wrong in ["12", "mm", "-3mm", "3px", ""] {
            assert!(parse_length(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn grow_undoes_shrink() {
        let sides = Sides { top: 1.0, right: 2.0, bottom: 3.0, left: 4.0 };
        let rect = Rect::new(10.0, 10.0, 90.0, 60.0);
        assert_eq!(sides.grow(sides.shrink(rect)), rect);
    }
}
