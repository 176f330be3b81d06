//! Facts of joints.

mod closing;
mod fastening;
mod gasket;
mod materials;
mod pairs;
mod sequence;
mod sheets;
mod snap;

use std::rc::Rc;

use super::evidence;
use super::figures::{COATED, SKIN, ZIPPER, holds};
use super::given::{self, elements};
use super::pair;
use super::part::wall::Extreme;
use super::state;
use super::typed::{Joint, Material, Method, Part, Records, Step, Test, Thing, methods};
use super::{Known, Lack, Trace, Word, World, both};
use crate::design::{Sort, TestKind};
use crate::formulas::{fastener, seal, sewing};
use crate::quantity::Bounds;
use crate::vocabulary::words::GOOD;
use crate::vocabulary::{End, joint_facts};
use crate::world::sequence::makers;
use crate::world::shown::Target;
use crate::world::views::JointView;
use crate::yaml::Field;

pub(crate) use fastening::names_fastener;
pub(super) use fastening::{boss_needed, may_be_screwed_into, screwed_by, threaded};

joint_facts!(methods);

impl<'w> Joint<'w> {
    fn view(self) -> &'w JointView<'w> {
        &self.world.joints[self.index]
    }

    fn given(self) -> &'w crate::design::Joint {
        self.view().joint
    }

    /// The semantic path of one of its fields.
    fn field(self, name: &str) -> String {
        format!("joints.{}.{name}", self.view().id)
    }

    /// The parts it joins.
    fn joined(self) -> impl Iterator<Item = Part<'w>> {
        self.view().parts.iter().map(move |part| Part::at(self.world, *part))
    }

    /// Joined parts of which nothing says what they are made of.
    fn blank_parts(self) -> impl Iterator<Item = usize> {
        let parts = self.view().parts.iter().copied();
        parts.filter(move |part| !self.world.unsaid_material(*part).is_empty())
    }

    /// The materials of joined parts that are missing where one of them is looked for; the list of parts where all are there.
    fn unsaid_material<T>(self, trace: &mut Trace) -> Known<T> {
        let needs: Vec<String> = self.blank_parts().map(|part| format!("parts.{}.material", self.world.parts[part].id)).collect();
        if needs.is_empty() {
            return trace.unknown(|| self.field("between"));
        }
        trace.unknown_with(needs, Err(Lack::Unknown))
    }

    fn part_at(self, number: usize, trace: &mut Trace) -> Known<Part<'w>> {
        self.joined().nth(number).map_or_else(|| trace.unknown(|| self.field("between")), Ok)
    }
}

/// A quotient of two quantities that are both more than zero.
fn ratio(above: Known<Bounds>, below: Known<Bounds>) -> Known<Bounds> {
    let (above, below) = both(above, below)?;
    given::derived([above, below], "", |[above, below]| fastener::ratio_to_screw(above, below))
}

/// The facts that are each one field of the joint.
macro_rules! fields {
    ($($name:ident)*) => {$(
        fn $name(self, trace: &mut Trace) -> Known<Bounds> {
            given::quantity(&self.given().$name, trace, || self.field(stringify!($name)))
        }
    )*};
}

impl<'w> Facts<'w> for Joint<'w> {
    fields! {
        cycles seam_allowance stitch_length corner_radius hinge_thickness energy_director horn_distance diameter edge_distance
        pitch quantity peel interference
    }

    fn method(self, trace: &mut Trace) -> Known<Method<'w>> {
        given::known(&self.given().method, trace, || self.field("method"))?;
        if self.view().method != self.world.method_named(&self.given().method) {
            // It is another one by what it joins.
            self.trace_materials(trace);
        }
        self.view().method.map(|method| Method::at(self.world, method.into())).ok_or(Lack::Unknown)
    }

    fn parts(self, trace: &mut Trace) -> Known<Vec<Part<'w>>> {
        if !self.given().between.is_given() {
            return trace.unknown(|| self.field("between"));
        }
        Ok(self.joined().collect())
    }

    fn pieces(self, trace: &mut Trace) -> Known<Bounds> {
        let mut parts: Vec<usize> = self.parts(trace)?.into_iter().map(|part| part.index).collect();
        parts.sort_unstable();
        parts.dedup();
        let pieces = parts.into_iter().map(|part| Part::at(self.world, part).pieces(trace).map(|pieces| pieces.low));
        Ok(Bounds::exact(pieces.sum::<Known<f64>>()?, None))
    }

    fn a(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.part_at(0, trace)
    }

    fn b(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.part_at(1, trace)
    }

    fn other(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.part_of_another_material(trace)
    }

    fn melts(self, trace: &mut Trace) -> Known<bool> {
        self.enough_melts(trace)
    }

    fn unmelting(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.part_that_never_melts(trace)
    }

    fn arm(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.arm_part(trace)
    }

    fn glued(self, trace: &mut Trace) -> Known<bool> {
        match self.adhesive(trace) {
            Ok(_) => Ok(true),
            Err(Lack::RuledOut) => Ok(false),
            Err(Lack::Unknown) => Err(Lack::Unknown),
        }
    }

    fn adhesive(self, trace: &mut Trace) -> Known<Material<'w>> {
        self.adhesive_material(trace)
    }

    fn adhesive_of_method(self, trace: &mut Trace) -> Known<bool> {
        self.fits_method(trace)
    }

    fn pair_rating(self, trace: &mut Trace) -> Known<Word> {
        self.trace_materials(trace);
        if self.has_fit(&mut Trace::off()) == Ok(false) && evidence::held(self.world, self.view().id, trace) {
            return Ok(GOOD.into());
        }
        let fit = self.known_fit(trace)?;
        if let Some(bond) = self.unsaid_bond() {
            return trace.unknown(|| bond);
        }
        if pair::names_state(fit.pair()) {
            for part in self.deciding().into_iter().flatten() {
                state::trace(self.world, self.surface(part).0, trace);
            }
        }
        let parts = self.deciding().into_iter().flatten().filter_map(|part| self.surface(part).1);
        pair::rating(&fit, (self.world, parts.chain(self.view().adhesive)), trace, |state| self.open_field(state))
    }

    fn pair_a(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.deciding()[0].map_or_else(|| trace.unknown(|| self.field("between")), Ok)
    }

    fn pair_b(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.deciding()[1].map_or_else(|| trace.unknown(|| self.field("between")), Ok)
    }

    fn pair_reason(self, trace: &mut Trace) -> Known<Word> {
        self.known_fit(trace).map(|fit| fit.pair().why.into())
    }

    fn pair_remedy(self, trace: &mut Trace) -> Known<Word> {
        self.known_fit(trace).map(|fit| pair::remedy(&fit, "another material or method"))
    }

    fn pair_rated(self, trace: &mut Trace) -> Known<bool> {
        self.has_fit(trace)
    }

    fn overmolds(self, trace: &mut Trace) -> Known<bool> {
        self.bonds_as_melt(trace)
    }

    fn stiff(self, trace: &mut Trace) -> Known<bool> {
        Ok(!self.stiff_pairs(trace)?.is_empty())
    }

    fn bond_length(self, trace: &mut Trace) -> Known<Bounds> {
        self.longest_bond(trace)
    }

    fn mismatch_strain(self, trace: &mut Trace) -> Known<Bounds> {
        self.strain_of_growth(trace)
    }

    fn edge_shear(self, trace: &mut Trace) -> Known<Bounds> {
        self.shear_of_growth(trace)
    }

    fn interlock(self, trace: &mut Trace) -> Known<bool> {
        given::exception(&self.given().interlock, trace, || self.field("interlock"))
    }

    fn sealed(self, trace: &mut Trace) -> Known<bool> {
        given::answer(&self.given().sealed, trace, || self.field("sealed"))
    }

    fn isolated(self, trace: &mut Trace) -> Known<bool> {
        given::exception(&self.given().isolated, trace, || self.field("isolated"))
    }

    fn keyed(self, trace: &mut Trace) -> Known<bool> {
        given::known(&self.given().keyed, trace, || self.field("keyed")).copied()
    }

    fn closes(self, trace: &mut Trace) -> Known<bool> {
        self.holds_closed(trace)
    }

    fn says_keyed(self, trace: &mut Trace) -> Known<bool> {
        let keyed = &self.given().keyed;
        if keyed.is_given() {
            trace.given(keyed.span());
        }
        Ok(keyed.is_given())
    }

    fn strain(self, trace: &mut Trace) -> Known<Bounds> {
        self.snap_strain(trace)
    }

    fn held_strain(self, trace: &mut Trace) -> Known<Bounds> {
        self.strain_that_stays(trace)
    }

    fn bears(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().bears.is_given())
    }

    fn borne_load(self, trace: &mut Trace) -> Known<Bounds> {
        let pieces = |trace: &mut Trace| self.quantity(trace);
        super::borne::load_on_one(self.world, &self.given().bears, pieces, trace, |key| self.field(key))
    }

    fn pull_out(self, trace: &mut Trace) -> Known<Bounds> {
        self.screw_pull_out(trace)
    }

    fn beam_length(self, trace: &mut Trace) -> Known<Bounds> {
        self.beam(|beam| &beam.length, "length", trace)
    }

    fn beam_thickness(self, trace: &mut Trace) -> Known<Bounds> {
        self.beam(|beam| &beam.thickness, "thickness", trace)
    }

    fn beam_deflection(self, trace: &mut Trace) -> Known<Bounds> {
        self.beam(|beam| &beam.deflection, "deflection", trace)
    }

    fn opens(self, trace: &mut Trace) -> Known<bool> {
        if self.given().cycles.is_given() { self.repeated(trace) } else { Ok(false) }
    }

    fn repeated(self, trace: &mut Trace) -> Known<bool> {
        let cycles = given::known(&self.given().cycles, trace, || self.field("cycles"))?;
        let (low, high) = cycles.bounds();
        if (low > 1.0) == (high > 1.0) { Ok(low > 1.0) } else { trace.unknown(|| self.field("cycles")) }
    }

    fn life_tested(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Joint(self.index), TestKind::Life, trace)
    }

    fn groove_depth(self, trace: &mut Trace) -> Known<Bounds> {
        self.depth_of_groove(trace)
    }

    fn groove_room(self, trace: &mut Trace) -> Known<Bounds> {
        self.room_for_groove(trace)
    }

    fn squeeze(self, trace: &mut Trace) -> Known<Bounds> {
        self.nominal_squeeze(trace)
    }

    fn pressed(self, trace: &mut Trace) -> Known<bool> {
        self.is_pressed(trace)
    }

    fn squeeze_height(self, trace: &mut Trace) -> Known<Bounds> {
        let [section, depth] = self.section_and_depth(trace)?;
        given::derived([section.nominal, depth.nominal], "mm", |[section, depth]| Some(section - depth))
    }

    fn squeeze_min(self, trace: &mut Trace) -> Known<Bounds> {
        self.least_squeeze(trace)
    }

    fn squeeze_max(self, trace: &mut Trace) -> Known<Bounds> {
        self.most_squeeze(trace)
    }

    fn residual_squeeze(self, trace: &mut Trace) -> Known<Bounds> {
        self.squeeze_after_set(trace)
    }

    fn gasket(self, trace: &mut Trace) -> Known<Material<'w>> {
        self.gasket_material(trace)
    }

    fn zipper(self, trace: &mut Trace) -> Known<Material<'w>> {
        let world = self.world;
        let zipper = |part: &usize| world.parts[*part].material.filter(|material| holds(world, ZIPPER, *material));
        let found = self.view().parts.iter().find_map(|part| Some((*part, zipper(part)?)));
        let Some((part, material)) = found else { return self.unsaid_material(trace) };
        trace.given(world.parts[part].part.material.span());
        Ok(Material::at(world, material))
    }

    fn seal_low(self, trace: &mut Trace) -> Known<Bounds> {
        self.seal_end(End::Low, trace)
    }

    fn seal_high(self, trace: &mut Trace) -> Known<Bounds> {
        self.seal_end(End::High, trace)
    }

    fn fill(self, trace: &mut Trace) -> Known<Bounds> {
        self.groove_fill(trace)
    }

    fn stitches_per_length(self, trace: &mut Trace) -> Known<Bounds> {
        let length = self.stitch_length(trace)?;
        given::derived([length], "stitches/in", |[length]| sewing::stitches_per_length(length))
    }

    fn sews_coated(self, trace: &mut Trace) -> Known<bool> {
        let world = self.world;
        self.parts(trace)?;
        let coated = |material: usize, trace: &mut Trace| {
            let material = Material::at(world, material);
            [SKIN, COATED].into_iter().any(|flag| material.flag(flag, trace) == Ok(true))
        };
        let materials = self.view().parts.iter().flat_map(|part| {
            let part = &world.parts[*part];
            part.layers.iter().filter_map(|layer| world.layers[*layer].material).chain(part.material)
        });
        Ok(materials.into_iter().any(|material| coated(material, trace)))
    }

    fn thread(self, trace: &mut Trace) -> Known<Word> {
        given::known(&self.given().thread, trace, || self.field("thread")).map(|text| (&**text).into())
    }

    fn edge_to_diameter(self, trace: &mut Trace) -> Known<Bounds> {
        ratio(self.edge_distance(trace), self.diameter(trace))
    }

    fn pitch_to_diameter(self, trace: &mut Trace) -> Known<Bounds> {
        ratio(self.pitch(trace), self.diameter(trace))
    }

    fn names_adhesive(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().adhesive.is_given() || self.view().adhesive.is_some())
    }

    fn made(self, trace: &mut Trace) -> Known<bool> {
        if makers(self.world, self.index).next().is_some() { Ok(true) } else { trace.unknown(|| "assembly".to_owned()) }
    }

    fn made_by(self, _: &mut Trace) -> Known<Vec<Step<'w>>> {
        Ok(makers(self.world, self.index).map(|step| Step::at(self.world, step)).collect())
    }

    fn made_before_parts(self, trace: &mut Trace) -> Known<Bounds> {
        self.parts(trace)?;
        self.parts_not_there(trace)
    }

    fn enclosed_before(self, trace: &mut Trace) -> Known<bool> {
        self.parts(trace)?;
        self.is_enclosed_before(trace)
    }

    fn tests(self, trace: &mut Trace) -> Known<Records<Test<'w>>> {
        evidence::tests_of(self.world, self.view().id, trace)
    }

    fn peeled(self, trace: &mut Trace) -> Known<bool> {
        evidence::tested(self.world, Target::Joint(self.index), TestKind::Peel, trace)
    }

    fn condition_shown(self, trace: &mut Trace) -> Known<bool> {
        let remedy = self.pair_remedy(trace)?;
        evidence::shown_under(self.world, &[self.view().id], &remedy, trace)
    }

    fn preparation(self, _: &mut Trace) -> Known<Rc<[Word]>> {
        Ok(elements(&self.given().preparation).map(|(word, _)| (&**word).into()).collect())
    }

    fn hub(self, trace: &mut Trace) -> Known<Part<'w>> {
        self.hub_part(trace)
    }

    fn hub_diameter(self, trace: &mut Trace) -> Known<Bounds> {
        given::quantity(&self.given().hub_diameter, trace, || self.field("hub_diameter"))
    }

    fn hub_to_diameter(self, trace: &mut Trace) -> Known<Bounds> {
        ratio(self.hub_diameter(trace), self.diameter(trace))
    }

    fn boss_diameter(self, trace: &mut Trace) -> Known<Bounds> {
        self.own_bosses(trace)?.boss_diameter(trace)
    }

    fn boss_inside(self, trace: &mut Trace) -> Known<Bounds> {
        let part = self.own_bosses(trace)?;
        let (hole, screw) = both(part.boss_hole(trace), part.screw_diameter(trace))?;
        given::derived([hole, screw], "mm", |[hole, screw]| Some(hole.max(screw)))
    }

    fn diameter_to_inner(self, trace: &mut Trace) -> Known<Bounds> {
        let inner = self.widest_through(trace)?;
        ratio(self.diameter(trace), Ok(inner))
    }

    fn hoop_stress(self, trace: &mut Trace) -> Known<Bounds> {
        self.press_fit_stress(trace)
    }

    fn states_torque(self, _: &mut Trace) -> Known<bool> {
        Ok(self.given().strip_torque.is_given() || self.given().drive_torque.is_given())
    }

    fn texture_depth(self, trace: &mut Trace) -> Known<Bounds> {
        // Each part is asked for its own.
        let textures: Vec<Bounds> = self.parts(trace)?.into_iter().filter_map(|part| part.texture_depth(trace).ok()).collect();
        textures.into_iter().max_by(|one, other| one.high.total_cmp(&other.high)).ok_or(Lack::Unknown)
    }

    fn boss_screw(self, trace: &mut Trace) -> Known<Bounds> {
        self.screw_of_its_bosses(trace)
    }

    fn strip_to_drive(self, trace: &mut Trace) -> Known<Bounds> {
        let given = self.given();
        let strip = given::amount(&given.strip_torque, trace, || self.field("strip_torque"));
        let drive = given::amount(&given.drive_torque, trace, || self.field("drive_torque"));
        let (strip, drive) = both(strip, drive)?;
        given::derived([strip, drive], "", |[strip, drive]| fastener::strip_to_drive_ratio(strip, drive))
    }

    fn grip_min(self, trace: &mut Trace) -> Known<Bounds> {
        self.grip(trace).map(|grip| given::bounds(&grip.low))
    }

    fn grip_max(self, trace: &mut Trace) -> Known<Bounds> {
        self.grip(trace).map(|grip| given::bounds(&grip.high))
    }

    fn stack_min(self, trace: &mut Trace) -> Known<Bounds> {
        self.stack_thickness(Extreme::Least, trace)
    }

    fn stack_max(self, trace: &mut Trace) -> Known<Bounds> {
        self.stack_thickness(Extreme::Most, trace)
    }

    fn stretch(self, trace: &mut Trace) -> Known<Bounds> {
        let ring = given::amount(&self.given().ring_diameter, trace, || self.field("ring_diameter"));
        let groove = self.groove_bounds(trace);
        let (ring, groove) = both(ring, groove)?;
        given::derived([ring, groove], "%", |[ring, groove]| seal::stretch(ring, groove))
    }
}

#[cfg(test)]
mod tests;
