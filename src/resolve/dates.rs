//! Dates as a language writes them.

use crate::spec::words::Dates;

/// `2025-05-26` or `2025-05` in words, by the language's patterns; anything else as it is.
pub fn write(dates: &Dates, date: &str) -> String {
    let mut parts = date.splitn(3, '-');
    let year = parts.next().unwrap_or_default();
    let month =
        parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|at| dates.months.get(at.checked_sub(1)?));
    let Some(month) = month else { return date.to_owned() };
    match parts.next() {
        Some(day) => {
            let day = day.trim_start_matches('0');
            let day = if day == "1" { dates.first.as_deref().unwrap_or(day) } else { day };
            dates.day.replace("{d}", day).replace("{month}", month).replace("{y}", year)
        }
        None => dates.month.replace("{month}", month).replace("{y}", year),
    }
}
