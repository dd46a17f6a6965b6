//! How large a picture may be, judged by its header before anything is unpacked.

/// How large a picture may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Pixels: width times height.
    pub pixels: u64,
    /// Memory for decoding, in bytes.
    pub memory: u64,
    /// The file, in bytes.
    pub file: usize,
    /// The file if it is an SVG, in bytes.
    pub svg: usize,
}

impl Default for Limits {
    /// 100 megapixels, 512 MiB, 64 MiB, 4 MiB: an A3 sheet at 600 dpi fits.
    fn default() -> Self {
        Self { pixels: 100_000_000, memory: 512 << 20, file: 64 << 20, svg: 4 << 20 }
    }
}
