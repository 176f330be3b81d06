//! Everything that touches.

use super::super::World;
use super::super::figures::{CONDUCTIVE, KEEPS_APART, METALLIC, REACHES_THROUGH, holds};
use super::super::given::elements;
use super::super::joint;
use super::super::state::Spot;
use super::known::{by_hand, surface_is};
use super::{ContactView, Place};
use crate::design::{Appearance, Side};
use crate::knowledge::{Feature, Table};
use crate::source::QuickSet;

/// Everything that touches.
pub fn contacts(world: &World<'_>) -> Vec<ContactView> {
    let mut contacts = Vec::new();
    for (number, layer) in world.layers.iter().enumerate() {
        if layer.number == 0 {
            continue;
        }
        if let (Some(a), Some(b)) = (world.layers[number - 1].material, layer.material) {
            let spot = |layer| Some(Spot { part: world.layers[number].part, layer: Some(layer) });
            contacts.push(ContactView { place: Place::Layer(number), a, b: Some(b), spots: [spot(number - 1), spot(number)] });
        }
    }
    add_joints(world, &mut contacts);
    add_faces(world, &mut contacts);
    add_aids(world, &mut contacts);
    add_outside(world, &mut contacts);
    contacts
}

/// What joined parts touch, two of them once however many joints hold them: where one does not keep them apart, there.
fn add_joints(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    let apart = |joint: usize| world.joints[joint].joint.isolated.get() == Some(&true);
    // In an order that hangs on what the joints are, not on where they stand in the file.
    let mut numbers: Vec<usize> = (0..world.joints.len()).collect();
    numbers.sort_by_key(|joint| (world.joints[*joint].method, world.joints[*joint].id));
    let (open, isolated): (Vec<usize>, Vec<usize>) = numbers.into_iter().partition(|joint| !apart(*joint));
    let (mut found, mut known) = (Vec::new(), QuickSet::default());
    for number in open.into_iter().chain(isolated) {
        let parts = &world.joints[number].parts;
        for (first, second) in touching_parts(world, number) {
            for (a, b) in touching(world, number, parts[first], parts[second]) {
                let contact = ContactView { place: Place::Joint(number), a: a.0, b: Some(b.0), spots: [Some(a.1), Some(b.1)] };
                let (one, other) = if a <= b { (a, b) } else { (b, a) };
                if known.insert((one, other)) {
                    found.push(contact);
                }
            }
        }
    }
    // In the order of the joints, so that a word about one does not move the others.
    found.sort_by_key(|contact: &ContactView| if let Place::Joint(joint) = contact.place { joint } else { 0 });
    contacts.extend(found);
}

/// Which parts of a joint touch, as their places in it.
fn touching_parts(world: &World<'_>, joint: usize) -> Vec<(usize, usize)> {
    let joint = &world.joints[joint];
    // A gasket or a zipper stands between two parts and keeps them apart.
    let between = joint.method.is_some_and(|method| holds(world, KEEPS_APART, method.into()));
    let count = joint.parts.len();
    let pairs = (0..count).flat_map(|first| (first + 1..count).map(move |second| (first, second)));
    pairs.filter(|(first, second)| !between || second - first == 1).collect()
}

/// The surfaces of two joined parts that may touch: innermost and outermost layers, or the material of each, and what is
/// painted or printed on the outside. A plating covers all that is under it.
fn touching(world: &World<'_>, joint: usize, first: usize, second: usize) -> Vec<((usize, Spot), (usize, Spot))> {
    let inside = world.joints[joint].joint.side.get() == Some(&Side::Inside);
    let surfaces = |number: usize| -> Vec<(usize, Spot)> {
        let part = &world.parts[number];
        let plating = part.finish.last().filter(|coat| !inside && holds(world, METALLIC, **coat));
        if let Some(coat) = plating {
            return vec![(*coat, Spot { part: number, layer: None })];
        }
        let mut found: Vec<(usize, Spot)> = [part.layers.first(), part.layers.last()]
            .into_iter()
            .flatten()
            .filter_map(|layer| world.layers[*layer].material.map(|m| (m, Spot { part: number, layer: Some(*layer) })))
            .collect();
        found.dedup_by_key(|(material, _)| *material);
        if part.layers.is_empty() {
            found.extend(part.material.map(|material| (material, Spot { part: number, layer: None })));
        }
        if !inside {
            found.extend(part.finish.iter().map(|finish| (*finish, Spot { part: number, layer: None })));
        }
        found
    };
    let (a, b) = (surfaces(first), surfaces(second));
    a.iter().flat_map(|a| b.iter().map(|b| (*a, *b))).filter(|(a, b)| a.0 != b.0).collect()
}

/// Adhesives, tapes, inks and paints on what they are put on, and on what a process left there.
fn add_faces(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    // A part that is itself the print or the tape touches the other one in the joint already.
    let sides =
        |contact: &ContactView| Some([(contact.a, contact.spots[0], contact.b?), (contact.b?, contact.spots[1], contact.a)]);
    let of_joint = |contact: &&ContactView| matches!(contact.place, Place::Joint(_));
    let joined: QuickSet<_> = contacts.iter().filter(of_joint).filter_map(sides).flatten().collect();
    for (number, face) in world.faces.iter().enumerate() {
        let Some(sides) = face.sides() else { continue };
        let (place, b) = (Place::Face(number), Some(sides.adhesive));
        let spots = [Some(sides.spot), None];
        if !joined.contains(&(sides.material, spots[0], sides.adhesive)) {
            contacts.push(ContactView { place, a: sides.material, b, spots });
        }
        for aid in &world.parts[sides.spot.part].aids {
            contacts.push(ContactView { place, a: *aid, b, spots: [None, None] });
        }
    }
}

/// What touches a part while it is made.
fn add_aids(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    for (number, used) in world.uses.iter().enumerate() {
        for (aid, material) in world.parts[used.part].aids.iter().enumerate() {
            let place = Place::Aid(number, aid);
            contacts.push(ContactView { place, a: used.material, b: Some(*material), spots: [Some(used.spot()), None] });
        }
    }
    // What is left on a substrate meets what is molded on it, before that has set.
    let molded_on = |joint: &usize| {
        let method = world.joints[*joint].method.map(|method| world.library.entry(Table::Method, method));
        method.is_some_and(|method| world.library.gives(Table::Method, method.family, Feature::Overmold))
    };
    for number in (0..world.joints.len()).filter(molded_on) {
        let Some((soft, under)) = world.joints[number].parts.split_first() else { continue };
        let (spot, material) = joint::surface(world, number, *soft);
        let Some(material) = material else { continue };
        for aid in under.iter().flat_map(|part| &world.parts[*part].aids) {
            let (place, spots) = (Place::Joint(number), [None, Some(spot)]);
            contacts.push(ContactView { place, a: *aid, b: Some(material), spots });
        }
    }
}

/// What of a device works through the case meets all that conducts, wherever it is, and the coats of a part.
fn add_fields(world: &World<'_>, touches: &[bool], number: usize, inside: bool, contacts: &mut Vec<ContactView>) {
    let used = world.uses[number];
    let part = &world.parts[used.part];
    let conducts = |material: &usize| holds(world, METALLIC, *material) || holds(world, CONDUCTIVE, *material);
    let coats = used.layer.is_none_or(|layer| part.layers.first() == Some(&layer)).then_some(&part.finish);
    let coats = coats.into_iter().flatten().copied().filter(conducts);
    let found: Vec<usize> =
        Some(used.material).filter(|material| !inside && conducts(material)).into_iter().chain(coats).collect();
    for (touched, _) in touches.iter().enumerate().filter(|(_, through)| **through) {
        let contact = |a| ContactView { place: Place::Device(number, touched), a, b: None, spots: [Some(used.spot()), None] };
        contacts.extend(found.iter().copied().map(contact));
    }
}

fn add_outside(world: &World<'_>, contacts: &mut Vec<ContactView>) {
    let protects = world.spec.design.get().and_then(|about| about.protects.get());
    let words: Vec<&str> =
        protects.into_iter().flat_map(|protects| elements(&protects.touches)).map(|(word, _)| &**word).collect();
    let touches: Vec<bool> = words.iter().map(|word| surface_is(word, REACHES_THROUGH)).collect();
    let exposures: Vec<(&str, bool)> = world.spec.environment.get().map_or_else(Vec::new, |environment| {
        elements(&environment.exposure).map(|(exposure, _)| (exposure.word(), by_hand(*exposure))).collect()
    });
    for (number, used) in world.uses.iter().enumerate() {
        let part = &world.parts[used.part];
        let spots = [Some(used.spot()), None];
        let faces_out = part.part.location.get() == Some(&Side::Outside);
        let innermost = !faces_out && used.layer.is_none_or(|layer| part.layers.last() == Some(&layer));
        let hidden = part.part.appearance.get() == Some(&Appearance::Hidden);
        let outermost = !hidden && used.layer.is_none_or(|layer| part.layers.first() == Some(&layer));
        // Only the inside of a part can touch what is protected; every layer lives in the environment, and a hand reaches the
        // faces of what is not hidden.
        let face = used.layer.is_none_or(|layer| [part.layers.first(), part.layers.last()].contains(&Some(&layer)));
        let reached = |by_hand: bool| !by_hand || face && !hidden;
        // What comes from around meets it once, though the device brings it as well.
        let around = |word: &str| exposures.iter().any(|(other, by_hand)| *other == word && reached(*by_hand));
        for touched in (0..touches.len()).filter(|touched| innermost && !around(words[*touched])) {
            contacts.push(ContactView { place: Place::Device(number, touched), a: used.material, b: None, spots });
        }
        add_fields(world, &touches, number, innermost, contacts);
        for (exposure, _) in exposures.iter().enumerate().filter(|(_, (_, by_hand))| reached(*by_hand)) {
            contacts.push(ContactView { place: Place::Exposure(number, exposure), a: used.material, b: None, spots });
        }
        if part.part.support_area.is_given() {
            contacts.push(ContactView { place: Place::Load(number), a: used.material, b: None, spots });
        }
        for (packaging, material) in world.packaging.iter().enumerate().filter(|_| outermost) {
            let place = Place::Packaging(number, packaging);
            contacts.push(ContactView { place, a: used.material, b: Some(*material), spots });
        }
    }
}
