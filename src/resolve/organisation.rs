//! The organisation's block: who prints, where they are, when they are open, and how to reach them.
//!
//! In: the project, and how a layout wants it set. Out: name, logos and entries with a pictogram each, which needs no
//! label in any language; or everything as one paragraph. What the project does not say leaves nothing behind. What it
//! says and the sheet does not print is named, with its line.

use super::Resolver;
use super::job::{Entry, EntryBody, Kind, Organisation, Style, Text};
use super::left_out::{LeftOut, What, Why};
use super::own::Own;
use super::wording::Said;
use crate::diag::Origin;
use crate::page::{LinkId, LinkTarget, Role};
use crate::spec::block::{self, Form};
use crate::spec::local::Local;
use crate::spec::organisation::{Hours, Particular, lacking};
use crate::spec::phone::phone_uri;
use crate::spec::reach::{web_printed, web_url};
use crate::spec::read::At;
use crate::spec::words::Phrase;
use crate::text::{Lang, Span};
use std::sync::Arc;

/// Level of the heading that the organisation's name is: a part of the sheet, as its other parts are.
const LEVEL: u8 = 2;
/// Where nothing else helps the block is set at this share of its size: 9 pt where running text has 10.5.
const YIELDS: f64 = 0.86;

impl Resolver<'_> {
    /// The block, as its layout wants it; nothing where the project says nothing of it.
    pub(super) fn organisation(&mut self, written: &block::Block) -> Option<Kind> {
        let block::Kind::Organisation { form, logo, size, without } = &written.kind else { return None };
        let own = written.style.as_ref();
        let style = self.sized(own, "body", *size);
        if *form == Form::Line {
            return self.line(&style, without).map(|text| Kind::Text { text, level: None });
        }
        let heading = if own.is_some() { style.clone() } else { self.sized(None, "heading", *size) };
        let name = self.name().filter(|_| !without.contains(&Particular::Name));
        let name = name.map(|name| self.own_text(Particular::Name, &name, own.is_some(), &heading));
        let logos = if logo.is_some() { self.logo_images() } else { Vec::new() };
        let compact = *form == Form::Compact;
        let mut entries = Vec::new();
        for particular in Particular::ALL.into_iter().filter(|particular| !without.contains(particular)) {
            let Some((icon, body)) = self.entry(particular, compact, &style) else { continue };
            let icon = self.icon(&At::new(icon.to_owned(), written.origin))?;
            let whole = matches!(particular, Particular::Phone | Particular::Email | Particular::Web);
            entries.push(Entry { icon, color: heading.color, body, whole });
        }
        let empty = name.is_none() && logos.is_empty() && entries.is_empty();
        let organisation =
            Organisation { name, logos, logo_height: logo.unwrap_or(0.0), level: LEVEL, compact, entries };
        (!empty).then(|| Kind::Organisation(Box::new(organisation)))
    }

    /// A style of the theme, made smaller or larger, which gives way before anything of the block has to go. Notes are as
    /// small as may be.
    fn sized(&mut self, own: Option<&At<String>>, otherwise: &str, size: f64) -> Arc<Style> {
        let style = self.style(own, otherwise);
        let yields = if style.role == Role::Body { YIELDS } else { 1.0 };
        Arc::new(Style { size: style.size * size, yields, ..(*style).clone() })
    }

    /// What is said of a particular, and its pictogram.
    fn entry(
        &mut self,
        particular: Particular,
        compact: bool,
        style: &Arc<Style>,
    ) -> Option<(&'static str, EntryBody)> {
        let spec = self.spec;
        let project = &spec.project;
        let (icon, text) = match particular {
            Particular::Name | Particular::Logos | Particular::Legal => return None,
            Particular::Address => {
                ("map-pin-fill", self.own_text(particular, &self.said(project.address.as_ref())?, false, style))
            }
            Particular::Hours => return Some(("clock-fill", self.hours(compact, style)?)),
            Particular::Help if self.helped.get() => return None,
            Particular::Help => {
                let text = self.own_text(particular, &self.said(project.help.as_ref())?, false, style);
                self.helped.set(true);
                ("lifebuoy-fill", text)
            }
            Particular::Phone => ("phone-fill", self.link_text(particular, style)?),
            Particular::Email => ("envelope-fill", self.link_text(particular, style)?),
            Particular::Web => ("globe-fill", self.link_text(particular, style)?),
        };
        Some((icon, EntryBody::Text(text)))
    }

    fn hours(&mut self, compact: bool, style: &Arc<Style>) -> Option<EntryBody> {
        let spec = self.spec;
        let (hours, language) = spec.project.hours.as_ref()?.get(self.lang.as_str())?;
        let lang = language.map(Lang::new);
        let mut set = |text: &At<String>| {
            let own = Own { text: text.clone(), lang: lang.clone(), hours: true };
            self.own_text(Particular::Hours, &own, false, style)
        };
        Some(match hours {
            Hours::Table(rows) if !compact => {
                EntryBody::Table(rows.iter().map(|[days, times]| [set(days), set(times)]).collect())
            }
            hours => EntryBody::Text(set(&hours.in_line())),
        })
    }

    /// The organisation's name.
    pub(super) fn name(&self) -> Option<Own> {
        Own::local_or_first(self.spec.project.organisation.as_ref()?, &self.lang)
    }

    /// What the project says in the sheet's language.
    pub(super) fn said(&self, local: Option<&Local>) -> Option<Own> {
        Own::local(local?, &self.lang)
    }

    fn own_text(&mut self, particular: Particular, own: &Own, strong: bool, style: &Arc<Style>) -> Text {
        let spans = self.own_spans(own, strong);
        let (style, origin) = (style.clone(), own.text.origin);
        Text { spans, short: None, style, origin, key: particular.key().to_owned(), late: None }
    }

    /// A number to dial, an address to write to or a site to open.
    fn link_text(&mut self, particular: Particular, style: &Arc<Style>) -> Option<Text> {
        let project = &self.spec.project;
        let written = match particular {
            Particular::Phone => project.phone.as_ref(),
            Particular::Email => project.email.as_ref(),
            _ => project.web.as_ref(),
        };
        let At { value, origin } = self.said(written)?.text;
        let value = value.trim();
        let (url, printed) = match particular {
            Particular::Phone => (phone_uri(value), value.to_owned()),
            Particular::Email => (format!("mailto:{value}"), value.to_owned()),
            _ => (web_url(value), web_printed(value)),
        };
        let link = Some(self.own_link(url, &printed));
        let spans = vec![Span { link, ..Span::plain(printed, Some(origin)) }];
        Some(Text { spans, short: None, style: style.clone(), origin, key: particular.key().to_owned(), late: None })
    }

    /// A link of the project's own, which no register holds.
    fn own_link(&mut self, url: String, words: &str) -> LinkId {
        let id = format!("flyer.toml:{url}");
        if let Some(link) = self.link_ids.get(&id) {
            return *link;
        }
        let link = LinkId(self.links.len() as u32);
        self.links.push(LinkTarget { url, description: words.to_owned() });
        self.link_ids.insert(id, link);
        link
    }

    /// Everything as one paragraph, the name first and strong.
    fn line(&mut self, style: &Arc<Style>, without: &[Particular]) -> Option<Text> {
        let mut texts = Vec::new();
        for particular in Particular::ALL.into_iter().filter(|particular| !without.contains(particular)) {
            if particular == Particular::Name {
                texts.extend(self.name().map(|name| self.own_text(particular, &name, true, style)));
            } else if let Some((_, EntryBody::Text(text))) = self.entry(particular, true, style) {
                texts.push(text);
            }
        }
        let mut texts = texts.into_iter();
        let mut whole = texts.next()?;
        for text in texts {
            whole.spans.push(Span::plain(" · ", Some(text.origin)));
            whole.spans.extend(text.spans);
        }
        Some(whole)
    }

    /// The same for layouts that name it among their words (`text = "organisation.line"`).
    pub(super) fn organisation_line(&self) -> Said {
        let project = &self.spec.project;
        let hours = project.hours.as_ref().and_then(|hours| hours.get(self.lang.as_str()));
        let hours =
            hours.map(|(hours, language)| Own { text: hours.in_line(), lang: language.map(Lang::new), hours: true });
        let all = [
            ("name", self.name()),
            ("address", self.said(project.address.as_ref())),
            ("hours", hours),
            ("phone", self.said(project.phone.as_ref())),
            ("email", self.said(project.email.as_ref())),
            ("web", self.said(project.web.as_ref())),
        ];
        let bound: Vec<(&'static str, Own)> = all.into_iter().filter_map(|(key, own)| Some((key, own?))).collect();
        let origin = bound.first().map_or_else(|| self.nowhere(), |(_, own)| own.text.origin);
        let pattern =
            bound.iter().map(|(key, _)| if *key == "name" { "**{name}**".into() } else { format!("{{{key}}}") });
        let text = At::new(pattern.collect::<Vec<String>>().join(" · "), origin);
        Said { items: vec![Phrase { text, short: None }], bound }
    }

    /// Names what the project gives and this layout has no room for.
    pub(super) fn check_particulars(&mut self) {
        let given = |particular: &Particular| Some((*particular, self.given(*particular)?));
        let left: Vec<(Particular, Origin)> = lacking(&self.spec.layout).iter().filter_map(given).collect();
        if let Some((_, origin)) = left.first() {
            self.left_out.push(LeftOut {
                what: What::Organisation,
                services: Vec::new(),
                keys: left.iter().map(|(particular, _)| particular.key().to_owned()).collect(),
                files: Vec::new(),
                why: Why::Layout,
                elsewhere: Vec::new(),
                origin: *origin,
            });
        }
    }

    /// Where the project gives a particular, if it does so in the sheet's language and the sheet has not told it.
    fn given(&self, particular: Particular) -> Option<Origin> {
        let project = &self.spec.project;
        let language = self.lang.as_str();
        let local = |text: &Option<Local>| Some(text.as_ref()?.get(language)?.0.origin);
        match particular {
            Particular::Name => self.name().map(|name| name.text.origin),
            Particular::Logos => project.logos.first().map(|logo| logo.file.origin),
            Particular::Address => local(&project.address),
            Particular::Hours => Some(project.hours.as_ref()?.get(language)?.0.in_line().origin),
            Particular::Help => local(&project.help).filter(|_| !self.helped.get()),
            Particular::Phone => local(&project.phone),
            Particular::Email => local(&project.email),
            Particular::Web => local(&project.web),
            Particular::Legal => local(&project.legal).or_else(|| local(&project.printer)),
        }
    }
}
