//! `flyer watch`: builds again whenever a file of the project changes.

use super::args::Watch;
use super::build;
use super::exit::MACHINE;
use super::print::Printer;
use super::session::Session;
use crate::diag::{Diagnostic, Fault, plainly};
use notify::{ErrorKind, Event, RecursiveMode, Watcher};
use serde_json::json;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// Editors write a file in several steps; so long it has to be quiet before a build begins.
const CALM: Duration = Duration::from_millis(120);

/// Runs until it is stopped.
pub fn run(args: &Watch) -> u8 {
    let common = &args.build.common;
    let mut printer = Printer::new(common);
    let session = match Session::open(common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let (sender, receiver) = mpsc::channel();
    let out = session.out(args.build.out.as_deref());
    let watching = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Somebody who reads files again and again must not keep the folder from being called calm.
        if event.is_ok_and(|event| concerns(&event, &out)) {
            // When nobody listens any more the program is ending.
            let _ = sender.send(());
        }
    })
    .and_then(|mut watcher| watcher.watch(&session.folder, RecursiveMode::Recursive).map(|()| watcher));
    let _watcher = match watching {
        Ok(watcher) => watcher,
        Err(error) => {
            let fault = Diagnostic::error("cannot-watch", format!("the folder cannot be watched: {}", why(&error)));
            return printer.all(&[fault.fault(Fault::Machine)], None);
        }
    };
    loop {
        build::once(&args.build, &session, &mut printer);
        printer.say("watching for changes; stop with Ctrl-C", &json!({"type": "watching"}));
        if receiver.recv().is_err() {
            return MACHINE;
        }
        while receiver.recv_timeout(CALM).is_ok() {}
    }
}

/// Why a folder cannot be watched.
fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::Io(error) => plainly(error),
        ErrorKind::PathNotFound => "there is no such folder".to_owned(),
        ErrorKind::MaxFilesWatch => "the system watches no more files than it does now".to_owned(),
        ErrorKind::Generic(said) => said.clone(),
        ErrorKind::WatchNotFound | ErrorKind::InvalidConfig(_) => "the system does not watch it".to_owned(),
    }
}

/// Whether a change can alter a sheet: not one in the output folder, in `target` or in hidden files.
fn concerns(event: &Event, out: &Path) -> bool {
    let changes = event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove();
    let out = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    changes
        && event.paths.iter().any(|path| {
            let hidden = path.components().any(|part| {
                let part = part.as_os_str().to_string_lossy();
                (part.starts_with('.') && part.len() > 2) || part == "target"
            });
            let path = path.canonicalize().unwrap_or_else(|_| path.clone());
            !hidden && !path.starts_with(&out)
        })
}
