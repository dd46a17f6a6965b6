//! The cascade: which of several declarations holds for an element (CSS Cascading 4, 6).
//!
//! In: the rules of a drawing, an element. Out: for each property its value, its word for "as around it", or a trouble.
//! A value that is not understood gives way to one that stands beside it, in the same block or as an attribute of the
//! same element: that is how drawing programs write colours that only some readers know.

use super::css::{Declaration, Fallible, Rule, declarations};
use super::fault::{PLAIN, Trouble};
use super::grammar::{self, Grammar, Value};
use super::paint;
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// A declaration and its weight.
pub(super) struct Weighted {
    pub(super) declaration: Declaration,
    /// Important ones first, then by specificity, then by order.
    weight: (bool, u32, usize),
    /// What it stands in: 0 for the element's own attributes.
    block: usize,
}

impl Weighted {
    /// Whether it is an attribute of the element itself.
    pub(super) fn is_attribute(&self) -> bool {
        self.block == 0
    }
}

/// The rules of a drawing.
pub(super) struct Styles {
    rules: Vec<Rule>,
    /// Rules by the name that an element needs to be meant by them.
    by_key: BTreeMap<String, Vec<usize>>,
}

impl Styles {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, rule) in rules.iter().enumerate() {
            by_key.entry(rule.key()).or_default().push(at);
        }
        Self { rules, by_key }
    }

    /// Rules that may mean an element, in their order.
    fn near(&self, node: Node) -> BTreeSet<usize> {
        let classes = node.attribute("class").unwrap_or_default().split_whitespace().map(|name| format!(".{name}"));
        let id = node.attribute("id").map(|id| format!("#{id}"));
        let keys = classes.chain(id).chain([node.tag_name().name().to_owned(), "*".to_owned()]);
        keys.filter_map(|key| self.by_key.get(&key)).flatten().copied().collect()
    }

    /// All that is declared for an element by attributes of these names, rules and its own style, the weightiest first.
    pub(super) fn declared(&self, node: Node, is_attribute: impl Fn(&str) -> bool) -> Fallible<Vec<Weighted>> {
        let mut all = Vec::new();
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            if is_attribute(attribute.name()) {
                let declaration = Declaration {
                    name: attribute.name().to_owned(),
                    value: attribute.value().to_owned(),
                    important: false,
                    at: attribute.range().start,
                };
                all.push(Weighted { declaration, weight: (false, 0, 0), block: 0 });
            }
        }
        for (at, rule) in
            self.near(node).into_iter().map(|at| (at, &self.rules[at])).filter(|(_, rule)| rule.matches(node))
        {
            add(&mut all, &rule.declarations, rule.specificity + 1, at + 1);
        }
        if let Some(style) = node.attributes().find(|own| own.name() == "style" && own.namespace().is_none()) {
            let own = declarations(style.value(), style.range_value().start)?;
            add(&mut all, &own, u32::MAX, usize::MAX);
        }
        all.sort_by_key(|weighted| std::cmp::Reverse(weighted.weight));
        Ok(all)
    }
}

fn add(all: &mut Vec<Weighted>, declarations: &[Declaration], specificity: u32, block: usize) {
    for declaration in declarations {
        let names = match declaration.name.as_str() {
            "marker" => &["marker-start", "marker-mid", "marker-end"][..],
            name => &[name],
        };
        for name in names {
            let declaration = Declaration { name: (*name).to_owned(), ..declaration.clone() };
            let weight = (declaration.important, specificity, all.len());
            all.push(Weighted { declaration, weight, block });
        }
    }
}

/// What holds of the declarations of one property, the weightiest first.
pub(super) fn settle(
    grammar: Grammar,
    inherits: bool,
    of_one: &[&Weighted],
    variables: &Variables,
) -> Result<Value, (usize, Trouble)> {
    let mut first: Option<(&Weighted, String, Trouble)> = None;
    for weighted in of_one {
        let Declaration { name, value, at, .. } = &weighted.declaration;
        if first.as_ref().is_some_and(|(first, ..)| weighted.block != first.block && weighted.block != 0) {
            continue;
        }
        let value = match variables.put_into(value) {
            Ok(value) => value,
            Err(trouble) => {
                first.get_or_insert((weighted, value.clone(), trouble));
                continue;
            }
        };
        match word(name, inherits, &value).unwrap_or_else(|| grammar::read(name, grammar, &value)) {
            Ok(value) => return Ok(value),
            // What loads is refused whatever stands beside it.
            Err(Trouble::Loads(href)) => return Err((*at, Trouble::Loads(href))),
            Err(trouble) => {
                first.get_or_insert((weighted, value, trouble));
            }
        }
    }
    match first {
        None => Ok(Value::default()),
        Some((weighted, value, trouble)) => {
            let color = matches!(grammar, Grammar::Paint | Grammar::Color).then(|| paint::converted(&value)).flatten();
            let converted = color.map(|text| Value { text: Some(text), refers: None });
            converted.ok_or((weighted.declaration.at, trouble))
        }
    }
}

/// The words that every property has.
fn word(name: &str, inherits: bool, value: &str) -> Option<Result<Value, Trouble>> {
    let initial = |name: &str| match name {
        "fill" | "color" => Some("#000000"),
        "stroke" | "stroke-dasharray" => Some("none"),
        "stroke-width" | "fill-opacity" | "stroke-opacity" => Some("1"),
        "stroke-linecap" => Some("butt"),
        "stroke-linejoin" => Some("miter"),
        "fill-rule" | "clip-rule" => Some("nonzero"),
        "visibility" => Some("visible"),
        _ => None,
    };
    let odd = || Err(Trouble::Unprintable(format!("a value that flyer does not know (`{name}: {value}`)"), PLAIN));
    match value.trim() {
        "inherit" if inherits => Some(Ok(Value::default())),
        "unset" | "revert" | "revert-layer" => Some(Ok(Value::default())),
        "initial" if !inherits => Some(Ok(Value::default())),
        "initial" => {
            Some(initial(name).map_or_else(odd, |text| Ok(Value { text: Some(text.to_owned()), refers: None })))
        }
        "inherit" => Some(odd()),
        _ => None,
    }
}

/// Custom properties of the root, which hold everywhere.
#[derive(Default)]
pub(super) struct Variables {
    known: BTreeMap<String, String>,
    /// Those that other elements set too, so that what they mean depends on the place.
    elsewhere: BTreeSet<String>,
}

impl Variables {
    pub(super) fn of(root: Node, rules: &[Rule]) -> Fallible<Self> {
        let mut all = Self::default();
        let is_custom = |declaration: &&Declaration| declaration.name.starts_with("--");
        for rule in rules {
            for declaration in rule.declarations.iter().filter(is_custom) {
                all.set(declaration, rule.is_root());
            }
        }
        for node in root.descendants() {
            for style in node.attributes().filter(|own| own.name() == "style" && own.value().contains("--")) {
                for declaration in declarations(style.value(), style.range_value().start)?.iter().filter(is_custom) {
                    all.set(declaration, node == root);
                }
            }
        }
        Ok(all)
    }

    fn set(&mut self, declaration: &Declaration, everywhere: bool) {
        if everywhere {
            self.known.insert(declaration.name.clone(), declaration.value.clone());
        } else {
            self.elsewhere.insert(declaration.name.clone());
        }
    }

    /// The value with every `var()` replaced by what it means, or by what stands beside it.
    fn put_into(&self, value: &str) -> Result<String, Trouble> {
        let mut value = value.to_owned();
        for _ in 0..16 {
            let Some(at) = value.rfind("var(") else { return Ok(value) };
            let Some(end) = closing(&value[at + 4..]) else { break };
            let inner = &value[at + 4..at + 4 + end];
            let (name, beside) = inner.split_once(',').map_or((inner, None), |(name, beside)| (name, Some(beside)));
            if self.elsewhere.contains(name.trim()) {
                break;
            }
            let Some(meant) = self.known.get(name.trim()).map(String::as_str).or(beside) else { break };
            value = format!("{}{}{}", &value[..at], meant.trim(), &value[at + 5 + end..]);
            if value.len() > 4096 {
                break;
            }
        }
        let shown: String = value.chars().take(60).collect();
        let what = format!("a value that flyer does not know (`{shown}`)");
        Err(Trouble::Unprintable(what, super::fault::COLORS))
    }
}

/// Where the bracket closes that was open before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    text.char_indices().find_map(|(at, letter)| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        (depth < 0).then_some(at)
    })
}
