//! Gaskets in their grooves.

use super::super::figures::COMPRESSION_SET;
use super::super::given;
use super::{Bounds, Field, Joint, Known, Trace, both};
use crate::design::{Groove, Toleranced};
use crate::formulas::seal;
use crate::yaml::TextOr;

/// A length with what its tolerance allows, in m.
#[derive(Clone, Copy)]
pub(super) struct Fitted {
    /// As drawn; bounds while it is not decided.
    pub(super) nominal: Bounds,
    /// Lower and upper deviation, where a tolerance is given.
    deviations: Option<(f64, f64)>,
}

impl Fitted {
    fn shifted(self, pick: fn((f64, f64)) -> f64) -> Bounds {
        let by = self.deviations.map_or(0.0, pick);
        Bounds { low: self.nominal.low + by, high: self.nominal.high + by, unit: self.nominal.unit }
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
    Ok(Fitted { nominal: Bounds::between(low, high, nominal.measure.unit), deviations })
}

fn squeeze([section, depth]: [f64; 2]) -> Option<f64> {
    seal::squeeze(section, depth)
}

impl Joint<'_> {
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
        both(section, depth).map(|(section, depth)| [section, depth])
    }

    /// Whether both lengths carry a tolerance; what carries none is asked for.
    fn has_tolerances(self, [section, depth]: [Fitted; 2], trace: &mut Trace) -> bool {
        let open = [(section, "section.tolerance"), (depth, "groove.depth.tolerance")];
        let open = open.into_iter().filter(|(length, _)| length.deviations.is_none());
        open.map(|(_, name)| trace.need::<()>(|| self.field(name))).count() == 0
    }

    /// The nominal squeeze.
    pub(super) fn nominal_squeeze(self, trace: &mut Trace) -> Known<Bounds> {
        let [section, depth] = self.section_and_depth(trace)?;
        given::derived([section.nominal, depth.nominal], "%", squeeze)
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
