//! Facts of materials where they are used.

use super::color;
use super::given::derived;
use super::state::{self, Spot};
use super::typed::{Environment, Material, Part, Records, Test, Thing, Use, methods};
use super::{FactId, Known, Trace, Word, both};
use crate::design::{Appearance, Side};
use crate::formulas::hydrolysis;
use crate::knowledge::{State, Table};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{figure, use_facts};
use crate::world::contact::strain;
use crate::world::views::UseView;

const HYDROLYSIS_TIME: FactId = figure(Table::Material, "hydrolysis_time");
const HYDROLYSIS_ENERGY: FactId = figure(Table::Material, "hydrolysis_energy");

/// Joules in a kilojoule.
const KILO: f64 = 1e3;

use_facts!(methods);

impl Use<'_> {
    fn spot(self) -> Spot {
        Spot { part: self.view().part, layer: self.view().layer }
    }

    fn view(self) -> UseView {
        self.world.uses[self.index]
    }
}

impl Use<'_> {
    /// Relative humidity of the air at its faces over its life: what is wet with sweat or rain stands in saturated air as long
    /// as it is wet. How long that is may be open, and so may be whether it is wet at all. A share that is stated counts,
    /// whatever wets it.
    fn dampness(self, trace: &mut Trace) -> Known<Bounds> {
        let environment = Environment::at(self.world, 0);
        let humidity = environment.humidity(trace);
        let up_to_saturated = |least: Bounds| Bounds { high: 1.0, ..least };
        match self.gets_wet(trace) {
            Ok(true) => match (humidity, environment.wet(trace)) {
                (Ok(humidity), Ok(wet)) => {
                    derived([humidity, wet], "%", |[humidity, wet]| Some(humidity + wet * (1.0 - humidity)))
                }
                (Err(_), Ok(least)) => Ok(up_to_saturated(least)),
                (humidity, Err(_)) => humidity.map(up_to_saturated),
            },
            Ok(false) => humidity,
            Err(_) => humidity.map(up_to_saturated),
        }
    }

    /// Whether its faces get wet: it is said for which share of its life, or with what.
    fn gets_wet(self, trace: &mut Trace) -> Known<bool> {
        const WET: [&str; 2] = ["sweat", "rain"];
        let stated = self.world.spec.environment.get().is_some_and(|given| given.wet.is_given());
        if stated {
            return Ok(true);
        }
        let exposure = Environment::at(self.world, 0).exposure(trace)?;
        Ok(exposure.iter().any(|word| WET.contains(&&**word)))
    }
}

impl<'w> Facts<'w> for Use<'w> {
    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        state::trace_use(self.world, self.index, trace);
        Ok(Material::at(self.world, self.view().material))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn outside(self, trace: &mut Trace) -> Known<bool> {
        let used = self.view();
        let (id, part) = (self.world.parts[used.part].id, self.world.parts[used.part].part);
        let hidden = part.appearance.get() == Some(&Appearance::Hidden);
        if hidden {
            trace.given_at(part.appearance.span(), || format!("parts.{id}.appearance"));
        }
        let inside = part.location.get() == Some(&Side::Inside);
        if inside {
            trace.given_at(part.location.span(), || format!("parts.{id}.location"));
        }
        Ok(!hidden && !inside && used.layer.is_none_or(|layer| self.world.layers[layer].number == 0))
    }

    fn color(self, trace: &mut Trace) -> Known<Word> {
        color::color(self.world, self.spot(), trace)
    }

    fn tone(self, trace: &mut Trace) -> Known<Word> {
        color::tone(self.world, self.spot(), trace)
    }

    fn dark(self, trace: &mut Trace) -> Known<bool> {
        let spot = self.view().spot();
        let (holds, open) = state::at(self.world, spot);
        if open.has(State::Dark) {
            return trace.unknown(|| state::field(self.world, spot, State::Dark));
        }
        state::trace(self.world, spot, trace);
        Ok(holds.has(State::Dark))
    }

    fn strained(self, trace: &mut Trace) -> Known<bool> {
        let (world, part) = (self.world, self.view().part);
        if strain::anywhere(world, part) == Some(true) {
            return Ok(true);
        }
        match world.block_of_joints() {
            Some(key) => trace.unknown(|| key.to_owned()),
            None => trace.unknown_with(strain::open_keys(world, part), Ok(false)),
        }
    }

    fn humid_life(self, trace: &mut Trace) -> Known<Bounds> {
        let material = self.material(trace);
        let time = material.and_then(|material| material.figure(HYDROLYSIS_TIME, trace));
        let energy = material.and_then(|material| material.figure(HYDROLYSIS_ENERGY, trace));
        let (usual, humidity) = both(Environment::at(self.world, 0).usual(trace), self.dampness(trace))?;
        let (time, energy) = both(time, energy)?;
        let life = derived([time, energy, usual, humidity], "years", |[time, energy, usual, humidity]| {
            hydrolysis::time_to_e_fold(time, energy * KILO, usual, humidity)
        })?;
        // Nobody reads 0.01 years: what is less than a tenth of one is said in days.
        let short = find_unit("years").is_some_and(|year| life.high < year.to_si(0.1));
        Ok(if short { life.in_unit(find_unit("days")) } else { life })
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        super::evidence::tests_of_use(self.world, self.index, trace)
    }
}
