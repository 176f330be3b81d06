//! Facts of waivers. What one does is known when the other checks are judged.

use super::typed::{Waiver, methods};
use super::{Item, Kind, Known, Lack, Trace, Word};
use crate::design::days_of;
use crate::quantity::{Bounds, find_unit};
use crate::vocabulary::waiver_facts;
use crate::world::project::WaiverView;
use crate::yaml::Field;

waiver_facts!(methods);

/// Seconds of a day.
const DAY: f64 = 86_400.0;

impl<'w> Waiver<'w> {
    fn view(self) -> Option<&'w WaiverView> {
        self.world.accepted.get()?.get(self.index)
    }

    /// A text of the waiver with its place; ruled out where it is not given.
    fn text(self, field: impl Fn(&'w WaiverView) -> &'w Field<Box<str>>, trace: &mut Trace) -> Known<Word> {
        let field = field(self.view().ok_or(Lack::Unknown)?);
        let text = field.get().ok_or(Lack::RuledOut)?;
        trace.given(field.span());
        Ok((&**text).into())
    }
}

impl<'w> Facts<'w> for Waiver<'w> {
    fn check(self, trace: &mut Trace) -> Known<Word> {
        let view = self.view().ok_or(Lack::Unknown)?;
        trace.given(view.span);
        Ok((&*view.check).into())
    }

    fn place(self, trace: &mut Trace) -> Known<Word> {
        match self.text(|view| &view.waiver.at, trace) {
            Err(Lack::RuledOut) => Ok(self.world.name(Item::new(Kind::Design, 0)).into()),
            other => other,
        }
    }

    fn condition(self, trace: &mut Trace) -> Known<Word> {
        self.text(|view| &view.waiver.while_, trace)
    }

    fn owner(self, trace: &mut Trace) -> Known<Word> {
        self.text(|view| &view.waiver.owner, trace)
    }

    fn until(self, trace: &mut Trace) -> Known<Word> {
        self.text(|view| &view.waiver.until, trace)
    }

    fn left(self, trace: &mut Trace) -> Known<Bounds> {
        let until = self.until(trace)?;
        // Without a day of the run there is nothing to count from.
        let (until, today) = days_of(&until).zip(self.world.today).ok_or(Lack::RuledOut)?;
        Ok(Bounds::exact((until - today) as f64 * DAY, find_unit("d")))
    }

    fn state(self, trace: &mut Trace) -> Known<Word> {
        let view = self.view().ok_or(Lack::Unknown)?;
        trace.given(view.span);
        Ok(view.state.word().into())
    }

    fn fault(self, trace: &mut Trace) -> Known<Word> {
        let fault = self.view().and_then(|view| view.fault.as_ref()).ok_or(Lack::RuledOut)?;
        trace.given(fault.0);
        Ok((&*fault.1).into())
    }
}
