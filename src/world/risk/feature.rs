//! Features of parts that risks concern: a part without a snap-fit has no snap-fit to show.

use crate::design::Appearance;
use crate::knowledge::{Feature, Table};
use crate::vocabulary::FactId;
use crate::world::World;
use crate::world::figures::{BENDS_ITSELF, OF_ZIPPER, SEALS, SEALS_GAP, holds};
use crate::world::given::elements;

/// Whether a part has a feature that risks may concern.
pub(crate) fn has(world: &World<'_>, part: usize, feature: Feature) -> bool {
    let view = &world.parts[part];
    let given = view.part;
    let method =
        |wanted: &[&str]| {
            world.joints.iter().filter(|joint| joint.parts.contains(&part)).any(|joint| {
                joint.method.is_some_and(|method| wanted.contains(&world.library.entry(Table::Method, method).family))
            })
        };
    let kind = |flag: FactId| {
        let joints = world.joints.iter().filter(|joint| joint.parts.contains(&part));
        joints.filter_map(|joint| joint.method).any(|method| holds(world, flag, method.into()))
    };
    let material = |flag: FactId| {
        let uses = world.uses.iter().filter(|used| used.part == part);
        uses.map(|used| used.material).any(|used| holds(world, flag, used))
    };
    let family = |wanted: &str| {
        world
            .uses
            .iter()
            .filter(|used| used.part == part)
            .any(|used| world.material_entry(used.material).is_some_and(|entry| entry.family == wanted))
    };
    let environment = world.spec.environment.get();
    let exposed = |words: &[&str]| {
        environment
            .is_some_and(|environment| elements(&environment.exposure).any(|(exposure, _)| words.contains(&exposure.word())))
    };
    match feature {
        Feature::Snap => method(&["snap"]),
        Feature::LivingHinge => kind(BENDS_ITSELF),
        Feature::Screw => method(&["screw"]) || given.bosses.is_given(),
        Feature::Rivet => method(&["rivet"]),
        Feature::PressFit => method(&["press"]),
        Feature::Seal => method(&["seal"]),
        Feature::Overmold => method(&["overmold"]),
        Feature::Adhesive => method(&["adhesive"]),
        Feature::Tape => method(&["tape"]),
        Feature::Weld => method(&["weld"]),
        Feature::Sewn => method(&["sewn"]),
        Feature::Zipper => kind(OF_ZIPPER),
        Feature::Magnet => method(&["magnet"]) || family("magnet"),
        Feature::Print => method(&["decoration"]),
        Feature::Lamination => !view.layers.is_empty(),
        Feature::Ribs => given.ribs.is_given(),
        Feature::Bosses => given.bosses.is_given(),
        Feature::Texture => given.texture_depth.get().is_some_and(|depth| depth.si() > 0.0),
        Feature::Undercut => given.undercuts.get().is_some_and(|count| count.si() > 0.0),
        Feature::GasketMaterial => kind(SEALS_GAP) && material(SEALS),
        Feature::Foam => family("foam"),
        Feature::Textile => family("textile"),
        Feature::Leather => family("leather"),
        Feature::Elastomer => family("elastomer"),
        Feature::Visible => given.appearance.get() == Some(&Appearance::Visible),
        Feature::Drop => environment.is_some_and(|environment| environment.drop.is_given()),
        Feature::Ingress => environment.is_some_and(|environment| environment.ingress.is_given()),
        Feature::Uv => exposed(&["uv"]),
        Feature::Sweat => exposed(&["sweat"]),
        Feature::Humidity => {
            environment.is_some_and(|environment| environment.humidity.get().is_some_and(|share| share.si() > 0.0))
                || exposed(&["rain", "sweat"])
        }
        Feature::Load => given.support_area.is_given(),
        Feature::CriticalDimension => {
            world.dimensions.iter().any(|dimension| dimension.part == part && dimension.dimension.critical.get() == Some(&true))
        }
        Feature::Tool => given.tool.is_given(),
        // What the device touches or is held by; a handle or latch does not care which device it is.
        Feature::DeviceFit => {
            let protects = world.spec.design.get().is_some_and(|about| about.protects.is_given());
            protects && has(world, part, Feature::CriticalDimension)
        }
    }
}
