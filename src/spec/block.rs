//! Blocks: the few kinds of things that an area can hold.
//!
//! In: the tables of `blocks = [...]`. Out: [`Block`]s. A block is named by its first key (`{ text = "subtitle" }`);
//! the value of that key says which words, link or picture it shows.

use super::organisation::{FORMS, Particular};
use super::read::{At, Faults, Table, Value, unknown};
use crate::diag::{Diagnostic, Origin};
use crate::unit::Sides;

/// A block as written.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Type style.
    pub style: Option<At<String>>,
    /// Whether it may be left out where the sheet would not hold otherwise.
    pub optional: bool,
    /// Space before it, as a multiple of the body size; the area's gap where absent.
    pub space: Option<f64>,
    /// Where it stands.
    pub origin: Origin,
}

/// Which kind of block.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Words of one or several keys, set as one paragraph; a heading where it has a level.
    Text {
        /// Words keys.
        keys: Vec<At<String>>,
        /// Heading level.
        level: Option<u8>,
    },
    /// Words of one or several keys, each text an item, in columns.
    List {
        /// Words keys.
        keys: Vec<At<String>>,
        /// How many columns.
        columns: usize,
    },
    /// Numbered steps.
    Steps {
        /// Words key.
        key: At<String>,
    },
    /// Phone screens: the first of these sets for which the language has confirmed labels.
    Screens {
        /// Names of screen sets, best first.
        sets: Vec<At<String>>,
    },
    /// A code, with blocks beside it.
    Code {
        /// Which link of the service (or of the guide).
        link: At<String>,
        /// From how far it is read, in points.
        distance: At<f64>,
        /// Side of the symbol in points; the least that the distance asks for where absent.
        size: Option<At<f64>>,
        /// Least side where column or page are too small for `size`, in points.
        least: Option<At<f64>>,
        /// Whether the code stands above its blocks instead of beside them.
        above: bool,
        /// Whether it stands in the middle of the column then.
        centered: bool,
        /// What stands beside.
        beside: Vec<Block>,
    },
    /// Strips to tear off along the foot of the page, the services in turn, each with its code and words.
    Tabs {
        /// Which link of each service.
        link: At<String>,
        /// How many strips.
        count: usize,
        /// Side of the symbols in points.
        size: At<f64>,
        /// Length of the strips in points.
        height: f64,
        /// What is written along a strip.
        words: Vec<Block>,
    },
    /// The readable address of a link, host set off.
    Address {
        /// Which link.
        link: At<String>,
    },
    /// A picture of the project.
    Image {
        /// File name.
        file: At<String>,
        /// Words key of what it shows, for people who cannot see it.
        alt: Option<At<String>>,
        /// Height in points; as wide as the area where absent.
        height: Option<f64>,
    },
    /// The organisation's logos.
    Logo {
        /// Height in points.
        height: f64,
    },
    /// Who prints: name, logos and how to reach them, as far as the project says so.
    Organisation {
        /// How it is set.
        form: Form,
        /// Height of the logos in points; none are shown where absent.
        logo: Option<f64>,
        /// Type size as a multiple of that of the style.
        size: f64,
        /// What there is no room for.
        without: Vec<Particular>,
    },
    /// A pictogram.
    Icon {
        /// Name of a file in `assets/icons/`.
        name: At<String>,
        /// Height as a multiple of the body size.
        size: f64,
    },
    /// A line.
    Rule {
        /// Colour role.
        color: At<String>,
        /// Thickness in points.
        thickness: f64,
    },
    /// Blocks in a box of their own, in one or several columns.
    Panel {
        /// The blocks, dealt out to the columns in turn.
        blocks: Vec<Block>,
        /// Relative column widths.
        columns: Vec<f64>,
        /// Colour role behind them.
        fill: Option<At<String>>,
        /// Colour role of the line round them.
        frame: Option<At<String>>,
        /// Space inside.
        padding: Sides,
        /// Radius of the corners.
        radius: f64,
        /// Space between blocks, as a multiple of the body size.
        gap: f64,
    },
}

/// How the organisation's block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The name as a heading, what else there is in columns, opening hours as a table.
    Full,
    /// The name as a heading, what else there is one behind the other.
    Compact,
    /// Everything in one paragraph.
    Line,
}

/// The kinds by name, as written.
const KINDS: [&str; 14] = [
    "title",
    "heading",
    "text",
    "list",
    "steps",
    "screens",
    "code",
    "tabs",
    "address",
    "image",
    "logo",
    "organisation",
    "icon",
    "rule",
];

/// Reads a list of blocks.
pub fn read_blocks(value: Value<'_>, faults: &Faults) -> Vec<Block> {
    value.list().iter().filter_map(|value| read_block(&value.table(faults)?, faults)).collect()
}

fn read_block(table: &Table<'_>, faults: &Faults) -> Option<Block> {
    let kind = read_kind(table, faults);
    if kind.is_none() {
        let first = table.entries().into_iter().next();
        let named = KINDS.iter().chain(&["panel"]).any(|kind| table.get(kind).is_some());
        let mut known = KINDS.to_vec();
        known.push("panel");
        match first {
            Some((key, _)) if !named => faults.borrow_mut().push(unknown("block", &key.value, key.origin, &known)),
            Some(_) => {}
            None => faults.borrow_mut().push(
                Diagnostic::error("unknown-block", "this block is empty")
                    .at(table.origin)
                    .hint(format!("a block is one of: {}", known.join(", "))),
            ),
        }
        return None;
    }
    let kind = kind?;
    let optional = table.flag("optional", faults).filter(|flag| flag.value);
    if let (Some(flag), Some(what)) = (&optional, needed(&kind)) {
        let hint = "take `optional` away; where there is no room, other blocks may go, screens for example";
        let fault = Diagnostic::error("never-optional", format!("{what} may not be left out"));
        faults.borrow_mut().push(fault.at(flag.origin).label("nobody could do without").hint(hint));
    }
    let block = Block {
        kind,
        style: table.text("style", faults),
        optional: optional.is_some(),
        space: table.number("space", faults).map(|number| number.value),
        origin: table.origin,
    };
    table.finish(faults);
    Some(block)
}

/// Words that say what people may do, where to find help and who prints: no sheet goes without them.
const NEEDED: [&str; 7] =
    ["rights", "local_help", "poster.help", "easy.help", "organisation.line", "legal.line", "links.status"];

/// What a block holds that may never be left out, in words.
fn needed(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Steps { .. } => Some("steps"),
        Kind::Code { .. } | Kind::Tabs { .. } => Some("a code"),
        Kind::Address { .. } => Some("an address"),
        Kind::Logo { .. } => Some("a logo"),
        // Who prints stays; only a line, on sheets too small for a block, may turn out too small for a long name.
        Kind::Organisation { form, without, .. } => {
            let named = *form != Form::Line && !without.contains(&Particular::Name);
            named.then_some("who prints")
        }
        Kind::Text { level: Some(1), .. } => Some("a title"),
        Kind::Text { keys, .. } | Kind::List { keys, .. } => {
            let found = keys.iter().any(|key| NEEDED.contains(&key.value.as_str()));
            found.then_some("words on rights, on help or on who prints")
        }
        Kind::Panel { blocks, .. } => blocks.iter().find_map(|block| needed(&block.kind)),
        Kind::Screens { .. } | Kind::Image { .. } | Kind::Icon { .. } | Kind::Rule { .. } => None,
    }
}

fn read_kind(table: &Table<'_>, faults: &Faults) -> Option<Kind> {
    let one = |key| table.text(key, faults);
    if let Some(key) = one("title") {
        return Some(Kind::Text { keys: vec![key], level: Some(1) });
    }
    if let Some(key) = one("heading") {
        let level = table.number("level", faults).map_or(2, |level| level.value.clamp(1.0, 6.0) as u8);
        return Some(Kind::Text { keys: vec![key], level: Some(level) });
    }
    let keys = table.texts("text", faults);
    if !keys.is_empty() {
        return Some(Kind::Text { keys, level: None });
    }
    let keys = table.texts("list", faults);
    if !keys.is_empty() {
        let columns = table.number("columns", faults).map_or(1, |n| n.value.clamp(1.0, 4.0) as usize);
        return Some(Kind::List { keys, columns });
    }
    if let Some(key) = one("steps") {
        return Some(Kind::Steps { key });
    }
    let sets = table.texts("screens", faults);
    if !sets.is_empty() {
        return Some(Kind::Screens { sets });
    }
    if let Some(link) = one("code") {
        return read_code(table, link, faults);
    }
    if let Some(link) = one("tabs") {
        return read_tabs(table, link, faults);
    }
    one("address").map(|link| Kind::Address { link }).or_else(|| read_drawn(table, faults))
}

fn read_code(table: &Table<'_>, link: At<String>, faults: &Faults) -> Option<Kind> {
    let distance = table.need("distance", "\"40cm\"", faults)?.length(faults)?;
    Some(Kind::Code {
        link,
        distance,
        size: table.length("size", faults),
        least: table.length("min", faults),
        above: table.flag("above", faults).is_some_and(|flag| flag.value),
        centered: table.flag("centered", faults).is_some_and(|flag| flag.value),
        beside: table.get("beside").map_or_else(Vec::new, |value| read_blocks(value, faults)),
    })
}

fn read_tabs(table: &Table<'_>, link: At<String>, faults: &Faults) -> Option<Kind> {
    let count = table.need("count", "8", faults)?.number(faults)?;
    let size = table.need("size", "\"17mm\"", faults)?.length(faults)?;
    let height = table.need("height", "\"60mm\"", faults)?.length(faults)?;
    let words = table.get("words").map_or_else(Vec::new, |value| read_blocks(value, faults));
    Some(Kind::Tabs { link, count: count.value.clamp(1.0, 20.0) as usize, size, height: height.value, words })
}

fn read_drawn(table: &Table<'_>, faults: &Faults) -> Option<Kind> {
    let one = |key| table.text(key, faults);
    if let Some(file) = one("image") {
        let height = table.length("height", faults).map(|length| length.value);
        return Some(Kind::Image { file, alt: one("alt"), height });
    }
    if table.get("organisation").is_some() {
        return read_organisation(table, faults);
    }
    if let Some(height) = table.length("logo", faults) {
        return Some(Kind::Logo { height: height.value });
    }
    if let Some(name) = one("icon") {
        return Some(Kind::Icon { name, size: table.number("size", faults).map_or(2.0, |n| n.value) });
    }
    if let Some(color) = one("rule") {
        let thickness = table.length("thickness", faults).map_or(0.75, |length| length.value);
        return Some(Kind::Rule { color, thickness });
    }
    let blocks = table.get("panel")?;
    let columns = table.get("columns").map_or_else(Vec::new, |value| value.list());
    let columns: Vec<f64> = columns.iter().filter_map(|v| v.number(faults)).map(|n| n.value.max(0.01)).collect();
    Some(Kind::Panel {
        blocks: read_blocks(blocks, faults),
        columns: if columns.is_empty() { vec![1.0] } else { columns },
        fill: one("fill"),
        frame: one("frame"),
        padding: table.sides("padding", faults).unwrap_or_default(),
        radius: table.length("radius", faults).map_or(0.0, |length| length.value),
        gap: table.number("gap", faults).map_or(0.5, |gap| gap.value),
    })
}

fn read_organisation(table: &Table<'_>, faults: &Faults) -> Option<Kind> {
    let form = table.choice("organisation", &FORMS, faults);
    let without = table.texts("without", faults).into_iter().filter_map(|key| {
        let particular = Particular::of(&key.value);
        if particular.is_none() {
            let known = Particular::ALL.map(Particular::key);
            faults.borrow_mut().push(unknown("particular", &key.value, key.origin, &known));
        }
        particular
    });
    Some(Kind::Organisation {
        without: without.collect(),
        logo: table.length("logo", faults).map(|length| length.value),
        size: table.number("size", faults).map_or(1.0, |size| size.value.max(0.1)),
        form: form?.value,
    })
}
