//! What a drawing may have in it, and what stops it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;

/// A drawing of 40 x 20 with this inside.
fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">{inside}<path d=\"M0 0h9v9z\"/></svg>"
    )
}

fn fault(text: &str) -> Option<Trouble> {
    assert!(recognise(text.as_bytes()), "{text}");
    match open("a.svg", text.as_bytes()).err()? {
        Fault::Svg(fault) => Some(fault.trouble),
        other => Some(Trouble::Broken(other.message())),
    }
}

#[test]
fn what_editors_write_passes() {
    for inside in [
        "<defs><linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient></defs><rect fill=\"url(#g)\" width=\"9\" height=\"9\"/>",
        "<style>.a { fill: url( '#g' ) }</style>",
        "<g id=\"a\"/><use xlink:href=\"#a\"/><use href=\"#a\"/>",
        "<metadata><x:r xmlns:x=\"urn:x\" x:about=\"http://example.org\"/></metadata>",
        "<e:view xmlns:e=\"urn:editor\" e:online=\"no\"/>",
        "<title>Logo</title><desc>Two hands</desc>",
    ] {
        assert_eq!(fault(&drawing(inside)), None, "{inside}");
    }
    for prolog in
        ["\u{feff}", "<?xml version=\"1.0\"?>\n", "<!-- made by hand -->", "<!DOCTYPE svg PUBLIC \"a\" \"b\">"]
    {
        assert_eq!(fault(&format!("{prolog}{}", drawing(""))), None, "{prolog}");
    }
}

#[test]
fn what_acts_is_refused() {
    for inside in [
        "<script>alert(1)</script>",
        "<foreignObject/>",
        "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"/>",
        "<g onclick=\"go()\"/>",
        "<g OnLoad=\"go()\"/>",
    ] {
        assert_eq!(fault(&drawing(inside)), Some(Trouble::Acts), "{inside}");
    }
}

#[test]
fn what_loads_is_refused() {
    for inside in [
        "<use href=\"http://example.org/a.svg#a\"/>",
        "<use xlink:href=\"other.svg#a\"/>",
        "<a href=\"javascript:go()\"><path d=\"\"/></a>",
        "<rect fill=\"url(http://example.org/#g)\"/>",
        "<rect style=\"fill: URL( 'file:///etc/passwd' )\"/>",
        "<style>@import 'a.css';</style>",
        "<style>@IMPORT url(#a);</style>",
        "<g xml:base=\"http://example.org/\"/>",
    ] {
        assert!(matches!(fault(&drawing(inside)), Some(Trouble::Loads(_))), "{inside}");
    }
    let sheet = format!("<?xml-stylesheet href=\"a.css\"?>{}", drawing(""));
    assert!(matches!(fault(&sheet), Some(Trouble::Loads(_))));
    assert!(matches!(fault(&drawing("<style>a{fill:u\\72l(x)}</style>")), Some(Trouble::Broken(_))));
}

#[test]
fn what_would_not_print_is_refused() {
    assert_eq!(fault(&drawing("<text>Hi</text>")), Some(Trouble::Text));
    for inside in ["<image href=\"data:image/png;base64,AAAA\"/>", "<g filter=\"url(#f)\"/>"] {
        assert!(matches!(fault(&drawing(inside)), Some(Trouble::Unprintable(..))), "{inside}");
    }
}

#[test]
fn bombs_and_circles_are_refused() {
    let entities = |entity: &str| fault(&format!("<!DOCTYPE svg [<!ENTITY {entity}>]>{}", drawing("&a;")));
    assert_eq!(entities("a 'urn:of:an:editor'"), None);
    for unsafe_one in ["a '&b;&b;'", "a '<g/>'", "a SYSTEM 'file:///etc/passwd'", "% a 'b'", "a 'b"] {
        assert!(matches!(entities(unsafe_one), Some(Trouble::Entities(_))), "{unsafe_one}");
    }
    let mut nested = String::from("<g id=\"n0\"><path d=\"M0 0h1\"/></g>");
    for level in 1..20 {
        let inner = format!("<use href=\"#n{}\"/>", level - 1).repeat(10);
        nested.push_str(&format!("<g id=\"n{level}\">{inner}</g>"));
    }
    assert_eq!(open("a.svg", drawing(&nested).as_bytes()).err(), Some(Fault::Bomb));
    let circle = drawing("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
    assert!(matches!(fault(&circle), Some(Trouble::Broken(_))));
    let deep = drawing(&format!("{}{}", "<g>".repeat(500), "</g>".repeat(500)));
    assert!(matches!(fault(&deep), Some(Trouble::Broken(_))));
}

#[test]
fn proportions_come_from_the_size_or_the_view() {
    let sized = |attributes: &str| {
        let text = format!("<svg xmlns=\"{SVG}\" {attributes}><path d=\"M0 0h1v1z\"/></svg>");
        open("a.svg", text.as_bytes()).map(|picture| (picture.width, picture.height))
    };
    assert_eq!(sized("viewBox='0 0 40 20'").unwrap(), (10_000, 5_000));
    assert_eq!(sized("viewBox='0,0,1.5,4.5'").unwrap(), (3_333, 10_000));
    assert_eq!(sized("width='25.4mm' height='192' viewBox='0 0 9 9'").unwrap(), (5_000, 10_000));
    assert_eq!(sized("width='100%' height='100%' viewBox='0 0 9 9'").unwrap(), (10_000, 10_000));
    for bad in ["", "viewBox='0 0 9'", "width='5'", "viewBox='0 0 0 9'", "viewBox='0 0 1e9 1'", "width='-1' height='1'"]
    {
        assert!(matches!(sized(bad), Err(Fault::Svg(_))), "{bad}");
    }
}

#[test]
fn other_encodings_are_read() {
    let text = drawing("<rect fill=\"#d21d1c\" width=\"9\" height=\"9\"/>");
    let told = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n{text}");
    let little: Vec<u8> = std::iter::once(0xfeff).chain(told.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = std::iter::once(0xfeff).chain(told.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let latin = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!-- \u{e9} -->{text}");
    let latin: Vec<u8> = latin.chars().map(|letter| letter as u8).collect();
    for bytes in [little, big, latin] {
        assert!(recognise(&bytes));
        let picture = open("a.svg", &bytes).unwrap();
        assert!(matches!(&picture.data, PictureData::Svg(text) if text.contains("#d21d1c")));
    }
    assert!(open("a.svg", b"<svg \xff/>").is_err());
}

#[test]
fn nesting_is_judged_before_it_is_parsed() {
    let deep = drawing(&format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000)));
    let Err(Fault::Svg(fault)) = open("a.svg", deep.as_bytes()) else { panic!("it is let through") };
    assert!(matches!(fault.trouble, Trouble::Broken(_)) && fault.place.is_some());
    let wide = drawing(&"<g a=\"/>\"/><!-- <g> --><g><![CDATA[<g><g>]]></g>".repeat(500));
    assert!(open("a.svg", wide.as_bytes()).is_ok());
}

#[test]
fn all_faults_are_counted_and_the_first_has_its_place() {
    let text = drawing("\n<g fill=\"rot\"/>\n<g\n filter=\"url(#a)\"/>\n<text>a</text>");
    let Err(Fault::Svg(fault)) = open("a.svg", text.as_bytes()) else { panic!("it is let through") };
    assert_eq!((fault.place, fault.more.as_slice()), (Some((2, 4)), &[4, 5][..]));
    assert!(fault.to_string().ends_with("; lines 4, 5 have something as well"), "{fault}");
}

#[test]
fn what_is_passed_on_is_plain() {
    let text = drawing(
        "<style>.a{fill:#00f;fill:color(display-p3 0 0 1)}</style><e:x xmlns:e=\"urn:e\"/><title>T</title>\
         <rect id=\"b\" class=\"a\" data-name=\"n\" width=\"9\" height=\"9\" style=\"mix-blend-mode:multiply\"/>",
    );
    let picture = open("a.svg", text.as_bytes()).unwrap();
    let PictureData::Svg(plain) = &picture.data else { panic!("it is no drawing") };
    let wanted = "<svg xmlns=\"http://www.w3.org/2000/svg\" height=\"20\" viewBox=\"0 0 40 20\" width=\"40\">\
                  <rect fill=\"#0000ff\" height=\"9\" width=\"9\" style=\"mix-blend-mode:multiply;\"/>\
                  <path d=\"M0 0h9v9z\"/></svg>";
    assert_eq!(&**plain, wanted);
}
