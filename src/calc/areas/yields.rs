//! Yields of steps and lines.

use super::{count, input, number, require};
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Computed, Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::yields;
use crate::quantity::Dimension;

const HARRY: &str = "https://isixsigma.com/ask-dr-mikel-harry/how-can-i-determine-if-my-rolled-throughput-yield-rty-acceptable";
const DEFECTS: &str =
    "defects and defectives: http://www.onlineclothingstudy.com/2011/03/what-are-defect-and-defective-pieces.html";
const INDEPENDENT: &str = "independent steps, yields without touch-up";

const DEFECTIVES: Input = count("defectives", 0, "15", "units with a defect; touched-up units count");
const UNITS: Input = count("units", 1, "200", "units that entered");
const DEFECTS_IN: Input = count("defects", 0, "60", "defects found, several may be on one unit");

/// Steps counted as defectives out of units.
const STEPS: &[Input] = &[input("name", Kind::Label, Limit::ANY, "rivet", "name of the step").optional(), DEFECTIVES, UNITS];

fn first_pass(row: &Arguments) -> Result<f64, Fault> {
    let (defectives, units) = (row.number("defectives")?, row.number("units")?);
    require(defectives <= units, "defectives", "must not be above `units`")?;
    yields::first_pass_yield(defectives, units).ok_or_else(Fault::beyond)
}

fn rolled(steps: Vec<f64>) -> Computed {
    let rolled = yields::rolled_throughput_yield(&steps).ok_or_else(Fault::beyond)?;
    Ok(vec![Value::Numbers(steps), Value::Number(rolled)])
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "first-pass-yield",
        title: "share of units that pass at the first try, counted from units: 1 - d / n",
        formula: "yield = 1 - defectives / units",
        source: DEFECTS,
        validity: "touched-up units count as defective; not the same as throughput-yield, which is estimated from defects",
        inputs: &[DEFECTIVES, UNITS],
        outputs: &[output("yield", "%", "by counted units")],
        compute: |a| one(Some(first_pass(a)?)),
    },
    Formula {
        name: "throughput-yield",
        title: "share of units without a defect, estimated from defects: exp(-DPU)",
        formula: "yield = exp(-defects-per-unit)",
        source: HARRY,
        validity: "rare defects, scattered at random; clustered defects leave more good units; not the same as first-pass-yield, which counts units",
        inputs: &[number("defects-per-unit", Limit::NOT_NEGATIVE, "0.1", "defects over units")],
        outputs: &[output("yield", "%", "by the Poisson distribution")],
        compute: |a| one(yields::throughput_yield(a.number("defects-per-unit")?)),
    },
    Formula {
        name: "rolled-throughput-yield",
        title: "yield of a line from the yields of its steps",
        formula: "yield = product of steps",
        source: HARRY,
        validity: INDEPENDENT,
        inputs: &[input("steps", Kind::Quantities(Dimension::NONE), Limit::SHARE, r#"["98 %", "99 %", "97 %"]"#, "step yields")],
        outputs: &[output("yield", "%", "share that passes all steps at the first try")],
        compute: |a| one(yields::rolled_throughput_yield(a.list("steps")?)),
    },
    Formula {
        name: "rolled-throughput-yield-from-counts",
        title: "yield of a line from defectives and units of its steps: product of 1 - d / n",
        formula: "step = 1 - defectives / units, yield = product of steps",
        source: HARRY,
        validity: INDEPENDENT,
        inputs: &[input(
            "steps",
            Kind::Records(STEPS),
            Limit::ANY,
            r#"[{"defectives": 75, "units": 850}, {"defectives": 72, "units": 1202}]"#,
            "counts of the steps",
        )],
        outputs: &[output("steps", "%", "step yields by counted units"), output("yield", "%", "yield of the line")],
        compute: |a| {
            let steps = a.rows("steps")?.iter().zip(1..).map(|(row, number)| {
                first_pass(row).map_err(|fault| Fault::new("steps", format!("row {number}: {} {}", fault.place, fault.message)))
            });
            rolled(steps.collect::<Result<_, _>>()?)
        },
    },
    Formula {
        name: "rolled-throughput-yield-from-defects",
        title: "yield of a line from the defects per unit of its steps: product of exp(-DPU)",
        formula: "step = exp(-defects-per-unit), yield = product of steps = exp(-total)",
        source: HARRY,
        validity: "rare defects, scattered at random; independent steps",
        inputs: &[input(
            "defects-per-unit",
            Kind::Quantities(Dimension::NONE),
            Limit::NOT_NEGATIVE,
            "[0.1, 0.05, 0.008]",
            "defects over units of each step",
        )],
        outputs: &[
            output("total", "", "defects per unit of the line"),
            output("steps", "%", "step yields by the Poisson distribution"),
            output("yield", "%", "yield of the line"),
        ],
        compute: |a| {
            let defects = a.list("defects-per-unit")?;
            let steps: Option<Vec<f64>> = defects.iter().map(|each| yields::throughput_yield(*each)).collect();
            let mut values = vec![Value::Number(defects.iter().sum())];
            values.extend(rolled(steps.ok_or_else(Fault::beyond)?)?);
            Ok(values)
        },
    },
    Formula {
        name: "yield-of-many",
        title: "yield of a unit with many equal opportunities, such as rivets",
        formula: "yield = each^count",
        source: HARRY,
        validity: "equal and independent opportunities",
        inputs: &[
            number("each", Limit::SHARE, "99.95 %", "yield of one"),
            number("count", Limit::NOT_NEGATIVE, "328", "how many in a unit"),
        ],
        outputs: &[output("yield", "%", "share of units with all good")],
        compute: |a| one(yields::yield_of_many(a.number("each")?, a.number("count")?)),
    },
    Formula {
        name: "required-step-yield",
        title: "yield that each of equal steps must reach, also normalized yield",
        formula: "step = target^(1 / steps)",
        source: HARRY,
        validity: INDEPENDENT,
        inputs: &[
            number("target", Limit::POSITIVE_SHARE, "90 %", "yield of the line"),
            count("steps", 1, "12", "number of steps"),
        ],
        outputs: &[output("step", "%", "yield of each step")],
        compute: |a| one(yields::required_step_yield(a.number("target")?, a.count("steps")?)),
    },
    Formula {
        name: "defects-per-unit",
        title: "defects per unit (DPU)",
        formula: "defects-per-unit = defects / units",
        source: DEFECTS,
        validity: "counts defects, not defectives",
        inputs: &[DEFECTS_IN, UNITS],
        outputs: &[output("defects-per-unit", "", "defects over units")],
        compute: |a| one(yields::defects_per_unit(a.number("defects")?, a.number("units")?)),
    },
    Formula {
        name: "dpmo",
        title: "defects per million opportunities",
        formula: "dpmo = 1e6 * defects / (units * opportunities)",
        source: HARRY,
        validity: "comparable only where opportunities are counted alike",
        inputs: &[DEFECTS_IN, UNITS, count("opportunities", 1, "15", "opportunities for a defect in a unit")],
        outputs: &[output("dpmo", "ppm", "share of opportunities that fail")],
        compute: |a| {
            let (defects, units, each) = (a.number("defects")?, a.number("units")?, a.number("opportunities")?);
            require(defects <= units * each, "defects", "must not be above units times opportunities")?;
            one(yields::defects_per_opportunity(defects, units, each))
        },
    },
    Formula {
        name: "yield-after-rework",
        title: "yield after rework",
        formula: "yield = first + (1 - first) * reworkable * success",
        source: HARRY,
        validity: "one pass of rework",
        inputs: &[
            number("first", Limit::SHARE, "90 %", "first-pass yield"),
            number("reworkable", Limit::SHARE, "50 %", "share of rejects that can be reworked"),
            number("success", Limit::SHARE, "80 %", "share of rework that passes"),
        ],
        outputs: &[output("yield", "%", "share of good units in the end")],
        compute: |a| one(yields::yield_after_rework(a.number("first")?, a.number("reworkable")?, a.number("success")?)),
    },
    Formula {
        name: "expected-scrap",
        title: "units expected to be scrapped",
        formula: "scrap = started * (1 - yield)",
        source: HARRY,
        validity: "an expectation",
        inputs: &[
            number("started", Limit::NOT_NEGATIVE, "1000", "units started"),
            number("yield", Limit::SHARE, "97 %", "yield after rework"),
        ],
        outputs: &[output("scrap", "", "units")],
        compute: |a| one(yields::expected_scrap(a.number("started")?, a.number("yield")?)),
    },
    Formula {
        name: "units-to-start",
        title: "units to start for an expected number of good ones",
        formula: "start = ceil(good / yield)",
        source: HARRY,
        validity: "an expectation: half of the lots fall short of it",
        inputs: &[
            number("good", Limit::NOT_NEGATIVE, "970", "good units wanted"),
            number("yield", Limit::POSITIVE_SHARE, "97 %", "yield after rework"),
        ],
        outputs: &[output("start", "", "units")],
        compute: |a| numbers([yields::units_to_start(a.number("good")?, a.number("yield")?).map(|units| units as f64)]),
    },
];
