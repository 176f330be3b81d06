//! Limits that a stated share of the population keeps.

use super::{count, input, number};
use crate::calc::arguments::Fault;
use crate::calc::entry::{Computed, Formula, Input, Kind, one, output};
use crate::calc::limit::Limit;
use crate::formulas::tolerance_interval;

const NIST: &str =
    "NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.3, https://www.itl.nist.gov/div898/handbook/prc/section2/prc263.htm";
const HOWE: &str = "W. Howe, Two-Sided Tolerance Limits for Normal Populations, J. Am. Stat. Assoc. 64 (1969) 610";
const WILKS: &str = "S. Wilks, Determination of Sample Sizes for Setting Tolerance Limits, Ann. Math. Stat. 12 (1941) 91";
const FREE: &str = "any distribution, independent readings";

const COVERAGE: Input = number("coverage", Limit::OPEN_SHARE, "95 %", "share of the population that keeps the limit");
const CONFIDENCE: Input = number("confidence", Limit::OPEN_SHARE, "95 %", "confidence").or("95 %");

/// Largest sample that the exact factor is computed for.
const LARGEST: f64 = tolerance_interval::LARGEST as f64;

fn readings(sample: Option<u32>) -> Computed {
    let needs = || Fault::new("coverage", "needs more than a thousand million readings");
    one(Some(sample.map(f64::from).ok_or_else(needs)?))
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "tolerance-factor-one-sided",
        title: "factor k of a one-sided normal tolerance limit, mean + k * deviation or mean - k * deviation, exact",
        formula: "k = quantile of noncentral t at confidence with n - 1 degrees of freedom and noncentrality z * sqrt(n), over sqrt(n); z = normal quantile of coverage, n = samples",
        source: NIST,
        validity: "normal population; up to a million readings",
        inputs: &[input("samples", Kind::Count, Limit::from_to(2.0, LARGEST), "30", "number of readings"), COVERAGE, CONFIDENCE],
        outputs: &[output("k", "", "in standard deviations of the sample")],
        compute: |a| {
            one(tolerance_interval::one_sided_factor(a.count("samples")?, a.number("coverage")?, a.number("confidence")?))
        },
    },
    Formula {
        name: "tolerance-factor-two-sided",
        title: "factor k of a two-sided normal tolerance interval, mean - k * deviation to mean + k * deviation (Howe's approximation)",
        formula: "k = z * sqrt((n - 1) * (1 + 1 / n) / chi2), z = normal quantile of (1 + coverage) / 2, chi2 = quantile of chi-square at 1 - confidence with n - 1 degrees of freedom, n = samples",
        source: HOWE,
        validity: "normal population; within 1.5 % of the exact factor from 5 readings on, 0.7 % from 10 on, up to 7 % too large at 2",
        inputs: &[count("samples", 2, "43", "number of readings"), COVERAGE, CONFIDENCE],
        outputs: &[output("k", "", "in standard deviations of the sample")],
        compute: |a| {
            one(tolerance_interval::two_sided_factor(a.count("samples")?, a.number("coverage")?, a.number("confidence")?))
        },
    },
    Formula {
        name: "wilks-sample-one-sided",
        title: "readings so that the smallest, or the largest, is a tolerance limit whatever the distribution",
        formula: "samples = ceil(ln(1 - confidence) / ln(coverage))",
        source: WILKS,
        validity: FREE,
        inputs: &[COVERAGE, CONFIDENCE],
        outputs: &[output("samples", "", "readings")],
        compute: |a| readings(tolerance_interval::one_sided_sample(a.number("coverage")?, a.number("confidence")?)),
    },
    Formula {
        name: "wilks-sample-two-sided",
        title: "readings so that the smallest and the largest are a tolerance interval whatever the distribution",
        formula: "smallest n with n * coverage^(n - 1) - (n - 1) * coverage^n <= 1 - confidence",
        source: WILKS,
        validity: FREE,
        inputs: &[COVERAGE, CONFIDENCE],
        outputs: &[output("samples", "", "readings")],
        compute: |a| readings(tolerance_interval::two_sided_sample(a.number("coverage")?, a.number("confidence")?)),
    },
    Formula {
        name: "share-between-extremes",
        title: "share of the population between the smallest and the largest reading",
        formula: "the coverage whose wilks-sample-two-sided is the number of readings, not rounded",
        source: WILKS,
        validity: FREE,
        inputs: &[count("samples", 2, "93", "number of readings"), CONFIDENCE],
        outputs: &[output("share", "%", "share that lies between at least")],
        compute: |a| one(tolerance_interval::share_between_extremes(a.count("samples")?, a.number("confidence")?)),
    },
];
