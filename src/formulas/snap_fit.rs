//! Cantilever snap arms of rectangular section: strain at the root, and the deflection or the length that keeps a strain.
//!
//! Small deflections of a straight arm loaded at its tip, linear elastic material, rigid wall at the root. The wall of a real
//! part gives way, so the true strain is lower, the more so in an arm shorter than about five times its thickness. Notch effect
//! at a sharp root is not included.
//!
//! Reference: Bayer `MaterialScience` (now Covestro), Snap-Fit Joints for Plastics, A Design Guide,
//! <https://studylib.net/doc/25477657/plastic-snap-fit-design>.

use super::domain::{finite, not_negative, positive};
use super::limit::Limit;

/// Strain factor of an arm of constant section: `1.5`, in `strain = factor * thickness * deflection / length^2`.
const STRAIGHT: f64 = 1.5;

/// Tip-to-root ratios for which the root carries the largest strain; below them the peak moves out along the arm.
pub const TIP_RATIO: Limit = Limit::from_to(0.5, 1.0);

/// Terms of the compliance series; the largest ratio of terms is one half, so 60 of them exhaust an `f64`.
const TERMS: u32 = 60;

/// Largest strain in a straight arm of constant section: `1.5 t y / L^2`.
///
/// `thickness` (m, above 0) at the root, in the direction of bending; `deflection` (m, not negative) of the tip; `length` (m,
/// above 0) from root to the point of load. Returns a fraction, `None` outside these ranges. Valid for small deflections,
/// `deflection` below about a tenth of `length`. Reference: see the module.
pub fn straight_arm_strain(thickness: f64, deflection: f64, length: f64) -> Option<f64> {
    strain(STRAIGHT, thickness, deflection, length)
}

/// Largest strain in an arm whose thickness falls evenly from the root to `tip_ratio` of it at the tip.
///
/// Beam theory: `strain = t y / (2 S L^2)` with `S = sum a^k / (k + 3)`, `a = 1 - tip_ratio`. `tip_ratio` runs from 0.5 to 1; at
/// 1 it is the straight arm, at 0.5 the factor is 0.917, which the guide prints as a permissible deflection of
/// `1.09 strain L^2 / t`. Other arguments as in [`straight_arm_strain`]; `None` outside the ranges. Reference: see the module.
pub fn tapered_arm_strain(thickness: f64, deflection: f64, length: f64, tip_ratio: f64) -> Option<f64> {
    strain(tapered_factor(tip_ratio)?, thickness, deflection, length)
}

/// Deflection of the tip at which a straight arm reaches `strain`: `strain L^2 / (1.5 t)`.
///
/// `strain` is a fraction (not negative), `thickness` and `length` in m (above 0). Returns m, `None` outside these ranges.
/// Reference: see the module.
pub fn straight_arm_deflection(strain: f64, thickness: f64, length: f64) -> Option<f64> {
    deflection(STRAIGHT, strain, thickness, length)
}

/// Deflection of the tip at which a tapered arm reaches `strain`; `tip_ratio` as in [`tapered_arm_strain`].
///
/// At a ratio of one half it is `1.09 strain L^2 / t`. Returns m, `None` outside the ranges. Reference: see the module.
pub fn tapered_arm_deflection(strain: f64, thickness: f64, length: f64, tip_ratio: f64) -> Option<f64> {
    deflection(tapered_factor(tip_ratio)?, strain, thickness, length)
}

/// Strain of an annular snap-fit when the ring is stretched over the undercut: `u / d`.
///
/// `undercut` is the difference of the diameters (m, not negative), `diameter` that of the joint (m, above 0). The rigid partner
/// does not give way, so this is the most the ring sees; far from its end a thick tube adds stress that is not included. Returns
/// a fraction, `None` outside these ranges. Reference: the same guide, annular snap joints.
pub fn annular_strain(undercut: f64, diameter: f64) -> Option<f64> {
    finite(not_negative(undercut)? / positive(diameter)?)
}

/// Poisson's ratio with which the guide turns shear strain into tensile strain.
const PLASTIC_POISSON: f64 = 0.35;

/// Tensile strain that stands for the shear strain of a round torsion bar: `r phi / (L (1 + nu))` with `nu = 0.35`.
///
/// `radius` and `length` of the bar that twists in m (above 0), `angle` in rad (not negative). The guide allows a shear strain of
/// `(1 + nu)` times the permissible tensile strain. Returns a fraction, `None` outside these ranges. Reference: the same guide,
/// torsion snap joints.
pub fn torsion_strain(radius: f64, length: f64, angle: f64) -> Option<f64> {
    finite(positive(radius)? * not_negative(angle)? / (positive(length)? * (1.0 + PLASTIC_POISSON)))
}

/// Shortest straight arm that keeps `strain` at a deflection: `sqrt(1.5 t y / strain)`.
///
/// `strain` is a fraction above 0, `thickness` in m (above 0), `deflection` in m (not negative). Returns m, `None` outside these
/// ranges. Reference: see the module.
pub fn straight_arm_length(strain: f64, thickness: f64, deflection: f64) -> Option<f64> {
    finite((STRAIGHT * positive(thickness)? * not_negative(deflection)? / positive(strain)?).sqrt())
}

fn strain(factor: f64, thickness: f64, deflection: f64, length: f64) -> Option<f64> {
    finite(factor * positive(thickness)? * not_negative(deflection)? / positive(length)?.powi(2))
}

fn deflection(factor: f64, strain: f64, thickness: f64, length: f64) -> Option<f64> {
    finite(not_negative(strain)? * positive(length)?.powi(2) / (factor * positive(thickness)?))
}

/// Summed as a series because the closed form with a logarithm loses all digits as the taper vanishes.
fn tapered_factor(tip_ratio: f64) -> Option<f64> {
    let taper = 1.0 - TIP_RATIO.pass(tip_ratio)?;
    let compliance = (0..TERMS).rev().fold(0.0, |sum, term| sum * taper + 1.0 / f64::from(term + 3));
    Some(1.0 / (2.0 * compliance))
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn snp_01() {
        let strain = straight_arm_strain(2.5e-3, 2.5e-3, 15e-3).unwrap();
        assert!(close(strain, 0.0416, 1e-4));
        assert!(close(strain, 0.041_666_666_667, 1e-12));
    }

    /// Test vector of check 14 in the scale-up notes: 2.7 % at y = 1.2 mm, h = 1.5 mm, L = 10 mm.
    #[test]
    fn scale_up_vector_14() {
        assert!(close(straight_arm_strain(1.5e-3, 1.2e-3, 10e-3).unwrap(), 0.027, 1e-12));
    }

    /// The guide prints `y = 1.09 strain l^2 / h` for a taper to one half. The strain factor to ten digits is no published
    /// figure: it is the beam integral by `scipy.integrate.quad` of scipy 1.17.
    #[test]
    fn taper_to_half_is_the_factor_of_the_guide() {
        let reach = tapered_arm_deflection(1.0, 1.0, 1.0, 0.5).unwrap();
        assert!(close(reach, 1.09, 5e-4));
        assert!(close(1.0 / reach, 0.917_132_586_9, 1e-10));
        assert!(close(tapered_arm_strain(1.0, 1.0, 1.0, 0.5).unwrap(), 1.0 / reach, 1e-12));
    }

    /// Reading 1.09 as the factor of the strain instead of the deflection overstates it by a fifth.
    #[test]
    fn taper_factor_belongs_to_the_deflection() {
        assert!(tapered_arm_strain(1.0, 1.0, 1.0, 0.5).unwrap() < 1.0);
    }

    #[test]
    fn no_taper_is_a_straight_arm() {
        assert!(close(
            tapered_arm_strain(2e-3, 1e-3, 15e-3, 1.0).unwrap(),
            straight_arm_strain(2e-3, 1e-3, 15e-3).unwrap(),
            1e-15
        ));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(straight_arm_strain(0.0, 1.0, 1.0), None);
        assert_eq!(straight_arm_strain(1.0, -1.0, 1.0), None);
        assert_eq!(straight_arm_strain(1.0, 1.0, 0.0), None);
        assert_eq!(straight_arm_strain(1.0, 1.0, f64::NAN), None);
        assert_eq!(straight_arm_strain(1e300, 1e300, 1e-300), None);
        assert_eq!(tapered_arm_strain(1.0, 1.0, 1.0, 0.49), None);
        assert_eq!(tapered_arm_strain(1.0, 1.0, 1.0, f64::NAN), None);
        assert_eq!(straight_arm_length(0.0, 1.0, 1.0), None);
    }

    proptest! {
        #[test]
        fn length_and_deflection_invert_strain(t in 1e-4..1e-2_f64, y in 1e-5..1e-2_f64, l in 1e-3..0.1_f64) {
            let strain = straight_arm_strain(t, y, l).unwrap();
            prop_assert!(close(straight_arm_deflection(strain, t, l).unwrap(), y, 1e-12));
            prop_assert!(close(straight_arm_length(strain, t, y).unwrap(), l, 1e-12));
        }

        #[test]
        fn strain_has_no_scale(t in 1e-4..1e-2_f64, y in 1e-5..1e-2_f64, l in 1e-3..0.1_f64, scale in 0.1..10.0_f64) {
            let strain = straight_arm_strain(t, y, l).unwrap();
            let scaled = straight_arm_strain(t * scale, y * scale, l * scale).unwrap();
            prop_assert!(close(scaled / strain, 1.0, 1e-12));
        }

        #[test]
        fn more_taper_is_less_strain(first in 0.5..1.0_f64, second in 0.5..1.0_f64) {
            let (thin, thick) = (first.min(second), first.max(second));
            prop_assert!(tapered_arm_strain(1.0, 1.0, 1.0, thin).unwrap() <= tapered_arm_strain(1.0, 1.0, 1.0, thick).unwrap());
        }
    }
}
