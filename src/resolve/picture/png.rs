//! PNG: its compressed rows go into the PDF as they are where PDF knows the same kind of rows, else it is decoded.
//!
//! In: a file (PNG third edition). Every chunk's CRC is checked, and the rows are inflated once, row by row into
//! nothing, to see that there are exactly as many as the header says: that proves the file whole and is the end of
//! any bomb. Out: grey or RGB of 8 or 16 bits in sRGB without transparency and interlace as [`PictureData::Png`], all
//! else as samples. No other chunk is carried over: text, time, EXIF, private ones, and what hides behind the rows.

use super::chunks::Colors;
use super::{Fault, Limits, Stranger, decode, exif, rows};
use crate::page::{Picture, PictureData, Turn};
use crate::press::Icc;
use flate2::Crc;
use image::ImageFormat;

/// What every PNG begins with (5.2).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What Xcode makes of the pictures of an app: the rows have no zlib header, and red and blue change places.
const APPLE: Stranger = Stranger {
    is: "a PNG of Apple's own kind (CgBI), out of an app",
    hint: "open it in Preview on a Mac: File > Export > PNG; or ask for the picture that the app was made with",
};

/// Whether the file begins like a PNG.
pub(super) fn recognise(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Opens a PNG.
pub(super) fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<Picture, Fault> {
    let mut chunks = Chunks { rest: bytes.get(SIGNATURE.len()..).unwrap_or_default() };
    let (kind, head) = chunks.next()?;
    if kind == *b"CgBI" {
        return Err(Fault::NotAPicture(APPLE));
    }
    if kind != *b"IHDR" {
        return Err(Fault::Broken("it does not begin with its header".to_owned()));
    }
    let header = Header::read(head)?;
    let (width, height) = (header.width, header.height);
    decode::check_size(width, height, limits)?;
    let mut found = collect(&mut chunks)?;
    found.check(&header)?;
    // Ink is never in a PNG.
    let channels = if header.color & 2 == 0 { 1 } else { 3 };
    let conversion = found.colors.space()?.conversion(channels, &Icc::Plain(Vec::new()))?;
    let plain = header.color & 0b101 == 0 && header.bits >= 8 && !header.interlaced;
    let passes = plain && found.transparency.is_none() && conversion.is_none();
    if !passes {
        decode::check_memory(width, height, header.memory(), limits)?;
    }
    let used = rows::check(&found.rows, &header)?;
    found.rows.truncate(used);
    let data = if passes {
        PictureData::Png { idat: found.rows.into(), components: header.channels(), bits: header.bits }
    } else {
        decode::pixels(ImageFormat::Png, &found.file(head), (width, height), limits, conversion.as_ref())?
    };
    Ok(Picture { name: name.to_owned(), width, height, turn: found.turn, data, black: false })
}

/// A file of the rows of a picture that was passed on as it was, for a decoder; its channels are 1 or 3.
pub fn png_of_rows((width, height): (u32, u32), channels: u8, bits: u8, idat: &[u8]) -> Vec<u8> {
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    let head = [&width[..], &height[..], &[bits, channels - 1, 0, 0, 0]].concat();
    Found { rows: idat.to_vec(), ..Found::default() }.file(&head)
}

/// The header (11.2.1).
#[derive(Clone, Copy)]
pub(super) struct Header {
    /// Width in pixels.
    pub(super) width: u32,
    /// Height in pixels.
    pub(super) height: u32,
    /// Bits a channel, or a palette index.
    pub(super) bits: u8,
    /// Colour type: 1 palette, 2 colour, 4 alpha, added up.
    color: u8,
    /// Whether the rows come in the seven passes of Adam7.
    pub(super) interlaced: bool,
}

impl Header {
    fn read(data: &[u8]) -> Result<Self, Fault> {
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
    fn memory(&self) -> u64 {
        let channels = if self.color & 0b11 == 0 { 2 } else { 4 };
        channels * (u64::from(self.bits / 8).max(1) + 1)
    }
}

/// What counts of the chunks after the header.
#[derive(Default)]
struct Found<'a> {
    palette: Option<&'a [u8]>,
    transparency: Option<&'a [u8]>,
    colors: Colors<'a>,
    rows: Vec<u8>,
    turn: Turn,
}

impl Found<'_> {
    /// Whether palette and transparency are as the header asks (11.2.2, 11.3.1.1); where it asks for none, there are
    /// none: a palette of a picture in full colour is a suggestion for old screens.
    fn check(&mut self, header: &Header) -> Result<(), Fault> {
        let entries = self.palette.filter(|_| header.color == 3).map_or(0, |palette| palette.len() / 3);
        if header.color == 3 {
            let whole = self.palette.is_some_and(|palette| palette.len() % 3 == 0);
            if !whole || !(1..=1 << header.bits).contains(&entries) {
                return Err(Fault::Broken("its palette is missing or contradicts itself".to_owned()));
            }
        } else {
            self.palette = None;
        }
        let fits = |length: usize| match header.color {
            0 => length == 2,
            2 => length == 6,
            _ => length <= entries,
        };
        self.transparency = self.transparency.filter(|_| header.color & 4 == 0);
        if self.transparency.is_some_and(|transparency| !fits(transparency.len())) {
            return Err(Fault::Broken("its transparency contradicts its colours".to_owned()));
        }
        Ok(())
    }

    /// A PNG of what counts and nothing else, for the decoder.
    fn file(&self, head: &[u8]) -> Vec<u8> {
        let mut file = SIGNATURE.to_vec();
        let middle = [(b"PLTE", self.palette), (b"tRNS", self.transparency), (b"IDAT", Some(&self.rows))];
        put(&mut file, b"IHDR", head);
        for (kind, data) in middle {
            data.into_iter().for_each(|data| put(&mut file, kind, data));
        }
        put(&mut file, b"IEND", &[]);
        file
    }
}

/// Reads all chunks to the end of the picture; what follows `IEND` is not looked at.
fn collect<'a>(chunks: &mut Chunks<'a>) -> Result<Found<'a>, Fault> {
    let mut found = Found::default();
    let mut last = *b"IHDR";
    loop {
        let (kind, data) = chunks.next()?;
        match &kind {
            b"PLTE" if found.rows.is_empty() && found.palette.is_none() && found.transparency.is_none() => {
                found.palette = Some(data);
            }
            b"tRNS" if found.rows.is_empty() && found.transparency.is_none() => found.transparency = Some(data),
            b"IDAT" if found.rows.is_empty() || last == kind => found.rows.extend_from_slice(data),
            b"IEND" => return Ok(found),
            b"eXIf" => found.turn = exif::turn(data),
            b"cICP" | b"iCCP" | b"sRGB" | b"gAMA" | b"cHRM" if found.rows.is_empty() => found.colors.take(kind, data),
            b"PLTE" | b"tRNS" | b"IDAT" | b"IHDR" => {
                return Err(Fault::Broken("its chunks are in disorder".to_owned()));
            }
            // An upper-case first letter: not to be read without knowing it (5.4).
            other if other[0].is_ascii_uppercase() => {
                return Err(Fault::Unsupported(format!("a PNG with an unknown part `{}`", other.escape_ascii())));
            }
            _ => {}
        }
        last = kind;
    }
}

/// The chunks of a file, each checked (5.3).
struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    /// The next chunk's type and data.
    fn next(&mut self) -> Result<([u8; 4], &'a [u8]), Fault> {
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

pub(super) fn put(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    // Data of another PNG's chunk, or several of them: never more than the file limit, which is far under 4 GiB.
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(kind);
    file.extend(data);
    file.extend(crc(kind, data).to_be_bytes());
}

#[cfg(test)]
#[path = "png_tests.rs"]
pub(super) mod tests;
