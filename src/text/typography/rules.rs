//! What each language's printers do with quotes, dashes and spaces.
//!
//! In: a language. Out: its rules, from CLDR 48 (quotes, per cent), Imprimerie nationale and OQLF (French), Duden and DIN
//! 5008 (German), RAE 2010, Crusca, PN-83/P-55366, ČSN/STN 01 6910, AkH 12, DOOM3, Правопис 2019 and others; plain where none
//! is known.

use super::letter::{NBSP, NNBSP};
use crate::text::lang::Lang;

/// What stands between a word and `; ! ?`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum High {
    /// Whatever was typed.
    AsTyped,
    /// Nothing.
    Closed,
    /// This space.
    Apart(char),
}

/// How a number and the per cent sign stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Percent {
    /// As typed, but never on two lines.
    AsTyped,
    /// 50%
    Closed,
    /// 50 %
    Apart,
    /// %50
    Before,
}

/// Whose sentence signs stand behind a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Signs {
    /// Those that every keyboard has.
    Latin,
    /// Romanian letters, with a comma below.
    CommaBelow,
    /// `;` asks.
    Greek,
    /// ، ؛ ؟
    Arabic,
    /// Full width; Chinese and Japanese differ in the comma.
    Han { comma: char },
    /// ।
    Danda,
    /// ። ፣ ፤
    Ethiopic,
    /// ։
    Armenian,
    /// ។
    Khmer,
}

/// How a spaced hyphen becomes a dash.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Dash {
    /// An en dash with spaces.
    Spaced,
    /// An em dash with spaces.
    LongSpaced,
    /// An em dash without.
    Closed,
    /// In pairs, em dashes that touch what they enclose; a single one is an en dash with spaces.
    Embracing,
}

/// What a language's printers do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Quotes, outer then inner: opening and closing.
    pub(super) quotes: [char; 4],
    /// Space inside the outer quotes.
    pub(super) quote_space: Option<char>,
    /// Space before `; ! ?`.
    pub(super) high: High,
    /// Space before `:`.
    pub(super) before_colon: Option<char>,
    /// Words after which a line may not end.
    pub(super) clinging: &'static [&'static str],
    /// Whether every word of one letter clings to the next.
    pub(super) single_letters: bool,
    /// The dash.
    pub(super) dash: Dash,
    /// Whether an unbreakable space stands before a spaced dash.
    pub(super) bound_dash: bool,
    /// The per cent sign.
    pub(super) percent: Percent,
    /// Whether a number with a full stop counts: "27. května" stays on one line.
    pub(super) ordinals: bool,
    /// The space in abbreviations of single letters: "z. B."
    pub(super) abbreviations: Option<char>,
    /// Words that end in an apostrophe and touch the next.
    pub(super) elided: &'static [&'static str],
    /// The language's own zero, where its numbers are not written with 0 to 9 (CLDR, default numbering system).
    pub(super) zero: Option<char>,
    /// Sentence signs.
    pub(super) signs: Signs,
}

const PLAIN: Rules = Rules {
    quotes: ['“', '”', '‘', '’'],
    quote_space: None,
    high: High::AsTyped,
    before_colon: None,
    clinging: &[],
    single_letters: false,
    dash: Dash::Spaced,
    bound_dash: true,
    percent: Percent::AsTyped,
    ordinals: false,
    abbreviations: None,
    elided: &[],
    zero: None,
    signs: Signs::Latin,
};

/// Italian words that lose their last vowel (Crusca): the apostrophe touches the next word.
const ELIDED: &[&str] = &[
    "l", "d", "c", "m", "t", "s", "v", "n", "un", "dell", "all", "dall", "nell", "sull", "coll", "quell", "quest",
    "dov", "com", "cos", "anch",
];

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
            high: if lang.as_str() == "fr-CA" { High::Closed } else { High::Apart(NNBSP) },
            before_colon: Some(NBSP),
            clinging: &["à", "y", "article", "art.", "p.", "n°", "M.", "Mme"],
            percent: Percent::Apart,
            ..PLAIN
        },
        "en" => Rules {
            dash: if lang.as_str() == "en-US" { Dash::Closed } else { Dash::Spaced },
            clinging: &["Article"],
            percent: Percent::Closed,
            ..PLAIN
        },
        "de" => Rules {
            quotes: low_high,
            percent: Percent::Apart,
            clinging: &["Artikel", "Art.", "Nr.", "S.", "§"],
            ordinals: true,
            abbreviations: Some(NNBSP),
            ..PLAIN
        },
        "es" | "gl" => Rules {
            percent: Percent::Apart,
            high: High::Closed,
            dash: Dash::Embracing,
            clinging: &["y", "e", "o", "u", "a", "artículo", "art."],
            ..PLAIN
        },
        "it" => Rules {
            quotes: guillemets,
            percent: Percent::Closed,
            clinging: &["e", "o", "a", "è", "articolo", "art."],
            elided: ELIDED,
            ..PLAIN
        },
        "pt" if lang.as_str() == "pt-BR" => {
            Rules { percent: Percent::Closed, clinging: &["e", "o", "a", "é", "artigo", "art."], ..PLAIN }
        }
        "pt" => Rules {
            quotes: guillemets,
            percent: Percent::Closed,
            clinging: &["e", "o", "a", "é", "artigo", "art."],
            ..PLAIN
        },
        "nl" => {
            Rules {
                quotes: ['‘', '’', '“', '”'], percent: Percent::Closed, clinging: &["artikel", "art."], ..PLAIN
            }
        }
        "pl" => Rules {
            quotes: low_right,
            percent: Percent::Closed,
            single_letters: true,
            clinging: &["art.", "nr"],
            ..PLAIN
        },
        "cs" | "sk" => Rules {
            quotes: low_high,
            single_letters: true,
            // "20% sleva" is another word than "20 %".
            clinging: &["čl.", "č."],
            ordinals: true,
            ..PLAIN
        },
        "sl" | "hr" => {
            Rules { quotes: low_high, single_letters: true, percent: Percent::Apart, ordinals: true, ..PLAIN }
        }
        "sr" => Rules { quotes: low_high, single_letters: true, ordinals: true, ..PLAIN },
        "hu" => Rules {
            quotes: ['„', '”', '»', '«'],
            percent: Percent::Closed,
            clinging: &["a", "az", "s", "és"],
            ordinals: true,
            ..PLAIN
        },
        "ro" => Rules {
            quotes: low_right,
            percent: Percent::Apart,
            clinging: &["a", "o", "și", "art."],
            signs: Signs::CommaBelow,
            ..PLAIN
        },
        "el" => Rules {
            quotes: guillemets,
            percent: Percent::Closed,
            clinging: &["ο", "η", "το", "ή"],
            signs: Signs::Greek,
            ..PLAIN
        },
        "bg" => Rules {
            quotes: ['„', '“', '’', '’'],
            percent: Percent::Closed,
            clinging: &["в", "с", "и", "за", "на", "от", "до", "по", "чл."],
            ..PLAIN
        },
        "sv" => Rules { quotes: ['”', '”', '’', '’'], percent: Percent::Apart, ..PLAIN },
        "fi" | "da" | "nb" | "no" => {
            Rules { quotes: ['”', '”', '’', '’'], percent: Percent::Apart, ordinals: true, ..PLAIN }
        }
        "et" | "lv" => Rules { quotes: low_high, ordinals: true, ..PLAIN },
        "lt" => Rules { quotes: low_high, ..PLAIN },
        "uk" | "ru" | "be" => Rules {
            quotes: ['«', '»', '„', '“'],
            clinging: SLAVIC_EAST,
            dash: Dash::LongSpaced,
            percent: if lang.primary() == "ru" { Percent::Apart } else { Percent::Closed },
            ..PLAIN
        },
        "tr" => Rules { percent: Percent::Before, ..PLAIN },
        "ar" => Rules { quotes: ['”', '“', '’', '‘'], signs: Signs::Arabic, ..PLAIN },
        "fa" | "ps" => Rules { quotes: ['«', '»', '‹', '›'], zero: Some('۰'), signs: Signs::Arabic, ..PLAIN },
        "ckb" => Rules { quotes: ['«', '»', '‹', '›'], zero: Some('٠'), signs: Signs::Arabic, ..PLAIN },
        "hi" => Rules { signs: Signs::Danda, ..PLAIN },
        "bn" => Rules { zero: Some('০'), signs: Signs::Danda, ..PLAIN },
        // «…» in all three; Amharic and Tigrinya also use ‹…› inside.
        "am" | "ti" => Rules { quotes: ['«', '»', '‹', '›'], signs: Signs::Ethiopic, ..PLAIN },
        "hy" => Rules { quotes: ['«', '»', '‹', '›'], signs: Signs::Armenian, ..PLAIN },
        "ka" => Rules { quotes: ['„', '“', '«', '»'], ..PLAIN },
        "km" => Rules { signs: Signs::Khmer, ..PLAIN },
        "he" => Rules { quotes: ['”', '”', '’', '’'], percent: Percent::Closed, ..PLAIN },
        "ja" => Rules {
            quotes: ['「', '」', '『', '』'],
            bound_dash: false,
            percent: Percent::Closed,
            signs: Signs::Han { comma: '、' },
            ..PLAIN
        },
        "zh" => Rules { bound_dash: false, percent: Percent::Closed, signs: Signs::Han { comma: '，' }, ..PLAIN },
        _ => PLAIN,
    }
}
