//! The deviation each way that process and resin hold as a matter of course.

use super::typed::{Dimension, Process};
use super::{FactId, Known, Lack, Origin, Trace, World, both};
use crate::knowledge::{Basis, Table};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::figure;

const TABLE: FactId = figure(Table::Process, "tolerance_table");
const GROUP: FactId = figure(Table::Process, "tolerance_group");
const GROUP_OF_RESIN: FactId = figure(Table::Material, "tolerance_group");
const FLOOR: FactId = figure(Table::Process, "tolerance_floor");
const SHARE: FactId = figure(Table::Process, "tolerance_share");
const ADDS: FactId = figure(Table::Process, "tolerance_adds");

/// What stands behind the name of a table that holds for dimensions which the tool alone decides.
const TOOL_SPECIFIC: &str = "-tool-specific";

/// The deviation each way of a dimension of a part.
pub(super) fn general(dimension: Dimension<'_>, trace: &mut Trace) -> Known<Bounds> {
    let part = dimension.part(trace)?;
    let (nominal, process) = both(dimension.nominal(trace), part.process(trace))?;
    let table = process.word(TABLE, &mut Trace::off()).ok().filter(|table| &**table != "none");
    let Some(table) = table else { return by_figures(process, nominal, trace) };
    if &*table != "din-16742" {
        return by_table(dimension.world, &table, "", nominal, trace);
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
    by_table(dimension.world, if held_by_tool { &within } else { &table }, &group?, nominal, trace)
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
