//! Facts of tests: what was tested, on units of what, and what they show.

use super::{CONFIDENCE, share};
use crate::design;
use crate::facts::given::{known, quantity, text};
use crate::facts::typed::{Process, Test, Thing as _, methods};
use crate::facts::{Known, Trace, Word, both};
use crate::formulas::binomial;
use crate::knowledge::Table;
use crate::quantity::Bounds;
use crate::vocabulary::test_facts;

/// The kind of a test by words of its name, and of its method where the name says nothing: engineers write `IP67 immersion`,
/// `water-immersion` or `IEC 60529` and mean one thing.
fn kind_of(name: &str, method: &str) -> &'static str {
    let words: [(&str, &[&str]); 6] = [
        ("leak", &["leak", "pressure decay", "pressure-decay", "bubble"]),
        ("ingress", &["ingress", "immersion", "water", "dust", "ip5", "ip6", "ipx", "ip-5", "ip-6", "60529"]),
        ("drop", &["drop", "516."]),
        ("peel", &["peel", "bond", "adhesion"]),
        ("fit", &["fit", "ergonomic", "usability"]),
        ("appearance", &["appearance", "look", "color", "gloss"]),
    ];
    let kind = |text: &str| {
        let text = text.to_lowercase();
        words.iter().find(|(_, marks)| marks.iter().any(|mark| text.contains(mark))).map(|(kind, _)| *kind)
    };
    kind(name).or_else(|| kind(method)).unwrap_or("other")
}

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
}

impl<'w> Facts<'w> for Test<'w> {
    fn name(self, trace: &mut Trace) -> Known<Word> {
        text(&self.given().name, trace, || self.path("name"))
    }

    fn kind(self, trace: &mut Trace) -> Known<Word> {
        let name = self.name(trace)?;
        let method = self.given().method.get().map_or("", |method| method);
        Ok(kind_of(&name, method).into())
    }

    fn process(self, trace: &mut Trace) -> Known<Process<'w>> {
        super::process(self.world, &self.given().process, trace, || self.path("process"))
    }

    fn from_production(self, trace: &mut Trace) -> Known<bool> {
        let given = self.given();
        super::from_production(self.world, &given.of, &given.process, trace, |name| self.path(name))
    }

    fn of_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().of.get().is_some_and(|of| **of != *"design"))
    }

    fn material_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().material.is_given())
    }

    fn from_production_material(self, trace: &mut Trace) -> Known<bool> {
        let (given, world) = (self.given(), self.world);
        let used = known(&given.material, trace, || self.path("material"));
        let of = known(&given.of, trace, || self.path("of"));
        let (used, of) = both(used, of)?;
        let Some(part) = world.part_named(of) else { return trace.unknown(|| self.path("of")) };
        let library = world.library.find(Table::Material, used);
        let mut same = false;
        for (number, used_in) in world.uses.iter().enumerate().filter(|(_, used_in)| used_in.part == part) {
            let material = &world.materials[used_in.material];
            // The grade itself, or for a library material any of its names.
            same |=
                material.id == &**used || (material.grade.is_none() && material.library.is_some() && material.library == library);
            crate::world::state::trace_use(world, number, trace);
        }
        Ok(same)
    }

    fn units(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().units, trace, || self.path("units"))
    }

    fn failures(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().failures, trace, || self.path("failures"))
    }

    fn method(self, trace: &mut Trace) -> Known<Word> {
        text(&self.given().method, trace, || self.path("method"))
    }

    fn method_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().method.is_given())
    }

    fn temperature(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.given().temperature, trace, || self.path("temperature"))
    }

    fn cycled(self, trace: &mut Trace) -> Known<bool> {
        let name = self.name(trace)?;
        let method = self.given().method.get().map_or("", |method| method);
        Ok(is_cycled(&format!("{name} {method}")))
    }

    fn stage(self, trace: &mut Trace) -> Known<Word> {
        known(&self.given().stage, trace, || self.path("stage")).map(|stage| stage.word().into())
    }

    fn demonstrated_reliability(self, trace: &mut Trace) -> Known<Bounds> {
        let (units, failures) = both(self.units(trace), self.failures(trace))?;
        share(units, failures, |good, units| binomial::lower_bound(good, units, CONFIDENCE))
    }
}
