//! Snap-fits: arms, rings and torsion bars.

use super::super::figures::STRAINED_AS;
use super::super::given::{self, field};
use super::super::{Item, Kind, Value, ask};
use super::{Bounds, Field, Joint, Known, Lack, Part, Sort, Thing, Trace};
use crate::design::{Beam, Quantity, Taper};
use crate::formulas::snap_fit;

impl<'w> Joint<'w> {
    /// Strain when it snaps, at the worst case of the tolerances that are given.
    pub(super) fn snap_strain(self, trace: &mut Trace) -> Known<Bounds> {
        let strained = self.view().method.map(|method| Item::new(Kind::Method, method.into()));
        let strained = strained.map(|method| ask(STRAINED_AS, self.world, method, &mut Trace::off()));
        let strain = match strained {
            Some(Ok(Value::Word(word))) if *word == *"ring" => self.ring_strain(trace),
            Some(Ok(Value::Word(word))) if *word == *"bar" => self.torsion_strain(trace),
            _ => self.arm_strain(trace),
        };
        given::derived([], "%", |[]| strain)
    }

    /// A short, thick arm with a deep hook.
    fn arm_strain(self, trace: &mut Trace) -> Option<f64> {
        let Some(beam) = self.given().beam.get() else { return trace.need(|| self.field("beam")) };
        let length = field(&beam.length, trace, || self.field("beam.length"));
        let thickness = field(&beam.thickness, trace, || self.field("beam.thickness"));
        let deflection = field(&beam.deflection, trace, || self.field("beam.deflection"));
        let (length, thickness, deflection) = (length?.least(), thickness?.most(), deflection?.most());
        match beam.taper.get() {
            Some(Taper::Half) => snap_fit::tapered_arm_strain(thickness, deflection, length, 0.5),
            _ => snap_fit::straight_arm_strain(thickness, deflection, length),
        }
    }

    fn ring_strain(self, trace: &mut Trace) -> Option<f64> {
        let Some(ring) = self.given().ring.get() else { return trace.need(|| self.field("ring")) };
        let undercut = field(&ring.undercut, trace, || self.field("ring.undercut"));
        let diameter = field(&ring.diameter, trace, || self.field("ring.diameter"));
        snap_fit::annular_strain(undercut?.most(), diameter?.least())
    }

    fn torsion_strain(self, trace: &mut Trace) -> Option<f64> {
        let Some(bar) = self.given().torsion_bar.get() else { return trace.need(|| self.field("torsion_bar")) };
        let radius = field(&bar.radius, trace, || self.field("torsion_bar.radius"));
        let length = field(&bar.length, trace, || self.field("torsion_bar.length"));
        let angle = field(&bar.angle, trace, || self.field("torsion_bar.angle"));
        snap_fit::torsion_strain(radius?.most(), length?.least(), angle?.most())
    }

    /// A measure of the snap arm.
    pub(super) fn beam<S: Sort>(self, pick: fn(&Beam) -> &Field<Quantity<S>>, name: &str, trace: &mut Trace) -> Known<Bounds> {
        let path = || self.field(&format!("beam.{name}"));
        let Some(beam) = self.given().beam.get() else { return trace.unknown(path) };
        given::quantity(pick(beam), trace, path)
    }

    /// The part that carries the snap arm: as given, or any if all are of one material.
    pub(super) fn arm_part(self, trace: &mut Trace) -> Known<Part<'w>> {
        let world = self.world;
        let named = self.given().beam.get().and_then(|beam| beam.part.get());
        if let Some(part) = named {
            return world.part_named(part).map(|part| Part::at(world, part)).ok_or(Lack::Unknown);
        }
        let identity = |part: Part<'w>| world.parts[part.index].material.map(|material| world.material_identity(material));
        let mut parts = self.joined();
        match parts.next() {
            Some(first) if parts.all(|other| identity(first) == identity(other)) => Ok(first),
            _ => trace.unknown(|| self.field("beam.part")),
        }
    }
}
