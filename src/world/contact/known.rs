//! What the table of pairs knows about what touches.

use std::sync::LazyLock;

use super::super::World;
use super::super::given::elements;
use super::super::pair::{self, ANY, Fit, Party, States, badness};
use super::super::state::{self, Spot};
use super::{PairingView, Place, RowView, Unsaid};
use crate::design::Exposure;
use crate::knowledge::{Table, library};

/// What the table says about each contact. Good pairs are left out: there is nothing to judge.
pub fn pairings(world: &World<'_>) -> Vec<PairingView> {
    let outside = Outside::of(world);
    let mut states = Vec::new();
    let mut pairings = Vec::new();
    for (number, contact) in world.contacts.iter().enumerate() {
        let second = match contact.b {
            Some(b) => party(world, b, contact.spots[1], &mut states),
            None => Party::plain(outside.names(contact.place)),
        };
        if second.names.is_empty() {
            continue;
        }
        let first = party(world, contact.a, contact.spots[0], &mut states);
        let row = |fit: Fit| PairingView::Row(RowView { contact: number, pair: fit.row, open: fit.open });
        pairings.extend(known(&first, &second).into_iter().map(row));
    }
    if !world.uses.is_empty() {
        pairings.extend(unsaid(world).map(PairingView::Unsaid));
    }
    pairings
}

/// A material where it is. Each place touches many things, and the states there are told once.
fn party<'w>(world: &'w World<'_>, material: usize, spot: Option<Spot>, states: &mut Vec<(Spot, [States; 2])>) -> Party<'w> {
    let plain = world.party(material);
    let Some(spot) = spot else { return plain };
    let known = states.iter().find(|(known, _)| *known == spot).map(|(_, found)| *found);
    let [holds, open] = known.unwrap_or_else(|| {
        let found = state::at(world, spot).into();
        states.push((spot, found));
        found
    });
    Party { holds, open, ..plain }
}

/// What comes from outside and is not said, each once for all materials.
fn unsaid(world: &World<'_>) -> impl Iterator<Item = Unsaid> {
    let protects = world.spec.design.get().and_then(|about| about.protects.get());
    let touches = protects.is_some_and(|protects| protects.touches.is_given());
    let exposure = world.spec.environment.get().is_some_and(|environment| environment.exposure.is_given());
    [(touches, Unsaid::Device), (exposure, Unsaid::Exposure)].into_iter().filter(|(given, _)| !given).map(|(_, unsaid)| unsaid)
}

/// The rows about two things that touch: for each way to fail the worst, then the most specific. A good row clears the
/// way to fail that it names of the rows that are less specific.
pub fn known(a: &Party<'_>, b: &Party<'_>) -> Vec<Fit> {
    let mut known = pair::fits("contact", a, b);
    // A row for any partner says nothing about this one.
    known.retain(|fit| fit.pair().a != ANY && fit.pair().b != ANY);
    let cleared: Vec<(usize, &str)> =
        known.iter().filter(|fit| fit.pair().rating == "good").map(|fit| (fit.specific, fit.pair().failure_mode)).collect();
    known.retain(|fit| {
        let mode = fit.pair().failure_mode;
        fit.pair().rating != "good" && !cleared.iter().any(|(specific, clear)| *clear == mode && *specific < fit.specific)
    });
    known.sort_by_key(|fit| (badness(fit.pair()), fit.open.is_some(), fit.specific));
    let mut modes: Vec<&str> = Vec::new();
    known.retain(|fit| {
        let mode = fit.pair().failure_mode;
        let new = mode.is_empty() || !modes.contains(&mode);
        // What may not hold hides nothing that does.
        if new && fit.open.is_none() {
            modes.push(mode);
        }
        new
    });
    known
}

/// The classes of pairs under which what comes from outside is named.
struct Outside {
    touches: Vec<Vec<&'static str>>,
    exposures: Vec<Vec<&'static str>>,
}

impl Outside {
    fn of(world: &World<'_>) -> Self {
        let protects = world.spec.design.get().and_then(|about| about.protects.get());
        let touches = protects.map(|protects| elements(&protects.touches).map(|(word, _)| classes_with(word)).collect());
        let environment = world.spec.environment.get();
        let exposures = environment.map(|environment| {
            elements(&environment.exposure).map(|(exposure, _)| exposure_classes(*exposure).to_vec()).collect()
        });
        Self { touches: touches.unwrap_or_default(), exposures: exposures.unwrap_or_default() }
    }

    fn names(&self, place: Place) -> &[&'static str] {
        match place {
            Place::Device(_, number) => &self.touches[number],
            Place::Exposure(_, number) => &self.exposures[number],
            Place::Load(_) => &["long-static-load"],
            Place::Layer(_) | Place::Joint(_) | Place::Packaging(..) | Place::Aid(..) | Place::Face(_) => &[],
        }
    }
}

/// The names in contact pairs.
static CLASSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| pair::names("contact"));

/// The classes of contact pairs that hold a word: `silver` is part of `silver-copper` and of `silver-contacts`.
pub fn classes_with(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase().replace(' ', "-");
    // Whole words only: `silver` stands in `silver-copper`, `lithium-battery` in `lithium-battery-device`.
    let edge = |side: &str, hyphen: fn(&str) -> bool| side.is_empty() || hyphen(side);
    let begins = |class: &str| word.bytes().next().is_some_and(|first| class.as_bytes().contains(&first));
    let within = |class: &str| {
        // Most classes are ruled out by the first letter, without a search.
        begins(class)
            && class.split_once(word.as_str()).is_some_and(|(before, after)| {
                edge(before, |before| before.ends_with('-')) && edge(after, |after| after.starts_with('-'))
            })
    };
    // What the library knows by this name belongs to more classes than the word shows.
    let known = library().find(Table::Material, &word).map(|index| library().entry(Table::Material, index));
    let named = known.into_iter().flat_map(|entry| std::iter::once(entry.id).chain(entry.classes.iter().copied()));
    let mut classes: Vec<&'static str> = CLASSES.iter().copied().filter(|class| within(class)).chain(named).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// The classes under which pairs name what a case is exposed to.
pub const fn exposure_classes(exposure: Exposure) -> &'static [&'static str] {
    match exposure {
        Exposure::Uv => &["uv-light", "uv-nox-heat"],
        Exposure::Sunscreen => &["sunscreen-insect-repellent", "any-liquid-agent"],
        Exposure::CleaningAlcohol => {
            &["alcohol-wipe", "ipa-wipe", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"]
        }
        Exposure::CleaningAmmonia => {
            &["ammonia-amine-cleaner", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"]
        }
        Exposure::Ozone => &["ozone-under-strain"],
        Exposure::ParkedCar => &["parked-car-environment", "uv-nox-heat"],
        Exposure::Oil => &["fastener-grease-oil", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"],
        Exposure::Fuel => &["any-liquid-agent"],
        Exposure::Sweat | Exposure::Rain => &["humid-heat"],
        Exposure::HotWater => &["hard-water-heat", "humid-heat"],
        Exposure::SulfurGas => &["elemental-sulfur-vapor"],
        Exposure::Denim => &["denim-indigo"],
        // Salt closes the circuit between metals, which the anodic index judges; dust is no matter of two materials.
        Exposure::SaltSpray | Exposure::Dust => &[],
    }
}
