//! Waivers as they are written: what makes one, how many there may be, and the day on which it ends.
//!
//! Whether its check, place and condition exist is said where checks are judged.

use super::{Spec, is_date};
use crate::source::Span;
use crate::yaml::Problem;

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
