//! The container of a PNG: chunks, each with a checksum (PNG third edition, 5.2 and 5.3).
//!
//! In: a file, read chunk by chunk; or chunks, for a file that a decoder reads.

use super::Fault;
use flate2::Crc;

/// What every PNG begins with (5.2).
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks of a file, each checked (5.3).
pub(super) struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    /// Those of a file, behind its signature.
    pub(super) fn of(file: &'a [u8]) -> Self {
        Self { rest: file.get(SIGNATURE.len()..).unwrap_or_default() }
    }

    /// The next chunk's type and data.
    pub(super) fn next(&mut self) -> Result<([u8; 4], &'a [u8]), Fault> {
        let (length, rest) = self.rest.split_first_chunk().ok_or(Fault::Truncated)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Fault::Truncated)?;
        let (kind, after) = rest.split_first_chunk::<4>().ok_or(Fault::Truncated)?;
        let (data, after) = after.split_at_checked(length).ok_or(Fault::Truncated)?;
        let (sum, after) = after.split_first_chunk().ok_or(Fault::Truncated)?;
        if crc(kind, data) != u32::from_be_bytes(*sum) {
            return Err(Fault::Broken(format!("the checksum of its part `{}` is wrong", kind.escape_ascii())));
        }
        self.rest = after;
        Ok((*kind, data))
    }
}

fn crc(kind: &[u8], data: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    crc.sum()
}

/// Adds a chunk to a file.
pub(super) fn put(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    // Data of another PNG's chunk, or several of them: never more than the file limit, which is far under 4 GiB.
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(kind);
    file.extend(data);
    file.extend(crc(kind, data).to_be_bytes());
}

/// A file of a header's data and the chunks between it and the end.
pub(super) fn file<'a>(head: &[u8], middle: impl Iterator<Item = (&'static [u8; 4], &'a [u8])>) -> Vec<u8> {
    let mut file = SIGNATURE.to_vec();
    put(&mut file, b"IHDR", head);
    middle.for_each(|(kind, data)| put(&mut file, kind, data));
    put(&mut file, b"IEND", &[]);
    file
}

/// A file of the rows of a picture that was passed on as it was, for a decoder; its channels are 1 or 3.
pub fn png_of_rows((width, height): (u32, u32), channels: u8, bits: u8, idat: &[u8]) -> Vec<u8> {
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    let head = [&width[..], &height[..], &[bits, channels - 1, 0, 0, 0]].concat();
    file(&head, std::iter::once((b"IDAT", idat)))
}
