//! Paragraphs: text shaped once, in em, so that it can be broken at any width and size without shaping again.
//!
//! In: spans and a style. Out: clusters with their widths, and every character that no font has. Itemising goes by
//! grapheme: face, span, direction and script decide where a run ends. Words of another language and addresses are
//! isolated (UAX 9, LRI and PDI), so that `www.facebook.com/help` stays one piece inside an Arabic line; the isolates
//! are for the bidi algorithm only and never reach the page.

use super::breaks::{Opportunity, opportunities};
use super::font::{FontSet, TypeStyle, is_han, is_invisible};
use super::lang::Lang;
use super::shape::{Shaped, Shaper};
use crate::diag::Origin;
use crate::page::{FontId, LinkId};
use icu_segmenter::GraphemeClusterSegmenter;
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

/// A stretch of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The words, typography already set.
    pub text: String,
    /// Whether they are strong.
    pub strong: bool,
    /// Their language, where it is another one.
    pub lang: Option<Lang>,
    /// The link that they show.
    pub link: Option<LinkId>,
    /// Where they were written.
    pub origin: Option<Origin>,
}

/// A character that no font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// Index of its span.
    pub span: usize,
    /// Byte in the span's text.
    pub at: usize,
}

/// A glyph in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShapedGlyph {
    pub id: u16,
    pub advance: f64,
    pub dx: f64,
    pub dy: f64,
}

/// The smallest piece of text with a width of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// Bytes of the paragraph's text.
    pub text: Range<usize>,
    /// Width in em.
    pub width: f64,
    /// Its glyphs, in visual order.
    pub glyphs: Range<usize>,
    /// Index of its run.
    pub run: usize,
    /// Whether it is a space that vanishes at a line's end.
    pub space: bool,
    /// Whether a line that begins here has to be shaped again.
    pub unsafe_before: bool,
}

/// Clusters of one face, span, direction and script.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub font: FontId,
    pub span: usize,
    pub level: Level,
    pub script: Script,
    pub clusters: Range<usize>,
}

/// A shaped paragraph.
#[derive(Debug)]
pub struct Paragraph {
    pub(super) text: String,
    pub(super) glyphs: Vec<ShapedGlyph>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) runs: Vec<Run>,
    pub(super) rtl: bool,
    pub(super) lang: Lang,
    pub(super) opportunities: Vec<Opportunity>,
    /// Sum of the widths before each cluster.
    pub(super) widths: Vec<f64>,
}

impl Paragraph {
    /// Shapes spans; hyphens at syllables are offered where asked for, soft hyphens always.
    pub fn shape(
        fonts: &FontSet,
        spans: &[Span],
        style: &TypeStyle,
        lang: &Lang,
        rtl: bool,
        hyphenate: bool,
    ) -> (Self, Vec<Missing>) {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let (items, missing) = itemize(fonts, spans, style, lang, rtl, &text);
        let mut paragraph = Self {
            text,
            glyphs: Vec::new(),
            clusters: Vec::new(),
            runs: Vec::new(),
            rtl,
            lang: lang.clone(),
            opportunities: Vec::new(),
            widths: vec![0.0],
        };
        let mut shaper = Shaper::new(fonts);
        for item in items {
            let from = paragraph.clusters.len();
            let number = paragraph.runs.len();
            let own = spans[item.span].lang.as_ref().unwrap_or(lang);
            let mut shaped = Shaped::default();
            shaper.shape(&paragraph.text, item.text.clone(), item.font, item.script, item.level, own, &mut shaped);
            let base = paragraph.glyphs.len();
            paragraph.clusters.extend(shaped.clusters.into_iter().map(|cluster| Cluster {
                glyphs: cluster.glyphs.start + base..cluster.glyphs.end + base,
                run: number,
                ..cluster
            }));
            paragraph.glyphs.extend(shaped.glyphs);
            let clusters = from..paragraph.clusters.len();
            paragraph.runs.push(Run {
                font: item.font,
                span: item.span,
                level: item.level,
                script: item.script,
                clusters,
            });
        }
        let mut sum = 0.0;
        for cluster in &paragraph.clusters {
            sum += cluster.width;
            paragraph.widths.push(sum);
        }
        paragraph.opportunities = opportunities(&paragraph, fonts, spans, hyphenate);
        (paragraph, missing)
    }

    /// Width on one line, in em.
    pub fn natural_width(&self) -> f64 {
        self.widths.last().copied().unwrap_or(0.0)
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A stretch to be shaped in one go.
struct ItemRun {
    text: Range<usize>,
    font: FontId,
    span: usize,
    level: Level,
    script: Script,
}

fn itemize(
    fonts: &FontSet,
    spans: &[Span],
    style: &TypeStyle,
    lang: &Lang,
    rtl: bool,
    text: &str,
) -> (Vec<ItemRun>, Vec<Missing>) {
    let levels = levels(spans, rtl);
    let mut starts = Vec::new();
    let mut at = 0;
    for span in spans {
        starts.push(at);
        at += span.text.len();
    }
    let mut items: Vec<ItemRun> = Vec::new();
    let mut missing = Vec::new();
    let mut before: Option<(Script, FontId, usize)> = None;
    let mut start = 0;
    let first_script = text.chars().map(|c| c.script()).find(|script| is_real(*script)).unwrap_or(Script::Latin);
    for end in GraphemeClusterSegmenter::new().segment_str(text).skip(1) {
        let cluster = &text[start..end];
        let span = starts.partition_point(|from| *from <= start).saturating_sub(1);
        // An empty span begins where the next one does: the last span that begins here holds the text.
        let own = cluster.chars().next().map_or(Script::Common, |c| c.script());
        let script = match before {
            _ if is_real(own) => own,
            Some((script, ..)) => script,
            None => first_script,
        };
        // Digits and brackets stay in the face of their word; beside Han characters digits are Latin, signs are wide.
        let stays = !is_real(own) && !is_han(script);
        let kept = before.filter(|(_, font, of)| stays && *of == span && fonts.covers(*font, cluster));
        let strong = spans[span].strong;
        let lang = spans[span].lang.as_ref().unwrap_or(lang);
        let font = kept.map(|(_, font, _)| font).or_else(|| fonts.choose(style, strong, script, lang, cluster));
        let font = font.unwrap_or_else(|| {
            let character = cluster.chars().find(|c| !is_invisible(*c)).unwrap_or(' ');
            missing.push(Missing { character, span, at: start - starts[span] });
            FontId(0)
        });
        let level = levels.get(start).copied().unwrap_or(Level::ltr());
        match items.last_mut() {
            Some(item) if item.font == font && item.span == span && item.level == level && item.script == script => {
                item.text.end = end;
            }
            _ => items.push(ItemRun { text: start..end, font, span, level, script }),
        }
        before = Some((script, font, span));
        start = end;
    }
    (items, missing)
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// The embedding level of every byte of the spans' joined text.
fn levels(spans: &[Span], rtl: bool) -> Vec<Level> {
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let mut isolated = String::new();
    let mut places = Vec::new();
    for span in spans {
        let island = span.link.is_some() || span.lang.is_some();
        let mark = match &span.lang {
            Some(lang) if lang.is_rtl() => '\u{2067}',
            _ => '\u{2066}',
        };
        if island {
            isolated.push(mark);
        }
        places.extend((0..span.text.len()).map(|at| isolated.len() + at));
        isolated.push_str(&span.text);
        if island {
            isolated.push('\u{2069}');
        }
    }
    if !rtl && isolated.is_ascii() {
        return vec![base; places.len()];
    }
    let info = BidiInfo::new(&isolated, Some(base));
    places.into_iter().map(|at| info.levels.get(at).copied().unwrap_or(base)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::super::line::visual_order;
    use super::*;

    /// Folder of the Unicode character database; CI installs it (Debian: `unicode-data`).
    const DATABASE: &str = "/usr/share/unicode";

    /// Text, whether it goes from right to left, level of each character (none where rule X9 takes it out), and order.
    type Case = (String, bool, Vec<Option<u8>>, Vec<usize>);

    /// A line of the file.
    fn case(line: &str) -> Option<Case> {
        let fields: Vec<&str> = line.split('#').next()?.trim().split(';').collect();
        let [text, direction, _, levels, order] = fields[..] else { return None };
        let text = text.split(' ').map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()).collect();
        let levels = levels.split(' ').map(|level| level.parse().ok()).collect();
        let order = order.split(' ').filter_map(|at| at.parse().ok()).collect();
        // Direction 2 asks for the first strong letter; a sheet always knows its direction.
        (direction != "2").then_some((text, direction == "1", levels, order))
    }

    /// UAX 9 as far as L2, against `BidiCharacterTest.txt`. L1 (spaces at a line's end get the line's level) is done by
    /// the lines themselves, which end before such spaces: here it is taken from the file.
    #[test]
    fn directions_are_those_of_unicode() {
        let asked = std::env::var("FLYER_UNICODE").is_ok();
        let Ok(file) = std::fs::read_to_string(format!("{DATABASE}/BidiCharacterTest.txt")) else {
            assert!(!asked, "{DATABASE}/BidiCharacterTest.txt is not there");
            eprintln!("{DATABASE} has no BidiCharacterTest.txt: nothing to compare with");
            return;
        };
        let (mut cases, mut differ) = (0, Vec::new());
        for (text, rtl, wanted, order) in file.lines().filter_map(case) {
            cases += 1;
            let span = Span { text: text.clone(), strong: false, lang: None, link: None, origin: None };
            let own = levels(&[span], rtl);
            let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}')).len();
            let seen: Vec<(usize, u8, u8)> = text
                .char_indices()
                .zip(&wanted)
                .enumerate()
                .filter_map(|(place, ((at, c), wanted))| {
                    let wanted = (*wanted)?;
                    let line_end = at >= end || is_separator(&text[at + c.len_utf8()..], c);
                    Some((place, if line_end { wanted } else { own[at].number() }, wanted))
                })
                .collect();
            let drawn: Vec<u8> = seen.iter().map(|(_, own, _)| *own).collect();
            let visual: Vec<usize> = visual_order(&drawn).into_iter().map(|at| seen[at].0).collect();
            if seen.iter().any(|(_, own, wanted)| own != wanted) || visual != order {
                differ.push(format!("{text:?} {rtl}: {drawn:?}, {visual:?}"));
            }
        }
        println!("{cases} cases");
        assert!(cases > 50_000, "{cases}");
        assert!(
            differ.is_empty(),
            "{} of {cases} differ:\n{}",
            differ.len(),
            differ[..differ.len().min(20)].join("\n")
        );
    }

    /// Tabs and other separators of segments, with the spaces before them: L1 again.
    fn is_separator(rest: &str, c: char) -> bool {
        let white = |c: char| c.is_whitespace() || matches!(c, '\u{2066}'..='\u{2069}');
        let tab = |c: char| matches!(c, '\t' | '\u{B}' | '\u{1F}');
        tab(c) || white(c) && rest.trim_start_matches(|c| white(c) && !tab(c)).starts_with(tab)
    }
}
