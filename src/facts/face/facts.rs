//! Facts of faces.

use super::super::pair::Fit;
use super::super::typed::{Face, Material, Part, Test, Thing, methods};
use super::super::{Known, Lack, Trace, Word, evidence, given, joint, pair, state};
use super::rated::{left_over, pair};
use super::{FaceView, Place, treated};
use crate::quantity::Bounds;
use crate::vocabulary::face_facts;

face_facts!(methods);

impl<'w> Face<'w> {
    fn view(self) -> &'w FaceView {
        &self.world.faces[self.index]
    }

    /// The row that decides, if any does, once it is known on which side of the part it is.
    fn fit(self, trace: &mut Trace) -> Known<Option<Fit>> {
        if self.view().unclear {
            return trace.unknown(|| self.view().side_path(self.world));
        }
        Ok(pair(self.world, self.view()))
    }

    /// The row that decides, or the need for it.
    fn known_fit(self, trace: &mut Trace) -> Known<Fit> {
        self.fit(trace)?.map_or_else(|| trace.unknown(|| self.view().pair_path(self.world)), Ok)
    }
}

impl<'w> Facts<'w> for Face<'w> {
    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let face = self.view();
        if face.unclear {
            return trace.unknown(|| face.side_path(self.world));
        }
        trace.given(face.substrate_span(self.world));
        Ok(Material::at(self.world, face.material))
    }

    fn adhesive(self, trace: &mut Trace) -> Known<Material<'w>> {
        trace.given(self.view().span(self.world));
        Ok(Material::at(self.world, self.view().adhesive))
    }

    fn part(self, _: &mut Trace) -> Known<Part<'w>> {
        Ok(Part::at(self.world, self.view().part))
    }

    fn in_joint(self, _: &mut Trace) -> Known<bool> {
        Ok(matches!(self.view().place, Place::Joint(_)))
    }

    fn treated(self, trace: &mut Trace) -> Known<bool> {
        Ok(treated(self.world, self.view(), trace))
    }

    fn rating(self, trace: &mut Trace) -> Known<Word> {
        let (world, face) = (self.world, self.view());
        let fit = self.known_fit(trace)?;
        face.trace(world, trace);
        if pair::names_state(fit.pair()) {
            state::trace(world, face.spot, trace);
        }
        pair::rating(&fit, trace, |state| face.open_field(world, state))
    }

    fn rated(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.fit(trace)?.is_some())
    }

    fn stated(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.fit(trace)?.is_some_and(|fit| pair::names_state(fit.pair())))
    }

    fn left_over(self, trace: &mut Trace) -> Known<bool> {
        let left = left_over(self.world, self.view());
        Ok(self.fit(trace)?.is_some_and(|fit| left.contains(&fit)))
    }

    fn failure_mode(self, trace: &mut Trace) -> Known<Word> {
        self.known_fit(trace).map(|fit| fit.pair().failure_mode.into())
    }

    fn reason(self, trace: &mut Trace) -> Known<Word> {
        self.known_fit(trace).map(|fit| fit.pair().why.into())
    }

    fn remedy(self, trace: &mut Trace) -> Known<Word> {
        self.known_fit(trace).map(|fit| pair::remedy(&fit, "another adhesive"))
    }

    fn tests(self, _: &mut Trace) -> Known<Vec<Test<'w>>> {
        Ok(match self.view().place {
            Place::Joint(joint) => joint::tests(self.world, joint),
            Place::Layer(_) | Place::Finish(_) => {
                let tests = evidence::tests_of(self.world, self.view().part);
                tests.into_iter().map(|test| Test::at(self.world, test.at())).collect()
            }
        })
    }

    fn area(self, trace: &mut Trace) -> Known<Bounds> {
        let Place::Joint(joint) = self.view().place else { return Err(Lack::RuledOut) };
        let view = &self.world.joints[joint];
        given::quantity(&view.joint.area, trace, || format!("joints.{}.area", view.id))
    }
}
