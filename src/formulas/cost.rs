//! Money: what scrap, rework, a missed yield and minimum orders cost.
//!
//! All sums are in one currency of the caller's choice. Costs are those per unit that the caller states; no price is known here.
//!
//! References: the sums are bookkeeping of units; C. Horngren, S. Datar, M. Rajan, Cost Accounting: A Managerial Emphasis,
//! chapter on spoilage, rework and scrap; yields as in [`super::yields`].

use super::domain::{finite, fraction, not_negative, positive, positive_fraction, round_up};

/// A step of a line, for the cost of what it scraps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostedStep {
    /// Material and work that the step adds to a unit, not negative, whether the unit passes or not.
    pub adds: f64,
    /// Share of the units that go on, a fraction above 0.
    pub step_yield: f64,
}

/// What a good unit costs, and how much of it was spent on scrap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitCost {
    /// Units started for one good unit, at least 1.
    pub started: f64,
    /// Cost of a good unit, scrap included.
    pub total: f64,
    /// The part of it that went into scrapped units.
    pub scrap: f64,
}

/// What is left over of an order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leftover {
    /// Quantity to be ordered.
    pub ordered: f64,
    /// Quantity left over.
    pub quantity: f64,
    /// What it cost.
    pub value: f64,
}

/// Cost of a good unit and of the scrap in it: late scrap has cost all the steps before it.
///
/// For one good unit `1 / (Y_i ... Y_n)` units enter step i. Total: the sum over the steps of what they add times the units that
/// enter; scrap: that less what one unit costs. Steps in order; no step costs nothing. `None` if a cost is negative, a yield is 0
/// or above 1, or anything is not finite. Reference: see the module.
pub fn cost_of_good_unit(steps: &[CostedStep]) -> Option<UnitCost> {
    let (mut started, mut total, mut plain) = (1.0, 0.0, 0.0);
    for step in steps.iter().rev() {
        started = finite(started / positive_fraction(step.step_yield)?)?;
        total += not_negative(step.adds)? * started;
        plain += step.adds;
    }
    Some(UnitCost { started, total: finite(total)?, scrap: (total - plain).max(0.0) })
}

/// Cost of poor quality for one started unit: `(1 - first) (reworkable rework + (1 - reworkable success) scrap)`.
///
/// `first_pass` yield, `reworkable` share of the rejects and `success` share of the rework are fractions, `rework` cost of one
/// rework and `scrap` cost of one scrapped unit not negative, else `None`. Rework is paid whether it succeeds or not.
/// Reference: see the module.
pub fn cost_of_rejects(first_pass: f64, reworkable: f64, success: f64, rework: f64, scrap: f64) -> Option<f64> {
    let (rejected, reworkable) = (1.0 - fraction(first_pass)?, fraction(reworkable)?);
    let lost = 1.0 - reworkable * fraction(success)?;
    finite(rejected * (reworkable * not_negative(rework)? + lost * not_negative(scrap)?))
}

/// Money lost because a line yields less than planned: `good cost (1 / reached - 1 / planned)`.
///
/// `good` units needed and `cost` of a started unit not negative, yields fractions above 0, else `None`. Negative if the line
/// does better than planned. Reference: see the module.
pub fn cost_of_yield_gap(good: f64, cost: f64, planned: f64, reached: f64) -> Option<f64> {
    let more = 1.0 / positive_fraction(reached)? - 1.0 / positive_fraction(planned)?;
    finite(not_negative(good)? * not_negative(cost)? * more)
}

/// Cost of a good unit with its share of what is paid once: `variable / yield + once / good`.
///
/// `variable` cost of a started unit and `once` (tools, set-up, approval) not negative, `line_yield` a fraction above 0, `good`
/// units that the sum is spread over above 0, else `None`. Reference: see the module.
pub fn unit_cost_with_tooling(variable: f64, line_yield: f64, once: f64, good: f64) -> Option<f64> {
    finite(not_negative(variable)? / positive_fraction(line_yield)? + not_negative(once)? / positive(good)?)
}

/// Good units from which a sum paid once pays off: `ceil(once / saving)`.
///
/// `once` not negative, `saving` a unit above 0, else `None`. Reference: see the module.
pub fn break_even(once: f64, saving: f64) -> Option<u64> {
    round_up(not_negative(once)? / positive(saving)?)
}

/// What is left over of material that has a minimum order and comes in packs.
///
/// `needed` and `minimum` not negative, `pack` above 0, in one unit of quantity, `price` of that unit not negative, else `None`.
/// The order is the smallest number of whole packs that reaches both. Reference: see the module.
pub fn leftover(needed: f64, minimum: f64, pack: f64, price: f64) -> Option<Leftover> {
    let (needed, pack) = (not_negative(needed)?, positive(pack)?);
    let wanted = if needed > 0.0 { needed.max(not_negative(minimum)?) } else { 0.0 };
    let ordered = finite(round_up(wanted / pack)? as f64 * pack)?;
    let quantity = (ordered - needed).max(0.0);
    Some(Leftover { ordered, quantity, value: finite(quantity * not_negative(price)?)? })
}

#[cfg(test)]
#[path = "cost_tests.rs"]
mod tests;
