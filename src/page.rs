//! The display list: what is on a page and where, with nothing left to decide.
//!
//! In: what the layout placed. Out: what every later stage reads (imposition, both PDF writers, the expectations of
//! the proof). [`Item`] is closed and small; whoever draws matches every variant by name, without a catch-all.
//! Coordinates are points from the top left corner of the trimmed page, y downwards; the bleed lies beside the trim
//! size, never inside it. Everything here is plain data: no font, picture or code is opened again after this point.

use crate::color::{Color, Ink};
use crate::diag::Origin;
use crate::unit::{Affine, BezPath, Point, Rect, Sides, Size};
use crate::world::embedded;
use std::{ops::Range, sync::Arc};

/// A finished document: pages, and what they refer to by index.
#[derive(Clone, Debug)]
pub struct Document {
    /// Title for the window and the metadata.
    pub title: String,
    /// Language of the text, as a BCP 47 tag.
    pub lang: String,
    /// Whether the text is read from right to left.
    pub rtl: bool,
    /// Who publishes it, if known.
    pub author: Option<String>,
    /// What it is about, for the metadata.
    pub subject: Option<String>,
    /// Date of the guide, `YYYY-MM-DD`; the only date the file may carry.
    pub date: String,
    /// Least distance from the trim for anything important, in points.
    pub safe: f64,
    /// Least type sizes that this document promises, in points: running text and notes.
    pub least: LeastSizes,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Pages that stand on the sheets that `pages` then are, by [`PageId`]; none where nothing was imposed.
    pub placed: Vec<Page>,
    /// Font files, by [`FontId`].
    pub fonts: Vec<FontFile>,
    /// Pictures, by [`ImageId`].
    pub images: Vec<Picture>,
    /// Codes, by [`CodeId`].
    pub codes: Vec<Code>,
    /// Link targets, by [`LinkId`].
    pub links: Vec<LinkTarget>,
    /// Spot inks, by [`SpotId`](crate::color::SpotId).
    pub spots: Vec<Spot>,
    /// How many inks it is printed with; pictures follow.
    pub ink: Ink,
}

/// An ink of its own, mixed before printing (ISO 32000-1, 8.6.6.4).
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The name that the print shop knows, e.g. `PANTONE 485 C`.
    pub name: String,
    /// What stands in for it, in per cent.
    pub cmyk: [u8; 4],
}

/// The least type sizes of a document, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeastSizes {
    /// Running text.
    pub body: f64,
    /// Notes and captions.
    pub note: f64,
    /// Labels inside drawings.
    pub drawing: f64,
}

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Size after trimming.
    pub trim: Size,
    /// How far artwork runs over the trim, a side.
    pub bleed: Sides,
    /// What is on it, in painting order, which is also reading order.
    pub items: Vec<Item>,
    /// Text for the slug of a print shop's file, its top left corner at the origin.
    pub slug: Vec<Item>,
    /// What stands outside the bleed of a print shop's file beside its own marks: where to fold.
    pub marks: Vec<Item>,
}

/// Index into [`Document::fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u32);
/// Index into [`Document::images`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);
/// Index into [`Document::codes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeId(pub u32);
/// Index into [`Document::links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u32);

/// Index into [`Document::placed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Shaped text.
    Text(GlyphRun),
    /// A filled or stroked shape.
    Path(Shape),
    /// A picture.
    Image(Placement),
    /// A code; the rectangle is the symbol without its quiet zone.
    Code(CodeId, Rect),
    /// A place to click.
    Link(Rect, LinkId),
    /// Items under a transform, inside a clip.
    Group {
        /// Maps the items' coordinates to the page's.
        transform: Affine,
        /// Nothing is painted outside, in the items' coordinates.
        clip: Option<BezPath>,
        /// The items.
        items: Vec<Item>,
    },
    /// A whole page on a sheet.
    Page(Placed),
    /// Begins a piece of the reading order; what lies in none is decoration.
    Open(Tag),
    /// Ends the piece begun last.
    Close,
}

/// A page on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The page.
    pub page: PageId,
    /// From the page's coordinates to the sheet's: turns by quarters and shifts.
    pub transform: Affine,
    /// What is seen of it, in the page's own coordinates.
    pub seen: Rect,
}

/// What a piece of the page is to someone who cannot see it (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// A part with a subject of its own.
    Section,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list, numbered or not.
    List {
        /// Whether the labels are numbers.
        numbered: bool,
    },
    /// An item of a list.
    ListItem,
    /// The number or bullet of an item.
    Label,
    /// The text of an item.
    Body,
    /// A table whose rows begin with what they are about.
    Table,
    /// A row of a table.
    Row,
    /// What a row is about.
    RowHeading,
    /// What is said of it.
    Cell,
    /// A drawing, picture or code, with what it says in words.
    Figure {
        /// What it says in words; never empty.
        alt: String,
        /// Where it is on the page.
        bounds: Rect,
    },
    /// A caption.
    Caption,
    /// Text or a figure that opens a link.
    Link(LinkId),
    /// Words in another language than the document's, as a BCP 47 tag.
    Foreign(String),
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub font: FontId,
    /// Type size in points.
    pub size: f64,
    /// Colour.
    pub color: Color,
    /// Start of the baseline, at the left end whatever the direction.
    pub at: Point,
    /// Glyphs in visual order, left to right.
    pub glyphs: Vec<Glyph>,
    /// The text that these glyphs show, in logical order.
    pub text: Arc<str>,
    /// Whether the run is read from right to left.
    pub rtl: bool,
    /// What part the type plays: decides which least size holds.
    pub role: Role,
    /// Where the words were written.
    pub origin: Option<Origin>,
}

/// Which least size a run has to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Running text, titles, addresses: what people read.
    Body,
    /// Notes, captions, sources.
    Note,
    /// Labels inside a drawing.
    Drawing,
}

/// A glyph; lengths in em (multiples of the type size).
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph id in the whole font file.
    pub id: u16,
    /// Distance of the glyph's origin from the run's start, to the right.
    pub x: f64,
    /// Shift upwards from the baseline.
    pub y: f64,
    /// Advance width.
    pub advance: f64,
    /// The piece of [`GlyphRun::text`] that its cluster shows.
    pub text: Range<usize>,
}

/// A shape and how it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The outline.
    pub path: BezPath,
    /// Fill colour; even-odd is not used.
    pub fill: Option<Color>,
    /// Stroke.
    pub stroke: Option<Stroke>,
    /// Where it was asked for.
    pub origin: Option<Origin>,
}

/// A line round or along a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in points.
    pub width: f64,
    /// On and off lengths in points; solid where absent.
    pub dash: Option<[f64; 2]>,
    /// Whether ends and corners are round.
    pub round: bool,
}

/// A picture on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The picture.
    pub image: ImageId,
    /// Where the whole, upright picture would lie; a crop is a clip of the group around it.
    pub rect: Rect,
    /// What it is there for.
    pub purpose: Purpose,
    /// Where it was asked for.
    pub origin: Option<Origin>,
}

/// What a picture is there for: decides whether it has to be told from what it lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The sign of who publishes: without a frame, on whatever lies below.
    Logo,
    /// It shows something, and is a ground of its own.
    Figure,
}

/// A font file, whole; the writer takes from it what the pages use.
#[derive(Clone, Debug, PartialEq)]
pub struct FontFile {
    /// PostScript name, for the PDF's font dictionary.
    pub name: String,
    /// Where its bytes are.
    pub data: FontData,
    /// Index within a collection.
    pub index: u32,
    /// The instance of a variable font: a place on each axis; none where the font is static.
    pub variations: Vec<Variation>,
    /// Whether its licence allows it whole only, not a subset.
    pub whole: bool,
}

/// A place on an axis of a variable font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variation {
    /// The axis, e.g. `wght`.
    pub axis: [u8; 4],
    /// The place, in the axis's own unit.
    pub value: f32,
}

/// The bytes of a font file; those that the binary carries compressed are unpacked when they are first asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum FontData {
    /// An embedded file, by its name below `fonts/`.
    Embedded(&'static str),
    /// A project's own.
    Own(Arc<[u8]>),
}

impl FontData {
    /// The whole file; empty if this binary was built without it.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Embedded(name) => embedded(&format!("fonts/{name}")).unwrap_or_default(),
            Self::Own(bytes) => bytes,
        }
    }
}

/// A picture, opened and checked, ready to be placed; all metadata is gone.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Name as the user knows it, for messages.
    pub name: String,
    /// Width and height in pixels as stored (before turning); an SVG's size in its own units.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// How the stored picture must be turned to stand upright.
    pub turn: Turn,
    /// The pixels or shapes.
    pub data: PictureData,
    /// Whether a print shop prints it with black ink alone.
    pub black: bool,
}

impl Picture {
    /// Width and height as seen, after turning.
    pub fn upright(&self) -> (u32, u32) {
        match self.turn.quarter_turns % 2 {
            0 => (self.width, self.height),
            _ => (self.height, self.width),
        }
    }
}

/// The eight ways in which EXIF says that a picture lies (Exif 2.32, tag 0x0112): mirrored first, then turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Left and right change places first.
    pub mirrored: bool,
    /// Clockwise quarter turns after that, 0 to 3.
    pub quarter_turns: u8,
}

/// What a picture is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureData {
    /// A JPEG stream that goes into the file as it is, without its metadata segments.
    Jpeg {
        /// The stream.
        bytes: Arc<[u8]>,
        /// 1 grey, 3 RGB, 4 CMYK.
        components: u8,
        /// Whether an Adobe marker says that CMYK values are inverted.
        inverted: bool,
    },
    /// The compressed rows of a PNG without alpha or interlace, as they are (RFC 2083; PDF predictor 15).
    Png {
        /// The joined IDAT data.
        idat: Arc<[u8]>,
        /// 1 grey, 3 RGB.
        components: u8,
        /// Bits a component: 8 or 16.
        bits: u8,
    },
    /// Decoded samples.
    Pixels {
        /// Interleaved samples, 8 bits each.
        samples: Arc<[u8]>,
        /// 1 grey, 3 RGB, 4 CMYK (0 = no ink).
        components: u8,
        /// Opacity, one byte a pixel; opaque where absent.
        alpha: Option<Arc<[u8]>>,
    },
    /// A vector drawing, proven free of scripts and outside references.
    Svg(Arc<str>),
}

/// A QR code, ready to be drawn (ISO/IEC 18004).
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// What it says: the registered address, to the letter.
    pub text: String,
    /// Modules a side, without the quiet zone.
    pub modules: usize,
    /// Dark modules, row by row.
    pub dark: Vec<bool>,
    /// Error correction level: `L`, `M`, `Q` or `H`.
    pub level: char,
    /// Distance in points from which it is meant to be read.
    pub distance: f64,
    /// Where it was asked for.
    pub origin: Option<Origin>,
}

impl Code {
    /// Width of the quiet zone in modules (ISO/IEC 18004, 6.3.8).
    pub const QUIET: usize = 4;
}

/// Where a link goes.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTarget {
    /// The address, from the register.
    pub url: String,
    /// What it opens, in the document's language: what a screen reader says.
    pub description: String,
}
