//! What holds a case closed.

use super::super::figures::{ZIPPER, holds};
use super::super::{given, whole};
use super::{Joint, Known, Thing, Trace};
use crate::design::Side;
use crate::world::views::PartView;

impl Joint<'_> {
    /// Whether it holds the whole case closed: as it says, not where one of its parts lies inside, and where nothing else of the case
    /// opens and one of its parts goes around the device.
    pub(super) fn holds_closed(self, trace: &mut Trace) -> Known<bool> {
        let inside = self.joined().find(|part| self.world.parts[part.index].part.location.get() == Some(&Side::Inside));
        if let Some(part) = inside.filter(|_| !self.given().closes.is_given()) {
            let view = &self.world.parts[part.index];
            trace.given_at(view.part.location.span(), || format!("parts.{}.location", view.id));
            return Ok(false);
        }
        if !self.given().closes.is_given() && self.alone_opens() && self.joined().any(|part| whole::spans_device(part, trace)) {
            return Ok(true);
        }
        given::known(&self.given().closes, trace, || self.field("closes")).copied()
    }

    /// Whether nothing else of the case is opened again and again: no other joint, and no zipper.
    fn alone_opens(self) -> bool {
        let others = (0..self.world.joints.len()).filter(|joint| *joint != self.index);
        let opens = |joint: usize| Joint::at(self.world, joint).repeated(&mut Trace::off()) != Ok(false);
        let zips = |part: &PartView<'_>| part.material.is_some_and(|material| holds(self.world, ZIPPER, material));
        !others.into_iter().any(opens) && !self.world.parts.iter().any(zips)
    }
}
