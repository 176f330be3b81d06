//! Where a part lies in the case.

use crate::design::Side;
use crate::facts::given::field;
use crate::facts::typed::Part;
use crate::facts::{Known, Lack, Trace};

/// Whether it does not face what is protected. The first layer of a laminate is its outside; a sheet of one layer may be a face or a
/// lining.
pub(super) fn faces_outward(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let location = &part.given().location;
    if !location.is_given() && part.world.parts[part.index].layers.len() > 1 {
        return Ok(true);
    }
    field(location, trace, || part.path("location")).map(|side| *side == Side::Outside).ok_or(Lack::Unknown)
}
