//! Words as people know them, for messages.
//!
//! In: the marks of a page, the run that each shows, and the promised runs. Out: the words of a mark as they are written, and
//! where somebody wrote them. A file holds words that are read from right to left glyph by glyph from left to right:
//! quoted like that, nobody finds them.

use super::expected::ExpectedRun;
use super::mark::{Kind, Mark};
use crate::diag::Origin;
use unicode_bidi::{BidiInfo, Level};

/// Letters of a quotation at most.
const LONGEST: usize = 60;

/// The marks of a page, and what is known of their words.
#[derive(Clone, Copy)]
pub struct Quoted<'a> {
    /// The marks.
    pub marks: &'a [Mark],
    /// Index of the run that each mark shows; empty where nothing was promised.
    pub owner: &'a [Option<usize>],
    /// The promised runs.
    pub runs: &'a [ExpectedRun],
}

impl<'a> Quoted<'a> {
    /// The run that a mark shows.
    pub fn run(&self, at: usize) -> Option<&'a ExpectedRun> {
        self.runs.get((*self.owner.get(at)?)?)
    }

    /// The words of a mark, in the order in which they are read, in quotes.
    pub fn words(&self, at: usize) -> String {
        let words = match (self.run(at), self.marks.get(at).map(|mark| &mark.kind)) {
            (Some(run), _) => run.text.clone(),
            (None, Some(Kind::Text { text, .. })) => in_reading_order(text),
            (None, _) => String::new(),
        };
        let words = words.trim();
        match words.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("\"{}…\"", words[..end].trim_end()),
            None => format!("\"{words}\""),
        }
    }

    /// Where the words of a mark were written.
    pub fn origin(&self, at: usize) -> Option<Origin> {
        self.run(at)?.origin
    }
}

/// Words that stand from left to right in a file, in the order in which they are read: turning round what is read from right
/// to left, and in it what is not, undoes itself.
pub fn in_reading_order(text: &str) -> String {
    let rtl = BidiInfo::new(text, None).levels.iter().any(Level::is_rtl);
    if !rtl {
        return text.to_owned();
    }
    let info = BidiInfo::new(text, Some(Level::rtl()));
    info.paragraphs.iter().map(|line| info.reorder_line(line, line.range.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::in_reading_order;

    #[test]
    fn words_from_right_to_left_are_turned_round() {
        assert_eq!(in_reading_order("one two"), "one two");
        let fact = "\u{5e2}\u{5d5}\u{5d1}\u{5d3}\u{5d4}";
        let seen = format!("21 {}", fact.chars().rev().collect::<String>());
        assert_eq!(in_reading_order(&seen), format!("{fact} 21"));
    }
}
