//! All tests through the front door: the binary and the library's entry. One binary, so that the heavy crates are
//! linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "suite/bad_fonts.rs"]
mod bad_fonts;
#[path = "suite/bytes.rs"]
mod bytes;
#[path = "suite/cases.rs"]
mod cases;
#[path = "suite/commands.rs"]
mod commands;
#[path = "suite/countries.rs"]
mod countries;
#[path = "suite/declaration.rs"]
mod declaration;
#[path = "suite/drawings.rs"]
mod drawings;
#[path = "suite/fonts.rs"]
mod fonts;
#[path = "suite/full.rs"]
mod full;
#[path = "suite/guides.rs"]
mod guides;
#[path = "suite/imports.rs"]
mod imports;
#[path = "suite/impose.rs"]
mod impose;
#[path = "suite/left_out.rs"]
mod left_out;
#[path = "suite/licences.rs"]
mod licences;
#[path = "suite/line.rs"]
mod line;
#[path = "suite/made.rs"]
mod made;
#[path = "suite/organisation.rs"]
mod organisation;
#[path = "suite/pictures.rs"]
mod pictures;
#[path = "suite/press.rs"]
mod press;
#[path = "suite/project.rs"]
mod project;
#[path = "suite/quay.rs"]
mod quay;
#[path = "suite/rtl.rs"]
mod rtl;
#[path = "suite/rules.rs"]
mod rules;
#[path = "suite/sabotage.rs"]
mod sabotage;
#[path = "suite/samples.rs"]
mod samples;
#[path = "suite/shaping.rs"]
mod shaping;
#[path = "suite/sheets.rs"]
mod sheets;
#[path = "suite/shop.rs"]
mod shop;
#[path = "suite/shots.rs"]
mod shots;
#[path = "suite/slug.rs"]
mod slug;
#[path = "suite/unreadable.rs"]
mod unreadable;
#[path = "suite/words.rs"]
mod words;
