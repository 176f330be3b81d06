//! Facts of materials where they are used.

use super::color;
use super::state::{self, Spot};
use super::typed::{Material, Part, Records, Test, Thing, Use, methods};
use super::{Known, Trace, Word};
use crate::design::{Appearance, Side};
use crate::knowledge::State;
use crate::vocabulary::use_facts;
use crate::world::contact::strain;
use crate::world::views::UseView;

use_facts!(methods);

impl Use<'_> {
    fn spot(self) -> Spot {
        Spot { part: self.view().part, layer: self.view().layer }
    }

    fn view(self) -> UseView {
        self.world.uses[self.index]
    }
}

impl<'w> Facts<'w> for Use<'w> {
    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        state::trace_use(self.world, self.index, trace);
        Ok(Material::at(self.world, self.view().material))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn outside(self, _: &mut Trace) -> Known<bool> {
        let used = self.view();
        let part = self.world.parts[used.part].part;
        let hidden = part.appearance.get() == Some(&Appearance::Hidden) || part.location.get() == Some(&Side::Inside);
        Ok(!hidden && used.layer.is_none_or(|layer| self.world.layers[layer].number == 0))
    }

    fn color(self, trace: &mut Trace) -> Known<Word> {
        color::color(self.world, self.spot(), trace)
    }

    fn tone(self, trace: &mut Trace) -> Known<Word> {
        color::tone(self.world, self.spot(), trace)
    }

    fn dark(self, trace: &mut Trace) -> Known<bool> {
        let spot = self.view().spot();
        let (holds, open) = state::at(self.world, spot);
        if open.has(State::Dark) {
            return trace.unknown(|| state::field(self.world, spot, State::Dark));
        }
        state::trace(self.world, spot, trace);
        Ok(holds.has(State::Dark))
    }

    fn strained(self, trace: &mut Trace) -> Known<bool> {
        let (world, part) = (self.world, self.view().part);
        if strain::anywhere(world, part) == Some(true) {
            return Ok(true);
        }
        match world.block_of_joints().map(str::to_owned).or_else(|| strain::open_key(world, part)) {
            Some(key) => trace.unknown(|| key),
            None => Ok(false),
        }
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        super::evidence::tests_of(self.world, self.world.parts[self.view().part].id, trace)
    }
}
