//! What the table of pairs knows about what touches.

use std::sync::LazyLock;

use super::super::World;
use super::super::given::elements;
use super::super::joint;
use super::super::pair::{self, ANY, Fit, Names, Open, Party, States, badness};
use super::super::state::{self, Spot};
use super::strain;
use super::{ContactView, PairingView, Place, RowView, Unsaid};
use crate::design::Exposure;
use crate::knowledge::{Entry, FigureValue, State, Table, library};
use crate::vocabulary::FactId;

/// What the table says about each contact. Good pairs are left out: there is nothing to judge.
pub fn pairings(world: &World<'_>, around: &mut Surroundings) -> Vec<PairingView> {
    let Surroundings { outside, told } = around;
    let mut pairings = Vec::new();
    for (number, contact) in world.contacts.iter().enumerate() {
        let mut second = match contact.b {
            Some(b) => party(world, contact, (b, contact.spots[1]), told),
            None => outside.party(contact.place),
        };
        if is_wet(world, contact, contact.b) {
            second.holds.add(State::Wet);
        }
        if second.names.words.is_empty() {
            continue;
        }
        let mut first = party(world, contact, (contact.a, contact.spots[0]), told);
        if matches!(contact.place, Place::Joint(_)) && is_wet(world, contact, Some(contact.a)) {
            first.holds.add(State::Wet);
        }
        let row = |fit: Fit| PairingView::Row(RowView { contact: number, pair: fit.row, open: fit.open });
        pairings.extend(known(&first, &second).into_iter().map(row));
    }
    if !world.uses.is_empty() {
        pairings.extend(unsaid(world).map(PairingView::Unsaid));
    }
    pairings
}

/// What contacts of a design are looked up by: what comes from outside, and the states of places. Told once for all of them.
pub struct Surroundings {
    pub(super) outside: Outside,
    pub(super) told: Told,
}

impl Surroundings {
    pub(crate) fn of(world: &World<'_>) -> Self {
        Self { outside: Outside::of(world), told: Vec::new() }
    }
}

/// The states of places, those that hold and those that may, as far as they were told.
pub(super) type Told = Vec<(Spot, [States; 2])>;

/// A material where it is. Each place touches many things, and the states there are told once.
fn placed<'w>(world: &'w World<'_>, material: usize, spot: Option<Spot>, told: &mut Told) -> Party<'w> {
    let plain = Party::known(&world.names[material]);
    let Some(spot) = spot else { return plain };
    let known = told.iter().find(|(known, _)| *known == spot).map(|(_, found)| *found);
    let [holds, open] = known.unwrap_or_else(|| {
        let found = state::at(world, spot).into();
        told.push((spot, found));
        found
    });
    Party { holds, open, ..plain }
}

/// What comes from outside and is not said, each once for all materials.
pub(super) fn unsaid(world: &World<'_>) -> impl Iterator<Item = Unsaid> {
    let protects = world.spec.design.get().and_then(|about| about.protects.get());
    let touches = protects.is_some_and(|protects| protects.touches.is_given());
    let exposure = world.spec.environment.get().is_some_and(|environment| environment.exposure.is_given());
    [(touches, Unsaid::Device), (exposure, Unsaid::Exposure)].into_iter().filter(|(given, _)| !given).map(|(_, unsaid)| unsaid)
}

/// A material as pairs see it where it meets another: the states of its place, and whether it is strained there.
pub(super) fn party<'w>(
    world: &'w World<'_>,
    contact: &ContactView,
    (material, spot): (usize, Option<Spot>),
    told: &mut Told,
) -> Party<'w> {
    let mut party = placed(world, material, spot, told);
    match spot.map(|spot| strain::at(world, contact, spot.part)) {
        Some(Some(true)) => party.holds.add(State::Strained),
        Some(None) => party.open.add(State::Strained),
        Some(Some(false)) | None => {}
    }
    party
}

/// Whether a thing is liquid where it meets another: what wets the case or its parts, and what is laid on to stick, which
/// may be a part of its own.
fn is_wet(world: &World<'_>, contact: &ContactView, material: Option<usize>) -> bool {
    match contact.place {
        Place::Exposure(..) | Place::Aid(..) | Place::Face(_) => true,
        Place::Joint(joint) => material.is_some() && joint::part_that_sticks(world, joint) == material,
        Place::Layer(_) | Place::Device(..) | Place::Load(_) | Place::Packaging(..) => false,
    }
}

/// The rows about two things that touch: one for each way to fail, of those on the materials the nearest, of equally near
/// ones the worst; so it is with rows that name a state; and of the two that are left the worse. A good row says that they do
/// not fail in that way. What hangs on a state of which the design does not say is added where it would be worse; where words
/// leave open which materials are meant, a row hangs on that unless it speaks as badly of each.
pub fn known(a: &Party<'_>, b: &Party<'_>) -> Vec<Fit> {
    let each: Vec<Vec<Fit>> = pair::ways(a, b).iter().map(|(a, b)| of_known(a, b)).collect();
    let [known] = &each[..] else { return agreed(&each) };
    known.clone()
}

/// The rows that hold whichever materials are meant, and of each way to fail the worst one that may.
fn agreed(each: &[Vec<Fit>]) -> Vec<Fit> {
    let alike = |one: &Fit, other: &Fit| {
        mode(one) == mode(other) && one.open == other.open && badness(one.pair()) == badness(other.pair())
    };
    let mut found: Vec<Fit> = Vec::new();
    for fit in each.iter().flatten() {
        let of_all = each.iter().all(|fits| fits.iter().any(|other| alike(fit, other)));
        let fit = if of_all { *fit } else { Fit { open: fit.open.or(Some(Open::Which)), ..*fit } };
        if !found.iter().any(|known| alike(known, &fit)) {
            found.push(fit);
        }
    }
    found.sort_by_key(|fit| (badness(fit.pair()), fit.open.is_some(), fit.specific));
    let mut asked: Vec<&str> = Vec::new();
    found.retain(|fit| {
        let again = fit.open == Some(Open::Which) && asked.contains(&mode(fit));
        asked.push(mode(fit));
        !again
    });
    found
}

fn of_known(a: &Party<'_>, b: &Party<'_>) -> Vec<Fit> {
    let mut all = pair::fits("contact", a, b);
    // A row for any partner says nothing about this one.
    all.retain(|fit| fit.pair().a != ANY && fit.pair().b != ANY);
    let mut modes: Vec<&str> = all.iter().map(|fit| mode(fit)).collect();
    modes.sort_unstable();
    modes.dedup();
    let mut known: Vec<Fit> = modes.into_iter().flat_map(|of| decisive(all.iter().filter(|fit| mode(fit) == of))).collect();
    known.retain(|fit| fit.pair().rating != "good");
    known.sort_by_key(|fit| (badness(fit.pair()), fit.open.is_some(), fit.specific));
    known
}

/// In which way two things fail by a row; a row that names none stands for itself.
fn mode(fit: &Fit) -> &'static str {
    let pair = fit.pair();
    if pair.failure_mode.is_empty() { pair.id } else { pair.failure_mode }
}

/// Of the rows about one way to fail the one that decides, and the worse one that may.
fn decisive<'f>(rows: impl Iterator<Item = &'f Fit>) -> Vec<Fit> {
    let (open, closed): (Vec<Fit>, Vec<Fit>) = rows.partition(|fit| fit.open.is_some());
    let nearest = |rows: &[Fit], stated: bool| {
        rows.iter().filter(|fit| fit.stated == stated).min_by_key(|fit| (fit.specific, badness(fit.pair()))).copied()
    };
    let certain = pair::worse(nearest(&closed, false), nearest(&closed, true));
    let bad = |fit: Fit| badness(fit.pair());
    let worse = nearest(&open, true).filter(|fit| certain.is_none_or(|certain| bad(*fit) < bad(certain)));
    certain.into_iter().chain(worse).collect()
}

/// The classes of pairs under which what comes from outside is named.
pub(super) struct Outside {
    touches: Vec<Names>,
    exposures: Vec<Names>,
    load: Names,
}

impl Outside {
    fn of(world: &World<'_>) -> Self {
        let protects = world.spec.design.get().and_then(|about| about.protects.get());
        let touches = protects.map(|protects| elements(&protects.touches).map(|(word, _)| names_of(word)).collect());
        let environment = world.spec.environment.get();
        let exposures = environment
            .map(|environment| elements(&environment.exposure).map(|(exposure, _)| names_of_exposure(*exposure)).collect());
        let load = Names::new(LOAD, &[]);
        Self { touches: touches.unwrap_or_default(), exposures: exposures.unwrap_or_default(), load }
    }

    /// What comes from outside, as pairs see it.
    pub(super) fn party(&self, place: Place) -> Party<'_> {
        match place {
            Place::Device(_, number) => Party::known(&self.touches[number]),
            Place::Exposure(_, number) => Party::known(&self.exposures[number]),
            Place::Load(_) => Party::known(&self.load),
            Place::Layer(_) | Place::Joint(_) | Place::Packaging(..) | Place::Aid(..) | Place::Face(_) => Party::nothing(),
        }
    }
}

/// The names in contact pairs.
static CLASSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| pair::names("contact"));

/// The names of a surface that a case touches: those of the material that is called so, or as near as each other the classes
/// of contact pairs that hold the word, as `silver` is part of `silver-copper` and of `silver-contacts`.
pub fn names_of(word: &str) -> Names {
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
    let known = library().find(Table::Material, &word).map(|index| library().entry(Table::Material, index));
    let mut names = known.map_or_else(Names::default, Names::of);
    for class in CLASSES.iter().copied().filter(|class| within(class)) {
        names.widen(&Names::new(class, &[]));
    }
    names
}

/// Whether a surface of what is protected is a material of the tables that has a flag.
pub fn surface_is(word: &str, flag: FactId) -> bool {
    let word = word.to_lowercase().replace(' ', "-");
    let entry = library().find(Table::Material, &word).map(|index| library().entry(Table::Material, index));
    let has = |entry: &Entry<'_>, (_, property)| entry.figure(property).is_some_and(|of| of.value == FigureValue::Flag(true));
    entry.zip(flag.property()).is_some_and(|(entry, flag)| library().meant_by(entry).all(|meant| has(meant, flag)))
}

/// The names of what a case is exposed to; none of what no pair speaks of.
pub fn names_of_exposure(exposure: Exposure) -> Names {
    match exposure_classes(exposure) {
        [first, rest @ ..] => Names::new(first, rest),
        [] => Names::default(),
    }
}

/// The class under which pairs name the load of the device.
const LOAD: &str = "long-static-load";

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
        Exposure::Oil => {
            &["mineral-oil", "fastener-grease-oil", "paint-adhesive-cleaner-lubricant-plasticizer-ink", "any-liquid-agent"]
        }
        Exposure::Fuel => &["gasoline", "any-liquid-agent"],
        // Sweat is water with salt in it.
        Exposure::Sweat => &["salt-water", "humid-heat"],
        Exposure::Rain => &["humid-heat"],
        Exposure::SaltSpray => &["salt-water"],
        Exposure::HotWater => &["hard-water-heat", "humid-heat"],
        Exposure::SulfurGas => &["elemental-sulfur-vapor"],
        Exposure::Denim => &["denim-indigo"],
        // Dust is no matter of two materials.
        Exposure::Dust => &[],
    }
}

/// Whether what a case is exposed to does its harm by what it is made of, as pairs tell: light, heat and dust are judged by
/// figures, and salt attacks metal alone.
pub const fn judged_by_pairs(exposure: Exposure, metallic: bool) -> bool {
    match exposure {
        Exposure::Uv | Exposure::ParkedCar | Exposure::Dust => false,
        Exposure::SaltSpray => metallic,
        _ => true,
    }
}

/// Whether something reaches the case by hand: what the hand holds or wipes, and nothing behind it.
pub const fn by_hand(exposure: Exposure) -> bool {
    matches!(
        exposure,
        Exposure::Sunscreen | Exposure::CleaningAlcohol | Exposure::CleaningAmmonia | Exposure::Denim | Exposure::Oil
    )
}
