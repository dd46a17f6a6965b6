//! Paragraphs: text shaped once, in em, so that it can be broken at any width and size without shaping again.
//!
//! In: spans and a style. Out: clusters with their widths, and every character that no font has. Itemising goes by
//! grapheme: face, span, direction and script decide where a run ends. Words of another language, a project's
//! own and addresses are isolated (UAX 9), so that `www.facebook.com/help` stays one piece inside an Arabic line; the
//! isolates are for the bidi algorithm only and never reach the page.

use super::bidi::levels;
use super::breaks::opportunities;
use super::font::{FontSet, TypeStyle, is_han, is_invisible};
use super::island::Islands;
use super::lang::Lang;
use super::model::{Cluster, Paragraph, Run, ShapedGlyph};
use super::shape::{Shaped, Shaper};
use super::span::Span;
use crate::page::FontId;
use icu_segmenter::GraphemeClusterSegmenter;
use std::ops::Range;
use unicode_bidi::Level;
use unicode_script::{Script, UnicodeScript};

/// Air between Han characters and Latin letters, in em: JLREQ 3.2.6 asks for a quarter and allows less down to an eighth,
/// which is what ragged lines and digits everywhere in the text bear best.
const HAN_LATIN: f64 = 0.125;

/// Width that a full-width bracket, comma or stop gives up beside another one, in em (JLREQ 3.1.4, CLREQ 3.1.6.1).
const SHARED: f64 = 0.5;
/// Full-width signs that leave their right half empty.
const CLOSING: &str = "）」』】〉》〕、。，．";
/// Full-width signs that leave their left half empty.
const OPENING: &str = "（「『【〈《〔";

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
        let islands = Islands::of(&text, spans, rtl);
        let levels = levels(spans, rtl, &islands);
        let (items, missing) = itemize(fonts, spans, style, lang, &levels, &text);
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
            let own = spans[item.span].voice.lang().unwrap_or(lang);
            let mut shaped = Shaped::default();
            shaper.shape(&paragraph.text, item.text.clone(), item.font, item.script, item.level, own, &mut shaped);
            let scale = fonts.scale(style, item.font);
            shaped.scale(scale);
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
                lang: own.clone(),
                clusters,
                scale,
            });
        }
        space_out(&paragraph.text, &mut paragraph.clusters, &mut paragraph.glyphs);
        let mut sum = 0.0;
        for cluster in &paragraph.clusters {
            sum += cluster.width;
            paragraph.widths.push(sum);
        }
        paragraph.opportunities = opportunities(&paragraph, fonts, spans, &islands, hyphenate);
        (paragraph, missing)
    }
}

/// Gives air between Han characters or kana and Latin letters or digits, and takes it from signs that stand beside each
/// other: no space is typed there, none is copied.
pub(super) fn space_out(text: &str, clusters: &mut [Cluster], glyphs: &mut [ShapedGlyph]) {
    for next in 1..clusters.len() {
        let before = text[clusters[next - 1].text.clone()].chars().next_back();
        let after = text[clusters[next].text.clone()].chars().next();
        let (Some(before), Some(after)) = (before, after) else { continue };
        let by = air(before, after);
        let cluster = &mut clusters[next - 1];
        cluster.width += by;
        if let Some(glyph) = glyphs[cluster.glyphs.clone()].last_mut() {
            glyph.advance += by;
        }
    }
}

/// Air between two characters, in em; negative where they share some.
fn air(before: char, after: char) -> f64 {
    if before.is_ascii() && after.is_ascii() {
        return 0.0;
    }
    let meet = |one: char, other: char| !one.is_ascii() && other.is_ascii_alphanumeric() && is_han(one.script());
    // Of two signs that open, the second is drawn into the empty half before it.
    let share = CLOSING.contains(before) && (CLOSING.contains(after) || OPENING.contains(after))
        || OPENING.contains(before) && OPENING.contains(after);
    match share {
        true => -SHARED,
        false if meet(before, after) || meet(after, before) => HAN_LATIN,
        false => 0.0,
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
    levels: &[Level],
    text: &str,
) -> (Vec<ItemRun>, Vec<Missing>) {
    let mut starts = Vec::new();
    let mut at = 0;
    for span in spans {
        starts.push(at);
        at += span.text.len();
    }
    let mut items: Vec<ItemRun> = Vec::new();
    let mut missing = Vec::new();
    let mut before: Option<(Script, FontId, usize)> = None;
    // The faces that were asked last, and for what: most clusters are of the script of the one before.
    let mut asked = None;
    let mut start = 0;
    let first_script = text.chars().map(|c| c.script()).find(|script| is_real(*script)).unwrap_or(Script::Latin);
    for end in GraphemeClusterSegmenter::new().segment_str(text).skip(1) {
        let cluster = &text[start..end];
        let span = starts.partition_point(|from| *from <= start).saturating_sub(1);
        // An empty span begins where the next one does: the last span that begins here holds the text.
        let own = cluster.chars().next().map_or(Script::Common, script_of);
        let script = match before {
            _ if is_real(own) => own,
            Some((script, ..)) => script,
            None => first_script,
        };
        // Digits and brackets stay in the face of their word; beside Han characters digits are Latin, signs are wide.
        let stays = !is_real(own) && !is_han(script);
        let kept = before.filter(|(_, font, of)| stays && *of == span && fonts.covers(*font, cluster));
        let font = kept.map(|(_, font, _)| font).or_else(|| {
            let key = (span, script, is_han(script) && !cluster.is_ascii());
            if asked.as_ref().is_none_or(|(known, _)| *known != key) {
                let lang = spans[span].voice.lang().unwrap_or(lang);
                asked = Some((key, fonts.preferred(style, spans[span].strong, script, lang, key.2)));
            }
            asked.as_ref().and_then(|(_, preferred)| fonts.choose(preferred, cluster))
        });
        let font = font.unwrap_or_else(|| {
            let character = cluster.chars().find(|c| !is_invisible(*c)).unwrap_or(' ');
            missing.push(Missing { character, span, at: start - starts[span] });
            FontId(0)
        });
        let level = levels.get(start).copied().unwrap_or(Level::ltr());
        // A run ends behind a soft hyphen: the shaper makes one piece of the letters round it where the font has no space.
        let parted = text[..start].ends_with('\u{AD}');
        match items.last_mut().filter(|_| !parted) {
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

/// The script of a character; wide brackets and stops belong to the Han characters wherever they stand.
pub(super) fn script_of(c: char) -> Script {
    match c {
        '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}' => Script::Han,
        other => other.script(),
    }
}

fn is_real(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}
