//! Tests of the shapes of one contributor.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

const SAMPLE: [f64; 8] = [0.98, 1.01, 1.0, 1.03, 0.99, 1.02, 1.0, 1.05];

fn shapes() -> Vec<Distribution> {
    vec![
        Distribution::normal(1.0, 0.1).unwrap(),
        Distribution::uniform(0.9, 1.2).unwrap(),
        Distribution::triangular(0.9, 0.95, 1.2).unwrap(),
        Distribution::triangular(0.9, 0.9, 1.2).unwrap(),
        Distribution::triangular(0.9, 1.2, 1.2).unwrap(),
        Distribution::truncated_normal(1.0, 0.1, 0.95, 1.3).unwrap(),
        Distribution::truncated_normal(1.0, 0.1, 1.2, f64::INFINITY).unwrap(),
        Distribution::skewed(1.0, 0.1, 1.5).unwrap(),
        Distribution::skewed(1.0, 0.1, -0.4).unwrap(),
        Distribution::measured(&SAMPLE).unwrap(),
    ]
}

/// The moments by integration of the density agree with the closed forms.
#[test]
fn moments_are_those_of_the_density() {
    for distribution in shapes() {
        let shape = distribution.shape().unwrap();
        let (low, high) = shape.ends();
        let middle = shape.kink().unwrap_or(low);
        let integral = |function: &dyn Fn(f64) -> f64| {
            let weighted = |x: f64| function(x) * shape.density(x);
            quadrature::integral(low, middle, 4000, weighted) + quadrature::integral(middle, high, 4000, weighted)
        };
        let cumulants = distribution.cumulants();
        let central = |power: i32| integral(&|x: f64| (x - cumulants.mean).powi(power));
        let deviation = cumulants.deviation();
        assert!(close(integral(&|_| 1.0), 1.0, 1e-8), "{distribution:?}");
        assert!(close(central(1) / deviation, 0.0, 1e-8), "{distribution:?}");
        assert!(close(central(2) / cumulants.variance, 1.0, 1e-8), "{distribution:?}");
        assert!(close(central(3) / deviation.powi(3), cumulants.skewness().unwrap(), 1e-7), "{distribution:?}");
        let kurtosis = central(4) / cumulants.variance.powi(2) - 3.0;
        assert!(close(kurtosis, cumulants.excess_kurtosis().unwrap(), 1e-6), "{distribution:?}");
    }
}

#[test]
fn density_is_the_slope_of_the_share() {
    for distribution in shapes() {
        let shape = distribution.shape().unwrap();
        for x in [0.97, 1.001, 1.04, 1.07] {
            let step = 1e-6;
            let slope = (shape.below(x + step) - shape.below(x - step)) / (2.0 * step);
            assert!(close(slope, shape.density(x), 1e-4 * (1.0 + slope)), "{distribution:?} {x}");
        }
    }
}

/// Textbook values: NIST/SEMATECH e-Handbook 1.3.6.6.2 for the uniform; a right triangle has skewness sqrt(8) / 5.
#[test]
fn textbook_moments() {
    let uniform = Distribution::uniform(0.0, 12.0).unwrap().cumulants();
    assert!(close(uniform.mean, 6.0, 1e-15) && close(uniform.variance, 12.0, 1e-12));
    assert!(close(uniform.excess_kurtosis().unwrap(), -1.2, 1e-12));
    let triangle = Distribution::triangular(0.0, 0.0, 3.0).unwrap().cumulants();
    assert!(close(triangle.mean, 1.0, 1e-15) && close(triangle.variance, 0.5, 1e-15));
    assert!(close(triangle.skewness().unwrap(), f64::sqrt(8.0) / 5.0, 1e-14));
}

/// Lognormal with a log deviation of 0.5: skewness 1.750190 and excess kurtosis 5.898446, scipy 1.17 `lognorm.stats(0.5)`.
#[test]
fn skewed_is_the_lognormal_of_its_skewness() {
    let excess = f64::exp(0.25) - 1.0;
    let skewness = (excess + 3.0) * excess.sqrt();
    assert!(close(skewness, 1.750_189_7, 1e-6));
    let deviation = f64::exp(0.125) * excess.sqrt();
    let shape = Distribution::skewed(f64::exp(0.125), deviation, skewness).unwrap();
    assert!(close(shape.cumulants().excess_kurtosis().unwrap(), 5.898_445_67, 1e-6));
    for z in [-3.0, -1.0, 0.0, 1.0, 4.0] {
        let expected = super::super::normal::cumulative(z).unwrap();
        assert!(close(shape.below(f64::exp(0.5 * z)).unwrap() / expected, 1.0, 1e-9), "{z}");
    }
    assert_eq!(shape.below(-0.1), Some(0.0));
}

#[test]
fn a_trace_of_skewness_is_next_to_normal() {
    let (bent, straight) = (Distribution::skewed(0.0, 1.0, 1e-7).unwrap(), Distribution::normal(0.0, 1.0).unwrap());
    for x in [-5.0, -1.0, 0.5, 4.0] {
        assert!(close(bent.below(x).unwrap() / straight.below(x).unwrap(), 1.0, 1e-5), "{x}");
    }
    assert_eq!(Distribution::skewed(0.0, 1.0, 0.0), Some(straight));
}

#[test]
fn normal_within_tolerance() {
    assert_eq!(Distribution::normal_within(0.7, 1.3, 1.0).map(|shape| close(shape.deviation(), 0.1, 1e-15)), Some(true));
    assert_eq!(Distribution::normal_within(1.3, 0.7, 1.0), None);
    assert_eq!(Distribution::normal_within(0.7, 1.3, 0.0), None);
}

#[test]
fn measured_keeps_mean_and_variance() {
    let shape = Distribution::measured(&SAMPLE).unwrap().cumulants();
    assert!(close(shape.mean, 1.01, 1e-14));
    assert!(close(shape.variance, 0.003_6 / 7.0, 1e-14));
    let mut turned = SAMPLE;
    turned.reverse();
    assert_eq!(Distribution::measured(&turned), Distribution::measured(&SAMPLE));
}

/// A coarse gauge: more than half of the values are alike, which leaves no distance between the quartiles.
#[test]
fn measured_takes_a_coarse_gauge() {
    let shape = Distribution::measured(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1]).unwrap();
    assert!(close(shape.cumulants().variance, 0.00125, 1e-12));
}

#[test]
fn out_of_domain_is_none() {
    let infinite = f64::INFINITY;
    for bad in [
        Distribution::fixed(f64::NAN),
        Distribution::normal(0.0, 0.0),
        Distribution::normal(infinite, 1.0),
        Distribution::normal(0.0, 1e-200),
        Distribution::normal(0.0, 1e200),
        Distribution::uniform(1.0, 1.0),
        Distribution::uniform(1.0, 0.0),
        Distribution::uniform(-f64::MAX, f64::MAX),
        Distribution::triangular(0.0, 2.0, 1.0),
        Distribution::triangular(0.0, f64::NAN, 1.0),
        Distribution::triangular(1.0, 1.0, 1.0),
        Distribution::truncated_normal(0.0, 1.0, 1.0, 1.0),
        Distribution::truncated_normal(0.0, 1.0, f64::NAN, 1.0),
        Distribution::truncated_normal(0.0, -1.0, 0.0, 1.0),
        Distribution::skewed(0.0, 1.0, 2.1),
        Distribution::skewed(0.0, 1.0, f64::NAN),
        Distribution::skewed(0.0, 0.0, 1.0),
        Distribution::measured(&[]),
        Distribution::measured(&[1.0, 2.0, 3.0, 4.0]),
        Distribution::measured(&[1.0; 20]),
        Distribution::measured(&[1.0, 2.0, 3.0, 4.0, infinite]),
    ] {
        assert_eq!(bad, None);
    }
    let normal = Distribution::normal(0.0, 1.0).unwrap();
    assert_eq!(normal.below(f64::NAN), None);
    assert_eq!(normal.quantile(0.0), None);
    assert_eq!(normal.sample(1.0), None);
    assert_eq!(normal.affine(f64::NAN, 0.0), None);
    assert_eq!(normal.affine(1e-200, 0.0), None);
    assert_eq!(normal.tightened(-0.1), None);
    assert_eq!(normal.affine(0.0, 3.0), Some(Distribution::Fixed(3.0)));
}

#[test]
fn fixed_has_no_scatter() {
    let fixed = Distribution::fixed(2.0).unwrap();
    assert_eq!((fixed.below(2.0), fixed.above(2.0)), (Some(0.0), Some(0.0)));
    assert_eq!((fixed.below(2.1), fixed.above(1.9)), (Some(1.0), Some(1.0)));
    assert_eq!(fixed.quantile(0.3), Some(2.0));
    assert_eq!(fixed.cumulants().skewness(), None);
    assert_eq!(fixed.affine(-2.0, 1.0), Distribution::fixed(-3.0));
}

proptest! {
    #[test]
    fn quantile_inverts_the_share(which in 0..10_usize, share in 1e-6..0.999_999_f64) {
        let shape = &shapes()[which];
        let found = shape.below(shape.quantile(share).unwrap()).unwrap();
        prop_assert!(close(found, share, 1e-8), "{shape:?} {share} {found}");
    }

    #[test]
    fn shares_rise_and_add_up_to_one(which in 0..10_usize, x in 0.5..1.8_f64, more in 0.0..0.2_f64) {
        let shape = &shapes()[which];
        let (below, above) = (shape.below(x).unwrap(), shape.above(x).unwrap());
        prop_assert!((0.0..=1.0).contains(&below) && close(below + above, 1.0, 1e-8));
        prop_assert!(shape.below(x + more).unwrap() >= below - 1e-9);
    }

    #[test]
    fn turned_round_the_tails_change_places(which in 0..10_usize, x in 0.5..1.8_f64) {
        let shape = &shapes()[which];
        let turned = shape.affine(-1.0, 0.0).unwrap();
        prop_assert!(close(turned.above(-x).unwrap(), shape.below(x).unwrap(), 1e-13));
        prop_assert!(close(turned.mean(), -shape.mean(), 1e-13));
    }

    #[test]
    fn shapes_have_no_scale(which in 0..10_usize, x in 0.5..1.8_f64, scale in 1e-4..1e4_f64, shift in -10.0..10.0_f64) {
        let shape = &shapes()[which];
        let moved = shape.affine(scale, shift * scale).unwrap();
        prop_assert!(close(moved.below(scale * (x + shift)).unwrap(), shape.below(x).unwrap(), 1e-8));
        prop_assert!(close(moved.deviation() / scale / shape.deviation(), 1.0, 1e-9));
    }

    #[test]
    fn tightening_keeps_mean_and_shape(which in 0..10_usize, factor in 0.1..1.0_f64) {
        let shape = shapes()[which].cumulants();
        let tight = shapes()[which].tightened(factor).unwrap().cumulants();
        prop_assert!(close(tight.mean, shape.mean, 1e-12));
        prop_assert!(close(tight.deviation() / shape.deviation(), factor, 1e-9));
        prop_assert!(close(tight.skewness().unwrap(), shape.skewness().unwrap(), 1e-9));
    }
}

/// A skewness too small to tell is none: the same shares as the normal distribution, to the last digits before it too.
#[test]
fn a_vanishing_skewness_is_normal() {
    let normal = Distribution::normal(10.0, 0.5).unwrap();
    for skewness in [0.0, 1e-300, -1e-200, 1e-160, 1e-13, -9e-13] {
        assert_eq!(Distribution::skewed(10.0, 0.5, skewness), Some(normal.clone()), "{skewness}");
    }
    for skewness in [1e-12, -1e-12] {
        let skewed = Distribution::skewed(10.0, 0.5, skewness).unwrap();
        assert!(matches!(skewed, Distribution::Skewed(_)));
        for x in [6.0, 8.5, 10.0, 11.5] {
            assert!((skewed.below(x).unwrap() / normal.below(x).unwrap() - 1.0).abs() < 1e-9, "{skewness} {x}");
        }
    }
    assert_eq!(Distribution::skewed(10.0, 0.5, f64::NAN), None);
}
