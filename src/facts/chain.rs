//! The contributors of a stack: what each is, how it scatters, and how the gap follows from them.

use super::given::{elements, field, measure};
use super::typed::{Measurement, Thing as _};
use super::{Item, Kind, Trace, World};
use crate::design::{Dimensioned, Scatter};
use crate::expression::{Expression, Method};
use crate::formulas::distribution::{Distribution, Gap, Simulation, Term, simulate};
use crate::formulas::nonlinear::{Range, linearized, sensitivities};
use crate::formulas::stack::{Contributor, Direction, GapRange, Stack, stack};
use crate::world::views::Sampled;
use crate::yaml::TextOr;

/// Samples with which a check looks at an expression, and their seed.
const SAMPLES: usize = 50_000;
const SEED: u64 = 1;

/// A contributor of a stack.
#[derive(Clone, Debug)]
pub struct Link {
    /// `part.dimension`, or its place in the chain.
    pub name: String,
    /// The dimension of a part that it is; none for a length of its own.
    pub dimension: Option<usize>,
    /// How far the gap moves with it; for an expression, in the middle of the tolerances.
    pub sensitivity: f64,
    /// Nominal value in m.
    pub nominal: f64,
    /// Limits in m.
    pub limits: (f64, f64),
    /// How it scatters, in m.
    pub distribution: Distribution,
    /// Whether it scatters as measured on production parts.
    pub measured: bool,
}

impl Link {
    /// Half the width of its tolerance in m.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        (self.limits.1 - self.limits.0) / 2.0
    }

    /// The same with another tolerance about the same middle, held in the same shape and with the same capability.
    fn held_to(&self, half_width: f64) -> Option<Self> {
        let own = self.half_width();
        if (half_width - own).abs() <= f64::EPSILON * own {
            return Some(self.clone());
        }
        let middle = f64::midpoint(self.limits.0, self.limits.1);
        let distribution = self.distribution.tightened(half_width / own)?;
        Some(Self { limits: (middle - half_width, middle + half_width), distribution, ..self.clone() })
    }
}

/// A stack with its contributors.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Its contributors.
    pub links: Vec<Link>,
    /// The expression, for a gap that is no plain sum.
    pub expression: Option<Expression>,
    /// The three usual methods.
    pub stack: Stack,
    /// How the worst case of an expression that bends was found; a sum needs no way.
    pub method: Option<Method>,
}

impl Chain {
    /// The same stack with tolerances of these half widths in m, each about its middle, in its shape and with its capability;
    /// none where the gap is then not defined.
    #[must_use]
    pub fn with(&self, half_widths: &[f64]) -> Option<Self> {
        let links = self.links.iter().zip(half_widths).map(|(link, half_width)| link.held_to(*half_width));
        let links = links.collect::<Option<Vec<Link>>>()?;
        match &self.expression {
            None => summed(links),
            Some(expression) => by_formula(expression.clone(), links),
        }
    }

    /// Whether the gap is a sum of its contributors, each times a number, and a number, however it is written.
    #[must_use]
    pub fn is_sum(&self) -> bool {
        self.expression.as_ref().is_none_or(Expression::is_linear)
    }

    /// Share of the units outside two limits: exact for a sum, by sampling for an expression that bends.
    #[must_use]
    pub fn outside(&self, (low, high): (f64, f64)) -> Option<f64> {
        if self.is_sum() {
            return Some(self.gap()?.tails(low, high)?.outside());
        }
        let simulation = self.simulation()?;
        let undefined = simulation.undefined() as f64 / SAMPLES as f64;
        Some(undefined + (1.0 - undefined) * simulation.tails(low, high)?.outside())
    }

    /// Samples of the gap.
    fn simulation(&self) -> Option<Simulation> {
        let distributions: Vec<Distribution> = self.links.iter().map(|link| link.distribution.clone()).collect();
        simulate(&distributions, SAMPLES, SEED, |values| self.value(values))
    }

    /// The gap as a sum of contributors; a linear estimate for an expression that bends.
    #[must_use]
    pub fn gap(&self) -> Option<Gap> {
        Gap::new(&self.terms())
    }

    /// The contributors as terms of a sum, whose mean is that of the stack.
    #[must_use]
    pub fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<Term> = self
            .links
            .iter()
            .map(|link| Term { sensitivity: link.sensitivity, distribution: link.distribution.clone() })
            .collect();
        if let Some(expression) = &self.expression {
            // What the expression holds beyond its linear part.
            let means: Vec<f64> = self.links.iter().map(|link| link.distribution.mean()).collect();
            let linear: f64 = self.links.iter().zip(&means).map(|(link, mean)| link.sensitivity * mean).sum();
            let offset = expression.evaluate(&means) - linear;
            terms.extend(Distribution::fixed(offset).map(|distribution| Term { sensitivity: 1.0, distribution }));
        }
        terms
    }

    /// The gap for values of the contributors in m, in their order.
    #[must_use]
    pub fn value(&self, values: &[f64]) -> f64 {
        match &self.expression {
            Some(expression) => expression.evaluate(values),
            None => self.links.iter().zip(values).map(|(link, value)| link.sensitivity * value).sum(),
        }
    }
}

/// Draws the samples of a stack once for a design.
fn sampled(world: &World<'_>, i: usize, chain: &Chain) -> Sampled {
    *world.sampled[i].get_or_init(|| {
        let limits = world.stacks[i].given.limits.get().map(|limits| (limits.low.si(), limits.high.si()));
        let Some(simulation) = chain.simulation() else {
            return Sampled { outside: None, range: None };
        };
        let undefined = simulation.undefined() as f64 / SAMPLES as f64;
        let tails = limits.and_then(|(low, high)| simulation.tails(low, high));
        Sampled {
            outside: tails.map(|tails| undefined + (1.0 - undefined) * tails.outside()),
            range: simulation.quantile(0.001_35).zip(simulation.quantile(0.998_65)),
        }
    })
}

/// Share of the units outside the limits of a stack: exact for a sum, by sampling for an expression that bends.
pub fn outside(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<f64> {
    let chain = chain(world, i, trace)?;
    let view = &world.stacks[i];
    let limits = field(&view.given.limits, trace, || format!("stacks.{}.limits", view.id))?;
    if chain.is_sum() { chain.outside((limits.low.si(), limits.high.si())) } else { sampled(world, i, &chain).outside }
}

/// Range that holds 99.73 % of the gaps: root sum square for a sum, by sampling for an expression that bends.
pub fn statistical(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<(f64, f64)> {
    let chain = chain(world, i, trace)?;
    if chain.is_sum() {
        return Some((chain.stack.root_sum_square.minimum, chain.stack.root_sum_square.maximum));
    }
    sampled(world, i, &chain).range
}

/// The stack with this number; what is missing is named.
pub fn chain(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Chain> {
    let given = world.stacks[i].given;
    let id = &world.stacks[i].id;
    if given.expression.is_given() {
        return by_expression(world, i, trace);
    }
    let chain = field(&given.chain, trace, || format!("stacks.{id}.chain"))?;
    let links: Vec<Option<Link>> = chain
        .iter()
        .enumerate()
        .filter_map(|(number, link)| link.get().map(|link| (number, link)))
        .map(|(number, given)| {
            let (sensitivity, key, side) =
                if given.plus.is_given() { (1.0, "plus", &given.plus) } else { (-1.0, "minus", &given.minus) };
            let own = format!("stacks.{id}.chain.{number}.{key}");
            let side = field(side, trace, || own.clone())?;
            link(world, side, sensitivity, (&format!("{key} {}", number + 1), &own), trace)
        })
        .collect();
    summed(merged(links.into_iter().collect::<Option<_>>()?).0)
}

/// A plain sum.
fn summed(links: Vec<Link>) -> Option<Chain> {
    let contributors: Vec<Contributor> = links.iter().map(contributor).collect();
    let stack = stack(&contributors)?;
    Some(Chain { links, expression: None, stack, method: None })
}

fn contributor(link: &Link) -> Contributor {
    let direction = if link.sensitivity < 0.0 { Direction::Closes } else { Direction::Opens };
    let times = link.sensitivity.abs();
    let (lower, upper) = (times * (link.limits.0 - link.nominal), times * (link.limits.1 - link.nominal));
    Contributor { direction, nominal: times * link.nominal, lower, upper }
}

/// Contributors of which each dimension of a part is one: what it does in several places adds up. With each, the number that it
/// then has.
fn merged(links: Vec<Link>) -> (Vec<Link>, Vec<usize>) {
    let (mut kept, mut numbers): (Vec<Link>, Vec<usize>) = (Vec::new(), Vec::new());
    for link in links {
        let known = kept.iter().position(|other| other.dimension.is_some() && other.dimension == link.dimension);
        let number = known.unwrap_or(kept.len());
        match known {
            Some(number) => kept[number].sensitivity += link.sensitivity,
            None => kept.push(link),
        }
        numbers.push(number);
    }
    (kept, numbers)
}

fn by_expression(world: &World<'_>, i: usize, trace: &mut Trace) -> Option<Chain> {
    let (given, id) = (world.stacks[i].given, &world.stacks[i].id);
    let text = field(&given.expression, trace, || format!("stacks.{id}.expression"))?;
    let variables = field(&given.variables, trace, || format!("stacks.{id}.variables"))?;
    let names: Vec<&str> = variables.iter().map(|variable| &*variable.id).collect();
    let links: Vec<Option<Link>> = variables
        .iter()
        .filter_map(|variable| variable.value.as_ref().map(|value| (variable, value)))
        .map(|(variable, value)| {
            let own = format!("stacks.{id}.variables.{}", variable.id);
            link(world, value, 1.0, (&variable.id, &own), trace)
        })
        .collect();
    let found = evaluated(text, &names, &links.into_iter().collect::<Option<Vec<Link>>>()?);
    // All that it names is known, so it is the expression that has no value there.
    found.or_else(|| trace.need(|| format!("stacks.{id}.expression")))
}

/// An expression of lengths.
fn evaluated(text: &str, names: &[&str], links: &[Link]) -> Option<Chain> {
    let expression = Expression::length(text, names).ok()?;
    // In the order of the expression, whatever that of the variables: samples are drawn one contributor after the other.
    let order = expression.used();
    let unused = (0..links.len()).filter(|number| !order.contains(number));
    let order: Vec<usize> = order.iter().copied().chain(unused).collect();
    let mut places = vec![0; order.len()];
    for (place, number) in order.iter().enumerate() {
        places[*number] = place;
    }
    // Two names of one dimension are one contributor.
    let (links, numbers) = merged(order.iter().map(|number| links[*number].clone()).collect());
    let numbers: Vec<usize> = places.iter().map(|place| numbers[*place]).collect();
    by_formula(expression.renumbered(&numbers), links)
}

/// A sum that is written as an expression.
fn by_sum(expression: Expression, mut links: Vec<Link>) -> Option<Chain> {
    let mut values = vec![0.0; links.len()];
    let rest = expression.evaluate(&values);
    for (number, link) in links.iter_mut().enumerate() {
        values[number] = 1.0;
        link.sensitivity = expression.evaluate(&values) - rest;
        values[number] = 0.0;
    }
    let rest = Contributor { direction: Direction::Opens, nominal: rest, lower: 0.0, upper: 0.0 };
    let contributors: Vec<Contributor> = links.iter().map(contributor).chain([rest]).collect();
    let stack = stack(&contributors)?;
    Some(Chain { links, expression: Some(expression), stack, method: None })
}

/// An expression of its contributors, at its nominal and its worst case.
fn by_formula(expression: Expression, mut links: Vec<Link>) -> Option<Chain> {
    if expression.is_linear() {
        return by_sum(expression, links);
    }
    let ranges: Vec<Range> = links.iter().filter_map(|link| Range::new(link.limits.0, link.limits.1)).collect();
    let nominals: Vec<f64> = links.iter().map(|link| link.nominal).collect();
    let function = |values: &[f64]| expression.evaluate(values);
    let mut stack = linearized(function, &nominals, &ranges)?;
    stack.nominal = function(&nominals);
    let worst = expression.worst_case(&ranges)?;
    // An extreme between the corners is missed, but never one at the nominals or in the middle.
    let middles: Vec<f64> = ranges.iter().map(|range| f64::midpoint(range.low, range.high)).collect();
    let inside = [stack.nominal, function(&middles)];
    let low = inside.into_iter().fold(worst.range.low, f64::min);
    let high = inside.into_iter().fold(worst.range.high, f64::max);
    stack.worst_case = GapRange { mean: f64::midpoint(low, high), half_width: (high - low) / 2.0, minimum: low, maximum: high };
    let means: Vec<f64> = links.iter().map(|link| link.distribution.mean()).collect();
    let steps: Vec<f64> = links.iter().map(|link| 1e-3 * (link.limits.1 - link.limits.0).max(1e-6)).collect();
    for (link, slope) in links.iter_mut().zip(sensitivities(function, &means, &steps)?) {
        link.sensitivity = slope;
    }
    Some(Chain { links, expression: Some(expression), stack, method: Some(worst.method) })
}

/// A contributor by reference or with a length of its own.
fn link(
    world: &World<'_>,
    given: &TextOr<Box<str>, Dimensioned>,
    sensitivity: f64,
    (name, path): (&str, &str),
    trace: &mut Trace,
) -> Option<Link> {
    match given {
        TextOr::Text(name) => {
            let found = world
                .dimensions
                .iter()
                .position(|d| name.split_once('.').is_some_and(|(part, id)| world.parts[d.part].id == part && d.id == id))?;
            let path = world.path(Item::new(Kind::Dimension, found));
            let link = scattering(world, world.dimensions[found].dimension, Some(found), &path, trace)?;
            Some(Link { name: name.to_string(), sensitivity, ..link })
        }
        TextOr::Long(dimension) => {
            let link = scattering(world, dimension, None, path, trace)?;
            Some(Link { name: name.to_owned(), sensitivity, ..link })
        }
    }
}

/// A dimension with its limits and its scatter.
fn scattering(world: &World<'_>, given: &Dimensioned, dimension: Option<usize>, path: &str, trace: &mut Trace) -> Option<Link> {
    let nominal = measure(&given.nominal, trace, || format!("{path}.nominal"));
    let tolerance = field(&given.tolerance, trace, || format!("{path}.tolerance"));
    let (nominal, tolerance) = (nominal?.si, tolerance?);
    let (low, high) = (nominal + tolerance.lower.si, nominal + tolerance.upper.si);
    let capability = given.capability.get().map_or(1.0, |capability| {
        trace.given_at(given.capability.span(), || format!("{path}.capability"));
        capability.si()
    });
    let middle = f64::midpoint(low, high);
    let deviation = (high - low) / (6.0 * capability);
    let word = given.distribution.get().copied().unwrap_or(Scatter::Normal);
    let distribution = match word {
        _ if high <= low => Distribution::fixed(middle),
        Scatter::Normal => Distribution::normal_within(low, high, capability),
        Scatter::Uniform => Distribution::uniform(low, high),
        Scatter::Triangular => Distribution::triangular(low, middle, high),
        Scatter::Sorted => Distribution::truncated_normal(middle, deviation, low, high),
        Scatter::Skewed => {
            let skewness = field(&given.skewness, trace, || format!("{path}.skewness"))?;
            Distribution::skewed(middle, deviation, skewness.si())
        }
        Scatter::Measured => match dimension.and_then(|dimension| as_measured(world, dimension, trace)) {
            Some(distribution) => Some(distribution),
            None => return trace.need(|| "evidence.measurements".to_owned()),
        },
        Scatter::Fixed => Distribution::fixed(middle),
    }?;
    let measured = word == Scatter::Measured;
    Some(Link { name: String::new(), dimension, sensitivity: 1.0, nominal, limits: (low, high), distribution, measured })
}

/// A dimension as its readings from production scatter.
fn as_measured(world: &World<'_>, dimension: usize, trace: &mut Trace) -> Option<Distribution> {
    let view = &world.dimensions[dimension];
    let name = format!("{}.{}", world.parts[view.part].id, view.id);
    let (i, study) = world.measurements.iter().enumerate().find(|(i, study)| {
        study.given.of.get().is_some_and(|of| **of == *name)
            && world.is_newest_study(*i)
            && Measurement::at(world, *i).from_production(&mut Trace::off()) == Ok(true)
    })?;
    trace.given(study.span);
    let values: Vec<f64> = elements(&study.given.values).map(|(value, _)| value.si()).collect();
    if let Some(distribution) = Distribution::measured(&values) {
        return Some(distribution);
    }
    let (mean, deviation, _) = super::evidence::sample(world, i, trace).ok()?;
    Distribution::normal(mean, deviation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Content, Loader};

    /// Two normal millimeters of a deviation of 0.1 mm each: 0.1414 mm together, with the limits at two deviations.
    const SPEC: &str = "
caseproof: 1
design: { name: Sum }
parts: { a: { material: abs, dimensions: { d: { nominal: 1 mm, tolerance: ±0.3 mm }, e: { nominal: 1 mm, tolerance: ±0.3 mm } } } }
stacks:
  formula: { limits: [1.7172 mm, 2.2828 mm], expression: one + 2 * other / 2, variables: { one: a.d, other: a.e } }
  sum: { limits: [1.7172 mm, 2.2828 mm], chain: [{ plus: a.d }, { plus: a.e }] }
  twice: { limits: [1.7 mm, 2.3 mm], chain: [{ plus: a.d }, { plus: a.d }] }
  twice-formula: { limits: [1.7 mm, 2.3 mm], expression: one + other, variables: { one: a.d, other: a.d } }
  none: { limits: [0.2 mm, 0.8 mm], chain: [{ plus: a.d }, { minus: a.d }, { plus: { nominal: 0.5 mm, tolerance: ±0.1 mm } }] }
  nothing: { limits: [-0.1 mm, 0.1 mm], chain: [{ plus: a.d }, { minus: a.d }] }
  bent: { limits: [1.7172 mm, 2.2828 mm], expression: 'sqrt(one^2 + 2 * one * other + other * other)', variables: { one: a.d, other: a.e } }
  bent-again: { limits: [1.7172 mm, 2.2828 mm], expression: 'sqrt(uno^2 + 2 * uno * due + due * due)', variables: { due: a.e, uno: a.d } }
";

    fn worlds() -> Vec<crate::design::Spec> {
        let Content::Specs(specs) = Loader::new(std::path::Path::new(".")).text(SPEC.to_owned(), "spec", None).content else {
            panic!("a spec")
        };
        specs
    }

    /// What one dimension does in two places is not independent: twice 1 mm ±0.3 mm is 2 mm ±0.6 mm in every method, of which
    /// 13.36 % lie outside 2 mm ±0.3 mm (1.5 sigma); and what it adds and takes away is nothing.
    #[test]
    fn a_dimension_used_twice_is_one_contributor() {
        let specs = worlds();
        let world = World::new(&specs[0], None);
        for (number, tolerance) in [(2, 1e-6), (3, 1e-6)] {
            let chain = chain(&world, number, &mut Trace::off()).unwrap();
            assert_eq!(chain.links.len(), 1);
            assert!((chain.links[0].sensitivity - 2.0).abs() < 1e-9);
            let ends = |range: GapRange| (1e3 * range.minimum, 1e3 * range.maximum);
            for (low, high) in [ends(chain.stack.worst_case), ends(chain.stack.root_sum_square)] {
                assert!((low - 1.4).abs() < 1e-6 && (high - 2.6).abs() < 1e-6, "{low} {high}");
            }
            let share = outside(&world, number, &mut Trace::off()).unwrap();
            assert!((share - 0.133_614_4).abs() < tolerance, "{share}");
        }
        let rest = chain(&world, 4, &mut Trace::off()).unwrap();
        assert!((rest.stack.worst_case.half_width - 1e-4).abs() < 1e-9, "{:?}", rest.stack);
        assert!(outside(&world, 4, &mut Trace::off()).unwrap() < 1e-12);
        assert_eq!(outside(&world, 5, &mut Trace::off()), Some(0.0), "nothing is left to scatter");
    }

    #[test]
    fn a_formula_that_bends_is_sampled_once_and_agrees_with_its_sum() {
        let specs = worlds();
        let world = World::new(&specs[0], None);
        let shares = [0, 1].map(|i| outside(&world, i, &mut Trace::off()).unwrap());
        assert!((shares[1] - 0.0455).abs() < 1e-4 && (shares[0] - shares[1]).abs() < 1e-9, "{shares:?}");
        let ranges = [0, 1, 6].map(|i| statistical(&world, i, &mut Trace::off()).unwrap().0);
        assert!((ranges[1] - 1.5757e-3).abs() < 1e-7 && (ranges[0] - ranges[1]).abs() < 1e-9, "{ranges:?}");
        assert!((ranges[2] - ranges[1]).abs() < 2e-5, "{ranges:?}");
        // Only the formula that bends was sampled; what is kept is what is answered again.
        let share = |number: usize| outside(&world, number, &mut Trace::off()).unwrap();
        assert!((share(6) - shares[1]).abs() < 0.003, "{}", share(6));
        assert!(world.sampled[0].get().is_none() && world.sampled[1].get().is_none());
        assert_eq!(world.sampled[6].get().unwrap().outside, Some(share(6)));
        let again = World::new(&specs[0], None);
        again.sampled[6].set(Sampled { outside: Some(0.5), range: None }).unwrap();
        assert_eq!(outside(&again, 6, &mut Trace::off()), Some(0.5));
        // Whatever the order in which its variables are written.
        assert_eq!(share(7), share(6));
    }
}
