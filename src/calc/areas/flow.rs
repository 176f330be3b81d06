//! Flow of units through a line: people, pace and racks.

use super::{count, from_zero, number, positive};
use crate::calc::entry::{Formula, Input, one, output};
use crate::calc::limit::Limit;
use crate::formulas::flow;
use crate::quantity::Dimension;

const JACOBS: &str = "R. Jacobs, R. Chase, Operations and Supply Chain Management, McGraw-Hill";
const LITTLE: &str = "J. Little, A proof for the queuing formula L = lambda W, Operations Research 9 (1961) 383";

const TAKT: Input = positive("takt", Dimension::TIME, "30 s", "time between two units");
const DWELL: Input = from_zero("dwell", Dimension::TIME, "30 min", "time that each unit rests");
const EFFECTIVENESS: Input = number("effectiveness", Limit::POSITIVE_SHARE, "80 %", "overall effectiveness");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "effective-station-time",
        title: "time that a station needs by unit once its losses are counted",
        formula: "effective = time / effectiveness",
        source: JACOBS,
        validity: "to be compared with the takt; allowed-station-time counts the same losses the other way round",
        inputs: &[from_zero("time", Dimension::TIME, "40 s", "time of the station by unit"), EFFECTIVENESS],
        outputs: &[output("effective", "s", "time with losses")],
        compute: |a| one(flow::effective_station_time(a.number("time")?, a.number("effectiveness")?)),
    },
    Formula {
        name: "operators-needed",
        title: "people needed to keep a takt",
        formula: "operators = ceil(work / (takt * effectiveness))",
        source: JACOBS,
        validity: "no fewer will do; whole tasks and their order may ask for more",
        inputs: &[from_zero("work", Dimension::TIME, "195 s", "work of people by unit"), TAKT, EFFECTIVENESS],
        outputs: &[output("operators", "", "people")],
        compute: |a| {
            let operators = flow::operators_needed(a.number("work")?, a.number("takt")?, a.number("effectiveness")?);
            one(operators.map(|operators| operators as f64))
        },
    },
    Formula {
        name: "line-rate",
        title: "good units of a line in a time",
        formula: "units = time * effectiveness * yield / slowest",
        source: JACOBS,
        validity: "give a yield of 100 % if the effectiveness counts quality losses already",
        inputs: &[
            positive("slowest", Dimension::TIME, "40 s", "time of the slowest station"),
            EFFECTIVENESS,
            number("yield", Limit::POSITIVE_SHARE, "95 %", "share of good units"),
            from_zero("time", Dimension::TIME, "1 h", "working time").or("1 h"),
        ],
        outputs: &[output("units", "", "good units in that time, not rounded")],
        compute: |a| {
            let rate = flow::line_rate(a.number("slowest")?, a.number("effectiveness")?, a.number("yield")?);
            let time = a.number("time")?;
            one(rate.map(|rate| rate * time))
        },
    },
    Formula {
        name: "time-in-system",
        title: "mean time of a unit in a place (Little's law)",
        formula: "time = stock * takt",
        source: LITTLE,
        validity: "steady flow; the law the other way round is work-in-progress",
        inputs: &[number("stock", Limit::NOT_NEGATIVE, "60 units", "units in the place on average"), TAKT],
        outputs: &[output("time", "min", "mean time")],
        compute: |a| one(flow::time_in_system(a.number("stock")?, 1.0 / a.number("takt")?)),
    },
    Formula {
        name: "racks-needed",
        title: "racks that a dwell such as a cure keeps full",
        formula: "racks = ceil(ceil(dwell / takt) / places)",
        source: LITTLE,
        validity: "a line that runs through; rest times add what gathers in them",
        inputs: &[DWELL, TAKT, count("places", 1, "24", "places of a rack")],
        outputs: &[output("racks", "", "racks")],
        compute: |a| {
            let racks = flow::racks_needed(a.number("dwell")?, a.number("takt")?, a.count("places")?);
            one(racks.map(|racks| racks as f64))
        },
    },
    Formula {
        name: "shortest-takt-of-places",
        title: "shortest takt that the places for a dwell allow",
        formula: "takt = dwell / places",
        source: LITTLE,
        validity: "steady flow",
        inputs: &[DWELL, count("places", 1, "60", "places for the dwell, all racks together")],
        outputs: &[output("takt", "s", "time between two units")],
        compute: |a| one(flow::shortest_takt_of_places(a.number("dwell")?, a.count("places")?.into())),
    },
];
