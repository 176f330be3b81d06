//! Gaskets in their grooves.

use super::super::figures::COMPRESSION_SET;
use super::super::given;
use super::{Bounds, Field, Joint, Known, Lack, Trace, both};
use crate::design::{Groove, Toleranced};
use crate::formulas::seal::{self, SqueezeRange};

/// A toleranced length, in m.
#[derive(Clone, Copy)]
pub(super) struct Extremes {
    least: f64,
    pub(super) nominal: f64,
    most: f64,
}

/// The smallest, nominal and largest value of a toleranced length.
fn extremes(given: &Field<Toleranced>, trace: &mut Trace, path: &str) -> Known<Extremes> {
    let toleranced = given::known(given, trace, || path.to_owned())?;
    let Some(nominal) = toleranced.nominal() else { return trace.unknown(|| format!("{path}.nominal")) };
    let (lower, upper) = toleranced.tolerance().map_or((0.0, 0.0), |tolerance| (tolerance.lower.si, tolerance.upper.si));
    Ok(Extremes { least: nominal.si + lower, nominal: nominal.si, most: nominal.si + upper })
}

fn is_toleranced(given: &Field<Toleranced>) -> bool {
    given.get().is_some_and(|length| length.tolerance().is_some())
}

impl Joint<'_> {
    fn groove_length(self, pick: fn(&Groove) -> &Field<Toleranced>, name: &str, trace: &mut Trace) -> Known<Extremes> {
        let path = self.field(&format!("groove.{name}"));
        match self.given().groove.get() {
            Some(groove) => extremes(pick(groove), trace, &path),
            None => trace.unknown(|| path),
        }
    }

    /// Gasket section and groove depth with their tolerances.
    pub(super) fn section_and_depth(self, trace: &mut Trace) -> Known<[Extremes; 2]> {
        let section = extremes(&self.given().section, trace, &self.field("section"));
        let depth = self.groove_length(|groove| &groove.depth, "depth", trace);
        both(section, depth).map(|(section, depth)| [section, depth])
    }

    /// Whether both lengths carry a tolerance, without which a worst case is only the nominal one.
    fn has_tolerances(self, trace: &mut Trace) -> Known<()> {
        let given = self.given();
        let section = is_toleranced(&given.section);
        let depth = given.groove.get().is_some_and(|groove| is_toleranced(&groove.depth));
        for (_, name) in [(section, "section"), (depth, "groove.depth")].into_iter().filter(|(known, _)| !known) {
            trace.need::<()>(|| self.field(&format!("{name}.tolerance")));
        }
        if section && depth { Ok(()) } else { Err(Lack::Unknown) }
    }

    /// The squeeze at the worst ends of its tolerances.
    pub(super) fn worst_squeeze(self, trace: &mut Trace) -> Known<Option<SqueezeRange>> {
        let lengths = self.section_and_depth(trace);
        let ([section, depth], ()) = both(lengths, self.has_tolerances(trace))?;
        Ok(seal::worst_case_squeeze(section.least, section.most, depth.least, depth.most))
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
        given::derived([], "%", |[]| seal::groove_fill(section.nominal, depth.nominal, width.nominal))
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
