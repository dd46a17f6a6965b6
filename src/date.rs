//! Days: from a text to a number and back.
//!
//! In: `YYYY-MM-DD`, or `YYYY-MM` where a month is enough. Out: days since 1970, or nothing where it is no date. There is one
//! calendar for all dates: those in files, on the command line, and the clock's.

/// The day on which a second since 1970 falls, `YYYY-MM-DD` (proleptic Gregorian, UTC).
pub fn day(seconds: u64) -> String {
    let days = (seconds / 86_400) as i64 + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days from one date to a later one; none where either is no date.
pub fn days_between(then: &str, now: &str) -> Option<i64> {
    Some(days_since_1970(now)? - days_since_1970(then)?)
}

/// Whether a text is a day: `2026-11-20`.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && days_since_1970(text).is_some()
}

/// Whether a text is a month: `2026-11`.
pub fn is_month(text: &str) -> bool {
    text.len() == 7 && days_since_1970(text).is_some()
}

/// Days since 1970 of a `YYYY-MM-DD` or `YYYY-MM` (then its first day); `None` if it is no date. The inverse of [`day`].
pub fn days_since_1970(date: &str) -> Option<i64> {
    if !date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let mut parts = date.splitn(3, '-');
    let year: i64 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: i64 = parts.next().filter(|m| m.len() == 2)?.parse().ok().filter(|m| (1..=12).contains(m))?;
    let date = match parts.next() {
        Some(day) => day.parse().ok().filter(|d| day.len() == 2 && (1..=days_in(year, month)).contains(d))?,
        None => 1,
    };
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let of_year = (153 * m + 2) / 5 + date - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_there_and_back() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(days_since_1970("2024-02-30"), None);
        for days in (0..40_000).step_by(13) {
            assert_eq!(days_since_1970(&day(days * 86_400)), Some(days as i64));
        }
    }

    #[test]
    fn a_day_is_more_than_a_month() {
        assert!(is_day("2026-11-20") && is_month("2026-11"));
        for no in ["2026-11", "2026-11-31", "20.11.2026", "2026-1-05", "+026-11-20", "2026-11-2x"] {
            assert!(!is_day(no), "{no}");
        }
        assert!(!is_month("2026-13") && !is_month("2026-11-20"));
    }
}
