//! What a file is that is no picture for flyer.
//!
//! In: the bytes of a file, whatever its name says. Out: what it is, in words, and the program and the menu that save it
//! as something that can be printed. Told by signatures alone: nothing of the file is opened.

/// A file of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// What it is, with its article.
    pub is: &'static str,
    /// Which program saves it right, and how.
    pub hint: &'static str,
}

const GIMP: &str = "open it in GIMP: File > Export As > `logo.png`";
const INKSCAPE: &str = "open it in Inkscape: File > Save As > Plain SVG";
const ILLUSTRATOR: &str = "Illustrator: File > Export > Export As > SVG; without it, open it in Inkscape: File > Save As > \
     Plain SVG";
const CAMERA: &str = "Mac: open it in Preview, File > Export > JPEG; iPhone: Settings > Camera > Formats > Most Compatible, for the next ones";
const OFFICE: &str = "right-click the picture in it: Save as Picture > PNG, or SVG";
const AGAIN: &str = "copy or download the file again";
const ANY: &str = "open it in the program that made it, and save it as PNG or SVG";

/// Signatures at the start of a file.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (
        b"8BPS",
        "a Photoshop file",
        "Photoshop: File > Export > Export As > PNG; without it, GIMP: File > Export As > `logo.png`",
    ),
    (b"gimp xcf", "a GIMP file (XCF)", "GIMP: File > Export As > `logo.png`"),
    (b"\0\0\x01\0", "a Windows icon (ICO)", "open its largest picture in GIMP: File > Export As > `logo.png`"),
    (b"\0\0\x02\0", "a Windows mouse pointer (CUR)", GIMP),
    (b"icns", "an Apple icon (ICNS)", "open its largest picture in Preview: File > Export > PNG"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture", GIMP),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture", GIMP),
    (b"\xff\x0a", "a JPEG XL picture", GIMP),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture", GIMP),
    (b"II\xbc\x01", "a JPEG XR picture", "open it in Photos on Windows: Save as > PNG"),
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)", INKSCAPE),
    (b"\xc5\xd0\xd3\xc6", "an EPS file", INKSCAPE),
    (b"\xd0\xcf\x11\xe0", "a Word, PowerPoint or Publisher file", OFFICE),
    (b"\0\xffKA", "an Affinity file", "Affinity: File > Export > SVG, or PNG"),
    (b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5", "an InDesign file", "InDesign: File > Export > PNG"),
    (b"\x1f\x8b", "a compressed file, perhaps a compressed drawing (SVGZ)", INKSCAPE),
    (b"DDS ", "a texture (DDS)", GIMP),
    (b"\x76\x2f\x31\x01", "an OpenEXR picture", GIMP),
    (b"#?RADIANCE", "a Radiance picture (HDR)", GIMP),
    (b"qoif", "a QOI picture", GIMP),
    (b"\x0a\x05\x01\x08", "a Paintbrush picture (PCX)", GIMP),
    (b"AT&TFORM", "a DjVu document", ANY),
    (b"wOF", "a font", "name fonts in `fonts = [...]`"),
    (b"OTTO", "a font", "name fonts in `fonts = [...]`"),
    (b"\0\x01\0\0\0", "a font", "name fonts in `fonts = [...]`"),
    (b"\x4c\0\0\0\x01\x14\x02\0", "a Windows shortcut, not the file itself", "copy the file that it leads to"),
    (
        b"\0\x05\x16\x07",
        "a note that a Mac keeps beside a file",
        "name the file itself: the one without `._` before its name",
    ),
    (b"Rar!", "a RAR archive", "unpack it, and name the picture in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it, and name the picture in it"),
];

/// What stands in a ZIP archive that says whose it is.
const PACKED: &[(&[u8], &str, &str)] = &[
    (b"word/", "a Word document", OFFICE),
    (b"ppt/", "a PowerPoint document", OFFICE),
    (b"xl/", "an Excel document", OFFICE),
    (b"vnd.oasis.opendocument.graphics", "a LibreOffice drawing", "LibreOffice: File > Export > SVG"),
    (b"vnd.oasis.opendocument", "a LibreOffice document", "right-click the picture in it: Save > PNG, or SVG"),
    (b"riffData.cdr", "a CorelDRAW file", "CorelDRAW: File > Export > SVG"),
    (b"vnd.corel-draw", "a CorelDRAW file", "CorelDRAW: File > Export > SVG"),
    (b"application/x-krita", "a Krita file", "Krita: File > Export > PNG"),
    (b"image/openraster", "an OpenRaster file", GIMP),
    (b"application/epub", "an e-book", ANY),
    (b"meta.json", "a Sketch file", "Sketch: File > Export > SVG"),
];

/// Names a file of another kind.
pub(super) fn name(bytes: &[u8]) -> Stranger {
    let stranger = |is, hint| Stranger { is, hint };
    if bytes.is_empty() {
        return stranger("an empty file", AGAIN);
    }
    if let Some((_, is, hint)) = SIGNATURES.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return stranger(is, hint);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return film(bytes.get(8..12).unwrap_or_default());
    }
    let near = &bytes[..bytes.len().min(4096)];
    let has = |word: &[u8]| near.windows(word.len()).any(|window| window == word);
    if bytes.starts_with(b"RIFF") {
        return match bytes.get(8..11) {
            Some(b"CDR" | b"cdr") => stranger("a CorelDRAW file", "CorelDRAW: File > Export > SVG"),
            _ => stranger("a sound or film", ANY),
        };
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let known = PACKED.iter().find(|(word, ..)| has(word));
        let (is, hint) =
            known.map_or(("a ZIP archive", "unpack it, and name the picture in it"), |(_, is, hint)| (is, hint));
        return stranger(is, hint);
    }
    if bytes.starts_with(b"\x01\0\0\0") && bytes.get(40..44) == Some(b" EMF") {
        return stranger("a Windows metafile (EMF)", INKSCAPE);
    }
    document(bytes, has)
}

/// What begins as files of type 4 of ISO base media do: films, and pictures kept as their first frame.
fn film(brand: &[u8]) -> Stranger {
    let (is, hint) = match brand {
        b"avif" | b"avis" => ("an AVIF picture", GIMP),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => {
            ("a HEIC picture, as telephones make them", CAMERA)
        }
        b"crx " => ("a camera's raw file", "export it as JPEG with the camera's own program"),
        _ => ("a film", "make a picture of it: stop it, and take a screenshot"),
    };
    Stranger { is, hint }
}

/// What is written in letters, or nothing that could be told.
fn document(bytes: &[u8], has: impl Fn(&[u8]) -> bool) -> Stranger {
    let stranger = |is, hint| Stranger { is, hint };
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |word: &[u8]| start.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let illustrator = has(b"Adobe Illustrator") || has(b"AIPrivateData") || has(b"Illustrator(R)");
    if begins(b"%PDF") || begins(b"%!PS") {
        return match (illustrator, begins(b"%PDF")) {
            (true, _) => stranger("an Illustrator file", ILLUSTRATOR),
            (false, true) => stranger("a PDF file", INKSCAPE),
            (false, false) => stranger("an EPS or PostScript file", INKSCAPE),
        };
    }
    if begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body") {
        let hint = "on the page, right-click the picture itself: Save Image As";
        return stranger("a web page, not the picture on it", hint);
    }
    if begins(b"version https://git-lfs") {
        return stranger("a pointer of Git LFS, not the file itself", "`git lfs pull` brings the file");
    }
    let letters = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    if bytes.iter().take(512).all(letters) {
        return stranger("a text file", ANY);
    }
    stranger("an unknown file", ANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_named_with_a_way_out() {
        let emf = [&b"\x01\0\0\0"[..], &[0; 36], b" EMF"].concat();
        for (bytes, found, way) in [
            (&b""[..], "an empty file", "again"),
            (b"%PDF-1.7", "a PDF file", "Inkscape"),
            (b"%PDF-1.5\n<</Creator(Adobe Illustrator 27.0)>>", "an Illustrator file", "Illustrator: File"),
            (b"%!PS-Adobe-3.0 EPSF-3.0\n", "an EPS or PostScript file", "Plain SVG"),
            (b"%!PS-Adobe-3.0\n%%Creator: Adobe Illustrator(R) 24", "an Illustrator file", "Export As"),
            (b"\xc5\xd0\xd3\xc6\x1e", "an EPS file", "Plain SVG"),
            (b"8BPS\0\x01", "a Photoshop file", "Photoshop: File"),
            (b"gimp xcf file\0", "a GIMP file (XCF)", "Export As"),
            (b"\0\0\x01\0\x01\0\x10\x10", "a Windows icon (ICO)", "GIMP"),
            (b"\0\0\0\x0cjP  \x0d\x0a\x87\x0a", "a JPEG 2000 picture", "GIMP"),
            (b"\xff\x0a\xfa\x7f", "a JPEG XL picture", "GIMP"),
            (b"\0\0\0\x18ftypheic", "a HEIC picture, as telephones make them", "Most Compatible"),
            (b"\0\0\0\x18ftypavif", "an AVIF picture", "GIMP"),
            (b"\0\0\0\x18ftypisom", "a film", "screenshot"),
            (b"\x1f\x8b\x08\0", "a compressed file, perhaps a compressed drawing (SVGZ)", "Inkscape"),
            (b"\xd7\xcd\xc6\x9a\0\0", "a Windows metafile (WMF)", "Inkscape"),
            (&emf, "a Windows metafile (EMF)", "Inkscape"),
            (b"PK\x03\x04\x14\0 word/document.xml", "a Word document", "Save as Picture"),
            (b"PK\x03\x04\x14\0 content/riffData.cdr", "a CorelDRAW file", "CorelDRAW: File"),
            (b"PK\x03\x04\x14\0 a.png", "a ZIP archive", "unpack"),
            (b"RIFF\0\0\0\0CDRCvrsn", "a CorelDRAW file", "CorelDRAW: File"),
            (b"Dear printer,\n", "a text file", "save it as"),
            (b"<!DOCTYPE html><html></html>", "a web page, not the picture on it", "right-click"),
            (b"\0\x05\x16\x07\0\x02", "a note that a Mac keeps beside a file", "._"),
            (b"\x01\x02\x03", "an unknown file", "save it as"),
        ] {
            let stranger = name(bytes);
            assert_eq!(stranger.is, found);
            assert!(stranger.hint.contains(way), "{found}: {}", stranger.hint);
        }
    }
}
