//! The normal distribution.

use super::capability::limits;
use super::{input, number};
use crate::calc::entry::{Formula, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::normal::{self, Tails};

const SOURCE: &str = "NIST/SEMATECH e-Handbook of Statistical Methods 1.3.6.6.1, https://www.itl.nist.gov/div898/handbook/eda/section3/eda3661.htm";

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "normal-yield",
        title: "share of a normal population inside and outside its limits",
        formula: "below = Phi((lower - mean) / deviation), above = Phi((mean - upper) / deviation), outside = below + above, yield = 1 - outside",
        source: SOURCE,
        validity: "normal population; far tails of real processes are seldom normal",
        inputs: &[
            input("mean", Kind::AnyQuantity, Limit::ANY, "0.1 mm", "mean"),
            input("deviation", Kind::AnyQuantity, Limit::POSITIVE, "0.058 mm", "standard deviation"),
            input("lower", Kind::AnyQuantity, Limit::ANY, "0.05 mm", "lower limit; none if left out").optional(),
            input("upper", Kind::AnyQuantity, Limit::ANY, "0.8 mm", "upper limit; none if left out").optional(),
        ],
        outputs: &[
            output("yield", "%", "share inside"),
            output("below", "ppm", "share below the lower limit"),
            output("above", "ppm", "share above the upper limit"),
            output("outside", "ppm", "share outside"),
        ],
        compute: |a| {
            let (lower, upper) = limits(a)?;
            let tails = normal::tails(a.number("mean")?, a.number("deviation")?, lower, upper);
            let shares = [tails.map(Tails::inside), tails.map(|tails| tails.below), tails.map(|tails| tails.above)];
            let [inside, below, above] = shares;
            numbers([inside, below, above, tails.map(Tails::outside)])
        },
    },
    Formula {
        name: "normal-cumulative",
        title: "share of a standard normal population below z",
        formula: "share = Phi(z)",
        source: SOURCE,
        validity: "exact",
        inputs: &[number("z", Limit::ANY, "1.645", "standard deviations from the mean")],
        outputs: &[output("share", "%", "share below z")],
        compute: |a| one(normal::cumulative(a.number("z")?)),
    },
    Formula {
        name: "normal-quantile",
        title: "z below which a share of a standard normal population lies",
        formula: "z with Phi(z) = share",
        source: SOURCE,
        validity: "exact",
        inputs: &[number("share", Limit::OPEN_SHARE, "95 %", "share below z")],
        outputs: &[output("z", "", "standard deviations from the mean")],
        compute: |a| one(normal::quantile(a.number("share")?)),
    },
];
