//! Where a range may not stand: what was counted or measured is one value, and a tolerance needs a nominal value.

use super::evidence::records;
use super::sorts::{Sort, Tolerance, UNDECIDED};
use super::{Dimensioned, Evidence, Joint, Measurement, Part, Quantity, Spec, Stack};
use crate::yaml::{Field, Problem, TextOr};

type Problems = Vec<Problem>;

/// Notes every range that stands where only a decided value makes sense.
pub(super) fn decided(spec: &Spec, problems: &mut Problems) {
    exact(&spec.caseproof, "the format is one number", problems);
    for entry in spec.parts.get().map_or(&[][..], |parts| parts) {
        entry.value.iter().for_each(|part| of_part(part, problems));
    }
    for entry in spec.joints.get().map_or(&[][..], |joints| joints) {
        entry.value.iter().for_each(|joint| of_joint(joint, problems));
    }
    for entry in spec.stacks.get().map_or(&[][..], |stacks| stacks) {
        entry.value.iter().for_each(|stack| of_stack(stack, problems));
    }
    if let Some(evidence) = spec.evidence.get() {
        of_evidence(evidence, problems);
    }
}

fn of_part(part: &Part, problems: &mut Problems) {
    if let Some(TextOr::Long(wall)) = part.wall.get() {
        toleranced(&wall.nominal, &wall.tolerance, problems);
    }
    for dimension in part.dimensions.get().map_or(&[][..], |dimensions| dimensions) {
        dimension.value.iter().for_each(|given| dimensioned(given, problems));
    }
}

fn of_joint(joint: &Joint, problems: &mut Problems) {
    let groove = joint.groove.get();
    let lengths = [Some(&joint.section), groove.map(|groove| &groove.depth), groove.map(|groove| &groove.width)];
    for length in lengths.into_iter().flatten().filter_map(Field::get) {
        if let TextOr::Long(long) = length {
            dimensioned(long, problems);
        }
    }
}

fn of_stack(stack: &Stack, problems: &mut Problems) {
    for link in stack.chain.get().into_iter().flatten().filter_map(Field::get) {
        for side in [&link.plus, &link.minus] {
            if let Some(TextOr::Long(long)) = side.get() {
                dimensioned(long, problems);
            }
        }
    }
    for variable in stack.variables.get().map_or(&[][..], |variables| variables) {
        if let Some(TextOr::Long(long)) = &variable.value {
            dimensioned(long, problems);
        }
    }
}

fn of_evidence(evidence: &Evidence, problems: &mut Problems) {
    let counted = "what was counted is one number";
    for (build, _) in records(&evidence.builds) {
        exact(&build.built, counted, problems);
        exact(&build.rejected, counted, problems);
        for defect in build.defects.get().map_or(&[][..], |defects| defects) {
            if defect.value.as_ref().is_some_and(|count| !count.is_exact()) {
                problems.push(Problem::new("wrong-range", defect.span, counted));
            }
        }
    }
    for (test, _) in records(&evidence.tests) {
        exact(&test.units, counted, problems);
        exact(&test.failures, counted, problems);
        exact(&test.temperature, MEASURED, problems);
    }
    for (measurement, _) in records(&evidence.measurements) {
        of_measurement(measurement, problems);
    }
}

/// What is wrong with a range among measured values.
const MEASURED: &str = "what was measured is one value";

fn of_measurement(measurement: &Measurement, problems: &mut Problems) {
    for value in measurement.values.get().into_iter().flatten() {
        exact(value, MEASURED, problems);
    }
    exact(&measurement.mean, MEASURED, problems);
    exact(&measurement.deviation, MEASURED, problems);
    exact(&measurement.gauge, MEASURED, problems);
    exact(&measurement.count, MEASURED, problems);
}

fn exact<S: Sort>(field: &Field<Quantity<S>>, message: &str, problems: &mut Problems) {
    if field.get().is_some_and(|quantity| !quantity.is_exact()) {
        problems.push(Problem::new("wrong-range", field.span(), message));
    }
}

fn dimensioned(given: &Dimensioned, problems: &mut Problems) {
    toleranced(&given.nominal, &given.tolerance, problems);
}

fn toleranced<S: Sort>(nominal: &Field<Quantity<S>>, tolerance: &Field<Tolerance>, problems: &mut Problems) {
    if nominal.get().is_some_and(|nominal| !nominal.is_exact()) && tolerance.is_given() {
        problems.push(Problem::new("wrong-range", nominal.span(), UNDECIDED).with_related(tolerance.span(), "tolerance"));
    }
}
