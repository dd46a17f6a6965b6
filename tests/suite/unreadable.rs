//! A file that is there and cannot be read is an error: it is never taken for absent, never replaced by a built-in one, and
//! never written over. What a project names lies in its folder, is a file, and has an end.
//!
//! Tests may run as somebody who may read everything, so "may not be read" is a folder, a lost link, bytes that are no text.

use super::shop::{Shop, stderr};

/// Something that cannot be read, put in the place of a file.
fn spoil(shop: &Shop, name: &str, how: &str) {
    match how {
        "folder" => drop(shop.write(&format!("{name}/inside"), "")),
        "bytes" => drop(shop.write(name, b"organisation = \"\xff\xfe\"")),
        _ => link(shop, "nowhere", name),
    }
}

#[cfg(unix)]
fn link(shop: &Shop, to: &str, name: &str) {
    let path = shop.folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(to, path).unwrap();
}

#[cfg(not(unix))]
fn link(shop: &Shop, _: &str, name: &str) {
    shop.write(name, b"\xff");
}

#[test]
fn nothing_takes_the_place_of_a_file_that_cannot_be_read() {
    for name in [
        "flyer.toml",
        "layouts/a4.toml",
        "layouts/themes/calm.toml",
        "assets/words/fr.toml",
        "assets/guides/meta-ai/fr.toml",
        "assets/guides/meta-ai/guide.toml",
        "assets/links.toml",
        "assets/countries.toml",
        "assets/icons/hand-pointing-fill.svg",
    ] {
        for how in ["folder", "bytes", "link"] {
            // What an icon is made of is judged where it is drawn.
            if name.ends_with("svg") && how == "bytes" {
                continue;
            }
            let shop = Shop::new();
            spoil(&shop, name, how);
            let output = shop.run(&["build", "fr-a4"]);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{name}, {how}: {said}");
            assert!(said.contains(name), "{name}, {how}: {said}");
            assert_eq!(said.matches("error").count(), 1, "{name}, {how}: one fault, one message: {said}");
            assert!(!shop.has("out/fr-a4.pdf"), "{name}, {how}");
        }
    }
}

#[test]
fn nothing_is_written_over_what_cannot_be_read() {
    for how in ["folder", "bytes", "link"] {
        let shop = Shop::new();
        spoil(&shop, "flyer.toml", how);
        let before = std::fs::symlink_metadata(shop.folder.join("flyer.toml")).unwrap().file_type();
        let confirm = ["links", "confirm", "facebook-objection", "--by", "Town archive", "--on", "2026-11-20"];
        for args in [&["init"][..], &confirm] {
            let output = shop.run(args);
            assert_ne!(output.status.code(), Some(0), "{how}: {}", stderr(&output));
            let after = std::fs::symlink_metadata(shop.folder.join("flyer.toml")).unwrap().file_type();
            assert_eq!(before, after, "{how}: {}", stderr(&output));
        }
        if how == "bytes" {
            assert!(shop.read("flyer.toml").contains(&0xff));
        }
    }
}

fn logo(shop: &Shop, name: &str) -> String {
    shop.write("flyer.toml", format!("logos = [{{ file = '{name}', alt = \"Town library\" }}]\n"));
    let output = shop.run(&["build", "fr-a4"]);
    assert_ne!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
    stderr(&output)
}

#[test]
fn what_a_project_names_lies_in_its_folder() {
    let (shop, other) = (Shop::new(), Shop::new());
    other.write("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>");
    let there = other.folder.join("logo.svg").to_string_lossy().into_owned();
    let near = format!("../{}/logo.svg", other.folder.file_name().unwrap().to_string_lossy());
    link(&shop, &there, "linked.svg");
    for name in [there.as_str(), &near, "../none.svg", "C:\\logos\\a.png"] {
        assert!(logo(&shop, name).contains("outside the folder of flyer.toml"), "{name}: {}", logo(&shop, name));
    }
    #[cfg(unix)]
    assert!(logo(&shop, "linked.svg").contains("outside the folder of flyer.toml"));
    // What lies in the folder may be named in full.
    shop.write("logo.svg", other.read("logo.svg"));
    let own = shop.folder.join("logo.svg").to_string_lossy().into_owned();
    shop.write("flyer.toml", format!("logos = [{{ file = '{own}', alt = \"Town library\" }}]\n"));
    assert!(shop.run(&["build", "fr-a4"]).status.success());
}

#[test]
fn a_picture_is_a_file_and_has_an_end() {
    let shop = Shop::new();
    shop.write("logos/a.png", "");
    assert!(logo(&shop, "logos").contains("it is a folder"));
    let large = std::fs::File::create(shop.folder.join("large.png")).unwrap();
    large.set_len(3 << 30).unwrap();
    assert!(logo(&shop, "large.png").contains("it has more than 68 MB"));
    #[cfg(unix)]
    {
        assert!(std::process::Command::new("mkfifo").arg(shop.folder.join("pipe.png")).status().unwrap().success());
        assert!(logo(&shop, "pipe.png").contains("a device or a pipe"));
        for args in [["proof", "/dev/zero"], ["proof", "pipe.png"]] {
            let output = shop.run(&args);
            assert_eq!(output.status.code(), Some(3));
            assert!(stderr(&output).contains("a device or a pipe"), "{}", stderr(&output));
        }
    }
}
