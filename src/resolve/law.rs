//! What the law asks of a sheet, and what the print shop does.
//!
//! In: the project's country, printer and press settings. Out: errors that name the law and say what to write, and the
//! [`Press`] that the file is made for. A name is never invented: without one there is no sheet.

use super::Resolver;
use crate::code::Use;
use crate::color::Ink;
use crate::diag::Diagnostic;
use crate::press::{Condition, Marks, Press};
use crate::spec::country::Country;
use crate::spec::organisation::{Particular, lacking};
use crate::spec::read::{At, unknown};
use std::path::Path;

impl Resolver<'_> {
    fn country(&self) -> Option<&Country> {
        self.spec.countries.get(&self.spec.project.country.as_ref()?.value)
    }

    /// Whether the sheet names its printer where the country asks for it.
    pub(super) fn check_printer(&self) {
        let project = &self.spec.project;
        let asked = self.country().and_then(|country| Some((country, country.printer.as_ref()?)));
        let (Some((country, law)), Some(code)) = (asked, &project.country) else { return };
        if self.said(project.legal.as_ref()).or_else(|| self.said(project.printer.as_ref())).is_none() {
            let message = format!("printed sheets name their printer in {} ({law})", country.name);
            let fault = Diagnostic::error("legal-line", message).at(code.origin);
            let lang = self.lang.as_str();
            self.fault(match project.legal.as_ref().or(project.printer.as_ref()) {
                Some(_) => fault.hint(format!("say it for these sheets too: add `{lang} = \"...\"`")),
                None => fault
                    .hint("printed by a shop: add `printer = \"its name and address\"`")
                    .hint("printed by yourselves: add `legal = \"Imprimé par nos soins\"`"),
            });
        } else if lacking(&self.spec.layout).contains(&Particular::Legal) {
            let layout = &self.spec.layout;
            let message = format!(
                "printed sheets name their printer in {} ({law}), and the layout `{}` has no place for it",
                country.name, layout.name
            );
            self.fault(
                Diagnostic::error("legal-line", message)
                    .at(layout.theme.origin)
                    .hint("add `legal.line` to the notes of the layout: `{ text = \"legal.line\", style = \"note\" }`"),
            );
        }
    }

    /// Whether a poster may be printed in black alone.
    pub(super) fn check_black_poster(&self) {
        let (project, layout) = (&self.spec.project, &self.spec.layout);
        let poster = self.ink == Ink::Black && layout.usage == Use::Poster;
        if !poster || project.black_posters {
            return;
        }
        let law = match (&project.country, self.country()) {
            (Some(_), Some(Country { black_posters: None, .. }) | None) => return,
            (Some(_), Some(country)) => country.black_posters.clone(),
            (None, _) => self.spec.countries.values().find_map(|country| country.black_posters.clone()),
        };
        let law = law.unwrap_or_default();
        let message = "posters black on white are reserved to public authority in some countries";
        self.fault(
            Diagnostic::error("black-poster", format!("{message} (France: {law})"))
                .at(layout.theme.origin)
                .hint("print the poster in colour, or the handout in black")
                .hint("if you are such an authority, write `black_posters = true` into flyer.toml")
                .hint("if you print elsewhere, write the country: `country = \"DE\"`"),
        );
    }

    /// What the file for a print shop is made for.
    pub(super) fn press(&self) -> Press {
        let written = &self.spec.project.press;
        let mut press = Press::default();
        if let Some(file) = &written.profile {
            press.condition = self.condition(file).unwrap_or(press.condition);
        }
        if let Some(name) = &written.condition {
            if written.profile.is_none() && name.value != press.condition.name {
                let own = &press.condition.name;
                let message = format!("`{}` needs its profile: flyer prints for {own} where none is given", name.value);
                let fault = Diagnostic::error("condition-profile", message).at(name.origin);
                self.fault(
                    fault.hint(
                        "add `profile = \"....icc\"`, the output profile that the print shop names, in this folder",
                    ),
                );
            }
            press.condition.name.clone_from(&name.value);
        }
        if let Some(marks) = &written.marks {
            press.marks = self.marks(marks);
        }
        if let Some(limit) = &written.ink_limit {
            if !(100.0..=400.0).contains(&limit.value) {
                let fault = Diagnostic::error("bad-ink-limit", "an ink limit is a number from 100 to 400");
                self.fault(fault.at(limit.origin).hint("per cent of one ink, as the print shop states it: 300"));
            }
            press.ink_limit = limit.value.clamp(0.0, 400.0).round() as u16;
        }
        press
    }

    fn condition(&self, file: &At<String>) -> Option<Condition> {
        let bytes = match self.world.read(Path::new(&file.value)) {
            Ok(bytes) => bytes,
            Err(why) => {
                self.unread("bad-profile", file, &why);
                return None;
            }
        };
        Condition::read(bytes)
            .map_err(|why| {
                let message = format!("`{}` cannot be the printing condition: {why}", file.value);
                let fault = Diagnostic::error("bad-profile", message).at(file.origin);
                self.fault(fault.hint("give the CMYK output profile (.icc) that the print shop names, in this folder"));
            })
            .ok()
    }

    fn marks(&self, written: &[At<String>]) -> Marks {
        let mut marks = Marks::NONE;
        for name in written {
            match name.value.as_str() {
                "crop" => marks.crop = true,
                "registration" => marks.registration = true,
                "bar" => marks.bar = true,
                "slug" => marks.slug = true,
                _ => self.fault(unknown("mark", &name.value, name.origin, &["crop", "registration", "bar", "slug"])),
            }
        }
        marks
    }
}
