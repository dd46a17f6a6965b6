//! Metadata as XMP (ISO 16684-1), as PDF/A-2, PDF/UA-1 and PDF/X-4 ask for it.
//!
//! In: title, language, author, subject, date. Out: a packet of UTF-8. Its ids are placeholders of the right length
//! until the bytes of the file are known. `pdfuaid` and `pdfxid` are not among the schemas that PDF/A knows, so the
//! packet describes them (ISO 19005-2, 6.6.2.3.3).

use crate::{date, page::Document};

/// Stands where the document id will be; no other text of a file looks like it.
pub(super) const DOCUMENT_ID: &str = "uuid:d0c00000-feed-8000-8000-00000000d0c0";
/// Stands where the instance id will be.
pub(super) const INSTANCE_ID: &str = "uuid:125a0000-feed-8000-8000-00000000125a";

const NAMESPACES: &str = concat!(
    r#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/""#,
    r#" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/""#,
    r#" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/""#,
    r#" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/""#,
    r#" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/""#,
    r##" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#""##,
);

const OFFICE: &str = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\
    <pdfuaid:part>1</pdfuaid:part>\n";

const SHEETS: &str = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n";

const PRESS: &str = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\
    <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>\
    <xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n";

/// A property that PDF/A does not know, and which therefore has to be described (ISO 19005-2, 6.6.2.3.3).
struct Described {
    schema: &'static str,
    namespace: &'static str,
    prefix: &'static str,
    property: &'static str,
    kind: &'static str,
    says: &'static str,
}

const UA: Described = Described {
    schema: "PDF/UA identification schema",
    namespace: "http://www.aiim.org/pdfua/ns/id/",
    prefix: "pdfuaid",
    property: "part",
    kind: "Integer",
    says: "Part of ISO 14289 that the file follows",
};
const X: Described = Described {
    schema: "PDF/X identification schema",
    namespace: "http://www.npes.org/pdfx/ns/id/",
    prefix: "pdfxid",
    property: "GTS_PDFXVersion",
    kind: "Text",
    says: "Version of PDF/X that the file follows",
};
const TRAPPED: Described = Described {
    schema: "Adobe PDF schema",
    namespace: "http://ns.adobe.com/pdf/1.3/",
    prefix: "pdf",
    property: "Trapped",
    kind: "Text",
    says: "Whether the colours are spread into each other",
};

impl Described {
    fn packet(&self) -> String {
        let Self { schema, namespace, prefix, property, kind, says } = self;
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{schema}</pdfaSchema:schema>\
             <pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\
             <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
             <pdfaProperty:name>{property}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\
             <pdfaProperty:category>internal</pdfaProperty:category>\
             <pdfaProperty:description>{says}</pdfaProperty:description>\
             </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>\n"
        )
    }
}

/// The packet of an office file.
pub(super) fn office(doc: &Document) -> String {
    packet(doc, OFFICE, &[UA])
}

/// The packet of an office file of sheets.
pub(super) fn sheets(doc: &Document) -> String {
    packet(doc, SHEETS, &[])
}

/// The packet of a file for print shops.
pub(super) fn press(doc: &Document) -> String {
    packet(doc, PRESS, &[X, TRAPPED])
}

/// What every file says of itself, after what only its kind says.
fn packet(doc: &Document, kind: &str, described: &[Described]) -> String {
    let alt = |name: &str, text: &str| {
        let text = escape(text);
        format!("<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></dc:{name}>\n")
    };
    let described: String = described.iter().map(Described::packet).collect();
    let mut body = kind.to_owned();
    if !described.is_empty() {
        body += &format!("<pdfaExtension:schemas><rdf:Bag>{described}</rdf:Bag></pdfaExtension:schemas>\n");
    }
    body += "<dc:format>application/pdf</dc:format>\n";
    body += &alt("title", &doc.title);
    body += &format!("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n", escape(&doc.lang));
    if let Some(author) = &doc.author {
        body += &format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n", escape(author));
    }
    if let Some(subject) = &doc.subject {
        body += &alt("description", subject);
    }
    body += "<pdf:Producer>flyer</pdf:Producer><xmp:CreatorTool>flyer</xmp:CreatorTool>\n";
    if let Some(day) = day(doc) {
        for name in ["CreateDate", "ModifyDate", "MetadataDate"] {
            body += &format!("<xmp:{name}>{day}T00:00:00Z</xmp:{name}>");
        }
    }
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"{NAMESPACES}>\n\
         {body}\n<xmpMM:DocumentID>{DOCUMENT_ID}</xmpMM:DocumentID><xmpMM:InstanceID>{INSTANCE_ID}</xmpMM:InstanceID>\n\
         </rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// The document's date as `YYYY-MM-DD`; none where it is no date, because a wrong one is an error and none is not.
pub(super) fn day(doc: &Document) -> Option<String> {
    let days = date::days_since_1970(&doc.date)?;
    Some(date::day(u64::try_from(days).ok()? * 86_400))
}

/// Text in XML; characters that XML 1.0 has no way to say are left out.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\n' | '\r' | '\t' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a & <b>\u{1}"), "a &amp; &lt;b&gt;");
    }
}
