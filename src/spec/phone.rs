//! A telephone number: what may be printed and dialled, or why not.
//!
//! In: `phone` of `flyer.toml`, as people write it in their country, perhaps with an extension (`02 40 00 11 22 poste 12`). Out: the
//! same to the letter, and its address (RFC 3966). A label, a second number, a remark are refused with the number as it should
//! be; how many digits a number has is known of some countries only.

use super::called;
use super::country::{Country, Digits};
use super::local::Local;
use super::organisation::filled;
use super::placeholder::MADE_UP;
use super::project::Project;
use super::reach::instead;
use super::read::{At, Faults, Value};
use crate::diag::Diagnostic;
use std::collections::BTreeMap;

/// Digits of the scripts that people write telephone numbers in, by their zero.
const ZEROS: [char; 9] = ['0', '٠', '۰', '०', '০', '௦', '๐', '០', '０'];
/// Fewest and most digits of a number, with its country (E.164) or without: 115 is one, 3919 too.
const DIGITS: (usize, usize) = (3, 15);
/// Fewest digits of a number with its country.
const ABROAD: usize = 7;
/// Up to so many digits a number without country is one of a service, whatever the country.
const SERVICE: usize = 6;

fn digit(c: char) -> Option<char> {
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// Signs between the digits of one number.
fn parts_digits(c: char) -> bool {
    c.is_whitespace() || "+().-/‐‑–－−（）".contains(c)
}

/// A number, and what stands behind it.
fn split(text: &str) -> (&str, &str) {
    // Short numbers of some countries begin with a star: `*6789`.
    let star = usize::from(text.starts_with('*'));
    let end = text[star..].find(|c| digit(c).is_none() && !parts_digits(c)).map_or(text.len(), |end| star + end);
    // The bracket before an extension is no part of the number.
    let mut end = end;
    // What an open bracket begins is a remark: "(9h-12h)".
    while let Some(open) = text[..end].rfind(['(', '（']).filter(|open| !text[*open..end].contains([')', '）'])) {
        end = open;
    }
    let number = text[..end].trim_end_matches(|c: char| "(（-‐‑–/.".contains(c) || c.is_whitespace());
    (number, &text[number.len()..])
}

/// The number without what stands before it.
fn without_label(text: &str) -> &str {
    let begins = |c: char| digit(c).is_some() || "+(*".contains(c);
    &text[text.find(begins).unwrap_or(0)..]
}

/// The digits of an extension: a word for one, and up to seven digits.
fn extension(behind: &str) -> Option<String> {
    let behind = behind.trim().trim_start_matches(['(', '（']).trim_end_matches([')', '）']).trim();
    let at = behind.find(|c| digit(c).is_some())?;
    let (word, number) = behind.split_at(at);
    let plain = number.chars().all(|c| digit(c).is_some() || c.is_whitespace());
    let digits = digits(number);
    (plain && digits.len() <= 7 && called::is_extension(word)).then_some(digits)
}

/// Why a text is no telephone number.
fn fault(text: &str) -> Option<String> {
    let label = text.len() - without_label(text).len();
    if label > 0 {
        return Some(format!("`{}` stands before it, and flyer sets a sign of its own there", text[..label].trim()));
    }
    let (number, behind) = split(text);
    let all = digits(number);
    let further = digits(behind).len() > 4 && extension(behind).is_none();
    let several = further || number.rfind('+').is_some_and(|at| at > 0);
    let long = all.len() > DIGITS.1 && number.contains(['/', '–']);
    match behind.trim() {
        _ if all.is_empty() => Some("it has no digits".to_owned()),
        odd if odd.starts_with(',') && all.len() <= SERVICE => {
            Some("a space parts its digits, and no comma".to_owned())
        }
        _ if several || long => Some(SEVERAL.to_owned()),
        "" if !(DIGITS.0..=DIGITS.1).contains(&all.len()) => {
            Some(format!("it has {} digits, and every number has {} to {}", all.len(), DIGITS.0, DIGITS.1))
        }
        "" if number.starts_with('+') && all.len() < ABROAD => {
            Some(format!("with its country it has at least {ABROAD} digits, and this has {}", all.len()))
        }
        _ if is_made_up(&all) => Some(format!("this number {MADE_UP}")),
        "" => None,
        odd if extension(behind).is_none() => Some(format!("`{odd}` stands behind it")),
        odd => odd.starts_with(';').then(|| "an extension has a word before it".to_owned()),
    }
}

/// The first number of a text, as it should be written.
fn clean(text: &str) -> Option<String> {
    let text = without_label(text.trim());
    let (number, behind) = split(text);
    // Letters that are dialled are digits of the number: without them it is another one.
    if behind.starts_with(['-', '‐', '‑']) && behind.contains(char::is_alphabetic) {
        return None;
    }
    let first = || number.split(['/', '–']).next().unwrap_or_default().trim().to_owned();
    let own = match extension(behind) {
        Some(digits) if behind.trim().starts_with(';') => format!("{number} ext. {digits}"),
        Some(_) => text.to_owned(),
        None if digits(number).len() > DIGITS.1 => first(),
        None => number.to_owned(),
    };
    // Digits parted by commas are one number.
    let commas = text.replace(", ", " ").replace(',', " ");
    let short = digits(number).len() <= SERVICE;
    let ways = if short && behind.starts_with(',') { [commas, own] } else { [own, commas] };
    ways.into_iter().find(|own| fault(own).is_none())
}

/// A telephone number as people write it in their country.
pub(super) fn read_phone(value: Value<'_>, faults: &Faults) -> Option<At<String>> {
    if value.is_list() {
        let first = value.list().iter().find_map(|value| value.text(&Faults::default()));
        let message = "a sheet names one telephone number";
        let fault = Diagnostic::error("bad-phone", message).at(value.origin());
        let clean = first.and_then(|first| clean(&first.value));
        faults.borrow_mut().push(instead(fault, clean, FORM).hint(OTHERS));
        return None;
    }
    let text = filled(value.text(faults)?, "phone", faults)?;
    let Some(why) = fault(text.value.trim()) else { return Some(text) };
    let several = why == SEVERAL;
    let fault = Diagnostic::error("bad-phone", format!("`phone` is not a telephone number: {why}")).at(text.origin);
    let fault = instead(fault, clean(&text.value), FORM);
    faults.borrow_mut().push(if several { fault.hint(OTHERS) } else { fault });
    None
}

/// What a number is like.
const FORM: &str = "digits, spaces and + ( ) . / - alone, or an extension behind them: \"+33 2 40 00 00 01 ext. 12\"";
/// Why a text of two numbers is none.
const SEVERAL: &str = "it holds more than one number";
/// Where further numbers may stand.
const OTHERS: &str = "others may stand in `help`, each with what it is for: there they stay whole, too";

/// Digits that stand for "your number here": one digit again and again, or the digits in a row.
fn is_made_up(digits: &str) -> bool {
    let same = digits.chars().all(|c| digits.starts_with(c));
    digits.len() > 5 && (same || "01234567890".contains(digits) || "98765432109".contains(digits))
}

/// What a telephone dials (RFC 3966): digits, the plus sign of a number with its country, and the extension.
pub fn phone_uri(phone: &str) -> String {
    let (number, behind) = split(phone.trim());
    // A zero in brackets is not dialled from abroad: +33 (0)2 is +332.
    let plus = number.starts_with('+');
    let number = if number.starts_with("(0)") { number.to_owned() } else { number.replace("(0)", "") };
    let extension = digits(behind);
    let extension = if extension.is_empty() { extension } else { format!(";ext={extension}") };
    let sign = if plus {
        "+"
    } else if number.starts_with('*') {
        "*"
    } else {
        ""
    };
    format!("tel:{sign}{}{extension}", digits(&number))
}

/// Refuses numbers that have too few digits or too many for their country, where flyer knows how many these are.
pub(super) fn judge(project: &Project, countries: &BTreeMap<String, Country>, faults: &Faults) {
    let home = project.country.as_ref().and_then(|code| countries.get(&code.value));
    let numbers = match &project.phone {
        Some(Local::All(number)) => vec![number],
        Some(Local::Each(numbers)) => numbers.values().collect(),
        None => return,
    };
    for number in numbers {
        let dialled = phone_uri(&number.value);
        let dialled = dialled.trim_start_matches("tel:").split(';').next().unwrap_or_default();
        let why = match dialled.strip_prefix('+') {
            Some(whole) => from_abroad(whole, countries),
            None => home.and_then(|country| at_home(dialled, country, country.digits.as_ref()?)),
        };
        let Some((why, hint)) = why else { continue };
        let fault =
            Diagnostic::error("bad-phone", format!("`phone` is not a telephone number: {why}")).at(number.origin);
        faults.borrow_mut().push(fault.hint(hint));
    }
}

/// What is wrong with a number that has its country.
fn from_abroad(whole: &str, countries: &BTreeMap<String, Country>) -> Option<(String, String)> {
    let plan = |country: &'_ Country| country.digits.clone().filter(|plan| whole.starts_with(&plan.code));
    let (country, plan) = countries.values().find_map(|country| Some((country, plan(country)?)))?;
    let rest = &whole[plan.code.len()..];
    if plan.holds(rest.len()) {
        return None;
    }
    let why = format!("behind +{} it has {} digits, and {} has {plan}", plan.code, rest.len(), country.name);
    let trunk = rest.strip_prefix(plan.trunk.as_str()).filter(|rest| !plan.trunk.is_empty() && plan.holds(rest.len()));
    Some((
        why,
        match trunk {
            Some(_) => format!("leave the {} behind +{} out", plan.trunk, plan.code),
            None => "compare it with the number that people dial".to_owned(),
        },
    ))
}

/// What is wrong with a number without country.
fn at_home(dialled: &str, country: &Country, plan: &Digits) -> Option<(String, String)> {
    let rest = dialled.strip_prefix(plan.trunk.as_str()).unwrap_or(dialled);
    let whole = plan.trunk != "0" || dialled.starts_with('0');
    // With two zeros it has its country, written in another way.
    if dialled.len() <= SERVICE || dialled.starts_with("00") || (whole && plan.holds(rest.len())) {
        return None;
    }
    let hint = "write all of its digits; a number of another country begins with + and the country's code";
    Some(match plan.trunk.as_str() {
        "0" if !whole => {
            (format!("it has no 0 at its beginning, as numbers in {} have", country.name), hint.to_owned())
        }
        "0" => (format!("behind its 0 it has {} digits, and {} has {plan}", rest.len(), country.name), hint.to_owned()),
        _ => (format!("it has {} digits, and {} has {plan}", dialled.len(), country.name), hint.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_as_they_are_meant() {
        for (written, uri) in [
            ("01 55 25 49 10", "tel:0155254910"),
            ("+33 (0)2 40-00.17", "tel:+332400017"),
            ("0033 (0)2 40-00.17", "tel:00332400017"),
            ("(0)44 123 45 67", "tel:0441234567"),
            ("۰۲۱ ۸۸۷۷", "tel:0218877"),
            ("02 40 00 11 22 poste 12", "tel:0240001122;ext=12"),
            ("+49 30 1234-0 (Durchwahl 17)", "tel:+493012340;ext=17"),
            ("03-1234-5678 内線 ５", "tel:0312345678;ext=5"),
            ("０３－１２３４－５６７８", "tel:0312345678"),
            ("04 123 4567 تحويلة ١٢", "tel:041234567;ext=12"),
        ] {
            assert_eq!(phone_uri(written), uri, "{written}");
            assert_eq!(fault(written), None, "{written}");
        }
        assert!(is_made_up("0123456789") && is_made_up("000000") && !is_made_up("0155254910") && !is_made_up("115"));
    }

    #[test]
    fn what_is_no_number_is_told_the_number() {
        for (written, wanted) in [
            ("Tél. : 02 40 00 11 22", Some("02 40 00 11 22")),
            ("☎ 02 40 00 11 22", Some("02 40 00 11 22")),
            ("tel:+33240001122", Some("+33240001122")),
            ("טל׳ 02-123-4567", Some("02-123-4567")),
            ("電話：03-1234-5678", Some("03-1234-5678")),
            ("02,40,00,11,22", Some("02 40 00 11 22")),
            ("030 12, 34 56", Some("030 12 34 56")),
            ("02 40 00 11 22, 06 12 34 56 78", Some("02 40 00 11 22")),
            ("02 40 00 11 22 / 06 12 34 56 78", Some("02 40 00 11 22")),
            ("02 40 00 11 22 ou 06 12 34 56 78", Some("02 40 00 11 22")),
            ("02 40 00 11 22 (gratuit)", Some("02 40 00 11 22")),
            ("0240001122;ext=12", Some("0240001122 ext. 12")),
            ("+33 24", None),
            ("12", None),
            ("0123456789", None),
            ("abc", None),
            ("1234 5678 9012 3456 7890", None),
        ] {
            assert!(fault(written).is_some(), "{written}");
            assert_eq!(clean(written).as_deref(), wanted, "{written}");
        }
        for right in ["115", "3919", "116 117", "112", "030/123456-78", "(0)30 1234 567", "+972-2-123-4567"] {
            assert_eq!(fault(right), None, "{right}");
        }
    }
}
