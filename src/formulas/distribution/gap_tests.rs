//! Tests of sums of contributors. Shares without another origin are by mpmath 1.3 with 60 digits: sums of uniforms by inclusion
//! and exclusion (Irwin-Hall for equal widths), with a normal contributor by repeated integrals of the normal share.

use super::super::super::domain::close;
use super::super::super::normal;
use super::*;
use proptest::prelude::*;

fn gap(distributions: &[Distribution]) -> Gap {
    Gap::new(&terms(distributions)).unwrap()
}

fn terms(distributions: &[Distribution]) -> Vec<Term> {
    distributions.iter().map(|distribution| Term { sensitivity: 1.0, distribution: distribution.clone() }).collect()
}

fn uniform(width: f64) -> Distribution {
    Distribution::uniform(0.0, width).unwrap()
}

fn normal(deviation: f64) -> Distribution {
    Distribution::normal(0.0, deviation).unwrap()
}

/// The share and its error estimate, by the given relative tolerance.
fn agrees(share: Share, expected: f64, tolerance: f64) -> bool {
    close(share.value / expected, 1.0, tolerance)
}

/// Every shape at once, as wide as each other more or less.
fn mixed() -> Vec<Distribution> {
    vec![
        uniform(1.0),
        normal(0.1),
        normal(0.2),
        Distribution::triangular(0.0, 0.2, 0.9).unwrap(),
        Distribution::truncated_normal(0.0, 0.2, -0.3, 0.1).unwrap(),
        Distribution::skewed(1.0, 0.2, 0.8).unwrap(),
        Distribution::measured(&[0.1, 0.15, 0.2, 0.1, 0.3, 0.25, 0.2]).unwrap(),
        Distribution::fixed(-2.0).unwrap(),
    ]
}

#[test]
fn sums_of_equal_uniforms() {
    let cases = [
        (2, 0.044_721_359_549_995_794, 0.001),
        (2, 4.472_135_954_999_579_5e-5, 1e-9),
        (3, 0.001_817_120_592_832_139_7, 1e-9),
        (4, 0.069_992_710_231_611_66, 1e-6),
        (8, 1.587_413_485_489_756_8, 0.000_997_187_317_156_295_5),
        (8, 0.669_406_716_326_408_9, 1e-6),
        (8, 0.282_286_471_646_455_5, 1e-9),
        (12, 2.974_140_039_099_191, 0.000_912_323_811_123_242),
        (12, 0.940_505_660_385_568_2, 1e-9),
    ];
    for (count, x, share) in cases {
        let gap = gap(&vec![uniform(1.0); count]);
        let below = gap.below(x).unwrap();
        assert!(agrees(below, share, 1e-5) && (below.value - share).abs() <= below.error, "{count} {x} {below:?}");
        assert!(agrees(gap.above(count as f64 - x).unwrap(), share, 1e-5), "{count} {x}");
    }
}

/// TOL-01 of the tolerance stack with every part uniform over its tolerance: 447 ppm of interference against 0.63 by normal
/// theory.
#[test]
fn tol_01_uniform_parts() {
    let widths = [0.031, 0.004, 0.006, 0.015, 0.010, 0.014, 0.010, 0.015, 0.014, 0.012, 0.06];
    let parts: Vec<_> = widths.iter().map(|width| Distribution::uniform(0.0, *width).unwrap()).collect();
    let mut terms = terms(&parts);
    terms.push(Term { sensitivity: 1.0, distribution: Distribution::fixed(-0.034).unwrap() });
    let gap = Gap::new(&terms).unwrap();
    assert!(close(gap.cumulants().mean, 0.0615, 1e-12));
    assert!(close(gap.ends().0, -0.034, 1e-12) && close(gap.ends().1, 0.157, 1e-12));
    assert!(agrees(gap.below(0.0).unwrap(), 0.000_446_598_386_085_768_8, 1e-5));
    let normal_parts: Vec<_> =
        widths.iter().map(|width| Distribution::normal_within(-width / 2.0, width / 2.0, 1.0).unwrap()).collect();
    let by_normal_theory = self::gap(&normal_parts).below(-0.0615).unwrap();
    assert!(close(by_normal_theory.value * 1e6, 0.631, 1e-3));
}

/// TOL-03: the mean and the standard deviation of seven parts held at three sigma.
#[test]
fn tol_03_moments() {
    let parts = [
        (1.0, 208.0, -0.036, 0.036),
        (-1.0, 1.75, -0.06, 0.0),
        (-1.0, 23.0, -0.12, 0.0),
        (1.0, 20.0, -0.026, 0.026),
        (-1.0, 200.0, -0.145, 0.145),
        (1.0, 20.0, -0.026, 0.026),
        (-1.0, 23.0, -0.12, 0.0),
    ];
    let terms = parts.map(|(sensitivity, nominal, low, high)| Term {
        sensitivity,
        distribution: Distribution::normal_within(nominal + low, nominal + high, 1.0).unwrap(),
    });
    let cumulants = Gap::new(&terms).unwrap().cumulants();
    assert!(close(cumulants.mean, 0.4, 1e-9));
    assert!(close(cumulants.deviation(), 0.059_417, 1e-6));
}

/// TOL-05: normal parts give the published yield exactly.
#[test]
fn tol_05() {
    let deviations = [0.016, 0.01, 0.02, 0.026 / 3.0, 0.145 / 3.0, 0.026 / 3.0, 0.01];
    let mut parts: Vec<_> = deviations.map(normal).to_vec();
    parts.push(Distribution::fixed(0.1).unwrap());
    let tails = gap(&parts).tails(0.05, 0.8).unwrap();
    assert!(close(tails.outside_ppm(), 193_558.19, 0.01));
    assert!(close(tails.inside(), 0.806_441_807_2, 1e-8));
}

#[test]
fn normal_parts_are_exact() {
    let gap = gap(&[normal(3.0), normal(4.0)]);
    for limit in [-40.0, -30.0, -5.0, 0.0, 20.0] {
        let share = gap.below(limit).unwrap();
        assert_eq!((share.value, share.error), (normal::cumulative(limit / 5.0).unwrap(), 0.0));
    }
}

#[test]
fn uniform_and_normal() {
    let gap = gap(&[uniform(1.0), normal(0.15)]);
    let cases = [
        (-0.9, 2.345_354_693_956_449_6e-11),
        (-0.5, 1.681_168_284_524_719e-5),
        (-0.2, 0.006_359_267_256_225_458),
        (0.3, 0.301_273_559_924_359_4),
    ];
    for (x, share) in cases {
        assert!(agrees(gap.below(x).unwrap(), share, 1e-5), "{x}");
        assert!(agrees(gap.above(1.0 - x).unwrap(), share, 1e-5), "{x}");
    }
}

/// A triangle is two uniforms of half its width: 1, 0.7 and the triangle over 0.6 with a normal of 0.1.
#[test]
fn two_uniforms_a_triangle_and_a_normal() {
    let gap = gap(&[uniform(1.0), uniform(0.7), Distribution::triangular(0.0, 0.3, 0.6).unwrap(), normal(0.1)]);
    let cases = [
        (-0.5, 4.626_793_559_677_532e-13),
        (-0.3, 9.807_872_840_898_951e-9),
        (0.0, 9.918_673_345_806_731e-5),
        (1.0, 0.358_829_384_592_475_4),
    ];
    for (x, share) in cases {
        assert!(agrees(gap.below(x).unwrap(), share, 1e-5), "{x}");
        assert!(agrees(gap.above(2.3 - x).unwrap(), share, 1e-5), "{x}");
    }
}

/// Widths over three and four orders of magnitude: the finest one makes the tail.
#[test]
fn contributors_of_very_different_widths() {
    let sharp = gap(&[uniform(1.0), uniform(0.5), normal(0.001)]);
    for (x, share) in [(-0.005, 1.934_329_518_755_316_4e-14), (0.0001, 5.849_213_703_975_004e-7), (0.02, 0.000_401)] {
        assert!(agrees(sharp.below(x).unwrap(), share, 1e-4), "{x}");
    }
    let graded = gap(&[1.0, 0.1, 0.01, 0.001, 0.0001].map(uniform));
    for (x, share) in [(0.0001, 8.333_333_333_333_333e-13), (0.001, 3.412_583_333_333_333e-8), (0.3, 0.244_45)] {
        assert!(agrees(graded.below(x).unwrap(), share, 1e-5), "{x}");
    }
}

/// Uniform, triangular, normal and lognormal (standard deviation 0.2, skewness 1): the lognormal integrated out by mpmath 1.3
/// with 40 digits.
#[test]
fn a_skewed_contributor_among_others() {
    let skewed = Distribution::skewed(0.0, 0.2, 1.0).unwrap();
    let gap = gap(&[uniform(1.0), Distribution::triangular(0.0, 0.3, 0.6).unwrap(), normal(0.1), skewed]);
    for (x, share) in [(0.2, 0.055_576_744_122_376_7), (-0.2, 0.000_850_631_892_149_907), (-0.5, 1.364_371_275_292_13e-6)] {
        assert!(agrees(gap.below(x).unwrap(), share, 1e-5), "{x}");
    }
    for (x, share) in [(1.5, 0.034_856_838_362_237_8), (2.2, 0.000_343_882_467_180_532), (3.6, 4.892_750_640_786_56e-8)] {
        assert!(agrees(gap.above(x).unwrap(), share, 1e-5), "{x}");
    }
}

/// One of the two integrated out by mpmath 1.3 with 30 digits: a sorted part and a uniform one, and two parts as skewed as can
/// be.
#[test]
fn truncated_and_skewed_pairs() {
    let sorted = gap(&[Distribution::truncated_normal(0.0, 0.3, -0.5, 0.4).unwrap(), uniform(1.0)]);
    let cases = [
        (-0.4999, 1.925_972_585_756_112e-9),
        (-0.45, 0.000_527_939_423_511_591_8),
        (0.0, 0.104_343_445_424_348_4),
        (1.0, 0.918_141_939_142_397_7),
    ];
    for (x, share) in cases {
        assert!(agrees(sorted.below(x).unwrap(), share, 1e-5), "{x}");
    }
    for (x, share) in [(1.3999, 3.175_274_354_189_665e-9), (1.3, 0.003_664_332_696_392_957)] {
        assert!(agrees(sorted.above(x).unwrap(), share, 1e-5), "{x}");
    }
    let skewed = gap(&[Distribution::skewed(0.0, 1.0, 2.0).unwrap(), Distribution::skewed(0.0, 1.0, 2.0).unwrap()]);
    for (x, share) in [(-2.5, 0.000_601_593_038_986_58), (-2.0, 0.019_125_889_387_241)] {
        assert!(agrees(skewed.below(x).unwrap(), share, 1e-5), "{x}");
    }
    for (x, share) in [(3.0, 0.037_309_766_677_317), (8.0, 0.000_779_401_623_352_98), (25.0, 1.352_228_278_994_8e-7)] {
        assert!(agrees(skewed.above(x).unwrap(), share, 1e-5), "{x}");
    }
}

/// A measured contributor alone goes the way over the grid, and has a closed form to compare with.
#[test]
fn a_measured_contributor_alone() {
    let sample = Distribution::measured(&[0.1, 0.15, 0.2, 0.1, 0.3, 0.25, 0.2]).unwrap();
    let gap = gap(std::slice::from_ref(&sample));
    for x in [-0.2, 0.0, 0.1, 0.2, 0.4, 0.5] {
        assert!(agrees(gap.below(x).unwrap(), sample.below(x).unwrap(), 1e-5), "{x}");
        assert!(agrees(gap.above(x).unwrap(), sample.above(x).unwrap(), 1e-5), "{x}");
    }
}

#[test]
fn a_single_contributor_is_itself() {
    for distribution in mixed().into_iter().filter(|distribution| !matches!(distribution, Distribution::Measured(_))) {
        let gap = gap(std::slice::from_ref(&distribution));
        assert_eq!(gap.below(0.3).map(|share| share.value), distribution.below(0.3), "{distribution:?}");
        assert_eq!(gap.above(0.3).map(|share| share.value), distribution.above(0.3), "{distribution:?}");
    }
}

#[test]
fn limits_out_of_reach() {
    let gap = gap(&[uniform(1.0), uniform(2.0)]);
    let ends = (gap.below(0.0).unwrap(), gap.below(3.0).unwrap(), gap.above(-1.0).unwrap(), gap.above(3.5).unwrap());
    assert_eq!((ends.0.value, ends.1.value, ends.2.value, ends.3.value), (0.0, 1.0, 1.0, 0.0));
    let open = gap.tails(f64::NEG_INFINITY, f64::INFINITY).unwrap();
    assert_eq!((open.below, open.above), (0.0, 0.0));
}

#[test]
fn fixed_contributors_alone() {
    let gap = gap(&[Distribution::fixed(1.0).unwrap(), Distribution::fixed(2.0).unwrap()]);
    assert_eq!(gap.tails(2.9, 3.1).map(Tails::outside), Some(0.0));
    assert_eq!(gap.tails(3.1, 3.2).map(|tails| tails.below), Some(1.0));
    assert_eq!(gap.quantile(0.5), None);
    assert!(gap.histogram(10).is_none());
}

#[test]
fn out_of_domain_is_none() {
    assert!(Gap::new(&[]).is_none());
    assert!(Gap::new(&[Term { sensitivity: f64::NAN, distribution: uniform(1.0) }]).is_none());
    let gap = gap(&[uniform(1.0)]);
    assert!(gap.below(f64::NAN).is_none() && gap.above(f64::NAN).is_none());
    assert!(gap.tails(1.0, 0.0).is_none());
    assert!(gap.quantile(0.0).is_none() && gap.quantile(1.0).is_none() && gap.quantile_above(f64::NAN).is_none());
    assert!(gap.histogram(0).is_none());
}

#[test]
fn histogram_holds_the_shares() {
    let gap = gap(&mixed());
    let bins = gap.histogram(40).unwrap();
    assert_eq!(bins.len(), 40);
    let outside = gap.tails(bins[0].low, bins[39].high).unwrap().outside();
    assert!(close(bins.iter().map(|bin| bin.share).sum::<f64>(), 1.0 - outside, 1e-6));
    for bin in [bins[5], bins[19], bins[30]] {
        let share = gap.below(bin.high).unwrap().value - gap.below(bin.low).unwrap().value;
        assert!(close(bin.share, share, 1e-6));
        assert!(close(bin.density() * (bin.high - bin.low), bin.share, 1e-15));
    }
}

#[test]
fn quantiles_invert_the_shares() {
    let gap = gap(&mixed());
    for share in [1e-9, 1e-6, 0.001_35, 0.2, 0.5, 0.8, 0.998_65] {
        let found = gap.below(gap.quantile(share).unwrap()).unwrap().value;
        assert!(close(found / share, 1.0, 1e-5), "{share} {found}");
        let found = gap.above(gap.quantile_above(share).unwrap()).unwrap().value;
        assert!(close(found / share, 1.0, 1e-5), "{share} {found}");
    }
}

fn any_shape() -> impl Strategy<Value = Distribution> {
    (0..5, 0.05..1.0_f64, 0.1..0.9_f64).prop_map(|(which, width, place)| {
        match which {
            0 => Distribution::normal(0.0, width / 6.0),
            1 => Distribution::uniform(0.0, width),
            2 => Distribution::triangular(0.0, place * width, width),
            3 => Distribution::truncated_normal(0.0, width / 3.0, -place * width, 0.7 * width),
            _ => Distribution::skewed(0.0, width / 6.0, 2.0 * place - 1.0),
        }
        .unwrap()
    })
}

fn any_stack() -> impl Strategy<Value = Vec<Term>> {
    let term = (any_shape(), prop_oneof![Just(1.0), Just(-1.0), 0.2..2.0_f64]);
    prop::collection::vec(term.prop_map(|(distribution, sensitivity)| Term { sensitivity, distribution }), 1..6)
}

/// Relative agreement, or both next to nothing.
fn alike(one: f64, other: f64, tolerance: f64) -> bool {
    (one - other).abs() <= tolerance * one.max(other) + 1e-14
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_does_not_matter(terms in any_stack(), sigma in -6.0..6.0_f64) {
        let mut turned = terms.clone();
        turned.reverse();
        let (one, other) = (Gap::new(&terms).unwrap(), Gap::new(&turned).unwrap());
        let limit = one.cumulants().mean + sigma * one.cumulants().deviation();
        let shares = (one.below(limit).unwrap().value, other.below(limit).unwrap().value);
        prop_assert!(close(shares.0, shares.1, 1e-12) && alike(shares.0, shares.1, 1e-9));
    }

    #[test]
    fn turned_round_the_tails_change_places(terms in any_stack(), sigma in -6.0..6.0_f64) {
        let turned: Vec<_> =
            terms.iter().map(|term| Term { sensitivity: -term.sensitivity, ..term.clone() }).collect();
        let (one, other) = (Gap::new(&terms).unwrap(), Gap::new(&turned).unwrap());
        let limit = one.cumulants().mean + sigma * one.cumulants().deviation();
        prop_assert!(alike(one.below(limit).unwrap().value, other.above(-limit).unwrap().value, 1e-9));
    }

    #[test]
    fn symmetric_stacks_have_equal_tails(widths in prop::collection::vec(0.05..1.0_f64, 1..6), sigma in 0.0..6.0_f64) {
        let shapes = |(index, width): (usize, &f64)| match index % 3 {
            0 => Distribution::uniform(-width, *width).unwrap(),
            1 => Distribution::triangular(-width, 0.0, *width).unwrap(),
            _ => Distribution::truncated_normal(0.0, *width, -width, *width).unwrap(),
        };
        let gap = gap(&widths.iter().enumerate().map(shapes).collect::<Vec<_>>());
        let reach = sigma * gap.cumulants().deviation();
        let tails = gap.tails(-reach, reach).unwrap();
        prop_assert!(alike(tails.below, tails.above, 1e-9));
    }

    #[test]
    fn tails_have_no_scale(terms in any_stack(), sigma in -6.0..6.0_f64, scale in 1e-5..1e3_f64) {
        let scaled: Vec<_> = terms.iter().map(|term| Term { sensitivity: scale * term.sensitivity, ..term.clone() }).collect();
        let (one, other) = (Gap::new(&terms).unwrap(), Gap::new(&scaled).unwrap());
        let limit = one.cumulants().mean + sigma * one.cumulants().deviation();
        prop_assert!(alike(one.below(limit).unwrap().value, other.below(scale * limit).unwrap().value, 1e-4));
    }

    #[test]
    fn a_fixed_contributor_only_shifts(terms in any_stack(), sigma in -6.0..6.0_f64, shift in -1.0..1.0_f64) {
        let mut longer = terms.clone();
        longer.push(Term { sensitivity: 1.0, distribution: Distribution::fixed(shift).unwrap() });
        let (one, other) = (Gap::new(&terms).unwrap(), Gap::new(&longer).unwrap());
        let limit = one.cumulants().mean + sigma * one.cumulants().deviation();
        prop_assert!(alike(one.below(limit).unwrap().value, other.below(limit + shift).unwrap().value, 1e-4));
        prop_assert_eq!(one.cumulants().variance, other.cumulants().variance);
    }

    #[test]
    fn shares_rise_with_the_limit(terms in any_stack(), sigma in -6.0..6.0_f64, more in 0.0..1.0_f64) {
        let gap = Gap::new(&terms).unwrap();
        let limit = |sigma: f64| gap.cumulants().mean + sigma * gap.cumulants().deviation();
        let (low, high) = (gap.below(limit(sigma)).unwrap(), gap.below(limit(sigma + more)).unwrap());
        prop_assert!(low.value * (1.0 - 1e-8) <= high.value + low.error + high.error + 1e-14);
        let (below, above) = (gap.below(limit(sigma)).unwrap(), gap.above(limit(sigma)).unwrap());
        prop_assert!(close(below.value + above.value, 1.0, 1e-4));
    }

    /// One contributor in two halves of its own kind, where the sum of the halves is known: normal ones.
    #[test]
    fn normal_contributors_may_be_split(terms in any_stack(), deviation in 0.02..0.5_f64, sigma in -6.0..6.0_f64) {
        let with = |deviations: &[f64]| {
            let mut longer = terms.clone();
            longer.extend(deviations.iter().map(|deviation| Term { sensitivity: 1.0, distribution: normal(*deviation) }));
            Gap::new(&longer).unwrap()
        };
        let (one, two) = (with(&[deviation]), with(&[0.6 * deviation, 0.8 * deviation]));
        let limit = one.cumulants().mean + sigma * one.cumulants().deviation();
        prop_assert!(alike(one.below(limit).unwrap().value, two.below(limit).unwrap().value, 1e-4));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The error named is one: a grid of four or more times as many steps gives a share within it.
    #[test]
    fn the_error_holds(terms in any_stack(), sigma in -6.0..6.0_f64) {
        let gap = Gap::new(&terms).unwrap();
        let limit = gap.cumulants().mean + sigma * gap.cumulants().deviation();
        let share = gap.above(limit).unwrap();
        let finer = gap.sum.above_by(limit, 11);
        prop_assert!((share.value - finer).abs() <= share.error + 1e-7 * finer + 1e-17, "{share:?} {finer}");
    }
}
