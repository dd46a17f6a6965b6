//! The job: one language of one layout with nothing left to decide.
//!
//! No value here is absent to mean "default": lengths are points, words are final, pictures are opened, codes are
//! encoded, styles are complete. The layout stage measures and places; it never asks again what was meant.

use super::late::Late;
use super::left_out::LeftOut;
use crate::color::{Color, Ink};
use crate::diag::{FileId, Origin};
use crate::page::{self, CodeId, ImageId, LinkId, Role};
use crate::press::Press;
use crate::spec::grid::Track;
use crate::spec::guide::PartKind;
use crate::spec::layout::{self, Fit};
use crate::spec::read::At;
use crate::text::{FontSet, Lang, Span, TypeStyle};
use crate::unit::{BezPath, Sides, Size};
use std::sync::Arc;

/// One language of one layout.
#[derive(Clone, Debug)]
pub struct Job {
    /// Language of the words.
    pub lang: Lang,
    /// Whether it is read from right to left.
    pub rtl: bool,
    /// Title for the metadata.
    pub title: String,
    /// What it is about, for the metadata.
    pub subject: String,
    /// Who prints it, and what whoever prints has to know.
    pub imprint: Imprint,
    /// Date of the guide.
    pub date: String,
    /// Name of the layout's file, for messages.
    pub layout: String,
    /// Bleed.
    pub bleed: f64,
    /// Safe distance.
    pub safe: f64,
    /// Limits of the body size.
    pub fit: Fit,
    /// Least type sizes, in points.
    pub least: page::LeastSizes,
    /// How the sheet is folded whose panels the pages are.
    pub fold: Option<layout::Fold>,
    /// Head and foot of every page, where the one page given is filled and followed by as many as it takes.
    pub flow: Option<Flow>,
    /// The pages in reading order.
    pub pages: Vec<Page>,
    /// What was asked for and is not in them.
    pub left_out: Vec<LeftOut>,
    /// Colours of drawings.
    pub palette: Palette,
    /// The hand that points at the place to tap.
    pub hand: Icon,
    /// Fonts.
    pub fonts: Arc<FontSet>,
    /// Pictures.
    pub images: Vec<page::Picture>,
    /// What a file for a print shop is made for.
    pub press: Press,
    /// Spot inks that colours refer to.
    pub spots: Vec<page::Spot>,
    /// How many inks the sheet is printed with.
    pub ink: Ink,
    /// Where each picture was asked for first.
    pub image_origins: Vec<Origin>,
    /// Codes.
    pub codes: Vec<page::Code>,
    /// Link targets.
    pub links: Vec<page::LinkTarget>,
}

impl Job {
    /// Width and height of a picture as seen, in pixels.
    pub fn picture_size(&self, image: ImageId) -> (f64, f64) {
        let size = self.images.get(image.0 as usize).map_or((1, 1), page::Picture::upright);
        (f64::from(size.0), f64::from(size.1.max(1)))
    }
}

/// Whose sheet it is, for which country, and what is known of its words and links: what a build says at its end.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// Tag of the language.
    pub language: String,
    /// Who reviewed the words; nobody where they are a draft.
    pub reviewed_by: Option<String>,
    /// The file in which the project says so.
    pub file: Option<FileId>,
    /// Who publishes it.
    pub organisation: Option<String>,
    /// The country whose authority it names.
    pub country: Option<Country>,
    /// The links on it.
    pub links: Vec<Confirmed>,
    /// Keys of the project's words that are the same on sheets of every language.
    pub untranslated: Vec<&'static str>,
    /// Whether one of these surely is in another language than the sheet.
    pub foreign: bool,
}

/// A country, and why it is this one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Country {
    /// Its code (ISO 3166-1).
    pub code: String,
    /// Its English name.
    pub name: String,
    /// Who said so.
    pub by: CountryBy,
}

/// Who decided on a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountryBy {
    /// `--region`.
    CommandLine,
    /// `country` in `flyer.toml`.
    Project,
    /// The language stands for it.
    Language,
}

/// When and by whom a link was last confirmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Confirmed {
    /// Day or month.
    pub on: String,
    /// By whom.
    pub by: String,
    /// Its id in the register.
    pub id: String,
    /// Whether that is longer ago than a link should go unchecked.
    pub old: bool,
}

/// A page before its words have a place.
#[derive(Clone, Debug)]
pub struct Page {
    /// Size after trimming.
    pub size: Size,
    /// Free space inside the trim.
    pub margin: Sides,
    /// Columns.
    pub columns: Vec<Track>,
    /// Gap between columns.
    pub column_gap: f64,
    /// Least gap between rows.
    pub row_gap: f64,
    /// Number of rows.
    pub rows: usize,
    /// The areas in reading order.
    pub areas: Vec<Area>,
    /// Whether rows keep their distance, whatever room is left.
    pub loose: bool,
}

impl Page {
    /// Takes out areas, and the rows in which nothing stands any more.
    pub fn retain(&mut self, keep: impl FnMut(&Area) -> bool) {
        let before = self.areas.len();
        self.areas.retain(keep);
        if self.areas.len() == before {
            return;
        }
        let used = |row: &usize| self.areas.iter().any(|area| (area.rows.0..area.rows.1).contains(row));
        let rows: Vec<usize> = (0..self.rows).filter(used).collect();
        let number = |row: usize| rows.partition_point(|used| *used < row);
        for area in &mut self.areas {
            area.rows = (number(area.rows.0), number(area.rows.1));
        }
        self.rows = rows.len();
    }
}

/// What stands on every page.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Above, from the second page on.
    pub head: Text,
    /// Below, with `{n}` and `{total}` for the numbers.
    pub foot: Text,
}

/// Colours that drawings use, by role.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Rings and frames round the place to tap.
    pub mark: Color,
    /// Text.
    pub text: Color,
    /// Main colour.
    pub primary: Color,
    /// Light shade of the main colour.
    pub tint: Color,
    /// Middle shade, for greeked text and lines.
    pub shade: Color,
    /// Colour of what matters now.
    pub accent: Color,
    /// What stands on the accent colour.
    pub on_accent: Color,
}

/// An area of the grid.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its cell's name, e.g. `steps2`.
    pub name: String,
    /// Name of the service that it is for.
    pub service: Option<String>,
    /// The template that it shares with its siblings, whose parts line up with its own.
    pub family: String,
    /// First and one past the last row.
    pub rows: (usize, usize),
    /// First and one past the last column, in reading direction.
    pub columns: (usize, usize),
    /// Which part of these columns, and of how many parts of the same width.
    pub part: (usize, usize),
    /// Colour behind it.
    pub fill: Option<Color>,
    /// Whether the fill runs out over the trim.
    pub bleed: bool,
    /// Whether what is in it stands at its top, where it fills a whole page; else in the middle.
    pub top: bool,
    /// Space inside.
    pub padding: Sides,
    /// Radius of the corners.
    pub radius: f64,
    /// Space between blocks, in body sizes.
    pub gap: f64,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub origin: Origin,
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Space before it in body sizes; the area's gap where absent.
    pub space: Option<f64>,
    /// Whether it may be left out.
    pub optional: bool,
    /// Where it was written.
    pub origin: Origin,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A paragraph or heading.
    Text {
        /// The words.
        text: Text,
        /// Heading level.
        level: Option<u8>,
    },
    /// A list in columns.
    List {
        /// Items.
        items: Vec<Text>,
        /// Number of columns.
        columns: usize,
    },
    /// Numbered steps.
    Steps {
        /// Steps.
        items: Vec<Text>,
        /// Number of the first.
        first: usize,
    },
    /// Phone screens with their captions.
    Screens {
        /// Name of the set.
        set: At<String>,
        /// Whether they show a way through the platform's menus.
        menus: bool,
        /// Screens in order.
        screens: Vec<Screen>,
    },
    /// A code and what stands beside it.
    Code {
        /// The code.
        code: CodeId,
        /// Where it leads.
        link: LinkId,
        /// Side of the symbol in points, without quiet zone.
        side: f64,
        /// Its least side, where the column is narrower or the page has no room.
        least: f64,
        /// What it says in words.
        alt: String,
        /// Whether the code stands above its blocks.
        above: bool,
        /// Whether it stands in the middle then.
        centered: bool,
        /// The blocks.
        beside: Vec<Block>,
    },
    /// Strips to tear off along the foot of the page, each with a code and its address.
    Tabs {
        /// The strips.
        tabs: Vec<Tab>,
        /// Side of the symbols in points.
        side: f64,
        /// Length of the strips in points.
        height: f64,
    },
    /// A picture.
    Image {
        /// The picture.
        image: ImageId,
        /// What it shows.
        alt: String,
        /// Height; as wide as there is room where absent.
        height: Option<f64>,
    },
    /// Pictures in a row, each of this height.
    Logos {
        /// The pictures with what they say.
        images: Vec<(ImageId, String)>,
        /// Height.
        height: f64,
    },
    /// Who prints, and how to reach them.
    Organisation(Box<Organisation>),
    /// A pictogram.
    Icon {
        /// The drawing.
        icon: Icon,
        /// Height in body sizes.
        size: f64,
        /// Colour.
        color: Color,
    },
    /// A line.
    Rule {
        /// Colour.
        color: Color,
        /// Thickness.
        thickness: f64,
    },
    /// Blocks in a box.
    Panel {
        /// The blocks, dealt out to the columns in turn.
        blocks: Vec<Block>,
        /// Relative column widths.
        columns: Vec<f64>,
        /// Colour behind them.
        fill: Option<Color>,
        /// Colour of the line round them.
        frame: Option<Color>,
        /// Space inside.
        padding: Sides,
        /// Radius.
        radius: f64,
        /// Space between blocks in body sizes.
        gap: f64,
    },
}

/// Who prints, and how to reach them.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// The name, as a heading.
    pub name: Option<Text>,
    /// Level of that heading.
    pub level: u8,
    /// Logos with what they say.
    pub logos: Vec<(ImageId, String)>,
    /// Height of the logos in points.
    pub logo_height: f64,
    /// Whether what follows stands one behind the other; else in columns.
    pub compact: bool,
    /// Address, hours, telephone and the like.
    pub entries: Vec<Entry>,
}

/// One of the ways to reach an organisation.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The pictogram before it.
    pub icon: Icon,
    /// Its colour.
    pub color: Color,
    /// What is said.
    pub body: EntryBody,
    /// Whether it is a number or an address, which stays on one line where that can be.
    pub whole: bool,
}

impl Entry {
    /// The key of `flyer.toml` that it comes from.
    pub fn key(&self) -> &str {
        match &self.body {
            EntryBody::Text(text) => &text.key,
            EntryBody::Table(rows) => rows.first().map_or("", |[days, _]| &days.key),
        }
    }
}

/// What is said of a way to reach an organisation.
#[derive(Clone, Debug)]
pub enum EntryBody {
    /// One text.
    Text(Text),
    /// Days and times, row by row.
    Table(Vec<[Text; 2]>),
}

/// A strip to tear off.
#[derive(Clone, Debug)]
pub struct Tab {
    /// The code.
    pub code: CodeId,
    /// Where it leads.
    pub link: LinkId,
    /// What it says in words.
    pub alt: String,
    /// What is written along the strip.
    pub words: Vec<Text>,
}

/// Words in their style.
#[derive(Clone, Debug)]
pub struct Text {
    /// The words.
    pub spans: Vec<Span>,
    /// The shorter variant, if there is one.
    pub short: Option<Vec<Span>>,
    /// The style.
    pub style: Arc<Style>,
    /// Where the words were written.
    pub origin: Origin,
    /// The words key, for messages.
    pub key: String,
    /// What it is made of, where some of it depends on what is shown; the words above are those for all of it.
    pub late: Option<Arc<[Late]>>,
}

/// A complete type style.
#[derive(Clone, Debug)]
pub struct Style {
    /// Family, weights.
    pub face: TypeStyle,
    /// Multiple of the body size.
    pub size: f64,
    /// Least size in points.
    pub least: f64,
    /// What it may shrink to where nothing else helps, as a share of its size: 1 where it never does.
    pub yields: f64,
    /// Distance of baselines as a multiple of the size.
    pub leading: f64,
    /// Colour.
    pub color: Color,
    /// Colour of strong words.
    pub strong_color: Color,
    /// Lines of about the same length.
    pub balance: bool,
    /// Strong words begin a line of their own where that costs no line more.
    pub strong_line: bool,
    /// Whether lines stand in the middle.
    pub centered: bool,
    /// Whether words are set in capitals.
    pub capitals: bool,
    /// Whether each sentence begins a line.
    pub sentences: bool,
    /// What part it plays.
    pub role: Role,
}

impl Style {
    /// Type size in points at a body size.
    pub fn size_at(&self, body: f64) -> f64 {
        (self.size * body).max(self.least)
    }

    /// The same where it gives way: at 0 as far as it may, at 1 not at all.
    pub fn size_between(&self, body: f64, share: f64) -> f64 {
        let full = self.size_at(body);
        full * (self.yields + (1.0 - self.yields) * share)
    }

    /// What it is to the reader at a type size: what gave way is as small as notes may be.
    pub fn role_at(&self, size: f64) -> Role {
        if size < self.least - 1e-6 { Role::Note } else { self.role }
    }
}

/// A screen with its caption.
#[derive(Clone, Debug)]
pub struct Screen {
    /// What is shown.
    pub view: View,
    /// The caption.
    pub caption: Text,
    /// What the screen shows, in words.
    pub alt: String,
    /// Where it was written.
    pub origin: Origin,
}

/// What a screen shows.
#[derive(Clone, Debug)]
pub enum View {
    /// Schematic parts.
    Parts(Vec<Part>),
    /// An own screenshot.
    Shot {
        /// The picture.
        image: ImageId,
        /// Day on which it was taken.
        taken: String,
        /// The place to tap: left, top, width, height as shares of the picture.
        highlight: Option<[f64; 4]>,
        /// A part that is shown larger as well, likewise.
        magnify: Option<[f64; 4]>,
        /// Numbered places, as shares of width and height.
        callouts: Vec<[f64; 2]>,
        /// Whether it stands in the outline of a phone.
        frame: bool,
    },
}

/// A part of a schematic screen.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its label; greeked where absent.
    pub label: Option<Text>,
    /// Its pictogram.
    pub icon: Option<Icon>,
    /// Whether this is the place to tap.
    pub tap: bool,
}

/// A pictogram: an outline in a square of side 1.
#[derive(Clone, Debug)]
pub struct Icon {
    /// The outline.
    pub path: BezPath,
}
