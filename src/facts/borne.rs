//! What a part or joint bears: which load of the environment it is, and how much of it one piece takes.

use super::given::{amount, derived, known};
use super::typed::{Design, Environment, Thing as _};
use super::{Known, Lack, Trace, World, both};
use crate::design::{Bears, Borne};
use crate::formulas::load;
use crate::quantity::{Bounds, reaches};
use crate::yaml::Field;

/// The load on one piece: that of the environment by the pieces that take it at once. Where these are not given, `pieces` says
/// how many there may be.
pub(super) fn load_on_one<'w>(
    world: &'w World<'w>,
    bears: &'w Field<Bears>,
    pieces: impl FnOnce(&mut Trace) -> Known<Bounds>,
    trace: &mut Trace,
    path: impl Fn(&str) -> String,
) -> Known<Bounds> {
    let Some(given) = bears.get() else { return trace.unknown(|| path("bears")) };
    let which = known(&given.load, trace, || path("bears.load")).copied();
    let whole = which.and_then(|which| whole(world, which, trace));
    let pieces = if given.at_once.is_given() {
        amount(&given.at_once, trace, || path("bears.at_once"))
    } else {
        let pieces = pieces(trace);
        if pieces.is_ok_and(|pieces| !pieces.is_exact()) {
            trace.need::<()>(|| path("bears.at_once"));
        }
        pieces
    };
    let (whole, pieces) = both(whole, pieces)?;
    derived([whole, pieces], "N", |[whole, pieces]| load::shared(whole, pieces))
}

/// Whether a rating is the load that is borne or more, but for rounding.
pub(super) fn is_rated_for(rated: Known<Bounds>, load: Known<Bounds>) -> Known<bool> {
    let (rated, load) = both(rated, load)?;
    match (reaches(&rated.lower(), &load.upper()), reaches(&rated.upper(), &load.lower())) {
        (true, _) => Ok(true),
        (_, false) => Ok(false),
        _ => Err(Lack::Unknown),
    }
}

/// The whole of a load. What hangs from a handle is at least what the case is there to carry.
fn whole<'w>(world: &'w World<'w>, which: Borne, trace: &mut Trace) -> Known<Bounds> {
    let environment = Environment::at(world, 0);
    match which {
        Borne::Crush => environment.crush_load(trace),
        Borne::Stack => environment.stack_load(trace),
        Borne::Carry => match environment.carry_load(trace) {
            Err(Lack::Unknown) => {
                let weight = Design::at(world, 0).device_weight(trace)?;
                Ok(Bounds::between(weight.low, f64::INFINITY, weight.unit))
            }
            told => told,
        },
    }
}
