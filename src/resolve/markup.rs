//! From plain words to spans: markup, placeholders, micro-typography.
//!
//! In: the plain words of a key. Out: [`Span`]s. `**strong**` is the only markup; what stands in braces is a
//! placeholder: `{service}`, `{host}`, `{address:link-id}`, `{label:key}`, another words key, or words in another
//! language (`{en:Accounts Center}`).

use super::Resolver;
use super::own::Own;
use super::wording::{Context, ENDS, Said};
use crate::diag::{Diagnostic, Origin};
use crate::page::LinkId;
use crate::spec::read::At;
use crate::text::typography::full_stop;
use crate::text::{Lang, Span, Voice, typeset_spans};

/// How deep placeholders may stand in placeholders before this must be a circle.
const DEEPEST: usize = 6;

/// A line of spans while it is written.
struct Line<'a> {
    context: &'a Context,
    /// Whether what comes is set strong.
    strong: bool,
    spans: Vec<Span>,
}

/// Where words stand, what stands for their placeholders, and in how many placeholders they are.
#[derive(Clone, Copy)]
struct Place<'a> {
    origin: Origin,
    bound: &'a [(&'static str, Own)],
    depth: usize,
}

impl Line<'_> {
    fn push(&mut self, text: &str, voice: Voice, origin: Origin) {
        push(&mut self.spans, Span { strong: self.strong, voice, ..Span::plain(text, Some(origin)) });
    }

    fn push_link(&mut self, text: &str, link: LinkId, origin: Origin) {
        push(&mut self.spans, Span { strong: self.strong, link: Some(link), ..Span::plain(text, Some(origin)) });
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
        self.bound_spans(text, &[], context)
    }

    /// The same, where some placeholders stand for texts of somebody's own.
    pub fn bound_spans(&mut self, text: &At<String>, bound: &[(&'static str, Own)], context: &Context) -> Vec<Span> {
        let mut line = Line { context, strong: false, spans: Vec::new() };
        self.expand(&text.value, Place { origin: text.origin, bound, depth: 0 }, &mut line);
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
            push(&mut spans, Span { strong, link: Some(link), ..Span::plain(text, Some(origin)) });
        }
        spans
    }

    fn expand(&mut self, text: &str, place: Place<'_>, line: &mut Line<'_>) {
        let mut rest = text;
        while !rest.is_empty() {
            let next = rest.find("**").into_iter().chain(rest.find('{')).min().unwrap_or(rest.len());
            line.push(&rest[..next], Voice::Sheet, place.origin);
            rest = &rest[next..];
            if let Some(after) = rest.strip_prefix("**") {
                line.strong = !line.strong;
                rest = after;
            } else if let Some(inner) = rest.strip_prefix('{') {
                let Some(end) = inner.find('}') else {
                    let fault = Diagnostic::error("bad-markup", "`{` begins a placeholder that never ends");
                    return self.fault(fault.at(place.origin));
                };
                let before = line.spans.len();
                self.placeholder(&inner[..end], place, line);
                rest = &inner[end + 1..];
                if stands_alone(&line.spans, before, rest) {
                    line.push(full_stop(&self.lang), Voice::Sheet, place.origin);
                }
            }
        }
    }

    fn placeholder(&mut self, name: &str, place: Place<'_>, line: &mut Line<'_>) {
        match name.split_once(':') {
            Some(("label", key)) => match self.label(key) {
                Some(label) => line.push(&label.value, Voice::Sheet, label.origin),
                None => self.unknown_placeholder(name, place.origin),
            },
            Some(("address", id)) => self.push_address(id, place, line),
            Some((lang, words)) if lang.len() <= 8 && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                line.push(words, Voice::Quoted(Lang::new(lang)), place.origin);
            }
            Some(_) => self.unknown_placeholder(name, place.origin),
            None => self.plain_placeholder(name, place, line),
        }
    }

    fn plain_placeholder(&mut self, name: &str, place: Place<'_>, line: &mut Line<'_>) {
        let context = line.context;
        if let Some((_, own)) = place.bound.iter().find(|(bound, _)| *bound == name) {
            let spans = self.own_spans(own, line.strong);
            return line.spans.extend(spans);
        }
        match (name, &context.link) {
            ("host" | "domain", Some(id)) => {
                if let Some(link) = self.link(id, place.origin) {
                    let (host, _) = crate::link::readable(&self.target(link).url);
                    let shown = if name == "domain" { domain(&host) } else { &host };
                    line.push_link(shown, link, place.origin);
                }
            }
            ("address", Some(id)) => self.push_address(id, place, line),
            ("service", _) if context.service.is_some() => {
                let name = self.word("name", context).and_then(|word| word.items.into_iter().next());
                let name = name.map_or_else(String::new, |phrase| phrase.text.value);
                line.push(&name, Voice::Sheet, place.origin);
            }
            _ => match self.word(name, context).filter(|_| place.depth < DEEPEST) {
                Some(Said { items, bound }) => {
                    for phrase in items {
                        let inner = Place { origin: phrase.text.origin, bound: &bound, depth: place.depth + 1 };
                        self.expand(&phrase.text.value, inner, line);
                    }
                }
                None => self.unknown_placeholder(name, place.origin),
            },
        }
    }

    fn push_address(&mut self, id: &str, place: Place<'_>, line: &mut Line<'_>) {
        if let Some(link) = self.link(id, place.origin) {
            let (host, path) = crate::link::readable(&self.target(link).url);
            let path = if path == "/" { "" } else { &path };
            line.push_link(&format!("{host}{path}"), link, place.origin);
        }
    }

    fn unknown_placeholder(&self, name: &str, origin: Origin) {
        let lost = |fault: &Diagnostic| ["unknown-link", "unregistered-link"].contains(&fault.code);
        if ["host", "domain", "address"].contains(&name) && self.faults.borrow().iter().any(lost) {
            // The link is at fault, and that was said.
            return;
        }
        let fault = Diagnostic::error("unknown-placeholder", format!("nothing stands for `{{{name}}}` here"));
        self.fault(fault.at(origin).hint(
            "placeholders: {service}, {host}, {domain}, {address}, {address:link-id}, {label:key}, {en:words}, or a words key",
        ));
    }
}

/// Whether a text of somebody's own stands between sentences without a sign at its end: `{local_help} We never ask ...`.
fn stands_alone(spans: &[Span], from: usize, rest: &str) -> bool {
    let ends = |spans: &[Span], more: &[char]| {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let words = text.trim_end_matches(|c: char| c.is_whitespace() || "»”’\")）」".contains(c));
        words.is_empty() || words.ends_with(more) || ENDS.iter().any(|signs| words.ends_with(|c| signs.contains(c)))
    };
    let own = spans[from..].last().is_some_and(|span| matches!(span.voice, Voice::Own(_)));
    let goes_on = rest.trim_start_matches([' ', '*']).starts_with(char::is_alphabetic);
    own && goes_on && ends(&spans[..from], &[':', '：']) && !ends(&spans[from..], &[])
}

/// The part of a host that its owner registered, as browsers on phones show it: `instagram.com`.
fn domain(host: &str) -> &str {
    host.rmatch_indices('.').nth(1).map_or(host, |(dot, _)| &host[dot + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_ones_own_ends_before_the_next() {
        let own = |text: &str| Span { voice: Voice::Own(None), ..Span::plain(text, None) };
        for (before, text, rest, alone) in [
            ("No phone?", "Ask at the desk", " We never ask.", true),
            ("場合：", "火曜日17時", "パスワードは", true),
            ("", "Ask at the desk", " **We** never ask.", true),
            ("No phone?", "Ask at the desk.", " We never ask.", false),
            ("No phone?", "Ask \"at the desk!\"", " We never ask.", false),
            ("No phone?", "Ask at the desk", "", false),
            ("Checked by", "Town library", " in May", false),
            ("Checked by", "Town library", ".", false),
        ] {
            let spans = [Span::plain(before, None), own(text)];
            assert_eq!(stands_alone(&spans, 1, rest), alone, "{before} {text}{rest}");
        }
        assert!(!stands_alone(&[Span::plain("Ask", None)], 0, " We never ask."));
    }
}
