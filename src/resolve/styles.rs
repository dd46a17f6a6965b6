//! Type styles made complete: what a theme leaves out comes from its `body`, what `body` leaves out from here.

use super::job::Style;
use super::{LEAST_BODY, LEAST_DRAWING, LEAST_NOTE, Resolver};
use crate::color::Color;
use crate::diag::{Diagnostic, Origin};
use crate::page::Role;
use crate::spec::read::{At, unknown};
use crate::spec::theme;
use crate::text::{FamilyRange, FontSet, TypeStyle};
use crate::world::{Unread, World};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Family of everything that names none.
const FAMILY: &str = "Noto Sans";

/// Whether words are those that stand behind a family in the name of one of its faces.
fn names_style(words: &str) -> bool {
    const STYLES: [&str; 16] = [
        "thin",
        "extralight",
        "light",
        "regular",
        "book",
        "medium",
        "semibold",
        "demibold",
        "demi",
        "bold",
        "extrabold",
        "heavy",
        "black",
        "italic",
        "oblique",
        "roman",
    ];
    let mut words = words.split([' ', '-']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| STYLES.contains(&word))
}

/// What the styles of a theme ask of a family: weights, each upright or italic, and where it is named first.
#[derive(Default)]
struct Asked {
    origin: Option<Origin>,
    faces: BTreeSet<(u16, bool)>,
}

/// Running text in black: what stands in for a style that is not known, and what small words for whoever prints begin with.
impl Default for Style {
    fn default() -> Self {
        Self {
            face: TypeStyle { family: FAMILY.to_owned(), weight: 400, strong_weight: 700, italic: false },
            size: 1.0,
            least: LEAST_BODY,
            yields: 1.0,
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
    /// Completes every style of the theme, and draws the instances of variable fonts that the styles ask for.
    pub fn read_styles(&mut self, fonts: &mut FontSet) {
        let theme = &self.spec.theme;
        let body = theme.styles.get("body");
        let mut families: BTreeMap<String, Asked> = BTreeMap::new();
        let mut all = BTreeSet::new();
        for (name, written) in &theme.styles {
            let body = body.unwrap_or(written);
            let family = self.family(written.family.as_ref().or(body.family.as_ref()), fonts, &mut families);
            let style = self.complete(written, body, family);
            let face = &style.face;
            let faces = [(face.weight, face.italic), (face.strong_weight, face.italic)];
            all.extend(faces);
            families.entry(face.family.clone()).or_default().faces.extend(faces);
            self.styles.insert(name.clone(), Arc::new(style));
        }
        for (family, asked) in &families {
            self.say_what_lacks(family, asked, &fonts.range(family));
        }
        fonts.draw_instances(&all);
    }

    /// A family as its file spells it; one that is not known is said once.
    fn family(&self, written: Option<&At<String>>, fonts: &FontSet, families: &mut BTreeMap<String, Asked>) -> String {
        let Some(written) = written else { return FAMILY.to_owned() };
        let family = fonts.family(&written.value).unwrap_or(&written.value).to_owned();
        let is_new = !families.contains_key(&family);
        let asked = families.entry(family.clone()).or_default();
        asked.origin.get_or_insert(written.origin);
        // Of a family whose file was refused enough is said.
        let refused = || self.faults.borrow().iter().any(|fault| fault.code == "bad-font");
        if is_new && fonts.family(&family).is_none() && !refused() {
            let known: Vec<&str> = fonts.families().into_iter().collect();
            let own: Vec<&str> = fonts.own_families().into_iter().collect();
            let with_style = |known: &&&str| {
                let rest = written.value.to_lowercase();
                rest.strip_prefix(&known.to_lowercase()).is_some_and(names_style)
            };
            let begun = known.iter().find(with_style);
            let help = match own[..] {
                _ if begun.is_some() => {
                    let family = begun.copied().unwrap_or_default();
                    format!("the family is `{family}`; what follows is told by `weight` and `italic`")
                }
                [] => "own fonts are files in the folder `fonts/`, or in `fonts = [\"...\"]` of flyer.toml".to_owned(),
                _ => format!("your own: {}", own.join(", ")),
            };
            self.fault(unknown("font family", &written.value, written.origin, &known).hint(help));
        }
        family
    }

    /// Weights and slopes that a family has not: what is printed in their place.
    fn say_what_lacks(&self, family: &str, asked: &Asked, has: &FamilyRange) {
        if *has == FamilyRange::default() {
            return;
        }
        let list = |weights: &BTreeSet<u16>| weights.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
        let lacks: BTreeSet<u16> =
            asked.faces.iter().map(|(weight, _)| *weight).filter(|weight| has.nearest(*weight) != *weight).collect();
        let leans = asked.faces.iter().any(|(_, italic)| *italic);
        if !lacks.is_empty() {
            let instead: BTreeSet<u16> = lacks.iter().map(|weight| has.nearest(*weight)).collect();
            let weights = match has.between {
                Some((least, most)) => format!("{least} to {most}"),
                None => list(&has.weights),
            };
            let message = format!("`{family}` has no weight {}: {} is printed", list(&lacks), list(&instead));
            let hint = format!("it has {weights}; name one of these in the theme, or add the file of the weight");
            let fault = Diagnostic::warning("font-weight", message).at(asked.origin).hint(hint);
            let printed: BTreeSet<u16> = asked.faces.iter().map(|(weight, _)| has.nearest(*weight)).collect();
            self.fault(match printed.len() {
                1 => fault.hint("with one weight alone strong words look like all others"),
                _ => fault,
            });
        }
        if leans && !has.italic {
            let message = format!("`{family}` has no italic: upright letters are printed");
            let hint = "add the file of its italic, or take `italic = true` out of the theme";
            self.fault(Diagnostic::warning("font-italic", message).at(asked.origin).hint(hint));
        }
    }

    fn complete(&self, own: &theme::Style, body: &theme::Style, family: String) -> Style {
        let weight = own.weight.or(body.weight).unwrap_or(400);
        let color =
            own.color.as_ref().or(body.color.as_ref()).and_then(|role| self.color(role)).unwrap_or(Color::BLACK);
        let strong_color = own.strong_color.as_ref().and_then(|role| self.color(role)).unwrap_or(color);
        let role = own.role.unwrap_or(Role::Body);
        Style {
            face: TypeStyle {
                family,
                weight,
                strong_weight: own.strong_weight.or(body.strong_weight).unwrap_or(700).max(weight),
                italic: own.italic.or(body.italic).unwrap_or(false),
            },
            size: own.size.as_ref().map_or(1.0, |size| size.value),
            least: match role {
                Role::Body => LEAST_BODY.min(self.spec.layout.fit.min),
                Role::Note => LEAST_NOTE,
                Role::Drawing => LEAST_DRAWING,
            },
            yields: 1.0,
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

    /// That a file of the project cannot be read, and which one may be meant.
    pub fn unread(&self, code: &'static str, file: &At<String>, why: &Unread) {
        let fault = why.diagnostic(code, &file.value).at(file.origin);
        let fault = near_name(self.world, &file.value, why).into_iter().fold(fault, Diagnostic::hint);
        self.fault(fault);
    }

    /// An error at a place.
    pub fn fault(&self, fault: Diagnostic) {
        self.faults.borrow_mut().push(fault);
    }
}

/// What else a missing file may be called.
pub(super) fn near_name(world: &dyn World, file: &str, why: &Unread) -> Option<String> {
    if !why.is_absent() {
        return None;
    }
    if file.contains(char::is_control) {
        return Some("`\\` in a text between `\"` begins a special sign: write `/` in its place".to_owned());
    }
    let near = world.near(Path::new(file))?;
    Some(format!("there is `{near}`: write its name to the letter, small or large"))
}
