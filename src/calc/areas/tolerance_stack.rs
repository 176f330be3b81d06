//! One-dimensional tolerance stacks.

use super::{input, number, require, signed};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::normal::Tails;
use crate::formulas::stack::{self, Contributor, Direction, GapRange};
use crate::quantity::Dimension;

const SOURCE: &str =
    "P. Drake (ed.), Dimensioning and Tolerancing Handbook, McGraw-Hill, chapter 9; https://github.com/phcreery/dimstack";
const LENGTHS: Kind = Kind::Quantity(Dimension::LENGTH);

const DIMS: &[Input] = &[
    input("name", Kind::Label, Limit::ANY, "lid", "name of the dimension").optional(),
    signed("nominal", Dimension::LENGTH, "20 mm", "nominal dimension; a negative one closes the gap"),
    input("plus", LENGTHS, Limit::ANY, "0.1 mm", "upper deviation of the part, signed"),
    input("minus", LENGTHS, Limit::ANY, "-0.1 mm", "lower deviation of the part, signed"),
];

pub(super) fn contributor(row: &Arguments, number: usize) -> Result<Contributor, Fault> {
    let (nominal, upper, lower) = (row.number("nominal")?, row.number("plus")?, row.number("minus")?);
    let direction = if nominal < 0.0 { Direction::Closes } else { Direction::Opens };
    require(lower <= upper, "dims", &format!("row {number}: `minus` is above `plus`; it is signed, so write -0.1 mm"))?;
    // A missing minus sign would make a tolerance vanish without a word.
    let vanished = lower == upper && lower != 0.0;
    require(!vanished, "dims", &format!("row {number}: `plus` and `minus` are equal; `minus` is signed, so write -0.1 mm"))?;
    Ok(Contributor { direction, nominal: nominal.abs(), lower, upper })
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "tolerance-stack",
        title: "gap of a chain of dimensions: worst case, root sum square and modified root sum square",
        formula: "t = (plus - minus) / 2, mean = sum of direction * (|nominal| + (plus + minus) / 2), worst-case = sum t, rss = sqrt(sum t^2), mrss = Cf * rss, Cf = 0.5 * (worst-case - rss) / (rss * (sqrt(n) - 1)) + 1",
        source: SOURCE,
        validity: "independent contributors, centered and nearly normal for rss; mrss stops at the worst case; hand-picked, sorted or worn-tool parts are neither; a negative gap is interference",
        inputs: &[input(
            "dims",
            Kind::Records(DIMS),
            Limit::ANY,
            r#"[{"nominal": "20 mm", "plus": "0.1 mm", "minus": "-0.1 mm"}, {"nominal": "-19.5 mm", "plus": "0 mm", "minus": "-0.2 mm"}]"#,
            "dimensions of the chain; plus and minus apply to the part, whatever its direction",
        )],
        outputs: &[
            output("nominal", "mm", "gap of nominal dimensions"),
            output("mean", "mm", "middle of the gap, tolerances recentered"),
            output("worst-case", "mm", "half the width, all at their worst ends"),
            output("worst-case-min", "mm", "smallest gap"),
            output("worst-case-max", "mm", "largest gap"),
            output("rss", "mm", "half the width by root sum square"),
            output("rss-min", "mm", "smallest gap by root sum square"),
            output("rss-max", "mm", "largest gap by root sum square"),
            output("mrss", "mm", "half the width by modified root sum square"),
            output("mrss-min", "mm", "smallest gap by modified root sum square"),
            output("mrss-max", "mm", "largest gap by modified root sum square"),
        ],
        compute: |a| {
            let rows = a.rows("dims")?.iter().zip(1..);
            let contributors = rows.map(|(row, number)| contributor(row, number)).collect::<Result<Vec<_>, _>>()?;
            let stack = stack::stack(&contributors).ok_or_else(Fault::beyond)?;
            let ranges = [stack.worst_case, stack.root_sum_square, stack.modified];
            let [worst, root, modified] = ranges.map(|range| [range.half_width, range.minimum, range.maximum]);
            let all = [[stack.nominal, stack.worst_case.mean].as_slice(), &worst, &root, &modified].concat();
            Ok(all.into_iter().map(super::super::arguments::Value::Number).collect())
        },
    },
    Formula {
        name: "stack-share-outside",
        title: "share of assemblies outside gap limits for a statistical gap",
        formula: "s = half-width / (3 * capability), below = Phi((lower - mean) / s), above = Phi((mean - upper) / s), outside = below + above",
        source: SOURCE,
        validity: "normal gap, contributors held at this capability; meaningful for rss and mrss, not for a worst case",
        inputs: &[
            signed("mean", Dimension::LENGTH, "0.4 mm", "middle of the gap"),
            super::length("half-width", "0.18 mm", "half the width by rss or mrss"),
            input("lower", LENGTHS, Limit::ANY, "0.2 mm", "smallest gap that works").or("0 mm"),
            input("upper", LENGTHS, Limit::ANY, "0.8 mm", "largest gap that works; none if left out").optional(),
            number("capability", Limit::POSITIVE, "1", "centered capability of the contributors").or("1"),
        ],
        outputs: &[
            output("below", "ppm", "share below the lower limit"),
            output("above", "ppm", "share above the upper limit"),
            output("outside", "ppm", "share outside both"),
        ],
        compute: |a| {
            let (mean, half_width) = (a.number("mean")?, a.number("half-width")?);
            let (lower, upper) = (a.number("lower")?, a.maybe("upper").unwrap_or(f64::INFINITY));
            require(lower < upper, "lower", "must be below `upper`")?;
            let range = GapRange { mean, half_width, minimum: mean - half_width, maximum: mean + half_width };
            let tails = stack::share_outside(range, a.number("capability")?, lower, upper);
            numbers([tails.map(|tails| tails.below), tails.map(|tails| tails.above), tails.map(Tails::outside)])
        },
    },
    Formula {
        name: "tolerance-deviation",
        title: "standard deviation that a tolerance stands for",
        formula: "deviation = half-width / (3 * capability)",
        source: SOURCE,
        validity: "centered process; capability 1 is the usual three-sigma assumption",
        inputs: &[
            super::from_zero("half-width", Dimension::LENGTH, "0.1 mm", "half the width of the tolerance"),
            number("capability", Limit::POSITIVE, "1", "centered capability index").or("1"),
        ],
        outputs: &[output("deviation", "mm", "standard deviation")],
        compute: |a| one(stack::deviation_from_tolerance(a.number("half-width")?, a.number("capability")?)),
    },
    Formula {
        name: "combined-deviation",
        title: "standard deviation of a sum of independent contributors",
        formula: "deviation = sqrt(sum of each deviation squared)",
        source: SOURCE,
        validity: "independent contributors with sensitivity 1",
        inputs: &[input(
            "deviations",
            Kind::Quantities(Dimension::LENGTH),
            Limit::NOT_NEGATIVE,
            r#"["0.02 mm", "0.05 mm"]"#,
            "standard deviations of the contributors",
        )],
        outputs: &[output("deviation", "mm", "standard deviation of the sum")],
        compute: |a| one(stack::combined_deviation(a.list("deviations")?)),
    },
];
