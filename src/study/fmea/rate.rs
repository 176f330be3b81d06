//! The ratings of one row: occurrence from records, detection from the controls that are stated.

use super::place::Place;
use super::table::{Control, Detection, Nature, TABLE};
use crate::design::TestKind;
use crate::facts::typed::{Build, Defect, Measurement, Production, Risk, Test, Thing as _};
use crate::facts::{Trace, World};
use crate::formulas::gauge::{Band, band};
use crate::formulas::{binomial, capability, normal};
use crate::study::claim::CONFIDENCE;
use crate::study::{built, count, number};
use crate::vocabulary::Item;
use crate::world::shown::{Target, speaks_for, tested, told};

/// A rating and what it rests on, or the fields that it needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Rated<B> {
    /// It is rated.
    Known {
        /// From 1 to 10.
        rating: u32,
        /// What it rests on.
        by: B,
    },
    /// It cannot be said without these.
    Needs(Vec<String>),
}

impl<B> Rated<B> {
    /// The rating, if it is known.
    #[must_use]
    pub const fn rating(&self) -> Option<u32> {
        match self {
            Self::Known { rating, .. } => Some(*rating),
            Self::Needs(_) => None,
        }
    }
}

/// What an occurrence rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// No record of units as production makes them.
    None,
    /// Units that failed out of units tested or built.
    Units {
        /// The place of the record.
        at: String,
        /// Units that failed.
        failed: u32,
        /// Units in all.
        units: u32,
        /// At most this share of the units fails, with one-sided confidence.
        share: f64,
    },
    /// Readings of a dimension.
    Readings {
        /// The place of the readings.
        at: String,
        /// At least this Cpk, with one-sided confidence.
        cpk: f64,
        /// At most this share is outside its limits.
        share: f64,
    },
}

impl Record {
    /// At most this share of the units fails; none without a record.
    const fn share(&self) -> Option<f64> {
        match self {
            Self::None => None,
            Self::Units { share, .. } | Self::Readings { share, .. } => Some(*share),
        }
    }
}

/// What a detection rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The control, as the table has it.
    pub control: &'static Detection,
    /// Where the control stands in the design; none if there is none.
    pub at: Option<String>,
}

impl PartialEq for Detection {
    fn eq(&self, other: &Self) -> bool {
        self.control == other.control
    }
}

/// What one row asks of the records and controls.
pub(super) struct Asked<'a, 'w> {
    pub(super) world: &'a World<'w>,
    pub(super) place: &'a Place,
    /// The path of the failure.
    pub(super) at: &'a str,
    pub(super) nature: Nature,
    /// Kinds of tests that would see the failure.
    pub(super) seen: &'a [TestKind],
    /// Code of the check.
    pub(super) code: &'a str,
}

impl Asked<'_, '_> {
    /// How often it occurs, by the record that says most of it: readings, counted defects, tests, builds.
    pub(super) fn occurrence(&self) -> Rated<Record> {
        let of_units = || match self.nature {
            Nature::Design => self.by_tests(),
            Nature::Process => self.by_builds(),
        };
        rated(self.by_readings().or_else(|| self.by_defects()).or_else(of_units).unwrap_or(Record::None))
    }

    /// Readings of production parts of the dimension, or of the part: those that are outside most.
    fn by_readings(&self) -> Option<Record> {
        let studies = self.studies().filter(|study| study.from_production(&mut Trace::off()) == Ok(true));
        worst(studies.filter_map(|study| {
            // What shows nothing yet shows none above 0, and too few readings show no more than that parts are outside.
            let cpk = study.cpk_demonstrated(&mut Trace::off()).ok()?.high;
            let few = study.count(&mut Trace::off()).is_ok_and(|count| count.high < f64::from(capability::FEW));
            let cpk = Some(cpk).filter(|cpk| !few || *cpk <= 0.0)?;
            // Both sides may be as near as the nearer one.
            let share = 2.0 * normal::cumulative(-3.0 * cpk)?;
            Some(Record::Readings { at: self.world.path(study.item()), cpk, share: share.min(1.0) })
        }))
    }

    /// The studies of the dimension that stand; where nothing but dimensions of a part would show the failure, those of all.
    fn studies(&self) -> impl Iterator<Item = Measurement<'_>> {
        let whole = self.place.dimension.is_none() && matches!(self.seen, [TestKind::Dimensions]);
        let concerned = move |dimension: usize| {
            let of_part = || self.place.parts.contains(&self.world.dimensions[dimension].part);
            self.place.dimension == Some(dimension) || (whole && of_part())
        };
        let studies = (0..self.world.measurements.len()).filter(|study| self.world.stands_study(*study));
        let studies = studies.map(|study| Measurement::at(self.world, study));
        studies.filter(move |study| study.dimension(&mut Trace::off()).is_ok_and(|dimension| concerned(dimension.index)))
    }

    /// Rejects of production builds that are put down to this.
    fn by_defects(&self) -> Option<Record> {
        let mut trace = Trace::off();
        let defects = (0..self.world.defects.len()).map(|defect| Defect::at(self.world, defect));
        let records = defects.filter_map(|defect| {
            let path = self.world.path(defect.item());
            let found = || defect.found(&mut Trace::off()).is_ok_and(|codes| codes.iter().any(|code| **code == *self.code));
            let build: Build<'_> = defect.build(&mut trace).ok()?;
            let production = build.from_production(&mut Trace::off()) == Ok(true);
            (production && (path == self.at || found())).then_some(())?;
            let failed = number(defect.units(&mut trace)).and_then(count)?;
            units(path, failed, number(defect.built(&mut trace)).and_then(count)?)
        });
        worst(records)
    }

    /// Tests of production units that would have shown it: the one with the most failures to fear, else the one that shows most.
    fn by_tests(&self) -> Option<Record> {
        let tests = self.tests().filter(|test| test.from_production(&mut Trace::off()) == Ok(true));
        let records: Vec<Record> = tests.filter_map(|test| self.result(test)).collect();
        let failed = records.iter().filter(|record| matches!(record, Record::Units { failed, .. } if *failed > 0)).cloned();
        worst(failed).or_else(|| records.into_iter().min_by(by_share))
    }

    fn result(&self, test: Test<'_>) -> Option<Record> {
        let mut trace = Trace::off();
        let failed = number(test.failures(&mut trace)).and_then(count)?;
        units(self.world.path(test.item()), failed, number(test.units(&mut trace)).and_then(count)?)
    }

    /// Tests of this thing or of the whole case that would show the failure.
    fn tests(&self) -> impl Iterator<Item = Test<'_>> {
        let counted = (0..self.world.tests.len()).filter(|test| self.world.counts_test(*test));
        counted.filter(|test| self.is_about(*test) && self.would_show(*test)).map(|test| Test::at(self.world, test))
    }

    fn is_about(&self, test: usize) -> bool {
        let target = tested(self.world, self.world.tests[test].given.of.get().map(|of| &**of));
        let own = self.place.parts.iter().map(|part| Target::Part(*part)).chain(self.place.joint.map(Target::Joint));
        let mut own = own.peekable();
        target == Target::Case || own.peek().is_none() || own.any(|of| speaks_for(self.world, target, of))
    }

    fn would_show(&self, test: usize) -> bool {
        let kind = told(self.world.library, self.world.tests[test].given).kind();
        self.world.path(Item::new(crate::vocabulary::Kind::Test, test)) == self.at
            || kind.is_some_and(|kind| self.seen.iter().any(|seen| seen.word() == kind))
    }

    /// Production builds of the step, of a part, or of the whole case: at most all of their rejects come from this.
    fn by_builds(&self) -> Option<Record> {
        let step = self.place.step.map(|step| self.world.steps[step].id);
        let parts = self.place.parts.iter().map(|part| self.world.parts[*part].id);
        let mut places = step.into_iter().chain(parts).chain(["design"]);
        places.find_map(|of| {
            // What no build says was rejected is at most all of it.
            let built = built(self.world, of)?;
            units(format!("evidence.builds ({of})"), built.at_most, built.started)
        })
    }

    /// The best of the stated controls that would see it; what is missing where none is stated and the lists are not there.
    pub(super) fn detection(&self) -> Rated<Seen> {
        let stated = self.steps().chain(self.gauges()).chain(self.lots()).chain(self.validation());
        let rated = stated.filter_map(|(control, at)| Some(Seen { control: TABLE.detection(control)?, at: Some(at) }));
        let best = rated.min_by_key(|seen| seen.control.rating);
        let open = self.unstated();
        match best.or_else(|| Some(Seen { control: TABLE.detection(Control::None)?, at: None }).filter(|_| open.is_empty())) {
            Some(seen) => Rated::Known { rating: seen.control.rating, by: seen },
            None => Rated::Needs(open),
        }
    }

    /// Lists that would hold controls and that the design does not have.
    fn unstated(&self) -> Vec<String> {
        if self.seen.is_empty() {
            return Vec::new();
        }
        let steps = (!self.world.spec.assembly.is_given()).then(|| "assembly".to_owned());
        let tests = self.world.unrecorded("tests").filter(|_| self.nature == Nature::Design).map(|gap| gap.at);
        steps.into_iter().chain(tests).collect()
    }

    /// Steps of inspection at or after the place where it arises.
    fn steps(&self) -> impl Iterator<Item = (Control, String)> {
        let sees = |process: u16| {
            let id = self.world.library.entry(crate::knowledge::Table::Process, process).id;
            let row = TABLE.controls.iter().find(|row| row.process == id);
            row.filter(|row| row.sees.iter().any(|kind| self.seen.contains(kind)))
        };
        let after = self.world.steps.iter().enumerate().filter(|(step, _)| self.place.is_before(self.world, *step));
        after.filter_map(move |(step, view)| Some((sees(view.process?)?.by, self.world.step_path(step))))
    }

    /// The gauges by which the dimensions are read.
    fn gauges(&self) -> impl Iterator<Item = (Control, String)> {
        self.studies().filter_map(|study| {
            let share = number(study.gauge_share(&mut Trace::off()))?;
            let proven = band(share) == Some(Band::Acceptable);
            Some((if proven { Control::PeopleProven } else { Control::People }, self.world.path(study.item())))
        })
    }

    /// Samples of every lot by a stated plan.
    fn lots(&self) -> Option<(Control, String)> {
        let sampled = Production::at(self.world, 0).sampled(&mut Trace::off()).ok()?;
        let sees = self.seen.iter().any(|kind| sampled.iter().any(|word| **word == *kind.word()));
        sees.then(|| (Control::Lots, "production.sampling".to_owned()))
    }

    /// Tests that have to find what is built in.
    fn validation(&self) -> impl Iterator<Item = (Control, String)> {
        let tests = self.tests().filter(|_| self.nature == Nature::Design);
        tests.map(|test| {
            let given = self.world.tests[test.index].given;
            let in_time = given.stage.get().zip(TABLE.in_time_until.as_ref()).is_some_and(|(stage, until)| stage <= until);
            let control = match (test.from_production(&mut Trace::off()), given.method.is_given(), in_time) {
                (Ok(true), true, true) => Control::TestInTime,
                (Ok(true), true, false) => Control::LateTest,
                (Ok(true), false, _) => Control::UnprovenTest,
                _ => Control::Unlike,
            };
            (control, self.world.path(test.item()))
        })
    }
}

/// The record by which a risk is closed, if it counts units or readings.
pub(super) fn closing(world: &World<'_>, risk: Risk<'_>) -> Option<Record> {
    let (span, _) = risk.closed_by()?;
    let test = world.tests.iter().position(|test| test.span == span).map(|test| Test::at(world, test))?;
    let mut trace = Trace::off();
    let failed = number(test.failures(&mut trace)).and_then(count)?;
    units(world.path(test.item()), failed, number(test.units(&mut trace)).and_then(count)?)
}

/// A rating by a record.
pub(super) fn rated(record: Record) -> Rated<Record> {
    let rating = record.share().map_or_else(|| TABLE.unrecorded(), |share| TABLE.occurrence(share));
    Rated::Known { rating, by: record }
}

fn units(at: String, failed: u32, units: u32) -> Option<Record> {
    let share = binomial::upper_bound(failed, units, CONFIDENCE)?;
    Some(Record::Units { at, failed, units, share })
}

fn by_share(a: &Record, b: &Record) -> std::cmp::Ordering {
    a.share().unwrap_or(1.0).total_cmp(&b.share().unwrap_or(1.0))
}

fn worst(records: impl Iterator<Item = Record>) -> Option<Record> {
    records.max_by(by_share)
}
