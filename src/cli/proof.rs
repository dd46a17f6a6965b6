//! `flyer proof`: what is in a finished file.

use super::args::{MessageFormat, Proof};
use super::print::Printer;
use super::{DONE, INPUT, emit};
use crate::diag::{Diagnostic, Fault};
use crate::world::{Disk, World};
use serde_json::json;

/// Runs the command.
pub fn run(args: &Proof) -> u8 {
    let mut printer = Printer::new(args.message_format, false);
    let world = Disk::new(".");
    let mut worst = DONE;
    for file in &args.files {
        let bytes = match world.read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let fault = Diagnostic::error("cannot-read", format!("{} cannot be read: {error}", file.display()));
                worst = worst.max(printer.all(&[fault.fault(Fault::Machine)], None));
                continue;
            }
        };
        let report = crate::proof::inspect(&bytes);
        let text = match args.message_format {
            MessageFormat::Text => format!("{}\n{report}\n", file.display()),
            MessageFormat::Json => format!("{}\n", json!({"type": "report", "file": file, "report": report})),
        };
        worst = worst.max(emit(text.as_bytes()));
        if !report.is_clean() {
            worst = worst.max(INPUT);
        }
    }
    worst
}
