//! `--sheet`, `--nup`, `--booklet`, `--tile`: on which sheets pages are printed.
//!
//! In: what was typed. Out: an imposition's [`Wish`], and how its files are called.

use crate::impose::{self, Nup, Wish, booklet};
use crate::unit::{Size, mm, parse_length};
use clap::{Args as ClapArgs, ValueEnum};

/// On which sheets pages are printed.
#[derive(Clone, Debug, ClapArgs)]
#[command(next_help_heading = "Sheets")]
pub struct Sheets {
    /// Paper to print several pieces or a booklet on: A4, A3, SRA3 ... or 320x450mm; as many pieces as fit.
    #[arg(long, value_name = "PAPER", value_parser = paper)]
    pub sheet: Option<Paper>,
    /// How many pieces on a sheet: a number, or auto for as many as fit (on A4 where no sheet is named).
    #[arg(long, value_name = "N", value_parser = count, conflicts_with_all = ["booklet", "tile"])]
    pub nup: Option<Count>,
    /// Two pages a side, to be folded, laid into each other and stapled.
    #[arg(long, conflicts_with = "tile")]
    pub booklet: bool,
    /// A poster in parts on this paper, to be glued together.
    #[arg(long, value_name = "PAPER", value_parser = paper, conflicts_with = "sheet")]
    pub tile: Option<Paper>,
    /// Space between pieces; twice the bleed where there is room.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub gutter: Option<f64>,
    /// How far parts of a poster lie over each other.
    #[arg(long, value_name = "LENGTH", value_parser = length, default_value = "10mm", requires = "tile")]
    pub overlap: f64,
    /// What the printer leaves white at the edges of the paper.
    #[arg(long, value_name = "LENGTH", value_parser = length, default_value = "5mm", requires = "tile")]
    pub unprintable: f64,
    /// Round which edge the printer turns the paper: long (like a book), short (like a calendar).
    #[arg(long, value_name = "EDGE", default_value = "long")]
    pub flip: Flip,
    /// How many pieces in all.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub copies: Option<u32>,
    /// Fill the last sheet up.
    #[arg(long)]
    pub fill: bool,
}

/// Round which edge a printer turns the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Flip {
    /// Like the pages of a book.
    Long,
    /// Like a calendar on a wall.
    Short,
}

/// A paper: what it is called, and its size in points.
#[derive(Clone, Debug)]
pub struct Paper {
    /// As typed.
    pub name: String,
    /// Width and height.
    pub size: Size,
}

/// How many pieces on a sheet.
#[derive(Clone, Copy, Debug)]
pub enum Count {
    /// As many as fit.
    Auto,
    /// So many.
    Exactly(usize),
}

fn paper(text: &str) -> Result<Paper, String> {
    let named = crate::spec::paper::paper(text);
    let sides = || {
        let (width, height) = text.strip_suffix("mm")?.split_once('x')?;
        let side = |side: &str| side.trim().trim_end_matches("mm").parse::<f64>().ok().filter(|side| *side > 0.0);
        Some(Size::new(mm(side(width)?), mm(side(height)?)))
    };
    let known = || crate::spec::paper::papers().collect::<Vec<_>>().join(", ");
    let size = named.or_else(sides).ok_or_else(|| format!("give its size (`320x450mm`) or its name: {}", known()))?;
    Ok(Paper { name: text.to_owned(), size })
}

fn length(text: &str) -> Result<f64, String> {
    parse_length(text)
}

fn count(text: &str) -> Result<Count, String> {
    match text.parse() {
        Ok(0) => Err("a sheet holds at least one".to_owned()),
        Ok(count) => Ok(Count::Exactly(count)),
        Err(_) if text == "auto" => Ok(Count::Auto),
        Err(_) => Err("give a number, or `auto` for as many as fit".to_owned()),
    }
}

/// The paper where none is named.
const A4: (f64, f64) = (210.0, 297.0);

impl Sheets {
    /// What is wished, if anything.
    pub fn wish(&self) -> Option<Wish> {
        let flip = match self.flip {
            Flip::Long => impose::Flip::Long,
            Flip::Short => impose::Flip::Short,
        };
        if let Some(paper) = &self.tile {
            return Some(Wish::Tiles { paper: paper.size, margin: self.unprintable, overlap: self.overlap });
        }
        let sheet = self.sheet.as_ref().map(|paper| paper.size);
        if self.booklet {
            return Some(Wish::Booklet { sheet, flip, thickness: mm(booklet::THICKNESS) });
        }
        if sheet.is_none() && self.nup.is_none() {
            return None;
        }
        let count = match self.nup {
            Some(Count::Exactly(count)) => Some(count),
            Some(Count::Auto) | None => None,
        };
        Some(Wish::Nup(Nup {
            sheet: sheet.unwrap_or(Size::new(mm(A4.0), mm(A4.1))),
            count,
            gutter: self.gutter,
            flip,
            copies: self.copies.map(|copies| copies as usize),
            fill: self.fill,
        }))
    }

    /// What stands between the target and the kind of file: `.4up-A4`, `.booklet-A3`, `.tiles-A4`.
    pub fn suffix(&self) -> String {
        let paper = |paper: &Option<Paper>| paper.as_ref().map_or_else(|| "A4".to_owned(), |paper| paper.name.clone());
        match (&self.tile, self.booklet, self.nup) {
            (Some(tile), ..) => format!(".tiles-{}", tile.name),
            (None, true, _) => match &self.sheet {
                Some(sheet) => format!(".booklet-{}", sheet.name),
                None => ".booklet".to_owned(),
            },
            (None, false, Some(Count::Exactly(count))) => format!(".{count}up-{}", paper(&self.sheet)),
            (None, false, Some(Count::Auto)) => format!(".up-{}", paper(&self.sheet)),
            (None, false, None) => self.sheet.as_ref().map_or_else(String::new, |sheet| format!(".up-{}", sheet.name)),
        }
    }

    /// How the printer has to be set, in words.
    pub fn print_so(&self, pages: usize) -> String {
        let size = "print at 100 % (\"actual size\"), not \"fit to page\"";
        let edge = if self.flip == Flip::Long { "long" } else { "short" };
        match (&self.tile, pages) {
            (Some(_), _) | (None, 1) => format!("{size}, on one side"),
            (None, _) => format!("{size}, on both sides, turned round the {edge} edge"),
        }
    }
}
