//! What is one thing: telephone numbers, times, dates, ranges, prices, post codes with their town, a house number with its
//! street, an abbreviation with its number.
//!
//! In: the text of a paragraph, and which of it is somebody's own. Out: stretches that stay on one line, and in their order
//! where the line is read from right to left: UAX 9 alone turns `01 55 25` round behind Arabic letters. Digits of every
//! script count. Nothing here changes a letter, so what is taken for one thing by mistake costs a ragged line, no more.

mod amount;
mod code;
mod date;
mod number;
mod place;
mod range;
mod tag;
mod telephone;
mod thing;
mod token;

use super::span::{Span, Voice};
use std::ops::Range;
pub(super) use tag::tags;
use thing::Sort;
pub(super) use thing::{Seam, Thing};
use token::tokens;

/// What is one thing in a text, in order, none touching another.
pub(super) fn things(text: &str, spans: &[Span]) -> Vec<Thing> {
    if !text.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let own = own(spans);
    let place = |at: usize| tokens.get(at).map_or(text.len(), |token| token.start);
    let mut found: Vec<Thing> = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        let written = own.iter().any(|own| own.contains(&tokens[next].start));
        let places = place::ends(&tokens, next, written).map(|after| (after, Sort::Place));
        let codes = code::ends(&tokens, next).map(|after| (after, Sort::Other));
        let all = number::ends(&tokens, next).into_iter().chain([places, codes]).flatten();
        for (after, sort) in all.filter(|(after, _)| *after > next + 1) {
            let text = place(next)..place(after);
            match found.last_mut().filter(|last| last.text.end > text.start) {
                Some(last) => last.add(text, sort, place),
                None => {
                    let mut thing = Thing { text: text.clone(), ..Thing::default() };
                    thing.add(text, sort, place);
                    found.push(thing);
                }
            }
        }
        next = number::skip(&tokens, next);
    }
    found.iter_mut().for_each(Thing::settle);
    found
}

/// The stretches of a text that are somebody's own words.
fn own(spans: &[Span]) -> Vec<Range<usize>> {
    let mut own = Vec::new();
    let mut end = 0;
    for span in spans {
        let start = end;
        end += span.text.len();
        own.extend(matches!(span.voice, Voice::Own(_)).then_some(start..end));
    }
    own
}

/// Groups of digits whose spaces are all alike: telephone numbers and codes.
pub(super) fn grouped(text: &str) -> Vec<Range<usize>> {
    if text.chars().filter(|c| c.is_numeric()).nth(5).is_none() {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        match code::ends(&tokens, next).or_else(|| telephone::telephone(&tokens, next)) {
            Some(after) => {
                found.push(tokens[next].start..tokens[after - 1].end());
                next = after;
            }
            None => next = number::skip(&tokens, next),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::super::typeset;
    use super::*;
    use crate::text::Lang;

    fn marked(text: &str, voice: Voice) -> String {
        let mut out = text.to_owned();
        let spans = [Span { voice, ..Span::plain(text, None) }];
        for thing in things(text, &spans).into_iter().rev() {
            out.insert(thing.text.end, '⟧');
            out.insert(thing.text.start, '⟦');
        }
        out
    }

    /// `tests/whole.txt`: a text a line, what is one thing in ⟦brackets⟧; behind `own: ` stands what a project wrote.
    #[test]
    fn things_are_those_of_the_file() {
        let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/whole.txt")).unwrap();
        let lines: Vec<&str> = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert!(lines.len() > 100, "the file is gone");
        let mut wrong = Vec::new();
        for line in lines {
            let (voice, wanted) = match line.strip_prefix("own: ") {
                Some(own) => (Voice::Own(None), own),
                None => (Voice::Sheet, line),
            };
            let plain = wanted.replace(['⟦', '⟧'], "");
            // The spaces that typography puts in change nothing.
            let set = plain.replace(' ', "\u{A0}");
            for text in [plain.as_str(), set.as_str()] {
                let found = marked(text, voice.clone()).replace('\u{A0}', " ");
                if found != wanted {
                    wrong.push(format!("{found}\n  not {wanted}"));
                    break;
                }
            }
        }
        assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn groups_of_telephone_numbers_keep_their_spaces() {
        let set = typeset(&Lang::new("fr"), "0800 100 200, 12 862 formulaires");
        assert_eq!(set, "0800\u{A0}100\u{A0}200, 12\u{202F}862 formulaires");
    }
}
