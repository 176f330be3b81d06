//! Published engineering formulas for everybody: each under its standard name, with its reference, its limits of validity and
//! worked examples that anyone can rerun.
//!
//! A formula here names its inputs, says in which unit it prints, and hands plain SI numbers to `formulas` and `line`, where the
//! arithmetic stands. This module must never know a design, a check, a finding or a table, and no file but the text it is handed: it reads
//! no clock, keeps no state and judges nothing. Every slip in the input is an error with its place, never a panic.

mod areas;
mod arguments;
mod calculate;
mod entry;
mod limit;
mod published;
mod read;
mod selftest;

pub use areas::AREAS;
pub use arguments::{Arguments, Fault, Value};
pub use calculate::{Calculation, Given, Shown, calculate};
pub use entry::{Area, Formula, Input, Kind, Output, Presence};
pub use limit::Limit;
pub use published::{Basis, Comparison, Example, Examples, Expected, examples};
pub use selftest::{Line, Report, Verdict, selftest, show_value};

/// All formulas, by area.
pub fn formulas() -> impl Iterator<Item = &'static Formula> {
    AREAS.iter().flat_map(|area| area.formulas)
}

/// The formula of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Formula> {
    formulas().find(|formula| formula.name == name)
}

/// A number with six significant figures, whole numbers with all their digits up to a million million.
#[must_use]
pub fn show_number(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let magnitude = number.abs().log10().floor();
    if !(-5.0..12.0).contains(&magnitude) {
        return format!("{:e}", shorten(number));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10")]
    let decimals = (5.0 - magnitude).clamp(0.0, 10.0) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The number with six significant figures.
fn shorten(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests;
