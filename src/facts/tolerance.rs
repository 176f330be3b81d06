//! The deviation each way that process and resin hold as a matter of course.

use super::given::whole;
use super::typed::{Dimension, Process};
use super::{FactId, Known, Lack, Origin, Trace, Word, World, both};
use crate::knowledge::{Basis, Table, ToleranceTable};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::figure;

const TABLE: FactId = figure(Table::Process, "tolerance_table");
const GROUP: FactId = figure(Table::Process, "tolerance_group");
const GROUP_OF_RESIN: FactId = figure(Table::Material, "tolerance_group");
const FLOOR: FactId = figure(Table::Process, "tolerance_floor");
const SHARE: FactId = figure(Table::Process, "tolerance_share");
const CLOSER: FactId = figure(Table::Process, "closer_groups");
const ADDS: FactId = figure(Table::Process, "tolerance_adds");

/// What stands behind the name of a table that holds for dimensions which the tool alone decides.
const TOOL_SPECIFIC: &str = "-tool-specific";

/// A tolerance that a dimension of a part may be given.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// The group of the standard, or its table if that has no groups; empty for what the figures of the process say.
    pub group: &'static str,
    /// Deviation each way in m.
    pub half_width: f64,
    /// Whether the process holds it as a matter of course.
    pub usual: bool,
    /// How far the figure may be trusted.
    pub basis: Basis,
}

/// The tolerances of a dimension of a part from what its process and resin hold as a matter of course to the closest group that they are
/// made to at its size. Wider groups are left out: a process is no worse because a drawing lets it be; and closer ones are, where the
/// tables say how far more effort goes: no molder quotes them.
pub fn rungs(dimension: Dimension<'_>, trace: &mut Trace) -> Known<Vec<Rung>> {
    let nominal = dimension.nominal(trace);
    let usual = general(dimension, trace)?;
    let Some((table, group)) = table_of(dimension, &mut Trace::off())? else { return Ok(by_process(dimension, usual)) };
    let library = dimension.world.library;
    let own = library.tolerances(&table, group.as_deref().unwrap_or_default()).ok_or(Lack::Unknown)?;
    let size = nominal?.high;
    let at =
        |table: &ToleranceTable<'static>| Some((if table.group.is_empty() { table.id } else { table.group }, table.limit(size)?));
    let mut rungs: Vec<Rung> = library
        .tolerance_series(own.series)
        .filter_map(at)
        .filter(|(_, half_width)| *half_width <= usual.high)
        .map(|(group, half_width)| Rung { group, half_width, usual: half_width >= usual.high, basis: Basis::Sourced })
        .collect();
    rungs.sort_by(|one, other| other.half_width.total_cmp(&one.half_width));
    let process = dimension.part(&mut Trace::off()).and_then(|part| part.process(&mut Trace::off()));
    if let Ok(closer) = process.and_then(|process| process.figure(CLOSER, &mut Trace::off())) {
        let usual = rungs.iter().filter(|rung| rung.usual).count();
        rungs.truncate(usual + whole(closer.low).and_then(|closer| usize::try_from(closer).ok()).unwrap_or(0));
    }
    Ok(rungs)
}

/// What the figures of a process give: one tolerance, or the wide and the close end of a range.
fn by_process(dimension: Dimension<'_>, usual: Bounds) -> Vec<Rung> {
    let mut trace = Trace::on();
    let _ = general(dimension, &mut trace);
    let bases = dimension.world.origins(trace.notes()).into_iter().filter_map(|origin| match origin {
        Origin::Table { basis, .. } | Origin::Row { basis, .. } => Some(basis),
        Origin::Given { .. } | Origin::Limit(_) => None,
    });
    let basis = bases.min().unwrap_or(Basis::Unverified);
    let rung = |half_width: f64, usual: bool| Rung { group: "", half_width, usual, basis };
    let mut rungs = vec![rung(usual.high, true)];
    rungs.extend((usual.low < usual.high).then(|| rung(usual.low, false)));
    rungs
}

/// The deviation each way of a dimension of a part.
pub(super) fn general(dimension: Dimension<'_>, trace: &mut Trace) -> Known<Bounds> {
    let nominal = dimension.nominal(trace);
    let process = dimension.part(trace)?.process(trace);
    let (nominal, process) = both(nominal, process)?;
    match table_of(dimension, trace)? {
        Some((table, group)) => by_table(dimension.world, &table, group.as_deref().unwrap_or_default(), nominal, trace),
        None => by_figures(process, nominal, trace),
    }
}

/// The table of general tolerances that holds for a dimension, and its group; none where the figures of the process say it.
fn table_of(dimension: Dimension<'_>, trace: &mut Trace) -> Known<Option<(String, Option<Word>)>> {
    let part = dimension.part(trace)?;
    let process = part.process(&mut Trace::off())?;
    let table = process.word(TABLE, &mut Trace::off()).ok().filter(|table| &**table != "none");
    let Some(table) = table else { return Ok(None) };
    if &*table != "din-16742" {
        return Ok(Some((table.to_string(), None)));
    }
    // A process may hold its own group whatever the resin.
    let group = if process.word(GROUP, &mut Trace::off()).is_ok() {
        process.word(GROUP, trace)
    } else {
        part.material(trace).and_then(|material| material.word(GROUP_OF_RESIN, trace))
    };
    // Within one half of the mold the tool decides; across the parting line its halves and slides move as well.
    let within = format!("{table}{TOOL_SPECIFIC}");
    let held_by_tool =
        !dimension.crosses_parting(trace)? && dimension.world.library.tolerances(&within, &group.clone()?).is_some();
    Ok(Some((if held_by_tool { within } else { table.to_string() }, Some(group?))))
}

/// What the figures of a process give for a size: a floor, and a share of the size beside it or on top.
fn by_figures(process: Process<'_>, nominal: Bounds, trace: &mut Trace) -> Known<Bounds> {
    let floor = process.figure(FLOOR, trace)?;
    let share = process.figure(SHARE, &mut Trace::off()).unwrap_or(Bounds::exact(0.0, None));
    let adds = process.flag(ADDS, &mut Trace::off()).unwrap_or(false);
    let deviation = Bounds::over([floor, share, nominal], find_unit("mm"), |[floor, share, nominal]| {
        Some(if adds { floor + share * nominal } else { floor.max(share * nominal) })
    });
    deviation.ok_or(Lack::Unknown)
}

/// What a table of general tolerances gives for a size.
fn by_table(world: &World<'_>, table: &str, group: &str, nominal: Bounds, trace: &mut Trace) -> Known<Bounds> {
    let found = world.library.tolerances(table, group).ok_or(Lack::Unknown)?;
    // The steps of a table rise with the size; beyond its last one it leaves the tolerance to agreement.
    let Some(deviation) = Bounds::over([nominal], find_unit("mm"), |[nominal]| found.limit(nominal)) else {
        return trace.unknown(|| format!("tolerances.{table}"));
    };
    let what = || format!("{table} {group}").trim_end().to_owned();
    trace.origin(|| Origin::Row { what: what().into(), basis: Basis::Sourced, sources: &found.sources });
    Ok(deviation)
}
