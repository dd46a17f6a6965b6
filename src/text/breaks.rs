//! Where lines may end (UAX 14), with what is shown there.
//!
//! In: a shaped paragraph. Out: its break opportunities in order, the last one at its end. Addresses break behind their signs
//! only, numbers of several parts only where they do not hold on a line; Thai and Khmer break at words by dictionary; Japanese and Chinese may break between
//! any two characters, but rather do between phrases; hyphens stand at soft hyphens and, where asked for, at syllables,
//! never leaving a stub of two letters.

use super::address::part_addresses;
use super::font::FontSet;
use super::island::Islands;
use super::lang::Lang;
use super::model::{Cluster, Kind, Opportunity, Paragraph, SPARED};
use super::span::Span;
use super::together::{
    cuts_ending, keep_entries, keep_together, keep_whole, part_behind_wide, part_phrases, parts_pair,
};
use icu_locale_core::LanguageIdentifier;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

/// Least length of a word that is hyphenated, and least letters on either side.
const HYPHENATED: (usize, usize) = (6, 3);

/// The opportunities of a paragraph.
pub(super) fn opportunities(
    paragraph: &Paragraph,
    fonts: &FontSet,
    spans: &[Span],
    islands: &Islands,
    hyphenate: bool,
) -> Vec<Opportunity> {
    let text = &paragraph.text;
    let mut places = soft_places(text, paragraph.lang.as_str());
    // No line begins with a dot between two things.
    places.retain(|(at, _)| !text[*at..].starts_with("· "));
    places.retain(|(at, kind)| *kind != Kind::Soft || !parts_pair(text, *at) && !cuts_ending(text, *at));
    part_behind_wide(&mut places, text, paragraph.lang.primary());
    part_phrases(&mut places, text, paragraph.lang.primary());
    keep_together(&mut places, text, spans);
    keep_entries(&mut places, text, spans);
    keep_whole(&mut places, text, &islands.things);
    part_addresses(&mut places, text, &islands.addresses);
    let mut hyphens: Vec<usize> = text.match_indices('\u{AD}').map(|(at, sign)| at + sign.len()).collect();
    if hyphenate {
        hyphens.extend(syllables(paragraph, spans));
    }
    hyphens.retain(|at| !islands.addresses.iter().any(|address| address.text.start < *at && *at < address.text.end));
    // Whoever writes a soft hyphen means it, in Hebrew too, where UAX 14 (LB21a) would not break.
    places.extend(hyphens.into_iter().map(|at| (at, Kind::Hyphen)));
    places.sort_by_key(|place| place.0);
    places.dedup_by_key(|place| place.0);
    placed(paragraph, fonts, places)
}

/// The places among the paragraph's clusters.
fn placed(paragraph: &Paragraph, fonts: &FontSet, places: Vec<(usize, Kind)>) -> Vec<Opportunity> {
    let text = &paragraph.text;
    let mut cluster_at = vec![usize::MAX; text.len() + 1];
    for (number, cluster) in paragraph.clusters.iter().enumerate() {
        cluster_at[cluster.text.start] = number;
    }
    cluster_at[text.len()] = paragraph.clusters.len();
    let mut all = Vec::new();
    for (at, kind) in places {
        let next = cluster_at[at];
        if next == usize::MAX || (next == 0 && at < text.len()) {
            continue;
        }
        let dot = separator(text, at);
        // Where a no-break space has to part what it joins, it vanishes like any other.
        let vanishes = |cluster: &Cluster| {
            cluster.space
                || dot.is_some_and(|dot| cluster.text.start >= dot)
                || SPARED.contains(&kind) && matches!(&text[cluster.text.clone()], "\u{A0}" | "\u{202F}")
        };
        let seen = paragraph.clusters[..next].iter().rposition(|cluster| !vanishes(cluster));
        let extra = match kind {
            Kind::Hyphen => {
                let run = &paragraph.runs[paragraph.clusters[next - 1].run];
                fonts.hyphen(run.font).1 * run.scale
            }
            _ => 0.0,
        };
        all.push(Opportunity { next, end: seen.map_or(0, |last| last + 1), kind, extra });
    }
    all
}

/// Where the dot stands that parts what is before a place from what is behind it: "10–18 · Sat". Between two lines nothing else
/// has to part them, so it vanishes as its spaces do.
fn separator(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end().strip_suffix('·').filter(|_| at < text.len())?;
    before.ends_with(char::is_whitespace).then_some(before.len())
}

fn soft_places(text: &str, lang: &str) -> Vec<(usize, Kind)> {
    let language: Option<LanguageIdentifier> = lang.parse().ok();
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    options.content_locale = language.as_ref();
    let mut places: Vec<(usize, Kind)> = LineSegmenter::new_dictionary(options)
        .segment_str(text)
        .skip(1)
        .map(|at| {
            let before = text[..at].chars().next_back();
            let kind = match before {
                _ if at == text.len() => Kind::Must,
                Some('\n' | '\u{85}' | '\u{2028}' | '\u{2029}') => Kind::Must,
                Some('\u{AD}') => Kind::Hyphen,
                _ => Kind::Soft,
            };
            (at, kind)
        })
        .collect();
    if places.last().is_none_or(|place| place.0 != text.len()) {
        places.push((text.len(), Kind::Must));
    }
    places.sort_by_key(|place| place.0);
    places
}

/// Places between syllables, each word by the patterns of its own language; the sheet's where none is known.
fn syllables(paragraph: &Paragraph, spans: &[Span]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut end = 0;
    for span in spans {
        let start = end;
        end += span.text.len();
        let lang = span.voice.lang().unwrap_or(&paragraph.lang);
        if span.link.is_none()
            && let Some(language) = patterns(lang)
        {
            places.extend(words(&span.text).flat_map(|(at, word)| syllables_of(word, language, start + at)));
        }
    }
    places
}

fn patterns(lang: &Lang) -> Option<hypher::Lang> {
    let code = lang.primary().as_bytes();
    let language = code.first_chunk::<2>().filter(|_| code.len() == 2).and_then(|code| hypher::Lang::from_iso(*code));
    language.filter(|language| language.hyphenation_character().is_some())
}

/// Places between the syllables of a word that begins at a byte.
fn syllables_of(word: &str, language: hypher::Lang, start: usize) -> Vec<usize> {
    let (least_word, least_side) = HYPHENATED;
    let (left, right) = language.bounds();
    if word.chars().count() < least_word || word.contains('\u{AD}') {
        return Vec::new();
    }
    let syllables = hypher::hyphenate_bounded(word, language, left.max(least_side), right.max(least_side));
    let places = syllables.scan(start, |at, syllable| {
        *at += syllable.len();
        Some(*at)
    });
    places.filter(|at| *at < start + word.len()).collect()
}

/// The words of a text with their first bytes.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !(c.is_alphabetic() || c == '\u{AD}'))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::super::{Breaking, FontSet, Lang, Paragraph, Span, TypeStyle};
    use super::soft_places;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    /// The Unicode test file that `icu_segmenter` ships with its own tests, of the version that its data follow.
    fn test_file() -> PathBuf {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", env!("TARGET")])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let segmenter = packages.iter().find(|package| package["name"] == "icu_segmenter").unwrap();
        let manifest = Path::new(segmenter["manifest_path"].as_str().unwrap()).to_owned();
        manifest.parent().unwrap().join("tests/testdata/LineBreakTest_15.1.txt")
    }

    /// A line of the file: the text and the places where it may break.
    fn case(line: &str) -> Option<(String, Vec<usize>)> {
        let line = line.split('#').next()?.trim();
        let (mut text, mut places) = (String::new(), Vec::new());
        for word in line.split_whitespace() {
            match word {
                "\u{f7}" => places.push(text.len()),
                "\u{d7}" => {}
                hex => text.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?),
            }
        }
        (!text.is_empty()).then_some((text, places))
    }

    #[test]
    fn soft_hyphens_hold_in_every_font() {
        let fonts = FontSet::builtin();
        let style = TypeStyle { family: "Noto Sans".into(), weight: 800, strong_weight: 800, italic: false };
        for (lang, word) in
            [("en", "foo\u{AD}bar"), ("hy", "գրառում\u{AD}ներից"), ("ka", "ფორ\u{AD}მა"), ("he", "טו\u{AD}פס")]
        {
            let lang = Lang::new(lang);
            let span = Span::plain(word, None);
            let (paragraph, _) = Paragraph::shape(&fonts, &[span], &style, &lang, lang.is_rtl(), false);
            for how in [Breaking::Balanced, Breaking::TotalFit] {
                let lines = paragraph.break_lines(paragraph.natural_width() * 0.9, how);
                assert!(lines.lines() == 2 && !lines.overfull(), "{word}");
            }
        }
    }

    #[test]
    fn a_dot_between_two_things_neither_ends_nor_begins_a_line() {
        let (fonts, lang) = (FontSet::builtin(), Lang::new("fr"));
        let style = TypeStyle { family: "Noto Sans".into(), weight: 400, strong_weight: 800, italic: false };
        let span = Span::plain("Mardi · Jeudi · Samedi · col·lecció", None);
        let (paragraph, _) = Paragraph::shape(&fonts, &[span], &style, &lang, false, false);
        for (part, wanted) in
            [(0.95, ["Mardi · Jeudi · Samedi", "col·lecció"]), (0.6, ["Mardi · Jeudi", "Samedi · col·lecció"])]
        {
            let lines = paragraph.break_lines(paragraph.natural_width() * part, Breaking::Greedy);
            let mut from = 0;
            let seen = lines.ends.iter().map(|end| {
                let text = &paragraph.clusters[from].text.start..&paragraph.clusters[end.end - 1].text.end;
                from = end.next;
                &paragraph.text[*text.start..*text.end]
            });
            assert_eq!(seen.collect::<Vec<_>>(), wanted);
        }
    }

    #[test]
    fn lines_break_as_unicode_says() {
        let (mut cases, mut differ) = (0, Vec::new());
        for (text, wanted) in std::fs::read_to_string(test_file()).unwrap().lines().filter_map(case) {
            cases += 1;
            let own: Vec<usize> = soft_places(&text, "en").into_iter().map(|place| place.0).collect();
            let wanted: Vec<usize> = wanted.into_iter().filter(|at| *at > 0).collect();
            if own != wanted {
                differ.push(format!("{text:?}: {own:?}, not {wanted:?}"));
            }
        }
        println!("{cases} cases, {} differ", differ.len());
        assert!(cases > 10_000, "{cases}");
        assert!(differ.is_empty(), "{} of {cases}:\n{}", differ.len(), differ[..differ.len().min(20)].join("\n"));
    }
}
