//! A world of our own making, for tests.

use super::{Unread, World, leads_out};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A world for tests: files in memory, a fixed day, writes that can be made to fail.
#[derive(Debug, Default)]
pub struct Memory {
    /// Files by name.
    pub files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// The day.
    pub date: String,
    /// Files that cannot be written.
    pub unwritable: BTreeSet<String>,
}

impl Memory {
    /// A world with these files on this day.
    pub fn new<'a>(date: &str, files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
        Self { files: Mutex::new(files), date: date.to_owned(), unwritable: BTreeSet::new() }
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl World for Memory {
    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
        if leads_out(path) {
            return Err(Unread::Outside);
        }
        let bytes = self.files().get(&*path.to_string_lossy()).cloned().ok_or(Unread::Absent)?;
        if bytes.len() as u64 > most { Err(Unread::TooLarge { most }) } else { Ok(bytes) }
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let folder = format!("{}/", folder.to_string_lossy());
        self.files().keys().filter(|name| name.starts_with(&folder)).cloned().collect()
    }

    fn files_in(&self, folder: &Path) -> Vec<String> {
        let files = self.files();
        let within = files.keys().filter(|name| Path::new(name).parent() == Some(folder));
        within.filter_map(|name| Path::new(name).file_name()?.to_str().map(str::to_owned)).collect()
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let name = path.to_string_lossy().into_owned();
        if self.unwritable.contains(&name) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.files().insert(name, bytes.to_vec());
        Ok(())
    }

    fn env(&self, _: &str) -> Option<String> {
        None
    }

    fn today(&self) -> String {
        self.date.clone()
    }
}
