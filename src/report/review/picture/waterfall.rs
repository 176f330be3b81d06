//! What falls away from row to row: yields of steps, and the cost of a unit against its target.

use serde::Serialize;

use super::scale::{Scale, Tick, nice};
use super::{fitting, round};
use crate::review::{Cost, Figure, Yields};
use crate::study::Amount;

/// Between these the bars stand; names before them, figures behind.
const BARS: [f64; 2] = [176.0, 610.0];
/// Height of a row, and of its bar.
const ROW: f64 = 26.0;
const BAR: f64 = 16.0;
/// Where the first row begins.
const TOP: f64 = 26.0;
/// Columns of a name.
const COLUMNS: usize = 22;
/// Below this the axis of yields begins at nothing.
const LOW: f64 = 0.5;

/// The picture.
#[derive(Debug, Serialize)]
pub(super) struct Fall {
    height: f64,
    /// Where the axis stands.
    axis: f64,
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    /// The least value of the axis, where that is not nothing.
    begins: Option<f64>,
    target: Option<Target>,
}

/// A row.
#[derive(Debug, Serialize)]
struct Row {
    /// Name of a step; empty where the template has a phrase.
    name: String,
    y: f64,
    bar: f64,
    /// What stays, from the beginning of the axis.
    x: f64,
    stays: f64,
    /// What falls away or comes on top, and where it begins.
    moved_x: f64,
    moved: f64,
    /// Whether it is known.
    known: bool,
}

/// A line for the target.
#[derive(Debug, Serialize)]
struct Target {
    x: f64,
    value: f64,
    /// Whether its name stands before the line, because there is no room behind it.
    before: bool,
}

/// The waterfall of yields; the last row is what is left after all steps.
pub(super) fn yields(of: &Yields) -> Fall {
    let target = of.target.map(Amount::high);
    let least = of.least.min(target.unwrap_or(1.0));
    let step = nice((1.0 - least).max(0.01) / 4.0);
    let begins = if least < LOW { 0.0 } else { ((least - step / 2.0) / step).floor() * step };
    let scale = Scale::new([begins, 1.0], BARS);
    let mut rows: Vec<Row> = of
        .steps
        .iter()
        .enumerate()
        .map(|(number, step)| {
            let known = step.share.is_some();
            row(&scale, begins, number, &step.step, [step.after, if known { step.before } else { step.after }], known)
        })
        .collect();
    rows.push(row(&scale, begins, rows.len(), "", [of.rolled, of.rolled], of.unknown.is_empty()));
    fall(rows, &scale, begins, target)
}

/// What comes on top of each other in the cost of a unit; the last row is the sum. None if nothing of it is known.
pub(super) fn cost(of: &Cost) -> Option<Fall> {
    let least = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| figure.low);
    let target = of.target.as_ref().and_then(|target| target.high);
    let mut sum = 0.0;
    // At least nothing says nothing.
    let parts = of.parts_cost.low.filter(|low| *low > 0.0 || of.parts_cost.high.is_some());
    let each = [parts, least(&of.scrap), least(&of.tools_by_unit)];
    let ends = each.map(|part| {
        let before = sum;
        sum += part.unwrap_or(0.0);
        part.map(|_| [before, sum])
    });
    if sum <= 0.0 {
        return None;
    }
    let scale = Scale::new([0.0, sum.max(target.unwrap_or(0.0)) * 1.05], BARS);
    let mut rows: Vec<Row> = ends
        .iter()
        .enumerate()
        .map(|(number, ends)| row(&scale, 0.0, number, "", ends.unwrap_or([0.0, 0.0]), ends.is_some()))
        .collect();
    // What comes on top stands where the ones before end.
    rows.push(row(&scale, 0.0, rows.len(), "", [sum, sum], of.unknown.is_empty()));
    Some(fall(rows, &scale, 0.0, target))
}

fn row(scale: &Scale, begins: f64, number: usize, name: &str, [low, high]: [f64; 2], known: bool) -> Row {
    let y = TOP + number as f64 * ROW;
    let (first, low, high) = (scale.x(begins), scale.x(low), scale.x(high));
    Row {
        name: fitting(name, COLUMNS),
        y,
        bar: BAR,
        x: first,
        stays: round(low - first),
        moved_x: low,
        moved: round((high - low).max(0.0)),
        known,
    }
}

fn fall(rows: Vec<Row>, scale: &Scale, begins: f64, target: Option<f64>) -> Fall {
    let axis = TOP + rows.len() as f64 * ROW + 2.0;
    let target = target.map(|value| {
        let x = scale.x(value);
        Target { x, value, before: x > f64::midpoint(BARS[0], BARS[1]) }
    });
    Fall { height: axis + 26.0, axis, rows, ticks: scale.ticks(), begins: (begins > 0.0).then_some(begins), target }
}
