//! How a design stands, at its own stage and judged as if it stood at each other.

use serde::Serialize;

use crate::catalogue::Severity;
use crate::design::{Spec, Stage};
use crate::engine::{Engine, Options};
use crate::facts;
use crate::finding::{DesignReport, Finding, LeftOut};

/// How a design stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The stage at which it was judged.
    pub stage: Option<&'static str>,
    /// The verdict.
    pub verdict: &'static str,
    /// Its findings.
    pub counts: Counts,
    /// How much was judged.
    pub coverage: Coverage,
    /// The fields without which it cannot be said whether enough is known, where the design is open for that.
    pub open_until: Vec<String>,
    /// What of the checks is left out, and how much of them would have been found; none if nothing is.
    pub left_out: Option<LeftOut>,
    /// The same design, judged as if it stood at each stage.
    pub gates: Vec<Gate>,
}

/// Findings by severity; what is folded under another is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub advice: usize,
    /// Findings that are folded under these.
    pub folded: usize,
}

impl Counts {
    /// The counts of some findings.
    pub(super) fn of<'f>(findings: impl Iterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let count = match (finding.stands(), finding.severity) {
                (false, _) => &mut counts.folded,
                (true, Severity::Error) => &mut counts.errors,
                (true, Severity::Warning) => &mut counts.warnings,
                (true, Severity::Advice) => &mut counts.advice,
            };
            *count += 1;
        }
        counts
    }

    /// Both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            advice: self.advice + other.advice,
            folded: self.folded + other.folded,
        }
    }
}

/// How much was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Checks that apply, counted once for each of their subjects.
    pub applicable: usize,
    /// Those that could be decided.
    pub decided: usize,
    /// Those without a finding.
    pub passed: usize,
    /// Those with a finding.
    pub failed: usize,
    /// Those with a finding that is waived.
    pub waived: usize,
    /// Those that could not be decided.
    pub not_assessed: usize,
    /// The share that could be decided in percent, rounded down; none where nothing applies.
    pub percent: Option<usize>,
}

impl From<facts::Coverage> for Coverage {
    fn from(of: facts::Coverage) -> Self {
        let facts::Coverage { applicable, passed, failed, waived, not_assessed } = of;
        let decided = applicable.saturating_sub(not_assessed);
        let percent = of.percent();
        Self { applicable, decided, passed, failed, waived, not_assessed, percent }
    }
}

/// A design as it would stand at a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// The stage.
    pub stage: &'static str,
    /// Whether it is the one that was judged.
    pub current: bool,
    /// The verdict there.
    pub verdict: &'static str,
    /// Its findings there.
    pub counts: Counts,
    /// How much could be judged there.
    pub coverage: Coverage,
}

pub(super) fn standing(engine: &Engine, spec: &Spec, judged: &DesignReport, options: &Options) -> Standing {
    let gates = Stage::WORDS.iter().filter_map(|word| Stage::from_word(word)).map(|stage| {
        let judgement = engine.judge(spec, &Options { gate: Some(stage), ..options.clone() });
        Gate {
            stage: stage.word(),
            current: judged.stage == Some(stage.word()),
            verdict: judgement.verdict().word(),
            counts: Counts::of(judgement.findings.iter()),
            coverage: judgement.coverage.into(),
        }
    });
    Standing {
        stage: judged.stage,
        verdict: judged.verdict.word(),
        counts: Counts::of(judged.findings.iter()),
        coverage: judged.coverage.into(),
        open_until: judged.open_until().into_iter().map(str::to_owned).collect(),
        left_out: options.policy.left_out(&judged.ignored),
        gates: gates.collect(),
    }
}
