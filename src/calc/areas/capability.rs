//! Process capability.

use super::{count, input, number, require};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, Kind, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::capability;

const MONTGOMERY: &str = "D. Montgomery, Introduction to Statistical Quality Control, Wiley";
const BISSELL: &str = "A. Bissell, How Reliable is Your Capability Index?, Applied Statistics 39 (1990) 331";
const CHOU: &str =
    "Y. Chou, D. Owen, S. Borrego, Lower Confidence Limits on Process Capability Indices, J. Quality Technology 22 (1990) 223";
const NIST: &str =
    "NIST/SEMATECH e-Handbook of Statistical Methods, 6.1.6, https://www.itl.nist.gov/div898/handbook/pmc/section1/pmc16.htm";
const PPM: &str = "https://metricmech.com/articles/cpk-to-ppm.html";
const NORMAL: &str = "stable, normal process; pool cavities or lots only where they agree";

const fn any(name: &'static str, example: &'static str, meaning: &'static str) -> Input {
    input(name, Kind::AnyQuantity, Limit::ANY, example, meaning)
}

const MEAN: Input = any("mean", "10.02 mm", "mean of the process");
const DEVIATION: Input = input("deviation", Kind::AnyQuantity, Limit::POSITIVE, "0.03 mm", "standard deviation of the process");
pub(super) const LOWER: Input = any("lower", "9.9 mm", "lower specification limit");
pub(super) const UPPER: Input = any("upper", "10.1 mm", "upper specification limit");
const CPK: Input = number("cpk", Limit::ANY, "1.33", "capability index of the nearer limit");
const CP: Input = number("cp", Limit::NOT_NEGATIVE, "1.33", "potential capability index");
const SAMPLES: Input = count("samples", 2, "30", "number of readings");
const CONFIDENCE: Input = number("confidence", Limit::OPEN_SHARE, "95 %", "confidence").or("95 %");
/// Most readings of a table of frequencies.
const MOST_READINGS: u32 = 1_000_000;

/// Fewest readings that the percentile of 0.135 % lies within.
const FEWEST_READINGS: usize = 740;

const FREQUENCIES: &[Input] = &[any("value", "10.02 mm", "reading"), count("count", 1, "250", "how often it was read").or("1")];
const SHARE: Input = number("share", Limit::OPEN_SHARE, "777.8 ppm", "share of failures");

/// Both limits, infinite where one is left out.
pub(super) fn limits(a: &Arguments) -> Result<(f64, f64), Fault> {
    let (lower, upper) = (a.maybe("lower"), a.maybe("upper"));
    require(lower.is_some() || upper.is_some(), "lower", "this or `upper` has to be given")?;
    let (lower, upper) = (lower.unwrap_or(f64::NEG_INFINITY), upper.unwrap_or(f64::INFINITY));
    require(lower < upper, "lower", "must be below `upper`")?;
    Ok((lower, upper))
}

fn index(a: &Arguments) -> Result<Option<f64>, Fault> {
    let confidence = a.number("confidence")?;
    Ok(capability::cpk_lower_bound(a.number("cpk")?, a.count("samples")?, confidence))
}

fn observed(a: &Arguments) -> Result<f64, Fault> {
    let (target, samples) = (a.number("target")?, a.count("samples")?);
    let found = capability::cpk_to_observe(target, samples, a.number("confidence")?);
    found.ok_or_else(|| Fault::new("samples", format!("{samples} are too few: no observed value is enough at this confidence")))
}

/// All readings of a table of frequencies.
fn readings(a: &Arguments) -> Result<Vec<f64>, Fault> {
    let (mut values, mut left) = (Vec::new(), MOST_READINGS);
    for row in a.rows("readings")? {
        let count = row.count("count")?;
        left = left.checked_sub(count).ok_or_else(|| Fault::new("readings", "are more than a million"))?;
        values.extend(std::iter::repeat_n(row.number("value")?, count as usize));
    }
    require(values.len() >= FEWEST_READINGS, "readings", "are too few: the percentiles need 740 or more")?;
    Ok(values)
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "sample-statistics",
        title: "mean and standard deviation of readings",
        formula: "mean = sum of values / n, deviation = sqrt(sum of (value - mean)^2 / (n - 1))",
        source: MONTGOMERY,
        validity: "at least two readings",
        inputs: &[input("values", Kind::AnyQuantities, Limit::ANY, r#"["10.01 mm", "10.03 mm", "9.98 mm"]"#, "readings")],
        outputs: &[
            output("count", "", "number of readings"),
            output("mean", "=values", "arithmetic mean"),
            output("deviation", "=values", "standard deviation with n - 1"),
        ],
        compute: |a| {
            let values = a.list("values")?;
            require(values.len() > 1, "values", "needs at least two readings")?;
            let sample = capability::sample(values);
            numbers([Some(values.len() as f64), sample.map(|sample| sample.mean), sample.map(|sample| sample.deviation)])
        },
    },
    Formula {
        name: "cp",
        title: "potential capability",
        formula: "cp = (upper - lower) / (6 * deviation)",
        source: MONTGOMERY,
        validity: NORMAL,
        inputs: &[DEVIATION, LOWER, UPPER],
        outputs: &[output("cp", "", "potential capability, as if centered")],
        compute: |a| {
            let (lower, upper) = limits(a)?;
            one(capability::cp(a.number("deviation")?, lower, upper))
        },
    },
    Formula {
        name: "cpk",
        title: "capability of the nearer limit",
        formula: "cpk = min(upper - mean, mean - lower) / (3 * deviation)",
        source: MONTGOMERY,
        validity: NORMAL,
        inputs: &[MEAN, DEVIATION, LOWER.optional(), UPPER.optional()],
        outputs: &[output("cpk", "", "negative if the mean lies outside")],
        compute: |a| {
            let (lower, upper) = limits(a)?;
            one(capability::cpk(a.number("mean")?, a.number("deviation")?, lower, upper))
        },
    },
    Formula {
        name: "off-center",
        title: "off-center share of the tolerance k; cpk = cp * (1 - k)",
        formula: "k = |mean - (upper + lower) / 2| / ((upper - lower) / 2)",
        source: MONTGOMERY,
        validity: "above 100 % the mean is outside",
        inputs: &[MEAN, LOWER, UPPER],
        outputs: &[output("k", "", "share of half the tolerance")],
        compute: |a| {
            let (lower, upper) = limits(a)?;
            one(capability::off_center(a.number("mean")?, lower, upper))
        },
    },
    Formula {
        name: "ppm-one-tail",
        title: "parts per million beyond the nearer limit alone",
        formula: "ppm = 1e6 * Phi(-3 * cpk)",
        source: PPM,
        validity: NORMAL,
        inputs: &[CPK],
        outputs: &[output("ppm", "ppm", "one tail")],
        compute: |a| one(capability::ppm_one_tail(a.number("cpk")?).map(|ppm| ppm / 1e6)),
    },
    Formula {
        name: "ppm-two-tails",
        title: "parts per million beyond both limits of a centered process",
        formula: "ppm = 2e6 * Phi(-3 * cpk)",
        source: PPM,
        validity: NORMAL,
        inputs: &[number("cpk", Limit::NOT_NEGATIVE, "1.33", "capability index of the centered process")],
        outputs: &[output("ppm", "ppm", "two tails, centered")],
        compute: |a| one(capability::ppm_two_tails(a.number("cpk")?).map(|ppm| ppm / 1e6)),
    },
    Formula {
        name: "ppm-shifted",
        title: "parts per million beyond both limits when a centered process shifts one way",
        formula: "ppm = 1e6 * (Phi(-3 * cp + shift) + Phi(-3 * cp - shift))",
        source: PPM,
        validity: "a mean moves one way only, so the near tail is not doubled",
        inputs: &[CP, number("shift", Limit::ANY, "1.5", "shift of the mean in standard deviations").or("1.5")],
        outputs: &[output("ppm", "ppm", "both tails after a shift one way")],
        compute: |a| one(capability::ppm_shifted(a.number("cp")?, a.number("shift")?).map(|ppm| ppm / 1e6)),
    },
    Formula {
        name: "centered-yield",
        title: "share of parts inside both limits of a centered process",
        formula: "yield = 1 - 2 * Phi(-3 * cp)",
        source: PPM,
        validity: NORMAL,
        inputs: &[CP],
        outputs: &[output("yield", "%", "share inside")],
        compute: |a| one(capability::centered_yield(a.number("cp")?)),
    },
    Formula {
        name: "cp-interval",
        title: "exact two-sided confidence interval of cp",
        formula: "lower = cp * sqrt(chi2(a / 2, n - 1) / (n - 1)), upper = cp * sqrt(chi2(1 - a / 2, n - 1) / (n - 1)), a = 1 - confidence, n = samples",
        source: MONTGOMERY,
        validity: NORMAL,
        inputs: &[number("cp", Limit::POSITIVE, "1.33", "observed potential capability"), SAMPLES, CONFIDENCE],
        outputs: &[output("lower", "", "lower end"), output("upper", "", "upper end")],
        compute: |a| {
            let interval = capability::cp_interval(a.number("cp")?, a.count("samples")?, a.number("confidence")?);
            numbers([interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)])
        },
    },
    Formula {
        name: "cpk-lower-bound",
        title: "approximate one-sided lower confidence bound of cpk (Bissell)",
        formula: "bound = cpk - z * sqrt(1 / (9 * n) + cpk^2 / (2 * (n - 1))), z = normal quantile of confidence, n = samples",
        source: BISSELL,
        validity: "good from about 30 samples on; below that a rough guide, where `cpk-lower-bound-exact` holds",
        inputs: &[CPK, SAMPLES, CONFIDENCE],
        outputs: &[output("bound", "", "cpk that is shown at this confidence")],
        compute: |a| one(index(a)?),
    },
    Formula {
        name: "cpk-lower-bound-exact",
        title: "one-sided lower confidence bound of cpk for few readings",
        formula: "a third of the z for which 3 * cpk is the one-sided tolerance factor: P(t <= 3 * cpk * sqrt(n)) = confidence, t noncentral with n - 1 degrees of freedom and noncentrality z * sqrt(n), n = samples",
        source: CHOU,
        validity: "exact for one limit, on the safe side for two",
        inputs: &[CPK, SAMPLES, CONFIDENCE],
        outputs: &[output("bound", "", "cpk that is shown at this confidence")],
        compute: |a| one(capability::cpk_lower_bound_exact(a.number("cpk")?, a.count("samples")?, a.number("confidence")?)),
    },
    Formula {
        name: "cpk-interval",
        title: "approximate two-sided confidence interval of cpk (Bissell)",
        formula: "cpk less and more z * sqrt(1 / (9 * n) + cpk^2 / (2 * (n - 1))), z = normal quantile of (1 + confidence) / 2, n = samples",
        source: BISSELL,
        validity: "good from about 30 samples on; below that a rough guide",
        inputs: &[CPK, SAMPLES, CONFIDENCE],
        outputs: &[output("lower", "", "lower end"), output("upper", "", "upper end")],
        compute: |a| {
            let interval = capability::cpk_interval(a.number("cpk")?, a.count("samples")?, a.number("confidence")?);
            numbers([interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)])
        },
    },
    Formula {
        name: "cpm",
        title: "capability about a target (Taguchi)",
        formula: "cpm = (upper - lower) / (6 * sqrt(deviation^2 + (mean - target)^2))",
        source: NIST,
        validity: NORMAL,
        inputs: &[MEAN, DEVIATION, any("target", "10 mm", "value aimed at"), LOWER, UPPER],
        outputs: &[output("cpm", "", "equal to cp on target")],
        compute: |a| {
            let (lower, upper) = limits(a)?;
            one(capability::cpm(a.number("mean")?, a.number("deviation")?, a.number("target")?, lower, upper))
        },
    },
    Formula {
        name: "ppk-percentile",
        title: "performance of the nearer limit from percentiles, for large samples that are not normal (ISO method)",
        formula: "ppk = min((upper - P50) / (P99.865 - P50), (P50 - lower) / (P50 - P0.135)), percentile of p at place p * (n + 1)",
        source: "percentiles of 0.135 and 99.865 %: https://pinzhi.org/Minitab/tool/SHARED_Glossary/iso_method_def.htm",
        validity: "stable process, 740 readings or more, and even then few readings decide: a rough guide",
        inputs: &[
            input(
                "readings",
                Kind::Records(FREQUENCIES),
                Limit::ANY,
                r#"[{"value": "9.97 mm", "count": 5}, {"value": "9.98 mm", "count": 200}, {"value": "10 mm", "count": 600}, {"value": "10.03 mm", "count": 5}]"#,
                "readings, equal ones in one row",
            ),
            LOWER.optional(),
            UPPER.optional(),
        ],
        outputs: &[output("ppk", "", "performance of the nearer limit")],
        compute: |a| {
            let ((lower, upper), values) = (limits(a)?, readings(a)?);
            let ppk = capability::ppk_percentile(&values, lower, upper);
            one(Some(ppk.ok_or_else(|| Fault::new("readings", "have no spread on one side of their middle"))?))
        },
    },
    Formula {
        name: "cpk-to-observe",
        title: "cpk that a study must observe to show a target (Bissell)",
        formula: "the cpk whose cpk-lower-bound is the target",
        source: BISSELL,
        validity: "good from about 30 samples on; below that a rough guide",
        inputs: &[
            number("target", Limit::POSITIVE, "1.33", "cpk to be shown"),
            SAMPLES,
            number("confidence", Limit::from_below(0.5, 1.0), "95 %", "confidence").or("95 %"),
        ],
        outputs: &[output("cpk", "", "cpk to observe")],
        compute: |a| one(Some(observed(a)?)),
    },
    Formula {
        name: "bench-z",
        title: "bench z of a share of failures",
        formula: "z = normal quantile of (1 - share)",
        source: PPM,
        validity: "without any drift",
        inputs: &[SHARE],
        outputs: &[output("z", "", "bench z")],
        compute: |a| one(capability::bench_z(a.number("share")?)),
    },
    Formula {
        name: "sigma-level",
        title: "sigma level of a share of failures by the six-sigma convention",
        formula: "sigma-level = bench-z + 1.5, cpk-equivalent = sigma-level / 3",
        source: PPM,
        validity: "the drift of 1.5 is a convention, not a measurement",
        inputs: &[SHARE],
        outputs: &[
            output("sigma-level", "", "bench z and the conventional drift of 1.5"),
            output("cpk-equivalent", "", "a third of it"),
        ],
        compute: |a| {
            let level = capability::sigma_level(a.number("share")?);
            numbers([level, level.map(|level| level / 3.0)])
        },
    },
];
