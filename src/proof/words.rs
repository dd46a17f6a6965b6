//! The words of a page, as a reader extracts them, held against the words that were meant.
//!
//! In: text marks and expected runs, both in order. Out: findings, and for every mark the run that it belongs to.
//! Spaces and invisible characters do not count. A run that is read from right to left is written glyph by glyph from
//! left to right, so its letters are compared last to first.

use super::expected::ExpectedRun;
use super::mark::{Kind, Mark};
use super::report::Finding;

/// Index of the run that each mark shows, where the words agree so far.
pub fn compare(marks: &[Mark], runs: &[ExpectedRun], page: usize, findings: &mut Vec<Finding>) -> Vec<Option<usize>> {
    let mut owner = vec![None; marks.len()];
    // Letters as extracted, each with its mark.
    let mut letters: Vec<(char, usize)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        if let Kind::Text { text, .. } = &mark.kind {
            letters.extend(text.chars().filter_map(plain).map(|letter| (letter, at)));
        }
    }
    let mut from = 0;
    for (number, run) in runs.iter().enumerate() {
        let wanted: Vec<char> = run.text.chars().filter_map(plain).collect();
        let Some(found) = letters.get(from..from + wanted.len()) else {
            findings.push(differs(page, &run.text, "the page ends before it"));
            return owner;
        };
        let read: Vec<char> = found.iter().map(|(letter, _)| *letter).collect();
        if !same(&read, &wanted, run.rtl) {
            let read: String = if run.rtl { read.iter().rev().collect() } else { read.iter().collect() };
            findings.push(differs(page, &run.text, &format!("a reader finds \"{read}\"")));
            return owner;
        }
        for (_, mark) in found {
            owner[*mark] = Some(number);
        }
        from += wanted.len();
    }
    if let Some((_, mark)) = letters.get(from) {
        let Kind::Text { text, .. } = &marks[*mark].kind else { return owner };
        findings.push(differs(page, text, "nobody asked for it").at(marks[*mark].rect));
    }
    owner
}

fn differs(page: usize, text: &str, why: &str) -> Finding {
    let message = format!("the text \"{}\" is not on the page as it should be: {why}", text.trim());
    Finding::error("text-differs", page, message, "this is a fault of flyer: report it")
}

/// A character as it is compared: no spaces, nothing invisible, one kind of hyphen.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => None,
        '\u{2010}' | '\u{2011}' => Some('-'),
        c if c.is_whitespace() || c.is_control() => None,
        c => Some(c),
    }
}

/// Whether letters are those that were meant: a run from right to left is written from left to right, last letter first.
fn same(read: &[char], wanted: &[char], rtl: bool) -> bool {
    match rtl {
        true => in_order(read.iter().rev().copied()) == in_order(wanted.iter().copied()),
        false => read == wanted,
    }
}

/// Letters of a run from right to left, as far as their order can be told: lam and alef are one glyph, so a mark between
/// them stands behind both.
fn in_order(letters: impl Iterator<Item = char>) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for letter in letters.map(unmirrored) {
        let marks = out.iter().rev().take_while(|c| is_mark(**c)).count();
        let base = out.len() - marks;
        let joins = "اأإآٱ".contains(letter) && base > 0 && out[base - 1] == 'ل';
        out.insert(if joins { base } else { out.len() }, letter);
    }
    out
}

/// Arabic vowel signs and the like.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// One letter for the two brackets of a pair: in a line from right to left each is drawn with the other's shape.
fn unmirrored(c: char) -> char {
    const PAIRS: [[char; 2]; 6] =
        [['(', ')'], ['[', ']'], ['{', '}'], ['<', '>'], ['\u{AB}', '\u{BB}'], ['\u{2039}', '\u{203A}']];
    PAIRS.iter().find(|pair| pair[1] == c).map_or(c, |pair| pair[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Role;
    use crate::unit::Rect;

    fn marks(texts: &[&str]) -> Vec<Mark> {
        let kind = |text: &str| Kind::Text {
            text: text.into(),
            size: 12.0,
            rgb: [0, 0, 0],
            has_glyph_zero: false,
            visible: true,
        };
        texts.iter().map(|text| Mark { kind: kind(text), rect: Rect::ZERO, seen: Rect::ZERO }).collect()
    }

    fn runs(texts: &[&str]) -> Vec<ExpectedRun> {
        let rtl = |text: &str| text.contains(['س', ')']);
        let run = |text: &&str| ExpectedRun {
            text: (*text).into(),
            rtl: rtl(text),
            role: Role::Body,
            size: 12.0,
            origin: None,
        };
        texts.iter().map(run).collect()
    }

    fn faults(found: &[&str], wanted: &[&str]) -> usize {
        let mut findings = Vec::new();
        compare(&marks(found), &runs(wanted), 1, &mut findings);
        findings.len()
    }

    #[test]
    fn words_are_the_same_or_not() {
        assert_eq!(faults(&["one", " two"], &["one two"]), 0);
        assert_eq!(faults(&["مالس"], &["سلام"]), 0);
        assert_eq!(faults(&[".("], &[")."]), 0);
        assert_eq!(faults(&["one", "tow"], &["one two"]), 1);
        assert_eq!(faults(&["one"], &["one", "two"]), 1);
        assert_eq!(faults(&["one", "more"], &["one"]), 1);
        assert_eq!(faults(&["سلا"], &["سلام"]), 1);
        // Other words of the same letters, and the right word in the wrong order.
        assert_eq!(faults(&["املس"], &["سلام"]), 1);
        assert_eq!(faults(&["سلام"], &["سلام"]), 1);
        // "لًا" is written as one glyph and a mark.
        assert_eq!(faults(&["سًال"], &["لًاس"]), 0);
        assert_eq!(faults(&["سًال"], &["لاًس"]), 0);
        assert_eq!(faults(&["ساًل"], &["لًاس"]), 0);
        assert_eq!(faults(&["[."], &[")."]), 1);
    }
}
