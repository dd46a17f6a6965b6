//! The only door to the outside: disk, environment, clock and embedded files.
//!
//! In: names. Out: bytes, or the system's own error. A file in the user's folder (same sub-folders as here) goes
//! before the embedded one of the same name. [`Disk`] is the real world, [`Memory`] the one that tests make.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
};

/// Files that the binary carries, sorted by name.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Ending of files that are embedded compressed (Brotli, RFC 7932).
const PACKED: &str = ".br";

/// Compressed files, unpacked once, in the order of [`EMBEDDED`].
static UNPACKED: [OnceLock<Vec<u8>>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

fn place(name: &str) -> Option<usize> {
    EMBEDDED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()
}

/// Whether the binary carries a file.
pub fn is_embedded(name: &str) -> bool {
    place(name).or_else(|| place(&format!("{name}{PACKED}"))).is_some()
}

/// The embedded file of this name, e.g. `layouts/a4.toml`, unpacked where it is kept compressed.
pub fn embedded(name: &str) -> Option<&'static [u8]> {
    if let Some(at) = place(name) {
        return Some(EMBEDDED[at].1);
    }
    let at = place(&format!("{name}{PACKED}"))?;
    let unpack = || {
        let mut bytes = Vec::new();
        let whole = brotli_decompressor::BrotliDecompress(&mut &EMBEDDED[at].1[..], &mut bytes);
        // What the build put in is whole: the tests unpack every file.
        if whole.is_ok() { bytes } else { Vec::new() }
    };
    Some(UNPACKED[at].get_or_init(unpack))
}

/// Names of the embedded files below a folder, e.g. `layouts/`.
pub fn embedded_names(folder: &str) -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(name, _)| *name).filter(move |name| name.starts_with(folder))
}

/// What flyer may ask of the outside.
pub trait World: Send + Sync {
    /// Reads a file; relative names start at the project's folder.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// File names below a folder, with their folders, `/`-separated and sorted; empty if there is no such folder.
    fn list(&self, folder: &Path) -> Vec<String>;
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
}

impl Disk {
    /// The world as seen from a project's folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The real path of a file of the project.
    pub fn path(&self, name: &Path) -> PathBuf {
        self.root.join(name)
    }
}

impl World for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        walk(&self.root, folder, &mut names);
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

/// The day on which a second since 1970 falls, `YYYY-MM-DD` (proleptic Gregorian, UTC).
pub fn day(seconds: u64) -> String {
    let days = (seconds / 86_400) as i64 + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days from one date to a later one; none where either is no date.
pub fn days_between(then: &str, now: &str) -> Option<i64> {
    Some(days_since_1970(now)? - days_since_1970(then)?)
}

/// Days since 1970 of a `YYYY-MM-DD` or `YYYY-MM` (then its first day); `None` if it is no date. The inverse of [`day`].
pub fn days_since_1970(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let year: i64 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: i64 = parts.next().filter(|m| m.len() == 2)?.parse().ok().filter(|m| (1..=12).contains(m))?;
    let date = match parts.next() {
        Some(day) => day.parse().ok().filter(|d| day.len() == 2 && (1..=days_in(year, month)).contains(d))?,
        None => 1,
    };
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let of_year = (153 * m + 2) / 5 + date - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A world of our own making, for tests: files in memory, a fixed day, writes that can be made to fail.
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

    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl World for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files().get(&*path.to_string_lossy()).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let folder = format!("{}/", folder.to_string_lossy());
        self.files().keys().filter(|name| name.starts_with(&folder)).cloned().collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_there_and_back() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(days_since_1970("2024-02-30"), None);
        for days in (0..40_000).step_by(13) {
            assert_eq!(days_since_1970(&day(days * 86_400)), Some(days as i64));
        }
    }

    #[test]
    fn packed_files_are_whole() {
        for (name, _) in EMBEDDED.iter().filter(|(name, _)| name.ends_with(PACKED)) {
            let name = name.trim_end_matches(PACKED);
            assert!(is_embedded(name) && embedded(name).unwrap_or_default().len() > 1000, "{name}");
        }
    }

    #[test]
    fn embedded_files_are_found() {
        assert!(embedded("fonts/latin-greek-cyrillic/NotoSans-Regular.ttf").is_some());
        assert!(embedded("fonts/none.ttf").is_none());
    }
}
