//! The chunks of a PNG that say what its colours mean (PNG third edition, 4.3 and 11.3.2).
//!
//! In: `cICP`, `iCCP`, `sRGB`, `gAMA` and `cHRM`. Out: the [`Space`] of the best of them, in that order; the last two
//! count together. A gamma of 1/2.2 without primaries is what programs write that mean sRGB.

use super::Fault;
use super::space::Space;
use flate2::read::ZlibDecoder;
use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile, MatrixCoefficients, ToneReprCurve,
    TransferCharacteristics, XyY,
};
use std::io::Read;

/// The longest profile that is unpacked, in bytes.
const PROFILE: u64 = 8 << 20;
/// The parts of one in `gAMA` and `cHRM`.
const UNIT: f64 = 100_000.0;
/// Gammas that are meant as sRGB's.
const USUAL: std::ops::RangeInclusive<f64> = 0.45..=0.46;

/// What was found.
#[derive(Default)]
pub(super) struct Colors<'a> {
    cicp: Option<&'a [u8]>,
    icc: Option<&'a [u8]>,
    srgb: bool,
    gamma: Option<&'a [u8]>,
    primaries: Option<&'a [u8]>,
}

impl<'a> Colors<'a> {
    /// Takes in a chunk; the first of each kind counts.
    pub(super) fn take(&mut self, kind: [u8; 4], data: &'a [u8]) {
        match &kind {
            b"cICP" => self.cicp = self.cicp.or(Some(data)),
            b"iCCP" => self.icc = self.icc.or(Some(data)),
            b"sRGB" => self.srgb = true,
            b"gAMA" => self.gamma = self.gamma.or(Some(data)),
            b"cHRM" => self.primaries = self.primaries.or(Some(data)),
            _ => {}
        }
    }

    /// What they say together.
    pub(super) fn space(&self) -> Result<Space, Fault> {
        if let Some(data) = self.cicp {
            return coded(data);
        }
        if let Some(data) = self.icc {
            return unpack(data).map(Space::Icc);
        }
        if self.srgb {
            return Ok(Space::Srgb);
        }
        let gamma = self.gamma.and_then(numbers::<1>).map(|[gamma]| gamma);
        stated(gamma.filter(|gamma| *gamma > 0.0), self.primaries.and_then(numbers::<8>))
    }
}

/// A space by its numbers (ITU-T H.273).
fn coded(data: &[u8]) -> Result<Space, Fault> {
    let &[primaries, transfer, matrix, full] = data else {
        return Err(Fault::Broken("its note on colours has the wrong length".to_owned()));
    };
    if matches!(transfer, 16 | 18) {
        return Err(Fault::Profile("its colours are brighter than paper (HDR)".to_owned()));
    }
    let unknown = || Fault::Profile(format!("its colours are of kind {primaries}/{transfer}/{matrix}/{full}"));
    let known = matches!(primaries, 1 | 4..=9 | 11 | 12 | 22) && matches!(transfer, 1 | 4..=6 | 8 | 13..=15);
    if !known || matrix != 0 || full != 1 {
        return Err(unknown());
    }
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: CicpColorPrimaries::try_from(primaries).map_err(|_| unknown())?,
        transfer_characteristics: TransferCharacteristics::try_from(transfer).map_err(|_| unknown())?,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    });
    if profile.is_matrix_shaper() { Ok(Space::Stated(Box::new(profile))) } else { Err(unknown()) }
}

/// A profile behind its name and the number of its packing (11.3.2.3).
fn unpack(data: &[u8]) -> Result<Vec<u8>, Fault> {
    let damaged = || Fault::Profile("its colour profile is damaged or cut off".to_owned());
    let name = data.iter().position(|byte| *byte == 0).ok_or_else(damaged)?;
    let packed = data.get(name + 1..).and_then(|rest| rest.strip_prefix(&[0])).ok_or_else(damaged)?;
    let mut profile = Vec::new();
    let read = ZlibDecoder::new(packed).take(PROFILE + 1).read_to_end(&mut profile);
    if read.is_err() || profile.len() as u64 > PROFILE { Err(damaged()) } else { Ok(profile) }
}

/// A space of a gamma, of primaries, or of both; what is not said is sRGB's.
fn stated(gamma: Option<f64>, primaries: Option<[f64; 8]>) -> Result<Space, Fault> {
    let gamma = gamma.filter(|gamma| !USUAL.contains(gamma));
    if gamma.is_none() && primaries.is_none() {
        return Ok(Space::Srgb);
    }
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    if let Some([white_x, white_y, points @ ..]) = primaries {
        let point = |at: usize| Chromaticity { x: points[at] as f32, y: points[at + 1] as f32 };
        let primaries = ColorPrimaries { red: point(0), green: point(2), blue: point(4) };
        let white = XyY { x: white_x, y: white_y, yb: 1.0 };
        profile.update_rgb_colorimetry(white, primaries);
        let colorants = [profile.red_colorant, profile.green_colorant, profile.blue_colorant];
        if white_y <= 0.0 || colorants.iter().any(|c| !(c.x + c.y + c.z).is_finite()) {
            return Err(Fault::Broken("its note on colours contradicts itself".to_owned()));
        }
    }
    if let Some(gamma) = gamma {
        // In parts of 256, as an ICC profile keeps a gamma.
        let curve = ToneReprCurve::Lut(vec![(256.0 / gamma).round().clamp(1.0, 65_535.0) as u16]);
        profile.red_trc = Some(curve.clone());
        profile.green_trc = Some(curve.clone());
        profile.blue_trc = Some(curve);
    }
    Ok(Space::Stated(Box::new(profile)))
}

/// Parts of 100,000.
fn numbers<const N: usize>(data: &[u8]) -> Option<[f64; N]> {
    let (words, rest) = data.as_chunks::<4>();
    let words: &[[u8; 4]; N] = words.try_into().ok().filter(|_| rest.is_empty())?;
    Some(words.map(|word| f64::from(u32::from_be_bytes(word)) / UNIT))
}
