//! Facts of the production targets: volumes, the time of the line and the plan up to the launch.

use std::rc::Rc;

use super::coming::Coming;
use super::given::{self, amount, derived, elements, whole};
use super::sampling::{Plan, general_limit};
use super::typed::{Production, Thing as _, methods};
use super::{Known, Lack, Trace, Word, World, both};
use crate::design::{Production as Given, Quantity, Sort, Task, TestKind, WorkingTime, days_of};
use crate::formulas::acceptance_sampling::{PREFERRED_AQLS, lots_between};
use crate::formulas::line;
use crate::line::critical_path::{Activity, CriticalPath, critical_path};
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::production_facts;
use crate::yaml::{Field, Span};

production_facts!(methods);

/// When the line runs, as far as it is known; what is not given is bounded by the calendar and the clock.
pub(super) struct Working {
    /// Working days of a month.
    pub(super) days: Bounds,
    /// Working seconds of a day.
    pub(super) day: Bounds,
    /// Share of that time in which the line runs at its pace.
    pub(super) efficiency: Bounds,
}

impl Working {
    /// Working seconds of a year.
    pub(super) fn year(&self) -> Known<Bounds> {
        derived([self.days, self.day], "s", |[days, day]| Some(seconds_of_year(days, day)))
    }
}

/// Seconds of a day by the clock.
const DAY: f64 = 86_400.0;

/// Working seconds of a year of twelve months, from the working days of a month and the working seconds of a day.
pub(super) fn seconds_of_year(days: f64, day: f64) -> f64 {
    12.0 * days * day
}

/// Days of a mean month.
const DAYS_OF_MONTH: f64 = 365.25 / 12.0;

/// When the line runs; needs what is not given.
pub(super) fn working(world: &World<'_>, trace: &mut Trace) -> Working {
    const PATH: &str = "production.working_time";
    match world.spec.production.get().and_then(|production| production.working_time.get()) {
        Some(time) => given_time(time, PATH, trace),
        None => {
            trace.need::<()>(|| PATH.to_owned());
            Working { days: up_to(DAYS_OF_MONTH), day: up_to(DAY), efficiency: up_to(1.0) }
        }
    }
}

/// When molds and presses run. Where that is not given, not less than the line and not more than the calendar and the clock: it
/// needs what would tell.
pub(super) fn machine_working(world: &World<'_>, trace: &mut Trace) -> Working {
    const PATH: &str = "production.machine_time";
    if let Some(time) = world.spec.production.get().and_then(|production| production.machine_time.get()) {
        return given_time(time, PATH, trace);
    }
    let line = working(world, trace);
    trace.need::<()>(|| PATH.to_owned());
    let from = |least: Bounds, most: f64| Bounds::between(least.low, most.max(least.low), None);
    Working { days: from(line.days, DAYS_OF_MONTH), day: from(line.day, DAY), efficiency: line.efficiency }
}

fn up_to(most: f64) -> Bounds {
    Bounds::between(0.0, most, None)
}

/// Working hours as they are given; what is left out of them is bounded by the calendar and the clock.
fn given_time(time: &WorkingTime, path: &str, trace: &mut Trace) -> Working {
    let days = amount(&time.days_per_month, trace, || format!("{path}.days_per_month"));
    let shifts = amount(&time.shifts_per_day, trace, || format!("{path}.shifts_per_day"));
    let hours = amount(&time.hours_per_shift, trace, || format!("{path}.hours_per_shift"));
    let efficiency = amount(&time.efficiency, trace, || format!("{path}.efficiency"));
    let day = both(shifts, hours)
        .and_then(|(shifts, hours)| derived([shifts, hours], "s", |[shifts, hours]| Some((shifts * hours * 3600.0).min(DAY))));
    Working {
        days: days.unwrap_or(up_to(DAYS_OF_MONTH)),
        day: day.unwrap_or(up_to(DAY)),
        efficiency: efficiency.unwrap_or(up_to(1.0)),
    }
}

/// Working time for one unit at the annual volume.
pub(super) fn takt(world: &World<'_>, working: &Working, trace: &mut Trace) -> Known<Bounds> {
    let (year, volume) = both(working.year(), Production::at(world, 0).annual_volume(trace))?;
    derived([year, volume], "s", |[year, volume]| none_of([year], line::takt_time(year, volume)))
}

/// Takt less what effectiveness and target yield cost.
pub(super) fn allowed(world: &World<'_>, working: &Working, trace: &mut Trace) -> Known<Bounds> {
    let (takt, target) = (takt(world, working, trace), Production::at(world, 0).target_yield(trace));
    let (takt, target) = both(takt, target)?;
    derived([takt, working.efficiency, target], "s", |[takt, efficiency, target]| {
        none_of([takt, efficiency, target], line::allowed_station_time(takt, efficiency, target))
    })
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

    /// The plans by which lots are sampled for leaks. One that cannot be read is asked about where no other can.
    fn leak_plans(self, trace: &mut Trace) -> Known<Vec<Plan>> {
        let (mut plans, mut unread) = (Vec::new(), Vec::new());
        let stated = self.given().into_iter().flat_map(|given| elements(&given.sampling)).enumerate();
        for (number, (sampling, element)) in stated {
            let leaks = matches!(sampling.kind.get(), Some(TestKind::Leak | TestKind::Ingress));
            // A kind without its plan is not stated yet; what is not stated is not sampled.
            let Some(text) = sampling.plan.get().filter(|_| leaks) else { continue };
            match Plan::read(text) {
                Some(plan) => {
                    trace.given(element.span());
                    plans.push(plan);
                }
                None => unread.push(number),
            }
        }
        if !plans.is_empty() || unread.is_empty() {
            return Ok(plans);
        }
        trace.unknown_with(unread.into_iter().map(|number| format!("production.sampling.{number}.plan")), Err(Lack::Unknown))
    }

    /// For lots of the sizes that one order may be: the share of leaking units at which one in ten still passes.
    fn kept_out(self, trace: &mut Trace) -> Known<Vec<(u64, f64)>> {
        let plans = self.leak_plans(trace)?;
        if plans.is_empty() {
            return Err(Lack::RuledOut);
        }
        // No more units are drawn than there are.
        let drawn = plans.iter().map(|plan| u64::from(plan.sample())).max().unwrap_or(0).max(2);
        let order = self.order_quantity(trace).ok().and_then(|order| Some((whole(order.low)?, whole(order.high)?)));
        let (least, most) = order.map_or((drawn, u64::MAX), |(low, high)| (drawn.max(low.into()), drawn.max(high.into())));
        // Of several plans the sharpest one decides whether a lot goes out.
        let sharpest = |lot: u64| plans.iter().filter_map(|plan| plan.limiting_quality(lot)).reduce(f64::min);
        Ok(lots_between(least, most).filter_map(|lot| Some((lot, sharpest(lot)?))).collect())
    }

    /// The longest path of the plan with each task at one end of the time that it still takes, and the ids of the tasks; needs
    /// the time of each.
    fn plan(self, end: fn(&Bounds) -> f64, trace: &mut Trace) -> Known<(CriticalPath, Vec<&'w str>)> {
        let plan = self.given().map(|production| &production.plan).filter(|plan| plan.is_given());
        let Some(plan) = plan else { return trace.unknown(|| "production.plan".to_owned()) };
        let names: Vec<&str> = elements(plan).map(|(task, _)| task.task.get().map_or("", |id| id)).collect();
        let activities: Vec<Known<Activity>> =
            elements(plan).zip(&names).map(|((task, _), name)| activity(task, name, &names, end, trace)).collect();
        match critical_path(&activities.into_iter().collect::<Known<Vec<_>>>()?) {
            Ok(path) => Ok((path, names)),
            // Tasks that wait for each other have no longest path.
            Err(_) => trace.unknown(|| "production.plan".to_owned()),
        }
    }
}

/// A task as a node of the network.
fn activity(task: &Task, name: &str, names: &[&str], end: fn(&Bounds) -> f64, trace: &mut Trace) -> Known<Activity> {
    let left = Coming::task(task).time_left(trace, |key| format!("production.plan.{name}.{key}"))?;
    let duration = end(&left);
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
        let given = self.quantity("lifetime_volume", |given| &given.lifetime_volume, trace);
        if given.is_ok() {
            return given;
        }
        // What is made in a year or for one order is made over the life as well.
        let off = &mut Trace::off();
        let least = match (self.annual_volume(off), self.order_quantity(off)) {
            (Err(_), Err(_)) => return given,
            (Ok(year), Ok(order)) if order.low > year.low => self.order_quantity(trace)?,
            (Ok(_), _) => self.annual_volume(trace)?,
            (Err(_), Ok(_)) => self.order_quantity(trace)?,
        };
        Ok(Bounds { high: f64::INFINITY, ..least })
    }

    fn target_yield(self, trace: &mut Trace) -> Known<Bounds> {
        let given = self.quantity("target_yield", |given| &given.target_yield, trace);
        Ok(given.unwrap_or(Bounds::between(0.0, 1.0, find_unit("%"))))
    }

    fn target_unit_cost(self, trace: &mut Trace) -> Known<Bounds> {
        self.quantity("target_unit_cost", |given| &given.target_unit_cost, trace)
    }

    fn launch_in(self, trace: &mut Trace) -> Known<Bounds> {
        let Some((day, today)) = self.given().and_then(|given| given.launch.get()).zip(self.world.today) else {
            return self.quantity("launch_in", |given| &given.launch_in, trace);
        };
        trace.given_at(self.given().map_or_else(Span::default, |given| given.launch.span()), || "production.launch".to_owned());
        let days = days_of(day).map(|launch| (launch - today) as f64);
        given::in_unit(days.map(|days| days * DAY), "weeks")
    }

    fn sampled(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let plans = self.given().into_iter().flat_map(|given| elements(&given.sampling));
        let stated = plans.filter(|(sampling, _)| sampling.plan.get().is_some_and(|plan| Plan::read(plan).is_some()));
        let kinds = stated.filter_map(|(sampling, element)| {
            trace.given(element.span());
            sampling.kind.get().map(|kind| Word::from(kind.word()))
        });
        Ok(kinds.collect())
    }

    fn leaks_sampled(self, trace: &mut Trace) -> Known<bool> {
        self.leak_plans(trace).map(|plans| !plans.is_empty())
    }

    fn leak_limiting_quality(self, trace: &mut Trace) -> Known<Bounds> {
        let kept = self.kept_out(trace)?.into_iter().map(|(_, share)| (share, share));
        spanned(kept)
    }

    fn leak_limit(self, trace: &mut Trace) -> Known<Bounds> {
        let limit = |(lot, share): (u64, f64)| match general_limit(share, lot) {
            _ if share <= 0.0 => (0.0, 0.0),
            Some(limit) => (limit, limit),
            None => (PREFERRED_AQLS[PREFERRED_AQLS.len() - 1], f64::INFINITY),
        };
        spanned(self.kept_out(trace)?.into_iter().map(limit))
    }

    fn planned(self, trace: &mut Trace) -> Known<bool> {
        match self.given().map(|production| &production.plan).filter(|plan| plan.is_given()) {
            Some(plan) => Ok(elements(plan).next().is_some()),
            None => trace.unknown(|| "production.plan".to_owned()),
        }
    }

    fn plan_time(self, trace: &mut Trace) -> Known<Bounds> {
        let longest = self.plan(|left| left.high, trace)?.0.duration;
        let shortest = self.plan(|left| left.low, &mut Trace::off())?.0.duration;
        Ok(Bounds::between(shortest, longest, find_unit("weeks")))
    }

    fn critical_tasks(self, trace: &mut Trace) -> Known<Rc<[Word]>> {
        let (path, names) = self.plan(|left| left.high, trace)?;
        Ok(path.path.iter().map(|task| Word::from(names[*task])).collect())
    }

    fn takt(self, trace: &mut Trace) -> Known<Bounds> {
        let working = working(self.world, trace);
        takt(self.world, &working, trace)
    }

    fn allowed_station_time(self, trace: &mut Trace) -> Known<Bounds> {
        let working = working(self.world, trace);
        allowed(self.world, &working, trace)
    }
}

/// The least and the most of shares of which each lies between two ends.
fn spanned(ends: impl Iterator<Item = (f64, f64)>) -> Known<Bounds> {
    let all = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    all.map(|(least, most)| Bounds::between(least, most, find_unit("%"))).ok_or(Lack::Unknown)
}

/// A time that is a product of these factors: none if one of them is none, where the formula has no value.
fn none_of<const N: usize>(factors: [f64; N], time: Option<f64>) -> Option<f64> {
    if factors.contains(&0.0) { Some(0.0) } else { time }
}
