//! What gives way where a page does not hold, and what goes with it.
//!
//! In: pieces, and the line of a layout that is left out. Out: the pieces without it, without the headings that would head
//! nothing, without boxes that would be empty, and with their late words set again; and, said for whoever prints, what it
//! was. Nothing is shaped twice but late words that change.

use super::piece::{Member, Piece};
use super::prepare::Prepare;
use super::screen::ViewPiece;
use super::text::{Scale, TextPiece};
use crate::diag::Origin;
use crate::resolve::heading::headed;
use crate::resolve::job::{Block, Job, Kind, View};
use crate::resolve::late::Shown;
use crate::resolve::left_out::{LeftOut, What, Why};
use crate::spec::organisation::Particular;

/// Takes what came of a line out of a stack; whether anything is left of the stack.
fn leave_out(stack: &mut Vec<Member>, line: Origin) -> bool {
    prune(stack, &mut |member| member.line != line && without(&mut member.piece, line))
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

/// Takes what came of a line out of a piece; whether anything is left of it.
pub(super) fn without(piece: &mut Piece, line: Origin) -> bool {
    match piece {
        Piece::Stack(stack) => stack.is_empty() || leave_out(stack, line),
        Piece::Columns(columns) => {
            columns.retain_mut(|(_, stack)| leave_out(stack, line));
            !columns.is_empty()
        }
        Piece::Panel { inner, .. } => without(inner, line),
        Piece::Code(code) => {
            without(&mut code.beside, line);
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

/// The line of a page that gives way next: that of the word that is too wide where it may go, else the last one that may.
/// What came of one line of a layout (a heading with its screens, the same for every service) goes as one, so that nothing
/// stands alone and services stay alike.
pub(super) fn next_line(pieces: &[Piece], wide: Option<(usize, usize)>, job: &Job) -> Option<Origin> {
    let mut all = Vec::new();
    pieces.iter().for_each(|piece| optional_lines(piece, &mut all));
    let own = wide.and_then(|(area, number)| {
        let piece = pieces.get(area)?;
        line_of(piece, texts(piece, job).get(number)?, job)
    });
    own.or(all.pop())
}

fn texts<'a>(piece: &'a Piece, job: &Job) -> Vec<&'a TextPiece> {
    let mut texts = Vec::new();
    piece.texts(job.pages.first().map_or(0.0, |page| page.size.width), Scale::least(job), job, &mut texts);
    texts.into_iter().map(|(text, _)| text).collect()
}

fn optional_lines(piece: &Piece, out: &mut Vec<Origin>) {
    each_stack(piece, &mut |stack| {
        for member in stack {
            out.extend(member.optional.then_some(member.line));
            optional_lines(&member.piece, out);
        }
    });
}

/// The line of the optional block that a text stands in.
fn line_of(piece: &Piece, text: &TextPiece, job: &Job) -> Option<Origin> {
    let mut found = None;
    each_stack(piece, &mut |stack| {
        for member in stack {
            let inner = line_of(&member.piece, text, job);
            let here = member.optional && texts(&member.piece, job).iter().any(|own| std::ptr::eq(*own, text));
            found = found.or(inner).or(here.then_some(member.line));
        }
    });
    found
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

/// What came of a line of the layout, said for whoever prints.
pub(super) fn left_out(job: &Job, line: Origin, why: Why) -> LeftOut {
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
