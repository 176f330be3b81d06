//! Gaps of contributors that scatter as they really do.

use super::{count, input, number, require, signed};
use crate::calc::arguments::{Arguments, Fault, Value};
use crate::calc::entry::{Formula, Input, Kind, output};
use crate::calc::limit::Limit;
use crate::formulas::distribution::{Distribution, Estimate, Gap, SKEWNESS, Simulation, Term, simulate};
use crate::formulas::stack::deviation_from_tolerance;
use crate::quantity::Dimension;

const LENGTHS: Kind = Kind::Quantity(Dimension::LENGTH);
const SHAPES: &[&str] = &["normal", "uniform", "triangular", "sorted", "skewed", "fixed"];
const CONVOLUTION: &str = "convolution of the distributions; H. Panjer, G. Willmot, Insurance Risk Models, Society of Actuaries 1992; normal within a tolerance as in P. Drake (ed.), Dimensioning and Tolerancing Handbook, McGraw-Hill, chapter 9";
const SAMPLING: &str = "ChaCha generator: D. Bernstein, ChaCha, a variant of Salsa20, 2008, https://cr.yp.to/chacha/chacha-20080128.pdf; standard errors: M. Kendall, A. Stuart, The Advanced Theory of Statistics, volume 1, 3rd edition, Griffin 1969, chapter 10";

const DIMS: &[Input] = &[
    input("name", Kind::Label, Limit::ANY, "lid", "name of the dimension").optional(),
    signed("nominal", Dimension::LENGTH, "20 mm", "nominal dimension; a negative one closes the gap"),
    input("plus", LENGTHS, Limit::ANY, "0.1 mm", "upper deviation of the part, signed"),
    input("minus", LENGTHS, Limit::ANY, "-0.1 mm", "lower deviation of the part, signed"),
    input(
        "distribution",
        Kind::Word(SHAPES),
        Limit::ANY,
        "uniform",
        "shape about the middle of the tolerance; sorted is normal, truncated at the tolerance",
    )
    .or("normal"),
    number("capability", Limit::POSITIVE, "1", "centered capability of a normal, sorted or skewed one").or("1"),
    number("skewness", SKEWNESS, "0.8", "skewness of a skewed one; positive has its long tail upward").optional(),
];
const CHAIN: Input = input(
    "dims",
    Kind::Records(DIMS),
    Limit::ANY,
    r#"[{"nominal": "20 mm", "plus": "0.1 mm", "minus": "-0.1 mm", "distribution": "uniform"}, {"nominal": "-19.8 mm", "plus": "0.2 mm", "minus": "-0.2 mm"}]"#,
    "dimensions of the chain; plus and minus apply to the part, whatever its direction",
);
const LOWER: Input = input("lower", LENGTHS, Limit::ANY, "0.02 mm", "smallest gap that works").or("0 mm");
const UPPER: Input = input("upper", LENGTHS, Limit::ANY, "0.5 mm", "largest gap that works; none if left out").optional();

fn term(row: &Arguments, number: usize) -> Result<Term, Fault> {
    let contributor = super::tolerance_stack::contributor(row, number)?;
    let nominal = contributor.nominal;
    let (low, high) = (nominal + contributor.lower, nominal + contributor.upper);
    let (middle, capability) = (f64::midpoint(low, high), row.number("capability")?);
    let deviation = || deviation_from_tolerance((high - low) / 2.0, capability);
    let skewness = row.maybe("skewness");
    let distribution = match row.word("distribution") {
        _ if high <= low => Distribution::fixed(middle),
        Some("uniform") => Distribution::uniform(low, high),
        Some("triangular") => Distribution::triangular(low, middle, high),
        Some("sorted") => deviation().and_then(|deviation| Distribution::truncated_normal(middle, deviation, low, high)),
        Some("skewed") => {
            require(skewness.is_some(), "dims", &format!("row {number}: a skewed one needs `skewness`"))?;
            deviation().zip(skewness).and_then(|(deviation, skewness)| Distribution::skewed(middle, deviation, skewness))
        }
        Some("fixed") => Distribution::fixed(middle),
        _ => Distribution::normal_within(low, high, capability),
    };
    let sensitivity = if row.number("nominal")? < 0.0 { -1.0 } else { 1.0 };
    Ok(Term { sensitivity, distribution: distribution.ok_or_else(Fault::beyond)? })
}

/// The contributors and both limits, the upper one infinite if it is left out.
fn terms(a: &Arguments) -> Result<(Vec<Term>, f64, f64), Fault> {
    let terms: Vec<Term> = a.rows("dims")?.iter().zip(1..).map(|(row, number)| term(row, number)).collect::<Result<_, _>>()?;
    let scatters = terms.iter().any(|term| !matches!(term.distribution, Distribution::Fixed(_)));
    require(scatters, "dims", "none of them scatters")?;
    let (lower, upper) = (a.number("lower")?, a.maybe("upper").unwrap_or(f64::INFINITY));
    require(lower < upper, "lower", "must be below `upper`")?;
    Ok((terms, lower, upper))
}

fn sampled(terms: &[Term], a: &Arguments) -> Result<Simulation, Fault> {
    let distributions: Vec<Distribution> = terms.iter().map(|term| term.distribution.clone()).collect();
    let gap = |values: &[f64]| values.iter().zip(terms).map(|(value, term)| value * term.sensitivity).sum();
    simulate(&distributions, a.count("samples")? as usize, a.count("seed")?.into(), gap).ok_or_else(Fault::beyond)
}

pub(super) static FORMULAS: &[Formula] = &[
    Formula {
        name: "stack-distribution",
        title: "gap of contributors that scatter each in their own way, by convolution",
        formula: "mean = sum of direction * mean of each, deviation = sqrt(sum of deviation^2), below and above by the convolution of all distributions, share = deviation^2 of each over that of the gap",
        source: CONVOLUTION,
        validity: "independent contributors; normal, sorted and skewed ones have their tolerance at 3 * capability deviations; shares down to 1e-12 are right to three digits",
        inputs: &[CHAIN, LOWER, UPPER],
        outputs: &[
            output("mean", "mm", "mean gap"),
            output("deviation", "mm", "standard deviation of the gap"),
            output("below", "ppm", "share of gaps below the lower limit"),
            output("above", "ppm", "share of gaps above the upper limit"),
            output("outside", "ppm", "share outside both"),
            output("shares", "%", "share of each contributor in the variance of the gap"),
        ],
        compute: |a| {
            let (terms, lower, upper) = terms(a)?;
            let gap = Gap::new(&terms).ok_or_else(Fault::beyond)?;
            let tails = gap.tails(lower, upper).ok_or_else(Fault::beyond)?;
            let cumulants = gap.cumulants();
            let share = |term: &Term| term.distribution.cumulants().variance / cumulants.variance;
            let single = [cumulants.mean, cumulants.deviation(), tails.below, tails.above, tails.outside()];
            let shares = Value::Numbers(terms.iter().map(share).collect());
            Ok(single.map(Value::Number).into_iter().chain([shares]).collect())
        },
    },
    Formula {
        name: "stack-simulation",
        title: "gap of contributors that scatter each in their own way, by seeded simulation with standard errors",
        formula: "gaps drawn at random; mean, deviation and shares of the draws, each with its standard error",
        source: SAMPLING,
        validity: "an estimate: the true figure lies within two standard errors 19 times of 20; stack-distribution gives it without sampling; a seed gives the same draws everywhere",
        inputs: &[
            CHAIN,
            LOWER,
            UPPER,
            input("samples", Kind::Count, Limit::from_to(1000.0, 2e7), "5000", "gaps drawn").or("100000"),
            count("seed", 0, "1", "seed of the draws").or("1"),
        ],
        outputs: &[
            output("mean", "mm", "mean gap"),
            output("mean-error", "mm", "its standard error"),
            output("deviation", "mm", "standard deviation of the gap"),
            output("deviation-error", "mm", "its standard error"),
            output("below", "ppm", "share of gaps below the lower limit"),
            output("below-error", "ppm", "its standard error"),
            output("above", "ppm", "share of gaps above the upper limit"),
            output("above-error", "ppm", "its standard error"),
        ],
        compute: |a| {
            let (terms, lower, upper) = terms(a)?;
            let sampled = sampled(&terms, a)?;
            // No gap is above a limit that there is not, which no sampling has to estimate.
            let none = Estimate { value: 0.0, standard_error: 0.0 };
            let above = if upper.is_finite() { sampled.above(upper) } else { Some(none) };
            let estimates = [sampled.mean(), sampled.deviation(), sampled.below(lower), above];
            let pairs: Option<Vec<[f64; 2]>> = estimates
                .into_iter()
                .map(|estimate| estimate.map(|estimate| [estimate.value, estimate.standard_error]))
                .collect();
            Ok(pairs.ok_or_else(Fault::beyond)?.into_iter().flatten().map(Value::Number).collect())
        },
    },
];
