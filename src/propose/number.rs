//! Numbers that may clear a finding: the nearest in each direction from which it is milder or gone, as an engineer would write them.

use super::candidate::{Candidate, Target, decisions, gone};
use super::change::{Change, Draft};
use super::role::{Role, Row, role, row};
use super::sizes::written;
use super::tries::Tries;
use crate::catalogue::Severity;
use crate::language::Side;
use crate::quantity::{Measure, parse_measure, round_toward};

/// Factors by which a number is tried, the nearest first.
const FACTORS: [f64; 10] = [1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1000.0];

/// Steps by which the smallest factor that does is looked for between the last that does not and the first that does.
const HALVINGS: u32 = 4;

/// The number nearest to that of a field from which a finding of one check is milder than the bar, and from which nothing of it is
/// left, upward and downward.
pub(super) fn numbers(tries: &Tries<'_>, target: Target<'_>, draft: &Draft<'_>) -> Vec<Candidate> {
    let finding = target.finding;
    if role(&finding.at) == Role::Evidence {
        return Vec::new();
    }
    let mut found = Vec::new();
    // What leaves advice lies nearer than what leaves nothing, and is shown as what it is.
    let bars = if target.bar > Severity::Advice { vec![target.bar, Severity::Advice] } else { vec![target.bar] };
    for target in bars.into_iter().map(|bar| Target { bar, ..target }) {
        if finding.clears.iter().any(|clear| clear.severity == target.bar) {
            continue;
        }
        for field in decisions(finding) {
            let search = Search { tries, target, draft, field: &field };
            found.extend(search.tighter());
            let Some(value) = draft.current(&field).and_then(|value| parse_measure(&value).ok()) else { continue };
            found.extend(search.at_bound(value));
            found.extend(search.by_gap(value));
            found.extend([true, false].into_iter().filter_map(|up| search.scaled(&field, value, up, "")));
        }
    }
    found
}

/// The values from which a finding says that it is gone, rounded to what is written there.
pub(super) fn at_clears(tries: &Tries<'_>, target: Target<'_>, draft: &Draft<'_>) -> Vec<Candidate> {
    let clears = target.finding.clears.iter().filter(|clear| role(&clear.at) == Role::Decision);
    let written = |clear: &crate::finding::Clear| {
        let search = Search { tries, target, draft, field: &clear.at };
        search.reached(clear.value, clear.side == Side::AtLeast)
    };
    clears.filter_map(written).collect()
}

/// Numbers brought as far as they may, where that is said of their field, though the finding stays.
pub(super) fn as_far_as_may_be(tries: &Tries<'_>, target: Target<'_>, draft: &Draft<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for field in decisions(target.finding) {
        let Some(value) = draft.current(&field).and_then(|value| parse_measure(&value).ok()) else { continue };
        let search = Search { tries, target, draft, field: &field };
        for factor in row(&field).into_iter().flat_map(Row::reach) {
            // Rounded to what is nearer to the value as it is.
            let far = Measure::new(value.si * factor, value.unit);
            let value = written(draft, &field, far, factor < 1.0).filter(|far| search.fits(*far));
            found.extend(value.map(|value| search.candidate(Change::set(&field, &value.to_string()))));
        }
    }
    found
}

/// A field in which a number is looked for.
struct Search<'a> {
    tries: &'a Tries<'a>,
    target: Target<'a>,
    draft: &'a Draft<'a>,
    field: &'a str,
}

impl Search<'_> {
    fn candidate(&self, change: Change) -> Candidate {
        Candidate { distance: 1 + row(self.field).map_or(0, Row::farther), changes: vec![change] }
    }

    /// The value or what is written for it, where that does.
    fn reached(&self, value: Measure, up: bool) -> Option<Candidate> {
        let value = written(self.draft, self.field, value, up)?;
        let change = Change::set(self.field, &value.to_string());
        let does = self.fits(value) && gone(self.tries, self.target, std::slice::from_ref(&change), self.draft);
        does.then(|| self.candidate(change))
    }

    /// The nearest number of a field upward or downward that does, with what stands before it.
    fn scaled(&self, field: &str, value: Measure, up: bool, sign: &str) -> Option<Candidate> {
        let clears = |factor: f64| {
            if row(self.field).is_some_and(|row| !row.is_near(factor, up)) {
                return None;
            }
            let moved = written(self.draft, field, scaled(value, factor, up), up).filter(|moved| self.fits(*moved))?;
            let change = Change::set(field, &format!("{sign}{moved}"));
            gone(self.tries, self.target, std::slice::from_ref(&change), self.draft).then_some(change)
        };
        nearest(clears).map(|change| self.candidate(change))
    }

    /// Whether a value has room in the part of which it is a measure, where the size of that is given.
    fn fits(&self, value: Measure) -> bool {
        let Some((joint, _)) = self.field.split_once(".beam.").filter(|_| row(self.field).is_some_and(|row| row.within)) else {
            return true;
        };
        let current = |path: &str| self.draft.current(path);
        let parts: Vec<String> = current(&format!("{joint}.beam.part"))
            .map_or_else(|| (0..).map_while(|side| current(&format!("{joint}.between[{side}]"))).collect(), |part| vec![part]);
        let longest = |part: &String| {
            let sides = (0..3).filter_map(|side| parse_measure(&current(&format!("parts.{part}.size[{side}]"))?).ok());
            sides.map(|side| side.si).reduce(f64::max)
        };
        parts.iter().filter_map(longest).all(|room| value.si <= room)
    }

    /// The widest tolerance of the field, where it has one that is the same each way.
    fn tighter(&self) -> Option<Candidate> {
        let path = format!("{}.tolerance", self.field);
        let each_way = self.draft.current(&path)?;
        let value = parse_measure(each_way.strip_prefix('±')?).ok()?;
        self.scaled(&path, value, false, "±")
    }

    /// The bound itself as the value of a field of its dimension: what is nothing yet cannot be scaled.
    fn at_bound(&self, value: Measure) -> Option<Candidate> {
        let limit = self.target.finding.measured.as_ref()?.limit();
        let fits = value.si == 0.0 && limit.value.is_exact() && value.dimension() == limit.value.dimension();
        self.reached(limit.value.lower(), true).filter(|_| fits)
    }

    /// A field of nothing that gets what is missing to the bound: no rest becomes the rest that is lacking.
    fn by_gap(&self, value: Measure) -> Option<Candidate> {
        let measured = self.target.finding.measured.as_ref()?;
        let (actual, bound) = (measured.actual, measured.limit().value);
        let exact = actual.is_exact() && bound.is_exact() && actual.dimension() == value.dimension();
        let gap = Measure::new((actual.lower().si - bound.lower().si).abs(), actual.lower().unit);
        (value.si == 0.0 && gap.si > 0.0 && exact).then(|| self.reached(gap, true)).flatten()
    }
}

/// The change by the smallest factor that clears.
fn nearest(clears: impl Fn(f64) -> Option<Change>) -> Option<Change> {
    let (mut beyond, mut change) = (None, None);
    let mut short = 1.0;
    for factor in FACTORS {
        if let Some(found) = clears(factor) {
            (beyond, change) = (Some(factor), Some(found));
            break;
        }
        short = factor;
    }
    let mut beyond = beyond?;
    for _ in 0..HALVINGS {
        let between = (short * beyond).sqrt();
        match clears(between) {
            Some(found) => (beyond, change) = (between, Some(found)),
            None => short = between,
        }
    }
    change
}

/// A number farther up or down, in three figures, rounded away from where it was; a temperature moves on its scale.
fn scaled(value: Measure, factor: f64, up: bool) -> Measure {
    let number = value.number();
    let moved = if up { number * factor } else { number / factor };
    let digits = 10_f64.powf(1.0 - moved.abs().max(f64::MIN_POSITIVE).log10().floor());
    let round = (moved * digits).round() / digits;
    let number = if (round >= number) == up && round != number { round } else { round_toward(moved, up) };
    Measure::new(value.unit.map_or(number, |unit| unit.to_si(number)), value.unit)
}
