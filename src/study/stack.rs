//! A stack as an engineer expects it: contributors, methods side by side, units outside the limits, and a histogram.

use schemars::JsonSchema;
use serde::Serialize;

use crate::expression::Method;
use crate::facts::typed::{Dimension, Thing as _};
use crate::facts::{Chain, Link, Trace, World, chain};
use crate::formulas::distribution::{Contribution, Distribution, Gap, contributions, share_error, simulate};

/// By how much a tolerance is made tighter to see what that buys.
const TIGHTENING: f64 = 0.1;

/// Classes of the histogram.
const CLASSES: u32 = 25;

/// How the stack is sampled.
#[derive(Clone, Copy, Debug)]
pub struct Sampling {
    /// Samples.
    pub samples: usize,
    /// Seed: the same one gives the same samples on every machine.
    pub seed: u64,
}

/// A contributor. Lengths are in m.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Contributor {
    /// `part.dimension`, or its place in the chain.
    pub name: String,
    /// How far the gap moves with it.
    pub sensitivity: f64,
    /// Nominal value.
    pub nominal: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
    /// How it scatters.
    pub scatter: &'static str,
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// Share of the variance of the gap, a fraction.
    pub variance_share: f64,
    /// Share of units that come within the limits if its scatter is 10 % smaller; none without limits.
    pub saved: Option<f64>,
    /// Deviation each way that its process and resin hold as a matter of course at its size, where that is known.
    pub usual: Option<f64>,
}

/// A range of the gap in m.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Range {
    /// Smallest gap; negative is interference.
    pub minimum: f64,
    /// Largest gap.
    pub maximum: f64,
}

/// Units outside the limits, as fractions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Outside {
    /// Below the lower limit.
    pub below: f64,
    /// Above the upper limit.
    pub above: f64,
    /// How far off each may be: for a simulation one standard error, for the convolution what its last refinement changed.
    pub below_error: f64,
    /// The same for the units above.
    pub above_error: f64,
    /// The same for all units outside. A sample that is too small is not too large as well, so these are not independent.
    pub together_error: f64,
}

/// A class of the histogram.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Class {
    /// Lower end in m.
    pub low: f64,
    /// Upper end in m.
    pub high: f64,
    /// Share of units, a fraction.
    pub share: f64,
}

/// A stack.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StackStudy {
    /// Its id.
    pub stack: String,
    /// Gap that works, in m.
    pub limits: Option<(f64, f64)>,
    /// Its contributors, in the order of the chain.
    pub contributors: Vec<Contributor>,
    /// Gap at nominal dimensions in m.
    pub nominal: f64,
    /// All contributors at their worst ends together.
    pub worst_case: Range,
    /// How the worst case was found: `sum`, `corners` or `intervals`.
    pub worst_case_by: &'static str,
    /// Root sum square.
    pub root_sum_square: Range,
    /// Root sum square inflated for contributors that are not quite centered or normal.
    pub modified: Range,
    /// Mean gap in m with each contributor scattering as given.
    pub mean: f64,
    /// Standard deviation of the gap in m.
    pub deviation: f64,
    /// Whether the exact shares are those of a linear estimate, as for an expression.
    pub linear_estimate: bool,
    /// Units outside by convolution of the contributors; none without limits.
    pub exact: Option<Outside>,
    /// Units outside by simulation; none without limits.
    pub simulated: Option<Outside>,
    /// Share of the samples at which the expression has no value, such as the root of a negative number; they count as outside.
    pub undefined: f64,
    /// Samples of the simulation.
    pub samples: usize,
    /// Its seed.
    pub seed: u64,
    /// The histogram of the gap.
    pub histogram: Vec<Class>,
}

/// The stack with this id, or what it needs.
pub fn stack_study(world: &World<'_>, id: &str, sampling: Sampling) -> Result<StackStudy, Vec<String>> {
    let Some(i) = world.stacks.iter().position(|stack| stack.id == id) else { return Err(Vec::new()) };
    let mut trace = Trace::on();
    let undefined = || vec![format!("stacks.{id} to be defined, and finite, all over the tolerances")];
    let Some(chain) = chain(world, i, &mut trace) else {
        let needs: Vec<String> = world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()).collect();
        return Err(if needs.is_empty() { undefined() } else { needs });
    };
    let limits = world.stacks[i].given.limits.get().map(|limits| (limits.low.si(), limits.high.si()));
    let terms = chain.terms();
    let gap = chain.gap().ok_or_else(undefined)?;
    let cumulants = gap.cumulants();
    let (low, high) = limits.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let shares = contributions(&terms, low, high, TIGHTENING);
    let contributors = contributors(world, &chain, limits, shares.as_deref());
    let exact = limits.and_then(|limits| exactly(&gap, limits));
    let distributions: Vec<Distribution> = chain.links.iter().map(|link| link.distribution.clone()).collect();
    let simulation = simulate(&distributions, sampling.samples, sampling.seed, |values| chain.value(values));
    let undefined_share = simulation.as_ref().map_or(1.0, |simulation| simulation.undefined() as f64 / sampling.samples as f64);
    let simulated = limits.zip(simulation.as_ref()).and_then(|((low, high), simulation)| {
        let (below, above) = (simulation.below(low)?, simulation.above(high)?);
        // Shares of all samples, not only of those with a value.
        let of_all = 1.0 - undefined_share;
        let (below_share, above_share) = (below.value * of_all, above.value * of_all);
        Some(Outside {
            below: below_share,
            above: above_share,
            below_error: below.standard_error,
            above_error: above.standard_error,
            together_error: share_error(below_share + above_share + undefined_share, sampling.samples as f64),
        })
    });
    let histogram = gap.histogram(CLASSES).unwrap_or_default();
    let stack = chain.stack;
    let range = |range: crate::formulas::stack::GapRange| Range { minimum: range.minimum, maximum: range.maximum };
    Ok(StackStudy {
        stack: id.to_owned(),
        limits,
        contributors,
        nominal: stack.nominal,
        worst_case: range(stack.worst_case),
        worst_case_by: match chain.method {
            None => "sum",
            Some(Method::Corners) => "corners",
            Some(Method::Intervals) => "intervals",
        },
        root_sum_square: range(stack.root_sum_square),
        modified: range(stack.modified),
        mean: cumulants.mean,
        deviation: cumulants.deviation(),
        linear_estimate: !chain.is_sum(),
        exact,
        simulated,
        undefined: undefined_share,
        samples: sampling.samples,
        seed: sampling.seed,
        histogram: histogram.iter().map(|bin| Class { low: bin.low, high: bin.high, share: bin.share }).collect(),
    })
}

/// Each contributor with its part in the gap.
fn contributors(
    world: &World<'_>,
    chain: &Chain,
    limits: Option<(f64, f64)>,
    shares: Option<&[Contribution]>,
) -> Vec<Contributor> {
    let contributors = chain.links.iter().enumerate().map(|(number, link)| {
        let share = shares.map(|shares| &shares[number]);
        Contributor {
            name: link.name.clone(),
            sensitivity: link.sensitivity,
            nominal: link.nominal,
            lower: link.limits.0,
            upper: link.limits.1,
            scatter: scatter(link),
            mean: link.distribution.mean(),
            deviation: link.distribution.deviation(),
            variance_share: share.map_or(0.0, |share| share.variance_share),
            saved: limits.and(share).map(|share| share.saved),
            usual: link.dimension.and_then(|dimension| usual(world, dimension)),
        }
    });
    contributors.collect()
}

/// Shares outside the limits, by the distribution of the sum.
fn exactly(gap: &Gap, (low, high): (f64, f64)) -> Option<Outside> {
    let (below, above) = (gap.below(low)?, gap.above(high)?);
    Some(Outside {
        below: below.value,
        above: above.value,
        below_error: below.error,
        above_error: above.error,
        together_error: below.error + above.error,
    })
}

/// How a contributor scatters, in a word.
fn scatter(link: &Link) -> &'static str {
    if link.measured {
        return "measured";
    }
    match link.distribution {
        Distribution::Fixed(_) => "fixed",
        Distribution::Normal(_) => "normal",
        Distribution::Uniform(_) => "uniform",
        Distribution::Triangular(_) => "triangular",
        Distribution::Truncated(_) => "sorted",
        Distribution::Skewed(_) => "skewed",
        Distribution::Measured(_) => "measured",
    }
}

/// What its process holds at its size.
fn usual(world: &World<'_>, dimension: usize) -> Option<f64> {
    super::number(Dimension::at(world, dimension).general_tolerance(&mut Trace::off()))
}
