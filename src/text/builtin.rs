//! The embedded faces: which there are, and which of them a script is set in.
//!
//! In: a script and a language. Out: a family. Families are chosen for one optical size, so that mixed lines of them
//! need no scaling.

use super::lang::Lang;
use unicode_script::Script;

/// An embedded face: file below `fonts/`, family, weight.
pub(super) type Entry = (&'static str, &'static str, u16);

pub(super) const NOTO: &str = "Noto Sans";
const CHINESE: &str = "Noto Sans SC";
const JAPANESE: &str = "Noto Sans JP";

/// Those that every sheet may need come first: a sign that only a later face has would unpack all before it.
pub(super) const EMBEDDED: [Entry; 35] = [
    ("latin-greek-cyrillic/NotoSans-Regular.ttf", NOTO, 400),
    ("latin-greek-cyrillic/NotoSans-SemiBold.ttf", NOTO, 600),
    ("latin-greek-cyrillic/NotoSans-Bold.ttf", NOTO, 700),
    ("latin-greek-cyrillic/NotoSans-ExtraBold.ttf", NOTO, 800),
    ("symbols/NotoSansMath-subset.ttf", "Noto Sans Math", 400),
    ("symbols/NotoSansSymbols-subset.ttf", "Noto Sans Symbols", 400),
    ("symbols/NotoSansSymbols2-subset.ttf", "Noto Sans Symbols 2", 400),
    ("arabic/Vazirmatn-Regular.ttf", "Vazirmatn", 400),
    ("arabic/Vazirmatn-SemiBold.ttf", "Vazirmatn", 600),
    ("arabic/Vazirmatn-Bold.ttf", "Vazirmatn", 700),
    ("arabic/Vazirmatn-ExtraBold.ttf", "Vazirmatn", 800),
    ("arabic/NotoSansArabic-Regular.ttf", "Noto Sans Arabic", 400),
    ("arabic/NotoSansArabic-Bold.ttf", "Noto Sans Arabic", 700),
    ("scripts/NotoSansArmenian-Regular.ttf", "Noto Sans Armenian", 400),
    ("scripts/NotoSansArmenian-Bold.ttf", "Noto Sans Armenian", 700),
    ("scripts/NotoSansBengali-Regular.ttf", "Noto Sans Bengali", 400),
    ("scripts/NotoSansBengali-Bold.ttf", "Noto Sans Bengali", 700),
    ("scripts/NotoSansDevanagari-Regular.ttf", "Noto Sans Devanagari", 400),
    ("scripts/NotoSansDevanagari-Bold.ttf", "Noto Sans Devanagari", 700),
    ("scripts/NotoSansEthiopic-Regular.ttf", "Noto Sans Ethiopic", 400),
    ("scripts/NotoSansEthiopic-Bold.ttf", "Noto Sans Ethiopic", 700),
    ("scripts/NotoSansGeorgian-Regular.ttf", "Noto Sans Georgian", 400),
    ("scripts/NotoSansGeorgian-Bold.ttf", "Noto Sans Georgian", 700),
    ("scripts/NotoSansHebrew-Regular.ttf", "Noto Sans Hebrew", 400),
    ("scripts/NotoSansHebrew-Bold.ttf", "Noto Sans Hebrew", 700),
    ("scripts/NotoSansKhmer-Regular.ttf", "Noto Sans Khmer", 400),
    ("scripts/NotoSansKhmer-Bold.ttf", "Noto Sans Khmer", 700),
    ("scripts/NotoSansTamil-Regular.ttf", "Noto Sans Tamil", 400),
    ("scripts/NotoSansTamil-Bold.ttf", "Noto Sans Tamil", 700),
    ("scripts/NotoSansThai-Regular.ttf", "Noto Sans Thai", 400),
    ("scripts/NotoSansThai-Bold.ttf", "Noto Sans Thai", 700),
    ("cjk/NotoSansSC-Regular.ttf", CHINESE, 400),
    ("cjk/NotoSansSC-Bold.ttf", CHINESE, 700),
    ("cjk/NotoSansJP-Regular.ttf", JAPANESE, 400),
    ("cjk/NotoSansJP-Bold.ttf", JAPANESE, 700),
];

/// Whether a script is one of those that share the Han characters, with signs as wide as these.
pub(super) fn is_han(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo)
}

/// The family that each script is set in; the same Han character has another form in another language.
pub(super) fn script_family(script: Script, lang: &Lang) -> &'static str {
    match script {
        Script::Hiragana | Script::Katakana => JAPANESE,
        Script::Han | Script::Bopomofo if lang.primary() == "ja" => JAPANESE,
        Script::Han | Script::Bopomofo => CHINESE,
        Script::Arabic => "Vazirmatn",
        Script::Armenian => "Noto Sans Armenian",
        Script::Bengali => "Noto Sans Bengali",
        Script::Devanagari => "Noto Sans Devanagari",
        Script::Ethiopic => "Noto Sans Ethiopic",
        Script::Georgian => "Noto Sans Georgian",
        Script::Hebrew => "Noto Sans Hebrew",
        Script::Khmer => "Noto Sans Khmer",
        Script::Tamil => "Noto Sans Tamil",
        Script::Thai => "Noto Sans Thai",
        _ => NOTO,
    }
}

/// Whether a file below `fonts/` has the place and name of an embedded one.
pub fn is_builtin(file: &str) -> bool {
    EMBEDDED.iter().any(|(known, ..)| file == *known)
}
