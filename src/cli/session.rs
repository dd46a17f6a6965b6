//! What a command works with: the project's folder, the guide, the targets.
//!
//! In: what the command line shares. Out: a [`Session`]. The project is the folder of the nearest `flyer.toml` from where one is
//! upwards, as git finds its own; names on the command line are relative to where one is. A file that was surely meant to be
//! `flyer.toml` is an error, for without it the sheets would be nobody's.

use super::args::Common;
use super::print::Printer;
use crate::build::Run;
use crate::diag::{Diagnostic, Fault, Sources, did_you_mean, nearest};
use crate::resolve::Options;
use crate::spec::language::{self, Meant};
use crate::spec::project::is_meant;
use crate::spec::read::{At, Faults};
use crate::spec::{DEFAULT_GUIDE, PROJECT, Reader, guides, languages, pseudo, stems, target};
use crate::text::FontSet;
use crate::world::{Disk, files_in, project_above};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The world and the guide that a command works with.
pub struct Session {
    /// The project's folder.
    pub world: Disk,
    /// The guide.
    pub guide: String,
    /// The project's folder as seen from here.
    pub folder: PathBuf,
}

impl Session {
    /// Opens the project's folder.
    ///
    /// # Errors
    /// The exit code, where there is no such folder or guide; why was said.
    pub fn open(common: &Common, printer: &mut Printer) -> Result<Self, u8> {
        let folder = match &common.project {
            Some(named) => named_folder(named),
            None => Ok(project_above().unwrap_or_else(|| PathBuf::from("."))),
        };
        let folder = folder.and_then(|folder| near_miss(&folder).map_or(Ok(folder), Err));
        let folder = folder.map_err(|fault| printer.all(&[*fault], None))?;
        if common.project.is_none() && folder != Path::new(".") {
            let file = folder.join(PROJECT);
            printer.say(&format!("{:<10} {}", "project", file.display()), &json!({"type": "project", "file": file}));
        }
        let world = Disk::new(folder.clone());
        let guide = guide_of(common, &world, printer)?;
        Ok(Self { world, guide, folder })
    }

    /// What all targets of the command share.
    pub fn run<'a>(&'a self, fonts: &'a FontSet, options: &'a Options) -> Run<'a> {
        Run { world: &self.world, fonts, guide: &self.guide, options }
    }

    /// The folder to write to: as named, from where one is, or `out` beside `flyer.toml`.
    pub fn out(&self, named: Option<&Path>) -> PathBuf {
        match named {
            Some(named) => named.to_owned(),
            None if self.folder == Path::new(".") => PathBuf::from("out"),
            None => self.folder.join("out"),
        }
    }

    /// The name of a file of the project as seen from here.
    pub fn shown(&self, name: &str) -> String {
        let seen = if self.folder == Path::new(".") { PathBuf::from(name) } else { self.folder.join(name) };
        seen.display().to_string()
    }

    /// The targets that patterns mean; all of them where asked for.
    ///
    /// # Errors
    /// The exit code, where one means nothing; why was said.
    pub fn targets(&self, patterns: &[String], all: bool, printer: &mut Printer) -> Result<Vec<target::Target>, u8> {
        let patterns = if all { vec!["*".to_owned()] } else { patterns.to_vec() };
        if patterns.is_empty() {
            let fault = Diagnostic::error("no-target", "say what to build")
                .fault(Fault::Usage)
                .hint("for example `flyer build fr-a4`, `flyer build 'fr-*'` or `flyer build --all`")
                .hint("`flyer list` shows what there is");
            return Err(printer.all(&[fault], None));
        }
        let mut known = languages(&self.world, &self.guide);
        // Known to those who ask for it, and to nobody else.
        if patterns.iter().any(|pattern| pattern.to_lowercase().contains(pseudo::TAG)) {
            known.insert(pseudo::TAG.to_owned());
        }
        let layouts = stems(&self.world, "layouts");
        let (names, bilingual) = (|| self.names_of(&known), || self.bilingual(&layouts));
        let known = target::Known { languages: &known, layouts: &layouts, names: &names, bilingual: &bilingual };
        target::expand(&patterns, &known).map_err(|faults| printer.all(&faults, None))
    }

    /// The tag of a language as its files are called; as it was written where it is none.
    pub fn language(&self, wrote: &str) -> String {
        match language::meant(wrote, &languages(&self.world, &self.guide)) {
            Meant::Known(language) => language,
            _ => language::canonical(wrote).unwrap_or_else(|| wrote.to_owned()),
        }
    }

    /// What languages are called, in English and by themselves.
    fn names_of(&self, languages: &BTreeSet<String>) -> Vec<(String, String)> {
        let (mut sources, quiet) = (Sources::default(), Faults::default());
        Reader::new(&self.world, &mut sources, &quiet).language_names(languages)
    }

    /// Layouts that hold two languages.
    fn bilingual(&self, layouts: &BTreeSet<String>) -> BTreeSet<String> {
        let (mut sources, quiet) = (Sources::default(), Faults::default());
        let mut reader = Reader::new(&self.world, &mut sources, &quiet);
        let two = |name: &&String| reader.layout(name).is_some_and(|layout| layout.bilingual.is_some());
        layouts.iter().filter(two).cloned().collect()
    }

    /// The code of the country that `--region` names.
    ///
    /// # Errors
    /// The exit code, where it is none; why was said.
    pub fn region(&self, named: Option<&str>, printer: &mut Printer) -> Result<Option<String>, u8> {
        let Some(named) = named else { return Ok(None) };
        let (mut sources, faults) = (Sources::default(), Faults::default());
        let mut reader = Reader::new(&self.world, &mut sources, &faults);
        let mut countries = reader.countries();
        let code = reader.country(named, &mut countries).map(Some);
        code.map_err(|fault| printer.all(&[fault.fault(Fault::Usage)], None))
    }
}

/// The folder that `--project` names: itself, or the folder of the `flyer.toml` that it names.
fn named_folder(named: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    if named.is_dir() {
        return Ok(named.to_owned());
    }
    let is_project = named.file_name().is_some_and(|name| name == PROJECT);
    let folder = named.parent().filter(|_| is_project && named.exists());
    if let Some(folder) = folder {
        return Ok(if folder == Path::new("") { PathBuf::from(".") } else { folder.to_owned() });
    }
    let shown = named.display();
    let fault = Diagnostic::error("no-project", format!("there is no folder {shown}")).fault(Fault::Usage);
    Err(Box::new(fault.hint("`--project` names the folder that holds your flyer.toml, as seen from where you are")))
}

/// What is said where a folder has no `flyer.toml`, but a file that was meant to be it.
pub fn near_miss(folder: &Path) -> Option<Box<Diagnostic>> {
    if folder.join(PROJECT).symlink_metadata().is_ok() {
        return None;
    }
    let name = files_in(folder).into_iter().find(|name| is_meant(name))?;
    let message = format!("`{name}` is not read: the file must be called `{PROJECT}`");
    let mut fault = Diagnostic::error("project-name", message)
        .hint(format!("rename it to `{PROJECT}`; or, if it is no project of flyer, give it another name"));
    if name.to_lowercase().starts_with(&format!("{PROJECT}.")) {
        fault = fault.hint("Windows hides endings: in the Explorer, View > Show > File name extensions shows them");
    }
    Some(Box::new(fault))
}

/// The guide that the command line names, or the project, or nobody.
fn guide_of(common: &Common, world: &Disk, printer: &mut Printer) -> Result<String, u8> {
    let (mut sources, quiet) = (Sources::default(), Faults::default());
    let named = match &common.guide {
        Some(name) => Some((name.clone(), None)),
        None => {
            let project = Reader::new(world, &mut sources, &quiet).project();
            project.guide.map(|At { value, origin }| (value, Some(origin)))
        }
    };
    let Some((name, origin)) = named else { return Ok(DEFAULT_GUIDE.to_owned()) };
    let known = guides(world);
    if let Some(guide) = known.iter().find(|guide| guide.eq_ignore_ascii_case(name.trim())) {
        return Ok(guide.clone());
    }
    let mut fault = Diagnostic::error("unknown-guide", format!("no guide is called `{name}`")).at(origin);
    if origin.is_none() {
        fault = fault.fault(Fault::Usage);
    }
    fault = match nearest(&name, known.iter().map(String::as_str)).and_then(|near| did_you_mean(&name, near)) {
        Some(hint) => fault.hint(hint),
        None => fault.hint(format!("guides: {}", known.into_iter().collect::<Vec<_>>().join(", "))),
    };
    Err(printer.all(&[fault], Some(&sources)))
}
