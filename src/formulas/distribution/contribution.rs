//! Which contributor matters: its share of the variance, and what a tighter tolerance on it buys.

use super::super::domain::fraction;
use super::super::normal::Tails;
use super::{Gap, Term};

/// What one contributor does to the gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// Share of the variance of the gap, a fraction.
    pub variance_share: f64,
    /// Shares of gaps out of limits once this contributor alone scatters less.
    pub tightened: Tails,
    /// Share of gaps that come within limits by it, a fraction; negative where scatter helps a mean that lies out of limits.
    pub saved: f64,
}

/// What each contributor does, in the order given, and what it would save to make its scatter smaller by a share of itself.
///
/// `tightening` from 0 to 1: 0.1 is a tolerance held ten percent tighter about the same mean. Each gap is added up anew, so the
/// figures hold for shapes that are not normal. `None` for an empty or fixed stack, limits that are not in order, or other input
/// out of range.
pub fn contributions(terms: &[Term], lower: f64, upper: f64, tightening: f64) -> Option<Vec<Contribution>> {
    let factor = 1.0 - fraction(tightening)?;
    let gap = Gap::new(terms)?;
    let outside = gap.tails(lower, upper)?.outside();
    let variance = gap.cumulants().variance;
    if variance == 0.0 {
        return None;
    }
    let of = |(index, term): (usize, &Term)| {
        let mut changed = terms.to_vec();
        changed[index].distribution = term.distribution.tightened(factor)?;
        let tightened = Gap::new(&changed)?.tails(lower, upper)?;
        let own = term.sensitivity.powi(2) * term.distribution.cumulants().variance;
        Some(Contribution { variance_share: own / variance, tightened, saved: outside - tightened.outside() })
    };
    terms.iter().enumerate().map(of).collect()
}

#[cfg(test)]
#[path = "contribution_tests.rs"]
mod tests;
