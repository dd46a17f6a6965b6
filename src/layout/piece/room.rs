//! What takes the room of a piece: the blocks below each other, each with its height.
//!
//! In: a piece at a width and a scale. Out: its parts with what they are, so that a sheet that does not hold can say what
//! fills it. Of columns the tallest counts, and of a code and what stands beside it the taller.

use super::{Member, Piece, column_widths, total};
use crate::diag::Origin;
use crate::layout::text::{Scale, TextPiece};
use crate::resolve::job::Job;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taker {
    /// A code.
    Code,
    /// Phone screens.
    Screens,
    /// Pictures, logos among them.
    Pictures,
    /// Strips to tear off.
    Strips,
    /// Words.
    Words,
    /// Lines and pictograms.
    Other,
}

/// A part and the height that it takes.
#[derive(Clone, Copy, Debug)]
pub struct Share<'a> {
    /// What it is.
    pub taker: Taker,
    /// Its height in points.
    pub height: f64,
    /// What asked for it: the words where it is words, else the line of the layout.
    pub origin: Option<Origin>,
    /// The words and their width, where it is words.
    pub text: Option<(&'a TextPiece, f64)>,
}

/// What a piece is measured for.
#[derive(Clone, Copy)]
pub struct Measure<'a> {
    /// The scale.
    pub scale: Scale,
    /// The job.
    pub job: &'a Job,
}

impl Piece {
    /// The parts of a piece at a width, from top to bottom.
    pub fn shares<'a>(&'a self, width: f64, line: Option<Origin>, by: Measure<'_>, out: &mut Vec<Share<'a>>) {
        let height = || total(&self.lanes(width, by.scale, by.job));
        let one = |taker| Share { taker, height: height(), origin: line, text: None };
        let words = |text: &'a TextPiece, width: f64| Share {
            taker: Taker::Words,
            height: text.height(width, by.scale),
            origin: Some(text.origin),
            text: Some((text, width)),
        };
        match self {
            Self::Text(text, _) => out.push(words(text, width)),
            Self::List(list) => out.extend(list.texts(width, by.scale).map(|(text, width)| words(text, width))),
            Self::Stack(members) => of_stack(members, width, by, out),
            Self::Columns(columns) => {
                let of_columns =
                    columns.iter().zip(column_widths(columns, width, by.scale)).map(|((_, stack), width)| {
                        let mut shares = Vec::new();
                        of_stack(stack, width, by, &mut shares);
                        shares
                    });
                out.extend(of_columns.max_by(|a, b| sum(a).total_cmp(&sum(b))).unwrap_or_default());
            }
            Self::Panel { inner, padding, .. } => inner.shares(width - padding.across(), line, by, out),
            Self::Code(code) => {
                let mut beside = Vec::new();
                code.beside.shares(code.text_width(width, by.scale, by.job), line, by, &mut beside);
                let (whole, words) = (height(), sum(&beside));
                if code.is_beside(width, by.scale, by.job) && words >= whole - 0.01 {
                    return out.extend(beside);
                }
                let own = if code.is_beside(width, by.scale, by.job) { whole } else { whole - words };
                out.push(Share { height: own, ..one(Taker::Code) });
                if !code.is_beside(width, by.scale, by.job) {
                    out.extend(beside);
                }
            }
            Self::Tabs(_) => out.push(one(Taker::Strips)),
            Self::Screens(_) => out.push(one(Taker::Screens)),
            Self::Pictures(_) => out.push(one(Taker::Pictures)),
            Self::Organisation(organisation) => {
                let mut texts = Vec::new();
                organisation.texts(width, by.scale, by.job, &mut texts);
                let said: Vec<Share<'a>> = texts.into_iter().map(|(text, width)| words(text, width)).collect();
                // What the words do not take is that of the logos.
                let rest = (height() - sum(&said)).max(0.0);
                out.extend(said);
                out.extend(organisation.logos.is_some().then_some(Share { height: rest, ..one(Taker::Pictures) }));
            }
            Self::Icon(..) | Self::Rule(..) => out.push(one(Taker::Other)),
        }
    }
}

fn of_stack<'a>(members: &'a [Member], width: f64, by: Measure<'_>, out: &mut Vec<Share<'a>>) {
    for member in members {
        member.piece.shares(width, Some(member.line), by, out);
    }
}

/// Height of parts below each other.
pub fn sum(shares: &[Share<'_>]) -> f64 {
    shares.iter().map(|share| share.height).sum()
}
