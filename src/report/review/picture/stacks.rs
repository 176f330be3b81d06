//! The gap of a tolerance stack by each method, against its limits.

use serde::Serialize;

use super::scale::{Scale, Tick};
use crate::quantity::less;
use crate::study::{Range, StackStudy};

/// Between these the axis stands.
const AXIS: [f64; 2] = [190.0, 600.0];
/// Height of a row.
const ROW: f64 = 26.0;
/// Where the first row begins.
const TOP: f64 = 26.0;
/// Deviations each way that are drawn of a scatter.
const SIGMAS: f64 = 3.0;

/// The picture.
#[derive(Debug, Serialize)]
pub(super) struct Ranges {
    height: f64,
    axis: f64,
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    /// Where the limits stand; none without limits.
    limits: Option<[f64; 2]>,
}

/// A method.
#[derive(Debug, Serialize)]
struct Row {
    /// A phrase.
    method: &'static str,
    y: f64,
    x1: f64,
    x2: f64,
    /// In m.
    least: f64,
    most: f64,
    /// Whether it reaches beyond the limits.
    beyond: bool,
}

/// The picture of a stack.
pub(super) fn ranges(of: &StackStudy) -> Ranges {
    let scatter = Range { minimum: of.mean - SIGMAS * of.deviation, maximum: of.mean + SIGMAS * of.deviation };
    let methods = [
        ("worst-case", of.worst_case),
        ("root-sum-square", of.root_sum_square),
        ("modified", of.modified),
        ("three-sigma", scatter),
    ];
    let ends = methods.iter().flat_map(|(_, range)| [range.minimum, range.maximum]);
    let ends = ends.chain(of.limits.map(|limits| [limits.0, limits.1]).into_iter().flatten());
    let (least, most) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), end| (least.min(end), most.max(end)));
    let room = (most - least) * 0.06;
    let scale = Scale::new([least - room, most + room], AXIS);
    let row = |(number, (method, range)): (usize, &(&'static str, Range))| Row {
        method,
        y: TOP + number as f64 * ROW,
        x1: scale.x(range.minimum),
        x2: scale.x(range.maximum),
        least: range.minimum,
        most: range.maximum,
        beyond: of.limits.is_some_and(|(low, high)| less(range.minimum, low) || less(high, range.maximum)),
    };
    let axis = TOP + methods.len() as f64 * ROW + 2.0;
    Ranges {
        height: axis + 26.0,
        axis,
        rows: methods.iter().enumerate().map(row).collect(),
        ticks: scale.ticks(),
        limits: of.limits.map(|(low, high)| [scale.x(low), scale.x(high)]),
    }
}
