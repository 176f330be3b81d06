//! Gaskets in their grooves.

use super::super::figures::{COMPRESSION_SET, SEALS, holds};
use super::super::given;
use super::super::typed::{Material, Thing};
use super::{Bounds, Field, Joint, Known, Lack, Trace, both};
use crate::design::{Groove, Toleranced};
use crate::formulas::seal;
use crate::knowledge::Table;
use crate::vocabulary::{End, FactId, figure};
use crate::yaml::TextOr;

/// A length with what its tolerance allows, in m.
#[derive(Clone, Copy)]
pub(super) struct Fitted {
    /// As drawn; bounds while it is not decided.
    pub(super) nominal: Bounds,
    /// Lower and upper deviation, where a tolerance is given.
    deviations: Option<(f64, f64)>,
    /// Whether one nominal value is given.
    decided: bool,
}

impl Fitted {
    fn shifted(self, pick: fn((f64, f64)) -> f64) -> Bounds {
        let by = self.deviations.map_or(0.0, pick);
        Bounds { low: self.nominal.low + by, high: self.nominal.high + by, unit: self.nominal.unit }
    }

    /// The same length times a factor.
    fn scaled(self, by: Bounds) -> Self {
        let nominal = Bounds { low: self.nominal.low * by.low, high: self.nominal.high * by.high, ..self.nominal };
        Self { nominal, deviations: self.deviations.map(|(lower, upper)| (lower * by.high, upper * by.high)), ..self }
    }

    fn least(self) -> Bounds {
        self.shifted(|(lower, _)| lower)
    }

    fn most(self) -> Bounds {
        self.shifted(|(_, upper)| upper)
    }
}

fn fitted(given: &Field<Toleranced>, trace: &mut Trace, path: &str) -> Known<Fitted> {
    let length = given::known(given, trace, || path.to_owned())?;
    let nominal = match length {
        TextOr::Text(length) => Some(length),
        TextOr::Long(long) => long.nominal.get(),
    };
    let Some(nominal) = nominal else { return trace.unknown(|| format!("{path}.nominal")) };
    let (low, high) = nominal.bounds();
    let deviations = length.tolerance().map(|tolerance| (tolerance.lower.si, tolerance.upper.si));
    Ok(Fitted { nominal: Bounds::between(low, high, nominal.measure.unit), deviations, decided: nominal.is_exact() })
}

fn squeeze([section, depth]: [f64; 2]) -> Option<f64> {
    seal::squeeze(section, depth)
}

impl<'w> Joint<'w> {
    fn groove_length(self, pick: fn(&Groove) -> &Field<Toleranced>, name: &str, trace: &mut Trace) -> Known<Fitted> {
        let path = self.field(&format!("groove.{name}"));
        match self.given().groove.get() {
            Some(groove) => fitted(pick(groove), trace, &path),
            None => trace.unknown(|| path),
        }
    }

    /// Gasket section and groove depth with their tolerances.
    pub(super) fn section_and_depth(self, trace: &mut Trace) -> Known<[Fitted; 2]> {
        let section = fitted(&self.given().section, trace, &self.field("section"));
        let depth = self.groove_length(|groove| &groove.depth, "depth", trace);
        let (section, depth) = both(section, depth)?;
        Ok([self.thinned(section, trace), depth])
    }

    /// The section of a ring that is stretched over its groove. A ring of which that is not said is as thick as drawn at most, and
    /// at least as thin as the largest usual stretch makes it.
    fn thinned(self, section: Fitted, trace: &mut Trace) -> Fitted {
        const RING_SEAL: FactId = figure(Table::Method, "ring_seal");
        const STRETCH: FactId = figure(Table::Method, "stretch");
        let off = &mut Trace::off();
        let ring = self.method(off).ok().filter(|method| method.flag(RING_SEAL, off) == Ok(true));
        let given = self.given();
        let told = given.ring_diameter.is_given() && given.groove.get().is_some_and(|groove| groove.diameter.is_given());
        let stretch = match ring {
            None if !told => None,
            _ => self.stretch(trace).ok().or_else(|| {
                let most = ring?.figure(FactId { end: End::High, ..STRETCH }, trace).ok()?;
                Some(Bounds { low: 0.0, ..most })
            }),
        };
        let share = stretch.and_then(|stretch| {
            let share = |stretch| seal::stretched_section(1.0, stretch);
            Some(Bounds { low: share(stretch.high)?, high: share(stretch.low)?, unit: None })
        });
        share.map_or(section, |share| section.scaled(share))
    }

    /// The material of the gasket: of the part that is named as such, otherwise of the only one that gives enough to seal.
    pub(super) fn gasket_material(self, trace: &mut Trace) -> Known<Material<'w>> {
        let world = self.world;
        let material = |part: usize| world.parts[part].material;
        if let Some(name) = self.given().gasket.get() {
            trace.given(self.given().gasket.span());
            let named = self.view().parts.iter().copied().find(|part| world.parts[*part].id == &**name);
            let Some(part) = named else { return trace.unknown(|| self.field("between")) };
            let found = material(part).map(|found| Material::at(world, found));
            return found.map_or_else(|| trace.unknown(|| format!("parts.{}.material", &**name)), Ok);
        }
        let mut soft = self.view().parts.iter().filter_map(|part| material(*part)).filter(|found| holds(world, SEALS, *found));
        let Some(first) = soft.next() else { return self.unsaid_material(trace) };
        // What is not said of a part may be as soft.
        let several = soft.any(|other| other != first) || self.blank_parts().next().is_some();
        if several { trace.unknown(|| self.field("gasket")) } else { Ok(Material::at(world, first)) }
    }

    /// Least or most squeeze that seals: of its method, otherwise of the material of its gasket.
    pub(super) fn seal_end(self, end: End, trace: &mut Trace) -> Known<Bounds> {
        const OF_METHOD: FactId = figure(Table::Method, "squeeze");
        const OF_MATERIAL: FactId = figure(Table::Material, "squeeze");
        let method = self.method(trace)?;
        let of_method = FactId { end, ..OF_METHOD };
        if method.figure(of_method, &mut Trace::off()).is_ok() {
            return method.figure(of_method, trace);
        }
        self.gasket(trace)?.figure(FactId { end, ..OF_MATERIAL }, trace)
    }

    /// Whether both lengths carry a tolerance; what carries none is asked for, once it is no range: that is asked for closer first.
    fn has_tolerances(self, [section, depth]: [Fitted; 2], trace: &mut Trace) -> bool {
        let open = [(section, "section.tolerance"), (depth, "groove.depth.tolerance")];
        let open: Vec<_> = open.into_iter().filter(|(length, _)| length.deviations.is_none()).collect();
        for (_, name) in open.iter().filter(|(length, _)| length.decided) {
            trace.need::<()>(|| self.field(name));
        }
        open.is_empty()
    }

    /// Depth of the groove as drawn, with the lid closed.
    pub(super) fn depth_of_groove(self, trace: &mut Trace) -> Known<Bounds> {
        self.groove_length(|groove| &groove.depth, "depth", trace).map(|depth| depth.nominal)
    }

    /// Height of the highest joined part other than the gasket: a groove is no deeper than the part it lies in, whatever walls or
    /// ribs stand around it.
    pub(super) fn room_for_groove(self, trace: &mut Trace) -> Known<Bounds> {
        let gasket = self.gasket_material(&mut Trace::off()).ok().map(|material| material.index);
        let mut room: Option<Bounds> = None;
        let mut open = false;
        for part in self.joined() {
            if gasket.is_some() && self.world.parts[part.index].material == gasket {
                continue;
            }
            match part.depth(trace) {
                Ok(height) => room = Some(room.map_or(height, |room| if height.high > room.high { height } else { room })),
                Err(_) => open = true,
            }
        }
        match room {
            Some(room) if open => Ok(Bounds { high: f64::INFINITY, ..room }),
            Some(room) => Ok(room),
            None => Err(Lack::Unknown),
        }
    }

    /// The nominal squeeze.
    pub(super) fn nominal_squeeze(self, trace: &mut Trace) -> Known<Bounds> {
        let [section, depth] = self.section_and_depth(trace)?;
        given::derived([section.nominal, depth.nominal], "%", squeeze)
    }

    /// Whether the gasket is squeezed at nominal. A ring that is stretched is thinner than drawn, so one of which the stretch is not
    /// known may not be.
    pub(super) fn is_pressed(self, trace: &mut Trace) -> Known<bool> {
        const RING_SEAL: FactId = figure(Table::Method, "ring_seal");
        let squeeze = self.squeeze(trace)?;
        if squeeze.high <= 0.0 {
            return Ok(false);
        }
        if self.method(trace)?.flag(RING_SEAL, trace)? {
            self.stretch(trace)?;
        }
        if squeeze.low > 0.0 { Ok(true) } else { Err(Lack::Unknown) }
    }

    /// The squeeze of the thinnest gasket in the deepest groove. A tolerance that is not given can only lessen it.
    pub(super) fn least_squeeze(self, trace: &mut Trace) -> Known<Bounds> {
        let [section, depth] = self.section_and_depth(trace)?;
        let least = given::derived([section.least(), depth.most()], "%", squeeze)?;
        let low = if self.has_tolerances([section, depth], trace) { least.low } else { f64::NEG_INFINITY };
        Ok(Bounds { low, ..least })
    }

    /// The squeeze of the thickest gasket in the shallowest groove. A tolerance that is not given can only add to it, up to
    /// the whole section.
    pub(super) fn most_squeeze(self, trace: &mut Trace) -> Known<Bounds> {
        let [section, depth] = self.section_and_depth(trace)?;
        let most = given::derived([section.most(), depth.least()], "%", squeeze)?;
        let high = if self.has_tolerances([section, depth], trace) { most.high } else { 1.0 };
        Ok(Bounds { high, ..most })
    }

    /// What the compression set of its material leaves of the nominal squeeze.
    pub(super) fn squeeze_after_set(self, trace: &mut Trace) -> Known<Bounds> {
        let squeeze = self.squeeze(trace);
        let set = self.gasket(trace).and_then(|material| material.figure(COMPRESSION_SET, trace));
        let (squeeze, set) = both(squeeze, set)?;
        // A gasket that does not touch has nothing to lose.
        let left = |[squeeze, set]: [f64; 2]| if squeeze <= 0.0 { Some(squeeze) } else { seal::residual_squeeze(squeeze, set) };
        given::derived([squeeze, set], "%", left)
    }

    /// The share of the groove that the gasket fills, all at nominal.
    pub(super) fn groove_fill(self, trace: &mut Trace) -> Known<Bounds> {
        let lengths = self.section_and_depth(trace);
        let width = self.groove_length(|groove| &groove.width, "width", trace);
        let ([section, depth], width) = both(lengths, width)?;
        let lengths = [section.nominal, depth.nominal, width.nominal];
        given::derived(lengths, "%", |[section, depth, width]| seal::groove_fill(section, depth, width))
    }

    /// Diameter at the bottom of the groove.
    pub(super) fn groove_bounds(self, trace: &mut Trace) -> Known<Bounds> {
        let path = || self.field("groove.diameter");
        match self.given().groove.get() {
            Some(groove) => given::amount(&groove.diameter, trace, path),
            None => trace.unknown(path),
        }
    }
}
