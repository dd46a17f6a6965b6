//! From words keys to texts: whose words hold, and what the sheet says of itself.
//!
//! In: a key. Out: [`Text`]s ready to be shaped, from the guide's words, the common ones, the project or the register.
//! A key without words is an error that shows the English ones.

use super::job::{Style, Text};
use super::own::Own;
use super::{Resolver, dates};
use crate::diag::{Diagnostic, FileId, Origin};
use crate::spec::read::At;
use crate::spec::words::{Phrase, Word, needs_labels};
use crate::text::typography::uppercase;
use crate::text::{Span, Voice};
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

/// What is said under a key.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The texts.
    pub items: Vec<Phrase>,
    /// What some of their placeholders stand for.
    pub bound: Vec<(&'static str, Own)>,
}

impl From<&Word> for Said {
    fn from(word: &Word) -> Self {
        Self { items: word.items.clone(), bound: Vec::new() }
    }
}

impl From<Phrase> for Said {
    fn from(phrase: Phrase) -> Self {
        Self { items: vec![phrase], bound: Vec::new() }
    }
}

impl Said {
    /// A text in which placeholders stand for texts of somebody's own.
    fn of(text: At<String>, bound: Vec<(&'static str, Own)>) -> Self {
        Self { items: vec![Phrase { text, short: None }], bound }
    }
}

impl Resolver<'_> {
    /// The words of a key, in the service's own version where there is one.
    pub fn word(&self, key: &str, context: &Context) -> Option<Said> {
        let spec = self.spec;
        let service = context.service.and_then(|at| spec.guide.services.get(at)).map(|service| &service.id.value);
        let own = service.and_then(|id| spec.words.services.get(id)?.get(key));
        if let Some(word) = own {
            return Some(word.into());
        }
        if key == "authority"
            && let Some(word) = self.authority()
        {
            return Some(word);
        }
        let project = &spec.project;
        let from_project = match key {
            "local_help" => project.help.as_ref().and_then(|help| Own::local(help, &self.lang)).map(|help| {
                self.helped.set(true);
                let text = At::new("{help}".into(), help.text.origin);
                Said::of(text, vec![("help", help)])
            }),
            "organisation.line" => Some(self.organisation_line()),
            "legal.line" => Some(self.legal_line()),
            "links.status" => Some(self.links_status()),
            "for_whom" => Some(self.for_whom().map_or_else(|| self.nothing(), |phrase| phrase.into())),
            _ => None,
        };
        from_project.or_else(|| spec.words.words.get(key).or_else(|| spec.common.words.get(key)).map(Said::from))
    }

    /// Somewhere in the words file, for texts that stand nowhere.
    pub fn nowhere(&self) -> Origin {
        Origin::new(self.spec.words.file.unwrap_or(FileId(0)), 0..0)
    }

    /// The legal line as it stands, and one that names the printer.
    fn legal_line(&self) -> Said {
        let project = &self.spec.project;
        let pattern = self.spec.common.words.get("legal.printer").and_then(|word| word.items.first());
        let printer = self.said(project.printer.as_ref()).zip(pattern.map(|pattern| pattern.text.value.clone()));
        match (self.said(project.legal.as_ref()), printer) {
            (Some(legal), Some((printer, pattern))) => {
                let text = At::new(format!("{{legal}} · {pattern}"), legal.text.origin);
                Said::of(text, vec![("legal", legal), ("printer", printer)])
            }
            (Some(legal), None) => Said::of(At::new("{legal}".into(), legal.text.origin), vec![("legal", legal)]),
            (None, Some((printer, pattern))) => {
                Said::of(At::new(pattern, printer.text.origin), vec![("printer", printer)])
            }
            (None, None) => self.nothing(),
        }
    }

    fn nothing(&self) -> Said {
        Said::of(At::new(String::new(), self.nowhere()), Vec::new())
    }

    /// What the sheet may say of its links: from the register, never from the clock.
    fn links_status(&self) -> Said {
        let links: BTreeMap<&str, &crate::spec::links::Link> =
            self.form_links().map(|link| (&*link.id, link)).collect();
        let Some(oldest) = links.values().min_by_key(|link| &link.last_confirmed.value) else { return self.nothing() };
        let own = links.values().all(|link| link.own_check);
        let key = if own { "links.checked" } else { "links.confirmed" };
        let mut text = self.pattern(key).unwrap_or_default();
        text = text.replace("{when}", &self.when(&oldest.last_confirmed.value));
        if links.values().any(|link| link.class.value >= crate::spec::links::Class::C)
            && let Some(warning) = self.pattern("links.unverified")
        {
            text = format!("{text} **{warning}**");
        }
        let origin = oldest.last_confirmed.origin;
        let by = Own::name(oldest.confirmed_by.value.clone(), oldest.confirmed_by.origin);
        let whom = self.for_whom();
        let with = |whom: Option<&At<String>>| match whom {
            Some(whom) => At::new(format!("{} {text}", whom.value), origin),
            None => At::new(text.clone(), origin),
        };
        let short = whom.as_ref().and_then(|whom| whom.short.as_ref()).map(|short| with(Some(short)));
        let text = with(whom.as_ref().map(|whom| &whom.text));
        Said { items: vec![Phrase { text, short }], bound: vec![("by", by)] }
    }

    /// The words of a key as they were written, to be filled in.
    fn pattern(&self, key: &str) -> Option<String> {
        let said = self.word(key, &Context::default())?;
        said.items.into_iter().next().map(|phrase| phrase.text.value)
    }

    /// A date in words, as it stands in a sentence.
    pub(super) fn when(&self, date: &str) -> String {
        let Some(dates) = &self.spec.common.dates else { return date.to_owned() };
        let written = dates::write(dates, date);
        let key = if date.len() == 10 { "dates.on" } else { "dates.in" };
        self.pattern(key).map_or_else(|| written.clone(), |pattern| pattern.replace("{date}", &written))
    }

    /// The texts of a key in a style; none where the language lacks it, which is an error unless its labels are not
    /// confirmed.
    pub fn texts(&mut self, key: &At<String>, context: &Context, style: &Arc<Style>) -> Vec<Text> {
        let Some(said) = self.word(&key.value, context) else {
            if !self.lacks_labels(&key.value) {
                self.missing_words(key, context);
            }
            return Vec::new();
        };
        let items = said.items.iter();
        items
            .map(|phrase| Text {
                spans: self.styled(&phrase.text, &said.bound, context, style),
                short: phrase.short.as_ref().map(|short| self.styled(short, &said.bound, context, style)),
                style: style.clone(),
                origin: phrase.text.origin,
                key: key.value.clone(),
                late: None,
            })
            .filter(|text| text.spans.iter().any(|span| !span.text.trim().is_empty()))
            .collect()
    }

    /// The spans of a text as its style wants them; addresses and words of other languages keep their letters.
    pub(super) fn styled(
        &mut self,
        text: &At<String>,
        bound: &[(&'static str, Own)],
        context: &Context,
        style: &Style,
    ) -> Vec<Span> {
        let mut spans = self.bound_spans(text, bound, context);
        for span in spans.iter_mut().filter(|span| style.capitals && span.link.is_none()) {
            let lang = match &span.voice {
                Voice::Sheet => &self.lang,
                Voice::Own(Some(lang)) => lang,
                Voice::Quoted(_) | Voice::Own(None) => continue,
            };
            span.text = uppercase(lang, &span.text);
        }
        if style.sentences {
            part_sentences(&mut spans);
        }
        spans
    }

    /// The words of a key as plain text, e.g. for an alternative text; item `at` where there are several.
    pub fn plain(&mut self, key: &At<String>, at: usize, context: &Context) -> Option<String> {
        let Some(said) = self.word(&key.value, context) else {
            self.missing_words(key, context);
            return None;
        };
        let phrase = said.items.get(at)?;
        Some(self.bound_spans(&phrase.text, &said.bound, context).into_iter().map(|span| span.text).collect())
    }

    /// Whether a key's words name official labels of which one is not confirmed in this language.
    fn lacks_labels(&self, key: &str) -> bool {
        let english = self.spec.english.words.get(key).map_or_else(String::new, Word::whole);
        let mut labels = english.split("{label:").skip(1).filter_map(|rest| rest.split('}').next());
        needs_labels(key) && labels.any(|label| self.label(label).is_none())
    }

    pub fn missing_words(&mut self, key: &At<String>, context: &Context) {
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

/// Signs that end a sentence, and those that bring their own air: no space stands behind them.
pub(super) const ENDS: [&str; 2] = [".!?…؟۔।։።។", "。！？"];

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
pub(super) fn separator(before: &[Span]) -> &'static str {
    match before.last().and_then(|span| span.text.chars().last()) {
        Some(sign) if ENDS[1].contains(sign) => "",
        Some(sign) if !ENDS[0].contains(sign) => " · ",
        _ => " ",
    }
}

fn quote(key: &str) -> &'static str {
    if key.contains('.') { "\"" } else { "" }
}
