//! Facts of substances that a market restricts, for every part with a material that may hold them.

use std::rc::Rc;

use super::given::elements;
use super::typed::{List, Material, Part, Restriction, Thing as _, methods};
use super::{Item, Kind, Known, Origin, Trace, Word, World, state};
use crate::design::DocumentState;
use crate::knowledge::Restriction as Row;
use crate::vocabulary::restriction_facts;
use crate::world::restriction::{concerned, sold_in, undecided};

fn row(world: &World<'_>, i: usize) -> &'static Row<'static> {
    &world.library.restrictions()[world.restrictions[i].row]
}

fn origin(row: &'static Row<'static>) -> Origin {
    Origin::Row { what: format!("{}: {}", row.id, row.law).into(), basis: row.basis, sources: &row.sources }
}

/// Whether the design says that a part is free of it.
fn excluded(world: &World<'_>, i: usize, trace: &mut Trace) -> bool {
    is_free_of(world, world.restrictions[i].part, row(world, i), trace)
}

/// Whether a part is free of what a row restricts: by its own list, or by the released list of substances of all markets.
fn is_free_of(world: &World<'_>, part: usize, row: &Row<'_>, trace: &mut Trace) -> bool {
    let view = &world.parts[part];
    if let Some((_, element)) = elements(&view.part.free_of).find(|(name, _)| ***name == *row.id) {
        trace.given_at(element.span(), || format!("parts.{}.free_of", view.id));
        return true;
    }
    let released = crate::world::document::named(world, "compliance").filter(|field| {
        matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved | DocumentState::NotNeeded))
    });
    if let Some(field) = released {
        trace.given_at(field.span(), || "engagement.documents.compliance".to_owned());
    }
    released.is_some()
}

/// Whether it is known which restrictions concern a part. It is not where no market is named and some market restricts what
/// its materials may hold, nor where a material is not named; an empty list of markets says that there is none.
pub(super) fn told(world: &World<'_>, part: usize, trace: &mut Trace) -> Known<()> {
    let markets = world.spec.environment.get().map(|environment| &environment.markets).filter(|markets| markets.is_given());
    if markets.is_some_and(|markets| elements(markets).next().is_none()) {
        return Ok(());
    }
    let layers = world.parts[part].layers.iter().filter(|layer| world.layers[**layer].material.is_none());
    let layers = layers.map(|layer| format!("{}.material", world.path(Item::new(Kind::Layer, *layer))));
    let mut needs: Vec<String> = world.unsaid_material(part).into_iter().chain(layers).collect();
    if markets.is_none() && concerned(world, part) {
        needs.push("environment.markets".to_owned());
    }
    let open = undecided(world, part).filter(|(_, row)| !is_free_of(world, part, row, &mut Trace::off()));
    let mut undecided = open.map(|(material, _)| material).peekable();
    if needs.is_empty() && undecided.peek().is_none() {
        return Ok(());
    }
    for need in needs {
        trace.need::<()>(|| need);
    }
    world.ask_which(undecided, trace)
}

/// The restrictions of a part that nothing excludes; those that are known count whatever is not known.
pub(super) fn open<'w>(world: &'w World<'w>, part: usize, trace: &mut Trace) -> Known<List<Restriction<'w>>> {
    let of_part = (0..world.restrictions.len()).filter(|i| world.restrictions[*i].part == part);
    let mut open: Vec<usize> = of_part.filter(|i| !excluded(world, *i, &mut Trace::off())).collect();
    // What is known of the material itself stands before what is known of its kind, and what few materials hold before what many do.
    open.sort_by_key(|i| {
        let view = world.restrictions[*i];
        let names = &world.names[world.uses[view.use_].material].words;
        let found_in = &row(world, *i).found_in;
        (names.iter().position(|name| found_in.contains(name)).unwrap_or(names.len()), found_in.len())
    });
    if open.is_empty() {
        told(world, part, trace)?;
    }
    for i in &open {
        state::trace_use(world, world.restrictions[*i].use_, trace);
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
        state::trace_use(self.world, used, trace);
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
            trace.given_at(environment.markets.span(), || "environment.markets".to_owned());
        }
        Ok(sold_in(self.world, row(self.world, self.index)).map(Word::from).collect())
    }

    fn excluded(self, trace: &mut Trace) -> Known<bool> {
        Ok(excluded(self.world, self.index, trace))
    }
}
