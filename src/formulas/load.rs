//! Loads that hang from a case: weight, what one of several takes of it, and the force that pulls a screw out of plastic.
//!
//! References: a load that is laid on at once strains what bears it twice as far as one that grows slowly: S. Timoshenko,
//! Strength of Materials, part 1 (impact); yield in shear: R. von Mises, 1913, a root of three below that in tension.

use std::f64::consts::PI;

use super::domain::{finite, not_negative, positive};
use super::foam::STANDARD_GRAVITY;

/// Weight of a mass: `m g`; `mass` in kg, not negative, else `None`. Returns N.
pub fn weight(mass: f64) -> Option<f64> {
    finite(not_negative(mass)? * STANDARD_GRAVITY)
}

/// What each of several takes of a load that they share evenly: `load / pieces`.
///
/// `load` in N (not negative), `pieces` at least 1, else `None`. Returns N. None takes less on average, and the one that stands
/// nearest to the load takes more.
pub fn shared(load: f64, pieces: f64) -> Option<f64> {
    (pieces >= 1.0).then_some(())?;
    finite(not_negative(load)? / pieces)
}

/// Force at which a screw shears its thread out of a boss: `pi d L S / sqrt(3)`.
///
/// `diameter` of the screw over its thread and `engagement` of the thread in m, `yield_strength` of the plastic in tension in Pa,
/// all above 0, else `None`. Returns N. The whole cylinder over the thread is taken, so that a thread holds no more than this; a
/// weld line, heat and time make it less. Reference: see the module.
pub fn pull_out(diameter: f64, engagement: f64, yield_strength: f64) -> Option<f64> {
    finite(PI * positive(diameter)? * positive(engagement)? * positive(yield_strength)? / 3.0_f64.sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// Computed by hand: 12 kg weigh 117.7 N; two handles take 58.84 N each.
    #[test]
    fn twelve_kilograms_on_two_handles() {
        assert!(close(weight(12.0).unwrap(), 117.68, 1e-3));
        assert!(close(shared(weight(12.0).unwrap(), 2.0).unwrap(), 58.84, 1e-3));
    }

    /// Computed by hand: a 3 mm screw 6 mm deep in plastic of 40 N/mm² has 56.55 mm² of thread, which shears at 23.09 N/mm².
    #[test]
    fn a_three_millimeter_screw_in_abs() {
        assert!(close(pull_out(3e-3, 6e-3, 40e6).unwrap(), 1305.9, 0.1));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(weight(-1.0), None);
        assert_eq!(shared(10.0, 0.0), None);
        assert_eq!(shared(-1.0, 1.0), None);
        assert_eq!(pull_out(0.0, 1.0, 1.0), None);
        assert_eq!(pull_out(1.0, 1.0, f64::NAN), None);
    }

    proptest! {
        #[test]
        fn more_pieces_take_less_each(load in 0.0..1e5_f64, few in 1.0..10.0_f64, more in 0.0..10.0_f64) {
            prop_assert!(shared(load, few + more).unwrap() <= shared(load, few).unwrap());
        }
    }
}
