//! Features of parts that risks concern: a part without a snap-fit has no snap-fit to show.

use crate::design::{Appearance, Environment, Load};
use crate::knowledge::{Feature, Table};
use crate::vocabulary::FactId;
use crate::world::World;
use crate::world::figures::{ALIGNS_CHARGER, BENDS_ITSELF, OF_ZIPPER, SEALS, SEALS_GAP, holds};
use crate::world::given::{elements, is_none};
use crate::world::views::JointView;
use crate::yaml::{Field, OrNone};

/// Whether a part has a feature that risks may concern.
pub(crate) fn has(world: &World<'_>, part: usize, feature: Feature) -> bool {
    let view = &world.parts[part];
    let given = view.part;
    let kind = |flag: FactId| {
        let joints = world.joints.iter().filter(|joint| joint.parts.contains(&part));
        joints.filter_map(|joint| joint.method).any(|method| holds(world, flag, method.into()))
    };
    let material = |flag: FactId| {
        let uses = world.uses.iter().filter(|used| used.part == part);
        uses.map(|used| used.material).any(|used| holds(world, flag, used))
    };
    let family = || is_of_family(world, part, feature);
    match feature {
        Feature::Snap
        | Feature::Rivet
        | Feature::PressFit
        | Feature::Seal
        | Feature::Overmold
        | Feature::Adhesive
        | Feature::Tape
        | Feature::Weld
        | Feature::Sewn
        | Feature::Magnet
        | Feature::Print
        | Feature::Foam
        | Feature::Textile
        | Feature::Leather
        | Feature::Elastomer => family(),
        Feature::ChargingArray => material(ALIGNS_CHARGER),
        Feature::LivingHinge => kind(BENDS_ITSELF),
        Feature::Screw => family() || given.bosses.is_there(),
        Feature::Zipper => kind(OF_ZIPPER),
        Feature::Lamination => !view.layers.is_empty(),
        Feature::BondedLayers => view.layers.iter().any(|layer| world.layers[*layer].bond.is_some()),
        Feature::Opened => world.joints.iter().any(|joint| joint.parts.contains(&part) && joint.joint.cycles.is_given()),
        Feature::Ribs => given.ribs.is_there(),
        Feature::Bosses => given.bosses.is_there(),
        Feature::Texture => given.texture_depth.get().is_some_and(|depth| depth.si() > 0.0),
        Feature::Undercut => given.undercuts.get().is_some_and(|count| count.si() > 0.0),
        Feature::GasketMaterial => kind(SEALS_GAP) && material(SEALS),
        Feature::Visible => given.appearance.get() == Some(&Appearance::Visible),
        Feature::Drop | Feature::Crush | Feature::Carry | Feature::Ingress | Feature::Uv | Feature::Sweat | Feature::Humidity => {
            world.spec.environment.get().is_some_and(|given| meets(given, feature))
        }
        Feature::Load => given.support_area.is_given(),
        Feature::CriticalDimension => {
            world.dimensions.iter().any(|dimension| dimension.part == part && dimension.dimension.critical.get() == Some(&true))
        }
        Feature::Tool => given.tool.is_given(),
        // What the device touches or is held by; a handle or latch does not care which device it is.
        Feature::DeviceFit => protects(world) && has(world, part, Feature::CriticalDimension),
    }
}

/// Whether a case has to stand what a feature is about: a claim, a load or an exposure, which every part shares.
fn meets(given: &Environment, feature: Feature) -> bool {
    match feature {
        Feature::Drop => claims_drop(given),
        Feature::Crush => loaded(&given.crush) || loaded(&given.stack),
        Feature::Carry => loaded(&given.carry),
        Feature::Ingress => claims_ingress(given),
        Feature::Uv => is_exposed(given, &["uv"]),
        Feature::Sweat => is_exposed(given, &["sweat"]),
        Feature::Humidity => is_humid(given),
        _ => false,
    }
}

/// Whether a joint has a feature that a claim may rest on: it is made by a method that gives it, or it is opened. What holds
/// by its shape as well does not rest on its bond.
pub(crate) fn joint_has(world: &World<'_>, joint: usize, feature: Feature) -> bool {
    let JointView { joint, method, .. } = &world.joints[joint];
    let by_method = || {
        method
            .is_some_and(|method| world.library.gives(Table::Method, world.library.entry(Table::Method, method).family, feature))
    };
    match feature {
        Feature::Opened => joint.cycles.is_given(),
        _ => by_method() && joint.interlock.get() != Some(&true),
    }
}

/// Whether a part is joined by a method, or made of a material, of the family that gives it a feature.
fn is_of_family(world: &World<'_>, part: usize, feature: Feature) -> bool {
    let joints = world.joints.iter().filter(|joint| joint.parts.contains(&part));
    let mut methods = joints.filter_map(|joint| joint.method).map(|method| world.library.entry(Table::Method, method).family);
    let uses = world.uses.iter().filter(|used| used.part == part);
    let mut materials = uses.filter_map(|used| world.material_entry(used.material)).map(|entry| entry.family);
    methods.any(|family| world.library.gives(Table::Method, family, feature))
        || materials.any(|family| world.library.gives(Table::Material, family, feature))
}

/// Whether its air is damp or it gets wet.
fn is_humid(environment: &Environment) -> bool {
    environment.humidity.get().is_some_and(|share| share.si() > 0.0) || is_exposed(environment, &["rain", "sweat"])
}

/// Whether it is said what the case protects.
fn protects(world: &World<'_>) -> bool {
    world.spec.design.get().is_some_and(|about| about.protects.is_given())
}

/// Whether a load is claimed.
fn loaded(load: &Field<OrNone<Load>>) -> bool {
    load.get().is_some_and(|load| !load.is_none())
}

/// Whether drops are claimed.
fn claims_drop(environment: &Environment) -> bool {
    environment.drop.get().is_some_and(|drop| !drop.is_none())
}

/// Whether a protection against dust or water is claimed.
fn claims_ingress(environment: &Environment) -> bool {
    environment.ingress.get().is_some_and(|text| !is_none(text))
}

/// Whether it is exposed to one of these.
fn is_exposed(environment: &Environment, words: &[&str]) -> bool {
    elements(&environment.exposure).any(|(exposure, _)| words.contains(&exposure.word()))
}
