//! The command line: arguments in, exit code out.
//!
//! One file a command. Commands return what there is to say; [`print`] says it, for people or for tools. Exit codes:
//! 0 done, 1 the input is at fault, 2 the command line is, 3 the machine is (disk, permission).

mod args;
mod build;
mod init;
mod links;
mod list;
mod plan;
mod preview;
mod print;
mod proof;
mod sheet;
mod sheets;
mod summary;
mod watch;
mod words;

use crate::diag::{Diagnostic, Fault, Severity};
use crate::spec::read::Faults;
use crate::spec::{DEFAULT_GUIDE, Reader, languages, pseudo, stems, target};
use crate::world::{Disk, World};
use args::{Args, Command, Common};
use clap::{CommandFactory, Parser};
use print::Printer;
use std::ffi::OsString;
use std::io::Write;

/// Done.
pub const DONE: u8 = 0;
/// The input is at fault.
pub const INPUT: u8 = 1;
/// The command line is at fault.
pub const USAGE: u8 = 2;
/// The machine is at fault.
pub const MACHINE: u8 = 3;

/// Runs a command line, its own name first; the exit code comes back.
pub fn run(line: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match Args::try_parse_from(line) {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to standard output and are no fault; that it is closed is nobody's business.
            let _ = error.print();
            return if error.use_stderr() { USAGE } else { DONE };
        }
    };
    let code = command(args.command);
    // What nobody could be told has not been done well.
    if print::unheard() { code.max(MACHINE) } else { code }
}

fn command(command: Command) -> u8 {
    match command {
        Command::Build(build) => build::run(&build),
        Command::Sheet(sheet) => sheet::run(&sheet),
        Command::Plan(plan) => plan::run(&plan),
        Command::List(list) => list::run(&list),
        Command::Proof(proof) => proof::run(&proof),
        Command::Preview(preview) => preview::run(&preview),
        Command::Init(init) => init::run(&init),
        Command::Watch(watch) => watch::run(&watch),
        Command::Links(links) => links::run(&links),
        Command::Words(words) => words::run(&words),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "flyer", &mut script);
            emit(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            match clap_mangen::Man::new(Args::command()).render(&mut page) {
                Ok(()) => emit(&page),
                Err(_) => MACHINE,
            }
        }
    }
}

/// Writes to standard output; a closed pipe (`| head`) is an end, not a fault.
fn emit(bytes: &[u8]) -> u8 {
    match std::io::stdout().write_all(bytes) {
        Ok(()) => DONE,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => DONE,
        Err(_) => MACHINE,
    }
}

/// The exit code for what was found: the machine's faults go before the command line's, and those before the input's.
fn exit_code(diagnostics: &[Diagnostic]) -> u8 {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    match errors.map(|diagnostic| diagnostic.fault).max() {
        None => DONE,
        Some(Fault::Input) => INPUT,
        Some(Fault::Usage) => USAGE,
        Some(Fault::Machine) => MACHINE,
    }
}

/// The world and the guide that a command works with.
struct Session {
    world: Disk,
    guide: String,
}

impl Session {
    /// Opens the project's folder; an unknown guide is a fault of the command line.
    fn open(common: &Common, printer: &mut Printer) -> Result<Self, u8> {
        let world = Disk::new(common.project.clone());
        if !common.project.is_dir() {
            let folder = common.project.display();
            let fault = Diagnostic::error("no-project", format!("there is no folder {folder}")).fault(Fault::Usage);
            return Err(printer.all(&[fault], None));
        }
        let guide = common.guide.clone().or_else(|| project_guide(&world)).unwrap_or_else(|| DEFAULT_GUIDE.to_owned());
        let known = crate::spec::guides(&world);
        if !known.contains(&guide) {
            let mut fault =
                Diagnostic::error("unknown-guide", format!("no guide is called `{guide}`")).fault(Fault::Usage);
            fault = match crate::diag::nearest(&guide, known.iter().map(String::as_str)) {
                Some(name) => fault.hint(format!("did you mean `{name}`?")),
                None => fault.hint(format!("guides: {}", known.into_iter().collect::<Vec<_>>().join(", "))),
            };
            return Err(printer.all(&[fault], None));
        }
        Ok(Self { world, guide })
    }

    /// The targets that patterns mean; all of them where asked for.
    fn targets(&self, patterns: &[String], all: bool, printer: &mut Printer) -> Result<Vec<target::Target>, u8> {
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
        if patterns.iter().any(|pattern| pattern.starts_with(pseudo::TAG)) {
            known.insert(pseudo::TAG.to_owned());
        }
        let found = target::expand(&patterns, &known, &stems(&self.world, "layouts"));
        found.map_err(|faults| printer.all(&faults, None))
    }
}

fn project_guide(world: &dyn World) -> Option<String> {
    let (mut sources, quiet) = (crate::diag::Sources::default(), Faults::default());
    Reader::new(world, &mut sources, &quiet).project().guide.map(|guide| guide.value)
}
