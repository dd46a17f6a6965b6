//! `flyer build`: targets in, proven files out.

use super::args::Build;
use super::exit::{DONE, MACHINE, exit_code};
use super::print::Printer;
use super::session::Session;
use super::summary::Summary;
use crate::build::batch::{Orders, each, save};
use crate::build::{Built, Outcome, Profile};
use crate::color::Ink;
use crate::diag::{Diagnostic, Fault, Severity, plainly};
use crate::resolve::Options;
use crate::spec::PROJECT;
use crate::spec::target::Target;
use crate::text::FontSet;
use crate::world::{Disk, World as _};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &Build) -> u8 {
    let mut printer = Printer::new(&args.common);
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    once(args, &session, &mut printer)
}

/// Builds once; also what `flyer watch` does at every change.
pub fn once(args: &Build, session: &Session, printer: &mut Printer) -> u8 {
    let targets = match session.targets(&args.targets, args.all, printer) {
        Ok(targets) => targets,
        Err(code) => return code,
    };
    let region = match session.region(args.region.as_deref(), printer) {
        Ok(region) => region,
        Err(code) => return code,
    };
    let options =
        Options { allow_unverified: args.allow_unverified, ink: args.ink.into(), region, strict: args.strict };
    let profiles: BTreeSet<Profile> = args.profile.iter().map(|profile| (*profile).into()).collect();
    let profiles: Vec<Profile> = profiles.into_iter().collect();
    let mut written = Vec::new();
    let mut worst = DONE;
    let project = session.world.read(Path::new(PROJECT)).is_ok();
    let out = session.out(args.out.as_deref());
    let mut summary = Summary::new(targets.len(), project);
    let wish = args.sheets.wish();
    let orders = Orders { profiles: &profiles, sheets: wish.as_ref(), jobs: args.jobs };
    let fonts = FontSet::builtin();
    each(&session.run(&fonts, &options), &targets, &orders, |target, mut outcome| {
        for built in std::mem::take(&mut outcome.files) {
            let file = out.join(file_name(target, &built, &options, &args.sheets.suffix()));
            match save(&Disk::here(), &file, &built.pdf) {
                Ok(()) => {
                    say_written(printer, target, &file, &built, &outcome);
                    if orders.sheets.is_some() && built.profile == Profile::Office {
                        let how = args.sheets.print_so(built.report.pages.len());
                        printer.say(&format!("{:<10} {how}", ""), &json!({"type": "print", "how": how}));
                    }
                    written.push(file);
                }
                Err(fault) => outcome.diagnostics.push(*fault),
            }
        }
        let name = target.to_string();
        let code = exit_code(&outcome.diagnostics);
        if code == DONE {
            summary.add(&name, &outcome);
        } else if targets.len() > 1 {
            printer.say(&format!("{name:<10} not written"), &json!({"type": "not-written", "target": name}));
        }
        let one_of_many = Some(name.as_str()).filter(|_| targets.len() > 1);
        printer.keep(one_of_many, &outcome.diagnostics, Some(&outcome.sources));
        worst = worst.max(code);
    });
    printer.tell(Severity::Warning);
    summary.say(printer);
    printer.tell(Severity::Error);
    if args.open {
        worst = worst.max(open(&written, printer));
    }
    worst
}

/// `fr-a4.pdf`, `fr-a4.press.pdf`, `fr-a6-card.4up-A4.pdf`, `fr-a4.black.press.pdf`,
/// `fr-a4.BE.pdf`: no kind of file takes the place of another.
fn file_name(target: &Target, built: &Built, options: &Options, sheets: &str) -> String {
    let ink = if options.ink == Ink::Black { ".black" } else { "" };
    let profile = if built.profile == Profile::Press { ".press" } else { "" };
    let region = options.region.as_ref().map(|code| format!(".{code}")).unwrap_or_default();
    format!("{target}{region}{sheets}{ink}{profile}.pdf")
}

fn say_written(printer: &Printer, target: &Target, file: &Path, built: &Built, outcome: &Outcome) {
    let body = outcome.body.unwrap_or_default();
    let codes = built.report.codes.len();
    let (name, bytes) = (file.display(), built.pdf.len());
    let text = format!(
        "{:<10} {name}  {} kB, text {body:.1} pt, {codes} codes read back",
        target.to_string(),
        bytes.div_ceil(1000)
    );
    let value = json!({
        "type": "written", "target": target.to_string(), "file": file, "bytes": bytes, "body_pt": body, "codes": codes,
        "draft": outcome.imprints.iter().any(|imprint| imprint.reviewed_by.is_none()),
    });
    printer.say(&text, &value);
}

/// Opens files with whatever the system opens PDF files with.
fn open(files: &[PathBuf], printer: &mut Printer) -> u8 {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    for file in files {
        if let Err(error) = std::process::Command::new(program).arg(file).spawn() {
            let fault =
                Diagnostic::error("cannot-open", format!("{} cannot be opened: {}", file.display(), plainly(&error)));
            printer.all(&[fault.fault(Fault::Machine)], None);
            return MACHINE;
        }
    }
    DONE
}
