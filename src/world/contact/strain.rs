//! Where a part is under lasting stress. It is a state of a place, not of a part: a boss is strained by its screw and the
//! face beside it is not. What wets the whole part reaches its strained places; what lies on one face reaches those of that
//! face only.

use super::super::World;
use super::super::face;
use super::super::figures::{COATS, STRAINED_AS, STRAINS, figure_of, holds};
use super::super::sequence::makers;
use super::super::state::word_of;
use super::super::value::Trace;
use super::{ContactView, Place};

/// Whether a joint keeps a part under lasting stress; none if the design does not say.
fn by(world: &World<'_>, joint: usize, part: usize) -> Option<bool> {
    let view = &world.joints[joint];
    if !view.parts.contains(&part) {
        return Some(false);
    }
    let method = view.method?;
    if !holds(world, STRAINS, method.into()) {
        return Some(false);
    }
    // Of a snap-fit it is the part with the arm that bends.
    if word_of(world.library, method, STRAINED_AS).is_none() {
        return Some(true);
    }
    let arm = view.joint.beam.get().and_then(|beam| beam.part.get());
    match arm {
        Some(arm) => Some(world.part_named(arm) == Some(part)),
        None => one_material(world, &view.parts).then_some(true),
    }
}

fn one_material(world: &World<'_>, parts: &[usize]) -> bool {
    let identity = |part: &usize| world.parts[*part].material.map(|material| world.material_identity(material));
    parts.windows(2).all(|pair| identity(&pair[0]) == identity(&pair[1]))
}

/// The key that would say whether a joint strains its parts.
fn key(world: &World<'_>, joint: usize) -> String {
    let view = &world.joints[joint];
    format!("joints.{}.{}", view.id, if view.method.is_none() { "method" } else { "beam.part" })
}

/// A joint whose strain something reaches where it meets a part.
#[derive(Clone, Copy)]
struct Reached {
    joint: usize,
    /// Whether it is known that it does.
    known: bool,
}

/// The joints whose strain something reaches where it meets a part, or may reach.
fn reached(world: &World<'_>, contact: &ContactView, part: usize) -> Vec<Reached> {
    let all = 0..world.joints.len();
    let sure = |joint| Reached { joint, known: true };
    let of_part = |joint: &usize| world.joints[*joint].parts.contains(&part);
    match contact.place {
        Place::Exposure(..) | Place::Device(..) | Place::Aid(..) | Place::Packaging(..) => {
            all.filter(of_part).map(sure).collect()
        }
        Place::Joint(_) => {
            let both = contact.spots.into_iter().flatten().map(|spot| spot.part);
            let both: Vec<usize> = both.collect();
            let joins = |joint: &usize| both.iter().all(|part| world.joints[*joint].parts.contains(part));
            all.filter(joins).map(sure).collect()
        }
        Place::Face(number) => match world.faces[number].place {
            face::Place::Joint(joint) => vec![sure(joint)],
            face::Place::Finish(_) => {
                let coated = |joint| Some(Reached { joint, known: coated_after(world, joint, part)? });
                all.filter(of_part).filter_map(coated).collect()
            }
            face::Place::Layer(_) => Vec::new(),
        },
        Place::Layer(_) | Place::Load(_) => Vec::new(),
    }
}

/// Whether a step lays a coat on a part after a joint is made: known that it does, or not known; none if it does not. A coat has
/// dried before the part is put together, unless a step says otherwise.
fn coated_after(world: &World<'_>, joint: usize, part: usize) -> Option<bool> {
    if world.steps.is_empty() {
        return Some(false);
    }
    let process = |step: usize| world.steps[step].process;
    let coats = |step: usize| process(step).is_none_or(|process| holds(world, COATS, process.into()));
    let mut steps = (0..world.steps.len()).filter(|step| coats(*step) && face::concerns(world, *step, part)).peekable();
    if makers(world, joint).next().is_none() {
        return steps.peek().map(|_| false);
    }
    let later = |step: &usize| makers(world, joint).any(|maker| world.sequence.is_before(maker, *step));
    let steps: Vec<usize> = steps.filter(later).collect();
    (!steps.is_empty()).then(|| steps.into_iter().any(|step| process(step).is_some()))
}

/// The keys that would say whether a coat comes after a joint: the steps that may lay it and do not say what they do, else the order.
fn order_keys(world: &World<'_>, joint: usize, part: usize) -> Vec<String> {
    let blank = |step: &usize| world.steps[*step].process.is_none() && face::concerns(world, *step, part);
    let later = |step: &usize| makers(world, joint).any(|maker| world.sequence.is_before(maker, *step));
    let steps = (0..world.steps.len()).filter(|step| blank(step) && later(step));
    let keys: Vec<String> = steps.map(|step| format!("{}.process", world.step_path(step))).collect();
    if keys.is_empty() { vec!["assembly".to_owned()] } else { keys }
}

/// Whether a part is strained where something meets it; none if the design does not say.
pub(crate) fn at(world: &World<'_>, contact: &ContactView, part: usize) -> Option<bool> {
    any(reached(world, contact, part).into_iter().map(|reached| match by(world, reached.joint, part) {
        Some(true) if !reached.known => None,
        strained => strained,
    }))
}

/// Whether a part is strained anywhere; none if the design does not say.
pub(crate) fn anywhere(world: &World<'_>, part: usize) -> Option<bool> {
    any((0..world.joints.len()).map(|joint| by(world, joint, part)))
}

fn any(places: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut found = Some(false);
    for place in places {
        match place {
            Some(true) => return place,
            Some(false) => {}
            None => found = None,
        }
    }
    found
}

/// The keys that would say whether a part is strained anywhere: of all joints, for none of them comes before the others.
pub(crate) fn open_keys(world: &World<'_>, part: usize) -> Vec<String> {
    keys(world, 0..world.joints.len(), part).collect()
}

/// The keys that would say whether one of the two things of a contact is strained there.
pub(crate) fn open_keys_of(world: &World<'_>, contact: &ContactView) -> Vec<String> {
    let parts = contact.spots.into_iter().flatten().map(|spot| spot.part);
    let keys = parts.flat_map(|part| {
        let each = reached(world, contact, part).into_iter();
        each.flat_map(move |Reached { joint, known }| match by(world, joint, part) {
            None => vec![key(world, joint)],
            Some(true) if !known => order_keys(world, joint, part),
            Some(_) => Vec::new(),
        })
    });
    keys.collect()
}

/// The keys of joints that leave open whether they strain a part.
fn keys(world: &World<'_>, joints: impl Iterator<Item = usize>, part: usize) -> impl Iterator<Item = String> {
    joints.filter(move |joint| by(world, *joint, part).is_none()).map(move |joint| key(world, joint))
}

/// Notes what strains the two things where they meet.
pub(crate) fn trace(world: &World<'_>, contact: &ContactView, trace: &mut Trace) {
    for part in contact.spots.into_iter().flatten().map(|spot| spot.part) {
        for Reached { joint, .. } in reached(world, contact, part).into_iter().filter(|reached| reached.known) {
            let view = &world.joints[joint];
            if let (Some(method), Some(true)) = (view.method, by(world, joint, part)) {
                trace.given(view.joint.method.span());
                figure_of(world, STRAINS, method.into(), trace);
            }
        }
    }
}
