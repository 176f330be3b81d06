//! What a design says of one thing and what cannot be true together, whatever it is made of: a wall that is thinner than its
//! thinnest place, a hole as wide as the boss around it. Nothing here knows what makes a design good or bad.

use super::sorts::{Extent, Sort, Tolerance};
use super::{Bosses, Dimensioned, Environment, Joint, Part, Quantity, Spec, Toleranced, Wall};
use crate::quantity::Measure;
use crate::yaml::{Entries, Field, Problem, Span, TextOr};

type Problems = Vec<Problem>;

/// Notes every pair of values that contradict each other.
pub(super) fn contradictions(spec: &Spec, problems: &mut Problems) {
    if let Some(content) = spec.design.get().and_then(|about| about.protects.get()) {
        three_sides(&content.size, problems);
    }
    each(&spec.parts, |part| of_part(part, problems));
    each(&spec.joints, |joint| of_joint(joint, problems));
    // A length of its own in a stack may be an offset, which lies on either side.
    if let Some(environment) = spec.environment.get() {
        of_environment(environment, problems);
    }
}

/// A size has three sides.
fn three_sides<T>(field: &Field<Vec<Field<T>>>, problems: &mut Problems) {
    // A side that cannot be read is said already, and was perhaps to be all three.
    let read = |sides: &&Vec<Field<T>>| sides.iter().all(|side| side.get().is_some());
    if field.get().filter(read).is_some_and(|sides| sides.len() != 3) {
        let problem = Problem::new("wrong-type", field.span(), "a size is length, width and height");
        problems.push(problem.with_help("write all three, or leave the key out"));
    }
}

fn each<T>(map: &Field<Entries<T>>, of: impl FnMut(&T)) {
    map.get().map_or(&[][..], |entries| entries).iter().filter_map(|entry| entry.value.as_ref()).for_each(of);
}

fn of_part(part: &Part, problems: &mut Problems) {
    three_sides(&part.size, problems);
    three_sides(&part.cavity, problems);
    match part.wall.get() {
        Some(TextOr::Long(wall)) => {
            of_wall(wall, problems);
            positive(&wall.nominal, wall.tolerance.get(), problems);
        }
        Some(TextOr::Text(wall)) => below_zero(wall.measure, wall.tolerance.as_ref(), part.wall.span(), problems),
        None => {}
    }
    each(&part.dimensions, |dimension| of_dimension(dimension, problems));
    if let Some(bosses) = part.bosses.get().filter(|bosses| !bosses.is_none()) {
        of_bosses(bosses, problems);
    }
    larger_than_its_part(part, problems);
}

/// The thinnest place is no thicker than the nominal wall, and the thickest one no thinner.
fn of_wall(wall: &Wall, problems: &mut Problems) {
    let ends = [(&wall.min, "min", &wall.nominal, "nominal"), (&wall.nominal, "nominal", &wall.max, "max")];
    let before = problems.len();
    for (thin, name, thick, other) in ends {
        beyond(thin, name, thick, other, problems);
    }
    if problems.len() == before {
        beyond(&wall.min, "min", &wall.max, "max", problems);
    }
}

/// Notes a value that surely exceeds one that is to be no smaller.
fn beyond<S: Sort>(small: &Field<Quantity<S>>, name: &str, large: &Field<Quantity<S>>, other: &str, problems: &mut Problems) {
    if let (Some(low), Some(high)) = (small.get(), large.get())
        && low.bounds().0 > high.bounds().1
    {
        let message = format!("`{name}` {} exceeds `{other}` {}", low.measure, high.measure);
        problems.push(Problem::new("wrong-range", small.span(), message).with_related(large.span(), other));
    }
}

fn of_bosses(bosses: &Bosses, problems: &mut Problems) {
    around(&bosses.hole_diameter, "hole", &bosses.outer_diameter, "boss", problems);
}

/// Notes a hole or pin that is surely no smaller than what is around it.
fn around<S: Sort>(inner: &Field<Quantity<S>>, what: &str, outer: &Field<Quantity<S>>, other: &str, problems: &mut Problems) {
    if let (Some(hole), Some(outside)) = (inner.get(), outer.get())
        && hole.least() >= outside.most()
    {
        let message = format!("a {what} of {} leaves nothing of a {other} of {} around it", hole.measure, outside.measure);
        problems.push(Problem::new("impossible-value", inner.span(), message).with_related(outer.span(), other));
    }
}

/// A rib, a boss or a thread lies within the sides of its part, and the radius of an outline within half of its width.
fn larger_than_its_part(part: &Part, problems: &mut Problems) {
    let sides: Option<Vec<&Quantity<_>>> = part.size.get().and_then(|size| size.iter().map(Field::get).collect());
    let Some(mut sides) = sides.filter(|sides| sides.len() == 3) else { return };
    sides.sort_by(|one, other| other.most().total_cmp(&one.most()));
    let longest = sides[0];
    let mut within = |given: Option<(f64, Measure)>, field: Span, what: &str, most: f64, side: Measure| {
        if let Some((least, shown)) = given
            && least > most
        {
            let message = format!("{what} of {shown} does not fit into a part whose side is {side}");
            problems.push(Problem::new("impossible-value", field, message).with_related(part.size.span(), "its size"));
        }
    };
    if let Some(ribs) = part.ribs.get() {
        let height = ribs.height.get().map(|height| (height.least(), height.measure));
        within(height, ribs.height.span(), "a rib", longest.most(), longest.measure);
    }
    if let Some(bosses) = part.bosses.get() {
        let thread = bosses.engagement.get().map(|length| (length.least(), length.measure));
        within(thread, bosses.engagement.span(), "a thread", longest.most(), longest.measure);
    }
    let radius = part.corner_radius.get().map(|radius| (radius.least(), radius.measure));
    // The outline may be drawn in any view; in each of them the second side bounds it.
    within(radius, part.corner_radius.span(), "a radius", sides[1].most() / 2.0 * (1.0 + 1e-9), sides[1].measure);
}

fn of_joint(joint: &Joint, problems: &mut Problems) {
    let groove = joint.groove.get();
    let lengths = [Some(&joint.section), groove.map(|groove| &groove.depth), groove.map(|groove| &groove.width)];
    lengths.into_iter().flatten().for_each(|length| of_length(length, problems));
    around(&joint.diameter, "pin", &joint.hub_diameter, "hub", problems);
    if let Some(beam) = joint.beam.get() {
        beyond(&beam.held, "held", &beam.deflection, "deflection", problems);
    }
}

/// A section or a side of a groove is there, so that it is more than zero.
fn of_length(field: &Field<Toleranced>, problems: &mut Problems) {
    let nominal = match field.get() {
        Some(TextOr::Text(length)) => Some((length, field.span())),
        Some(TextOr::Long(long)) => long.nominal.get().map(|length| (length, long.nominal.span())),
        None => None,
    };
    if let Some((length, at)) = nominal.filter(|(length, _)| length.bounds().0 < Extent::LEAST) {
        problems.push(Problem::new("impossible-value", at, format!("`{}`: {}", length.measure, Extent::IMPOSSIBLE)));
        return;
    }
    match field.get() {
        Some(TextOr::Text(length)) => below_zero(length.measure, length.tolerance.as_ref(), field.span(), problems),
        Some(TextOr::Long(long)) => of_dimension(long, problems),
        None => {}
    }
}

fn of_dimension(given: &Dimensioned, problems: &mut Problems) {
    positive(&given.nominal, given.tolerance.get(), problems);
}

fn positive<S: Sort>(nominal: &Field<Quantity<S>>, tolerance: Option<&Tolerance>, problems: &mut Problems) {
    if let Some(length) = nominal.get() {
        below_zero(length.measure, tolerance.or(length.tolerance.as_ref()), nominal.span(), problems);
    }
}

/// Notes a length whose tolerance reaches below zero. An offset, of which the nominal value is nothing, may lie on either side.
fn below_zero(nominal: Measure, tolerance: Option<&Tolerance>, at: Span, problems: &mut Problems) {
    let Some(lower) = tolerance.map(|tolerance| tolerance.lower) else { return };
    if nominal.si > 0.0 && nominal.si + lower.si < -1e-12 {
        let message = format!("a length of {nominal} with a deviation of {lower} would be negative");
        let help = "write an offset that lies on either side as `0 mm` with its tolerance";
        problems.push(Problem::new("impossible-value", at, message).with_help(help));
    }
}

/// Where it spends most of its life it is used or stored.
fn of_environment(environment: &Environment, problems: &mut Problems) {
    for load in [&environment.crush, &environment.stack, &environment.carry].into_iter().filter_map(Field::get) {
        if load.force.is_given() && load.mass.is_given() {
            let problem = Problem::new("impossible-value", load.mass.span(), "one load is given as a mass and as a force");
            problems.push(problem.with_related(load.force.span(), "the force").with_help("leave one of the two out"));
        }
    }
    let (Some(usual), Some(service), Some(storage)) =
        (environment.usual.get(), environment.service.get(), environment.storage.get())
    else {
        return;
    };
    let (low, high) = (service.low.si().min(storage.low.si()), service.high.si().max(storage.high.si()));
    if usual.bounds().0 > high || usual.bounds().1 < low {
        let message = format!("most of its life at {}, where it is neither used nor stored", usual.measure);
        let problem = Problem::new("impossible-value", environment.usual.span(), message);
        problems.push(
            problem
                .with_related(environment.service.span(), "used at")
                .with_help("give the range of the use or storage that is meant"),
        );
    }
}
