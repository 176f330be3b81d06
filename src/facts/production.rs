//! Facts of the production targets: volumes, the time of the line and the plan up to the launch.

use std::rc::Rc;

use super::given::{self, derived, elements, known};
use super::typed::{Production, methods};
use super::{Known, Lack, Trace, Word, World, both};
use crate::design::{Production as Given, Quantity, Sort, Task, WorkingTime};
use crate::formulas::line;
use crate::line::critical_path::{Activity, CriticalPath, critical_path};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::production_facts;
use crate::yaml::Field;

production_facts!(methods);

const WORKING_TIME: &str = "production.working_time";

/// Working seconds of a year, as the working time gives them; the second value is its effectiveness.
pub(super) fn working_year(world: &World<'_>, trace: &mut Trace) -> Option<(f64, f64)> {
    let time = working_time(world, trace).ok()?;
    let days = given::measure(&time.days_per_month, trace, || format!("{WORKING_TIME}.days_per_month"));
    let shifts = given::measure(&time.shifts_per_day, trace, || format!("{WORKING_TIME}.shifts_per_day"));
    let hours = given::measure(&time.hours_per_shift, trace, || format!("{WORKING_TIME}.hours_per_shift"));
    let efficiency = given::measure(&time.efficiency, trace, || format!("{WORKING_TIME}.efficiency"));
    Some((12.0 * days?.si * shifts?.si * hours?.si * 3600.0, efficiency?.si))
}

/// Working seconds of a day.
pub(super) fn working_day(world: &World<'_>, trace: &mut Trace) -> Option<f64> {
    let time = working_time(world, trace).ok()?;
    let shifts = given::measure(&time.shifts_per_day, trace, || format!("{WORKING_TIME}.shifts_per_day"));
    let hours = given::measure(&time.hours_per_shift, trace, || format!("{WORKING_TIME}.hours_per_shift"));
    Some((shifts?.si * hours?.si * 3600.0).min(86_400.0))
}

fn working_time<'w>(world: &'w World<'_>, trace: &mut Trace) -> Known<&'w WorkingTime> {
    match world.spec.production.get().and_then(|production| production.working_time.get()) {
        Some(time) => Ok(time),
        None => trace.unknown(|| WORKING_TIME.to_owned()),
    }
}

impl<'w> Production<'w> {
    fn given(self) -> Option<&'w Given> {
        self.world.spec.production.get()
    }

    /// A quantity of the production targets as the value of a fact.
    fn quantity<S: Sort>(self, key: &str, of: fn(&'w Given) -> &'w Field<Quantity<S>>, trace: &mut Trace) -> Known<Bounds> {
        let path = || format!("production.{key}");
        match self.given() {
            Some(given) => given::quantity(of(given), trace, path),
            None => trace.unknown(path),
        }
    }

    /// The longest path of the plan, with the ids of its tasks; needs the time of each.
    fn plan(self, trace: &mut Trace) -> Known<(CriticalPath, Vec<&'w str>)> {
        let plan = self.given().map(|production| &production.plan).filter(|plan| plan.is_given());
        let Some(plan) = plan else { return trace.unknown(|| "production.plan".to_owned()) };
        let names: Vec<&str> = elements(plan).map(|(task, _)| task.task.get().map_or("", |id| id)).collect();
        let activities: Vec<Known<Activity>> =
            elements(plan).zip(&names).map(|((task, _), name)| activity(task, name, &names, trace)).collect();
        match critical_path(&activities.into_iter().collect::<Known<Vec<_>>>()?) {
            Ok(path) => Ok((path, names)),
            Err(_) => trace.unknown(|| "production.plan without tasks that wait for each other".to_owned()),
        }
    }
}

/// A task as a node of the network.
fn activity(task: &Task, name: &str, names: &[&str], trace: &mut Trace) -> Known<Activity> {
    let duration = known(&task.time, trace, || format!("production.plan.{name}.time"))?.si();
    let before = elements(&task.after).filter_map(|(name, _)| names.iter().position(|known| **known == **name));
    Ok(Activity { duration, predecessors: before.collect() })
}

impl<'w> Facts<'w> for Production<'w> {
    fn annual_volume(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("annual_volume", |given| &given.annual_volume, trace)
    }

    fn order_quantity(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("order_quantity", |given| &given.order_quantity, trace)
    }

    fn lifetime_volume(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("lifetime_volume", |given| &given.lifetime_volume, trace)
    }

    fn target_yield(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("target_yield", |given| &given.target_yield, trace)
    }

    fn target_unit_cost(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("target_unit_cost", |given| &given.target_unit_cost, trace)
    }

    fn launch_in(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("launch_in", |given| &given.launch_in, trace)
    }

    fn planned(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().is_some_and(|production| production.plan.is_given()))
    }

    fn plan_time(self, trace: &mut Trace) -> Known<Bounds> {
        self.plan(trace).map(|(path, _)| Bounds::exact(path.duration, find_unit("weeks")))
    }

    fn critical_tasks(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let (path, names) = self.plan(trace)?;
        Ok(path.path.iter().map(|task| Word::from(names[*task])).collect())
    }

    fn takt(self, trace: &mut Trace) -> Known<Bounds> {
        let year = working_year(self.world, trace).ok_or(Lack::Unknown);
        let volume = self.annual_volume(trace);
        let ((seconds, _), volume) = both(year, volume)?;
        derived([Bounds::exact(seconds, None), volume], "s", |[seconds, volume]| line::takt_time(seconds, volume))
    }

    fn allowed_station_time(self, trace: &mut Trace) -> Known<Bounds> {
        let takt = self.takt(trace);
        let year = working_year(self.world, trace).ok_or(Lack::Unknown);
        let target = self.target_yield(trace);
        let ((takt, (_, efficiency)), target) = both(both(takt, year), target)?;
        derived([takt, Bounds::exact(efficiency, None), target], "s", |[takt, efficiency, target]| {
            line::allowed_station_time(takt, efficiency, target)
        })
    }
}
