//! `flyer sheet`: a contact sheet of many targets, as PDF and as pictures.

use super::args::Sheet;
use super::exit::{DONE, exit_code};
use super::print::Printer;
use super::session::Session;
use crate::build::batch::{Orders, each, save};
use crate::build::contact::{Cell, sheet};
use crate::build::{Built, Profile, Said};
use crate::diag::{Diagnostic, Severity};
use crate::press::Press;
use crate::resolve::Options;
use crate::resolve::picture::{Limits, open};
use crate::text::FontSet;
use crate::unit::{Size, mm};
use crate::world::Disk;
use crate::{export, proof};
use serde_json::json;

/// Most pages of a target that are shown.
const PAGES: usize = 6;
/// Height of a page's picture in pixels.
const PIXELS: f64 = 420.0;
/// Resolution of the sheet's own picture.
const DPI: f64 = 110.0;

/// Runs the command.
pub fn run(args: &Sheet) -> u8 {
    let mut printer = Printer::new(&args.common);
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let targets = match session.targets(&args.targets, args.all, &mut printer) {
        Ok(targets) => targets,
        Err(code) => return code,
    };
    let options = Options::default();
    let orders = Orders { profiles: &[Profile::Office], sheets: None, jobs: None };
    let (mut cells, mut worst) = (Vec::new(), DONE);
    let fonts = FontSet::builtin();
    each(&session.run(&fonts, &options), &targets, &orders, |target, mut outcome| {
        for built in std::mem::take(&mut outcome.files) {
            let body = outcome.body.unwrap_or_default();
            match cell(&built, &format!("{target} · {body:.1} pt")) {
                Ok(cell) => cells.push(cell),
                Err(why) => outcome.diagnostics.push(Diagnostic::error("cannot-render", why)),
            }
        }
        printer.keep(Some(&target.to_string()), &outcome.diagnostics, Some(&outcome.sources));
        worst = worst.max(exit_code(&outcome.diagnostics));
    });
    printer.tell(Severity::Warning);
    printer.tell(Severity::Error);
    let run = session.run(&fonts, &options);
    let first = targets.first().and_then(|target| run.compose(target, &mut Said::default()));
    let Some(composed) = first.filter(|_| !cells.is_empty()) else { return worst };
    let found = match export::office(&sheet(cells, &composed.job)) {
        Ok(pdf) => write(args, &session, &pdf, &printer).err().map(|fault| vec![*fault]).unwrap_or_default(),
        Err(found) => found,
    };
    printer.all(&found, None);
    worst.max(exit_code(&found))
}

/// A target's pages as pictures.
fn cell(built: &Built, caption: &str) -> Result<Cell, String> {
    let mut pages = Vec::new();
    for (at, page) in built.report.pages.iter().enumerate().take(PAGES) {
        let size = Size::new(mm(page.size_mm[0]), mm(page.size_mm[1]));
        let png = proof::picture(&built.pdf, at, PIXELS * 72.0 / size.height)?;
        let picture = open(caption, &png, &Limits::default(), &Press::default().condition.profile)
            .map_err(|fault| format!("{fault:?}"))?;
        pages.push((picture, size));
    }
    Ok(Cell { caption: caption.to_owned(), pages })
}

fn write(args: &Sheet, session: &Session, pdf: &[u8], printer: &Printer) -> Result<(), Box<Diagnostic>> {
    let say = |file: &std::path::Path| {
        printer.say(&format!("{}", file.display()), &json!({"type": "sheet", "file": file}));
    };
    let out = session.out(args.out.as_deref());
    let file = out.join("sheet.pdf");
    save(&Disk::here(), &file, pdf)?;
    say(&file);
    for page in 0..proof::inspect(pdf).pages.len() {
        let png = proof::picture(pdf, page, DPI).map_err(|why| Box::new(Diagnostic::error("cannot-render", why)))?;
        let file = out.join(format!("sheet-{}.png", page + 1));
        save(&Disk::here(), &file, &png)?;
        say(&file);
    }
    Ok(())
}
