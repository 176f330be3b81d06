//! Tests of stacks that are not a plain sum.

use super::super::domain::close;
use super::*;
use proptest::prelude::*;

fn ranges(ends: &[(f64, f64)]) -> Vec<Range> {
    ends.iter().map(|(low, high)| Range::new(*low, *high).unwrap()).collect()
}

#[test]
fn sensitivities_of_a_hypotenuse() {
    let found = sensitivities(|x| x[0].hypot(x[1]), &[3.0, 4.0], &[1e-3, 1e-3]).unwrap();
    assert!(close(found[0], 0.6, 1e-10) && close(found[1], 0.8, 1e-10));
}

/// Fourth order: exact for polynomials up to the fourth power.
#[test]
fn sensitivities_of_a_fourth_power_are_exact() {
    let found = sensitivities(|x| x[0].powi(4), &[2.0], &[0.5]).unwrap();
    assert!(close(found[0], 32.0, 1e-12));
}

#[test]
fn corners_of_a_product() {
    let found = corners(|x| x[0] * x[1], &ranges(&[(-1.0, 2.0), (3.0, 5.0)])).unwrap();
    assert_eq!((found.low, found.high), (-5.0, 10.0));
    let fixed = corners(|x| x[0] * x[1], &ranges(&[(2.0, 2.0), (3.0, 3.0)])).unwrap();
    assert_eq!((fixed.low, fixed.high), (6.0, 6.0));
}

/// TOL-01 as a function: the three methods come out as those of the plain sum.
#[test]
fn tol_01_as_a_function() {
    let parts = [
        (-1.0, 0.375, -0.031, 0.0),
        (1.0, 0.032, -0.002, 0.002),
        (1.0, 0.06, -0.003, 0.003),
        (1.0, 0.438, -0.015, 0.0),
        (1.0, 0.12, -0.005, 0.005),
        (1.0, 1.5, -0.004, 0.01),
        (1.0, 0.12, -0.005, 0.005),
        (1.0, 0.438, -0.015, 0.0),
        (1.0, 0.45, -0.007, 0.007),
        (-1.0, 3.019, 0.0, 0.012),
        (1.0, 0.3, -0.03, 0.03),
    ];
    let nominals = parts.map(|part| part.1);
    let limits = ranges(&parts.map(|(_, nominal, low, high)| (nominal + low, nominal + high)));
    let gap = |x: &[f64]| x.iter().zip(&parts).map(|(x, part)| x * part.0).sum();
    let stack = linearized(gap, &nominals, &limits).unwrap();
    assert!(close(stack.nominal, 0.064, 1e-9));
    assert!(close(stack.worst_case.minimum, -0.034, 1e-9) && close(stack.worst_case.maximum, 0.157, 1e-9));
    assert!(close(stack.root_sum_square.half_width, 0.038_075_6, 1e-7));
    assert!(close(stack.modified.half_width, 0.050_469_6, 1e-7));
    let corners = corners(gap, &limits).unwrap();
    assert!(close(corners.low, -0.034, 1e-12) && close(corners.high, 0.157, 1e-12));
}

#[test]
fn the_mean_of_a_bent_function_is_its_own() {
    let stack = linearized(|x| x[0] * x[0], &[3.0], &ranges(&[(2.0, 4.0)])).unwrap();
    assert!(close(stack.worst_case.mean, 9.0, 1e-9) && close(stack.worst_case.half_width, 6.0, 1e-9));
}

#[test]
fn out_of_domain_is_none() {
    let root = |x: &[f64]| x[0].sqrt();
    assert_eq!(sensitivities(root, &[0.0], &[1e-3]), None);
    assert_eq!(sensitivities(root, &[1.0], &[]), None);
    assert_eq!(sensitivities(root, &[1.0], &[0.0]), None);
    assert_eq!(corners(root, &ranges(&[(-1.0, 1.0)])), None);
    assert_eq!(corners(|x| x[0], &ranges(&[(0.0, 1.0); 13])), None);
    assert_eq!(linearized(|_| 1.0, &[], &[]), None);
    assert_eq!(linearized(root, &[1.0], &[]), None);
    assert_eq!(Range::new(1.0, 0.0), None);
    assert_eq!(Range::new(f64::NAN, 0.0), None);
}

proptest! {
    #[test]
    fn linear_functions_have_exact_corners(weights in prop::collection::vec(-2.0..2.0_f64, 1..6)) {
        let limits = ranges(&vec![(1.0, 1.5); weights.len()]);
        let gap = |x: &[f64]| x.iter().zip(&weights).map(|(x, weight)| x * weight).sum();
        let stack = linearized(gap, &vec![1.2; weights.len()], &limits).unwrap();
        let corners = corners(gap, &limits).unwrap();
        prop_assert!(close(stack.worst_case.minimum, corners.low, 1e-9));
        prop_assert!(close(stack.worst_case.maximum, corners.high, 1e-9));
    }
}
