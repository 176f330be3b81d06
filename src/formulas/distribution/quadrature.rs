//! Gauss-Legendre quadrature with four nodes a panel.
//!
//! Reference: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, National Bureau of Standards 1964, table 25.4,
//! <https://personal.math.ubc.ca/~cbm/aands/page_916.htm>.

/// Nodes on the interval from -1 to 1 and their weights, which add up to 2.
const NODES: [(f64, f64); 4] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
];

/// Hands every node of `panels` equal panels between `low` and `high`, with its weight, to `visit`.
pub(super) fn nodes(low: f64, high: f64, panels: u32, mut visit: impl FnMut(f64, f64)) {
    let middle = f64::midpoint(low, high);
    let half = (high - low) / (2.0 * f64::from(panels));
    for panel in 0..panels {
        // Counted from the middle, so that a symmetric interval has symmetric nodes to the last bit.
        let center = middle + half * (2.0 * f64::from(panel) + 1.0 - f64::from(panels));
        for (node, weight) in NODES {
            visit(center + half * node, half * weight);
        }
    }
}

/// Integral of a smooth function.
pub(super) fn integral(low: f64, high: f64, panels: u32, function: impl Fn(f64) -> f64) -> f64 {
    let mut sum = 0.0;
    nodes(low, high, panels, |x, weight| sum += weight * function(x));
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_of_degree_seven_are_exact() {
        assert!((integral(0.0, 1.0, 1, |x| 8.0 * x.powi(7)) - 1.0).abs() < 1e-15);
        assert!((integral(-1.0, 3.0, 5, |x| 3.0 * x * x) - 28.0).abs() < 1e-13);
        assert!(integral(0.0, 1.0, 1, |x| 9.0 * x.powi(8)) < 1.0 - 1e-4);
    }
}
