//! The quantities by which candidates are compared, and what is looked at for them in the judged design.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bench::{Bench, Judged, basis};
use super::nameless;
use crate::catalogue::Severity;
use crate::facts::typed::{Layer, Part, Thing as _};
use crate::facts::{Origin, Trace, Value, World};
use crate::judge::{Window, WindowBound, grounds, windows};
use crate::knowledge::{Basis, FigureValue, Table, library};
use crate::language::{Side, Truth};
use crate::quantity::Bounds;
use crate::vocabulary::{End, FactId, figure};
use crate::world::figures;

const DENSITY: FactId = figure(Table::Material, "density");
const AREAL_MASS: FactId = figure(Table::Material, "areal_mass");
const HARDNESS_SHORE_A: FactId = figure(Table::Material, "hardness_shore_a");
const HARDNESS_SHORE_C: FactId = figure(Table::Material, "hardness_shore_c");
const TOOLING_COST: FactId = figure(Table::Process, "tooling_cost");

/// A quantity by which candidates are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Errors that hang on the choice.
    Errors,
    /// Warnings that do.
    Warnings,
    /// Pieces of advice that do.
    Advice,
    /// Checks that cannot be decided with it.
    Open,
    /// Figures without a source on which the results rest with it.
    Unverified,
    /// Least distance of a measured quantity from the bound of a warning or an error, as a share of that bound.
    Margin,
    /// Mass of what stands there over its plan, in kg.
    Mass,
    /// Mass by area, in kg/m2, where the plan is not known.
    MassByArea,
    /// Density in kg/m3, where the thickness is not known either.
    Density,
    /// Cost of a tool for it in USD.
    ToolCost,
    /// Shore A hardness of a rubber.
    HardnessA,
    /// Shore C hardness of a foam.
    HardnessC,
}

impl Aspect {
    /// All, in the order in which candidates are listed.
    pub const ALL: [Self; 12] = [
        Self::Errors,
        Self::Warnings,
        Self::Advice,
        Self::Open,
        Self::Unverified,
        Self::Margin,
        Self::Mass,
        Self::MassByArea,
        Self::Density,
        Self::ToolCost,
        Self::HardnessA,
        Self::HardnessC,
    ];

    /// Whether more of it is better.
    #[must_use]
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::Margin)
    }

    /// Whether what is other in it does other work, so that neither is better: a soft foam cushions what a hard one carries.
    #[must_use]
    pub const fn is_other_work(self) -> bool {
        matches!(self, Self::HardnessA | Self::HardnessC)
    }
}

/// What is known of a quantity: a figure, or the ends between which it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known {
    /// Nothing is.
    Not,
    /// Its ends, which are the same for a figure.
    Between(f64, f64),
}

/// A quantity of a candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// Which one.
    pub aspect: Aspect,
    /// What is known of it, in SI units.
    pub known: Known,
}

/// What is looked at of a candidate in its place; places go without its own name.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) found: BTreeMap<(String, String), (Severity, usize)>,
    pub(super) open: BTreeMap<(String, String), usize>,
    /// Code, place and quantity of each measured check, with its margin.
    pub(super) margins: BTreeMap<(String, String, String), f64>,
    pub(super) unverified: BTreeSet<String>,
    mass: Amount,
    tool_cost: Option<Known>,
    hardness: Vec<Amount>,
}

/// Looks at a judged design with the candidate of an id in it.
pub(super) fn seen(bench: &Bench<'_>, world: &World<'_>, judged: Judged, field: &str, id: &str) -> Seen {
    let checks = bench.options.policy.judged(bench.engine.checks());
    let windows = windows(&checks, world).into_iter();
    let margins = windows.filter_map(|window| Some((margin(&window)?, window)));
    let margins = margins.map(|(margin, window)| ((window.code, nameless(&window.at, id), window.quantity), margin)).collect();
    let mut unverified = BTreeSet::new();
    for check in checks {
        for ground in grounds(check, world) {
            let weak = ground.origins.iter().filter(|origin| basis(check, origin) == Some(Basis::Unverified));
            unverified.extend(weak.map(|origin| name(&check.code, origin)));
        }
    }
    let (mass, tool_cost, hardness) = (mass(world, field), tool_cost(world, field), hardness(world, field));
    let place = |(code, at): (String, String)| (code, nameless(&at, id));
    let found = judged.found.into_iter().map(|(key, found)| (place(key), found)).collect();
    let open = judged.open.into_iter().map(|(key, count)| (place(key), count)).collect();
    Seen { found, open, margins, unverified, mass, tool_cost, hardness }
}

fn name(code: &str, origin: &Origin) -> String {
    match origin {
        Origin::Table { table, entry, property, .. } => format!("{} {entry} {property}", table.word()),
        Origin::Row { what, .. } => what.to_string(),
        Origin::Limit(index) => format!("limit {code} {index}"),
        Origin::Given { .. } => String::new(),
    }
}

/// The least distance of a window from a bound whose crossing is more than advice, as a share of the bound: of the end of the
/// quantity that is nearer. None for temperatures, whose ratio means nothing, and for bounds of zero.
fn margin(window: &Window) -> Option<f64> {
    let actual = window.actual.filter(|_| window.applies)?;
    // Where it is not decided whether a bound is crossed, its distance is not known either.
    let decided = |bound: &&WindowBound| bound.severity >= Severity::Warning && bound.beyond != Truth::Unknown;
    let bounds = window.bounds.iter().filter(decided);
    let shares = bounds.filter_map(|bound| {
        let (distance, limit) = match bound.side {
            Side::AtLeast => (actual.low - bound.limit.high, bound.limit.high),
            Side::AtMost => (bound.limit.low - actual.high, bound.limit.low),
        };
        let comparable = limit != 0.0 && distance.is_finite() && !bound.limit.dimension().is_point();
        comparable.then(|| distance / limit.abs())
    });
    shares.min_by(f64::total_cmp)
}

/// The quantities of a candidate in the order of [`Aspect::ALL`].
pub(super) fn quantities(
    seen: &Seen,
    findings: &[(Severity, String)],
    open: usize,
    unverified: usize,
    margin: Option<f64>,
) -> Vec<Amount> {
    let count = |number: usize| Known::Between(number as f64, number as f64);
    let of = |severity: Severity| count(findings.iter().filter(|(other, _)| *other == severity).count());
    let mut amounts = vec![
        Amount { aspect: Aspect::Errors, known: of(Severity::Error) },
        Amount { aspect: Aspect::Warnings, known: of(Severity::Warning) },
        Amount { aspect: Aspect::Advice, known: of(Severity::Advice) },
        Amount { aspect: Aspect::Open, known: count(open) },
        Amount { aspect: Aspect::Unverified, known: count(unverified) },
        Amount { aspect: Aspect::Margin, known: margin.map_or(Known::Not, |margin| Known::Between(margin, margin)) },
        seen.mass,
    ];
    amounts.extend(seen.tool_cost.map(|known| Amount { aspect: Aspect::ToolCost, known }));
    amounts.extend(&seen.hardness);
    amounts
}

/// The part and the layer in which a field stands.
fn place(world: &World<'_>, field: &str) -> Option<(usize, Option<usize>)> {
    let mut words = field.split('.');
    let (section, id) = (words.next()?, words.next()?);
    let part = world.parts.iter().position(|part| section == "parts" && part.id == id)?;
    let number = words.next().filter(|word| *word == "layers").and_then(|_| words.next()?.parse::<usize>().ok());
    Some((part, number.and_then(|number| world.parts[part].layers.get(number).copied())))
}

/// The material of a part or a layer, where the field is that.
fn material(world: &World<'_>, field: &str) -> Option<usize> {
    let (part, layer) = place(world, field).filter(|_| field.ends_with(".material"))?;
    layer.map_or(world.parts[part].material, |layer| world.layers[layer].material)
}

/// The hardness of a material on the scales for what gives way to a finger; none of what has no hardness there.
fn hardness(world: &World<'_>, field: &str) -> Vec<Amount> {
    let scales = [(Aspect::HardnessA, HARDNESS_SHORE_A), (Aspect::HardnessC, HARDNESS_SHORE_C)];
    let of = |(aspect, figure)| {
        let (low, high) = range(world, figure, material(world, field)?)?;
        Some(Amount { aspect, known: Known::Between(low, high) })
    };
    scales.into_iter().filter_map(of).collect()
}

/// The mass of a material in its place: over the plan of its part where size and thickness are known, by area where the thickness
/// is, and else its density. Of a case that is more than its plan, the walls come on top, the same for every candidate.
fn mass(world: &World<'_>, field: &str) -> Amount {
    let none = Amount { aspect: Aspect::Density, known: Known::Not };
    let (Some((part, layer)), Some(material)) = (place(world, field), material(world, field)) else { return none };
    let off = &mut Trace::off();
    let thickness = match layer {
        Some(layer) => Layer::at(world, layer).thickness(off),
        None => Part::at(world, part).wall(off),
    };
    let density = range(world, DENSITY, material);
    let thickness = thickness.ok().filter(|thickness| thickness.low.is_finite() && thickness.high.is_finite());
    let by_area = match (density, thickness) {
        (Some(density), Some(thickness)) => Some((density.0 * thickness.low, density.1 * thickness.high)),
        // What is bought by area has the thickness in which it is bought.
        (None, Some(_)) => range(world, AREAL_MASS, material),
        (_, None) => None,
    };
    let known = |ends: Option<(f64, f64)>| ends.map_or(Known::Not, |(low, high)| Known::Between(low, high));
    let plan = plan(world, part);
    match (thickness, plan) {
        (None, _) => Amount { aspect: Aspect::Density, known: known(density) },
        (Some(_), None) => Amount { aspect: Aspect::MassByArea, known: known(by_area) },
        (Some(_), Some(plan)) => {
            Amount { aspect: Aspect::Mass, known: known(by_area.map(|(low, high)| (low * plan.low, high * plan.high))) }
        }
    }
}

/// Length by width of a part.
fn plan(world: &World<'_>, part: usize) -> Option<Bounds> {
    let (part, off) = (Part::at(world, part), &mut Trace::off());
    let (length, width) = (part.length(off).ok()?, part.width(off).ok()?);
    let area = Bounds { low: length.low * width.low, high: length.high * width.high, unit: None };
    (area.low.is_finite() && area.high.is_finite()).then_some(area)
}

/// Both ends of a figure of a material of the design.
fn range(world: &World<'_>, figure: FactId, material: usize) -> Option<(f64, f64)> {
    let (table, property) = figure.property()?;
    let end = |end: End| match figures::property(world, table, material, property, end, &mut Trace::off()) {
        Ok(Value::Number(measure)) => Some(measure.si),
        _ => None,
    };
    end(End::Low).zip(end(End::High)).filter(|(low, high)| low.is_finite() && high.is_finite())
}

/// What a tool costs for the process of a part; none for other fields.
fn tool_cost(world: &World<'_>, field: &str) -> Option<Known> {
    let (part, _) = place(world, field).filter(|_| field.ends_with(".process"))?;
    let (_, property) = TOOLING_COST.property()?;
    let figure = world.parts[part].process.and_then(|process| library().entry(Table::Process, process).figure(property));
    Some(match figure.map(|figure| figure.value) {
        Some(FigureValue::Range(low, high)) if low.is_finite() && high.is_finite() => Known::Between(low, high),
        _ => Known::Not,
    })
}
