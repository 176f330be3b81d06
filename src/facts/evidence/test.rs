//! Facts of tests: what was tested, on units of what, and what they show.

use std::rc::Rc;

use super::{CONFIDENCE, SOFT_TOOL, share};
use crate::design::{self, Stage, TestSource};
use crate::facts::given::{amount, derived, known, quantity, text};
use crate::facts::typed::{Build, Joint, Part, Process, Test, Thing as _, methods};
use crate::facts::{Known, Lack, Origin, Trace, Word, both};
use crate::formulas::binomial;
use crate::knowledge::Condition;
use crate::quantity::{Bounds, Measure, find_unit, three_figures};
use crate::vocabulary::{test_facts, words};
use crate::world::shown::agent;
use crate::world::shown::condition::{self, Contradiction, Level};
use crate::world::shown::{Shown, Target, Told, cites_standard, claim, shown, speaks_for, tested, told, written};
use crate::yaml::{Field, Span};

/// Whether a test takes units from cold to hot in turns, by the words engineers use for it and the standards of plated plastics.
fn is_cycled(text: &str) -> bool {
    let text = text.to_lowercase();
    let turns = ["thermal", "temperature", "heat", "cold"].into_iter().any(|what| text.contains(what)) && text.contains("cycl");
    turns || ["thermal shock", "thermal-shock", "b604", "b553", "iso 4525"].into_iter().any(|standard| text.contains(standard))
}

test_facts!(methods);

impl<'w> Test<'w> {
    fn given(self) -> &'w design::Test {
        self.world.tests[self.index].given
    }

    fn path(self, name: &str) -> String {
        super::path(self.world, self.item(), name)
    }

    /// A condition under which it was made, with where it says so.
    pub(super) fn said(self, condition: Condition, trace: &mut Trace) -> Known<Level> {
        let path = || self.path(condition.key());
        let Some(said) = condition::said(self.world, self.index, condition) else { return trace.unknown(path) };
        if said.guessed {
            trace.given(said.span);
        } else {
            trace.given_at(said.span, path);
        }
        Ok(said.level)
    }

    /// A condition that is a number, in the unit in which it is written.
    fn number(self, condition: Condition, trace: &mut Trace) -> Known<Bounds> {
        match self.said(condition, trace)? {
            Level::Number(low, high) => Ok(Bounds::between(low.si, high.si, low.unit)),
            Level::Surface(_) | Level::Codes(_) => Err(Lack::Unknown),
        }
    }

    /// The temperature of its words, where its key gives another one.
    fn other_temperature(self) -> Option<(Measure, Span)> {
        let given = self.given();
        let (low, high) = given.temperature.get()?.bounds();
        let read = |text: &Field<Box<str>>| Some((written::temperature_of(text.get()?)?, text.span()));
        let (other, span) = read(&given.method).or_else(|| read(&given.name))?;
        let [low, high, at] = [low, high, other.si].map(three_figures);
        (!(low..=high).contains(&at)).then_some((other, span))
    }

    /// A condition in words, as they stand there.
    fn word(self, condition: Condition, given: &'w Field<Box<str>>, trace: &mut Trace) -> Known<Word> {
        self.said(condition, trace)?;
        let texts = [given, &self.given().method, &self.given().name];
        let said = condition::said(self.world, self.index, condition).ok_or(Lack::Unknown)?;
        texts
            .into_iter()
            .find(|text| text.span() == said.span)
            .and_then(Field::get)
            .map(|text| Word::from(&**text))
            .ok_or(Lack::Unknown)
    }
}

impl<'w> Facts<'w> for Test<'w> {
    fn name(self, trace: &mut Trace) -> Known<Word> {
        text(&self.given().name, trace, || self.path("name"))
    }

    fn kind(self, trace: &mut Trace) -> Known<Word> {
        let given = self.given();
        let told = told(self.world.library, given);
        match told {
            Told::Given(_) => trace.given(given.kind.span()),
            Told::Guessed(_) => trace.given(given.name.span()),
            Told::Not => {}
        }
        told.kind().map_or_else(|| trace.unknown(|| self.path("kind")), |kind| Ok(kind.into()))
    }

    fn shows(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let given = self.given();
        let kinds = shown(self.world.library, given);
        if kinds.is_empty() {
            return trace.unknown(|| self.path("kind"));
        }
        let mut words: Vec<Word> = Vec::new();
        for told in kinds {
            let span = match told {
                Shown::Kind(_) => given.kind.span(),
                Shown::Name(_) => given.name.span(),
                Shown::Method(_) => given.method.span(),
            };
            trace.given(span);
            words.push(told.kind().into());
        }
        Ok(words.into())
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        super::process(self.world, &self.given().process, trace, || self.path("process"))
    }

    fn source(self, trace: &mut Trace) -> Known<Word> {
        known(&self.given().source, trace, || self.path("source")).map(|source| source.word().into())
    }

    fn by_production(self, trace: &mut Trace) -> Known<bool> {
        let given = self.given();
        // A test of no unit is none.
        if given.units.get().is_some_and(|units| units.bounds().1 == 0.0) {
            trace.given_at(given.units.span(), || self.path("units"));
            return Ok(false);
        }
        if let Some(source) = given.source.get() {
            trace.given_at(given.source.span(), || self.path("source"));
            if *source != TestSource::ProductionLot {
                return Ok(false);
            }
        }
        // Before the tools of production there is no lot of production, whatever the process.
        if given.stage.get().is_some_and(|stage| *stage <= Stage::Evt) {
            trace.given_at(given.stage.span(), || self.path("stage"));
            return Ok(false);
        }
        if given.source.is_given() && !given.process.is_given() {
            return Ok(true);
        }
        let made = super::from_production(self.world, &given.of, &given.process, trace, |name| self.path(name))?;
        // What is put together by hand or with the tools of any shop looks the same before production.
        if made && !given.source.is_given() && !given.stage.is_given() && &*self.process(trace)?.role(trace)? != words::FORMING {
            return trace.unknown(|| self.path("stage"));
        }
        Ok(made)
    }

    fn from_production(self, trace: &mut Trace) -> Known<bool> {
        let given = self.given();
        let of = tested(self.world, given.of.get().map(|of| &**of));
        let material = super::production_material(self.world, of, &given.material, trace, || self.path("material"));
        match (self.by_production(trace), material) {
            (Ok(false), _) | (_, Ok(false)) => Ok(false),
            (made, material) => Ok(made? && material?),
        }
    }

    fn make_known(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.from_production(trace).is_ok())
    }

    fn soft_tool(self, trace: &mut Trace) -> Known<bool> {
        // A process that is not given is no soft tool that is known.
        Ok(self.given().process.is_given() && self.process(trace)?.flag(SOFT_TOOL, trace)?)
    }

    fn made(self, trace: &mut Trace) -> Known<Word> {
        let given = self.given();
        if let Some(source) = given.source.get().filter(|source| **source != TestSource::ProductionLot) {
            return Ok(source.word().into());
        }
        let early = given.stage.get().filter(|stage| **stage <= Stage::Evt);
        let by_process = super::from_production(self.world, &given.of, &given.process, &mut Trace::off(), |name| self.path(name));
        if let Some(stage) = early.filter(|_| by_process != Ok(false)) {
            return Ok(stage.word().into());
        }
        // What nothing else tells from production its material does.
        if let (Some(material), Ok(true)) = (given.material.get(), self.by_production(&mut Trace::off()))
            && self.from_production_material(&mut Trace::off()) == Ok(false)
        {
            return Ok((&**material).into());
        }
        self.process(trace).map(|process| self.world.name(process.item()).into())
    }

    fn of_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().of.get().is_some_and(|of| **of != *"design"))
    }

    fn of_case(self, trace: &mut Trace) -> Known<bool> {
        trace.given(self.given().of.span());
        Ok(speaks_for(self.world, tested(self.world, self.given().of.get().map(|of| &**of)), Target::Case))
    }

    fn material_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().material.is_given())
    }

    fn from_production_material(self, trace: &mut Trace) -> Known<bool> {
        let (given, world) = (self.given(), self.world);
        known(&given.material, trace, || self.path("material"))?;
        let of = tested(world, given.of.get().map(|of| &**of));
        // What a part is of is a place to show; what a whole case is of is many.
        if let Target::Part(part) = of {
            for used in (0..world.uses.len()).filter(|used| world.uses[*used].part == part) {
                crate::world::state::trace_use(world, used, trace);
            }
        }
        super::production_material(world, of, &given.material, trace, || self.path("material"))
    }

    fn units(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().units, trace, || self.path("units"))
    }

    fn units_built(self, trace: &mut Trace) -> Known<Bounds> {
        let world = self.world;
        if world.builds.is_empty() {
            return Err(Lack::RuledOut);
        }
        super::recorded(world, "builds", trace)?;
        let pieces = match tested(world, self.given().of.get().map(|of| &**of)) {
            Target::Part(part) => Part::at(world, part).pieces(trace)?,
            // A joint may be made of many of what is tested.
            Target::Joint(joint) => Joint::at(world, joint).quantity(trace).unwrap_or(Bounds::between(1.0, f64::INFINITY, None)),
            Target::Case | Target::Step(_) => Bounds::exact(1.0, None),
        };
        let mut units = Bounds::exact(0.0, find_unit("units"));
        for build in 0..world.builds.len() {
            let built = Build::at(world, build).built(trace)?;
            units = Bounds { low: units.low + built.low * pieces.low, high: units.high + built.high * pieces.high, ..units };
        }
        Ok(units)
    }

    fn failures(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().failures, trace, || self.path("failures"))
    }

    fn method(self, trace: &mut Trace) -> Known<Word> {
        text(&self.given().method, trace, || self.path("method"))
    }

    fn method_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().method.is_given() || cites_standard(self.world.library, self.given()))
    }

    fn temperature(self, trace: &mut Trace) -> Known<Bounds> {
        let given = quantity(&self.given().temperature, trace, || self.path("temperature"))?;
        let Some((other, span)) = self.other_temperature() else { return Ok(given) };
        // Which of the two it was nobody knows.
        trace.given(span);
        Ok(Bounds { low: given.low.min(other.si), high: given.high.max(other.si), ..given })
    }

    fn coldest(self, trace: &mut Trace) -> Known<Bounds> {
        match self.given().temperatures.get() {
            Some(range) => {
                trace.given_at(self.given().temperatures.span(), || self.path("temperatures"));
                Ok(range.low.measure.into())
            }
            None => self.temperature(trace),
        }
    }

    fn cycles(self, trace: &mut Trace) -> Known<Bounds> {
        match condition::said(self.world, self.index, Condition::Cycles) {
            Some(said) if said.guessed => self.number(Condition::Cycles, trace),
            _ => quantity(&self.given().cycles, trace, || self.path("cycles")),
        }
    }

    fn families(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let of = self.given().of.get().map(|of| &**of);
        let parts: Vec<usize> = match tested(self.world, of) {
            Target::Part(part) => vec![part],
            Target::Joint(joint) => self.world.joints[joint].parts.clone(),
            Target::Case | Target::Step(_) => (0..self.world.parts.len()).collect(),
        };
        trace.given(self.given().of.span());
        crate::facts::design::families_of(self.world, &parts, trace)
    }

    fn wet(self, trace: &mut Trace) -> Known<bool> {
        let name = self.name(trace)?;
        let text = format!("{name} {}", self.given().method.get().map_or("", |method| method)).to_lowercase();
        let says = |mark: &str| text.split(|char: char| !char.is_alphanumeric()).any(|word| word == mark);
        match (says("wet"), says("dry")) {
            (true, false) => Ok(true),
            (false, true) => Ok(false),
            _ => trace.unknown(|| self.path("name")),
        }
    }

    fn grade(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().grade, trace, || self.path("grade"))
    }

    fn force(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().force, trace, || self.path("force"))
    }

    fn height(self, trace: &mut Trace) -> Known<Bounds> {
        self.number(Condition::Height, trace)
    }

    fn surface(self, trace: &mut Trace) -> Known<Word> {
        let said = self.word(Condition::Surface, &self.given().surface, trace)?;
        let row = condition::surface_in(self.world.library, &said).ok_or(Lack::Unknown)?;
        trace.origin(|| Origin::Row { what: format!("surface {}", row.surface).into(), basis: row.basis, sources: &row.sources });
        Ok(row.surface.into())
    }

    fn ingress(self, trace: &mut Trace) -> Known<Word> {
        self.word(Condition::Ingress, &self.given().ingress, trace)
    }

    fn agents(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let given = self.given();
        let agents = agent::agents(given);
        if agents.is_empty() {
            return trace.unknown(|| self.path("under"));
        }
        for span in [given.name.span(), given.method.span(), given.under.span()] {
            trace.given(span);
        }
        Ok(agents.into_iter().map(Word::from).collect())
    }

    fn contradictions(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let mut found: Vec<Word> = Vec::new();
        for Contradiction { condition, said, milder } in condition::contradictions(self.world, self.index) {
            if said.guessed {
                trace.given(said.span);
            } else {
                trace.given_at(said.span, || self.path(condition.key()));
            }
            trace.given(milder.span);
            found.push(format!("{} ({}; {})", condition.key(), said.level.words(), milder.level.words()).into());
        }
        if let (Some(given), Some((other, span))) = (self.given().temperature.get(), self.other_temperature()) {
            trace.given_at(self.given().temperature.span(), || self.path("temperature"));
            trace.given(span);
            found.push(format!("temperature ({}; {other})", given.measure).into());
        }
        if let Some(kind) = claim::misnamed(self.world, self.index) {
            let given = &self.given().kind;
            trace.given_at(given.span(), || self.path("kind"));
            trace.given(self.given().name.span());
            found.push(format!("kind ({}; {kind})", given.get().map_or("", |kind| kind.word())).into());
        }
        Ok(found.into())
    }

    fn load(self, trace: &mut Trace) -> Known<Bounds> {
        // A load that is promised by a mass is in N as well.
        self.number(Condition::Force, trace).map(|load| load.in_unit(find_unit("N")))
    }

    fn duration(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().duration, trace, || self.path("duration"))
    }

    fn units_for_target(self, trace: &mut Trace) -> Known<Bounds> {
        let path = || "production.target_yield".to_owned();
        let Some(production) = self.world.spec.production.get() else { return trace.unknown(path) };
        let target = amount(&production.target_yield, trace, path)?;
        // No sample shows 100 %.
        derived([target], "units", |[target]| {
            Some(binomial::smallest_sample(0, target, CONFIDENCE).map_or(f64::INFINITY, f64::from))
        })
    }

    fn meets_target(self, trace: &mut Trace) -> Known<bool> {
        let production = self.world.spec.production.get();
        // Where nobody says how many units may fail, every failure counts.
        let Some(target) = production.and_then(|production| production.target_yield.get()) else { return Ok(false) };
        let shown = self.demonstrated_reliability(trace)?;
        let (least, most) = target.bounds();
        match (shown.low >= most, shown.high < least) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => trace.unknown(|| "production.target_yield".to_owned()),
        }
    }

    fn cycled(self, trace: &mut Trace) -> Known<bool> {
        let name = self.name(trace)?;
        let method = self.given().method.get().map_or("", |method| method);
        Ok(is_cycled(&format!("{name} {method}")))
    }

    fn stage(self, trace: &mut Trace) -> Known<Word> {
        known(&self.given().stage, trace, || self.path("stage")).map(|stage| stage.word().into())
    }

    fn reliability_without_failure(self, trace: &mut Trace) -> Known<Bounds> {
        let units = self.units(trace)?;
        share(units, Bounds::exact(0.0, None), |good, units| binomial::lower_bound(good, units, CONFIDENCE))
    }

    fn demonstrated_reliability(self, trace: &mut Trace) -> Known<Bounds> {
        let (units, failures) = both(self.units(trace), self.failures(trace))?;
        share(units, failures, |good, units| binomial::lower_bound(good, units, CONFIDENCE))
    }
}
