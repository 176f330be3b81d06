//! What has to come before the launch: tools, bought parts, tasks of the plan. How long each still takes.

use super::given::{amount, quantity};
use super::{Known, Trace};
use crate::design::{Duration, Part, Progress, Quantity, Task, Tool};
use crate::quantity::{Bounds, find_unit};
use crate::yaml::Field;

/// Something that has to come: how long it takes as a whole, how far it is, and how long it still takes.
pub(super) struct Coming<'w> {
    whole: (&'static str, &'w Field<Quantity<Duration>>),
    status: &'w Field<Progress>,
    left: &'w Field<Quantity<Duration>>,
}

impl<'w> Coming<'w> {
    /// The delivery of a bought part.
    pub(super) fn part(part: &'w Part) -> Self {
        Self { whole: ("lead_time", &part.lead_time), status: &part.status, left: &part.left }
    }

    /// A tool.
    pub(super) fn tool(tool: &'w Tool) -> Self {
        Self { whole: ("lead_time", &tool.lead_time), status: &tool.status, left: &tool.left }
    }

    /// A task of the plan.
    pub(super) fn task(task: &'w Task) -> Self {
        Self { whole: ("time", &task.time), status: &task.status, left: &task.left }
    }

    /// The one field that says how long it still takes, if one does.
    fn single(&self) -> Option<(&'static str, &'w Field<Quantity<Duration>>)> {
        match self.status.get() {
            _ if self.left.is_given() => Some(("left", self.left)),
            None | Some(Progress::Planned) => Some(self.whole),
            Some(Progress::Ordered | Progress::Done) => None,
        }
    }

    /// How long it still takes, as the value of a fact, which is then that of a single field where one says it.
    pub(super) fn field(&self, trace: &mut Trace, path: impl Fn(&str) -> String) -> Known<Bounds> {
        match self.single() {
            Some((key, field)) => quantity(field, trace, || path(key)),
            None => self.time_left(trace, path),
        }
    }

    /// How long it still takes. What is ordered takes no longer than as a whole, and needs to be told closer.
    pub(super) fn time_left(&self, trace: &mut Trace, path: impl Fn(&str) -> String) -> Known<Bounds> {
        if let Some((key, field)) = self.single() {
            return amount(field, trace, || path(key));
        }
        trace.given_at(self.status.span(), || path("status"));
        if self.status.get() == Some(&Progress::Done) {
            return Ok(Bounds::exact(0.0, find_unit("weeks")));
        }
        trace.need::<()>(|| path("left"));
        let (key, field) = self.whole;
        amount(field, trace, || path(key)).map(|whole| Bounds { low: 0.0, ..whole })
    }
}
