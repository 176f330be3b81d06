//! Where a part lies in the case, and what it meets there.

use crate::design::Side;
use crate::facts::given::field;
use crate::facts::typed::Part;
use crate::facts::{Known, Lack, Trace};
use crate::world::pair::ROWS;

/// Whether it does not face what is protected. The first layer of a laminate is its outside; a sheet of one layer may be a face or a
/// lining.
pub(super) fn faces_outward(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let location = &part.given().location;
    if !location.is_given() && part.world.parts[part.index].layers.len() > 1 {
        return Ok(true);
    }
    field(location, trace, || part.path("location")).map(|side| *side == Side::Outside).ok_or(Lack::Unknown)
}

/// Whether a part touches something of which the tables know nothing: what that is is asked for. A row is of the tables; what a
/// design can say of the pair is a test of it.
pub(super) fn unrated(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let needs = &part.world.unrated[part.index];
    if needs.iter().any(|need| need.starts_with(ROWS)) && !part.world.nothing_done("tests") {
        trace.need::<()>(|| "evidence.tests".to_owned());
    }
    trace.unknown_with(needs.iter().cloned(), Ok(false))
}
