//! How often each check fired, passed or stayed open over the corpus, so that a check which never speaks, or always does,
//! can be seen.

use std::fmt::Write as _;
use std::path::Path;

use caseproof::catalogue::Severity;
use caseproof::design::{Content, Loader};
use caseproof::engine::{Engine, Options};
use caseproof::facts::World;
use caseproof::judge::judge_world;
use rayon::prelude::*;
use serde::Deserialize;

use super::inputs::{Input, Source, WITNESSES};

/// Where the reasons stand.
const REASONS: &str = "tests/silent.yaml";

/// What stands above the table.
const HEAD: &str = "\
# How often the checks fire

Written by `CORPUS_FREEZE=1 cargo test --test suite corpus::`, never by hand. `cargo run --example corpus -- statistics` prints the same over more
generated specs and over the cases of a folder.

The first five columns of numbers count over the sample designs and the real designs, the last five over the examples of all other checks,
the designs of `tests/witness` and the generated specs of the corpus. A check counts once for each part, joint or step to which it applies. A finding that is folded under another
counts; `open` is not assessed. A check that fires nowhere but in its own examples needs a design that shows it, or a reason; a check that fires
wherever it applies says more about the format than about designs.

";

/// What became of a check on all things to which it applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Findings.
    pub errors: usize,
    /// Findings.
    pub warnings: usize,
    /// Findings.
    pub advice: usize,
    /// Judged, and nothing found.
    pub passed: usize,
    /// Not assessed, because something is not known.
    pub open: usize,
}

/// A check with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Over the sample designs and the real designs.
    pub designs: Outcomes,
    /// Over the examples of all other checks, the witnesses and the generated specs.
    pub others: Outcomes,
}

impl Outcomes {
    /// How often it fired.
    pub const fn fired(&self) -> usize {
        self.errors + self.warnings + self.advice
    }

    fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
        self.passed += other.passed;
        self.open += other.open;
    }

    fn cells(&self) -> String {
        let Self { errors, warnings, advice, passed, open } = self;
        [errors, warnings, advice, passed, open]
            .map(|count| if *count == 0 { "·".to_owned() } else { count.to_string() })
            .join(" | ")
    }
}

/// The outcomes of all checks over the inputs, in the order of their names. The examples of a check do not count for it.
pub fn rows(inputs: &[Input], today: &str) -> Result<Vec<Row>, String> {
    let engine = Engine::builtin().map_err(|wrong| format!("{} built-in checks do not compile", wrong.len()))?;
    let counted: Vec<(&Input, Vec<Outcomes>)> = inputs.par_iter().map(|input| (input, outcomes(&engine, input, today))).collect();
    let row = |(number, check): (usize, &caseproof::catalogue::Check)| {
        let definition = &check.definition;
        let own = format!("examples/{}", definition.name);
        let mut row = Row {
            code: definition.code.clone(),
            name: definition.name.clone(),
            designs: Outcomes::default(),
            others: Outcomes::default(),
        };
        for (input, outcomes) in counted.iter().filter(|(input, _)| input.group != own) {
            let design = matches!(input.source, Source::File(_)) && !input.name.starts_with(WITNESSES);
            let side = if design { &mut row.designs } else { &mut row.others };
            side.add(outcomes[number]);
        }
        row
    };
    Ok(engine.checks().iter().enumerate().map(row).collect())
}

/// The outcome of each check on a spec; none of them applied to what cannot be read.
fn outcomes(engine: &Engine, input: &Input, today: &str) -> Vec<Outcomes> {
    let loader = Loader::new(Path::new("."));
    let read = match &input.source {
        Source::Text(text) => loader.text(text.clone(), &input.name, None),
        Source::File(path) => loader.file(path, &input.name),
    };
    let mut counts = vec![Outcomes::default(); engine.checks().len()];
    let Content::Specs(specs) = read.content else { return counts };
    let options = Options { today: Some(today.to_owned()), ..Options::default() };
    for spec in &specs {
        let world = World::new(spec, options.gate).on(options.today.as_deref());
        // All of them first, because some read what the others came to.
        let _ = judge_world(&world, &engine.checks().iter().collect::<Vec<_>>(), None);
        for (count, check) in counts.iter_mut().zip(engine.checks()) {
            let alone = judge_world(&world, &[check], None);
            let of = |severity| alone.findings.iter().filter(|finding| finding.severity == severity).count();
            count.add(Outcomes {
                errors: of(Severity::Error),
                warnings: of(Severity::Warning),
                advice: of(Severity::Advice),
                passed: alone.coverage.passed,
                open: alone.coverage.not_assessed,
            });
        }
    }
    counts
}

/// Why a check that never fires outside of its own examples stays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silent {
    /// Code of the check.
    pub check: String,
    /// Why it stays.
    pub reason: String,
}

/// The reasons that are kept with the tests.
pub fn reasons() -> Result<Vec<Silent>, String> {
    let text = std::fs::read_to_string(REASONS).map_err(|error| format!("{REASONS}: {error}"))?;
    serde_yaml::from_str(&text).map_err(|error| format!("{REASONS}: {error}"))
}

/// The checks that never fired outside of their own examples.
pub fn silent(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.designs.fired() + row.others.fired() == 0)
}

/// The page of the documentation.
pub fn page(rows: &[Row], reasons: &[Silent]) -> String {
    let mut out = String::from(HEAD);
    out.push_str(&table(rows));
    let count = silent(rows).count();
    let _ = write!(out, "\n## Never fired\n\n{count} of {} checks fired nowhere but in their own examples.\n", rows.len());
    if count > 0 {
        out.push_str("\n| code | check | why it stays |\n| --- | --- | --- |\n");
    }
    for row in silent(rows) {
        let reason = reasons.iter().find(|silent| silent.check == row.code).map_or("", |silent| &silent.reason);
        let _ = writeln!(out, "| {} | {} | {reason} |", row.code, row.name);
    }
    out
}

/// The rows as a table.
fn table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| code | check | errors | warnings | advice | passed | open | errors | warnings | advice | passed | open |\n\
         | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for row in rows {
        let _ = writeln!(out, "| {} | {} | {} | {} |", row.code, row.name, row.designs.cells(), row.others.cells());
    }
    out
}
