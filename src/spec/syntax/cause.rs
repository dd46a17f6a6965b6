//! What somebody did who wrote a line that is no TOML.
//!
//! In: the line and the parser's words. Out: the cause in plain words, with the line as it should be where that is certain.

use super::behind::rest;
use super::line::{CURLED, Line, STRAIGHT};
use super::wrong::{Cause, PATTERN, there, whole};
use crate::spec::called;
use std::ops::Range;

/// Programs that leave quotation marks as they are typed.
const PLAIN: &str = "word processors curl them: write this file with Notepad, TextEdit (as plain text) or their like";

/// The cause.
pub fn find(line: &Line<'_>) -> Cause {
    let causes: [fn(&Line<'_>) -> Option<Cause>; 9] =
        [json, remark, space, curled, open_text, backslash, name, value, rest];
    let found = causes.iter().find_map(|cause| cause(line));
    found.unwrap_or_else(|| {
        let said = line.said.trim().replace('\n', ", ");
        Cause::new(there(line), format!("this line cannot be read: {said}")).label("here")
    })
}

fn json(line: &Line<'_>) -> Option<Cause> {
    let begins = line.start == 0 && line.text.trim_start().starts_with('{');
    begins.then(|| {
        Cause::new(whole(line), "this is JSON, not TOML")
            .hint("write one `name = \"value\"` a line, without braces round all")
    })
}

/// Remarks as other languages write them.
fn remark(line: &Line<'_>) -> Option<Cause> {
    let signs = ["//", "/*", "<!--", "--", ";", "%"];
    let sign = |text: &str| signs.into_iter().find(|sign| text.starts_with(sign));
    let (text, before) = (line.text.trim_start(), line.text[..line.at].trim());
    let (sign, rest, at) = match (sign(text), sign(line.text[line.at..].trim_start())) {
        (Some(sign), _) => (sign, text, whole(line)),
        (None, Some(sign)) if !before.is_empty() && sign != ";" && sign != "%" => {
            (sign, line.text[line.at..].trim_start(), line.place(line.at..line.text.len()))
        }
        _ => return None,
    };
    let words = rest.trim_start_matches(sign).trim_end_matches("*/").trim_end_matches("-->").trim();
    Some(Cause::new(at, format!("a remark begins with `#`, not with `{sign}`")).hint(format!("write `# {words}`")))
}

/// Spaces that look like a plain one and are none.
fn space(line: &Line<'_>) -> Option<Cause> {
    let strange =
        |letter: char| !letter.is_ascii() && (letter.is_whitespace() || "\u{200b}\u{2060}\u{feff}".contains(letter));
    let (at, letter) = line.outside(strange)?;
    // Between curled marks it belongs to them.
    if line.outside(|letter| CURLED.contains(letter)).is_some() {
        return None;
    }
    let which = if letter == '\u{a0}' { "a no-break space" } else { "a special space" };
    let message = format!("{which} (U+{:04X}) stands here, which looks like a plain one", u32::from(letter));
    Some(Cause::new(line.place(at..at + letter.len_utf8()), message).hint("delete it, and type a space"))
}

/// Curled quotation marks in the place of straight ones.
fn curled(line: &Line<'_>) -> Option<Cause> {
    let open = line.open_text().filter(|_| line.said.starts_with("invalid"));
    let closes = open.and_then(|text| {
        let (at, mark) = line.text[..line.text.trim_end().len()].char_indices().next_back()?;
        (CURLED.contains(mark) && at > text.start).then_some((at, mark))
    });
    let (at, mark) = closes.or_else(|| line.outside(|letter| CURLED.contains(letter)))?;
    let message = format!("texts stand between straight quotation marks, `\"`, and not between {mark}");
    let cause = Cause::new(line.place(at..at + mark.len_utf8()), message);
    let written = line.name_and_value().and_then(|(name, value)| {
        let field = called::field(name).filter(|_| !name.is_ascii());
        Some(format!("{} = {}", field.as_deref().unwrap_or(name), straight(value)?))
    });
    let example = written.unwrap_or_else(|| "\"like this\"".to_owned());
    Some(cause.hint(format!("write `{example}`")).hint(PLAIN))
}

/// A text between marks of any kind in straight ones; none where the value is more than one text.
fn straight(value: &str) -> Option<String> {
    let mark = |letter: char| CURLED.contains(letter) || STRAIGHT.contains(&letter);
    let inside = value.trim_matches(|letter: char| mark(letter) || letter.is_whitespace());
    let simple = !inside.is_empty() && !inside.contains(['"', '\\', '[', '{', '=', '“', '”', '«', '»', '„']);
    simple.then(|| format!("\"{inside}\""))
}

/// A text that is not closed.
fn open_text(line: &Line<'_>) -> Option<Cause> {
    let strings = line.said.starts_with("invalid basic string") || line.said.starts_with("invalid literal string");
    if !strings {
        return None;
    }
    let Some(text) = line.open_text().filter(|_| line.at >= line.text.trim_end().len()) else {
        let letter = line.text[line.at..].chars().next()?;
        let message = format!("an invisible sign (U+{:04X}) stands in this text", u32::from(letter));
        return Some(Cause::new(there(line), message).hint("delete it, or type the text again"));
    };
    let mark = line.text[text.clone()].chars().next()?;
    if line.goes_on_to().is_some() {
        let cause = Cause::new(line.place(text), "this text goes over more than one line").label("begins here");
        return Some(cause.hint("write it on one line").hint("or put `\"\"\"` before and behind it"));
    }
    let cause = Cause::new(line.place(text), "this text has no quotation mark at its end");
    Some(cause.hint(format!("write `{}{mark}`", line.text.trim())))
}

/// A backslash in a text between `"`, mostly in a path of Windows.
fn backslash(line: &Line<'_>) -> Option<Cause> {
    let escape =
        ["missing escaped value", "too few unicode", "invalid value"].iter().any(|start| line.said.starts_with(start));
    if !escape {
        return None;
    }
    let texts = line.texts();
    let holds = |text: &&Range<usize>| line.text[(*text).clone()].contains('\\');
    let text = texts.iter().filter(holds).find(|text| text.end > line.at).or_else(|| texts.iter().find(holds))?.clone();
    let inside = line.text[text.clone()].trim_matches('"');
    let cause = Cause::new(line.place(text), "`\\` in a text between `\"` begins a special sign, such as `\\n`");
    let name = inside.rsplit('\\').next().unwrap_or_default();
    Some(match inside.contains(":\\") && name.contains('.') {
        true => cause.hint(format!("put the file beside flyer.toml, and write its name alone: `\"{name}\"`")),
        false => {
            let slashes = inside.replace('\\', "/");
            cause.hint(format!("write `\"{slashes}\"`, with `/`, or `'{inside}'`, between `'`"))
        }
    })
}

/// What stands before the `=`, or in its place.
fn name(line: &Line<'_>) -> Option<Cause> {
    let of_name = line.said.starts_with("key with no value") || line.said.starts_with("invalid unquoted key");
    if line.said.starts_with("duplicate key") {
        let message = format!("`{}` is given twice", line.there);
        return Some(Cause::new(there(line), message).label("and here").hint("keep one of the two, or join them"));
    }
    if !of_name {
        return None;
    }
    let text = line.text.trim();
    let key =
        text.split(|letter: char| letter == ':' || letter == '=' || letter.is_whitespace()).next().unwrap_or_default();
    let colon = text.find(':').filter(|colon| text.find(['=', '"', '\'']).is_none_or(|other| *colon < other));
    if let Some(colon) = colon.filter(|_| !key.is_empty()) {
        let value = text[colon + 1..].trim();
        if value.is_empty() {
            let cause = Cause::new(whole(line), "between a name and its value stands `=`, not `:`");
            return Some(cause.hint(PATTERN));
        }
        let value = if value.starts_with(STRAIGHT) { value.to_owned() } else { format!("\"{value}\"") };
        let message = "between a name and its value stands `=`, not `:`";
        return Some(Cause::new(whole(line), message).hint(format!("write `{} = {value}`", text[..colon].trim())));
    }
    let before = line.name_and_value().map(|(before, _)| before);
    if let Some(dash) = before.unwrap_or(key).chars().find(|letter| "–—‒‐‑−".contains(*letter)) {
        let message = format!("`{dash}` in a name is a dash, and no hyphen");
        return Some(Cause::new(whole(line), message).hint("type `-` or `_`, as the name has it"));
    }
    if text.contains('＝') && before.is_none() {
        let wide = text.find('＝').unwrap_or_default();
        let value = straight(&text[wide + '＝'.len_utf8()..]).unwrap_or_else(|| "\"...\"".to_owned());
        let cause = Cause::new(whole(line), "`＝` is a wide sign: between a name and its value stands a plain `=`");
        return Some(cause.hint(format!("write `{} = {value}`", text[..wide].trim())));
    }
    if let Some(inside) = name_inside(line) {
        let message = format!("`{inside}` cannot be a name: names have the letters a to z, digits, `-` and `_`");
        return Some(
            Cause::new(there(line), message)
                .hint("languages are written by their tags: `{ fr = \"...\", de = \"...\" }`"),
        );
    }
    if let Some(before) = before {
        let words: Vec<&str> = before.split_whitespace().collect();
        let message = format!("`{before}` cannot be a name: names have the letters a to z, digits, `-` and `_`");
        let cause = Cause::new(whole(line), message);
        if let Some((field, (_, value))) = called::field(before).zip(line.name_and_value()) {
            let value = straight(value).unwrap_or_else(|| value.to_owned());
            return Some(cause.hint(format!("write `{field} = {value}`")));
        }
        return Some(if words.len() > 1 { cause.hint(format!("perhaps `{}`", words.join("_"))) } else { cause });
    }
    let value = text[key.len()..].trim();
    Some(match value.starts_with(STRAIGHT) {
        true => {
            Cause::new(whole(line), format!("`=` is missing behind `{key}`")).hint(format!("write `{key} = {value}`"))
        }
        false => Cause::new(whole(line), "this line has no `=`").hint(PATTERN),
    })
}

/// A name in braces with letters that names have not, where the parser stumbled over one.
fn name_inside<'a>(line: &Line<'a>) -> Option<&'a str> {
    let brace = line.text.find('{').filter(|brace| *brace < line.at && !line.text[..*brace].contains('"'))?;
    let of_name = |c: char| !c.is_whitespace() && !"{},=\"".contains(c);
    let start = line.text[..line.at].rfind(|c| !of_name(c)).map_or(brace, |at| at + 1);
    let rest = &line.text[start..];
    let name = rest[..rest.find(|c| !of_name(c)).unwrap_or(rest.len())].trim();
    (!name.is_empty()).then_some(name)
}

/// What stands behind the `=`.
fn value(line: &Line<'_>) -> Option<Cause> {
    let said = |start: &str| line.said.starts_with(start);
    let (name, value) = line.name_and_value().unwrap_or(("name", line.there));
    if said("extra `=`") {
        return Some(
            Cause::new(there(line), "there is one `=` too many")
                .hint(format!("write `{name} = {}`", value.trim_start_matches('=').trim())),
        );
    }
    if said("unexpected leading zero") {
        let cause = Cause::new(there(line), "a number does not begin with 0");
        return Some(cause.hint(format!("a post code or telephone number is a text: `\"{value}\"`")));
    }
    if said("invalid date") || said("invalid time") || said("invalid datetime") {
        return Some(
            Cause::new(there(line), format!("`{}` is no day", line.there)).hint("write it as a text: `\"2026-11-20\"`"),
        );
    }
    let unquoted = said("string values must be quoted") || said("missing opening quote") || said("missing value");
    if !unquoted && !said("invalid boolean") {
        return None;
    }
    let lower = value.to_lowercase();
    if ["true", "false", "yes", "no", "on", "off"].contains(&lower.as_str()) {
        let truth = if ["true", "yes", "on"].contains(&lower.as_str()) { "true" } else { "false" };
        let message = format!("`{value}` is written `{truth}` here");
        return Some(Cause::new(there(line), message).hint(format!("write `{name} = {truth}`")));
    }
    if value.is_empty() {
        let cause = Cause::new(whole(line), format!("`{name}` has no value"));
        return Some(cause.hint(format!("write `{name} = \"...\"`, or take the line out")));
    }
    if let Some(number) = value.strip_suffix('%').filter(|number| number.parse::<f64>().is_ok()) {
        let cause = Cause::new(there(line), "a number stands here without `%`");
        return Some(cause.hint(format!("write `{name} = {number}`")));
    }
    let cause = Cause::new(there(line), "a text stands between quotation marks");
    let example = straight(value).map_or_else(|| "\"like this\"".to_owned(), |value| format!("{name} = {value}"));
    Some(cause.hint(format!("write `{example}`")))
}
