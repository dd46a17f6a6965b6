//! Micro-typography: what plain words become in each language.
//!
//! In: words typed on any keyboard: straight quotes, three dots, normal spaces. Out: the quotes, dashes and spaces that
//! the language's printers use. Addresses are left alone, and setting a text twice is the same as setting it once.

mod case;
mod letter;
mod punctuation;
mod rules;
mod signs;
mod spacing;

use super::address::is_address;
use super::lang::Lang;
use super::span::Span;
pub use case::uppercase;
use letter::Letter;
use punctuation::{dashes, dots, quotes};
use rules::{Rules, Signs};
use signs::signs;
use spacing::{abbreviations, clinging, digits, elisions, numbers, percent, spaces};

/// Sets plain words.
pub fn typeset(lang: &Lang, text: &str) -> String {
    let mut spans = [Span::plain(text, None)];
    typeset_spans(lang, &mut spans);
    let [span] = spans;
    span.text
}

/// Sets words of somebody's own in the language that they are in; where none is known, with the quotes, apostrophes and
/// spaces that no language takes amiss. Digits stay as they were typed.
pub fn typeset_own(lang: Option<&Lang>, text: &str) -> String {
    let unknown = Lang::new("und");
    let lang = lang.unwrap_or(&unknown);
    // A full stop may end an abbreviation ("Md.", "डॉ."), and a comma part a number: the signs of a script are its writer's.
    let rules = Rules { zero: None, signs: Signs::Latin, ..rules::of(lang) };
    let mut spans = [Span::plain(text, None)];
    set(lang, &rules, &mut spans);
    let [span] = spans;
    span.text
}

/// The sign that ends a sentence; none where a space does.
pub fn full_stop(lang: &Lang) -> &'static str {
    match rules::of(lang).signs {
        _ if lang.primary() == "th" => "",
        Signs::Han { .. } => "。",
        Signs::Danda => "।",
        Signs::Ethiopic => "።",
        Signs::Armenian => "։",
        Signs::Khmer => "។",
        Signs::Latin | Signs::CommaBelow | Signs::Greek | Signs::Arabic => ".",
    }
}

/// Sets words across the borders of their spans; addresses, words of other languages and a project's own stay as they
/// are.
pub fn typeset_spans(lang: &Lang, spans: &mut [Span]) {
    set(lang, &rules::of(lang), spans);
}

fn set(lang: &Lang, rules: &Rules, spans: &mut [Span]) {
    let mut letters = Vec::new();
    for (number, span) in spans.iter().enumerate() {
        for word in span.text.split_inclusive(char::is_whitespace) {
            let inside = word.trim_end();
            let fixed = span.is_set() || is_address(inside.trim_matches(|c: char| !c.is_alphanumeric()));
            let end = if span.is_set() { word.len() } else { inside.len() };
            let letter = |(at, character)| Letter { character, span: number, fixed: fixed && at < end };
            // A tab comes with what is copied from tables; no font has it.
            let plain = |(at, c): (usize, char)| (at, if c == '\t' { ' ' } else { c });
            letters.extend(word.char_indices().map(plain).map(letter));
        }
    }
    for step in [dots, quotes, dashes, spaces, numbers, percent, abbreviations, elisions, digits, signs, clinging] {
        letters = step(letters, rules, lang);
    }
    for span in spans.iter_mut() {
        span.text.clear();
    }
    for letter in letters {
        spans[letter.span].text.push(letter.character);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::letter::{NBSP, NNBSP};
    use super::*;
    use std::{fs, path::Path};

    fn written(text: &str) -> String {
        text.replace('⍽', "\u{A0}").replace('˽', "\u{202F}")
    }

    /// `tests/typography/<language>.txt`: plain words, ` => `, and what they become; ⍽ is U+00A0, ˽ is U+202F. Behind
    /// `capitals: ` stands what is set in capitals.
    #[test]
    fn words_become_what_the_files_say() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/typography");
        let (mut count, mut wrong) = (0, Vec::new());
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let lang = Lang::new(path.file_stem().unwrap().to_string_lossy());
            for line in fs::read_to_string(&path).unwrap().lines().filter(|line| line.contains(" => ")) {
                let (plain, wanted) = line.split_once(" => ").unwrap();
                let (capitals, plain) = plain.strip_prefix("capitals: ").map_or((false, plain), |plain| (true, plain));
                let set = typeset(&lang, plain);
                if typeset(&lang, &set) != set {
                    wrong.push(format!("{}: setting twice is not setting once: {plain}", lang.as_str()));
                }
                let set = if capitals { uppercase(&lang, &set) } else { set };
                if set != written(wanted) {
                    let shown = set.replace(NBSP, "⍽").replace(NNBSP, "˽");
                    wrong.push(format!("{}: {plain} => {shown}, not {wanted}", lang.as_str()));
                }
                count += 1;
            }
        }
        assert!(count > 200, "the files are gone");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn borders_of_spans_are_no_borders() {
        let span = |text: &str, strong| Span { strong, ..Span::plain(text, None) };
        let mut spans = [span("Pas de ", false), span("smartphone", true), span(" ?", false)];
        typeset_spans(&Lang::new("fr"), &mut spans);
        assert_eq!(spans[1].text, "smartphone\u{202F}");
        assert_eq!(spans[2].text, "?");
    }
}
