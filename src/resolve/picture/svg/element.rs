//! The drawing that is passed on: elements that print as they look, and nothing else.
//!
//! In: what the reader let through. Out: the text of an SVG without style sheets, entities, ids of its own or anything
//! that only an editor needs, so that whoever reads it next sees what was checked. What a drawing unfolds to (`<use>`,
//! patterns, markers, masks and clips that refer to each other) is counted before anybody unfolds it.

use super::fault::Trouble;
use super::text::DEPTH;
use super::vocabulary;
use crate::resolve::picture::Fault;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Shapes after all references are followed: more than any drawing has, fewer than a bomb.
const SHAPES: u64 = 200_000;

/// An element that is printed.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) id: Option<String>,
    /// Values by name, as they are written.
    pub(super) attributes: BTreeMap<&'static str, String>,
    pub(super) references: Vec<Reference>,
    pub(super) children: Vec<Element>,
    /// Whether it inherits `currentColor` as its fill or stroke.
    pub(super) inherits_color: [bool; 2],
    /// Byte in the file.
    pub(super) at: usize,
}

/// A reference to another element.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The attribute that it stands in.
    pub(super) name: &'static str,
    pub(super) id: String,
    /// Byte in the file.
    pub(super) at: usize,
}

impl Element {
    /// Ids that something refers to.
    pub(super) fn wanted(&self) -> BTreeSet<String> {
        let mut wanted = BTreeSet::new();
        let mut queue = vec![self];
        while let Some(element) = queue.pop() {
            wanted.extend(element.references.iter().map(|reference| reference.id.clone()));
            queue.extend(&element.children);
        }
        wanted
    }

    /// Takes groups away that say no more than what their parts inherit: the writer has room for few in each other.
    pub(super) fn ungroup(&mut self, wanted: &BTreeSet<String>) {
        let inherited = |name: &str| vocabulary::property(name).is_some_and(|(.., inherits)| inherits);
        let mut parts = Vec::new();
        for mut part in std::mem::take(&mut self.children) {
            part.ungroup(wanted);
            let named = |part: &Self| part.id.as_ref().is_some_and(|id| wanted.contains(id));
            // What is repeated elsewhere takes there what is around it there.
            let says = !part.attributes.is_empty() || !part.references.is_empty();
            let plain = part.name == "g"
                && !named(&part)
                && !(says && part.children.iter().any(named))
                && part.attributes.keys().all(|name| inherited(name))
                && part.references.iter().all(|reference| inherited(reference.name));
            // In a clip path no group is drawn at all (CSS Masking 1, 5.1).
            if plain && self.name != "clipPath" {
                let inner = std::mem::take(&mut part.children);
                parts.extend(inner.into_iter().map(|inner| inner.inheriting(&part)));
            } else {
                parts.push(part);
            }
        }
        self.children = parts;
    }

    /// With the values of a group around it that it does not have itself.
    fn inheriting(mut self, group: &Self) -> Self {
        let says = |own: &Self, name: &str| {
            own.attributes.contains_key(name) || own.references.iter().any(|reference| reference.name == name)
        };
        let references = group.references.iter().filter(|reference| !says(&self, reference.name)).cloned();
        let attributes = group.attributes.iter().filter(|(name, _)| !says(&self, name));
        let (references, attributes): (Vec<_>, Vec<_>) =
            (references.collect(), attributes.map(|(name, value)| (*name, value.clone())).collect());
        self.references.extend(references);
        self.attributes.extend(attributes);
        self
    }
}

/// All elements, by id.
pub(super) struct Drawing<'a> {
    root: &'a Element,
    by_id: BTreeMap<&'a str, &'a Element>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(root: &'a Element) -> Self {
        let mut by_id = BTreeMap::new();
        let mut queue = vec![root];
        while let Some(element) = queue.pop() {
            if let Some(id) = &element.id {
                by_id.insert(id.as_str(), element);
            }
            queue.extend(&element.children);
        }
        Self { root, by_id }
    }

    /// Refuses what unfolds to millions of shapes, refers to itself, or would take another colour than it shows.
    pub(super) fn check(&self) -> Result<(), (usize, Fault)> {
        let mut counted = BTreeMap::new();
        if self.shapes(self.root, 0, &mut counted)? > SHAPES {
            return Err((self.root.at, Fault::Bomb));
        }
        self.patterns(self.root, false)?;
        self.colors(self.root)
    }

    /// PDF viewers disagree on where a gradient or pattern inside of a pattern begins (ISO 32000-1, 8.7.3.1).
    fn patterns(&self, element: &'a Element, inside: bool) -> Result<(), (usize, Fault)> {
        let inside = inside || element.name == "pattern";
        if inside {
            let mut paints = element.references.iter();
            if let Some(paint) = paints.find(|reference| matches!(reference.name, "fill" | "stroke")) {
                let what = "a gradient or pattern inside of a pattern".to_owned();
                let trouble = Trouble::Unprintable(what, super::fault::GRADIENTS);
                return Err((paint.at, Fault::Svg(super::SvgFault::of(trouble))));
            }
            for reference in
                element.references.iter().filter(|reference| element.name != "pattern" || reference.name != "href")
            {
                self.by_id.get(reference.id.as_str()).map_or(Ok(()), |target| self.patterns(target, true))?;
            }
        }
        element.children.iter().try_for_each(|child| self.patterns(child, inside))
    }

    fn shapes(
        &self,
        element: &'a Element,
        depth: usize,
        counted: &mut BTreeMap<usize, u64>,
    ) -> Result<u64, (usize, Fault)> {
        if depth > DEPTH * 2 {
            let why = "its elements refer to each other in a circle, or lie too deep".to_owned();
            return Err((element.at, Fault::Svg(super::SvgFault::of(Trouble::Broken(why)))));
        }
        let key = std::ptr::from_ref(element).addr();
        if let Some(count) = counted.get(&key) {
            return Ok(*count);
        }
        let mut count = 1_u64;
        for child in &element.children {
            count = count.saturating_add(self.shapes(child, depth + 1, counted)?);
        }
        for reference in &element.references {
            let Some(target) = self.by_id.get(reference.id.as_str()) else {
                // It stands in a part that is not drawn.
                let trouble = super::grammar::missing(&reference.id, "part");
                return Err((reference.at, Fault::Svg(super::SvgFault::of(trouble))));
            };
            let once = self.shapes(target, depth + 1, counted)?;
            let times = if reference.name.starts_with("marker") { corners(element) } else { 1 };
            // What each use of it costs the reader of the file, whatever it is made of.
            let once = match target.name {
                "linearGradient" | "radialGradient" => 0,
                "mask" => once + 100,
                "pattern" => once + 25,
                _ => once,
            };
            count = count.saturating_add(once.saturating_mul(times));
        }
        counted.insert(key, count);
        Ok(count)
    }

    /// A colour that is set inside of a `<use>` target does not reach paints inherited as `currentColor` there.
    fn colors(&self, element: &'a Element) -> Result<(), (usize, Fault)> {
        if element.name == "use" && element.inherits_color != [false; 2] {
            let target = element.references.iter().find_map(|reference| self.by_id.get(reference.id.as_str()));
            let mut queue: Vec<&Element> = target.copied().into_iter().collect();
            while let Some(inner) = queue.pop() {
                let taken = ["fill", "stroke"].iter().zip(element.inherits_color);
                let lost =
                    taken.filter(|(name, inherits)| *inherits && !inner.attributes.contains_key(*name)).count() > 0;
                if lost && inner.attributes.contains_key("color") {
                    let what = "a `color` inside of what a `<use>` repeats".to_owned();
                    let trouble = Trouble::Unprintable(what, super::fault::COLORS);
                    return Err((inner.at, Fault::Svg(super::SvgFault::of(trouble))));
                }
                queue.extend(&inner.children);
            }
        }
        element.children.iter().try_for_each(|child| self.colors(child))
    }

    /// The drawing as text; ids are numbered in order and stand only where something refers to them.
    pub(super) fn write(&self) -> String {
        let wanted = self.root.wanted();
        let names: BTreeMap<&str, usize> = wanted.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
        let mut out = String::new();
        write(self.root, &names, &mut out);
        out
    }
}

/// How many corners a marker may stand at, at most.
fn corners(element: &Element) -> u64 {
    let long = |name: &str| element.attributes.get(name).map_or(0, |text| text.len() as u64 / 2);
    2 + long("d") + long("points")
}

/// Writing to a string cannot fail.
fn write(element: &Element, names: &BTreeMap<&str, usize>, out: &mut String) {
    let _ = write!(out, "<{}", element.name);
    if element.name == "svg" && out.len() == "<svg".len() {
        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    if let Some(number) = element.id.as_deref().and_then(|id| names.get(id)) {
        let _ = write!(out, " id=\"i{number}\"");
    }
    let mut style = String::new();
    for (name, value) in &element.attributes {
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        // The reader takes these two from styles alone.
        if matches!(*name, "mix-blend-mode" | "isolation") {
            let _ = write!(style, "{name}:{value};");
        } else if !element.references.iter().any(|reference| reference.name == *name) {
            let _ = write!(out, " {name}=\"{value}\"");
        }
    }
    for reference in &element.references {
        let Some(number) = names.get(reference.id.as_str()) else { continue };
        let beside = element.attributes.get(reference.name).map(|beside| format!(" {beside}")).unwrap_or_default();
        let _ = match reference.name {
            "href" => write!(out, " href=\"#i{number}\""),
            name => write!(out, " {name}=\"url(#i{number}){beside}\""),
        };
    }
    if !style.is_empty() {
        let _ = write!(out, " style=\"{style}\"");
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    element.children.iter().for_each(|child| write(child, names, out));
    let _ = write!(out, "</{}>", element.name);
}
