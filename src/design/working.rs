//! What the clock and the calendar allow: hours of a day, days of a month, and the day of the launch.

use super::date::meant_day;
use super::sorts::Number;
use super::{Production, Quantity, WorkingTime, is_date};
use crate::yaml::{Field, Problem, Span};

/// Hours of a day.
const HOURS: f64 = 24.0;
/// Days of the longest month.
const DAYS: f64 = 31.0;

/// Notes times that no clock has and days that no calendar has.
pub(super) fn working(production: &Production, problems: &mut Vec<Problem>) {
    for time in [&production.working_time, &production.machine_time].into_iter().filter_map(Field::get) {
        hours(time, problems);
    }
    let launch = &production.launch;
    if let Some(day) = launch.get().filter(|day| !is_date(day)) {
        let message = format!("`{day}` is not a day such as `2027-09-01`");
        problems.push(Problem { help: meant_day(day), ..Problem::new("impossible-value", launch.span(), message) });
    }
    if launch.is_given() && production.launch_in.is_given() {
        let problem = Problem::new("impossible-value", launch.key(), "a launch is a day or a time from today, one of them");
        problems.push(problem.with_related(production.launch_in.key(), "the time from today"));
    }
}

/// A day is one of the calendar.
pub(super) fn day(given: &Field<Box<str>>, problems: &mut Vec<Problem>) {
    if let Some(text) = given.get().filter(|text| !is_date(text)) {
        let message = format!("`{text}` is not a day such as `2027-03-31`");
        problems.push(Problem { help: meant_day(text), ..Problem::new("impossible-value", given.span(), message) });
    }
}

fn hours(time: &WorkingTime, problems: &mut Vec<Problem>) {
    let too_many = |span: Span, message: String| Problem::new("impossible-value", span, message);
    let (shifts, hours) = (least(&time.shifts_per_day), least(&time.hours_per_shift));
    if hours > HOURS {
        problems.push(too_many(time.hours_per_shift.span(), format!("a shift of {hours} h; a day has {HOURS} h")));
    } else if shifts * hours > HOURS {
        let problem = too_many(
            time.shifts_per_day.span(),
            format!("{shifts} shifts of {hours} h are {} h a day; a day has {HOURS} h", shifts * hours),
        );
        problems.push(problem.with_related(time.hours_per_shift.span(), "hours of a shift"));
    }
    let days = least(&time.days_per_month);
    if days > DAYS {
        problems.push(too_many(time.days_per_month.span(), format!("{days} working days; no month has more than {DAYS} days")));
    }
}

/// The least that a number may be; nothing where it is not given.
fn least(of: &Field<Quantity<Number>>) -> f64 {
    of.get().map_or(0.0, |number| number.bounds().0)
}

#[cfg(test)]
mod tests {
    use crate::design::Loader;

    /// The problems of a design with these production targets: line, column and message.
    fn problems(production: &str) -> Vec<(usize, usize, String)> {
        let text = format!("caseproof: 1\ndesign: {{ name: a }}\nparts: {{ p: {{}} }}\nproduction: {{ {production} }}\n");
        let read = Loader::new(std::path::Path::new(".")).text(text, "spec", None);
        let place = |problem: &crate::yaml::Problem| {
            let at = read.file.position(problem.span.start as usize);
            (at.line, at.column, problem.message.clone())
        };
        read.problems.iter().map(place).collect()
    }

    #[test]
    fn a_day_has_24_hours() {
        let hours = |shifts: &str, hours: &str| {
            problems(&format!("working_time: {{ shifts_per_day: {shifts}, hours_per_shift: {hours} }}"))
        };
        assert_eq!(hours("4", "12"), [(4, 47, "4 shifts of 12 h are 48 h a day; a day has 24 h".to_owned())]);
        assert_eq!(hours("1", "30"), [(4, 67, "a shift of 30 h; a day has 24 h".to_owned())]);
        for fits in ["2", "3"] {
            assert_eq!(hours(fits, "8"), []);
        }
        assert_eq!(hours("3", "7 to 12"), [], "it may be 21 h");
        assert_eq!(hours("3", "9 to 12").len(), 1, "it is 27 h at least");
        assert_eq!(problems("machine_time: { shifts_per_day: 3, hours_per_shift: 9 }").len(), 1, "of machines too");
    }

    #[test]
    fn a_month_has_31_days() {
        assert_eq!(problems("working_time: { days_per_month: 31 }"), []);
        let found = problems("working_time: { days_per_month: 40 }");
        assert_eq!(found, [(4, 47, "40 working days; no month has more than 31 days".to_owned())]);
    }

    #[test]
    fn a_launch_is_a_day() {
        assert_eq!(problems("launch: 2027-09-01"), []);
        assert_eq!(problems("launch: 2027-09-31"), [(4, 23, "`2027-09-31` is not a day such as `2027-09-01`".to_owned())]);
        assert_eq!(problems("launch: 2027-09-01, launch_in: 4 weeks").len(), 1);
    }
}
