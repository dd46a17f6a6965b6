//! Themes: colours by role and type styles by name.
//!
//! In: `layouts/themes/<name>.toml`. Out: [`Theme`]. A colour has its value for light and its value for ink, both
//! given by a designer; a style's size is a multiple of the body size, so that a sheet has few sizes and one scale.

use super::read::{At, Faults, Table};
use crate::color::{Color, parse_hex};
use crate::diag::Diagnostic;
use crate::page::Role;
use std::collections::BTreeMap;

/// Colours and styles.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// By role: `text`, `primary`, `accent` …
    pub colors: BTreeMap<String, At<Paint>>,
    /// By name: `body`, `title`, `note` …
    pub styles: BTreeMap<String, Style>,
}

/// A colour as its designer gave it: for light, for ink, for black alone, and perhaps as an ink of its own.
#[derive(Clone, Debug)]
pub struct Paint {
    /// For light and for process inks.
    pub color: Color,
    /// Per cent of black where that is the only ink; needed for one-ink sheets.
    pub grey: Option<u8>,
    /// Name of a spot ink.
    pub spot: Option<At<String>>,
}

/// A type style as written; what is absent is taken from `body`.
#[derive(Clone, Debug)]
pub struct Style {
    /// Font family: an embedded one, or one of the project's own, as its file calls it; capitals carry nothing.
    pub family: Option<At<String>>,
    /// Whether letters lean; where a family has none that do, upright ones are printed and it is said.
    pub italic: Option<bool>,
    /// Multiple of the body size.
    pub size: Option<At<f64>>,
    /// Weight, 1 to 1000.
    pub weight: Option<u16>,
    /// Weight of words set `**strong**`.
    pub strong_weight: Option<u16>,
    /// Colour role.
    pub color: Option<At<String>>,
    /// Colour role of strong words.
    pub strong_color: Option<At<String>>,
    /// Distance of baselines as a multiple of the size.
    pub leading: Option<f64>,
    /// Lines of about the same length, for headings.
    pub balance: Option<bool>,
    /// Strong words begin a line of their own where that costs no line more.
    pub strong_line: Option<bool>,
    /// Whether lines stand in the middle.
    pub centered: Option<bool>,
    /// Whether the words are set in capitals.
    pub capitals: Option<bool>,
    /// Whether each sentence begins a line, for easy reading.
    pub sentences: Option<bool>,
    /// Which least size holds.
    pub role: Option<Role>,
}

const ROLES: [(&str, Role); 3] = [("body", Role::Body), ("note", Role::Note), ("drawing", Role::Drawing)];

/// Reads a theme.
pub fn read(table: &Table<'_>, faults: &Faults) -> Theme {
    let mut theme = Theme::default();
    if let Some(colors) = table.table("colors", faults) {
        for (name, value) in colors.entries() {
            // A colour that cannot be read stays known by its name, so that its users are not called wrong as well.
            let known = Paint { color: Color::BLACK, grey: Some(100), spot: None };
            let paint = value.table(faults).and_then(|table| paint(&table, faults)).unwrap_or(known);
            theme.colors.insert(name.value, At::new(paint, name.origin));
        }
    }
    if let Some(styles) = table.table("styles", faults) {
        for (name, value) in styles.entries() {
            if let Some(table) = value.table(faults) {
                theme.styles.insert(name.value, style(&table, faults));
            }
        }
    }
    table.finish(faults);
    theme
}

fn paint(table: &Table<'_>, faults: &Faults) -> Option<Paint> {
    let rgb = table.need("rgb", "\"#0b4f6c\"", faults)?.text(faults)?;
    let Some(light) = parse_hex(&rgb.value) else {
        faults.borrow_mut().push(
            Diagnostic::error("bad-color", format!("`{}` is not a colour", rgb.value))
                .at(rgb.origin)
                .label("not #rrggbb")
                .hint("write six hexadecimal digits after #: \"#0b4f6c\""),
        );
        return None;
    };
    let inks = table.need("cmyk", "[100, 40, 20, 30]", faults)?;
    let values: Vec<f64> = inks.list().iter().filter_map(|v| v.number(faults)).map(|n| n.value).collect();
    let grey = table.number("grey", faults);
    if let Some(grey) = grey.as_ref().filter(|grey| !(0.0..=100.0).contains(&grey.value)) {
        faults.borrow_mut().push(
            Diagnostic::error("bad-color", "a grey is a number from 0 to 100")
                .at(grey.origin)
                .hint("per cent of black: `grey = 85`"),
        );
    }
    let grey = grey.map(|grey| grey.value.clamp(0.0, 100.0).round() as u8);
    let spot = table.text("spot", faults);
    table.finish(faults);
    match values[..] {
        [c, m, y, k] if values.iter().all(|ink| (0.0..=100.0).contains(ink)) => {
            let color = Color::new(light, [c, m, y, k].map(|ink| ink.round() as u8));
            Some(Paint { color, grey, spot })
        }
        _ => {
            faults.borrow_mut().push(
                Diagnostic::error("bad-color", "a CMYK colour is four numbers from 0 to 100")
                    .at(inks.origin())
                    .hint("cyan, magenta, yellow, black in per cent: [100, 40, 20, 30]"),
            );
            None
        }
    }
}

fn style(table: &Table<'_>, faults: &Faults) -> Style {
    let weight = |key| {
        let weight = table.number(key, faults)?;
        if !(1.0..=1000.0).contains(&weight.value) {
            faults.borrow_mut().push(
                Diagnostic::error("bad-weight", "a weight is a number from 1 to 1000")
                    .at(weight.origin)
                    .hint("400 is regular, 700 is bold"),
            );
        }
        Some(weight.value.clamp(1.0, 1000.0) as u16)
    };
    let style = Style {
        family: table.text("family", faults),
        italic: table.flag("italic", faults).map(|f| f.value),
        size: table.number("size", faults),
        weight: weight("weight"),
        strong_weight: weight("strong_weight"),
        color: table.text("color", faults),
        strong_color: table.text("strong_color", faults),
        leading: table.number("leading", faults).map(|n| n.value),
        balance: table.flag("balance", faults).map(|f| f.value),
        strong_line: table.flag("strong_line", faults).map(|f| f.value),
        centered: table.flag("centered", faults).map(|f| f.value),
        capitals: table.flag("capitals", faults).map(|f| f.value),
        sentences: table.flag("sentences", faults).map(|f| f.value),
        role: table.choice("role", &ROLES, faults).map(|r| r.value),
    };
    table.finish(faults);
    style
}
