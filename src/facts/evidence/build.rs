//! Facts of builds: units started and rejected, and the yield that they show.

use super::{part_of, share};
use crate::design::{self, Stage};
use crate::facts::given::{known, quantity, text};
use crate::facts::typed::{Build, Process, Step, Thing as _, methods};
use crate::facts::{Item, Kind, Known, Lack, Trace, Word, World, both};
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::build_facts;
use crate::world::shown::Target;
use crate::world::shown::lot::built;

build_facts!(methods);

impl<'w> Build<'w> {
    fn given(self) -> &'w design::Build {
        self.world.builds[self.index].given
    }

    fn path(self, name: &str) -> String {
        super::path(self.world, self.item(), name)
    }

    /// Units started and units rejected.
    fn counts(self, trace: &mut Trace) -> Known<(Bounds, Bounds)> {
        both(self.built(trace), self.rejected(trace))
    }
}

impl<'w> Facts<'w> for Build<'w> {
    fn of(self, trace: &mut Trace) -> Known<Word> {
        text(&self.given().of, trace, || self.path("of"))
    }

    fn step(self, trace: &mut Trace) -> Known<Step<'w>> {
        let of = known(&self.given().of, trace, || self.path("of"))?;
        // A part or the whole case is no step.
        self.world.step_named(of).map(|step| Step::at(self.world, step)).ok_or(Lack::RuledOut)
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        super::process(self.world, &self.given().process, trace, || self.path("process"))
    }

    fn from_production(self, trace: &mut Trace) -> Known<bool> {
        let given = self.given();
        // A build of no unit is none. How many there were otherwise is no place to show.
        if !self.built(&mut Trace::off()).is_ok_and(|built| built.high > 0.0) {
            self.built(trace)?;
            return Ok(false);
        }
        // Of a material of which nothing in it is made it shows another thing.
        let parts: Vec<usize> = (0..self.world.parts.len()).filter(|part| has(self.world, self.index, *part)).collect();
        if let Some(material) = given.material.get().filter(|_| !parts.is_empty()) {
            let of = parts.into_iter().map(|part| is_of(self.world, part, material, trace));
            if !any(of)? {
                trace.given_at(given.material.span(), || self.path("material"));
                return Ok(false);
            }
        }
        super::from_production(self.world, &given.of, &given.process, trace, |name| self.path(name))
    }

    fn built(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().built, trace, || self.path("built"))
    }

    fn rejected(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().rejected, trace, || self.path("rejected"))
    }

    fn stage(self, trace: &mut Trace) -> Known<Word> {
        known(&self.given().stage, trace, || self.path("stage")).map(|stage| stage.word().into())
    }

    fn consistent(self, trace: &mut Trace) -> Known<bool> {
        let (built, rejected) = self.counts(trace)?;
        match (rejected.high <= built.low, rejected.low > built.high) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(Lack::Unknown),
        }
    }

    fn shown_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let (built, rejected) = self.counts(trace)?;
        share(built, rejected, part_of)
    }
}

/// Whether units of a part were built by production: in a build of it, of a step that adds it, works on it or joins it, of one
/// that works on all that is there, or of the whole case; where a build says its material, in that of the part.
pub(in crate::facts) fn of_part(world: &World<'_>, part: usize, trace: &mut Trace) -> Known<bool> {
    let mut unsaid = false;
    for build in (0..world.builds.len()).filter(|build| world.counts_build(*build) && concerns(world, *build, part)) {
        match Build::at(world, build).from_production(trace) {
            // Of what it was may not be said.
            Ok(true) => match unsaid_whole(world, build) {
                Some(path) => {
                    trace.need::<()>(|| path);
                    unsaid = true;
                }
                None => return Ok(true),
            },
            Ok(false) => {}
            Err(_) => unsaid = true,
        }
    }
    super::recorded(world, "builds", trace)?;
    if unsaid { Err(Lack::Unknown) } else { Ok(false) }
}

/// Whether a build is a pilot lot: the whole case by name, as production makes it, at pvt or later, with good units.
pub(in crate::facts) fn is_pilot(world: &World<'_>, build: usize) -> bool {
    let given = world.builds[build].given;
    let good =
        given.rejected.get().zip(given.built.get()).is_some_and(|(rejected, built)| built.bounds().0 > rejected.bounds().1);
    good && given.of.get().is_some_and(|of| **of == *"design")
        && given.stage.get().is_some_and(|stage| *stage >= Stage::Pvt)
        && world.counts_build(build)
        && Build::at(world, build).from_production(&mut Trace::off()) == Ok(true)
}

/// Whether a build says something of a part: it has units of it, of its material where it says one.
fn concerns(world: &World<'_>, build: usize, part: usize) -> bool {
    let material = world.builds[build].given.material.get();
    has(world, build, part) && material.is_none_or(|material| is_of(world, part, material, &mut Trace::off()) != Ok(false))
}

/// The key that would say what a build has, where it has all for want of it and its process makes single parts or works on some: the
/// part or step of the build, or what its step works on.
fn unsaid_whole(world: &World<'_>, build: usize) -> Option<String> {
    let given = world.builds[build].given;
    let process = given.process.get().and_then(|name| world.library.find(Table::Process, name));
    process.filter(|_| world.parts.len() > 1)?;
    let makes_parts = || world.parts.iter().any(|part| part.process == process);
    let on_some = |step: usize| world.steps[step].process == process && names_parts(world, step);
    match built(world, given.of.get().map(|of| &**of)) {
        Target::Case if !given.of.is_given() && (makes_parts() || (0..world.steps.len()).any(on_some)) => {
            Some(super::path(world, Item::new(Kind::Build, build), "of"))
        }
        // A step that says that it adds none may still say what it works on.
        Target::Step(step) if !names_parts(world, step) && makes_parts() => {
            let given = world.steps[step].step;
            let keys = [("adds", given.adds.is_given()), ("of", given.of.is_given())];
            let (open, _) = keys.into_iter().find(|(_, told)| !told)?;
            Some(format!("{}.{open}", world.step_path(step)))
        }
        _ => None,
    }
}

/// Whether a step says what it adds, works on or makes.
fn names_parts(world: &World<'_>, step: usize) -> bool {
    let view = &world.steps[step];
    !(view.of.is_empty() && view.adds.is_empty() && view.makes.is_empty())
}

/// Whether a build has units of a part.
fn has(world: &World<'_>, build: usize, part: usize) -> bool {
    let given = world.builds[build].given;
    match built(world, given.of.get().map(|of| &**of)) {
        Target::Case | Target::Joint(_) => true,
        Target::Part(of) => of == part,
        Target::Step(step) => !names_parts(world, step) || super::works_on(world, step, part),
    }
}

/// Whether a part, or a layer of it, is of the material that a record names.
pub(in crate::facts) fn is_of(world: &World<'_>, part: usize, material: &str, trace: &mut Trace) -> Known<bool> {
    let uses = world.uses.iter().filter(|used| used.part == part);
    any(uses.map(|used| world.is_named(used.material, material, trace)))
}

/// Whether one of several holds; open where none is known to and one may.
fn any(each: impl Iterator<Item = Known<bool>>) -> Known<bool> {
    let mut found = Ok(false);
    for one in each {
        match one {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(lack) => found = Err(lack),
        }
    }
    found
}
