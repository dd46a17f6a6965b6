//! Style sheets: as much of CSS as drawing programs write.
//!
//! In: the text of a `<style>` or `style="..."`, and where it stands. Out: rules and declarations with their places. A
//! selector or at-rule that is not understood is a trouble, since leaving a rule out would change the picture.

use super::fault::{PLAIN, Trouble};
use roxmltree::Node;

/// `name: value`, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) important: bool,
    /// Byte in the file.
    pub(super) at: usize,
}

/// One selector with its declarations.
pub(super) struct Rule {
    /// Compounds from the last to the first, each with whether its match is the very parent of the one before.
    selector: Vec<(Compound, bool)>,
    pub(super) specificity: u32,
    pub(super) declarations: std::rc::Rc<Vec<Declaration>>,
}

#[derive(Default)]
struct Compound {
    tag: Option<String>,
    ids: Vec<String>,
    classes: Vec<String>,
    attributes: Vec<(String, Option<String>)>,
    first: bool,
    root: bool,
}

/// A fault and its byte in the file.
pub(super) type Fallible<T> = Result<T, (usize, Trouble)>;

/// The rules of a style sheet whose text begins at a byte of the file.
pub(super) fn sheet(text: &str, base: usize) -> Fallible<Vec<Rule>> {
    let text = without_comments(text);
    let mut rules = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if rest.is_empty() {
            return Ok(rules);
        }
        if rest.starts_with('@') {
            at += at_rule(rest, base + at)?;
            continue;
        }
        let Some((prelude, body)) = rest.split_once('{') else {
            return Err((base + at, Trouble::Broken("a style sheet ends in the middle of a rule".to_owned())));
        };
        let Some(end) = body.find('}') else {
            return Err((base + at, Trouble::Broken("a style sheet ends in the middle of a rule".to_owned())));
        };
        let declarations = std::rc::Rc::new(declarations(&body[..end], base + at + prelude.len() + 1)?);
        for part in prelude.split(',') {
            if let Some((selector, specificity)) = selector(part.trim(), base + at)? {
                rules.push(Rule { selector, specificity, declarations: declarations.clone() });
            }
        }
        at += prelude.len() + end + 2;
    }
}

/// The length of an at-rule that changes nothing here.
fn at_rule(rest: &str, at: usize) -> Fallible<usize> {
    let name =
        rest[1..].split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).next().unwrap_or_default();
    let end = match name.to_ascii_lowercase().as_str() {
        "charset" | "namespace" => rest.find(';'),
        "font-face" => rest.find('}'),
        "import" => return Err((at, Trouble::Loads("@import".to_owned()))),
        _ => return Err((at, Trouble::Unprintable(format!("a style sheet with `@{name}`"), PLAIN))),
    };
    Ok(end.map_or(rest.len(), |end| end + 1))
}

/// The declarations of a block whose text begins at a byte of the file.
pub(super) fn declarations(text: &str, base: usize) -> Fallible<Vec<Declaration>> {
    let text = without_comments(text);
    // `u\72l(` is `url(` too (CSS Syntax, 4.3.7); no editor writes it so.
    if text.contains('\\') {
        return Err((base, Trouble::Broken("a style sheet with escapes in it".to_owned())));
    }
    let mut found = Vec::new();
    for (at, part) in pieces(&text) {
        let lead = part.len() - part.trim_start().len();
        let Some((name, value)) = part.split_once(':') else {
            if part.trim().is_empty() {
                continue;
            }
            return Err((base + at + lead, Trouble::Broken(format!("`{}` is no declaration of a style", part.trim()))));
        };
        let (value, important) = match value.trim().strip_suffix("important").map(str::trim_end) {
            Some(value) if value.ends_with('!') => (value.trim_end_matches('!').trim_end(), true),
            _ => (value.trim(), false),
        };
        let name = name.trim();
        let name = if name.starts_with("--") { name.to_owned() } else { name.to_ascii_lowercase() };
        found.push(Declaration { name, value: value.to_owned(), important, at: base + at + lead });
    }
    Ok(found)
}

/// Parts between semicolons that stand in no brackets or quotes.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_i32, None);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != letter),
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, ';') if depth <= 0 => {
                found.push((start, &text[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push((start, &text[start..]));
    found
}

/// The same length, so that places stay.
fn without_comments(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("/*") {
        let end = rest[at + 2..].find("*/").map_or(rest.len(), |end| at + end + 4);
        out.push_str(&rest[..at]);
        out.extend(std::iter::repeat_n(' ', end - at));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("<!--", "    ").replace("-->", "   ")
}

/// A selector and its specificity; `None` for one that matches nothing on paper.
#[expect(clippy::type_complexity, reason = "it is taken apart at once")]
fn selector(text: &str, at: usize) -> Fallible<Option<(Vec<(Compound, bool)>, u32)>> {
    let unknown =
        || (at, Trouble::Unprintable(format!("a style for `{text}`, a selector that flyer does not know"), PLAIN));
    if [":hover", ":focus", ":active", ":visited", "::"].iter().any(|pseudo| text.contains(pseudo)) {
        return Ok(None);
    }
    let spaced = text.replace('>', " > ");
    let (mut found, mut child, mut specificity) = (Vec::new(), false, 0);
    for part in spaced.split_whitespace() {
        if part == ">" {
            child = true;
            continue;
        }
        let (compound, weight) = compound(part).ok_or_else(unknown)?;
        specificity += weight;
        found.push((compound, std::mem::take(&mut child)));
    }
    if found.is_empty() || child {
        return Err(unknown());
    }
    found.reverse();
    Ok(Some((found, specificity)))
}

fn compound(text: &str) -> Option<(Compound, u32)> {
    let name = |text: &str| {
        let end =
            text.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_'))).unwrap_or(text.len());
        (text[..end].to_owned(), end)
    };
    let (tag, mut at) = if text.starts_with('*') { (String::new(), 1) } else { name(text) };
    let mut compound = Compound::default();
    let mut weight = u32::from(!tag.is_empty());
    compound.tag = (!tag.is_empty()).then_some(tag);
    while let Some(mark) = text[at..].chars().next() {
        let (word, length) = name(&text[at + 1..]);
        let mut end = at + 1 + length;
        match mark {
            '.' if length > 0 => compound.classes.push(word),
            '#' if length > 0 => compound.ids.push(word),
            ':' if word == "first-child" => compound.first = true,
            ':' if word == "root" => compound.root = true,
            '[' => {
                end = at + text[at..].find(']')? + 1;
                let (word, value) = match text[at + 1..end - 1].split_once('=') {
                    Some((word, value)) => (word, Some(value.trim_matches(['"', '\'']).to_owned())),
                    None => (&text[at + 1..end - 1], None),
                };
                if word.is_empty() || word.contains(['~', '|', '^', '$', '*']) {
                    return None;
                }
                compound.attributes.push((word.to_owned(), value));
            }
            _ => return None,
        }
        weight += if mark == '#' { 10_000 } else { 100 };
        at = end;
    }
    Some((compound, weight))
}

impl Rule {
    /// Whether the rule is about this element.
    pub(super) fn matches(&self, node: Node) -> bool {
        match self.selector.split_first() {
            Some(((last, child), rest)) => last.matches(node) && above(node, *child, rest),
            None => false,
        }
    }

    /// A name that every element has which it is about: `.class`, `#id`, an element's, or `*`.
    pub(super) fn key(&self) -> String {
        let Some((last, _)) = self.selector.first() else { return "*".to_owned() };
        let class = last.classes.first().map(|class| format!(".{class}"));
        let id = || last.ids.first().map(|id| format!("#{id}"));
        class.or_else(id).or_else(|| last.tag.clone()).unwrap_or_else(|| "*".to_owned())
    }

    /// Whether it is about the root alone, whose custom properties everything inherits.
    pub(super) fn is_root(&self) -> bool {
        matches!(self.selector.as_slice(), [(only, _)] if only.root || only.tag.as_deref() == Some("svg"))
    }
}

/// Whether the rest of a selector is found above an element.
fn above(node: Node, child: bool, rest: &[(Compound, bool)]) -> bool {
    let Some(((next, next_child), rest)) = rest.split_first() else { return true };
    let reach = if child { 1 } else { usize::MAX };
    let mut parents = node.ancestors().skip(1).filter(Node::is_element).take(reach);
    parents.any(|parent| next.matches(parent) && above(parent, *next_child, rest))
}

impl Compound {
    fn matches(&self, node: Node) -> bool {
        let class = || node.attribute("class").unwrap_or_default();
        self.tag.as_deref().is_none_or(|tag| tag == node.tag_name().name())
            && self.ids.iter().all(|id| node.attribute("id") == Some(id))
            && self.classes.iter().all(|name| class().split_whitespace().any(|own| own == name))
            && self.attributes.iter().all(|(name, value)| {
                node.attribute(name.as_str()).is_some_and(|own| value.as_deref().is_none_or(|value| value == own))
            })
            && (!self.first || node.prev_sibling_element().is_none())
            && (!self.root || node.parent_element().is_none())
    }
}
