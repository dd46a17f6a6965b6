//! How a command ends: its exit code, and what goes to standard output.

use crate::diag::{Diagnostic, Fault, Severity};
use std::io::Write;

/// Done.
pub const DONE: u8 = 0;
/// The input is at fault.
pub const INPUT: u8 = 1;
/// The command line is at fault.
pub const USAGE: u8 = 2;
/// The machine is at fault.
pub const MACHINE: u8 = 3;

/// Writes to standard output; a closed pipe (`| head`) is an end, not a fault.
pub(super) fn emit(bytes: &[u8]) -> u8 {
    match std::io::stdout().write_all(bytes) {
        Ok(()) => DONE,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => DONE,
        Err(_) => MACHINE,
    }
}

/// The exit code for what was found: the machine's faults go before the command line's, and those before the input's.
pub(super) fn exit_code(diagnostics: &[Diagnostic]) -> u8 {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    match errors.map(|diagnostic| diagnostic.fault).max() {
        None => DONE,
        Some(Fault::Input) => INPUT,
        Some(Fault::Usage) => USAGE,
        Some(Fault::Machine) => MACHINE,
    }
}
