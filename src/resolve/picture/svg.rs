//! SVG: drawings, passed on as text once nothing in them can act or ask for anything from elsewhere.
//!
//! In: a file (SVG 1.1 and 2). Out: its text and its size, or the first fault in document order. What acts (scripts,
//! event handlers, foreign markup), what loads (every reference that does not begin with `#`) and what would print
//! otherwise than it looks (text without its font, pictures and filters that the writer leaves out) is refused; a
//! drawing that repeats itself into millions of shapes as well. What lies in other namespaces, as editors leave it,
//! is never drawn and does no harm.

use super::Fault;
use crate::page::{Picture, PictureData, Turn};
use roxmltree::{Document, Error, Node, ParsingOptions};
use std::collections::HashMap;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Shapes after all `<use>` are followed: more than any drawing has, fewer than a bomb.
const SHAPES: u64 = 200_000;
/// Elements inside elements, and `<use>` of `<use>`.
const DEPTH: usize = 64;

/// Whether the file begins like an SVG: with its element, after a prolog of XML.
pub(super) fn recognise(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let prolog = [&b"<?xml"[..], b"<!--", b"<!DOCTYPE svg"].iter().any(|mark| start.starts_with(mark));
    start.starts_with(b"<svg") || prolog && bytes.windows(4).any(|window| window == b"<svg")
}

/// Opens an SVG.
pub(super) fn open(name: &str, bytes: &[u8]) -> Result<Picture, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::SvgBroken("it is not UTF-8 text".to_owned()))?;
    if text.contains("<!ENTITY") {
        return Err(Fault::SvgDtd);
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(broken)?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(Fault::SvgBroken("its first element is not <svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned()));
    }
    for node in document.root().descendants() {
        check(&node)?;
    }
    Drawing::new(root).check()?;
    let (width, height) = size(&root)?;
    Ok(Picture {
        name: name.to_owned(),
        width,
        height,
        turn: Turn::default(),
        data: PictureData::Svg(text.into()),
        black: false,
    })
}

fn broken(error: Error) -> Fault {
    match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => Fault::Truncated,
        Error::NoRootNode => Fault::SvgBroken("it has no element".to_owned()),
        other => Fault::SvgBroken(other.to_string()),
    }
}

/// Refuses a node that acts, loads, or prints otherwise than it looks.
fn check(node: &Node) -> Result<(), Fault> {
    if let Some(instruction) = node.pi() {
        let href = instruction.value.unwrap_or_default().to_owned();
        return if instruction.target == "xml-stylesheet" { Err(Fault::SvgExternal { href }) } else { Ok(()) };
    }
    if !node.is_element() {
        return Ok(());
    }
    match node.tag_name().name() {
        "script" | "foreignObject" | "iframe" | "embed" | "object" | "handler" | "listener" => {
            return Err(Fault::SvgScript);
        }
        _ if node.tag_name().namespace() != Some(SVG) => {}
        "text" => return Err(Fault::SvgText),
        "image" | "feImage" => {
            let mut loaded = node.attributes().filter(|a| a.name() == "href" && !a.value().starts_with("data:"));
            loaded.try_for_each(|a| reference(a.value()))?;
            return Err(Fault::SvgUnsupported("a picture made of pixels"));
        }
        "filter" => return Err(Fault::SvgUnsupported("a filter (a blur or shadow)")),
        "style" => style(node.text().unwrap_or_default())?,
        _ => {}
    }
    node.attributes().try_for_each(|attribute| match attribute.name() {
        name if attribute.namespace().is_none() && name.to_ascii_lowercase().starts_with("on") => Err(Fault::SvgScript),
        "href" | "src" | "base" => reference(attribute.value()),
        _ => style(attribute.value()),
    })
}

/// Only places in the drawing itself may be referred to.
fn reference(href: &str) -> Result<(), Fault> {
    let inside = href.trim_start().starts_with('#');
    if inside { Ok(()) } else { Err(Fault::SvgExternal { href: href.chars().take(80).collect() }) }
}

/// A style sheet, or an attribute that may hold a piece of one.
fn style(css: &str) -> Result<(), Fault> {
    let lower = css.to_ascii_lowercase();
    if lower.contains("@import") {
        return Err(Fault::SvgExternal { href: "@import".to_owned() });
    }
    // `u\72l(` is `url(` too (CSS Syntax, 4.3.7); no editor writes it so.
    if lower.contains('\\') && (lower.contains('(') || lower.contains('@')) {
        return Err(Fault::SvgBroken("a style sheet with escapes in it".to_owned()));
    }
    // Lowering ASCII changes no length, so places in `lower` are places in `css`.
    lower.match_indices("url(").try_for_each(|(at, _)| {
        let inner = css[at + 4..].split(')').next().unwrap_or_default();
        reference(inner.trim().trim_matches(['"', '\'']))
    })
}

/// Counts what a drawing draws once every `<use>` is followed.
struct Drawing<'a> {
    root: Node<'a, 'a>,
    by_id: HashMap<&'a str, Node<'a, 'a>>,
    /// Shapes in what was counted already.
    counted: HashMap<roxmltree::NodeId, u64>,
}

impl<'a> Drawing<'a> {
    fn new(root: Node<'a, 'a>) -> Self {
        let by_id = root.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
        Self { root, by_id, counted: HashMap::new() }
    }

    fn check(mut self) -> Result<(), Fault> {
        if self.shapes(self.root, 0)? > SHAPES { Err(Fault::Bomb) } else { Ok(()) }
    }

    fn shapes(&mut self, node: Node<'a, 'a>, depth: usize) -> Result<u64, Fault> {
        if depth > DEPTH {
            return Err(Fault::SvgBroken("its elements refer to each other in a circle, or lie too deep".to_owned()));
        }
        if let Some(count) = self.counted.get(&node.id()) {
            return Ok(*count);
        }
        let mut count = 1_u64;
        for child in node.children().filter(Node::is_element) {
            count = count.saturating_add(self.shapes(child, depth + 1)?);
        }
        if node.has_tag_name((SVG, "use")) {
            let href = node.attributes().find(|attribute| attribute.name() == "href").map_or("", |href| href.value());
            if let Some(target) = self.by_id.get(href.trim_start().trim_start_matches('#')).copied() {
                count = count.saturating_add(self.shapes(target, depth + 1)?);
            }
        }
        self.counted.insert(node.id(), count);
        Ok(count)
    }
}

/// The longer side of every drawing, in units of our own: what counts is the proportion, exact to a ten-thousandth.
const LONGER_SIDE: f64 = 10_000.0;

/// The proportions, as width and height of which the longer one is [`LONGER_SIDE`].
fn size(root: &Node) -> Result<(u32, u32), Fault> {
    let view = root.attribute("viewBox").map(|text| {
        let numbers = text.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
        numbers.map(str::parse::<f64>).collect::<Result<Vec<_>, _>>().unwrap_or_default()
    });
    let named = |name: &str| root.attribute(name).and_then(length);
    let (width, height) = match (named("width"), named("height"), view.as_deref()) {
        (Some(width), Some(height), _) => (width, height),
        (_, _, Some([_, _, width, height])) => (*width, *height),
        _ => return Err(Fault::SvgBroken("it has neither a `viewBox` nor a width and height".to_owned())),
    };
    let sides = (width * LONGER_SIDE / width.max(height), height * LONGER_SIDE / width.max(height));
    let whole = |side: f64| (side >= 1.0).then_some(side.round() as u32);
    match (whole(sides.0), whole(sides.1)) {
        (Some(width), Some(height)) => Ok((width, height)),
        _ => Err(Fault::SvgBroken("it has no size, or is a mere line".to_owned())),
    }
}

/// A length in pixels (CSS Values 4, 6.2); `None` for a percentage and for what is none.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let pixels = match &text[number.len()..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|value| value * pixels).filter(|value| value.is_finite() && *value > 0.0)
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
