//! Fit: the largest type at which everything holds.
//!
//! In: pieces in their areas, page by page. Out: the scale, or what does not hold, and by how much. One scale serves all
//! pages, so that texts of one kind have one size.
//! The order of means: smaller type down to a comfortable size; titles whose sentences share lines; short variants of
//! words; smaller type down to the least size; hosts of addresses on two lines; rows nearer to each other and phone screens
//! as narrow as they can be read; codes as small as their layout allows (`min`); the block of whoever prints in smaller
//! type; optional blocks left out from the last to the first (`leaving`); then an error. Nothing is ever clipped or set
//! below the least size.

use super::grid::{Grid, GridError};
use super::piece::{Lane, Piece, total};
use super::text::Scale;
use crate::resolve::job::{Job, Page};

/// Body sizes are tried in steps of this, in points: finer than an eye sees, and the same on every machine.
const STEP: f64 = 0.05;
/// Body size that weak eyes read well, in points; short words are better than type below it.
const COMFORT: f64 = 12.0;
/// By how much type must grow for short words to be worth it, in points.
const GAIN: f64 = 0.25;
/// Sizes of phone screens and codes that are tried between the least and the full one.
const SHARES: u32 = 16;
/// Room that the sheet may run over before it counts, in points.
const SLACK: f64 = 0.01;
/// Least gap between rows where there is no room, as a multiple of the layout's.
const TIGHT: f64 = 0.75;

/// Areas with their pieces, in the order of [`Page::areas`].
pub struct Sheet<'a> {
    /// The job.
    pub job: &'a Job,
    /// The page.
    pub page: &'a Page,
    /// A stack for each area.
    pub pieces: &'a [Piece],
    /// The page grid.
    pub grid: Grid,
}

/// Why a sheet does not hold at a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overflow {
    /// Which sheet, counted from 0.
    pub sheet: usize,
    /// By how much it is too tall, in points.
    pub tall: f64,
    /// A text with a piece too wide to be broken: area, text's number in it, points over.
    pub wide: Option<(usize, usize, f64)>,
}

/// Whether the host of an address must stand on one line. People compare it with what their screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hosts {
    Whole,
    Parted,
}

/// All sheets of a job.
pub struct Book<'a> {
    /// The job.
    pub job: &'a Job,
    /// The sheets.
    pub sheets: Vec<Sheet<'a>>,
    hosts: Hosts,
}

impl<'a> Book<'a> {
    /// All sheets of a job, which wait to be fitted.
    pub fn new(job: &'a Job, sheets: Vec<Sheet<'a>>) -> Self {
        Self { job, sheets, hosts: Hosts::Whole }
    }

    /// The largest scale at which every sheet holds.
    pub fn fit(&mut self) -> Result<Result<Scale, Overflow>, GridError> {
        for (hosts, means) in [
            (Hosts::Whole, Self::largest_type as fn(&mut Self) -> _),
            (Hosts::Parted, Self::largest_type),
            (Hosts::Whole, Self::least_pictures),
            (Hosts::Whole, Self::least_own),
            (Hosts::Parted, Self::least_pictures),
        ] {
            self.hosts = hosts;
            let scale: Result<Scale, Overflow> = means(self)?;
            if scale.is_ok() {
                return Ok(scale);
            }
        }
        self.hosts = Hosts::Parted;
        self.least_own()
    }

    /// The largest type at which every sheet holds. Titles part their sentences and words are whole where type stays
    /// comfortable; short variants are taken where the full words would be set smaller, and the short ones larger.
    fn largest_type(&mut self) -> Result<Result<Scale, Overflow>, GridError> {
        let fit = self.job.fit;
        let comfort = COMFORT.min(fit.max);
        // Parted titles are wanted at a comfortable size only: smaller ones need not be tried.
        let parted = self.largest(comfort.max(fit.min), false, true)?;
        if parted.is_ok() {
            return Ok(parted);
        }
        let full = self.largest(fit.min, false, false)?;
        if full.is_ok_and(|scale| scale.body >= comfort) {
            return Ok(full);
        }
        let short = self.largest(fit.min, true, false)?;
        match (full, short) {
            (Ok(full), Ok(short)) if short.body < full.body + GAIN => Ok(Ok(full)),
            (Ok(full), Err(_)) => Ok(Ok(full)),
            _ => Ok(short),
        }
    }

    /// What holds at the least size with short words: the widest phone screens, or else the largest codes.
    fn least_pictures(&mut self) -> Result<Result<Scale, Overflow>, GridError> {
        let least = Scale { own: 1.0, ..Scale::least(self.job) };
        let screens = self.largest_share(|share| Scale { screens: share, codes: 1.0, ..least })?;
        if screens.is_ok() {
            return Ok(screens);
        }
        self.largest_share(|share| Scale { codes: share, ..least })
    }

    /// What holds with the block of whoever prints smaller than its layout wishes: as large as can be.
    fn least_own(&mut self) -> Result<Result<Scale, Overflow>, GridError> {
        let least = Scale::least(self.job);
        self.largest_share(|share| Scale { own: share, ..least })
    }

    /// The largest share of a picture's room between its least and its full size that holds.
    fn largest_share(&mut self, at: impl Fn(f64) -> Scale) -> Result<Result<Scale, Overflow>, GridError> {
        let steps: Vec<Scale> = (0..=SHARES).map(|step| at(f64::from(step) / f64::from(SHARES))).collect();
        if let Some(overflow) = self.overflow(steps[0])? {
            return Ok(Err(overflow));
        }
        let (mut low, mut high) = (0, steps.len() - 1);
        while low < high {
            let middle = (low + high).div_ceil(2);
            if self.overflow(steps[middle])?.is_none() { low = middle } else { high = middle - 1 }
        }
        Ok(Ok(steps[low]))
    }

    /// The largest scale from a body size on that holds with full or with short words, and with titles parted or not.
    fn largest(&mut self, from: f64, short: bool, parted: bool) -> Result<Result<Scale, Overflow>, GridError> {
        let most = self.job.fit.max;
        let scale =
            |step: i64| Scale { body: (from + step as f64 * STEP).min(most), short, parted, ..Scale::full(most) };
        if let Some(overflow) = self.overflow(scale(0))? {
            return Ok(Err(overflow));
        }
        let (mut low, mut high) = (0, ((most - from) / STEP).ceil() as i64);
        while low < high {
            let middle = (low + high + 1) / 2;
            if self.overflow(scale(middle))?.is_none() { low = middle } else { high = middle - 1 }
        }
        Ok(Ok(scale(low)))
    }

    /// What does not hold at a scale on the first sheet that does not.
    fn overflow(&mut self, scale: Scale) -> Result<Option<Overflow>, GridError> {
        for (at, sheet) in self.sheets.iter_mut().enumerate() {
            if let Some(overflow) = sheet.overflow(scale, self.hosts)? {
                return Ok(Some(Overflow { sheet: at, ..overflow }));
            }
        }
        Ok(None)
    }
}

impl Sheet<'_> {
    /// Least gap between rows; what room is left widens it again.
    pub(super) fn row_gap(&self, scale: Scale) -> f64 {
        self.page.row_gap * if scale.tight { TIGHT } else { 1.0 }
    }

    pub(super) fn available(&self) -> f64 {
        self.page.size.height - self.page.margin.along()
    }

    /// What does not hold at a scale.
    fn overflow(&mut self, scale: Scale, hosts: Hosts) -> Result<Option<Overflow>, GridError> {
        let wide = self.too_wide(scale, hosts)?;
        let lanes = self.lanes(scale)?;
        let tall = self.height(&lanes, self.row_gap(scale))? - self.available();
        let holds = tall <= SLACK && wide.is_none();
        Ok((!holds).then_some(Overflow { sheet: 0, tall: tall.max(0.0), wide }))
    }

    fn too_wide(&mut self, scale: Scale, hosts: Hosts) -> Result<Option<(usize, usize, f64)>, GridError> {
        for area in 0..self.pieces.len() {
            let width = self.width(area)?;
            let mut texts = Vec::new();
            self.pieces[area].texts(width, scale, self.job, &mut texts);
            for (number, (text, width)) in texts.into_iter().enumerate() {
                let strain = text.strain(width, scale);
                // What no size holds is not waited for: other hosts stay whole beside it.
                let holds = || !text.strain(width, Scale::least(self.job)).parts_host;
                if strain.over > SLACK || hosts == Hosts::Whole && strain.parts_host && holds() {
                    return Ok(Some((area, number, strain.over)));
                }
            }
        }
        Ok(None)
    }

    /// Width inside an area's padding.
    pub fn width(&mut self, area: usize) -> Result<f64, GridError> {
        Ok(self.grid.rect(area, self.page)?.width() - self.page.areas[area].padding.across())
    }

    /// The lanes of every area, those of siblings in the same rows made equal.
    pub(super) fn lanes(&mut self, scale: Scale) -> Result<Vec<Vec<Lane>>, GridError> {
        let mut all = Vec::new();
        for (area, piece) in self.pieces.iter().enumerate() {
            let width = self.width(area)?;
            all.push(piece.lanes(width, scale, self.job));
        }
        let areas = &self.page.areas;
        for first in 0..areas.len() {
            let siblings: Vec<usize> = (first + 1..areas.len())
                .filter(|at| areas[*at].family == areas[first].family && areas[*at].rows == areas[first].rows)
                .filter(|at| all[*at].len() == all[first].len())
                .collect();
            for lane in 0..all[first].len() {
                let heights = siblings.iter().map(|at| all[*at][lane].height);
                let height = heights.fold(all[first][lane].height, f64::max);
                for at in siblings.iter().chain([&first]) {
                    let over = height - all[*at][lane].height;
                    all[*at][lane].height = height;
                    all[*at][lane].grow = (all[*at][lane].grow - over).max(0.0);
                }
            }
        }
        Ok(all)
    }

    pub(super) fn height(&mut self, lanes: &[Vec<Lane>], row_gap: f64) -> Result<f64, GridError> {
        let areas = self.page.areas.iter().zip(lanes);
        let heights: Vec<f64> = areas.map(|(area, lanes)| total(lanes) + area.padding.along()).collect();
        self.grid.arrange(&heights, row_gap)
    }
}
