//! Waivers: which findings somebody accepted, until when and under which condition.

use super::Check;
use crate::design::{Spec, Waiver};
use crate::facts::World;
use crate::knowledge::library;
use crate::language::{Condition, Context, Truth};
use crate::vocabulary::Item;

/// The waiver of a spec that covers a finding, if it still holds on the day.
pub(super) fn waiver<'s>(
    spec: &'s Spec,
    check: &Check,
    at: &str,
    world: &World<'_>,
    slots: &[Item],
    today: Option<&str>,
) -> Option<&'s Waiver> {
    spec.waivers.get()?.iter().filter_map(|waiver| waiver.get()).find(|waiver| {
        waiver.check.get().is_some_and(|name| check.is_called(name))
            && waiver.at.get().is_none_or(|path| covers(path, at))
            && in_time(waiver, today)
            && holds(waiver, check, world, slots)
    })
}

/// `parts.tray` covers `parts.tray` and `parts.tray.draft`, and what several things share.
fn covers(path: &str, at: &str) -> bool {
    at.split('+').any(|place| place == path || place.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

/// Dates are written year first, so they compare as text.
fn in_time(waiver: &Waiver, today: Option<&str>) -> bool {
    waiver.until.get().is_some_and(|until| today.is_none_or(|today| today <= &**until))
}

/// The condition of the waiver on the subject; facts of the subject may be written without its name.
fn holds(waiver: &Waiver, check: &Check, world: &World<'_>, slots: &[Item]) -> bool {
    let Some(text) = waiver.while_.get() else { return !waiver.while_.is_given() };
    let context = Context { names: check.subject.names(), limits: Vec::new(), lexicon: library() };
    let with_subject = format!("{}.{text}", check.subject.kind().word());
    [text, with_subject.as_str()]
        .iter()
        .find_map(|text| Condition::compile(text, &context).ok())
        .is_some_and(|condition| condition.judge(world, slots) == Truth::True)
}
