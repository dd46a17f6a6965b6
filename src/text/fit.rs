//! Breaking paragraphs into lines.
//!
//! In: a paragraph and a width in em. Out: where its lines end. Three ways: greedy; total fit (the demerits of Knuth
//! and Plass, ragged) for running text, which avoids a last line of one short word; balanced for headings, lines of
//! about the same length. Hyphens are used only where a line would not hold without (headings have none but those that
//! their words bring along). Phrases are parted only where that saves a line, and what
//! is one thing only where it is wider than a line.

use super::model::{Kind, Opportunity, Paragraph, SPARED};

/// How a paragraph is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaking {
    /// As much as holds on each line.
    Greedy,
    /// The paragraph as a whole, as even as it can be.
    TotalFit,
    /// As few lines as greedy, of about the same length.
    Balanced,
}

/// Where lines end.
#[derive(Clone, Debug, PartialEq)]
pub struct Breaks {
    pub(super) ends: Vec<Opportunity>,
    overrun: f64,
    /// Whether a line ends in the host of an address.
    pub parts_host: bool,
}

/// Room for rounding, in em.
const SLACK: f64 = 1e-6;

impl Breaks {
    /// Number of lines.
    pub fn lines(&self) -> usize {
        self.ends.len()
    }

    /// Whether a line is wider than allowed.
    pub fn overfull(&self) -> bool {
        self.overrun > SLACK
    }

    /// How much the widest line is wider than allowed, in em; 0 where none is.
    pub fn overrun(&self) -> f64 {
        self.overrun
    }
}

impl Paragraph {
    /// Width of the widest piece that cannot be broken, in em.
    pub fn min_width(&self) -> f64 {
        let mut from = 0;
        let mut widest = 0.0_f64;
        for opportunity in &self.opportunities {
            widest = widest.max(self.width(from, opportunity));
            from = opportunity.next;
        }
        widest
    }

    /// The word, number or address with the widest piece that cannot be broken: its bytes in the text.
    pub fn widest_piece(&self) -> std::ops::Range<usize> {
        let (mut from, mut word) = (0, 0);
        let (mut widest, mut found) = (f64::NEG_INFINITY, 0..0);
        for place in &self.opportunities {
            let width = self.width(from, place);
            // What a hyphen parts is one word still, and so are numbers and addresses.
            if width > widest || found.start == word && found.end == from {
                (widest, found) = (widest.max(width), word..place.end.max(word));
            }
            from = place.next;
            let inside = place.kind == Kind::Hyphen || SPARED[1..].contains(&place.kind);
            word = if inside { word } else { from };
        }
        let byte = |at: usize| self.clusters.get(at).map_or(self.text.len(), |cluster| cluster.text.start);
        byte(found.start)..byte(found.end)
    }

    /// Where lines of a width end.
    pub fn break_lines(&self, width: f64, how: Breaking) -> Breaks {
        if !self.opportunities.iter().any(|place| SPARED.contains(&place.kind)) {
            return self.broken_or_hyphened(&self.opportunities, width, how);
        }
        let all = self.opportunities.iter();
        let mut kept: Vec<Opportunity> = all.filter(|place| !SPARED.contains(&place.kind)).copied().collect();
        for kind in SPARED {
            if self.opportunities.iter().all(|place| place.kind != kind) {
                continue;
            }
            let mut known = kept.iter().peekable();
            let with = self
                .opportunities
                .iter()
                .filter(|place| known.next_if(|known| known.next == place.next).is_some() || place.kind == kind);
            let with: Vec<Opportunity> = with.copied().collect();
            kept = self.needed(&with, kind, width);
        }
        self.broken_or_hyphened(&kept, width, how)
    }

    /// Opportunities, those of a kind only where a piece between the others is wider than a line.
    fn needed(&self, all: &[Opportunity], kind: Kind, width: f64) -> Vec<Opportunity> {
        let mut places = Vec::new();
        let mut spared = Vec::new();
        let mut from = 0;
        for place in all {
            if place.kind == kind {
                spared.push(*place);
                continue;
            }
            if self.width(from, place) > width + SLACK {
                places.append(&mut spared);
            }
            spared.clear();
            places.push(*place);
            from = place.next;
        }
        places
    }

    fn broken_or_hyphened(&self, places: &[Opportunity], width: f64, how: Breaking) -> Breaks {
        let plain: Vec<Opportunity> = places.iter().copied().filter(|place| place.kind != Kind::Hyphen).collect();
        let whole = self.broken(&plain, width, how);
        if whole.overrun <= SLACK || plain.len() == places.len() {
            return whole;
        }
        let hyphened = self.broken(places, width, how);
        if hyphened.overrun < whole.overrun { hyphened } else { whole }
    }

    fn broken(&self, places: &[Opportunity], width: f64, how: Breaking) -> Breaks {
        let any = self.broken_at(places, width, how);
        if any.lines() < 2 || places.iter().all(|place| place.kind != Kind::Phrase) {
            return any;
        }
        let phrases: Vec<Opportunity> = places.iter().copied().filter(|place| place.kind != Kind::Phrase).collect();
        let whole = self.broken_at(&phrases, width, how);
        if whole.overrun <= any.overrun && whole.lines() <= any.lines() { whole } else { any }
    }

    fn broken_at(&self, places: &[Opportunity], width: f64, how: Breaking) -> Breaks {
        let greedy = self.greedy(places, width);
        let ends = match how {
            Breaking::Greedy => greedy,
            Breaking::TotalFit => self.total_fit(places, width).unwrap_or(greedy),
            Breaking::Balanced => self.balanced(places, width, greedy),
        };
        let overrun = self.overrun_of(&ends, width);
        let parts_host = ends.iter().any(|end| matches!(end.kind, Kind::Host | Kind::Label));
        Breaks { ends, overrun, parts_host }
    }

    fn overrun_of(&self, ends: &[Opportunity], width: f64) -> f64 {
        let mut from = 0;
        let mut overrun = 0.0_f64;
        for end in ends {
            overrun = overrun.max(self.width(from, end) - width);
            from = end.next;
        }
        if overrun > SLACK { overrun } else { 0.0 }
    }

    /// Width of a line from a cluster to an opportunity, in em.
    fn width(&self, from: usize, to: &Opportunity) -> f64 {
        self.widths[to.end.max(from)] - self.widths[from] + to.extra
    }

    fn greedy(&self, places: &[Opportunity], width: f64) -> Vec<Opportunity> {
        let mut ends = Vec::new();
        let (mut from, mut last): (usize, Option<Opportunity>) = (0, None);
        for place in places {
            if self.width(from, place) > width + SLACK
                && let Some(end) = last.take()
            {
                ends.push(end);
                from = end.next;
            }
            if place.kind == Kind::Must {
                ends.push(*place);
                from = place.next;
                last = None;
            } else {
                last = Some(*place);
            }
        }
        ends
    }

    /// Least demerits over the whole paragraph; `None` where some line cannot hold.
    fn total_fit(&self, places: &[Opportunity], width: f64) -> Option<Vec<Opportunity>> {
        // best[k]: demerits up to place k - 1, and the place before it on the best way; best[0] is the start.
        let mut best: Vec<(f64, usize)> = vec![(f64::INFINITY, usize::MAX); places.len() + 1];
        best[0] = (0.0, usize::MAX);
        let mut first = 0;
        for (at, place) in places.iter().enumerate() {
            let mut found = (f64::INFINITY, usize::MAX);
            for before in (first..=at).rev() {
                let from = if before == 0 { 0 } else { places[before - 1].next };
                let natural = self.width(from, place);
                if natural > width + SLACK {
                    break;
                }
                let demerits = best[before].0 + demerits(natural, width, place.kind, before > first);
                if demerits < found.0 {
                    found = (demerits, before);
                }
            }
            best[at + 1] = found;
            if place.kind == Kind::Must {
                if found.0.is_infinite() {
                    return None;
                }
                first = at + 1;
            }
        }
        let mut ends = Vec::new();
        let mut at = places.len();
        while at > 0 {
            ends.push(places[at - 1]);
            at = best[at].1;
        }
        ends.reverse();
        Some(ends)
    }

    /// The narrowest width that needs no more lines than greedy does.
    fn balanced(&self, places: &[Opportunity], width: f64, greedy: Vec<Opportunity>) -> Vec<Opportunity> {
        let lines = greedy.len();
        if lines < 2 || self.overrun_of(&greedy, width) > 0.0 {
            return greedy;
        }
        let (mut low, mut high, mut best) = (width / lines as f64 * 0.5, width, greedy);
        for _ in 0..20 {
            let middle = (low + high) / 2.0;
            let ends = self.greedy(places, middle);
            if ends.len() <= lines && self.overrun_of(&ends, middle) == 0.0 {
                (high, best) = (middle, ends);
            } else {
                low = middle;
            }
        }
        best
    }
}

/// How bad a line is: its empty room cubed, hyphens, parted phrases, and a last line of one short word.
fn demerits(natural: f64, width: f64, kind: Kind, continues: bool) -> f64 {
    let room = (width - natural).max(0.0);
    if kind == Kind::Must {
        let runt = continues && natural < 0.18 * width;
        return if runt { 12_000.0 } else { 100.0 };
    }
    let ratio = (room / (0.18 * width).max(1e-3)).min(20.0);
    let penalty = match kind {
        Kind::Hyphen => 400.0,
        Kind::Phrase => 150.0,
        Kind::Joint => 500.0,
        Kind::Range => 600.0,
        Kind::Place => 700.0,
        Kind::Last => 1_000.0,
        Kind::Host => 2_000.0,
        Kind::Label => 3_000.0,
        Kind::Soft | Kind::Must => 0.0,
    };
    (10.0 + 100.0 * ratio * ratio * ratio + penalty).powi(2) / 100.0
}
