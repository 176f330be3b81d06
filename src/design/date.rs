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

/// What to write for a text that is no day: the day, or one of the month or quarter that is named; none if that is not certain.
#[must_use]
pub fn meant_day(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let year = parts.iter().position(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
    let others: Vec<&str> = parts.iter().enumerate().filter(|(at, _)| *at != year).map(|(_, part)| *part).collect();
    let day = |month: u32, day: u32| Some(format!("{}-{month:02}-{day:02}", parts[year])).filter(|day| is_date(day));
    let of = |found: String| format!("write a day of it, such as `{found}`");
    match others[..] {
        [] => day(1, 1).map(of),
        [one] => day(quarter(one).or_else(|| month(one))?, 1).map(of),
        // Of two numbers only those behind a year have one order.
        [first, second] => {
            let named = |name: &str, number: &str| day(month_name(name)?, plain(number)?);
            let found = named(first, second).or_else(|| named(second, first));
            let ordered = || if year == 0 { day(plain(first)?, plain(second)?) } else { None };
            found.or_else(ordered).map(|found| format!("write `{found}`"))
        }
        _ => None,
    }
}

fn plain(text: &str) -> Option<u32> {
    text.trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()
}

/// The first month of `q3`.
fn quarter(text: &str) -> Option<u32> {
    let number: u32 = text.strip_prefix('q')?.parse().ok()?;
    (1..=4).contains(&number).then(|| 3 * number - 2)
}

fn month(text: &str) -> Option<u32> {
    month_name(text).or_else(|| text.parse().ok())
}

/// The month of `sep` or `september`.
fn month_name(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|name| text.len() >= 3 && name.starts_with(text))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{days_of, is_date, meant_day};

    #[test]
    fn what_is_no_day_may_mean_one() {
        for (text, meant) in [
            ("Q3 2027", Some("write a day of it, such as `2027-07-01`")),
            ("2027-Q1", Some("write a day of it, such as `2027-01-01`")),
            ("Sep 2027", Some("write a day of it, such as `2027-09-01`")),
            ("2027-09", Some("write a day of it, such as `2027-09-01`")),
            ("09/2027", Some("write a day of it, such as `2027-09-01`")),
            ("2027", Some("write a day of it, such as `2027-01-01`")),
            ("2027/9/1", Some("write `2027-09-01`")),
            ("September 1st, 2027", Some("write `2027-09-01`")),
            ("1 sep 2027", Some("write `2027-09-01`")),
            // Which is the month?
            ("01/09/2027", None),
            ("2027-02-31", None),
            ("Q5 2027", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(meant_day(text).as_deref(), meant, "{text}");
        }
    }

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
