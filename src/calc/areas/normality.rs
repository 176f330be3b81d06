//! Whether readings may come from a normal population.

use super::{input, require, varying};
use crate::calc::entry::{Formula, Kind, numbers, output};
use crate::calc::limit::Limit;
use crate::formulas::normality;

pub(super) static FORMULAS: &[Formula] = &[Formula {
    name: "shapiro-wilk",
    title: "Shapiro-Wilk test of normality",
    formula: "W = (sum of a_i * x_(i))^2 / sum of (x - mean)^2, coefficients and probability by Royston's algorithm AS R94",
    source: "S. Shapiro, M. Wilk, Biometrika 52 (1965) 591; P. Royston, Remark AS R94, Applied Statistics 44 (1995) 547",
    validity: "3 to 5000 readings; a high probability proves nothing, as small samples pass nearly always, and large ones fail over rounding",
    inputs: &[input(
        "values",
        Kind::AnyQuantities,
        Limit::ANY,
        r#"["10.01 mm", "10.03 mm", "9.98 mm", "10 mm", "10.02 mm"]"#,
        "readings",
    )],
    outputs: &[
        output("w", "", "statistic; 1 is perfectly normal"),
        output("probability", "%", "chance of a W as low as this from a normal population"),
    ],
    compute: |a| {
        let values = a.list("values")?;
        require((3..=5000).contains(&values.len()), "values", "needs 3 to 5000 readings")?;
        varying(values)?;
        let test = normality::shapiro_wilk(values);
        numbers([test.map(|test| test.statistic), test.map(|test| test.probability)])
    },
}];
