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

use crate::inputs::{Input, Source};

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
    /// Over the examples of all other checks and the generated specs.
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
        [errors, warnings, advice, passed, open].map(|count| if *count == 0 { "·".to_owned() } else { count.to_string() }).join(" | ")
    }
}

/// The outcomes of all checks over the inputs, in the order of their names. The examples of a check do not count for it.
pub fn rows(inputs: &[Input], today: &str) -> Result<Vec<Row>, String> {
    let engine = Engine::builtin().map_err(|wrong| format!("{} built-in checks do not compile", wrong.len()))?;
    let counted: Vec<(&Input, Vec<Outcomes>)> = inputs.par_iter().map(|input| (input, outcomes(&engine, input, today))).collect();
    let row = |(number, check): (usize, &caseproof::catalogue::Check)| {
        let definition = &check.definition;
        let own = format!("examples/{}", definition.name);
        let mut row =
            Row { code: definition.code.clone(), name: definition.name.clone(), designs: Outcomes::default(), others: Outcomes::default() };
        for (input, outcomes) in counted.iter().filter(|(input, _)| input.group != own) {
            let side = if matches!(input.source, Source::File(_)) { &mut row.designs } else { &mut row.others };
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
    let options = Options { gate: None, today: Some(today.to_owned()) };
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

/// The rows as the table of the documentation.
pub fn table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| code | check | errors | warnings | advice | passed | open | errors | warnings | advice | passed | open |\n\
         | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
    );
    for row in rows {
        let _ = writeln!(out, "| {} | {} | {} | {} |", row.code, row.name, row.designs.cells(), row.others.cells());
    }
    out
}
