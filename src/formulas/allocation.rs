//! Choosing one of several discrete tolerances for each contributor of a stack, exactly.
//!
//! Where the choices of all contributors add up to one number that may not be too large, the sum of the variances or that of the
//! half tolerances, this is a multiple-choice knapsack. It is solved by dynamic programming: contributor by contributor, and of
//! all partial choices only those are kept that no other one equals or beats in both the sum and the burden. What is left over
//! at the end holds the choice of least burden for every bound of the sum, so that the caller may take the first one that
//! stands a test which is finer than the sum, as long as that test never turns against a smaller sum.
//!
//! Reference: W.-J. Lee, T. C. Woo, Optimum Selection of Discrete Tolerances, University of Michigan, Technical Report 87-34
//! (1987), for the problem; K. W. Chase, W. H. Greenwood, B. G. Loosli, L. F. Hauglund, Least Cost Tolerance Allocation for
//! Mechanical Assemblies with Automated Process Selection, Manufacturing Review 3 (1990) 49, for the same with processes. Both
//! search by branch and bound or by enumeration; the answer is the same, and the tests enumerate.

use std::cmp::Ordering;

use super::domain::not_negative;

/// Measures in which a burden is told.
pub const MEASURES: usize = 5;

/// What a choice costs, in a number of measures of which the first that differs decides. Burdens of several contributors
/// add up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Burden(pub [f64; MEASURES]);

impl Burden {
    fn plus(self, other: Self) -> Self {
        let mut sum = self.0;
        for (own, more) in sum.iter_mut().zip(other.0) {
            *own += more;
        }
        Self(sum)
    }

    /// Which of two is smaller.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        self.0
            .iter()
            .zip(&other.0)
            .map(|(one, other)| one.total_cmp(other))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

/// One tolerance that a contributor may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// What it adds to the sum that may not be too large: its variance or its half tolerance as the gap feels it.
    pub weight: f64,
    /// What it costs.
    pub burden: Burden,
}

/// The tolerances of one contributor.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    /// In any order.
    pub choices: Vec<Choice>,
    /// Whether nothing but the weight of a choice matters; otherwise choices are never held against each other.
    pub by_weight: bool,
}

/// One choice for each contributor.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The number of the choice of each contributor, in their order.
    pub numbers: Vec<usize>,
    /// The sum of their weights.
    pub weight: f64,
    /// The sum of their burdens.
    pub burden: Burden,
}

/// The choices of which one has the least burden whatever weight is allowed, that of the least burden first.
///
/// `lighter_is_better` says that less weight never fails a test that more weight stands; where that is not so, all choices are
/// given. `None` where more than `most` partial choices would have to be kept, for a contributor without choices, and for
/// weights that are negative or not finite.
#[must_use]
pub fn allocations(ladders: &[Ladder], lighter_is_better: bool, most: usize) -> Option<Vec<Chosen>> {
    let mut kept = vec![Chosen { numbers: Vec::new(), weight: 0.0, burden: Burden::default() }];
    for (at, ladder) in ladders.iter().enumerate() {
        if ladder.choices.is_empty() || kept.len().checked_mul(ladder.choices.len())? > most {
            return None;
        }
        let mut wider = Vec::with_capacity(kept.len() * ladder.choices.len());
        for partial in &kept {
            for (number, choice) in ladder.choices.iter().enumerate() {
                let numbers = partial.numbers.iter().copied().chain([number]).collect();
                let weight = not_negative(partial.weight + not_negative(choice.weight)?)?;
                wider.push(Chosen { numbers, weight, burden: partial.burden.plus(choice.burden) });
            }
        }
        kept = if lighter_is_better { unbeaten(wider, &ladders[..=at]) } else { wider };
    }
    kept.sort_by(|one, other| one.burden.compare(&other.burden).then_with(|| one.numbers.cmp(&other.numbers)));
    Some(kept)
}

/// Those that no other one of the same choices beyond weight equals or beats in weight and burden.
fn unbeaten(mut all: Vec<Chosen>, ladders: &[Ladder]) -> Vec<Chosen> {
    let apart: Vec<usize> = (0..ladders.len()).filter(|at| !ladders[*at].by_weight).collect();
    let class = |chosen: &Chosen| apart.iter().map(|at| chosen.numbers[*at]).collect::<Vec<usize>>();
    all.sort_by(|one, other| {
        class(one)
            .cmp(&class(other))
            .then_with(|| one.burden.compare(&other.burden))
            .then_with(|| one.weight.total_cmp(&other.weight))
            .then_with(|| one.numbers.cmp(&other.numbers))
    });
    let mut kept: Vec<Chosen> = Vec::new();
    for chosen in all {
        // The burden rises within a class, so that only what is lighter than the lightest before is worth keeping.
        let beaten = kept.last().is_some_and(|last| class(last) == class(&chosen) && last.weight <= chosen.weight);
        if !beaten {
            kept.push(chosen);
        }
    }
    kept
}

#[cfg(test)]
#[path = "allocation_tests.rs"]
mod tests;
