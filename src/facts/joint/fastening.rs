//! Joints that hold by force or form: press fits, screws and rivets.

use super::super::figures::{
    BOSS_TO_SCREW_MIN, FASTENER, FORMS_THREAD, HUB_TO_DIAMETER_MIN, METALLIC, POISSON_RATIO, SETS_THREAD, YIELD_STRENGTH,
    YOUNGS_MODULUS, holds,
};
use super::super::given::{derived, known};
use super::super::part::wall::{Extreme, thickness_at};
use super::super::{Item, Kind, Value, World};
use super::snap::{least, most};
use super::{Bounds, Joint, Known, Lack, Material, Part, Thing, Trace, both};
use crate::design::{Length, Range};
use crate::formulas::{fastener, load};
use crate::knowledge::Table;
use crate::quantity::find_unit;

/// The method whose screws form their thread in the bosses of a part: that of one of its joints, otherwise the first of the tables.
pub fn screwed_by(world: &World<'_>, part: usize, trace: &mut Trace) -> Option<Value> {
    let forms = |method: &u16| holds(world, FORMS_THREAD, (*method).into());
    let item = |method: u16| Some(Value::Item(Item::new(Kind::Method, usize::from(method))));
    for joint in world.joints.iter().filter(|joint| joint.parts.contains(&part)) {
        if let Some(method) = joint.method.filter(forms) {
            trace.given_at(joint.joint.method.span(), || format!("joints.{}.method", joint.id));
            return item(method);
        }
    }
    let methods = 0..u16::try_from(world.library.entries(Table::Method).len()).unwrap_or(0);
    methods.into_iter().find(forms).and_then(item)
}

/// Whether screws of a joint go into a part that does not say whether it has bosses: they form their thread there or turn in inserts,
/// none of the joined parts has bosses for them, and it is no metal and not bought as it is.
pub fn may_be_screwed_into(world: &World<'_>, part: usize) -> bool {
    let view = &world.parts[part];
    let metal = view.material.is_some_and(|material| holds(world, METALLIC, material));
    if metal || view.part.bought.get() == Some(&true) {
        return false;
    }
    let threads = |method: u16| [FORMS_THREAD, SETS_THREAD].into_iter().any(|kind| holds(world, kind, method.into()));
    let has = |part: &usize| world.parts[*part].part.bosses.is_there();
    let mut joints = world.joints.iter().filter(|joint| joint.parts.contains(&part));
    joints.any(|joint| joint.method.is_some_and(threads) && !joint.parts.iter().any(has))
}

/// Whether a joint puts a thread of metal into a part: an insert, or a metal part that is molded or pressed in.
pub fn threaded(part: Part<'_>, trace: &mut Trace) -> Known<bool> {
    let sets = |joint: &Joint<'_>| joint.view().method.is_some_and(|method| holds(part.world, SETS_THREAD, method.into()));
    let joints = part.joints(trace)?;
    if let Some(joint) = joints.iter().find(|joint| sets(joint)) {
        trace.given_at(joint.given().method.span(), || joint.field("method"));
        return Ok(true);
    }
    match joints.iter().find(|joint| joint.view().method.is_none()) {
        Some(joint) => trace.unknown(|| joint.field("method")),
        None => Ok(false),
    }
}

/// Least diameter of bosses around the screws and inserts of a part; ruled out where the design gives neither.
pub fn boss_needed(part: Part<'_>, trace: &mut Trace) -> Known<Bounds> {
    let around = |diameter: Known<Bounds>, least: Known<Bounds>| {
        let (diameter, least) = both(diameter, least)?;
        derived([diameter, least], "mm", |[diameter, least]| Some(diameter * least))
    };
    let mut needed: Known<Bounds> = Err(Lack::RuledOut);
    let mut larger = |other: Known<Bounds>| {
        if let Ok(other) = other
            && !needed.is_ok_and(|needed| needed.low >= other.low)
        {
            needed = Ok(other);
        }
    };
    if part.screw_diameter(&mut Trace::off()).is_ok() {
        let least = part.screwed_by(trace).and_then(|method| method.figure(BOSS_TO_SCREW_MIN, trace));
        larger(around(part.screw_diameter(trace), least));
    }
    for joint in part.joints(trace)? {
        let off = &mut Trace::off();
        let set = joint.method(off).and_then(|method| method.figure(HUB_TO_DIAMETER_MIN, off)).is_ok();
        if set && joint.diameter(off).is_ok() && joint.hub(off).is_ok_and(|hub| hub.index == part.index) {
            let least = joint.method(trace).and_then(|method| method.figure(HUB_TO_DIAMETER_MIN, trace));
            larger(around(joint.diameter(trace), least));
        }
    }
    needed
}

/// Whether a joint names its screw or rivet among its parts: whatever the method becomes, that stays in it.
pub fn names_fastener(world: &World<'_>, joint: usize) -> bool {
    let (joint, view) = (Joint::at(world, joint), &world.joints[joint]);
    view.method.is_some_and(|method| holds(world, FASTENER, method.into()))
        && joint.joined().any(|part| joint.is_fastener(part) || joint.may_be_fastener(part))
}

impl<'w> Joint<'w> {
    /// Hoop stress at the hole of a press fit, at the worst case of the tolerances that are given.
    pub(super) fn press_fit_stress(self, trace: &mut Trace) -> Known<Bounds> {
        let given = self.given();
        let interference = known(&given.interference, trace, || self.field("interference"));
        let bore = known(&given.diameter, trace, || self.field("diameter"));
        let outside = known(&given.hub_diameter, trace, || self.field("hub_diameter"));
        let material = self.hub(trace).and_then(|hub| self.material_of(hub));
        let modulus = material.and_then(|material| material.figure(YOUNGS_MODULUS, trace));
        let poisson = material.and_then(|material| material.figure(POISSON_RATIO, trace));
        let (modulus, poisson) = both(modulus, poisson)?;
        let worst = [most(interference?), least(bore?), least(outside?), modulus, poisson];
        derived(worst, "MPa", |[interference, bore, outside, modulus, poisson]| {
            fastener::press_fit_hoop_stress(interference, bore, outside, modulus, poisson)
        })
    }

    /// Diameter of the widest screw or rivet that another joint puts through what this one sets: a metal part of both.
    pub(super) fn widest_through(self, trace: &mut Trace) -> Known<Bounds> {
        let set = |part: &usize| self.world.parts[*part].material.is_some_and(|material| holds(self.world, METALLIC, material));
        let mut widest: Known<Bounds> = Err(Lack::RuledOut);
        let mut open = false;
        for (index, view) in self.world.joints.iter().enumerate().filter(|(index, _)| *index != self.index) {
            let other = Joint::at(self.world, index);
            let shared = self.view().parts.iter().copied().filter(set).filter(|part| view.parts.contains(part));
            // A part that is itself the fastener of the other goes through, and nothing through it.
            if !shared.map(|part| Part::at(self.world, part)).any(|part| !other.is_fastener(part)) {
                continue;
            }
            // Another joint that sets the same kind of insert puts nothing through it.
            let goes = |method: u16| holds(self.world, FASTENER, method.into()) && !holds(self.world, SETS_THREAD, method.into());
            if view.method.is_some_and(|method| !goes(method)) {
                continue;
            }
            match other.method(trace).and_then(|_| other.diameter(trace)) {
                Ok(through) if widest.is_ok_and(|widest| widest.low >= through.low) => {}
                Ok(through) => widest = Ok(through),
                Err(_) => open = true,
            }
        }
        if open { Err(Lack::Unknown) } else { widest }
    }

    /// Force that shears the thread out of the bosses of the joined part that has them.
    pub(super) fn screw_pull_out(self, trace: &mut Trace) -> Known<Bounds> {
        let bossed = self.joined().find(|part| self.world.parts[part.index].part.bosses.is_there());
        let Some(part) = bossed else {
            return trace.unknown(|| match self.joined().last() {
                Some(part) => format!("{}.bosses", self.world.path(part.item())),
                None => self.field("between"),
            });
        };
        let size = both(part.screw_diameter(trace), part.screw_engagement(trace));
        let strength = part.material(trace).and_then(|material| material.figure(YIELD_STRENGTH, trace));
        let ((diameter, engagement), strength) = both(size, strength)?;
        derived([diameter, engagement, strength], "N", |[diameter, engagement, strength]| {
            load::pull_out(diameter, engagement, strength)
        })
    }

    /// The joined part whose bosses are surely those of this joint: no other joint of it has a fastener.
    pub(super) fn own_bosses(self, trace: &mut Trace) -> Known<Part<'w>> {
        let world = self.world;
        let Some(part) = self.joined().find(|part| world.parts[part.index].part.bosses.is_there()) else {
            return trace.unknown(|| match self.joined().next() {
                Some(part) => format!("{}.bosses", world.path(part.item())),
                None => self.field("between"),
            });
        };
        let fastens =
            |method: u16| [FASTENER, FORMS_THREAD, SETS_THREAD].into_iter().any(|kind| holds(world, kind, method.into()));
        let others = || {
            let all = world.joints.iter().enumerate().filter(|(index, _)| *index != self.index);
            all.filter(|(_, other)| other.parts.contains(&part.index)).map(|(_, other)| other)
        };
        if others().any(|other| other.method.is_some_and(fastens)) {
            return Err(Lack::RuledOut);
        }
        match others().find(|other| other.method.is_none()) {
            Some(other) => trace.unknown(|| format!("joints.{}.method", other.id)),
            None => Ok(part),
        }
    }

    /// Diameter of the screws for which the bosses of a joined part are made: of several parts that have bosses, the diameter
    /// nearest to that of the joint. Bosses that another joint of the part fits are those of that joint.
    pub(super) fn screw_of_its_bosses(self, trace: &mut Trace) -> Known<Bounds> {
        let own = self.diameter(&mut Trace::off()).ok();
        let bossed = self.joined().filter(|part| self.world.parts[part.index].part.bosses.is_there());
        let mut found: Option<(Part<'w>, Bounds)> = None;
        let mut others = false;
        for part in bossed {
            let Ok(screw) = part.screw_diameter(&mut Trace::off()) else { continue };
            if self.fits_another(part, screw) {
                others = true;
                continue;
            }
            let far = |screw: Bounds| own.map_or(0.0, |own| (own.low - screw.low).abs());
            if found.is_none_or(|(_, nearest)| far(screw) < far(nearest)) {
                found = Some((part, screw));
            }
        }
        match found {
            Some((part, _)) => part.screw_diameter(trace),
            None if others => Err(Lack::RuledOut),
            None => trace.unknown(|| match self.joined().last() {
                Some(part) => format!("{}.bosses.screw_diameter", self.world.path(part.item())),
                None => self.field("between"),
            }),
        }
    }

    /// Whether another joint of a part has screws of just that diameter.
    fn fits_another(self, part: Part<'w>, screw: Bounds) -> bool {
        let same = |other: Bounds| (other.low - screw.low).abs() <= 1e-9 && (other.high - screw.high).abs() <= 1e-9;
        let others = self
            .world
            .joints
            .iter()
            .enumerate()
            .filter(|(index, other)| *index != self.index && other.parts.contains(&part.index));
        let diameters = others.filter_map(|(index, _)| Joint::at(self.world, index).diameter(&mut Trace::off()).ok());
        !self.diameter(&mut Trace::off()).is_ok_and(same) && diameters.into_iter().any(same)
    }

    fn material_of(self, part: Part<'w>) -> Known<Material<'w>> {
        self.world.parts[part.index].material.map(|material| Material::at(self.world, material)).ok_or(Lack::Unknown)
    }

    /// Thickness of what a fastener holds together: the least or the most that the walls and layers allow.
    pub(super) fn stack_thickness(self, end: Extreme, trace: &mut Trace) -> Known<Bounds> {
        let mut total = Ok(Bounds::exact(0.0, find_unit("mm")));
        for part in self.joined().filter(|part| !self.is_fastener(*part)) {
            let part = if self.may_be_fastener(part) { self.of_hardware(part, trace) } else { thickness_at(part, end, trace) };
            total = both(total, part).map(|(total, part)| Bounds {
                low: total.low + part.low,
                high: total.high + part.high,
                unit: total.unit,
            });
        }
        if self.view().parts.is_empty() { trace.unknown(|| self.field("between")) } else { total }
    }

    /// Whether a joined part is the fastener itself and not what it holds, as the joint says.
    fn is_fastener(self, part: Part<'w>) -> bool {
        let named = self.given().fastener.get();
        named.is_some_and(|named| *self.world.parts[part.index].id == **named)
    }

    /// Whether a joined part may be the fastener or a fitting that it holds, such as a latch: bought, of metal and without a thickness,
    /// where the joint does not say which part is the fastener.
    fn may_be_fastener(self, part: Part<'w>) -> bool {
        let view = &self.world.parts[part.index];
        let metal = view.material.is_some_and(|material| holds(self.world, METALLIC, material));
        let bought = view.part.bought.get() == Some(&true) && !view.part.wall.is_given() && view.layers.is_empty();
        metal && bought && !self.given().fastener.is_given()
    }

    /// What such a part adds to the stack: nothing, or anything.
    fn of_hardware(self, part: Part<'w>, trace: &mut Trace) -> Known<Bounds> {
        trace.need::<()>(|| format!("{}.wall", self.world.path(part.item())));
        trace.need::<()>(|| self.field("fastener"));
        Ok(Bounds { low: 0.0, high: f64::INFINITY, unit: find_unit("mm") })
    }

    /// The range of thicknesses that a rivet takes.
    pub(super) fn grip(self, trace: &mut Trace) -> Known<&'w Range<Length>> {
        known(&self.given().grip, trace, || self.field("grip"))
    }
}
