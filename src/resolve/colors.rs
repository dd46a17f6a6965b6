//! Colours: from a theme's paints to what is drawn.
//!
//! In: the paints of the theme and the number of inks. Out: a [`Color`] for every role. A one-ink sheet takes the greys
//! that the designer chose, never one computed from a colour; a spot ink has one name and one stand-in throughout.

use super::{Resolver, job};
use crate::color::{Color, Ink, SpotId};
use crate::diag::Diagnostic;
use crate::page::Spot;
use crate::spec::read::{At, unknown};
use crate::spec::theme::Paint;

impl Resolver<'_> {
    /// Settles every colour of the theme.
    pub(super) fn read_colors(&mut self) {
        for (role, paint) in &self.spec.theme.colors {
            let color = match self.ink {
                Ink::Color => self.process_or_spot(&paint.value),
                Ink::Black => self.grey(role, paint),
            };
            self.colors.insert(role.clone(), color);
        }
    }

    fn grey(&self, role: &str, paint: &At<Paint>) -> Color {
        let Some(black) = paint.value.grey else {
            self.faults.borrow_mut().push(
                Diagnostic::error("missing-grey", format!("the colour `{role}` says nothing for black ink alone"))
                    .at(paint.origin)
                    .hint("add the per cent of black that stands for it: `grey = 85`"),
            );
            return Color::BLACK;
        };
        Color::grey(black)
    }

    fn process_or_spot(&mut self, paint: &Paint) -> Color {
        let Some(name) = &paint.spot else { return paint.color };
        let known = self.spots.iter().position(|spot| spot.name == name.value);
        if let Some(other) = known.map(|at| &self.spots[at]).filter(|spot| spot.cmyk != paint.color.cmyk) {
            let message =
                format!("the spot ink `{}` has two stand-ins: {:?} and {:?}", name.value, other.cmyk, paint.color.cmyk);
            let fault = Diagnostic::error("spot-differs", message).at(name.origin);
            self.faults.borrow_mut().push(fault.hint("give every colour of this ink the same `cmyk`"));
        }
        let at = known.unwrap_or_else(|| {
            self.spots.push(Spot { name: name.value.clone(), cmyk: paint.color.cmyk });
            self.spots.len() - 1
        });
        Color { spot: u8::try_from(at).ok().map(SpotId), ..paint.color }
    }

    /// The colour of a fill; `service` means the colour of this service: `service1`, `service2` ...
    pub(super) fn fill(&self, role: &At<String>, service: Option<usize>) -> Option<Color> {
        match (role.value.as_str(), service) {
            ("service", Some(at)) => self.color(&role.clone().map(|role| format!("{role}{}", at + 1))),
            _ => self.color(role),
        }
    }

    /// The colour of a role.
    pub(super) fn color(&self, role: &At<String>) -> Option<Color> {
        let color = self.colors.get(&role.value).copied();
        if color.is_none() {
            let known: Vec<&str> = self.colors.keys().map(String::as_str).collect();
            self.faults.borrow_mut().push(unknown("color", &role.value, role.origin, &known));
        }
        color
    }

    /// The roles that drawings use.
    pub(super) fn palette(&self) -> Option<job::Palette> {
        let role = |name: &str| self.color(&At::new(name.to_owned(), self.spec.layout.theme.origin));
        Some(job::Palette {
            text: role("text")?,
            primary: role("primary")?,
            tint: role("tint")?,
            shade: role("shade")?,
            accent: role("accent")?,
            on_accent: role("on-accent")?,
            mark: role("mark")?,
        })
    }
}
