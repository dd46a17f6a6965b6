//! What is said of a target that means nothing: exactly what to write, wherever that can be known.
//!
//! In: what somebody typed. Out: one finding. The language and the layout are looked at each by itself, so that a wrong layout never
//! leads to another language, nor a language without words to one with a similar tag.

use super::meant::{Known, folded, meant, parts, tidy};
use crate::diag::{Diagnostic, Fault, did_you_mean, nearest};
use crate::spec::language::{self, Meant};
use std::collections::BTreeSet;

/// The layout that stands in examples, where there is one of this name.
const EXAMPLE: &str = "a4";

fn fault(code: &'static str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, message).fault(Fault::Usage)
}

/// What is said of a language and a layout that were typed as two words.
pub(super) fn parted(first: &str, second: &str, known: &Known<'_>) -> Option<Diagnostic> {
    let (first, second) = (tidy(first), tidy(second));
    let is_layout = known.layouts.iter().any(|layout| folded(layout) == folded(&second));
    let target = meant(&format!("{first}-{second}"), known).into_iter().next().filter(|_| is_layout)?;
    let message = format!("`{first} {second}` are two words");
    meant(&first, known).is_empty().then(|| fault("unknown-target", message).hint(format!("write `{target}`")))
}

/// What is said of a pattern that means nothing.
pub(super) fn to(wrote: &str, known: &Known<'_>) -> Diagnostic {
    let name = tidy(wrote);
    several(&name, known)
        .or_else(|| half(&name, known))
        .or_else(|| pair(&name, known))
        .or_else(|| language_of(&name, known))
        .or_else(|| layout_of(&name, known))
        .unwrap_or_else(|| {
            let message = format!("`{wrote}` names no language and layout that flyer knows");
            fault("unknown-target", message)
                .hint("a target is <language>-<layout>, for example fr-a4; see `flyer list`")
                .hint(format!("languages: {}", list(known.languages)))
                .hint(format!("layouts: {}", list(known.layouts)))
        })
}

fn list(names: &BTreeSet<String>) -> String {
    names.iter().cloned().collect::<Vec<_>>().join(", ")
}

fn known_language(tag: &str, known: &Known<'_>) -> Option<String> {
    match language::meant(tag, known.languages) {
        Meant::Known(language) => Some(language),
        _ => None,
    }
}

fn known_layout<'a>(name: &str, known: &Known<'a>) -> Option<&'a String> {
    known.layouts.iter().find(|layout| folded(layout) == folded(name))
}

/// Words that were joined by a space, a comma or a dot; a language and a layout in the wrong order.
fn several(name: &str, known: &Known<'_>) -> Option<Diagnostic> {
    let message = || format!("`{name}` is not one target");
    let spaced = name.split_whitespace().collect::<Vec<_>>().join("-");
    let write = |targets: &[super::Target]| {
        let all = targets.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        Some(fault("unknown-target", message()).hint(format!("write `{all}`")))
    };
    if name.contains(char::is_whitespace) {
        let found = meant(&spaced, known);
        if !found.is_empty() {
            return write(&found);
        }
    }
    if name.contains([',', ';']) {
        let words: Vec<&str> = name.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).collect();
        let layout = words.last().and_then(|last| Some(meant(last, known).first()?.layout.clone()))?;
        let one = |word: &&str| {
            let found = meant(word, known);
            if found.is_empty() { meant(&format!("{word}-{layout}"), known) } else { found }
        };
        let found: Vec<Vec<super::Target>> = words.iter().map(one).collect();
        return if found.iter().any(Vec::is_empty) { None } else { write(&found.concat()) };
    }
    if let Some((stem, rest)) = name.split_once('.') {
        let found = meant(stem, known);
        let options =
            format!("the rest (`.{rest}`) came from options: `--profile press`, `--region BE`, `--ink black`, ...");
        return write(&found).filter(|_| !found.is_empty()).map(|fault| fault.hint(options));
    }
    let turned = |layout: &String| {
        let tag = name.get(layout.len()..).filter(|_| folded(name).starts_with(&folded(layout)))?;
        Some(super::Target { language: known_language(tag.strip_prefix(['-', '_'])?, known)?, layout: layout.clone() })
    };
    let target = known.layouts.iter().filter_map(turned).max_by_key(|target| target.layout.len())?;
    Some(
        fault("unknown-target", format!("`{name}` has the layout before the language"))
            .hint(format!("write `{target}`")),
    )
}

/// A layout without a language, or languages without a layout.
fn half(name: &str, known: &Known<'_>) -> Option<Diagnostic> {
    let example = known.layouts.get(EXAMPLE).or_else(|| known.layouts.first())?;
    if let Some(layout) = known_layout(name, known) {
        let language = known.languages.get("fr").or_else(|| known.languages.first())?;
        let fault = fault("unknown-target", format!("`{name}` is a layout, and names no language"));
        let languages = list(known.languages);
        return Some(
            fault.hint(format!("write `{language}-{layout}` for one")).hint(format!("languages: {languages}")),
        );
    }
    if let Some(language) = known_language(name, known) {
        let fault = fault("unknown-target", format!("`{name}` is a language, and names no layout"));
        let layouts = list(known.layouts);
        let hint = format!("write `{language}-{example}` for one, or `{language}-*` in quotes for all");
        return Some(fault.hint(hint).hint(format!("layouts: {layouts}")));
    }
    let (first, second) = name.split_once('+')?;
    let (first, second) = (known_language(first, known)?, known_language(second, known)?);
    let layout = two_languages(example, known)?;
    let fault = fault("unknown-target", format!("`{name}` are languages, and name no layout"));
    Some(fault.hint(format!("write `{first}+{second}-{layout}`")))
}

/// The layout with two languages that is nearest to a layout with one.
fn two_languages(layout: &str, known: &Known<'_>) -> Option<String> {
    let all = (known.bilingual)();
    let duplex = format!("{layout}-duplex");
    let near = [layout, &duplex].into_iter().find(|name| all.contains(*name)).map(str::to_owned);
    near.or_else(|| all.into_iter().next())
}

/// Two languages: with a dash in the place of a plus, or one that is not there.
fn pair(name: &str, known: &Known<'_>) -> Option<Diagnostic> {
    if let Some((first, rest)) = name.split_once('+') {
        let twice = parts(rest, known).find(|(tag, _)| folded(tag) == folded(first));
        if let Some((tag, layout)) = twice.filter(|_| known_language(first, known).is_some()) {
            let fault = fault("unknown-target", format!("`{tag}` and `{tag}` are one language"));
            return Some(fault.hint(format!("write `{tag}-{layout}`, or two languages, as in fr+ar-a4-duplex")));
        }
        let second = parts(rest, known).map(|(tag, _)| tag).find(|tag| known_language(tag, known).is_none());
        let wrong = [Some(first), second].into_iter().flatten().find(|tag| known_language(tag, known).is_none());
        let wrong = wrong.unwrap_or(rest);
        return Some(
            fault("unknown-target", format!("no language is called `{wrong}`"))
                .hint("two languages are written like this: fr+ar-a4-duplex")
                .hint(format!("languages: {}", list(known.languages))),
        );
    }
    parts(name, known).find_map(|(tags, layout)| {
        let (first, second) = tags.split_once(['-', '_'])?;
        // `sv-FI` is Swedish in Finland, `sv-fi` Swedish and Finnish.
        let region = second.len() == 2 && second.chars().all(char::is_uppercase);
        let (first, second) = (known_language(first, known)?, known_language(second, known)?);
        let layout = two_languages(layout, known).filter(|_| !region)?;
        let fault = fault("unknown-target", format!("`{name}` names two languages with a dash between them"));
        Some(fault.hint(format!("write `{first}+{second}-{layout}`")))
    })
}

/// A layout that is there, in a language that is not.
fn language_of(name: &str, known: &Known<'_>) -> Option<Diagnostic> {
    let starred = name.split_once("-*").map(|(tag, rest)| (tag, format!("*{rest}")));
    let (tag, layout) = parts(name, known).map(|(tag, layout)| (tag, layout.clone())).next().or(starred)?;
    if tag.is_empty() {
        return None;
    }
    let unknown = fault("unknown-target", format!("no language is called `{tag}`"));
    Some(match language::meant(tag, known.languages) {
        // The language is not what is wrong.
        Meant::Known(_) => return None,
        Meant::Elsewhere { language, region } => fault("unknown-target", format!("there are no words in `{tag}`"))
            .hint(format!("write `{language}-{layout}`"))
            .hint(format!("or, if the forms are offered there, write `{language}-{layout} --region {region}`")),
        Meant::Near(near) => {
            let near = near.iter().map(|tag| format!("{tag}-{layout}")).collect::<Vec<_>>().join(", ");
            fault("unknown-target", format!("there are no words in `{tag}` yet"))
                .hint(format!("near languages that there are words in: {near}"))
                .hint(format!("translators begin with `flyer words new {tag}`"))
        }
        Meant::Unknown => match language::called(tag, &(known.names)()) {
            Some(language) => unknown.hint(format!("write `{language}-{layout}`")),
            None => unknown.hint(format!("languages: {}", list(known.languages))),
        },
    })
}

/// A language that is there, in a layout that is not.
fn layout_of(name: &str, known: &Known<'_>) -> Option<Diagnostic> {
    let dashes = name.char_indices().rev().filter(|(_, letter)| ['-', '_'].contains(letter));
    let (language, layout) =
        dashes.filter_map(|(at, _)| Some((known_language(&name[..at], known)?, &name[at + 1..]))).next()?;
    let fault = fault("unknown-layout", format!("no layout is called `{layout}`"));
    let part = |known: &&String| known.split(['-', '_']).any(|part| part.eq_ignore_ascii_case(layout));
    let near = nearest(layout, known.layouts.iter().map(String::as_str));
    let near = near.or_else(|| known.layouts.iter().find(part).map(String::as_str));
    Some(match near.and_then(|layout| did_you_mean(name, &format!("{language}-{layout}"))) {
        Some(hint) => fault.hint(hint),
        None => fault.hint(format!("layouts: {}", list(known.layouts))),
    })
}
