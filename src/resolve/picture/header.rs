//! The header of a PNG: its size and how its pixels are stored (PNG third edition, 11.2.1).
//!
//! In: the data of the chunk `IHDR`. Out: a [`Header`] with values that a PNG may have.

use super::Fault;

/// What the header says.
#[derive(Clone, Copy)]
pub(super) struct Header {
    /// Width in pixels.
    pub(super) width: u32,
    /// Height in pixels.
    pub(super) height: u32,
    /// Bits a channel, or a palette index.
    pub(super) bits: u8,
    /// Colour type: 1 palette, 2 colour, 4 alpha, added up.
    pub(super) color: u8,
    /// Whether the rows come in the seven passes of Adam7.
    pub(super) interlaced: bool,
}

impl Header {
    /// Reads it.
    pub(super) fn read(data: &[u8]) -> Result<Self, Fault> {
        let &[w3, w2, w1, w0, h3, h2, h1, h0, bits, color, compression, filter, interlace] = data else {
            return Err(Fault::Broken("its header has the wrong length".to_owned()));
        };
        let depths: &[u8] = match color {
            0 => &[1, 2, 4, 8, 16],
            3 => &[1, 2, 4, 8],
            2 | 4 | 6 => &[8, 16],
            _ => &[],
        };
        if !depths.contains(&bits) || compression != 0 || filter != 0 || interlace > 1 {
            return Err(Fault::Broken("its header has values that no PNG may have".to_owned()));
        }
        let (width, height) = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
        Ok(Self { width, height, bits, color, interlaced: interlace == 1 })
    }

    /// Channels a pixel, as stored.
    pub(super) fn channels(&self) -> u8 {
        match self.color {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    /// Bytes a pixel while decoding: as decoded and as handed on, with room for an opacity.
    pub(super) fn memory(&self) -> u64 {
        let channels = if self.color & 0b11 == 0 { 2 } else { 4 };
        channels * (u64::from(self.bits / 8).max(1) + 1)
    }
}
