//! The proof sheet: one page for the person who signs.
//!
//! In: a file's name, its report and pictures of its pages. Out: a page of HTML that needs nothing else, to be opened,
//! printed and signed: what the sheet looks like, where each code leads and from how far it is read, what was checked
//! by which program, and what was found. It says nothing that the report does not say.

use super::report::{CodeReport, Finding, Report};
use crate::diag::Severity;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Reading distance as a multiple of a code's side: the rule of thumb that layouts follow.
const DISTANCE: f64 = 10.0;

const STYLE: &str = "body{font:10pt/1.35 sans-serif;margin:12mm;color:#000}h1{font-size:16pt;margin:0}\
h2{font-size:11pt;margin:5mm 0 1mm}p{margin:0}.top{display:flex;gap:8mm}.facts{flex:1}.pages{display:flex;gap:4mm}\
.pages img{height:85mm;border:1px solid #888}table{border-collapse:collapse;width:100%}th{white-space:nowrap}\
td,th{border-bottom:1px solid #bbb;padding:1mm 3mm 1mm 0;text-align:left;vertical-align:top}td:first-child{min-width:20mm}\
.error{font-weight:bold}.sign td{height:9mm;vertical-align:bottom}@page{size:A4;margin:0}";

/// The proof sheet of a file; `pictures` are its pages as PNG files.
pub fn sheet(name: &str, report: &Report, pictures: &[Vec<u8>]) -> String {
    let mut page = String::new();
    let title = escaped(report.title.as_deref().unwrap_or("untitled"));
    let file = escaped(name);
    page += "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n";
    page +=
        &format!("<title>Proof of {file}</title>\n<style>{STYLE}</style>\n<div class=\"top\"><div class=\"facts\">");
    page += &format!("<h1>Proof of {file}</h1>\n<p>{title}</p>\n");
    page += &table("File", &[], &facts(report));
    page += "</div>\n<div class=\"pages\">";
    for (at, picture) in pictures.iter().enumerate() {
        let data = STANDARD.encode(picture);
        page += &format!("<img alt=\"page {}\" src=\"data:image/png;base64,{data}\">", at + 1);
    }
    page += "</div></div>\n";
    page += &table("Codes", &["opens", "size", "module", "read from", "read by"], &codes(&report.codes));
    page += &findings(&report.findings);
    page += "<h2>Checked by hand</h2>\n<table class=\"sign\">\n";
    for line in ["Each code scanned with a telephone, logged in", "Words read by", "Released for printing by, on"] {
        page += &format!("<tr><td>{line}</td><td></td></tr>\n");
    }
    page + "</table>\n</html>\n"
}

fn facts(report: &Report) -> Vec<Vec<String>> {
    let mut facts = Vec::new();
    let mut say = |what: &str, value: String| facts.push(vec![what.to_owned(), value]);
    for (at, one) in report.pages.iter().enumerate() {
        let [width, height] = one.size_mm;
        let sizes = one.type_pt.map_or(String::new(), |[least, most]| format!(", type {least:.1} to {most:.1} pt"));
        say(&format!("page {}", at + 1), format!("{width:.1} x {height:.1} mm after trimming{sizes}"));
        if let Some(bleed) = one.bleed_mm {
            say("plates", format!("{}; bleed {bleed:.1} mm", one.inks.join(", ")));
        }
    }
    say("language", report.lang.clone().unwrap_or_else(|| "not stated".to_owned()));
    // The six letters before the plus sign only tell subsets apart (ISO 32000-1, 9.6.4).
    let bare = |name: &str| name.split_once('+').map_or(name, |(_, name)| name).to_owned();
    let fonts: Vec<String> = report.fonts.iter().map(|font| bare(&font.name)).collect();
    let embedded = if report.fonts.iter().all(|font| font.embedded) { "all embedded" } else { "not all embedded" };
    say("fonts", format!("{} ({embedded})", fonts.join(", ")));
    for image in &report.images {
        let [width, height] = image.pixels;
        say("picture", format!("page {}, {width} x {height} pixels, {:.0} dpi", image.page, image.dpi));
    }
    let version = env!("CARGO_PKG_VERSION");
    say("checked by", format!("flyer {version}: file read by hayro, codes by rxing and rqrr from its pixels"));
    facts
}

fn codes(codes: &[CodeReport]) -> Vec<Vec<String>> {
    let row = |code: &CodeReport| {
        let side = code.rect_mm[2];
        let module = if code.module_mm > 0.0 { format!("{:.2} mm", code.module_mm) } else { "-".to_owned() };
        vec![
            code.text.clone(),
            format!("{side:.1} mm"),
            module,
            format!("{:.0} cm", side * DISTANCE / 10.0),
            code.read_by.join(", "),
        ]
    };
    codes.iter().map(row).collect()
}

fn findings(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "<h2>Findings</h2>\n<p>None.</p>\n".to_owned();
    }
    let row = |finding: &Finding| {
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        vec![severity.to_owned(), finding.page.to_string(), finding.message.clone(), finding.hint.to_owned()]
    };
    table("Findings", &["", "page", "what", "what to do"], &findings.iter().map(row).collect::<Vec<_>>())
}

fn table(title: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let head: String = head.iter().map(|cell| format!("<th>{cell}</th>")).collect();
    let mut text = format!("<h2>{title}</h2>\n<table>\n<tr>{head}</tr>\n");
    for row in rows {
        let class = if row[0] == "error" { " class=\"error\"" } else { "" };
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        text += &format!("<tr{class}>{cells}</tr>\n");
    }
    text + "</table>\n"
}

/// Text that a browser shows as it is.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
