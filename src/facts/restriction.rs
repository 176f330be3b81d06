//! Facts of substances that a market restricts, for every part with a material that may hold them.

use std::rc::Rc;

use super::given::elements;
use super::typed::{List, Material, Part, Restriction, Thing as _, methods};
use super::world::{RestrictionView, World};
use super::{Item, Kind, Known, Origin, Trace, Word};
use crate::design::DocumentState;
use crate::knowledge::Restriction as Row;
use crate::vocabulary::restriction_facts;

/// Every part with every restriction that concerns one of its materials in a market where the case is sold.
pub(super) fn restrictions(world: &World<'_>) -> Vec<RestrictionView> {
    let mut found = Vec::new();
    for (row, restriction) in world.library.restrictions().iter().enumerate() {
        if sold_in(world, restriction).next().is_none() {
            continue;
        }
        for (use_, used) in world.uses.iter().enumerate() {
            let holds = may_hold(world, used.material, restriction);
            let known = found.iter().any(|view: &RestrictionView| view.part == used.part && view.row == row);
            if holds && !known {
                found.push(RestrictionView { part: used.part, use_, row });
            }
        }
    }
    found
}

/// Whether a material is one of those in which a restricted substance is found.
fn may_hold(world: &World<'_>, material: usize, restriction: &Row<'_>) -> bool {
    let family = world.material_entry(material).map_or("", |entry| entry.family);
    restriction.found_in.iter().any(|name| *name == family || world.names[material].contains(name))
}

/// Whether a market somewhere restricts what a material of a part may hold.
pub(super) fn concerned(world: &World<'_>, part: usize) -> bool {
    let of_part = world.uses.iter().filter(|used| used.part == part);
    let restrictions = world.library.restrictions();
    of_part.into_iter().any(|used| restrictions.iter().any(|restriction| may_hold(world, used.material, restriction)))
}

/// The markets of the design in which a restriction holds.
fn sold_in<'w>(world: &'w World<'_>, restriction: &'static Row<'static>) -> impl Iterator<Item = &'w str> {
    let markets = world.spec.environment.get().map(|environment| elements(&environment.markets));
    markets.into_iter().flatten().map(|(market, _)| &**market).filter(|market| {
        let market = market.to_lowercase();
        // A country meets the rules of its states, and a state those of its country.
        let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|state| state.starts_with('-'));
        restriction.markets.iter().any(|law| *law == market || within(law, &market) || within(&market, law))
    })
}

fn row(world: &World<'_>, i: usize) -> &'static Row<'static> {
    &world.library.restrictions()[world.restrictions[i].row]
}

fn origin(row: &'static Row<'static>) -> Origin {
    Origin::Row { what: format!("{}: {}", row.id, row.law), basis: row.basis, sources: &row.sources }
}

/// Whether the design says that a part is free of it: by its own list, or by the released list of substances of all markets.
fn excluded(world: &World<'_>, i: usize, trace: &mut Trace) -> bool {
    let part = &world.parts[world.restrictions[i].part].part;
    let id = row(world, i).id;
    if let Some((_, element)) = elements(&part.free_of).find(|(name, _)| ***name == *id) {
        trace.given(element.span());
        return true;
    }
    let released = super::document::named(world, "compliance").filter(|field| {
        matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved | DocumentState::NotNeeded))
    });
    if let Some(field) = released {
        trace.given(field.span());
    }
    released.is_some()
}

/// The restrictions of a part that nothing excludes. Not known where no market is named and some market restricts what its
/// materials may hold; an empty list of markets says that there is none.
pub(super) fn open<'w>(world: &'w World<'w>, part: usize, trace: &mut Trace) -> Known<List<Restriction<'w>>> {
    let markets = world.spec.environment.get().is_some_and(|environment| environment.markets.is_given());
    if !markets && concerned(world, part) {
        return trace.unknown(|| "environment.markets".to_owned());
    }
    let of_part = (0..world.restrictions.len()).filter(|i| world.restrictions[*i].part == part);
    let open: Vec<usize> = of_part.filter(|i| !excluded(world, *i, &mut Trace::off())).collect();
    for i in &open {
        trace.given(world.span(Item::new(Kind::Use, world.restrictions[*i].use_)));
        trace.origin(|| origin(row(world, *i)));
    }
    Ok(open.into_iter().map(|i| Restriction::at(world, i)).collect())
}

restriction_facts!(methods);

impl Restriction<'_> {
    /// A text of its row.
    fn text(self, trace: &mut Trace, pick: fn(&'static Row<'static>) -> &'static str) -> Known<Word> {
        let row = row(self.world, self.index);
        trace.origin(|| origin(row));
        Ok(pick(row).into())
    }
}

impl<'w> Facts<'w> for Restriction<'w> {
    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.world.restrictions[self.index].part))
    }

    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let used = self.world.restrictions[self.index].use_;
        trace.given(self.world.span(Item::new(Kind::Use, used)));
        Ok(Material::at(self.world, self.world.uses[used].material))
    }

    fn substance(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.substance)
    }

    fn law(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.law)
    }

    fn limit(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.limit)
    }

    fn proof(self, trace: &mut Trace) -> Known<Word> {
        self.text(trace, |row| row.proof)
    }

    fn markets(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        if let Some(environment) = self.world.spec.environment.get() {
            trace.given(environment.markets.span());
        }
        Ok(sold_in(self.world, row(self.world, self.index)).map(Word::from).collect())
    }

    fn excluded(self, trace: &mut Trace) -> Known<bool> {
        Ok(excluded(self.world, self.index, trace))
    }
}
