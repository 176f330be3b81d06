//! Flat rectangular walls under pressure.
//!
//! Reference: A. C. Carvill, Mechanical Engineer's Data Handbook, 1.10.2, rectangular plate, uniform load, clamped edges
//! (empirical); W. Young, R. Budynas, Roark's Formulas for Stress and Strain, table 11.4, case 8, for Poisson's ratio 0.3, whose
//! coefficients it meets within 7 %, on the side of more deflection.

use super::domain::{finite, positive};

/// Pressure that deflects the middle of a clamped rectangular plate by this share of its thickness:
/// `share E t^4 (1.056 (b / a)^5 + 1) / (0.0284 b^4)`.
///
/// `modulus` in Pa, `thickness`, `long` and `short` side in m, all above 0, the long side not below the short one, else `None`.
/// Returns Pa. Holds for deflections up to about half the thickness, for a thickness up to a quarter of the short side, and for a
/// wall without ribs or curvature, which carry more (Roark, 11.1). Reference: see the module.
pub fn pressure_for_deflection(modulus: f64, thickness: f64, long: f64, short: f64, share: f64) -> Option<f64> {
    let aspect = positive(short)? / positive(long)?;
    if aspect > 1.0 {
        return None;
    }
    let slenderness = positive(thickness)? / short;
    finite(positive(share)? * positive(modulus)? * slenderness.powi(4) * 1.056_f64.mul_add(aspect.powi(5), 1.0) / 0.0284)
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;

    /// Roark, table 11.4, case 8a: `y = alpha q b^4 / (E t^3)`, here turned round.
    #[test]
    fn coefficients_of_roark() {
        for (aspect, alpha) in [(1.0, 0.0138), (1.2, 0.0188), (1.4, 0.0226), (1.6, 0.0251), (1.8, 0.0267), (2.0, 0.0277)] {
            let pressure = pressure_for_deflection(1.0, 1.0, aspect * 10.0, 10.0, 0.5).unwrap();
            assert!(close(0.5 / (pressure * 1e4) / alpha, 1.0, 0.061), "{aspect}: {}", 0.5 / (pressure * 1e4));
        }
    }

    /// Computed by hand: 2.5 mm of 2300 MPa over 72 mm by 66 mm.
    #[test]
    fn a_small_housing() {
        let pressure = pressure_for_deflection(2.3e9, 2.5e-3, 0.072, 0.066, 0.5).unwrap();
        assert!(close(pressure, 140_336.243_479, 1e-5), "{pressure}");
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(pressure_for_deflection(0.0, 1.0, 1.0, 1.0, 0.5), None);
        assert_eq!(pressure_for_deflection(1.0, 0.0, 1.0, 1.0, 0.5), None);
        assert_eq!(pressure_for_deflection(1.0, 1.0, 1.0, 2.0, 0.5), None);
        assert_eq!(pressure_for_deflection(f64::NAN, 1.0, 2.0, 1.0, 0.5), None);
    }
}
