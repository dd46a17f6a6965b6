//! Links and codes: who may be printed, and what the register says of it.
//!
//! In: ids from layouts and words. Out: [`LinkTarget`]s and encoded codes. Class and age decide between fine, warning
//! and refusal here, so that no later stage can print an address that was not looked at.

use super::Resolver;
use super::job::Confirmed;
use crate::date::days_between;
use crate::diag::{Diagnostic, Origin, nearest};
use crate::page::{Code, CodeId, LinkId, LinkTarget};
use crate::spec::links::{Class, Link};
use crate::spec::read::{At, unknown};

/// Days after which a confirmation is called old.
pub const RECHECK_DAYS: i64 = 90;

impl Resolver<'_> {
    /// The links of the services' forms.
    pub fn form_links(&self) -> impl Iterator<Item = &Link> {
        let services = self.spec.guide.services.iter();
        services.flat_map(|service| service.links.values()).filter_map(|id| self.spec.links.get(&id.value))
    }

    /// The id in the register of a link that a layout names: the service's, or the guide's.
    pub fn link_id(&self, name: &At<String>, service: Option<usize>) -> Option<String> {
        let guide = &self.spec.guide;
        let own = service.and_then(|at| guide.services.get(at)?.links.get(&name.value));
        let found = own.or_else(|| guide.links.get(&name.value)).map(|id| id.value.clone());
        if found.is_none() {
            self.faults.borrow_mut().push(self.no_link(name, service));
        }
        found
    }

    /// A link that a layout asks for and the service, or the guide, does not name.
    fn no_link(&self, name: &At<String>, service: Option<usize>) -> Diagnostic {
        let (guide, wrote) = (&self.spec.guide, &name.value);
        let services = || guide.services.iter();
        // What others have is lacking in the service; what nobody has is a slip of the layout.
        let lacking = services().any(|service| service.links.contains_key(wrote));
        let Some(service) = service.and_then(|at| guide.services.get(at)).filter(|_| lacking) else {
            let own = services().flat_map(|service| service.links.keys());
            let known: Vec<&str> = own.chain(guide.links.keys()).map(String::as_str).collect();
            return Diagnostic { code: "unknown-link", ..unknown("link", wrote, name.origin, &known) };
        };
        let id = &service.id;
        let hint = match nearest(wrote, service.links.keys().map(String::as_str)) {
            Some(near) => format!("it has `{near}`: write the same name in both places"),
            None => format!("add `{wrote} = \"...\"` to its `links`, with the id of a link of assets/links.toml"),
        };
        let message = format!("the service `{}` has no link `{wrote}`", id.value);
        Diagnostic::error("unknown-link", message).at(id.origin).related(name.origin, "asked for here").hint(hint)
    }

    /// Where the guide names a link of the register.
    fn named_at(&self, id: &str) -> Option<Origin> {
        let guide = &self.spec.guide;
        let links = guide.services.iter().flat_map(|service| service.links.values()).chain(guide.links.values());
        links.into_iter().find(|link| link.value == id).map(|link| link.origin)
    }

    /// Index of a registered link; an error where the register lacks it or refuses it.
    pub fn link(&mut self, id: &str, asked: Origin) -> Option<LinkId> {
        if let Some(link) = self.link_ids.get(id) {
            return Some(*link);
        }
        let Some(link) = self.spec.links.get(id) else {
            let known: Vec<&str> = self.spec.links.keys().map(String::as_str).collect();
            let fault = unknown("link", id, self.named_at(id).unwrap_or(asked), &known)
                .hint("a URL may stand only in assets/links.toml");
            self.faults.borrow_mut().push(Diagnostic { code: "unregistered-link", ..fault });
            return None;
        };
        self.judge(link, asked);
        let description = link.url.value.clone();
        let number = LinkId(self.links.len() as u32);
        self.links.push(LinkTarget { url: link.url.value.clone(), description });
        self.link_ids.insert(id.to_owned(), number);
        Some(number)
    }

    /// When and by whom the links on the sheet were last confirmed.
    pub(super) fn confirmed(&self) -> Vec<Confirmed> {
        let links = self.link_ids.keys().filter_map(|id| self.spec.links.get(id));
        let confirmed = links.map(|link| Confirmed {
            on: link.last_confirmed.value.clone(),
            by: link.confirmed_by.value.clone(),
            id: link.id.clone(),
            old: self.age(link).is_some_and(|age| age > RECHECK_DAYS),
        });
        confirmed.collect()
    }

    /// Days since a link was confirmed.
    fn age(&self, link: &Link) -> Option<i64> {
        days_between(&link.last_confirmed.value, &self.today)
    }

    /// The target of a link.
    pub fn target(&self, link: LinkId) -> &LinkTarget {
        &self.links[link.0 as usize]
    }

    fn judge(&self, link: &Link, asked: Origin) {
        let id = &link.id;
        let mut faults = self.faults.borrow_mut();
        match link.class.value {
            Class::A | Class::B => {}
            Class::C if self.allow_unverified => faults.push(
                Diagnostic::warning(
                    "link-unverified",
                    format!("`{id}` is confirmed by third parties only; the sheet says so"),
                )
                .at(link.class.origin)
                .related(asked, "printed here"),
            ),
            Class::C => faults.push(
                Diagnostic::error("link-unverified", format!("`{id}` is confirmed by third parties only"))
                    .at(link.class.origin)
                    .related(asked, "asked for here")
                    .hint("open it, logged in, and record a first-party or authority source in assets/links.toml")
                    .hint("or print it with `--allow-unverified`; the sheet will say so"),
            ),
            Class::D => faults.push(
                Diagnostic::error("link-refused", format!("`{id}` is doubtful and is not printed"))
                    .at(link.class.origin)
                    .related(asked, "asked for here")
                    .hint("take it off the sheet, or find a better source and class"),
            ),
        }
        // An address that is wrong must not be opened to confirm it.
        let sound = crate::link::check_url(&link.url.value, &link.hosts).is_empty();
        if let Some(age) = self.age(link).filter(|age| sound && *age > RECHECK_DAYS) {
            let message = format!("`{id}` was last confirmed {age} days ago by {}", link.confirmed_by.value);
            faults.push(
                Diagnostic::warning("link-old", message)
                    .at(link.last_confirmed.origin)
                    .hint(format!("open {} logged in; if it is right:", link.url.value))
                    .hint(format!("flyer links confirm {id} --by \"your name or service\" --on {}", self.today)),
            );
        }
    }

    /// Encodes the code of a link.
    pub fn code(&mut self, id: &str, asked: Origin, distance: &At<f64>) -> Option<(CodeId, LinkId)> {
        let link = self.link(id, distance.origin)?;
        let url = self.target(link).url.clone();
        match crate::code::encode(&url, self.spec.layout.usage, distance.value) {
            Ok(code) => {
                self.codes.push(Code { origin: Some(asked), ..code });
                Some((CodeId(self.codes.len() as u32 - 1), link))
            }
            Err(why) => {
                self.faults.borrow_mut().push(Diagnostic::error("code-too-long", why).at(distance.origin));
                None
            }
        }
    }
}
