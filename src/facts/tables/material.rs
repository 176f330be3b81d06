//! Facts of materials beside their figures.

use std::rc::Rc;

use crate::facts::typed::{Material, methods};
use crate::facts::{FactId, Known, Trace, Word};
use crate::knowledge::{Entry, Table};
use crate::quantity::Bounds;
use crate::vocabulary::{End, figure, material_facts};

material_facts!(methods);

impl Material<'_> {
    /// What it is or starts from.
    fn entry(self, trace: &mut Trace) -> Known<&'static Entry<'static>> {
        match self.world.material_entry(self.index) {
            Some(entry) => Ok(entry),
            None => trace.unknown(|| format!("materials.{}.like", self.world.materials[self.index].id)),
        }
    }
}

impl<'w> Facts<'w> for Material<'w> {
    fn id(self, trace: &mut Trace) -> Known<Word> {
        self.entry(trace).map(|entry| entry.id.into())
    }

    fn family(self, trace: &mut Trace) -> Known<Word> {
        self.entry(trace).map(|entry| entry.family.into())
    }

    fn chemistry(self, trace: &mut Trace) -> Known<Word> {
        self.entry(trace).map(|entry| entry.chemistry.into())
    }

    fn gives_way(self, trace: &mut Trace) -> Known<Bounds> {
        const HEAT_DEFLECTION: FactId = figure(Table::Material, "heat_deflection_at_0_45_mpa");
        const HEAT_LIMIT: FactId = figure(Table::Material, "heat_limit");
        if self.figure(HEAT_DEFLECTION, &mut Trace::off()).is_err() && self.figure(HEAT_LIMIT, &mut Trace::off()).is_ok() {
            return self.figure(HEAT_LIMIT, trace);
        }
        self.figure(HEAT_DEFLECTION, trace)
    }

    fn stands_for_minutes(self, trace: &mut Trace) -> Known<Bounds> {
        const PEAK: FactId = FactId { end: End::High, ..figure(Table::Material, "service_peak") };
        const CONTINUOUS: FactId = FactId { end: End::High, ..figure(Table::Material, "service_high") };
        const MELTED: FactId = FactId { end: End::High, ..figure(Table::Material, "melting") };
        let peak = self.figure(PEAK, trace);
        match (peak, self.figure(CONTINUOUS, trace)) {
            (Ok(peak), Ok(continuous)) if continuous.low > peak.low => Ok(continuous),
            (Ok(peak), _) => Ok(peak),
            // Nothing keeps its shape once all of it has melted.
            (Err(_), Ok(continuous)) => {
                let melted = self.figure(MELTED, trace).map_or(f64::INFINITY, |melted| melted.high);
                Ok(Bounds { high: melted.max(continuous.low), ..continuous })
            }
            (Err(lack), Err(_)) => Err(lack),
        }
    }

    fn classes(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        self.entry(trace).map(|entry| entry.classes.iter().map(|class| Word::from(*class)).collect())
    }
}
