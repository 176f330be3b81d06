//! Learning curves in both conventions.

use super::{count, number, positive, require};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::{learning, line};
use crate::quantity::Dimension;

const TOTALS: &str = "http://www.maxwideman.com/papers/resource/appendix2.htm; totals as in https://rdrr.io/cran/learningCurve/man/unit_cum_exact.html";

const FIRST: Input = positive("first", Dimension::TIME, "100 h", "time of the first unit");
const RATE: Input = number("rate", Limit::POSITIVE_SHARE, "80 %", "learning rate");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "learning-curve-cumulative-average",
        title: "learning curve, cumulative average convention (Wright): doubling the output multiplies the average by the rate",
        formula: "average = first * units^(ln(rate) / ln(2)), total = units * average, block = total - total of the first `after` units",
        source: "T. Wright, Factors Affecting the Cost of Airplanes, Journal of the Aeronautical Sciences 3 (1936) 122",
        validity: "repeated work without breaks; the same rate learns faster here than in learning-curve-unit",
        inputs: &[
            FIRST,
            count("units", 1, "16", "units made, the first included"),
            RATE,
            count("after", 0, "8", "units made before the block that is asked for").or("0"),
        ],
        outputs: &[
            output("average", "=first", "average of all units, cumulative average convention"),
            output("total", "=first", "time of all units"),
            output("block", "=first", "time of the units after the first `after`"),
        ],
        compute: |a| {
            let (first, units, rate, after) = (a.number("first")?, a.number("units")?, a.number("rate")?, a.number("after")?);
            require(after <= units, "after", "must not be above `units`")?;
            let average = line::learning_cumulative_average(first, units, rate);
            let block = line::learning_cumulative_block(first, after, units, rate);
            numbers([average, average.map(|average| average * units), block])
        },
    },
    Formula {
        name: "learning-curve-unit",
        title: "learning curve, unit convention: doubling the output multiplies the time of that unit by the rate",
        formula: "time = first * unit^(ln(rate) / ln(2))",
        source: "http://www.maxwideman.com/papers/resource/appendix2.htm",
        validity: "repeated work without breaks; the same rate learns more slowly here than in learning-curve-cumulative-average",
        inputs: &[FIRST, count("unit", 1, "100", "number of the unit"), RATE],
        outputs: &[output("time", "=first", "time of that unit, unit convention")],
        compute: |a| one(line::learning_unit(a.number("first")?, a.number("unit")?, a.number("rate")?)),
    },
    Formula {
        name: "learning-curve-unit-total",
        title: "time of a run of units, unit convention",
        formula: "total = sum over k from after + 1 to units of first * k^(ln(rate) / ln(2)), average = total / (units - after)",
        source: TOTALS,
        validity: "repeated work without breaks; not the total of learning-curve-cumulative-average",
        inputs: &[
            FIRST,
            count("units", 1, "125", "number of the last unit"),
            RATE,
            count("after", 0, "0", "units made before the run").or("0"),
        ],
        outputs: &[
            output("total", "=first", "time of the units after the first `after`"),
            output("average", "=first", "their average"),
        ],
        compute: |a| {
            let (first, units, rate, after) = (a.number("first")?, a.count("units")?, a.number("rate")?, a.count("after")?);
            require(after < units, "after", "must be below `units`")?;
            let mean = learning::learning_units_mean(first, after.into(), units.into(), rate);
            let until = |unit: u32| learning::learning_units_total(first, unit.into(), rate);
            let total = until(units).zip(until(after)).map(|(all, before)| all - before);
            numbers([total, mean])
        },
    },
    Formula {
        name: "learning-curve-unit-to-reach",
        title: "first unit that takes no longer than a target, and the working time before it, unit convention",
        formula: "unit = ceil((target / first)^(ln(2) / ln(rate))), time = learning-curve-unit-total of the units before it, weeks = time / weekly",
        source: TOTALS,
        validity: "repeated work without breaks; with the takt as target and the slowest station it is the ramp, if the line never waits",
        inputs: &[
            FIRST,
            positive("target", Dimension::TIME, "64 h", "time that a unit may take"),
            RATE,
            positive("weekly", Dimension::TIME, "40 h", "working time in a week").or("40 h"),
        ],
        outputs: &[
            output("unit", "", "number of that unit"),
            output("time", "=first", "working time before it begins"),
            output("weeks", "", "the same in weeks of work"),
        ],
        compute: |a| {
            let (first, target, rate, weekly) = (a.number("first")?, a.number("target")?, a.number("rate")?, a.number("weekly")?);
            require(target >= first || rate < 1.0, "rate", "is 100 %: nothing is learned, so the target is never reached")?;
            numbers([
                learning::learning_units_to_reach(first, target, rate).map(|unit| unit as f64),
                learning::learning_time_to_reach(first, target, rate),
                learning::learning_weeks_to_reach(first, target, rate, weekly),
            ])
        },
    },
];
