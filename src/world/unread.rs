//! Why a file could not be read, in words for people.

use crate::diag::{Diagnostic, Fault, plainly};
use std::{fmt, io};

/// Why a file could not be read. Only [`Unread::Absent`] means that there is none: whatever is there and cannot be read is
/// an error, and nothing else takes its place.
#[derive(Debug)]
pub enum Unread {
    /// There is no such file.
    Absent,
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or a socket, which may have no end.
    Special,
    /// It is a link to something that is not there.
    LostLink,
    /// It lies outside the project's folder.
    Outside,
    /// It has more bytes than are read.
    TooLarge {
        /// As many are read.
        most: u64,
    },
    /// It is no text in UTF-8.
    NotText,
    /// It belongs to somebody else.
    Denied,
    /// The disk says no.
    Failed(io::Error),
}

impl Unread {
    /// Whether there is no such file.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Absent => "the name is relative to the folder of flyer.toml",
            Self::Folder => "name a file in that folder",
            Self::Special => "give a file on a disk",
            Self::LostLink => "put the file itself there",
            Self::Outside => {
                "put a copy into the folder of flyer.toml, and write its name as seen from there: \"logo.png\""
            }
            Self::TooLarge { .. } => "make it smaller",
            Self::NotText => "save it as UTF-8 text",
            Self::Denied => "let everybody read it, or copy it from the account that may",
            Self::Failed(_) => "look whether the disk is there and whole",
        }
    }

    /// The finding about a file of this name.
    pub fn diagnostic(&self, code: &'static str, name: impl fmt::Display) -> Diagnostic {
        let fault = match self {
            Self::Denied | Self::Failed(_) => Fault::Machine,
            _ => Fault::Input,
        };
        Diagnostic::error(code, format!("`{name}` cannot be read: {self}")).fault(fault).hint(self.hint())
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self {
            Self::Absent => "there is no such file",
            Self::Folder => "it is a folder",
            Self::Special => "it is a device or a pipe, not a file",
            Self::LostLink => "it is a link to a file that is not there",
            Self::Outside => "it lies outside the folder of flyer.toml",
            Self::TooLarge { most } => return write!(f, "it has more than {} MB", most.div_ceil(1_000_000)),
            Self::NotText => "it is not UTF-8 text",
            Self::Denied => "you may not read it",
            Self::Failed(error) => return f.write_str(&plainly(error)),
        };
        f.write_str(why)
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // A file where a folder would have to be: so there is no file in that folder.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Absent,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Failed(error),
        }
    }
}
