//! What a sheet says of whoever prints: the particulars, and the opening hours.
//!
//! In: `hours` of `flyer.toml`, as one text or as rows; the blocks of a layout. Out: [`Hours`], and what a layout has no room
//! for, read from its blocks, so that `flyer list` and the build cannot say otherwise than the sheet.

use super::block::{Block, Form, Kind};
use super::form;
use super::grid::area_of;
use super::layout::Layout;
use super::read::{At, Faults, Value};
use super::signs::is_blank;
use crate::diag::Diagnostic;

/// What a sheet can say of an organisation, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Particular {
    /// Its name.
    Name,
    /// Its logos.
    Logos,
    /// Where it is.
    Address,
    /// When it is open.
    Hours,
    /// Where to find help there.
    Help,
    /// Its telephone number.
    Phone,
    /// Its e-mail address.
    Email,
    /// Its web site.
    Web,
    /// Who printed the sheet, as some countries ask.
    Legal,
}

impl Particular {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Logos,
        Self::Address,
        Self::Hours,
        Self::Help,
        Self::Phone,
        Self::Email,
        Self::Web,
        Self::Legal,
    ];

    /// Its key in `flyer.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "organisation",
            Self::Logos => "logos",
            Self::Address => "address",
            Self::Hours => "hours",
            Self::Help => "help",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Web => "web",
            Self::Legal => "legal",
        }
    }

    /// The one that a key names.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|particular| particular.key() == key)
    }
}

/// What a layout has no room for: what none of the blocks that stand on its pages shows.
pub fn lacking(layout: &Layout) -> Vec<Particular> {
    let cells = layout.grid.pages.iter().flatten().flatten();
    let areas = cells.filter_map(|cell| layout.areas.get(area_of(cell, &layout.areas)?.0));
    let mut shown = Vec::new();
    areas.for_each(|area| gather(&area.blocks, &mut shown));
    Particular::ALL.into_iter().filter(|particular| !shown.contains(particular)).collect()
}

fn gather(blocks: &[Block], shown: &mut Vec<Particular>) {
    for block in blocks {
        match &block.kind {
            Kind::Organisation { logo, without, .. } => {
                let here = |particular: &Particular| match particular {
                    Particular::Logos => logo.is_some(),
                    // It stands among the notes.
                    Particular::Legal => false,
                    _ => true,
                };
                shown.extend(Particular::ALL.into_iter().filter(|own| !without.contains(own)).filter(here));
            }
            Kind::Logo { .. } => shown.push(Particular::Logos),
            Kind::Text { keys, .. } => {
                let named = |name: &str| keys.iter().any(|key| key.value == name);
                if named("organisation.line") {
                    let not_said = [Particular::Logos, Particular::Help, Particular::Legal];
                    shown.extend(Particular::ALL.into_iter().filter(|own| !not_said.contains(own)));
                }
                shown.extend(named("legal.line").then_some(Particular::Legal));
            }
            Kind::Panel { blocks, .. } | Kind::Code { beside: blocks, .. } => gather(blocks, shown),
            _ => {}
        }
    }
}

/// The forms of the block by name.
pub(super) const FORMS: [(&str, Form); 3] = [("full", Form::Full), ("compact", Form::Compact), ("line", Form::Line)];

/// Opening hours.
#[derive(Clone, Debug)]
pub enum Hours {
    /// As one text.
    Text(At<String>),
    /// Days and times, row by row.
    Table(Vec<[At<String>; 2]>),
}

impl Hours {
    /// All of it on one line.
    pub fn in_line(&self) -> At<String> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Table(rows) => {
                let texts: Vec<String> =
                    rows.iter().map(|[days, times]| format!("{} {}", days.value, times.value)).collect();
                let origin = rows.first().map(|[days, _]| days.origin);
                let origin = origin.unwrap_or_else(|| crate::diag::Origin::new(crate::diag::FileId(0), 0..0));
                At::new(texts.join(" · "), origin)
            }
        }
    }
}

/// More rows than this are a timetable, and no sheet has room for one.
const MOST_ROWS: usize = 10;

/// One text, or rows of two.
pub(super) fn read_hours(value: Value<'_>, faults: &Faults) -> Option<Hours> {
    if !value.is_list() {
        return filled(value.text(faults)?, "hours", faults).map(Hours::Text);
    }
    let rows = value.list();
    let refuse = |at: Value<'_>, message: &str| {
        let fault = Diagnostic::error("bad-hours", message).at(at.origin());
        let example = form::rows(value);
        let example = example.unwrap_or_else(|| r#"[["Mon - Fri", "10 - 18"], ["Sat", "10 - 14"]]"#.to_owned());
        faults.borrow_mut().push(fault.hint(format!("write `{example}`, or all of it as one text")));
    };
    if rows.is_empty() || rows.len() > MOST_ROWS {
        refuse(value, &format!("opening hours are one text, or 1 to {MOST_ROWS} rows of days and times"));
        return None;
    }
    let mut table = Vec::new();
    for row in rows {
        match &row.list()[..] {
            [days, times] if row.is_list() && days.is_text() && times.is_text() => {
                let cell = |cell: &Value<'_>| filled(cell.text(faults)?, "hours", faults);
                table.push([cell(days)?, cell(times)?]);
            }
            _ => {
                refuse(row, "a row of opening hours is two texts in brackets: the days and the times");
                return None;
            }
        }
    }
    Some(Hours::Table(table))
}

/// A text with something in it.
pub(super) fn filled(text: At<String>, key: &str, faults: &Faults) -> Option<At<String>> {
    if is_blank(&text.value) {
        let fault = Diagnostic::error("empty-text", format!("`{key}` is empty")).at(text.origin);
        faults.borrow_mut().push(fault.hint("write what is to be printed, or take the line out"));
        return None;
    }
    Some(text)
}
