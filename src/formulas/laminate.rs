//! Two bonded layers that shrink or grow by different amounts: mismatch strain, curvature and bow.
//!
//! Reference: S. Timoshenko, Analysis of Bi-Metal Thermostats, Journal of the Optical Society of America 11 (1925) 233;
//! worked case: ANSYS verification manual VM174 after Boley and Weiner, Theory of Thermal Stresses.

use super::domain::{finite, positive};
use super::fastener::POISSON;

/// One layer of a two-layer strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Thickness in m, above 0.
    pub thickness: f64,
    /// Modulus of elasticity in Pa, above 0.
    pub modulus: f64,
    /// Coefficient of linear thermal expansion in 1/K.
    pub expansion: f64,
}

/// Strain by which one free layer would outgrow the other: `(expansion_1 - expansion_2) * temperature_change`.
///
/// Expansions in 1/K, `temperature_change` in K, any sign. Returns a fraction, `None` for input that is not finite.
/// Expansion taken constant over the range: not valid across a glass transition. Reference: see the module.
pub fn mismatch_strain(expansion_1: f64, expansion_2: f64, temperature_change: f64) -> Option<f64> {
    finite((expansion_1 - expansion_2) * temperature_change)
}

/// Curvature of a two-layer strip from a free mismatch strain, in 1/m; positive bends layer 1 to the outside.
///
/// `k = 6 e (1 + m)^2 / (H (3 (1 + m)^2 + (1 + m n)(m^2 + 1 / (m n))))` with `m = t1 / t2`, `n = E1 / E2`, `H = t1 + t2`. The
/// mismatch `strain` may come from temperature, drying or mold shrinkage; thicknesses in m and moduli in Pa, above 0. `None`
/// outside these ranges. Narrow elastic strip, perfect bond, rotation small. For a wide plate each modulus is `E / (1 - nu)`;
/// with equal Poisson ratios the curvature is the same. Creep relaxes it. Reference: see the module.
pub fn curvature_from_strain(layer_1: Layer, layer_2: Layer, strain: f64) -> Option<f64> {
    let total = positive(layer_1.thickness)? + positive(layer_2.thickness)?;
    let thickness_ratio = layer_1.thickness / layer_2.thickness;
    let modulus_ratio = positive(layer_1.modulus)? / positive(layer_2.modulus)?;
    let product = thickness_ratio * modulus_ratio;
    let geometry = (1.0 + thickness_ratio).powi(2);
    let stiffness = 3.0 * geometry + (1.0 + product) * (thickness_ratio.powi(2) + 1.0 / product);
    finite(6.0 * finite(strain)? * geometry / (total * stiffness))
}

/// Curvature of a two-layer strip after a change of temperature, in 1/m; see [`curvature_from_strain`].
///
/// `temperature_change` in K from the temperature at which the strip is flat. `None` outside the ranges of the layers.
pub fn thermal_curvature(layer_1: Layer, layer_2: Layer, temperature_change: f64) -> Option<f64> {
    curvature_from_strain(layer_1, layer_2, mismatch_strain(layer_1.expansion, layer_2.expansion, temperature_change)?)
}

/// Bow at the middle of a strip that rests on its ends: `k L^2 / 8`.
///
/// `curvature` in 1/m, any sign; `length` in m, above 0. Returns m with the sign of the curvature, `None` outside these ranges.
/// Small rotations: at `k L = 0.72` it is 1 % above the exact arc. Gravity is ignored. Reference: see the module.
pub fn midspan_deflection(curvature: f64, length: f64) -> Option<f64> {
    finite(finite(curvature)? * positive(length)?.powi(2) / 8.0)
}

/// Compliance of a two-layer strip against a force along its bond, in m/N for a strip of 1 m width:
/// `1 / (E1 t1) + 1 / (E2 t2) + H^2 / (4 D)` with `D = (E1 t1^3 + E2 t2^3) / 12`.
fn axial_compliance(layer_1: Layer, layer_2: Layer) -> Option<f64> {
    let (t1, t2) = (positive(layer_1.thickness)?, positive(layer_2.thickness)?);
    let (e1, e2) = (positive(layer_1.modulus)?, positive(layer_2.modulus)?);
    let bending = (e1 * t1.powi(3) + e2 * t2.powi(3)) / 12.0;
    positive(1.0 / (e1 * t1) + 1.0 / (e2 * t2) + (t1 + t2).powi(2) / (4.0 * bending))
}

/// Force by width that the bond of a long two-layer strip carries over near its ends, in N/m: `e / lambda`.
///
/// `strain` is the free mismatch, any sign; `lambda` the axial compliance of both layers, bending included. `None` outside the
/// ranges of the layers. Reference: Timoshenko, see the module; it bends the strip by the curvature of [`curvature_from_strain`].
pub fn edge_force(layer_1: Layer, layer_2: Layer, strain: f64) -> Option<f64> {
    finite(finite(strain)? / axial_compliance(layer_1, layer_2)?)
}

/// Largest shear stress in the bond, at the ends of a two-layer strip, in Pa: `k e / lambda tanh(k L / 2)`, `k = sqrt(lambda /
/// kappa)`, `kappa = t1 / (3 G1) + t2 / (3 G2)`, `G = E / (2 (1 + nu))`.
///
/// `poisson` ratios of the layers from 0 to 0.5, `length` in m, above 0, else `None`. The layers themselves give way in shear and
/// the bond line does not: a soft one takes less. Peel at the end comes on top. Reference: E. Suhir, Stresses in Bi-Metal
/// Thermostats, Journal of Applied Mechanics 53 (1986) 657,
/// <https://asmedigitalcollection.asme.org/appliedmechanics/article-abstract/53/3/657/422485/Stresses-in-Bi-Metal-Thermostats>.
pub fn edge_shear(layer_1: Layer, layer_2: Layer, poisson: (f64, f64), strain: f64, length: f64) -> Option<f64> {
    let axial = axial_compliance(layer_1, layer_2)?;
    let shear = |layer: Layer, poisson: f64| {
        let modulus = layer.modulus / (2.0 * (1.0 + poisson));
        POISSON.pass(poisson).map(|_| layer.thickness / (3.0 * modulus))
    };
    let decay = (axial / (shear(layer_1, poisson.0)? + shear(layer_2, poisson.1)?)).sqrt();
    finite(decay * edge_force(layer_1, layer_2, strain)?.abs() * (decay * positive(length)? / 2.0).tanh())
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    const INCH: f64 = 0.0254;
    const PSI: f64 = 6_894.757_293_168;
    /// One degree Fahrenheit of difference, in K.
    const FAHRENHEIT: f64 = 5.0 / 9.0;

    fn layer(thickness: f64, modulus: f64, expansion: f64) -> Layer {
        Layer { thickness, modulus, expansion }
    }

    proptest! {
        /// The force at the bond, with half the thickness as its lever, bends the strip as Timoshenko's curvature says.
        #[test]
        fn edge_force_bends_the_strip(t1 in 1e-4..0.01_f64, t2 in 1e-4..0.01_f64, e1 in 1e6..2e11_f64, e2 in 1e6..2e11_f64) {
            let (first, second) = (layer(t1, e1, 0.0), layer(t2, e2, 0.0));
            let bending = (e1 * t1.powi(3) + e2 * t2.powi(3)) / 12.0;
            let curvature = edge_force(first, second, 1e-3).unwrap() * (t1 + t2) / (2.0 * bending);
            let timoshenko = curvature_from_strain(first, second, 1e-3).unwrap();
            prop_assert!((curvature / timoshenko - 1.0).abs() < 1e-9);
        }

        /// The shear along the strip adds up to the force in its middle, and a longer strip is never sheared less.
        #[test]
        fn edge_shear_adds_up(t1 in 1e-3..0.005_f64, t2 in 1e-3..0.005_f64, e2 in 1e9..1e11_f64, length in 0.01..0.5_f64) {
            let (first, second) = (layer(t1, 2e9, 0.0), layer(t2, e2, 0.0));
            let shear = |length| edge_shear(first, second, (0.38, 0.33), 2e-3, length).unwrap();
            prop_assert!(shear(2.0 * length) >= shear(length));
            // For a long strip the shear falls off as exp(-k x), so that it sums up to shear / k.
            let force = edge_force(first, second, 2e-3).unwrap();
            let (compliance, kappa) = (2e-3 / force, t1 * 2.0 * 1.38 / (3.0 * 2e9) + t2 * 2.0 * 1.33 / (3.0 * e2));
            let decay = (compliance / kappa).sqrt();
            prop_assert!((shear(10.0) / decay / force - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn edge_shear_refuses_what_is_no_strip() {
        let good = layer(1e-3, 1e9, 0.0);
        assert_eq!(edge_shear(good, good, (0.3, 0.3), 0.0, 0.1), Some(0.0));
        assert_eq!(edge_shear(good, good, (0.6, 0.3), 1e-3, 0.1), None);
        assert_eq!(edge_shear(good, good, (0.3, 0.3), 1e-3, 0.0), None);
        assert_eq!(edge_shear(layer(0.0, 1e9, 0.0), good, (0.3, 0.3), 1e-3, 0.1), None);
        assert_eq!(edge_force(good, good, f64::NAN), None);
    }

    #[test]
    fn lam_01() {
        let first = layer(0.05 * INCH, 1e7 * PSI, 1.45e-5 / FAHRENHEIT);
        let second = layer(0.05 * INCH, 1e7 * PSI, 2.5e-6 / FAHRENHEIT);
        let curvature = thermal_curvature(first, second, 400.0 * FAHRENHEIT).unwrap();
        assert!(close(curvature * INCH, 0.072, 1e-9));
        let bow = midspan_deflection(curvature, 10.0 * INCH).unwrap();
        assert!(close(bow / INCH, 0.9, 1e-9));
    }

    #[test]
    fn out_of_domain_is_none() {
        let good = layer(1.0, 1.0, 0.0);
        assert_eq!(curvature_from_strain(layer(0.0, 1.0, 0.0), good, 0.1), None);
        assert_eq!(curvature_from_strain(good, layer(1.0, -1.0, 0.0), 0.1), None);
        assert_eq!(curvature_from_strain(good, good, f64::NAN), None);
        assert_eq!(thermal_curvature(layer(1.0, 1.0, f64::INFINITY), good, 1.0), None);
        assert_eq!(midspan_deflection(1.0, 0.0), None);
    }

    proptest! {
        #[test]
        fn swapping_the_layers_turns_the_bow(
            t1 in 1e-4..1e-2_f64,
            t2 in 1e-4..1e-2_f64,
            e1 in 1e6..1e11_f64,
            e2 in 1e6..1e11_f64,
            change in -80.0..80.0_f64,
        ) {
            let (first, second) = (layer(t1, e1, 1e-4), layer(t2, e2, 2e-5));
            let there = thermal_curvature(first, second, change).unwrap();
            let back = thermal_curvature(second, first, change).unwrap();
            prop_assert!(close(there, -back, 1e-9 * there.abs() + 1e-15));
        }

        /// No pair of layers bends more than 1.5 times the mismatch over the total thickness, reached at `E1 t1^2 = E2 t2^2`.
        #[test]
        fn curvature_is_bounded(t1 in 1e-4..1e-2_f64, t2 in 1e-4..1e-2_f64, e1 in 1e6..1e11_f64, e2 in 1e6..1e11_f64) {
            let curvature = curvature_from_strain(layer(t1, e1, 0.0), layer(t2, e2, 0.0), 0.01).unwrap();
            prop_assert!(curvature > 0.0 && curvature * (t1 + t2) <= 1.5 * 0.01 * (1.0 + 1e-9));
        }

        #[test]
        fn only_the_ratio_of_moduli_counts(scale in 1e-3..1e3_f64) {
            let plain = curvature_from_strain(layer(1e-3, 2e9, 0.0), layer(3e-3, 1e8, 0.0), 0.01).unwrap();
            let scaled = curvature_from_strain(layer(1e-3, 2e9 * scale, 0.0), layer(3e-3, 1e8 * scale, 0.0), 0.01).unwrap();
            prop_assert!(close(scaled / plain, 1.0, 1e-12));
        }
    }
}
