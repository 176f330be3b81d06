//! Injection molding: draft under texture, ribs, shrinkage, clamp force and cooling time.
//!
//! References: draft <https://www.efunda.com/designstandards/plastic_design/draft.cfm>; mold shrinkage
//! <https://calculatorhub.com/tools/material-shrinkage-allowance-calculator/>; cooling time G. Menges, W. Michaeli, P. Mohren,
//! How to Make Injection Molds, Hanser, and <http://routsis.blog/2010/07/calculating_cooling_time/>.

use super::domain::{finite, fraction, not_negative, positive};
use super::limit::Limit;
use std::f64::consts::{FRAC_PI_2, PI};

/// Drafts, in rad: below a right angle.
pub const DRAFT: Limit = Limit::from_below(0.0, FRAC_PI_2);

/// Depth of texture by which mold makers count, about 0.001 inch, in m.
const TEXTURE_STEP: f64 = 0.025e-3;

/// First term of the center-line temperature of a plate that cools from both faces.
const CENTER_LINE: f64 = 4.0 / PI;

/// First term of the average temperature of the same plate.
const AVERAGE: f64 = 8.0 / (PI * PI);

/// Draft that a textured wall needs: `base + per_step * depth / 0.025 mm`.
///
/// `base` is the draft of the smooth wall and `per_step` what each 0.025 mm of depth adds, both in rad (from 0 up to a right
/// angle), `texture_depth` in m (not negative), else `None`. Returns rad. Mold makers count 1 to 2 degrees a step; the texture
/// house has the last word.
/// Reference: draft, see the module.
pub fn draft_under_texture(base: f64, per_step: f64, texture_depth: f64) -> Option<f64> {
    finite(DRAFT.pass(base)? + DRAFT.pass(per_step)? * not_negative(texture_depth)? / TEXTURE_STEP)
}

/// How far a drafted wall leans out over a depth, on one side: `depth * tan(draft)`.
///
/// `depth` in m (not negative), `draft` in rad from 0 and below a right angle, else `None`. Returns m: the play that an insert
/// cut to one level has at another. Geometry.
pub fn draft_offset(depth: f64, draft: f64) -> Option<f64> {
    let draft = DRAFT.pass(draft)?;
    finite(not_negative(depth)? * draft.tan())
}

/// Thickness of a rib at its root over the wall it stands on; both in m and above 0, else `None`.
///
/// The rule that reads this ratio: <https://evokpoly.com/feeds/blog/injection-molding-design-tips>.
pub fn rib_to_wall_ratio(rib: f64, wall: f64) -> Option<f64> {
    finite(positive(rib)? / positive(wall)?)
}

/// Difference in length that a spread of shrinkage leaves over a length: `length * spread`.
///
/// `length` in m (not negative), `spread` a fraction from 0 to 1, for instance along against across flow, else `None`. Returns m.
/// A difference in length, not the bow itself: a thin sheet that buckles turns it into more height, ribs and fixtures into less.
/// Arithmetic; the spread itself has to come from the resin maker.
pub fn shrinkage_spread(length: f64, spread: f64) -> Option<f64> {
    finite(not_negative(length)? * fraction(spread)?)
}

/// Least distance from the gates of a part to the end of it that is farthest from them: `length / (2 * gates)`.
///
/// `length` in m (above 0), the longest side of the part, `gates` of one cavity (1 or more), else `None`. Returns m. What the melt has
/// to go up a side wall or into a corner comes on top: it is reached for a flat strip whose gates are evenly spaced. Geometry.
pub fn least_flow_length(length: f64, gates: f64) -> Option<f64> {
    finite(positive(length)? / (2.0 * positive(gates).filter(|gates| *gates >= 1.0)?))
}

/// Cavity dimension that shrinks to the part: `part / (1 - shrinkage)`.
///
/// `part` in m (above 0), `shrinkage` a fraction from 0 and below 1, of the cavity, else `None`. Returns m. The shop short cut
/// `part * (1 + shrinkage)` comes out small. Reference: mold shrinkage, see the module.
pub fn cavity_dimension(part: f64, shrinkage: f64) -> Option<f64> {
    finite(positive(part)? / positive(1.0 - fraction(shrinkage)?)?)
}

/// Cavity dimension by the short cut of the shop: `part * (1 + shrinkage)`.
///
/// Arguments as in [`cavity_dimension`]; comes out small by about `part * shrinkage^2`. It is exact where the shrinkage is stated
/// as a share of the part instead of the cavity. Reference: mold shrinkage, see the module.
pub fn cavity_dimension_shortcut(part: f64, shrinkage: f64) -> Option<f64> {
    let shrinkage = fraction(shrinkage)?;
    (shrinkage < 1.0).then_some(finite(positive(part)? * (1.0 + shrinkage))?)
}

/// Force that holds a mold shut: `area * pressure`.
///
/// Projected `area` of part and runner in m^2 (not negative), mean cavity `pressure` in Pa (not negative), else `None`. Returns
/// N, without a margin. Reference: Menges, see the module.
pub fn clamp_force(area: f64, pressure: f64) -> Option<f64> {
    finite(not_negative(area)? * not_negative(pressure)?)
}

/// Temperatures of a molding cycle, all in one scale (K or degrees Celsius).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CycleTemperatures {
    /// Melt as it fills the cavity.
    pub melt: f64,
    /// Wall of the mold.
    pub mold: f64,
    /// Part at ejection, between mold and melt.
    pub ejection: f64,
}

/// Time until the center of a wall has cooled to ejection: `s^2 / (pi^2 a) ln((4 / pi) (Tm - Tw) / (Te - Tw))`.
///
/// `wall` in m (above 0), `diffusivity` in m^2/s (above 0), `mold < ejection < melt`, else `None`. Returns s, not below 0. A
/// plate cooled from both faces with constant properties; the first term of the series is within 1 % once half of the heat is
/// out. Reference: cooling time, see the module.
pub fn cooling_time_center_line(wall: f64, diffusivity: f64, temperatures: CycleTemperatures) -> Option<f64> {
    cooling_time(CENTER_LINE, wall, diffusivity, temperatures)
}

/// Time until the average over a wall has cooled to ejection: as [`cooling_time_center_line`] with `8 / pi^2`.
///
/// Shorter than the center-line time by `s^2 / (pi^2 a) ln(pi / 2)`; the two are both called the cooling time, so say which.
/// Reference: cooling time, see the module.
pub fn cooling_time_average(wall: f64, diffusivity: f64, temperatures: CycleTemperatures) -> Option<f64> {
    cooling_time(AVERAGE, wall, diffusivity, temperatures)
}

/// How many times longer a wall takes to cool for a ratio of thicknesses: the ratio squared; above 0, else `None`.
///
/// Same resin and temperatures. Reference: both cooling times above are proportional to the square of the wall;
/// <https://help.autodesk.com/cloudhelp/2016/ENU/MoldflowAdviser-UsersGuide/files/GUID-2EF9ABA6-392E-412E-8EBC-2C9FCAE10226.htm>.
pub fn cooling_time_ratio(thickness_ratio: f64) -> Option<f64> {
    finite(positive(thickness_ratio)?.powi(2))
}

fn cooling_time(first_term: f64, wall: f64, diffusivity: f64, temperatures: CycleTemperatures) -> Option<f64> {
    let CycleTemperatures { melt, mold, ejection } = temperatures;
    if !(mold < ejection && ejection < melt) {
        return None;
    }
    let scale = positive(wall)?.powi(2) / (PI.powi(2) * positive(diffusivity)?);
    finite(scale * (first_term * (melt - mold) / (ejection - mold)).ln().max(0.0))
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// Polycarbonate-like numbers: melt 230, mold 50, ejection 90 degrees Celsius.
    const CYCLE: CycleTemperatures = CycleTemperatures { melt: 230.0, mold: 50.0, ejection: 90.0 };

    /// In square inches and US short tons an inch squared, as published; the formula has no scale.
    #[test]
    fn mld_01() {
        assert!(close(clamp_force(36.0, 5.0).unwrap(), 180.0, 1e-12));
    }

    /// The shop short cut gives 102.00 mm.
    #[test]
    fn mld_03() {
        let cavity = cavity_dimension(0.1, 0.02).unwrap();
        assert!(close(cavity, 0.102_040_8, 5e-8) && !close(cavity, 0.102, 3e-5));
        assert!(close(cavity_dimension_shortcut(0.1, 0.02).unwrap(), 0.102, 1e-12));
    }

    #[test]
    fn mld_07() {
        assert!(close(cooling_time_ratio(2.0).unwrap(), 4.0, 1e-15));
        for time in [cooling_time_center_line, cooling_time_average] {
            assert!(close(time(4e-3, 9e-8, CYCLE).unwrap() / time(2e-3, 9e-8, CYCLE).unwrap(), 4.0, 1e-12));
        }
    }

    /// No published figure: computed in Python. The full series puts the center at ejection to 3e-7 at that time.
    #[test]
    fn cooling_times_of_a_two_millimeter_wall() {
        assert!(close(cooling_time_center_line(2e-3, 9e-8, CYCLE).unwrap(), 7.860_911_142, 1e-9));
        assert!(close(cooling_time_average(2e-3, 9e-8, CYCLE).unwrap(), 5.827_360_288, 1e-9));
    }

    /// Test vectors of checks 11, 12 and 13 in the scale-up notes.
    #[test]
    fn scale_up_vectors_11_12_and_13() {
        let draft = draft_under_texture(1.0_f64.to_radians(), 1.5_f64.to_radians(), 0.05e-3).unwrap();
        assert!(close(draft.to_degrees(), 4.0, 1e-12));
        assert!(close(rib_to_wall_ratio(2.1e-3, 3e-3).unwrap(), 0.7, 1e-12));
        assert!(close(shrinkage_spread(0.5, 0.003).unwrap(), 1.5e-3, 1e-15));
    }

    /// Test vector of check 34 in the scale-up notes: 1.5 degrees over 150 mm are 3.9 mm a side.
    #[test]
    fn scale_up_vector_34() {
        assert!(close(draft_offset(0.15, 1.5_f64.to_radians()).unwrap(), 3.9e-3, 5e-5));
        assert_eq!(draft_offset(0.15, 0.0), Some(0.0));
        assert_eq!(draft_offset(0.15, FRAC_PI_2), None);
        assert_eq!(draft_offset(-0.1, 0.1), None);
    }

    /// A strip of 350 mm is filled over 175 mm from its middle, and over 87.5 mm from two gates at its quarters.
    #[test]
    fn gates_share_the_way() {
        assert!(close(least_flow_length(0.35, 1.0).unwrap(), 0.175, 1e-12));
        assert!(close(least_flow_length(0.35, 2.0).unwrap(), 0.0875, 1e-12));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(draft_under_texture(-0.1, 0.02, 0.0), None);
        assert_eq!(draft_under_texture(0.1, -0.02, 0.0), None);
        assert_eq!(draft_under_texture(0.1, 0.02, f64::NAN), None);
        assert_eq!(rib_to_wall_ratio(1.0, 0.0), None);
        assert_eq!(shrinkage_spread(1.0, 1.1), None);
        assert_eq!(least_flow_length(0.0, 1.0), None);
        assert_eq!(least_flow_length(1.0, 0.5), None);
        assert_eq!(cavity_dimension(1.0, 1.0), None);
        assert_eq!(cavity_dimension_shortcut(1.0, 1.0), None);
        assert_eq!(cavity_dimension_shortcut(0.0, 0.1), None);
        assert_eq!(cooling_time_ratio(0.0), None);
        assert_eq!(cooling_time_ratio(1e300), None);
        assert_eq!(clamp_force(-1.0, 1.0), None);
        assert_eq!(cooling_time_average(1.0, 1.0, CycleTemperatures { ejection: 240.0, ..CYCLE }), None);
        assert_eq!(cooling_time_average(1.0, 1.0, CycleTemperatures { melt: f64::NAN, ..CYCLE }), None);
        assert_eq!(cooling_time_average(0.0, 1.0, CYCLE), None);
    }

    proptest! {
        #[test]
        fn center_takes_longer_than_average(wall in 5e-4..6e-3_f64, ejection in 51.0..229.0_f64) {
            let cycle = CycleTemperatures { ejection, ..CYCLE };
            let average = cooling_time_average(wall, 9e-8, cycle).unwrap();
            prop_assert!(average >= 0.0 && average <= cooling_time_center_line(wall, 9e-8, cycle).unwrap());
        }

        #[test]
        fn deeper_texture_needs_more_draft(base in 0.0..0.1_f64, depth in 0.0..1e-4_f64, more in 0.0..1e-4_f64) {
            let draft = |depth| draft_under_texture(base, 0.026, depth).unwrap();
            prop_assert!(draft(depth + more) >= draft(depth));
        }

        #[test]
        fn the_cavity_shrinks_to_the_part(part in 1e-3..1.0_f64, shrinkage in 0.0..0.2_f64) {
            let cavity = cavity_dimension(part, shrinkage).unwrap();
            let shortcut = cavity_dimension_shortcut(part, shrinkage).unwrap();
            prop_assert!(close(cavity * (1.0 - shrinkage), part, 1e-12) && cavity >= shortcut - 1e-12);
        }
    }
}
