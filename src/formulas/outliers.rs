//! Outliers in a sample of measurements: the tests of Grubbs and of Rosner (generalized extreme studentized deviate).
//!
//! An outlier is a reading to look into, and none is ever taken out here: a bad part that was measured well belongs to the
//! sample. Both tests assume that the other readings are normal.
//!
//! References: F. Grubbs, Procedures for Detecting Outlying Observations in Samples, Technometrics 11 (1969) 1,
//! <https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h1.htm>; B. Rosner, Percentage Points for a Generalized ESD
//! Many-Outlier Procedure, Technometrics 25 (1983) 165, <https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h3.htm>.

use super::capability;
use super::domain::{finite, open_fraction, positive};
use super::student_t;

/// The reading that lies farthest from the mean of those that remain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suspect {
    /// Its place in the sample, from 0.
    pub place: usize,
    /// The reading, in the unit of the sample.
    pub value: f64,
    /// Distance from the mean in standard deviations of the sample it was tested in.
    pub distance: f64,
    /// Distance that normal readings exceed no more often than the significance.
    pub critical: f64,
}

impl Suspect {
    /// Whether the distance exceeds the critical one.
    pub fn stands_out(self) -> bool {
        self.distance > self.critical
    }
}

/// Result of the generalized extreme studentized deviate test.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspects {
    /// One for each step, farthest first.
    pub suspects: Vec<Suspect>,
    /// How many of them, counted from the first, are outliers.
    pub outliers: usize,
}

/// Critical distance of the two-sided Grubbs test in a sample of `count` readings.
///
/// `(n - 1) t / sqrt(n (n - 2 + t^2))` with the t that `significance / (2 n)` of its distribution with `n - 2` degrees of freedom
/// lies above. `count` at least 3, `significance` strictly between 0 and 1, else `None`. Reference: Grubbs, see the module.
pub fn critical_distance(count: usize, significance: f64) -> Option<f64> {
    let freedom = positive(count.checked_sub(2)? as f64)?;
    let count = count as f64;
    let t = student_t::upper_quantile(freedom, open_fraction(significance)? / (2.0 * count))?;
    finite((count - 1.0) * t / (count * (freedom + t.powi(2))).sqrt())
}

/// The farthest reading of a sample by the two-sided Grubbs test.
///
/// At least 3 finite values that are not all equal, in any unit; `significance` as in [`critical_distance`], else `None`. Finds
/// one outlier; two on the same side hide each other, see [`generalized_esd`]. Reference: see the module.
pub fn grubbs(values: &[f64], significance: f64) -> Option<Suspect> {
    let places: Vec<usize> = (0..values.len()).collect();
    farthest(values, &places, significance)
}

/// Up to `most` outliers of a sample by the generalized extreme studentized deviate test.
///
/// Takes the farthest reading away for the next step, `most` times (at least 1, at most two less than there are readings, else
/// `None`), and counts as outliers all up to the last step that exceeds its critical distance, so that outliers cannot hide each
/// other. Values and `significance` as in [`grubbs`], but equal values give no suspects. The critical distances are very
/// accurate from 25 readings on, fair from 15. Reference: Rosner, see the module.
pub fn generalized_esd(values: &[f64], most: usize, significance: f64) -> Option<Suspects> {
    if most == 0 || most > values.len().checked_sub(2)? || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    open_fraction(significance)?;
    let mut places: Vec<usize> = (0..values.len()).collect();
    let mut suspects: Vec<Suspect> = Vec::with_capacity(most);
    while suspects.len() < most {
        let Some(suspect) = farthest(values, &places, significance) else { break };
        places.retain(|place| *place != suspect.place);
        suspects.push(suspect);
    }
    let outliers = suspects.iter().rposition(|suspect| suspect.stands_out()).map_or(0, |last| last + 1);
    Some(Suspects { suspects, outliers })
}

/// The farthest of the readings at `places`; of equally far ones the first.
fn farthest(values: &[f64], places: &[usize], significance: f64) -> Option<Suspect> {
    let critical = critical_distance(places.len(), significance)?;
    let remaining: Vec<f64> = places.iter().filter_map(|place| values.get(*place).copied()).collect();
    let sample = capability::sample(&remaining)?;
    let deviation = positive(sample.deviation)?;
    let distance = |place: usize| Some((values.get(place)? - sample.mean).abs() / deviation);
    let mut most: Option<Suspect> = None;
    for &place in places {
        let distance = finite(distance(place)?)?;
        if most.is_none_or(|suspect| distance > suspect.distance) {
            most = Some(Suspect { place, value: *values.get(place)?, distance, critical });
        }
    }
    most
}

#[cfg(test)]
#[path = "outliers_tests.rs"]
mod tests;
