//! Judging all checks on one design.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::subject::{Slots, Subject};
use super::waive::{WaiverFault, Waivers};
use super::{Check, Severity};
use crate::design::{Spec, Stage};
use crate::facts::{Coverage, Item, Origin, Trace, Value, World};
use crate::finding::{Citation, Confidence, Finding, Label, Loss, NotAssessed, Verdict, Waived};
use crate::knowledge::{Basis, library};
use crate::language::{Deciding, Evidence, Path, Truth};
use crate::quantity::{Measure, display_number, find_unit, round_toward};
use crate::yaml::Span;

/// What the checks say about one design.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Findings, the worst first.
    pub findings: Vec<Finding>,
    /// Findings that are accepted.
    pub waived: Vec<Waived>,
    /// Checks that could not be decided.
    pub not_assessed: Vec<NotAssessed>,
    /// How much was judged.
    pub coverage: Coverage,
    /// Checks that failed themselves.
    pub internal: Vec<String>,
    /// Mistakes in the waivers of the design; a waiver with one covers nothing.
    pub waiver_faults: Vec<WaiverFault>,
}

impl Judgement {
    /// How the design stands.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let has = |severity| self.findings.iter().any(|finding| finding.severity == severity);
        if has(Severity::Error) {
            Verdict::NotReady
        } else if has(Severity::Warning) {
            Verdict::NeedsWork
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
    let world = World::new(spec, gate);
    let mut judgement = Judgement::default();
    let (late, early): (Vec<&Check>, Vec<&Check>) = checks.iter().copied().partition(|check| check.reads_coverage());
    let mut subjects = Subjects::default();
    let (waivers, faults) = Waivers::compile(&world, checks, today);
    judgement.waiver_faults = faults;
    for check in early {
        guarded(check, &world, subjects.of(check.subject, &world), &waivers, &mut judgement);
    }
    // Set once and never again; checks that read it come after.
    let _ = world.coverage.set(judgement.coverage);
    for check in late {
        guarded(check, &world, subjects.of(check.subject, &world), &waivers, &mut judgement);
    }
    judgement.findings.sort_by(|a, b| {
        // What is furthest beyond its limit comes first; what has no limit stands between.
        let beyond = |finding: &Finding| finding.margin.unwrap_or(0.0).min(0.0);
        (b.severity, a.consequence, b.confidence)
            .cmp(&(a.severity, b.consequence, a.confidence))
            .then_with(|| beyond(a).total_cmp(&beyond(b)))
            .then_with(|| (a.span, &a.code).cmp(&(b.span, &b.code)))
    });
    fingerprints(spec, &mut judgement);
    judgement
}

/// What checks are judged on, listed once for all checks of a subject.
#[derive(Default)]
struct Subjects(Vec<(Subject, Vec<Slots>)>);

impl Subjects {
    fn of(&mut self, subject: Subject, world: &World<'_>) -> &[Slots] {
        let known = self.0.iter().position(|(known, _)| *known == subject);
        let place = known.unwrap_or_else(|| {
            self.0.push((subject, subject.slots(world)));
            self.0.len() - 1
        });
        &self.0[place].1
    }
}

/// The labels of a check that find a place where it flags a spec.
pub(super) fn used_labels(spec: &Spec, check: &Check) -> Vec<usize> {
    let world = World::new(spec, None);
    let flagged = check.subject.slots(&world).into_iter().filter(|slots| check.when.judge(&world, slots) == Truth::True);
    let mut used = Vec::new();
    for slots in flagged {
        used.extend((0..check.labels.len()).filter(|label| place(&check.labels[*label].0, &world, &slots).is_some()));
    }
    used
}

/// Where the value of a fact stands in the design; the thing itself for a name without facts.
fn place(path: &Path, world: &World<'_>, slots: &[Item]) -> Option<Span> {
    let mut trace = Trace::on();
    path.value(world, slots, &mut trace);
    let last = given(&trace.origins).last();
    last.or_else(|| path.fact().is_none().then(|| world.span(slots[0])))
}

/// Judges one check; if the program itself fails in it, the others go on.
fn guarded(check: &Check, world: &World<'_>, subjects: &[Slots], waivers: &Waivers<'_>, judgement: &mut Judgement) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut own = Judgement::default();
        for slots in subjects {
            judge_subject(check, world, slots, waivers, &mut own);
        }
        own
    }));
    match outcome {
        Ok(own) => {
            judgement.findings.extend(own.findings);
            judgement.waived.extend(own.waived);
            judgement.not_assessed.extend(own.not_assessed);
            judgement.coverage.applicable += own.coverage.applicable;
            judgement.coverage.passed += own.coverage.passed;
            judgement.coverage.failed += own.coverage.failed;
            judgement.coverage.waived += own.coverage.waived;
            judgement.coverage.not_assessed += own.coverage.not_assessed;
        }
        Err(_) => judgement.internal.push(check.definition.name.clone()),
    }
}

fn judge_subject(check: &Check, world: &World<'_>, slots: &[Item], waivers: &Waivers<'_>, own: &mut Judgement) {
    let applies = check.applies.as_ref().map_or(Truth::True, |condition| condition.judge(world, slots));
    if applies == Truth::False {
        return;
    }
    own.coverage.applicable += 1;
    let decided = if applies == Truth::Unknown { Truth::Unknown } else { check.when.judge(world, slots) };
    match decided {
        Truth::False => own.coverage.passed += 1,
        Truth::Unknown => {
            own.coverage.not_assessed += 1;
            let open = if applies == Truth::Unknown { check.applies.as_ref() } else { Some(&check.when) };
            own.not_assessed.push(NotAssessed {
                check: check.definition.name.clone(),
                code: check.definition.code.clone(),
                at: world.path(slots[0]),
                needs: open.map_or_else(Vec::new, |condition| condition.explain(world, slots).needs),
            });
        }
        Truth::True => {
            let finding = finding(check, world, slots);
            match waivers.covering(&finding, world, slots) {
                Some(waiver) => {
                    own.coverage.waived += 1;
                    let text = |field: &crate::yaml::Field<Box<str>>| field.get().map_or_else(String::new, ToString::to_string);
                    own.waived.push(Waived { finding, owner: text(&waiver.owner), reason: text(&waiver.reason) });
                }
                None => {
                    own.coverage.failed += 1;
                    own.findings.push(finding);
                }
            }
        }
    }
}

fn finding(check: &Check, world: &World<'_>, slots: &[Item]) -> Finding {
    let definition = &check.definition;
    let mut evidence = check.when.explain(world, slots);
    let mut severity = definition.severity.at(world.stage.map(Stage::word));
    if let Some((worse, condition)) = &check.escalate {
        let more = condition.explain(world, slots);
        if more.truth == Truth::True && *worse > severity {
            // What it rests on counts for the confidence; actual and limit stay those of the finding itself.
            severity = *worse;
            evidence.origins.extend(more.origins);
        }
    }
    let basis = weakest(check, &evidence);
    let confidence = Confidence::from(basis);
    // A figure without a source never makes an error by itself.
    if confidence == Confidence::Low {
        severity = severity.min(Severity::Warning);
    }
    let labels = labels(check, world, slots, &evidence);
    let (actual, limit, margin, clears) = evidence.deciding.as_ref().map_or((None, None, None, None), |deciding| {
        (Some(deciding.actual), Some(deciding.limit), margin(deciding), clears(deciding))
    });
    Finding {
        code: definition.code.clone(),
        check: definition.name.clone(),
        title: definition.title.clone(),
        severity,
        consequence: definition.consequence,
        confidence,
        message: check.message.fill(world, slots),
        help: check.help.fill(world, slots),
        why: definition.why.trim().to_owned(),
        sources: citations(check, &evidence),
        at: world.path(slots[0]),
        span: labels.first().map_or_else(|| world.span(slots[0]), |label| label.span),
        labels,
        actual,
        limit,
        margin,
        clears,
        loss: check.loss.as_ref().and_then(|path| loss(path, world, slots)),
        fingerprint: String::new(),
    }
}

/// What is expected to be lost to a finding: the share that its check names, in money where the design gives cost and volume.
fn loss(path: &Path, world: &World<'_>, slots: &[Item]) -> Option<Loss> {
    let Some(Value::Number(share)) = path.value(world, slots, &mut Trace::off()) else { return None };
    let share = share.si.clamp(0.0, 1.0);
    let production = world.spec.production.get();
    let cost = production.and_then(|production| production.target_unit_cost.get());
    let volume = production.and_then(|production| production.annual_volume.get());
    let money = cost.zip(volume).and_then(|(cost, volume)| {
        // A share that is lost has to be made again: for each good unit share / (1 - share) more are started.
        crate::formulas::cost::cost_of_yield_gap(volume.si(), cost.si(), 1.0, 1.0 - share)
    });
    Some(Loss { share, money: money.map(|money| Measure::new(money, find_unit("USD"))) })
}

/// The weakest basis of all figures that a finding rests on.
fn weakest(check: &Check, evidence: &Evidence) -> Basis {
    evidence
        .origins
        .iter()
        .filter_map(|origin| match origin {
            Origin::Given(_) => None,
            Origin::Table { basis, .. } | Origin::Row { basis, .. } => Some(*basis),
            Origin::Limit(index) => Some(check.limits[*index].basis),
        })
        .min()
        .unwrap_or(Basis::Sourced)
}

fn given(origins: &[Origin]) -> impl Iterator<Item = Span> {
    origins.iter().filter_map(|origin| match origin {
        Origin::Given(span) if *span != Span::default() => Some(*span),
        _ => None,
    })
}

/// The places to show: the one that decided first, then those the check has something to say about, then all others.
fn labels(check: &Check, world: &World<'_>, slots: &[Item], evidence: &Evidence) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let own = |span: Span, text: String, labels: &mut Vec<Label>| {
        if let Some(known) = labels.iter_mut().find(|label| label.span == span) {
            if known.text.is_empty() {
                known.text = text;
            }
        } else {
            labels.push(Label { span, text });
        }
    };
    let deciding = evidence.deciding.as_ref();
    let primary = check
        .at
        .as_ref()
        .and_then(|path| place(path, world, slots))
        .or_else(|| deciding.and_then(|deciding| given(&deciding.actual_origins).next()))
        .or_else(|| given(&evidence.origins).next())
        .unwrap_or_else(|| world.span(slots[0]));
    own(primary, String::new(), &mut labels);
    for (path, message) in &check.labels {
        if let Some(span) = place(path, world, slots) {
            own(span, message.fill(world, slots), &mut labels);
        }
    }
    for span in given(&evidence.origins) {
        own(span, String::new(), &mut labels);
    }
    labels
}

/// Distance to the limit as a share of it; none for temperatures, whose ratio means nothing, and for a limit of zero.
fn margin(deciding: &Deciding) -> Option<f64> {
    let limit = deciding.limit.si;
    if limit == 0.0 || deciding.limit.dimension().is_point() {
        return None;
    }
    let distance = if deciding.upper { limit - deciding.actual.si } else { deciding.actual.si - limit };
    Some(distance / limit.abs())
}

/// The value that would clear the finding, where a single field of the design is the actual value.
fn clears(deciding: &Deciding) -> Option<String> {
    match deciding.actual_origins[..] {
        [Origin::Given(_)] => {
            let sign = if deciding.upper { "<=" } else { ">=" };
            // Rounded to the side on which the finding is really cleared.
            let number = display_number(round_toward(deciding.limit.number(), !deciding.upper));
            let unit = deciding.limit.unit.map_or_else(String::new, |unit| format!(" {}", unit.name));
            Some(format!("{sign} {number}{unit}"))
        }
        _ => None,
    }
}

fn citations(check: &Check, evidence: &Evidence) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    let mut add = |id: &str, figure: String| {
        if citations.iter().any(|known| known.id == id && known.figure == figure) {
            return;
        }
        let text = library().find_source(id).map_or_else(
            || id.to_owned(),
            |source| {
                if source.title.is_empty() { source.address.to_owned() } else { format!("{}, {}", source.title, source.address) }
            },
        );
        citations.push(Citation { id: id.to_owned(), text, figure });
    };
    let cite = |origin: &Origin, add: &mut dyn FnMut(&str, String)| {
        let (sources, figure): (&[u16], String) = match origin {
            Origin::Given(_) => return,
            Origin::Table { entry, property, sources, .. } => (sources, format!("{entry} {property}")),
            Origin::Row { what, sources, .. } => (sources, what.clone()),
            Origin::Limit(index) => {
                let limit = &check.limits[*index];
                add(&limit.source, format!("{} {}", limit.name, limit.measure));
                return;
            }
        };
        if sources.is_empty() {
            add("unverified", figure);
        } else {
            for source in sources {
                add(library().source(*source).id, figure.clone());
            }
        }
    };
    // What decided comes first, then the mechanism, then what else the condition asked of the tables.
    let decided = evidence.deciding.iter().flat_map(|deciding| deciding.limit_origins.iter().chain(&deciding.actual_origins));
    for origin in decided {
        cite(origin, &mut add);
    }
    for source in &check.definition.sources {
        add(source, String::new());
    }
    for origin in &evidence.origins {
        cite(origin, &mut add);
    }
    citations
}

/// Gives every finding its identity: design, check and subject, and a number if that is not enough.
fn fingerprints(spec: &Spec, judgement: &mut Judgement) {
    let about = spec.design.get();
    let design = about.and_then(|about| about.number.get().or_else(|| about.name.get())).map_or("", |text| text);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let waived = judgement.waived.iter_mut().map(|waived| &mut waived.finding);
    for finding in judgement.findings.iter_mut().chain(waived) {
        let identity = format!("{design}\u{1f}{}\u{1f}{}", finding.check, finding.at);
        let count = seen.entry(identity.clone()).or_insert(0);
        *count += 1;
        finding.fingerprint = if *count == 1 { fnv(&identity) } else { fnv(&format!("{identity}\u{1f}{count}")) };
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): stable over versions and machines, which the hashers of the standard library are not.
fn fnv(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
