//! The link register: the only place where a URL may stand.
//!
//! In: `assets/links.toml`. Out: [`Link`]s with owner, allowed hosts, evidence, and who confirmed them when; what a
//! sheet says of its links comes from here, never from the clock.

use super::day::need_month;
use super::read::{At, Faults, Table};
use crate::diag::{Diagnostic, Origin};
use std::collections::BTreeMap;

/// How well a link is founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Class {
    /// The platform's own text.
    A,
    /// A supervisory authority, a court, a consumer body.
    B,
    /// Third parties: needs `--allow-unverified`, and the sheet says so.
    C,
    /// Doubtful: refused.
    D,
}

/// A registered address.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// The address, to the letter.
    pub url: At<String>,
    /// Whose form it is.
    pub owner: String,
    /// Hosts that it may have.
    pub hosts: Vec<String>,
    /// Where the right holds.
    pub regions: Vec<At<String>>,
    /// Whether one has to log in.
    pub login: bool,
    /// How well it is founded.
    pub class: At<Class>,
    /// Last confirmed on this day or in this month.
    pub last_confirmed: At<String>,
    /// By whom.
    pub confirmed_by: At<String>,
    /// Whether the project itself confirmed it.
    pub own_check: bool,
    /// What this rests on.
    pub evidence: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
}

impl Link {
    /// Its regions without their places.
    pub fn region_codes(&self) -> Vec<String> {
        self.regions.iter().map(|region| region.value.clone()).collect()
    }
}

/// Reads the register.
pub fn read(table: &Table<'_>, faults: &Faults) -> BTreeMap<String, Link> {
    let mut links = BTreeMap::new();
    for (id, value) in table.entries() {
        if let Some(link) = value.table(faults).and_then(|table| read_link(&id, &table, faults)) {
            links.insert(id.value, link);
        }
    }
    links
}

/// A host alone, in small letters: others are equal to none.
fn read_host(host: At<String>, faults: &Faults) -> String {
    let wrote = &host.value;
    let lower = wrote.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let bare = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if bare != wrote || !bare.contains('.') {
        let fault = Diagnostic::error("bad-host", format!("`{wrote}` is not a host alone, in small letters"));
        let write = if bare.contains('.') { bare } else { "www.host.org" };
        faults.borrow_mut().push(fault.at(host.origin).hint(format!("write `\"{write}\"`")));
    }
    bare.to_owned()
}

fn read_link(id: &At<String>, table: &Table<'_>, faults: &Faults) -> Option<Link> {
    let need = |key, example| table.need(key, example, faults).and_then(|value| value.text(faults));
    let url = need("url", "\"https://...\"");
    let owner = need("owner", "\"Meta\"");
    let hosts = table.texts("hosts", faults).into_iter().map(|host| read_host(host, faults)).collect::<Vec<String>>();
    let regions = table.texts("regions", faults);
    let login = table.flag("login", faults).is_some_and(|flag| flag.value);
    table.need("class", "\"B\"", faults);
    let classes = [("A", Class::A), ("B", Class::B), ("C", Class::C), ("D", Class::D)];
    let class = table.choice("class", &classes, faults);
    let last_confirmed = need_month(table, "last_confirmed", faults);
    let confirmed_by = need("confirmed_by", "\"...\"");
    let evidence = table.texts("evidence", faults).into_iter().map(|text| text.value).collect();
    table.finish(faults);
    let (url, last_confirmed) = (url?, last_confirmed?);
    for fault in crate::link::check_url(&url.value, &hosts) {
        faults.borrow_mut().push(
            Diagnostic::error(fault.code(), fault.message()).at(url.origin).label("not printed").hint(fault.hint()),
        );
    }
    Some(Link {
        id: id.value.clone(),
        url,
        owner: owner?.value,
        hosts,
        regions,
        login,
        class: class?,
        last_confirmed,
        confirmed_by: confirmed_by?,
        own_check: false,
        evidence,
        origin: id.origin,
    })
}
