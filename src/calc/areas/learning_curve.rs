//! Learning curves in both conventions.

use super::{count, number, positive, require};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::line;
use crate::quantity::Dimension;

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
];
