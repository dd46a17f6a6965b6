//! The commands as people use them.

use super::shop::{Shop, stderr, stdout};

#[test]
fn help_teaches_and_versions_are_told() {
    let shop = Shop::new();
    let help = shop.run(&["--help"]);
    assert!(help.status.success());
    for word in ["flyer build fr-a4", "proof", "preview", "init", "watch", "links", "list"] {
        assert!(stdout(&help).contains(word), "{word}");
    }
    assert!(stdout(&shop.run(&["--version"])).starts_with("flyer "));
    assert!(stdout(&shop.run(&["build", "--help"])).contains("Examples"));
}

#[test]
fn wrong_commands_are_usage_faults() {
    let shop = Shop::new();
    for args in
        [&["bild"][..], &["build", "--jbos", "2"], &["build"], &["build", "--guide", "none", "fr-a4"], &["proof"]]
    {
        let output = shop.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
    }
    assert!(stderr(&shop.run(&["bild"])).contains("build"), "did you mean build?");
    assert!(stderr(&shop.run(&["build", "--guide", "meta", "fr-a4"])).contains("meta-ai"));
}

#[test]
fn list_shows_everything() {
    let shop = Shop::new();
    let text = stdout(&shop.run(&["list"]));
    for word in [
        "a4",
        "a3",
        "français",
        "draft, not reviewed",
        "meta-ai",
        "facebook-objection",
        "712876720715583",
        "menu.facebook",
        "code.instagram",
        "services: facebook, instagram",
    ] {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&shop.run(&["list", "--message-format", "json"]))).unwrap();
    assert!(json["languages"].as_array().unwrap().len() >= 4);
}

#[test]
fn init_writes_once_and_what_it_writes_builds() {
    let shop = Shop::new();
    assert!(shop.run(&["init"]).status.success());
    let written = shop.read("flyer.toml");
    assert_eq!(shop.run(&["init"]).status.code(), Some(2), "an existing file is not written over");
    assert_eq!(written, shop.read("flyer.toml"));
    assert!(shop.run(&["build", "fr-a4"]).status.success());
    // Every line that is only switched off must hold when it is switched on, but for files that are not
    // there and for examples that nobody may print.
    let text = String::from_utf8(written).unwrap();
    let on: String = text
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|line| {
                    line.contains(" = ") || line.starts_with('[') || line.starts_with(']') || line.starts_with("  {")
                })
                .unwrap_or(line)
        })
        .map(|line| format!("{line}\n"))
        .collect();
    shop.write("flyer.toml", &on);
    let said = stderr(&shop.run(&["build", "fr-a4"]));
    let refused = said.matches("is the text of an example").count() + said.matches("made up").count();
    assert!(refused >= 6, "what was left as it was is not printed: {said}");
    let own = [
        ("Name of your library", "Town library"),
        ("12345 Town", "54321 Lower Village"),
        ("your days and times", "Tuesday"),
        ("vos jours et heures", "mardi"),
    ];
    shop.write("flyer.toml", own.iter().fold(on, |text, (example, own)| text.replace(example, own)));
    let output = shop.run(&["build", "fr-a4"]);
    let faults: Vec<String> =
        stderr(&output).lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect();
    assert!(
        !faults.is_empty() && faults.iter().all(|fault| fault.contains("no such file") || fault.contains("made up")),
        "{faults:?}"
    );
}

#[test]
fn preview_shows_the_file() {
    let shop = Shop::new();
    let output = shop.run(&["preview", "fr-a4", "--dpi", "40"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let picture = image::load_from_memory(&shop.read("out/fr-a4.png")).unwrap();
    assert_eq!((picture.width(), picture.height()), (331, 468));
    assert_eq!(shop.run(&["preview", "fr-a4", "--dpi", "0"]).status.code(), Some(2));
}

#[test]
fn messages_for_tools_are_json_lines() {
    let shop = Shop::new();
    shop.write("flyer.toml", "organisaton = \"x\"\n");
    let output = shop.run(&["build", "fr-a4", "--message-format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let fault = lines.iter().find(|line| line["code"] == "unknown-key").unwrap();
    assert_eq!(fault["place"]["line"], 1);
    assert_eq!(fault["place"]["file"], "flyer.toml");
    assert!(stderr(&output).is_empty());
}

#[test]
fn no_colour_where_nobody_sees_it() {
    let shop = Shop::new();
    shop.write("flyer.toml", "wrong = 1\n");
    assert!(!stderr(&shop.run(&["build", "fr-a4"])).contains('\u{1b}'));
}

#[test]
fn proof_refuses_what_is_no_sheet() {
    let shop = Shop::new();
    shop.write("a.pdf", "no pdf at all");
    assert_eq!(shop.run(&["proof", "a.pdf"]).status.code(), Some(1));
    assert_eq!(shop.run(&["proof", "none.pdf"]).status.code(), Some(3));
}

#[test]
fn links_are_confirmed_with_care() {
    let shop = Shop::new();
    for (args, what) in [
        (["links", "confirm", "facebook-objecton", "--by", "A", "--on", "2026-11-20"], "facebook-objection"),
        (["links", "confirm", "facebook-objection", "--by", "A", "--on", "2027-01-01"], "still to come"),
        (["links", "confirm", "facebook-objection", "--by", "A", "--on", "20.11.2026"], "not a day"),
        (["links", "confirm", "facebook-objection", "--by", " ", "--on", "2026-11-20"], "name"),
        (
            ["links", "confirm", "facebook-objection", "--by", "your name or service", "--on", "2026-11-20"],
            "is the text of an example",
        ),
    ] {
        let output = shop.run(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(what), "{what}: {}", stderr(&output));
        assert!(!shop.has("flyer.toml"));
    }
}

#[test]
fn completions_and_manual_are_made() {
    let shop = Shop::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&shop.run(&["completions", shell])).contains("flyer"), "{shell}");
    }
    assert!(stdout(&shop.run(&["man"])).contains(".TH"));
}

#[test]
fn an_earlier_good_file_survives_a_bad_disk() {
    let shop = Shop::new();
    shop.write("out", "a file where the folder should be");
    let output = shop.run(&["build", "fr-a4"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert_eq!(shop.read("out"), b"a file where the folder should be");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_the_machines_fault() {
    // /dev/full exists to be full; as an output folder it cannot even be entered.
    let shop = Shop::new();
    let output = shop.run(&["build", "fr-a4", "--out", "/dev/full"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot be written"));
}

#[test]
fn a_build_ends_with_what_matters() {
    let shop = Shop::new();
    let said = stderr(&shop.run(&["build", "fr-a4"]));
    let wanted = "\
for        no organisation: there is no flyer.toml (`flyer init` writes one)
country    France, for which the language fr stands where nothing else is said
links      last confirmed May 2025 by Autoriteit Persoonsgegevens (NL), over 90 days ago: `flyer links` shows them
words      drafts in fr: nobody has reviewed them
";
    assert!(said.starts_with("fr-a4      out/fr-a4.pdf  ") && said.ends_with(wanted), "{said}");
    assert_eq!(said.lines().count(), 5, "{said}");
    shop.write("flyer.toml", "organisation = \"Town library\"\ncountry = \"DE\"\n");
    let said = stderr(&shop.run(&["build", "fr-a4", "ar-a4"]));
    assert!(said.contains("\nfor        Town library\ncountry    Germany, as flyer.toml says\nlinks "), "{said}");
    assert!(said.contains("\nwords      drafts in ar, fr: nobody has reviewed them\n2 of 2 written\n"), "{said}");
    assert_eq!(said.matches("links      last").count(), 1, "the age of links is said once: {said}");
    shop.write("flyer.toml", "country = \"DE\"\n");
    let said = stderr(&shop.run(&["build", "fr-a4", "ar-a4", "--region", "BE"]));
    assert!(said.contains("for        no organisation: flyer.toml names none\n"), "{said}");
    assert!(said.contains("country    Belgium, as `--region` says\n"), "{said}");
}

#[test]
fn details_are_told_where_asked_for_and_nothing_where_quiet() {
    let shop = Shop::new();
    assert!(!stderr(&shop.run(&["build", "fr-a4"])).contains("warning"));
    let said = stderr(&shop.run(&["build", "fr-a4", "ar-a4", "-v"]));
    assert_eq!(said.matches("warning[link-old]: `facebook-objection`").count(), 1, "{said}");
    assert!(said.contains("= note: in ar-a4, fr-a4\n"), "{said}");
    assert_eq!(stderr(&shop.run(&["build", "fr-a4", "--quiet"])), "");
    assert_eq!(stdout(&shop.run(&["build", "fr-a4", "--quiet", "--message-format", "json"])), "");
}

#[test]
fn the_end_of_a_build_is_data_too() {
    let shop = Shop::new();
    shop.write("flyer.toml", "organisation = \"Town library\"\n");
    let output = shop.run(&["build", "fr-a4", "ar-a4", "--message-format", "json"]);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.last().unwrap();
    assert_eq!(summary["type"], "summary");
    assert_eq!(summary["organisation"], "Town library");
    assert_eq!((&summary["written"], &summary["targets"]), (&2.into(), &2.into()));
    assert_eq!(summary["drafts"], serde_json::json!(["ar", "fr"]));
    let france = summary["countries"].as_array().unwrap().iter().find(|row| row["country"]["code"] == "FR").unwrap();
    assert_eq!((&france["country"]["by"], &france["languages"]), (&"language".into(), &serde_json::json!(["fr"])));
    let link = summary["links"].as_array().unwrap().iter().find(|row| row["id"] == "facebook-objection").unwrap();
    assert_eq!((&link["on"], &link["old"]), (&"2025-05-26".into(), &true.into()));
    let old: Vec<_> = lines.iter().filter(|line| line["code"] == "link-old").collect();
    assert_eq!(old.len(), 4, "each link once");
    assert!(old.iter().any(|line| line["targets"] == serde_json::json!(["ar-a4", "fr-a4"])));
}

#[test]
fn what_is_not_written_is_never_exit_0() {
    let shop = Shop::new();
    shop.write("layouts/a5.toml", "wrong = 1\n");
    let output = shop.run(&["build", "fr-a5", "fr-a4"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.starts_with("fr-a5      not written\nfr-a4      out/fr-a4.pdf"), "{said}");
    assert!(said.contains("\n1 of 2 written\nerror["), "errors stand last: {said}");
}

#[test]
fn encodings_and_line_ends_of_other_programs_are_named_or_understood() {
    let shop = Shop::new();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let text = "organisation = \"Bibliothèque\"\r\n";
    for (bytes, what) in [
        (wide(&format!("\u{feff}{text}")), "saved as UTF-16"),
        (wide(text), "saved as UTF-16"),
        (text.chars().map(|letter| letter as u8).collect(), "not saved as UTF-8"),
    ] {
        shop.write("flyer.toml", bytes);
        let output = shop.run(&["build", "fr-sticker-70"]);
        assert_eq!(output.status.code(), Some(1));
        let said = stderr(&output);
        assert!(
            said.contains(what) && said.contains("Notepad") && said.contains("| organisation = \"Biblioth"),
            "{said}"
        );
        assert_eq!(said.matches("error[").count(), 1, "{said}");
    }
    for text in [format!("\u{feff}{text}"), text.to_owned(), text.replace("\r\n", "\r"), text.replace(" = ", "\t=\t")] {
        shop.write("flyer.toml", &text);
        let said = stderr(&shop.run(&["build", "fr-sticker-70"]));
        assert!(said.contains("for        Bibliothèque\n"), "{text:?}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn messages_that_nobody_gets_are_the_machines_fault() {
    let shop = Shop::new();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into();
    for args in [&["build", "fr-a4", "--message-format", "json"][..], &["list"], &["links", "--message-format", "json"]]
    {
        let output = shop.run_into(args, full(), std::process::Stdio::piped());
        assert_eq!(output.status.code(), Some(3), "{args:?}");
    }
    let output = shop.run_into(&["build", "fr-a4"], std::process::Stdio::piped(), full());
    assert_eq!(output.status.code(), Some(3));
}

/// Waits until something holds, or gives up after half a minute.
fn until(mut holds: impl FnMut() -> bool) -> bool {
    (0..300).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        holds()
    })
}

#[test]
fn watch_builds_again_when_a_file_changes_and_keeps_on_after_an_error() {
    let shop = Shop::new();
    let mut watching = shop.spawn(&["watch", "fr-a4", "--quiet"]);
    assert!(until(|| shop.has("out/fr-a4.pdf")), "nothing was built");
    let first = shop.read("out/fr-a4.pdf");
    shop.write("flyer.toml", "organisation = \n");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(first, shop.read("out/fr-a4.pdf"), "an error leaves the good file alone");
    shop.write("flyer.toml", "organisation = \"Library\"\n");
    let rebuilt = until(|| shop.read("out/fr-a4.pdf") != first);
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(rebuilt, "the change was not seen");
}
