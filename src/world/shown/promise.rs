//! Whether a design makes a claim: by a feature that it has, not at all, or nobody knows until a key is there.

use crate::knowledge::Feature;
use crate::world::World;
use crate::world::risk::{has, joint_has};

/// Whether the design makes a claim by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Each of these keys, as semantic paths, may say that it does.
    Open(Vec<String>),
}

impl Made {
    /// Whether it is known that the claim is made.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        matches!(self, Self::Yes)
    }

    fn new(has: bool, unsaid: Vec<String>) -> Self {
        match (has, unsaid.is_empty()) {
            (true, _) => Self::Yes,
            (_, true) => Self::No,
            _ => Self::Open(unsaid),
        }
    }
}

/// Whether the case has one of the features on which a claim about it rests.
pub(super) fn of_case(world: &World<'_>, features: &[Feature]) -> Made {
    let part = |part: usize| features.iter().any(|feature| has(world, part, *feature));
    // Without a part there is nothing to claim.
    if world.parts.is_empty() {
        return Made::No;
    }
    Made::new((0..world.parts.len()).any(part), features.iter().flat_map(|feature| keys_of_case(world, *feature)).collect())
}

/// The same of a part.
pub(super) fn of_part(world: &World<'_>, part: usize, features: &[Feature]) -> Made {
    let bonds = || {
        let layers = world.parts[part].layers.iter().map(|layer| &world.layers[*layer]);
        let open = layers.filter(|layer| layer.number > 0 && !layer.layer.bond.is_given());
        open.map(|layer| format!("parts.{}.layers.{}.bond", world.parts[part].id, layer.number)).collect()
    };
    let unsaid = if features.contains(&Feature::BondedLayers) { bonds() } else { Vec::new() };
    Made::new(features.iter().any(|feature| has(world, part, *feature)), unsaid)
}

/// The same of a joint.
pub(super) fn of_joint(world: &World<'_>, joint: usize, features: &[Feature]) -> Made {
    let view = &world.joints[joint];
    let unsaid = |feature: &Feature| match feature {
        Feature::Opened => (!view.joint.cycles.is_given()).then_some("cycles"),
        _ => (!view.joint.method.is_given()).then_some("method"),
    };
    let keys = features.iter().filter_map(unsaid).map(|key| format!("joints.{}.{key}", view.id)).collect();
    Made::new(features.iter().any(|feature| joint_has(world, joint, *feature)), keys)
}

/// The keys that would say whether the case has a feature, if nothing says it.
fn keys_of_case(world: &World<'_>, feature: Feature) -> Vec<String> {
    let environment = world.spec.environment.get();
    let given = |key: &str| {
        environment.is_some_and(|given| match key {
            "drop" => given.drop.is_given(),
            "ingress" => given.ingress.is_given(),
            "crush" => given.crush.is_given(),
            "stack" => given.stack.is_given(),
            _ => given.carry.is_given(),
        })
    };
    let keys: &[&str] = match feature {
        Feature::Drop => &["drop"],
        Feature::Ingress => &["ingress"],
        Feature::Crush => &["crush", "stack"],
        Feature::Carry => &["carry"],
        _ => &[],
    };
    keys.iter().filter(|key| !given(key)).map(|key| format!("environment.{key}")).collect()
}
