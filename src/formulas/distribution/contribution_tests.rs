//! Tests of what each contributor does.

use super::super::super::domain::close;
use super::super::Distribution;
use super::*;
use proptest::prelude::*;

fn term(sensitivity: f64, deviation: f64) -> Term {
    Term { sensitivity, distribution: Distribution::normal(0.0, deviation).unwrap() }
}

/// Standard deviations 3 and 4: shares of 9/25 and 16/25, and what is left after a tenth less is normal as well.
#[test]
fn two_normal_contributors() {
    let found = contributions(&[term(1.0, 3.0), term(-2.0, 2.0)], -10.0, 10.0, 0.1).unwrap();
    assert!(close(found[0].variance_share, 0.36, 1e-15) && close(found[1].variance_share, 0.64, 1e-15));
    let left = f64::sqrt(9.0 + 16.0 * 0.81);
    let expected = crate::formulas::normal::tails(0.0, left, -10.0, 10.0).unwrap();
    assert!(close(found[1].tightened.outside() / expected.outside(), 1.0, 1e-12));
    assert!(found[1].saved > found[0].saved && found[0].saved > 0.0);
}

/// A mean out of limits: scatter is what brings some gaps within them.
#[test]
fn scatter_helps_a_mean_out_of_limits() {
    let found = contributions(&[term(1.0, 1.0)], 1.0, 9.0, 0.1).unwrap();
    assert!(found[0].saved < 0.0);
}

#[test]
fn out_of_domain_is_none() {
    assert!(contributions(&[], -1.0, 1.0, 0.1).is_none());
    assert!(contributions(&[term(1.0, 1.0)], 1.0, -1.0, 0.1).is_none());
    assert!(contributions(&[term(1.0, 1.0)], -1.0, 1.0, 1.1).is_none());
    let fixed = Term { sensitivity: 1.0, distribution: Distribution::fixed(0.0).unwrap() };
    assert!(contributions(std::slice::from_ref(&fixed), -1.0, 1.0, 0.1).is_none());
    let beside = contributions(&[fixed, term(1.0, 1.0)], -1.0, 1.0, 0.1).unwrap();
    assert_eq!((beside[0].variance_share, beside[0].saved), (0.0, 0.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn variance_shares_add_up_to_one(widths in prop::collection::vec(0.1..1.0_f64, 1..6)) {
        let terms: Vec<_> = widths
            .iter()
            .map(|width| Term { sensitivity: 1.0, distribution: Distribution::uniform(-width, *width).unwrap() })
            .collect();
        let found = contributions(&terms, -1.0, 1.0, 0.1).unwrap();
        prop_assert!(close(found.iter().map(|part| part.variance_share).sum::<f64>(), 1.0, 1e-12));
        prop_assert!(found.iter().all(|part| part.saved >= -1e-6));
    }

    #[test]
    fn no_tightening_saves_nothing(width in 0.1..1.0_f64) {
        let term = Term { sensitivity: 1.0, distribution: Distribution::uniform(-width, width).unwrap() };
        prop_assert_eq!(contributions(&[term], -0.5, 0.5, 0.0).unwrap()[0].saved, 0.0);
    }
}
