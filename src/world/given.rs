//! Reading fields of the design as values, with their origin or the need for them.

use super::value::{Known, Lack, Trace, Word};
use crate::design::{Quantity, Sort, Undecided};
use crate::quantity::{Bounds, Measure, find_unit};
use crate::yaml::Field;

/// The value of a field, or the need for it.
pub(crate) fn field<'w, T: Undecided>(field: &'w Field<T>, trace: &mut Trace, path: impl FnOnce() -> String) -> Option<&'w T> {
    match field.get() {
        Some(value) if trace.is_on() => {
            stands(field, value, trace, path());
            Some(value)
        }
        None => trace.need(path),
        known => known,
    }
}

/// Notes where a value stands, and that it is not decided where it is a range.
pub(crate) fn stands<T: Undecided>(field: &Field<T>, value: &T, trace: &mut Trace, path: String) {
    if value.is_range() {
        trace.closer(|| path.clone());
    }
    trace.given_at(field.span(), || path);
}

/// A quantity of the design.
pub(crate) fn measure<S: Sort>(given: &Field<Quantity<S>>, trace: &mut Trace, path: impl FnOnce() -> String) -> Option<Measure> {
    field(given, trace, path).map(|quantity| quantity.measure)
}

/// The given elements of a list, broken ones left out.
pub(crate) fn elements<T>(list: &Field<Vec<Field<T>>>) -> impl Iterator<Item = (&T, &Field<T>)> {
    list.get().into_iter().flatten().filter_map(|element| element.get().map(|value| (value, element)))
}

/// The value of a field, or that it is not known, with the need for it.
pub(crate) fn known<'w, T: Undecided>(given: &'w Field<T>, trace: &mut Trace, path: impl FnOnce() -> String) -> Known<&'w T> {
    field(given, trace, path).ok_or(Lack::Unknown)
}

/// A quantity of the design as the value of a fact, which is then that of this single field.
pub(crate) fn quantity<S: Sort>(given: &Field<Quantity<S>>, trace: &mut Trace, path: impl FnOnce() -> String) -> Known<Bounds> {
    if !trace.is_on() {
        return amount(given, trace, path);
    }
    let at: std::rc::Rc<str> = path().into();
    trace.is_field(std::rc::Rc::clone(&at));
    amount(given, trace, || at.to_string())
}

/// A quantity of the design from which a fact is derived.
pub(crate) fn amount<S: Sort>(given: &Field<Quantity<S>>, trace: &mut Trace, path: impl FnOnce() -> String) -> Known<Bounds> {
    field(given, trace, path).map(bounds).ok_or(Lack::Unknown)
}

/// What is known of a quantity: itself, or the ends between which it is not decided.
pub(crate) fn bounds<S: Sort>(quantity: &Quantity<S>) -> Bounds {
    let (low, high) = quantity.bounds();
    Bounds { low, high, unit: quantity.measure.unit }
}

/// Yes or no of the design.
pub(crate) fn answer(given: &Field<bool>, trace: &mut Trace, path: impl FnOnce() -> String) -> Known<bool> {
    field(given, trace, path).copied().ok_or(Lack::Unknown)
}

/// Yes or no of the design; no if it is not given, for what is an exception when it occurs.
pub(crate) fn answer_or_no(given: &Field<bool>, trace: &mut Trace, path: impl FnOnce() -> String) -> bool {
    given.get().is_some_and(|answer| {
        trace.given_at(given.span(), path);
        *answer
    })
}

/// Text of the design.
pub(crate) fn text(given: &Field<Box<str>>, trace: &mut Trace, path: impl FnOnce() -> String) -> Known<Word> {
    field(given, trace, path).map(|text| Word::from(&**text)).ok_or(Lack::Unknown)
}

/// Yes or no of the design; no if it is not given, for what is an exception when it occurs.
pub(crate) fn exception(given: &Field<bool>, trace: &mut Trace, path: impl FnOnce() -> String) -> Known<bool> {
    Ok(answer_or_no(given, trace, path))
}

/// A whole number from zero to what a `u32` holds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be inside")]
pub(crate) fn whole(number: f64) -> Option<u32> {
    (number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0).then_some(number as u32)
}

/// What a formula yields over what is known of its arguments, in SI units, shown in this unit. It rises or falls throughout
/// in each of them. Not known where it has no value.
pub(crate) fn derived<const N: usize>(
    arguments: [Bounds; N],
    unit: &str,
    formula: impl Fn([f64; N]) -> Option<f64>,
) -> Known<Bounds> {
    let found = Bounds::over(arguments, find_unit(unit), formula);
    found.filter(|found| found.low < f64::INFINITY && found.high > f64::NEG_INFINITY).ok_or(Lack::Unknown)
}

/// How many there are.
pub(crate) const fn count(count: usize) -> Bounds {
    Bounds::exact(count as f64, None)
}

/// A number that was computed in SI units, shown in this unit; empty for a plain number.
pub(crate) fn in_unit(si: Option<f64>, unit: &str) -> Known<Bounds> {
    let si = si.filter(|si| si.is_finite()).ok_or(Lack::Unknown)?;
    Ok(Bounds::exact(si, find_unit(unit)))
}

/// Whether a text says that there is no such thing.
pub(crate) fn is_none(text: &str) -> bool {
    text.eq_ignore_ascii_case("none")
}
