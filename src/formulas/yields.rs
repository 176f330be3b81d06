//! Yields of steps and lines: rolled throughput yield, what each step must reach, defects and scrap.
//!
//! Two conventions share the name throughput yield: the share of units without a defect counted from units (`first_pass_yield`)
//! and the one estimated from defects (`throughput_yield`). They differ when a unit can carry several defects.
//!
//! References: <https://isixsigma.com/ask-dr-mikel-harry/how-can-i-determine-if-my-rolled-throughput-yield-rty-acceptable>;
//! defects and defectives: <http://www.onlineclothingstudy.com/2011/03/what-are-defect-and-defective-pieces.html>.

use super::domain::{finite, fraction, not_negative, positive, positive_fraction, round_up};

/// Share of units that pass a step at the first try: `1 - defectives / units`.
///
/// Counts; `units` above 0, `defectives` from 0 to `units`, else `None`. Touched-up units count as defective.
/// Reference: see the module.
pub fn first_pass_yield(defectives: f64, units: f64) -> Option<f64> {
    fraction(1.0 - not_negative(defectives)? / positive(units)?)
}

/// Product of step yields, rolled throughput yield.
///
/// Each a fraction from 0 to 1; `None` otherwise. An empty line yields 1. Steps are taken as independent. Reference: see the
/// module.
pub fn rolled_throughput_yield(steps: &[f64]) -> Option<f64> {
    steps.iter().try_fold(1.0, |product, step| Some(product * fraction(*step)?))
}

/// Yield of equal and independent opportunities in one unit: `yield^count`.
///
/// `each` is a fraction from 0 to 1, `count` the number in a unit (not negative), else `None`. Reference: see the module.
pub fn yield_of_many(each: f64, count: f64) -> Option<f64> {
    Some(fraction(each)?.powf(not_negative(count)?))
}

/// Yield that each of equal steps must reach for a target over all: `target^(1 / steps)`.
///
/// `target` is a fraction above 0, `steps` at least 1, else `None`. Also called normalized yield. Reference: see the module.
pub fn required_step_yield(target: f64, steps: u32) -> Option<f64> {
    let target = positive_fraction(target)?;
    (steps > 0).then(|| target.powf(1.0 / f64::from(steps)))
}

/// Defects per unit: `defects / units`; counts, `defects` not negative, `units` above 0, else `None`. Reference: see the module.
pub fn defects_per_unit(defects: f64, units: f64) -> Option<f64> {
    finite(not_negative(defects)? / positive(units)?)
}

/// Share of units without a defect, estimated from defects per unit by the Poisson distribution: `exp(-DPU)`.
///
/// `defects_per_unit` not negative, else `None`. Defects are taken as rare and scattered at random; clustered defects leave more
/// good units. Reference: see the module.
pub fn throughput_yield(defects_per_unit: f64) -> Option<f64> {
    Some((-not_negative(defects_per_unit)?).exp())
}

/// Share of opportunities that fail: `defects / (units * opportunities)`, a fraction; times a million it is DPMO.
///
/// Counts; `units` and `opportunities` (per unit) above 0, `defects` not negative and at most their product, else `None`.
/// Reference: see the module.
pub fn defects_per_opportunity(defects: f64, units: f64, opportunities: f64) -> Option<f64> {
    fraction(not_negative(defects)? / (positive(units)? * positive(opportunities)?))
}

/// Yield after rework: `first + (1 - first) * reworkable * success`.
///
/// All fractions from 0 to 1, else `None`: first-pass yield, share of the rejects that can be reworked, share of rework that
/// passes. Reference: see the module.
pub fn yield_after_rework(first_pass: f64, reworkable: f64, success: f64) -> Option<f64> {
    let first_pass = fraction(first_pass)?;
    Some(first_pass + (1.0 - first_pass) * fraction(reworkable)? * fraction(success)?)
}

/// Units expected to be scrapped out of those started: `started * (1 - yield)`.
///
/// `started` not negative, `final_yield` a fraction from 0 to 1, else `None`. Reference: see the module.
pub fn expected_scrap(started: f64, final_yield: f64) -> Option<f64> {
    Some(not_negative(started)? * (1.0 - fraction(final_yield)?))
}

/// Units to start for an expected number of good ones: `ceil(good / yield)`.
///
/// `good` not negative, `final_yield` a fraction above 0, else `None`. An expectation: half of the lots fall short of it.
/// Reference: see the module.
pub fn units_to_start(good: f64, final_yield: f64) -> Option<u64> {
    round_up(not_negative(good)? / positive_fraction(final_yield)?)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// The page prints 0.904834 for the first step; exp(-0.1) is 0.904837.
    #[test]
    fn yld_01() {
        let steps = [0.1, 0.05, 0.008].map(|defects| throughput_yield(defects).unwrap());
        for (step, printed) in steps.iter().zip([0.904_834, 0.951_229, 0.992_032]) {
            assert!(close(*step, printed, 5e-6));
        }
        assert!(close(steps[0], 0.904_837, 5e-7) && !close(steps[0], 0.904_834, 2e-6));
        assert!(close(rolled_throughput_yield(&steps).unwrap(), 0.853_85, 5e-6));
        assert!(close(throughput_yield(0.158).unwrap(), 0.853_85, 5e-6));
    }

    /// The page prints 0.80 for step 3 and 0.582 for the line; 1 - 83/943 is 0.912, which makes 0.668.
    #[test]
    fn yld_02() {
        let counts = [(75.0, 850.0), (72.0, 1202.0), (83.0, 943.0), (70.0, 894.0), (88.0, 1200.0)];
        let steps = counts.map(|(defectives, units)| first_pass_yield(defectives, units).unwrap());
        assert!(close(steps[2], 0.911_983, 5e-7) && !close(steps[2], 0.8, 0.05));
        let rolled = rolled_throughput_yield(&steps).unwrap();
        assert!(close(rolled, 0.667_662, 5e-7) && !close(rolled, 0.582, 0.05));
    }

    /// Counting part of YLD-04; the sigma level is in `capability`.
    #[test]
    fn yld_04_opportunities() {
        let share = defects_per_opportunity(350.0, 30_000.0, 15.0).unwrap();
        assert!(close(share * 1e6, 777.778, 1e-3));
    }

    /// Test vectors of checks 3 and 45 in the scale-up notes: 328 rivets at 500 ppm leave 0.849.
    #[test]
    fn scale_up_vectors_3_and_45() {
        assert!(close(rolled_throughput_yield(&[0.98; 12]).unwrap(), 0.785, 5e-4));
        assert!(close(yield_of_many(0.99, 25.0).unwrap(), 0.778, 5e-4));
        assert!(close(yield_of_many(1.0 - 500e-6, 328.0).unwrap(), 0.849, 5e-4));
    }

    /// Tables of line yields and required step yields in the yield facts.
    #[test]
    fn tables_of_step_yields() {
        assert!(close(yield_of_many(0.995, 40.0).unwrap(), 0.8183, 5e-5));
        assert!(close(required_step_yield(0.9, 5).unwrap(), 0.979_15, 5e-6));
        assert!(close(required_step_yield(0.98, 30).unwrap(), 0.999_33, 5e-6));
    }

    /// Yield facts: 60 defects on 15 of 200 pieces are 0.30 defects a unit and 7.5 % defectives.
    #[test]
    fn defects_are_not_defectives() {
        assert!(close(defects_per_unit(60.0, 200.0).unwrap(), 0.3, 1e-15));
        assert!(close(first_pass_yield(15.0, 200.0).unwrap(), 0.925, 1e-15));
        assert!(throughput_yield(0.3).unwrap() < 0.925);
    }

    #[test]
    fn scrap_and_starts() {
        assert!(close(expected_scrap(1000.0, 0.97).unwrap(), 30.0, 1e-9));
        assert_eq!(units_to_start(970.0, 0.97), Some(1000));
        assert_eq!(units_to_start(971.0, 0.97), Some(1002));
        assert!(close(yield_after_rework(0.9, 0.5, 0.8).unwrap(), 0.94, 1e-12));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(first_pass_yield(5.0, 4.0), None);
        assert_eq!(first_pass_yield(0.0, 0.0), None);
        assert_eq!(rolled_throughput_yield(&[0.9, 1.1]), None);
        assert_eq!(rolled_throughput_yield(&[0.9, f64::NAN]), None);
        assert_eq!(required_step_yield(0.9, 0), None);
        assert_eq!(throughput_yield(-0.1), None);
        assert_eq!(units_to_start(1.0, 0.0), None);
        assert_eq!(yield_of_many(0.9, -1.0), None);
        assert_eq!(rolled_throughput_yield(&[]), Some(1.0));
    }

    proptest! {
        #[test]
        fn a_line_is_never_better_than_its_worst_step(steps in prop::collection::vec(0.0..=1.0_f64, 1..40)) {
            let rolled = rolled_throughput_yield(&steps).unwrap();
            prop_assert!(steps.iter().all(|step| (0.0..=*step).contains(&rolled)));
        }

        #[test]
        fn required_steps_give_the_target(target in 0.01..1.0_f64, steps in 1_u32..200) {
            let step = required_step_yield(target, steps).unwrap();
            prop_assert!(close(yield_of_many(step, f64::from(steps)).unwrap(), target, 1e-12));
        }
    }
}
