//! Where changes are tried: a design is judged, changed, and judged again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::catalogue::Check;
use crate::catalogue::Severity;
use crate::design::{Content, Loader, Spec};
use crate::engine::{Engine, Options};
use crate::facts::{Origin, World};
use crate::finding::{Finding, Need};
use crate::judge::{Judgement, Outcome, grounds};
use crate::knowledge::Basis;

/// The design and everything by which its changes are judged.
pub struct Bench<'e> {
    /// The checks.
    pub engine: &'e Engine,
    /// How files are read.
    pub loader: &'e Loader,
    /// The folder of the design, for its base and its CSV files.
    pub folder: Option<PathBuf>,
    /// Stage and day.
    pub options: Options,
}

/// What the checks say of one text.
pub(super) struct Judged {
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// The worst severity and the number of findings of each check and place.
    pub found: BTreeMap<(String, String), (Severity, usize)>,
    /// How often each check is open at each place.
    pub open: BTreeMap<(String, String), usize>,
    /// What each of these needs.
    pub needs: BTreeMap<(String, String), Vec<Need>>,
    /// What is found and accepted, by check and place.
    pub waived: BTreeSet<(String, String)>,
}

/// A finding by its check and place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Code of the check.
    pub code: String,
    /// Semantic path of the subject.
    pub at: String,
}

impl Bench<'_> {
    /// The one design of a text; none if it does not load.
    pub(super) fn spec(&self, text: &str) -> Option<Spec> {
        let read = self.loader.text(text.to_owned(), "changed", self.folder.as_deref());
        match read.content {
            Content::Specs(mut specs) if specs.len() == 1 && read.problems.is_empty() => specs.pop(),
            _ => None,
        }
    }

    pub(super) fn judge(&self, text: &str) -> Option<Judged> {
        self.studied(text, |_, judged| judged)
    }

    /// Judges the one design of a text, and looks at it while what was found out of it is still known.
    pub(super) fn studied<T>(&self, text: &str, look: impl FnOnce(&World<'_>, Judged) -> T) -> Option<T> {
        Some(self.studied_spec(&self.spec(text)?, look))
    }

    pub(super) fn judge_spec(&self, spec: &Spec) -> Judged {
        self.studied_spec(spec, |_, judged| judged)
    }

    fn studied_spec<T>(&self, spec: &Spec, look: impl FnOnce(&World<'_>, Judged) -> T) -> T {
        let today = self.options.today.as_deref();
        let world = World::new(spec, self.options.gate_for(spec)).on(today).as_tried();
        look(&world, Self::judged(self.engine.judge_world(&world, &self.options)))
    }

    fn judged(judgement: Judgement) -> Judged {
        let mut found: BTreeMap<(String, String), (Severity, usize)> = BTreeMap::new();
        for finding in &judgement.findings {
            let known = found.entry((finding.code.clone(), finding.at.clone())).or_insert((finding.severity, 0));
            *known = (known.0.max(finding.severity), known.1 + 1);
        }
        let mut open: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut needs: BTreeMap<(String, String), Vec<Need>> = BTreeMap::new();
        for unknown in judgement.not_assessed {
            let place = (unknown.code, unknown.at);
            needs.entry(place.clone()).or_default().extend(unknown.needs);
            *open.entry(place).or_default() += 1;
        }
        let waived = judgement.waived.into_iter().map(|waived| (waived.finding.code, waived.finding.at)).collect();
        Judged { findings: judgement.findings, found, open, needs, waived }
    }

    /// The number of figures without a source among those on which a check rests at a place that it passes.
    pub(super) fn unverified(&self, code: &str, text: &str, at: &str) -> usize {
        let (Ok(check), Some(spec)) = (self.engine.find(code), self.spec(text)) else { return 0 };
        let world = World::new(&spec, self.options.gate_for(&spec)).on(self.options.today.as_deref());
        let passed = grounds(check, &world).into_iter().filter(|ground| ground.at == at && ground.outcome == Outcome::Passed);
        passed.flat_map(|ground| ground.origins).filter(|origin| basis(check, origin) == Some(Basis::Unverified)).count()
    }
}

pub(super) fn basis(check: &Check, origin: &Origin) -> Option<Basis> {
    match origin {
        Origin::Given { .. } => None,
        Origin::Table { basis, .. } | Origin::Row { basis, .. } => Some(*basis),
        Origin::Limit(index) => Some(check.limits[*index].basis),
    }
}
