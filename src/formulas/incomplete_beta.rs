//! The regularized incomplete beta function and its inverse, accurate for large samples too.
//!
//! The routine of `statrs` stops its continued fraction after 140 terms, which is too early from about ten thousand samples, and
//! its inverse has no bound on its iterations; hence the two short functions here.
//!
//! References: W. Press et al., Numerical Recipes, 3rd edition, Cambridge 2007, 6.4; modified Lentz method 5.2; first guess of
//! the inverse: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, NBS 1964, 26.5.22.

use super::domain::{finite, fraction, open_fraction, positive};
use super::normal;
use statrs::function::gamma::ln_gamma;

/// Smallest denominator that the Lentz method lets through, to avoid division by zero.
const TINY: f64 = 1e-300;

/// Terms after which the continued fraction is given up: it needs about the root of the larger parameter.
const TERMS: u32 = 100_000;

/// Halvings of the interval from 0 to 1; more than an `f64` can tell apart near zero are not needed.
const HALVINGS: u32 = 200;

/// Relative step at which Halley's method ends: its error is of the order of the cube, which an `f64` does not resolve.
const LAST_STEP: f64 = 1e-8;

/// The regularized incomplete beta function `I_x(a, b)`; `a` and `b` above 0, `x` from 0 to 1, else `None`.
pub(super) fn regularized(a: f64, b: f64, x: f64) -> Option<f64> {
    let (a, b, x) = (positive(a)?, positive(b)?, fraction(x)?);
    if x <= 0.0 || x >= 1.0 {
        return Some(x);
    }
    Some(share_and_density(ln_inverse_beta(a, b), a, b, x)?.0)
}

/// The logarithm of `1 / B(a, b)`.
fn ln_inverse_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b)
}

/// The function at `x`, and its slope: the density of the beta distribution.
fn share_and_density(ln_inverse_beta: f64, a: f64, b: f64, x: f64) -> Option<(f64, f64)> {
    let scale = (ln_inverse_beta + a * x.ln() + b * (-x).ln_1p()).exp();
    let share = if x < (a + 1.0) / (a + b + 2.0) {
        scale * continued_fraction(a, b, x)? / a
    } else {
        1.0 - scale * continued_fraction(b, a, 1.0 - x)? / b
    };
    Some((finite(share.clamp(0.0, 1.0))?, scale / (x * (1.0 - x))))
}

/// The `x` at which `I_x(a, b)` reaches `share`; `share` strictly between 0 and 1, else `None`.
///
/// Halley steps by the density of the beta distribution and its slope, each kept inside the interval that is known to hold the
/// answer; a step that would leave it halves the interval instead, so that it always ends.
pub(super) fn quantile(a: f64, b: f64, share: f64) -> Option<f64> {
    let (a, b, share) = (positive(a)?, positive(b)?, open_fraction(share)?);
    let constant = ln_inverse_beta(a, b);
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = first_guess(a, b, share)?;
    for _ in 0..HALVINGS {
        let (reached, density) = share_and_density(constant, a, b, x)?;
        if reached < share {
            low = x;
        } else {
            high = x;
        }
        let newton = (reached - share) / density;
        let slope = (a - 1.0) / x - (b - 1.0) / (1.0 - x);
        let step = x - newton / (1.0 - 0.5 * (newton * slope).clamp(-1.0, 1.0));
        // Asked before the interval is: the answer itself is an end of it.
        if (step - x).abs() <= LAST_STEP * x.min(1.0 - x) {
            return Some(step);
        }
        let next = if step > low && step < high { step } else { f64::midpoint(low, high) };
        if (next - x).abs() <= f64::EPSILON * x {
            return Some(next);
        }
        x = next;
    }
    Some(x)
}

/// Approximate quantile from the normal distribution, or the mean where a parameter is too small for it.
fn first_guess(a: f64, b: f64, share: f64) -> Option<f64> {
    if a < 1.0 || b < 1.0 {
        return Some(a / (a + b));
    }
    let z = -normal::quantile(share)?;
    let (first, second) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let (curve, mean) = ((z.powi(2) - 3.0) / 6.0, 2.0 / (first + second));
    let w = z * (mean + curve).max(0.0).sqrt() / mean - (second - first) * (curve + 5.0 / 6.0 - 2.0 / (3.0 * mean));
    let guess = a / (a + b * (2.0 * w).exp());
    Some(if guess > 0.0 && guess < 1.0 { guess } else { a / (a + b) })
}

fn continued_fraction(a: f64, b: f64, x: f64) -> Option<f64> {
    let mut upper = 1.0;
    let mut lower = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
    let mut product = lower;
    for term in 1..TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            lower = 1.0 / guarded(1.0 + coefficient * lower);
            upper = guarded(1.0 + coefficient / upper);
            change = upper * lower;
            product *= change;
        }
        if (change - 1.0).abs() <= f64::EPSILON {
            return finite(product);
        }
    }
    None
}

fn guarded(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}

#[cfg(test)]
mod tests {
    use super::super::domain::close;
    use super::*;
    use proptest::prelude::*;

    /// `I_x(1, b) = 1 - (1 - x)^b` and `I_x(a, 1) = x^a`.
    #[test]
    fn closed_forms() {
        assert!(close(regularized(1.0, 2.0, 0.3).unwrap(), 0.51, 1e-14));
        assert!(close(regularized(3.0, 1.0, 0.3).unwrap(), 0.027, 1e-14));
        assert!(close(quantile(1.0, 2.0, 0.5).unwrap(), 0.292_893_218_813_452_4, 1e-13));
    }

    #[test]
    fn out_of_domain_is_none() {
        assert_eq!(regularized(0.0, 1.0, 0.5), None);
        assert_eq!(regularized(1.0, 1.0, 1.5), None);
        assert_eq!(regularized(1.0, f64::NAN, 0.5), None);
        assert_eq!(quantile(1.0, 1.0, 0.0), None);
        assert_eq!(regularized(2.0, 3.0, 0.0), Some(0.0));
        assert_eq!(regularized(2.0, 3.0, 1.0), Some(1.0));
    }

    proptest! {
        #[test]
        fn mirrored(a in 0.5..2000.0_f64, b in 0.5..2000.0_f64, x in 0.0..1.0_f64) {
            let sum = regularized(a, b, x).unwrap() + regularized(b, a, 1.0 - x).unwrap();
            prop_assert!(close(sum, 1.0, 1e-10));
        }

        #[test]
        fn quantile_inverts(a in 0.5..2000.0_f64, b in 0.5..2000.0_f64, share in 0.001..0.999_f64) {
            let x = quantile(a, b, share).unwrap();
            prop_assert!(close(regularized(a, b, x).unwrap(), share, 1e-9));
        }
    }
}
