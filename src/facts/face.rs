//! Facts of faces.

use super::pair::Fit;
use super::typed::{Face, Joint, Material, Part, Records, Test, Thing, methods};
use super::{Known, Lack, Trace, Word, both, evidence, given, pair, state};
use crate::quantity::Bounds;
use crate::vocabulary::face_facts;
use crate::vocabulary::words::GOOD;
use crate::world::face::rated::{left_over, pair as rated};
use crate::world::face::{FaceView, Place, Sides, treated};

face_facts!(methods);

impl<'w> Face<'w> {
    fn view(self) -> &'w FaceView {
        &self.world.faces[self.index]
    }

    /// Both sides, once it is known on which side of the part it is; what is missing is asked for.
    fn sides(self, trace: &mut Trace) -> Known<Sides> {
        let (adhesive, material) = (self.adhesive(trace), self.material(trace));
        both(adhesive, material)?;
        self.view().sides().ok_or(Lack::Unknown)
    }

    /// The joint or part by which tests name it.
    fn of(self, trace: &mut Trace) -> Known<&'w str> {
        Ok(match self.view().place {
            Place::Joint(joint) => self.world.joints[joint].id,
            _ => self.world.parts[self.part(trace)?.index].id,
        })
    }

    /// The row that decides, if any does.
    fn fit(self, trace: &mut Trace) -> Known<Option<Fit>> {
        self.sides(trace)?;
        Ok(rated(self.world, self.view()))
    }

    /// The row that decides, or the need for it.
    fn known_fit(self, trace: &mut Trace) -> Known<Fit> {
        let sides = self.sides(trace)?;
        let fit = rated(self.world, self.view());
        fit.map_or_else(|| trace.unknown(|| FaceView::pair_path(&sides, self.world)), Ok)
    }
}

impl<'w> Facts<'w> for Face<'w> {
    fn material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let (world, face) = (self.world, self.view());
        if face.unclear {
            return trace.unknown(|| face.side_path(world));
        }
        let Some(material) = face.material else { return trace.unknown(|| face.substrate_path(world)) };
        trace.given_at(face.substrate_span(world), || face.substrate_path(world));
        if let Some(side) = face.side_span(world) {
            trace.given_at(side, || face.side_path(world));
        }
        Ok(Material::at(world, material))
    }

    fn adhesive(self, trace: &mut Trace) -> Known<Material<'w>> {
        let (world, face) = (self.world, self.view());
        let Some(adhesive) = face.adhesive else { return trace.unknown(|| face.adhesive_path(world)) };
        trace.given_at(face.span(world), || face.adhesive_path(world));
        Ok(Material::at(world, adhesive))
    }

    fn part(self, trace: &mut Trace) -> Known<Part<'w>> {
        let Some(spot) = self.view().spot else { return trace.unknown(|| self.view().substrate_path(self.world)) };
        Ok(Part::at(self.world, spot.part))
    }

    fn in_joint(self, _: &mut Trace) -> Known<bool> {
        Ok(matches!(self.view().place, Place::Joint(_)))
    }

    fn joint(self, _: &mut Trace) -> Known<Joint<'w>> {
        match self.view().place {
            Place::Joint(joint) => Ok(Joint::at(self.world, joint)),
            _ => Err(Lack::RuledOut),
        }
    }

    fn treated(self, trace: &mut Trace) -> Known<bool> {
        Ok(treated(self.world, self.view(), trace))
    }

    fn cleaned(self, trace: &mut Trace) -> Known<bool> {
        Ok(self.view().cleaned(self.world, trace))
    }

    fn rating(self, trace: &mut Trace) -> Known<Word> {
        let (world, face) = (self.world, self.view());
        let Sides { spot, material, adhesive } = self.sides(trace)?;
        if self.known_fit(&mut Trace::off()).is_err() && evidence::held(world, self.of(trace)?, trace) {
            return Ok(GOOD.into());
        }
        let fit = self.known_fit(trace)?;
        if pair::names_state(fit.pair()) {
            state::trace(world, spot, trace);
        }
        pair::rating(&fit, (world, [material, adhesive]), trace, |state| face.open_field(spot, world, state))
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

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        evidence::tests_of(self.world, self.of(trace)?, trace)
    }

    fn condition_shown(self, trace: &mut Trace) -> Known<bool> {
        let remedy = self.remedy(trace)?;
        let part = self.part(trace)?.index;
        let mut of = vec![self.world.parts[part].id];
        if let Place::Joint(joint) = self.view().place {
            of.push(self.world.joints[joint].id);
        }
        evidence::shown_under(self.world, &of, &remedy, trace)
    }

    fn area(self, trace: &mut Trace) -> Known<Bounds> {
        let Place::Joint(joint) = self.view().place else { return Err(Lack::RuledOut) };
        let view = &self.world.joints[joint];
        given::quantity(&view.joint.area, trace, || format!("joints.{}.area", view.id))
    }
}
