//! What a number of good samples proves.

use super::{count, number, positive, require};
use crate::calc::arguments::{Arguments, Fault};
use crate::calc::entry::{Formula, Input, numbers, one, output};
use crate::calc::limit::Limit;
use crate::formulas::binomial;
use crate::quantity::Dimension;

const EXACT: &str = "C. Clopper, E. Pearson, The Use of Confidence or Fiducial Limits, Biometrika 26 (1934) 404";
const RUN: &str = "https://reliability.readthedocs.io/en/latest/Sample%20size%20required%20for%20no%20failures.html";
const BAYES: &str = "C. Lipson, N. Sheth, Statistical Design and Analysis of Engineering Experiments, McGraw-Hill 1973";
const RANDOM: &str = "independent samples of the population that is claimed for; picked or touched-up samples prove nothing";
const PRIOR: &str = "takes every reliability as equally likely beforehand, which is a choice and not a proof; one sample fewer than the classical success run";

const SUCCESSES: Input = count("successes", 0, "98", "good samples");
const TRIALS: Input = count("trials", 1, "100", "samples");
const SAMPLES: Input = count("samples", 1, "59", "samples, none of which failed");
const RELIABILITY: Input = number("reliability", Limit::OPEN_SHARE, "95 %", "share to be shown");
const CONFIDENCE: Input = number("confidence", Limit::OPEN_SHARE, "95 %", "confidence").or("95 %");

fn counts(a: &Arguments) -> Result<(u32, u32, f64), Fault> {
    let (successes, trials) = (a.count("successes")?, a.count("trials")?);
    require(successes <= trials, "successes", "must not be above `trials`")?;
    Ok((successes, trials, a.number("confidence")?))
}

fn smallest(a: &Arguments) -> Result<f64, Fault> {
    let found = binomial::smallest_sample(a.count("failures")?, a.number("reliability")?, a.number("confidence")?);
    found.map(f64::from).ok_or_else(too_many)
}

fn too_many() -> Fault {
    Fault::new("reliability", "needs more than a thousand million samples with that many failures")
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "clopper-pearson-lower",
        title: "one-sided lower bound of a share",
        formula: "bound = quantile of Beta(successes, trials - successes + 1) at 1 - confidence",
        source: EXACT,
        validity: RANDOM,
        inputs: &[SUCCESSES, TRIALS, CONFIDENCE],
        outputs: &[output("bound", "%", "share that is shown at least")],
        compute: |a| {
            let (successes, trials, confidence) = counts(a)?;
            one(binomial::lower_bound(successes, trials, confidence))
        },
    },
    Formula {
        name: "clopper-pearson-upper",
        title: "one-sided upper bound of a share",
        formula: "bound = quantile of Beta(successes + 1, trials - successes) at confidence",
        source: EXACT,
        validity: RANDOM,
        inputs: &[SUCCESSES, TRIALS, CONFIDENCE],
        outputs: &[output("bound", "%", "share that it is at most")],
        compute: |a| {
            let (successes, trials, confidence) = counts(a)?;
            one(binomial::upper_bound(successes, trials, confidence))
        },
    },
    Formula {
        name: "clopper-pearson-interval",
        title: "two-sided interval of a share",
        formula: "both bounds, each with half of the risk 1 - confidence",
        source: EXACT,
        validity: RANDOM,
        inputs: &[SUCCESSES, TRIALS, CONFIDENCE],
        outputs: &[output("lower", "%", "lower end"), output("upper", "%", "upper end")],
        compute: |a| {
            let (successes, trials, confidence) = counts(a)?;
            let interval = binomial::interval(successes, trials, confidence);
            numbers([interval.map(|interval| interval.lower), interval.map(|interval| interval.upper)])
        },
    },
    Formula {
        name: "success-run-sample",
        title: "samples without a failure that show a reliability, classical success run",
        formula: "samples = ceil(ln(1 - confidence) / ln(reliability) / lifetimes)",
        source: RUN,
        validity: "more than one lifetime on each sample assumes a constant failure rate",
        inputs: &[
            RELIABILITY,
            CONFIDENCE,
            positive("lifetimes", Dimension::NONE, "1", "lifetimes that each sample is run for").or("1"),
        ],
        outputs: &[output("samples", "", "classical convention")],
        compute: |a| {
            let (reliability, confidence) = (a.number("reliability")?, a.number("confidence")?);
            one(binomial::success_run_sample(reliability, confidence, a.number("lifetimes")?).map(|samples| samples as f64))
        },
    },
    Formula {
        name: "success-run-reliability",
        title: "reliability shown by samples without a failure, classical success run",
        formula: "reliability = (1 - confidence)^(1 / samples)",
        source: RUN,
        validity: RANDOM,
        inputs: &[SAMPLES, CONFIDENCE],
        outputs: &[output("reliability", "%", "classical convention")],
        compute: |a| one(binomial::success_run_reliability(a.count("samples")?, a.number("confidence")?)),
    },
    Formula {
        name: "success-run-confidence",
        title: "confidence that samples without a failure give in a reliability, classical success run",
        formula: "confidence = 1 - reliability^samples",
        source: RUN,
        validity: RANDOM,
        inputs: &[count("samples", 0, "59", "samples, none of which failed"), RELIABILITY],
        outputs: &[output("confidence", "%", "classical convention")],
        compute: |a| one(binomial::success_run_confidence(a.count("samples")?, a.number("reliability")?)),
    },
    Formula {
        name: "bayes-success-run-sample",
        title: "samples without a failure that show a reliability, Bayes success run with a uniform prior",
        formula: "samples = ceil(ln(1 - confidence) / ln(reliability) - 1)",
        source: BAYES,
        validity: PRIOR,
        inputs: &[RELIABILITY, CONFIDENCE],
        outputs: &[output("samples", "", "Bayes convention")],
        compute: |a| {
            let samples = binomial::bayes_success_run_sample(a.number("reliability")?, a.number("confidence")?);
            one(samples.map(|samples| samples as f64))
        },
    },
    Formula {
        name: "bayes-success-run-reliability",
        title: "reliability shown by samples without a failure, Bayes success run with a uniform prior",
        formula: "reliability = (1 - confidence)^(1 / (samples + 1))",
        source: BAYES,
        validity: PRIOR,
        inputs: &[count("samples", 0, "58", "samples, none of which failed"), CONFIDENCE],
        outputs: &[output("reliability", "%", "Bayes convention")],
        compute: |a| one(binomial::bayes_success_run_reliability(a.count("samples")?, a.number("confidence")?)),
    },
    Formula {
        name: "smallest-sample",
        title: "smallest sample that shows a reliability although some of it fails",
        formula: "smallest n with sum over i <= failures of C(n, i) * (1 - reliability)^i * reliability^(n - i) <= 1 - confidence",
        source: EXACT,
        validity: RANDOM,
        inputs: &[count("failures", 0, "1", "failures that are allowed"), RELIABILITY, CONFIDENCE],
        outputs: &[output("samples", "", "samples")],
        compute: |a| one(Some(smallest(a)?)),
    },
    Formula {
        name: "units-still-needed",
        title: "units still to be tested without a further failure before a claim is shown",
        formula: "needed = max(0, smallest-sample - tested)",
        source: EXACT,
        validity: "a plan made after a failure is less strict than it looks: decide beforehand how many failures are allowed",
        inputs: &[
            count("tested", 0, "59", "units tested so far"),
            count("failures", 0, "1", "failures among them"),
            RELIABILITY,
            CONFIDENCE,
        ],
        outputs: &[output("needed", "", "further units, none of which fails")],
        compute: |a| {
            let (tested, failures) = (a.count("tested")?, a.count("failures")?);
            require(failures <= tested, "failures", "must not be above `tested`")?;
            let needed = binomial::units_still_needed(tested, failures, a.number("reliability")?, a.number("confidence")?);
            one(Some(needed.map(f64::from).ok_or_else(too_many)?))
        },
    },
    Formula {
        name: "starts-needed",
        title: "units to start so that enough good ones come out with a chance",
        formula: "smallest n with sum over i >= needed of C(n, i) * yield^i * (1 - yield)^(n - i) >= chance",
        source: "binomial distribution, NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.6.18, https://www.itl.nist.gov/div898/handbook/eda/section3/eda366i.htm",
        validity: "yield known, units independent; units-to-start gives the expectation, which half of the lots miss",
        inputs: &[
            count("needed", 0, "500", "good units needed"),
            number("yield", Limit::POSITIVE_SHARE, "95 %", "yield of each"),
            number("chance", Limit::OPEN_SHARE, "95 %", "chance that they are enough").or("95 %"),
        ],
        outputs: &[output("starts", "", "units to start")],
        compute: |a| {
            let starts = binomial::starts_needed(a.count("needed")?, a.number("yield")?, a.number("chance")?);
            let many = || Fault::new("needed", "needs more than a thousand million starts");
            one(Some(starts.map(f64::from).ok_or_else(many)?))
        },
    },
];
