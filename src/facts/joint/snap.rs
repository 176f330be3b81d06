//! Snap-fits: arms, rings and torsion bars.

use super::super::figures::STRAINED_AS;
use super::super::given::{self, derived, known};
use super::{Bounds, Field, Joint, Known, Lack, Part, Sort, Thing, Trace};
use crate::design::{Beam, Length, Quantity, Taper};
use crate::formulas::snap_fit;

/// The least that a tolerance leaves of a quantity; bounds while the quantity is not decided.
pub(super) fn least<S: Sort>(given: &Quantity<S>) -> Bounds {
    let (low, high) = given.bounds();
    let by = given.least() - low;
    Bounds::between(low + by, high + by, given.measure.unit)
}

/// The most that a tolerance allows; bounds while the quantity is not decided.
pub(super) fn most<S: Sort>(given: &Quantity<S>) -> Bounds {
    let (low, high) = given.bounds();
    let by = given.most() - high;
    Bounds::between(low + by, high + by, given.measure.unit)
}

impl<'w> Joint<'w> {
    /// Strain when it snaps, at the worst case of the tolerances that are given.
    pub(super) fn snap_strain(self, trace: &mut Trace) -> Known<Bounds> {
        // Without a word about it, it is the arm that bends.
        let strained = self.method(&mut Trace::off()).and_then(|method| method.word(STRAINED_AS, &mut Trace::off()));
        match strained.as_deref() {
            Ok("ring") => self.ring_strain(trace),
            Ok("bar") => self.torsion_strain(trace),
            _ => self.arm_strain(|beam| &beam.deflection, "deflection", trace),
        }
    }

    /// Strain at the root of an arm that is bent by one of its fields: a short, thick arm with a deep hook.
    fn arm_strain(self, bent: fn(&Beam) -> &Field<Quantity<Length>>, name: &str, trace: &mut Trace) -> Known<Bounds> {
        let Some(beam) = self.given().beam.get() else { return trace.unknown(|| self.field("beam")) };
        let length = known(&beam.length, trace, || self.field("beam.length"));
        let thickness = known(&beam.thickness, trace, || self.field("beam.thickness"));
        let deflection = known(bent(beam), trace, || self.field(&format!("beam.{name}")));
        let worst = [least(length?), most(thickness?), most(deflection?)];
        let half = beam.taper.get() == Some(&Taper::Half);
        derived(worst, "%", |[length, thickness, deflection]| {
            if half {
                snap_fit::tapered_arm_strain(thickness, deflection, length, 0.5)
            } else {
                snap_fit::straight_arm_strain(thickness, deflection, length)
            }
        })
    }

    /// Strain of an arm that stays bent while the joint is closed.
    pub(super) fn strain_that_stays(self, trace: &mut Trace) -> Known<Bounds> {
        self.arm_strain(|beam| &beam.held, "held", trace)
    }

    fn ring_strain(self, trace: &mut Trace) -> Known<Bounds> {
        let Some(ring) = self.given().ring.get() else { return trace.unknown(|| self.field("ring")) };
        let undercut = known(&ring.undercut, trace, || self.field("ring.undercut"));
        let diameter = known(&ring.diameter, trace, || self.field("ring.diameter"));
        derived([most(undercut?), least(diameter?)], "%", |[undercut, diameter]| snap_fit::annular_strain(undercut, diameter))
    }

    fn torsion_strain(self, trace: &mut Trace) -> Known<Bounds> {
        let Some(bar) = self.given().torsion_bar.get() else { return trace.unknown(|| self.field("torsion_bar")) };
        let radius = known(&bar.radius, trace, || self.field("torsion_bar.radius"));
        let length = known(&bar.length, trace, || self.field("torsion_bar.length"));
        let angle = known(&bar.angle, trace, || self.field("torsion_bar.angle"));
        let worst = [most(radius?), least(length?), most(angle?)];
        derived(worst, "%", |[radius, length, angle]| snap_fit::torsion_strain(radius, length, angle))
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
        self.parts(trace)?;
        let identity = |part: Part<'w>| world.parts[part.index].material.map(|material| world.material_identity(material));
        let mut parts = self.joined();
        match parts.next() {
            Some(first) if parts.all(|other| identity(first) == identity(other)) => Ok(first),
            _ => trace.unknown(|| self.field("beam.part")),
        }
    }
}
