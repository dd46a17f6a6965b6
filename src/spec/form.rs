//! How a value is written whose kind is wrong: the line as it should be, with somebody's own words in it.
//!
//! In: a value, and what it should be. Out: a line that can be copied. A number becomes a text, a list of texts one text, a text
//! the name of a file in a table.

use super::read::Value;
use toml::de::DeValue;

/// What any table is like.
pub const TABLE: &str = "{key} = { key = \"value\" }";

/// Keys of prose, and what stands between the parts of a list that become one text.
const PROSE: [(&str, &str); 7] = [
    ("organisation", " "),
    ("address", ", "),
    ("help", " "),
    ("printer", ", "),
    ("legal", " "),
    ("alt", " "),
    ("says", " "),
];

/// What a value is, in plain words.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The texts that stand in a value, in order.
pub fn texts(value: &DeValue<'_>) -> Vec<String> {
    match value {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![number.as_str().to_owned()],
        DeValue::Float(number) => vec![number.as_str().to_owned()],
        DeValue::Datetime(date) => vec![date.to_string()],
        DeValue::Boolean(_) => Vec::new(),
        DeValue::Array(all) => all.iter().flat_map(|inner| texts(inner.get_ref())).collect(),
        DeValue::Table(all) => all.iter().flat_map(|(_, inner)| texts(inner.get_ref())).collect(),
    }
}

/// A text between the marks that it can stand in.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// The whole of a line, where the value has a key.
fn line(key: &str, value: &str) -> String {
    let bare = |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    match key {
        "" => value.to_owned(),
        key if bare(key) => format!("{key} = {value}"),
        key => format!("{} = {value}", quoted(key)),
    }
}

/// As a text.
pub fn text(value: Value<'_>) -> String {
    let own = texts(value.inner.get_ref());
    let between = PROSE.iter().find(|(key, _)| *key == value.key).map(|(_, between)| *between);
    let whole = match between {
        Some(between) if value.is_list() => own.join(between),
        _ => own.into_iter().next().unwrap_or_default(),
    };
    line(value.key, &if whole.trim().is_empty() { "\"...\"".to_owned() } else { quoted(&whole) })
}

/// As a length.
pub fn length(value: Value<'_>) -> String {
    let own = match value.inner.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) => texts(value.inner.get_ref()).into_iter().next(),
        _ => None,
    };
    line(value.key, &format!("\"{}mm\"", own.as_deref().unwrap_or("3")))
}

/// As a number.
pub fn number(value: Value<'_>) -> String {
    let own = texts(value.inner.get_ref()).into_iter().next().unwrap_or_default().replace(',', ".");
    let digits = own.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    line(value.key, if digits.parse::<f64>().is_ok_and(f64::is_finite) { digits } else { "1.5" })
}

/// As `true` or `false`.
pub fn flag(value: Value<'_>) -> String {
    let own = texts(value.inner.get_ref()).into_iter().next().unwrap_or_default().to_lowercase();
    let no = ["false", "no", "non", "nein", "off", "0", "n", ""].contains(&own.trim());
    line(value.key, if no { "false" } else { "true" })
}

/// As a table of a form, which has `{key}` for the key and `{}` for what somebody wrote.
pub fn table(value: Value<'_>, form: &str) -> String {
    let own = texts(value.inner.get_ref()).into_iter().next().unwrap_or_else(|| "...".to_owned());
    let key = line(value.key, "");
    let key = key.trim_end_matches(" = ");
    form.replace("{key} = ", &if key.is_empty() { String::new() } else { format!("{key} = ") })
        .replace("{}", &quoted(&own))
}

/// Texts of a list as rows of two: each is parted where its times begin, at the first digit; or two texts are one row.
pub fn rows(value: Value<'_>) -> Option<String> {
    let own = texts(value.inner.get_ref());
    let flat = value.list().iter().all(Value::is_text) && !own.is_empty();
    let part = |text: &String| {
        let at = text.find(|c: char| c.is_numeric()).filter(|at| !text[..*at].trim().is_empty())?;
        let days = text[..at].trim_end().trim_end_matches([':', ',']).trim_end();
        Some(format!("[{}, {}]", quoted(days), quoted(&text[at..])))
    };
    let parted: Option<Vec<String>> = own.iter().map(part).collect();
    match (flat, parted, &own[..]) {
        (true, Some(rows), _) => Some(format!("[{}]", rows.join(", "))),
        (true, None, [days, times]) => Some(format!("[[{}, {}]]", quoted(days), quoted(times))),
        _ => None,
    }
}
