//! `caseproof calc` and `caseproof selftest`: published formulas and their worked examples.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;

use clap::Args;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::output::{json, note, text};
use super::search::{Form as Format, Known, missing};
use super::{CLEAN, FAILED};
use crate::calc::{
    AREAS, Calculation, Fault, Formula, Given, Input, Presence, Shown, calculate, find, formulas, selftest, show_value,
};

/// Largest file of a list that is read, in bytes.
const LARGEST_FILE: u64 = 4 << 20;

/// Characters of a name that are compared with the names of formulas.
const LONGEST_NAME: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name of a formula, such as `snap-fit-strain`; all formulas are listed if it is left out
    formula: Option<String>,
    /// Inputs, such as `length="10 mm"`; a list is JSON or YAML, or `dims=@stack.yaml`
    #[arg(value_name = "INPUT=VALUE")]
    inputs: Vec<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Args)]
pub(super) struct SelftestArguments {
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Some(name) = &arguments.formula else { return list(arguments.format) };
    let Some(formula) = find(name) else {
        let name: String = name.chars().take(LONGEST_NAME).collect();
        let known = formulas().map(|formula| Known { name: formula.name, also: Vec::new(), what: formula.title });
        return missing("formula", &name, &known.collect::<Vec<_>>(), "`caseproof calc`");
    };
    if arguments.inputs.is_empty() {
        return explain(formula, arguments.format);
    }
    match compute(formula, &arguments.inputs) {
        Ok(calculation) => show(&calculation, arguments.format),
        Err(faults) => {
            for fault in faults {
                note(&format!("{}: {fault}", formula.name));
            }
            FAILED
        }
    }
}

fn compute(formula: &'static Formula, inputs: &[String]) -> Result<Calculation, Vec<Fault>> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut files: Vec<Option<String>> = Vec::new();
    let mut faults = Vec::new();
    for input in inputs {
        let Some((name, value)) = input.split_once('=') else {
            let message = format!("expected INPUT=VALUE, found `{input}`");
            faults.push(Fault { place: formula.name.to_owned(), message });
            continue;
        };
        match value.strip_prefix('@').map(read_file).transpose() {
            Ok(file) => {
                pairs.push((name.trim(), value));
                files.push(file);
            }
            Err(message) => faults.push(Fault { place: name.trim().to_owned(), message }),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let given = pairs.iter().zip(&files).map(|((name, value), file)| {
        let given = match (file, value.strip_prefix('@')) {
            (Some(text), Some(path)) => Given::File { path, text },
            _ => Given::Text(value),
        };
        (*name, given)
    });
    calculate(formula, &given.collect::<Vec<_>>())
}

/// Reads a file of a list. No more than the limit is read, so that a device without an end is refused as well.
fn read_file(path: &str) -> Result<String, String> {
    let cannot = |error: std::io::Error| format!("cannot read {path}: {error}");
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_string(&mut text)).map_err(cannot)?;
    if read as u64 > LARGEST_FILE { Err(format!("{path} is larger than {} MiB", LARGEST_FILE >> 20)) } else { Ok(text) }
}

#[derive(Serialize)]
struct Row {
    area: &'static str,
    name: &'static str,
    title: &'static str,
}

fn list(format: Format) -> u8 {
    if format == Format::Json {
        let rows = AREAS.iter().flat_map(|area| {
            let row = |formula: &Formula| Row { area: area.name, name: formula.name, title: formula.title };
            area.formulas.iter().map(row)
        });
        return json(CLEAN, &rows.collect::<Vec<_>>());
    }
    let width = formulas().map(|formula| formula.name.len()).max().unwrap_or(0);
    let mut shown = String::new();
    for area in AREAS {
        let _ = writeln!(shown, "{}", area.name);
        for formula in area.formulas {
            let _ = writeln!(shown, "  {:<width$}  {}", formula.name, formula.title);
        }
        shown.push('\n');
    }
    shown.push_str("caseproof calc NAME shows the inputs of a formula and a command to copy\n");
    text(CLEAN, &shown)
}

#[derive(Serialize)]
struct ShownFormula {
    name: &'static str,
    title: &'static str,
    formula: &'static str,
    inputs: Vec<ShownInput>,
    outputs: Vec<ShownOutput>,
    validity: &'static str,
    source: &'static str,
    example: String,
}

#[derive(Serialize)]
struct ShownInput {
    name: &'static str,
    takes: String,
    example: &'static str,
    required: bool,
    default: Option<&'static str>,
    meaning: &'static str,
}

#[derive(Serialize)]
struct ShownOutput {
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
}

fn shown_input(input: &Input) -> ShownInput {
    let range = input.limit.words(input.unit());
    let takes = if range.is_empty() { input.kind.words() } else { format!("{}, {range}", input.kind.words()) };
    ShownInput {
        name: input.name,
        takes,
        example: input.example,
        required: input.presence == Presence::Required,
        default: if let Presence::Default(default) = input.presence { Some(default) } else { None },
        meaning: input.meaning,
    }
}

fn explain(formula: &'static Formula, format: Format) -> u8 {
    let shown = ShownFormula {
        name: formula.name,
        title: formula.title,
        formula: formula.formula,
        inputs: formula.inputs.iter().map(shown_input).collect(),
        outputs: formula
            .outputs
            .iter()
            .map(|output| ShownOutput { name: output.name, unit: output.unit.trim_start_matches('='), meaning: output.meaning })
            .collect(),
        validity: formula.validity,
        source: formula.source,
        example: formula.example_command(),
    };
    if format == Format::Json {
        return json(CLEAN, &shown);
    }
    let mut lines = format!("{}: {}\n\n", shown.name, shown.title);
    for input in &shown.inputs {
        let presence = |required, default: Option<&str>| match (required, default) {
            (true, _) => String::new(),
            (false, Some(default)) => format!("; {default} if left out"),
            (false, None) => "; may be left out".to_owned(),
        };
        let _ = writeln!(lines, "  {}={}", input.name, input.example);
        let _ = writeln!(lines, "      {}: {}{}", input.meaning, input.takes, presence(input.required, input.default));
        for field in formula.inputs.iter().filter(|named| named.name == input.name).flat_map(row_fields) {
            let shown = shown_input(field);
            let left_out = presence(shown.required, shown.default);
            let _ = writeln!(lines, "      field {}: {} ({}{left_out})", shown.name, shown.meaning, shown.takes);
        }
    }
    lines.push('\n');
    for (output, named) in shown.outputs.iter().zip(formula.outputs) {
        let unit = match (named.unit.strip_prefix('='), output.unit) {
            (Some(input), _) => format!(" in the unit of {input}"),
            (None, "") => String::new(),
            (None, unit) => format!(" in {unit}"),
        };
        let _ = writeln!(lines, "  gives {}{unit}: {}", output.name, output.meaning);
    }
    fields(&mut lines, formula);
    let _ = writeln!(lines, "\n  {}", shown.example);
    text(CLEAN, &lines)
}

/// The fields of the rows of an input that is a list of rows.
fn row_fields(input: &'static Input) -> &'static [Input] {
    if let crate::calc::Kind::Records(fields) = input.kind { fields } else { &[] }
}

fn fields(lines: &mut String, formula: &Formula) {
    let _ = writeln!(lines, "\n  formula    {}", formula.formula);
    let _ = writeln!(lines, "  reference  {}", formula.source);
    let _ = writeln!(lines, "  validity   {}", formula.validity);
}

#[derive(Serialize)]
struct Computed<'c> {
    name: &'static str,
    inputs: IndexMap<&'static str, Value>,
    outputs: IndexMap<&'static str, Shown>,
    formula: &'c str,
    source: &'c str,
}

fn show(calculation: &Calculation, format: Format) -> u8 {
    let formula = calculation.formula;
    if format == Format::Json {
        let computed = Computed {
            name: formula.name,
            inputs: calculation.shown_inputs().map(|(name, shown)| (name, shown.clone())).collect(),
            outputs: calculation.outputs().map(|(output, shown)| (output.name, shown)).collect(),
            formula: formula.formula,
            source: formula.source,
        };
        return json(CLEAN, &computed);
    }
    let mut lines = format!("{}: {}\n\n", formula.name, formula.title);
    for (output, shown) in calculation.outputs() {
        let value = format!("{} = {}", output.name, show_value(&shown.value, shown.unit));
        let _ = writeln!(lines, "  {value:<34}  {}", output.meaning);
    }
    fields(&mut lines, formula);
    text(CLEAN, &lines)
}

pub(super) fn run_selftest(arguments: &SelftestArguments) -> u8 {
    let report = selftest();
    let code = if report.passed() { CLEAN } else { FAILED };
    if arguments.format == Format::Json {
        return json(code, &report);
    }
    let mut lines = String::new();
    for line in &report.lines {
        let printed = if line.published.is_null() {
            format!("recomputed {}", show_value(&line.expected, line.unit))
        } else {
            format!("published {}", show_value(&line.published, line.unit))
        };
        // What the last digits of a float differ by is no difference.
        let size = line.expected.as_f64().unwrap_or(0.0).abs();
        let difference = line.difference.filter(|difference| *difference > 1e-9 * size);
        let difference = difference.map_or_else(String::new, |difference| {
            format!(", difference {}", show_value(&serde_json::json!(difference), line.unit))
        });
        let computed = show_value(&line.computed, line.unit);
        let name = format!("{} {} {}", line.id, line.formula, line.output);
        let _ = writeln!(lines, "{name}: {printed}, computed {computed}{difference}: {}", line.verdict.words());
    }
    for failure in &report.failures {
        let _ = writeln!(lines, "{failure}: could not be computed");
    }
    let _ = writeln!(
        lines,
        "\n{} examples: {} outputs agree with their source, {} with a figure computed apart, {} differ from a misprint as they should, {} differ",
        report.examples,
        report.agree,
        report.recomputed,
        report.misprints,
        report.differ + report.failures.len()
    );
    text(code, &lines)
}
