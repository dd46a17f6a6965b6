//! Type styles made complete: what a theme leaves out comes from its `body`, what `body` leaves out from here.

use super::job::Style;
use super::{LEAST_BODY, LEAST_DRAWING, LEAST_NOTE, Resolver};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::page::Role;
use crate::spec::read::{At, unknown};
use crate::spec::theme;
use crate::text::{FontSet, TypeStyle};
use std::sync::Arc;

/// Family of everything that names none.
const FAMILY: &str = "Noto Sans";

/// Running text in black: what stands in for a style that is not known, and what small words for whoever prints begin with.
impl Default for Style {
    fn default() -> Self {
        Self {
            face: TypeStyle { family: FAMILY.to_owned(), weight: 400, strong_weight: 700 },
            size: 1.0,
            least: LEAST_BODY,
            leading: 1.4,
            color: Color::BLACK,
            strong_color: Color::BLACK,
            balance: false,
            strong_line: false,
            centered: false,
            capitals: false,
            sentences: false,
            role: Role::Body,
        }
    }
}

impl Resolver<'_> {
    /// Completes every style of the theme.
    pub fn read_styles(&mut self, fonts: &FontSet) {
        let theme = &self.spec.theme;
        let body = theme.styles.get("body");
        for (name, written) in &theme.styles {
            let style = self.complete(written, body.unwrap_or(written), fonts);
            self.styles.insert(name.clone(), Arc::new(style));
        }
    }

    fn complete(&self, own: &theme::Style, body: &theme::Style, fonts: &FontSet) -> Style {
        let family = own.family.as_ref().or(body.family.as_ref());
        if let Some(family) = family.filter(|family| !fonts.has_family(&family.value)) {
            let known = fonts.families();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.faults.borrow_mut().push(unknown("font family", &family.value, family.origin, &known));
        }
        let weight = own.weight.or(body.weight).unwrap_or(400);
        let color =
            own.color.as_ref().or(body.color.as_ref()).and_then(|role| self.color(role)).unwrap_or(Color::BLACK);
        let strong_color = own.strong_color.as_ref().and_then(|role| self.color(role)).unwrap_or(color);
        let role = own.role.unwrap_or(Role::Body);
        Style {
            face: TypeStyle {
                family: family.map_or_else(|| FAMILY.to_owned(), |family| family.value.clone()),
                weight,
                strong_weight: own.strong_weight.or(body.strong_weight).unwrap_or(700).max(weight),
            },
            size: own.size.as_ref().map_or(1.0, |size| size.value),
            least: match role {
                Role::Body => LEAST_BODY.min(self.spec.layout.fit.min),
                Role::Note => LEAST_NOTE,
                Role::Drawing => LEAST_DRAWING,
            },
            leading: own.leading.or(body.leading).unwrap_or(1.4),
            color,
            strong_color,
            balance: own.balance.unwrap_or(false),
            strong_line: own.strong_line.unwrap_or(false),
            centered: own.centered.unwrap_or(false),
            capitals: own.capitals.unwrap_or(false),
            sentences: own.sentences.unwrap_or(false),
            role,
        }
    }

    /// The style that a block names, or the one that its kind has by itself.
    pub fn style(&self, named: Option<&At<String>>, otherwise: &str) -> Arc<Style> {
        let name = named.map_or(otherwise, |name| &name.value);
        if let Some(style) = self.styles.get(name) {
            return style.clone();
        }
        let known: Vec<&str> = self.styles.keys().map(String::as_str).collect();
        let origin = named.map_or(self.spec.layout.theme.origin, |name| name.origin);
        self.faults.borrow_mut().push(unknown("style", name, origin, &known));
        Arc::new(Style::default())
    }

    /// An error at a place.
    pub fn fault(&self, fault: Diagnostic) {
        self.faults.borrow_mut().push(fault);
    }
}
