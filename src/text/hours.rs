//! Opening hours in one line: a day and its times are read as one.
//!
//! In: opening hours as somebody wrote them, in any script. Out: their entries, each a stretch that stays on one line where
//! that can be: "Tue 10–18; ", with the sign that ends it. A comma ends an entry only where times stand before it and a day
//! behind it: "Tue, Thu 10–12, 14–18, Sat 10–14" has two.

use std::ops::Range;

/// What ends an entry wherever it stands between two.
const ENDS: &str = "·•|;；؛।\n";
/// What may end one.
const COMMAS: &str = ",،，、";
/// Letters up to which it is an entry, and not a sentence about hours.
const LONGEST: usize = 60;

/// The entries of a text; each ends where the next one begins.
pub(super) fn entries(text: &str) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut timed = false;
    let mut signs = text.char_indices().peekable();
    while let Some((_, sign)) = signs.next() {
        timed |= sign.is_numeric();
        if !ENDS.contains(sign) && !COMMAS.contains(sign) {
            continue;
        }
        while signs.next_if(|(_, space)| space.is_whitespace()).is_some() {}
        let Some((next, begins)) = signs.peek().copied() else { break };
        if ENDS.contains(sign) || timed && begins.is_alphabetic() {
            ends.push(next);
            timed = false;
        }
    }
    ends.push(text.len());
    let begins = std::iter::once(0).chain(ends.clone());
    let all = begins.zip(ends).map(|(begin, end)| begin..end);
    all.filter(|entry| (1..=LONGEST).contains(&text[entry.clone()].trim().chars().count())).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::super::{Breaking, FontSet, Lang, Paragraph, Span, TypeStyle, Voice, typeset_own};
    use super::*;

    /// `tests/hours.txt`: hours a line, `⏎` between what may stand on lines of their own.
    fn lines() -> Vec<String> {
        let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hours.txt")).unwrap();
        let lines: Vec<String> =
            file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
        assert!(lines.len() > 20, "the file is gone");
        lines
    }

    #[test]
    fn entries_are_those_of_the_file() {
        for line in lines() {
            let plain = line.replace('⏎', "");
            let found: Vec<&str> = entries(&plain).into_iter().map(|entry| &plain[entry]).collect();
            assert_eq!(found.join("⏎"), line);
        }
    }

    /// The lines that a text is broken into, and its width on one.
    fn broken(text: &str, sheet: &str, width: f64) -> (Vec<String>, f64) {
        let style = TypeStyle { family: "Noto Sans".into(), weight: 400, strong_weight: 700, italic: false };
        let lang = Lang::new(sheet);
        let spans = [Span { voice: Voice::Own(None), hours: true, ..Span::plain(text, None) }];
        let (paragraph, _) = Paragraph::shape(&FontSet::builtin(), &spans, &style, &lang, lang.is_rtl(), false);
        let mut from = 0;
        let ends = paragraph.break_lines(width, Breaking::TotalFit).ends;
        let lines = ends.iter().map(|end| {
            let next = paragraph.clusters.get(end.next).map_or(text.len(), |cluster| cluster.text.start);
            let line = text[from..next].to_owned();
            from = next;
            line
        });
        (lines.collect(), paragraph.natural_width())
    }

    #[test]
    fn a_line_never_parts_a_day_from_its_times() {
        for (line, sheet) in lines().iter().flat_map(|line| ["fr", "ar"].map(|sheet| (line, sheet))) {
            let set = typeset_own(None, line);
            let entries: Vec<&str> = set.split('⏎').collect();
            let widest = entries.iter().map(|entry| broken(entry.trim_end(), sheet, 1e3).1).fold(0.0, f64::max);
            let text = set.replace('⏎', "");
            let whole = broken(&text, sheet, 1e3).1;
            for step in 0..8 {
                let width = widest + 0.01 + (whole - widest) * f64::from(step) / 8.0;
                let lines = broken(&text, sheet, width).0;
                let parted = lines.iter().scan(0, |end, line| {
                    *end += line.len();
                    Some(*end)
                });
                let ends: Vec<usize> = entries
                    .iter()
                    .scan(0, |end, entry| {
                        *end += entry.len();
                        Some(*end)
                    })
                    .collect();
                assert!(parted.into_iter().all(|end| ends.contains(&end)), "{lines:?}");
                assert!(lines.len() > 1 || entries.len() == 1 || step == 8);
            }
        }
    }
}
