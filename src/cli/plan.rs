//! `flyer plan`: what so many copies need, before anything is printed.

use super::args::{MessageFormat, Plan};
use super::exit::{emit, exit_code};
use super::print::Printer;
use super::session::Session;
use crate::build::Said;
use crate::diag::{Diagnostic, Fault, Severity};
use crate::impose::{Booklet, Lettered, Nup, Refusal, Tiles, Wish};
use crate::page::{Document, Page};
use crate::resolve::Options;
use crate::text::FontSet;
use crate::unit::{Size, to_mm};
use serde_json::{Value, json};

/// Runs the command.
pub fn run(args: &Plan) -> u8 {
    let mut printer = Printer::new(&args.common);
    let Some(wish) = args.sheets.wish() else {
        let fault = Diagnostic::error("no-sheet", "say on which sheets").fault(Fault::Usage);
        return printer.all(&[fault.hint("for example `--sheet A4`, `--booklet` or `--tile A4`")], None);
    };
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let targets = match session.targets(&args.targets, false, &mut printer) {
        Ok(targets) => targets,
        Err(code) => return code,
    };
    let json = args.common.message_format == MessageFormat::Json;
    let fonts = FontSet::builtin();
    let mut worst = super::exit::DONE;
    for target in &targets {
        let mut said = Said::default();
        let composed = session.run(&fonts, &Options::default()).compose(target, &mut said);
        let mut found = said.faults.into_inner();
        found.retain(Diagnostic::is_error);
        match composed.map(|composed| say(&composed.document, &wish, args.sheets.copies)) {
            Some(Ok((text, mut value))) => {
                value["target"] = json!(target.to_string());
                let line = if json { value.to_string() } else { format!("{target}: {text}") };
                worst = worst.max(emit(format!("{line}\n").as_bytes()));
            }
            Some(Err(refusal)) => found.push(Diagnostic::error(refusal.code, refusal.message).hint(refusal.hint)),
            None => {}
        }
        printer.keep(Some(&target.to_string()), &found, Some(&said.sources));
        worst = worst.max(exit_code(&found));
    }
    printer.tell(Severity::Error);
    worst
}

fn millimetres(size: Size) -> String {
    format!("{:.0} x {:.0} mm", to_mm(size.width), to_mm(size.height))
}

/// A plan in words and as a value.
fn say(document: &Document, wish: &Wish, copies: Option<u32>) -> Result<(String, Value), Refusal> {
    let (pages, copies) = (&document.pages, copies.map_or(1, |copies| copies as usize));
    match wish {
        Wish::Nup(nup) => pieces(pages, nup),
        Wish::Booklet { .. } => {
            let blanks = Booklet::blanks(pages.len());
            let sheets = (pages.len() + blanks) / 4;
            let blank = match blanks {
                0 => String::new(),
                1 => ", the last one blank".to_owned(),
                blanks => format!(", the last {blanks} blank"),
            };
            let all = sheets * copies;
            let text = format!("{} pages{blank}: {sheets} sheets a booklet, {all} in all", pages.len() + blanks);
            Ok((text, json!({"type": "plan", "pages": pages.len(), "blank": blanks, "sheets": all})))
        }
        Wish::Tiles { paper, margin, overlap } => {
            let letter = |_: &str| Lettered::default();
            let codes = &document.codes;
            let tiles = Tiles { paper: *paper, margin: *margin, overlap: *overlap, codes, letter: &letter };
            let parts = pages.iter().map(|page| tiles.part(page)).collect::<Result<Vec<_>, _>>()?;
            let sheets: usize = parts.iter().map(|parts| parts.count()).sum::<usize>() * copies;
            let grid = parts.first().map(|parts| (parts.columns.len() + 1, parts.rows.len() + 1)).unwrap_or_default();
            let lies = parts.first().map_or_else(String::new, |parts| millimetres(parts.paper));
            let text = format!("{} x {} parts on sheets of {lies}: {sheets} sheets", grid.0, grid.1);
            Ok((text, json!({"type": "plan", "columns": grid.0, "rows": grid.1, "sheets": sheets})))
        }
    }
}

fn pieces(pages: &[Page], nup: &Nup) -> Result<(String, Value), Refusal> {
    let Some(page) = pages.first() else { return Ok((String::new(), json!({"type": "plan"}))) };
    let lies = nup.arrange(page.trim, page.bleed.left)?;
    let need = lies.need(nup.copies.unwrap_or(lies.count()), nup.fill);
    let turned = if lies.turned { ", turned" } else { "" };
    let sides = if pages.len() == 2 { "both sides" } else { "one side" };
    let text = format!(
        "{} x {} pieces of {}{turned} on a sheet of {}, {sides}\n  {} pieces: {} sheets, {} cuts, {:.2} m2 of paper ({:.2} kg at 80 g/m2)",
        lies.columns,
        lies.rows,
        millimetres(page.trim),
        millimetres(lies.sheet),
        need.pieces,
        need.sheets,
        need.cuts,
        need.square_metres,
        need.kilograms,
    );
    let round = |number: f64| (number * 1000.0).round() / 1000.0;
    let value = json!({
        "type": "plan", "columns": lies.columns, "rows": lies.rows, "turned": lies.turned, "pieces": need.pieces,
        "sheets": need.sheets, "cuts": need.cuts, "square_metres": round(need.square_metres),
        "kilograms": round(need.kilograms), "gutter_mm": round(to_mm(lies.gutter)),
    });
    Ok((text, value))
}
