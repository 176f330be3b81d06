//! Joints that hold by force or form: press fits, screws and rivets.

use super::super::given::field;
use super::super::tables::{POISSON_RATIO, YOUNGS_MODULUS};
use super::{Bounds, Joint, Known, Lack, Material, Part, Thing, Trace, both};
use crate::design::{Length, Range};
use crate::formulas::fastener;
use crate::quantity::find_unit;

impl<'w> Joint<'w> {
    /// Hoop stress at the hole of a press fit, at the worst case of the tolerances that are given.
    pub(super) fn press_fit_stress(self, trace: &mut Trace) -> Known<Bounds> {
        let given = self.given();
        let interference = field(&given.interference, trace, || self.field("interference"));
        let bore = field(&given.diameter, trace, || self.field("diameter"));
        let outside = field(&given.hub_diameter, trace, || self.field("hub_diameter"));
        let material = self.hub(trace).and_then(|hub| self.material_of(hub));
        let modulus = material.and_then(|material| material.figure(YOUNGS_MODULUS, trace));
        let poisson = material.and_then(|material| material.figure(POISSON_RATIO, trace));
        let (modulus, poisson) = both(modulus, poisson)?;
        let (Some(interference), Some(bore), Some(outside)) = (interference, bore, outside) else { return Err(Lack::Unknown) };
        let (interference, bore, outside) = (interference.most(), bore.least(), outside.least());
        Bounds::over([modulus, poisson], find_unit("MPa"), |[modulus, poisson]| {
            fastener::press_fit_hoop_stress(interference, bore, outside, modulus, poisson)
        })
        .ok_or(Lack::Unknown)
    }

    fn material_of(self, part: Part<'w>) -> Known<Material<'w>> {
        self.world.parts[part.index].material.map(|material| Material::at(self.world, material)).ok_or(Lack::Unknown)
    }

    /// Thickness of what a fastener holds together, in m: the thinnest and thickest the walls and layers allow.
    pub(super) fn stack_thickness(self, trace: &mut Trace) -> Known<(f64, f64)> {
        let mut total = Ok((0.0, 0.0));
        for part in self.view().parts.iter().filter(|part| !self.is_fastener(**part)) {
            let range = super::super::part::thickness_range(self.world, *part, trace).ok_or(Lack::Unknown);
            total = both(total, range).map(|(total, range)| (total.0 + range.0, total.1 + range.1));
        }
        if self.view().parts.is_empty() { trace.unknown(|| self.field("between")) } else { total }
    }

    /// Whether a joined part is the rivet itself and not what it holds: bought, of metal, and without a thickness of its own.
    fn is_fastener(self, part: usize) -> bool {
        let view = &self.world.parts[part];
        let entry = view.material.and_then(|material| self.world.material_entry(material));
        let metal = entry.is_some_and(|entry| entry.family == "metal");
        metal && view.part.bought.get() == Some(&true) && !view.part.wall.is_given()
    }

    /// The range of thicknesses that a rivet takes.
    pub(super) fn grip(self, trace: &mut Trace) -> Known<&'w Range<Length>> {
        field(&self.given().grip, trace, || self.field("grip")).ok_or(Lack::Unknown)
    }
}
