//! Facts of the environment that a case has to survive.

use std::rc::Rc;

use super::given::{self, elements, exception, known};
use super::typed::{Environment, methods};
use super::{Known, Trace, Word};
use crate::design::{Environment as Given, Quantity, Range, Sort, Temperature};
use crate::quantity::{Bounds, Measure};
use crate::vocabulary::{environment_facts, words};
use crate::yaml::Field;

environment_facts!(methods);

impl<'w> Environment<'w> {
    fn given(self) -> Option<&'w Given> {
        self.world.spec.environment.get()
    }

    /// A field of the environment.
    fn field<T>(self, key: &str, of: fn(&'w Given) -> &'w Field<T>, trace: &mut Trace) -> Known<&'w T> {
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

    /// An end of the temperatures in use, or that of those in storage if it lies further out.
    fn furthest(
        self,
        end: fn(&Range<Temperature>) -> Measure,
        further: fn(f64, f64) -> bool,
        trace: &mut Trace,
    ) -> Known<Bounds> {
        let service = end(self.service(trace)?);
        let storage = self.given().map(|given| &given.storage);
        match storage.and_then(|storage| Some((storage, end(storage.get()?)))) {
            Some((field, storage)) if further(storage.si, service.si) => {
                trace.given(field.span());
                Ok(storage.into())
            }
            _ => Ok(service.into()),
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

    fn high(self, trace: &mut Trace) -> Known<Bounds> {
        self.furthest(|range| range.high.measure, |storage, service| storage > service, trace)
    }

    fn low(self, trace: &mut Trace) -> Known<Bounds> {
        self.furthest(|range| range.low.measure, |storage, service| storage < service, trace)
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
            Some(drop) => given::quantity(&drop.height, trace, path),
            None => trace.unknown(path),
        }
    }

    fn drop_claimed(self, trace: &mut Trace) -> Known<bool> {
        let Some(given) = self.given().filter(|given| given.drop.is_given()) else { return Ok(false) };
        trace.given(given.drop.key());
        Ok(true)
    }

    fn ingress(self, trace: &mut Trace) -> Known<Word> {
        let given = self.field("ingress", |given| &given.ingress, trace)?;
        let plain: String = given.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        match words::INGRESS.iter().find(|rating| **rating == plain) {
            Some(rating) => Ok(Word::from(*rating)),
            None => trace.unknown(|| format!("environment.ingress as one of {}", words::INGRESS.join(", "))),
        }
    }

    fn ingress_claimed(self, trace: &mut Trace) -> Known<bool> {
        let Some(given) = self.given().filter(|given| given.ingress.is_given()) else { return Ok(false) };
        trace.given(given.ingress.span());
        Ok(true)
    }

    fn sealed_volume(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("sealed_volume", |given| &given.sealed_volume, trace)
    }

    fn air_transport(self, trace: &mut Trace) -> Known<bool> {
        match self.given() {
            Some(given) => exception(&given.air_transport, trace),
            None => trace.unknown(|| "environment.air_transport".to_owned()),
        }
    }

    fn vent(self, trace: &mut Trace) -> Known<bool> {
        self.field("vent", |given| &given.vent, trace).copied()
    }

    fn markets(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let list = |given: &'w Given| &given.markets;
        self.field("markets", list, trace)?;
        Ok(self.given().into_iter().flat_map(|given| elements(list(given))).map(|(word, _)| Word::from(&**word)).collect())
    }
}
