//! Hydrolysis of polyester urethane: the time in which its acid content grows e-fold, which is about one cut in each chain.
//!
//! References: D. W. Brown, R. E. Lowry, L. E. Smith, Kinetics of Hydrolytic Aging of Polyester Urethane Elastomers, 1980: the
//! rate obeys Arrhenius between 35 and 85 °C and falls with the relative humidity to nothing in dry air; R of SI, 2019.

use super::domain::{finite, fraction, not_negative, positive};

/// Gas constant in J/mol/K, by definition.
const GAS_CONSTANT: f64 = 8.314_462_618;

/// The temperature at which rates are given, 85 °C, in K.
const REFERENCE: f64 = 358.15;

/// Time at a temperature in an air: `t85 exp(E / R (1/T - 1/T85)) / humidity`.
///
/// `time` in s (above 0) is that in saturated air at 85 °C, `energy` the activation energy in J/mol (not negative),
/// `temperature` in K (above 0), `humidity` the relative humidity (a fraction above 0), else `None`. Returns s. That the rate is
/// in proportion to the humidity is the simplest law that is zero in dry air; below 35 °C the line of Arrhenius is drawn out
/// beyond what was measured. Reference: see the module.
pub fn time_to_e_fold(time: f64, energy: f64, temperature: f64, humidity: f64) -> Option<f64> {
    let colder = 1.0 / positive(temperature)? - 1.0 / REFERENCE;
    let slower = (not_negative(energy)? / GAS_CONSTANT * colder).exp();
    finite(positive(time)? * slower / positive(fraction(humidity)?)?)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    const DAY: f64 = 86_400.0;

    /// Computed by hand from 20 % a day at 85 °C and 68 kJ/mol: 204 days at 35 °C, 597 days at 23 °C, 13.6 days at 70 °C.
    #[test]
    fn hand_computed() {
        let days = |celsius: f64, humidity: f64| time_to_e_fold(5.0 * DAY, 68e3, celsius + 273.15, humidity).unwrap() / DAY;
        assert!(close(days(85.0, 1.0), 5.0, 1e-9));
        assert!(close(days(70.0, 1.0), 13.57, 0.01));
        assert!(close(days(35.0, 1.0), 203.3, 0.3));
        assert!(close(days(23.0, 1.0), 596.0, 1.0));
        assert!(close(days(23.0, 0.5), 1192.0, 2.0));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(time_to_e_fold(1.0, 1.0, 300.0, 0.0), None);
        assert_eq!(time_to_e_fold(1.0, 1.0, 300.0, 1.1), None);
        assert_eq!(time_to_e_fold(1.0, 1.0, 0.0, 0.5), None);
        assert_eq!(time_to_e_fold(0.0, 1.0, 300.0, 0.5), None);
        assert_eq!(time_to_e_fold(1.0, -1.0, 300.0, 0.5), None);
    }

    proptest! {
        #[test]
        fn warmth_and_damp_shorten_it(low in 250.0..350.0_f64, more in 0.0..30.0_f64, dry in 0.1..0.5_f64, damp in 0.0..0.5_f64) {
            let time = |temperature, humidity| time_to_e_fold(5.0 * DAY, 68e3, temperature, humidity).unwrap();
            prop_assert!(time(low + more, dry) <= time(low, dry));
            prop_assert!(time(low, dry + damp) <= time(low, dry));
        }
    }
}
