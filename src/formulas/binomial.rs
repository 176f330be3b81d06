//! What a number of good samples proves: exact binomial bounds, success run and sample sizes.
//!
//! All assume independent samples from the population that is claimed for; selected or touched-up samples prove nothing.
//!
//! References: C. Clopper, E. Pearson, The Use of Confidence or Fiducial Limits, Biometrika 26 (1934) 404; success run:
//! <https://reliability.readthedocs.io/en/latest/Sample%20size%20required%20for%20no%20failures.html>; Bayes success run with a
//! uniform prior: C. Lipson, N. Sheth, Statistical Design and Analysis of Engineering Experiments, `McGraw-Hill` 1973.

use super::domain::{open_fraction, positive, positive_fraction, round_up};
use super::incomplete_beta;

/// Two-sided confidence interval for a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end, a fraction.
    pub lower: f64,
    /// Upper end, a fraction.
    pub upper: f64,
}

/// Relative slack on a confidence, so that a sample size that meets it exactly is not lost to rounding.
const SLACK: f64 = 1e-11;

/// Largest sample that is searched for.
const LARGEST_SAMPLE: u32 = 1 << 30;

/// One-sided Clopper-Pearson lower bound of a share: `B^-1(1 - confidence; k, n - k + 1)`.
///
/// `successes` out of `trials` (at least 1, not below `successes`), `confidence` strictly between 0 and 1; else `None`. No
/// success gives 0. The bound is exact, so its coverage is at least the confidence. Reference: Clopper and Pearson, see the
/// module.
pub fn lower_bound(successes: u32, trials: u32, confidence: f64) -> Option<f64> {
    let miss = 1.0 - open_fraction(confidence)?;
    lower_end(successes, trials, miss)
}

/// One-sided Clopper-Pearson upper bound of a share: `B^-1(confidence; k + 1, n - k)`.
///
/// Arguments as in [`lower_bound`]; all successes give 1. Reference: Clopper and Pearson, see the module.
pub fn upper_bound(successes: u32, trials: u32, confidence: f64) -> Option<f64> {
    Some(1.0 - lower_bound(trials.checked_sub(successes)?, trials, confidence)?)
}

/// Two-sided Clopper-Pearson interval of a share, half of the remaining risk on either side.
///
/// Arguments as in [`lower_bound`]. Reference: Clopper and Pearson, see the module.
pub fn interval(successes: u32, trials: u32, confidence: f64) -> Option<Interval> {
    let miss = (1.0 - open_fraction(confidence)?) / 2.0;
    let failures = trials.checked_sub(successes)?;
    Some(Interval { lower: lower_end(successes, trials, miss)?, upper: 1.0 - lower_end(failures, trials, miss)? })
}

/// Samples without a failure that show a reliability, classical success run: `ceil(ln(1 - C) / ln(R) / lifetimes)`.
///
/// `reliability` and `confidence` strictly between 0 and 1; `lifetimes` that each sample is run for (above 0; 1 is one life, and
/// other values assume a constant failure rate). `None` outside these ranges. Reference: see the module.
pub fn success_run_sample(reliability: f64, confidence: f64, lifetimes: f64) -> Option<u64> {
    let runs = success_runs(reliability, confidence)? / positive(lifetimes)?;
    Some(round_up(runs)?.max(1))
}

/// Reliability shown by samples without a failure, classical success run: `(1 - C)^(1 / n)`.
///
/// `samples` at least 1, `confidence` strictly between 0 and 1; else `None`. Reference: see the module.
pub fn success_run_reliability(samples: u32, confidence: f64) -> Option<f64> {
    let miss = 1.0 - open_fraction(confidence)?;
    (samples > 0).then(|| miss.powf(1.0 / f64::from(samples)))
}

/// Confidence that samples without a failure give in a reliability, classical success run: `1 - R^n`.
///
/// `reliability` strictly between 0 and 1, else `None`; no sample gives 0. Reference: see the module.
pub fn success_run_confidence(samples: u32, reliability: f64) -> Option<f64> {
    Some(1.0 - open_fraction(reliability)?.powf(f64::from(samples)))
}

/// Samples without a failure that show a reliability by the Bayes success run: `ceil(ln(1 - C) / ln(R) - 1)`.
///
/// The uniform prior counts as one more good sample than the classical formula. It takes every reliability as equally likely
/// beforehand, which is a choice and not a proof. Arguments as in [`success_run_sample`]. Reference: Lipson and Sheth.
pub fn bayes_success_run_sample(reliability: f64, confidence: f64) -> Option<u64> {
    Some(round_up(success_runs(reliability, confidence)?)?.saturating_sub(1))
}

/// Reliability shown by samples without a failure by the Bayes success run: `(1 - C)^(1 / (n + 1))`.
///
/// `confidence` strictly between 0 and 1, else `None`. Reference: Lipson and Sheth, see the module.
pub fn bayes_success_run_reliability(samples: u32, confidence: f64) -> Option<f64> {
    let miss = 1.0 - open_fraction(confidence)?;
    Some(miss.powf(1.0 / (f64::from(samples) + 1.0)))
}

/// Smallest sample that shows a reliability although some of it fails.
///
/// The smallest `n` with `sum over i <= failures of C(n, i) (1 - R)^i R^(n - i) <= 1 - C`; with no failure it is the classical
/// success run. `None` outside 0 to 1 or beyond 2^30 samples. Reference: Clopper and Pearson, see the module.
pub fn smallest_sample(failures: u32, reliability: f64, confidence: f64) -> Option<u32> {
    let risk = (1.0 - open_fraction(confidence)?) * (1.0 + SLACK);
    let reliability = open_fraction(reliability)?;
    let shows = |sample: u32| Some(chance_of_at_most(failures, sample, reliability)? <= risk);
    let mut short = failures;
    let mut enough = failures.checked_add(1)?;
    while !shows(enough)? {
        short = enough;
        enough = enough.checked_mul(2).filter(|sample| *sample <= LARGEST_SAMPLE)?;
    }
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if shows(middle)? { enough = middle } else { short = middle }
    }
    Some(enough)
}

/// Units still to be tested without a further failure before a claim is shown: [`smallest_sample`] less those tested.
///
/// `tested` units with `failures` among them (not above `tested`) so far; 0 if the claim is shown already. A plan made after a
/// failure is less strict than it looks: decide the number of failures that is allowed beforehand. Other arguments and
/// reference as in [`smallest_sample`].
pub fn units_still_needed(tested: u32, failures: u32, reliability: f64, confidence: f64) -> Option<u32> {
    if failures > tested {
        return None;
    }
    Some(smallest_sample(failures, reliability, confidence)?.saturating_sub(tested))
}

/// Units to start so that enough good ones come out with a chance: the smallest `n` with `P(good of n >= needed) >= chance`.
///
/// `needed` good units, `yield_of_each` a fraction above 0, `chance` strictly between 0 and 1; else `None`, and `None` beyond
/// 2^30 units. Takes the yield as known and units as independent. Reference: binomial distribution, NIST/SEMATECH e-Handbook of
/// Statistical Methods, 1.3.6.6.18.
pub fn starts_needed(needed: u32, yield_of_each: f64, chance: f64) -> Option<u32> {
    let (each, chance) = (positive_fraction(yield_of_each)?, open_fraction(chance)?);
    let suffices = |starts: u32| Some(starts >= needed && chance_of_at_least(needed, starts, each)? >= chance * (1.0 - SLACK));
    let mut short = needed;
    if needed > LARGEST_SAMPLE || suffices(short)? {
        return (needed <= LARGEST_SAMPLE).then_some(needed);
    }
    let mut enough = needed;
    while !suffices(enough)? {
        short = enough;
        enough = enough.checked_mul(2).filter(|starts| *starts <= LARGEST_SAMPLE)?;
    }
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if suffices(middle)? { enough = middle } else { short = middle }
    }
    Some(enough)
}

/// Chance of at least `needed` good units among `starts`, not fewer than `needed`.
fn chance_of_at_least(needed: u32, starts: u32, each: f64) -> Option<f64> {
    match (needed, starts.checked_sub(needed)?) {
        (0, _) => Some(1.0),
        (_, spare) => incomplete_beta::regularized(f64::from(needed), f64::from(spare) + 1.0, each),
    }
}

/// Samples without a failure that show a reliability, not rounded: `ln(1 - C) / ln(R)`.
pub(super) fn success_runs(reliability: f64, confidence: f64) -> Option<f64> {
    Some((-open_fraction(confidence)?).ln_1p() / open_fraction(reliability)?.ln())
}

/// Chance of at most `failures` failures in a larger `sample`.
fn chance_of_at_most(failures: u32, sample: u32, reliability: f64) -> Option<f64> {
    let good = sample.checked_sub(failures)?;
    incomplete_beta::regularized(f64::from(good), f64::from(failures) + 1.0, reliability)
}

fn lower_end(successes: u32, trials: u32, miss: f64) -> Option<f64> {
    let failures = trials.checked_sub(successes)?;
    match (successes, failures) {
        (0, 0) => None,
        (0, _) => Some(0.0),
        (_, 0) => Some(miss.powf(1.0 / f64::from(trials))),
        _ => incomplete_beta::quantile(f64::from(successes), f64::from(failures) + 1.0, miss),
    }
}

#[cfg(test)]
#[path = "binomial_tests.rs"]
mod tests;
