//! Measurements in subgroups such as cavities, lots or hours.

use std::collections::BTreeMap;

use super::{capability, input, require};
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::subgroups;

const MONTGOMERY: &str = "D. Montgomery, Introduction to Statistical Quality Control, Wiley";
const ANOVA: &str = "NIST/SEMATECH e-Handbook of Statistical Methods, 7.4.3, https://www.itl.nist.gov/div898/handbook/prc/section4/prc43.htm; component between groups: S. Searle, G. Casella, C. McCulloch, Variance Components, Wiley 1992";

const FIELDS: &[Input] = &[
    input("value", Kind::AnyQuantity, Limit::ANY, "10.02 mm", "reading"),
    input("group", Kind::Label, Limit::ANY, "cavity 1", "subgroup it belongs to"),
];
const READINGS: Input = input(
    "readings",
    Kind::Records(FIELDS),
    Limit::ANY,
    r#"[{"value": "10.01 mm", "group": 1}, {"value": "10.03 mm", "group": 1}, {"value": "9.97 mm", "group": 2}, {"value": "9.98 mm", "group": 2}]"#,
    "readings with the subgroup of each",
);

/// Readings by subgroup; some subgroup has two that differ.
fn groups(a: &Arguments) -> Result<Vec<Vec<f64>>, Fault> {
    let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in a.rows("readings")? {
        groups.entry(row.word("group").unwrap_or_default()).or_default().push(row.number("value")?);
    }
    let groups: Vec<_> = groups.into_values().collect();
    let spread = groups.iter().any(|group| super::varying(group).is_ok());
    require(spread, "readings", "no subgroup has two readings that differ, so there is no spread within")?;
    Ok(groups)
}

fn slices(groups: &[Vec<f64>]) -> Vec<&[f64]> {
    groups.iter().map(Vec::as_slice).collect()
}

/// An index that there is only with two limits.
fn index(index: Option<f64>) -> Value {
    index.map_or_else(|| Value::Word("none".to_owned()), Value::Number)
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "within-deviation",
        title: "standard deviation within subgroups, pooled",
        formula: "deviation = sqrt(sum of (value - mean of its group)^2 / freedom), freedom = readings - groups",
        source: MONTGOMERY,
        validity: "subgroups that spread alike",
        inputs: &[READINGS],
        outputs: &[output("deviation", "=readings", "pooled standard deviation"), output("freedom", "", "degrees of freedom")],
        compute: |a| {
            let groups = groups(a)?;
            let within = subgroups::within(&slices(&groups));
            numbers([within.map(|within| within.deviation), within.map(|within| within.freedom.into())])
        },
    },
    Formula {
        name: "between-subgroups",
        title: "difference between subgroups by one-way analysis of variance",
        formula: "ratio = MSB / MSW, deviation = sqrt(max(0, (MSB - MSW) / n0)), share = deviation^2 / (deviation^2 + MSW), n0 = mean size less its unevenness",
        source: ANOVA,
        validity: "normal readings, subgroups that spread alike",
        inputs: &[READINGS],
        outputs: &[
            output("deviation", "=readings", "standard deviation between the true means; 0 if they differ as chance makes them"),
            output("share", "%", "share of the variance of a reading that lies between subgroups"),
            output("lowest", "=readings", "lowest mean of a subgroup"),
            output("highest", "=readings", "highest mean of a subgroup"),
            output("ratio", "", "F ratio"),
            output("probability", "%", "chance of such a ratio if all subgroups had one mean"),
        ],
        compute: |a| {
            let groups = groups(a)?;
            require(groups.len() > 1, "readings", "needs at least two subgroups")?;
            let between = subgroups::between(&slices(&groups)).ok_or_else(Fault::beyond)?;
            let (lowest, highest) = between.means;
            let all = [between.deviation, between.share, lowest, highest, between.ratio, between.probability];
            numbers(all.map(Some))
        },
    },
    Formula {
        name: "moving-range-deviation",
        title: "standard deviation of single readings in the order they were made, from the mean moving range",
        formula: "deviation = mean of |value - value before| / d2, d2 = 2 / sqrt(pi) = 1.128",
        source: MONTGOMERY,
        validity: "readings in order; slow drift does not enter, which is the point",
        inputs: &[input(
            "values",
            Kind::AnyQuantities,
            Limit::ANY,
            r#"["10.01 mm", "10.03 mm", "9.98 mm"]"#,
            "readings in the order they were made",
        )],
        outputs: &[output("deviation", "=values", "standard deviation without drift")],
        compute: |a| {
            let values = a.list("values")?;
            require(values.len() > 1, "values", "needs at least two readings")?;
            one(subgroups::moving_range_deviation(values))
        },
    },
    Formula {
        name: "subgroup-capability",
        title: "Cp and Cpk from the spread within subgroups, Pp and Ppk from the spread of all readings",
        formula: "cp, cpk with the deviation within, pp, ppk with that of all readings, as in cp and cpk",
        source: MONTGOMERY,
        validity: "stable, normal process; a ppk far below cpk is what cavities, lots or time add",
        inputs: &[READINGS, capability::LOWER.optional(), capability::UPPER.optional()],
        outputs: &[
            output("readings", "", "number of readings"),
            output("mean", "=readings", "mean of all readings"),
            output("within", "=readings", "standard deviation within subgroups"),
            output("overall", "=readings", "standard deviation of all readings"),
            output("cp", "", "potential capability; none with one limit"),
            output("cpk", "", "capability of the nearer limit"),
            output("pp", "", "potential performance; none with one limit"),
            output("ppk", "", "performance at the nearer limit"),
        ],
        compute: |a| {
            let ((lower, upper), groups) = (capability::limits(a)?, groups(a)?);
            let study = subgroups::study(&slices(&groups), lower, upper).ok_or_else(Fault::beyond)?;
            Ok(vec![
                Value::Number(study.readings.into()),
                Value::Number(study.overall.mean),
                Value::Number(study.within.deviation),
                Value::Number(study.overall.deviation),
                index(study.cp),
                Value::Number(study.cpk),
                index(study.pp),
                Value::Number(study.ppk),
            ])
        },
    },
];
