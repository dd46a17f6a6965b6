//! Printed addresses, letter by letter.
//!
//! In: what a reader finds in the finished file, and where each address leads: the register's address or the project's own,
//! taken from the targets of links and never from the words on the page. Out: findings. Whoever types an address types every
//! sign of it, so a hyphen of ours, a lost letter or another one is an error.

use super::expected::ExpectedPage;
use super::mark::{Kind, Mark};
use super::report::Finding;

/// Holds every printed address against its target; `owner` tells which run each mark shows.
pub fn check(marks: &[Mark], owner: &[Option<usize>], page: &ExpectedPage, number: usize, findings: &mut Vec<Finding>) {
    for address in &page.addresses {
        let own = |run: &Option<usize>| run.is_some_and(|run| address.runs.contains(&run));
        let shown = marks.iter().zip(owner).filter(|(_, run)| own(run));
        let read: String = shown.clone().map(|(mark, _)| text(mark)).collect();
        // Words that a reader does not find are another finding.
        if read.is_empty() || stands_for(&read, &address.url) {
            continue;
        }
        let read: String = read.chars().filter(|c| !c.is_whitespace()).collect();
        let message = format!("the printed address \"{read}\" does not lead where its link does, {}", address.url);
        let finding = Finding::error("address-differs", number, message, "this is a fault of flyer: report it");
        let rect = shown.map(|(mark, _)| mark.rect).reduce(|a, b| a.union(b));
        findings.push(rect.map_or(finding.clone(), |rect| finding.at(rect)));
    }
}

fn text(mark: &Mark) -> &str {
    match &mark.kind {
        Kind::Text { text, .. } => text,
        Kind::Fill { .. } | Kind::Stroke { .. } | Kind::Image { .. } | Kind::Pattern => "",
    }
}

/// Whether printed words are an address: all of it, its host, or the part of the host that its owner registered.
fn stands_for(printed: &str, url: &str) -> bool {
    let printed: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(number) = url.strip_prefix("tel:") {
        return dialled(&printed) == dialled(number);
    }
    let target = url.strip_prefix("mailto:").unwrap_or(url);
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.strip_suffix('/').unwrap_or(rest).to_owned()
    };
    let (printed, whole) = (bare(&printed), bare(target));
    let host = whole.split(['/', '?', '#']).next().unwrap_or_default();
    let domain = printed.contains('.') && host.strip_suffix(printed.as_str()).is_some_and(|rest| rest.ends_with('.'));
    printed == whole || target == url && (printed == host || domain)
}

/// What a telephone number makes a telephone do: digits of any script, a plus before them, and a mark before those of an
/// extension, which stand behind letters. A zero in brackets is not dialled from abroad.
fn dialled(number: &str) -> String {
    let number = if number.starts_with("(0)") { number.to_owned() } else { number.replace("(0)", "") };
    let mut dialled = String::new();
    for c in number.chars() {
        match c {
            '+' | '0'..='9' => dialled.push(c),
            c if c.is_alphabetic() && !dialled.is_empty() && !dialled.ends_with(';') => dialled.push(';'),
            c => dialled.extend(
                ZEROS
                    .iter()
                    .find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10))
                    .and_then(|value| char::from_digit(value, 10)),
            ),
        }
    }
    dialled
}

/// The zeros of the scripts that telephone numbers are written in.
const ZEROS: [u32; 8] = [0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50, 0x17E0, 0xFF10];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_counts() {
        let url = "https://privacy.openai.com/policies?modal=take-control";
        for (printed, same) in [
            ("privacy.openai.com/policies?modal=take-control", true),
            ("privacy.openai.com/ policies?modal=take- control", true),
            ("https://privacy.openai.com/policies?modal=take-control", true),
            ("privacy.openai.com", true),
            ("openai.com", true),
            ("privacy.openai.com/policies?modal=take-con\u{2010}trol", false),
            ("privacy.openai.com/policies?modal=take-con\u{AD}trol", false),
            ("privacy.openai.com/policies?modal=take\u{2010}control", false),
            ("privacy.openai.com/policies?modal=take-contro", false),
            ("privacy.openai.com/policies", false),
            ("enai.com", false),
            ("com", false),
        ] {
            assert_eq!(stands_for(printed, url), same, "{printed}");
        }
        assert!(stands_for("help.meta.com/support/privacy", "https://help.meta.com/support/privacy/"));
        assert!(stands_for("info@example.org", "mailto:info@example.org"));
        assert!(!stands_for("example.org", "mailto:info@example.org"));
        assert!(stands_for("+33 (0)2 40 00 17", "tel:+332400017"));
        assert!(stands_for("0033 (0)2 40 00 17", "tel:00332400017") && stands_for("(0)44 12 34", "tel:0441234"));
        assert!(stands_for("02 40 00 17 poste 12", "tel:02400017;ext=12"));
        assert!(stands_for("٠٢ ٤٠ ٠٠ تحويلة ١٢", "tel:024000;ext=12") && stands_for("০২ ৪০", "tel:0240"));
        assert!(
            !stands_for("02 40 00 17 12", "tel:02400017;ext=12") && !stands_for("02 40 00 17", "tel:02400017;ext=12")
        );
        assert!(!stands_for("02 40 00 71", "tel:02400017"));
    }
}
