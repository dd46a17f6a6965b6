//! How one ink lies on another: the arithmetic of one plate (ISO 32000-1, 11.3 and 8.6.7).
//!
//! In: what lies there and what comes, 0 to 1. Out: what lies there then. Blend modes work on light, so inks are turned
//! round before and after (11.3.4). Groups are mixed element by element, and modes that need all plates at once (hue,
//! saturation, colour, luminosity) count as if both inks lay there in full, rather too much than too little.

use super::inks::Inks;

/// How something is mixed with what is below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Blend {
    pub mode: Mode,
    /// How much it covers; none where a mask says so point by point.
    pub alpha: Option<f64>,
}

impl Blend {
    /// It covers what is below.
    pub const OPAQUE: Self = Self { mode: Mode::Normal, alpha: Some(1.0) };

    /// The same within a group that is itself mixed so.
    pub fn within(self, group: Self) -> Self {
        let mode = if self.mode == Mode::Normal { group.mode } else { self.mode };
        Self { mode, alpha: self.alpha.zip(group.alpha).map(|(own, group)| own * group) }
    }
}

/// A blend mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mode {
    Normal,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    ColorDodge,
    ColorBurn,
    HardLight,
    SoftLight,
    Difference,
    Exclusion,
    /// One of those that need all plates at once.
    Together,
}

impl Mode {
    /// The mode of that name.
    pub fn named(name: &str) -> Self {
        match name {
            "Multiply" => Self::Multiply,
            "Screen" => Self::Screen,
            "Overlay" => Self::Overlay,
            "Darken" => Self::Darken,
            "Lighten" => Self::Lighten,
            "ColorDodge" => Self::ColorDodge,
            "ColorBurn" => Self::ColorBurn,
            "HardLight" => Self::HardLight,
            "SoftLight" => Self::SoftLight,
            "Difference" => Self::Difference,
            "Exclusion" => Self::Exclusion,
            "Hue" | "Saturation" | "Color" | "Luminosity" => Self::Together,
            _ => Self::Normal,
        }
    }

    /// Light below and light that comes, to light (ISO 32000-1, table 136).
    fn light(self, below: f64, own: f64) -> f64 {
        let hard = |below: f64, own: f64| match own <= 0.5 {
            true => below * 2.0 * own,
            false => below + (2.0 * own - 1.0) - below * (2.0 * own - 1.0),
        };
        match self {
            Self::Normal => own,
            Self::Multiply => below * own,
            Self::Screen => below + own - below * own,
            Self::Overlay => hard(own, below),
            Self::Darken | Self::Together => below.min(own),
            Self::Lighten => below.max(own),
            Self::ColorDodge if own < 1.0 => (below / (1.0 - own)).min(1.0),
            Self::ColorDodge => 1.0,
            Self::ColorBurn if own > 0.0 => 1.0 - ((1.0 - below) / own).min(1.0),
            Self::ColorBurn => 0.0,
            Self::HardLight => hard(below, own),
            Self::SoftLight if own <= 0.5 => below - (1.0 - 2.0 * own) * below * (1.0 - below),
            Self::SoftLight => {
                let root = match below <= 0.25 {
                    true => ((16.0 * below - 12.0) * below + 4.0) * below,
                    false => below.sqrt(),
                };
                below + (2.0 * own - 1.0) * (root - below)
            }
            Self::Difference => (below - own).abs(),
            Self::Exclusion => below + own - 2.0 * below * own,
        }
    }
}

/// Lays inks on inks. What overprints leaves plates alone of which it has nothing (overprint mode 1).
pub(super) fn lay(below: &mut Inks, own: &Inks, over: bool, blend: Blend) {
    for (plate, ink) in below.process.iter_mut().zip(own.process) {
        *plate = plate_after(*plate, ink, over, blend);
    }
    for (name, _) in &own.spots {
        below.spot_mut(name);
    }
    for (name, plate) in &mut below.spots {
        let ink = own.spots.iter().find(|(own, _)| own == name).map_or(0.0, |(_, tint)| *tint);
        *plate = plate_after(*plate, ink, over, blend);
    }
}

fn plate_after(below: f64, own: f64, over: bool, Blend { mode, alpha }: Blend) -> f64 {
    if over && own <= 0.0 {
        return below;
    }
    let mixed = 1.0 - mode.light(1.0 - below, 1.0 - own);
    alpha.map_or_else(|| below.max(mixed), |alpha| below + alpha * (mixed - below))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MODES: [&str; 12] = [
        "Normal",
        "Multiply",
        "Screen",
        "Overlay",
        "Darken",
        "Lighten",
        "ColorDodge",
        "ColorBurn",
        "HardLight",
        "SoftLight",
        "Difference",
        "Exclusion",
    ];

    proptest! {
        #[test]
        fn a_plate_never_gets_more_than_all_ink_nor_less_than_none(
            below in 0.0..=1.0_f64, own in 0.0..=1.0_f64, alpha in 0.0..=1.0_f64, over: bool, mode in 0..MODES.len()
        ) {
            let after = plate_after(below, own, over, Blend { mode: Mode::named(MODES[mode]), alpha: Some(alpha) });
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&after), "{after}");
        }

        #[test]
        fn what_knocks_out_or_overprints_never_beats_the_wetter_of_two(
            below in 0.0..=1.0_f64, own in 0.0..=1.0_f64, alpha in 0.0..=1.0_f64, over: bool
        ) {
            let after = plate_after(below, own, over, Blend { mode: Mode::Normal, alpha: Some(alpha) });
            prop_assert!(after <= below.max(own) + 1e-9);
        }
    }

    #[test]
    fn multiplying_inks_adds_them_up() {
        let blend = Blend { mode: Mode::Multiply, ..Blend::OPAQUE };
        assert!((plate_after(0.5, 0.5, false, blend) - 0.75).abs() < 1e-9);
    }
}
