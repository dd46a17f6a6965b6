use super::meant::glob;
use super::*;
use std::collections::BTreeSet;

const LANGUAGES: &str = "ar da de en en-US es fr fr-CA he hr pt pt-BR sr sr-Latn sv th zh-Hans";
const LAYOUTS: &str = "a3 a4 a4-duplex a4-easy dl-leaflet letter My_Card";

/// What patterns mean, or the hints of what is said.
fn expanded(patterns: &[&str]) -> Result<String, Vec<String>> {
    let names = |list: &str| list.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (languages, layouts) = (names(LANGUAGES), names(LAYOUTS));
    let called = || {
        let all =
            [("fr", "français"), ("fr", "French"), ("fr-CA", "French (Canada)"), ("de", "Deutsch"), ("de", "German")];
        all.map(|(tag, name)| (tag.to_owned(), name.to_owned())).to_vec()
    };
    let bilingual = || names("a3 a4-duplex");
    let known = Known { languages: &languages, layouts: &layouts, names: &called, bilingual: &bilingual };
    let patterns: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
    match expand(&patterns, &known) {
        Ok(found) => Ok(found.iter().map(Target::to_string).collect::<Vec<_>>().join(" ")),
        Err(faults) => {
            assert!(faults.iter().all(|fault| fault.fault == Fault::Usage && !fault.hints.is_empty()), "{faults:?}");
            Err(faults.into_iter().map(|fault| format!("{}: {}", fault.message, fault.hints.join("; "))).collect())
        }
    }
}

#[test]
fn globs_mean_what_shells_mean() {
    assert!(expanded(&["fr-*", "de-*"]).is_ok());
    for (pattern, name, meant) in
        [("fr-*", "fr-a4", true), ("*-a4", "pt-BR-a4", true), ("f?-a4", "fr-a4", true), ("fr-a", "fr-a4", false)]
    {
        assert_eq!(glob(pattern, name), meant, "{pattern} {name}");
    }
}

#[test]
fn understood() {
    for (wrote, meant) in [
        ("fr-a4", "fr-a4"),
        ("FR-A4", "fr-a4"),
        ("fr_FR-a4", "fr-a4"),
        ("fr-FR-a4", "fr-a4"),
        ("fr_a4", "fr-a4"),
        ("fr\u{2013}a4", "fr-a4"),
        (" fr-a4 ", "fr-a4"),
        ("sr-Cyrl-a4", "sr-a4"),
        ("sr-latn-A4-DUPLEX", "sr-Latn-a4-duplex"),
        ("zh-a4", "zh-Hans-a4"),
        ("zh-CN-a4", "zh-Hans-a4"),
        ("iw-a4", "he-a4"),
        ("PT-br-a4-easy", "pt-BR-a4-easy"),
        ("fr-a4.pdf", "fr-a4"),
        ("out/fr-a4.pdf", "fr-a4"),
        ("out\\FR-A4.PDF", "fr-a4"),
        ("./fr-dl-leaflet.pdf", "fr-dl-leaflet"),
        ("'fr-a4'", "fr-a4"),
        ("fr-my-card", "fr-My_Card"),
        ("'fr-*'", "fr-My_Card fr-a3 fr-a4 fr-a4-duplex fr-a4-easy fr-dl-leaflet fr-letter"),
        ("\u{201c}FR-a?\u{201d}", "fr-a3 fr-a4"),
        ("fr-CA-a4*", "fr-CA-a4 fr-CA-a4-duplex fr-CA-a4-easy"),
        ("fr*-a4", "fr-a4 fr-CA-a4"),
        ("f?-a4*", "fr-a4 fr-a4-duplex fr-a4-easy"),
        ("fr+ar-a4-duplex", "fr+ar-a4-duplex"),
        ("FR+AR-A3", "fr+ar-a3"),
        ("zh+iw-a3", "zh-Hans+he-a3"),
    ] {
        assert_eq!(expanded(&[wrote]).as_deref(), Ok(meant), "{wrote}");
    }
    assert!(expanded(&["zh-*"]).is_ok_and(|all| all.starts_with("zh-Hans-My_Card zh-Hans-a3")));
    assert_eq!(expanded(&["fr-a?", "fr-A4", "de-a3", "fr-a3.pdf"]).as_deref(), Ok("fr-a3 fr-a4 de-a3"), "each once");
}

#[test]
fn answered_with_what_to_write() {
    for (wrote, said) in [
        ("a4", "write `fr-a4`"),
        ("A4-easy", "write `fr-a4-easy`"),
        ("fr", "write `fr-a4`"),
        ("FR", "write `fr-a4`"),
        ("fr a4", "write `fr-a4`"),
        ("A4-fr", "write `fr-a4`"),
        ("a4-duplex-fr", "write `fr-a4-duplex`"),
        ("ar-fr-a4", "write `ar+fr-a4-duplex`"),
        ("ar-fr-a3", "write `ar+fr-a3`"),
        ("fr+ar", "write `fr+ar-a4-duplex`"),
        ("fr,de-a4", "write `fr-a4 de-a4`"),
        ("fr-a4,de-a4", "write `fr-a4 de-a4`"),
        ("fr-a4.press.pdf", "write `fr-a4`"),
        ("french-a4", "write `fr-a4`"),
        ("Français-a4", "write `fr-a4`"),
        ("german-a3", "write `de-a3`"),
        ("de-CH-a4", "write `de-a4 --region CH`"),
        ("en-GB-a4", "write `en-a4`"),
        ("no-a4", "da-a4, sv-a4"),
        ("nb-NO-a4", "da-a4, sv-a4"),
        ("zh-TW-a4", "zh-Hans-a4"),
        ("fr-a44", "did you mean `fr-a4`?"),
        ("FR-duplex", "did you mean `fr-a4-duplex`?"),
        ("xx-a4", "languages: ar, da, de"),
        ("fr+xx-a3", "fr+ar-a4-duplex"),
        ("xx-*", "languages: ar, da, de"),
        ("banana", "a target is <language>-<layout>"),
        ("", "a target is <language>-<layout>"),
    ] {
        let found = expanded(&[wrote]);
        assert!(
            found.as_ref().is_err_and(|said_so| said_so.len() == 1 && said_so[0].contains(said)),
            "{wrote}: {found:?}"
        );
    }
    let two = expanded(&["fr", "a4"]);
    assert!(two.as_ref().is_err_and(|said| said.len() == 1 && said[0].contains("write `fr-a4`")), "{two:?}");
    assert_eq!(expanded(&["fr-a44", "xx-a4"]).map_err(|said| said.len()), Err(2), "all at once");
}

#[test]
fn no_language_is_taken_for_another() {
    for (wrote, wrong) in [("ko-a4", "`"), ("vi-a4", "`"), ("no-a4", "`no-"), ("zz-a4", "`"), ("dd-a4", "did you mean")]
    {
        let said = expanded(&[wrote]).err().unwrap_or_default().join("");
        let hints = said.split_once(": ").map_or("", |(_, hints)| hints);
        let targets: Vec<&str> = hints.split('`').filter(|part| part.ends_with("-a4")).collect();
        assert!(targets.iter().all(|target| ["fr-a4", "da-a4", "sv-a4"].contains(target)), "{wrote} {wrong}: {said}");
    }
}
