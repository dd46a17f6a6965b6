//! Pieces: what areas are made of, measured first and placed later.
//!
//! In: the job's blocks. Out: for a width and a scale the [`Lane`]s of a piece (its heights from top to bottom), and
//! later, with the lanes' final places, its drawing. Lanes are what makes parts that stand side by side share rows:
//! the layout gives the lanes of neighbours the same heights before anything is drawn.

mod code;
mod entry;
mod list;
mod organisation;
mod pictures;
pub mod room;
mod tabs;

pub use code::CodePiece;
pub use entry::{EntryBody, EntryPiece};
pub use list::{ListPiece, Marker};
pub use organisation::OrganisationPiece;
pub use pictures::PicturesPiece;
pub use tabs::{TabPiece, TabsPiece};

use super::canvas::Canvas;
use super::screen::ScreenPiece;
use super::text::{Scale, TextPiece};
use crate::color::Color;
use crate::diag::Origin;
use crate::page::Tag;
use crate::resolve::job::{Icon, Job};
use crate::unit::{Affine, Point, Rect, Sides};

/// A stretch of height that is not divided any more.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lane {
    /// Space before it, in points.
    pub gap: f64,
    /// Its height, in points.
    pub height: f64,
    /// How much taller it may become where the page has room.
    pub grow: f64,
}

/// Height of lanes with the gaps between them.
pub fn total(lanes: &[Lane]) -> f64 {
    lanes.iter().map(|lane| lane.gap + lane.height).sum()
}

/// A piece.
#[derive(Debug)]
pub enum Piece {
    /// A paragraph or heading.
    Text(Box<TextPiece>, Tag),
    /// Pieces below each other, each with the space before it in body sizes.
    Stack(Vec<Member>),
    /// Items of a list below each other.
    List(ListPiece),
    /// Stacks beside each other, with their relative widths.
    Columns(Vec<(f64, Vec<Member>)>),
    /// A code and what stands beside or below it.
    Code(Box<CodePiece>),
    /// Strips to tear off.
    Tabs(TabsPiece),
    /// Phone screens.
    Screens(Vec<ScreenPiece>),
    /// Pictures in a row.
    Pictures(PicturesPiece),
    /// Who prints.
    Organisation(Box<OrganisationPiece>),
    /// A pictogram.
    Icon(Icon, f64, Color),
    /// A line.
    Rule(Color, f64),
    /// A box round a piece.
    Panel {
        /// What is in it.
        inner: Box<Piece>,
        /// Colour behind it.
        fill: Option<Color>,
        /// Colour of the line round it.
        frame: Option<Color>,
        /// Space inside.
        padding: Sides,
        /// Radius of the corners.
        radius: f64,
    },
}

/// A piece among others below each other.
#[derive(Debug)]
pub struct Member {
    /// Space before it, in body sizes.
    pub gap: f64,
    /// The piece.
    pub piece: Piece,
    /// The line of the layout that it came of.
    pub line: Origin,
    /// Whether it may be left out.
    pub optional: bool,
    /// Level of the heading that it is, alone or in a box.
    pub heading: Option<u8>,
}

/// Distance between phone screens, in points.
pub const SCREEN_GAP: f64 = 9.0;
/// Thickness of the line round a panel, in points.
const FRAME: f64 = 1.0;

impl Piece {
    /// Heights from top to bottom at a width.
    pub fn lanes(&self, width: f64, scale: Scale, job: &Job) -> Vec<Lane> {
        let one = |height: f64| vec![Lane { gap: 0.0, height, grow: 0.0 }];
        match self {
            Self::Text(text, _) => one(text.height(width, scale)),
            Self::Stack(pieces) => stack_lanes(pieces, width, scale, job),
            Self::List(list) => list.lanes(width, scale),
            Self::Columns(columns) => {
                let widths = column_widths(columns, width, scale);
                let heights =
                    columns.iter().zip(widths).map(|((_, stack), width)| total(&stack_lanes(stack, width, scale, job)));
                one(heights.fold(0.0, f64::max))
            }
            Self::Code(code) => one(code.height(width, scale, job)),
            Self::Tabs(tabs) => one(tabs.height(width, scale, job)),
            Self::Screens(screens) => super::screen::lanes(screens, width, scale, job),
            Self::Pictures(pictures) => one(pictures.height(width, job)),
            Self::Organisation(organisation) => vec![organisation.lane(width, scale, job)],
            Self::Icon(_, size, _) => one(size * scale.body),
            Self::Rule(_, thickness) => one(*thickness),
            Self::Panel { inner, padding, .. } => {
                one(total(&inner.lanes(width - padding.across(), scale, job)) + padding.along())
            }
        }
    }

    /// Draws the piece, whose lanes have found their final heights, with its top left corner at a point.
    pub fn place(&self, at: Point, width: f64, lanes: &[Lane], scale: Scale, job: &Job, canvas: &mut Canvas) {
        let height = total(lanes);
        match self {
            Self::Text(text, tag) => text.place(at, width, scale, Some(tag.clone()), job, canvas),
            Self::Stack(pieces) => place_stack(pieces, at, width, lanes, scale, job, canvas),
            Self::List(list) => list.place(at, width, lanes, scale, job, canvas),
            Self::Columns(columns) => {
                let widths = column_widths(columns, width, scale);
                let mut from = 0.0;
                let beside_icon = columns.iter().any(|(_, stack)| lone_icon(stack).is_some());
                for ((_, stack), own) in columns.iter().zip(widths) {
                    let left = canvas.start(at.x, width, from, own);
                    let lanes = stack_lanes(stack, own, scale, job);
                    // A pictogram and its words stand at the same height, however many lines these have.
                    let down = if beside_icon { (height - total(&lanes)) / 2.0 } else { 0.0 };
                    place_stack(stack, Point::new(left, at.y + down), own, &lanes, scale, job, canvas);
                    from += own + column_gap(scale);
                }
            }
            Self::Code(code) => {
                code.place(Rect::new(at.x, at.y, at.x + width, at.y + height), scale, job, canvas);
            }
            Self::Tabs(tabs) => tabs.place(Rect::new(at.x, at.y, at.x + width, at.y + height), scale, job, canvas),
            Self::Screens(screens) => super::screen::place(screens, at, width, lanes, scale, job, canvas),
            Self::Pictures(pictures) => pictures.place(at, width, job, canvas),
            Self::Organisation(organisation) => organisation.place(at, width, scale, job, canvas),
            Self::Icon(icon, size, color) => {
                let side = size * scale.body;
                let left = canvas.start(at.x, width, 0.0, side);
                canvas.fill(Affine::translate((left, at.y)) * Affine::scale(side) * icon.path.clone(), *color, None);
            }
            Self::Rule(color, thickness) => {
                canvas.fill_rect(Rect::new(at.x, at.y, at.x + width, at.y + thickness), 0.0, *color);
            }
            Self::Panel { inner, fill, frame, padding, radius } => {
                let rect = Rect::new(at.x, at.y, at.x + width, at.y + height);
                if let Some(color) = fill {
                    canvas.fill_rect(rect, *radius, *color);
                }
                if let Some(color) = frame {
                    canvas.frame(rect, *radius, *color, FRAME);
                }
                let inside = padding.shrink(rect);
                let lanes = inner.lanes(inside.width(), scale, job);
                inner.place(inside.origin(), inside.width(), &lanes, scale, job, canvas);
            }
        }
    }

    /// The texts of a piece, each with the width it gets at a width of the whole.
    pub fn texts<'a>(&'a self, width: f64, scale: Scale, job: &Job, out: &mut Vec<(&'a TextPiece, f64)>) {
        match self {
            Self::Text(text, _) => out.push((text, width)),
            Self::Stack(pieces) => pieces.iter().for_each(|member| member.piece.texts(width, scale, job, out)),
            Self::List(list) => out.extend(list.texts(width, scale)),
            Self::Columns(columns) => {
                for ((_, stack), own) in columns.iter().zip(column_widths(columns, width, scale)) {
                    stack.iter().for_each(|member| member.piece.texts(own, scale, job, out));
                }
            }
            Self::Code(code) => code.beside.texts(code.text_width(width, scale, job), scale, job, out),
            Self::Tabs(tabs) => out.extend(tabs.texts(job)),
            Self::Screens(screens) => super::screen::texts(screens, width, scale, job, out),
            Self::Panel { inner, padding, .. } => inner.texts(width - padding.across(), scale, job, out),
            Self::Organisation(organisation) => organisation.texts(width, scale, job, out),
            Self::Pictures(_) | Self::Icon(..) | Self::Rule(..) => {}
        }
    }
}

/// Distance between the columns of a panel or list.
fn column_gap(scale: Scale) -> f64 {
    1.6 * scale.body
}

/// Widths of columns: one that is a pictogram alone is as wide as this, the others share the rest.
fn column_widths(columns: &[(f64, Vec<Member>)], width: f64, scale: Scale) -> Vec<f64> {
    let icon = |stack: &[Member]| lone_icon(stack).map(|size| size * scale.body);
    let shares: f64 = columns.iter().filter(|(_, stack)| icon(stack).is_none()).map(|(share, _)| share).sum();
    let icons: f64 = columns.iter().filter_map(|(_, stack)| icon(stack)).sum();
    let free = width - icons - (columns.len().saturating_sub(1)) as f64 * column_gap(scale);
    columns.iter().map(|(share, stack)| icon(stack).unwrap_or(free * share / shares)).collect()
}

/// Size of the pictogram that is all that a stack holds, in body sizes.
fn lone_icon(stack: &[Member]) -> Option<f64> {
    match stack {
        [Member { piece: Piece::Icon(_, size, _), .. }] => Some(*size),
        _ => None,
    }
}

fn stack_lanes(pieces: &[Member], width: f64, scale: Scale, job: &Job) -> Vec<Lane> {
    let mut all = Vec::new();
    for (at, Member { gap, piece, .. }) in pieces.iter().enumerate() {
        let mut lanes = piece.lanes(width, scale, job);
        if let Some(first) = lanes.first_mut().filter(|_| at > 0) {
            first.gap += gap * scale.body;
        }
        all.extend(lanes);
    }
    all
}

fn place_stack(pieces: &[Member], at: Point, width: f64, lanes: &[Lane], scale: Scale, job: &Job, canvas: &mut Canvas) {
    let (mut y, mut rest) = (at.y, lanes);
    for Member { piece, .. } in pieces {
        let count = piece.lanes(width, scale, job).len().min(rest.len());
        let (own, after) = rest.split_at(count);
        let mut own = own.to_vec();
        if let Some(first) = own.first_mut() {
            y += std::mem::take(&mut first.gap);
        }
        piece.place(Point::new(at.x, y), width, &own, scale, job, canvas);
        y += total(&own);
        rest = after;
    }
}
