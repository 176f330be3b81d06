//! What the checks want of one field: the edges of its windows, and the values at which it would pass them all.

use crate::catalogue::Check;
use crate::design::{Spec, Stage};
use crate::facts::World;
use crate::language::Side;
use crate::report::side_words;
use crate::study::{Edge, Row, limits, tightest};

/// A value that would pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passing {
    /// The value with its unit.
    pub value: String,
    /// Which edge it is, and of which check.
    pub why: String,
}

/// The windows of one field of a design, whether it is given yet or not.
pub(super) fn rows(checks: &[&Check], spec: &Spec, gate: Option<Stage>, path: &str) -> Vec<Row> {
    let world = World::new(spec, gate);
    let things = limits(checks, &world, None, Some(path)).things;
    things.into_iter().flat_map(|thing| thing.rows).filter(|row| row.field.as_deref() == Some(path)).collect()
}

/// The edges of windows as values: those that lie within every edge, targets included; if there are none, those within every
/// hard limit.
pub(super) fn passing(rows: &[Row]) -> Vec<Passing> {
    let all: Vec<&Edge> = rows.iter().flat_map(|row| row.target.iter().chain(&row.hard)).collect();
    let hard: Vec<&Edge> = rows.iter().flat_map(|row| &row.hard).collect();
    let ends = within(&all, &all);
    if ends.is_empty() { within(&hard, &hard) } else { ends }
}

/// Those of some edges that lie within all others.
fn within(edges: &[&Edge], others: &[&Edge]) -> Vec<Passing> {
    let mut found: Vec<Passing> = Vec::new();
    for edge in edges.iter().filter(|edge| is_one_value(edge)) {
        let value = &edge.value;
        if others.iter().all(|other| holds(edge.si, other)) && !found.iter().any(|known| known.value == *value) {
            found.push(Passing { value: value.clone(), why: format!("{} {value} ({})", side_words(edge.side), edge.check) });
        }
    }
    found
}

/// An edge that hangs on what is not decided has two values.
fn is_one_value(edge: &Edge) -> bool {
    edge.mildest.is_none() && !edge.stricter && !edge.value.contains(" to ")
}

fn holds(si: f64, edge: &Edge) -> bool {
    // Numbers closer than this are equal in a condition as well.
    let slack = 1e-9 * edge.si.abs();
    match edge.side {
        Side::AtLeast => si >= edge.si - slack,
        Side::AtMost => si <= edge.si + slack,
    }
}

/// The edges of a list in words, with their checks.
pub(super) fn edges(edges: &[Edge]) -> String {
    let one = |edge: &Edge| {
        format!("{} {} ({}{})", side_words(edge.side), edge.value, edge.check, if edge.unverified { ", unverified" } else { "" })
    };
    tightest(edges).into_iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(side: Side, value: &str, si: f64) -> Edge {
        Edge {
            side,
            value: value.to_owned(),
            mildest: None,
            stricter: false,
            from: None,
            check: "X1".to_owned(),
            unverified: false,
            si,
        }
    }

    fn row(hard: Vec<Edge>, target: Vec<Edge>) -> Row {
        Row {
            quantity: "draft".to_owned(),
            measure: "part.draft".to_owned(),
            of: String::new(),
            field: None,
            given: None,
            hard,
            target,
            stands: crate::study::Stands::NotGiven,
            holds: true,
            optional: false,
            needs: Vec::new(),
            checks: Vec::new(),
            sources: Vec::new(),
        }
    }

    #[test]
    fn what_passes_lies_within_every_edge() {
        let hard = vec![edge(Side::AtLeast, "0.5 deg", 0.5)];
        let values = |rows: &[Row]| passing(rows).into_iter().map(|passing| passing.value).collect::<Vec<_>>();
        assert_eq!(values(&[row(hard.clone(), vec![edge(Side::AtLeast, "1 deg", 1.0)])]), ["1 deg"]);
        assert_eq!(values(&[row(hard.clone(), vec![edge(Side::AtMost, "3 deg", 3.0)])]), ["3 deg", "0.5 deg"]);
        let torn = [row(hard, vec![edge(Side::AtMost, "0.2 deg", 0.2)])];
        assert_eq!(values(&torn), ["0.5 deg"], "nothing meets the target: what keeps the hard limit");
        assert_eq!(values(&[row(Vec::new(), vec![edge(Side::AtLeast, "1 mm to 2 mm", 1.0)])]), [""; 0]);
    }
}
