//! The figures that an engineer would write: what is looked for is rounded to the safe side to one of them and judged again. Read from
//! `checks/advice/sizes.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::change::Draft;
use super::role::fits;
use crate::quantity::{Measure, parse_measure};
use crate::yaml::{Budget, Session, parse};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    /// Patterns of the fields where it counts; everywhere if there are none.
    #[serde(default)]
    at: Vec<String>,
    /// Methods of the joint for which it counts; all if there are none.
    #[serde(default)]
    method: Vec<String>,
    /// The unit for which it counts; all if it is left out.
    unit: Option<String>,
    /// Up to which size it counts.
    up_to: Option<String>,
    /// The step.
    step: Option<String>,
    /// The sizes that are made, where it has no step.
    #[serde(default)]
    sizes: Vec<String>,
}

/// A row with its quantities read.
struct Row {
    given: Given,
    up_to: Option<Measure>,
    step: Option<Measure>,
    sizes: Vec<Measure>,
}

static TEXT: &str = include_str!("../../checks/advice/sizes.yaml");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    // Without rows a number keeps the figures it was found with: a test fails if the table cannot be read.
    let given: Vec<Given> = parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default();
    let measure = |text: &Option<String>| text.as_deref().and_then(|text| parse_measure(text).ok());
    let row = |given: Given| {
        let sizes = given.sizes.iter().filter_map(|size| parse_measure(size).ok()).collect();
        Row { up_to: measure(&given.up_to), step: measure(&given.step), sizes, given }
    };
    given.into_iter().map(row).collect()
});

/// Share of a step that is dust of a calculation.
const DUST: f64 = 1e-6;

/// The figure that an engineer would write for a value of a field that may be passed upward or downward; none if nothing is made that
/// large or small.
pub(super) fn written(draft: &Draft<'_>, field: &str, value: Measure, up: bool) -> Option<Measure> {
    let method = field.rsplit_once('.').and_then(|(thing, _)| draft.current(&format!("{thing}.method")));
    let Some(row) = ROWS.iter().find(|row| row.counts(field, method.as_deref(), value)) else { return Some(value) };
    row.round(value, up)
}

impl Row {
    fn counts(&self, field: &str, method: Option<&str>, value: Measure) -> bool {
        let field = field.replace('[', ".").replace(']', "");
        let at = self.given.at.is_empty() || self.given.at.iter().any(|pattern| fits(pattern, &field));
        let by = self.given.method.is_empty() || self.given.method.iter().any(|known| Some(&**known) == method);
        let unit = self.given.unit.as_deref().is_none_or(|unit| value.unit.is_some_and(|own| own.name == unit));
        let alike = self.step.iter().chain(&self.sizes).all(|size| size.dimension() == value.dimension());
        let small = self.up_to.is_none_or(|most| value.si.abs() <= most.si * (1.0 + DUST));
        at && by && unit && alike && small
    }

    fn round(&self, value: Measure, up: bool) -> Option<Measure> {
        let Some(step) = self.step else {
            let least = value.si * (1.0 - DUST);
            let most = value.si * (1.0 + DUST);
            return if up {
                self.sizes.iter().copied().find(|size| size.si >= least)
            } else {
                self.sizes.iter().rev().copied().find(|size| size.si <= most)
            };
        };
        let (number, each) = step.unit.map_or((value.si, step.si), |unit| (unit.number_of(value.si), step.number()));
        let steps = number / each;
        let steps = if up { (steps - DUST).ceil() } else { (steps + DUST).floor() };
        let number = steps * each;
        // Less than a step of something is not nothing of it.
        if number == 0.0 && value.si != 0.0 {
            return None;
        }
        Some(Measure::new(step.unit.map_or(number, |unit| unit.to_si(number)), step.unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_that_is_written() {
        let text = "caseproof: 1\njoints: { a: { method: blind-rivet }, b: { method: o-ring } }\n";
        let draft = &Draft::new(text);
        for (field, value, up, expected) in [
            ("assembly.glue.wait", "1379 min", true, Some("24 h")),
            ("assembly.glue.wait", "4318 min", true, Some("72 h")),
            ("assembly.glue.wait", "0.94 days", true, Some("24 h")),
            ("assembly.glue.wait", "24 h", true, Some("24 h")),
            ("assembly.glue.wait", "61 min", true, Some("1.5 h")),
            ("joints.b.groove.depth", "1.464 mm", false, Some("1.45 mm")),
            ("joints.b.section", "2.037 mm", true, Some("2.5 mm")),
            ("joints.b.section", "20 mm", true, None),
            ("joints.a.diameter", "3.5 mm", false, Some("3.2 mm")),
            ("joints.a.diameter", "3 mm", false, None),
            ("parts.a.support_area", "0.4 cm2", false, None),
            ("parts.a.tool.cavities", "5", true, Some("6")),
            ("assembly.a.temperature", "163 °C", false, Some("160 °C")),
            ("parts.a.draft", "1.1 deg", true, Some("1.25 deg")),
            ("parts.a.wall", "0.043 in", true, Some("0.045 in")),
            ("joints.b.peel", "18.3 N/25mm", true, Some("18.3 N/25mm")),
        ] {
            let rounded = written(draft, field, parse_measure(value).expect(value), up).map(|found| found.to_string());
            assert_eq!(rounded.as_deref(), expected, "{field} {value}");
        }
    }

    #[test]
    fn every_row_is_read() {
        assert!(ROWS.len() > 15, "{} rows", ROWS.len());
        for row in ROWS.iter() {
            assert_eq!(row.step.is_some(), row.sizes.is_empty(), "{:?}", row.given);
            assert_eq!(
                (row.up_to.is_some(), row.step.is_some(), row.sizes.len()),
                (row.given.up_to.is_some(), row.given.step.is_some(), row.given.sizes.len())
            );
            assert!(row.sizes.is_sorted_by(|one, other| one.si < other.si), "{:?}", row.given);
        }
    }
}
