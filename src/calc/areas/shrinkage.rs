//! Mold shrinkage.

use super::{from_zero, length, number};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::molding;
use crate::quantity::Dimension;

const SOURCE: &str = "https://calculatorhub.com/tools/material-shrinkage-allowance-calculator/";

const PART: Input = length("part", "100 mm", "dimension of the molded part");
const SHRINKAGE: Input = number("shrinkage", Limit::SHARE_BELOW_ONE, "2 %", "mold shrinkage, a share of the cavity");

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "cavity-dimension",
        title: "cavity dimension that shrinks to the part, exact convention part / (1 - shrinkage)",
        formula: "cavity = part / (1 - shrinkage)",
        source: SOURCE,
        validity: "even shrinkage, stated as a share of the cavity",
        inputs: &[PART, SHRINKAGE],
        outputs: &[output("cavity", "mm", "cavity by part / (1 - shrinkage)")],
        compute: |a| one(molding::cavity_dimension(a.number("part")?, a.number("shrinkage")?)),
    },
    Formula {
        name: "cavity-dimension-shortcut",
        title: "cavity dimension by the short cut of the shop, part * (1 + shrinkage)",
        formula: "cavity = part * (1 + shrinkage), short = part / (1 - shrinkage) - cavity",
        source: SOURCE,
        validity: "comes out small where shrinkage is a share of the cavity, which is how resin makers state it",
        inputs: &[PART, SHRINKAGE],
        outputs: &[
            output("cavity", "mm", "cavity by part * (1 + shrinkage)"),
            output("short", "mm", "by how much that is below cavity-dimension"),
        ],
        compute: |a| {
            let (part, shrinkage) = (a.number("part")?, a.number("shrinkage")?);
            let cavity = molding::cavity_dimension_shortcut(part, shrinkage);
            let exact = molding::cavity_dimension(part, shrinkage);
            numbers([cavity, exact.zip(cavity).map(|(exact, cavity)| exact - cavity)])
        },
    },
    Formula {
        name: "shrinkage-difference",
        title: "difference in length that a spread of shrinkage leaves",
        formula: "difference = length * spread",
        source: "arithmetic; the spread has to come from the resin maker",
        validity: "a difference in length, not the bow: a thin sheet turns it into more height, ribs and fixtures into less",
        inputs: &[
            from_zero("length", Dimension::LENGTH, "500 mm", "length of the part"),
            number("spread", Limit::SHARE, "0.3 %", "shrinkage along flow less across flow"),
        ],
        outputs: &[output("difference", "mm", "difference in length")],
        compute: |a| one(molding::shrinkage_spread(a.number("length")?, a.number("spread")?)),
    },
];
