//! `flyer preview`: pictures of the finished PDF, so that preview and file cannot differ.

use super::args::Preview;
use super::exit::{DONE, exit_code};
use super::print::Printer;
use super::session::Session;
use crate::build::batch::{Orders, each, save};
use crate::build::{Built, Profile};
use crate::diag::{Diagnostic, Fault, Severity};
use crate::resolve::Options;
use crate::text::FontSet;
use crate::world::Disk;
use serde_json::json;

/// Least and most dots per inch.
const DPI: (f64, f64) = (10.0, 600.0);

/// Runs the command.
pub fn run(args: &Preview) -> u8 {
    let mut printer = Printer::new(&args.common);
    if !(DPI.0..=DPI.1).contains(&args.dpi) {
        let fault = Diagnostic::error("bad-dpi", format!("{} dots per inch are not possible", args.dpi));
        return printer.all(&[fault.fault(Fault::Usage).hint("give --dpi a number from 10 to 600")], None);
    }
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let targets = match session.targets(&args.targets, false, &mut printer) {
        Ok(targets) => targets,
        Err(code) => return code,
    };
    let region = match session.region(args.region.as_deref(), &mut printer) {
        Ok(region) => region,
        Err(code) => return code,
    };
    let out = session.out(args.out.as_deref());
    let mut worst = DONE;
    let options = Options { allow_unverified: args.allow_unverified, ink: args.ink.into(), region, strict: false };
    let orders = Orders { profiles: &[Profile::Office], sheets: None, jobs: None };
    let fonts = FontSet::builtin();
    each(&session.run(&fonts, &options), &targets, &orders, |target, mut outcome| {
        for Built { pdf, report, .. } in std::mem::take(&mut outcome.files) {
            let pages = report.pages.len();
            for page in 0..pages {
                let suffix = if pages > 1 { format!("-{}", page + 1) } else { String::new() };
                let file = out.join(format!("{target}{suffix}.png"));
                let saved = crate::proof::picture(&pdf, page, args.dpi)
                    .map_err(|why| Box::new(Diagnostic::error("cannot-render", why)))
                    .and_then(|png| save(&Disk::here(), &file, &png));
                match saved {
                    Ok(()) => {
                        let value = json!({"type": "preview", "target": target.to_string(), "file": file});
                        printer.say(&format!("{:<10} {}", target.to_string(), file.display()), &value);
                    }
                    Err(fault) => outcome.diagnostics.push(*fault),
                }
            }
        }
        printer.keep(Some(&target.to_string()), &outcome.diagnostics, Some(&outcome.sources));
        worst = worst.max(exit_code(&outcome.diagnostics));
    });
    printer.tell(Severity::Warning);
    printer.tell(Severity::Error);
    worst
}
