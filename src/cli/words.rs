//! `flyer words`: for translators. What is there in which language, what is missing, outdated or too long.

mod check;
mod entry;
mod new;
mod status;
mod xliff;

use super::args::{Words, WordsCommand};
use super::print::Printer;
use super::session::Session;

/// Runs the command.
pub fn run(args: &Words) -> u8 {
    let mut printer = Printer::new(&args.common);
    let session = match Session::open(&args.common, &mut printer) {
        Ok(session) => session,
        Err(code) => return code,
    };
    match &args.command {
        WordsCommand::New { language } => new::run(&session.language(language), &session, &mut printer),
        WordsCommand::Check { language, stamp } => {
            check::run(&session.language(language), *stamp, &session, &mut printer)
        }
        WordsCommand::Status => status::run(&args.common, &session, &mut printer),
        WordsCommand::Export { language } => xliff::export(&session.language(language), &session, &mut printer),
        WordsCommand::Import { file } => xliff::import(file, &session, &mut printer),
    }
}
