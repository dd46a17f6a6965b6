//! The finishing pass: page boxes, output intent, metadata, ids.
//!
//! In: the file as printpdf and the other modules left it. Out: its bytes. Ids come from the content: the file is
//! written with placeholders, hashed, and the placeholders overwritten.

use super::{object, profile::Profile, xmp};
use crate::page::Document;
use crate::press::{Icc, Press};
use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary, xref::XrefType};
use sha2::{Digest, Sha256};
use std::io;

/// Stands where the file identifier will be (ISO 32000-1, 14.4).
const FILE_ID: [u8; 16] = *b"flyer file id...";

/// What RGB means, compressed by the build.
const SRGB: Icc = Icc::Compressed(include_bytes!(concat!(env!("OUT_DIR"), "/sRGB.zlib")));

/// An ICC profile as a stream; flyer's own are compressed already.
fn profile_stream(profile: &Icc, components: i64) -> Stream {
    let dict = dictionary! { "N" => components };
    match profile {
        Icc::Plain(bytes) => Stream::new(dict, bytes.clone()),
        Icc::Compressed(bytes) => {
            let mut stream = Stream::new(dict, bytes.to_vec()).with_compression(false);
            stream.dict.set("Filter", "FlateDecode");
            stream
        }
    }
}

/// The profile of CMYK pictures in an office file.
pub(super) fn cmyk_profile(pdf: &mut lopdf::Document) -> ObjectId {
    pdf.add_object(profile_stream(&Press::default().condition.profile, 4))
}

/// Everything that PDF/A-2a and PDF/UA-1 still ask for, then the bytes.
pub(super) fn office(
    mut pdf: lopdf::Document,
    doc: &Document,
    profile: &Profile,
    pages: &[ObjectId],
) -> io::Result<Vec<u8>> {
    pdf.version = "1.7".into();
    pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let tagged = profile.tagged;
    boxes(&mut pdf, doc, profile, pages);
    info(&mut pdf, doc);
    let profile = pdf.add_object(profile_stream(&SRGB, 3));
    let intent = intent("GTS_PDFA1", "sRGB IEC61966-2.1", profile);
    // The packet stays readable without a decompressor, and last, where its ids are found soon.
    let packet = if tagged { xmp::office(doc) } else { xmp::sheets(doc) };
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes());
    let packet = pdf.add_object(packet.with_compression(false));
    let direction = if doc.rtl { "R2L" } else { "L2R" };
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("OutputIntents", vec![intent]);
        catalog.set("Metadata", packet);
        catalog.set("Lang", object::text(&doc.lang));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true, "Direction" => direction });
    }
    bytes(pdf)
}

/// Everything that PDF/X-4 and PDF/A-2b still ask for, then the bytes.
pub(super) fn press(
    mut pdf: lopdf::Document,
    doc: &Document,
    press: &Press,
    profile: &Profile,
    pages: &[ObjectId],
) -> io::Result<Vec<u8>> {
    pdf.version = "1.6".into();
    pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    boxes(&mut pdf, doc, profile, pages);
    for page in pages {
        if let Ok(dict) = pdf.get_dictionary_mut(*page) {
            dict.remove(b"Annots");
            // What shines through is mixed in ink (ISO 15930-7, 6.2.10).
            dict.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" });
        }
    }
    info(&mut pdf, doc);
    if let Some(info) = info_mut(&mut pdf) {
        info.set("Trapped", "False");
        info.set("GTS_PDFXVersion", object::text("PDF/X-4"));
    }
    let profile = pdf.add_object(profile_stream(&press.condition.profile, 4));
    let intents = ["GTS_PDFX", "GTS_PDFA1"].map(|kind| intent(kind, &press.condition.name, profile));
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp::press(doc).into_bytes());
    let packet = pdf.add_object(packet.with_compression(false));
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("OutputIntents", intents.to_vec());
        catalog.set("Metadata", packet);
        catalog.set("Lang", object::text(&doc.lang));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    }
    bytes(pdf)
}

/// MediaBox, BleedBox and TrimBox (ISO 32000-1, 14.11.2); the crop box is the media box and left out.
fn boxes(pdf: &mut lopdf::Document, doc: &Document, profile: &Profile, pages: &[ObjectId]) {
    for (page, id) in doc.pages.iter().zip(pages) {
        let boxes = profile.boxes(page);
        if let Ok(dict) = pdf.get_dictionary_mut(*id) {
            dict.remove(b"CropBox");
            dict.set("MediaBox", object::rect(boxes.media));
            dict.set("BleedBox", object::rect(boxes.bleed));
            dict.set("TrimBox", object::rect(boxes.trim));
        }
    }
}

/// An intent that says what the colours of the file mean (ISO 19005-2, 6.2.3; ISO 15930-7, 6.2.2).
fn intent(kind: &str, condition: &str, profile: ObjectId) -> Object {
    let mut intent = dictionary! {
        "Type" => "OutputIntent", "S" => object::name(kind), "DestOutputProfile" => profile,
        "OutputConditionIdentifier" => object::text(condition), "Info" => object::text(condition),
    };
    if is_registered(condition) {
        intent.set("RegistryName", object::text("http://www.color.org"));
    }
    intent.into()
}

/// Whether a condition's name is one of the ICC's characterization data registry, by how such names are made; sRGB has stood
/// there from the first.
fn is_registered(condition: &str) -> bool {
    const NAMES: [&str; 9] = ["FOGRA", "CGATS", "GRACoL", "SWOP", "JC200", "JCN", "IFRA", "EUROSB", "sRGB"];
    NAMES.iter().any(|name| condition.starts_with(name))
}

/// The same as the metadata says, for readers that do not know XMP.
fn info(pdf: &mut lopdf::Document, doc: &Document) {
    let mut info = Dictionary::new();
    info.set("Title", object::text(&doc.title));
    if let Some(author) = &doc.author {
        info.set("Author", object::text(author));
    }
    if let Some(subject) = &doc.subject {
        info.set("Subject", object::text(subject));
    }
    info.set("Creator", object::text("flyer"));
    info.set("Producer", object::text("flyer"));
    if let Some(day) = xmp::day(doc) {
        let date = format!("D:{}000000Z", day.replace('-', ""));
        info.set("CreationDate", object::text(&date));
        info.set("ModDate", object::text(&date));
    }
    if let Ok(id) = pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        pdf.objects.insert(id, info.into());
    }
}

fn info_mut(pdf: &mut lopdf::Document) -> Option<&mut Dictionary> {
    let id = pdf.trailer.get(b"Info").and_then(Object::as_reference).ok()?;
    pdf.get_dictionary_mut(id).ok()
}

/// Compresses, writes, hashes and fills in the ids.
fn bytes(mut pdf: lopdf::Document) -> io::Result<Vec<u8>> {
    // One packer for all streams: to make one takes longer than to pack a short stream.
    let mut packer = Compress::new(Compression::new(LEVEL), true);
    let mut streams = pdf.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    streams.try_for_each(|stream| deflate(&mut packer, stream))?;
    let id = Object::String(FILE_ID.to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)?;
    let hash = Sha256::digest(&bytes);
    let (first, second) = hash.split_at(16);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    for _ in 0..2 {
        overwrite(&mut bytes, &hex(&FILE_ID), &hex(first));
    }
    overwrite(&mut bytes, xmp::DOCUMENT_ID, &uuid(first));
    overwrite(&mut bytes, xmp::INSTANCE_ID, &uuid(second));
    Ok(bytes)
}

/// How hard streams are pressed: the highest level takes twice the time of all the rest of this module, for 2 % of the bytes.
const LEVEL: u32 = 6;

/// Compresses a stream that gains by it.
fn deflate(packer: &mut Compress, stream: &mut Stream) -> io::Result<()> {
    if !stream.allows_compression || stream.dict.has(b"Filter") {
        return Ok(());
    }
    packer.reset();
    // What is longer than the stream itself gains nothing.
    let mut packed = Vec::with_capacity(stream.content.len());
    let done = packer.compress_vec(&stream.content, &mut packed, FlushCompress::Finish)?;
    if done == Status::StreamEnd && packed.len() + FILTER < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    Ok(())
}

/// Bytes that naming the filter takes.
const FILTER: usize = 19;

/// An id made from a hash (RFC 9562, version 8).
fn uuid(hash: &[u8]) -> String {
    let mut digits: Vec<char> = hash.iter().flat_map(|b| format!("{b:02x}").chars().collect::<Vec<_>>()).collect();
    digits[12] = '8';
    digits[16] = '8';
    let part = |from: usize, to: usize| digits[from..to].iter().collect::<String>();
    format!("uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// Replaces the last place of `old` (in either case) by `new`, which is as long.
fn overwrite(bytes: &mut [u8], old: &str, new: &str) {
    let place = bytes.windows(old.len()).rposition(|window| window.eq_ignore_ascii_case(old.as_bytes()));
    if let Some(at) = place {
        bytes[at..at + old.len()].copy_from_slice(new.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_as_long_as_what_replaces_them() {
        let id = uuid(&[0xAB; 16]);
        assert_eq!(id.len(), xmp::DOCUMENT_ID.len());
        assert_eq!(id.len(), xmp::INSTANCE_ID.len());
        let mut bytes = b"x AA AA y".to_vec();
        overwrite(&mut bytes, "aa", "bb");
        assert_eq!(bytes, b"x AA bb y");
    }
}
