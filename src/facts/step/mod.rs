//! Facts of assembly steps.

mod cure;
mod goods;
mod hanging;
mod pace;
mod rest;
mod yields;

pub(super) use rest::rest_between;

use super::figures::{HAND_FORCE, TOOL_FORCE, holds};
use super::given::{self, derived, exception};
use super::typed::{Joint, Layer, List, Material, Part, Process, Production, Records, Step, Thing, Use, methods};
use super::{Item, Kind, Known, Lack, Trace, Word, both};
use crate::design::{Quantity, Sort, Step as Given};
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::{FactId, figure, step_facts};
use crate::world::views::StepView;
use crate::yaml::Field;

/// A process that is done by hand.
const BY_HAND: FactId = figure(Table::Process, "by_hand");

const INJECTS_MELT: FactId = figure(Table::Process, "injects_melt");

step_facts!(methods);

impl<'w> Step<'w> {
    fn view(self) -> &'w StepView<'w> {
        &self.world.steps[self.index]
    }

    fn given(self) -> &'w Given {
        self.view().step
    }

    fn path(self, field: &str) -> String {
        super::path_of_step(self.world, self.index, field)
    }

    /// Whether its process is of a kind, by a flag of the table; no if it has no process.
    fn is(self, kind: FactId) -> bool {
        let process = self.view().process.map(|process| Process::at(self.world, process.into()));
        process.is_some_and(|process| process.flag(kind, &mut Trace::off()) == Ok(true))
    }

    /// A field of the step as the value of a fact.
    fn quantity<S: Sort>(self, key: &str, of: &Field<Quantity<S>>, trace: &mut Trace) -> Known<Bounds> {
        given::quantity(of, trace, || self.path(key))
    }

    /// Whether it does not say what it makes, and no step makes a joint that has glue or may have some: it may be this one.
    fn may_glue_unsaid(self) -> bool {
        let world = self.world;
        let made = |joint: &usize| crate::world::sequence::makers(world, *joint).next().is_some();
        let open = (0..world.joints.len()).filter(|joint| !made(joint));
        !self.given().makes.is_given()
            && open.into_iter().any(|joint| Joint::at(world, joint).glued(&mut Trace::off()) != Ok(false))
    }

    /// The temperature of the melt that it injects: what the resins of the parts it molds are molded at. A step of one kind of
    /// injection molding molds a part that is said to be made by another kind.
    fn melt(self, trace: &mut Trace) -> Option<Bounds> {
        const MELT_TEMPERATURE: FactId = figure(Table::Material, "melt_temperature");
        let world = self.world;
        let injected = |process: u16| holds(world, INJECTS_MELT, process.into());
        let shaped = goods::shaped(self, INJECTS_MELT).into_iter().map(|part| &world.parts[part.index]);
        let molded = shaped.filter(|part| part.process.is_some_and(injected));
        let materials = molded.filter_map(|part| part.material).map(|material| Material::at(world, material));
        let melts = materials.filter_map(|material| material.figure(MELT_TEMPERATURE, trace).ok());
        melts.reduce(|one, other| Bounds { low: one.low.min(other.low), high: one.high.max(other.high), ..one })
    }

    fn those<T: Thing<'w>>(self, numbers: impl IntoIterator<Item = usize>) -> List<T> {
        numbers.into_iter().map(|number| T::at(self.world, number)).collect()
    }
}

impl<'w> Facts<'w> for Step<'w> {
    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        super::part::named(self.world, self.view().process, trace, &self.given().process, || self.path("process"))
    }

    fn temperature(self, trace: &mut Trace) -> Known<Bounds> {
        const HOT: [FactId; 5] = [
            figure(Table::Process, "scorches"),
            figure(Table::Process, "heat_pressed"),
            figure(Table::Process, "heat_controlled"),
            figure(Table::Process, "decorates_hot"),
            figure(Table::Process, "injects_melt"),
        ];
        const TEMPERATURE: FactId = figure(Table::Process, "temperature");
        let given = self.given();
        if given.temperature.is_given() {
            return self.quantity("temperature", &given.temperature, trace);
        }
        let process = self.process(trace)?;
        if process.figure(TEMPERATURE, &mut Trace::off()).is_ok() {
            trace.usual(|| self.path("temperature"));
            return process.figure(TEMPERATURE, trace);
        }
        if let Some(melt) = self.melt(trace) {
            return Ok(melt);
        }
        // The heat of a hot process without a figure is not known, not none.
        let hot = HOT.into_iter().any(|flag| process.flag(flag, &mut Trace::off()) == Ok(true));
        let hot = hot || cure::laid_on_hot(self);
        if hot { trace.unknown(|| self.path("temperature")) } else { Err(Lack::RuledOut) }
    }

    fn set_point(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("temperature", &self.given().temperature, trace)
    }

    fn states_temperature(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().temperature.is_given())
    }

    fn heats(self, trace: &mut Trace) -> Known<bool> {
        match self.temperature(trace) {
            Ok(_) => Ok(true),
            Err(Lack::RuledOut) => Ok(false),
            Err(Lack::Unknown) => Err(Lack::Unknown),
        }
    }

    fn pressure(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("pressure", &self.given().pressure, trace)
    }

    fn time(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("time", &self.given().time, trace)
    }

    fn wait(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("wait", &self.given().wait, trace)
    }

    fn loaded_by(self, _: &mut Trace) -> Known<List<Step<'w>>> {
        let resting = rest::while_idle(self.world, self.index);
        let last = resting.last().copied().unwrap_or(self.index);
        Ok(self.those(self.world.sequence.next(last)))
    }

    fn rest_before_load(self, trace: &mut Trace) -> Known<Bounds> {
        rest::before_load(self, trace)
    }

    fn rests(self, _: &mut Trace) -> Known<bool> {
        // What has a rack rests on it, for a time that is not said yet.
        Ok(self.given().wait.is_given() || self.given().rack.is_given())
    }

    fn speed(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("speed", &self.given().speed, trace)
    }

    fn operators(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("operators", &self.given().operators, trace)
    }

    fn rack(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("rack", &self.given().rack, trace)
    }

    fn stated_yield(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("yield", &self.given().yield_, trace)
    }

    fn states_yield(self, trace: &mut Trace) -> Known<bool> {
        if self.given().yield_.is_given() { Ok(true) } else { trace.unknown(|| self.path("yield")) }
    }

    fn first_pass_yield(self, trace: &mut Trace) -> Known<Bounds> {
        yields::first_pass_yield(self, trace)
    }

    fn shown_yield(self, trace: &mut Trace) -> Known<Bounds> {
        yields::shown(self, yields::Built::first_pass_yield, trace)
    }

    fn first_pass_loss(self, trace: &mut Trace) -> Known<Bounds> {
        derived([self.first_pass_yield(trace)?], "%", |[share]| Some(1.0 - share))
    }

    fn built(self, trace: &mut Trace) -> Known<Bounds> {
        Ok(Bounds::exact(yields::built(self, trace).map_or(0.0, |built| built.started), None))
    }

    fn built_in_all(self, trace: &mut Trace) -> Known<Bounds> {
        let started = yields::built(self, trace).map_or(0.0, |built| built.started);
        // Where more was built than is listed, these are the least.
        let high = super::evidence::recorded(self.world, "builds", trace).map_or(f64::INFINITY, |()| started);
        Ok(Bounds { low: started, high, unit: None })
    }

    fn sampled_by_hand(self, trace: &mut Trace) -> Known<bool> {
        let (world, family) = (self.world, self.process(trace)?.family(trace)?);
        let by_hand = |process: Option<u16>| {
            let process = process.map(|process| Process::at(world, process.into()));
            process.is_some_and(|process| {
                process.family(&mut Trace::off()).as_ref() == Ok(&family) && process.flag(BY_HAND, &mut Trace::off()) == Ok(true)
            })
        };
        let view = self.view();
        let joined = view.makes.iter().flat_map(|joint| &world.joints[*joint].parts);
        let parts: Vec<usize> = view.adds.iter().chain(&view.of).chain(joined).copied().collect();
        let build = world.lots.iter().find(|lot| by_hand(lot.process)).and_then(|lot| lot.builds.last());
        if let Some(build) = build {
            trace.given(world.builds[*build].span);
            return Ok(true);
        }
        if let Some(part) = parts.iter().find(|part| by_hand(world.parts[**part].prototype_process)) {
            trace.given(world.parts[*part].part.prototype.span());
            return Ok(true);
        }
        // Samples of parts say how these were made; who sewed or glued them is in the builds.
        super::evidence::not_built(world, trace)
    }

    fn demonstrated_yield(self, trace: &mut Trace) -> Known<Bounds> {
        yields::shown(self, yields::Built::demonstrated, trace)
    }

    fn unit_time(self, trace: &mut Trace) -> Known<Bounds> {
        pace::unit_time(self, trace)
    }

    fn takt(self, trace: &mut Trace) -> Known<Bounds> {
        let working = pace::working(self, trace);
        super::production::takt(self.world, &working, trace)
    }

    fn allowed_time(self, trace: &mut Trace) -> Known<Bounds> {
        let working = pace::working(self, trace);
        super::production::allowed(self.world, &working, trace)
    }

    fn stations(self, trace: &mut Trace) -> Known<Bounds> {
        if self.given().stations.is_given() {
            return given::quantity(&self.given().stations, trace, || self.path("stations"));
        }
        // Each part has one tool, and its cavities are all there is of it.
        if pace::told_by_tools(self) {
            return Ok(Bounds::exact(1.0, None));
        }
        trace.is_field(self.path("stations").into());
        trace.need::<()>(|| self.path("stations"));
        Ok(Bounds::between(1.0, f64::INFINITY, None))
    }

    fn station_time(self, trace: &mut Trace) -> Known<Bounds> {
        let (time, stations) = both(self.unit_time(trace), self.stations(trace))?;
        derived([time, stations], "s", |[time, stations]| Some(time / stations.max(1.0)))
    }

    fn stations_for_takt(self, trace: &mut Trace) -> Known<Bounds> {
        let (time, takt) = both(self.unit_time(trace), self.takt(trace))?;
        pace::stations_for(time, takt)
    }

    fn stations_for_allowed_time(self, trace: &mut Trace) -> Known<Bounds> {
        let (time, allowed) = both(self.unit_time(trace), self.allowed_time(trace))?;
        pace::stations_for(time, allowed)
    }

    fn resting_units(self, trace: &mut Trace) -> Known<Bounds> {
        let wait = self.wait(trace);
        let (days, day) = {
            let working = super::production::working(self.world, trace);
            (working.days, working.day)
        };
        let (wait, volume) = both(wait, Production::at(self.world, 0).annual_volume(trace))?;
        derived([wait, days, day, volume], "units", rest::units)
    }

    fn adds(self, trace: &mut Trace) -> Known<List<Part<'w>>> {
        if !self.given().adds.is_given() && self.world.unadded().next().is_some() {
            return trace.unknown(|| self.path("adds"));
        }
        Ok(self.those(self.view().adds.iter().copied()))
    }

    fn works_on(self, trace: &mut Trace) -> Known<Records<Use<'w>>> {
        Ok(goods::worked_on(self, trace))
    }

    fn molds(self, trace: &mut Trace) -> Known<List<Part<'w>>> {
        let works = !self.view().adds.is_empty() || !self.view().of.is_empty();
        if self.view().process.is_none() && works {
            return trace.unknown(|| self.path("process"));
        }
        let molded = goods::shaped(self, INJECTS_MELT);
        // Without any it may bring one in that it does not name.
        if molded.is_empty() && self.is(INJECTS_MELT) { self.adds(trace) } else { Ok(molded) }
    }

    fn makes(self, trace: &mut Trace) -> Known<List<Joint<'w>>> {
        if self.may_glue_unsaid() {
            return trace.unknown(|| self.path("makes"));
        }
        Ok(self.those(self.view().makes.iter().copied()))
    }

    fn refused(self, trace: &mut Trace) -> Known<List<Part<'w>>> {
        super::makes::refused(self, trace)
    }

    fn refusal(self, trace: &mut Trace) -> Known<Word> {
        let process = self.process(trace)?;
        let refused = self.refused(trace)?.into_iter().next();
        refused.map_or(Err(Lack::Unknown), |part| super::makes::reason(process, part, trace))
    }

    fn glues(self, trace: &mut Trace) -> Known<bool> {
        cure::glues(self, trace)
    }

    fn cure_needed(self, trace: &mut Trace) -> Known<Bounds> {
        cure::adhesive_figure(self, cure::CURE_TIME, true, trace)
    }

    fn open_time(self, trace: &mut Trace) -> Known<Bounds> {
        const OPEN_TIME: FactId = figure(Table::Material, "open_time");
        cure::adhesive_figure(self, OPEN_TIME, false, trace)
    }

    fn application_pressure(self, trace: &mut Trace) -> Known<Bounds> {
        const PRESSURE: FactId = figure(Table::Material, "application_pressure");
        cure::adhesive_figure(self, PRESSURE, true, trace)
    }

    fn uncured(self, trace: &mut Trace) -> Known<List<Joint<'w>>> {
        cure::uncured(self, trace)
    }

    fn uncured_bonds(self, trace: &mut Trace) -> Known<List<Layer<'w>>> {
        cure::uncured_bonds(self, trace)
    }

    fn undoes(self, _: &mut Trace) -> Known<List<Joint<'w>>> {
        Ok(self.those(self.view().undoes.iter().copied()))
    }

    fn encloses(self, _: &mut Trace) -> Known<List<Part<'w>>> {
        Ok(self.those(self.view().encloses.iter().copied()))
    }

    fn builds(self, trace: &mut Trace) -> Known<bool> {
        let (adds, makes) = (self.adds(trace), self.makes(trace));
        if adds.as_ref().is_ok_and(|parts| !parts.is_empty()) || makes.as_ref().is_ok_and(|joints| !joints.is_empty()) {
            return Ok(true);
        }
        both(adds, makes).map(|_| false)
    }

    fn following(self, _: &mut Trace) -> Known<List<Step<'w>>> {
        let after = |other: &usize| self.world.sequence.is_before(self.index, *other);
        Ok(self.those((0..self.world.steps.len()).filter(after)))
    }

    fn earlier(self, _: &mut Trace) -> Known<List<Step<'w>>> {
        Ok(self.those(crate::world::order::before(self.world, self.index).iter().map(|order| order.earlier)))
    }

    fn blind(self, trace: &mut Trace) -> Known<bool> {
        exception(&self.given().blind, trace, || self.path("blind"))
    }

    fn adjusts(self, trace: &mut Trace) -> Known<bool> {
        exception(&self.given().adjusts, trace, || self.path("adjusts"))
    }

    fn force(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("force", &self.given().force, trace)
    }

    fn forced_by_hand(self, trace: &mut Trace) -> Known<bool> {
        if !self.given().force.is_given() {
            return Ok(false);
        }
        let (world, by_hand) = (self.world, self.process(trace)?.flag(HAND_FORCE, trace)?);
        let method = |joint: &usize| world.joints[*joint].method;
        // A rivet or a pin that is set by hand is set with a tool all the same.
        let tooled = self.view().makes.iter().filter_map(method).any(|method| holds(world, TOOL_FORCE, method.into()));
        Ok(by_hand && !tooled)
    }

    fn conditioning_lacking(self, trace: &mut Trace) -> Known<Bounds> {
        rest::conditioning_lacking(self, trace)
    }

    fn joined_before(self, trace: &mut Trace) -> Known<List<Joint<'w>>> {
        let world = self.world;
        let of = &self.view().of;
        // A step that works on some parts only does nothing to joints of others.
        let concerned = |joint: &usize| of.is_empty() || world.joints[*joint].parts.iter().any(|part| of.contains(part));
        let unsaid = |joint: &usize| !of.is_empty() && !world.joints[*joint].joint.between.is_given();
        let (mut found, mut open) = (Vec::new(), Vec::new());
        for earlier in (0..world.steps.len()).filter(|earlier| world.sequence.is_before(*earlier, self.index)) {
            if !world.steps[earlier].makes.is_empty() {
                trace.given(world.steps[earlier].span);
            }
            found.extend(world.steps[earlier].makes.iter().copied().filter(concerned));
            open.extend(world.steps[earlier].makes.iter().copied().filter(unsaid));
        }
        // A joint that does not say what it joins may be one of these.
        if found.is_empty() && !open.is_empty() {
            let between = |joint| format!("{}.between", world.path(Item::new(Kind::Joint, joint)));
            return trace.unknown_with(open.into_iter().map(between), Err(Lack::Unknown));
        }
        // A joint that no step makes may have been made before.
        if found.is_empty() && world.unmade().any(|joint| concerned(&joint)) {
            return trace.unknown(|| "assembly".to_owned());
        }
        Ok(self.those(found))
    }

    fn hangs_together(self, trace: &mut Trace) -> Known<List<Part<'w>>> {
        Ok(self.those(hanging::together(self, trace)))
    }

    fn last(self, _: &mut Trace) -> Known<bool> {
        Ok(self.world.sequence.next(self.index).next().is_none())
    }

    fn next(self, _: &mut Trace) -> Known<List<Step<'w>>> {
        Ok(self.those(self.world.sequence.next(self.index)))
    }
}
