//! Micro-typography: what plain words become in each language.
//!
//! In: words typed on any keyboard: straight quotes, three dots, normal spaces. Out: the quotes, dashes and spaces that
//! the language's printers use. Rules from CLDR 48 (quotes), Imprimerie nationale and OQLF (French), Duden and DIN 5008
//! (German), RAE, PN-83/P-55366, ČSN 01 6910, AkH 12, DOOM3, Правопис 2019 and others named in [`rules`]. Addresses are
//! left alone, and setting a text twice is the same as setting it once.

use super::lang::Lang;
use super::paragraph::Span;

/// No-break space.
const NBSP: char = '\u{A0}';
/// Narrow no-break space.
const NNBSP: char = '\u{202F}';

/// What a language's printers do.
#[derive(Clone, Copy, Debug)]
struct Rules {
    /// Quotes, outer then inner: opening and closing.
    quotes: [char; 4],
    /// Space inside the outer quotes.
    quote_space: Option<char>,
    /// Space before `; ! ?`.
    before_high: Option<char>,
    /// Space before `:`.
    before_colon: Option<char>,
    /// Words after which a line may not end.
    clinging: &'static [&'static str],
    /// Whether every word of one letter clings to the next.
    single_letters: bool,
    /// Whether the long dash is closed up on both sides.
    closed_dash: bool,
    /// Whether an unbreakable space stands before a spaced dash.
    bound_dash: bool,
    /// Whether number and per cent sign are apart.
    percent_space: bool,
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
};

const SLAVIC_EAST: &[&str] = &[
    "в", "у", "і", "й", "з", "на", "до", "за", "по", "о", "об", "с", "со", "к", "ко", "и", "а", "не", "ні", "ни", "та",
    "що", "із",
];

/// The rules of a language.
fn rules(lang: &Lang) -> Rules {
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
        "fa" => Rules { quotes: ['«', '»', '‹', '›'], ..PLAIN },
        "he" => Rules { quotes: ['”', '”', '’', '’'], ..PLAIN },
        "ja" => Rules { quotes: ['「', '」', '『', '』'], bound_dash: false, ..PLAIN },
        "zh" => Rules { bound_dash: false, ..PLAIN },
        _ => PLAIN,
    }
}

/// A letter of the text, and whether it may be changed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Letter {
    character: char,
    /// Index of its span.
    span: usize,
    /// Addresses stay as they are.
    fixed: bool,
}

/// Sets plain words.
pub fn typeset(lang: &Lang, text: &str) -> String {
    let mut spans = [Span { text: text.to_owned(), strong: false, lang: None, link: None, origin: None }];
    typeset_spans(lang, &mut spans);
    let [span] = spans;
    span.text
}

/// Sets words across the borders of their spans; addresses and words of other languages stay as they are.
pub fn typeset_spans(lang: &Lang, spans: &mut [Span]) {
    let mut letters = Vec::new();
    for (number, span) in spans.iter().enumerate() {
        let mut start = 0;
        for word in span.text.split_inclusive(char::is_whitespace) {
            let fixed = span.link.is_some() || span.lang.is_some() || is_address(word.trim_end());
            let letter = |(at, character): (usize, char)| Letter {
                character,
                span: number,
                fixed: fixed && at < word.trim_end().len(),
            };
            letters.extend(word.char_indices().map(letter));
            start += word.len();
        }
        debug_assert_eq!(start, span.text.len(), "words make up the span");
    }
    let rules = rules(lang);
    for step in [dots, quotes, dashes, spaces, numbers, clinging] {
        letters = step(letters, &rules, lang);
    }
    for span in spans.iter_mut() {
        span.text.clear();
    }
    for letter in letters {
        spans[letter.span].text.push(letter.character);
    }
}

/// Whether a word is an address: a web address, a host with a path, an e-mail address.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || (word.contains('@') && word.contains('.'))
        || (word.contains('/') && word.contains('.'))
}

fn at(letters: &[Letter], place: Option<usize>) -> Option<char> {
    letters.get(place?).map(|letter| letter.character)
}

fn is_space(c: char) -> bool {
    c == ' ' || c == NBSP || c == NNBSP
}

/// `...` becomes one sign.
fn dots(letters: Vec<Letter>, _: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for letter in letters {
        let two = out.len().checked_sub(2).map(|from| out[from..].iter().all(|l| l.character == '.' && !l.fixed));
        if letter.character == '.' && !letter.fixed && two == Some(true) {
            out.pop();
            if let Some(last) = out.last_mut() {
                last.character = '…';
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// Straight quotes become the language's; an apostrophe becomes a raised comma.
fn quotes(mut letters: Vec<Letter>, rules: &Rules, lang: &Lang) -> Vec<Letter> {
    let (mut open, mut inner) = (false, false);
    for place in 0..letters.len() {
        if letters[place].fixed {
            continue;
        }
        let before = at(&letters, place.checked_sub(1));
        let starts = before.is_none_or(|c| c.is_whitespace() || is_space(c) || "([{«„“—–/".contains(c));
        let new = match letters[place].character {
            '"' if lang.primary() == "he"
                && !starts
                && at(&letters, Some(place + 1)).is_some_and(char::is_alphabetic) =>
            {
                '״'
            }
            '"' => {
                open = starts || !open;
                rules.quotes[usize::from(!open)]
            }
            '\'' if starts && closes_later(&letters, place) => {
                inner = true;
                rules.quotes[2]
            }
            '\'' if inner && !at(&letters, Some(place + 1)).is_some_and(char::is_alphanumeric) => {
                inner = false;
                rules.quotes[3]
            }
            '\'' => '’',
            other => other,
        };
        letters[place].character = new;
    }
    letters
}

/// Whether a straight quote at a word's start has its partner at a later word's end: else it is an apostrophe.
fn closes_later(letters: &[Letter], place: usize) -> bool {
    letters[place + 1..].windows(2).any(|pair| pair[0].character.is_alphanumeric() && pair[1].character == '\'')
        && !letters[place + 1..].first().is_some_and(|letter| letter.character.is_whitespace())
}

/// ` - ` and ` -- ` become a dash.
fn dashes(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len());
    for (place, letter) in letters.iter().enumerate() {
        let before = at(&letters, place.checked_sub(1));
        let after = at(&letters, Some(place + 1));
        let spaced = before.is_some_and(is_space) && after.is_some_and(is_space);
        let mut letter = *letter;
        if !letter.fixed && spaced && matches!(letter.character, '-' | '–') {
            letter.character = if rules.closed_dash { '—' } else { '–' };
        }
        out.push(letter);
    }
    if rules.closed_dash {
        let keep = |place: usize| {
            let neighbours = [place.checked_sub(1), Some(place + 1)];
            !(is_space(out[place].character) && neighbours.iter().any(|near| at(&out, *near) == Some('—')))
        };
        return (0..out.len()).filter(|place| keep(*place)).map(|place| out[place]).collect();
    }
    if rules.bound_dash {
        for place in 1..out.len() {
            if matches!(out[place].character, '–' | '—')
                && out[place - 1].character == ' '
                && at(&out, Some(place + 1)).is_some_and(is_space)
            {
                out[place - 1].character = NBSP;
            }
        }
    }
    out
}

/// Spaces inside quotes and before high punctuation.
fn spaces(letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::with_capacity(letters.len() + 8);
    for (place, letter) in letters.iter().enumerate() {
        let wanted = match letter.character {
            _ if letter.fixed => None,
            ';' | '!' | '?' => rules.before_high.filter(|_| stands_high(&letters, place)),
            ':' => rules.before_colon.filter(|_| ends_word(&letters, place)),
            '»' => rules.quote_space,
            _ => None,
        };
        if let Some(space) = wanted {
            while out.last().is_some_and(|last| is_space(last.character)) {
                out.pop();
            }
            if !out.is_empty() {
                out.push(Letter { character: space, span: out[out.len() - 1].span, fixed: false });
            }
        }
        let after_quote = out.last().is_some_and(|last| last.character == '«' && !last.fixed);
        if after_quote && let Some(space) = rules.quote_space {
            out.push(Letter { character: space, span: letter.span, fixed: false });
            if is_space(letter.character) {
                continue;
            }
        }
        out.push(*letter);
    }
    out
}

/// Not inside a bracket of its own, "(?)", and not after another high sign, "?!".
fn stands_high(letters: &[Letter], place: usize) -> bool {
    let before = at(letters, place.checked_sub(1));
    before.is_some_and(|c| !"(?!;".contains(c)) && ends_word(letters, place)
}

/// Whether a sign ends a word: "16:30" and "a:b" stay together.
fn ends_word(letters: &[Letter], place: usize) -> bool {
    at(letters, Some(place + 1)).is_none_or(|c| c.is_whitespace() || is_space(c) || !c.is_alphanumeric() && c != '/')
}

/// Numbers stay with what they count; groups of digits stay together.
fn numbers(mut letters: Vec<Letter>, rules: &Rules, lang: &Lang) -> Vec<Letter> {
    for place in 1..letters.len().saturating_sub(1) {
        if letters[place].character != ' ' || letters[place].fixed {
            continue;
        }
        let (before, after) = (letters[place - 1].character, letters[place + 1].character);
        if before.is_ascii_digit() && after.is_ascii_digit() && grouped(&letters, place) {
            letters[place].character = if lang.primary() == "fr" { NNBSP } else { NBSP };
        } else if before.is_ascii_digit()
            && (after == '%' && rules.percent_space || "€$£₺".contains(after) || is_unit(&letters, place + 1))
        {
            letters[place].character = NBSP;
        } else if matches!(before, '°' | '§' | '№') && after.is_ascii_digit() {
            letters[place].character = NBSP;
        }
    }
    letters
}

/// Whether exactly three digits follow: a group, not another number.
fn grouped(letters: &[Letter], space: usize) -> bool {
    let digits = letters[space + 1..].iter().take_while(|letter| letter.character.is_ascii_digit()).count();
    digits == 3
}

/// Whether a unit of measure begins here.
fn is_unit(letters: &[Letter], from: usize) -> bool {
    let word: String =
        letters[from..].iter().map(|l| l.character).take_while(|c| c.is_alphabetic() || *c == '°').collect();
    matches!(
        word.as_str(),
        "mm" | "cm"
            | "m"
            | "km"
            | "g"
            | "kg"
            | "pt"
            | "h"
            | "min"
            | "s"
            | "dpi"
            | "Mo"
            | "MB"
            | "ko"
            | "kB"
            | "Uhr"
            | "г"
            | "кг"
            | "лв"
            | "zł"
            | "Ft"
            | "Kč"
            | "kr"
            | "lei"
    )
}

/// Short words cling to the next one.
fn clinging(mut letters: Vec<Letter>, rules: &Rules, _: &Lang) -> Vec<Letter> {
    let mut start = 0;
    for place in 0..letters.len() {
        let c = letters[place].character;
        if !(c.is_whitespace() || is_space(c) || "(«„“”‘’'".contains(c)) {
            continue;
        }
        let word: String = letters[start..place].iter().map(|letter| letter.character).collect();
        let single = rules.single_letters && word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let listed = rules.clinging.iter().any(|known| word.to_lowercase() == known.to_lowercase());
        if c == ' ' && !letters[place].fixed && (single || listed) && place + 1 < letters.len() {
            letters[place].character = NBSP;
        }
        start = place + 1;
    }
    letters
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;
    use std::{fs, path::Path};

    fn written(text: &str) -> String {
        text.replace('⍽', "\u{A0}").replace('˽', "\u{202F}")
    }

    /// `tests/typography/<language>.txt`: plain words, ` => `, and what they become; ⍽ is U+00A0, ˽ is U+202F.
    #[test]
    fn words_become_what_the_files_say() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/typography");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let lang = Lang::new(path.file_stem().unwrap().to_string_lossy());
            for line in fs::read_to_string(&path).unwrap().lines().filter(|line| line.contains(" => ")) {
                let (plain, wanted) = line.split_once(" => ").unwrap();
                let set = typeset(&lang, plain);
                assert_eq!(set, written(wanted), "{}: {plain}", lang.as_str());
                assert_eq!(typeset(&lang, &set), set, "{}: setting twice is setting once: {plain}", lang.as_str());
                count += 1;
            }
        }
        assert!(count > 60, "the files are gone");
    }

    #[test]
    fn borders_of_spans_are_no_borders() {
        let span = |text: &str, strong| Span { text: text.into(), strong, lang: None, link: None, origin: None };
        let mut spans = [span("Pas de ", false), span("smartphone", true), span(" ?", false)];
        typeset_spans(&Lang::new("fr"), &mut spans);
        assert_eq!(spans[1].text, "smartphone\u{202F}");
        assert_eq!(spans[2].text, "?");
    }
}
