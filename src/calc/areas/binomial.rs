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
    found
        .map(f64::from)
        .ok_or_else(|| Fault::new("reliability", "needs more than a thousand million samples with that many failures"))
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
];
