//! Of what tested or built units are: whether a material that a record names is one of what production makes.

use super::target::Target;
use crate::knowledge::{Entry, FigureValue, Table};
use crate::world::World;
use crate::world::figures::{GENERIC, holds};
use crate::world::material::MaterialView;
use crate::world::state::{self, Spot};

/// Whether units of a thing are of a material that a record of them names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MadeOf {
    /// Something of it is.
    Yes,
    /// Nothing of it is.
    No,
    /// Something of it may be: these keys do not say, or not closely enough.
    Open(Vec<String>),
}

/// Whether units of a thing are of the material with this name, as production makes them. `key` is where the record names it.
pub(crate) fn made_of(world: &World<'_>, of: Target, name: &str, key: impl Fn() -> String) -> MadeOf {
    let materials = materials(world, of);
    // Of what nothing is told nothing is ruled out.
    if materials.is_empty() {
        return MadeOf::Open(vec!["parts".to_owned()]);
    }
    let mut open = Vec::new();
    for (material, place) in materials {
        let word = |material: &usize| world.material_entry(*material).is_some_and(|entry| !entry.one_of.is_empty());
        match material.map(|material| is_of(world, material, name)) {
            Some(Is::Same) => return MadeOf::Yes,
            Some(Is::Other) => {}
            // Of a word for several materials one place says which of them it is, wherever it is used.
            Some(Is::Closer) if material.as_ref().is_some_and(word) => {
                open.extend(material.map(|material| world.which(material)));
            }
            Some(Is::Closer) | None => open.push(place),
            Some(Is::Wider) => open.push(key()),
        }
    }
    if open.is_empty() { MadeOf::No } else { MadeOf::Open(open) }
}

/// How a material of the design stands to one that is named elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    /// It is that one.
    Same,
    /// It is another one.
    Other,
    /// The design names the family, or what a grade starts from, and elsewhere one of these is named.
    Closer,
    /// The other way around.
    Wider,
}

fn is_of(world: &World<'_>, material: usize, name: &str) -> Is {
    let view = &world.materials[material];
    if view.id == name {
        return Is::Same;
    }
    let grades = world.spec.materials.get().map_or(&[][..], |grades| grades);
    let grade = grades.iter().any(|grade| &*grade.id == name);
    let other = if grade { grade_of(world, name) } else { world.library.find(Table::Material, name) };
    let Some(other) = other else { return Is::Other };
    match (view.grade.is_some(), grade) {
        (false, false) if view.library == Some(other) => Is::Same,
        // Two grades are two materials, whatever they start from.
        (true, true) => Is::Other,
        (true, false) if view.library == Some(other) => Is::Wider,
        (false, true) if view.library == Some(other) => Is::Closer,
        _ => family(world, material, other),
    }
}

/// What a grade of the project starts from.
fn grade_of(world: &World<'_>, name: &str) -> Option<u16> {
    MaterialView::of_project(world.spec, world.library, name)?.library
}

/// Whether one of two different materials is only a family and the other one of its grades.
fn family(world: &World<'_>, material: usize, other: u16) -> Is {
    let Some(own) = world.material_entry(material) else { return Is::Other };
    let other_entry = world.library.entry(Table::Material, other);
    let means = |word: &Entry<'static>, other: &Entry<'static>| {
        !word.one_of.is_empty()
            && world.library.meant_by(word).any(|one| world.library.meant_by(other).any(|two| one.id == two.id))
    };
    if means(own, other_entry) || holds(world, GENERIC, material) && other_entry.classes.contains(&own.id) {
        return Is::Closer;
    }
    if means(other_entry, own) {
        return Is::Wider;
    }
    let generic = GENERIC
        .property()
        .is_some_and(|(_, property)| other_entry.figure(property).is_some_and(|figure| figure.value == FigureValue::Flag(true)));
    if generic && own.classes.contains(&other_entry.id) { Is::Wider } else { Is::Other }
}

/// What the units of a thing are made of, each with the key that says it: parts, layers with their bonds, coats, adhesives.
fn materials(world: &World<'_>, of: Target) -> Vec<(Option<usize>, String)> {
    let all = || (0..world.parts.len()).collect::<Vec<_>>();
    let (parts, joints): (Vec<usize>, Vec<usize>) = match of {
        Target::Case => (all(), (0..world.joints.len()).collect()),
        Target::Part(part) => (vec![part], Vec::new()),
        Target::Joint(joint) => (world.joints[joint].parts.clone(), vec![joint]),
        Target::Step(step) => parts_of_step(world, step),
    };
    let mut found = Vec::new();
    for part in parts {
        let view = &world.parts[part];
        let spot = |layer| Spot { part, layer };
        match &view.layers[..] {
            [] => match world.unsaid_material(part)[..] {
                [] => found.extend(view.material.map(|material| (Some(material), state::path(world, spot(None), "material")))),
                ref keys => found.extend(keys.iter().map(|key| (None, key.clone()))),
            },
            layers => {
                for layer in layers {
                    found.push((world.layers[*layer].material, state::path(world, spot(Some(*layer)), "material")));
                    let bond = world.layers[*layer].bond;
                    found.extend(bond.map(|bond| (Some(bond), state::path(world, spot(Some(*layer)), "bond"))));
                }
            }
        }
        found.extend(view.finish.iter().map(|coat| (Some(*coat), format!("parts.{}.finish", view.id))));
    }
    let adhesive = |joint: usize| Some((world.joints[joint].adhesive?, format!("joints.{}.adhesive", world.joints[joint].id)));
    found.extend(joints.into_iter().filter_map(adhesive).map(|(adhesive, key)| (Some(adhesive), key)));
    found
}

/// The parts that a step adds, works on or joins, and the joints that it makes; all that is there where it names none.
fn parts_of_step(world: &World<'_>, step: usize) -> (Vec<usize>, Vec<usize>) {
    let view = &world.steps[step];
    let joined = view.makes.iter().flat_map(|joint| world.joints[*joint].parts.iter().copied());
    let mut parts: Vec<usize> = view.adds.iter().chain(&view.of).copied().chain(joined).collect();
    if parts.is_empty() {
        parts = (0..world.parts.len()).collect();
    }
    parts.sort_unstable();
    parts.dedup();
    (parts, view.makes.clone())
}
