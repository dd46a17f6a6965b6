//! `flyer links`: what the register says, and recording one's own check.

use super::args::{Links, LinksCommand, MessageFormat};
use super::exit::{DONE, emit};
use super::print::Printer;
use super::session::Session;
use crate::build::batch::save;
use crate::date::{days_between, is_day};
use crate::diag::{Diagnostic, Fault, Sources, did_you_mean, nearest};
use crate::spec::Reader;
use crate::spec::links::Link;
use crate::spec::placeholder::placeholder;
use crate::spec::read::Faults;
use crate::spec::signs::unprintable;
use crate::world::{Unread, World};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs the command.
pub fn run(args: &Links) -> u8 {
    let mut printer = Printer::new(&args.common);
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let (mut sources, faults) = (Sources::default(), Faults::default());
    let mut reader = Reader::new(&session.world, &mut sources, &faults);
    let project = reader.project();
    let links = reader.links(&project);
    let code = printer.all(&faults.into_inner(), Some(&sources));
    if code != DONE {
        return code;
    }
    if let Some(LinksCommand::Confirm { ids, by, on }) = &args.command {
        return confirm(&Check { ids, by: by.trim(), on }, &links, &session, &mut printer);
    }
    let rows = rows(&links, &session.world);
    match args.common.message_format {
        MessageFormat::Json => emit(format!("{}\n", json!({"type": "links", "links": rows})).as_bytes()),
        MessageFormat::Text => emit(as_text(&rows).as_bytes()),
    }
}

/// The register as rows.
pub fn rows(links: &BTreeMap<String, Link>, world: &dyn World) -> Vec<Value> {
    let today = world.today();
    let row = |link: &Link| {
        let age = days_between(&link.last_confirmed.value, &today);
        json!({
            "id": link.id, "url": link.url.value, "owner": link.owner, "class": link.class.value,
            "last_confirmed": link.last_confirmed.value, "confirmed_by": link.confirmed_by.value, "age_days": age,
            "login": link.login, "regions": link.region_codes(), "evidence": link.evidence,
        })
    };
    links.values().map(row).collect()
}

/// Rows for people.
pub fn as_text(rows: &[Value]) -> String {
    let word = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let mut text = String::new();
    let wide = rows.iter().map(|row| word(row, "id").len()).max().unwrap_or(0);
    for row in rows {
        let (id, class, url) = (word(row, "id"), word(row, "class"), word(row, "url"));
        let age = row["age_days"].as_i64().map_or(String::new(), |days| format!(", {days} days ago"));
        let when = word(row, "last_confirmed");
        text += &format!("  {id:<wide$} class {class}  confirmed {when}{age}, by {}\n", word(row, "confirmed_by"));
        text += &format!("  {:<wide$} {url}\n", "");
    }
    text
}

/// What somebody says to have checked.
struct Check<'a> {
    ids: &'a [String],
    by: &'a str,
    on: &'a str,
}

/// Records a check in `flyer.toml`; the rest of the file stays as it was, to the letter.
fn confirm(check: &Check<'_>, links: &BTreeMap<String, Link>, session: &Session, printer: &mut Printer) -> u8 {
    let faults = check.faults(links, &session.world.today());
    if !faults.is_empty() {
        return printer.all(&faults, None);
    }
    let file = Path::new("flyer.toml");
    let before = match session.world.read_text(file) {
        Ok(before) => before,
        Err(Unread::Absent) => String::new(),
        Err(why) => return printer.all(&[why.diagnostic("cannot-read", file.display())], None),
    };
    let after = check.ids.iter().fold(before, |text, id| with_check(&text, id, check.by, check.on));
    if let Err(error) = after.parse::<toml::Table>() {
        let fault = Diagnostic::error("bad-project", format!("flyer.toml cannot take the check: {}", error.message()));
        return printer.all(&[fault.hint("correct the file, or write the check into it as `flyer init` shows")], None);
    }
    if let Err(fault) = save(&session.world, file, after.as_bytes()) {
        return printer.all(&[*fault], None);
    }
    let ids = check.ids.join(", ");
    let said =
        format!("flyer.toml: {ids} confirmed on {} by {}; the sheets built from here say so", check.on, check.by);
    printer.say(&said, &json!({"type": "confirmed", "ids": check.ids, "on": check.on, "by": check.by}));
    DONE
}

impl Check<'_> {
    /// Everything that is wrong with it at once.
    fn faults(&self, links: &BTreeMap<String, Link>, today: &str) -> Vec<Diagnostic> {
        let unknown = self.ids.iter().filter(|id| !links.contains_key(*id)).map(|id| unknown_link(id, links));
        let mut faults: Vec<Diagnostic> = unknown.collect();
        let on = self.on;
        if !is_day(on) {
            faults.push(wrong("bad-date", format!("`{on}` is not a day"), "write --on 2026-11-20".into()));
        } else if days_between(today, on).is_some_and(|days| days > 0) {
            faults.push(wrong("bad-date", format!("{on} is still to come"), format!("today is {today}")));
        }
        if let Some(why) = placeholder(self.by) {
            faults.push(wrong(
                "placeholder",
                format!("`{}` {why}", self.by),
                "write --by \"...\" with the name of whoever opened the link".into(),
            ));
        } else if self.by.is_empty() || unprintable(self.by).is_some() || self.by.contains(char::is_control) {
            let message = "a check needs a name on one line".to_owned();
            faults.push(wrong("bad-name", message, "write --by \"Town library\"".into()));
        }
        faults
    }
}

fn wrong(code: &'static str, message: String, hint: String) -> Diagnostic {
    Diagnostic::error(code, message).fault(Fault::Usage).hint(hint)
}

fn unknown_link(id: &str, links: &BTreeMap<String, Link>) -> Diagnostic {
    let known: Vec<&str> = links.keys().map(String::as_str).collect();
    let hint = match nearest(id, known.iter().copied()).and_then(|name| did_you_mean(id, name)) {
        Some(hint) => hint,
        None => format!("links: {}", known.join(", ")),
    };
    wrong("unknown-link", format!("no link is called `{id}`"), hint)
}

/// The file with the check of a link put in, or put in the place of an older one.
fn with_check(text: &str, id: &str, by: &str, on: &str) -> String {
    let header = format!("[links.{id}]");
    let quoted = by.replace('\\', "\\\\").replace('"', "\\\"");
    let entry = format!("{header}\nconfirmed_on = \"{on}\"\nconfirmed_by = \"{quoted}\"\n");
    let mut kept = Vec::new();
    let mut skipping = false;
    for line in text.lines() {
        if line.trim_start().starts_with('[') {
            skipping = line.trim() == header;
        }
        let ours =
            skipping && (line.trim() == header || line.contains("confirmed_on") || line.contains("confirmed_by"));
        if !ours {
            kept.push(line);
        }
    }
    let mut whole = kept.join("\n").trim_end().to_owned();
    if !whole.is_empty() {
        whole += "\n\n";
    }
    whole + &entry
}

#[cfg(test)]
mod tests {
    use super::with_check;

    #[test]
    fn a_check_replaces_the_older_one_and_keeps_the_rest() {
        let first = with_check("# ours\norganisation = \"Library\"\n", "form", "A \"B\"", "2026-11-20");
        assert_eq!(
            first,
            "# ours\norganisation = \"Library\"\n\n[links.form]\nconfirmed_on = \"2026-11-20\"\nconfirmed_by = \"A \\\"B\\\"\"\n"
        );
        let second = with_check(&first, "form", "C", "2026-11-21");
        assert_eq!(second.matches("[links.form]").count(), 1);
        assert!(second.contains("# ours") && second.contains("2026-11-21") && !second.contains("2026-11-20"));
    }
}
