//! What is said when a sheet does not hold: what takes the room, by how much it is too much, and every means that helps.
//!
//! In: a sheet that does not hold at its least size, and what it was left without before. Out: one error, at what takes most room or at the word that no line
//! can hold.

use super::fit::{Overflow, Sheet};
use super::grid::GridError;
use super::piece::room::{Measure, Share, Taker, sum};
use super::text::{Scale, TextPiece};
use crate::diag::{Diagnostic, FileId, Origin};
use crate::resolve::left_out::LeftOut;
use crate::unit::to_mm;
use std::collections::BTreeMap;

/// Average advance of a letter as a share of the size.
const LETTER: f64 = 0.5;
/// Words can be shortened by so much, as a share of their letters: one text that is far too long, or all of them a little.
const SHORTER: (f64, f64) = (0.9, 0.3);

/// Says what does not fit, and by how much.
pub(super) fn explain(
    sheet: &mut Sheet<'_>,
    overflow: Overflow,
    left_out: &[LeftOut],
) -> Result<Vec<Diagnostic>, GridError> {
    let job = sheet.job;
    let scale = Scale::least(job);
    let fault = match overflow.wide {
        Some((area, number, over)) => {
            let width = sheet.width(area)?;
            let mut texts = Vec::new();
            sheet.pieces[area].texts(width, scale, job, &mut texts);
            let name = &sheet.page.areas[area].name;
            texts.get(number).map(|(text, _)| too_wide(text, name, over, scale))
        }
        None => {
            let shares = shares(sheet, scale)?;
            let own = job.imprint.file;
            Room { shares: &shares, own, over: overflow.tall, scale }.too_tall()
        }
    };
    let nothing = || Diagnostic::error("text-overflow", "the blocks do not fit on the page").at(job.fit.origin);
    let fault = fault.unwrap_or_else(nothing).related(job.fit.origin, "the least size stands here");
    let gone: Vec<String> = left_out.iter().map(LeftOut::thing).collect();
    Ok(vec![match gone.is_empty() {
        true => fault,
        false => fault.hint(format!("left out already: {}", gone.join(", "))),
    }])
}

fn too_wide(text: &TextPiece, area: &str, over: f64, scale: Scale) -> Diagnostic {
    let size = text.size(scale);
    let letters = (over / (size * LETTER)).ceil().max(1.0);
    let (piece, origin) = text.widest_piece(scale);
    // No sign of ours stands in a number or an address: people type what they see.
    let plain = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let word = plain.chars().all(|c| !c.is_numeric() && !"@/_.".contains(c));
    let (what, help) = match word {
        true => ("the word ", "use a word that is shorter by about {}, or put a soft hyphen (U+00AD) into it"),
        false => ("", "nothing parts a number or an address by a hyphen: write it shorter by about {}, if it can be"),
    };
    Diagnostic::error("text-overflow", format!("{what}`{piece}` does not fit in area `{area}`"))
        .at(origin)
        .label(format!("{:.1} mm too wide at {} pt, its least size", to_mm(over), (size * 10.0).round() / 10.0))
        .hint(help.replace("{}", &format!("{letters} {}", if letters > 1.0 { "letters" } else { "letter" })))
        .hint("or take a layout with wider columns: `flyer list` shows them")
}

/// What fills the page from top to bottom: of areas beside each other the tallest.
fn shares<'a>(sheet: &mut Sheet<'a>, scale: Scale) -> Result<Vec<Share<'a>>, GridError> {
    let by = Measure { scale, job: sheet.job };
    let mut tallest: BTreeMap<(usize, usize), Vec<Share<'a>>> = BTreeMap::new();
    for (area, piece) in sheet.pieces.iter().enumerate() {
        let width = sheet.width(area)?;
        let mut shares = Vec::new();
        piece.shares(width, None, by, &mut shares);
        let rows = tallest.entry(sheet.page.areas[area].rows).or_default();
        if sum(&shares) > sum(rows) {
            *rows = shares;
        }
    }
    // An area beside several others is measured by these.
    let single: Vec<usize> = tallest.keys().filter(|(from, to)| to - from == 1).map(|(from, _)| *from).collect();
    tallest.retain(|(from, to), _| to - from == 1 || !(*from..*to).any(|row| single.contains(&row)));
    Ok(tallest.into_values().flatten().collect())
}

/// What takes the room of a page that is too small by some height.
struct Room<'a> {
    shares: &'a [Share<'a>],
    /// The file in which the project says who prints.
    own: Option<FileId>,
    over: f64,
    scale: Scale,
}

/// What takes room, as it is told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Own,
    Of(Taker),
}

impl Group {
    fn name(self) -> &'static str {
        match self {
            Self::Own => "your own words",
            Self::Of(Taker::Code) => "codes",
            Self::Of(Taker::Screens) => "screens",
            Self::Of(Taker::Pictures) => "pictures and logos",
            Self::Of(Taker::Strips) => "strips to tear off",
            Self::Of(Taker::Words) => "words of the guide",
            Self::Of(Taker::Other) => "lines and pictograms",
        }
    }
}

impl Room<'_> {
    fn group(&self, share: &Share<'_>) -> Group {
        let own = self.origin(share).is_some_and(|origin| Some(origin.file) == self.own);
        if own && share.taker == Taker::Words { Group::Own } else { Group::Of(share.taker) }
    }

    /// What asked for a part: of a text that is joined of several the longest.
    fn origin(&self, share: &Share<'_>) -> Option<Origin> {
        share.text.map_or(share.origin, |(text, _)| Some(text.longest_part(self.scale)))
    }

    fn too_tall(&self) -> Option<Diagnostic> {
        let mut groups: BTreeMap<Group, f64> = BTreeMap::new();
        for share in self.shares {
            *groups.entry(self.group(share)).or_default() += share.height;
        }
        let mut groups: Vec<(Group, f64)> = groups.into_iter().collect();
        groups.sort_by(|a, b| b.1.total_cmp(&a.1));
        let told = groups.iter().filter(|(_, height)| to_mm(*height) >= 1.0);
        let told: Vec<String> =
            told.map(|(group, height)| format!("{} {:.0} mm", group.name(), to_mm(*height))).collect();
        let largest = self.shares.iter().max_by(|a, b| a.height.total_cmp(&b.height))?;
        let (over, least) = (to_mm(self.over), self.scale.body);
        let message = format!("the sheet is {over:.1} mm too tall at {least} pt, the least size");
        let fault = Diagnostic::error("text-overflow", message)
            .at(self.origin(largest))
            .label(format!("this takes {:.0} mm", to_mm(largest.height)))
            .hint(format!("what takes the room: {}", told.join(", ")));
        let fault = self
            .own_words(largest)
            .into_iter()
            .fold(fault, |fault, (origin, height)| fault.related(origin, format!("and this {:.0} mm", to_mm(height))));
        // First what whoever prints can do, then what is a designer's or a translator's.
        let (own, others): (Vec<Group>, Vec<Group>) = groups
            .iter()
            .map(|(group, _)| group)
            .partition(|group| matches!(group, Group::Own | Group::Of(Taker::Pictures)));
        let means = |groups: Vec<Group>| groups.into_iter().filter_map(|group| self.means(group));
        let fault =
            means(own).fold(fault, Diagnostic::hint).hint("take a layout with more room: `flyer list` shows them");
        let fault = means(others).fold(fault, |fault, way| fault.hint(format!("in the layout or its words: {way}")));
        Some(fault.hint("in the layout: mark what may go as `optional = true`"))
    }

    /// The project's own words that take more than a line or two, the tallest first.
    fn own_words(&self, but: &Share<'_>) -> Vec<(Origin, f64)> {
        let own = self.shares.iter().filter(|share| self.group(share) == Group::Own && share.height != but.height);
        let mut own: Vec<(Origin, f64)> = own.filter_map(|share| Some((self.origin(share)?, share.height))).collect();
        own.sort_by(|a, b| b.1.total_cmp(&a.1));
        own.truncate(2);
        own
    }

    /// How a kind of thing can take less room.
    fn means(&self, group: Group) -> Option<String> {
        let texts = || self.shares.iter().filter(|share| self.group(share) == group).filter_map(|share| share.text);
        match group {
            Group::Own | Group::Of(Taker::Words) => {
                let (text, width) = texts().max_by(|a, b| {
                    let height = |(text, width): &(&TextPiece, f64)| text.height(*width, self.scale);
                    height(a).total_cmp(&height(b))
                })?;
                let lines = (self.over / text.leading(self.scale)).ceil().max(1.0);
                let letters = (lines * width / (text.size(self.scale) * LETTER)).ceil();
                let all: usize = texts().map(|(text, _)| text.letters(self.scale)).sum();
                let longest = text.letters(self.scale) as f64;
                let enough = letters <= (longest * SHORTER.0).max(all as f64 * SHORTER.1);
                let way = "or give `{ text = \"...\", short = \"...\" }`";
                Some(match (group, enough) {
                    (Group::Own, true) => format!("shorten your own words by about {letters} letters"),
                    (Group::Own, false) => "shorten your own words; that alone is not enough".to_owned(),
                    (_, true) => format!("shorten the words of the guide by about {letters} letters, {way}"),
                    // Nobody can halve the words of a guide.
                    (_, false) => return None,
                })
            }
            Group::Of(Taker::Code) => {
                Some("make codes smaller (`size`), as far as the distance allows from which they are read".to_owned())
            }
            Group::Of(Taker::Pictures) => Some("show fewer logos, or lower ones".to_owned()),
            Group::Of(Taker::Strips) => Some("make the strips shorter (`height`)".to_owned()),
            Group::Of(Taker::Screens) => Some("show fewer screens".to_owned()),
            Group::Of(Taker::Other) => None,
        }
    }
}
