//! Facts of measurements: what the readings say of the dimension, the cavities and the gauge.

use indexmap::IndexMap;

use super::CONFIDENCE;
use crate::design::{self, Quantity};
use crate::facts::given::whole;
use crate::facts::given::{elements, in_unit, known};
use crate::facts::typed::{Dimension, Measurement, Thing, methods};
use crate::facts::{Known, Lack, Trace, World, both};
use crate::formulas::{capability, gauge, normal, normality, outliers, subgroups};
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::measurement_facts;

/// The Cpk of what is not capable at all.
const NOTHING: Bounds = Bounds { low: f64::NEG_INFINITY, high: 0.0, unit: None };

/// Significance of the tests of readings.
const SIGNIFICANCE: f64 = 0.05;

/// The chance below which no more is said of one than that it is less.
const SMALLEST: f64 = 1e-5;

/// Outliers that are looked for: a tenth of the readings, at least one and at most ten.
fn most_outliers(readings: usize) -> usize {
    (readings / 10).clamp(1, 10)
}

/// Mean, standard deviation and number of readings.
pub(in crate::facts) fn sample<'w>(world: &'w World<'w>, i: usize, trace: &mut Trace) -> Known<(f64, f64, u32)> {
    Measurement::at(world, i).sample(trace)
}

measurement_facts!(methods);

impl<'w> Measurement<'w> {
    fn given(self) -> &'w design::Measurement {
        self.world.measurements[self.index].given
    }

    fn path(self, name: &str) -> String {
        super::path(self.world, self.item(), name)
    }

    fn values(self) -> Vec<f64> {
        elements(&self.given().values).map(|(value, _)| value.si()).collect()
    }

    /// Whether its readings are given one by one; an empty list holds none yet.
    fn has_values(self) -> bool {
        elements(&self.given().values).next().is_some()
    }

    /// Mean of the readings; one reading is its own.
    fn middle(self, trace: &mut Trace) -> Known<f64> {
        if !self.has_values() {
            return known(&self.given().mean, trace, || self.path("values")).map(Quantity::si);
        }
        trace.given_at(self.given().values.span(), || self.path("values"));
        let values = self.values();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        if mean.is_finite() { Ok(mean) } else { Err(Lack::Unknown) }
    }

    /// Number of readings.
    fn number(self, trace: &mut Trace) -> Known<u32> {
        if !self.has_values() {
            // What is said of the readings is said where they stand.
            if self.given().mean.is_given() {
                trace.given_at(self.given().mean.span(), || self.path("values"));
            }
            let count = known(&self.given().count, trace, || self.path("count"))?;
            return whole(count.si()).ok_or(Lack::Unknown);
        }
        trace.given_at(self.given().values.span(), || self.path("values"));
        u32::try_from(self.values().len()).map_err(|_| Lack::Unknown)
    }

    /// Standard deviation of the readings; of a single one nothing is known of it.
    fn spread(self, trace: &mut Trace) -> Known<f64> {
        let one = self.number(&mut Trace::off()).is_ok_and(|count| count < 2);
        if one && !self.given().deviation.is_given() {
            return trace.unknown(|| self.path("values"));
        }
        if !self.has_values() {
            return known(&self.given().deviation, trace, || self.path("deviation")).map(Quantity::si);
        }
        match capability::sample(&self.values()) {
            Some(sample) => Ok(sample.deviation),
            None => trace.unknown(|| self.path("values")),
        }
    }

    /// Mean, standard deviation and number of readings.
    fn sample(self, trace: &mut Trace) -> Known<(f64, f64, u32)> {
        let (mean, deviation) = (self.middle(trace), self.spread(trace));
        let ((mean, deviation), count) = both(both(mean, deviation), self.number(trace))?;
        Ok((mean, deviation, count))
    }

    /// Whether it holds a reading at all; no of a count of none, and not known where nothing but its dimension is told.
    fn is_read(self, trace: &mut Trace) -> Known<bool> {
        let given = self.given();
        match given.count.get().map(Quantity::bounds) {
            _ if self.has_values() => Ok(true),
            Some((_, 0.0)) => {
                trace.given_at(given.count.span(), || self.path("count"));
                Ok(false)
            }
            None if !given.mean.is_given() => trace.unknown(|| self.path("values")),
            _ => Ok(true),
        }
    }

    /// The limits of the dimension that was measured.
    fn limits(self, trace: &mut Trace) -> Known<(f64, f64)> {
        let dimension = self.dimension(trace)?;
        let given = self.world.dimensions[dimension.index].dimension;
        let path = |name: &str| super::path(self.world, dimension.item(), name);
        let nominal = known(&given.nominal, trace, || path("nominal"));
        let tolerance = known(&given.tolerance, trace, || path("tolerance"));
        let (nominal, tolerance) = both(nominal, tolerance)?;
        Ok((nominal.si() + tolerance.lower.si, nominal.si() + tolerance.upper.si))
    }

    fn measured(self) -> Option<Dimension<'w>> {
        let (part, id) = self.given().of.get()?.split_once('.')?;
        let world = self.world;
        let same = |view: &crate::world::views::DimensionView<'_>| world.parts[view.part].id == part && view.id == id;
        world.dimensions.iter().position(same).map(|found| Dimension::at(world, found))
    }

    /// Cpk. What lies beyond the tolerance is not capable however little it scatters, and a mean that does so is not whatever it is.
    fn capability(self, trace: &mut Trace) -> Known<Bounds> {
        let off = &mut Trace::off();
        if self.sample(off).is_err() && self.is_off(off) == Ok(true) {
            self.is_off(trace)?;
            return Ok(NOTHING);
        }
        let ((mean, deviation, _), (lower, upper)) = both(self.sample(trace), self.limits(trace))?;
        if !agree(mean, deviation) {
            return in_unit(capability::cpk(mean, deviation, lower, upper), "");
        }
        // Readings that all agree to the last digit show the gauge, not the process.
        if is_inside(mean, (lower, upper)) {
            return trace.unknown(|| self.path("values"));
        }
        Ok(NOTHING)
    }

    /// Whether the mean of the readings lies outside of the tolerance.
    fn is_off(self, trace: &mut Trace) -> Known<bool> {
        let (mean, limits) = both(self.middle(trace), self.limits(trace))?;
        Ok(!is_inside(mean, limits))
    }

    /// The cavity of each reading; empty where it is not said.
    fn cavity_names(self) -> Vec<&'w str> {
        elements(&self.given().cavities).map(|(name, _)| name.trim()).collect()
    }

    /// How many readings each cavity has that is named, and how many do not say theirs.
    fn readings_by_cavity(self, trace: &mut Trace) -> Known<(Vec<usize>, usize)> {
        let names = self.cavity_names();
        let unnamed = names.iter().filter(|name| name.is_empty()).count();
        if names.len() == unnamed {
            return trace.unknown(|| self.path("cavities"));
        }
        let given = self.given();
        trace.given_at(given.cavities.span(), || self.path("cavities"));
        if unnamed > 0 {
            trace.need::<()>(|| self.path("cavities"));
        }
        let mut cavities: IndexMap<&str, usize> = IndexMap::new();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            *cavities.entry(name).or_default() += 1;
        }
        Ok((cavities.into_values().collect(), unnamed))
    }

    /// The readings of each cavity, in the order in which cavities first occur; all readings as one unless each says its own.
    fn by_cavity(self) -> Vec<Vec<f64>> {
        let (values, names) = (self.values(), self.cavity_names());
        if names.len() != values.len() || names.contains(&"") {
            return vec![values];
        }
        let mut cavities: IndexMap<&str, Vec<f64>> = IndexMap::new();
        for (name, value) in names.into_iter().zip(values) {
            cavities.entry(name).or_default().push(value);
        }
        cavities.into_values().collect()
    }

    /// All readings; needs them one by one.
    fn readings(self, trace: &mut Trace) -> Known<Vec<f64>> {
        if !self.has_values() {
            return trace.unknown(|| self.path("values"));
        }
        trace.given_at(self.given().values.span(), || self.path("values"));
        Ok(self.values())
    }

    /// The readings of each cavity; needs the cavity of each reading.
    fn each_cavity(self, trace: &mut Trace) -> Known<Vec<Vec<f64>>> {
        match self.readings_by_cavity(trace)? {
            (_, 0) => Ok(self.by_cavity()),
            _ => Err(Lack::Unknown),
        }
    }
}

/// Whether readings are all the same, to the last digit.
fn agree(mean: f64, deviation: f64) -> bool {
    deviation <= 1e-9 * mean.abs()
}

/// Whether a length keeps its limits; one that stands on a limit does, whatever its last digit became in between.
fn is_inside(length: f64, (lower, upper): (f64, f64)) -> bool {
    let dust = 1e-9 * length.abs();
    (lower - dust..=upper + dust).contains(&length)
}

/// Readings of groups as the formulas take them.
fn slices(groups: &[Vec<f64>]) -> Vec<&[f64]> {
    groups.iter().map(Vec::as_slice).collect()
}

impl<'w> Facts<'w> for Measurement<'w> {
    fn dimension(self, trace: &mut Trace) -> Known<Dimension<'w>> {
        match self.measured() {
            Some(dimension) => Ok(dimension),
            None => trace.unknown(|| self.path("of")),
        }
    }

    fn count(self, trace: &mut Trace) -> Known<Bounds> {
        self.number(trace).map(|count| Bounds::exact(f64::from(count), None))
    }

    fn mean(self, trace: &mut Trace) -> Known<Bounds> {
        in_unit(Some(self.middle(trace)?), "mm")
    }

    fn deviation(self, trace: &mut Trace) -> Known<Bounds> {
        in_unit(Some(self.spread(trace)?), "mm")
    }

    fn cavities(self, trace: &mut Trace) -> Known<Bounds> {
        // What does not say its cavity may be of one that is named, or each of another.
        let (named, unnamed) = self.readings_by_cavity(trace)?;
        Ok(Bounds::between(named.len() as f64, (named.len() + unnamed) as f64, None))
    }

    fn names_cavities(self, _: &mut Trace) -> Known<bool> {
        Ok(self.cavity_names().iter().any(|name| !name.is_empty()))
    }

    fn without_cavity(self, trace: &mut Trace) -> Known<Bounds> {
        if self.given().cavities.is_given() {
            let unnamed = self.cavity_names().iter().filter(|name| name.is_empty()).count();
            trace.given_at(self.given().cavities.span(), || self.path("cavities"));
            return in_unit(Some(unnamed as f64), "");
        }
        self.count(trace)
    }

    fn least_of_a_cavity(self, trace: &mut Trace) -> Known<Bounds> {
        let (named, unnamed) = self.readings_by_cavity(trace)?;
        let least = named.into_iter().min().ok_or(Lack::Unknown)?;
        let low = if unnamed > 0 { 1 } else { least };
        Ok(Bounds::between(low as f64, (least + unnamed) as f64, None))
    }

    fn outside(self, trace: &mut Trace) -> Known<Bounds> {
        if self.has_values() {
            let (values, limits) = both(self.readings(trace), self.limits(trace))?;
            let outside = values.into_iter().filter(|value| !is_inside(*value, limits)).count();
            return in_unit(Some(outside as f64), "");
        }
        let off = self.is_off(trace)?;
        let alike = self.sample(&mut Trace::off()).is_ok_and(|(mean, deviation, _)| agree(mean, deviation));
        match self.number(&mut Trace::off()) {
            Ok(count) if alike || count == 1 => {
                self.number(trace)?;
                in_unit(Some(if off { f64::from(count) } else { 0.0 }), "")
            }
            // Where the mean lies outside one of them does; how many do is not told by it.
            _ if off => Ok(Bounds::between(1.0, f64::INFINITY, None)),
            // What share of all parts is, is what the Cpk is about.
            _ => self.sample(trace).and(Err(Lack::RuledOut)),
        }
    }

    fn worst_cavity_cpk(self, trace: &mut Trace) -> Known<Bounds> {
        let (cavities, (lower, upper)) = both(self.each_cavity(trace), self.limits(trace))?;
        let each = cavities.into_iter().map(|readings| {
            let sample = capability::sample(&readings)?;
            capability::cpk(sample.mean, sample.deviation, lower, upper)
        });
        in_unit(each.collect::<Option<Vec<f64>>>().and_then(|each| each.into_iter().reduce(f64::min)), "")
    }

    fn between_cavities(self, trace: &mut Trace) -> Known<Bounds> {
        let cavities = self.each_cavity(trace)?;
        in_unit(subgroups::between(&slices(&cavities)).map(|between| between.share), "%")
    }

    fn cpk_within(self, trace: &mut Trace) -> Known<Bounds> {
        let (cavities, (lower, upper)) = both(self.each_cavity(trace), self.limits(trace))?;
        in_unit(subgroups::study(&slices(&cavities), lower, upper).map(|study| study.cpk), "")
    }

    fn has_readings(self, _: &mut Trace) -> Known<bool> {
        Ok(self.has_values())
    }

    fn normality(self, trace: &mut Trace) -> Known<Bounds> {
        self.readings(trace)?;
        let each = self.by_cavity();
        let each = each.iter().map(|readings| normality::shapiro_wilk(readings).map(|test| test.probability));
        let least = each.collect::<Option<Vec<f64>>>().and_then(|chances| chances.into_iter().reduce(f64::min));
        // How much less no approximation of a tail tells.
        let small = least.is_some_and(|chance| chance < SMALLEST);
        if small { Ok(Bounds::between(0.0, SMALLEST, find_unit("%"))) } else { in_unit(least, "%") }
    }

    fn outliers(self, trace: &mut Trace) -> Known<Bounds> {
        let readings = self.readings(trace)?;
        let found = outliers::generalized_esd(&readings, most_outliers(readings.len()), SIGNIFICANCE);
        in_unit(found.map(|found| found.outliers as f64), "")
    }

    fn gauge_given(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().gauge.is_given())
    }

    fn gauge_share(self, trace: &mut Trace) -> Known<Bounds> {
        let gauge = known(&self.given().gauge, trace, || self.path("gauge"));
        let (gauge, (lower, upper)) = both(gauge, self.limits(trace))?;
        in_unit(gauge::share_of_tolerance(gauge.si(), lower, upper), "%")
    }

    fn ppm(self, trace: &mut Trace) -> Known<Bounds> {
        let ((mean, deviation, _), (lower, upper)) = both(self.sample(trace), self.limits(trace))?;
        in_unit(normal::tails(mean, deviation, lower, upper).map(normal::Tails::outside), "ppm")
    }

    fn cpk(self, trace: &mut Trace) -> Known<Bounds> {
        self.capability(trace)
    }

    fn cpk_demonstrated(self, trace: &mut Trace) -> Known<Bounds> {
        let cpk = self.capability(trace)?;
        // What the readings do not reach they demonstrate even less.
        let Some(known) = cpk.known() else { return Ok(cpk) };
        let count = self.number(trace)?;
        let bound = if count < capability::FEW { capability::cpk_lower_bound_exact } else { capability::cpk_lower_bound };
        match bound(known, count, CONFIDENCE) {
            // A negative index says nothing of a process but that nothing is shown of it.
            Some(bound) if bound <= 0.0 => Ok(NOTHING),
            bound => in_unit(bound, ""),
        }
    }

    fn from_production(self, trace: &mut Trace) -> Known<bool> {
        let used = known(&self.given().process, trace, || self.path("process"));
        let (used, dimension) = both(used, self.dimension(trace))?;
        let part = &self.world.parts[self.world.dimensions[dimension.index].part];
        let made_by = known(&part.part.process, trace, || format!("parts.{}.process", part.id)).map(|_| part.process)?;
        Ok(made_by == self.world.library.find(Table::Process, used) && self.is_read(trace)?)
    }
}
