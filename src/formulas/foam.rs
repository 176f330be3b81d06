//! Foam cushions: static stress, bearing area and drop energy.
//!
//! Reference: how to use dynamic cushion curves, <http://repco.com/technologies/how_to_use_dynamic_cushion_curves.asp>;
//! standard gravity: 3rd CGPM, 1901.

use super::domain::{finite, not_negative, positive};

/// Standard acceleration of gravity in m/s^2, by definition.
pub const STANDARD_GRAVITY: f64 = 9.806_65;

/// Static stress of a content on its foam: `m g / A`.
///
/// `mass` in kg (not negative), bearing `area` in m^2 (above 0), else `None`. Returns Pa. The face that the drop lands on counts;
/// ribs and cut-outs take their area away. Reference: see the module.
pub fn static_stress(mass: f64, area: f64) -> Option<f64> {
    finite(not_negative(mass)? * STANDARD_GRAVITY / positive(area)?)
}

/// Bearing area that gives a static stress: `m g / stress`.
///
/// `mass` in kg (not negative), `stress` in Pa (above 0), else `None`. Returns m^2. Both ends of the range of a cushion curve are
/// limits: less area bottoms out, more is too stiff. Reference: see the module.
pub fn bearing_area(mass: f64, stress: f64) -> Option<f64> {
    finite(not_negative(mass)? * STANDARD_GRAVITY / positive(stress)?)
}

/// Least deceleration of what falls onto a cushion: `g h / t`, that of an even slowing down over all of its thickness.
///
/// `height` of the drop in m (not negative), `thickness` of the cushion in m (above 0), else `None`. Returns m/s^2. By the energy
/// alone: no foam is pressed to nothing and none pushes back evenly, so that a real one needs a multiple of it, its cushion
/// factor. Reference: R. E. Jones, W. L. James, Forest Products Laboratory report 2031, 1955.
pub fn least_deceleration(height: f64, thickness: f64) -> Option<f64> {
    finite(not_negative(height)? * STANDARD_GRAVITY / positive(thickness)?)
}

/// Energy of a drop: `m g h`; `mass` in kg and `height` in m, not negative, else `None`. Returns J. Reference: see the module.
pub fn drop_energy(mass: f64, height: f64) -> Option<f64> {
    finite(not_negative(mass)? * STANDARD_GRAVITY * not_negative(height)?)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    const INCH: f64 = 0.0254;
    const POUND: f64 = 0.453_592_37;
    const PSI: f64 = POUND * STANDARD_GRAVITY / (INCH * INCH);

    #[test]
    fn fom_01() {
        let smallest = bearing_area(36.0 * POUND, 1.2 * PSI).unwrap() / (INCH * INCH);
        let largest = bearing_area(36.0 * POUND, 0.4 * PSI).unwrap() / (INCH * INCH);
        assert!(close(smallest, 30.0, 1e-9) && close(largest, 90.0, 1e-9));
        assert!(close(static_stress(36.0 * POUND, 30.0 * INCH * INCH).unwrap() / PSI, 1.2, 1e-9));
    }

    /// Computed by hand: from 1.2 m onto 30 mm at least 40 G.
    #[test]
    fn drop_onto_thirty_millimeters() {
        assert!(close(least_deceleration(1.2, 0.03).unwrap() / STANDARD_GRAVITY, 40.0, 1e-9));
        assert_eq!(least_deceleration(1.2, 0.0), None);
    }

    /// Computed by hand: 2 kg from 1.22 m carry 23.9 J.
    #[test]
    fn drop_of_two_kilograms() {
        assert!(close(drop_energy(2.0, 1.22).unwrap(), 23.928_226, 1e-9));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(static_stress(1.0, 0.0), None);
        assert_eq!(static_stress(-1.0, 1.0), None);
        assert_eq!(bearing_area(1.0, f64::NAN), None);
        assert_eq!(drop_energy(1.0, -1.0), None);
        assert_eq!(drop_energy(1e300, 1e300), None);
    }

    proptest! {
        #[test]
        fn area_inverts_stress(mass in 0.01..100.0_f64, area in 1e-4..1.0_f64) {
            let stress = static_stress(mass, area).unwrap();
            prop_assert!(close(bearing_area(mass, stress).unwrap(), area, 1e-12));
        }

        #[test]
        fn energy_grows_with_height(mass in 0.01..100.0_f64, height in 0.0..3.0_f64, more in 0.0..3.0_f64) {
            prop_assert!(drop_energy(mass, height + more).unwrap() >= drop_energy(mass, height).unwrap());
        }
    }
}
