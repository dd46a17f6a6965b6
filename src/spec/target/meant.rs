//! What a pattern means, where it means something.

use crate::spec::language::{self, Meant};
use std::collections::BTreeSet;
use std::fmt;

/// One language of one layout.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Language tag, or two of them with `+` between.
    pub language: String,
    /// Layout name.
    pub layout: String,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.language, self.layout)
    }
}

impl Target {
    /// Whether a pattern means this target: one part of it the language, the other the layout.
    fn is_meant_by(&self, pattern: &str) -> bool {
        let (language, layout) = (folded(&self.language), folded(&self.layout));
        let parted = |(at, _)| glob(&pattern[..at], &language) && glob(&pattern[at + 1..], &layout);
        match pattern.contains('-') {
            true => pattern.match_indices('-').any(parted),
            false => glob(pattern, &format!("{language}-{layout}")),
        }
    }
}

/// What there is to build.
pub struct Known<'a> {
    /// Languages.
    pub languages: &'a BTreeSet<String>,
    /// Layouts.
    pub layouts: &'a BTreeSet<String>,
    /// Tags of languages with what they are called; asked for only where something is not understood.
    pub names: &'a dyn Fn() -> Vec<(String, String)>,
    /// Layouts that hold two languages; asked for only where something is not understood.
    pub bilingual: &'a dyn Fn() -> BTreeSet<String>,
}

/// A pattern without what shells, mail programs and file managers leave on it: quotes, folders, the ending of the file, long
/// dashes.
pub(super) fn tidy(wrote: &str) -> String {
    let bare =
        wrote.trim().trim_matches(['\'', '"', '`', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '«', '»']).trim();
    let name = bare.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = name.get(name.len().saturating_sub(4)..).unwrap_or_default();
    let name = if ending.eq_ignore_ascii_case(".pdf") { &name[..name.len() - 4] } else { name };
    name.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-")
}

/// A name as it is compared: case and the kind of dash carry nothing.
pub(super) fn folded(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

/// The targets that a tidy pattern means.
pub(super) fn meant(pattern: &str, known: &Known<'_>) -> Vec<Target> {
    if pattern.contains(['*', '?']) {
        let all = known.languages.iter().flat_map(|language| {
            let layouts = known.layouts.iter();
            layouts.map(|layout| Target { language: language.clone(), layout: layout.clone() })
        });
        let found: Vec<Target> = all.filter(|target| target.is_meant_by(&folded(pattern))).collect();
        let tag = || pattern.split_once("-*").or_else(|| pattern.split_once("_*"));
        return match tag().filter(|_| found.is_empty()) {
            // `zh-*`: a tag that stands for another.
            Some((tag, rest)) if !tag.contains(['*', '?']) => match language::meant(tag, known.languages) {
                // Another tag than the one that found nothing: else this would never end.
                Meant::Known(other) if folded(&other) != folded(tag) => meant(&format!("{other}-*{rest}"), known),
                _ => found,
            },
            _ => found,
        };
    }
    let (first, rest) = pattern.split_once('+').map_or((None, pattern), |(first, rest)| (Some(first), rest));
    let first = match first.map(|tag| language::meant(tag, known.languages)) {
        None => None,
        Some(Meant::Known(first)) => Some(first),
        Some(_) => return Vec::new(),
    };
    // The same language twice is no pair.
    let whole = parts(rest, known).find_map(|(tag, layout)| match language::meant(tag, known.languages) {
        Meant::Known(language) => Some((language, layout)),
        _ => None,
    });
    let target = whole.filter(|(second, _)| first.as_ref() != Some(second)).map(|(second, layout)| {
        let language = first.map_or_else(|| second.clone(), |first| format!("{first}+{second}"));
        Target { language, layout: layout.clone() }
    });
    target.into_iter().collect()
}

/// Every way to part a name into a tag and the name of a layout; the longest layout goes first, for its name may hold dashes.
pub(super) fn parts<'a>(name: &'a str, known: &Known<'a>) -> impl Iterator<Item = (&'a str, &'a String)> {
    let mut layouts: Vec<&String> = known.layouts.iter().collect();
    layouts.sort_by_key(|layout| std::cmp::Reverse(layout.len()));
    layouts.into_iter().filter_map(move |layout| {
        let at = name.len().checked_sub(layout.len())?;
        let (tag, rest) = (name.get(..at)?, name.get(at..)?);
        (folded(rest) == folded(layout)).then_some(())?;
        Some((tag.strip_suffix(['-', '_'])?, layout))
    })
}

/// Whether a name matches a pattern in which `*` means any letters and `?` any one.
pub(super) fn glob(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let mut reach = vec![false; name.len() + 1];
    reach[0] = true;
    for wanted in pattern {
        let mut next = vec![false; name.len() + 1];
        for at in 0..=name.len() {
            next[at] = match wanted {
                '*' => reach[at] || (at > 0 && next[at - 1]),
                _ => at > 0 && reach[at - 1] && (wanted == '?' || wanted == name[at - 1]),
            };
        }
        reach = next;
    }
    reach[name.len()]
}
