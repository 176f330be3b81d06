//! Running every worked example: does the program reproduce what is published, and differ from what is misprinted?

use serde::Serialize;
use serde_json::json;

use super::arguments::Value;
use super::calculate::{Calculation, Given, calculate};
use super::published::{Basis, Comparison, Example, Examples, Expected, examples};
use super::show_number;
use crate::quantity::Unit;

/// What came out of one comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The computed value is the published one.
    Agrees,
    /// The computed value is the recomputed one; nothing is printed in the source.
    AgreesWithRecomputed,
    /// The source is misprinted; the computed value is the right one and differs from the misprint.
    Misprint,
    /// The computed value is not the right one.
    Differs,
}

impl Verdict {
    /// The verdict in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::AgreesWithRecomputed => "agrees (recomputed)",
            Self::Misprint => "source is misprinted",
            Self::Differs => "DIFFERS",
        }
    }
}

/// One output of one example.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Id of the example.
    pub id: &'static str,
    /// Name of the formula.
    pub formula: &'static str,
    /// Name of the output.
    pub output: &'static str,
    /// Unit of the values.
    pub unit: &'static str,
    /// What the source prints, misprint or not; a number, a list or a word.
    pub published: serde_json::Value,
    /// What is right, where the source is misprinted or prints nothing.
    pub expected: serde_json::Value,
    /// What was computed.
    pub computed: serde_json::Value,
    /// Largest difference of computed and expected, in the unit.
    pub difference: Option<f64>,
    /// The verdict.
    pub verdict: Verdict,
    /// Public source.
    pub source: &'static str,
    /// What is worth knowing.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'static str,
}

/// All examples.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// One line for each output of each example.
    pub lines: Vec<Line>,
    /// Number of examples.
    pub examples: usize,
    /// Outputs that agree with what is published.
    pub agree: usize,
    /// Outputs that agree with what was computed apart from the program.
    pub recomputed: usize,
    /// Outputs that differ from a misprint, as they should.
    pub misprints: usize,
    /// Outputs that differ and should not.
    pub differ: usize,
    /// Examples that could not be computed at all, and why.
    pub failures: Vec<String>,
}

impl Report {
    /// Whether every example came out as it should.
    #[must_use]
    pub const fn passed(&self) -> bool {
        self.differ == 0 && self.failures.is_empty()
    }
}

/// Runs every worked example.
#[must_use]
pub fn selftest() -> Report {
    match examples() {
        Ok(examples) => run(&examples),
        Err(message) => summary(Vec::new(), 0, vec![message]),
    }
}

pub(super) fn run(examples: &Examples) -> Report {
    let (mut lines, mut failures) = (Vec::new(), Vec::new());
    for example in &examples.examples {
        let given: Vec<_> = example.inputs.iter().map(|(name, node)| (*name, Given::Node(&examples.tree, *node))).collect();
        match calculate(example.formula, &given) {
            Ok(calculation) => lines.extend(example.comparisons.iter().map(|compared| line(example, &calculation, compared))),
            Err(faults) => failures.extend(faults.iter().map(|fault| format!("{}: {fault}", example.id))),
        }
    }
    summary(lines, examples.examples.len(), failures)
}

fn summary(lines: Vec<Line>, examples: usize, failures: Vec<String>) -> Report {
    let count = |verdict: Verdict| lines.iter().filter(|line| line.verdict == verdict).count();
    let (agree, recomputed) = (count(Verdict::Agrees), count(Verdict::AgreesWithRecomputed));
    let (misprints, differ) = (count(Verdict::Misprint), count(Verdict::Differs));
    Report { lines, examples, agree, recomputed, misprints, differ, failures }
}

/// Whether two values are the same within the tolerance of each number.
fn same(one: &Expected, other: &Expected, within: &[f64]) -> bool {
    match (one, other) {
        (Expected::Word(one), Expected::Word(other)) => one == other,
        (Expected::Numbers(one), Expected::Numbers(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).zip(within).all(|((one, other), within)| (one - other).abs() <= *within)
        }
        _ => false,
    }
}

fn line(example: &Example, calculation: &Calculation, compared: &Comparison) -> Line {
    let position = example.formula.outputs.iter().position(|output| output.name == compared.output.name);
    let computed = match position.and_then(|position| calculation.values.get(position)) {
        Some(Value::Number(number)) => Expected::Numbers(vec![*number]),
        Some(Value::Numbers(numbers)) => Expected::Numbers(numbers.clone()),
        Some(Value::Word(word)) => Expected::Word(word.clone()),
        Some(Value::Words(words)) => Expected::Word(words.join(", ")),
        Some(Value::Rows(_)) | None => Expected::Numbers(Vec::new()),
    };
    let right = same(&computed, &compared.expected, &compared.within);
    let verdict = match &compared.misprinted {
        _ if !right => Verdict::Differs,
        Some(misprint) if same(&computed, misprint, &compared.within) => Verdict::Differs,
        Some(_) => Verdict::Misprint,
        None if example.basis == Basis::Recomputed => Verdict::AgreesWithRecomputed,
        None => Verdict::Agrees,
    };
    let unit = calculation.unit(compared.output);
    let nothing = (example.basis == Basis::Recomputed).then_some(serde_json::Value::Null);
    let published = compared.misprinted.as_ref().unwrap_or(&compared.expected);
    Line {
        id: example.id,
        formula: example.formula.name,
        output: compared.output.name,
        unit: unit.map_or("", |unit| unit.name),
        published: nothing.unwrap_or_else(|| shown(published, unit)),
        expected: shown(&compared.expected, unit),
        computed: shown(&computed, unit),
        difference: difference(&computed, &compared.expected, unit),
        verdict,
        source: example.source,
        note: example.note,
    }
}

fn difference(computed: &Expected, expected: &Expected, unit: Option<&'static Unit>) -> Option<f64> {
    let (Expected::Numbers(computed), Expected::Numbers(expected)) = (computed, expected) else { return None };
    let factor = unit.map_or(1.0, |unit| unit.factor);
    Some(computed.iter().zip(expected).map(|(one, other)| (one - other).abs() / factor).fold(0.0, f64::max))
}

fn shown(value: &Expected, unit: Option<&'static Unit>) -> serde_json::Value {
    let number = |si: &f64| unit.map_or(*si, |unit| unit.number_of(*si));
    match value {
        Expected::Word(word) => json!(word),
        Expected::Numbers(numbers) if numbers.len() == 1 => json!(numbers.first().map(number)),
        Expected::Numbers(numbers) => numbers.iter().map(number).collect(),
    }
}

/// A value of a report or an output as people read it.
#[must_use]
pub fn show_value(value: &serde_json::Value, unit: &str) -> String {
    let number = |value: &serde_json::Value| match value {
        serde_json::Value::Number(number) => show_number(number.as_f64().unwrap_or(f64::NAN)),
        serde_json::Value::String(word) => word.clone(),
        _ => "none".to_owned(),
    };
    let text = match value {
        serde_json::Value::Array(items) => items.iter().map(number).collect::<Vec<_>>().join(", "),
        other => number(other),
    };
    if unit.is_empty() || value.is_null() || value.is_string() { text } else { format!("{text} {unit}") }
}
