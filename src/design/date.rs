//! Days of the calendar.

/// Whether a text is a day of the calendar as YYYY-MM-DD, so that days compare as text.
#[must_use]
pub fn is_date(text: &str) -> bool {
    days_of(text).is_some()
}

/// The number of a day that is written as YYYY-MM-DD, counted from 1970-01-01; none if it is no day of the calendar.
/// Reference: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
#[must_use]
pub fn days_of(text: &str) -> Option<i64> {
    let (year, month, day) = civil(text)?;
    // The year begins in March, so that a leap day is its last.
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, month) = (year.div_euclid(400), (i64::from(month) + 9) % 12);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

/// Year, month and day of a text.
fn civil(text: &str) -> Option<(u32, u32, u32)> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|number| digits && *number > 0)
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else { return None };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (day <= days).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::{days_of, is_date};

    #[test]
    fn days_are_counted() {
        for (day, number) in
            [("1970-01-01", 0), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2026-11-22", 20_779), ("1969-12-31", -1)]
        {
            assert_eq!(days_of(day), Some(number), "{day}");
        }
        assert_eq!(days_of("2027-02-29"), None);
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for day in ["2027-03-31", "2028-02-29", "2000-02-29", "2027-12-31", "0001-01-01"] {
            assert!(is_date(day), "{day}");
        }
        for day in [
            "",
            "2027-02-31",
            "2027-02-29",
            "1900-02-29",
            "2027-04-31",
            "2027-13-01",
            "2027-00-10",
            "2027-01-00",
            "2027-+1-+1",
            "2027-1-1",
            "0000-01-01",
            "2027-01-01-01",
            "２０２７-01-01",
        ] {
            assert!(!is_date(day), "{day}");
        }
    }
}
