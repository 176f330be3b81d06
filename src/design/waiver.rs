//! Waivers as they are written: what makes one, how many there may be, and the day on which it ends.
//!
//! Whether its check, place and condition exist is said where checks are judged.

use super::Spec;
use crate::yaml::{Problem, Span};

/// Most waivers of one design: a team that accepts more has stopped reading its findings.
const MAX_WAIVERS: usize = 1000;

/// A waiver that lacks what makes it one would silently cover nothing.
pub(super) fn waivers(spec: &Spec, problems: &mut Vec<Problem>) {
    let list = spec.waivers.get().map_or(&[][..], |list| list);
    if list.len() > MAX_WAIVERS {
        problems.push(Problem::new("too-large", spec.waivers.key(), format!("more than {MAX_WAIVERS} waivers in one design")));
    }
    for element in list {
        let Some(waiver) = element.get() else { continue };
        let start = Span { end: element.span().start, ..element.span() };
        for (field, name) in
            [(&waiver.check, "check"), (&waiver.reason, "reason"), (&waiver.owner, "owner"), (&waiver.until, "until")]
        {
            if !field.is_given() {
                problems.push(Problem::new("missing-key", start, format!("`{name}` is missing")));
            }
        }
        if let Some(until) = waiver.until.get()
            && !is_date(until)
        {
            let message = format!("`{until}` is not a day such as `2027-03-31`");
            problems.push(Problem::new("impossible-value", waiver.until.span(), message));
        }
    }
}

/// Whether a text is a day of the calendar written as YYYY-MM-DD, so that days compare as text.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| digits)
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else { return false };
    year >= 1 && (1..=days(year, month)).contains(&day)
}

/// Days of a month; none for a month that does not exist.
const fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_of_the_calendar() {
        for day in ["2027-03-31", "2027-02-28", "2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert!(is_date(day), "{day}");
        }
        for none in [
            "",
            "2027",
            "2027-02-29",
            "2027-02-31",
            "2027-04-31",
            "1900-02-29",
            "2027-00-10",
            "2027-13-01",
            "2027-01-00",
            "2027-01-32",
            "0000-01-01",
            "2027-+1-+1",
            "2027-1-1",
            "27-01-01",
            "2027-01-01-01",
            "2027-01-0١",
        ] {
            assert!(!is_date(none), "{none}");
        }
    }
}
