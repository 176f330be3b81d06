//! Flow of units through a line: people, pace, stock on racks.
//!
//! References: R. Jacobs, R. Chase, Operations and Supply Chain Management, `McGraw-Hill` (people and pace); J. Little, A proof for
//! the queuing formula L = lambda W, Operations Research 9 (1961) 383 (stock).

use super::domain::{finite, not_negative, positive, positive_fraction, round_up};

/// Time that a station needs by unit once its losses are counted: `time / effectiveness`.
///
/// `time` in s (not negative), overall equipment effectiveness a fraction above 0, else `None`. Returns s, to be compared with the
/// takt; the losses counted the other way round are in [`allowed_station_time`](super::line::allowed_station_time). Reference: see
/// the module.
pub fn effective_station_time(time: f64, effectiveness: f64) -> Option<f64> {
    finite(not_negative(time)? / positive_fraction(effectiveness)?)
}

/// People needed to keep a takt: `work / (takt * effectiveness)` rounded up.
///
/// `work` of people by unit in s (not negative), `takt` in s (above 0), effectiveness of people a fraction above 0, else `None`.
/// No fewer will do; whole tasks and their order may ask for more. Reference: see the module.
pub fn operators_needed(work: f64, takt: f64, effectiveness: f64) -> Option<u64> {
    round_up(effective_station_time(work, effectiveness)? / positive(takt)?)
}

/// Good units by second of a line: `effectiveness * yield / slowest`.
///
/// Time of the slowest station in s (above 0), fractions above 0, else `None`. Reference: see the module.
pub fn line_rate(slowest: f64, effectiveness: f64, line_yield: f64) -> Option<f64> {
    finite(positive_fraction(effectiveness)? * positive_fraction(line_yield)? / positive(slowest)?)
}

/// Mean time of a unit in a place by Little's law: `stock / rate`.
///
/// `stock` in units (not negative), `rate` in units by s (above 0), else `None`. Returns s. The law the other way round is
/// [`work_in_progress`](super::line::work_in_progress). Reference: Little, see the module.
pub fn time_in_system(stock: f64, rate: f64) -> Option<f64> {
    finite(not_negative(stock)? / positive(rate)?)
}

/// Racks that a dwell such as a cure keeps full: units in the dwell rounded up, over the places of a rack rounded up.
///
/// `dwell` in s (not negative), `takt` in s (above 0), `places` at least 1, else `None`. Holds for a line that runs through; rest
/// times add what gathers in them. Reference: Little, see the module.
pub fn racks_needed(dwell: f64, takt: f64, places: u32) -> Option<u64> {
    let units = round_up(not_negative(dwell)? / positive(takt)?)?;
    (places > 0).then(|| units.div_ceil(u64::from(places)))
}

/// Shortest takt in s that places for a dwell allow: `dwell / places`.
///
/// `dwell` in s (not negative), `places` at least 1, else `None`. Reference: Little, see the module.
pub fn shortest_takt_of_places(dwell: f64, places: u64) -> Option<f64> {
    finite(not_negative(dwell)? / positive(places as f64)?)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::super::line::{allowed_station_time, minimum_stations, work_in_progress};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_of_the_model_j_wagon() {
        // 195 s of work at 50.4 s: 3.87 people, at 80 % 4.84.
        assert_eq!(operators_needed(195.0, 50.4, 1.0), Some(4));
        assert_eq!(operators_needed(195.0, 50.4, 0.8), Some(5));
        assert_eq!(operators_needed(0.0, 50.4, 0.8), Some(0));
        assert_eq!(operators_needed(100.8, 50.4, 1.0), Some(2));
    }

    #[test]
    fn a_cure_of_half_an_hour_at_thirty_seconds() {
        assert_eq!(racks_needed(1800.0, 30.0, 24), Some(3));
        assert_eq!(racks_needed(1800.0, 30.0, 60), Some(1));
        assert_eq!(racks_needed(0.0, 30.0, 60), Some(0));
        assert_eq!(shortest_takt_of_places(1800.0, 60), Some(30.0));
        assert_eq!(line_rate(40.0, 0.8, 0.5), Some(0.01));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(effective_station_time(-1.0, 0.8), None);
        assert_eq!(effective_station_time(1.0, 0.0), None);
        assert_eq!(operators_needed(f64::NAN, 30.0, 0.8), None);
        assert_eq!(operators_needed(1.0, 0.0, 0.8), None);
        assert_eq!(line_rate(0.0, 0.8, 1.0), None);
        assert_eq!(time_in_system(1.0, 0.0), None);
        assert_eq!(racks_needed(1800.0, 30.0, 0), None);
        assert_eq!(shortest_takt_of_places(1800.0, 0), None);
    }

    proptest! {
        #[test]
        fn littles_law_both_ways(dwell in 1.0..1e6_f64, takt in 1.0..1e4_f64) {
            let stock = work_in_progress(dwell, takt).unwrap();
            prop_assert!(close(time_in_system(stock, 1.0 / takt).unwrap() / dwell, 1.0, 1e-12));
        }

        #[test]
        fn both_ways_to_count_losses_agree(time in 1.0..100.0_f64, takt in 1.0..100.0_f64, effectiveness in 0.1..=1.0_f64) {
            let slack = effective_station_time(time, effectiveness).unwrap() - takt;
            prop_assume!(slack.abs() > 1e-9);
            prop_assert_eq!(slack > 0.0, time > allowed_station_time(takt, effectiveness, 1.0).unwrap());
        }

        #[test]
        fn people_are_never_fewer_than_stations_of_full_time(work in 1.0..1e4_f64, takt in 1.0..100.0_f64, low in 0.1..1.0_f64) {
            prop_assert!(operators_needed(work, takt, low) >= minimum_stations(work, takt));
        }

        #[test]
        fn the_shortest_takt_fills_the_places(dwell in 1.0..1e5_f64, racks in 1..50_u32, places in 1..50_u32) {
            let takt = shortest_takt_of_places(dwell, u64::from(racks) * u64::from(places)).unwrap();
            prop_assert_eq!(racks_needed(dwell, takt, places), Some(u64::from(racks)));
        }
    }
}
