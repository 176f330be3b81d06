//! The loosest tolerances with which a stack keeps its limits: of each contributor one of the groups that its process can be asked
//! for, exactly over all of them.

mod costs;
mod ladder;

use schemars::JsonSchema;
use serde::Serialize;

use super::Range;
use crate::facts::typed::{Dimension, Thing as _};
use crate::facts::{Chain, Link, Trace, World, chain};
use crate::formulas::allocation::{self, Choice, Chosen, allocations};
use crate::formulas::distribution::Distribution;
use crate::quantity::{Measure, find_unit, less};
pub use costs::Costs;
pub use ladder::{Fixed, Step};
use ladder::{Ladder, MILLIONTH};

/// Partial choices that are kept at most; past this the stack is refused rather than answered by halves.
const MOST_KEPT: usize = 200_000;

/// Sets of tolerances that are tried at most.
const MOST_TRIED: usize = 10_000;

/// What a stack has to keep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At most this share of the units outside the limits, a fraction.
    Share(f64),
    /// No unit outside the limits, with all contributors at their worst ends together.
    WorstCase,
}

/// What comes of a set of tolerances.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Held {
    /// Share of the units outside the limits, a fraction: by convolution, for an expression by sampling.
    pub outside: f64,
    /// The gap with all contributors at their worst ends together, in m.
    pub worst_case: Range,
}

/// A contributor and its tolerance in the loosest set. Lengths are in m.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Allocated {
    /// `part.dimension`, or its place in the chain.
    pub name: String,
    /// The field of the spec that holds its tolerance, where it is one of a part.
    pub field: Option<String>,
    /// How far the gap moves with it.
    pub sensitivity: f64,
    /// Nominal value.
    pub nominal: f64,
    /// Middle of its tolerance, about which it is made closer or wider.
    pub middle: f64,
    /// Half the width of its present tolerance.
    pub present: f64,
    /// What its process holds as a matter of course, where that is known.
    pub usual: Option<f64>,
    /// Its tolerance in the loosest set; none if no set holds.
    pub chosen: Option<Step>,
    /// The same as it stands in a spec.
    pub tolerance: Option<String>,
    /// What comes of the loosest set with this contributor one step wider, where there is a wider step.
    pub one_wider: Option<Held>,
    /// What comes of it if this contributor alone is held to its closest step, and all others are as a matter of course.
    pub alone_closest: Option<Held>,
    /// The steps that it may be given, the widest first.
    pub steps: Vec<Step>,
    /// Why it keeps its present tolerance, where it does.
    pub fixed: Option<Fixed>,
    /// What is missing to give it another one.
    pub needs: Vec<String>,
    /// Groups that were left out because their cost is not given.
    pub without_cost: Vec<String>,
}

/// The loosest tolerances of a stack.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Allocation {
    /// Its id.
    pub stack: String,
    /// Gap that works, in m.
    pub limits: (f64, f64),
    /// Share of the units that may be outside, a fraction; none where the worst case has to keep the limits.
    pub share: Option<f64>,
    /// Whether costs of a shop decide.
    pub by_cost: bool,
    /// Its contributors, in the order of the chain.
    pub contributors: Vec<Allocated>,
    /// Mean gap in m, the same for every set.
    pub mean: f64,
    /// What comes of the present tolerances.
    pub present: Held,
    /// What comes of it with every contributor held as a matter of course.
    pub usual: Held,
    /// What comes of it with every contributor at its closest step.
    pub closest: Held,
    /// What comes of the loosest set; none if no set keeps the limits.
    pub held: Option<Held>,
    /// The contributor that comes nearest to keeping the limits one step wider: the next looser set.
    pub next_looser: Option<String>,
    /// The contributor that may stay as it is and whose closest step alone does least, and not enough.
    pub least_worth: Option<String>,
    /// What the loosest set costs for one unit in USD, where costs are given.
    pub cost: Option<f64>,
    /// Where no set keeps the limits: the same with the middle of the gap moved into the middle of its limits.
    pub centered: Option<Held>,
    /// Sets of tolerances that there are.
    pub sets: f64,
    /// Whether it is proven that no looser set keeps the limits; for an expression it is so of its linear estimate only.
    pub proven: bool,
}

/// The loosest tolerances of the stack with this id, or what it needs.
pub fn allocate(world: &World<'_>, id: &str, goal: Goal, costs: Option<&Costs>) -> Result<Allocation, Vec<String>> {
    let search = Search::new(world, id, goal, costs)?;
    let (found, complete) = search.loosest();
    let starts: Vec<usize> = search.ladders.iter().map(Ladder::start).collect();
    let closest: Vec<usize> = search.ladders.iter().map(Ladder::closest).collect();
    let undefined = || vec![format!("stacks.{id} to be defined, and finite, all over the tolerances")];
    let held = |numbers: &[usize]| search.held(numbers).ok_or_else(undefined);
    let of = |at: usize| search.contributor(world, at, found.as_ref(), &starts);
    let contributors: Vec<Allocated> = (0..search.ladders.len()).map(of).collect();
    Ok(Allocation {
        stack: id.to_owned(),
        limits: search.limits,
        share: match goal {
            Goal::Share(share) => Some(share),
            Goal::WorstCase => None,
        },
        by_cost: costs.is_some(),
        next_looser: search.next_looser(&contributors),
        least_worth: search.least_worth(&contributors),
        contributors,
        mean: search.mean(),
        present: search.as_held(&search.chain).ok_or_else(undefined)?,
        usual: held(&starts)?,
        closest: held(&closest)?,
        held: found.as_ref().and_then(|found| search.held(&found.numbers)),
        cost: found.as_ref().filter(|_| costs.is_some()).map(|found| found.burden.0[0] * MILLIONTH),
        centered: if found.is_none() { search.centered(&closest) } else { None },
        sets: search.ladders.iter().map(|ladder| ladder.steps.len() as f64).product(),
        proven: complete && search.chain.expression.is_none(),
    })
}

/// A stack with all that its contributors may be given.
struct Search {
    chain: Chain,
    limits: (f64, f64),
    goal: Goal,
    ladders: Vec<Ladder>,
}

impl Search {
    fn new(world: &World<'_>, id: &str, goal: Goal, costs: Option<&Costs>) -> Result<Self, Vec<String>> {
        let Some(i) = world.stacks.iter().position(|stack| stack.id == id) else { return Err(Vec::new()) };
        let mut trace = Trace::on();
        let limits = world.stacks[i].given.limits.get().map(|limits| (limits.low.si(), limits.high.si()));
        let chain = chain(world, i, &mut trace);
        let (Some(limits), Some(chain)) = (limits, chain) else {
            let mut needs: Vec<String> = world.needs(trace.notes()).iter().map(|wish| wish.at.to_string()).collect();
            needs.extend(limits.is_none().then(|| format!("stacks.{id}.limits")));
            return Err(if needs.is_empty() {
                vec![format!("stacks.{id} to be defined all over the tolerances")]
            } else {
                needs
            });
        };
        let ladders = chain.links.iter().map(|link| Ladder::of(world, link, costs)).collect();
        Ok(Self { chain, limits, goal, ladders })
    }

    /// The set of least burden that keeps the limits, and whether every looser one was tried or cannot.
    fn loosest(&self) -> (Option<Chosen>, bool) {
        let ladders: Vec<allocation::Ladder> = (0..self.ladders.len()).map(|at| self.choices(at)).collect();
        let Some(sets) = allocations(&ladders, self.lighter_is_better(), MOST_KEPT) else { return (None, false) };
        let complete = sets.len() <= MOST_TRIED;
        let found = sets.into_iter().take(MOST_TRIED).find(|set| self.keeps(&set.numbers));
        // The first that holds is the loosest, wherever in the list it stands.
        let proven = found.is_some() || complete;
        (found, proven)
    }

    /// The steps of a contributor by what they add to the scatter or the width of the gap.
    fn choices(&self, at: usize) -> allocation::Ladder {
        let (link, ladder) = (&self.chain.links[at], &self.ladders[at]);
        let by_width = self.goal == Goal::WorstCase;
        let choices = ladder.steps.iter().enumerate().map(|(number, step)| {
            let felt = link.sensitivity.abs() * step.half_width;
            let own = link.half_width();
            let deviation =
                if own > 0.0 { link.sensitivity.abs() * link.distribution.deviation() * step.half_width / own } else { 0.0 };
            Choice { weight: if by_width { felt } else { deviation.powi(2) }, burden: ladder.burden(number) }
        });
        let by_weight = by_width || ladder.steps.len() == 1 || matches!(link.distribution, Distribution::Normal(_));
        allocation::Ladder { choices: choices.collect(), by_weight }
    }

    /// Whether less scatter never puts more units outside. It is so in the worst case; and for the share of units if the mean lies
    /// within the limits and each contributor scatters evenly about its own, ever less with the distance (Anderson's theorem: the
    /// sum then does as well, and its tails shrink with every part of it).
    fn lighter_is_better(&self) -> bool {
        let even = |link: &Link| !matches!(link.distribution, Distribution::Skewed(_) | Distribution::Measured(_));
        let mean = self.mean();
        let inside = self.limits.0 < mean && mean < self.limits.1;
        self.goal == Goal::WorstCase || inside && self.chain.links.iter().all(even)
    }

    fn mean(&self) -> f64 {
        self.chain.gap().map_or(f64::NAN, |gap| gap.cumulants().mean)
    }

    fn with(&self, numbers: &[usize]) -> Option<Chain> {
        let widths = self.ladders.iter().zip(numbers).map(|(ladder, number)| ladder.steps[*number].half_width);
        self.chain.with(&widths.collect::<Vec<f64>>())
    }

    fn held(&self, numbers: &[usize]) -> Option<Held> {
        self.as_held(&self.with(numbers)?)
    }

    fn as_held(&self, chain: &Chain) -> Option<Held> {
        let worst = chain.stack.worst_case;
        let worst_case = Range { minimum: worst.minimum, maximum: worst.maximum };
        Some(Held { outside: chain.outside(self.limits)?, worst_case })
    }

    /// Whether a set of tolerances keeps the limits.
    fn keeps(&self, numbers: &[usize]) -> bool {
        let Some(chain) = self.with(numbers) else { return false };
        match self.goal {
            Goal::WorstCase => {
                let worst = chain.stack.worst_case;
                !less(worst.minimum, self.limits.0) && !less(self.limits.1, worst.maximum)
            }
            Goal::Share(share) => chain.outside(self.limits).is_some_and(|outside| outside <= share),
        }
    }

    fn contributor(&self, world: &World<'_>, at: usize, found: Option<&Chosen>, starts: &[usize]) -> Allocated {
        let (link, ladder) = (&self.chain.links[at], &self.ladders[at]);
        let replaced = |numbers: &[usize], number: usize| {
            let mut changed = numbers.to_vec();
            changed[at] = number;
            self.held(&changed)
        };
        let one_wider = found.and_then(|found| replaced(&found.numbers, found.numbers[at].checked_sub(1)?));
        let closest = ladder.closest();
        Allocated {
            name: link.name.clone(),
            field: link.dimension.map(|dimension| format!("{}.tolerance", world.path(Dimension::at(world, dimension).item()))),
            sensitivity: link.sensitivity,
            nominal: link.nominal,
            middle: f64::midpoint(link.limits.0, link.limits.1),
            present: link.half_width(),
            usual: ladder.usual,
            tolerance: found.map(|found| as_written(link, ladder.steps[found.numbers[at]].half_width)),
            chosen: found.map(|found| ladder.steps[found.numbers[at]].clone()),
            one_wider,
            alone_closest: if closest > starts[at] { replaced(starts, closest) } else { None },
            steps: ladder.steps.clone(),
            fixed: ladder.fixed,
            needs: ladder.needs.clone(),
            without_cost: ladder.without_cost.clone(),
        }
    }

    /// How far a set is from keeping the limits: the smaller the nearer.
    fn misses(&self, held: &Held) -> f64 {
        match self.goal {
            Goal::Share(_) => held.outside,
            Goal::WorstCase => (self.limits.0 - held.worst_case.minimum).max(held.worst_case.maximum - self.limits.1),
        }
    }

    fn next_looser(&self, contributors: &[Allocated]) -> Option<String> {
        let wider = contributors.iter().filter_map(|one| Some((self.misses(one.one_wider.as_ref()?), one)));
        wider.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, one)| one.name.clone())
    }

    /// Nothing is said of a single contributor that can be held closer.
    fn least_worth(&self, contributors: &[Allocated]) -> Option<String> {
        let alone = contributors.iter().filter_map(|one| Some((self.misses(one.alone_closest.as_ref()?), one)));
        let mut alone: Vec<(f64, &Allocated)> = alone.collect();
        alone.sort_by(|one, other| one.0.total_cmp(&other.0));
        let ((nearest, _), (least, last)) = (alone.first()?, alone.last()?);
        let loose = last.chosen.as_ref().is_none_or(|chosen| chosen.closer <= 1.0);
        let differs = (least - nearest).abs() > ROUNDING * least.abs();
        let fails = match self.goal {
            Goal::Share(share) => *least > share,
            Goal::WorstCase => *least > 0.0,
        };
        (loose && differs && fails).then(|| last.name.clone())
    }

    /// What comes of a set with the middle of the gap in the middle of its limits.
    fn centered(&self, numbers: &[usize]) -> Option<Held> {
        let chain = self.with(numbers)?;
        let moved = f64::midpoint(self.limits.0, self.limits.1) - chain.stack.worst_case.mean;
        let limits = (self.limits.0 - moved, self.limits.1 - moved);
        let worst = chain.stack.worst_case;
        let worst_case = Range { minimum: worst.minimum + moved, maximum: worst.maximum + moved };
        Some(Held { outside: chain.outside(limits)?, worst_case })
    }
}

/// A tolerance about the middle of the present one, as a spec writes it.
fn as_written(link: &Link, half_width: f64) -> String {
    let length = |si: f64| Measure::new(si, find_unit("mm")).to_string();
    let off = f64::midpoint(link.limits.0, link.limits.1) - link.nominal;
    if off.abs() <= ROUNDING * link.nominal.abs().max(half_width) {
        format!("±{}", length(half_width))
    } else {
        format!("[{}, {}]", length(off - half_width), length(off + half_width))
    }
}

/// Share of the width of the limits that is forgiven to rounding.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
mod tests;
