//! Seams: where a poster is parted.
//!
//! In: a length, how much of it one tile shows, and what a seam had better not, or must not, run through. Out: where the
//! seams lie. Every tile but the last also shows the overlap beyond its seam, on which the next one is glued. As few
//! tiles as can be; among those the seams that cost least; among those the ones most evenly spread.

use crate::unit::mm;

/// Seams lie on a grid as fine as this, in millimetres.
const GRID: f64 = 1.0;
/// How many more tiles than necessary may save a code.
const MORE: usize = 2;
/// What a millimetre away from even costs; less than the smallest letter.
const UNEVEN: f64 = 0.01;

/// A stretch that a seam should not run through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// From here.
    pub from: f64,
    /// To here.
    pub to: f64,
    /// What it costs; none where it is out of the question.
    pub cost: Option<f64>,
}

/// Where the seams lie, from the start; none where every way runs through what must stay whole.
pub fn seams(length: f64, window: f64, overlap: f64, stretches: &[Stretch]) -> Option<Vec<f64>> {
    if length <= window + 0.01 {
        return Some(Vec::new());
    }
    let step = window - overlap;
    if step <= mm(GRID) {
        return None;
    }
    let least = ((length - overlap) / step - 1e-6).ceil() as usize;
    (least..=least + MORE).find_map(|tiles| spread(length, window, overlap, tiles, stretches))
}

/// The best seams for so many tiles: shortest way through a grid of positions, tile by tile.
fn spread(length: f64, window: f64, overlap: f64, tiles: usize, stretches: &[Stretch]) -> Option<Vec<f64>> {
    let grid = mm(GRID);
    let places: Vec<f64> = (1..(length / grid).floor() as usize).map(|at| at as f64 * grid).collect();
    let costs: Vec<Option<f64>> = places.iter().map(|at| cost(*at, stretches)).collect();
    // For each position of the seam so far: what the best way there costs, and the seam before it.
    let mut best: Vec<Vec<Option<(f64, usize)>>> = Vec::new();
    for seam in 1..tiles {
        let even = length * seam as f64 / tiles as f64;
        let row = (0..places.len()).map(|at| {
            let own = costs[at]? + (places[at] - even).abs() / grid * UNEVEN;
            let reach = window - overlap + 1e-6;
            if seam == 1 {
                return (places[at] <= reach).then_some((own, at));
            }
            let before = best.last()?;
            let from = places.partition_point(|place| *place < places[at] - reach);
            let ways = (from..at).filter_map(|from| before[from].map(|(cost, _)| (cost + own, from)));
            ways.min_by(|a, b| a.0.total_cmp(&b.0))
        });
        let row = row.collect();
        best.push(row);
    }
    let last = best.last()?;
    let end = (0..places.len()).filter(|at| length - places[*at] <= window + 1e-6);
    let mut at = end.filter_map(|at| last[at].map(|(cost, _)| (cost, at))).min_by(|a, b| a.0.total_cmp(&b.0))?.1;
    let mut seams = Vec::new();
    for row in best.iter().rev() {
        seams.push(places[at]);
        at = row[at]?.1;
    }
    seams.reverse();
    Some(seams)
}

/// What a seam at a place costs; none where it may not lie.
fn cost(at: f64, stretches: &[Stretch]) -> Option<f64> {
    let through = stretches.iter().filter(|stretch| stretch.from < at && at < stretch.to);
    through.map(|stretch| stretch.cost).sum()
}
