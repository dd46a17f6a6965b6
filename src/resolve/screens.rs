//! Phone screens: which set a language can show, and with what labels.
//!
//! In: sets of the guide, best first. Out: the first set whose every label is confirmed in this language, or the
//! project's own dated screenshots in its place. A language without confirmed labels falls through to a set that
//! needs none: an invented label would send people looking for something that is not there.

use super::Resolver;
use super::job::{self, Kind, Screen, Text, View};
use super::left_out::{LeftOut, What, Why};
use super::marks::Shown;
use super::own::Own;
use super::picture::{Edits, Limits, edit, open};
use super::wording::Context;
use crate::date::days_between;
use crate::diag::{Diagnostic, Origin};
use crate::page::{self, ImageId};
use crate::spec::block::{self, Block};
use crate::spec::guide;
use crate::spec::read::{At, unknown};
use crate::spec::screenshot::{Part, Screenshot};
use crate::spec::words::needs_labels;
use crate::text::Span;
use std::path::Path;

/// Days after which a screenshot is called old.
const RETAKE_DAYS: i64 = 180;

/// Own screenshots of a service.
struct Shots<'a> {
    shots: &'a Vec<Screenshot>,
    /// The language that they show, where it is another than the sheet's.
    of: Option<&'a str>,
}

/// Whether a block may show a set of screens.
fn shows(block: &Block, set: &str) -> bool {
    match &block.kind {
        block::Kind::Screens { sets } => sets.iter().any(|own| own.value == set),
        block::Kind::Panel { blocks, .. } | block::Kind::Code { beside: blocks, .. } => {
            blocks.iter().any(|block| shows(block, set))
        }
        _ => false,
    }
}

impl<'a> Resolver<'a> {
    /// The screens of a service.
    pub fn screens(&mut self, sets: &[At<String>], context: &Context) -> Option<Kind> {
        let context = self.with_form(context);
        let service = self.spec.guide.services.get(context.service?)?.id.value.clone();
        let mut unlabelled = Vec::new();
        for (number, set) in sets.iter().enumerate() {
            let Some(by_service) = self.spec.guide.screens.get(&set.value) else {
                let known: Vec<&str> = self.spec.guide.screens.keys().map(String::as_str).collect();
                self.fault(unknown("set of screens", &set.value, set.origin, &known));
                return None;
            };
            let screens = by_service.get(&service).or_else(|| by_service.get("all")).cloned().unwrap_or_default();
            let own = self.own_shots(&set.value, &service);
            if screens.is_empty() {
                continue;
            }
            // Own screenshots need no drawn labels, but their captions name what is to be tapped.
            let captions = format!("screens.{}.captions", set.value);
            let told = self.word(&captions, &context).is_some();
            // What was taken for another language is not missed here.
            if let Some(own) = own.as_ref().filter(|own| !told && own.of.is_none()) {
                own.shots.iter().take(1).for_each(|shot| self.fault(self.unused_shots(set, &service, shot)));
            }
            let asked = told || !needs_labels(&captions);
            let own = own.filter(|_| told);
            if asked && (own.is_some() || self.has_labels(&screens, &context)) {
                if let Some(own) = &own {
                    self.say_borrowed(&set.value, &service, own);
                }
                self.say_passed_over(&sets[number + 1..], set, &service);
                self.say_surplus(set, &service, own.as_ref(), screens.len());
                let screens = self.set(set, &screens, own.map(|own| own.shots.as_slice()), &context);
                let menus = needs_labels(&captions);
                return (!screens.is_empty()).then(|| Kind::Screens { set: set.clone(), menus, screens });
            }
            unlabelled.push(set);
        }
        self.no_set(&unlabelled, &context);
        None
    }

    /// Remembers that a language has no set of screens that it may show: no label is ever invented.
    fn no_set(&mut self, sets: &[&At<String>], context: &Context) {
        let Some(first) = sets.first() else { return };
        let name = context.service.and_then(|at| self.service_name(at));
        if let Some(known) = self.left_out.iter_mut().find(|left| left.origin == first.origin) {
            known.services.extend(name);
            return;
        }
        self.left_out.push(LeftOut {
            what: What::Screens,
            services: name.into_iter().collect(),
            keys: sets.iter().map(|set| set.value.clone()).collect(),
            files: Vec::new(),
            why: Why::Labels,
            elsewhere: Vec::new(),
            origin: first.origin,
        });
    }

    fn unused_shots(&self, set: &At<String>, service: &str, shot: &Screenshot) -> Diagnostic {
        let (name, language) = (&set.value, &self.spec.words.language);
        let message = format!("the screenshots of `{name}.{service}` are not used in `{language}`");
        Diagnostic::warning("screenshots-unused", message).at(shot.file.origin).hint(format!(
            "`{language}` has no captions for them. Put its words into your folder (`flyer words export {language}`, then `flyer words import` of that file), and add `\"screens.{name}.captions\" = [...]` there"
        ))
    }

    /// Warns of screenshots for sets that come behind the one that this language's sheets show.
    fn say_passed_over(&self, others: &[At<String>], shown: &At<String>, service: &str) {
        let language = &self.spec.words.language;
        for other in others {
            let own = self.own_shots(&other.value, service).filter(|own| own.of.is_none());
            let Some(shot) = own.as_ref().and_then(|own| own.shots.first()) else { continue };
            let (name, shown) = (&other.value, &shown.value);
            let message = format!("the screenshots of `{name}.{service}` are not used in `{language}`");
            let hint =
                format!("sheets in `{language}` show `{shown}.{service}`: take pictures of that, and name them so");
            self.fault(Diagnostic::warning("screenshots-unused", message).at(shot.file.origin).hint(hint));
        }
    }

    /// Warns of screenshots for which a set has no screen.
    fn say_surplus(&self, set: &At<String>, service: &str, own: Option<&Shots<'_>>, screens: usize) {
        let Some(shot) = own.and_then(|own| own.shots.get(screens)) else { return };
        let message = format!("`{}` and what follows it is not shown", shot.file.value);
        let hint = format!("`{}.{service}` has {screens} screens, and each takes one picture", set.value);
        self.fault(Diagnostic::warning("screenshots-unused", message).at(shot.file.origin).hint(hint));
    }

    fn has_labels(&self, screens: &[guide::Screen], context: &Context) -> bool {
        let labels = screens.iter().flat_map(|screen| &screen.parts).filter_map(|part| part.label.as_ref());
        labels.filter_map(|label| label.value.strip_prefix("label:")).all(|key| self.label(key).is_some())
            && context.service.is_some()
    }

    fn set(
        &mut self,
        set: &At<String>,
        screens: &[guide::Screen],
        own: Option<&[Screenshot]>,
        context: &Context,
    ) -> Vec<Screen> {
        let key = |kind: &str| At::new(format!("screens.{}.{kind}", set.value), set.origin);
        let style = self.style(None, "caption");
        let captions = self.texts(&key("captions"), context, &style);
        let mut all = Vec::new();
        for (at, screen) in screens.iter().enumerate() {
            let Some(mut caption) = captions.get(at).cloned() else {
                if !captions.is_empty() {
                    let wanted = screens.len();
                    let fault =
                        format!("`{}` has {} captions for {wanted} screens", key("captions").value, captions.len());
                    self.fault(Diagnostic::error("missing-words", fault).at(captions[0].origin));
                }
                break;
            };
            let shot = own.and_then(|shots| shots.get(at));
            let (view, alt) = match shot {
                Some(shot) => {
                    self.say_callouts(shot, &mut caption);
                    let alt = Own::local_or_first(&shot.alt, &self.lang);
                    (self.shot(shot), alt.map(|alt| alt.text.value))
                }
                None => (Some(View::Parts(self.parts(screen, context))), self.plain(&key("alt"), at, context)),
            };
            let (Some(view), Some(alt)) = (view, alt) else { continue };
            all.push(Screen { view, caption, alt, origin: screen.origin });
        }
        all
    }

    fn parts(&mut self, screen: &guide::Screen, context: &Context) -> Vec<job::Part> {
        let style = self.style(None, "screen");
        let mut parts = Vec::new();
        for part in &screen.parts {
            let label = part.label.as_ref().and_then(|key| self.part_label(key, context, &style));
            let icon = part.icon.as_ref().and_then(|name| self.icon(name));
            parts.push(job::Part { kind: part.kind, label, icon, tap: part.tap });
        }
        parts
    }

    fn part_label(&mut self, key: &At<String>, context: &Context, style: &std::sync::Arc<job::Style>) -> Option<Text> {
        let text = match key.value.strip_prefix("label:") {
            Some(label) => self.label(label)?,
            None => At::new(format!("{{{}}}", key.value), key.origin),
        };
        let spans = self.spans(&text, context);
        Some(Text { spans, short: None, style: style.clone(), origin: text.origin, key: key.value.clone(), late: None })
    }

    fn shot(&mut self, shot: &Screenshot) -> Option<View> {
        self.date_shot(&shot.taken);
        let whole = self.picture_of(&shot.file, &Edits::default(), shot.black)?;
        let upright = self.images.get(whole.0 as usize).map(page::Picture::upright)?;
        let size = (f64::from(upright.0), f64::from(upright.1));
        let share = |part: &At<Part>| {
            let shares = part.value.shares(size);
            if shares.is_none() {
                let message = format!("this part leaves the picture of {} x {} pixels", upright.0, upright.1);
                self.fault(Diagnostic::error("bad-part", message).at(part.origin));
            }
            shares
        };
        let all = |parts: &[At<Part>]| -> Vec<_> {
            parts.iter().filter_map(|part| Some((share(part)?, part.origin))).collect()
        };
        let (crop, blur, redact) = (shot.crop.as_ref().and_then(share), all(&shot.blur), all(&shot.redact));
        // Places are told on the whole picture, and drawn on what is left of it.
        let mut shown = Shown::new(crop, shot);
        blur.iter().for_each(|(part, origin)| shown.hidden("blur", *part, *origin));
        redact.iter().for_each(|(part, origin)| shown.hidden("redact", *part, *origin));
        let mark = |part: &Option<At<Part>>| part.as_ref().and_then(|part| Some((share(part)?, part.origin)));
        let highlight = mark(&shot.highlight).and_then(|(part, origin)| shown.part("highlight", part, origin));
        let magnify = mark(&shot.magnify).and_then(|(part, origin)| shown.magnified(part, origin));
        let callouts = shot.callouts.iter().filter_map(|callout| Some((share(&callout.at)?, callout.at.origin)));
        let callouts = callouts.filter_map(|([x, y, ..], origin)| shown.point("callout", [x, y], origin)).collect();
        shown.faults.into_iter().for_each(|fault| self.fault(fault));
        let parts = |parts: Vec<([f64; 4], Origin)>| parts.into_iter().map(|(part, _)| part).collect();
        let edits = Edits { crop, blur: parts(blur), redact: parts(redact) };
        let image = self.picture_of(&shot.file, &edits, shot.black)?;
        let taken = shot.taken.value.clone();
        Some(View::Shot { image, taken, highlight, magnify, callouts, frame: shot.frame })
    }

    /// What the callouts of a screenshot say, after its caption: each behind its number.
    fn say_callouts(&mut self, shot: &Screenshot, caption: &mut Text) {
        for (at, callout) in shot.callouts.iter().enumerate() {
            let Some(says) = callout.says.as_ref().and_then(|says| Own::local(says, &self.lang)) else { continue };
            let number = Span::plain(format!(" {}\u{a0}", at + 1), Some(says.text.origin));
            let mut spans = vec![Span { strong: true, ..number }];
            spans.extend(self.own_spans(&says, false));
            caption.spans.extend(spans.clone());
            if let Some(short) = &mut caption.short {
                short.extend(spans);
            }
        }
    }

    /// The project's screenshots of a service, in this language or in another.
    fn own_shots(&self, set: &str, service: &str) -> Option<Shots<'a>> {
        let (all, lang) = (&self.spec.project.screens, self.lang.as_str());
        let name = format!("{set}.{service}");
        if let Some(shots) = all.get(&format!("{name}.{lang}")) {
            return Some(Shots { shots, of: None });
        }
        let prefix = format!("{name}.");
        let (key, shots) = all.get_key_value(&name).or_else(|| all.iter().find(|(key, _)| key.starts_with(&prefix)))?;
        let of = key.strip_prefix(&prefix).or(shots.first()?.language.as_ref().map(|language| language.value.as_str()));
        Some(Shots { shots, of: of.filter(|of| *of != lang) })
    }

    /// Warns of screenshots that show another language.
    fn say_borrowed(&self, set: &str, service: &str, own: &Shots<'_>) {
        let (Some(of), Some(first)) = (own.of, own.shots.first()) else { return };
        let (name, lang) = (format!("{set}.{service}"), self.lang.as_str());
        let message = format!("`{lang}` borrows the screenshots of `{name}` in `{of}`");
        let hint = format!("take them in `{lang}` and name them `[screens]` `\"{name}.{lang}\" = [...]`");
        self.fault(Diagnostic::warning("screenshots-borrowed", message).at(first.file.origin).hint(hint));
    }

    /// Names own screenshots for which the layout has no place.
    pub(super) fn check_shots(&mut self) {
        let blocks: Vec<&Block> = self.spec.layout.areas.values().flat_map(|area| &area.blocks).collect();
        let unseen = |key: &str| {
            let mut parts = key.splitn(3, '.');
            let set = parts.next().unwrap_or_default();
            let of_sheet = parts.nth(1).is_none_or(|of| of == self.lang.as_str());
            of_sheet && !blocks.iter().any(|block| shows(block, set))
        };
        let first = self.spec.project.screens.iter().find(|(key, shots)| !shots.is_empty() && unseen(key));
        let Some(shot) = first.and_then(|(_, shots)| shots.first()) else { return };
        self.left_out.push(LeftOut {
            what: What::Screenshots,
            services: Vec::new(),
            keys: Vec::new(),
            files: Vec::new(),
            why: Why::Layout,
            elsewhere: Vec::new(),
            origin: shot.file.origin,
        });
    }

    /// Warns of an old screenshot.
    fn date_shot(&self, taken: &At<String>) {
        if let Some(age) = days_between(&taken.value, &self.today).filter(|age| *age > RETAKE_DAYS) {
            self.fault(
                Diagnostic::warning("screenshot-old", format!("this screenshot is {age} days old"))
                    .at(taken.origin)
                    .hint("look whether the screen is still the same; if it is not, take a new picture"),
            );
        }
    }

    /// A picture of the project's folder, opened once.
    pub fn image(&mut self, file: &At<String>) -> Option<ImageId> {
        self.picture_of(file, &Edits::default(), false)
    }

    /// A picture with what was changed in it, for one ink or for all; the same changes are made once.
    fn picture_of(&mut self, file: &At<String>, edits: &Edits, black: bool) -> Option<ImageId> {
        let key = (file.value.clone(), format!("{edits:?}"), black);
        if let Some(image) = self.image_ids.get(&key) {
            return Some(*image);
        }
        let opened = if !edits.is_empty() {
            let whole = self.picture_of(file, &Edits::default(), black)?;
            edit(self.images.get(whole.0 as usize)?, &Limits::default(), edits, &self.inks)
        } else if black {
            let whole = self.picture_of(file, edits, false)?;
            Ok(page::Picture { black, ..self.images.get(whole.0 as usize)?.clone() })
        } else {
            open(&file.value, &self.picture_file(file)?, &Limits::default(), &self.inks)
        };
        match opened {
            Ok(picture) => {
                let id = ImageId(self.images.len() as u32);
                self.images.push(picture);
                self.image_origins.push(file.origin);
                self.image_ids.insert(key, id);
                Some(id)
            }
            Err(fault) => {
                let place = fault.place().map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
                self.fault(
                    Diagnostic::error(fault.code(), format!("`{}{place}`: {}", file.value, fault.message()))
                        .at(file.origin)
                        .hint(fault.hint()),
                );
                None
            }
        }
    }

    /// The bytes of a picture's file.
    fn picture_file(&mut self, file: &At<String>) -> Option<Vec<u8>> {
        match self.world.read_up_to(Path::new(&file.value), Limits::default().file as u64) {
            Ok(bytes) => Some(bytes),
            Err(why) => {
                self.unread("picture-missing", file, &why);
                None
            }
        }
    }
}
