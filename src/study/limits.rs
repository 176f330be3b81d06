//! The sheet of windows that a designer wants before drawing: what each thing of a design may be, given or not yet given.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalogue::{Check, Severity};
use crate::design::{Stack, Stage};
use crate::facts::{Kind, Trace, World, chain};
use crate::formulas::stack::GapRange;
use crate::judge::{Window, WindowBound, windows};
use crate::knowledge::Basis;
use crate::language::{Side, Truth};
use crate::quantity::{Bounds, find_unit, less};
use crate::world::views::Listed;

/// Where the windows of evidence and engagement would stand: they are no limits of what is drawn.
const NOT_DRAWN: [&str; 3] = ["evidence", "engagement", "waivers"];

/// Things that show what was made and not what to draw.
const EVIDENCE: [Kind; 5] = [Kind::Build, Kind::Lot, Kind::Measurement, Kind::Test, Kind::Claim];

/// The windows of a design, thing by thing in the order of the spec.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Limits {
    /// Name of the design.
    pub design: String,
    /// Its things.
    pub things: Vec<Thing>,
}

/// The windows of one thing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Thing {
    /// Its semantic path, such as `parts.tray`.
    pub at: String,
    /// What it is made of and how, as far as that is said.
    pub made: String,
    /// Its quantities.
    pub rows: Vec<Row>,
}

/// The window of one quantity.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// The field below the thing, or the quantity that is calculated.
    pub quantity: String,
    /// What is measured, as the checks name it, such as `part.draft`.
    pub measure: String,
    /// The thing below that it is about, such as a layer or dimension; empty if it is the thing itself.
    pub of: String,
    /// The field of the spec, where the quantity is one.
    pub field: Option<String>,
    /// What is given; none if nothing is.
    pub given: Option<String>,
    /// Beyond these it is an error.
    pub hard: Vec<Edge>,
    /// Beyond these it is a warning or advice, so that one aims within them.
    pub target: Vec<Edge>,
    /// How what is given stands to them.
    pub stands: Stands,
    /// Whether what the spec says decides that the window holds; otherwise it hangs on what is not said yet.
    pub holds: bool,
    /// Whether it is of something that the design does not have yet, such as ribs.
    pub optional: bool,
    /// What is missing to know any edge.
    pub needs: Vec<String>,
    /// Codes of the checks behind it.
    pub checks: Vec<String>,
    /// Ids of the sources of its edges.
    pub sources: Vec<String>,
}

/// One edge of a window.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Edge {
    /// On which side of it the quantity has to be.
    #[schemars(with = "String")]
    pub side: Side,
    /// Its value with its unit; the stricter one where it hangs on what is not decided.
    pub value: String,
    /// The other end, where it hangs on what is not decided and may be less strict.
    pub mildest: Option<String>,
    /// Whether it may be stricter than its value, by what is not decided.
    pub stricter: bool,
    /// The later stage from which it is a hard limit; none if it is what it is at the stage of the design.
    pub from: Option<&'static str>,
    /// Code of the check.
    pub check: String,
    /// Whether it rests on a figure without a source.
    pub unverified: bool,
    /// Its value in SI units.
    #[serde(skip)]
    pub si: f64,
}

/// The edge of each side that is met last, those with a source and those without apart: what is within these is within all.
#[must_use]
pub fn tightest(edges: &[Edge]) -> Vec<&Edge> {
    let met_last = |edge: &&Edge| {
        // A figure without a source is worth showing only where it asks for more.
        let rivals = edges
            .iter()
            .filter(|other| other.side == edge.side && other.from == edge.from && (edge.unverified || !other.unverified));
        !rivals.clone().any(|other| inner(other, edge))
    };
    let mut kept: Vec<&Edge> = edges.iter().filter(met_last).collect();
    kept.dedup_by_key(|edge| (edge.side, edge.value.clone(), edge.from));
    kept
}

/// The targets of a row that ask for more than its hard limits do.
#[must_use]
pub fn aims(row: &Row) -> Vec<&Edge> {
    let asked = |target: &&Edge| {
        let same = |hard: &&Edge| hard.side == target.side && hard.from.is_none() && !hard.unverified;
        !row.hard.iter().filter(same).any(|hard| !inner(target, hard))
    };
    tightest(&row.target).into_iter().filter(asked).collect()
}

/// Whether an edge asks for more than another one of its side.
fn inner(one: &Edge, other: &Edge) -> bool {
    match one.side {
        Side::AtLeast => one.si > other.si,
        Side::AtMost => one.si < other.si,
    }
}

/// How a quantity stands to its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// Inside.
    Within,
    /// Nothing is given.
    NotGiven,
    /// It cannot be told from what is said.
    Open,
    /// Beyond a target.
    OutsideTarget,
    /// Beyond a hard limit.
    OutsideHard,
}

/// The windows of what stands at a place, or of the whole design. `richer` is the same design with what it might get, such as
/// ribs: the windows that it has on top are optional.
#[must_use]
pub fn limits(checks: &[&Check], world: &World<'_>, richer: Option<&World<'_>>, place: Option<&str>) -> Limits {
    let mut own = sheet(checks, world, place);
    for thing in richer.map_or_else(Vec::new, |richer| sheet(checks, richer, place).things) {
        let Some(known) = own.things.iter_mut().find(|known| known.at == thing.at) else { continue };
        let new = thing.rows.into_iter().filter(|row| !known.rows.iter().any(|other| other.quantity == row.quantity));
        let new: Vec<Row> = new.map(|row| Row { optional: true, ..row }).collect();
        known.rows.extend(new);
    }
    own
}

fn sheet(checks: &[&Check], world: &World<'_>, place: Option<&str>) -> Limits {
    let mut things: Vec<Thing> = Vec::new();
    let mut order = order(world);
    for window in windows(checks, world) {
        let (at, quantity, of) = place_of(&window);
        let drawn = !EVIDENCE.contains(&window.of) && !NOT_DRAWN.iter().any(|section| at.split('.').next() == Some(section));
        if !drawn || place.is_some_and(|place| !lies_at(&at, &window, place)) {
            continue;
        }
        if !order.contains(&at) {
            order.push(at.clone());
        }
        let thing = match things.iter().position(|thing| thing.at == at) {
            Some(known) => &mut things[known],
            None => {
                things.push(Thing { made: made(world, &at), at, rows: Vec::new() });
                let last = things.len() - 1;
                &mut things[last]
            }
        };
        match thing.rows.iter_mut().find(|row| row.quantity == quantity) {
            Some(row) => add(row, &window),
            None => thing.rows.push(row(quantity, of, &window)),
        }
    }
    things.extend(stacks(checks, world).into_iter().filter(|thing| place.is_none_or(|place| below(place, &thing.at))));
    things.sort_by_key(|thing| order.iter().position(|at| *at == thing.at));
    Limits {
        design: world.spec.design.get().and_then(|about| about.name.get()).map_or_else(String::new, ToString::to_string),
        things,
    }
}

/// The things of a design in the order in which they are written.
fn order(world: &World<'_>) -> Vec<String> {
    let parts = world.parts.iter().map(|part| format!("parts.{}", part.id));
    let joints = world.joints.iter().map(|joint| format!("joints.{}", joint.id));
    let steps = world.steps.iter().map(|step| format!("assembly.{}", step.id));
    let stacks = world.stacks.iter().map(|stack| format!("stacks.{}", stack.id));
    parts.chain(joints).chain(steps).chain(stacks).collect()
}

/// The gap of each stack against the limits that its author gives it.
fn stacks(checks: &[&Check], world: &World<'_>) -> Vec<Thing> {
    let judging = checks.iter().filter(|check| check.subject.kind() == Kind::Stack && !check.late);
    let codes: Vec<String> = judging.map(|check| check.code.to_string()).collect();
    let one = |(number, stack): (usize, &Listed<'_, Stack>)| {
        let limits = stack.given.limits.get().map(|limits| (limits.low.si(), limits.high.si()))?;
        let gap = chain(world, number, &mut Trace::off())?.stack;
        let rows = [("stack.worst_case", gap.worst_case), ("stack.root_sum_square", gap.root_sum_square)];
        let rows = rows.map(|(measure, range)| gap_row(measure, range, limits, &codes)).into();
        Some(Thing { at: format!("stacks.{}", stack.id), made: String::new(), rows })
    };
    world.stacks.iter().enumerate().filter_map(one).collect()
}

/// A gap, which is a range, against its limits.
fn gap_row(measure: &str, gap: GapRange, (low, high): (f64, f64), codes: &[String]) -> Row {
    let unit = find_unit("mm");
    let edge = |side, si: f64| Edge {
        side,
        value: Bounds::exact(si, unit).in_three_figures().to_string(),
        mildest: None,
        stricter: false,
        from: None,
        check: codes.first().cloned().unwrap_or_default(),
        unverified: false,
        si,
    };
    let within = !less(gap.minimum, low) && !less(high, gap.maximum);
    Row {
        quantity: measure.split_once('.').map_or(measure, |(_, name)| name).replace('_', " "),
        measure: measure.to_owned(),
        of: String::new(),
        field: None,
        given: Some(Bounds { low: gap.minimum, high: gap.maximum, unit }.in_three_figures().to_string()),
        hard: Vec::new(),
        target: vec![edge(Side::AtLeast, low), edge(Side::AtMost, high)],
        stands: if within { Stands::Within } else { Stands::OutsideTarget },
        holds: true,
        optional: false,
        needs: Vec::new(),
        checks: codes.to_vec(),
        sources: Vec::new(),
    }
}

/// The thing to which a window belongs, what it is called there, and what below the thing it is about.
fn place_of(window: &Window) -> (String, String, String) {
    let whole = window.field.as_deref().unwrap_or(&window.at);
    let (first, other) = whole.split_once('+').unwrap_or((whole, ""));
    let mut ends = first.match_indices('.').map(|(end, _)| end);
    let end = ends.nth(1).unwrap_or(first.len());
    let (thing, rest) = (&first[..end], first[end..].trim_start_matches('.'));
    if window.field.is_some() {
        let (thing, rest) = if rest.is_empty() { thing.split_once('.').unwrap_or((thing, thing)) } else { (thing, rest) };
        // Of a dimension the field says which one it is.
        let of = window.at.strip_prefix(&format!("{thing}.")).unwrap_or_default();
        return (thing.to_owned(), rest.to_owned(), of.to_owned());
    }
    let name = window.quantity.split_once('.').map_or(&*window.quantity, |(_, name)| name).replace(['_', '.'], " ");
    let of: Vec<&str> = [rest, other].into_iter().filter(|word| !word.is_empty()).collect();
    let of = of.join(", ");
    (thing.to_owned(), if of.is_empty() { name } else { format!("{name} of {of}") }, of)
}

/// Whether a window is that of a place, or of what lies below it. A field is also the place of every quantity that is read from
/// it, whether it is given or not.
fn lies_at(at: &str, window: &Window, place: &str) -> bool {
    let within = |path: &str| below(place, path);
    let reads = |path: &String| within(path) || is_field(path) && below(path, place);
    let read = || is_field(place) && window.rests_on.iter().any(reads);
    within(at) || within(&window.at) || window.field.as_deref().is_some_and(within) || read()
}

/// Sections whose things have ids.
const BY_ID: [&str; 4] = ["parts", "joints", "assembly", "stacks"];

/// Whether a path is that of a field of a thing, and not of a thing or a section.
fn is_field(path: &str) -> bool {
    let keys = path.split('.').count();
    if BY_ID.iter().any(|section| path.split('.').next() == Some(section)) { keys > 2 } else { keys > 1 }
}

/// Whether a path is that of a place, or below it.
fn below(place: &str, path: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '+']))
}

/// What a thing is made of, and by which process or method, as far as that is said.
fn made(world: &World<'_>, at: &str) -> String {
    let (section, id) = at.split_once('.').unwrap_or((at, ""));
    let words: Vec<&str> = match section {
        "parts" => world
            .parts
            .iter()
            .filter(|part| part.id == id)
            .flat_map(|part| [part.part.material.get(), part.part.process.get()].into_iter().flatten().map(|word| &**word))
            .collect(),
        "joints" => world
            .joints
            .iter()
            .filter(|joint| joint.id == id)
            .filter_map(|joint| joint.joint.method.get())
            .map(|word| &**word)
            .collect(),
        "assembly" => world
            .steps
            .iter()
            .filter(|step| step.id == id)
            .filter_map(|step| step.step.process.get())
            .map(|word| &**word)
            .collect(),
        _ => Vec::new(),
    };
    words.join(", ")
}

fn row(quantity: String, of: String, window: &Window) -> Row {
    let mut row = Row {
        quantity,
        measure: window.quantity.clone(),
        of,
        field: window.field.clone(),
        given: None,
        hard: Vec::new(),
        target: Vec::new(),
        stands: Stands::Within,
        holds: false,
        optional: false,
        needs: Vec::new(),
        checks: Vec::new(),
        sources: Vec::new(),
    };
    add(&mut row, window);
    row
}

/// Takes what one more check wants of a quantity into its row.
fn add(row: &mut Row, window: &Window) {
    row.given = row.given.take().or_else(|| window.actual.map(|actual| actual.to_string()));
    row.holds |= window.applies && window.needs.is_empty();
    row.stands = row.stands.max(stands(window));
    if !row.checks.contains(&window.code) {
        row.checks.push(window.code.clone());
    }
    for need in &window.needs {
        if !row.needs.contains(need) {
            row.needs.push(need.clone());
        }
    }
    for bound in &window.bounds {
        let edge = edge(bound, window);
        let edges = if hard(bound) || edge.from.is_some() { &mut row.hard } else { &mut row.target };
        if !edges.iter().any(|known| (known.side, &known.value, known.from) == (edge.side, &edge.value, edge.from)) {
            edges.push(edge);
        }
        for source in &bound.sources {
            if !row.sources.contains(source) {
                row.sources.push(source.clone());
            }
        }
    }
}

/// A bound as an edge. Of one that is not decided the strict end is shown; where that is nothing, the mild one.
fn edge(bound: &WindowBound, window: &Window) -> Edge {
    let limit = bound.limit;
    let stricter = !limit.is_exact() && limit.starts_at_nothing();
    let (si, strict, mild) = match bound.side {
        Side::AtLeast => (limit.high, limit.upper(), limit.lower()),
        Side::AtMost if stricter => (limit.high, limit.upper(), limit.upper()),
        Side::AtMost => (limit.low, limit.lower(), limit.upper()),
    };
    Edge {
        side: bound.side,
        value: strict.to_string(),
        mildest: (!limit.is_exact() && !stricter).then(|| mild.to_string()),
        stricter,
        from: bound.error_from.filter(|_| bound.basis != Basis::Unverified).map(Stage::word),
        check: window.code.clone(),
        unverified: bound.basis == Basis::Unverified,
        si,
    }
}

/// A figure without a source never makes an error by itself.
fn hard(bound: &WindowBound) -> bool {
    bound.severity == Severity::Error && bound.basis != Basis::Unverified
}

fn stands(window: &Window) -> Stands {
    let beyond =
        |truth: Truth, hard_only: bool| window.bounds.iter().any(|bound| bound.beyond == truth && (!hard_only || hard(bound)));
    match window.actual {
        None => Stands::NotGiven,
        Some(_) if !window.applies => Stands::Open,
        Some(_) if beyond(Truth::True, true) => Stands::OutsideHard,
        Some(_) if beyond(Truth::True, false) => Stands::OutsideTarget,
        Some(_) if !window.whole || beyond(Truth::Unknown, false) => Stands::Open,
        Some(_) => Stands::Within,
    }
}
