//! Plan: where everything goes at the scale that holds.
//!
//! In: a sheet and the scale that the fit has found. Out: the rectangles and the lanes of its areas, with the room that is
//! left shared out: first to what may grow (phone screens), then to the gaps between rows.

use super::fit::Sheet;
use super::grid::GridError;
use super::piece::{Lane, total};
use super::text::Scale;
use crate::unit::{Rect, Vec2};
use std::collections::BTreeSet;

/// Widest gap between rows, as a multiple of the layout's.
const WIDEST_GAP: f64 = 2.6;

/// Where everything goes.
#[derive(Debug)]
pub struct Plan {
    /// The scale.
    pub scale: Scale,
    /// The areas' rectangles.
    pub rects: Vec<Rect>,
    /// The areas' lanes.
    pub lanes: Vec<Vec<Lane>>,
}

impl Sheet<'_> {
    /// Rectangles and lanes at a scale that holds, spare room shared out: first to what may grow, then to the gaps.
    pub fn plan(&mut self, scale: Scale) -> Result<Plan, GridError> {
        let mut lanes = self.lanes(scale)?;
        let mut spare = self.available() - self.height(&lanes, self.row_gap(scale))?;
        let growing = self.growing(&lanes);
        let most = growing.iter().map(|(area, lane)| lanes[*area][*lane].grow).fold(f64::INFINITY, f64::min);
        if most.is_finite() {
            // A little of the room stays for the gaps, so that tall screens do not crowd the rest.
            let rows: BTreeSet<_> = growing.iter().map(|(area, lane)| (self.page.areas[*area].rows, *lane)).collect();
            let grow = most.min(spare * 0.75 / rows.len() as f64).max(0.0);
            for (area, lane) in growing {
                lanes[area][lane].height += grow;
            }
            spare = self.available() - self.height(&lanes, self.row_gap(scale))?;
        }
        let gaps = self.page.rows.saturating_sub(1).max(1) as f64;
        let spare = if self.page.loose { 0.0 } else { spare.max(0.0) };
        let gap = (self.row_gap(scale) + spare / gaps).min(self.page.row_gap * WIDEST_GAP);
        let used = self.height(&lanes, gap)?;
        let mut rects = Vec::new();
        for area in 0..self.pieces.len() {
            rects.push(self.grid.rect(area, self.page)?);
        }
        // What is still left goes above the last row: the foot stands at the foot of the page. A page of one coloured
        // row is filled by it, its content in the middle.
        let rest = if self.page.loose { 0.0 } else { (self.available() - used).max(0.0) };
        if self.page.rows == 1 {
            let areas = rects.iter_mut().zip(&mut lanes).zip(&self.page.areas);
            for ((rect, lanes), area) in areas.filter(|(_, area)| area.fill.is_some() && area.bleed) {
                rect.y1 = rect.y0 + self.available();
                let spare = rect.height() - area.padding.along() - total(lanes);
                if let Some(first) = lanes.first_mut().filter(|_| !area.top) {
                    first.gap += spare.max(0.0) / 2.0;
                }
            }
        }
        for (rect, area) in rects.iter_mut().zip(&self.page.areas) {
            if area.rows.1 == self.page.rows && area.rows.0 > 0 {
                *rect = *rect + Vec2::new(0.0, rest);
            }
        }
        Ok(Plan { scale, rects, lanes })
    }

    /// Lanes that may grow: area and number of the lane.
    fn growing(&self, lanes: &[Vec<Lane>]) -> Vec<(usize, usize)> {
        let all = lanes.iter().enumerate().flat_map(|(area, lanes)| {
            lanes.iter().enumerate().filter(|(_, lane)| lane.grow > 0.0).map(move |(lane, _)| (area, lane))
        });
        all.collect()
    }
}
