//! Facts of dimensions.

use super::given::{answer, answer_or_no, elements, field, quantity};
use super::typed::{Dimension, List, Measurement, Part, Records, Thing, methods};
use super::{Known, Lack, Trace, makes};
use crate::design::{Dimensioned, Tolerance};
use crate::knowledge::Table;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::{FactId, dimension_facts, figure};
use crate::world::views::DimensionView;
use crate::yaml::TextOr;

/// A process that adds a coat thick enough to spoil a fit.
const THICKENS: FactId = figure(Table::Process, "thickens");

dimension_facts!(methods);

impl<'w> Dimension<'w> {
    fn view(self) -> &'w DimensionView<'w> {
        &self.world.dimensions[self.index]
    }

    /// The semantic path of one of its keys.
    fn path(self, key: &str) -> String {
        format!("{}.{key}", self.world.path(self.item()))
    }

    /// Its name as stacks and measurements refer to it.
    fn name(self) -> String {
        format!("{}.{}", self.world.parts[self.view().part].id, self.view().id)
    }
}

impl<'w> Facts<'w> for Dimension<'w> {
    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn nominal(self, trace: &mut Trace) -> Known<Bounds> {
        quantity(&self.view().dimension.nominal, trace, || self.path("nominal"))
    }

    fn tolerance(self, trace: &mut Trace) -> Known<Bounds> {
        let given = field(&self.view().dimension.tolerance, trace, || self.path("tolerance"));
        given.map(|tolerance| Bounds::exact(Tolerance::half_width(tolerance), find_unit("mm"))).ok_or(Lack::Unknown)
    }

    fn toleranced(self, _: &mut Trace) -> Known<bool> {
        Ok(self.view().dimension.tolerance.is_given())
    }

    fn critical(self, trace: &mut Trace) -> Known<bool> {
        Ok(answer_or_no(&self.view().dimension.critical, trace, || self.path("critical")))
    }

    fn crosses_parting(self, trace: &mut Trace) -> Known<bool> {
        Ok(answer_or_no(&self.view().dimension.crosses_parting, trace, || self.path("crosses_parting")))
    }

    fn after_finish(self, trace: &mut Trace) -> Known<bool> {
        answer(&self.view().dimension.after_finish, trace, || self.path("after_finish"))
    }

    fn built_up(self, trace: &mut Trace) -> Known<bool> {
        let part = Part::at(self.world, self.view().part);
        if makes::went_through(part, THICKENS, trace)? || makes::plated(part, trace)? {
            return Ok(true);
        }
        let finish = &self.world.parts[part.index].part.finish;
        field(finish, trace, || format!("{}.finish", self.world.path(part.item()))).map(|_| false).ok_or(Lack::Unknown)
    }

    fn in_stack(self, _: &mut Trace) -> Known<bool> {
        let name = self.name();
        let is_it = |side: Option<&TextOr<Box<str>, Dimensioned>>| matches!(side, Some(TextOr::Text(text)) if **text == *name);
        Ok(self.world.stacks.iter().any(|stack| {
            let linked = elements(&stack.given.chain).any(|(link, _)| is_it(link.plus.get()) || is_it(link.minus.get()));
            let variables = stack.given.variables.get().map_or(&[][..], |variables| variables);
            linked || variables.iter().any(|variable| is_it(variable.value.as_ref()))
        }))
    }

    fn general_tolerance(self, trace: &mut Trace) -> Known<Bounds> {
        super::tolerance::general(self, trace)
    }

    fn measurements(self, _: &mut Trace) -> Known<List<Measurement<'w>>> {
        let (world, name) = (self.world, self.name());
        let of_it = |study: &usize| world.measurements[*study].given.of.get().is_some_and(|of| **of == *name);
        let studies = (0..world.measurements.len()).filter(|study| of_it(study) && world.counts_study(*study));
        Ok(studies.map(|study| Measurement::at(world, study)).collect())
    }

    fn all_measurements(self, trace: &mut Trace) -> Known<Records<Measurement<'w>>> {
        let things = self.measurements(trace)?;
        Ok(super::evidence::records(self.world, "measurements", things, trace))
    }
}
