//! A workshop for tests: a fresh folder, files in it, the binary run there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

/// The day on which all tests take place: 2026-11-24, 12:00 UTC.
pub const NOON: &str = "1795521600";

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A fresh folder that is gone when the test is over.
pub struct Shop {
    pub folder: PathBuf,
}

impl Shop {
    pub fn new() -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("flyer-test-{}-{number}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.join(name)).unwrap()
    }

    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// Runs the binary here, on the day of the tests.
    pub fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, &[])
    }

    pub fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Output {
        self.command(args).envs(variables.iter().copied()).output().unwrap()
    }

    /// Runs the binary here with its two channels led elsewhere.
    pub fn run_into(&self, args: &[&str], out: Stdio, err: Stdio) -> Output {
        self.command(args).stdout(out).stderr(err).output().unwrap()
    }

    /// Runs the binary in a sub-folder.
    pub fn run_in(&self, folder: &str, args: &[&str]) -> Output {
        self.command(args).current_dir(self.folder.join(folder)).output().unwrap()
    }

    /// Starts the binary here and lets it run; what it says goes nowhere.
    pub fn spawn(&self, args: &[&str]) -> Child {
        self.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_flyer"));
        command.args(args).current_dir(&self.folder).env("SOURCE_DATE_EPOCH", NOON);
        command
    }

    /// All files below the folder with their bytes.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.folder, &self.folder, &mut files);
        files
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
