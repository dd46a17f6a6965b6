//! For translators: a language begun, checked, sent away and brought back.

use super::shop::{Shop, stderr};
use flyer::diag::Sources;
use flyer::spec::Reader;
use flyer::spec::read::Faults;
use flyer::spec::words::Words;
use flyer::world::{Disk, Memory, World};

fn words(world: &dyn World, name: &str) -> Words {
    let (mut sources, faults) = (Sources::default(), Faults::default());
    let words = Reader::new(world, &mut sources, &faults).words(name).unwrap();
    assert!(faults.into_inner().is_empty(), "{name}");
    words
}

/// A key with its texts and short texts.
type Said = (String, Vec<(String, Option<String>)>);

/// Words by service and key: all that is printed.
fn said(words: &Words) -> Vec<Said> {
    let all = words.words.iter().map(|(key, word)| (key.clone(), word));
    let own =
        words.services.iter().flat_map(|(id, own)| own.iter().map(move |(key, word)| (format!("{id}/{key}"), word)));
    all.chain(own)
        .map(|(key, word)| {
            let texts = word.items.iter();
            let text = |phrase: &flyer::spec::words::Phrase| {
                (phrase.text.value.clone(), phrase.short.as_ref().map(|short| short.value.clone()))
            };
            (key, texts.map(text).collect())
        })
        .collect()
}

#[test]
fn a_new_language_begins_with_the_english_words_beside_each_key() {
    let shop = Shop::new();
    let output = shop.run(&["words", "new", "eu"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = String::from_utf8(shop.read("assets/guides/meta-ai/eu.toml")).unwrap();
    let (title, steps) = (text.find("\ntitle = \"\"").unwrap(), text.find("\nsteps = [").unwrap());
    assert!(title < steps, "in reading order");
    assert!(text.contains("# Your posts train AI. **You can say no.**\ntitle"), "{text}");
    // Nothing is translated yet, and every key says so.
    let output = shop.run(&["words", "check", "eu"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[missing-words]: `title` has no words in `eu`"), "{}", stderr(&output));
    let again = shop.run(&["words", "new", "eu"]);
    assert!(stderr(&again).contains("error[words-exist]"), "{}", stderr(&again));
    for wrong in ["English", "x", "../../etc"] {
        assert_eq!(shop.run(&["words", "new", wrong]).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn a_check_names_what_is_wrong_at_its_line() {
    let shop = Shop::new();
    let own = String::from_utf8(flyer::world::embedded("assets/guides/meta-ai/it.toml").unwrap().to_vec()).unwrap();
    let wrong = own
        .replacen("{service}, poi", "Facebook, poi", 1)
        .replacen("\nchoice = ", "\nchoiche = ", 1)
        .replacen("\nprinted     = \"", "\nprinted     = \"Molto, molto, molto lungo: molto, molto, molto lungo, più lungo di così non si può, davvero. ", 1);
    assert_ne!(own, wrong);
    shop.write("assets/guides/meta-ai/it.toml", wrong);
    let output = shop.run(&["words", "check", "it"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for wanted in [
        "error[missing-words]: `choice` has no words in `it`",
        "warning[extra-words]: nothing asks for `choiche`",
        "error[placeholders-differ]: `steps` has not the same {braces}",
        "warning[words-long]: `printed` has",
        "assets/guides/meta-ai/it.toml:",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn words_know_when_the_english_ones_changed() {
    let shop = Shop::new();
    for name in ["assets/guides/meta-ai/it.toml", "assets/words/it.toml", "assets/guides/meta-ai/en.toml"] {
        shop.write(name, flyer::world::embedded(name).unwrap());
    }
    assert!(shop.run(&["words", "check", "it", "--stamp"]).status.success());
    let before = stderr(&shop.run(&["words", "check", "it"]));
    assert!(!before.contains("words-outdated"), "{before}");
    let english = String::from_utf8(shop.read("assets/guides/meta-ai/en.toml")).unwrap();
    shop.write(
        "assets/guides/meta-ai/en.toml",
        english.replace("**Keep the e-mail** that confirms it.", "**Keep the e-mail.**"),
    );
    let after = stderr(&shop.run(&["words", "check", "it"]));
    assert!(after.contains("warning[words-outdated]: the English words of `steps` have changed"), "{after}");
}

#[test]
fn exchange_files_lose_no_word() {
    for language in ["fr", "de", "ar", "it", "fa"] {
        let shop = Shop::new();
        let output = shop.run(&["words", "export", language]);
        assert!(output.status.success(), "{}", stderr(&output));
        let output = shop.run(&["words", "import", &format!("{language}.xlf")]);
        assert!(output.status.success(), "{}", stderr(&output));
        let (built_in, own) = (Memory::new("2026-11-24", []), Disk::new(shop.folder.clone()));
        for name in [format!("assets/guides/meta-ai/{language}.toml"), format!("assets/words/{language}.toml")] {
            let (before, after) = (words(&built_in, &name), words(&own, &name));
            // What a language says for all services at once may come back once for each.
            let after_said = said(&after);
            for (key, texts) in said(&before) {
                let exact: Vec<_> = after_said.iter().filter(|(known, _)| *known == key).collect();
                let each = || after_said.iter().filter(|(known, _)| known.ends_with(&format!("/{key}"))).collect();
                let same: Vec<_> = if exact.is_empty() { each() } else { exact };
                assert!(!same.is_empty() && same.iter().all(|(_, known)| *known == texts), "{language} {key}");
            }
            assert_eq!(format!("{:?}", before.dates), format!("{:?}", after.dates));
            assert_eq!(before.labels.len(), after.labels.len());
        }
        assert!(shop.run(&["build", &format!("{language}-a4"), "--quiet"]).status.success());
    }
}

#[test]
fn the_pseudo_language_builds_in_every_layout() {
    let shop = Shop::new();
    let output = shop.run(&["build", "qps-*", "--quiet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(shop.files().len() >= 18);
}

#[test]
fn the_status_shows_every_language() {
    let shop = Shop::new();
    let output = shop.run(&["words", "status", "--message-format", "json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() >= 25);
    for line in &lines {
        assert_eq!(line["complete_percent"], 100, "{line}");
        assert_eq!(line["fits"], line["layouts"], "{line}");
        assert_eq!(line["outdated"], 0, "{line}");
    }
}
