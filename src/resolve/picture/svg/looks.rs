//! What an element looks like and refers to.
//!
//! In: an element of the file. Out: its values entered into the [`Element`] that is passed on, by the cascade and the
//! grammar, and the troubles with them. References are entered only where what they name is there and of the right kind.

use super::cascade::{Weighted, settle};
use super::css::Fallible;
use super::element::{Element, Reference};
use super::fault::{PLAIN, Trouble};
use super::grammar::{self, Grammar};
use super::read::{Around, Reader, SVG};
use super::vocabulary;
use roxmltree::Node;
use std::collections::BTreeMap;

const XLINK: &str = "http://www.w3.org/1999/xlink";
/// What a `<use>` may repeat.
const REPEATED: [&str; 12] =
    ["svg", "g", "a", "switch", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline"];

impl<'a, 'input> Reader<'a, 'input> {
    /// What an element says besides its looks.
    pub(super) fn plain(&mut self, node: Node<'a, 'input>) {
        for attribute in node.attributes() {
            let (at, name, value) = (attribute.range().start, attribute.name(), attribute.value());
            let own = attribute.namespace().is_none();
            let odd = |what: &str| Trouble::Unprintable(format!("{what} (`{name}`)"), PLAIN);
            match name {
                "base" | "src" if !value.trim_start().starts_with('#') => {
                    self.trouble(at, Trouble::Loads(value.chars().take(80).collect()));
                }
                _ if !own => {}
                _ if name.to_ascii_lowercase().starts_with("on") => self.trouble(at, Trouble::Acts),
                "systemLanguage" => self.trouble(at, odd("a part for some languages only")),
                "requiredExtensions" if !value.is_empty() => self.trouble(at, odd("a part for one program only")),
                "requiredFeatures" if !value.starts_with("http://www.w3.org/TR/SVG11/feature#") => {
                    self.trouble(at, odd("a part for some readers only"));
                }
                "pathLength" => self.trouble(at, odd("a path whose length is given by hand")),
                _ => {}
            }
        }
    }

    /// What an element looks like: attributes, rules and its own style, as one holds before the other.
    pub(super) fn values(&mut self, node: Node<'a, 'input>, element: &mut Element) -> Fallible<()> {
        let is_root = node.parent_element().is_none();
        let own = vocabulary::attributes(element.name).unwrap_or_default();
        let is_own =
            |name: &str| own.iter().find(|(known, _)| *known == name).map(|(known, kind)| (*known, *kind, false));
        let is_styled_only = |name: &str| matches!(name, "mix-blend-mode" | "isolation");
        let attribute =
            |name: &str| !is_styled_only(name) && (is_own(name).is_some() || vocabulary::property(name).is_some());
        let declared = self.styles.declared(node, attribute)?;
        let mut by_name: BTreeMap<&str, Vec<&Weighted>> = BTreeMap::new();
        for weighted in &declared {
            by_name.entry(weighted.declaration.name.as_str()).or_default().push(weighted);
        }
        for (name, of_one) in by_name {
            let first = &of_one[0].declaration;
            // The size of the whole on a page of the web says nothing about the drawing.
            let of_page = is_root && matches!(name, "width" | "height") && !of_one.iter().any(|one| one.is_attribute());
            let known = is_own(name).or_else(|| vocabulary::property(name)).or_else(|| vocabulary::styled_only(name));
            let known = if of_page { None } else { known };
            let Some((name, kind, inherits)) = known else {
                let ground = is_root && matches!(name, "background" | "background-color");
                let unseen = matches!(first.value.as_str(), "none" | "transparent" | "initial" | "unset" | "0");
                if !name.starts_with("--") && (!vocabulary::is_idle(name) || ground && !unseen) {
                    let what = match ground {
                        true => "a background that is no shape".to_owned(),
                        false => format!("a property that flyer does not know (`{name}: {}`)", first.value),
                    };
                    self.trouble(first.at, Trouble::Unprintable(what, PLAIN));
                }
                continue;
            };
            match settle(kind, inherits, &of_one, &self.variables) {
                Ok(value) => self.set(element, (name, kind), value, first.at),
                Err((at, trouble)) => self.trouble(at, trouble),
            }
        }
        Ok(())
    }

    /// Enters a value that was understood.
    fn set(&mut self, element: &mut Element, (name, kind): (&'static str, Grammar), value: grammar::Value, at: usize) {
        if let Some(id) = value.refers {
            let (wanted, words): (&[&str], &str) = match kind {
                Grammar::Url("clipPath") => (&["clipPath"], "clip path"),
                Grammar::Url("mask") => (&["mask"], "mask"),
                Grammar::Url(_) => (&["marker"], "marker"),
                _ => (&["linearGradient", "radialGradient", "pattern"], "gradient or pattern"),
            };
            if self.is_one_of(&id, wanted) {
                element.references.push(Reference { name, id, at });
            } else if value.text.is_none() {
                self.trouble(at, grammar::missing(&id, words));
            }
        }
        if let Some(text) = value.text {
            element.attributes.insert(name, text);
        }
    }

    fn is_one_of(&self, id: &str, wanted: &[&str]) -> bool {
        let tag = self.ids.get(id).map(|node| node.tag_name());
        tag.is_some_and(|tag| tag.namespace() == Some(SVG) && wanted.contains(&tag.name()))
    }

    /// What an element repeats or takes its values from; `href` goes before its older form.
    pub(super) fn href(&mut self, node: Node<'a, 'input>, element: &mut Element) {
        let Some(href) = node.attribute_node("href").or_else(|| node.attribute_node((XLINK, "href"))) else { return };
        let (at, value) = (href.range().start, href.value().trim());
        let Some(id) = value.strip_prefix('#') else {
            self.trouble(at, Trouble::Loads(value.chars().take(80).collect()));
            return;
        };
        let (wanted, words): (&[&str], &str) = match element.name {
            "use" => (&REPEATED, "shape"),
            "linearGradient" | "radialGradient" => (&["linearGradient", "radialGradient"], "gradient"),
            "pattern" => (&["pattern"], "pattern"),
            _ => return,
        };
        if self.is_one_of(id, wanted) || element.name == "use" && self.is_one_of(id, &["polygon"]) {
            element.references.push(Reference { name: "href", id: id.to_owned(), at });
        } else {
            self.trouble(at, grammar::missing(id, words));
        }
    }

    /// PDF has no square caps on a point, and the writer leaves out what is nothing but points (ISO 32000-1, 8.5.3.2).
    pub(super) fn caps(&mut self, element: &Element, around: &Around) {
        let own = |name: &str| element.attributes.get(name);
        let caps = own("stroke-linecap").unwrap_or(&around.caps);
        if caps == "butt" {
            return;
        }
        let dotted = own("stroke-dasharray").map_or(around.dotted, |dashes| grammar::dotted(dashes));
        let (some, all) = grammar::dots(element.name, |name| own(name).cloned());
        if all || caps == "square" && (some || dotted) {
            let what = format!("a line or dash of no length (`stroke-linecap: {caps}`)");
            self.trouble(element.at, Trouble::Unprintable(what, "draw the dots as circles or squares"));
        }
    }
}
