//! What counts of single steps prove about the yield of a line.

use super::{count, input, number, require};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::rolled_yield::{self, StepCount};

const LINDSTROM: &str = "Lindstrom and Madden 1962, in D. Lloyd, M. Lipow, Reliability: Management, Methods, and Mathematics, Prentice-Hall 1962; https://search.r-project.org/CRAN/refmans/serieslcb/html/lindstrom_madden.html";
const EXACT: &str = "C. Clopper, E. Pearson, The Use of Confidence or Fiducial Limits, Biometrika 26 (1934) 404";
const APPROXIMATE: &str = "independent steps, each counted on units of its own; an approximation without proof of its coverage, for which there is rolled-yield-guaranteed-lower";

const FIELDS: &[Input] = &[
    input("name", Kind::Label, Limit::ANY, "rivet", "name of the step").optional(),
    count("defectives", 0, "1", "units with a defect; touched-up units count"),
    count("units", 1, "50", "units that entered"),
];
const STEPS: Input = input(
    "steps",
    Kind::Records(FIELDS),
    Limit::ANY,
    r#"[{"defectives": 0, "units": 35}, {"defectives": 3, "units": 100}, {"defectives": 1, "units": 60}]"#,
    "counts of the steps",
);
const CONFIDENCE: Input = number("confidence", Limit::OPEN_SHARE, "95 %", "confidence").or("95 %");

fn steps(a: &Arguments) -> Result<(Vec<StepCount>, f64), Fault> {
    let step = |(row, number): (&Arguments, usize)| {
        let (defectives, units) = (row.count("defectives")?, row.count("units")?);
        require(defectives <= units, "steps", &format!("row {number}: `defectives` must not be above `units`"))?;
        Ok(StepCount { good: units - defectives, units })
    };
    Ok((a.rows("steps")?.iter().zip(1..).map(step).collect::<Result<_, _>>()?, a.number("confidence")?))
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "lindstrom-madden-lower",
        title: "one-sided lower bound of the yield of a line from counts of its steps (Lindstrom and Madden)",
        formula: "clopper-pearson-lower of n trials with n * product of (1 - defectives / units) successes, n = smallest units",
        source: LINDSTROM,
        validity: APPROXIMATE,
        inputs: &[STEPS, CONFIDENCE],
        outputs: &[output("bound", "%", "yield of the line that is shown at least")],
        compute: |a| {
            let (steps, confidence) = steps(a)?;
            one(rolled_yield::lower_bound(&steps, confidence))
        },
    },
    Formula {
        name: "lindstrom-madden-interval",
        title: "two-sided interval of the yield of a line from counts of its steps (Lindstrom and Madden)",
        formula: "lindstrom-madden-lower and the upper bound made alike, each with half of the risk 1 - confidence",
        source: LINDSTROM,
        validity: APPROXIMATE,
        inputs: &[STEPS, CONFIDENCE],
        outputs: &[output("lower", "%", "lower end"), output("upper", "%", "upper end")],
        compute: |a| {
            let (steps, confidence) = steps(a)?;
            let interval = rolled_yield::interval(&steps, confidence);
            numbers([interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)])
        },
    },
    Formula {
        name: "rolled-yield-guaranteed-lower",
        title: "one-sided lower bound of the yield of a line that is proven whatever the step yields are",
        formula: "product of clopper-pearson-lower of each step at confidence^(1 / steps)",
        source: EXACT,
        validity: "independent steps, each counted on units of its own; very careful, and more so with every step",
        inputs: &[STEPS, CONFIDENCE],
        outputs: &[output("bound", "%", "yield of the line that is shown at least")],
        compute: |a| {
            let (steps, confidence) = steps(a)?;
            one(rolled_yield::guaranteed_lower_bound(&steps, confidence))
        },
    },
];
