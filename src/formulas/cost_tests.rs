//! Tests of the costs.

use super::super::domain::close;
use super::super::yields;
use super::*;
use proptest::prelude::*;

/// Worked through by hand: one good unit needs 1 / 0.9 at the second step and 1 / 0.72 at the first.
#[test]
fn late_scrap_costs_all_that_came_before() {
    let steps = [CostedStep { adds: 7.2, step_yield: 0.8 }, CostedStep { adds: 1.8, step_yield: 0.9 }];
    let cost = cost_of_good_unit(&steps).unwrap();
    assert!(close(cost.started, 1.0 / 0.72, 1e-12) && close(cost.total, 12.0, 1e-12) && close(cost.scrap, 3.0, 1e-12));
    // Step by step: a fifth of 1 / 0.72 units lost at 7.2, a tenth of 1 / 0.9 units lost at 9.
    assert!(close(cost.scrap, 0.2 / 0.72 * 7.2 + 0.1 / 0.9 * 9.0, 1e-12));
    assert_eq!(cost_of_good_unit(&[]), Some(UnitCost { started: 1.0, total: 0.0, scrap: 0.0 }));
}

#[test]
fn rework_is_paid_and_may_fail() {
    // Of 10 % rejects half are reworked at 2, four fifths of those pass: 0.1 (0.5 * 2 + 0.6 * 10).
    assert!(close(cost_of_rejects(0.9, 0.5, 0.8, 2.0, 10.0).unwrap(), 0.7, 1e-12));
    assert_eq!(cost_of_rejects(1.0, 0.5, 0.8, 2.0, 10.0), Some(0.0));
    assert!(close(cost_of_rejects(0.9, 1.0, 1.0, 2.0, 10.0).unwrap(), 0.2, 1e-12));
}

/// 9500 good units at 6: 10,000 starts at 95 % and 11,875 at 80 %.
#[test]
fn yield_points_are_money() {
    assert!(close(cost_of_yield_gap(9500.0, 6.0, 0.95, 0.8).unwrap(), 11_250.0, 1e-6));
    assert!(close(cost_of_yield_gap(9500.0, 6.0, 0.8, 0.95).unwrap(), -11_250.0, 1e-6));
}

/// Yield facts: the sum paid once is spread over the good units; a second cavity pays off at the extra tool cost over the saving.
#[test]
fn tools_are_spread_over_good_units() {
    assert!(close(unit_cost_with_tooling(4.5, 0.9, 18_000.0, 12_000.0).unwrap(), 6.5, 1e-12));
    assert_eq!(break_even(30_000.0, 0.3), Some(100_000));
    assert_eq!(break_even(0.0, 0.3), Some(0));
}

#[test]
fn minimum_orders_leave_something_over() {
    let rest = leftover(420.0, 500.0, 50.0, 3.0).unwrap();
    assert!(close(rest.ordered, 500.0, 0.0) && close(rest.quantity, 80.0, 1e-12) && close(rest.value, 240.0, 1e-12));
    let packs = leftover(520.0, 500.0, 50.0, 3.0).unwrap();
    assert!(close(packs.ordered, 550.0, 0.0) && close(packs.quantity, 30.0, 1e-12));
    assert_eq!(leftover(0.0, 500.0, 50.0, 3.0), Some(Leftover { ordered: 0.0, quantity: 0.0, value: 0.0 }));
}

#[test]
fn out_of_domain_is_none() {
    assert_eq!(cost_of_good_unit(&[CostedStep { adds: 1.0, step_yield: 0.0 }]), None);
    assert_eq!(cost_of_good_unit(&[CostedStep { adds: -1.0, step_yield: 0.9 }]), None);
    assert_eq!(cost_of_good_unit(&[CostedStep { adds: f64::INFINITY, step_yield: 0.9 }]), None);
    assert_eq!(cost_of_good_unit(&[CostedStep { adds: 1.0, step_yield: 1e-200 }; 3]), None);
    assert_eq!(cost_of_rejects(1.1, 0.0, 0.0, 0.0, 0.0), None);
    assert_eq!(cost_of_rejects(0.9, 0.5, f64::NAN, 1.0, 1.0), None);
    assert_eq!(cost_of_yield_gap(1.0, 1.0, 0.0, 0.5), None);
    assert_eq!(unit_cost_with_tooling(1.0, 0.9, 1.0, 0.0), None);
    assert_eq!(break_even(1.0, 0.0), None);
    assert_eq!(leftover(1.0, -1.0, 1.0, 1.0), None);
    assert_eq!(leftover(1.0, 1.0, 0.0, 1.0), None);
    assert_eq!(leftover(1e300, 1.0, 1.0, 1.0), None);
}

proptest! {
    /// What is scrapped at each step, at the cost up to there, adds up to the scrap in a good unit.
    #[test]
    fn scrap_adds_up(steps in prop::collection::vec((0.0..10.0_f64, 0.3..=1.0_f64), 0..12)) {
        let costed: Vec<CostedStep> = steps.iter().map(|&(adds, step_yield)| CostedStep { adds, step_yield }).collect();
        let cost = cost_of_good_unit(&costed).unwrap();
        let yields: Vec<f64> = steps.iter().map(|step| step.1).collect();
        let mut spent = 0.0;
        let mut scrap = 0.0;
        for (place, (adds, step_yield)) in steps.iter().enumerate() {
            spent += adds;
            scrap += (1.0 - step_yield) * spent / yields::rolled_throughput_yield(&yields[place..]).unwrap();
        }
        prop_assert!(close(cost.scrap, scrap, 1e-9 * cost.total.max(1.0)));
        prop_assert!(close(cost.started * yields::rolled_throughput_yield(&yields).unwrap(), 1.0, 1e-9));
    }

    #[test]
    fn orders_reach_what_is_needed(
        needed in 0.0..1e5_f64, minimum in 0.0..1e5_f64, pack in 0.1..1e3_f64, price in 0.0..50.0_f64,
    ) {
        let rest = leftover(needed, minimum, pack, price).unwrap();
        prop_assert!(rest.ordered >= needed * (1.0 - 1e-9) && rest.quantity <= minimum.max(needed) - needed + pack + 1e-6);
        prop_assert!(close(rest.value, rest.quantity * price, 1e-6));
    }
}
