//! Tests of the normal shapes.

use super::super::super::domain::close;
use super::*;

/// No published figure: mpmath 1.3, integrals with 40 digits. The last window is one where the closed forms cancel.
#[test]
fn truncated_moments_agree_with_mpmath() {
    let cases = [
        (
            [0.0, 1.0, -1.0, 2.0],
            [0.229_637_179_091_328_97, 0.519_762_539_211_534, 0.120_864_568_587_273_5, -0.194_463_639_918_685_77],
        ),
        (
            [10.0, 0.1, 10.2, 10.3],
            [10.231_582_132_674_378, 0.000_615_207_795_744_9, 1.223_169_282_339_85e-5, -9.174_887_813_733_2e-8],
        ),
        (
            [0.0, 1.0, 3.0, 3.01],
            [3.004_974_958_793_672, 8.332_929_321_612e-6, 2.503_963_362_974_63e-10, -8.331_462_465_353_75e-11],
        ),
    ];
    for ([mean, deviation, low, high], expected) in cases {
        let found = TruncatedNormal::new(mean, deviation, low, high).unwrap().cumulants();
        let found = [found.mean, found.variance, found.third, found.fourth];
        for (found, expected) in found.into_iter().zip(expected) {
            assert!(close(found / expected, 1.0, 2e-7), "{low} {high}: {found} {expected}");
        }
    }
}

#[test]
fn a_window_that_hardly_a_part_passes_is_none() {
    assert!(TruncatedNormal::new(0.0, 1.0, 6.0, 7.0).is_none());
    assert!(TruncatedNormal::new(0.0, 1.0, 4.0, 7.0).is_some());
}

#[test]
fn a_window_open_on_both_sides_is_the_normal_itself() {
    let open = TruncatedNormal::new(1.0, 2.0, f64::NEG_INFINITY, f64::INFINITY).unwrap();
    let whole = Normal::new(1.0, 2.0).unwrap();
    for x in [-11.0, -3.0, 0.0, 1.0, 5.0, 13.0] {
        assert!(close(open.below(x) / whole.below(x), 1.0, 1e-8), "{x}");
        assert!(close(open.density(x), whole.density(x), 1e-12), "{x}");
    }
    assert!(close(open.cumulants().variance, 4.0, 1e-8));
}
