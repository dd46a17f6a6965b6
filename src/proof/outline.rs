//! The reading order: what each piece of a page is to someone who cannot see it.
//!
//! In: the display list, and the structure tree as it was read from the file. Out: both as flat lists of [`Element`]s in the
//! order in which a screen reader meets them, and findings where they differ: a heading of another level, a picture with
//! other words, a list that lost an item (ISO 14289-1, 7.4, 7.3, 7.6).
//!
//! Spans without a language of their own and the elements around everything say nothing to a reader and are left out of both.

use super::report::Finding;
use crate::page::{Document, Item, LinkId, Tag};

/// A piece of the reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its structure type (ISO 32000-1, 14.8.4), e.g. `H1`.
    pub kind: String,
    /// What it says to people who cannot see it.
    pub alt: Option<String>,
    /// Its language, where that is not the document's.
    pub lang: Option<String>,
}

/// What a document promises: elements without content are not written.
pub(super) fn promised(document: &Document) -> Vec<Element> {
    let mut all = Vec::new();
    for page in &document.pages {
        let mut open = Vec::new();
        gather(&page.items, &mut open, &mut all);
    }
    all.into_iter().filter_map(|entry| entry.element.filter(|_| entry.full)).collect()
}

/// An element while its page is gone through.
struct Entry {
    /// None for what says nothing to a reader.
    element: Option<Element>,
    /// The link that it is.
    link: Option<LinkId>,
    /// Whether it only groups others: what is drawn directly in it is decoration.
    groups: bool,
    /// Whether there is anything in it.
    full: bool,
}

fn gather(items: &[Item], open: &mut Vec<usize>, all: &mut Vec<Entry>) {
    for item in items {
        match item {
            Item::Open(tag) => {
                open.push(all.len());
                all.push(entry(tag));
            }
            Item::Close => drop(open.pop()),
            Item::Text(_) => fill(open, all),
            Item::Link(_, link) => {
                fill(open, all);
                // The place to click belongs to the link around it, or to one that is made for it.
                let element = Some(Element { kind: "Link".into(), ..Element::default() });
                match open.iter().rev().find(|at| all[**at].link == Some(*link)) {
                    Some(at) => all[*at].element = element,
                    None => all.push(Entry { element, link: Some(*link), groups: false, full: true }),
                }
            }
            Item::Path(_) | Item::Image(_) | Item::Code(..) => {
                if open.last().is_some_and(|at| !all[*at].groups) {
                    fill(open, all);
                }
            }
            Item::Group { items, .. } => gather(items, open, all),
            Item::Page(_) => {}
        }
    }
}

fn fill(open: &[usize], all: &mut [Entry]) {
    for at in open {
        all[*at].full = true;
    }
}

fn entry(tag: &Tag) -> Entry {
    let groups = matches!(tag, Tag::Section | Tag::List { .. } | Tag::ListItem | Tag::Table | Tag::Row);
    let kind = match tag {
        Tag::Section => "Sect",
        Tag::Heading(1) => "H1",
        Tag::Heading(2) => "H2",
        Tag::Heading(3) => "H3",
        Tag::Heading(4) => "H4",
        Tag::Heading(5) => "H5",
        Tag::Heading(_) => "H6",
        Tag::Paragraph => "P",
        Tag::List { .. } => "L",
        Tag::ListItem => "LI",
        Tag::Label => "Lbl",
        Tag::Body => "LBody",
        Tag::Figure { .. } => "Figure",
        Tag::Caption => "Caption",
        Tag::Table => "Table",
        Tag::Row => "TR",
        Tag::RowHeading => "TH",
        Tag::Cell => "TD",
        Tag::Foreign(_) => "Span",
        // Without a place to click it is plain text.
        Tag::Link(link) => return Entry { element: None, link: Some(*link), groups, full: false },
    };
    let alt = match tag {
        Tag::Figure { alt, .. } => Some(alt.clone()),
        _ => None,
    };
    let lang = match tag {
        Tag::Foreign(lang) => Some(lang.clone()),
        _ => None,
    };
    Entry { element: Some(Element { kind: kind.into(), alt, lang }), link: None, groups, full: false }
}

/// Whether an element of a file says anything to a reader; foreign words that are whole paragraphs count as foreign words.
pub(super) fn told(kind: &str, alt: Option<String>, lang: Option<String>) -> Option<Element> {
    let kind = match kind {
        "Document" => return None,
        "Span" | "Div" if lang.is_none() => return None,
        "Div" => "Span",
        other => other,
    };
    let alt = alt.filter(|_| kind == "Figure");
    Some(Element { kind: kind.to_owned(), alt, lang })
}

/// Holds the reading order of a file against the promised one.
pub(super) fn compare(found: &[Element], promised: &[Element], findings: &mut Vec<Finding>) {
    if found == promised {
        return;
    }
    let same = found.iter().zip(promised).take_while(|(found, promised)| found == promised).count();
    let name = |element: Option<&Element>| match element {
        None => "nothing more".to_owned(),
        Some(Element { kind, alt: Some(alt), .. }) => format!("{kind} \"{alt}\""),
        Some(Element { kind, lang: Some(lang), .. }) => format!("{kind} in {lang}"),
        Some(Element { kind, .. }) => kind.clone(),
    };
    let (found, promised) = (name(found.get(same)), name(promised.get(same)));
    let message = format!("piece {} of the reading order is {found}, not {promised}", same + 1);
    findings.push(Finding::error("structure-differs", 0, message, "this is a fault of flyer: report it"));
}
