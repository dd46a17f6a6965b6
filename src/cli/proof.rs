//! `flyer proof`: what is in a finished file.

use super::args::{MessageFormat, Profile, Proof};
use super::exit::{DONE, INPUT, emit};
use super::print::Printer;
use crate::build::batch::save;
use crate::diag::Fault;
use crate::press::Press;
use crate::proof::{Report, inspect, picture, press, sheet};
use crate::world::{Disk, World};
use serde_json::json;
use std::path::Path;

/// Dots per inch of the pages on the proof sheet.
const SHEET_DPI: f64 = 96.0;

/// Runs the command.
pub fn run(args: &Proof) -> u8 {
    let mut printer = Printer::plain(args.message_format);
    let world = Disk::here();
    let mut worst = DONE;
    for file in &args.files {
        let bytes = match world.read(file) {
            Ok(bytes) => bytes,
            Err(why) => {
                let fault = why.diagnostic("cannot-read", file.display()).fault(Fault::Machine);
                worst = worst.max(printer.all(&[fault], None));
                continue;
            }
        };
        let report = match args.profile.unwrap_or_else(|| profile_of(file)) {
            Profile::Office => inspect(&bytes),
            Profile::Press => press::inspect(&bytes, &Press::default()),
        };
        let text = match args.message_format {
            MessageFormat::Text => format!("{}\n{report}\n", file.display()),
            MessageFormat::Json => format!("{}\n", json!({"type": "report", "file": file, "report": report})),
        };
        worst = worst.max(emit(text.as_bytes()));
        if args.sheet {
            worst = worst.max(write_sheet(file, &bytes, &report, &world, &mut printer));
        }
        if !report.is_clean() {
            worst = worst.max(INPUT);
        }
    }
    worst
}

/// What a file is by its name, as `flyer build` names them.
fn profile_of(file: &Path) -> Profile {
    let press = file.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".press.pdf"));
    if press { Profile::Press } else { Profile::Office }
}

/// Writes `fr-a4.proof.html` beside `fr-a4.pdf`.
fn write_sheet(file: &Path, bytes: &[u8], report: &Report, world: &Disk, printer: &mut Printer) -> u8 {
    let pages = (0..report.pages.len()).filter_map(|page| picture(bytes, page, SHEET_DPI).ok());
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let html = sheet(&name, report, &pages.collect::<Vec<_>>());
    let beside = file.with_extension("proof.html");
    if let Err(fault) = save(world, &beside, html.as_bytes()) {
        return printer.all(&[*fault], None);
    }
    printer.say(&format!("{} written", beside.display()), &json!({"type": "sheet", "file": beside}));
    DONE
}
