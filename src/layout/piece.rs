//! Pieces: what areas are made of, measured first and placed later.
//!
//! In: the job's blocks. Out: for a width and a scale the [`Lane`]s of a piece (its heights from top to bottom), and
//! later, with the lanes' final places, its drawing. Lanes are what makes parts that stand side by side share rows:
//! the layout gives the lanes of neighbours the same heights before anything is drawn.

use super::canvas::Canvas;
use super::screen::ScreenPiece;
use super::text::{Scale, TextPiece};
use crate::color::Color;
use crate::page::{Code, CodeId, ImageId, Item, LinkId, Placement, Tag};
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
    Text(TextPiece, Tag),
    /// Pieces below each other, each with the space before it in body sizes.
    Stack(Vec<(f64, Piece)>),
    /// Items of a list below each other.
    List {
        /// The items with their markers.
        items: Vec<(Marker, TextPiece)>,
        /// Space between them in body sizes.
        gap: f64,
        /// Columns that the items are dealt out to in turn.
        columns: usize,
        /// Whether the markers are numbers.
        numbered: bool,
    },
    /// Stacks beside each other, with their relative widths.
    Columns(Vec<(f64, Vec<(f64, Piece)>)>),
    /// A code and what stands beside or below it.
    Code(Box<CodePiece>),
    /// Phone screens.
    Screens(Vec<ScreenPiece>),
    /// Pictures in a row.
    Pictures {
        /// Each with what it says.
        images: Vec<(ImageId, String)>,
        /// Height; as wide as there is room where absent.
        height: Option<f64>,
    },
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
        /// Space inside.
        padding: Sides,
        /// Radius of the corners.
        radius: f64,
    },
}

/// What stands before an item.
#[derive(Debug)]
pub enum Marker {
    /// A number on a disc.
    Number(TextPiece),
    /// A dot.
    Dot,
}

/// A code and its neighbours.
#[derive(Debug)]
pub struct CodePiece {
    /// The code.
    pub code: CodeId,
    /// Where it leads.
    pub link: LinkId,
    /// Side of the symbol without quiet zone.
    pub side: f64,
    /// What it says in words.
    pub alt: String,
    /// Whether the code stands above its neighbours.
    pub above: bool,
    /// What stands beside or below.
    pub beside: Piece,
}

/// Distance of a code's tile from what stands beside it, in points.
const CODE_GAP: f64 = 3.0;
/// Distance between phone screens, in points.
pub const SCREEN_GAP: f64 = 9.0;

impl CodePiece {
    /// Side of the tile: the symbol with its quiet zone (ISO/IEC 18004, 6.3.8).
    fn tile(&self, job: &Job) -> f64 {
        let modules = job.codes.get(self.code.0 as usize).map_or(1, |code| code.modules);
        self.side * (modules + 2 * Code::QUIET) as f64 / modules as f64
    }

    /// Room beside the tile. The symbol itself stands flush with the column's outer edge, so that it lines up with
    /// everything above and below; that side of its quiet zone lies in the gutter or margin, which are wider.
    fn text_width(&self, width: f64, job: &Job) -> f64 {
        if self.above { width } else { width - self.side - self.quiet(job) - CODE_GAP }
    }

    /// Width of the quiet zone in points.
    fn quiet(&self, job: &Job) -> f64 {
        (self.tile(job) - self.side) / 2.0
    }

    fn height(&self, width: f64, scale: Scale, job: &Job) -> f64 {
        let beside = total(&self.beside.lanes(self.text_width(width, job), scale, job));
        if self.above { self.tile(job) + scale.body * 0.5 + beside } else { self.tile(job).max(beside) }
    }
}

impl Marker {
    /// Room that a marker takes before its text, in points.
    fn indent(&self, scale: Scale) -> f64 {
        match self {
            Self::Number(_) => scale.body * 2.1,
            Self::Dot => scale.body * 1.1,
        }
    }

    /// Radius of the disc, in points.
    fn radius(&self, scale: Scale) -> f64 {
        match self {
            Self::Number(_) => scale.body * 0.75,
            Self::Dot => scale.body * 0.2,
        }
    }
}

/// Height of an item: its text, and its disc where that is taller.
fn item_height(marker: &Marker, text: &TextPiece, width: f64, scale: Scale) -> f64 {
    let height = text.height(width - marker.indent(scale), scale);
    match marker {
        Marker::Number(_) => (height + item_drop(marker, text, scale)).max(2.0 * marker.radius(scale)),
        Marker::Dot => height,
    }
}

/// How far an item's text begins below its disc's top, so that the first line stands in the middle of the disc.
fn item_drop(marker: &Marker, text: &TextPiece, scale: Scale) -> f64 {
    match marker {
        Marker::Number(_) => (marker.radius(scale) - text.ascent(scale) + 0.36 * text.size(scale)).max(0.0),
        Marker::Dot => 0.0,
    }
}

impl Piece {
    /// Heights from top to bottom at a width.
    pub fn lanes(&self, width: f64, scale: Scale, job: &Job) -> Vec<Lane> {
        let one = |height: f64| vec![Lane { gap: 0.0, height, grow: 0.0 }];
        match self {
            Self::Text(text, _) => one(text.height(width, scale)),
            Self::Stack(pieces) => stack_lanes(pieces, width, scale, job),
            Self::List { items, gap, columns: 1, .. } => {
                let lane = |(at, (marker, text)): (usize, &(Marker, TextPiece))| Lane {
                    gap: if at == 0 { 0.0 } else { gap * scale.body },
                    height: item_height(marker, text, width, scale),
                    grow: 0.0,
                };
                items.iter().enumerate().map(lane).collect()
            }
            Self::List { items, gap, columns, .. } => {
                let own = column_width(width, *columns, scale);
                let heights: Vec<f64> =
                    items.iter().map(|(marker, text)| item_height(marker, text, own, scale)).collect();
                one(dealt(&heights, *columns, gap * scale.body).1)
            }
            Self::Columns(columns) => {
                let widths = column_widths(columns, width, scale);
                let heights =
                    columns.iter().zip(widths).map(|((_, stack), width)| total(&stack_lanes(stack, width, scale, job)));
                one(heights.fold(0.0, f64::max))
            }
            Self::Code(code) => one(code.height(width, scale, job)),
            Self::Screens(screens) => super::screen::lanes(screens, width, scale, job),
            Self::Pictures { images, height } => one(pictures_height(images, *height, width, job)),
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
            Self::List { numbered, .. } => canvas.tagged(Tag::List { numbered: *numbered }, |canvas| {
                self.place_items(at, width, lanes, scale, job, canvas);
            }),
            Self::Columns(columns) => {
                let widths = column_widths(columns, width, scale);
                let mut from = 0.0;
                for ((_, stack), own) in columns.iter().zip(widths) {
                    let left = canvas.start(at.x, width, from, own);
                    let lanes = stack_lanes(stack, own, scale, job);
                    place_stack(stack, Point::new(left, at.y), own, &lanes, scale, job, canvas);
                    from += own + column_gap(scale);
                }
            }
            Self::Code(code) => {
                place_code(code, Rect::new(at.x, at.y, at.x + width, at.y + height), scale, job, canvas)
            }
            Self::Screens(screens) => super::screen::place(screens, at, width, lanes, scale, job, canvas),
            Self::Pictures { images, height } => place_pictures(images, *height, at, width, job, canvas),
            Self::Icon(icon, size, color) => {
                let side = size * scale.body;
                let left = canvas.start(at.x, width, 0.0, side);
                canvas.fill(Affine::translate((left, at.y)) * Affine::scale(side) * icon.path.clone(), *color, None);
            }
            Self::Rule(color, thickness) => {
                canvas.fill_rect(Rect::new(at.x, at.y, at.x + width, at.y + thickness), 0.0, *color);
            }
            Self::Panel { inner, fill, padding, radius } => {
                let rect = Rect::new(at.x, at.y, at.x + width, at.y + height);
                if let Some(color) = fill {
                    canvas.fill_rect(rect, *radius, *color);
                }
                let inside = padding.shrink(rect);
                let lanes = inner.lanes(inside.width(), scale, job);
                inner.place(inside.origin(), inside.width(), &lanes, scale, job, canvas);
            }
        }
    }

    fn place_items(&self, at: Point, width: f64, lanes: &[Lane], scale: Scale, job: &Job, canvas: &mut Canvas) {
        let Self::List { items, gap, columns, .. } = self else { return };
        if *columns == 1 {
            let mut y = at.y;
            for ((marker, text), lane) in items.iter().zip(lanes) {
                y += lane.gap;
                place_item(marker, text, Point::new(at.x, y), width, scale, job, canvas);
                y += lane.height;
            }
            return;
        }
        let own = column_width(width, *columns, scale);
        let heights: Vec<f64> = items.iter().map(|(marker, text)| item_height(marker, text, own, scale)).collect();
        let mut rest = items.iter().zip(&heights);
        for (column, count) in dealt(&heights, *columns, gap * scale.body).0.into_iter().enumerate() {
            let left = canvas.start(at.x, width, column as f64 * (own + column_gap(scale)), own);
            let mut y = at.y;
            for ((marker, text), height) in rest.by_ref().take(count) {
                place_item(marker, text, Point::new(left, y), own, scale, job, canvas);
                y += height + gap * scale.body;
            }
        }
    }

    /// The texts of a piece, each with the width it gets at a width of the whole.
    pub fn texts<'a>(&'a self, width: f64, scale: Scale, job: &Job, out: &mut Vec<(&'a TextPiece, f64)>) {
        match self {
            Self::Text(text, _) => out.push((text, width)),
            Self::Stack(pieces) => pieces.iter().for_each(|(_, piece)| piece.texts(width, scale, job, out)),
            Self::List { items, columns, .. } => {
                let own = if *columns == 1 { width } else { column_width(width, *columns, scale) };
                out.extend(items.iter().map(|(marker, text)| (text, own - marker.indent(scale))));
            }
            Self::Columns(columns) => {
                for ((_, stack), own) in columns.iter().zip(column_widths(columns, width, scale)) {
                    stack.iter().for_each(|(_, piece)| piece.texts(own, scale, job, out));
                }
            }
            Self::Code(code) => code.beside.texts(code.text_width(width, job), scale, job, out),
            Self::Screens(screens) => super::screen::texts(screens, width, scale, out),
            Self::Panel { inner, padding, .. } => inner.texts(width - padding.across(), scale, job, out),
            Self::Pictures { .. } | Self::Icon(..) | Self::Rule(..) => {}
        }
    }
}

/// Distance between the columns of a panel or list.
fn column_gap(scale: Scale) -> f64 {
    1.6 * scale.body
}

/// How many items each column holds, in order, so that the tallest column is as low as it can be; and its height.
fn dealt(heights: &[f64], columns: usize, gap: f64) -> (Vec<usize>, f64) {
    let tall = |heights: &[f64]| heights.iter().sum::<f64>() + heights.len().saturating_sub(1) as f64 * gap;
    if columns <= 1 || heights.len() <= 1 {
        return (vec![heights.len()], tall(heights));
    }
    let mut best = (vec![heights.len()], f64::INFINITY);
    for first in 1..=heights.len() {
        let (counts, rest) = dealt(&heights[first..], columns - 1, gap);
        let height = tall(&heights[..first]).max(rest);
        // Where two ways are equally low the earlier columns hold more.
        if height <= best.1 {
            best = (std::iter::once(first).chain(counts).collect(), height);
        }
    }
    best
}

fn column_width(width: f64, columns: usize, scale: Scale) -> f64 {
    (width - (columns - 1) as f64 * column_gap(scale)) / columns as f64
}

fn column_widths(columns: &[(f64, Vec<(f64, Piece)>)], width: f64, scale: Scale) -> Vec<f64> {
    let shares: f64 = columns.iter().map(|(share, _)| share).sum();
    let free = width - (columns.len().saturating_sub(1)) as f64 * column_gap(scale);
    columns.iter().map(|(share, _)| free * share / shares).collect()
}

fn stack_lanes(pieces: &[(f64, Piece)], width: f64, scale: Scale, job: &Job) -> Vec<Lane> {
    let mut all = Vec::new();
    for (at, (gap, piece)) in pieces.iter().enumerate() {
        let mut lanes = piece.lanes(width, scale, job);
        if let Some(first) = lanes.first_mut().filter(|_| at > 0) {
            first.gap += gap * scale.body;
        }
        all.extend(lanes);
    }
    all
}

fn place_stack(
    pieces: &[(f64, Piece)],
    at: Point,
    width: f64,
    lanes: &[Lane],
    scale: Scale,
    job: &Job,
    canvas: &mut Canvas,
) {
    let (mut y, mut rest) = (at.y, lanes);
    for (_, piece) in pieces {
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

fn place_item(marker: &Marker, text: &TextPiece, at: Point, width: f64, scale: Scale, job: &Job, canvas: &mut Canvas) {
    let (indent, radius) = (marker.indent(scale), marker.radius(scale));
    let disc_left = canvas.start(at.x, width, 0.0, 2.0 * radius);
    let left = canvas.start(at.x, width, indent, width - indent);
    canvas.tagged(Tag::ListItem, |canvas| {
        let drop = item_drop(marker, text, scale);
        match marker {
            Marker::Number(number) => {
                let center = Point::new(disc_left + radius, at.y + radius);
                canvas.disc(center, radius, job.palette.accent);
                let size = number.size(scale);
                let top = center.y + 0.36 * size - number.ascent(scale);
                let at = Point::new(disc_left, top);
                number.place(at, 2.0 * radius, scale, Some(Tag::Label), job, canvas);
            }
            Marker::Dot => {
                let middle = at.y + text.ascent(scale) - 0.36 * text.size(scale);
                canvas.disc(Point::new(disc_left + radius, middle), radius, job.palette.primary);
            }
        }
        text.place(Point::new(left, at.y + drop), width - indent, scale, Some(Tag::Body), job, canvas);
    });
}

fn place_code(piece: &CodePiece, rect: Rect, scale: Scale, job: &Job, canvas: &mut Canvas) {
    let tile = piece.tile(job);
    let quiet = piece.quiet(job);
    let (text_width, gap) = (piece.text_width(rect.width(), job), scale.body * 0.5);
    let lanes = piece.beside.lanes(text_width, scale, job);
    let (tile_at, text_at) = if piece.above {
        let left = canvas.start(rect.x0, rect.width(), -quiet, tile);
        (Point::new(left, rect.y0), Point::new(rect.x0, rect.y0 + tile + gap))
    } else {
        let left = canvas.start(rect.x0, rect.width(), rect.width() - tile + quiet, tile);
        let text_left = canvas.start(rect.x0, rect.width(), 0.0, text_width);
        let slack = ((rect.height() - total(&lanes)) / 2.0).max(0.0);
        (Point::new(left, rect.y0 + (rect.height() - tile) / 2.0), Point::new(text_left, rect.y0 + slack))
    };
    let draw_code = |canvas: &mut Canvas| {
        let whole = Rect::from_origin_size(tile_at, (tile, tile));
        let symbol = whole.inset(-quiet);
        canvas.fill_rect(whole, 0.0, Color::PAPER);
        canvas.tagged(Tag::Link(piece.link), |canvas| {
            canvas.tagged(Tag::Figure { alt: piece.alt.clone(), bounds: symbol }, |canvas| {
                canvas.items.push(Item::Code(piece.code, symbol));
            });
            canvas.items.push(Item::Link(symbol, piece.link));
        });
    };
    if piece.above {
        draw_code(canvas);
    }
    piece.beside.place(text_at, text_width, &lanes, scale, job, canvas);
    if !piece.above {
        draw_code(canvas);
    }
}

/// Widths of pictures in a row at a height, in points.
fn picture_width(image: ImageId, height: f64, job: &Job) -> f64 {
    let (width, tall) = job.images.get(image.0 as usize).map_or((1, 1), crate::page::Picture::upright);
    height * f64::from(width) / f64::from(tall.max(1))
}

fn pictures_height(images: &[(ImageId, String)], height: Option<f64>, width: f64, job: &Job) -> f64 {
    let gaps = images.len().saturating_sub(1) as f64 * SCREEN_GAP;
    let at_one: f64 = images.iter().map(|(image, _)| picture_width(*image, 1.0, job)).sum();
    let most = (width - gaps).max(1.0) / at_one.max(1e-6);
    height.map_or(most, |height| height.min(most))
}

fn place_pictures(
    images: &[(ImageId, String)],
    height: Option<f64>,
    at: Point,
    width: f64,
    job: &Job,
    canvas: &mut Canvas,
) {
    let height = pictures_height(images, height, width, job);
    let mut from = 0.0;
    for (image, alt) in images {
        let own = picture_width(*image, height, job);
        let left = canvas.start(at.x, width, from, own);
        let rect = Rect::new(left, at.y, left + own, at.y + height);
        canvas.tagged(Tag::Figure { alt: alt.clone(), bounds: rect }, |canvas| {
            canvas.items.push(Item::Image(Placement { image: *image, rect, origin: None }));
        });
        from += own + SCREEN_GAP;
    }
}
