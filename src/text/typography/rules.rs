//! What each language's printers do with quotes, dashes and spaces.
//!
//! In: a language. Out: its rules, from CLDR 48 (quotes), Imprimerie nationale and OQLF (French), Duden and DIN 5008
//! (German), RAE, PN-83/P-55366, ČSN 01 6910, AkH 12, DOOM3, Правопис 2019 and others; plain where none is known.

use super::{Lang, NBSP, NNBSP};

/// What a language's printers do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Quotes, outer then inner: opening and closing.
    pub(super) quotes: [char; 4],
    /// Space inside the outer quotes.
    pub(super) quote_space: Option<char>,
    /// Space before `; ! ?`.
    pub(super) before_high: Option<char>,
    /// Space before `:`.
    pub(super) before_colon: Option<char>,
    /// Words after which a line may not end.
    pub(super) clinging: &'static [&'static str],
    /// Whether every word of one letter clings to the next.
    pub(super) single_letters: bool,
    /// Whether the long dash is closed up on both sides.
    pub(super) closed_dash: bool,
    /// Whether an unbreakable space stands before a spaced dash.
    pub(super) bound_dash: bool,
    /// Whether number and per cent sign are apart.
    pub(super) percent_space: bool,
    /// The language's own zero, where its numbers are not written with 0 to 9 (CLDR, default numbering system).
    pub(super) zero: Option<char>,
}

const PLAIN: Rules = Rules {
    quotes: ['“', '”', '‘', '’'],
    quote_space: None,
    before_high: None,
    before_colon: None,
    clinging: &[],
    single_letters: false,
    closed_dash: false,
    bound_dash: true,
    percent_space: false,
    zero: None,
};

const SLAVIC_EAST: &[&str] = &[
    "в", "у", "і", "й", "з", "на", "до", "за", "по", "о", "об", "с", "со", "к", "ко", "и", "а", "не", "ні", "ни", "та",
    "що", "із",
];

/// The rules of a language.
pub(super) fn of(lang: &Lang) -> Rules {
    let low_high = ['„', '“', '‚', '‘'];
    let low_right = ['„', '”', '«', '»'];
    let guillemets = ['«', '»', '“', '”'];
    match lang.primary() {
        // Imprimerie nationale; OQLF for Canada, where nothing stands before ; ! ?
        "fr" => Rules {
            quotes: ['«', '»', '«', '»'],
            quote_space: Some(NBSP),
            before_high: (lang.as_str() != "fr-CA").then_some(NNBSP),
            before_colon: Some(NBSP),
            clinging: &["à", "y", "art.", "p.", "n°", "M.", "Mme"],
            percent_space: true,
            ..PLAIN
        },
        "en" => Rules { closed_dash: lang.as_str() == "en-US", ..PLAIN },
        "de" => Rules { quotes: low_high, percent_space: true, clinging: &["Art.", "Nr.", "S.", "§"], ..PLAIN },
        "es" | "gl" => Rules { percent_space: true, clinging: &["y", "e", "o", "u", "a", "art."], ..PLAIN },
        "it" => Rules { quotes: guillemets, clinging: &["e", "o", "a", "è", "art."], ..PLAIN },
        "pt" if lang.as_str() == "pt-BR" => Rules { clinging: &["e", "o", "a", "é", "art."], ..PLAIN },
        "pt" => Rules { quotes: guillemets, clinging: &["e", "o", "a", "é", "art."], ..PLAIN },
        "nl" => Rules { quotes: ['‘', '’', '“', '”'], clinging: &["art."], ..PLAIN },
        "pl" => Rules { quotes: low_right, single_letters: true, clinging: &["art.", "nr"], ..PLAIN },
        "cs" | "sk" => {
            Rules { quotes: low_high, single_letters: true, percent_space: true, clinging: &["čl.", "č."], ..PLAIN }
        }
        "sl" | "hr" | "sr" => Rules { quotes: low_high, single_letters: true, percent_space: true, ..PLAIN },
        "hu" => Rules { quotes: ['„', '”', '»', '«'], clinging: &["a", "az", "s", "és"], ..PLAIN },
        "ro" => Rules { quotes: low_right, clinging: &["a", "o", "și", "art."], ..PLAIN },
        "el" => Rules { quotes: guillemets, clinging: &["ο", "η", "το", "ή"], ..PLAIN },
        "bg" => Rules {
            quotes: ['„', '“', '’', '’'],
            clinging: &["в", "с", "и", "за", "на", "от", "до", "по", "чл."],
            ..PLAIN
        },
        "sv" | "fi" => Rules { quotes: ['”', '”', '’', '’'], percent_space: true, ..PLAIN },
        "da" | "nb" | "no" => Rules { quotes: ['”', '”', '’', '’'], percent_space: true, ..PLAIN },
        "et" | "lt" | "lv" => Rules { quotes: low_high, ..PLAIN },
        "uk" | "ru" | "be" => Rules {
            quotes: ['«', '»', '„', '“'],
            clinging: SLAVIC_EAST,
            percent_space: lang.primary() == "ru",
            ..PLAIN
        },
        "ar" => Rules { quotes: ['”', '“', '’', '‘'], ..PLAIN },
        "fa" | "ps" => Rules { quotes: ['«', '»', '‹', '›'], zero: Some('۰'), ..PLAIN },
        "ckb" => Rules { quotes: ['«', '»', '‹', '›'], zero: Some('٠'), ..PLAIN },
        "bn" => Rules { zero: Some('০'), ..PLAIN },
        // «…» in all three; Amharic and Tigrinya also use ‹…› inside.
        "am" | "ti" | "hy" => Rules { quotes: ['«', '»', '‹', '›'], ..PLAIN },
        "ka" => Rules { quotes: ['„', '“', '«', '»'], ..PLAIN },
        "sq" | "km" | "mt" | "ga" | "hi" | "ta" | "th" => PLAIN,
        "he" => Rules { quotes: ['”', '”', '’', '’'], ..PLAIN },
        "ja" => Rules { quotes: ['「', '」', '『', '』'], bound_dash: false, ..PLAIN },
        "zh" => Rules { bound_dash: false, ..PLAIN },
        _ => PLAIN,
    }
}
