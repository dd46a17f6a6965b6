//! The command line: arguments in, exit code out.
//!
//! One file a command. Commands return what there is to say; [`print`] says it, for people or for tools. Exit codes:
//! 0 done, 1 the input is at fault, 2 the command line is, 3 the machine is (disk, permission).

mod args;
mod build;
mod exit;
mod init;
mod links;
mod list;
mod plan;
mod preview;
mod print;
mod proof;
mod session;
mod sheet;
mod sheets;
mod summary;
mod watch;
mod words;

use args::{Args, Command};
use clap::{CommandFactory, Parser};
use exit::{DONE, MACHINE, USAGE, emit};
use std::ffi::OsString;

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
