//! A line that the parser stumbled over, and what can be told of it without a parser.
//!
//! In: the file's text and a place. Out: name and value, the texts in quotation marks, the text that goes on, the bracket
//! that stays open.

use std::ops::Range;

/// Straight quotation marks.
pub const STRAIGHT: [char; 2] = ['"', '\''];
/// What word processors make of them, and what other languages write.
pub const CURLED: &str = "“”„‟«»‹›‘’‚‛″′`´「」『』＂＇";

/// A line, and what the parser says of it.
pub struct Line<'a> {
    whole: &'a str,
    /// First byte of the line.
    pub start: usize,
    /// The line without its end.
    pub text: &'a str,
    /// Where in the line the parser stumbled.
    pub at: usize,
    /// What stands there, as far as this line goes.
    pub there: &'a str,
    /// The parser's words.
    pub said: &'a str,
}

impl<'a> Line<'a> {
    /// The line of a place.
    pub fn new(whole: &'a str, span: Range<usize>, said: &'a str) -> Self {
        let place = span.start.min(whole.len());
        let start = whole[..place].rfind('\n').map_or(0, |at| at + 1);
        let text = whole[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let at = (place - start).min(text.len());
        let there = text.get(at..span.end.saturating_sub(start).min(text.len())).unwrap_or_default();
        Self { whole, start, text, at, there, said }
    }

    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// A part of the line as a place in the file.
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }

    /// What stands before and behind the first `=` that is in no text.
    pub fn name_and_value(&self) -> Option<(&'a str, &'a str)> {
        let texts = self.texts();
        let equals = self.text.char_indices().find(|(at, letter)| *letter == '=' && !within(&texts, *at))?.0;
        Some((self.text[..equals].trim(), self.text[equals + 1..].trim()))
    }

    /// The texts in straight quotation marks, with these; the last one goes to the end where it is not closed.
    pub fn texts(&self) -> Vec<Range<usize>> {
        let mut texts = Vec::new();
        let mut open: Option<(usize, char)> = None;
        let mut escaped = false;
        for (at, letter) in self.text.char_indices() {
            match open {
                Some((_, '"')) if escaped => escaped = false,
                Some((_, '"')) if letter == '\\' => escaped = true,
                Some((start, mark)) if letter == mark => {
                    texts.push(start..at + 1);
                    open = None;
                }
                Some(_) => {}
                None if letter == '#' => break,
                None if STRAIGHT.contains(&letter) => open = Some((at, letter)),
                None => {}
            }
        }
        texts.extend(open.map(|(start, _)| start..self.text.len()));
        texts
    }

    /// The first letter of a kind that is in no text.
    pub fn outside(&self, wanted: impl Fn(char) -> bool) -> Option<(usize, char)> {
        let texts = self.texts();
        self.text.char_indices().find(|(at, letter)| wanted(*letter) && !within(&texts, *at))
    }

    /// The text that is not closed on this line.
    pub fn open_text(&self) -> Option<Range<usize>> {
        let last = self.texts().pop()?;
        let inside = &self.text[last.clone()];
        let mark = inside.chars().next()?;
        (inside.len() < 2 || !inside.ends_with(mark)).then_some(last)
    }

    /// Where the text ends that is not closed here, if it is closed a few lines further on.
    pub fn goes_on_to(&self) -> Option<usize> {
        let open = self.open_text()?;
        let mark = self.text[open].chars().next()?;
        let mut at = self.end() + 1;
        for next in self.whole.get(at..)?.split('\n').take(4) {
            let odd = next.matches(mark).count() % 2 == 1;
            if odd && next.trim_end().trim_end_matches(',').ends_with(mark) && !next.contains('=') {
                return Some(at + next.len());
            }
            at += next.len() + 1;
        }
        None
    }

    /// Where the name of this line was given before.
    pub fn earlier(&self) -> Option<Range<usize>> {
        if !self.said.starts_with("duplicate key") {
            return None;
        }
        let header = self.text.trim_start().starts_with('[');
        let mut found = None;
        let mut at = 0;
        for line in self.whole.split('\n') {
            if at >= self.start {
                break;
            }
            let name = line.split('=').next().unwrap_or_default().trim();
            let same = if header { line.trim() == self.text.trim() } else { name == self.there && line.contains('=') };
            if same {
                let indent = line.len() - line.trim_start().len();
                found = Some(at + indent..at + indent + if header { line.trim().len() } else { name.len() });
            }
            at += line.len() + 1;
        }
        found
    }
}

fn within(texts: &[Range<usize>], at: usize) -> bool {
    texts.iter().any(|text| text.contains(&at))
}

/// The bracket of a list or table in braces that is not closed: its place, itself, and what closes it wrongly.
pub fn open_bracket(text: &str) -> Option<(usize, char, Option<char>)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // The heading of a table is no list.
        if open.is_empty() && line.trim_start().starts_with('[') {
            at += line.len();
            continue;
        }
        let here = Line::new(line, 0..0, "");
        let texts = here.texts();
        for (offset, letter) in line.char_indices().filter(|(offset, _)| !within(&texts, *offset)) {
            match letter {
                '#' => break,
                '[' | '{' => open.push((at + offset, letter)),
                ']' | '}' => match open.pop() {
                    Some((_, '[')) if letter == ']' => {}
                    Some((_, '{')) if letter == '}' => {}
                    Some((start, wrong)) => return Some((start, wrong, Some(letter))),
                    None => {}
                },
                _ => {}
            }
        }
        at += line.len();
    }
    open.pop().map(|(at, letter)| (at, letter, None))
}
