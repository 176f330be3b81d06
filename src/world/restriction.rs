//! Substances that a market restricts, for every part with a material that may hold them.

use super::World;
use super::given::elements;
use super::pair::Names;
use super::views::RestrictionView;
use crate::knowledge::Restriction as Row;

/// Every part with every restriction that concerns one of its materials in a market where the case is sold.
pub(crate) fn restrictions(world: &World<'_>) -> Vec<RestrictionView> {
    let mut found = Vec::new();
    let markets: Vec<String> = markets(world).map(str::to_lowercase).collect();
    for (row, restriction) in world.library.restrictions().iter().enumerate() {
        if !markets.iter().any(|market| holds_in(restriction, market)) {
            continue;
        }
        for (use_, used) in world.uses.iter().enumerate() {
            let holds = may_hold(world, used.material, restriction) == Some(true);
            let known = found.iter().any(|view: &RestrictionView| view.part == used.part && view.row == row);
            if holds && !known {
                found.push(RestrictionView { part: used.part, use_, row });
            }
        }
    }
    found
}

/// Whether a material is one of those in which a restricted substance is found; none where that hangs on which is meant.
fn may_hold(world: &World<'_>, material: usize, restriction: &Row<'_>) -> Option<bool> {
    let family = world.material_entry(material).map_or("", |entry| entry.family);
    let found_in = |names: &Names| restriction.found_in.iter().any(|name| *name == family || names.words.contains(name));
    let mut meant = world.names[material].meant().iter().map(found_in);
    let first = meant.next()?;
    meant.all(|other| other == first).then_some(first)
}

/// Whether a market somewhere restricts what a material of a part may hold.
pub(crate) fn concerned(world: &World<'_>, part: usize) -> bool {
    let of_part = world.uses.iter().filter(|used| used.part == part);
    let restrictions = world.library.restrictions();
    of_part.into_iter().any(|used| restrictions.iter().any(|row| may_hold(world, used.material, row) != Some(false)))
}

/// The materials of a part of which it hangs on what their word means whether a market of the design restricts what they may hold,
/// each with the restriction.
pub(crate) fn undecided(world: &World<'_>, part: usize) -> impl Iterator<Item = (usize, &'static Row<'static>)> {
    let uses = world.uses.iter().filter(move |used| used.part == part);
    let rows = || world.library.restrictions().iter().map(|row| &**row);
    uses.flat_map(move |used| rows().map(|row| (used.material, row)))
        .filter(|(material, row)| may_hold(world, *material, row).is_none() && sold_in(world, row).next().is_some())
}

/// The markets of the design.
fn markets<'w>(world: &'w World<'_>) -> impl Iterator<Item = &'w str> {
    let markets = world.spec.environment.get().map(|environment| elements(&environment.markets));
    markets.into_iter().flatten().map(|(market, _)| &**market)
}

/// The markets of the design in which a restriction holds.
pub(crate) fn sold_in<'w>(world: &'w World<'_>, restriction: &'static Row<'static>) -> impl Iterator<Item = &'w str> {
    markets(world).filter(|market| holds_in(restriction, &market.to_lowercase()))
}

/// Whether a restriction holds in a market, in small letters. A country meets the rules of its states, and a state those of its
/// country.
fn holds_in(restriction: &Row<'_>, market: &str) -> bool {
    let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|state| state.starts_with('-'));
    restriction.markets.iter().any(|law| *law == market || within(law, market) || within(market, law))
}
