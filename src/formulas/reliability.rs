//! Tests of a few units over several lifetimes: Weibull success run (Weibayes without a failure).
//!
//! The shape of the Weibull distribution is assumed and not measured, and decides what the longer run is worth: 1 is a constant
//! failure rate, 2 to 4 is wear. A longer run proves nothing against failures that a new unit has already.
//!
//! Reference: R. Abernethy, The New Weibull Handbook, 5th edition, 2006 (Weibayes, substantiation tests).

use super::binomial::success_runs;
use super::domain::{finite, open_fraction, positive, round_up};

/// Units without a failure that show a reliability over one life: `ceil(ln(1 - C) / (ln(R) lifetimes^shape))`.
///
/// `reliability` and `confidence` strictly between 0 and 1, `lifetimes` that each unit is run for and Weibull `shape` above 0,
/// else `None`. Reference: see the module.
pub fn units_to_run(reliability: f64, confidence: f64, lifetimes: f64, shape: f64) -> Option<u64> {
    let single = success_runs(reliability, confidence)?;
    Some(round_up(single / positive(positive(lifetimes)?.powf(positive(shape)?))?)?.max(1))
}

/// Lifetimes that each of a number of units has to run without a failure: `(ln(1 - C) / (units ln R))^(1 / shape)`.
///
/// `units` at least 1, others as in [`units_to_run`], else `None`. Reference: see the module.
pub fn lifetimes_to_run(units: u32, reliability: f64, confidence: f64, shape: f64) -> Option<f64> {
    let units = positive(f64::from(units))?;
    finite((success_runs(reliability, confidence)? / units).powf(1.0 / positive(shape)?))
}

/// Reliability over one life that a run without a failure shows: `(1 - C)^(1 / (units lifetimes^shape))`.
///
/// Arguments as in [`units_to_run`] and [`lifetimes_to_run`]. Reference: see the module.
pub fn reliability_shown(units: u32, confidence: f64, lifetimes: f64, shape: f64) -> Option<f64> {
    let runs = positive(f64::from(units) * positive(lifetimes)?.powf(positive(shape)?))?;
    Some((1.0 - open_fraction(confidence)?).powf(1.0 / runs))
}

#[cfg(test)]
mod tests {
    use super::super::binomial;
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// BIN-04: 999 units over three lives instead of 2995 over one, at a constant failure rate.
    #[test]
    fn bin_04() {
        assert_eq!(units_to_run(0.999, 0.95, 1.0, 1.0), Some(2995));
        assert_eq!(units_to_run(0.999, 0.95, 3.0, 1.0), Some(999));
    }

    /// Five units over three lives show 82 % at a constant failure rate and 94 % where wear has shape 2.
    #[test]
    fn shape_decides_what_a_longer_run_is_worth() {
        assert!(close(reliability_shown(5, 0.95, 3.0, 1.0).unwrap(), 0.05_f64.powf(1.0 / 15.0), 1e-15));
        assert!(close(reliability_shown(5, 0.95, 3.0, 2.0).unwrap(), 0.935_6, 5e-5));
        assert!(close(reliability_shown(5, 0.95, 3.0, 1.0).unwrap(), 0.819_0, 5e-5));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(units_to_run(1.0, 0.95, 1.0, 1.0), None);
        assert_eq!(units_to_run(0.9, 0.95, 0.0, 1.0), None);
        assert_eq!(units_to_run(0.9, 0.95, 1e300, 1e3), None);
        assert_eq!(lifetimes_to_run(0, 0.9, 0.95, 1.0), None);
        assert_eq!(lifetimes_to_run(5, 0.9, f64::NAN, 1.0), None);
        assert_eq!(reliability_shown(0, 0.9, 1.0, 1.0), None);
        assert_eq!(reliability_shown(1, 0.9, 1.0, -1.0), None);
    }

    proptest! {
        #[test]
        fn one_life_is_the_success_run(reliability in 0.01..0.9999_f64, confidence in 0.01..0.999_f64, shape in 0.5..4.0_f64) {
            let plain = binomial::success_run_sample(reliability, confidence, 1.0);
            prop_assert_eq!(units_to_run(reliability, confidence, 1.0, shape), plain);
        }

        #[test]
        fn run_shows_what_it_was_planned_for(
            units in 1_u32..200, reliability in 0.5..0.999_f64, confidence in 0.1..0.99_f64, shape in 0.5..4.0_f64,
        ) {
            let lifetimes = lifetimes_to_run(units, reliability, confidence, shape).unwrap();
            prop_assert!(close(reliability_shown(units, confidence, lifetimes, shape).unwrap(), reliability, 1e-9));
        }
    }
}
