//! Outliers in a sample.

use super::{count, input, number, require, varying};
use crate::calc::arguments::{Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, one, output};
use crate::calc::limit::Limit;
use crate::formulas::outliers;

const GRUBBS: &str = "F. Grubbs, Procedures for Detecting Outlying Observations in Samples, Technometrics 11 (1969) 1, https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h1.htm";
const ROSNER: &str = "B. Rosner, Percentage Points for a Generalized ESD Many-Outlier Procedure, Technometrics 25 (1983) 165, https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h3.htm";
const LOOK: &str = "the other readings are normal; an outlier is a reading to look into and not one to leave out";

const VALUES: Input = input(
    "values",
    Kind::AnyQuantities,
    Limit::ANY,
    r#"["9.9 N", "10.1 N", "10 N", "10.2 N", "9.8 N", "10 N", "14 N"]"#,
    "readings",
);
const SIGNIFICANCE: Input = number("significance", Limit::OPEN_SHARE, "5 %", "chance of a false alarm").or("5 %");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "grubbs-test",
        title: "Grubbs' two-sided test of the farthest reading",
        formula: "distance = |suspect - mean| / deviation, compared with grubbs-critical-distance",
        source: GRUBBS,
        validity: "finds one outlier; two on one side hide each other, for which there is generalized-esd; the other readings are normal",
        inputs: &[VALUES, SIGNIFICANCE],
        outputs: &[
            output("suspect", "=values", "the farthest reading"),
            output("position", "", "its place in the list, from 1"),
            output("distance", "", "from the mean, in standard deviations"),
            output("critical", "", "distance that normal readings exceed no more often than the significance"),
            output("outlier", "", "yes if the distance exceeds the critical one"),
        ],
        compute: |a| {
            let values = a.list("values")?;
            require(values.len() > 2, "values", "needs at least three readings")?;
            varying(values)?;
            let found = outliers::grubbs(values, a.number("significance")?).ok_or_else(Fault::beyond)?;
            let numbers = [found.value, found.place as f64 + 1.0, found.distance, found.critical].map(Value::Number);
            let word = if found.stands_out() { "yes" } else { "no" };
            Ok(numbers.into_iter().chain([Value::Word(word.to_owned())]).collect())
        },
    },
    Formula {
        name: "grubbs-critical-distance",
        title: "critical distance of Grubbs' two-sided test",
        formula: "critical = (n - 1) * t / sqrt(n * (n - 2 + t^2)), t = upper quantile of Student's t at significance / (2 * n) with n - 2 degrees of freedom, n = samples",
        source: GRUBBS,
        validity: LOOK,
        inputs: &[count("samples", 3, "30", "number of readings"), SIGNIFICANCE],
        outputs: &[output("critical", "", "in standard deviations from the mean")],
        compute: |a| one(outliers::critical_distance(a.count("samples")? as usize, a.number("significance")?)),
    },
    Formula {
        name: "generalized-esd",
        title: "generalized extreme studentized deviate test (Rosner) of several outliers",
        formula: "the farthest reading is taken away `most` times; outliers are all up to the last one whose distance exceeds its critical distance",
        source: ROSNER,
        validity: "very accurate from 25 readings on, fair from 15; an outlier is a reading to look into and not one to leave out",
        inputs: &[VALUES, count("most", 1, "2", "outliers to look for, at most two less than there are readings"), SIGNIFICANCE],
        outputs: &[
            output("outliers", "", "how many of the suspects, counted from the first, are outliers"),
            output("suspects", "=values", "the farthest readings, one for each step"),
            output("distances", "", "their distances from the mean of those that remain, in standard deviations"),
            output("criticals", "", "critical distances of the steps"),
        ],
        compute: |a| {
            let (values, most) = (a.list("values")?, a.count("most")? as usize);
            require(most.saturating_add(2) <= values.len(), "most", "must be at least two below the number of readings")?;
            let found = outliers::generalized_esd(values, most, a.number("significance")?).ok_or_else(Fault::beyond)?;
            let column = |pick: fn(&outliers::Suspect) -> f64| Value::Numbers(found.suspects.iter().map(pick).collect());
            Ok(vec![
                Value::Number(found.outliers as f64),
                column(|suspect| suspect.value),
                column(|suspect| suspect.distance),
                column(|suspect| suspect.critical),
            ])
        },
    },
];
