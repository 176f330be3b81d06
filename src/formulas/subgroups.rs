//! Measurements in subgroups: cavities, lots or hours. Spread within them, between them and overall.
//!
//! Cp and Cpk stand on the spread within subgroups, Pp and Ppk on the spread of all readings: a difference between the two pairs
//! is what cavities, lots or time add.
//!
//! References: D. Montgomery, Introduction to Statistical Quality Control, Wiley (moving range, Pp and Ppk); one-way analysis
//! of variance: NIST/SEMATECH e-Handbook of Statistical Methods, 7.4.3,
//! <https://www.itl.nist.gov/div898/handbook/prc/section4/prc43.htm>; component between groups: S. Searle, G. Casella, C.
//! `McCulloch`, Variance Components, Wiley 1992.

use super::capability::{self, Sample};
use super::domain::{finite, positive};
use super::student_t;

/// Mean of the range of two standard normal readings, `d2 = 2 / sqrt(pi)`, printed as 1.128.
const D2_OF_TWO: f64 = std::f64::consts::FRAC_2_SQRT_PI;

/// Standard deviation within subgroups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within {
    /// Pooled standard deviation.
    pub deviation: f64,
    /// Its degrees of freedom: readings less subgroups.
    pub freedom: u32,
}

/// What differs between subgroups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// Standard deviation between the true means of the subgroups, 0 if they differ no more than chance makes them.
    pub deviation: f64,
    /// Share of the variance of a reading that lies between subgroups, a fraction.
    pub share: f64,
    /// Smallest and largest mean of a subgroup.
    pub means: (f64, f64),
    /// Mean square between over mean square within.
    pub ratio: f64,
    /// Chance of such a ratio if all subgroups had one mean, a fraction.
    pub probability: f64,
}

/// Capability of a study in subgroups; indices are `None` where a limit is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Study {
    /// Number of readings.
    pub readings: u32,
    /// Mean and standard deviation of all readings.
    pub overall: Sample,
    /// Standard deviation within subgroups.
    pub within: Within,
    /// Potential capability, from the spread within subgroups.
    pub cp: Option<f64>,
    /// Capability of the nearer limit, from the spread within subgroups.
    pub cpk: f64,
    /// Potential performance, from the spread of all readings.
    pub pp: Option<f64>,
    /// Performance at the nearer limit, from the spread of all readings.
    pub ppk: f64,
}

/// Standard deviation within subgroups, pooled: the root of the squares within over the degrees of freedom.
///
/// Finite readings in any unit; each subgroup has at least one and some subgroup two, else `None`. Reference: Montgomery, see the
/// module.
pub fn within(subgroups: &[&[f64]]) -> Option<Within> {
    let freedom = u32::try_from(readings(subgroups)? - subgroups.len()).ok()?;
    let mut squares = 0.0;
    for subgroup in subgroups {
        squares += squares_about(subgroup, mean(subgroup)?);
    }
    Some(Within { deviation: finite((squares / positive(f64::from(freedom))?).sqrt())?, freedom })
}

/// Standard deviation of single readings in the order they were made: mean moving range of two over `d2`.
///
/// At least 2 finite readings in any unit, else `None`. Stands for the spread within subgroups where there are none; slow drift
/// does not enter. Reference: Montgomery, see the module.
pub fn moving_range_deviation(values: &[f64]) -> Option<f64> {
    let ranges = positive(values.len().checked_sub(1)? as f64)?;
    finite(
        values.windows(2).map(|pair| pair.iter().fold(0.0, |range, value| value - range)).map(f64::abs).sum::<f64>()
            / ranges
            / D2_OF_TWO,
    )
}

/// Difference between subgroups by one-way analysis of variance.
///
/// At least 2 subgroups as in [`within`] whose readings are not all equal inside each, else `None`. The component between is
/// `(MSB - MSW) / n0`, where `n0` is the mean size of a subgroup less its unevenness. Reference: NIST and Searle, see the module.
pub fn between(subgroups: &[&[f64]]) -> Option<Between> {
    let inner = within(subgroups)?;
    let inner_square = positive(inner.deviation.powi(2))?;
    let groups = positive(subgroups.len().checked_sub(1)? as f64)?;
    let total = readings(subgroups)? as f64;
    let grand = subgroups.iter().copied().flatten().sum::<f64>() / total;
    let (mut squares, mut sizes) = (0.0, 0.0);
    let mut means = (f64::INFINITY, f64::NEG_INFINITY);
    for subgroup in subgroups {
        let (size, mean) = (subgroup.len() as f64, mean(subgroup)?);
        squares += size * (mean - grand).powi(2);
        sizes += size.powi(2);
        means = (means.0.min(mean), means.1.max(mean));
    }
    let outer_square = squares / groups;
    let size = (total - sizes / total) / groups;
    let component = ((outer_square - inner_square) / size).max(0.0);
    let ratio = finite(outer_square / inner_square)?;
    Some(Between {
        deviation: finite(component.sqrt())?,
        share: component / (component + inner_square),
        means,
        ratio,
        probability: student_t::f_upper_tail(ratio, groups, f64::from(inner.freedom))?,
    })
}

/// Cp, Cpk, Pp and Ppk of readings in subgroups.
///
/// Subgroups as in [`within`]; limits in the unit of the readings, `lower` below `upper`, infinite for none, one of them finite,
/// else `None`, and `None` if there is no spread within subgroups. Reference: Montgomery, see the module.
pub fn study(subgroups: &[&[f64]], lower: f64, upper: f64) -> Option<Study> {
    let inner = within(subgroups)?;
    let all: Vec<f64> = subgroups.iter().copied().flatten().copied().collect();
    let overall = capability::sample(&all)?;
    Some(Study {
        readings: u32::try_from(all.len()).ok()?,
        overall,
        within: inner,
        cp: capability::cp(inner.deviation, lower, upper),
        cpk: capability::cpk(overall.mean, inner.deviation, lower, upper)?,
        pp: capability::cp(overall.deviation, lower, upper),
        ppk: capability::cpk(overall.mean, overall.deviation, lower, upper)?,
    })
}

/// Number of readings of subgroups that hold at least one each.
fn readings(subgroups: &[&[f64]]) -> Option<usize> {
    subgroups.iter().try_fold(0_usize, |sum, subgroup| (!subgroup.is_empty()).then(|| sum + subgroup.len()))
}

fn mean(values: &[f64]) -> Option<f64> {
    finite(values.iter().sum::<f64>() / values.len() as f64)
}

fn squares_about(values: &[f64], mean: f64) -> f64 {
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

#[cfg(test)]
#[path = "subgroups_tests.rs"]
mod tests;
