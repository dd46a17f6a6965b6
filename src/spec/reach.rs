//! How people reach whoever prints by the net: e-mail and web site.
//!
//! In: these keys of `flyer.toml`. Out: what may be printed and opened, or why not (an address with two at signs, a web site
//! that runs a script, an example that nobody replaced), with the address as it should be where one can be made out.

use super::form::quoted;
use super::organisation::filled;
use super::placeholder::{MADE_UP, YOURS};
use super::read::{At, Faults, Value};
use crate::diag::Diagnostic;
use crate::link::{UrlFault, check_url};
use unicode_script::{Script, UnicodeScript};

/// A finding with what to write in the place of a text, where that is known to be right.
pub(super) fn instead(fault: Diagnostic, clean: Option<String>, otherwise: &str) -> Diagnostic {
    match clean {
        Some(clean) => fault.hint(format!("write `{}`", quoted(&clean))),
        None if fault.message.ends_with(MADE_UP) => fault.hint(YOURS),
        None => fault.hint(otherwise),
    }
}

/// A finding about a text that belongs under another key.
fn elsewhere(fault: Diagnostic, what: &str, key: &str, own: &str) -> Diagnostic {
    fault.hint(format!("that is {what}: `{key} = {}`", quoted(own)))
}

/// Hosts that stand for "your address here" (RFC 2606).
const EXAMPLES: [&str; 4] = ["example.com", "example.net", "example.org", ".example"];

fn is_made_up_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    EXAMPLES.iter().any(|made_up| host == *made_up || host.ends_with(&format!(".{}", made_up.trim_start_matches('.'))))
}

/// That there is a sign too many.
fn signed(odd: char) -> String {
    match odd {
        odd if odd.is_whitespace() => "it has a space in it".to_owned(),
        odd => format!("it has the sign `{}`", odd.escape_default()),
    }
}

/// Why a host can be none.
fn host_fault(host: &str) -> Option<String> {
    let odd = host.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-') && !is_mark(*c));
    match odd {
        Some(odd) => Some(format!("a host has no `{odd}`")),
        None if !host.contains('.') || host.split('.').any(str::is_empty) => Some(format!("`{host}` is no host")),
        None if is_made_up_host(host) => Some(format!("`{host}` {MADE_UP}")),
        None => None,
    }
}

/// Signs above and below letters of hosts that are written in other scripts.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && c.script() != Script::Common
}

/// Why a text is no e-mail address.
fn email_fault(text: &str) -> Option<String> {
    let odd = |name: &str| name.chars().find(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(*c));
    let parts: Vec<&str> = text.split('@').collect();
    match parts[..] {
        ["" | ".", _] => Some("nothing stands before its @".to_owned()),
        [name, host] => odd(name).map(signed).or_else(|| host_fault(host)),
        [_] => Some("it has no @".to_owned()),
        _ => Some("it has more than one @".to_owned()),
    }
}

/// Labels before an address without a space between.
const LABELS: [&str; 8] = ["mailto:", "mail:", "email:", "e-mail:", "courriel:", "web:", "site:", "url:"];

/// The first of the words of a text that is an address: without a label, brackets, and what ends the sentence. None where it
/// may be half of one that was torn: two words and nothing but a space between them.
fn first_address(text: &str, is_one: impl Fn(&str) -> bool) -> Option<String> {
    let text = [("(at)", "@"), ("[at]", "@"), (" @ ", "@"), (" at ", "@"), (" @", "@"), ("@ ", "@")]
        .into_iter()
        .fold(text.trim().to_owned(), |text, (written, sign)| text.replace(written, sign));
    let torn = |c: char| c.is_whitespace() || ",;<>()[]|".contains(c);
    let words: Vec<&str> = text.split(torn).filter(|word| !word.is_empty()).collect();
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| ".,;:!?'\"«»“”".contains(c));
        let lower = word.to_ascii_lowercase();
        let label = LABELS.into_iter().find(|label| lower.starts_with(label));
        word[label.map_or(0, str::len)..].to_owned()
    };
    let (at, found) = words.iter().map(|word| bare(word)).enumerate().find(|(_, word)| is_one(word))?;
    let parted = text.contains([',', ';', '<', '(', '|']) || words[..at].iter().any(|word| word.ends_with(':'));
    (words.len() == 1 || parted || (at == 0 && words.len() > 2)).then_some(found)
}

/// An e-mail address.
pub(super) fn read_email(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    let text = filled(value.text(faults)?, "email", faults)?;
    let Some(why) = email_fault(text.value.trim()) else { return Some(text) };
    let fault = Diagnostic::error("bad-email", format!("`email` is not an e-mail address: {why}")).at(text.origin);
    let site = Some(text.value.trim()).filter(|text| !text.contains('@') && web_fault(text).is_none());
    let clean = || first_address(&text.value, |word| email_fault(word).is_none());
    faults.borrow_mut().push(match site {
        Some(site) => elsewhere(fault, "a web site", "web", site),
        None => instead(fault, clean(), "write the address and nothing else: \"name@host\""),
    });
    None
}

/// Why a text is no address of a web site.
fn web_fault(text: &str) -> Option<String> {
    let url = web_url(text);
    let (scheme, rest) = url.split_once("://").unwrap_or(("", &url));
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let found = check_url(&format!("https://{rest}"), &[]);
    let refused = found.iter().find(|fault| matches!(fault, UrlFault::UserInfo | UrlFault::NoHost));
    let spaced = rest.chars().find(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(*c));
    match (scheme, refused, spaced) {
        ("http" | "https", None, None) => host_fault(host),
        ("http" | "https", Some(fault), _) => Some(fault.message()),
        ("http" | "https", None, Some(odd)) => Some(signed(odd)),
        _ => Some(format!("`{scheme}:` opens no web site")),
    }
}

/// The address of a web site, with `https://` or without.
pub(super) fn read_web(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    let text = filled(value.text(faults)?, "web", faults)?;
    if let Some(why) = web_fault(text.value.trim()) {
        let fault = Diagnostic::error("bad-web", format!("`web` is not the address of a web site: {why}"));
        let fault = fault.at(text.origin);
        let mail = first_address(&text.value, |word| email_fault(word).is_none());
        let site = || first_address(&text.value, |word| word.contains('.') && web_fault(word).is_none());
        faults.borrow_mut().push(match mail {
            Some(mail) => elsewhere(fault, "an e-mail address", "email", &mail),
            None => instead(fault, site(), "write it as people type it: \"www.host/page\""),
        });
        return None;
    }
    let url = web_url(&text.value);
    let (scheme, rest) = url.split_once("://").unwrap_or(("", &url));
    let found = check_url(&format!("https://{rest}"), &[]);
    let doubtful = found.iter().filter(|fault| {
        matches!(fault, UrlFault::Shortener(_) | UrlFault::Tracking(_) | UrlFault::Port | UrlFault::LookAlike { .. })
    });
    for fault in doubtful {
        let said =
            Diagnostic::warning("web-doubtful", format!("{}: people are told not to trust such", fault.message()));
        faults.borrow_mut().push(said.at(text.origin).hint("print the address of your own site, short and plain"));
    }
    if scheme == "http" {
        let said = Diagnostic::warning("web-doubtful", "this web site is named without https");
        faults.borrow_mut().push(said.at(text.origin).hint("if it answers with https, and most do, write that"));
    }
    Some(text)
}

/// The whole address of a web site.
pub fn web_url(written: &str) -> String {
    let written = written.trim();
    let lower = written.to_ascii_lowercase();
    match lower.split_once(':') {
        Some((scheme @ ("http" | "https"), rest)) if rest.starts_with("//") => {
            format!("{scheme}{}", &written[scheme.len()..])
        }
        // A port behind a host is no scheme.
        Some((scheme, rest)) if !scheme.contains('.') || !rest.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{scheme}://{rest}")
        }
        _ => format!("https://{written}"),
    }
}

/// A web site as it is printed: without `https://` and without the slash behind the host.
pub fn web_printed(written: &str) -> String {
    let url = web_url(written);
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    rest.strip_suffix('/').unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_told_the_address() {
        let mail = |text: &str| first_address(text, |word| email_fault(word).is_none());
        for text in [
            "mailto:a@buch.test",
            "E-mail : a@buch.test",
            "e-mail:a@buch.test",
            "Town <a@buch.test>",
            "a@buch.test.",
            "a@buch.test, b@buch.test",
            "a@buch.test ou b@buch.test",
            "a (at) buch.test",
            "a @ buch.test",
            "a@buch.test;",
        ] {
            assert!(
                email_fault(text).is_some() && mail(text).as_deref() == Some("a@buch.test"),
                "{text}: {:?}",
                mail(text)
            );
        }
        let site = |text: &str| first_address(text, |word| word.contains('.') && web_fault(word).is_none());
        for text in [
            "Site : www.buch.test",
            "web:www.buch.test",
            "www.buch.test, www.lib.test",
            "www.buch.test.",
            "<www.buch.test>",
        ] {
            assert!(
                web_fault(text).is_some() && site(text).as_deref() == Some("www.buch.test"),
                "{text}: {:?}",
                site(text)
            );
        }
        assert_eq!((mail("a b@buch.test"), site("https://www.exam ple.test")), (None, None));
        assert_eq!((email_fault("a@bücherei.test"), web_fault("bücherei.test/a")), (None, None));
    }

    #[test]
    fn a_web_site_is_printed_as_people_type_it() {
        for (written, url, printed) in [
            ("www.library.test", "https://www.library.test", "www.library.test"),
            ("HTTPS://library.test/", "https://library.test/", "library.test"),
            ("http://library.test/a", "http://library.test/a", "library.test/a"),
            ("library.test:8443/a", "https://library.test:8443/a", "library.test:8443/a"),
            ("javascript:alert(1)", "javascript://alert(1)", "alert(1)"),
        ] {
            assert_eq!((web_url(written).as_str(), web_printed(written).as_str()), (url, printed), "{written}");
        }
    }
}
