//! Numbers that may clear a finding: the nearest in each direction from which it is milder or gone, as an engineer would write them.

use super::candidate::{Candidate, Target, decisions, gone};
use super::change::{Change, Draft};
use super::role::{Role, Row, role, row};
use super::sizes::written;
use super::tries::Tries;
use super::twins::twins;
use crate::catalogue::Severity;
use crate::facts::Kind;
use crate::knowledge::{FigureValue, Table, library};
use crate::language::Side;
use crate::quantity::{Bounds, Measure, parse_measure, round_toward};
use crate::vocabulary::find;

/// Factors by which a number is tried, the nearest first.
const FACTORS: [f64; 10] = [1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1000.0];

/// Steps by which the smallest factor that does is looked for between the last that does not and the first that does.
const HALVINGS: u32 = 4;

/// The keys of a size that is given with its extremes.
const EXTREMES: [&str; 3] = ["nominal", "min", "max"];

/// Parts of a unit to which sums are written.
const FINEST: f64 = 10_000.0;

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
            found.extend(search.together());
            let Some(value) = draft.current(&field).and_then(|value| parse_measure(&value).ok()) else { continue };
            found.extend(search.at_bounds(value));
            found.extend(search.by_gaps(value));
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
        self.candidate_of(vec![change])
    }

    /// The same figure at other places goes with it, as far as those are to be decided.
    fn candidate_of(&self, mut changes: Vec<Change>) -> Candidate {
        let others: Vec<Change> = changes.iter().flat_map(|change| self.elsewhere(change)).collect();
        changes.extend(others);
        Candidate { distance: 1 + row(self.field).map_or(0, Row::farther), changes }
    }

    fn elsewhere(&self, change: &Change) -> Vec<Change> {
        let Change::Set { path, value } = change else { return Vec::new() };
        let others = twins(self.draft.text, path).into_iter().filter(|other| role(other) == Role::Decision);
        others.map(|path| Change::Set { path, value: value.clone() }).collect()
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
        nearest(row(self.field).and_then(|row| row.bound(up)), clears).map(|change| self.candidate(change))
    }

    /// Whether a value has room in the part of which it is a measure, where the size of that is given, and the process of the part
    /// makes it, where the tables have to say so.
    fn fits(&self, value: Measure) -> bool {
        if let Some(figure) = row(self.field).and_then(|row| row.made_up_to.as_deref())
            && !self.most_made(figure).is_some_and(|most| value.si <= most)
        {
            return false;
        }
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

    /// The upper end of a figure of the process of the part that the field is of.
    fn most_made(&self, figure: &str) -> Option<f64> {
        let part = self.field.strip_prefix("parts.")?.split('.').next()?;
        let process = library().find(Table::Process, &self.draft.current(&format!("parts.{part}.process"))?)?;
        let (_, property) = find(Kind::Process, figure)?.property()?;
        let figure = library().entry(Table::Process, process).figure(property)?;
        if let FigureValue::Range(_, most) = figure.value { Some(most) } else { None }
    }

    /// The widest tolerance of the field, where it has one that is the same each way.
    fn tighter(&self) -> Option<Candidate> {
        let path = format!("{}.tolerance", self.field);
        let each_way = self.draft.current(&path)?;
        let value = parse_measure(each_way.strip_prefix('±')?).ok()?;
        self.scaled(&path, value, false, "±")
    }

    /// The bounds themselves as values of a field of their dimension: what is nothing yet cannot be scaled.
    fn at_bounds(&self, value: Measure) -> Vec<Candidate> {
        let fits = |bound: &Bounds| value.si == 0.0 && bound.is_exact() && value.dimension() == bound.dimension();
        self.bounds().filter(fits).filter_map(|bound| self.reached(bound.lower(), true)).collect()
    }

    /// A field of nothing that gets what is missing to a bound: no rest becomes the rest that is lacking.
    fn by_gaps(&self, value: Measure) -> Vec<Candidate> {
        let fits = |gap: &Measure| value.si == 0.0 && gap.dimension() == value.dimension();
        self.gaps().into_iter().filter(fits).filter_map(|gap| self.reached(gap, true)).collect()
    }

    fn bounds(&self) -> impl Iterator<Item = Bounds> {
        self.target.finding.measured.iter().flat_map(|measured| measured.bounds.iter().map(|limit| limit.value))
    }

    /// How far what was measured is from each of its bounds, where both are known.
    fn gaps(&self) -> Vec<Measure> {
        let Some(actual) = self.target.finding.measured.as_ref().map(|measured| measured.actual) else { return Vec::new() };
        let exact = |bound: &Bounds| actual.is_exact() && bound.is_exact() && actual.dimension() == bound.dimension();
        let gap = |bound: Bounds| Measure::new((actual.lower().si - bound.lower().si).abs(), actual.lower().unit);
        self.bounds().filter(exact).map(gap).filter(|gap| gap.si > 0.0).collect()
    }

    /// What belongs to the value of the field, moved with it by as much: the ends of a range, and a size with its extremes.
    fn together(&self) -> Vec<Candidate> {
        let all = self.belonging();
        if all.len() < 2 {
            return Vec::new();
        }
        let ways = self.gaps().into_iter().flat_map(|gap| [(gap, true), (gap, false)]);
        ways.filter_map(|(gap, up)| self.shifted(&all, gap, up)).map(|changes| self.candidate_of(changes)).collect()
    }

    /// The fields that belong together with their values: the two of a range, or those of a size.
    fn belonging(&self) -> Vec<(String, Measure)> {
        let one =
            |path: String| self.draft.current(&path).and_then(|value| parse_measure(&value).ok()).map(|value| (path, value));
        let range: Vec<_> = self.draft.list(self.field).iter().filter_map(|value| parse_measure(value).ok()).collect();
        if let [_, _] = range[..] {
            return (0..).zip(range).map(|(number, value)| (format!("{}[{number}]", self.field), value)).collect();
        }
        // A size that a finding merely rests on is not made another for it.
        let measured = self.target.finding.measured.as_ref().and_then(|measured| measured.at.as_deref());
        if measured != Some(self.field) {
            return Vec::new();
        }
        let whole = self.field.rsplit_once('.').filter(|(_, key)| EXTREMES.contains(key)).map_or(self.field, |(whole, _)| whole);
        let keys = self.draft.keys(whole);
        let own = EXTREMES.iter().filter(|key| keys.iter().any(|known| known == *key));
        own.filter_map(|key| one(format!("{whole}.{key}"))).collect()
    }

    /// All moved by what brings the one that is looked at to a figure that is written; none if that does not do.
    fn shifted(&self, all: &[(String, Measure)], gap: Measure, up: bool) -> Option<Vec<Change>> {
        let first = all.iter().find(|(path, _)| path == self.field).or(if up { all.last() } else { all.first() })?;
        let (anchor, value) = (&first.0, first.1);
        if gap.dimension() != value.dimension() {
            return None;
        }
        let moved = if up { value.si + gap.si } else { value.si - gap.si };
        let by = written(self.draft, anchor, Measure::new(moved, value.unit), up)?.si - value.si;
        let change = |(path, value): &(String, Measure)| {
            let number = Measure::new(value.si + by, value.unit).number();
            // What is added up is dust beyond a thousandth of what is written.
            let number = (number * FINEST).round() / FINEST;
            (number > 0.0).then(|| {
                Change::set(path, &Measure::new(value.unit.map_or(number, |unit| unit.to_si(number)), value.unit).to_string())
            })
        };
        let changes = all.iter().map(change).collect::<Option<Vec<Change>>>()?;
        gone(self.tries, self.target, &changes, self.draft).then_some(changes)
    }
}

/// The change by the smallest factor that clears, up to a bound where there is one.
fn nearest(most: Option<f64>, clears: impl Fn(f64) -> Option<Change>) -> Option<Change> {
    let (mut beyond, mut change) = (None, None);
    let mut short = 1.0;
    for factor in FACTORS.into_iter().filter(|factor| most.is_none_or(|most| *factor < most)).chain(most) {
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
