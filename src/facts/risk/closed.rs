//! Which evidence closes a risk: a test, readings or a build from production, or a released document.

use super::row;
use crate::design::{self, DocumentState, Quantity};
use crate::facts::evidence::build::is_pilot;
use crate::facts::typed::{Build, Claim, Measurement, Risk, Test, Thing as _};
use crate::facts::{Known, Trace, World};
use crate::knowledge::{Measured, Risk as Row, Table};
use crate::world::risk::meets_device;
use crate::world::shown::Target;
use crate::world::shown::made_of::{MadeOf, made_of};
use crate::yaml::{Field, Span};

/// Where evidence stands, and what it is.
type Shown = (Span, &'static str);

impl<'w> Risk<'w> {
    fn search(self) -> Search<'w> {
        Search { world: self.world, part: self.world.risks[self.index].part, row: row(self.world, self.index) }
    }

    /// Where the evidence that closes it stands and what it is; none if it is open.
    #[must_use]
    pub fn closed_by(self) -> Option<Shown> {
        let search = self.search();
        search.test().or_else(|| search.readings()).or_else(|| search.build()).or_else(|| search.document())
    }

    /// The records of readings of which one would close it, or all of one dimension each, as keys of the design.
    #[must_use]
    pub fn readings_wanted(self) -> Vec<String> {
        let search = self.search();
        let world = self.world;
        let part = world.parts[search.part].id;
        match (search.row.measured, search.wanted()) {
            (Some(Measured::Critical), Some((dimensions, true))) | (Some(Measured::Device), Some((dimensions, _))) => {
                dimensions.iter().map(|i| format!("`evidence.measurements.of: {part}.{}`", world.dimensions[*i].id)).collect()
            }
            (Some(Measured::Any | Measured::Critical), _) => vec![format!("`evidence.measurements.of: {part}`")],
            _ => Vec::new(),
        }
    }

    /// Whether the part was measured, and not where that would close it.
    #[must_use]
    pub fn reads_another(self) -> bool {
        self.search().reads_another()
    }

    /// The lists of evidence that could close it and that the design does not have: an empty one says that nothing was done.
    pub(super) fn not_recorded(self) -> Vec<&'static str> {
        let row = row(self.world, self.index);
        let lists = [("tests", !row.tests.is_empty()), ("measurements", row.measured.is_some()), ("builds", row.built)];
        let open = |list: &str| self.world.unrecorded(list).is_some();
        lists.into_iter().filter(|(list, closes)| *closes && open(list)).map(|(list, _)| list).collect()
    }
}

/// A search for the evidence that closes a risk of a part.
struct Search<'w> {
    world: &'w World<'w>,
    part: usize,
    row: &'static Row<'static>,
}

/// Whether evidence is known to come from production.
fn holds(from_production: Known<bool>) -> bool {
    from_production == Ok(true)
}

fn of(given: &Field<Box<str>>) -> Option<&str> {
    given.get().map(|of| &**of)
}

/// Whether the whole case is meant.
fn whole(of: Option<&str>) -> bool {
    of.is_none_or(|of| of == "design")
}

impl Search<'_> {
    fn enough(&self, units: Option<f64>) -> bool {
        self.row.units.is_none_or(|needed| units.is_some_and(|units| units >= f64::from(needed)))
    }

    fn process(&self, name: &Field<Box<str>>) -> Option<u16> {
        name.get().and_then(|name| self.world.library.find(Table::Process, name))
    }

    fn of_part(&self, of: Option<&str>) -> bool {
        let Some(of) = of.filter(|of| *of != "design") else { return true };
        let (world, part) = (self.world, self.part);
        let holds = || world.joints.iter().any(|joint| joint.id == of && joint.parts.contains(&part));
        let handles = || world.steps.iter().any(|step| step.id == of && (step.adds.contains(&part) || step.of.contains(&part)));
        of == world.parts[part].id || holds() || handles()
    }

    /// Of the whole case or a joint, only what was made as this part is made speaks for this part; a step speaks for itself.
    fn as_this_part(&self, of: Option<&str>, process: &Field<Box<str>>) -> bool {
        let used = self.process(process);
        of.is_some_and(|of| self.world.step_named(of).is_some())
            || (used.is_some() && used == self.world.parts[self.part].process)
    }

    /// A test of the whole case names the process of one of its parts; how it is put together says nothing about the parts.
    fn of_case(&self, test: &design::Test) -> bool {
        let used = self.process(&test.process);
        whole(of(&test.of)) && used.is_some() && self.world.parts.iter().any(|part| part.process == used)
    }

    /// Whether this part has something of a material, or may: where it is not said which is meant, it is asked of the evidence
    /// itself.
    fn may_be_of(&self, name: &str) -> bool {
        made_of(self.world, Target::Part(self.part), name, String::new) != MadeOf::No
    }

    /// Whether a test shows it, of units of this part from production.
    fn shows(&self, number: usize, test: &design::Test) -> bool {
        let of = of(&test.of);
        self.of_part(of)
            && self.speaks(test)
            && holds(Test::at(self.world, number).from_production(&mut Trace::off()))
            && (self.as_this_part(of, &test.process) || self.of_case(test))
            // A test of the whole case names the material of one part; which one is not for the others to say.
            && test.material.get().is_none_or(|name| self.may_be_of(name) || whole(of))
    }

    /// Whether a test is called by one of the words of the risk.
    fn speaks(&self, test: &design::Test) -> bool {
        let words = format!("{} {}", lower(&test.name), lower(&test.method));
        self.row.tests.iter().any(|word| holds_word(&words, word))
    }

    /// Whether units failed in a test, and no later one takes that back.
    fn stands(&self, test: usize) -> bool {
        let failed = self.world.tests[test].given.failures.get().is_some_and(|failures| failures.si() > 0.0);
        let about = |claim: &usize| self.world.claims[*claim].tests.contains(&test);
        let claims: Vec<usize> = (0..self.world.claims.len()).filter(about).collect();
        failed && (claims.is_empty() || claims.iter().any(|claim| !Claim::at(self.world, *claim).takes_back(test)))
    }

    fn test(&self) -> Option<Shown> {
        let counted = self.world.tests.iter().enumerate().filter(|(number, _)| self.world.counts_test(*number));
        let tests = counted.filter(|(number, test)| self.shows(*number, test.given));
        let relevant: Vec<usize> = tests.map(|(number, _)| number).collect();
        // One failed test is not outweighed by another that passed, but by one that repeats it.
        if relevant.iter().any(|number| self.stands(*number)) {
            return None;
        }
        let passed = relevant.iter().map(|number| &self.world.tests[*number]).find(|test| {
            test.given.failures.get().is_some_and(|failures| failures.si() == 0.0)
                && self.enough(test.given.units.get().map(Quantity::si))
        });
        passed.map(|test| (test.span, "a test of production units"))
    }

    /// The dimensions of which readings show it, and whether it takes those of each.
    fn wanted(&self) -> Option<(Vec<usize>, bool)> {
        let view = |i: &usize| &self.world.dimensions[*i];
        let all = || (0..self.world.dimensions.len()).filter(|i| view(i).part == self.part);
        let critical: Vec<usize> = all().filter(|i| view(i).dimension.critical.get() == Some(&true)).collect();
        Some(match self.row.measured? {
            Measured::Critical if !critical.is_empty() => (critical, true),
            Measured::Device => (all().filter(|i| meets_device(self.world, *i)).collect(), false),
            Measured::Any | Measured::Critical => (all().collect(), false),
        })
    }

    fn readings(&self) -> Option<Shown> {
        let (wanted, each) = self.wanted()?;
        let mut found = wanted.into_iter().map(|dimension| self.read(dimension));
        let span = if each { found.collect::<Option<Vec<Span>>>()?.first().copied() } else { found.find_map(|span| span) };
        span.map(|span| (span, "readings of production parts"))
    }

    /// Where enough readings of a dimension from production stand.
    fn read(&self, dimension: usize) -> Option<Span> {
        let studies = 0..self.world.measurements.len();
        let shows = |study: &usize| {
            let measurement = Measurement::at(self.world, *study);
            let off = &mut Trace::off();
            measurement.dimension(off).is_ok_and(|of| of.index == dimension)
                && self.world.counts_study(*study)
                && holds(measurement.from_production(off))
                && self.enough(self.world.extent(*study).count.map(|(least, _)| least))
        };
        studies.into_iter().find(shows).map(|study| self.world.measurements[study].span)
    }

    /// Whether readings of the part are there, and not of the dimensions that show it.
    fn reads_another(&self) -> bool {
        let other = |i: &usize| self.world.dimensions[*i].part == self.part && self.read(*i).is_some();
        let narrow = !matches!(self.row.measured, None | Some(Measured::Any));
        narrow && self.readings().is_none() && (0..self.world.dimensions.len()).any(|i| other(&i))
    }

    fn build(&self) -> Option<Shown> {
        let found = self.world.builds.iter().enumerate().find(|(number, build)| {
            let given = build.given;
            let of = of(&given.of);
            // A build of nothing but rejects shows nothing that works.
            let good = given.rejected.get().zip(given.built.get()).map(|(rejected, built)| built.si() - rejected.si());
            self.of_part(of)
                && self.world.counts_build(*number)
                && holds(Build::at(self.world, *number).from_production(&mut Trace::off()))
                // A pilot lot of the whole case has every part by its own process.
                && (self.as_this_part(of, &given.process) || is_pilot(self.world, *number))
                && given.material.get().is_none_or(|name| self.may_be_of(name) || whole(of))
                && good.is_some_and(|good| good > 0.0)
                && self.enough(good)
        });
        found.filter(|_| self.row.built).map(|(_, build)| (build.span, "a build with the production process"))
    }

    fn document(&self) -> Option<Shown> {
        let document = crate::world::document::named(self.world, self.row.document)
            .filter(|field| matches!(field.get(), Some(DocumentState::Released | DocumentState::Approved)));
        document.map(|field| (field.span(), "the released document"))
    }
}

fn lower(field: &Field<Box<str>>) -> String {
    field.get().map_or_else(String::new, |text| text.to_lowercase())
}

/// Whether a text holds a word, or one that begins with it: `drop` stands in `cold drops`, not in `raindrop`.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}
