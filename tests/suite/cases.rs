//! Wrong input as data: `tests/cases/<name>.toml` says what is there and what is run, `<name>.stderr` what must be
//! said, to the letter. A new case is a new file. `FLYER_ACCEPT=1 cargo test cases` writes what is said now into the
//! expected files; read the difference before you commit it.
//!
//! Every case also holds what no case has to say: the exit code, no panic, no file written, and a good file of an
//! earlier run left as it was.

use super::made::make;
use super::shop::{Shop, stderr};
use std::path::Path;
use std::{env, fs};

/// What stands in `out/fr-a4.pdf` before each run.
const EARLIER: &[u8] = b"a good file of an earlier run";

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    names.sort();
    assert!(names.len() >= 30, "the cases are gone");
    let wrong: Vec<String> = names.iter().filter_map(|path| case(path).err()).collect();
    assert!(wrong.is_empty(), "{} of {} cases fail\n\n{}", wrong.len(), names.len(), wrong.join("\n\n"));
}

fn case(path: &Path) -> Result<(), String> {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let case: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let shop = Shop::new();
    let args: Vec<&str> = match case.get("args") {
        Some(args) => args.as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect(),
        None => vec!["build", "fr-a4"],
    };
    for (file, content) in case.get("files").and_then(|files| files.as_table()).into_iter().flatten() {
        shop.write(file, content_of(content));
    }
    if case.get("earlier").is_none_or(|earlier| earlier.as_bool() == Some(true)) {
        shop.write("out/fr-a4.pdf", EARLIER);
    }
    let before = shop.files();
    let output = shop.run(&args);
    let said = stderr(&output);
    let exit = case["exit"].as_integer().unwrap();
    let mut faults = Vec::new();
    if output.status.code() != Some(exit as i32) {
        faults.push(format!("exit code {:?}, not {exit}", output.status.code()));
    }
    if said.contains("panicked") {
        faults.push("it panicked".to_owned());
    }
    if shop.files() != before {
        faults.push("files were written or changed".to_owned());
    }
    let expected = path.with_extension("stderr");
    let wanted = fs::read_to_string(&expected).unwrap_or_default();
    if said != wanted {
        if env::var_os("FLYER_ACCEPT").is_some() {
            fs::write(&expected, &said).unwrap();
        } else {
            faults.push(format!("it should say:\n{wanted}\nbut says:\n{said}"));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("== {name}: {}\n{said}", faults.join("; "))) }
}

/// A text as it stands; an embedded file with some text replaced; or a made picture or font.
fn content_of(value: &toml::Value) -> Vec<u8> {
    let Some(table) = value.as_table() else {
        return value.as_str().unwrap().as_bytes().to_vec();
    };
    if let Some(made) = table.get("made") {
        return make(made.as_str().unwrap());
    }
    let from = table["from"].as_str().unwrap();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(from)).unwrap();
    let (find, put) = (table["find"].as_str().unwrap(), table["put"].as_str().unwrap());
    assert!(text.contains(find), "{from} has no {find:?} any more");
    text.replacen(find, put, 1).into_bytes()
}
