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

/// The joints whose strain something reaches where it meets a part.
fn reached(world: &World<'_>, contact: &ContactView, part: usize) -> Vec<usize> {
    let all = 0..world.joints.len();
    let of_part = |joint: &usize| world.joints[*joint].parts.contains(&part);
    match contact.place {
        Place::Exposure(..) | Place::Device(..) | Place::Aid(..) | Place::Packaging(..) => all.filter(of_part).collect(),
        Place::Joint(_) => {
            let both = contact.spots.into_iter().flatten().map(|spot| spot.part);
            let both: Vec<usize> = both.collect();
            all.filter(|joint| both.iter().all(|part| world.joints[*joint].parts.contains(part))).collect()
        }
        Place::Face(number) => match world.faces[number].place {
            face::Place::Joint(joint) => vec![joint],
            // A coat has dried before the part is put together, unless a step says otherwise.
            face::Place::Finish(_) => all.filter(of_part).filter(|joint| coated_after(world, *joint, part)).collect(),
            face::Place::Layer(_) => Vec::new(),
        },
        Place::Layer(_) | Place::Load(_) => Vec::new(),
    }
}

/// Whether a step lays a coat on a part after a joint is made.
fn coated_after(world: &World<'_>, joint: usize, part: usize) -> bool {
    let coats = |step: usize| world.steps[step].process.is_some_and(|process| holds(world, COATS, process.into()));
    let later = |step: usize| makers(world, joint).any(|maker| world.sequence.is_before(maker, step));
    (0..world.steps.len()).any(|step| coats(step) && face::concerns(world, step, part) && later(step))
}

/// Whether a part is strained where something meets it; none if the design does not say.
pub(crate) fn at(world: &World<'_>, contact: &ContactView, part: usize) -> Option<bool> {
    any(reached(world, contact, part).into_iter().map(|joint| by(world, joint, part)))
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
    parts.flat_map(|part| keys(world, reached(world, contact, part).into_iter(), part)).collect()
}

/// The keys of joints that leave open whether they strain a part.
fn keys(world: &World<'_>, joints: impl Iterator<Item = usize>, part: usize) -> impl Iterator<Item = String> {
    joints.filter(move |joint| by(world, *joint, part).is_none()).map(move |joint| key(world, joint))
}

/// Notes what strains the two things where they meet.
pub(crate) fn trace(world: &World<'_>, contact: &ContactView, trace: &mut Trace) {
    for part in contact.spots.into_iter().flatten().map(|spot| spot.part) {
        for joint in reached(world, contact, part) {
            let view = &world.joints[joint];
            if let (Some(method), Some(true)) = (view.method, by(world, joint, part)) {
                trace.given(view.joint.method.span());
                figure_of(world, STRAINS, method.into(), trace);
            }
        }
    }
}
