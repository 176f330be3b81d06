//! Counts of records that cannot be true together: more bad units than units, other cavities than readings.

use super::{Build, Count, Measurement, Quantity};
use crate::yaml::{Field, Problem};

/// No defect is on more units than were rejected, or than were built where that is not said. Together they may be: a unit has several.
pub(super) fn defects(build: &Build, problems: &mut Vec<Problem>) {
    let (whole, all) = if build.rejected.get().is_some() { (&build.rejected, "rejected") } else { (&build.built, "built") };
    let Some(many) = whole.get() else { return };
    for entry in build.defects.get().into_iter().flat_map(|defects| defects.iter()) {
        let Some(few) = entry.value.as_ref().filter(|few| few.si() > many.si()) else { continue };
        let message = format!("more units with `{}` ({}) than {all} ({})", entry.id, few.measure, many.measure);
        let problem = Problem::new("impossible-value", entry.key, message).with_related(whole.span(), all);
        problems.push(problem.with_help(
            "count units and not flaws, each unit once under every defect that it has, and every such unit as rejected",
        ));
    }
}

/// Each reading has its cavity, or none has.
pub(super) fn cavities(measurement: &Measurement, problems: &mut Vec<Problem>) {
    let (Some(values), Some(cavities)) = (measurement.values.get(), measurement.cavities.get()) else { return };
    if values.len() != cavities.len() {
        let message = format!("{} cavities for {} readings", cavities.len(), values.len());
        let problem = Problem::new("impossible-value", measurement.cavities.span(), message);
        problems.push(problem.with_related(measurement.values.span(), "readings"));
    }
}

/// Notes that a part is more than the whole of it.
pub(super) fn more_than(
    part: &Field<Quantity<Count>>,
    whole: &Field<Quantity<Count>>,
    some: &str,
    all: &str,
    problems: &mut Vec<Problem>,
) {
    if let (Some(few), Some(many)) = (part.get(), whole.get())
        && few.si() > many.si()
    {
        let message = format!("more units {some} ({}) than {all} ({})", few.measure, many.measure);
        problems.push(Problem::new("impossible-value", part.span(), message).with_related(whole.span(), all));
    }
}
