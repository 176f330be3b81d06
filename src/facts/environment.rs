//! Facts of the environment that a case has to survive.

use std::rc::Rc;

use super::given::{self, elements, is_none, known};
use super::typed::{Environment, List, Test, methods};
use super::{Known, Lack, Trace, Word, evidence};
use crate::design::{Environment as Given, Load, Peak, Quantity, Range, Sort, Temperature, TestKind, Undecided};
use crate::formulas::foam::STANDARD_GRAVITY;
use crate::knowledge::Condition;
use crate::quantity::{Bounds, Measure, find_unit};
use crate::vocabulary::environment_facts;
use crate::world::shown::{Target, condition};
use crate::yaml::{Field, OrNone};

/// The tests that promises of the environment rest on.
const DROP: TestKind = TestKind::Drop;
const INGRESS: TestKind = TestKind::Ingress;
const CRUSH: TestKind = TestKind::Crush;
const LOAD: TestKind = TestKind::Load;

/// The standard atmosphere of plastics, 23 °C, in K (ISO 291).
const ROOM: f64 = 296.15;

/// Second numerals of a code of IEC 60529, which speak of water: the 7 of `ip67`. From the first of these on it splashes from all
/// sides, then it comes as a jet, then as one that floods a deck, or the case lies in it.
const SPLASHES: char = '4';
const JETS: char = '5';
const FLOODS: char = '6';
/// The second numeral of water under pressure and hot, and the one before it, of lasting immersion.
const STEAM: char = '9';
const IMMERSED: char = '8';
/// First numerals of a case that nothing thicker than dust enters; `x` says nothing of it.
const CLOSED: [char; 3] = ['x', '5', '6'];

environment_facts!(methods);

impl<'w> Environment<'w> {
    fn given(self) -> Option<&'w Given> {
        self.world.spec.environment.get()
    }

    /// Whether one of the codes that are claimed is of a sort, by its numerals for solids and water.
    fn rated(self, trace: &mut Trace, of: impl Fn(char, char) -> bool) -> Known<bool> {
        let rating = self.ingress(trace)?;
        let numerals = |code: &str| code.chars().nth(2).zip(code.chars().nth(3));
        Ok(rating.split('/').filter_map(numerals).any(|(solids, water)| of(solids, water)))
    }

    /// A field of the environment.
    fn field<T: Undecided>(self, key: &str, of: fn(&'w Given) -> &'w Field<T>, trace: &mut Trace) -> Known<&'w T> {
        let path = || format!("environment.{key}");
        match self.given() {
            Some(given) => known(of(given), trace, path),
            None => trace.unknown(path),
        }
    }

    /// A quantity of the environment as the value of a fact.
    fn quantity<S: Sort>(self, key: &str, of: fn(&'w Given) -> &'w Field<Quantity<S>>, trace: &mut Trace) -> Known<Bounds> {
        let path = || format!("environment.{key}");
        match self.given() {
            Some(given) => given::quantity(of(given), trace, path),
            None => trace.unknown(path),
        }
    }

    fn service(self, trace: &mut Trace) -> Known<&'w Range<Temperature>> {
        self.field("service", |given| &given.service, trace)
    }

    fn storage(self, trace: &mut Trace) -> Known<&'w Range<Temperature>> {
        self.field("storage", |given| &given.storage, trace)
    }

    /// An end of the temperatures in use, or that of those in storage if it lies further out. One of them alone is a bound.
    fn furthest(self, end: fn(&Range<Temperature>) -> Measure, sign: f64, trace: &mut Trace) -> Known<Bounds> {
        let storage = self.given().map(|given| &given.storage);
        let storage = storage.and_then(|field| Some((field, end(field.get()?))));
        let service = self.service(trace).map(end);
        match (service, storage) {
            (Ok(service), Some((field, storage))) if sign * storage.si > sign * service.si => {
                trace.given_at(field.span(), || "environment.storage".to_owned());
                Ok(storage.into())
            }
            (Err(_), Some((field, storage))) => {
                trace.given_at(field.span(), || "environment.storage".to_owned());
                Ok(Bounds::between(storage.si, sign * f64::INFINITY, storage.unit))
            }
            (Ok(service), None) => {
                trace.need::<()>(|| "environment.storage".to_owned());
                Ok(Bounds::between(service.si, sign * f64::INFINITY, service.unit))
            }
            (service, _) => service.map(Bounds::from),
        }
    }

    /// A load that is claimed: its force, or the weight of its mass.
    fn load(self, key: &str, of: fn(&'w Given) -> &'w Field<OrNone<Load>>, trace: &mut Trace) -> Known<Bounds> {
        match self.given().and_then(|given| of(given).get()) {
            Some(load) if load.is_none() => Err(Lack::RuledOut),
            Some(load) if load.mass.is_given() => {
                let mass = given::amount(&load.mass, trace, || format!("environment.{key}.mass"))?;
                given::derived([mass], "N", |[mass]| Some(mass * STANDARD_GRAVITY))
            }
            Some(load) => given::quantity(&load.force, trace, || format!("environment.{key}.force")),
            None => trace.unknown(|| format!("environment.{key}")),
        }
    }

    /// Whether the test that decides about a load was made under as much; `claimed` asks for the load.
    fn load_met(
        self,
        kind: TestKind,
        of: fn(&'w Given) -> &'w Field<OrNone<Load>>,
        claimed: fn(Self, &mut Trace) -> Known<Bounds>,
        trace: &mut Trace,
    ) -> Known<bool> {
        let level = self.given().and_then(|given| condition::promised(of(given)));
        evidence::met_at(self.world, kind, level, |trace| claimed(self, trace), trace)
    }

    /// A field of the heat that it sees for minutes at a time; ruled out where there is none.
    fn peak_field<S: Sort>(self, key: &str, of: fn(&'w Peak) -> &'w Field<Quantity<S>>, trace: &mut Trace) -> Known<Bounds> {
        match self.given().and_then(|given| given.peak.get()).filter(|peak| !peak.is_none()) {
            Some(peak) => given::quantity(of(peak), trace, || format!("environment.peak.{key}")),
            None => Err(Lack::RuledOut),
        }
    }

    /// Whether a load is promised. One that nobody mentions is not, but for what may press on the closed case; without the block
    /// nothing is said of any.
    fn promises(self, key: &str, of: fn(&'w Given) -> &'w Field<OrNone<Load>>, trace: &mut Trace) -> Known<bool> {
        let Some(given) = self.given() else { return trace.unknown(|| "environment".to_owned()) };
        let promised = of(given).get().is_some_and(|load| !load.is_none());
        if promised {
            trace.given_at(of(given).key(), || format!("environment.{key}"));
        }
        Ok(promised)
    }

    /// Whether it is said that there is no such load.
    fn rules_out_load(self, key: &str, of: fn(&'w Given) -> &'w Field<OrNone<Load>>, trace: &mut Trace) -> bool {
        let Some(field) = self.given().map(of).filter(|field| field.get().is_some_and(OrNone::is_none)) else { return false };
        trace.given_at(field.span(), || format!("environment.{key}"));
        true
    }

    /// Whether something is claimed; not known without the key.
    fn claims<T>(self, key: &str, of: fn(&'w Given) -> &'w Field<T>, trace: &mut Trace) -> Known<&'w Field<T>> {
        match self.given().map(of).filter(|field| field.is_given()) {
            Some(field) => {
                trace.given_at(field.key(), || format!("environment.{key}"));
                Ok(field)
            }
            None => trace.unknown(|| format!("environment.{key}")),
        }
    }
}

impl<'w> Facts<'w> for Environment<'w> {
    fn service_high(self, trace: &mut Trace) -> Known<Bounds> {
        self.service(trace).map(|range| range.high.measure.into())
    }

    fn service_low(self, trace: &mut Trace) -> Known<Bounds> {
        self.service(trace).map(|range| range.low.measure.into())
    }

    fn storage_high(self, trace: &mut Trace) -> Known<Bounds> {
        self.storage(trace).map(|range| range.high.measure.into())
    }

    fn storage_low(self, trace: &mut Trace) -> Known<Bounds> {
        self.storage(trace).map(|range| range.low.measure.into())
    }

    fn high(self, trace: &mut Trace) -> Known<Bounds> {
        self.furthest(|range| range.high.measure, 1.0, trace)
    }

    fn low(self, trace: &mut Trace) -> Known<Bounds> {
        self.furthest(|range| range.low.measure, -1.0, trace)
    }

    fn peaks(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().is_some_and(|given| given.peak.is_there()))
    }

    fn peak(self, trace: &mut Trace) -> Known<Bounds> {
        self.peak_field("temperature", |peak| &peak.temperature, trace)
    }

    fn peak_time(self, trace: &mut Trace) -> Known<Bounds> {
        self.peak_field("time", |peak| &peak.time, trace)
    }

    fn hottest(self, trace: &mut Trace) -> Known<Bounds> {
        let high = self.high(trace)?;
        if !self.peaks(trace)? {
            return Ok(high);
        }
        let peak = self.peak(trace)?;
        Ok(Bounds { low: high.low.max(peak.low), high: high.high.max(peak.high), unit: high.unit.or(peak.unit) })
    }

    fn wet(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("wet", |given| &given.wet, trace)
    }

    fn usual(self, trace: &mut Trace) -> Known<Bounds> {
        if let Some(usual) = self.given().map(|given| &given.usual).filter(|usual| usual.is_given()) {
            return given::quantity(usual, trace, || "environment.usual".to_owned());
        }
        let high = self.service_high(trace).map_or(f64::INFINITY, |high| high.high);
        trace.need::<()>(|| "environment.usual".to_owned());
        Ok(Bounds::between(ROOM.min(high), high, find_unit("°C")))
    }

    fn humidity(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("humidity", |given| &given.humidity, trace)
    }

    fn exposure(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let list = |given: &'w Given| &given.exposure;
        self.field("exposure", list, trace)?;
        Ok(self.given().into_iter().flat_map(|given| elements(list(given))).map(|(word, _)| Word::from(word.word())).collect())
    }

    fn life(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("life", |given| &given.life, trace)
    }

    fn drop_height(self, trace: &mut Trace) -> Known<Bounds> {
        let path = || "environment.drop.height".to_owned();
        match self.given().and_then(|given| given.drop.get()) {
            Some(drop) if drop.is_none() => Err(Lack::RuledOut),
            Some(drop) => given::quantity(&drop.height, trace, path),
            None => trace.unknown(path),
        }
    }

    fn drop_surface(self, trace: &mut Trace) -> Known<Word> {
        let path = || "environment.drop.surface".to_owned();
        match self.given().and_then(|given| given.drop.get()) {
            Some(drop) if drop.is_none() => Err(Lack::RuledOut),
            Some(drop) => given::text(&drop.surface, trace, path),
            None => trace.unknown(path),
        }
    }

    fn drop_claimed(self, trace: &mut Trace) -> Known<bool> {
        let drop = self.claims("drop", |given| &given.drop, trace)?;
        Ok(!drop.get().is_some_and(OrNone::is_none))
    }

    fn drop_tested(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Case, DROP, trace)
    }

    fn drop_test(self, trace: &mut Trace) -> Known<Test<'w>> {
        evidence::test_of(self.world, DROP, trace)
    }

    fn drop_height_met(self, trace: &mut Trace) -> Known<bool> {
        evidence::met(self.world, (DROP, Condition::Height), |trace| self.drop_height(trace), trace)
    }

    fn drop_surface_met(self, trace: &mut Trace) -> Known<bool> {
        // What the tables do not know is asked for: nothing can be held against it.
        let known = condition::claimed_surface(self.world);
        let claimed = |trace: &mut Trace| match self.drop_surface(trace) {
            Ok(_) if !known => trace.unknown(|| "environment.drop.surface".to_owned()),
            claimed => claimed,
        };
        evidence::met(self.world, (DROP, Condition::Surface), claimed, trace)
    }

    fn ingress_test(self, trace: &mut Trace) -> Known<Test<'w>> {
        evidence::test_of(self.world, INGRESS, trace)
    }

    fn ingress_met(self, trace: &mut Trace) -> Known<bool> {
        let codes = |trace: &mut Trace| {
            let given = self.field("ingress", |given| &given.ingress, trace)?;
            match condition::codes(self.world.library, given) {
                Some(_) => Ok(Word::from(&**given)),
                None => trace.unknown(|| "environment.ingress".to_owned()),
            }
        };
        evidence::met(self.world, (INGRESS, Condition::Ingress), codes, trace)
    }

    fn crush_test(self, trace: &mut Trace) -> Known<Test<'w>> {
        evidence::test_at(self.world, CRUSH, self.given().and_then(|given| condition::promised(&given.crush)), trace)
    }

    fn stack_test(self, trace: &mut Trace) -> Known<Test<'w>> {
        evidence::test_at(self.world, CRUSH, self.given().and_then(|given| condition::promised(&given.stack)), trace)
    }

    fn carry_test(self, trace: &mut Trace) -> Known<Test<'w>> {
        evidence::test_of(self.world, LOAD, trace)
    }

    fn crush_met(self, trace: &mut Trace) -> Known<bool> {
        self.load_met(CRUSH, |given| &given.crush, Self::crush_load, trace)
    }

    fn stack_met(self, trace: &mut Trace) -> Known<bool> {
        self.load_met(CRUSH, |given| &given.stack, Self::stack_load, trace)
    }

    fn carry_met(self, trace: &mut Trace) -> Known<bool> {
        self.load_met(LOAD, |given| &given.carry, Self::carry_load, trace)
    }

    fn drop_beside(self, trace: &mut Trace) -> Known<List<Test<'w>>> {
        Ok(evidence::tested_beside(self.world, DROP, trace))
    }

    fn carry_beside(self, trace: &mut Trace) -> Known<List<Test<'w>>> {
        Ok(evidence::tested_beside(self.world, LOAD, trace))
    }

    fn ingress_beside(self, trace: &mut Trace) -> Known<List<Test<'w>>> {
        Ok(evidence::tested_beside(self.world, INGRESS, trace))
    }

    fn ingress_tested(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Case, INGRESS, trace)
    }

    fn crush_load(self, trace: &mut Trace) -> Known<Bounds> {
        self.load("crush", |given| &given.crush, trace)
    }

    fn crush_claimed(self, trace: &mut Trace) -> Known<bool> {
        Ok(!self.claims("crush", |given| &given.crush, trace)?.get().is_some_and(OrNone::is_none))
    }

    fn crush_ruled_out(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.rules_out_load("crush", |given| &given.crush, trace))
    }

    fn crush_tested(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Case, CRUSH, trace)
    }

    fn stack_load(self, trace: &mut Trace) -> Known<Bounds> {
        self.load("stack", |given| &given.stack, trace)
    }

    fn stack_claimed(self, trace: &mut Trace) -> Known<bool> {
        self.promises("stack", |given| &given.stack, trace)
    }

    fn stack_ruled_out(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.rules_out_load("stack", |given| &given.stack, trace))
    }

    fn stack_tested(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Case, CRUSH, trace)
    }

    fn load_claimed(self, trace: &mut Trace) -> Known<bool> {
        let crush = self.promises("crush", |given| &given.crush, trace);
        let stack = self.promises("stack", |given| &given.stack, trace);
        Ok(self.promises("carry", |given| &given.carry, trace)? || stack? || crush?)
    }

    fn carry_load(self, trace: &mut Trace) -> Known<Bounds> {
        self.load("carry", |given| &given.carry, trace)
    }

    fn carry_claimed(self, trace: &mut Trace) -> Known<bool> {
        self.promises("carry", |given| &given.carry, trace)
    }

    fn carry_ruled_out(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.rules_out_load("carry", |given| &given.carry, trace))
    }

    fn carry_tested(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Case, LOAD, trace)
    }

    fn ingress(self, trace: &mut Trace) -> Known<Word> {
        let given = self.field("ingress", |given| &given.ingress, trace)?;
        if is_none(given) {
            return Err(Lack::RuledOut);
        }
        match condition::code_words(self.world.library, given) {
            Some(codes) => Ok(codes.join("/").into()),
            None => trace.unknown(|| "environment.ingress".to_owned()),
        }
    }

    fn ingress_claimed(self, trace: &mut Trace) -> Known<bool> {
        let ingress = self.claims("ingress", |given| &given.ingress, trace)?;
        Ok(!ingress.get().is_some_and(|text| is_none(text)))
    }

    fn water_claimed(self, trace: &mut Trace) -> Known<bool> {
        self.rated(trace, |_, water| ('1'..=STEAM).contains(&water))
    }

    fn water_forced(self, trace: &mut Trace) -> Known<bool> {
        self.rated(trace, |_, water| (JETS..=STEAM).contains(&water))
    }

    fn water_pressed(self, trace: &mut Trace) -> Known<bool> {
        self.rated(trace, |_, water| (FLOODS..=IMMERSED).contains(&water))
    }

    fn sealed_claimed(self, trace: &mut Trace) -> Known<bool> {
        self.rated(trace, |solids, water| CLOSED.contains(&solids) && (SPLASHES..=STEAM).contains(&water))
    }

    fn sealed_volume(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("sealed_volume", |given| &given.sealed_volume, trace)
    }

    fn air_transport(self, trace: &mut Trace) -> Known<bool> {
        self.field("air_transport", |given| &given.air_transport, trace).copied()
    }

    fn vent(self, trace: &mut Trace) -> Known<bool> {
        self.field("vent", |given| &given.vent, trace).copied()
    }

    fn markets(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let list = |given: &'w Given| &given.markets;
        self.field("markets", list, trace)?;
        // They are a set: what is said of them does not hang on their order.
        let mut markets: Vec<Word> =
            self.given().into_iter().flat_map(|given| elements(list(given))).map(|(word, _)| Word::from(&**word)).collect();
        markets.sort();
        Ok(markets.into())
    }
}
