//! Which row of the table of pairs rates what has to stick to what.

use super::super::World;
use super::super::figures::{COATS, OPAQUE, PRIMES, holds};
use super::super::pair::{self, Fit, Names, Party};
use super::super::state::{self, Spot};
use super::super::value::Trace;
use super::{FaceView, Place, Sides, concerns, prepared, spots, unsaid_treatment};
use crate::knowledge::State;

/// Whether a side lets no light through; none if the design does not say.
fn opaque(world: &World<'_>, (spot, material): (Spot, Option<usize>)) -> Option<bool> {
    if material.is_some_and(|material| holds(world, OPAQUE, material)) {
        return Some(true);
    }
    let (known, open) = state::at(world, spot);
    (!open.has(State::Clear)).then(|| !known.has(State::Clear))
}

/// The substrate as pairs see it, with what is done to it before and after.
fn substrate<'w>(world: &'w World<'_>, face: &FaceView, sides: &Sides) -> Party<'w> {
    let mut party = state::party(world, sides.material, Some(sides.spot));
    if prepared(world, face, &mut Trace::off(), &|process| holds(world, PRIMES, process.into())) {
        party.holds.add(State::Primed);
    } else if unsaid_treatment(world, face).is_some() {
        party.open.add(State::Primed);
    }
    let Place::Joint(joint) = face.place else { return party };
    let coats = |step: usize| world.steps[step].process.is_some_and(|process| holds(world, COATS, process.into()));
    let later = |step: usize| super::super::sequence::makers(world, joint).any(|maker| world.sequence.is_before(maker, step));
    if (0..world.steps.len()).any(|step| coats(step) && concerns(world, step, sides.spot.part) && later(step)) {
        party.holds.add(State::CoatedLater);
    } else if super::super::sequence::makers(world, joint).next().is_none() && (0..world.steps.len()).any(coats) {
        party.open.add(State::CoatedLater);
    }
    let sides: Vec<Option<bool>> = spots(world, joint).map(|side| opaque(world, side)).collect();
    if sides.iter().all(|side| *side == Some(true)) {
        party.holds.add(State::OpaquePair);
    } else if !sides.contains(&Some(false)) {
        party.open.add(State::OpaquePair);
    }
    party
}

/// The pair by which the adhesive is rated on the substrate, or on what a process left there if that is worse: the
/// adhesive's own classes say under which method.
pub(crate) fn pair(world: &World<'_>, face: &FaceView) -> Option<Fit> {
    let sides = face.sides()?;
    let substrate = substrate(world, face, &sides);
    let rate = |names: &Names| pair::rate_first(&names.words, &substrate, &Party::known(names));
    let rated = pair::agreed(world.names[sides.adhesive].meant().iter().map(rate));
    left_over(world, face).into_iter().fold(rated, |worst, left| pair::worse(worst, Some(left)))
}

/// The pairs by which the adhesive is rated on what a process left on the part and nothing takes off.
pub(crate) fn left_over(world: &World<'_>, face: &FaceView) -> Vec<Fit> {
    let Some(sides) = face.sides() else { return Vec::new() };
    let names = &world.names[sides.adhesive];
    let aids = &world.parts[sides.spot.part].aids;
    if aids.is_empty() || face.cleaned(world, &mut Trace::off()) {
        return Vec::new();
    }
    let rate = |aid: &usize| {
        let left = Party::known(&world.names[*aid]);
        pair::agreed(names.meant().iter().map(|names| pair::rate_first(&names.words, &left, &Party::known(names))))
    };
    aids.iter().filter_map(rate).collect()
}
