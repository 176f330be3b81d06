//! Facts of substances that a market restricts, for every part with a material that may hold them.

use super::given::elements;
use super::listed::Fact;
use super::world::{RestrictionView, World};
use super::{Item, Kind, Origin, Trace, Type, Value, Words};
use crate::design::DocumentState;
use crate::knowledge::Restriction;

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
fn may_hold(world: &World<'_>, material: usize, restriction: &Restriction<'_>) -> bool {
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
fn sold_in<'w>(world: &'w World<'_>, restriction: &'static Restriction<'static>) -> impl Iterator<Item = &'w str> {
    let markets = world.spec.environment.get().map(|environment| elements(&environment.markets));
    markets.into_iter().flatten().map(|(market, _)| &**market).filter(|market| {
        let market = market.to_lowercase();
        // A country meets the rules of its states, and a state those of its country.
        let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|state| state.starts_with('-'));
        restriction.markets.iter().any(|law| *law == market || within(law, &market) || within(&market, law))
    })
}

fn row(world: &World<'_>, i: usize) -> &'static Restriction<'static> {
    &world.library.restrictions()[world.restrictions[i].row]
}

fn origin(row: &'static Restriction<'static>) -> Origin {
    Origin::Row { what: format!("{}: {}", row.id, row.law), basis: row.basis, sources: &row.sources }
}

fn word<'w>(
    world: &'w World<'_>,
    i: usize,
    trace: &mut Trace,
    pick: fn(&'static Restriction<'static>) -> &'static str,
) -> Option<Value> {
    trace.origin(|| origin(row(world, i)));
    Some(Value::word(pick(row(world, i))))
}

/// Whether the design says that a part is free of it: by its own list, or by the released list of substances of all markets.
fn excluded(world: &World<'_>, i: usize, trace: &mut Trace) -> bool {
    let part = &world.parts[world.restrictions[i].part].part;
    let id = row(world, i).id;
    if let Some((_, element)) = elements(&part.free_of).find(|(name, _)| ***name == *id) {
        trace.given(element.span());
        return true;
    }
    let released = super::engagement::document(world, "compliance").filter(|field| {
        matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved | DocumentState::NotNeeded))
    });
    if let Some(field) = released {
        trace.given(field.span());
    }
    released.is_some()
}

/// The restrictions of a part that nothing excludes.
pub(super) fn open(world: &World<'_>, part: usize, trace: &mut Trace) -> Vec<Item> {
    let of_part = world.restrictions.iter().enumerate().filter(|(_, view)| view.part == part);
    let open: Vec<usize> = of_part.map(|(i, _)| i).filter(|i| !excluded(world, *i, &mut Trace::off())).collect();
    for i in &open {
        if trace.is_on() {
            trace.given(world.span(Item::new(Kind::Use, world.restrictions[*i].use_)));
        }
        trace.origin(|| origin(row(world, *i)));
    }
    open.into_iter().map(|i| Item::new(Kind::Restriction, i)).collect()
}

/// Facts of restrictions.
pub static RESTRICTION: &[Fact] = &[
    Fact::new("part", Type::Item(Kind::Part), "", "the part", |w, i, _| {
        Some(Value::Item(Item::new(Kind::Part, w.restrictions[i].part)))
    }),
    Fact::new("material", Type::Item(Kind::Material), "", "the first of its materials that may hold it", |w, i, t| {
        let used = w.restrictions[i].use_;
        if t.is_on() {
            t.given(w.span(Item::new(Kind::Use, used)));
        }
        Some(Value::Item(Item::new(Kind::Material, w.uses[used].material)))
    }),
    Fact::new("substance", Type::Word(Words::Any), "", "the substances", |w, i, t| word(w, i, t, |row| row.substance)),
    Fact::new("law", Type::Word(Words::Any), "", "the law", |w, i, t| word(w, i, t, |row| row.law)),
    Fact::new("limit", Type::Word(Words::Any), "", "what it allows", |w, i, t| word(w, i, t, |row| row.limit)),
    Fact::new("proof", Type::Word(Words::Any), "", "what to ask the supplier for", |w, i, t| word(w, i, t, |row| row.proof)),
    Fact::new("markets", Type::Words(Words::Any), "", "markets of the design in which it holds", |w, i, t| {
        if let Some(environment) = w.spec.environment.get() {
            t.given(environment.markets.span());
        }
        Some(Value::words(sold_in(w, row(w, i)).collect()))
    }),
    Fact::new("excluded", Type::Flag, "", "the part is said to be free of it, or the compliance list is released", |w, i, t| {
        Some(Value::Flag(excluded(w, i, t)))
    }),
];
