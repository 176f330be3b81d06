//! Judging all checks on one design: whether each applies, what it measures or asks, and what that rests on.
//!
//! What comes out is plain data. This module must never know how anything is shown.

mod clear;
mod examples;
mod fill;
mod fold;
mod ground;
mod place;
mod policy;
mod proof;
mod prove;
mod reads;
mod subjects;
mod unsaid;
mod waive;
mod weigh;
mod window;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::catalogue::{Check, Severity};
use crate::design::{Spec, Stage};
use crate::facts::{Coverage, Found, Gap, OpenCheck, Seen, World};
use crate::finding::{Finding, Need, NotAssessed, Verdict, Waived, fingerprint};
use crate::language::Truth;
use crate::vocabulary::{FactId, Item, Kind};
use crate::world::project::WaiverView;
use prove::finding;
use subjects::{Listed, Subjects};
use waive::Waivers;
use weigh::{Weighed, measures_nothing, passes, weigh};

pub use examples::{ExampleOutcome, complete, run_examples};
pub use ground::{Ground, grounds};
pub use policy::{Policy, Taken};
pub use proof::{Branch, Outcome, Proof, places, proofs};
pub use reads::Asked;
pub use waive::WaiverFault;
pub use window::{Window, WindowBound, windows};

/// What the checks say about one design.
#[derive(Debug, Default)]
pub struct Judgement {
    /// What the design goes by: its number, else its name.
    pub identity: String,
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// Names of the checks that found that something is not known, or could not say whether it is.
    pub open: Vec<String>,
    /// Codes of the checks that the project leaves out, with how many findings each has.
    pub ignored: Vec<(String, usize)>,
    /// Findings that are accepted.
    pub waived: Vec<Waived>,
    /// Checks that could not be decided.
    pub not_assessed: Vec<NotAssessed>,
    /// Names of the checks that found nothing on one subject or more.
    pub passed: Vec<String>,
    /// How much was judged.
    pub coverage: Coverage,
    /// Checks that failed themselves.
    pub internal: Vec<String>,
    /// Each check that a waiver names, with what the waiver does.
    pub accepted: Vec<WaiverView>,
    /// Mistakes in the waivers of the design; a waiver with one covers nothing.
    pub waiver_faults: Vec<WaiverFault>,
}

impl Judgement {
    /// How the design stands.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let opens = |finding: &Finding| self.open.contains(&finding.check);
        if self.findings.iter().any(|finding| finding.severity == Severity::Error) {
            Verdict::NotReady
        } else if self.findings.iter().any(|finding| finding.severity == Severity::Warning && !opens(finding)) {
            Verdict::NeedsWork
        } else if !self.open.is_empty() {
            Verdict::Open
        } else if self.coverage.applicable == self.coverage.not_assessed {
            Verdict::NotAssessed
        } else {
            Verdict::NoFindings
        }
    }
}

/// Judges a design by all checks. `today` is the date on which waivers are held to, year first.
#[must_use]
pub fn judge(spec: &Spec, checks: &[&Check], gate: Option<Stage>, today: Option<&str>) -> Judgement {
    judge_world(&World::new(spec, gate).on(today), checks, today)
}

/// Judges a design that is resolved already.
#[must_use]
pub fn judge_world(world: &World<'_>, checks: &[&Check], today: Option<&str>) -> Judgement {
    judge_under(world, checks, today, &Policy::default())
}

/// Judges a design that is resolved already as its project wants it.
#[must_use]
pub fn judge_under(world: &World<'_>, checks: &[&Check], today: Option<&str>, policy: &Policy) -> Judgement {
    let mut judgement = Judgement::default();
    let (last, design): (Vec<&Check>, Vec<&Check>) = checks.iter().copied().partition(|check| check.is_of_project());
    let (late, early): (Vec<&Check>, Vec<&Check>) = design.into_iter().partition(|check| check.late);
    let mut subjects = Subjects::default();
    let (waivers, faults) = Waivers::compile(world, checks, today, policy);
    judgement.waiver_faults = faults;
    let terms = Terms { waivers, policy };
    let mut found = Vec::new();
    for check in early {
        guarded(check, world, subjects.of(check.subject, world), &terms, &mut judgement, &mut found);
    }
    let open: &[NotAssessed] = if world.defects.is_empty() { &[] } else { &judgement.not_assessed };
    let seen = Seen { found: judgement.findings.iter().map(known).collect(), open: open.iter().map(undecided).collect() };
    let _ = world.seen.set(seen);
    let (of_coverage, late): (Vec<&Check>, Vec<&Check>) = late.into_iter().partition(|check| check.is_of_coverage());
    for check in late {
        guarded(check, world, subjects.of(check.subject, world), &terms, &mut judgement, &mut found);
    }
    // Set once and never again: what reads it says the share that is reported.
    let coverage = judgement.coverage;
    let _ = world.coverage.set(coverage);
    for check in of_coverage {
        guarded(check, world, subjects.of(check.subject, world), &terms, &mut judgement, &mut found);
    }
    judgement.not_assessed.iter().for_each(|open| terms.waivers.note_open(open));
    judgement.accepted = terms.waivers.accepted();
    let _ = world.accepted.set(judgement.accepted.clone());
    let _ = world.wanted.set(policy.wanted.clone());
    for check in last {
        guarded(check, world, subjects.of(check.subject, world), &terms, &mut judgement, &mut found);
    }
    // What is accepted and wanted says nothing of how much of the design could be judged.
    judgement.coverage = coverage;
    clear::withhold(&mut judgement.findings, checks, world, &mut subjects);
    judgement.findings.sort_by(|a, b| {
        // What is furthest beyond its limit comes first; what has no limit stands between.
        (b.severity, a.consequence, b.confidence)
            .cmp(&(a.severity, b.consequence, a.confidence))
            .then_with(|| a.beyond().total_cmp(&b.beyond()))
            .then_with(|| (a.span, &a.code).cmp(&(b.span, &b.code)))
    });
    // Waived findings are not among them, so that what was folded under one stands up.
    fold::fold(&mut judgement.findings, &yielding(&found, checks));
    fingerprints(world.spec, &mut judgement);
    judgement
}

/// What facts may know of a finding.
fn known(finding: &Finding) -> Found {
    let places = finding.labels.iter().map(|label| &label.at).chain([&finding.at, &finding.cause]);
    Found {
        code: finding.code.as_str().into(),
        check: finding.check.as_str().into(),
        places: places.cloned().collect(),
        span: finding.span,
    }
}

/// What facts may know of what is not assessed.
fn undecided(open: &NotAssessed) -> OpenCheck {
    OpenCheck {
        check: open.check.as_str().into(),
        at: open.at.clone(),
        needs: open.needs.iter().map(|need| need.at.clone()).collect(),
    }
}

/// Lets a world know how much of its design can be judged, for a look at single checks that read it.
pub fn cover(world: &World<'_>, checks: &[Check]) {
    if world.coverage.get().is_none() {
        let _ = judge_world(world, &checks.iter().collect::<Vec<_>>(), None);
    }
}

/// The checks with findings that yield to others with findings, with these, by name.
fn yielding<'c>(found: &[&'c Check], checks: &[&'c Check]) -> fold::Yields<'c> {
    let called = |name: &String| {
        // Of several that are called so the last is meant.
        let last = || checks.iter().rfind(|check| check.is_called(name)).map(|check| &*check.name);
        found.iter().any(|check| check.is_called(name)).then(last)?
    };
    found.iter().map(|check| (&*check.name, check.definition.yields_to.iter().filter_map(called).collect())).collect()
}

/// What a project and the owner of a design have to say of findings.
struct Terms<'t> {
    waivers: Waivers<'t>,
    policy: &'t Policy,
}

/// Judges one check, which is among those found if it has a finding; if the program itself fails in it, the others go on.
fn guarded<'c>(
    check: &'c Check,
    world: &World<'_>,
    subjects: &Listed,
    terms: &Terms<'_>,
    judgement: &mut Judgement,
    found: &mut Vec<&'c Check>,
) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut own = Judgement::default();
        if subjects.slots.is_empty() && subjects.gaps.is_empty() || !concerns(check, world) {
            return own;
        }
        // A single subject leads to one thing, and a check without any is not even read.
        let several = subjects.slots.len() > 1;
        let mut guard = check.applies.as_ref().filter(|_| several).and_then(|applies| applies.guard());
        for slots in &subjects.slots {
            if !guard.as_mut().is_some_and(|guard| guard.rules_out(world, slots)) {
                judge_subject(check, world, slots, terms, &mut own);
            }
        }
        for gap in &subjects.gaps {
            own.coverage.applicable += 1;
            own.coverage.not_assessed += 1;
            own.not_assessed.push(untold(check, gap));
        }
        own
    }));
    match outcome {
        // What is left out is neither a pass nor a finding, but nobody is to think that there was nothing.
        Ok(own) if terms.policy.ignores(check) => {
            let findings = own.findings.len() + own.waived.len();
            judgement.ignored.extend((findings > 0).then(|| (check.code.to_string(), findings)));
        }
        Ok(own) => {
            found.extend((!own.findings.is_empty()).then_some(check));
            judgement.passed.extend((own.coverage.passed > 0).then(|| check.name.to_string()));
            judgement.findings.extend(own.findings);
            judgement.open.extend(own.open);
            judgement.open.extend(own.not_assessed.iter().filter(|open| open.opens).map(|open| open.check.clone()));
            judgement.waived.extend(own.waived);
            judgement.not_assessed.extend(own.not_assessed);
            judgement.coverage.applicable += own.coverage.applicable;
            judgement.coverage.passed += own.coverage.passed;
            judgement.coverage.failed += own.coverage.failed;
            judgement.coverage.waived += own.coverage.waived;
            judgement.coverage.not_assessed += own.coverage.not_assessed;
        }
        Err(_) => judgement.internal.push(check.name.to_string()),
    }
}

/// Whether a check is about a design like this one: unless it is known not to be, it is judged.
fn concerns(check: &Check, world: &World<'_>) -> bool {
    let whole = [Item::new(Kind::Design, 0)];
    check.concerns.as_ref().is_none_or(|condition| condition.judge(world, &whole) != Truth::False)
}

/// Whether a check applies to a subject: it is about designs like this one, and its condition holds.
fn applies(check: &Check, world: &World<'_>, slots: &[Item]) -> Truth {
    if !concerns(check, world) {
        return Truth::False;
    }
    check.applies.as_ref().map_or(Truth::True, |condition| condition.judge(world, slots))
}

fn judge_subject(check: &Check, world: &World<'_>, slots: &[Item], terms: &Terms<'_>, own: &mut Judgement) {
    let applies = check.applies.as_ref().map_or(Truth::True, |condition| condition.judge(world, slots));
    if applies == Truth::False {
        return;
    }
    if applies == Truth::Unknown {
        own.coverage.applicable += 1;
        own.coverage.not_assessed += 1;
        own.not_assessed.push(open(check, world, slots, None));
        return;
    }
    if passes(check, world, slots) {
        own.coverage.applicable += 1;
        own.coverage.passed += 1;
        return;
    }
    if measures_nothing(check, world, slots) {
        return;
    }
    own.coverage.applicable += 1;
    let weighed = weigh(check, world, slots);
    match weighed.truth {
        Truth::False => own.coverage.passed += 1,
        Truth::Unknown => {
            own.coverage.not_assessed += 1;
            own.not_assessed.push(open(check, world, slots, Some(&weighed)));
        }
        Truth::True => {
            let mut finding = finding(check, world, slots, &weighed);
            terms.policy.grade(check, world.stage, &mut finding);
            match terms.waivers.covering(&finding, world, slots) {
                Some(waiver) => {
                    own.coverage.waived += 1;
                    let text = |field: &crate::yaml::Field<Box<str>>| field.get().map_or_else(String::new, ToString::to_string);
                    own.waived.push(Waived {
                        finding,
                        owner: text(&waiver.owner),
                        reason: text(&waiver.reason),
                        until: text(&waiver.until),
                    });
                }
                None => {
                    own.coverage.failed += 1;
                    own.open.extend(check.opens.then(|| check.name.to_string()));
                    own.findings.push(finding);
                }
            }
        }
    }
}

/// What is missing for a check that could not be decided; without a judgement it is not even known whether it applies.
fn open(check: &Check, world: &World<'_>, slots: &[Item], weighed: Option<&Weighed>) -> NotAssessed {
    let missing = match (weighed, &check.applies) {
        (Some(weighed), _) => world.needs(&weighed.notes),
        (None, Some(applies)) => world.needs(&applies.notes(world, slots)),
        (None, None) => Vec::new(),
    };
    let weight = weighed.and_then(|weighed| weighed.measured.as_ref());
    let counts = check.measure.as_ref().and_then(|measure| measure.figure.path()?.fact()).is_some_and(FactId::is_count);
    let wants = weight.map_or_else(Vec::new, |weight| clear::wants(weight, counts));
    let field = check.measure.as_ref().and_then(|measure| clear::field(measure, world, slots));
    let mut needs = clear::needs(world, missing, field.as_ref(), &wants);
    unsaid::of_steps(world, slots[0], &mut needs);
    let name = check.measure.as_ref().filter(|_| !wants.is_empty()).map(|measure| measure.name.to_string());
    NotAssessed {
        check: check.name.to_string(),
        code: check.code.to_string(),
        at: world.path(slots[0]),
        needs,
        passes: name.map(|name| (name, wants)),
        opens: check.opens,
    }
}

/// A check on things of which the design does not tell.
fn untold(check: &Check, gap: &Gap) -> NotAssessed {
    NotAssessed {
        check: check.name.to_string(),
        code: check.code.to_string(),
        at: gap.at.clone(),
        needs: unsaid::of_gap(gap)
            .into_iter()
            .map(|at| Need { at, closer: false, wants: Vec::new(), unknown: None, one_of: Vec::new() })
            .collect(),
        passes: None,
        opens: check.opens,
    }
}

/// Gives every finding its identity: design, check and subject, and a number if that is not enough.
fn fingerprints(spec: &Spec, judgement: &mut Judgement) {
    let about = spec.design.get();
    let design = about.and_then(|about| about.number.get().or_else(|| about.name.get())).map_or("", |text| text);
    design.clone_into(&mut judgement.identity);
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(judgement.findings.len());
    let waived = judgement.waived.iter_mut().map(|waived| &mut waived.finding);
    for finding in judgement.findings.iter_mut().chain(waived) {
        let identity = [design, "\u{1f}", &finding.check, "\u{1f}", &finding.identity].concat();
        if let Some(count) = seen.get_mut(&identity) {
            *count += 1;
            finding.fingerprint = fingerprint(&format!("{identity}\u{1f}{count}"));
        } else {
            finding.fingerprint = fingerprint(&identity);
            seen.insert(identity, 1);
        }
    }
}
