//! PNG: its compressed rows go into the PDF as they are where PDF knows the same kind of rows, else it is decoded.
//!
//! In: a file (PNG third edition). Every chunk's CRC is checked, and the rows are inflated once, row by row into
//! nothing, to see that there are exactly as many as the header says: that proves the file whole and is the end of
//! any bomb. Out: grey or RGB of 8 or 16 bits in sRGB without transparency and interlace as [`PictureData::Png`], all
//! else as samples. No other chunk is carried over: text, time, EXIF, private ones, and what hides behind the rows.

use super::chunks::Colors;
use super::container::{Chunks, SIGNATURE, file};
use super::header::Header;
use super::limits::Limits;
use super::{Fault, Stranger, decode, exif, rows};
use crate::page::{Picture, PictureData, Turn};
use crate::press::Icc;
use image::ImageFormat;

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
    let mut chunks = Chunks::of(bytes);
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
        let middle = [(b"PLTE", self.palette), (b"tRNS", self.transparency), (b"IDAT", Some(&self.rows[..]))];
        file(head, middle.iter().filter_map(|(kind, data)| Some((*kind, (*data)?))))
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

#[cfg(test)]
#[path = "png_tests.rs"]
pub(super) mod tests;
