//! The `flyer` command: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(flyer::cli::run(std::env::args_os()))
}
