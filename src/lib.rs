//! flyer composes guide steps, screens and proven QR codes into print-ready PDF files.
//!
//! ```text
//!  layouts/a4.toml   assets/guides/meta-ai/*.toml   links   screenshots   fonts   flyer.toml
//!         └───────────────────┬──────────────────────┴──────────┴───────────┴────────┘
//!    spec      TOML in, spans kept                                   Spec
//!    resolve   defaults, words, links, images, fonts                 Job       (one language x one layout)
//!    layout    measure, fit, place                                   Document  (pages of a display list)
//!    impose    pages -> sheets: n-up, fold, booklet, tiles           Document  (sheets are pages again)
//!    export    office PDF | press PDF                                bytes
//!    proof     re-open the bytes: decode codes, preflight            Report    (no clean Report, no file)
//! ```
//!
//! 1. [`spec`] reads TOML into a [`spec::Spec`], every value with its place.
//! 2. [`resolve`] turns it into a [`resolve::job::Job`] with nothing left to decide.
//! 3. [`layout`] finds the largest type at which everything holds and places it: a [`page::Document`].
//! 4. [`impose`] puts pages on sheets, where a layout is folded or the command line asks for it.
//! 5. [`export`] writes the bytes.
//! 6. [`proof`] opens them again with other code and compares: a [`proof::Report`].
//!
//! [`build::Run`] runs the line for a target; nothing reaches the disk before the report is clean.

pub mod build;
pub mod cli;
pub mod code;
pub mod color;
pub mod date;
pub mod diag;
pub mod export;
pub mod guard;
pub mod impose;
pub mod layout;
pub mod link;
pub mod page;
pub mod press;
pub mod proof;
pub mod resolve;
pub mod spec;
pub mod text;
pub mod unit;
pub mod world;
