//! Facts of the design as a whole.

use std::rc::Rc;

use super::evidence;
use super::figures::ALIGNS_CHARGER;
use super::given::{self, count, derived, elements, known};
use super::typed::{
    Build, Claim, Design, Joint, List, Measurement, Method, Part, Production, Records, Step, Test, Thing, methods,
};
use super::whole::{self, sum};
use super::{Known, Lack, Trace, Word, World, both};
use crate::design::{Protects, Stage, TestKind};
use crate::formulas::{dfa, load, yields};
use crate::knowledge::{Table, library};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{FactId, design_facts, figure};
use crate::world::contact::surface_is;
use crate::world::shown::Target;
use crate::world::views::{DimensionView, StepView};

design_facts!(methods);

impl<'w> Design<'w> {
    pub(super) fn protects(self) -> Option<&'w Protects> {
        self.world.spec.design.get()?.protects.get()
    }

    pub(super) fn all<T: Thing<'w>>(self) -> List<T> {
        (0..self.world.count(T::KIND)).map(|i| T::at(self.world, i)).collect()
    }

    /// Records that are no history.
    fn counting<T: Thing<'w>>(self, counts: impl Fn(&World<'w>, usize) -> bool) -> List<T> {
        (0..self.world.count(T::KIND)).filter(|i| counts(self.world, *i)).map(|i| T::at(self.world, i)).collect()
    }

    /// The first-pass yields of all steps; all are asked, so that all missing yields are named.
    fn step_yields(self, trace: &mut Trace) -> Known<Vec<Bounds>> {
        let steps: List<Step<'w>> = self.all();
        if steps.is_empty() {
            return trace.unknown(|| "assembly".to_owned());
        }
        let yields: Vec<Known<Bounds>> = steps.into_iter().map(|step| step.first_pass_yield(trace)).collect();
        yields.into_iter().collect()
    }
}

/// The families of the materials of some parts and their layers.
pub(super) fn families_of(world: &World<'_>, parts: &[usize], trace: &mut Trace) -> Known<Rc<[Word]>> {
    let unsaid: Vec<String> = parts.iter().flat_map(|part| world.unsaid_material(*part)).collect();
    for need in &unsaid {
        trace.need::<()>(|| need.clone());
    }
    if !unsaid.is_empty() {
        return Err(Lack::Unknown);
    }
    let uses = world.uses.iter().filter(|used| parts.contains(&used.part));
    let mut found: Vec<Word> =
        uses.filter_map(|used| world.material_entry(used.material)).map(|entry| Word::from(entry.family)).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found.into())
}

/// A surface of what is protected: the id of the material that is called so, or the word itself.
fn surface(word: &str) -> Word {
    let name = word.to_lowercase().replace(' ', "-");
    library()
        .find(Table::Material, &name)
        .map_or_else(|| Word::from(word), |index| library().entry(Table::Material, index).id.into())
}

impl<'w> Facts<'w> for Design<'w> {
    fn kind(self, trace: &mut Trace) -> Known<Word> {
        let path = || "design.kind".to_owned();
        let Some(about) = self.world.spec.design.get() else { return trace.unknown(path) };
        known(&about.kind, trace, path).map(|kind| kind.word().into())
    }

    fn stage(self, trace: &mut Trace) -> Known<Word> {
        if let Some(about) = self.world.spec.design.get().filter(|about| about.stage.is_given()) {
            trace.given_at(about.stage.span(), || "design.stage".to_owned());
        }
        match self.world.stage {
            Some(stage) => Ok(stage.word().into()),
            None => trace.unknown(|| "design.stage".to_owned()),
        }
    }

    fn device_mass(self, trace: &mut Trace) -> Known<Bounds> {
        let path = || "design.protects.mass".to_owned();
        let Some(protects) = self.protects() else { return trace.unknown(path) };
        given::quantity(&protects.mass, trace, path)
    }

    fn device_weight(self, trace: &mut Trace) -> Known<Bounds> {
        let mass = self.device_mass(trace)?;
        derived([mass], "N", |[mass]| load::weight(mass))
    }

    fn fragility(self, trace: &mut Trace) -> Known<Bounds> {
        let path = || "design.protects.fragility".to_owned();
        let Some(protects) = self.protects() else { return trace.unknown(path) };
        given::quantity(&protects.fragility, trace, path)
    }

    fn device_size_known_by(self, trace: &mut Trace) -> Known<Word> {
        let path = || "design.protects.known_by".to_owned();
        let Some(protects) = self.protects() else { return trace.unknown(path) };
        known(&protects.known_by, trace, path).map(|known_by| known_by.word().into())
    }

    fn device_room(self, trace: &mut Trace) -> Known<Bounds> {
        whole::device_room(self, trace)
    }

    fn parts_cost(self, trace: &mut Trace) -> Known<Bounds> {
        Ok(whole::parts_cost(self, trace))
    }

    fn tools_cost(self, trace: &mut Trace) -> Known<Bounds> {
        Ok(whole::tools_cost(self, trace))
    }

    fn tools_time_left(self, trace: &mut Trace) -> Known<Bounds> {
        whole::tools_time_left(self, trace)
    }

    fn tools_cost_by_unit(self, trace: &mut Trace) -> Known<Bounds> {
        whole::tools_cost_by_unit(self, trace)
    }

    fn touches(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let path = || "design.protects.touches".to_owned();
        let Some(protects) = self.protects() else { return trace.unknown(path) };
        known(&protects.touches, trace, path)?;
        Ok(elements(&protects.touches).map(|(word, _)| surface(word)).collect())
    }

    fn charger_aligned(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.touches(trace)?.iter().any(|word| surface_is(word, ALIGNS_CHARGER)))
    }

    fn charger_gap(self, trace: &mut Trace) -> Known<Bounds> {
        let path = || "design.protects.charger_gap".to_owned();
        match self.protects().filter(|protects| protects.charger_gap.is_given()) {
            Some(protects) => given::quantity(&protects.charger_gap, trace, path),
            None => {
                trace.need::<()>(path);
                whole::wall_of_charging_array(self, trace)
            }
        }
    }

    fn families(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        families_of(self.world, &(0..self.world.parts.len()).collect::<Vec<_>>(), trace)
    }

    fn parts(self, _: &mut Trace) -> Known<List<Part<'w>>> {
        Ok(self.all())
    }

    fn joints(self, trace: &mut Trace) -> Known<List<Joint<'w>>> {
        if let Some(key) = self.world.block_of_joints() {
            return trace.unknown(|| key.to_owned());
        }
        Ok(self.all())
    }

    fn steps(self, _: &mut Trace) -> Known<List<Step<'w>>> {
        Ok(self.all())
    }

    fn builds(self, trace: &mut Trace) -> Known<Records<Build<'w>>> {
        Ok(evidence::records(self.world, "builds", self.counting(World::counts_build), trace))
    }

    fn unbuilt(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let (mut unbuilt, mut unknown) = (Vec::new(), false);
        for part in self.all::<Part<'w>>() {
            let made = part.made(trace);
            match made.and_then(|made| if made { evidence::build::of_part(self.world, part.index, trace) } else { Ok(true) }) {
                Ok(true) => {}
                Ok(false) => unbuilt.push(part.index),
                Err(lack) => unknown |= lack == Lack::Unknown,
            }
        }
        // Parts are a set: what is said of them does not hang on their order.
        unbuilt.sort_by_key(|part| self.world.parts[*part].id);
        for part in &unbuilt {
            trace.given(self.world.parts[*part].part.process.span());
        }
        if unbuilt.is_empty() && unknown {
            return Err(Lack::Unknown);
        }
        Ok(unbuilt.into_iter().map(|part| Word::from(self.world.parts[part].id)).collect())
    }

    fn records_tests(self, _: &mut Trace) -> Known<bool> {
        Ok(self.world.spec.evidence.get().is_some_and(|evidence| evidence.is_none() || evidence.tests.is_given()))
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        Ok(evidence::records(self.world, "tests", self.counting(World::counts_test), trace))
    }

    fn measurements(self, trace: &mut Trace) -> Known<Records<Measurement<'w>>> {
        Ok(evidence::records(self.world, "measurements", self.counting(World::counts_study), trace))
    }

    fn future_records(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        for (_, date) in &self.world.future {
            trace.given(*date);
        }
        Ok(self.world.future.iter().map(|(path, _)| Word::from(&**path)).collect())
    }

    fn revision(self, trace: &mut Trace) -> Known<Word> {
        let path = || "design.revision".to_owned();
        let Some(about) = self.world.spec.design.get() else { return trace.unknown(path) };
        known(&about.revision, trace, path).map(|name| Word::from(&**name))
    }

    fn earlier_records(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        Ok(evidence::earlier::earlier_records(self.world, trace).into())
    }

    fn without_pilot(self, _: &mut Trace) -> Known<bool> {
        let due = self.world.stage.is_none_or(|stage| stage >= Stage::Pvt);
        Ok(due && !(0..self.world.builds.len()).any(|build| evidence::build::is_pilot(self.world, build)))
    }

    fn unrecorded(self, _: &mut Trace) -> Known<Rc<[Word]>> {
        Ok(waiting(self.world).into_iter().map(|(list, _)| Word::from(list)).collect())
    }

    fn unshown(self, _: &mut Trace) -> Known<Rc<[Word]>> {
        let each = waiting(self.world).into_iter().flat_map(|(_, what)| what);
        Ok(each.map(Word::from).collect())
    }

    fn fit_on_record(self, _: &mut Trace) -> Known<bool> {
        let tests: List<Test<'w>> = self.counting(World::counts_test);
        let mut trace = Trace::off();
        let fits = |test: &Test<'w>, trace: &mut Trace| test.kind(trace).is_ok_and(|kind| *kind == *TestKind::Fit.word());
        Ok(tests.iter().any(|test| fits(test, &mut trace) && test.from_production(&mut trace) == Ok(true)))
    }

    fn has_assembly(self, trace: &mut Trace) -> Known<bool> {
        if !self.world.spec.assembly.is_given() {
            return trace.unknown(|| "assembly".to_owned());
        }
        Ok(!self.world.steps.is_empty())
    }

    fn reorientations(self, trace: &mut Trace) -> Known<Bounds> {
        let mut sides = Vec::new();
        for (number, step) in self.world.steps.iter().enumerate() {
            if let Some(side) = step.step.from.get() {
                trace.given_at(step.step.from.span(), || super::path_of_step(self.world, number, "from"));
                sides.push(*side);
            }
        }
        Ok(count(sides.windows(2).filter(|pair| pair[0] != pair[1]).count()))
    }

    fn rolled_throughput_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let shares = self.step_yields(trace)?;
        let rolled = |end: fn(&Bounds) -> f64| {
            yields::rolled_throughput_yield(&shares.iter().map(end).collect::<Vec<_>>()).ok_or(Lack::Unknown)
        };
        Ok(Bounds::between(rolled(|share| share.low)?, rolled(|share| share.high)?, None))
    }

    fn yield_gap(self, trace: &mut Trace) -> Known<Bounds> {
        let reached = self.rolled_throughput_yield(trace);
        let target = Production::at(self.world, 0).target_yield(trace);
        let (reached, target) = both(reached, target)?;
        derived([reached, target], "%", |[reached, target]| Some((target - reached).max(0.0)))
    }

    fn worst_step(self, trace: &mut Trace) -> Known<Step<'w>> {
        let known =
            |step: &Step<'w>| step.first_pass_yield(&mut Trace::off()).ok().filter(|share| share.high < 1.0 || share.is_exact());
        let shares = self.all::<Step<'w>>().into_iter().filter_map(|step| Some((known(&step)?.high, step)));
        match shares.reduce(|least, next| if next.0 < least.0 { next } else { least }) {
            Some((_, worst)) => {
                worst.first_pass_yield(trace)?;
                Ok(worst)
            }
            None => {
                self.step_yields(trace)?;
                Err(Lack::Unknown)
            }
        }
    }

    fn pieces(self, trace: &mut Trace) -> Known<Bounds> {
        let pieces: Vec<Known<Bounds>> = self.all::<Part<'w>>().into_iter().map(|part| part.pieces(trace)).collect();
        Ok(sum(&pieces.into_iter().collect::<Known<Vec<Bounds>>>()?, None))
    }

    fn minimum_parts(self, trace: &mut Trace) -> Known<Bounds> {
        let answers: Vec<Known<&bool>> = self
            .world
            .parts
            .iter()
            .map(|part| known(&part.part.essential, trace, || format!("parts.{}.essential", part.id)))
            .collect();
        let answers = answers.into_iter().collect::<Known<Vec<&bool>>>()?;
        Ok(count(answers.into_iter().filter(|essential| **essential).count()))
    }

    fn states_essential(self, _: &mut Trace) -> Known<bool> {
        Ok(self.world.parts.iter().any(|part| part.part.essential.is_given()))
    }

    fn assembly_time(self, trace: &mut Trace) -> Known<Bounds> {
        // Handling and insertion: what a mold, a press or an oven takes is no work on the assembly.
        let times: Vec<Known<Bounds>> =
            self.all::<Step<'w>>().into_iter().filter_map(|step| handling_time(self.world, step, trace)).collect();
        if times.is_empty() {
            return trace.unknown(|| "assembly".to_owned());
        }
        Ok(sum(&times.into_iter().collect::<Known<Vec<Bounds>>>()?, find_unit("s")))
    }

    fn assembly_index(self, trace: &mut Trace) -> Known<Bounds> {
        let (parts, time) = (self.minimum_parts(trace), self.assembly_time(trace));
        let (parts, time) = both(parts, time)?;
        derived([parts, time], "%", |[parts, time]| dfa::assembly_index(parts, time))
    }

    fn fastener_types(self, _: &mut Trace) -> Known<Bounds> {
        const FASTENER: FactId = figure(Table::Method, "fastener");
        let mut kinds: Vec<(u16, String)> = Vec::new();
        for joint in &self.world.joints {
            let Some(method) = joint.method else { continue };
            if !Method::at(self.world, method.into()).flag(FASTENER, &mut Trace::off())? {
                continue;
            }
            let diameter = joint.joint.diameter.get().map_or_else(String::new, |diameter| diameter.measure.to_string());
            if !kinds.contains(&(method, diameter.clone())) {
                kinds.push((method, diameter));
            }
        }
        Ok(count(kinds.len()))
    }
}

/// Lists of evidence that a design does not have, each with what waits for it.
fn waiting(world: &World<'_>) -> Vec<(&'static str, Vec<String>)> {
    let open = |list: &str| world.unrecorded(list).is_some();
    let built = (0..world.builds.len()).any(|build| Build::at(world, build).from_production(&mut Trace::off()) == Ok(true));
    let builds = (!built).then(|| "a build with the production process".to_owned());
    // What a record is there of waits for none, though the list may not be whole.
    let claims = (0..world.claims.len()).map(|claim| Claim::at(world, claim));
    let claims = claims.filter(|claim| claim.view().made.is_certain() && claim.view().tests.is_empty());
    let what = |claim: Claim<'_>| Some((claim.view().of, claim.what(&mut Trace::off()).ok()?.to_string()));
    let tests = in_turn(world, claims.filter_map(what).collect());
    let name = |view: &DimensionView<'_>| format!("{}.{}", world.parts[view.part].id, view.id);
    let read = |view: &DimensionView<'_>| {
        let name = name(view);
        world.measurements.iter().any(|study| study.given.of.get().is_some_and(|of| **of == *name))
    };
    let critical = world.dimensions.iter().filter(|view| view.dimension.critical.get() == Some(&true) && !read(view));
    let reading = |view: &DimensionView<'_>| (Target::Part(view.part), format!("readings of {}", name(view)));
    let readings = in_turn(world, critical.map(reading).collect());
    let lists = [("builds", builds.into_iter().collect()), ("tests", tests), ("measurements", readings)];
    // Where nothing is critical, nobody waits for readings; and nobody for more tests where those of what is claimed are there.
    let wanted =
        |(list, what): &(&str, Vec<String>)| open(list) && (!what.is_empty() || *list == "tests" && world.tests.is_empty());
    lists.into_iter().filter(wanted).collect()
}

/// What is to be shown of things, in the order in which they come into the case, so that neither names nor the order of keys
/// matter: the case first, what no step adds or makes last.
fn in_turn(world: &World<'_>, mut each: Vec<(Target, String)>) -> Vec<String> {
    let place = |list: &[usize], thing: usize| list.iter().position(|other| *other == thing);
    let turn = |of: Target| match of {
        Target::Case => (0, 0),
        Target::Step(step) => (step + 1, 0),
        Target::Part(part) => first(world, |step| place(&step.adds, part)),
        Target::Joint(joint) => first(world, |step| place(&step.makes, joint)),
    };
    each.sort_by_cached_key(|(of, what)| (turn(*of), what.clone()));
    each.into_iter().map(|(_, what)| what).collect()
}

/// The first step in which something has a place, and that place.
fn first(world: &World<'_>, place: impl Fn(&StepView<'_>) -> Option<usize>) -> (usize, usize) {
    let found = world.steps.iter().enumerate().find_map(|(number, step)| Some((number + 1, place(step)?)));
    found.unwrap_or((usize::MAX, 0))
}

/// Time that a step takes to handle and join parts; none if it does neither. Of a step without a process it may be any share.
fn handling_time<'w>(world: &World<'w>, step: Step<'w>, trace: &mut Trace) -> Option<Known<Bounds>> {
    const JOINING: &str = "joining";
    let view = &world.steps[step.index];
    if view.adds.is_empty() && view.makes.is_empty() {
        return None;
    }
    match step.process(trace).and_then(|process| process.role(&mut Trace::off())) {
        Ok(role) => (&*role == JOINING).then(|| step.time(trace)),
        Err(_) => Some(step.time(trace).map(|time| Bounds { low: 0.0, ..time })),
    }
}
