//! How people reach whoever prints: telephone, e-mail, web site.
//!
//! In: these keys of `flyer.toml`. Out: what may be printed, dialled and opened, or why not: a number with letters in it, an
//! address with two at signs, a web site that runs a script, an example that nobody replaced.

use super::organisation::filled;
use super::read::{At, Faults, Value};
use crate::diag::Diagnostic;
use crate::link::{UrlFault, check_url};
use unicode_script::{Script, UnicodeScript};

/// Digits of the scripts that people write telephone numbers in, by their zero.
const ZEROS: [char; 9] = ['0', '٠', '۰', '०', '০', '௦', '๐', '០', '０'];

fn digit(c: char) -> Option<char> {
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

/// A telephone number as people write it in their country.
pub(super) fn read_phone(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    let text = filled(value.text(faults)?, "phone", faults)?;
    let odd = text.value.chars().find(|c| digit(*c).is_none() && !c.is_whitespace() && !"+().,/-‐‑–".contains(*c));
    let digits: String = text.value.chars().filter_map(digit).collect();
    let why = match odd {
        Some(odd) => format!("a telephone number has no `{odd}`"),
        None if !(3..=17).contains(&digits.len()) => format!("this has {} digits", digits.len()),
        None if is_made_up(&digits) => "this number is made up".to_owned(),
        None => return Some(text),
    };
    let fault = Diagnostic::error("bad-phone", format!("`phone` is not a telephone number: {why}")).at(text.origin);
    faults.borrow_mut().push(fault.hint("digits, spaces, + ( ) . / - and nothing else: \"+33 2 40 00 00 01\""));
    None
}

/// Digits that stand for "your number here": one digit again and again, or the digits in a row.
fn is_made_up(digits: &str) -> bool {
    let same = digits.chars().all(|c| digits.starts_with(c));
    digits.len() > 5 && (same || "01234567890".contains(digits) || "98765432109".contains(digits))
}

/// What a telephone dials (RFC 3966): digits, and the plus sign of a number with its country.
pub fn phone_uri(phone: &str) -> String {
    // A zero in brackets is not dialled from abroad: +33 (0)2 is +332.
    let plus = phone.trim_start().starts_with('+');
    let phone = if plus { phone.replace("(0)", "") } else { phone.to_owned() };
    let digits: String = phone.chars().filter_map(digit).collect();
    format!("tel:{}{digits}", if plus { "+" } else { "" })
}

/// Hosts that stand for "your address here" (RFC 2606).
const MADE_UP: [&str; 4] = ["example.com", "example.net", "example.org", ".example"];

fn is_made_up_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    MADE_UP.iter().any(|made_up| host == *made_up || host.ends_with(&format!(".{}", made_up.trim_start_matches('.'))))
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
        None if is_made_up_host(host) => Some(format!("`{host}` is made up")),
        None => None,
    }
}

/// Signs above and below letters of hosts that are written in other scripts.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && c.script() != Script::Common
}

/// An e-mail address.
pub(super) fn read_email(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    let text = filled(value.text(faults)?, "email", faults)?;
    let odd = |name: &str| name.chars().find(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(*c));
    let parts: Vec<&str> = text.value.split('@').collect();
    let why = match parts[..] {
        ["" | ".", _] => "nothing stands before its @".to_owned(),
        [name, host] => match odd(name).map(signed).or_else(|| host_fault(host)) {
            Some(why) => why,
            None => return Some(text),
        },
        [_] => "it has no @".to_owned(),
        _ => "it has more than one @".to_owned(),
    };
    let fault = Diagnostic::error("bad-email", format!("`email` is not an e-mail address: {why}")).at(text.origin);
    faults.borrow_mut().push(fault.hint("write the address and nothing else: \"name@host\""));
    None
}

/// The address of a web site, with `https://` or without.
pub(super) fn read_web(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    let text = filled(value.text(faults)?, "web", faults)?;
    let url = web_url(&text.value);
    let (scheme, rest) = url.split_once("://").unwrap_or(("", &url));
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let found = check_url(&format!("https://{rest}"), &[]);
    let refused = found.iter().find(|fault| matches!(fault, UrlFault::UserInfo | UrlFault::NoHost));
    let spaced = rest.chars().find(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(*c));
    let why = match (scheme, refused, spaced) {
        ("http" | "https", None, None) => host_fault(host),
        ("http" | "https", Some(fault), _) => Some(fault.message()),
        ("http" | "https", None, Some(odd)) => Some(signed(odd)),
        _ => Some(format!("`{scheme}:` opens no web site")),
    };
    if let Some(why) = why {
        let fault = Diagnostic::error("bad-web", format!("`web` is not the address of a web site: {why}"));
        faults.borrow_mut().push(fault.at(text.origin).hint("write it as people type it: \"www.host/page\""));
        return None;
    }
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
    fn numbers_are_dialled_as_they_are_meant() {
        assert_eq!(phone_uri("01 55 25 49 10"), "tel:0155254910");
        assert_eq!(phone_uri("+33 (0)2 40-00.17"), "tel:+332400017");
        assert_eq!(phone_uri("۰۲۱ ۸۸۷۷"), "tel:0218877");
        assert!(is_made_up("0123456789") && is_made_up("000000") && !is_made_up("0155254910") && !is_made_up("115"));
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
