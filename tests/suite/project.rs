//! Where a project is found, whose it is, and where its files go.

use super::shop::{Shop, stderr, stdout};

/// A shop whose project has a name that stands on its sheets.
fn library() -> Shop {
    let shop = Shop::new();
    shop.write("flyer.toml", "organisation = \"Town library\"\n").write("sub/folder/note.txt", "");
    shop
}

#[test]
fn a_project_is_found_from_its_sub_folders() {
    let shop = library();
    let output = shop.run_in("sub/folder", &["build", "fr-sticker-70"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    let file = shop.folder.canonicalize().unwrap().join("flyer.toml");
    assert!(said.contains(&*file.to_string_lossy()), "it says whose project it is: {said}");
    assert!(said.contains("Town library"), "{said}");
    assert!(shop.has("out/fr-sticker-70.pdf") && !shop.has("sub/folder/out"), "it is written beside flyer.toml");
    // What is not in the current folder is said; what is, is not.
    assert!(!stderr(&shop.run(&["build", "fr-sticker-70"])).contains("project"));
    // Another command, the same project.
    shop.write("flyer.toml", "wrong = 1\n");
    assert!(stderr(&shop.run_in("sub", &["links"])).contains("flyer.toml:1:1"));
}

#[test]
fn names_on_the_command_line_are_seen_from_where_one_is() {
    let shop = library();
    let built = |folder: &str, args: &[&str], file: &str| {
        let output = shop.run_in(folder, args);
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
        assert!(shop.has(file), "{args:?} wrote no {file}: {:?}", shop.files().keys());
        std::fs::remove_file(shop.folder.join(file)).unwrap();
    };
    std::fs::create_dir_all(shop.folder.join("p")).unwrap();
    std::fs::rename(shop.folder.join("flyer.toml"), shop.folder.join("p/flyer.toml")).unwrap();
    built(".", &["build", "fr-sticker-70", "--project", "p"], "p/out/fr-sticker-70.pdf");
    built(".", &["build", "fr-sticker-70", "--project", "p", "--out", "p/print"], "p/print/fr-sticker-70.pdf");
    built("p", &["build", "fr-sticker-70", "--project", ".", "--out", "print"], "p/print/fr-sticker-70.pdf");
    built("sub", &["build", "fr-sticker-70", "--project", "../p/flyer.toml"], "p/out/fr-sticker-70.pdf");
    built(".", &["preview", "fr-sticker-70", "--dpi", "40", "--project", "p"], "p/out/fr-sticker-70-1.png");
    built(
        ".",
        &["preview", "fr-sticker-70", "--dpi", "40", "--project", "p", "--out", "look"],
        "look/fr-sticker-70-1.png",
    );
    built(".", &["sheet", "fr-sticker-70", "--project", "p", "--out", "look"], "look/sheet.pdf");
    built("sub", &["words", "export", "fr", "--project", "../p"], "sub/fr.xlf");
    built(".", &["words", "new", "eu", "--project", "p"], "p/assets/words/eu.toml");
    assert!(shop.run(&["words", "export", "fr"]).status.success());
    built(".", &["words", "import", "fr.xlf", "--project", "p"], "p/assets/words/fr.toml");
}

#[test]
fn a_file_that_was_meant_to_be_the_project_is_said() {
    for name in ["flyer.toml.txt", "Flyer.toml", "flyer.tml", "flyer.toml.toml", "flyer (1).toml"] {
        let shop = Shop::new();
        shop.write(name, "organisation = \"Town library\"\n");
        for args in
            [&["build", "fr-a4"][..], &["init"], &["links"], &["list"], &["preview", "fr-a4"], &["words", "status"]]
        {
            let output = shop.run(args);
            let said = stderr(&output);
            assert_ne!(output.status.code(), Some(0), "{name}, {args:?}: {said}");
            assert!(said.contains(name) && said.contains("rename it to `flyer.toml`"), "{name}, {args:?}: {said}");
        }
        assert_eq!(shop.files().len(), 1, "{name}: nothing is written");
        // Beside a flyer.toml it is a copy.
        shop.write("flyer.toml", "");
        assert!(shop.run(&["links"]).status.success(), "{name}");
    }
    let shop = Shop::new();
    shop.write("flyer.toml.bak", "");
    assert!(shop.run(&["links"]).status.success(), "what was set aside is left alone");
}

#[test]
fn a_project_that_is_not_there_is_a_fault_of_the_command_line() {
    let shop = Shop::new();
    shop.write("a.txt", "");
    for named in ["none", "a.txt", "none/flyer.toml"] {
        let output = shop.run(&["list", "--project", named]);
        assert_eq!(output.status.code(), Some(2), "{named}: {}", stdout(&output));
        assert!(stderr(&output).contains("there is no folder"), "{}", stderr(&output));
    }
}

#[test]
fn targets_and_tags_are_understood_and_files_keep_their_names() {
    let shop = Shop::new();
    for (wrote, file) in [
        ("FR-STICKER-70", "fr-sticker-70"),
        ("out/fr_FR-sticker-70.pdf", "fr-sticker-70"),
        ("sr-Cyrl-sticker-70", "sr-sticker-70"),
        ("zh-sticker-70", "zh-Hans-sticker-70"),
        ("'en-us-sticker-70'", "en-US-sticker-70"),
    ] {
        let output = shop.run(&["build", wrote]);
        assert!(output.status.success(), "{wrote}: {}", stderr(&output));
        let names: Vec<String> = shop.files().into_keys().collect();
        assert_eq!(names, [format!("out/{file}.pdf")], "{wrote}");
        std::fs::remove_file(shop.folder.join(&names[0])).unwrap();
    }
    for (args, said) in [
        (&["build", "fr", "a4"][..], "write `fr-a4`"),
        (&["build", "français-a4"], "write `fr-a4`"),
        (&["preview", "ar-fr-a4"], "write `ar+fr-a4-duplex`"),
        (&["sheet", "no-a4"], "da-a4, sv-a4"),
        (&["plan", "de-AT-a6-card", "--sheet", "A4"], "--region AT"),
    ] {
        let output = shop.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
        assert_eq!(stderr(&output).matches("error").count(), 1, "{args:?}: {}", stderr(&output));
    }
    assert!(shop.run(&["words", "new", "PT_ao"]).status.success());
    assert!(shop.has("assets/words/pt-AO.toml"), "{:?}", shop.files().keys());
    assert!(shop.run(&["words", "export", "FR"]).status.success() && shop.has("fr.xlf"));
}

#[test]
fn names_are_understood_in_any_case_and_what_a_language_lacks_is_said() {
    let shop = Shop::new();
    shop.write("shot.png", super::made::make("png 360x640"));
    let shot = "{ file = \"shot.png\", alt = \"Menu\", taken = 2026-11-20 }";
    let built = |project: String, target: &str| {
        shop.write("flyer.toml", project);
        let output = shop.run(&["build", target]);
        assert!(output.status.success(), "{}", stderr(&output));
        (shop.read(&format!("out/{target}.pdf")), stderr(&output))
    };
    let plain = built(format!("hours = {{ fr = \"Mardi\" }}\n[screens]\n\"menu.facebook.fr\" = [{shot}]\n"), "fr-a4");
    for screens in
        [format!("[screens]\n\"Menu.Facebook.FR\" = [{shot}]\n"), format!("[screens.menu.facebook]\nfr = [{shot}]\n")]
    {
        let same = built(format!("hours = {{ FR = \"Mardi\" }}\n{screens}"), "fr-a4");
        assert_eq!(plain.0, same.0, "the same sheet: {}", same.1);
    }
    assert!(!plain.1.contains("own-words"), "{}", plain.1);
    let (_, said) = built("hours = { en = \"Tuesday\" }\nhelp = { en = \"Ask.\" }\n".into(), "fr-a4");
    assert!(said.contains("`hours` has no words in `fr`: the sheet prints none"), "{said}");
    assert!(said.contains("`help` has no words in `fr`: the sheet says the general sentence"), "{said}");
}

#[test]
fn one_text_for_several_languages_is_said() {
    let shop = Shop::new();
    shop.write("flyer.toml", "hours = \"mardi de 14 h à 17 h\"\nhelp = \"Demandez à l'accueil.\"\n");
    let said = |targets: &[&str]| {
        let output = shop.run(&[&["build"], targets].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    assert!(said(&["fr-a4", "de-a4"]).contains("`help` and `hours` stand on the sheets of all languages as they are"));
    assert!(!said(&["fr-a4", "fr-a3"]).contains("of all languages"), "who prints one language is not bothered");
    assert!(said(&["ar-a4"]).contains("`help = { ar = \"...\", ... }` translates them"), "no letter of it is Arabic");
    assert!(!said(&["de-a4"]).contains("of all languages"), "it may be German");
    shop.write("flyer.toml", "country = \"FR\"\nlegal = \"Imprimé ici\"\nhelp = \"Demandez à l'accueil.\"\n");
    assert!(said(&["de-a4"]).contains("`help` stands on the sheets"), "France does not speak German");
    assert!(!said(&["fr-a4"]).contains("of all languages"));
    shop.write("flyer.toml", "hours = \"14:00-17:00\"\n");
    assert!(!said(&["fr-a4", "de-a4"]).contains("of all languages"), "numbers are read by all");
}
