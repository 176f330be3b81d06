//! Production lines: takt, stations, work in progress and capacity.

use super::{count, from_zero, input, number, positive};
use crate::calc::arguments::Fault;
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::line;
use crate::quantity::Dimension;

const JACOBS: &str = "R. Jacobs, R. Chase, Operations and Supply Chain Management, McGraw-Hill";
const OEE: &str = "https://teeptrak.com/en/?p=88704";
const DAY: f64 = 86_400.0;

const AVAILABLE: Input = positive("available", Dimension::TIME, "420 min", "working time in the period");
const TAKT: Input = positive("takt", Dimension::TIME, "30 s", "time between two units");
const EFFECTIVENESS: Input = number("effectiveness", Limit::POSITIVE_SHARE, "75 %", "overall equipment effectiveness");
const YIELD: Input = number("yield", Limit::POSITIVE_SHARE, "95 %", "share of good units; 100 % if effectiveness counts quality");
const TASKS: Input = input(
    "tasks",
    Kind::Quantities(Dimension::TIME),
    Limit::NOT_NEGATIVE,
    r#"["45 s", "11 s", "9 s", "50 s"]"#,
    "times of the tasks",
);
const CYCLE: Input = positive("cycle", Dimension::TIME, "50.4 s", "takt of the line");

fn work(tasks: &[f64]) -> Result<f64, Fault> {
    let work: f64 = tasks.iter().sum();
    if work.is_finite() { Ok(work) } else { Err(Fault::beyond()) }
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "takt-time",
        title: "time between two units that meets demand",
        formula: "takt = available / demand",
        source: JACOBS,
        validity: "working time without breaks; no allowance for stops or scrap",
        inputs: &[AVAILABLE, number("demand", Limit::POSITIVE, "500 units", "units wanted in the period")],
        outputs: &[output("takt", "s", "time for each unit")],
        compute: |a| one(line::takt_time(a.number("available")?, a.number("demand")?)),
    },
    Formula {
        name: "allowed-station-time",
        title: "longest time that a station may take",
        formula: "time = takt * effectiveness * yield",
        source: OEE,
        validity: "give a yield of 100 % if the effectiveness counts quality losses already",
        inputs: &[TAKT, EFFECTIVENESS, YIELD],
        outputs: &[output("time", "s", "time of the slowest station")],
        compute: |a| one(line::allowed_station_time(a.number("takt")?, a.number("effectiveness")?, a.number("yield")?)),
    },
    Formula {
        name: "work-in-progress",
        title: "units held by a dwell such as a cure (Little's law)",
        formula: "units = dwell / takt",
        source: JACOBS,
        validity: "steady flow; not rounded",
        inputs: &[from_zero("dwell", Dimension::TIME, "30 min", "time that each unit rests"), TAKT],
        outputs: &[output("units", "", "units on the rack")],
        compute: |a| one(line::work_in_progress(a.number("dwell")?, a.number("takt")?)),
    },
    Formula {
        name: "working-time-within",
        title: "most working time inside a stretch of clock time",
        formula: "time = whole days * working + min(rest, working)",
        source: "arithmetic",
        validity: "one block of work a day; days without work are not taken off",
        inputs: &[
            from_zero("clock", Dimension::TIME, "24 h", "clock time"),
            input(
                "working",
                Kind::Quantity(Dimension::TIME),
                Limit::from_to(1.0, DAY),
                "8 h",
                "working time of a day in one block",
            ),
        ],
        outputs: &[output("time", "h", "working time")],
        compute: |a| one(line::working_time_within(a.number("clock")?, a.number("working")?)),
    },
    Formula {
        name: "cavities-needed",
        title: "cavities, nests or machines that a volume keeps busy",
        formula: "load = volume * cycle / (available * effectiveness * yield), cavities = ceil(load)",
        source: OEE,
        validity: "cycle for one unit of one cavity",
        inputs: &[
            number("volume", Limit::NOT_NEGATIVE, "1200000 units", "good units in the period"),
            positive("cycle", Dimension::TIME, "40 s", "cycle for one unit of one cavity"),
            positive("available", Dimension::TIME, "6000 h", "available time in the period"),
            EFFECTIVENESS,
            YIELD,
        ],
        outputs: &[output("load", "", "not rounded"), output("cavities", "", "rounded up")],
        compute: |a| {
            let (volume, cycle, available) = (a.number("volume")?, a.number("cycle")?, a.number("available")?);
            let (effectiveness, share) = (a.number("effectiveness")?, a.number("yield")?);
            let whole = line::cavities_needed(volume, cycle, available, effectiveness, share);
            numbers([line::cavity_load(volume, cycle, available, effectiveness, share), whole.map(|cavities| cavities as f64)])
        },
    },
    Formula {
        name: "minimum-stations",
        title: "theoretical minimum of stations of a line",
        formula: "work = sum of tasks, exact = work / cycle, stations = ceil(exact)",
        source: JACOBS,
        validity: "order and whole tasks may force more",
        inputs: &[TASKS, CYCLE],
        outputs: &[
            output("work", "s", "sum of the tasks"),
            output("exact", "", "not rounded"),
            output("stations", "", "rounded up"),
        ],
        compute: |a| {
            let (work, cycle) = (work(a.list("tasks")?)?, a.number("cycle")?);
            let stations = line::minimum_stations(work, cycle).map(|stations| stations as f64);
            numbers([Some(work), line::work_in_progress(work, cycle), stations])
        },
    },
    Formula {
        name: "balance-efficiency",
        title: "balance efficiency of a line",
        formula: "efficiency = sum of tasks / (stations * cycle)",
        source: JACOBS,
        validity: "with the takt as cycle it is the efficiency of Jacobs and Chase, with the slowest station the balance of the line itself",
        inputs: &[TASKS, count("stations", 1, "5", "stations of the line"), CYCLE],
        outputs: &[output("efficiency", "%", "share of the paid time that is work")],
        compute: |a| one(line::balance_efficiency(work(a.list("tasks")?)?, a.count("stations")?, a.number("cycle")?)),
    },
];
