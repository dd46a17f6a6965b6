//! What leaves a page next where it does not hold.
//!
//! In: the pieces of the page that is too full. Out: a line of the layout, with all that came of it, or one entry of the
//! organisation's block: how to reach whoever prints goes one by one, from the last, for a sheet with a telephone number
//! is worth more than one with nothing.

use super::piece::{EntryPiece, Member, OrganisationPiece, Piece};
use super::text::{Scale, TextPiece};
use crate::diag::Origin;
use crate::resolve::job::Job;

/// What leaves.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Leaving {
    /// All that came of a line of the layout.
    Line(Origin),
    /// An entry of the organisation's block that came of a line, by its key in `flyer.toml`.
    Entry(Origin, String),
}

impl Leaving {
    /// What leaves a page next: that in which the word is that is too wide, where it may go, else the last that may. What
    /// came of one line of a layout (a heading with its screens, the same for every service) goes as one, so that nothing
    /// stands alone and services stay alike.
    pub(super) fn next(pieces: &[Piece], wide: Option<(usize, usize)>, job: &Job) -> Option<Self> {
        let mut all = Vec::new();
        pieces.iter().for_each(|piece| optional(piece, &mut all));
        let own = wide.and_then(|(area, number)| {
            let piece = pieces.get(area)?;
            holding(piece, texts(piece, job).get(number)?, job)
        });
        own.or(all.pop())
    }
}

fn texts<'a>(piece: &'a Piece, job: &Job) -> Vec<&'a TextPiece> {
    let mut texts = Vec::new();
    piece.texts(job.pages.first().map_or(0.0, |page| page.size.width), Scale::least(job), job, &mut texts);
    texts.into_iter().map(|(text, _)| text).collect()
}

/// What may leave, in the order in which it stands.
fn optional(piece: &Piece, out: &mut Vec<Leaving>) {
    each_stack(piece, &mut |stack| {
        for member in stack {
            out.extend(member.optional.then(|| last_of(member)));
            optional(&member.piece, out);
        }
    });
}

/// What leaves first of an optional block: of the organisation's the last entry.
fn last_of(member: &Member) -> Leaving {
    let last = block(&member.piece).and_then(|own| own.entries.last()?.key());
    leaving(member, last)
}

/// An entry of a block, as long as something else is left of it; the block otherwise.
fn leaving(member: &Member, key: Option<&str>) -> Leaving {
    let more = |own: &OrganisationPiece| own.entries.len() > 1 || own.name.is_some() || own.logos.is_some();
    match key.filter(|_| block(&member.piece).is_some_and(more)) {
        Some(key) => Leaving::Entry(member.line, key.to_owned()),
        None => Leaving::Line(member.line),
    }
}

/// The optional block that a text stands in, or the entry that it is.
fn holding(piece: &Piece, text: &TextPiece, job: &Job) -> Option<Leaving> {
    let mut found = None;
    each_stack(piece, &mut |stack| {
        for member in stack {
            let inner = holding(&member.piece, text, job);
            let here = member.optional && texts(&member.piece, job).iter().any(|own| std::ptr::eq(*own, text));
            let entries = || block(&member.piece).into_iter().flat_map(|own| &own.entries);
            let entry = || entries().filter_map(EntryPiece::key).find(|key| *key == text.key);
            found = found.take().or(inner).or_else(|| here.then(|| leaving(member, entry())));
        }
    });
    found
}

/// The organisation's block that is all that a piece holds.
fn block(piece: &Piece) -> Option<&OrganisationPiece> {
    match piece {
        Piece::Organisation(own) => Some(own),
        Piece::Panel { inner, .. } => block(inner),
        Piece::Stack(members) => match &members[..] {
            [only] => block(&only.piece),
            _ => None,
        },
        _ => None,
    }
}

/// Calls with every stack that lies directly in a piece.
fn each_stack(piece: &Piece, call: &mut dyn FnMut(&[Member])) {
    match piece {
        Piece::Stack(stack) => call(stack),
        Piece::Columns(columns) => columns.iter().for_each(|(_, stack)| call(stack)),
        Piece::Panel { inner, .. } => each_stack(inner, call),
        Piece::Code(code) => each_stack(&code.beside, call),
        _ => {}
    }
}
