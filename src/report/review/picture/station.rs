//! The time of each step by its stations, against the time that the line has for a unit.

use serde::Serialize;

use super::scale::{Scale, Tick};
use super::{fitting, round};
use crate::study::{Amount, LineStep, LineStudy};

/// Between these the bars stand.
const BARS: [f64; 2] = [176.0, 610.0];
/// Height of a row, and of its bar.
const ROW: f64 = 26.0;
const BAR: f64 = 16.0;
/// Where the first row begins: there is room for two lines above it.
const TOP: f64 = 44.0;
/// Columns of a name.
const COLUMNS: usize = 22;

/// The picture.
#[derive(Debug, Serialize)]
pub(super) struct Stations {
    height: f64,
    axis: f64,
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    takt: Option<Mark>,
    allowed: Option<Mark>,
}

/// A step.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    y: f64,
    bar: f64,
    x: f64,
    width: f64,
    /// By station in s; none if it is not known.
    time: Option<f64>,
    machine: bool,
    /// Whether it takes longer than the line has.
    over: bool,
    bottleneck: bool,
}

/// A line across the rows.
#[derive(Debug, Serialize)]
struct Mark {
    x: f64,
    value: f64,
    before: bool,
}

/// The picture of a line; none if no time is known.
pub(super) fn stations(of: &LineStudy) -> Option<Stations> {
    // By the stations as given: where the takt asks for more, that is what the picture has to show. By those that are needed
    // where they are not given.
    let stations = |step: &LineStep| f64::from(step.stations_given.unwrap_or(step.stations).max(1));
    let time = |step: &LineStep| step.time.map(|time| time.high() / stations(step));
    let times: Vec<Option<f64>> = of.steps.iter().map(time).collect();
    let marks = [of.takt, of.allowed].map(|mark| mark.map(Amount::low));
    let most = times.iter().flatten().copied().chain(marks.into_iter().flatten()).fold(0.0, f64::max);
    if times.iter().all(Option::is_none) || most <= 0.0 {
        return None;
    }
    let scale = Scale::new([0.0, most * 1.05], BARS);
    let row = |(number, (step, time)): (usize, (&LineStep, &Option<f64>))| Row {
        name: fitting(&step.step, COLUMNS),
        y: TOP + number as f64 * ROW,
        bar: BAR,
        x: BARS[0],
        width: round(time.map_or(0.0, |time| scale.x(time) - BARS[0])),
        time: *time,
        machine: step.machine,
        over: step.more_stations,
        bottleneck: of.bottleneck.as_ref() == Some(&step.step),
    };
    let mark = |value: f64| {
        let x = scale.x(value);
        Mark { x, value, before: x > f64::midpoint(BARS[0], BARS[1]) }
    };
    let axis = TOP + of.steps.len() as f64 * ROW + 2.0;
    Some(Stations {
        height: axis + 26.0,
        axis,
        rows: of.steps.iter().zip(&times).enumerate().map(row).collect(),
        ticks: scale.ticks(),
        takt: marks[0].map(mark),
        allowed: marks[1].map(mark),
    })
}
