//! Tool life: shots over the life of a product and the share of the rated life they use up.
//!
//! Reference for the rated lives of mold classes 101 to 105: SPI (now PLASTICS) mold classification,
//! <https://legalclarity.org/spi-mold-classifications-classes-101-105-and-standards/>.

use super::domain::{finite, not_negative, positive, positive_fraction, round_up};

/// Shots that one tool makes over the life of a product: `ceil(volume / (cavities * yield))`, since the last shot is made
/// for a part of its pieces as well.
///
/// `volume` of good units (not negative), `cavities` that run (at least 1), `line_yield` a fraction above 0, else `None`.
/// Start-up shots and sampling come on top. Reference: see the module.
pub fn shots_over_life(volume: f64, cavities: u32, line_yield: f64) -> Option<f64> {
    let exact = finite(not_negative(volume)? / (positive(f64::from(cavities))? * positive_fraction(line_yield)?))?;
    round_up(exact).map(|shots| shots as f64)
}

/// Share of the rated life of a tool that a number of shots uses up: `shots / rated`.
///
/// `shots` not negative, `rated` shots above 0, else `None`. Above 1 the tool wears out first. Rated lives are for maintained
/// tools and unfilled resins; glass fiber shortens them. Reference: see the module.
pub fn share_of_tool_life(shots: f64, rated: f64) -> Option<f64> {
    finite(not_negative(shots)? / positive(rated)?)
}

/// Tools that wear out over the life of a product: `ceil(share)`, at least one.
///
/// `share` of the life of one tool that all shots use up (not negative), else `None`. Reference: see the module.
pub fn tools_needed(share: f64) -> Option<f64> {
    round_up(share).map(|tools| (tools as f64).max(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// No worked example is published. Test vector of check 23 in the scale-up notes: 309,278 full cycles and one for the
    /// rest, 62 % of class 103.
    #[test]
    fn scale_up_vector_23() {
        let shots = shots_over_life(600_000.0, 2, 0.97).unwrap();
        assert_eq!(shots, 309_279.0);
        assert!(close(share_of_tool_life(shots, 500_000.0).unwrap(), 0.62, 5e-3));
        assert!(share_of_tool_life(shots, 100_000.0).unwrap() > 1.0);
    }

    #[test]
    fn a_shot_for_the_rest_is_a_whole_shot() {
        assert_eq!(shots_over_life(750_000.0, 4, 0.96), Some(195_313.0), "195312.5 full ones");
        assert_eq!(shots_over_life(800_000.0, 4, 1.0), Some(200_000.0));
        assert_eq!(shots_over_life(0.0, 4, 0.96), Some(0.0));
    }

    #[test]
    fn a_tool_is_replaced_when_it_is_worn() {
        assert_eq!([0.2, 1.0, 1.001, 3.26].map(tools_needed), [1.0, 1.0, 2.0, 4.0].map(Some));
        assert_eq!((tools_needed(-0.1), tools_needed(f64::INFINITY)), (None, None));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(shots_over_life(1.0, 0, 1.0), None);
        assert_eq!(shots_over_life(1.0, 1, 0.0), None);
        assert_eq!(shots_over_life(f64::INFINITY, 1, 1.0), None);
        assert_eq!(share_of_tool_life(1.0, 0.0), None);
        assert_eq!(share_of_tool_life(f64::NAN, 1.0), None);
    }

    proptest! {
        #[test]
        fn twice_the_cavities_is_half_the_shots(volume in 1.0..1e8_f64, cavities in 1_u32..64, line_yield in 0.1..1.0_f64) {
            let single = shots_over_life(volume, cavities, line_yield).unwrap();
            let double = shots_over_life(volume, cavities * 2, line_yield).unwrap();
            prop_assert!((single - 2.0 * double).abs() <= 2.0, "but for a shot that is not full");
            prop_assert!(single * f64::from(cavities) >= volume * (1.0 - 1e-12));
        }
    }
}
