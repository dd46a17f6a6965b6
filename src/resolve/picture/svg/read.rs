//! The reader: what of a drawing is printed, element by element.
//!
//! In: a parsed file. Out: the [`Element`]s that print as they look, and every trouble with its place. What editors
//! leave (other namespaces, metadata, names) is dropped; what is drawn must be known by name, and so must what it says.

use super::cascade::{Styles, Variables};
use super::css::{Fallible, sheet};
use super::element::{Element, Reference};
use super::fault::{PIXELS, PLAIN, Trouble};
use super::grammar;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, HashMap};

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// Rules times elements.
const STYLING: usize = 20_000_000;

/// What holds for an element because of those around it.
#[derive(Clone)]
pub(super) struct Around {
    /// The colour that `currentColor` means.
    color: String,
    /// Whether fill and stroke are inherited as `currentColor`.
    current: [bool; 2],
    /// Whether nothing of it is shown.
    hidden: bool,
    /// The ends of strokes.
    pub(super) caps: String,
    /// Whether strokes have dashes of no length.
    pub(super) dotted: bool,
}

/// Elements that are printed; `switch` and `a` become groups.
const KNOWN: [&str; 20] = [
    "svg",
    "g",
    "a",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
];
/// Reads one file.
pub(super) struct Reader<'a, 'input> {
    pub(super) styles: Styles,
    pub(super) variables: Variables,
    pub(super) ids: HashMap<&'a str, Node<'a, 'input>>,
    pub(super) troubles: Vec<(usize, Trouble)>,
}

impl<'a, 'input> Reader<'a, 'input> {
    /// Takes in the style sheets and names of a file.
    pub(super) fn new(document: &'a Document<'input>) -> Fallible<Self> {
        let mut ids = HashMap::new();
        let mut rules = Vec::new();
        let mut elements = 0;
        for node in document.descendants() {
            if let Some(instruction) = node.pi().filter(|instruction| instruction.target == "xml-stylesheet") {
                let href = instruction.value.unwrap_or_default().to_owned();
                return Err((node.range().start, Trouble::Loads(href)));
            }
            elements += usize::from(node.is_element());
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(node);
            }
            if node.has_tag_name((SVG, "style")) {
                let odd = |what: String| (node.range().start, Trouble::Unprintable(what, PLAIN));
                if let Some(kind) = node.attribute("type").filter(|kind| *kind != "text/css") {
                    return Err(odd(format!("a style sheet of type `{kind}`")));
                }
                if let Some(media) = node.attribute("media").filter(|media| !matches!(*media, "all" | "")) {
                    return Err(odd(format!("a style sheet for `{media}`")));
                }
                for text in node.children().filter(Node::is_text) {
                    rules.extend(sheet(text.text().unwrap_or_default(), text.range().start)?);
                }
            }
        }
        if rules.len().saturating_mul(elements) > STYLING {
            return Err((0, Trouble::Broken("it has far too many styles for its shapes".to_owned())));
        }
        let variables = Variables::of(document.root_element(), &rules)?;
        Ok(Self { styles: Styles::new(rules), variables, ids, troubles: Vec::new() })
    }

    /// The whole drawing.
    pub(super) fn root(&mut self, root: Node<'a, 'input>) -> Element {
        let around = Around {
            color: "#000000".to_owned(),
            current: [false; 2],
            hidden: false,
            caps: "butt".to_owned(),
            dotted: false,
        };
        self.element(root, "svg", &around)
    }

    pub(super) fn trouble(&mut self, at: usize, trouble: Trouble) {
        self.troubles.push((at, trouble));
    }

    /// An element, if it is printed.
    fn node(&mut self, node: Node<'a, 'input>, around: &Around) -> Option<Element> {
        let at = node.range().start;
        let name = node.tag_name().name();
        if matches!(name, "script" | "foreignObject" | "iframe" | "embed" | "object" | "handler" | "listener") {
            self.trouble(at, Trouble::Acts);
            return None;
        }
        if node.tag_name().namespace() != Some(SVG) {
            return self.foreign(node);
        }
        match name {
            "style" | "title" | "desc" | "metadata" | "view" | "cursor" | "color-profile" | "filter" | "font"
            | "font-face" => None,
            "text" | "flowRoot" | "tspan" | "tref" | "textPath" | "flowPara" => {
                let letters = node
                    .descendants()
                    .filter(Node::is_text)
                    .any(|text| text.text().is_some_and(|text| !text.trim().is_empty()));
                if letters && !around.hidden {
                    self.trouble(at, Trouble::Text);
                }
                None
            }
            "image" => {
                let href = node.attributes().find(|attribute| attribute.name() == "href");
                let pixels = Trouble::Unprintable("a picture made of pixels".to_owned(), PIXELS);
                let loaded = href.filter(|href| !href.value().starts_with("data:"));
                let trouble = loaded.map_or(pixels, |href| Trouble::Loads(href.value().chars().take(80).collect()));
                if !around.hidden {
                    self.trouble(at, trouble);
                }
                None
            }
            "animate" | "animateColor" | "animateMotion" | "animateTransform" | "set" | "discard" | "mpath" => {
                self.trouble(at, Trouble::Unprintable(format!("an animation (`<{name}>`)"), PLAIN));
                None
            }
            "switch" => self.switch(node, around),
            _ => match KNOWN.iter().find(|known| **known == name) {
                Some(known) => Some(self.placed(node, known, around)),
                None => {
                    let what = format!("an element that flyer does not know (`<{name}>`)");
                    self.trouble(at, Trouble::Unprintable(what, PLAIN));
                    None
                }
            },
        }
    }

    /// What lies in other namespaces is never drawn, but it must not act.
    fn foreign(&mut self, node: Node<'a, 'input>) -> Option<Element> {
        let script =
            node.descendants().find(|inner| matches!(inner.tag_name().name(), "script" | "handler" | "listener"));
        if let Some(script) = script {
            self.trouble(script.range().start, Trouble::Acts);
        }
        None
    }

    /// The first part of a switch that can be drawn; Illustrator keeps its own data in the others.
    fn switch(&mut self, node: Node<'a, 'input>, around: &Around) -> Option<Element> {
        let drawn = |part: &Node| {
            let own = part.tag_name().namespace() == Some(SVG) && part.tag_name().name() != "foreignObject";
            own && part.attribute("requiredExtensions").is_none_or(str::is_empty)
        };
        let part = node.children().filter(Node::is_element).find(drawn);
        let Some(part) = part else {
            if node.children().any(|part| part.is_element()) {
                self.trouble(node.range().start, Trouble::Acts);
            }
            return None;
        };
        let mut group = self.element(node, "g", around);
        group.children.clear();
        let inner = self.inside(&group, around);
        group.children = self.node(part, &inner).into_iter().collect();
        Some(group)
    }

    /// An element; what concerns an inner `<svg>` as a whole moves to a group around it, which every reader honours.
    fn placed(&mut self, node: Node<'a, 'input>, name: &'static str, around: &Around) -> Element {
        let mut element = self.element(node, if name == "a" { "g" } else { name }, around);
        if name != "svg" {
            return element;
        }
        let whole = ["transform", "transform-origin", "opacity", "mix-blend-mode", "isolation"];
        let moved = whole.iter().filter_map(|key| element.attributes.remove_entry(*key));
        let attributes = moved.collect::<BTreeMap<_, _>>();
        let clips = |reference: &mut Reference| matches!(reference.name, "clip-path" | "mask");
        let references = element.references.extract_if(.., clips).collect();
        Element { name: "g", attributes, references, at: element.at, children: vec![element], ..Element::default() }
    }

    fn element(&mut self, node: Node<'a, 'input>, name: &'static str, around: &Around) -> Element {
        let mut element = Element { name, at: node.range().start, ..Element::default() };
        element.id = node.attribute("id").filter(|id| self.ids.get(id) == Some(&node)).map(str::to_owned);
        self.plain(node);
        if let Err((at, trouble)) = self.values(node, &mut element) {
            self.trouble(at, trouble);
        }
        self.href(node, &mut element);
        self.caps(&element, around);
        for (at, key) in ["fill", "stroke"].into_iter().enumerate() {
            let own = element.attributes.get(key).map(|value| value == "currentColor");
            let referred = element.references.iter().any(|reference| reference.name == key);
            element.inherits_color[at] = own.unwrap_or(around.current[at] && !referred);
            if element.inherits_color[at] && element.attributes.contains_key("color") {
                // What is inherited is the word, not the colour that it means further up (CSS Color 4, 6.3).
                element.attributes.insert(key, "currentColor".to_owned());
            }
        }
        if element.attributes.get("stop-color").is_some_and(|stop| stop == "currentColor") {
            let color = element.attributes.get("color").unwrap_or(&around.color).clone();
            element.attributes.insert("stop-color", color);
        }
        if node.tag_name().name() != "switch" {
            let inner = self.inside(&element, around);
            let parts: Vec<Node> = node.children().filter(Node::is_element).collect();
            element.children = parts.into_iter().filter_map(|part| self.node(part, &inner)).collect();
        }
        element
    }

    fn inside(&self, element: &Element, around: &Around) -> Around {
        let color = element.attributes.get("color").filter(|color| *color != "currentColor");
        Around {
            color: color.unwrap_or(&around.color).clone(),
            caps: element.attributes.get("stroke-linecap").unwrap_or(&around.caps).clone(),
            dotted: element.attributes.get("stroke-dasharray").map_or(around.dotted, |dashes| grammar::dotted(dashes)),
            current: element.inherits_color,
            hidden: around.hidden || element.attributes.contains_key("display"),
        }
    }
}
