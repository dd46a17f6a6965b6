//! `flyer list`: what there is to build.

use super::args::{List, MessageFormat};
use super::exit::emit;
use super::print::Printer;
use super::session::Session;
use crate::diag::Sources;
use crate::spec::names::screens_of;
use crate::spec::organisation::{Particular, lacking};
use crate::spec::read::Faults;
use crate::spec::{Reader, guides, languages, stems};
use crate::unit::to_mm;
use serde_json::{Value, json};

/// Runs the command.
pub fn run(args: &List) -> u8 {
    let mut printer = Printer::new(&args.common);
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let (mut sources, faults) = (Sources::default(), Faults::default());
    let mut reader = Reader::new(&session.world, &mut sources, &faults);
    let layouts: Vec<Value> = stems(&session.world, "layouts")
        .iter()
        .filter_map(|name| reader.layout(name))
        .map(|layout| {
            let size = [to_mm(layout.size.width), to_mm(layout.size.height)].map(|side| (side * 10.0).round() / 10.0);
            let lacks: Vec<&str> = lacking(&layout).into_iter().map(Particular::key).collect();
            json!({"name": layout.name, "about": layout.about, "size_mm": size, "no_room_for": lacks})
        })
        .collect();
    let languages: Vec<Value> = languages(&session.world, &session.guide)
        .iter()
        .filter_map(|tag| {
            let words = reader.words(&format!("assets/guides/{}/{tag}.toml", session.guide))?;
            let common = reader.words(&format!("assets/words/{tag}.toml")).unwrap_or_default();
            Some(json!({"tag": tag, "name": common.name, "english": common.english, "reviewed_by": words.reviewed_by}))
        })
        .collect();
    let guides: Vec<Value> = guides(&session.world)
        .iter()
        .filter_map(|name| reader.guide(name))
        .map(|guide| {
            let services: Vec<&str> = guide.services.iter().map(|service| service.id.value.as_str()).collect();
            let (name, about, date) = (&guide.name, &guide.subject, &guide.date.value);
            json!({"name": name, "about": about, "date": date, "services": services, "screens": screens_of(&guide)})
        })
        .collect();
    let project = reader.project();
    let links = super::links::rows(&reader.links(&project), &session.world);
    let found = faults.into_inner();
    let code = printer.all(&found, Some(&sources));
    let all = json!({"type": "list", "layouts": layouts, "languages": languages, "guides": guides, "links": links});
    let text = match args.common.message_format {
        MessageFormat::Json => format!("{all}\n"),
        MessageFormat::Text => as_text(&all),
    };
    code.max(emit(text.as_bytes()))
}

fn as_text(all: &Value) -> String {
    let rows = |key: &str| all[key].as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut text = String::from("Layouts\n");
    for layout in rows("layouts") {
        let size = format!("{} x {} mm", layout["size_mm"][0], layout["size_mm"][1]);
        let lacks: Vec<&str> =
            layout["no_room_for"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let lacks = if lacks.is_empty() { String::new() } else { format!(" (no room for your {})", lacks.join(", ")) };
        text += &format!("  {:<14} {size:<18} {}{lacks}\n", word(&layout["name"]), word(&layout["about"]));
    }
    text += "\nLanguages\n";
    for language in rows("languages") {
        let status =
            language["reviewed_by"].as_str().map_or("draft, not reviewed".into(), |by| format!("reviewed by {by}"));
        // Its own name comes last: how wide its letters are is the terminal's affair.
        let (tag, english, name) = (word(&language["tag"]), word(&language["english"]), word(&language["name"]));
        text += &format!("  {tag:<8} {english:<24} {status:<20} {name}\n");
    }
    text += "\nGuides\n";
    for guide in rows("guides") {
        text +=
            &format!("  {:<12} facts of {}  {}\n", word(&guide["name"]), word(&guide["date"]), word(&guide["about"]));
        for (key, label) in [("services", "services"), ("screens", "screens, for [screens] in flyer.toml")] {
            let names: Vec<String> = guide[key].as_array().into_iter().flatten().map(word).collect();
            text += &format!("  {:<12} {label}: {}\n", "", names.join(", "));
        }
    }
    text += "\nLinks\n";
    text += &super::links::as_text(&rows("links"));
    text += "\nBuild one with: flyer build fr-a4\n";
    text
}
