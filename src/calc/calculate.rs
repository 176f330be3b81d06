//! One call of a formula: reading what is given, computing, and putting the results into their units.

use serde::Serialize;
use serde_json::json;

use super::arguments::{Argument, Arguments, Fault, Value};
use super::entry::{Formula, Output};
use super::read::{self, Place, complete, unknown};
use crate::quantity::{Dimension, Unit, find_unit};
use crate::yaml::{NodeId, Tree};

/// How the value of an input is given.
#[derive(Clone, Copy, Debug)]
pub enum Given<'g> {
    /// As text; a list as YAML or JSON.
    Text(&'g str),
    /// As a file that somebody else has read.
    File {
        /// Its path, for messages.
        path: &'g str,
        /// What it holds.
        text: &'g str,
    },
    /// As a node of a file that was read already.
    Node(&'g Tree<'g>, NodeId),
}

/// A call that worked.
#[derive(Clone, Debug)]
pub struct Calculation {
    /// The formula.
    pub formula: &'static Formula,
    /// The inputs, defaults included.
    pub inputs: Arguments,
    /// One value for each output of the formula, in SI units.
    pub values: Vec<Value>,
}

/// An output in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// A number, a list of numbers or a word.
    pub value: serde_json::Value,
    /// The unit of the number; empty for plain numbers and words.
    pub unit: &'static str,
}

/// Computes a formula. All slips of reading are told together, those of the formula itself one at a time.
pub fn calculate(formula: &'static Formula, given: &[(&str, Given<'_>)]) -> Result<Calculation, Vec<Fault>> {
    let mut inputs = Arguments::default();
    let mut faults = Vec::new();
    for (name, value) in given {
        match argument(formula, name, *value) {
            Ok(read) if inputs.find(read.name).is_some() => faults.push(Fault::new(read.name, "is given twice")),
            Ok(read) => inputs.given.push(read),
            Err(fault) => faults.push(fault),
        }
    }
    // What could not be read is not missing as well.
    if let Err(missing) = complete(formula.inputs, &mut inputs) {
        let unread = missing.into_iter().filter(|name| !given.iter().any(|(given, _)| given == name));
        for input in unread.filter_map(|name| formula.inputs.iter().find(|input| input.name == name)) {
            faults.push(Fault::new(input.name, format!("is missing; it is {}, such as `{}`", input.kind.words(), input.example)));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    one_dimension(formula, &inputs).map_err(|fault| vec![fault])?;
    let values = (formula.compute)(&inputs).and_then(|values| within_reach(formula, &inputs, values));
    match values {
        Ok(values) => Ok(Calculation { formula, inputs, values }),
        Err(fault) if fault.is_beyond() => Err(vec![Fault { place: most_extreme(&inputs).to_owned(), ..fault }]),
        Err(fault) => Err(vec![fault]),
    }
}

fn argument(formula: &'static Formula, name: &str, given: Given<'_>) -> Result<Argument, Fault> {
    let Some(input) = formula.inputs.iter().find(|input| input.name == name) else {
        return Err(Fault::new(name, unknown("input", name, formula.inputs.iter().map(|input| input.name))));
    };
    match given {
        Given::Text(text) => read::text(input, text),
        Given::File { path, text } => read::file(input, path, text),
        Given::Node(tree, id) => read::node(input, tree, id, &Place::new(input.name, None)),
    }
}

/// All inputs of any one dimension have to agree on it.
fn one_dimension(formula: &Formula, inputs: &Arguments) -> Result<(), Fault> {
    let any = formula.inputs.iter().filter(|input| input.kind.is_any());
    let mut first: Option<&Argument> = None;
    for argument in any.filter_map(|input| inputs.find(input.name)) {
        let dimension = |argument: &Argument| argument.unit.map_or(Dimension::NONE, |unit| unit.dimension);
        match first {
            None => first = Some(argument),
            Some(first) if dimension(first) != dimension(argument) => {
                let (found, wanted) = (dimension(argument).name(), dimension(first).name());
                return Err(Fault::new(argument.name, format!("is {found}, but `{}` is {wanted}", first.name)));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn unit_of(output: &Output, inputs: &Arguments) -> Option<&'static Unit> {
    match output.unit.strip_prefix('=') {
        Some(input) => inputs.find(input)?.unit,
        None => find_unit(output.unit),
    }
}

fn in_unit(unit: Option<&'static Unit>, si: f64) -> f64 {
    unit.map_or(si, |unit| unit.number_of(si))
}

/// Refuses results that are no finite numbers in their units.
fn within_reach(formula: &Formula, inputs: &Arguments, values: Vec<Value>) -> Result<Vec<Value>, Fault> {
    for (output, value) in formula.outputs.iter().zip(&values) {
        let unit = unit_of(output, inputs);
        let finite = match value {
            Value::Number(si) => in_unit(unit, *si).is_finite(),
            Value::Numbers(numbers) => numbers.iter().all(|si| in_unit(unit, *si).is_finite()),
            Value::Word(_) | Value::Words(_) | Value::Rows(_) => true,
        };
        if !finite {
            return Err(Fault::beyond());
        }
    }
    Ok(values)
}

/// The input that is farthest from one in SI units, which is where a slip that goes beyond all numbers most likely is.
fn most_extreme(inputs: &Arguments) -> &'static str {
    let size = |number: f64| if number == 0.0 { 0.0 } else { number.abs().log10().abs() };
    let extreme = |argument: &Argument| match &argument.value {
        Value::Number(number) => size(*number),
        Value::Numbers(numbers) => numbers.iter().copied().map(size).fold(0.0, f64::max),
        Value::Rows(rows) => {
            let fields = rows.iter().flat_map(|row| &row.given);
            fields.map(|field| if let Value::Number(number) = field.value { size(number) } else { 0.0 }).fold(0.0, f64::max)
        }
        Value::Word(_) | Value::Words(_) => 0.0,
    };
    inputs.given.iter().max_by(|one, other| extreme(one).total_cmp(&extreme(other))).map_or("inputs", |found| found.name)
}

impl Calculation {
    /// The outputs with their values in their units.
    pub fn outputs(&self) -> impl Iterator<Item = (&'static Output, Shown)> {
        self.formula.outputs.iter().zip(&self.values).map(|(output, value)| {
            let unit = unit_of(output, &self.inputs);
            let value = match value {
                Value::Number(si) => json!(in_unit(unit, *si)),
                Value::Numbers(numbers) => numbers.iter().map(|si| in_unit(unit, *si)).collect(),
                Value::Word(word) => json!(word),
                Value::Words(words) => json!(words),
                Value::Rows(_) => serde_json::Value::Null,
            };
            (output, Shown { value, unit: unit.map_or("", |unit| unit.name) })
        })
    }

    /// The unit in which an output is shown.
    #[must_use]
    pub fn unit(&self, output: &Output) -> Option<&'static Unit> {
        unit_of(output, &self.inputs)
    }

    /// The inputs as they were understood, defaults included, in the order of the formula.
    pub fn shown_inputs(&self) -> impl Iterator<Item = (&'static str, &serde_json::Value)> {
        let given = self.formula.inputs.iter().filter_map(|input| self.inputs.find(input.name));
        given.map(|argument| (argument.name, &argument.shown))
    }
}
