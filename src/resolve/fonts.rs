//! A project's own fonts: those that `flyer.toml` lists, and those that lie in its folder `fonts/`.
//!
//! In: the project and its folder. Out: the embedded faces with the own ones, before the theme is read, so that a theme
//! may name them. A font that cannot be used is refused where it is listed, or by its name where it was found; web fonts
//! beside a desktop font of the same name are what comes out of most font packages, and are passed over.

use super::Resolver;
use super::styles::near_name;
use crate::diag::{Diagnostic, Origin};
use crate::text::{FontSet, is_builtin};
use std::collections::BTreeSet;
use std::path::Path;

/// The folder of own fonts; in the binary the embedded ones have the same name.
const FOLDER: &str = "fonts";
/// Endings of files that are read.
const READ: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
/// Endings of fonts that cannot be used.
const OTHERS: [&str; 11] = ["woff2", "woff", "eot", "pfb", "pfa", "fon", "fnt", "dfont", "suit", "bdf", "pcf"];
/// Largest font file that is opened: the largest families for Chinese, Japanese and Korean have half of it.
const LARGEST: u64 = 128 << 20;

/// A file name without its ending, and the ending in small letters.
fn parted(file: &str) -> (&str, String) {
    file.rsplit_once('.').map_or((file, String::new()), |(stem, ending)| (stem, ending.to_lowercase()))
}

impl Resolver<'_> {
    /// The embedded fonts and the project's own.
    pub fn own_fonts(&mut self, fonts: &FontSet) -> FontSet {
        let mut fonts = fonts.clone();
        let listed = &self.spec.project.fonts;
        for file in listed {
            self.add_font(&mut fonts, &file.value, Some(file.origin));
        }
        let clean = |name: &str| name.trim_start_matches("./").replace('\\', "/");
        let known: BTreeSet<String> = listed.iter().map(|file| clean(&file.value)).collect();
        let mut found = self.world.list(Path::new(FOLDER));
        // Where somebody works on flyer itself, the embedded fonts lie in this folder.
        found.retain(|name| !known.contains(name) && !is_builtin(name.strip_prefix("fonts/").unwrap_or(name)));
        let usable: BTreeSet<&str> = found
            .iter()
            .map(|name| parted(name))
            .filter(|(_, end)| READ.contains(&&**end))
            .map(|(stem, _)| stem)
            .collect();
        for name in &found {
            match parted(name) {
                (_, ending) if READ.contains(&&*ending) => self.add_font(&mut fonts, name, None),
                (stem, ending) if OTHERS.contains(&&*ending) && !usable.contains(stem) => {
                    self.add_font(&mut fonts, name, None);
                }
                _ => {}
            }
        }
        fonts
    }

    fn add_font(&self, fonts: &mut FontSet, file: &str, origin: Option<Origin>) {
        let fault = match self.world.read_up_to(Path::new(file), LARGEST) {
            Err(unread) => {
                let fault = unread.diagnostic("bad-font", file);
                near_name(self.world, file, &unread).into_iter().fold(fault, Diagnostic::hint)
            }
            Ok(bytes) => match fonts.add(file, bytes) {
                Ok(false) => return,
                Ok(true) => Diagnostic::warning("font-colors", format!("`{file}` has letters in colours"))
                    .hint("they are printed in the one colour of the theme, by their outlines"),
                Err(refusal) => {
                    let message = format!("the font `{file}` cannot be used: {}", refusal.why);
                    Diagnostic::error("bad-font", message).hint(refusal.help)
                }
            },
        };
        let is_found = origin.is_none() && fault.is_error();
        self.fault(if is_found { fault.hint("or take the file out of `fonts/`") } else { fault }.at(origin));
    }
}
