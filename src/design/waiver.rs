//! Waivers as they are written: what makes one, how many there may be, and the day on which it ends.
//!
//! Whether its check, place and condition exist is said where checks are judged.

use super::named::Checks;
use super::says::{is_owner, is_reason};
use super::{Spec, Waiver, is_date};
use crate::source::Span;
use crate::yaml::Problem;

/// Most waivers of one design: a team that accepts more has stopped reading its findings.
const MAX_WAIVERS: usize = 1000;

impl Waiver {
    /// The checks that it names, each with its place.
    pub fn checks(&self) -> impl Iterator<Item = (&str, Span)> {
        let (one, several) = match self.check.get() {
            Some(Checks::One(name)) => (Some((&**name, self.check.span())), &[][..]),
            Some(Checks::Several(names)) => (None, &names[..]),
            None => (None, &[][..]),
        };
        one.into_iter().chain(several.iter().filter_map(|name| Some((&**name.get()?, name.span()))))
    }

    /// Whether it may be about designs other than this one, so that nobody knows from this one alone whether it is used.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.design.get().is_some_and(|glob| glob.contains(['*', '?', '[', '{']))
    }
}

/// A waiver that lacks what makes it one would silently cover nothing.
pub(super) fn waivers(spec: &Spec, problems: &mut Vec<Problem>) {
    let list = spec.waivers.get().map_or(&[][..], |list| list);
    if list.len() > MAX_WAIVERS {
        problems.push(Problem::new("too-large", spec.waivers.key(), format!("more than {MAX_WAIVERS} waivers in one design")));
    }
    for element in list {
        let Some(waiver) = element.get() else { continue };
        let start = Span { end: element.span().start, ..element.span() };
        for (given, name) in [
            (waiver.check.is_given(), "check"),
            (waiver.reason.is_given(), "reason"),
            (waiver.owner.is_given(), "owner"),
            (waiver.until.is_given(), "until"),
        ] {
            if !given {
                problems.push(Problem::new("missing-key", start, format!("`{name}` is missing")));
            }
        }
        for (text, name, says, help) in [
            (&waiver.reason, "reason", is_reason as fn(&str) -> bool, "write in a few words why this is accepted"),
            (&waiver.owner, "owner", is_owner, "write who answers for it: a name or a role"),
        ] {
            if text.get().is_some_and(|text| !says(text)) {
                problems.push(Problem::new("missing-value", text.span(), format!("`{name}` says nothing")).with_help(help));
            }
        }
        if matches!(waiver.check.get(), Some(Checks::Several(list)) if list.is_empty()) {
            problems.push(Problem::new("missing-value", waiver.check.span(), "this waiver names no check"));
        }
        // Beside a single design nothing else can be meant.
        if waiver.design.is_given() && waiver.design.key().file == 0 {
            problems.push(Problem::new(
                "unknown-key",
                waiver.design.key(),
                "`design` belongs to a file with waivers of several designs",
            ));
        }
        if let Some(until) = waiver.until.get()
            && !is_date(until)
        {
            let message = format!("`{until}` is not a day such as `2027-03-31`");
            problems.push(Problem::new("impossible-value", waiver.until.span(), message));
        }
    }
}
