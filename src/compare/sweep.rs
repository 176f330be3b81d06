//! One value of a design through a range: where findings appear and vanish, to within a step.
//!
//! Values lie on a grid of round numbers. The range is looked at in even steps; wherever a finding is another at two neighbors,
//! the grid between them is halved until the change stands between two values of the grid. What comes and goes between two
//! neighbors is not seen.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::catalogue::Severity;
use crate::finding::FileReport;
use crate::quantity::{Measure, Unit, dashed_range, parse_measure, split_range};

/// Steps of the grid in a range, at the least: a change is told to within a thousandth of it.
const FINENESS: f64 = 1000.0;
/// Most values of the grid.
const MOST_VALUES: f64 = 1e9;

/// A value of a design and the range through which it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Path of the value.
    pub path: String,
    from: f64,
    grid: f64,
    last: u64,
    unit: Option<&'static Unit>,
    decimals: usize,
}

/// How a check stands at a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It finds nothing, or does not apply.
    Nothing,
    /// It cannot be decided.
    Undecided,
    /// It finds something that is advice.
    Advice,
    /// It finds something that is a warning.
    Warning,
    /// It finds an error.
    Error,
    /// The design does not load with this value.
    Refused,
}

/// A stretch of the range in which a check stands in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// How it stands.
    pub state: State,
    /// Its first value on the grid.
    pub from: String,
    /// Its last value on the grid.
    pub to: String,
}

/// A check and a place at which it does not stand in one way throughout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// Its name.
    pub check: String,
    /// What it is judged on.
    pub at: String,
    /// How it stands at each step.
    pub states: Vec<State>,
    /// How it stands from where to where.
    pub stretches: Vec<Stretch>,
}

/// What a range of a value does to a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sweep {
    /// Path of the value.
    pub path: String,
    /// The values of the steps.
    pub values: Vec<String>,
    /// To within which a change is told.
    pub within: String,
    /// What changes.
    pub rows: Vec<Row>,
    /// How many findings there are at every value at which the design loads, always in one way.
    pub throughout: usize,
    /// Why the design does not load, at the values at which it does not, each reason once.
    pub refused: Vec<String>,
    /// How often the design was judged.
    pub judged: usize,
}

/// What is said of a design at one value.
#[derive(Clone, Debug, Default)]
pub struct At {
    found: BTreeMap<Key, Severity>,
    open: BTreeSet<(String, String)>,
    refused: Option<String>,
}

/// A check at a place: code, name, place, and a number where there are several.
type Key = (String, String, String, usize);

impl From<&FileReport> for At {
    fn from(report: &FileReport) -> Self {
        let mut at = Self::default();
        if let Some(rejected) = &report.rejected {
            let first = rejected.problems.first().map_or("it does not load", |problem| &problem.message);
            return Self { refused: Some(first.to_owned()), ..at };
        }
        for design in &report.designs {
            for finding in &design.findings {
                let mut key = (finding.code.clone(), finding.check.clone(), finding.at.clone(), 0);
                while at.found.contains_key(&key) {
                    key.3 += 1;
                }
                at.found.insert(key, finding.severity);
            }
            at.open.extend(design.not_assessed.iter().map(|open| (open.code.clone(), open.at.clone())));
        }
        at
    }
}

impl At {
    /// Why the design does not load, if it does not.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    fn state(&self, key: &Key) -> State {
        if self.refused.is_some() {
            return State::Refused;
        }
        match self.found.get(key) {
            Some(Severity::Error) => State::Error,
            Some(Severity::Warning) => State::Warning,
            Some(Severity::Advice) => State::Advice,
            None if self.open.contains(&(key.0.clone(), key.2.clone())) => State::Undecided,
            None => State::Nothing,
        }
    }
}

impl Range {
    /// The range of a text such as `parts.tray.draft=0.5 deg..3 deg`, and what is wrong with it. `within` is the step of the grid;
    /// a power of ten that is at most a thousandth of the range if none.
    pub fn parse(text: &str, within: Option<&str>) -> Result<Self, String> {
        const FORM: &str = "write a path and a range, such as `parts.tray.draft=0.5 deg..3 deg`";
        let (path, range) = text.split_once('=').ok_or(FORM)?;
        let (path, range) = (path.trim(), range.trim());
        if path.is_empty() || path.split('.').any(|key| key.trim().is_empty()) {
            return Err(FORM.to_owned());
        }
        let ends = split_range(range).or_else(|| dashed_range(range)).ok_or(FORM)?;
        let measure = |text: &str| parse_measure(text).map_err(|_| format!("`{text}` is no quantity; {FORM}"));
        let (from, to) = (measure(ends.0)?, measure(ends.1)?);
        // `0.5..3 deg`: the unit of the end is that of both.
        let unit = from.unit.or(to.unit);
        let number = |measure: &Measure| match (measure.unit, unit) {
            (None, _) | (_, None) => measure.si,
            (Some(_), Some(unit)) => unit.number_of(measure.si),
        };
        if from.unit.zip(to.unit).is_some_and(|(one, other)| one.dimension != other.dimension) {
            return Err(format!("`{range}` has two kinds of quantities"));
        }
        let (from, to) = (number(&from), number(&to));
        let span = to - from;
        if span <= 0.0 || !span.is_finite() {
            return Err(format!("write the smaller end first, and two that differ; found `{range}`"));
        }
        let grid = match within {
            None => 10_f64.powf((span / FINENESS).log10().floor()),
            Some(text) => step(text, unit)?,
        };
        let last = (span / grid + 1e-6).floor();
        if !(1.0..=MOST_VALUES).contains(&last) {
            return Err("the range has to be wider than a step, and at most a billion steps wide".to_owned());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, from one to a billion")]
        let last = last as u64;
        Ok(Self { path: path.to_owned(), from, grid, last, unit, decimals: decimals(from).max(decimals(grid)) })
    }

    /// The same in whole numbers; none if its ends are none, or it has a unit.
    #[must_use]
    pub fn whole(&self) -> Option<Self> {
        let last = self.grid * self.last as f64;
        let fits =
            self.unit.is_none() && self.from.fract() == 0.0 && last.round() >= 1.0 && (last - last.round()).abs() < self.grid;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, from one to a billion")]
        fits.then(|| Self { grid: 1.0, last: last.round() as u64, decimals: 0, ..self.clone() })
    }

    /// A value between its first and the next whole number.
    #[must_use]
    pub fn broken(&self) -> String {
        format!("{}", self.from + 0.5)
    }

    /// A value of the grid as it is written in a design.
    fn text(&self, place: u64) -> String {
        self.written(self.grid.mul_add(place as f64, self.from))
    }

    fn written(&self, number: f64) -> String {
        let number = format!("{number:.*}", self.decimals);
        let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
        let number = if number == "-0" { "0" } else { number };
        self.unit.map_or_else(|| number.to_owned(), |unit| format!("{number} {}", unit.name))
    }

    /// The two ends as they are written in a design.
    #[must_use]
    pub fn ends(&self) -> [String; 2] {
        [self.text(0), self.text(self.last)]
    }
}

/// The step of a grid in the unit of the range.
fn step(text: &str, unit: Option<&'static Unit>) -> Result<f64, String> {
    let measure = parse_measure(text).map_err(|_| format!("`{text}` is no quantity"))?;
    let same = match (measure.unit, unit) {
        (None, _) => true,
        (Some(one), Some(other)) => one.dimension.difference() == other.dimension.difference(),
        (Some(_), None) => false,
    };
    let number = match (measure.unit, unit) {
        // A difference has no zero of its own.
        (Some(one), Some(other)) => measure.number() * one.factor / other.factor,
        _ => measure.si,
    };
    if same && number > 0.0 { Ok(number) } else { Err(format!("`{text}` is no step of this range")) }
}

/// Digits behind the point that tell a number of at most nine of them.
fn decimals(number: f64) -> usize {
    const MOST: usize = 9;
    let text = format!("{number:.MOST$}");
    text.split_once('.').map_or(0, |(_, digits)| digits.trim_end_matches('0').len())
}

/// The values that were judged.
struct Seen<'s> {
    range: &'s Range,
    judge: &'s dyn Fn(&[String]) -> Vec<At>,
    at: BTreeMap<u64, At>,
}

impl Seen<'_> {
    /// Judges the values that were not judged before.
    fn judge(&mut self, places: impl IntoIterator<Item = u64>) {
        let new: BTreeSet<u64> = places.into_iter().filter(|place| !self.at.contains_key(place)).collect();
        let texts: Vec<String> = new.iter().map(|place| self.range.text(*place)).collect();
        self.at.extend(new.into_iter().zip((self.judge)(&texts)));
    }

    fn state(&self, place: u64, key: &Key) -> State {
        self.at.get(&place).map_or(State::Refused, |at| at.state(key))
    }

    /// The keys of which something is found at one of the values.
    fn keys(&self) -> BTreeSet<Key> {
        self.at.values().flat_map(|at| at.found.keys().cloned()).collect()
    }

    /// Halves the grid wherever a key stands in another way at two neighbors, until there is nothing between them. One round for
    /// all keys together, so that the values of a round can be judged at once.
    fn refine(&mut self) {
        loop {
            let keys = self.keys();
            let places: Vec<u64> = self.at.keys().copied().collect();
            let apart = places.windows(2).filter(|pair| pair[1] - pair[0] > 1);
            let differ = |pair: &[u64]| keys.iter().any(|key| self.state(pair[0], key) != self.state(pair[1], key));
            let halves: Vec<u64> = apart.filter(|pair| differ(pair)).map(|pair| pair[0].midpoint(pair[1])).collect();
            if halves.is_empty() {
                return;
            }
            self.judge(halves);
        }
    }

    fn row(&self, key: &Key, steps: &[u64]) -> Row {
        let mut stretches: Vec<Stretch> = Vec::new();
        for place in self.at.keys() {
            let (state, text) = (self.state(*place, key), self.range.text(*place));
            match stretches.last_mut().filter(|last| last.state == state) {
                Some(last) => last.to = text,
                None => stretches.push(Stretch { state, from: text.clone(), to: text }),
            }
        }
        let (code, check, at, _) = key.clone();
        Row { code, check, at, states: steps.iter().map(|place| self.state(*place, key)).collect(), stretches }
    }
}

/// Goes through a range in so many steps. `judge` says what is said of the design at each of some values.
#[must_use]
pub fn sweep(range: &Range, steps: u64, judge: &dyn Fn(&[String]) -> Vec<At>) -> Sweep {
    let steps = steps.clamp(1, range.last);
    let at = |step: u64| u64::try_from(u128::from(step) * u128::from(range.last) / u128::from(steps)).unwrap_or(range.last);
    let places: Vec<u64> = (0..=steps).map(at).collect();
    let mut seen = Seen { range, judge, at: BTreeMap::new() };
    seen.judge(places.iter().copied());
    seen.refine();
    let rows: Vec<Row> = seen.keys().iter().map(|key| seen.row(key, &places)).collect();
    // Where the design does not load, nothing is said of a check.
    let varies = |row: &Row| {
        let mut states = row.stretches.iter().map(|stretch| stretch.state).filter(|state| *state != State::Refused);
        states.next().is_some_and(|first| states.any(|state| state != first))
    };
    let throughout = rows.iter().filter(|row| !varies(row)).count();
    let rows = rows.into_iter().filter(varies).collect();
    let refused: BTreeSet<String> = seen.at.values().filter_map(|at| at.refused.clone()).collect();
    Sweep {
        path: range.path.clone(),
        values: places.iter().map(|place| range.text(*place)).collect(),
        within: range.written(range.grid),
        rows,
        throughout,
        refused: refused.into_iter().collect(),
        judged: seen.at.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a check says that finds an error below 0.5, a warning below 1 and above 2, and that is refused from 2.5 on.
    fn judged(values: &[String]) -> Vec<At> {
        let at = |text: &String| {
            let number = parse_measure(text).expect("a quantity").number();
            let key = ("X1".to_owned(), "x/one".to_owned(), "parts.tray".to_owned(), 0);
            let severity = match number {
                n if n < 0.5 => Some(Severity::Error),
                n if !(1.0..=2.0).contains(&n) => Some(Severity::Warning),
                _ => None,
            };
            let other = ("X2".to_owned(), "x/two".to_owned(), "parts.lid".to_owned(), 0);
            let found = severity.map(|severity| (key, severity)).into_iter().chain([(other, Severity::Advice)]).collect();
            At { found, refused: (number >= 2.5).then(|| "too much".to_owned()), ..At::default() }
        };
        values.iter().map(at).collect()
    }

    #[test]
    fn changes_are_found_on_both_sides_to_within_a_step() {
        let range = Range::parse("parts.tray.draft=0.2deg..3deg", None).expect("a range");
        // Whatever the number of steps: even one has both ends, and what is between is found where they differ.
        for steps in [7, 20, 100] {
            let swept = sweep(&range, steps, &judged);
            assert_eq!(swept.within, "0.001 deg");
            let row = swept.rows.iter().find(|row| row.code == "X1").expect("a row");
            let shown: Vec<(State, &str, &str)> =
                row.stretches.iter().map(|stretch| (stretch.state, stretch.from.as_str(), stretch.to.as_str())).collect();
            assert_eq!(
                shown,
                [
                    (State::Error, "0.2 deg", "0.499 deg"),
                    (State::Warning, "0.5 deg", "0.999 deg"),
                    (State::Nothing, "1 deg", "2 deg"),
                    (State::Warning, "2.001 deg", "2.499 deg"),
                    (State::Refused, "2.5 deg", "3 deg"),
                ],
                "{steps} steps"
            );
            assert_eq!(row.states.len() as u64, steps + 1);
            assert_eq!(swept.refused, ["too much"]);
            // What is found wherever the design loads is no change.
            assert_eq!((swept.rows.len(), swept.throughout), (1, 1));
            assert!(swept.judged < 200, "{}", swept.judged);
        }
        let steady = sweep(&Range::parse("a=1.2..1.8", None).expect("a range"), 5, &judged);
        assert_eq!((steady.rows.len(), steady.throughout), (0, 1));
    }

    #[test]
    fn ranges_are_read_in_the_unit_of_their_beginning() {
        let ends = |text: &str, within: Option<&str>| Range::parse(text, within).map(|range| (range.ends(), range.text(1)));
        let pair = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
        for (text, within, expected, next) in [
            ("a.b=0.5deg..3deg", None, pair("0.5 deg", "3 deg"), "0.501 deg"),
            ("a=1 mm to 2 cm", None, pair("1 mm", "20 mm"), "1.01 mm"),
            ("a=0.5..3 deg", Some("0.1 deg"), pair("0.5 deg", "3 deg"), "0.6 deg"),
            ("a=-10 °C..20 °C", Some("1 K"), pair("-10 °C", "20 °C"), "-9 °C"),
            ("a=1..9", Some("1"), pair("1", "9"), "2"),
            ("a=1 in..2 in", Some("0.254 mm"), pair("1 in", "2 in"), "1.01 in"),
        ] {
            assert_eq!(ends(text, within), Ok((expected, next.to_owned())), "{text}");
        }
        for (text, within, message) in [
            ("a", None, "write a path and a range"),
            ("a=1 mm", None, "write a path and a range"),
            ("=1..2", None, "write a path and a range"),
            ("a..b=1..2", None, "write a path and a range"),
            ("a=3 mm..1 mm", None, "smaller end first"),
            ("a=1 mm..3 kg", None, "two kinds"),
            ("a=1 mm..3 mm", Some("1 kg"), "is no step"),
            ("a=1 mm..3 mm", Some("0 mm"), "is no step"),
            ("a=1 mm..3 mm", Some("1e-12 mm"), "a billion steps"),
        ] {
            let said = ends(text, within).expect_err(text);
            assert!(said.contains(message), "{text}: {said}");
        }
    }
}
