//! Process capability: Cp, Cpk, what they mean in ppm, and how sure a small study makes them.
//!
//! All assume a stable, normal process. Pool cavities or lots only where they agree.
//!
//! References: D. Montgomery, Introduction to Statistical Quality Control, Wiley (Cp interval); A. Bissell, How Reliable is Your
//! Capability Index?, Applied Statistics 39 (1990) 331 (Cpk bound); Y. Chou, D. Owen, S. Borrego, Lower Confidence Limits on Process
//! Capability Indices, J. Quality Technology 22 (1990) 223, as in <https://support.sas.com/documentation/onlinedoc/qc/ex_code/132/cpkcon1.html>
//! (exact bound); <https://metricmech.com/articles/cpk-to-ppm.html>; Cpm and
//! indices from percentiles: NIST/SEMATECH e-Handbook of Statistical Methods, 6.1.6,
//! <https://www.itl.nist.gov/div898/handbook/pmc/section1/pmc16.htm>; percentiles of 0.135 and 99.865 %, the ISO method:
//! <https://pinzhi.org/Minitab/tool/SHARED_Glossary/iso_method_def.htm>.

use super::domain::{finite, fraction, not_negative, open_fraction, positive};
use super::normal;
use super::tolerance_interval::one_sided_z;
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Standard deviations of long-term drift in the six-sigma convention.
const CONVENTIONAL_SHIFT: f64 = 1.5;

/// Share of a normal population below three standard deviations under its mean, as the standards round it.
const LOW_PERCENTILE: f64 = 0.001_35;

/// Readings below which Bissell's approximation of the bound of Cpk is too rough, and nothing tells whether they are normal.
pub const FEW: u32 = 30;

/// Mean and standard deviation of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation with `n - 1` in the denominator.
    pub deviation: f64,
}

/// Two-sided confidence interval of a capability index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndexInterval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// Mean and standard deviation of at least two finite values, else `None`; any unit. Reference: Montgomery, see the module.
pub fn sample(values: &[f64]) -> Option<Sample> {
    if values.len() < 2 {
        return None;
    }
    let count = values.len() as f64;
    let mean = finite(values.iter().sum::<f64>() / count)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some(Sample { mean, deviation: finite((squares / (count - 1.0)).sqrt())? })
}

/// Potential capability: `Cp = (upper - lower) / (6 s)`.
///
/// Limits and `deviation` (above 0) in one unit, `upper` above `lower`, else `None`. Reference: Montgomery, see the module.
pub fn cp(deviation: f64, lower: f64, upper: f64) -> Option<f64> {
    finite(positive(upper - lower)? / (6.0 * positive(deviation)?))
}

/// Capability of the nearer limit: `Cpk = min(upper - mean, mean - lower) / (3 s)`.
///
/// Arguments as in [`cp`]; an infinite limit stands for none, but one must be finite. Negative if the mean lies outside.
/// `None` outside these ranges. Reference: Montgomery, see the module.
pub fn cpk(mean: f64, deviation: f64, lower: f64, upper: f64) -> Option<f64> {
    let distance = (lower < upper).then(|| (upper - mean).min(mean - lower))?;
    finite(distance / (3.0 * positive(deviation)?))
}

/// Parts per million beyond the nearer limit alone: `1e6 Phi(-3 Cpk)`; `cpk` finite, else `None`. Reference: see the module.
pub fn ppm_one_tail(cpk: f64) -> Option<f64> {
    normal::parts_per_million(normal::cumulative(-3.0 * finite(cpk)?)?)
}

/// Parts per million beyond both limits of a centered process: `2e6 Phi(-3 Cpk)`.
///
/// `cpk` not negative, else `None`. Reference: see the module.
pub fn ppm_two_tails(cpk: f64) -> Option<f64> {
    Some(2.0 * ppm_one_tail(not_negative(cpk)?)?)
}

/// Parts per million beyond both limits when a centered process shifts one way: `1e6 (Phi(-3 Cp + d) + Phi(-3 Cp - d))`.
///
/// `cp` not negative, `shift` in standard deviations (finite), else `None`. A mean moves one way only, so the near tail is not
/// doubled. Reference: see the module.
pub fn ppm_shifted(cp: f64, shift: f64) -> Option<f64> {
    let (reach, shift) = (3.0 * not_negative(cp)?, finite(shift)?);
    normal::parts_per_million((normal::cumulative(shift - reach)? + normal::cumulative(-shift - reach)?).min(1.0))
}

/// Exact two-sided confidence interval of Cp: `Cp sqrt(chi2(a / 2, n - 1) / (n - 1))` to the same with `1 - a / 2`.
///
/// `cp` above 0, `samples` at least 2, `confidence` strictly between 0 and 1, else `None`. Reference: Montgomery, see the module.
pub fn cp_interval(cp: f64, samples: u32, confidence: f64) -> Option<IndexInterval> {
    let risk = (1.0 - open_fraction(confidence)?) / 2.0;
    let cp = positive(cp)?;
    let freedom = f64::from(samples.checked_sub(1)?);
    let distribution = ChiSquared::new(positive(freedom)?).ok()?;
    let end = |share: f64| finite(cp * (distribution.inverse_cdf(open_fraction(share)?) / freedom).sqrt());
    Some(IndexInterval { lower: end(risk)?, upper: end(1.0 - risk)? })
}

/// Approximate one-sided lower confidence bound of Cpk: `Cpk - z sqrt(1 / (9 n) + Cpk^2 / (2 (n - 1)))`.
///
/// `cpk` finite, `samples` at least 2, `confidence` strictly between 0 and 1, else `None`. Good from about 30 samples on; below
/// that it is a rough guide. Reference: Bissell, see the module.
pub fn cpk_lower_bound(cpk: f64, samples: u32, confidence: f64) -> Option<f64> {
    let cpk = finite(cpk)?;
    let (z, count, freedom) = bissell_terms(samples, confidence)?;
    finite(cpk - z * (1.0 / (9.0 * count) + cpk.powi(2) / (2.0 * freedom)).sqrt())
}

/// One-sided lower confidence bound of Cpk by the noncentral t distribution, for as few readings as two.
///
/// `3 Cpk` is the factor of a one-sided tolerance limit, and what is shown a third of the `z` of its coverage. Exact where there is one
/// limit; where there are two it is on the safe side. `cpk` finite, `samples` from 2 to a million, `confidence` strictly between 0 and 1,
/// else `None`. From 30 samples on it is within 0.01 of [`cpk_lower_bound`]. Reference: Chou, see the module.
pub fn cpk_lower_bound_exact(cpk: f64, samples: u32, confidence: f64) -> Option<f64> {
    finite(one_sided_z(samples, 3.0 * finite(cpk)?, confidence)? / 3.0)
}

/// Approximate two-sided confidence interval of Cpk: `Cpk` less and more `z sqrt(1 / (9 n) + Cpk^2 / (2 (n - 1)))`.
///
/// Half of the remaining risk on either side; arguments and accuracy as in [`cpk_lower_bound`]. Reference: Bissell, see the
/// module.
pub fn cpk_interval(cpk: f64, samples: u32, confidence: f64) -> Option<IndexInterval> {
    let lower = cpk_lower_bound(cpk, samples, f64::midpoint(1.0, open_fraction(confidence)?))?;
    Some(IndexInterval { lower, upper: finite(2.0 * cpk - lower)? })
}

/// Capability about a target: `Cpm = (upper - lower) / (6 sqrt(s^2 + (mean - target)^2))`.
///
/// Arguments as in [`cp`], `mean` and `target` finite, else `None`; equal to Cp on target. Reference: NIST, see the module.
pub fn cpm(mean: f64, deviation: f64, target: f64, lower: f64, upper: f64) -> Option<f64> {
    cp(positive(deviation)?.hypot(finite(mean - target)?), lower, upper)
}

/// Performance of the nearer limit from percentiles, for large samples that are not normal.
///
/// `min((upper - P50) / (P99.865 - P50), (P50 - lower) / (P50 - P0.135))`; the percentile of share p is the reading at place
/// `p (n + 1)` of the sorted sample, in between by straight line. Finite values in any order; limits as in [`cpk`]. `None` below
/// 740 values, where the 0.135 % percentile lies outside the sample, and where a side has no spread. Even then few readings
/// decide: a rough guide. Reference: the ISO method, see the module; NIST takes the 0.5 and 99.5 % percentiles instead.
pub fn ppk_percentile(values: &[f64], lower: f64, upper: f64) -> Option<f64> {
    if values.iter().any(|value| !value.is_finite()) || lower.is_nan() || upper.is_nan() || lower >= upper {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = percentile(&sorted, 0.5)?;
    let above = positive(percentile(&sorted, 1.0 - LOW_PERCENTILE)? - middle)?;
    let below = positive(middle - percentile(&sorted, LOW_PERCENTILE)?)?;
    finite(((upper - middle) / above).min((middle - lower) / below))
}

/// Percentile of a sorted sample, `None` where its place lies before the first or after the last value.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list, from zero to its length")]
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len() as f64 + 1.0);
    let whole = place.floor();
    let before = sorted.get((whole as usize).checked_sub(1)?)?;
    if place <= whole { Some(*before) } else { Some(before + (place - whole) * (sorted.get(whole as usize)? - before)) }
}

/// Cpk that must be observed so that its lower bound by [`cpk_lower_bound`] reaches `target`.
///
/// `target` above 0, `samples` at least 2, `confidence` at least one half and below 1; else `None`, and `None` if no observed
/// value is enough, as with two samples at 95 %. Reference: Bissell, see the module.
pub fn cpk_to_observe(target: f64, samples: u32, confidence: f64) -> Option<f64> {
    let target = positive(target)?;
    let (z, count, freedom) = bissell_terms(samples, (confidence >= 0.5).then_some(confidence)?)?;
    let remaining = positive(1.0 - z.powi(2) / (2.0 * freedom))?;
    let constant = target.powi(2) - z.powi(2) / (9.0 * count);
    finite((target + not_negative(target.powi(2) - remaining * constant)?.sqrt()) / remaining)
}

/// Bench Z of a share of failures: the `z` above which a standard normal population holds that share.
///
/// `share` strictly between 0 and 1, else `None`. Reference: see the module.
pub fn bench_z(share: f64) -> Option<f64> {
    Some(-normal::quantile(share)?)
}

/// Sigma level by the six-sigma convention: bench Z plus a drift of 1.5; `share` as in [`bench_z`]. Reference: see the module.
pub fn sigma_level(share: f64) -> Option<f64> {
    Some(bench_z(share)? + CONVENTIONAL_SHIFT)
}

/// Off-center share of the tolerance: `k = |mean - middle| / (half the tolerance)`; then `Cpk = Cp (1 - k)`.
///
/// Limits and `mean` in one unit, `upper` above `lower`, else `None`; above 1 the mean is outside. Reference: Montgomery.
pub fn off_center(mean: f64, lower: f64, upper: f64) -> Option<f64> {
    finite((mean - f64::midpoint(lower, upper)).abs() / (positive(upper - lower)? / 2.0))
}

/// Share of parts inside both limits of a centered process of index `cp` (not negative), else `None`. Reference: see the module.
pub fn centered_yield(cp: f64) -> Option<f64> {
    fraction(1.0 - ppm_two_tails(cp)? / 1e6)
}

fn bissell_terms(samples: u32, confidence: f64) -> Option<(f64, f64, f64)> {
    let freedom = positive(f64::from(samples.checked_sub(1)?))?;
    Some((normal::quantile(confidence)?, f64::from(samples), freedom))
}

#[cfg(test)]
#[path = "capability_tests.rs"]
mod tests;
