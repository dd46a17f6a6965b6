//! What goes with what leaves a page, and how it is said.
//!
//! In: pieces, and what leaves them (`leaving`). Out: the pieces without it, without the headings that would head
//! nothing, without boxes that would be empty, and with their late words set again; and, said for whoever prints, what it
//! was. Nothing is shaped twice but late words that change.

use super::leaving::Leaving;
use super::piece::{Member, Piece};
use super::prepare::Prepare;
use super::screen::ViewPiece;
use super::text::TextPiece;
use crate::diag::Origin;
use crate::resolve::heading::headed;
use crate::resolve::job::{Block, Job, Kind, View};
use crate::resolve::late::Shown;
use crate::resolve::left_out::{LeftOut, What, Why};
use crate::spec::organisation::Particular;

/// Takes what leaves out of a stack; whether anything is left of the stack.
fn leave_out(stack: &mut Vec<Member>, leaving: &Leaving) -> bool {
    prune(stack, &mut |member| match leaving {
        Leaving::Line(line) if *line == member.line => false,
        Leaving::Entry(line, key) if *line == member.line => {
            drop_entry(&mut member.piece, key);
            true
        }
        _ => without(&mut member.piece, leaving),
    })
}

/// Takes an entry out of the organisation's block in a piece.
fn drop_entry(piece: &mut Piece, key: &str) {
    match piece {
        Piece::Organisation(own) => own.entries.retain(|entry| entry.key() != Some(key)),
        Piece::Panel { inner, .. } => drop_entry(inner, key),
        Piece::Stack(members) => members.iter_mut().for_each(|member| drop_entry(&mut member.piece, key)),
        _ => {}
    }
}

/// Keeps the members that a rule keeps, and drops the headings that headed only what is gone.
fn prune(stack: &mut Vec<Member>, keep: &mut dyn FnMut(&mut Member) -> bool) -> bool {
    let kept: Vec<bool> = stack.iter_mut().map(keep).collect();
    if kept.iter().all(|kept| *kept) {
        return !stack.is_empty();
    }
    let levels: Vec<Option<u8>> = stack.iter().map(|member| member.heading).collect();
    let stays = headed(&levels, &kept);
    let mut stays = stays.into_iter();
    stack.retain(|_| stays.next().unwrap_or(true));
    !stack.is_empty()
}

/// Takes what leaves out of a piece; whether anything is left of it.
pub(super) fn without(piece: &mut Piece, leaving: &Leaving) -> bool {
    match piece {
        Piece::Stack(stack) => stack.is_empty() || leave_out(stack, leaving),
        Piece::Columns(columns) => {
            columns.retain_mut(|(_, stack)| leave_out(stack, leaving));
            !columns.is_empty()
        }
        Piece::Panel { inner, .. } => without(inner, leaving),
        Piece::Code(code) => {
            without(&mut code.beside, leaving);
            true
        }
        _ => true,
    }
}

/// What pieces show, as far as words depend on it.
pub(super) fn shown<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> Shown {
    pieces.into_iter().map(shown_in).fold(Shown::default(), Shown::and)
}

fn shown_in(piece: &Piece) -> Shown {
    let stack = |stack: &[Member]| shown(stack.iter().map(|member| &member.piece));
    match piece {
        Piece::Screens(screens) => {
            let one = |screen: &super::screen::ScreenPiece| {
                let taken = match &screen.view {
                    ViewPiece::Shot(shot) => Some(shot.taken.clone()),
                    ViewPiece::Parts(_) => None,
                };
                Shown { drawings: taken.is_none(), menus: screen.menus, taken }
            };
            screens.iter().map(one).fold(Shown::default(), Shown::and)
        }
        Piece::Stack(members) => stack(members),
        Piece::Columns(columns) => columns.iter().map(|(_, members)| stack(members)).fold(Shown::default(), Shown::and),
        Piece::Panel { inner, .. } => shown_in(inner),
        Piece::Code(code) => shown_in(&code.beside),
        _ => Shown::default(),
    }
}

/// Sets the late words of a piece; whether anything is left of it.
pub(super) fn set_late(piece: &mut Piece, shown: &Shown, prepare: &mut Prepare<'_>) -> bool {
    let mut text = |text: &mut TextPiece| text.set_for(shown, prepare);
    match piece {
        Piece::Text(words, _) => text(words),
        Piece::List(list) => {
            list.items.retain_mut(|(_, words)| text(words));
            !list.items.is_empty()
        }
        Piece::Stack(stack) => stack.is_empty() || late_stack(stack, shown, prepare),
        Piece::Columns(columns) => {
            columns.retain_mut(|(_, stack)| late_stack(stack, shown, prepare));
            !columns.is_empty()
        }
        Piece::Panel { inner, .. } => set_late(inner, shown, prepare),
        Piece::Code(code) => {
            set_late(&mut code.beside, shown, prepare);
            true
        }
        _ => true,
    }
}

fn late_stack(stack: &mut Vec<Member>, shown: &Shown, prepare: &mut Prepare<'_>) -> bool {
    prune(stack, &mut |member| set_late(&mut member.piece, shown, prepare))
}

/// Adds what leaves to what is said; of the organisation's block that goes entry by entry as one, with all the room that
/// was lacking.
pub(super) fn tell(job: &Job, leaving: &Leaving, why: Why, out: &mut Vec<LeftOut>) {
    let left = match leaving {
        Leaving::Line(line) => left_out(job, *line, why),
        Leaving::Entry(line, key) => entry_left_out(*line, key, why),
    };
    let block = |told: &&mut LeftOut| told.what == What::Organisation && told.origin == left.origin;
    let Some(told) = out.iter_mut().find(block) else { return out.push(left) };
    once(&mut told.keys, left.keys);
    told.keys.sort_by_key(|key| Particular::of(key));
}

fn entry_left_out(line: Origin, key: &str, why: Why) -> LeftOut {
    let (keys, elsewhere) = (vec![key.to_owned()], Vec::new());
    LeftOut { what: What::Organisation, services: Vec::new(), keys, files: Vec::new(), why, elsewhere, origin: line }
}

/// What came of a line of the layout, said for whoever prints.
fn left_out(job: &Job, line: Origin, why: Why) -> LeftOut {
    let mut all = Vec::new();
    for area in job.pages.iter().flat_map(|page| &page.areas) {
        find(&area.blocks, line, &mut |block| all.push((area.service.clone(), block)));
    }
    let kinds: Vec<What> = all.iter().flat_map(|(_, block)| kinds(block)).collect();
    // What is somebody's own is told as that, though flyer's drawings stand beside it.
    let own = kinds.iter().copied().find(|kind| *kind == What::Screenshots);
    let what = own.or(kinds.into_iter().min()).unwrap_or(What::Words);
    let (mut services, mut keys, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for (service, block) in all {
        once(&mut services, service);
        named(block, what, job, &mut keys);
        own_files(block, job, &mut files);
    }
    if what == What::Organisation {
        // Who prints is the same beside each service.
        services.clear();
    }
    LeftOut { what, services, keys, files, why, elsewhere: Vec::new(), origin: line }
}

fn once(names: &mut Vec<String>, name: impl IntoIterator<Item = String>) {
    for name in name {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

/// Calls with every block that came of a line, wherever it stands.
fn find<'a>(blocks: &'a [Block], line: Origin, call: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        match &block.kind {
            _ if block.origin == line => call(block),
            Kind::Panel { blocks, .. } | Kind::Code { beside: blocks, .. } => find(blocks, line, call),
            _ => {}
        }
    }
}

/// What a block is, and what is in it.
fn kinds(block: &Block) -> Vec<What> {
    match &block.kind {
        Kind::Screens { screens, .. } => {
            let own = screens.iter().any(|screen| matches!(screen.view, View::Shot { .. }));
            vec![if own { What::Screenshots } else { What::Screens }]
        }
        Kind::Image { .. } | Kind::Logos { .. } => vec![What::Picture],
        Kind::Icon { .. } => vec![What::Pictogram],
        Kind::Rule { .. } => vec![What::Line],
        Kind::Panel { blocks, .. } => blocks.iter().flat_map(kinds).collect(),
        Kind::Organisation(_) => vec![What::Organisation],
        Kind::Text { text, .. } if Particular::of(&text.key).is_some() => vec![What::Organisation],
        Kind::Text { .. } | Kind::List { .. } | Kind::Steps { .. } | Kind::Code { .. } | Kind::Tabs { .. } => {
            vec![What::Words]
        }
    }
}

/// The project's own screenshots in a block.
fn own_files(block: &Block, job: &Job, files: &mut Vec<String>) {
    match &block.kind {
        Kind::Screens { screens, .. } => {
            let shots = screens.iter().filter_map(|screen| match &screen.view {
                View::Shot { image, .. } => Some(job.images.get(image.0 as usize)?.name.clone()),
                View::Parts { .. } => None,
            });
            once(files, shots);
        }
        Kind::Panel { blocks, .. } => blocks.iter().for_each(|block| own_files(block, job, files)),
        _ => {}
    }
}

/// The names by which the layout asks for what a block is.
fn named(block: &Block, what: What, job: &Job, names: &mut Vec<String>) {
    match (&block.kind, what) {
        (Kind::Screens { set, .. }, What::Screens | What::Screenshots) => once(names, [set.value.clone()]),
        (Kind::Text { text, .. }, What::Words | What::Organisation) => once(names, [text.key.clone()]),
        (Kind::List { items, .. } | Kind::Steps { items, .. }, What::Words) => {
            once(names, items.iter().map(|item| item.key.clone()));
        }
        (Kind::Image { image, .. }, What::Picture) => {
            once(names, job.images.get(image.0 as usize).map(|picture| picture.name.clone()));
        }
        (Kind::Organisation(own), What::Organisation) => {
            once(names, own.name.as_ref().map(|name| name.key.clone()));
            once(names, (!own.logos.is_empty()).then(|| Particular::Logos.key().to_owned()));
            once(names, own.entries.iter().map(|entry| entry.key().to_owned()));
        }
        (Kind::Panel { blocks, .. }, _) => blocks.iter().for_each(|block| named(block, what, job, names)),
        _ => {}
    }
}
