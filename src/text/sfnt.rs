//! Font files before anything else reads them: what kind they are, and whether their tables hold together.
//!
//! In: the bytes of a file that somebody brought. Out: its faces' tables, or why it cannot be used and what helps. The
//! shaper and the subsetter read what passes here without a second thought, so lengths and counts are compared first
//! (OpenType 1.9.1, "Organization of an OpenType Font"; `head`, `maxp`, `hhea`, `hmtx`, `loca`).

use std::ops::Range;

/// Why a font cannot be used, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Reason, in a clause that follows "cannot be used:".
    pub why: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    pub(super) fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { why: why.into(), help: help.into() }
    }

    fn broken(what: impl std::fmt::Display) -> Self {
        Self::new(format!("the file is damaged ({what})"), "copy it again from where it came from, or ask its maker")
    }
}

const BRING: &str = "bring the desktop font of the same family, a TrueType or OpenType file (.ttf, .otf)";

/// What other files begin with, and what they are.
const OTHERS: [(&[u8], &str); 16] = [
    (b"wOF2", "it is a web font (WOFF2)"),
    (b"wOFF", "it is a web font (WOFF)"),
    (b"\x80\x01", "it is a Type 1 font (.pfb)"),
    (b"%!PS-AdobeFont", "it is a Type 1 font"),
    (b"%!FontType1", "it is a Type 1 font"),
    (b"typ1", "it is a Type 1 font"),
    (b"StartFontMetrics", "it holds the measures of a Type 1 font only (.afm)"),
    (b"STARTFONT", "it is a bitmap font (BDF)"),
    (b"\x01fcp", "it is a bitmap font (PCF)"),
    (b"MZ", "it is a Windows bitmap font (.fon)"),
    (b"\0\0\x01\0", "it is a font suitcase of an old Macintosh (.dfont)"),
    (b"<?xml", "it is an SVG font or another XML file"),
    (b"<svg", "it is an SVG font"),
    (b"PK\x03\x04", "it is a ZIP archive"),
    (b"<!DOCTYPE", "it is a web page"),
    (b"<html", "it is a web page"),
];

/// Number of faces in a file, or what it is instead of a font.
pub(super) fn faces(data: &[u8]) -> Result<u32, Refusal> {
    match data {
        [] => Err(Refusal::new(
            "the file is empty",
            "copy it again; fonts of old Macintoshes lose their content on the way",
        )),
        [0, 1, 0, 0, ..] | [b't', b'r', b'u', b'e', ..] | [b'O', b'T', b'T', b'O', ..] => Ok(1),
        [b't', b't', b'c', b'f', ..] => match long(data, 8) {
            Some(count @ 1..=256) => Ok(count),
            _ => Err(Refusal::broken("its list of faces cannot be read")),
        },
        // Embedded OpenType (W3C submission, 2008): the magic number stands at byte 34, lower byte first.
        [..] if data.get(34..36) == Some(b"LP") => Err(Refusal::new("it is a web font (EOT)", BRING)),
        [..] => {
            let known = OTHERS.iter().find(|(start, _)| data.starts_with(start));
            let what = known.map_or("the file is no TrueType or OpenType font", |(_, what)| *what);
            let help = if what.contains("ZIP") { "unpack it and give the .ttf or .otf inside" } else { BRING };
            Err(Refusal::new(what, help))
        }
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// The tables of one face.
pub(super) struct Tables<'a> {
    data: &'a [u8],
    records: Vec<([u8; 4], Range<usize>)>,
}

impl<'a> Tables<'a> {
    /// Reads the table directory of a face.
    pub(super) fn open(data: &'a [u8], index: u32) -> Result<Self, Refusal> {
        let start = match data.starts_with(b"ttcf") {
            true => long(data, 12 + 4 * index as usize).map(|start| start as usize),
            false => Some(0),
        };
        let header = start.and_then(|start| word(data, start.checked_add(4)?).map(|count| (start, usize::from(count))));
        let (start, count) = header.ok_or_else(|| Refusal::broken("it ends before its list of tables"))?;
        let mut records = Vec::with_capacity(count);
        for at in (0..count).map(|number| start + 12 + 16 * number) {
            let record = data.get(at..at + 16).ok_or_else(|| Refusal::broken("it ends within its list of tables"))?;
            let tag = [record[0], record[1], record[2], record[3]];
            let (from, length) = (long(record, 8).unwrap_or(0) as usize, long(record, 12).unwrap_or(0) as usize);
            let range = from..from.saturating_add(length);
            if range.end > data.len() {
                let message = format!("the table `{}` runs over the end of the file", tag.escape_ascii());
                return Err(Refusal::broken(message));
            }
            records.push((tag, range));
        }
        if !records.is_sorted_by(|(one, _), (next, _)| one < next) {
            return Err(Refusal::broken("its list of tables is not in order"));
        }
        Ok(Self { data, records })
    }

    /// A table's bytes.
    pub(super) fn get(&self, tag: &[u8; 4]) -> Option<&'a [u8]> {
        let at = self.records.binary_search_by(|(known, _)| known.cmp(tag)).ok()?;
        self.data.get(self.records[at].1.clone())
    }

    /// Whether there is a table.
    pub(super) fn has(&self, tag: &[u8; 4]) -> bool {
        self.get(tag).is_some_and(|table| !table.is_empty())
    }

    /// Whether letters are drawn in colours, beside or instead of their outlines.
    pub(super) fn is_colored(&self) -> bool {
        [b"COLR", b"SVG ", b"sbix", b"CBDT"].into_iter().any(|tag| self.has(tag))
    }

    /// Refuses a face without outlines that can be put into a PDF, or whose tables contradict each other.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        self.check_outlines()?;
        let need = |tag: &[u8; 4], least: usize| {
            let table = self.get(tag).filter(|table| table.len() >= least);
            table.ok_or_else(|| Refusal::broken(format!("the table `{}` is missing or too short", tag.escape_ascii())))
        };
        let (head, maxp, hhea) = (need(b"head", 54)?, need(b"maxp", 6)?, need(b"hhea", 36)?);
        need(b"cmap", 4)?;
        if long(head, 12) != Some(0x5F0F_3CF5) || !word(head, 18).is_some_and(|em| (16..=16_384).contains(&em)) {
            return Err(Refusal::broken("its head makes no sense"));
        }
        let glyphs = word(maxp, 4).map_or(0, usize::from);
        let measured = word(hhea, 34).map_or(0, usize::from);
        if glyphs < 2 {
            return Err(Refusal::new("it has no letters", BRING));
        }
        let widths = (measured * 4).saturating_add(glyphs.saturating_sub(measured) * 2);
        if !(1..=glyphs).contains(&measured) || need(b"hmtx", 4)?.len() < widths {
            return Err(Refusal::broken(format!("the widths of its {glyphs} glyphs are incomplete")));
        }
        self.check_names()?;
        match self.get(b"glyf") {
            Some(outlines) => self.check_places(word(head, 50).unwrap_or(0), glyphs, outlines.len()),
            None => Ok(()),
        }
    }

    /// Outlines: `glyf` with `loca`, or `CFF `; nothing else that a font may have instead.
    fn check_outlines(&self) -> Result<(), Refusal> {
        let has = |tag| self.has(tag);
        let varies = has(b"fvar");
        match (has(b"glyf") && self.get(b"loca").is_some(), has(b"CFF ")) {
            (true, _) if varies && !has(b"gvar") => {
                Err(Refusal::broken("it says that it is variable and does not say how its letters vary"))
            }
            (false, true) if varies => Err(Refusal::broken("it says that it is variable, and its outlines are not")),
            (true, _) | (false, true) => Ok(()),
            (false, false) if has(b"CFF2") => Err(Refusal::new(
                "its outlines are of the kind CFF2, which PDF does not know",
                "take the variable TrueType file (.ttf) of the same family, or its static OpenType files (.otf)",
            )),
            (false, false) if self.is_colored() => {
                Err(Refusal::new("it has pictures in colour instead of outlines", BRING))
            }
            (false, false) if has(b"EBDT") || has(b"bdat") || has(b"EBLC") => {
                Err(Refusal::new("it has pixels (bitmaps) instead of outlines", BRING))
            }
            (false, false) => Err(Refusal::broken("it has no outlines")),
        }
    }

    /// Names lie inside their table, and all of them within the reach of their offsets; those for Unicode alone count,
    /// for no other is read.
    fn check_names(&self) -> Result<(), Refusal> {
        let names = self.get(b"name").unwrap_or_default();
        let (count, storage) = (word(names, 2).map_or(0, usize::from), word(names, 4).map_or(0, usize::from));
        let mut all = 0;
        for record in (0..count).map(|number| 6 + 12 * number) {
            let field = |at: usize| word(names, record + at).map(usize::from);
            let (Some(platform), Some(length), Some(from)) = (field(0), field(8), field(10)) else {
                return Err(Refusal::broken("its list of names is incomplete"));
            };
            if !matches!(platform, 0 | 3) {
                continue;
            }
            all += length;
            if storage + from + length > names.len() || all.max(from + length) > usize::from(u16::MAX) {
                return Err(Refusal::broken("its names run over the end of their table"));
            }
        }
        Ok(())
    }

    /// Every glyph begins where the one before it ends, inside the table of outlines.
    fn check_places(&self, format: u16, glyphs: usize, outlines: usize) -> Result<(), Refusal> {
        let loca = self.get(b"loca").unwrap_or_default();
        let place = |number: usize| match format {
            0 => word(loca, number * 2).map(|half| usize::from(half) * 2),
            1 => long(loca, number * 4).map(|place| place as usize),
            _ => None,
        };
        let mut before = 0;
        for number in 0..=glyphs {
            match place(number) {
                Some(place) if place >= before && place <= outlines => before = place,
                _ => return Err(Refusal::broken(format!("the outlines of its {glyphs} glyphs are incomplete"))),
            }
        }
        Ok(())
    }
}

/// Whether a font must be embedded whole, by what it says of embedding (OpenType 1.9.1, `OS/2`, fsType).
///
/// Bit 1 alone, "restricted licence", allows no embedding at all; beside a weaker bit the weaker one holds. Bit 2,
/// "preview and print", allows documents that are opened to be read and printed, which a finished PDF is. Bit 9 allows
/// bitmaps only, and there are none in our files. Bit 8 forbids subsets, so such a font goes in with every glyph.
/// A font without the table says nothing against it.
pub(super) fn must_be_whole(os2: Option<&[u8]>) -> Result<bool, Refusal> {
    let bits = os2.and_then(|os2| word(os2, 8)).unwrap_or(0);
    let help = "use another font, or ask its maker for a licence and a file that allow embedding in print PDFs";
    if bits & 0x000E == 0x0002 {
        return Err(Refusal::new("its licence forbids embedding in documents (fsType: restricted licence)", help));
    }
    if bits & 0x0200 != 0 {
        return Err(Refusal::new("its licence allows embedding as bitmaps only (fsType), which blur in print", help));
    }
    Ok(bits & 0x0100 != 0)
}
