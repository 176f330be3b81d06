//! Reading quantities, ranges and tolerances from text.

use super::unit::{find_unit, parse_unit, spellings};
use super::{Dimension, Measure};
use crate::source::{crossed, thousands, without_comma};

/// Why a text is not the quantity that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantityError {
    /// No number at its start.
    NotANumber,
    /// Infinite or not a number.
    NotFinite,
    /// A number without the unit it needs.
    MissingUnit,
    /// A unit that is not known, and a known spelling near it.
    UnknownUnit(String, Option<&'static str>),
    /// Another dimension than the one asked for.
    WrongDimension(Dimension),
}

/// Reads `5 mm`, `-4 °F`, `97 %`, `18 N/25mm` or a plain number, of whatever dimension.
pub fn parse_measure(text: &str) -> Result<Measure, QuantityError> {
    let text = text.trim();
    let (number, rest) = split_number(text).ok_or(QuantityError::NotANumber)?;
    if !number.is_finite() {
        return Err(QuantityError::NotFinite);
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(Measure::new(number, None));
    }
    let unit = parse_unit(rest).ok_or_else(|| QuantityError::UnknownUnit(rest.to_owned(), near_spelling(rest)))?;
    let si = unit.to_si(number);
    if si.is_finite() { Ok(Measure::new(si, Some(unit))) } else { Err(QuantityError::NotFinite) }
}

/// Reads a quantity of one dimension. A zero needs no unit where zero is the same in all units.
pub fn parse_as(text: &str, dimension: Dimension) -> Result<Measure, QuantityError> {
    let measure = parse_measure(text)?;
    if measure.dimension() == dimension {
        return Ok(measure);
    }
    // `10 °C` as a difference would be off by 273.15; only K says a difference.
    if measure.unit.is_none() {
        return Err(QuantityError::MissingUnit);
    }
    Err(QuantityError::WrongDimension(measure.dimension()))
}

/// The two ends of `2 mm to 3 mm`, as texts; none if the text has no `to` between spaces.
#[must_use]
pub fn split_range(text: &str) -> Option<(&str, &str)> {
    let between = |at: usize| {
        let (low, rest) = text.split_at(at);
        let high = &rest["to".len()..];
        (low.ends_with(char::is_whitespace) && high.starts_with(char::is_whitespace)).then(|| (low.trim(), high.trim()))
    };
    text.match_indices("to").find_map(|(at, _)| between(at))
}

/// What may stand between the ends of a range where `to` is meant.
const DASHES: [&str; 7] = ["...", "..", "…", "–", "—", "~", "-"];

/// The two ends of `2-3 mm`, `2 mm – 3 mm` or `2..3 mm`, as texts: a range, but not as it is written here.
#[must_use]
pub fn dashed_range(text: &str) -> Option<(&str, &str)> {
    let ends = |dash: &'static str| text.match_indices(dash).map(move |(at, _)| (&text[..at], &text[at + dash.len()..]));
    let mut all = DASHES.into_iter().flat_map(ends).map(|(low, high)| (low.trim(), high.trim()));
    all.find(|(low, high)| parse_measure(low).is_ok() && parse_measure(high).is_ok())
}

/// Reads `±0.2 mm`, `+/-0.2 mm`, `+-0.2 mm` or `+0.3 -0.1 mm` as (lower, upper) deviations from the nominal.
pub fn parse_tolerance(text: &str, dimension: Dimension) -> Result<(Measure, Measure), QuantityError> {
    let text = text.trim();
    for sign in ["±", "+/-", "+-", "+/−"] {
        if let Some(rest) = text.strip_prefix(sign) {
            let upper = parse_as(rest, dimension)?;
            return Ok((Measure::new(-upper.si, upper.unit), upper));
        }
    }
    // `+0.3 -0.1 mm`, `+0.3 mm -0.1 mm` and `+0.3/-0.1 mm`: the second number begins at its sign.
    let (upper, rest) = split_number(text).ok_or(QuantityError::NotANumber)?;
    let at = rest.find(['-', '−', '+']).ok_or(QuantityError::NotANumber)?;
    let lower = parse_as(&rest[at..], dimension)?;
    let unit = match rest[..at].trim().trim_end_matches('/').trim() {
        "" => lower.unit.ok_or(QuantityError::MissingUnit)?,
        written => parse_unit(written).ok_or_else(|| QuantityError::UnknownUnit(written.to_owned(), near_spelling(written)))?,
    };
    if unit.dimension != dimension {
        return Err(QuantityError::WrongDimension(unit.dimension));
    }
    let upper = Measure::new(unit.to_si(upper), Some(unit));
    if upper.si.is_finite() { Ok((lower, upper)) } else { Err(QuantityError::NotFinite) }
}

/// Splits the number at the start of a text from what follows it. `−` counts as a minus sign and `300 000` is not read.
fn split_number(text: &str) -> Option<(f64, &str)> {
    let (text, negative) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let text = text.trim_start();
    for special in [".inf", ".nan", "inf", "nan", "NaN", ".NaN", ".Inf"] {
        if let Some(rest) = text.strip_prefix(special)
            && (rest.is_empty() || rest.starts_with(' '))
        {
            return Some((f64::NAN, rest));
        }
    }
    let mut end = 0;
    let bytes = text.as_bytes();
    while end < bytes.len() && (bytes[end].is_ascii_digit() || bytes[end] == b'.') {
        end += 1;
    }
    if end < bytes.len() && (bytes[end] == b'e' || bytes[end] == b'E') {
        let mut exponent = end + 1;
        if exponent < bytes.len() && (bytes[exponent] == b'-' || bytes[exponent] == b'+') {
            exponent += 1;
        }
        if exponent < bytes.len() && bytes[exponent].is_ascii_digit() {
            while exponent < bytes.len() && bytes[exponent].is_ascii_digit() {
                exponent += 1;
            }
            end = exponent;
        }
    }
    let number: f64 = text[..end].parse().ok()?;
    Some((if negative { -number } else { number }, &text[end..]))
}

/// A known spelling close to a wrong one.
fn near_spelling(wrong: &str) -> Option<&'static str> {
    let lower = wrong.to_lowercase();
    spellings()
        .find(|spelling| spelling.to_lowercase() == lower)
        .or_else(|| spellings().filter(|s| s.chars().count() > 2).find(|s| strsim::damerau_levenshtein(s, wrong) == 1))
}

impl QuantityError {
    /// The code of the problem and a sentence that says what was wrong; `expected` names the dimension with an example.
    #[must_use]
    pub fn explain(&self, text: &str, expected: Dimension, example: &str) -> (&'static str, String) {
        let wanted = expected.name();
        match self {
            Self::NotANumber => ("wrong-type", format!("expected {wanted} such as `{example}`, found `{text}`")),
            Self::NotFinite => {
                ("impossible-value", format!("expected {wanted} such as `{example}`, found a number that is not finite"))
            }
            Self::MissingUnit if expected == Dimension::NONE => {
                ("missing-unit", format!("`{text}` has no unit; write {}", percent(text, example)))
            }
            Self::MissingUnit => ("missing-unit", format!("`{text}` has no unit; write {wanted} such as `{example}`")),
            Self::UnknownUnit(unit, near) => unknown_unit(text, unit, *near, expected, example),
            Self::WrongDimension(found) => ("wrong-dimension", format!("expected {wanted}, found {} (`{text}`)", found.name())),
        }
    }
}

/// How a bare number is written as a share: up to 1 it is one of the whole, above it is in percent.
fn percent(text: &str, example: &str) -> String {
    // What is lost in the last digits of a product is nothing that anybody wrote.
    let rounded = |number: f64| (number * 1e9).round() / 1e9;
    match split_number(text.trim()) {
        Some((1.0, _)) => "`100 %` or `1 %`".to_owned(),
        Some((number, _)) if number.abs() < 1.0 => format!("`{} %`", rounded(100.0 * number)),
        Some((number, _)) if number.is_finite() => format!("`{} %`", rounded(number)),
        _ => format!("a percentage such as `{example}`"),
    }
}

/// What a number with something unknown behind it was meant to be.
fn unknown_unit(
    text: &str,
    unit: &str,
    near: Option<&'static str>,
    expected: Dimension,
    example: &str,
) -> (&'static str, String) {
    let wanted = expected.name();
    if let Some(write) = without_comma(text) {
        return ("wrong-type", format!("`{text}` has a comma in its number; {write}"));
    }
    if expected == Dimension::LENGTH
        && let Some(list) = crossed(text)
    {
        return (
            "wrong-type",
            format!("expected {wanted} such as `{example}`, found several in `{text}`; a list is written `{list}`"),
        );
    }
    if let (true, Some(number)) = (expected == Dimension::NONE, thousands(text)) {
        return ("unknown-unit", format!("unknown unit `{unit}`; write `{number}`"));
    }
    // A unit of something else would only be the next mistake.
    let near = near.filter(|near| find_unit(near).is_some_and(|unit| unit.dimension == expected)).or_else(|| {
        let lower = unit.to_lowercase();
        spellings().find(|known| known.to_lowercase() == lower && find_unit(known).is_some_and(|unit| unit.dimension == expected))
    });
    let message = match near {
        Some(near) => format!("unknown unit `{unit}`; did you mean `{near}`?"),
        None if expected == Dimension::MONEY => {
            format!("unknown unit `{unit}`; all amounts are compared in USD: convert it, such as `{example}`")
        }
        None => format!("unknown unit `{unit}`; expected {wanted} such as `{example}`"),
    };
    ("unknown-unit", message)
}
