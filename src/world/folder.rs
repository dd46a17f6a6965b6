//! Where a project lies, as seen from the folder where somebody is.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// What makes a folder a project's.
const PROJECT: &str = "flyer.toml";

/// The folder of the nearest `flyer.toml`, from the current folder upwards: `.` where it lies here, else in full. The home
/// folder is the last one that is looked into by those who are in it, and the root by all others.
pub fn project_above() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    above(&here, env::home_dir().as_deref())
}

fn above(here: &Path, home: Option<&Path>) -> Option<PathBuf> {
    for (level, folder) in here.ancestors().enumerate() {
        // Also one that leads nowhere: that it cannot be read is an error, and not for here to say.
        if folder.join(PROJECT).symlink_metadata().is_ok() {
            return Some(if level == 0 { PathBuf::from(".") } else { folder.to_owned() });
        }
        if home == Some(folder) {
            break;
        }
    }
    None
}

/// Names of the files in a folder, sorted; its sub-folders are left out.
pub fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()));
    let mut names: Vec<String> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_project_and_none_beyond_home() {
        let top = env::temp_dir().join(format!("flyer-above-{}", std::process::id()));
        let (home, deep) = (top.join("home"), top.join("home/a/b"));
        fs::create_dir_all(&deep).unwrap_or_default();
        let made = |folder: &Path| fs::write(folder.join(PROJECT), "").unwrap_or_default();
        made(&top);
        assert_eq!(above(&deep, Some(&home)), None, "a project beyond the home folder is somebody else's");
        assert_eq!(above(&deep, None), Some(top.clone()));
        made(&home);
        assert_eq!(above(&deep, Some(&home)), Some(home.clone()));
        made(&deep);
        assert_eq!(above(&deep, Some(&home)), Some(PathBuf::from(".")));
        fs::remove_dir_all(&top).unwrap_or_default();
    }
}
