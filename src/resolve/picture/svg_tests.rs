//! What a drawing may have in it, and what stops it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;

/// A drawing of 40 x 20 with this inside.
fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">{inside}<path d=\"M0 0h9v9z\"/></svg>"
    )
}

fn fault(text: &str) -> Option<Fault> {
    assert!(recognise(text.as_bytes()), "{text}");
    open("a.svg", text.as_bytes()).err()
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
        assert_eq!(fault(&drawing(inside)), Some(Fault::SvgScript), "{inside}");
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
        assert!(matches!(fault(&drawing(inside)), Some(Fault::SvgExternal { .. })), "{inside}");
    }
    let sheet = format!("<?xml-stylesheet href=\"a.css\"?>{}", drawing(""));
    assert!(matches!(fault(&sheet), Some(Fault::SvgExternal { .. })));
    assert!(matches!(fault(&drawing("<style>a{fill:u\\72l(x)}</style>")), Some(Fault::SvgBroken(_))));
}

#[test]
fn what_would_not_print_is_refused() {
    assert_eq!(fault(&drawing("<text>Hi</text>")), Some(Fault::SvgText));
    for inside in ["<image href=\"data:image/png;base64,AAAA\"/>", "<filter id=\"f\"/>"] {
        assert!(matches!(fault(&drawing(inside)), Some(Fault::SvgUnsupported(_))), "{inside}");
    }
}

#[test]
fn bombs_and_circles_are_refused() {
    let entities = format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{}", drawing("&a;"));
    assert_eq!(fault(&entities), Some(Fault::SvgDtd));
    let mut nested = String::from("<g id=\"n0\"><path d=\"M0 0h1\"/></g>");
    for level in 1..20 {
        let inner = format!("<use href=\"#n{}\"/>", level - 1).repeat(10);
        nested.push_str(&format!("<g id=\"n{level}\">{inner}</g>"));
    }
    assert_eq!(fault(&drawing(&nested)), Some(Fault::Bomb));
    let circle = drawing("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
    assert!(matches!(fault(&circle), Some(Fault::SvgBroken(_))));
    let deep = drawing(&format!("{}{}", "<g>".repeat(500), "</g>".repeat(500)));
    assert!(matches!(fault(&deep), Some(Fault::SvgBroken(_))));
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
        assert!(matches!(sized(bad), Err(Fault::SvgBroken(_))), "{bad}");
    }
}
