//! How files are read.

use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;

/// Warnings of the reader go nowhere, missing fonts stay missing.
pub fn settings() -> InterpreterSettings {
    InterpreterSettings::default()
}

/// A file, where it is one.
pub fn open(bytes: &[u8]) -> Option<Pdf> {
    Pdf::new(bytes.to_vec()).ok()
}
