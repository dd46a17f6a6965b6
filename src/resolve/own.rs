//! A project's own text, and names: printed letter by letter as they were written.
//!
//! In: a text of `flyer.toml` or a name of the register. Out: [`Span`]s that know whose language it is: the one that the
//! text was given for (`help = { ar = "..." }`), or none where one text serves all sheets. Braces stand for nothing here, and
//! a star is a star; only `**strong**` is markup. Digits stay as they were typed.

use super::Resolver;
use crate::diag::Origin;
use crate::page::{LinkId, LinkTarget};
use crate::spec::local::Local;
use crate::spec::read::At;
use crate::text::{Lang, Span, Voice, addresses_in, typeset_own};

/// A text of somebody's own.
#[derive(Clone, Debug)]
pub struct Own {
    /// The text as it was written.
    pub text: At<String>,
    /// The language that it was given for; none is known where one text serves all sheets.
    pub lang: Option<Lang>,
    /// Whether it is opening hours.
    pub hours: bool,
}

impl Own {
    /// A name, or a text that serves all sheets.
    pub fn name(text: impl Into<String>, origin: Origin) -> Self {
        Self { text: At::new(text.into(), origin), lang: None, hours: false }
    }

    /// The text for a sheet in a language, if there is one.
    pub fn local(local: &Local, sheet: &Lang) -> Option<Self> {
        let (text, language) = local.get(sheet.as_str())?;
        Some(Self { text: text.clone(), lang: language.map(Lang::new), hours: false })
    }

    /// The same, or the text of another language: for what is better in any language than not there.
    pub fn local_or_first(local: &Local, sheet: &Lang) -> Option<Self> {
        let (text, language) = local.get_or_first(sheet.as_str())?;
        Some(Self { text: text.clone(), lang: language.map(Lang::new), hours: false })
    }
}

impl Resolver<'_> {
    /// The spans of a text of somebody's own, typography set; isolated as a whole from what stands round it. Addresses of the
    /// web and of e-mail in it are links, so that the proof holds them to the letter.
    pub fn own_spans(&mut self, own: &Own, strong: bool) -> Vec<Span> {
        let origin = Some(own.text.origin);
        let mut spans = Vec::new();
        for (text, stressed) in emphasised(own.text.value.trim()) {
            let text = typeset_own(own.lang.as_ref(), text);
            let mut push = |text: &str, link: Option<LinkId>| {
                let voice = Voice::Own(own.lang.clone());
                let span =
                    Span { text: text.to_owned(), strong: strong || stressed, voice, hours: own.hours, link, origin };
                spans.extend(Some(span).filter(|span| !span.text.is_empty()));
            };
            let mut from = 0;
            for address in addresses_in(&text) {
                push(&text[from..address.start], None);
                push(&text[address.clone()], Some(self.written_link(&text[address.clone()])));
                from = address.end;
            }
            push(&text[from..], None);
        }
        spans
    }

    /// The link of an address that a project wrote, which no register holds.
    fn written_link(&mut self, address: &str) -> LinkId {
        let url = match address.split_once("://") {
            Some(_) => address.to_owned(),
            None if address.contains('@') && !address.contains('/') => format!("mailto:{address}"),
            None => format!("https://{address}"),
        };
        let id = format!("flyer.toml:{url}");
        let next = LinkId(self.links.len() as u32);
        let link = *self.link_ids.entry(id).or_insert(next);
        if link == next {
            self.links.push(LinkTarget { url, description: address.to_owned() });
        }
        link
    }
}

/// Pieces of a text, and whether each stands between two pairs of stars that touch it.
fn emphasised(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inner, after)) = stars(rest) {
        pieces.push((before, false));
        pieces.push((inner, true));
        rest = after;
    }
    pieces.push((rest, false));
    pieces
}

/// What stands before, between and behind the first pairs of stars that enclose something.
fn stars(text: &str) -> Option<(&str, &str, &str)> {
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '*');
    text.match_indices("**").find_map(|(open, _)| {
        let (before, inside) = (&text[..open], &text[open + 2..]);
        let close = inside.find("**")?;
        let inner = &inside[..close];
        let enclosed = touches(inner.chars().next()) && touches(inner.chars().next_back());
        enclosed.then(|| (before, inner, &inside[close + 2..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_of_stars_that_touch_words_are_strong() {
        assert_eq!(emphasised("a **b c** d"), [("a ", false), ("b c", true), (" d", false)]);
        for plain in ["a * b", "a ** b", "2 ** 3 ** 4", "5*", "**", "****", "a **b", "{fr:a}"] {
            assert_eq!(emphasised(plain), [(plain, false)]);
        }
    }
}
