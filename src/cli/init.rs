//! `flyer init`: a commented `flyer.toml` to start from.

use super::args::Init;
use super::args::MessageFormat;
use super::exit::DONE;
use super::print::Printer;
use super::session::near_miss;
use crate::build::batch::save;
use crate::diag::{Diagnostic, Fault};
use crate::world::{Disk, World};
use serde_json::json;
use std::path::Path;

/// What a new `flyer.toml` holds: everything is explained, nothing is switched on.
const TEMPLATE: &str = include_str!("../../assets/templates/flyer.toml");

/// Runs the command; an existing file is never touched.
pub fn run(args: &Init) -> u8 {
    let mut printer = Printer::plain(MessageFormat::Text);
    let world = Disk::new(args.folder.clone());
    let file = Path::new("flyer.toml");
    let name = args.folder.join(file);
    // Whatever is there stays, also what cannot be read.
    if !world.read(file).is_err_and(|why| why.is_absent()) {
        let fault = Diagnostic::error("file-exists", format!("{} is there already", name.display()))
            .fault(Fault::Usage)
            .hint("flyer does not write over it; edit it, or move it away");
        return printer.all(&[fault], None);
    }
    if let Some(fault) = near_miss(&args.folder) {
        return printer.all(&[fault.fault(Fault::Usage)], None);
    }
    if let Err(fault) = save(&world, file, TEMPLATE.as_bytes()) {
        return printer.all(&[*fault], None);
    }
    let text =
        format!("{} written: put your name, opening hours and logo in, then `flyer build fr-a4`", name.display());
    printer.say(&text, &json!({"type": "written", "file": name}));
    DONE
}
