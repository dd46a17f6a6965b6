//! Targets: `<language>-<layout>`, e.g. `fr-a4`, `pt-BR-a6-card`.
//!
//! In: what somebody typed, with globs (`fr-*`, `*-a4`) or two languages (`fr+ar-a4-duplex`). Out: the [`Target`]s that it
//! means, in the order of the languages and layouts; the longest known language tag goes first, so that a layout's name may
//! hold dashes too. `fr-*` is French alone: `fr-CA` is another language.

use crate::diag::{Diagnostic, Fault, nearest};
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
        let parted = |(at, _)| glob(&pattern[..at], &self.language) && glob(&pattern[at + 1..], &self.layout);
        match pattern.contains('-') {
            true => pattern.match_indices('-').any(parted),
            false => glob(pattern, &self.to_string()),
        }
    }
}

/// What patterns mean, each target once; every pattern that means nothing is an error with the nearest name.
pub fn expand(
    patterns: &[String],
    languages: &BTreeSet<String>,
    layouts: &BTreeSet<String>,
) -> Result<Vec<Target>, Vec<Diagnostic>> {
    let all: Vec<Target> = languages
        .iter()
        .flat_map(|language| layouts.iter().map(|layout| Target { language: language.clone(), layout: layout.clone() }))
        .collect();
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for pattern in patterns {
        if let Some(pair) = pair(pattern, languages, layouts) {
            match pair {
                Ok(target) if found.contains(&target) => {}
                Ok(target) => found.push(target),
                Err(fault) => faults.push(fault),
            }
            continue;
        }
        let meant = all.iter().filter(|target| target.is_meant_by(pattern));
        let fresh: Vec<Target> = meant.clone().filter(|target| !found.contains(*target)).cloned().collect();
        if meant.count() == 0 {
            faults.push(unknown_target(pattern, languages, layouts));
        }
        found.extend(fresh);
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Two languages of one layout, if a pattern names two.
fn pair(wrote: &str, languages: &BTreeSet<String>, layouts: &BTreeSet<String>) -> Option<Result<Target, Diagnostic>> {
    let (first, rest) = wrote.split_once('+')?;
    let known = |tag: &&String| rest.starts_with(&format!("{tag}-"));
    let second = languages.iter().filter(known).max_by_key(|tag| tag.len());
    let unknown = |tag: &str| {
        let fault = Diagnostic::error("unknown-target", format!("no language is called `{tag}`")).fault(Fault::Usage);
        fault.hint("two languages are written like this: fr+ar-a4-duplex")
    };
    if !languages.contains(first) {
        return Some(Err(unknown(first)));
    }
    let Some(second) = second else { return Some(Err(unknown(rest.split('-').next().unwrap_or_default()))) };
    let layout = &rest[second.len() + 1..];
    Some(match layouts.contains(layout) {
        true => Ok(Target { language: format!("{first}+{second}"), layout: layout.to_owned() }),
        false => Err(unknown_target(rest, languages, layouts)),
    })
}

fn unknown_target(wrote: &str, languages: &BTreeSet<String>, layouts: &BTreeSet<String>) -> Diagnostic {
    let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
    let language = languages.iter().filter(|tag| wrote.starts_with(&format!("{tag}-"))).max_by_key(|tag| tag.len());
    let fault = match language {
        Some(tag) => {
            let layout = &wrote[tag.len() + 1..];
            let fault = Diagnostic::error("unknown-layout", format!("no layout is called `{layout}`"));
            match nearest(layout, layouts.iter().map(String::as_str)) {
                Some(name) => fault.hint(format!("did you mean `{tag}-{name}`?")),
                None => fault.hint(format!("layouts: {}", list(layouts))),
            }
        }
        None => {
            let all: Vec<String> =
                languages.iter().flat_map(|tag| layouts.iter().map(move |layout| format!("{tag}-{layout}"))).collect();
            let fault =
                Diagnostic::error("unknown-target", format!("`{wrote}` names no language and layout that flyer knows"));
            match nearest(wrote, all.iter().map(String::as_str)) {
                Some(name) => fault.hint(format!("did you mean `{name}`?")),
                None => fault
                    .hint("a target is <language>-<layout>, for example fr-a4; see `flyer list`")
                    .hint(format!("languages: {}", list(languages)))
                    .hint(format!("layouts: {}", list(layouts))),
            }
        }
    };
    fault.fault(Fault::Usage)
}

/// Whether a name matches a pattern in which `*` means any letters and `?` any one.
fn glob(pattern: &str, name: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn globs_mean_what_shells_mean() {
        for (pattern, name, meant) in
            [("fr-*", "fr-a4", true), ("*-a4", "pt-BR-a4", true), ("f?-a4", "fr-a4", true), ("fr-a", "fr-a4", false)]
        {
            assert_eq!(glob(pattern, name), meant, "{pattern} {name}");
        }
    }

    #[test]
    fn a_pattern_has_a_language_and_a_layout() {
        let (languages, layouts) = (names(&["fr", "fr-CA", "pt-BR"]), names(&["a4", "a4-easy"]));
        for (pattern, meant) in [
            ("fr-*", "fr-a4 fr-a4-easy"),
            ("fr-CA-*", "fr-CA-a4 fr-CA-a4-easy"),
            ("*-a4", "fr-a4 fr-CA-a4 pt-BR-a4"),
            ("fr*-a4", "fr-a4 fr-CA-a4"),
            ("pt*", "pt-BR-a4 pt-BR-a4-easy"),
            ("f?-a4*", "fr-a4 fr-a4-easy"),
        ] {
            let found = expand(&[pattern.into()], &languages, &layouts).unwrap_or_default();
            let found: Vec<String> = found.iter().map(Target::to_string).collect();
            assert_eq!(found.join(" "), meant, "{pattern}");
        }
    }

    #[test]
    fn every_target_once_and_unknown_ones_named() {
        let (languages, layouts) = (names(&["de", "fr"]), names(&["a3", "a4"]));
        let found = expand(&["fr-*".into(), "*-a4".into()], &languages, &layouts);
        let found: Vec<String> = found.into_iter().flatten().map(|target| target.to_string()).collect();
        assert_eq!(found, ["fr-a3", "fr-a4", "de-a4"]);
        let faults = expand(&["fr-a44".into(), "xx-a4".into()], &languages, &layouts).err().unwrap_or_default();
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[0].hints, ["did you mean `fr-a4`?"]);
    }
}
