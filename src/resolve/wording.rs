//! From words keys to texts: whose words hold, and what the sheet says of itself.
//!
//! In: a key. Out: [`Text`]s ready to be shaped, from the guide's words, the common ones, the project or the register.
//! A key without words is an error that shows the English ones.

use super::job::{Style, Text};
use super::{Resolver, dates};
use crate::diag::{Diagnostic, FileId, Origin};
use crate::spec::read::At;
use crate::spec::words::{Phrase, Word, needs_labels};
use crate::text::Span;
use crate::text::typography::uppercase;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What words are about: which service, which link.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Index of the service.
    pub service: Option<usize>,
    /// Id of the link whose host and address are meant.
    pub link: Option<String>,
}

impl Resolver<'_> {
    /// The words of a key, in the service's own version where there is one.
    pub fn word(&self, key: &str, context: &Context) -> Option<Word> {
        let spec = self.spec;
        let service = context.service.and_then(|at| spec.guide.services.get(at)).map(|service| &service.id.value);
        let own = service.and_then(|id| spec.words.services.get(id)?.get(key));
        if let Some(word) = own {
            return Some(word.clone());
        }
        if key == "authority"
            && let Some(word) = self.authority()
        {
            return Some(word);
        }
        let project = &spec.project;
        let from_project = match key {
            "local_help" => project.help.as_ref().and_then(|help| help.get(self.lang.as_str())).map(isolated),
            "organisation.line" => Some(self.organisation_line()),
            "legal.line" => Some(self.legal_line()),
            "links.status" => Some(self.links_status()),
            "drawings" => self.screens_status(),
            _ => None,
        };
        if let Some(text) = from_project {
            let origin = text.origin;
            return Some(Word { items: vec![Phrase { text, short: None }], origin });
        }
        spec.words.words.get(key).or_else(|| spec.common.words.get(key)).cloned()
    }

    /// Somewhere in the words file, for texts that stand nowhere.
    pub fn nowhere(&self) -> Origin {
        Origin::new(self.spec.words.file.unwrap_or(FileId(0)), 0..0)
    }

    fn organisation_line(&self) -> At<String> {
        let project = &self.spec.project;
        let name = project.organisation.as_ref().map(|name| name.clone().map(|name| format!("**{name}**")));
        let local = [&project.address, &project.hours].into_iter().flatten();
        let local = local.filter_map(|text| text.get(self.lang.as_str()).cloned());
        let parts: Vec<At<String>> = name.into_iter().chain(local).collect();
        let origin = parts.first().map_or_else(|| self.nowhere(), |part| part.origin);
        let texts: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
        At::new(texts.join(" · "), origin)
    }

    /// The legal line as it stands, or one that names the printer.
    fn legal_line(&self) -> At<String> {
        let project = &self.spec.project;
        let named = project.printer.as_ref().and_then(|printer| {
            let pattern = self.spec.common.words.get("legal.printer")?.items.first()?;
            Some(printer.clone().map(|name| pattern.text.value.replace("{printer}", &name)))
        });
        let written = project.legal.clone().or(named);
        written.unwrap_or_else(|| At::new(String::new(), self.nowhere()))
    }

    /// What the sheet may say of its links: from the register, never from the clock.
    fn links_status(&self) -> At<String> {
        let links: BTreeMap<&str, &crate::spec::links::Link> =
            self.form_links().map(|link| (&*link.id, link)).collect();
        let Some(oldest) = links.values().min_by_key(|link| &link.last_confirmed.value) else {
            return At::new(String::new(), self.nowhere());
        };
        let own = links.values().all(|link| link.own_check);
        let key = if own { "links.checked" } else { "links.confirmed" };
        let pattern = self.word(key, &Context::default());
        let pattern = pattern.and_then(|word| word.items.into_iter().next());
        let text = pattern.map_or_else(String::new, |phrase| phrase.text.value);
        let when = self.when(&oldest.last_confirmed.value);
        // A name keeps its own direction whatever the line's: `und` is the tag of an undetermined language.
        let by = format!("{{und:{}}}", oldest.confirmed_by.replace(['{', '}'], ""));
        let mut text = text.replace("{when}", &when).replace("{by}", &by);
        if links.values().any(|link| link.class.value >= crate::spec::links::Class::C) {
            let warning = self.word("links.unverified", &Context::default());
            if let Some(phrase) = warning.and_then(|word| word.items.into_iter().next()) {
                text = format!("{text} **{}**", phrase.text.value);
            }
        }
        At::new(text, oldest.last_confirmed.origin)
    }

    /// What the sheet says of its screens where some are own screenshots: from which day they are.
    fn screens_status(&self) -> Option<At<String>> {
        let when = self.when(self.oldest_shot.as_ref()?);
        let shots = self.spec.common.words.get("screenshots")?.items.first()?;
        let shots = shots.text.value.replace("{when}", &when);
        let drawings = self.spec.words.words.get("drawings").and_then(|word| word.items.first());
        let drawings = drawings.filter(|_| self.drawn).map(|phrase| phrase.text.value.as_str());
        let origin = self.nowhere();
        Some(At::new(drawings.into_iter().chain([shots.as_str()]).collect::<Vec<_>>().join(" "), origin))
    }

    fn when(&self, date: &str) -> String {
        let Some(dates) = &self.spec.common.dates else { return date.to_owned() };
        let written = dates::write(dates, date);
        let key = if date.len() == 10 { "dates.on" } else { "dates.in" };
        let pattern = self.word(key, &Context::default()).and_then(|word| word.items.into_iter().next());
        pattern.map_or_else(|| written.clone(), |phrase| phrase.text.value.replace("{date}", &written))
    }

    /// The texts of a key in a style; none where the language lacks it, which is an error unless its labels are not
    /// confirmed.
    pub fn texts(&mut self, key: &At<String>, context: &Context, style: &Arc<Style>) -> Vec<Text> {
        let Some(word) = self.word(&key.value, context) else {
            if !self.lacks_labels(&key.value) {
                self.missing_words(key, context);
            }
            return Vec::new();
        };
        let items = word.items.iter();
        items
            .map(|phrase| Text {
                spans: self.styled(&phrase.text, context, style),
                short: phrase.short.as_ref().map(|short| self.styled(short, context, style)),
                style: style.clone(),
                origin: phrase.text.origin,
                key: key.value.clone(),
            })
            .filter(|text| text.spans.iter().any(|span| !span.text.trim().is_empty()))
            .collect()
    }

    /// The spans of a text as its style wants them; addresses and words of other languages keep their letters.
    fn styled(&mut self, text: &At<String>, context: &Context, style: &Style) -> Vec<Span> {
        let mut spans = self.spans(text, context);
        for span in spans.iter_mut().filter(|span| style.capitals && span.link.is_none() && span.lang.is_none()) {
            span.text = uppercase(&self.lang, &span.text);
        }
        if style.sentences {
            part_sentences(&mut spans);
        }
        spans
    }

    /// The words of several keys as one text; keys that say nothing leave no trace.
    pub fn joined(&mut self, keys: &[At<String>], context: &Context, style: &Arc<Style>) -> Option<Text> {
        let mut parts = keys.iter().flat_map(|key| self.texts(key, context, style)).collect::<Vec<_>>().into_iter();
        let mut whole = parts.next()?;
        for part in parts {
            let space = Span {
                text: separator(&whole.spans).into(),
                strong: false,
                lang: None,
                link: None,
                origin: Some(part.origin),
            };
            let short = part.short.unwrap_or_else(|| part.spans.clone());
            if let Some(so_far) = &mut whole.short {
                so_far.push(space.clone());
                so_far.extend(short);
            }
            whole.spans.push(space);
            whole.spans.extend(part.spans);
        }
        Some(whole)
    }

    /// The words of a key as plain text, e.g. for an alternative text; item `at` where there are several.
    pub fn plain(&mut self, key: &At<String>, at: usize, context: &Context) -> Option<String> {
        let Some(word) = self.word(&key.value, context) else {
            self.missing_words(key, context);
            return None;
        };
        let phrase = word.items.get(at)?;
        Some(self.spans(&phrase.text, context).into_iter().map(|span| span.text).collect())
    }

    /// Whether a key's words name official labels of which one is not confirmed in this language.
    fn lacks_labels(&self, key: &str) -> bool {
        let english = self.spec.english.words.get(key).map_or_else(String::new, Word::whole);
        let mut labels = english.split("{label:").skip(1).filter_map(|rest| rest.split('}').next());
        needs_labels(key) && labels.any(|label| self.label(label).is_none())
    }

    fn missing_words(&mut self, key: &At<String>, context: &Context) {
        let language = &self.spec.words.language;
        let service = context.service.and_then(|at| self.spec.guide.services.get(at)).map(|service| &service.id.value);
        let english = &self.spec.english;
        let word = service.and_then(|id| english.services.get(id)?.get(&key.value)).or(english.words.get(&key.value));
        let mut fault = Diagnostic::error("missing-words", format!("`{}` has no words in `{language}`", key.value))
            .at(self.nowhere())
            .related(key.origin, "asked for here");
        if let Some(phrase) = word.and_then(|word| word.items.first()) {
            fault = fault.hint(format!("the English words are: \"{}\"", phrase.text.value));
        }
        let key = &key.value;
        fault = fault.hint(format!("add `{}{key}{} = \"...\"`", quote(key), quote(key)));
        self.faults.borrow_mut().push(fault);
    }

    /// An official label that may be printed: quoted in this language by press or authority, or better.
    pub fn label(&self, key: &str) -> Option<At<String>> {
        self.spec.words.labels.get(key).filter(|label| label.confidence >= 2).map(|label| label.text.clone())
    }
}

/// A project's text keeps its own direction whatever the sheet's: `und` is the tag of an undetermined language.
fn isolated(text: &At<String>) -> At<String> {
    let plain = !text.value.contains(['{', '}', '*']);
    text.clone().map(|text| if plain { format!("{{und:{text}}}") } else { text })
}

/// Signs that end a sentence, and those that bring their own air: no space stands behind them.
const ENDS: [&str; 2] = [".!?…؟۔।։።។", "。！？"];

/// Begins a line with each sentence.
fn part_sentences(spans: &mut [Span]) {
    let (mut ended, last) = (false, spans.len().saturating_sub(1));
    for (number, span) in spans.iter_mut().enumerate() {
        let mut text = String::with_capacity(span.text.len() + 4);
        let mut letters = span.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let goes_on = letters.peek().is_some() || number < last;
            text.push(if ended && letter == ' ' { '\n' } else { letter });
            ended = ENDS[0].contains(letter);
            if ENDS[1].contains(letter) && goes_on {
                text.push('\n');
            }
        }
        span.text = text;
    }
}

/// What stands between two texts on one line: a space after a sentence, nothing after signs that bring their own air, else a
/// raised dot.
fn separator(before: &[Span]) -> &'static str {
    match before.last().and_then(|span| span.text.chars().last()) {
        Some(sign) if ENDS[1].contains(sign) => "",
        Some(sign) if !ENDS[0].contains(sign) => " · ",
        _ => " ",
    }
}

fn quote(key: &str) -> &'static str {
    if key.contains('.') { "\"" } else { "" }
}
