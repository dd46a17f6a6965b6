//! The pseudo-language `qps`: English with every vowel doubled and marked, about a third longer.
//!
//! In: the English words. Out: the same keys in words that nobody has to translate, so that a layout's limits show before
//! the translators find them. Placeholders, marks of strong words and addresses stay as they are.

use super::words::{Phrase, Word, Words, needs_labels};

/// The tag of the pseudo-language.
pub const TAG: &str = "qps";

/// The English words as pseudo-words.
pub fn of(english: &Words) -> Words {
    let mut words = english.clone();
    words.language = TAG.to_owned();
    words.name = Some("[pseudo]".to_owned());
    for word in words.words.values_mut().chain(words.services.values_mut().flat_map(|own| own.values_mut())) {
        stretch(word);
    }
    // Official labels are what they are; the ways that need them are left out as in other languages.
    words.labels.clear();
    words.words.retain(|key, _| !needs_labels(key));
    words
}

fn stretch(word: &mut Word) {
    for Phrase { text, short } in &mut word.items {
        text.value = longer(&text.value);
        if let Some(short) = short {
            short.value = longer(&short.value);
        }
    }
}

/// Doubles vowels outside braces.
fn longer(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut braces = 0_usize;
    for c in text.chars() {
        match c {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        out.push(c);
        let marked = match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            _ => continue,
        };
        if braces == 0 {
            out.push(marked);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::longer;

    #[test]
    fn about_a_third_longer_and_placeholders_kept() {
        assert_eq!(longer("Scan {service}: **code**"), "Scaán {service}: **coódeé**");
        let text = "Check your e-mail address. Giving a reason is optional. Tap Submit or Send.";
        let ratio = longer(text).chars().count() as f64 / text.chars().count() as f64;
        assert!((1.25..1.45).contains(&ratio), "{ratio}");
    }
}
