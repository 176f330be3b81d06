//! Tests of a few units over several lifetimes.

use super::{count, number};
use crate::calc::entry::{Formula, Input, one, output};
use crate::calc::limit::Limit;
use crate::formulas::reliability;

const SOURCE: &str = "R. Abernethy, The New Weibull Handbook, 5th edition, 2006 (Weibayes, substantiation tests)";
const VALIDITY: &str = "the shape is assumed and not measured, and decides what the longer run is worth: 1 is a constant failure rate, 2 to 4 is wear; proves nothing against failures of new units";

const RELIABILITY: Input = number("reliability", Limit::OPEN_SHARE, "90 %", "share to be shown over one life");
const CONFIDENCE: Input = number("confidence", Limit::OPEN_SHARE, "95 %", "confidence").or("95 %");
const SHAPE: Input = number("shape", Limit::POSITIVE, "2", "Weibull shape, assumed");
const LIFETIMES: Input = number("lifetimes", Limit::POSITIVE, "3", "lifetimes that each unit runs without a failure");
const UNITS: Input = count("units", 1, "5", "units, none of which fails");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "weibull-success-run-units",
        title: "units without a failure that show a reliability, Weibull success run (Weibayes)",
        formula: "units = ceil(ln(1 - confidence) / (ln(reliability) * lifetimes^shape))",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[RELIABILITY, CONFIDENCE, LIFETIMES, SHAPE],
        outputs: &[output("units", "", "units to run")],
        compute: |a| {
            let (reliability, confidence) = (a.number("reliability")?, a.number("confidence")?);
            let units = reliability::units_to_run(reliability, confidence, a.number("lifetimes")?, a.number("shape")?);
            one(units.map(|units| units as f64))
        },
    },
    Formula {
        name: "weibull-success-run-lifetimes",
        title: "lifetimes that each unit has to run without a failure, Weibull success run (Weibayes)",
        formula: "lifetimes = (ln(1 - confidence) / (units * ln(reliability)))^(1 / shape)",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[UNITS, RELIABILITY, CONFIDENCE, SHAPE],
        outputs: &[output("lifetimes", "", "lifetimes of each unit")],
        compute: |a| {
            let (reliability, confidence) = (a.number("reliability")?, a.number("confidence")?);
            one(reliability::lifetimes_to_run(a.count("units")?, reliability, confidence, a.number("shape")?))
        },
    },
    Formula {
        name: "weibull-success-run-reliability",
        title: "reliability over one life that a run without a failure shows, Weibull success run (Weibayes)",
        formula: "reliability = (1 - confidence)^(1 / (units * lifetimes^shape))",
        source: SOURCE,
        validity: VALIDITY,
        inputs: &[UNITS, CONFIDENCE, LIFETIMES, SHAPE],
        outputs: &[output("reliability", "%", "share that is shown over one life")],
        compute: |a| {
            let (confidence, lifetimes) = (a.number("confidence")?, a.number("lifetimes")?);
            one(reliability::reliability_shown(a.count("units")?, confidence, lifetimes, a.number("shape")?))
        },
    },
];
