//! Late words: those that depend on what a sheet shows, which only the layout knows.
//!
//! In: words with the condition under which they hold. Out: a [`Text`] with a slot for them, which the layout sets again
//! whenever it leaves something out. So no sheet speaks of what it does not show, whatever the order of its blocks.

use super::Resolver;
use super::job::{Style, Text};
use super::wording::{Context, separator};
use crate::spec::read::At;
use crate::spec::words::needs_labels;
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// When words hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Whatever is shown.
    Always,
    /// Where a drawn screen is shown.
    Drawings,
    /// Where a way through the platform's menus is shown.
    Menus,
    /// Where own screenshots are shown, of which the oldest is of this day.
    Taken(String),
}

/// Words with their condition.
#[derive(Clone, Debug)]
pub struct Late {
    /// When they hold.
    pub when: When,
    /// The words.
    pub text: Text,
}

/// What a sheet shows, as far as words depend on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Whether there is a drawn screen.
    pub drawings: bool,
    /// Whether there is a way through the platform's menus.
    pub menus: bool,
    /// Day of the oldest own screenshot.
    pub taken: Option<String>,
}

impl Shown {
    /// What is shown here and there together.
    pub fn and(self, other: Self) -> Self {
        let taken = match (self.taken, other.taken) {
            (Some(one), Some(another)) => Some(one.min(another)),
            (one, another) => one.or(another),
        };
        Self { drawings: self.drawings || other.drawings, menus: self.menus || other.menus, taken }
    }

    fn fits(&self, when: &When) -> bool {
        match when {
            When::Always => true,
            When::Drawings => self.drawings,
            When::Menus => self.menus,
            When::Taken(day) => self.taken.as_ref() == Some(day),
        }
    }
}

impl Text {
    /// The text as it is where this is shown; none where it then says nothing.
    pub fn set_for(&self, shown: &Shown) -> Option<Text> {
        let Some(late) = &self.late else { return Some(self.clone()) };
        let parts = late.iter().filter(|part| shown.fits(&part.when)).map(|part| part.text.clone());
        Some(Text { late: self.late.clone(), ..join(parts)? })
    }
}

/// Several texts as one, a space or a raised dot between them.
pub(super) fn join(parts: impl IntoIterator<Item = Text>) -> Option<Text> {
    let mut parts = parts.into_iter();
    let mut whole = parts.next()?;
    for part in parts {
        let space = Span::plain(separator(&whole.spans), Some(part.origin));
        let short = part.short.unwrap_or_else(|| part.spans.clone());
        if let Some(so_far) = &mut whole.short {
            so_far.push(space.clone());
            so_far.extend(short);
        }
        whole.spans.push(space);
        whole.spans.extend(part.spans);
    }
    Some(whole)
}

impl Resolver<'_> {
    /// The words of several keys as one text; keys that say nothing leave no trace.
    pub fn joined(&mut self, keys: &[At<String>], context: &Context, style: &Arc<Style>) -> Option<Text> {
        let parts: Vec<Late> = keys.iter().flat_map(|key| self.late(key, context, style)).collect();
        slotted(parts)
    }

    /// The texts of a key one by one, each with its condition where it has one.
    pub fn items(&mut self, key: &At<String>, context: &Context, style: &Arc<Style>) -> Vec<Text> {
        self.late(key, context, style).into_iter().filter_map(|part| slotted(vec![part])).collect()
    }

    fn late(&mut self, key: &At<String>, context: &Context, style: &Arc<Style>) -> Vec<Late> {
        let when = match key.value.as_str() {
            "drawings" => When::Drawings,
            "screenshots" => return self.dated(key, style),
            name if needs_labels(name) && !name.starts_with("screens.") => When::Menus,
            _ => When::Always,
        };
        let dated = if when == When::Drawings { self.dated(key, style) } else { Vec::new() };
        let texts = self.texts(key, context, style).into_iter();
        texts.map(|text| Late { when: when.clone(), text }).chain(dated).collect()
    }

    /// What the sheet says of own screenshots: from which day the oldest is, for every day on which one was taken.
    fn dated(&mut self, key: &At<String>, style: &Arc<Style>) -> Vec<Late> {
        let shots = self.spec.project.screens.values().flatten();
        let days: BTreeSet<&String> = shots.map(|shot| &shot.taken.value).collect();
        let word = self.spec.common.words.get("screenshots").and_then(|word| word.items.first());
        let Some(pattern) = word.filter(|_| !days.is_empty()) else { return Vec::new() };
        let of_day = |day: &String| {
            let said = pattern.text.clone().map(|text| text.replace("{when}", &self.when(day)));
            (day.clone(), said)
        };
        let said: Vec<(String, At<String>)> = days.into_iter().map(of_day).collect();
        let text = |(day, said): (String, At<String>)| {
            let spans = self.styled(&said, &[], &Context::default(), style);
            let text = Text {
                spans,
                short: None,
                style: style.clone(),
                origin: said.origin,
                key: key.value.clone(),
                late: None,
            };
            Late { when: When::Taken(day), text }
        };
        said.into_iter().map(text).collect()
    }
}

/// One text of these parts: with a slot where one of them has a condition.
fn slotted(parts: Vec<Late>) -> Option<Text> {
    if parts.iter().all(|part| part.when == When::Always) {
        return join(parts.into_iter().map(|part| part.text));
    }
    // As if everything were shown; of several days the first.
    let day = parts.iter().find_map(|part| match &part.when {
        When::Taken(day) => Some(day.clone()),
        _ => None,
    });
    let all = Shown { drawings: true, menus: true, taken: day };
    let whole = join(parts.iter().filter(|part| all.fits(&part.when)).map(|part| part.text.clone()))?;
    Some(Text { late: Some(parts.into()), ..whole })
}
