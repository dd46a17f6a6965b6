//! What an address must be like before it may be printed, and how it is printed.
//!
//! In: an address and the hosts that its register entry allows. Out: every fault, each with what to write instead.
//! People are told to read the host on their phone: so it has to be https, plain, on the list, and not merely look
//! like something on the list. Nothing that counts readers (shorteners, tracking parameters) is printed.

use crate::diag::nearest;

/// Hosts that lead somewhere else than they say.
const SHORTENERS: [&str; 24] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "fb.me",
    "goo.gl",
    "is.gd",
    "j.mp",
    "lc.cx",
    "lnkd.in",
    "ow.ly",
    "qr.ae",
    "qrco.de",
    "rb.gy",
    "rebrand.ly",
    "short.io",
    "shorturl.at",
    "t.co",
    "t.ly",
    "t2m.io",
    "tiny.cc",
    "tinyurl.com",
    "urlr.me",
    "urlz.fr",
    "v.gd",
];

/// Query parameters that follow people.
const TRACKERS: [&str; 14] = [
    "dclid", "fbclid", "gbraid", "gclid", "igsh", "igshid", "mc_cid", "mc_eid", "msclkid", "ref", "ref_src", "si",
    "wbraid", "yclid",
];

/// Why an address may not be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// It does not begin with `https://`.
    NotHttps,
    /// It names no host.
    NoHost,
    /// It carries a user name before the host: `https://facebook.com@example.org`.
    UserInfo,
    /// It names a port.
    Port,
    /// It has characters that do not belong in an address (RFC 3986, 2).
    NotPlain(char),
    /// It leads through a shortener.
    Shortener(String),
    /// It carries a parameter that follows people.
    Tracking(String),
    /// Its host looks like an allowed one without being it.
    LookAlike {
        /// The host.
        host: String,
        /// The allowed one.
        of: String,
    },
    /// Its host is not among the allowed ones.
    HostNotAllowed(String),
}

impl UrlFault {
    /// Stable name of the kind of fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotHttps => "url-not-https",
            Self::NoHost => "url-no-host",
            Self::UserInfo => "url-user-info",
            Self::Port => "url-port",
            Self::NotPlain(_) => "url-not-plain",
            Self::Shortener(_) => "url-shortener",
            Self::Tracking(_) => "url-tracking",
            Self::LookAlike { .. } => "url-look-alike",
            Self::HostNotAllowed(_) => "url-host",
        }
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        match self {
            Self::NotHttps => "the address does not begin with https://".into(),
            Self::NoHost => "the address names no host".into(),
            Self::UserInfo => "the address carries a user name before the host, as imitations do".into(),
            Self::Port => "the address names a port".into(),
            Self::NotPlain(c) => format!("the address has the character `{}`", c.escape_default()),
            Self::Shortener(host) => format!("{host} is a shortener: nobody can read where it leads"),
            Self::Tracking(name) => format!("the parameter `{name}` follows the people who open it"),
            Self::LookAlike { host, of } => format!("{host} looks like {of} without being it"),
            Self::HostNotAllowed(host) => format!("{host} is not among the hosts of this link"),
        }
    }

    /// What to write instead.
    pub fn hint(&self) -> String {
        match self {
            Self::NotHttps => "write the https:// address of the official form".into(),
            Self::NoHost => "write it whole: https://www.example.org/form".into(),
            Self::UserInfo => "take everything before `@` out, and look at the host again".into(),
            Self::Port => "take the port out".into(),
            Self::NotPlain(_) => "use letters a to z, digits and -._~:/?#[]@!$&'()*+,;=% only; others as %XX".into(),
            Self::Shortener(_) => "write the address that it leads to".into(),
            Self::Tracking(name) => format!("take `{name}=...` out"),
            Self::LookAlike { of, .. } => {
                format!("if {of} is meant, write {of}; if not, this link does not belong here")
            }
            Self::HostNotAllowed(_) => {
                "correct the address, or add the host to `hosts` after checking whose it is".into()
            }
        }
    }
}

/// Host and what follows it, for print: `www.facebook.com` and `/help/contact/...`.
pub fn readable(url: &str) -> (String, String) {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let path = rest[at..].strip_suffix('/').unwrap_or(&rest[at..]);
    (rest[..at].to_owned(), path.to_owned())
}

/// Every fault of an address.
pub fn check_url(url: &str, hosts: &[String]) -> Vec<UrlFault> {
    let mut faults = Vec::new();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if let Some(odd) = url.chars().find(|c| !plain(*c)) {
        faults.push(UrlFault::NotPlain(odd));
    }
    let Some(rest) = url.strip_prefix("https://") else {
        faults.push(UrlFault::NotHttps);
        return faults;
    };
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let host = match authority.rsplit_once('@') {
        Some((_, host)) => {
            faults.push(UrlFault::UserInfo);
            host
        }
        None => authority,
    };
    let host = match host.split_once(':') {
        Some((host, _)) => {
            faults.push(UrlFault::Port);
            host
        }
        None => host,
    };
    if host.is_empty() || !host.contains('.') {
        faults.push(UrlFault::NoHost);
        return faults;
    }
    faults.extend(check_host(host, hosts));
    faults.extend(parameters(rest).filter(|name| is_tracker(name)).map(|name| UrlFault::Tracking(name.to_owned())));
    faults
}

fn parameters(rest: &str) -> impl Iterator<Item = &str> {
    let query = rest.split_once('?').map_or("", |(_, query)| query.split('#').next().unwrap_or_default());
    query.split('&').map(|pair| pair.split('=').next().unwrap_or_default())
}

fn is_tracker(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKERS.contains(&name.as_str())
}

fn check_host(host: &str, hosts: &[String]) -> Option<UrlFault> {
    let lower = host.to_lowercase();
    if hosts.contains(&lower) {
        return None;
    }
    let registered = registered(&lower);
    if SHORTENERS.contains(&registered) {
        return Some(UrlFault::Shortener(registered.to_owned()));
    }
    let look_alike = hosts.iter().find(|allowed| looks_like(&lower, allowed));
    Some(match look_alike {
        Some(of) => UrlFault::LookAlike { host: lower.clone(), of: of.clone() },
        None => UrlFault::HostNotAllowed(lower.clone()),
    })
}

/// The last two labels of a host.
fn registered(host: &str) -> &str {
    host.rmatch_indices('.').nth(1).map_or(host, |(dot, _)| &host[dot + 1..])
}

/// Whether a host can be taken for another at a glance: foreign letters, digits for letters, a letter more or less,
/// or the other one as a sub-domain of something else.
fn looks_like(host: &str, allowed: &str) -> bool {
    let (own, other) = (registered(host), registered(allowed));
    if own == other {
        return false;
    }
    let name = |host: &str| host.split('.').next().unwrap_or_default().to_owned();
    let disguised = !host.is_ascii() || host.split('.').any(|label| label.starts_with("xn--"));
    disguised
        || skeleton(own) == skeleton(other)
        || host.contains(&name(other))
        || nearest(&name(own), [name(other).as_str()]).is_some()
}

/// A host with the letters that are taken for each other made the same (after Unicode TS 39).
fn skeleton(host: &str) -> String {
    let host = host.replace("rn", "m").replace("vv", "w").replace("cl", "d");
    host.chars()
        .filter(|c| *c != '-')
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(url: &str) -> Vec<&'static str> {
        let hosts = ["www.facebook.com".to_owned(), "help.instagram.com".to_owned()];
        check_url(url, &hosts).iter().map(UrlFault::code).collect()
    }

    #[test]
    fn every_fault_is_named() {
        let none: [&str; 0] = [];
        assert_eq!(codes("https://www.facebook.com/help/contact/712876720715583"), none);
        for (url, code) in [
            ("http://www.facebook.com/help", "url-not-https"),
            ("https://bit.ly/abc", "url-shortener"),
            ("https://www.facebook.com/help?utm_source=poster", "url-tracking"),
            ("https://www.facebook.com/help?a=1&fbclid=2#top", "url-tracking"),
            ("https://www.faceb00k.com/help", "url-look-alike"),
            ("https://www.facebook.com.example.org/help", "url-look-alike"),
            ("https://www.facebok.com/help", "url-look-alike"),
            ("https://www.xn--fcebook-8va.com/help", "url-look-alike"),
            ("https://www.facebook.com@example.org/", "url-user-info"),
            ("https://www.facebook.com:8443/help", "url-port"),
            ("https://example.org/help", "url-host"),
            ("https:///help", "url-no-host"),
            ("https://www.facebook.com/a b", "url-not-plain"),
        ] {
            assert!(codes(url).contains(&code), "{url}: {:?}", codes(url));
        }
    }

    #[test]
    fn print_sets_the_host_off() {
        let (host, path) = readable("https://help.meta.com/support/privacy/");
        assert_eq!((host.as_str(), path.as_str()), ("help.meta.com", "/support/privacy"));
        assert_eq!(readable("https://www.cnil.fr/").1, "");
    }
}
