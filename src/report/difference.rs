//! What changed from one run to another: for reading, as Markdown for a pull request, and for programs.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::publish::amount;
use super::published::{Amount, Coverage, Rejected};
use super::sanitize::one_line;
use super::table::wrapped;
use super::words::{Rules, side_words};
use crate::compare::{Before, Change, Designed, KINDS, Kind, Standing};
use crate::facts;
use crate::finding::{self, Gauge, Mark};

/// Version of the form for programs.
const SCHEMA_VERSION: u32 = 1;
/// Columns for what became of a finding, its severity and its code.
const LIMITS: [usize; 3] = [9, 7, 12];

/// What changed, before it is written.
#[derive(Clone, Copy)]
pub struct Differences<'r> {
    /// What the two sides are called.
    pub names: [&'r str; 2],
    /// The designs.
    pub designs: &'r [Designed],
    /// Files of both sides that could not be judged.
    pub rejected: [&'r [finding::Rejected]; 2],
}

/// What changed, for programs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Published {
    /// Version of this format.
    schema_version: u32,
    /// What was compared with what.
    old: String,
    new: String,
    /// How many findings of each kind.
    summary: Counts,
    /// The designs in which anything changed.
    designs: Vec<Compared>,
    /// Files that could not be judged before.
    rejected_old: Vec<Rejected>,
    /// Files that cannot be judged now.
    rejected_new: Vec<Rejected>,
}

/// Numbers of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
struct Counts {
    designs: usize,
    new: usize,
    worsened: usize,
    undecided: usize,
    improved: usize,
    waived: usize,
    fixed: usize,
    gone: usize,
    unchanged: usize,
}

/// A design with what changed in it; what it has on one side only is left out on the other.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Compared {
    design: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_verdict: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_coverage: Option<Coverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage>,
    changes: Vec<Changed>,
    /// Findings that are as they were.
    unchanged: usize,
}

/// A finding that is not as it was.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
struct Changed {
    /// What became of it.
    #[schemars(extend("enum" = ["new", "worsened", "undecided", "improved", "waived", "fixed", "gone"]))]
    change: String,
    code: String,
    check: String,
    /// How bad it is; how bad it was, where it is no longer there.
    severity: String,
    /// How bad it was, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_severity: Option<String>,
    /// What its check was before, where it is new: `passed`, `undecided`, `waived` or `absent`, if the design was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    at: String,
    message: String,
    /// What was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_actual: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_limit: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    fingerprint: String,
}

/// The word for what became of a finding.
const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "new",
        Kind::Worsened => "worsened",
        Kind::Lost => "undecided",
        Kind::Improved => "improved",
        Kind::Waived => "waived",
        Kind::Fixed => "fixed",
        Kind::Gone => "gone",
    }
}

/// The quantity of a finding as it is now, if it is there now.
fn gauge(change: &Change) -> Option<Gauge> {
    let there = matches!(change.kind, Kind::New | Kind::Worsened | Kind::Improved);
    there.then(|| Mark::from(&change.finding).gauge).flatten()
}

fn changed(change: &Change, rules: Rules<'_>) -> Changed {
    let (now, was) = (gauge(change), change.was.and_then(|was| was.gauge));
    let before = change.before.map(|before| match before {
        Before::Passed => "passed",
        Before::Open => "undecided",
        Before::Waived => "waived",
        Before::Absent => "absent",
    });
    let finding = &change.finding;
    let old_severity = change.was.map(|was| was.severity).filter(|was| *was != finding.severity);
    Changed {
        change: word(change.kind).to_owned(),
        code: finding.code.clone(),
        check: finding.check.clone(),
        severity: finding.severity.word().to_owned(),
        old_severity: old_severity.map(|was| was.word().to_owned()),
        before: before.map(str::to_owned),
        at: finding.at.clone(),
        message: rules.message(finding),
        actual: now.map(|gauge| amount(gauge.shown().0)),
        old_actual: was.map(|gauge| amount(gauge.shown().0)),
        limit: now.map(|gauge| amount(gauge.shown().1)),
        old_limit: was.map(|gauge| amount(gauge.shown().1)),
        side: now.or(was).map(|gauge| side_words(gauge.side).replace(' ', "-")),
        fingerprint: finding.fingerprint.clone(),
    }
}

fn counts(designs: &[Designed]) -> Counts {
    let of = |kind| designs.iter().map(|design| design.count(kind)).sum();
    Counts {
        designs: designs.len(),
        new: of(Kind::New),
        worsened: of(Kind::Worsened),
        undecided: of(Kind::Lost),
        improved: of(Kind::Improved),
        waived: of(Kind::Waived),
        fixed: of(Kind::Fixed),
        gone: of(Kind::Gone),
        unchanged: designs.iter().map(|design| design.unchanged).sum(),
    }
}

/// What changed, for programs.
#[must_use]
pub fn differences(all: Differences<'_>, rules: Rules<'_>) -> Published {
    let covered = |standing: Option<Standing>| {
        standing.map(|Standing { coverage, .. }| {
            let facts::Coverage { applicable, passed, failed, waived, not_assessed } = coverage;
            Coverage { applicable, passed, failed, waived, not_assessed }
        })
    };
    let verdict = |standing: Option<Standing>| standing.map(|standing| standing.verdict.word().to_owned());
    let design = |of: &Designed| Compared {
        design: of.design.clone(),
        old_file: of.files.0.clone(),
        file: of.files.1.clone(),
        old_verdict: verdict(of.standing.0),
        verdict: verdict(of.standing.1),
        old_coverage: covered(of.standing.0),
        coverage: covered(of.standing.1),
        changes: of.changes.iter().map(|change| changed(change, rules)).collect(),
        unchanged: of.unchanged,
    };
    let rejected = |of: &[finding::Rejected]| of.iter().map(Rejected::from).collect();
    Published {
        schema_version: SCHEMA_VERSION,
        old: all.names[0].to_owned(),
        new: all.names[1].to_owned(),
        summary: counts(all.designs),
        designs: all.designs.iter().filter(|of| of.differs()).map(design).collect(),
        rejected_old: rejected(all.rejected[0]),
        rejected_new: rejected(all.rejected[1]),
    }
}

/// Verdict and coverage before and now: `needs-work -> not-ready, coverage 85 % (17 of 20) -> 85 % (18 of 21)`.
fn stands(design: &Designed) -> String {
    let words = |standing: &Standing| {
        let facts::Coverage { applicable, not_assessed, .. } = standing.coverage;
        let decided = applicable.saturating_sub(not_assessed);
        let share = standing.coverage.share().map_or(0.0, |share| (share * 100.0).floor());
        (standing.verdict.word(), format!("{share:.0} % ({decided} of {applicable})"))
    };
    let turn = |old: &str, new: &str| if old == new { old.to_owned() } else { format!("{old} -> {new}") };
    match (design.standing.0.as_ref().map(words), design.standing.1.as_ref().map(words)) {
        (Some(old), Some(new)) => format!("{}, coverage {}", turn(old.0, new.0), turn(&old.1, &new.1)),
        (None, Some((verdict, share))) => format!("added, {verdict}, coverage {share}"),
        (Some((verdict, share)), None) => format!("removed, was {verdict}, coverage {share}"),
        (None, None) => String::new(),
    }
}

/// Its file, or its file before and now.
fn files(design: &Designed) -> String {
    match &design.files {
        (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
        (old, new) => new.as_ref().or(old.as_ref()).cloned().unwrap_or_default(),
    }
}

/// A sentence about a finding, with what it was.
fn sentence(change: &Change, rules: Rules<'_>) -> String {
    let message = rules.message(&change.finding);
    let was = match (change.kind, change.before, change.was) {
        (Kind::New, Some(Before::Open), _) => Some("could not be decided before".to_owned()),
        (Kind::New, Some(Before::Waived), _) => Some("was waived before".to_owned()),
        (Kind::Worsened | Kind::Improved, _, Some(was)) => Some(was_words(was, Mark::from(&change.finding))),
        (Kind::Lost, ..) => Some("less is known than before, so it cannot be decided".to_owned()),
        _ => None,
    };
    was.map_or_else(|| message.clone(), |was| format!("{message} ({was})"))
}

/// What a finding was: its severity and its limit only where these are others.
fn was_words(was: Mark, now: Mark) -> String {
    let mut words = Vec::new();
    if was.severity != now.severity {
        words.push(was.severity.word().to_owned());
    }
    if let Some(gauge) = was.gauge {
        let (actual, limit) = gauge.shown();
        words.push(actual.to_string());
        if now.gauge.is_none_or(|now| now.limit != gauge.limit || now.side != gauge.side) {
            words.push(format!("{} {limit}", side_words(gauge.side)));
        }
    }
    format!("was {}", words.join(", "))
}

/// What changed in a few words.
fn summary(all: Differences<'_>) -> String {
    let counted = |kind: Kind| (all.designs.iter().map(|design| design.count(kind)).sum::<usize>(), word(kind));
    let words: Vec<String> = KINDS.into_iter().map(counted).map(|(count, word)| format!("{count} {word}")).collect();
    let Counts { designs, unchanged, .. } = counts(all.designs);
    let differ = all.designs.iter().filter(|design| design.differs()).count();
    let plural = if designs == 1 { "" } else { "s" };
    let [old, new] = all.names.map(one_line);
    format!("{old} -> {new}: {designs} design{plural}, {differ} changed: {}, {unchanged} unchanged", words.join(", "))
}

/// Writes what changed as text.
pub fn write_difference(all: Differences<'_>, rules: Rules<'_>, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    for design in all.designs.iter().filter(|design| design.differs()) {
        writeln!(out, "{} ({})  {}", one_line(&design.design), one_line(&files(design)), stands(design))?;
        let row = |change: &Change| {
            let finding = &change.finding;
            let said = format!("{}: {}", finding.at, sentence(change, rules));
            [word(change.kind).to_owned(), finding.severity.word().to_owned(), finding.code.clone(), said].to_vec()
        };
        let rows: Vec<Vec<String>> = design.changes.iter().map(row).collect();
        writeln!(out, "{}", wrapped(&rows, &LIMITS, "  ", width))?;
    }
    writeln!(out, "{}", summary(all))
}

/// Writes what changed as Markdown, for a pull request.
pub fn write_difference_markdown(all: Differences<'_>, rules: Rules<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "**{}**", markdown(&summary(all)))?;
    for design in all.designs.iter().filter(|design| design.differs()) {
        writeln!(out, "\n#### {} ({})\n\n{}", markdown(&design.design), markdown(&files(design)), markdown(&stands(design)))?;
        if !design.changes.is_empty() {
            writeln!(out, "\n| change | severity | check | at | finding |\n| --- | --- | --- | --- | --- |")?;
        }
        for change in &design.changes {
            let finding = &change.finding;
            let cells = [word(change.kind), finding.severity.word(), &finding.code, &finding.at, &sentence(change, rules)];
            writeln!(out, "| {} |", cells.map(markdown).join(" | "))?;
        }
    }
    for rejected in all.rejected[1] {
        writeln!(out, "\n{} could not be judged", markdown(&rejected.file.path))?;
    }
    Ok(())
}

/// A text of which Markdown makes nothing but text, in one line. A name behind `@` would call somebody.
fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '@' => safe.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    // `-> ` was made here and is no markup.
    safe.replace("-&gt;", "→")
}
