//! The page grid: columns, rows and named areas, computed by `taffy` as CSS Grid.
//!
//! In: a page's columns and areas, and the height that each area needs. Out: rectangles on the page. A page that is
//! read from right to left is the same grid with its direction turned.

use crate::resolve::job::Page;
use crate::spec::grid::Track;
use crate::unit::Rect;
use taffy::geometry::Line;
use taffy::prelude::{
    AlignContent, AvailableSpace, Dimension, Display, LengthPercentage, NodeId, Size, Style, TaffyTree, auto, fr,
    length, line,
};
use taffy::style::{Direction, GridTemplateComponent};

/// A place for every area, in the order of [`Page::areas`].
pub struct Grid {
    tree: TaffyTree<()>,
    root: NodeId,
    areas: Vec<NodeId>,
    rtl: bool,
}

/// What the grid engine says when it cannot go on; only a fault of ours can make it.
pub type GridError = taffy::TaffyError;

impl Grid {
    /// A grid that fills the page inside its margins.
    pub fn new(page: &Page, rtl: bool) -> Result<Self, GridError> {
        let mut tree = TaffyTree::new();
        tree.disable_rounding();
        let mut areas = Vec::new();
        for area in &page.areas {
            let cell = |(from, to): (usize, usize)| Line { start: line(from as i16 + 1), end: line(to as i16 + 1) };
            areas.push(tree.new_leaf(Style {
                grid_row: cell(area.rows),
                grid_column: cell(area.columns),
                min_size: Size { width: length(0.0), height: length(0.0) },
                ..Style::default()
            })?);
        }
        let columns = page.columns.iter().map(|track| match track {
            Track::Share(share) => fr(*share as f32),
            Track::Fixed(width) => length(*width as f32),
        });
        let root = tree.new_with_children(
            Style {
                display: Display::Grid,
                direction: if rtl { Direction::Rtl } else { Direction::Ltr },
                size: Size { width: points(page.size.width - page.margin.across()), height: auto() },
                grid_template_columns: columns.map(GridTemplateComponent::Single).collect(),
                grid_template_rows: (0..page.rows).map(|_| GridTemplateComponent::Single(auto())).collect(),
                gap: Size { width: gap(page.column_gap), height: gap(page.row_gap) },
                align_content: AlignContent::START,
                ..Style::default()
            },
            &areas,
        )?;
        Ok(Self { tree, root, areas, rtl })
    }

    /// Gives each area its height and the rows their gap; the whole grid's height comes back.
    pub fn arrange(&mut self, heights: &[f64], row_gap: f64) -> Result<f64, GridError> {
        for (area, height) in self.areas.iter().zip(heights) {
            let mut style = self.tree.style(*area)?.clone();
            style.min_size.height = length(*height as f32);
            self.tree.set_style(*area, style)?;
        }
        let mut style = self.tree.style(self.root)?.clone();
        style.gap.height = gap(row_gap);
        self.tree.set_style(self.root, style)?;
        let room = Size { width: AvailableSpace::MaxContent, height: AvailableSpace::MaxContent };
        self.tree.compute_layout(self.root, room)?;
        Ok(f64::from(self.tree.layout(self.root)?.size.height))
    }

    /// Where an area lies on the page, after [`Grid::arrange`].
    pub fn rect(&self, area: usize, page: &Page) -> Result<Rect, GridError> {
        let layout = self.tree.layout(self.areas[area])?;
        let (x, y) = (f64::from(layout.location.x) + page.margin.left, f64::from(layout.location.y) + page.margin.top);
        let (part, parts) = page.areas[area].part;
        let width = (f64::from(layout.size.width) - (parts - 1) as f64 * page.column_gap) / parts as f64;
        let before = if self.rtl { parts - 1 - part } else { part };
        let x = x + before as f64 * (width + page.column_gap);
        Ok(Rect::new(x, y, x + width, y + f64::from(layout.size.height)))
    }
}

fn points(length: f64) -> Dimension {
    Dimension::length(length as f32)
}

fn gap(width: f64) -> LengthPercentage {
    length(width as f32)
}
