//! Which dimensions of a part the fit of what the case protects hangs on, as far as the design says so.

use crate::design::{Dimensioned, Quantity};
use crate::world::World;
use crate::world::given::elements;
use crate::world::views::DimensionView;
use crate::yaml::{Field, TextOr};

/// What a length in a stack and the size of the device may differ by and be the same, as a share: a data sheet rounds to a millimeter.
const SAME: f64 = 0.01;

/// Whether a dimension meets the device: it is one of the hollow of its part, or stands in a stack with a length of the device.
pub(crate) fn meets_device(world: &World<'_>, dimension: usize) -> bool {
    is_of_hollow(world, dimension) || stacked_with_device(world, dimension)
}

fn is_of_hollow(world: &World<'_>, dimension: usize) -> bool {
    let view = &world.dimensions[dimension];
    let Some(nominal) = view.dimension.nominal.get().map(Quantity::si) else { return false };
    elements(&world.parts[view.part].part.cavity).any(|(length, _)| is_same(nominal, length.si()))
}

fn stacked_with_device(world: &World<'_>, dimension: usize) -> bool {
    world.stacks.iter().any(|stack| {
        let sides = elements(&stack.given.chain).flat_map(|(link, _)| [&link.plus, &link.minus]).filter_map(Field::get);
        let variables = stack
            .given
            .variables
            .get()
            .into_iter()
            .flat_map(|variables| variables.iter())
            .filter_map(|variable| variable.value.as_ref());
        let lengths: Vec<&TextOr<Box<str>, Dimensioned>> = sides.chain(variables).collect();
        lengths.iter().any(|length| matches!(length, TextOr::Text(name) if is_as(world, dimension, name)))
            && lengths.iter().any(|length| is_of_device(world, length))
    })
}

/// Whether a dimension is the one of this name, or the same one of a part that is made like that.
fn is_as(world: &World<'_>, dimension: usize, name: &str) -> bool {
    let view = &world.dimensions[dimension];
    let Some((part, id)) = name.split_once('.').filter(|(_, id)| *id == view.id) else { return false };
    let named = world.dimensions.iter().find(|other| other.id == id && world.parts[other.part].id == part);
    let nominal = |view: &DimensionView<'_>| view.dimension.nominal.get().map(Quantity::si);
    named.is_some_and(|named| nominal(named).is_some() && nominal(named) == nominal(view))
}

/// Whether a length of its own is one of the device: what is no part of the case has no dimension to name.
fn is_of_device(world: &World<'_>, length: &TextOr<Box<str>, Dimensioned>) -> bool {
    let TextOr::Long(own) = length else { return false };
    let device = world.spec.design.get().and_then(|about| about.protects.get()).map(|device| &device.size);
    let nominal = own.nominal.get().map(Quantity::si);
    nominal.zip(device).is_some_and(|(nominal, size)| elements(size).any(|(length, _)| is_same(nominal, length.si())))
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * other.abs()
}
