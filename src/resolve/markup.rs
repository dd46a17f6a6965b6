//! From plain words to spans: markup, placeholders, micro-typography.
//!
//! In: the plain words of a key. Out: [`Span`]s. `**strong**` is the only markup; what stands in braces is a
//! placeholder: `{service}`, `{host}`, `{address:link-id}`, `{label:key}`, another words key, or words in another
//! language (`{en:Accounts Center}`).

use super::Resolver;
use super::wording::Context;
use crate::diag::{Diagnostic, Origin};
use crate::page::LinkId;
use crate::spec::read::At;
use crate::text::{Lang, Span, typeset_spans};

/// How deep placeholders may stand in placeholders before this must be a circle.
const DEEPEST: usize = 6;

/// A line of spans while it is written.
struct Line<'a> {
    context: &'a Context,
    /// Whether what comes is set strong.
    strong: bool,
    spans: Vec<Span>,
}

/// Where words stand, and in how many placeholders.
#[derive(Clone, Copy)]
struct Place {
    origin: Origin,
    depth: usize,
}

impl Line<'_> {
    fn push(&mut self, text: &str, lang: Option<Lang>, link: Option<LinkId>, origin: Origin) {
        push(&mut self.spans, Span { text: text.to_owned(), strong: self.strong, lang, link, origin: Some(origin) });
    }
}

fn push(spans: &mut Vec<Span>, span: Span) {
    if !span.text.is_empty() {
        spans.push(span);
    }
}

impl Resolver<'_> {
    /// Spans of a text: markup and placeholders resolved, typography set.
    pub fn spans(&mut self, text: &At<String>, context: &Context) -> Vec<Span> {
        let mut line = Line { context, strong: false, spans: Vec::new() };
        self.expand(&text.value, Place { origin: text.origin, depth: 0 }, &mut line);
        if line.strong {
            let fault = Diagnostic::error("bad-markup", "`**` begins strong words that never end");
            self.fault(fault.at(text.origin).hint("write `**strong words**`"));
        }
        typeset_spans(&self.lang, &mut line.spans);
        line.spans
    }

    /// The spans of an address, host set off from what follows.
    pub fn address_spans(&mut self, link: LinkId, origin: Origin) -> Vec<Span> {
        let (host, path) = crate::link::readable(&self.target(link).url);
        let mut spans = Vec::new();
        for (text, strong) in [(host, true), (path, false)] {
            push(&mut spans, Span { text, strong, lang: None, link: Some(link), origin: Some(origin) });
        }
        spans
    }

    fn expand(&mut self, text: &str, place: Place, line: &mut Line<'_>) {
        let mut rest = text;
        while !rest.is_empty() {
            let next = rest.find("**").into_iter().chain(rest.find('{')).min().unwrap_or(rest.len());
            line.push(&rest[..next], None, None, place.origin);
            rest = &rest[next..];
            if let Some(after) = rest.strip_prefix("**") {
                line.strong = !line.strong;
                rest = after;
            } else if let Some(inner) = rest.strip_prefix('{') {
                let Some(end) = inner.find('}') else {
                    let fault = Diagnostic::error("bad-markup", "`{` begins a placeholder that never ends");
                    return self.fault(fault.at(place.origin));
                };
                self.placeholder(&inner[..end], place, line);
                rest = &inner[end + 1..];
            }
        }
    }

    fn placeholder(&mut self, name: &str, place: Place, line: &mut Line<'_>) {
        match name.split_once(':') {
            Some(("label", key)) => match self.label(key) {
                Some(label) => line.push(&label.value, None, None, label.origin),
                None => self.unknown_placeholder(name, place.origin),
            },
            Some(("address", id)) => self.push_address(id, place, line),
            Some((lang, words)) if lang.len() <= 8 && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                line.push(words, Some(Lang::new(lang)), None, place.origin);
            }
            Some(_) => self.unknown_placeholder(name, place.origin),
            None => self.plain_placeholder(name, place, line),
        }
    }

    fn plain_placeholder(&mut self, name: &str, place: Place, line: &mut Line<'_>) {
        let context = line.context;
        match (name, &context.link) {
            ("host" | "domain", Some(id)) => {
                if let Some(link) = self.link(id, place.origin) {
                    let (host, _) = crate::link::readable(&self.target(link).url);
                    let shown = if name == "domain" { domain(&host) } else { &host };
                    line.push(shown, None, Some(link), place.origin);
                }
            }
            ("address", Some(id)) => self.push_address(id, place, line),
            ("service", _) if context.service.is_some() => {
                let name = self.word("name", context).and_then(|word| word.items.into_iter().next());
                let name = name.map_or_else(String::new, |phrase| phrase.text.value);
                line.push(&name, None, None, place.origin);
            }
            _ => match self.word(name, context).filter(|_| place.depth < DEEPEST) {
                Some(word) => {
                    for phrase in word.items {
                        let inner = Place { origin: phrase.text.origin, depth: place.depth + 1 };
                        self.expand(&phrase.text.value, inner, line);
                    }
                }
                None => self.unknown_placeholder(name, place.origin),
            },
        }
    }

    fn push_address(&mut self, id: &str, place: Place, line: &mut Line<'_>) {
        if let Some(link) = self.link(id, place.origin) {
            let (host, path) = crate::link::readable(&self.target(link).url);
            let path = if path == "/" { "" } else { &path };
            line.push(&format!("{host}{path}"), None, Some(link), place.origin);
        }
    }

    fn unknown_placeholder(&self, name: &str, origin: Origin) {
        let fault = Diagnostic::error("unknown-placeholder", format!("nothing stands for `{{{name}}}` here"));
        self.fault(fault.at(origin).hint(
            "placeholders: {service}, {host}, {domain}, {address}, {address:link-id}, {label:key}, {en:words}, or a words key",
        ));
    }
}

/// The part of a host that its owner registered, as browsers on phones show it: `instagram.com`.
fn domain(host: &str) -> &str {
    host.rmatch_indices('.').nth(1).map_or(host, |(dot, _)| &host[dot + 1..])
}
