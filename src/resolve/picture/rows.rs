//! Counts a PNG's rows without keeping them.
//!
//! In: the joined data of its IDAT chunks and its header. Out: how many bytes of it are the zlib stream (RFC 1950),
//! if that inflates to exactly the rows that the header promises, its checksum holds, and each row begins with a
//! filter that exists (PNG third edition, 9.2); a PDF reader that inflates it later is in for no surprise.

use super::Fault;
use super::header::Header;
use flate2::{Decompress, FlushDecompress, Status};

/// First column, first row, and the steps of the seven passes of Adam7 (8.2).
const ADAM7: [(u32, u32, u32, u32); 7] =
    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

/// Bytes inflated at a time.
const PIECE: usize = 1 << 15;

/// The length of the zlib stream that begins `data`, once proven to be the picture's rows.
pub(super) fn check(data: &[u8], header: &Header) -> Result<usize, Fault> {
    let mut rows = Rows::new(header);
    let mut zlib = Decompress::new(true);
    let mut piece = vec![0; PIECE];
    loop {
        let (read, written) = (zlib.total_in() as usize, zlib.total_out());
        let rest = data.get(read..).unwrap_or_default();
        let status = zlib.decompress(rest, &mut piece, FlushDecompress::None);
        let status = status.map_err(|_| Fault::Broken("its rows cannot be unpacked".to_owned()))?;
        let count = (zlib.total_out() - written) as usize;
        rows.take(&piece[..count])?;
        match status {
            Status::StreamEnd => break,
            _ if count == 0 && zlib.total_in() as usize == read => return Err(Fault::Truncated),
            Status::Ok | Status::BufError => {}
        }
    }
    rows.finish()?;
    Ok(zlib.total_in() as usize)
}

/// The rows still to come.
struct Rows {
    /// Length in bytes, with the filter's byte, and count of the rows of each pass to come, last pass first.
    passes: Vec<(u64, u32)>,
    /// Bytes of the present row still to come.
    left: u64,
}

impl Rows {
    fn new(header: &Header) -> Self {
        let bits = u64::from(header.bits) * u64::from(header.channels());
        let pass = |(x, y, across, down): (u32, u32, u32, u32)| {
            let width = header.width.saturating_sub(x).div_ceil(across);
            let height = header.height.saturating_sub(y).div_ceil(down);
            ((u64::from(width) * bits).div_ceil(8) + 1, if width == 0 { 0 } else { height })
        };
        let passes: Vec<_> =
            if header.interlaced { ADAM7.into_iter().rev().map(pass).collect() } else { vec![pass((0, 0, 1, 1))] };
        Self { passes: passes.into_iter().filter(|(_, count)| *count > 0).collect(), left: 0 }
    }

    fn take(&mut self, mut bytes: &[u8]) -> Result<(), Fault> {
        while let Some(filter) = bytes.first() {
            if self.left == 0 {
                self.left = self.begin(*filter)?;
            }
            // Never more than the length of `bytes`, so that the cast holds.
            let count = self.left.min(bytes.len() as u64);
            self.left -= count;
            bytes = &bytes[count as usize..];
        }
        Ok(())
    }

    /// The length of the next row, which begins with this filter.
    fn begin(&mut self, filter: u8) -> Result<u64, Fault> {
        let (length, count) = self.passes.last_mut().ok_or(Fault::Bomb)?;
        if filter > 4 {
            return Err(Fault::Broken("a row has a filter that does not exist".to_owned()));
        }
        let length = *length;
        *count -= 1;
        if *count == 0 {
            self.passes.pop();
        }
        Ok(length)
    }

    fn finish(&self) -> Result<(), Fault> {
        let done = self.left == 0 && self.passes.is_empty();
        if done { Ok(()) } else { Err(Fault::Broken("rows are missing".to_owned())) }
    }
}
