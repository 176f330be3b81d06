//! Tests of the tolerance stack.

use super::super::domain::close;
use super::*;
use Direction::{Closes, Opens};
use proptest::prelude::*;

fn part(direction: Direction, nominal: f64, lower: f64, upper: f64) -> Contributor {
    Contributor { direction, nominal, lower, upper }
}

fn electric_motor() -> Vec<Contributor> {
    vec![
        part(Closes, 0.375, -0.031, 0.0),
        part(Opens, 0.032, -0.002, 0.002),
        part(Opens, 0.06, -0.003, 0.003),
        part(Opens, 0.438, -0.015, 0.0),
        part(Opens, 0.12, -0.005, 0.005),
        part(Opens, 1.5, -0.004, 0.01),
        part(Opens, 0.12, -0.005, 0.005),
        part(Opens, 0.438, -0.015, 0.0),
        part(Opens, 0.45, -0.007, 0.007),
        part(Closes, 3.019, 0.0, 0.012),
        part(Opens, 0.3, -0.03, 0.03),
    ]
}

/// Inches; the formulas have no scale. Worst case interferes while root sum square does not.
#[test]
fn tol_01() {
    let stack = stack(&electric_motor()).unwrap();
    assert!(close(stack.worst_case.mean, 0.0615, 1e-5));
    assert!(close(stack.worst_case.half_width, 0.0955, 1e-5));
    assert!(close(stack.worst_case.minimum, -0.034, 1e-5));
    assert!(close(stack.worst_case.maximum, 0.157, 1e-5));
    assert!(close(stack.root_sum_square.half_width, 0.038_08, 1e-5));
    assert!(close(stack.root_sum_square.minimum, 0.023_42, 1e-5));
    assert!(close(stack.root_sum_square.maximum, 0.099_58, 1e-5));
    assert!(close(stack.modified.half_width, 0.050_47, 1e-5));
    assert!(close(stack.modified.minimum, 0.011, 5e-4));
    assert!(close(stack.modified.maximum, 0.112, 5e-4));
}

/// The data set notes 0.63 ppm of negative gaps by normal theory.
#[test]
fn tol_01_interference_by_normal_theory() {
    let range = stack(&electric_motor()).unwrap().root_sum_square;
    let tails = share_outside(range, 1.0, 0.0, f64::INFINITY).unwrap();
    assert!(close(tails.outside_ppm(), 0.631, 1e-3));
}

#[test]
fn tol_03() {
    let parts = [
        part(Opens, 208.0, -0.036, 0.036),
        part(Closes, 1.75, -0.06, 0.0),
        part(Closes, 23.0, -0.12, 0.0),
        part(Opens, 20.0, -0.026, 0.026),
        part(Closes, 200.0, -0.145, 0.145),
        part(Opens, 20.0, -0.026, 0.026),
        part(Closes, 23.0, -0.12, 0.0),
    ];
    let stack = stack(&parts).unwrap();
    assert!(close(stack.nominal, 0.25, 1e-9));
    assert!(close(stack.worst_case.mean, 0.4, 1e-9));
    assert!(close(stack.worst_case.half_width, 0.383, 1e-9));
    assert!(close(stack.worst_case.minimum, 0.017, 1e-9));
    assert!(close(stack.worst_case.maximum, 0.783, 1e-9));
    assert!(close(stack.root_sum_square.half_width, 0.178_25, 1e-5));
    let deviation = deviation_from_tolerance(stack.root_sum_square.half_width, 1.0).unwrap();
    assert!(close(deviation, 0.059_417, 1e-6));
}

/// First contributor: standard deviation 0.012 with a mean shift of a quarter, so 0.012 / (1 - 0.25).
#[test]
fn tol_05_combined_deviation() {
    let parts = [0.012 / 0.75, 0.01, 0.02, 0.026 / 3.0, 0.145 / 3.0, 0.026 / 3.0, 0.01];
    let deviation = combined_deviation(&parts).unwrap();
    assert!(close(deviation, 0.057_812_9, 1e-7));
    assert!(close(4.5 * deviation, 0.260_16, 1e-5));
    let tails = tails(0.1, deviation, 0.05, 0.8).unwrap();
    assert!(close(tails.outside_ppm(), 193_558.19, 0.01));
}

#[test]
fn two_contributors_never_pass_the_worst_case() {
    let stack = stack(&[part(Opens, 1.0, -0.1, 0.1), part(Closes, 1.0, -0.1, 0.1)]).unwrap();
    assert!(close(stack.modified.half_width, 0.2, 1e-15));
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(stack(&[]), None);
    assert_eq!(stack(&[part(Opens, 1.0, 0.1, -0.1)]), None);
    assert_eq!(stack(&[part(Opens, f64::NAN, -0.1, 0.1)]), None);
    assert_eq!(stack(&[part(Opens, 1.0, f64::NEG_INFINITY, 0.1)]), None);
    assert_eq!(combined_deviation(&[]), None);
    assert_eq!(combined_deviation(&[-1.0]), None);
    assert_eq!(deviation_from_tolerance(1.0, 0.0), None);
    let fixed = stack(&[part(Opens, 1.0, 0.0, 0.0)]).unwrap();
    assert_eq!(share_outside(fixed.root_sum_square, 1.0, 0.0, 1.0), None);
}

fn any_part() -> impl Strategy<Value = Contributor> {
    (any::<bool>(), 0.0..100.0_f64, -1.0..1.0_f64, 0.0..1.0_f64).prop_map(|(opens, nominal, lower, width)| Contributor {
        direction: if opens { Opens } else { Closes },
        nominal,
        lower,
        upper: lower + width,
    })
}

proptest! {
    #[test]
    fn methods_are_ordered(parts in prop::collection::vec(any_part(), 1..20)) {
        let stack = stack(&parts).unwrap();
        prop_assert!(stack.root_sum_square.half_width <= stack.modified.half_width + 1e-12);
        prop_assert!(stack.modified.half_width <= stack.worst_case.half_width + 1e-12);
    }

    /// Turning every contributor round mirrors the gap.
    #[test]
    fn directions_are_symmetric(parts in prop::collection::vec(any_part(), 1..20)) {
        let turned: Vec<_> = parts
            .iter()
            .map(|part| Contributor { direction: if part.direction == Opens { Closes } else { Opens }, ..*part })
            .collect();
        let (there, back) = (stack(&parts).unwrap(), stack(&turned).unwrap());
        prop_assert!(close(there.worst_case.minimum, -back.worst_case.maximum, 1e-9));
        prop_assert!(close(there.modified.maximum, -back.modified.minimum, 1e-9));
    }

    #[test]
    fn a_fixed_dimension_only_moves_the_mean(parts in prop::collection::vec(any_part(), 1..20), nominal in 0.0..10.0_f64) {
        let mut longer = parts.clone();
        longer.push(part(Opens, nominal, 0.0, 0.0));
        let (plain, moved) = (stack(&parts).unwrap(), stack(&longer).unwrap());
        prop_assert!(close(moved.modified.half_width, plain.modified.half_width, 1e-12));
        prop_assert!(close(moved.worst_case.mean - plain.worst_case.mean, nominal, 1e-9));
    }
}

#[test]
fn the_dust_of_a_sum_is_no_gap() {
    // 0.1 + 0.2 - 0.3 is 5.6e-17 in floating point.
    let parts = [part(Opens, 0.1, -0.01, 0.01), part(Opens, 0.2, -0.01, 0.01), part(Closes, 0.28, -0.0, 0.0)];
    let found = stack(&parts).unwrap();
    assert_eq!(found.worst_case.minimum, 0.0, "{found:?}");
    assert!(close(found.worst_case.maximum, 0.04, 1e-15), "{found:?}");
}
