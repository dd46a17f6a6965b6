//! The only door to the outside: disk, environment, clock and embedded files.
//!
//! In: names. Out: bytes, or why there are none. A file in the user's folder (same sub-folders as here) goes before the
//! embedded one of the same name. [`Disk`] is the real world, [`Memory`] the one that tests make.
//!
//! A project's files lie in its folder: what a project names is never read elsewhere, for a project may come from somebody
//! else. Only files of a known end are read, and no more of them than was asked for.

mod embedded;
mod folder;
mod memory;
mod unread;

pub use embedded::{embedded, embedded_names, is_embedded};
pub use folder::{files_in, project_above};
pub use memory::Memory;
pub use unread::Unread;

use crate::date::day;
use crate::diag::nearest;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// As many bytes of a file are read where nobody asks for less.
const MOST_BYTES: u64 = 256 << 20;

/// What flyer may ask of the outside.
pub trait World: Send + Sync {
    /// Reads a file of at most so many bytes; relative names start at the project's folder.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unread>;
    /// Reads a file of any reasonable size.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, Unread> {
        self.read_up_to(path, MOST_BYTES)
    }
    /// Reads a text in UTF-8.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_text(&self, path: &Path) -> Result<String, Unread> {
        String::from_utf8(self.read(path)?).map_err(|_| Unread::NotText)
    }
    /// File names below a folder, with their folders, `/`-separated and sorted; empty if there is no such folder.
    fn list(&self, folder: &Path) -> Vec<String>;
    /// Names of the files in one folder alone; empty if there is no such folder.
    fn files_in(&self, folder: &Path) -> Vec<String>;
    /// The file beside a missing one that may be meant: another case, another ending, a slip.
    fn near(&self, path: &Path) -> Option<String> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let wrote = path.file_name()?.to_str()?;
        let stem = |name: &str| name.split('.').next().unwrap_or_default().to_lowercase();
        let names = self.files_in(folder);
        let same = names.iter().find(|name| stem(name) == stem(wrote) && !stem(name).is_empty());
        let name = same.map(String::as_str).or_else(|| nearest(wrote, names.iter().map(String::as_str)))?;
        Some(folder.join(name).to_str()?.replace('\\', "/"))
    }
    /// Writes a whole file or nothing: a temporary file in the same folder, synced, then renamed.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// An environment variable.
    fn env(&self, name: &str) -> Option<String>;
    /// Today in UTC as `YYYY-MM-DD`, or the day of `SOURCE_DATE_EPOCH` where that is set.
    fn today(&self) -> String;
}

/// The real world.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    bounded: bool,
}

impl Disk {
    /// The world as seen from a project's folder: nothing outside it is read.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), bounded: true }
    }

    /// The world as whoever types a command sees it: names are relative to the folder where they are, and lead anywhere.
    pub fn here() -> Self {
        Self { root: PathBuf::from("."), bounded: false }
    }

    fn is_within(&self, real: &Path) -> io::Result<bool> {
        Ok(real.canonicalize()?.starts_with(self.root.canonicalize()?))
    }
}

impl World for Disk {
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
        let real = self.root.join(path);
        let about = match fs::metadata(&real) {
            Ok(about) => about,
            Err(_) if self.bounded && leads_out(path) => return Err(Unread::Outside),
            Err(error) if error.kind() == io::ErrorKind::NotFound && real.is_symlink() => return Err(Unread::LostLink),
            Err(error) => return Err(error.into()),
        };
        if self.bounded && !self.is_within(&real)? {
            return Err(Unread::Outside);
        }
        if about.is_dir() {
            return Err(Unread::Folder);
        }
        if !about.is_file() {
            return Err(Unread::Special);
        }
        let mut bytes = Vec::new();
        if about.len() <= most {
            bytes.reserve_exact(about.len() as usize);
            // It may have grown since.
            fs::File::open(&real)?.take(most + 1).read_to_end(&mut bytes)?;
        }
        if about.len().max(bytes.len() as u64) > most { Err(Unread::TooLarge { most }) } else { Ok(bytes) }
    }
    fn list(&self, folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        walk(&self.root, folder, &mut names);
        names.sort();
        names
    }

    fn files_in(&self, folder: &Path) -> Vec<String> {
        if self.bounded && leads_out(folder) {
            return Vec::new();
        }
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else { return Vec::new() };
        let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()));
        let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.root.join(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let part = folder.join(format!(".{name}.{}.part", std::process::id()));
        let written = (|| {
            let mut file = fs::File::create(&part)?;
            io::Write::write_all(&mut file, bytes)?;
            file.sync_all()?;
            fs::rename(&part, &path)
        })();
        if written.is_err() {
            // Nothing of a failed write may stay; that it cannot be removed either adds nothing to the first error.
            let _ = fs::remove_file(&part);
        }
        written
    }

    fn env(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn today(&self) -> String {
        let stated = self.env("SOURCE_DATE_EPOCH").and_then(|epoch| epoch.trim().parse::<u64>().ok());
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        day(stated.unwrap_or_else(|| since.map_or(0, |time| time.as_secs())))
    }
}

/// Whether a name leads out of the folder where it starts, or out of every folder.
fn leads_out(path: &Path) -> bool {
    // `C:\\logos` is no relative name, whatever the system on which it is read.
    let drive = path.to_str().is_some_and(|path| {
        let mut letters = path.chars();
        letters.next().is_some_and(|letter| letter.is_ascii_alphabetic()) && letters.next() == Some(':')
    });
    let mut depth = 0_i64;
    drive
        || path.components().any(|part| {
            depth += match part {
                Component::Normal(_) => 1,
                Component::ParentDir => -1,
                Component::CurDir => 0,
                Component::RootDir | Component::Prefix(_) => return true,
            };
            depth < 0
        })
}

fn walk(root: &Path, folder: &Path, names: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    for entry in entries.flatten() {
        let name = folder.join(entry.file_name());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(root, &name, names),
            Ok(_) => names.push(name.to_string_lossy().replace('\\', "/")),
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out() {
        for name in ["../logo.png", "a/../../b.png", "/etc/hosts", "C:\\logos\\a.png", "c:/logos/a.png"] {
            assert!(leads_out(Path::new(name)), "{name}");
        }
        for name in ["logo.png", "./logo.png", "a/../b.png", "screens/a.png"] {
            assert!(!leads_out(Path::new(name)), "{name}");
        }
    }
}
