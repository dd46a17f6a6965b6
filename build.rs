//! Writes the table of embedded files: everything below `layouts/`, `fonts/` and `assets/` that flyer reads,
//! so that the installed binary works in an empty folder. The bytes stay in the binary and are never copied.

use flate2::{Compression, write::ZlibEncoder};
use std::{env, fs, io::Write as _, path::Path};

/// Folders whose files are embedded, and the endings that count: licences and notes stay out of the binary.
const FOLDERS: [&str; 3] = ["assets", "fonts", "layouts"];
const ENDINGS: [&str; 6] = ["toml", "ttf", "otf", "svg", "png", "br"];
/// Fonts that a feature leaves out.
const CJK: &str = "fonts/cjk/";
/// ICC profiles go into files as they are: compressed once, here, and not for each file.
const PROFILES: [&str; 2] = ["sRGB", "FOGRA39L_coated"];

fn main() -> std::io::Result<()> {
    // Tests that look for the files of a crate ask cargo for those of this platform: others may not be there.
    println!("cargo:rustc-env=TARGET={}", env::var("TARGET").map_err(std::io::Error::other)?);
    let root = env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?;
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(&root), Path::new(folder), &mut files)?;
    }
    if env::var_os("CARGO_FEATURE_CJK").is_none() {
        files.retain(|file| !file.starts_with(CJK));
    }
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        table += &format!("({file:?}, include_bytes!({:?})),\n", format!("{root}/{file}"));
    }
    table.push(']');
    let out = env::var("OUT_DIR").map_err(std::io::Error::other)?;
    for profile in PROFILES {
        let bytes = fs::read(format!("{root}/assets/icc/{profile}.icc"))?;
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        fs::write(Path::new(&out).join(format!("{profile}.zlib")), encoder.finish()?)?;
    }
    fs::write(Path::new(&out).join("embedded.rs"), table)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let name = folder.join(entry?.file_name());
        if root.join(&name).is_dir() {
            collect(root, &name, files)?;
        } else if name.extension().and_then(|e| e.to_str()).is_some_and(|e| ENDINGS.contains(&e)) {
            files.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
