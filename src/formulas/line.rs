//! Production lines: takt, stations, work in progress, capacity and learning.
//!
//! References: R. Jacobs, R. Chase, Operations and Supply Chain Management, `McGraw-Hill` (takt, stations, balance);
//! <https://teeptrak.com/en/?p=88704> (overall equipment effectiveness); T. Wright, Factors Affecting the Cost of Airplanes,
//! Journal of the Aeronautical Sciences 3 (1936) 122, and <http://www.maxwideman.com/papers/resource/appendix2.htm> (learning).

use super::domain::{finite, not_negative, positive, positive_fraction, round_up};

/// Time between two units that meets demand: `available / demand`.
///
/// `available` working time in s (above 0) in a period, `demand` in units in that period (above 0), else `None`. Returns s.
/// Reference: see the module.
pub fn takt_time(available: f64, demand: f64) -> Option<f64> {
    finite(positive(available)? / positive(demand)?)
}

/// Longest time a station may take: `takt * effectiveness * yield`.
///
/// `takt` in s (above 0); overall equipment effectiveness and yield are fractions above 0, else `None`. Returns s. If the
/// effectiveness already counts quality losses, give a yield of 1. Reference: see the module.
pub fn allowed_station_time(takt: f64, effectiveness: f64, line_yield: f64) -> Option<f64> {
    Some(positive(takt)? * positive_fraction(effectiveness)? * positive_fraction(line_yield)?)
}

/// Units held by a dwell such as a cure: `dwell / takt`.
///
/// `dwell` in s (not negative), `takt` in s (above 0), else `None`. Little's law: units on the rack, not rounded.
/// Reference: see the module.
pub fn work_in_progress(dwell: f64, takt: f64) -> Option<f64> {
    finite(not_negative(dwell)? / positive(takt)?)
}

/// Working time inside a stretch of clock time in s, when work runs `working` s of every day in one block that the stretch
/// covers as well as it can: whole days bring `working` each, the rest brings at most `working`.
///
/// `clock` from 0, `working` above 0 up to 86,400 s; none otherwise. Bounds what gathers on racks during a rest from above:
/// days without work are not taken off. Plain arithmetic; for `clock` up to `working` it is `clock` itself.
pub fn working_time_within(clock: f64, working: f64) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    let (clock, working) = (not_negative(clock)?, positive(working)?);
    if working > DAY {
        return None;
    }
    let days = (clock / DAY).floor();
    finite(days * working + (clock - days * DAY).min(working))
}

/// Cavities, nests or machines that a volume keeps busy: `volume * cycle / (available * effectiveness * yield)`.
///
/// `volume` of good units in a period (not negative), `cycle` in s for one unit of one cavity (above 0), `available` time in s in
/// that period (above 0), fractions above 0 for effectiveness and yield, else `None`. Not rounded; see [`cavities_needed`].
/// Reference: see the module.
pub fn cavity_load(volume: f64, cycle: f64, available: f64, effectiveness: f64, line_yield: f64) -> Option<f64> {
    let productive = positive(available)? * positive_fraction(effectiveness)? * positive_fraction(line_yield)?;
    finite(not_negative(volume)? * positive(cycle)? / productive)
}

/// [`cavity_load`] rounded up to whole cavities; same arguments.
pub fn cavities_needed(volume: f64, cycle: f64, available: f64, effectiveness: f64, line_yield: f64) -> Option<u64> {
    round_up(cavity_load(volume, cycle, available, effectiveness, line_yield)?)
}

/// Theoretical minimum of stations: `ceil(work / cycle)`.
///
/// `work` is the sum of task times in s (not negative), `cycle` the takt in s (above 0), else `None`. Order and whole tasks may
/// force more. Reference: see the module.
pub fn minimum_stations(work: f64, cycle: f64) -> Option<u64> {
    round_up(not_negative(work)? / positive(cycle)?)
}

/// Balance efficiency of a line: `work / (stations * cycle)`.
///
/// `work` in s (not negative), `stations` at least 1, `cycle` in s (above 0), else `None`. With the takt as cycle it is the
/// efficiency of Jacobs and Chase, with the slowest station time it is the balance of the line itself. Reference: see the module.
pub fn balance_efficiency(work: f64, stations: u32, cycle: f64) -> Option<f64> {
    finite(not_negative(work)? / (positive(f64::from(stations))? * positive(cycle)?))
}

/// Average time of the first `units` by the cumulative average model: `first * units^(ln rate / ln 2)`.
///
/// `first` unit in s (above 0), `units` at least 1, `rate` a fraction above 0, else `None`. Returns s. In this model doubling the
/// output multiplies the average of all units by the rate. Reference: Wright, see the module.
pub fn learning_cumulative_average(first: f64, units: f64, rate: f64) -> Option<f64> {
    power_law(first, units, rate)
}

/// Time of the units after the first `after`, up to and including number `units`, by the cumulative average model:
/// `units * average(units) - after * average(after)`.
///
/// `first` and `rate` as in [`learning_cumulative_average`]; `units` at least 1, `after` from 0 up to `units`, else `None`.
/// Returns s. Reference: Wright, see the module.
pub fn learning_cumulative_block(first: f64, after: f64, units: f64, rate: f64) -> Option<f64> {
    let total = |count: f64| Some(count * learning_cumulative_average(first, count, rate)?);
    let whole = total(units)?;
    if after == 0.0 {
        return finite(whole);
    }
    (after <= units).then_some(finite(whole - total(after)?)?)
}

/// Time of one unit by number in the unit model: `first * unit^(ln rate / ln 2)`.
///
/// Arguments as in [`learning_cumulative_average`]. In this model doubling the output multiplies the time of that one unit by the
/// rate; for the same rate it learns more slowly. Reference: Wideman, see the module.
pub fn learning_unit(first: f64, unit: f64, rate: f64) -> Option<f64> {
    power_law(first, unit, rate)
}

/// The two models share one curve and differ in what it is the time of.
fn power_law(first: f64, count: f64, rate: f64) -> Option<f64> {
    let count = (count >= 1.0).then_some(finite(count)?)?;
    finite(positive(first)? * count.powf(positive_fraction(rate)?.log2()))
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lin_01() {
        let takt = takt_time(420.0 * 60.0, 500.0).unwrap();
        assert!(close(takt, 50.4, 1e-3));
        let work: f64 = [45.0, 11.0, 9.0, 50.0, 15.0, 12.0, 12.0, 12.0, 12.0, 8.0, 9.0].iter().sum();
        assert!(close(work / takt, 3.87, 5e-3));
        assert_eq!(minimum_stations(work, takt), Some(4));
        assert!(close(balance_efficiency(work, 5, takt).unwrap(), 0.77, 5e-3));
        assert!(close(balance_efficiency(work, 4, takt).unwrap(), 0.967_26, 5e-6));
    }

    #[test]
    fn lrn_01() {
        let rows = [(1.0, 100.0, 100.0), (2.0, 80.0, 160.0), (4.0, 64.0, 256.0), (8.0, 51.2, 409.6), (16.0, 40.96, 655.36)];
        for (units, average, total) in rows {
            let found = learning_cumulative_average(100.0, units, 0.8).unwrap();
            assert!(close(found, average, 5e-3) && close(found * units, total, 5e-3));
        }
        // The page prints 254.76 for the last 8 units; 655.36 - 409.60 is 245.76.
        let last = 16.0 * learning_cumulative_average(100.0, 16.0, 0.8).unwrap()
            - 8.0 * learning_cumulative_average(100.0, 8.0, 0.8).unwrap();
        assert!(close(last, 245.76, 5e-3) && !close(last, 254.76, 1.0));
        assert!(close(learning_cumulative_block(100.0, 8.0, 16.0, 0.8).unwrap(), last, 1e-9));
        assert!(close(learning_cumulative_block(100.0, 0.0, 16.0, 0.8).unwrap(), 655.36, 1e-9));
    }

    /// The same "80 % curve" asks 60 % or 80 % for the second unit.
    #[test]
    fn lrn_03() {
        let second = 2.0 * learning_cumulative_average(1.0, 2.0, 0.8).unwrap() - 1.0;
        assert!(close(second, 0.6, 1e-12));
        assert!(close(learning_unit(1.0, 2.0, 0.8).unwrap(), 0.8, 1e-12));
        assert!(close(learning_cumulative_average(1.0, 4.0, 0.8).unwrap(), 0.64, 1e-12));
        assert!(close(learning_unit(1.0, 100.0, 0.8).unwrap(), 0.2271, 5e-5));
    }

    /// Test vectors of checks 8, 9 and 24 in the scale-up notes.
    #[test]
    fn scale_up_vectors_8_9_and_24() {
        let takt = takt_time(57_600.0, 2000.0).unwrap();
        assert!(close(allowed_station_time(takt, 0.75, 0.95).unwrap(), 20.5, 0.05));
        assert!(close(work_in_progress(1800.0, 30.0).unwrap(), 60.0, 1e-12));
        assert!(close(cavity_load(1.2e6, 40.0, 6000.0 * 3600.0, 0.65, 0.97).unwrap(), 3.52, 5e-3));
        assert_eq!(cavities_needed(1.2e6, 40.0, 6000.0 * 3600.0, 0.65, 0.97), Some(4));
    }

    /// Yield facts: 2 cavities at 30 s in 120 h make 28,800 parts; a whole load is not rounded up to 3.
    #[test]
    fn whole_cavities_stay_whole() {
        assert_eq!(cavities_needed(28_800.0, 30.0, 120.0 * 3600.0, 1.0, 1.0), Some(2));
    }

    #[test]
    fn gat_01_run_at_takt() {
        assert!(close(takt_time(3.75 * 3600.0, 300.0).unwrap(), 45.0, 1e-9));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(takt_time(1.0, 0.0), None);
        assert_eq!(allowed_station_time(30.0, 1.1, 1.0), None);
        assert_eq!(work_in_progress(f64::NAN, 30.0), None);
        assert_eq!(cavities_needed(1e300, 1.0, 1.0, 1.0, 1.0), None);
        assert_eq!(minimum_stations(1.0, 0.0), None);
        assert_eq!(balance_efficiency(1.0, 0, 1.0), None);
        assert_eq!(learning_unit(1.0, 0.5, 0.8), None);
        assert_eq!(learning_cumulative_block(1.0, 3.0, 2.0, 0.8), None);
        assert_eq!(learning_cumulative_block(1.0, -1.0, 2.0, 0.8), None);
        assert_eq!(learning_cumulative_block(1.0, 0.5, 2.0, 0.8), None);
        assert_eq!(learning_cumulative_block(1.0, f64::NAN, 2.0, 0.8), None);
        assert_eq!(learning_unit(1.0, 2.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn minimum_is_enough_and_one_less_is_not(work in 0.1..1e4_f64, cycle in 1.0..100.0_f64) {
            let stations = minimum_stations(work, cycle).unwrap() as f64;
            prop_assert!(stations * cycle >= work * (1.0 - 1e-9) && (stations - 1.0) * cycle < work);
        }

        #[test]
        fn better_effectiveness_needs_no_more_cavities(
            volume in 1.0..1e7_f64,
            cycle in 5.0..90.0_f64,
            low in 0.1..0.5_f64,
            high in 0.5..1.0_f64,
        ) {
            let load = |effectiveness| cavity_load(volume, cycle, 2e7, effectiveness, 0.97).unwrap();
            prop_assert!(load(high) <= load(low));
        }

        #[test]
        fn learning_only_gets_faster(units in 1.0..1e5_f64, rate in 0.5..1.0_f64) {
            prop_assert!(learning_unit(1.0, units * 2.0, rate).unwrap() <= learning_unit(1.0, units, rate).unwrap());
        }
    }

    #[test]
    fn rests_longer_than_a_shift_gather_no_more_than_the_shift_makes() {
        let shift = 36_000.0;
        for (clock, expected) in
            [(0.0, 0.0), (1800.0, 1800.0), (shift, shift), (50_000.0, shift), (86_400.0, shift), (90_000.0, shift + 3600.0)]
        {
            assert_eq!(working_time_within(clock, shift), Some(expected), "{clock}");
        }
        assert_eq!(working_time_within(100_000.0, 86_400.0), Some(100_000.0));
        assert_eq!(working_time_within(-1.0, shift), None);
        assert_eq!(working_time_within(1.0, 90_000.0), None);
    }
}
