//! Tests of the grid.

use super::super::super::domain::close;
use super::super::Distribution;
use super::*;
use proptest::prelude::*;

#[test]
fn the_kernel_is_the_weights() {
    for x in [0.0, 0.1, 0.5, 0.93] {
        let kernels = [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0].map(|point: f64| kernel(x - point));
        assert!(lagrange(x).iter().zip(kernels).all(|(weight, kernel)| close(*weight, kernel, 1e-15)), "{x}");
    }
}

/// Mass, mean and the next four moments, whether the shape is wide or narrow against the step.
#[test]
fn moments_are_kept() {
    let part = Part::Smooth(Distribution::uniform(0.2, 0.7).unwrap());
    for step in [0.01, 0.2, 1.0, 10.0] {
        let grid = Grid::of(&part, 0.2, 0.7, step);
        for power in 0..6 {
            let on_grid: f64 =
                grid.masses.iter().enumerate().map(|(index, mass)| mass * (grid.origin + index as f64 * step).powi(power)).sum();
            let exact = (0.7_f64.powi(power + 1) - 0.2_f64.powi(power + 1)) / (0.5 * f64::from(power + 1));
            assert!(close(on_grid, exact, 1e-12 * f64::max(1.0, step.powi(power))), "{step} {power} {on_grid} {exact}");
        }
    }
}

#[test]
fn decided_points_are_taken_away() {
    let mut grid = Grid { origin: 10.0, masses: vec![0.1, 0.2, 0.3, 0.25, 0.15] };
    assert!(close(grid.decide(11.0, 12.0, 1.0), 0.4, 1e-15));
    assert_eq!((grid.origin, grid.masses.as_slice()), (11.0, [0.2, 0.3].as_slice()));
    assert!(close(grid.decide(20.0, 30.0, 1.0), 0.0, 0.0));
    assert!(grid.masses.is_empty());
    let mut all = Grid { origin: 10.0, masses: vec![0.5, 0.5] };
    assert!(close(all.decide(0.0, 5.0, 1.0), 1.0, 0.0) && all.masses.is_empty());
}

proptest! {
    #[test]
    fn convolution_is_the_double_sum(
        left in prop::collection::vec(0.0..1.0_f64, 1..12),
        right in prop::collection::vec(0.0..1.0_f64, 1..12),
    ) {
        let (one, other) = (Grid { origin: 1.0, masses: left.clone() }, Grid { origin: 2.0, masses: right.clone() });
        let sum = one.plus(&other);
        prop_assert_eq!((sum.origin, sum.masses.len()), (3.0, left.len() + right.len() - 1));
        for (place, mass) in sum.masses.iter().enumerate() {
            let products = |(index, mass): (usize, &f64)| Some(mass * right.get(place.checked_sub(index)?)?);
            let expected: f64 = left.iter().enumerate().filter_map(products).sum();
            prop_assert!(close(*mass, expected, 1e-12));
        }
    }
}
