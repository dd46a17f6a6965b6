//! Addresses of the web and of e-mail: where they stand in a text, and where a line may end in them.
//!
//! In: the text of a paragraph and its spans. Out: the stretches that are addresses, whether a span says so (those of the
//! register) or their letters do (`www.`, `https://`, `@`, a host with a path). An address breaks behind `/ ? & = . - @ _` and
//! nowhere else, never with a hyphen, for whoever types it types the hyphen too; its host stays whole while it fits,
//! and what stands between its dots even longer ([`Kind::Host`], [`Kind::Label`]). A telephone number that is a link breaks nowhere but before its extension.

use super::model::Kind;
use super::span::Span;
use std::ops::Range;

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Its bytes.
    pub text: Range<usize>,
    /// One past its host, or past all of an e-mail address.
    pub host: usize,
}

/// The addresses of a text, in order.
pub(super) fn addresses(text: &str, spans: &[Span]) -> Vec<Address> {
    let mut all: Vec<Address> = Vec::new();
    let mut before = None;
    let mut end = 0;
    for span in spans {
        let start = end;
        end += span.text.len();
        match (span.link, all.last_mut()) {
            // Host and path of one address are two spans of the same link.
            (Some(link), Some(last)) if before == Some(link) => *last = address(text, last.text.start..end),
            (Some(_), _) => all.push(address(text, start..end)),
            (None, _) => all.extend(
                addresses_in(&text[start..end]).map(|found| address(text, start + found.start..start + found.end)),
            ),
        }
        before = span.link;
    }
    all
}

fn address(text: &str, range: Range<usize>) -> Address {
    let own = &text[range.clone()];
    let from = own.find("://").map_or(0, |at| at + 3);
    let host = own[from..].find(['/', '?', '#']).map_or(own.len(), |at| from + at);
    Address { host: range.start + host, text: range }
}

/// Addresses that plain words hold.
pub fn addresses_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let words = text.split(|c: char| c.is_whitespace() || "()[]<>«»“”„\"'‘’,;،؛、。！？（）「」".contains(c));
    words.filter_map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        // Letters of other scripts may touch it; marks of the sentence belong to the sentence.
        let from = word.find(|c: char| c.is_ascii_alphanumeric())?;
        let plain = word[from..].split(|c: char| !c.is_ascii() && !c.is_alphabetic()).next()?;
        let plain = plain.trim_end_matches(['.', ':', '!', '?']);
        is_address(plain).then(|| start + from..start + from + plain.len())
    })
}

/// Whether a word is an address: a web address, a host with a path, an e-mail address.
pub(super) fn is_address(word: &str) -> bool {
    let inner = |sign: char| word.find(sign).is_some_and(|at| at > 0 && at + 1 < word.len());
    let host = |host: &str| {
        let labels = host.split('.').collect::<Vec<_>>();
        let last = labels.last().is_some_and(|last| last.chars().count() > 1 && last.chars().all(char::is_alphabetic));
        last && labels.len() > 1 && labels.iter().all(|label| !label.is_empty())
    };
    let before_path = word.split(['/', '?', '#']).next().unwrap_or_default();
    word.contains("://")
        || word.starts_with("www.")
        || inner('@') && word.rsplit('@').next().is_some_and(host)
        || inner('/') && host(before_path)
}

/// Takes away the places that no address has, and adds those behind its signs.
pub(super) fn part_addresses(places: &mut Vec<(usize, Kind)>, text: &str, addresses: &[Address]) {
    for address in addresses {
        places.retain(|(at, kind)| *kind == Kind::Must || *at <= address.text.start || *at >= address.text.end);
        let first = text[address.host..address.text.end].starts_with('/').then_some(address.host + 1);
        let own = &text[address.text.clone()];
        // Nothing parts a telephone number, but its extension may stand below it.
        if !own.contains(char::is_alphabetic) || own.contains(char::is_whitespace) {
            let word = own.find(char::is_alphabetic).map(|at| own[..at].trim_end_matches('(').len());
            let behind_space = |at: &usize| own[..*at].ends_with(char::is_whitespace);
            places.extend(word.filter(behind_space).map(|at| (address.text.start + at, Kind::Place)));
            continue;
        }
        let scheme = own.find("://").map_or(0, |at| at + 3);
        for (at, sign) in own.char_indices().filter(|(at, _)| *at >= scheme) {
            let (next, rest) = (address.text.start + at + sign.len_utf8(), &own[at + sign.len_utf8()..]);
            let kind = match sign {
                // A line does not begin with another sign of the same kind.
                _ if rest.is_empty() || rest.starts_with(['/', '?', '&', '=', '.', '@']) => continue,
                '/' if Some(next) == first => Kind::Soft,
                '/' | '?' | '&' if next > address.host => Kind::Phrase,
                // The name before an `@` is no host.
                '.' if next < address.host && !rest.contains('@') => Kind::Host,
                '-' | '_' if next < address.host && !rest.contains('@') => Kind::Label,
                '/' | '?' | '&' | '=' | '.' | '-' | '@' | '_' => Kind::Last,
                _ => continue,
            };
            places.push((next, kind));
        }
    }
    places.sort_by_key(|place| place.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text, &[Span::plain(text, None)]).into_iter().map(|address| &text[address.text]).collect()
    }

    #[test]
    fn addresses_are_told_from_words() {
        assert_eq!(found("Voir https://www.example.org/aide."), ["https://www.example.org/aide"]);
        assert_eq!(found("(www.example.org), info@example.org!"), ["www.example.org", "info@example.org"]);
        assert_eq!(found("example.org/a-b?c=d&e=f"), ["example.org/a-b?c=d&e=f"]);
        assert_eq!(found("على www.example.org، أو"), ["www.example.org"]);
        for plain in [
            "and/or",
            "24/7",
            "e.V.",
            "z.B.",
            "12.5.2026",
            "4.0/5.0",
            "km/h",
            "a.m./p.m.",
            "@name",
            "a@b",
            "CC BY-SA 4.0",
        ] {
            assert_eq!(found(plain), [""; 0], "{plain}");
        }
    }

    #[test]
    fn telephone_numbers_have_no_place_but_before_an_extension() {
        for (text, wanted) in
            [("01.55.25-49/10", vec![]), ("02 40 00-11 22 poste 12", vec![15]), ("03-1234567 (שלוחה 12)", vec![11])]
        {
            let all = [Address { text: 0..text.len(), host: text.len() }];
            let mut places = vec![(3, Kind::Soft), (9, Kind::Soft)];
            part_addresses(&mut places, text, &all);
            assert_eq!(places.iter().map(|place| place.0).collect::<Vec<_>>(), wanted, "{text}");
        }
    }

    #[test]
    fn lines_end_behind_signs_only() {
        let text = "https://www.take-part.org/help/take-control?modal=a_b";
        let mut places = vec![(3, Kind::Soft), (8, Kind::Hyphen), (text.len(), Kind::Must)];
        part_addresses(&mut places, text, &addresses(text, &[Span::plain(text, None)]));
        let cut: Vec<String> = places.iter().map(|(at, kind)| format!("{}{kind:?}", &text[at - 1..*at])).collect();
        assert_eq!(
            cut,
            [".Host", "-Label", ".Host", "/Soft", "/Phrase", "-Last", "?Phrase", "=Last", "_Last", "bMust"]
        );
    }
}
