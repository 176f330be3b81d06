//! Days of the calendar.

/// A day of the calendar as YYYY-MM-DD, so that days compare as text.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|number| digits && *number > 0)
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    day <= days
}

#[cfg(test)]
mod tests {
    use super::is_date;

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
