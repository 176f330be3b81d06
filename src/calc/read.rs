//! Reading the value of an input from text or from a node of a list.

use serde_json::{Map, json};

use super::arguments::{Argument, Arguments, Fault, Value};
use super::entry::{Input, Kind, Presence};
use crate::quantity::{Dimension, Measure, QuantityError, Unit, parse_as, parse_measure, units_of};
use crate::yaml::{Budget, Kind as NodeKind, NodeId, SourceFile, Tree, nearest, parse};

/// Longest text that can be a number with a unit, a word or a name, in bytes.
const LONGEST: usize = 200;

/// Where a value stands, for messages: the input and row, and the file if it is one.
#[derive(Clone)]
pub(super) struct Place<'f> {
    name: String,
    file: Option<&'f SourceFile>,
}

impl<'f> Place<'f> {
    pub(super) fn new(name: impl Into<String>, file: Option<&'f SourceFile>) -> Self {
        Self { name: name.into(), file }
    }

    fn inside(&self, part: &str) -> Self {
        Self { name: format!("{}{part}", self.name), file: self.file }
    }

    pub(super) fn fault(&self, offset: usize, message: &str) -> Fault {
        let name = self.file.map_or_else(
            || self.name.clone(),
            |file| {
                let at = file.position(offset);
                format!("{}:{}:{}: {}", file.path, at.line, at.column, self.name)
            },
        );
        Fault::new(name, message.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect::<String>())
    }
}

/// Reads an input from text: a list as YAML, which JSON is too, anything else as it stands.
pub(super) fn text(input: &'static Input, text: &str) -> Result<Argument, Fault> {
    let place = Place::new(input.name, None);
    if !input.kind.is_list() {
        return scalar(input, text, &|message| place.fault(0, message));
    }
    if text.len() > Budget::SPEC.bytes {
        return Err(place.fault(0, "is too long"));
    }
    let parsed = parse(text, &Budget::SPEC);
    if let Some(problem) = parsed.problems.first() {
        return Err(place.fault(0, &problem.message));
    }
    match parsed.documents.as_slice() {
        [document] => node(input, &parsed.tree, document.root, &place),
        _ => Err(place.fault(0, &expected(input))),
    }
}

/// Reads an input from a file: a list, or a map with the one key of the input's name.
pub(super) fn file(input: &'static Input, path: &str, text: &str) -> Result<Argument, Fault> {
    if text.len() > Budget::SPEC.bytes {
        return Err(Fault::new(input.name, format!("{path} is larger than {} MiB", Budget::SPEC.bytes >> 20)));
    }
    let file = SourceFile::new(path.to_owned(), text.to_owned());
    let place = Place::new(input.name, Some(&file));
    let parsed = parse(text, &Budget::SPEC);
    if let Some(problem) = parsed.problems.first() {
        return Err(place.fault(problem.span.start as usize, &problem.message));
    }
    let [document] = parsed.documents.as_slice() else { return Err(place.fault(0, &expected(input))) };
    match parsed.tree.entries(document.root) {
        Some([(key, value)]) if parsed.tree.text(*key) == Some(input.name) => node(input, &parsed.tree, *value, &place),
        Some(_) => Err(place.fault(0, &format!("{}, or a map with the one key `{}`", expected(input), input.name))),
        None => node(input, &parsed.tree, document.root, &place),
    }
}

/// Reads an input from a node.
pub(super) fn node(input: &'static Input, tree: &Tree<'_>, id: NodeId, place: &Place<'_>) -> Result<Argument, Fault> {
    let at = tree.node(id).span.start as usize;
    if !input.kind.is_list() {
        let Some(text) = tree.text(id) else { return Err(place.fault(at, &expected(input))) };
        return scalar(input, text, &|message| place.fault(at, message));
    }
    let NodeKind::Sequence(items) = &tree.node(tree.resolve(id)).kind else {
        return Err(place.fault(at, &expected(input)));
    };
    if let Kind::Labels = input.kind {
        return labels(input, tree, items, place);
    }
    if items.is_empty() {
        return Err(place.fault(at, "is empty; it takes at least one item"));
    }
    match input.kind {
        Kind::Records(fields) => rows(input, fields, tree, items, place),
        _ => list(input, tree, items, place),
    }
}

fn labels(input: &'static Input, tree: &Tree<'_>, items: &[NodeId], place: &Place<'_>) -> Result<Argument, Fault> {
    let label = |item: &NodeId| {
        let at = tree.node(*item).span.start as usize;
        tree.text(*item).map(str::to_owned).ok_or_else(|| place.fault(at, "is not a list of names"))
    };
    let labels = items.iter().map(label).collect::<Result<Vec<_>, _>>()?;
    Ok(Argument { name: input.name, shown: labels.clone().into(), value: Value::Words(labels), unit: None })
}

fn list(input: &'static Input, tree: &Tree<'_>, items: &[NodeId], place: &Place<'_>) -> Result<Argument, Fault> {
    let (mut numbers, mut shown, mut unit) = (Vec::new(), Vec::new(), None);
    for (item, number) in items.iter().zip(1..) {
        let place = place.inside(&format!(" item {number}"));
        let at = tree.node(*item).span.start as usize;
        let Some(text) = tree.text(*item) else { return Err(place.fault(at, "is not a single value")) };
        let read = measure(input, text, &|message| place.fault(at, message))?;
        if numbers.is_empty() {
            unit = read.unit;
        } else if dimension_of(unit) != read.dimension() {
            let first = dimension_of(unit).name();
            return Err(place.fault(at, &format!("is {}, but the first item is {first}", read.dimension().name())));
        }
        numbers.push(read.si);
        shown.push(shown_measure(read));
    }
    Ok(Argument { name: input.name, value: Value::Numbers(numbers), unit, shown: shown.into() })
}

fn rows(
    input: &'static Input,
    fields: &'static [Input],
    tree: &Tree<'_>,
    items: &[NodeId],
    place: &Place<'_>,
) -> Result<Argument, Fault> {
    let (mut rows, mut shown, mut unit) = (Vec::new(), Vec::new(), None);
    let any = fields.iter().find(|field| field.kind.is_any());
    for (item, number) in items.iter().zip(1..) {
        let place = place.inside(&format!(" row {number}"));
        let row = row(fields, tree, *item, &place)?;
        if let Some(argument) = any.and_then(|field| row.find(field.name)) {
            if rows.is_empty() {
                unit = argument.unit;
            } else if dimension_of(unit) != dimension_of(argument.unit) {
                let (found, first) = (dimension_of(argument.unit).name(), dimension_of(unit).name());
                let at = tree.node(*item).span.start as usize;
                return Err(place.fault(at, &format!("`{}` is {found}, but that of the first row is {first}", argument.name)));
            }
        }
        let fields: Map<_, _> = row.given.iter().map(|given| (given.name.to_owned(), given.shown.clone())).collect();
        shown.push(serde_json::Value::Object(fields));
        rows.push(row);
    }
    Ok(Argument { name: input.name, value: Value::Rows(rows), unit, shown: shown.into() })
}

fn row(fields: &'static [Input], tree: &Tree<'_>, id: NodeId, place: &Place<'_>) -> Result<Arguments, Fault> {
    let at = tree.node(id).span.start as usize;
    let names = || fields.iter().map(|field| field.name);
    let Some(entries) = tree.entries(id) else {
        return Err(place.fault(at, &format!("expected a map with {}", names().collect::<Vec<_>>().join(", "))));
    };
    let mut row = Arguments::default();
    for (key, value) in entries {
        let at = tree.node(*key).span.start as usize;
        let name = tree.text(*key).unwrap_or_default();
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            return Err(place.fault(at, &unknown("field", name, names())));
        };
        if row.find(field.name).is_some() {
            return Err(place.fault(at, &format!("`{name}` is given twice")));
        }
        row.given.push(node(field, tree, *value, &place.inside(&format!(": {name}")))?);
    }
    complete(fields, &mut row).map_err(|missing| place.fault(at, &format!("{} is missing", missing.join(", "))))?;
    Ok(row)
}

/// Brings in the defaults; the inputs that are missing if there are any.
pub(super) fn complete(inputs: &'static [Input], given: &mut Arguments) -> Result<(), Vec<&'static str>> {
    let mut missing = Vec::new();
    for input in inputs {
        if given.find(input.name).is_some() {
            continue;
        }
        match input.presence {
            Presence::Optional => {}
            Presence::Required => missing.push(input.name),
            Presence::Default(default) => match text(input, default) {
                Ok(argument) => given.given.push(argument),
                Err(_) => missing.push(input.name),
            },
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

/// What is said of a name that is not known.
pub(super) fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    let name: String = name.chars().take(LONGEST).collect();
    match nearest(&name, known.clone()) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`; it takes {}", known.collect::<Vec<_>>().join(", ")),
    }
}

fn expected(input: &Input) -> String {
    format!("expected {} such as `{}`", input.kind.words(), input.example)
}

fn scalar(input: &'static Input, text: &str, fault: &dyn Fn(&str) -> Fault) -> Result<Argument, Fault> {
    let text = text.trim();
    match input.kind {
        Kind::Label => {
            let value = Value::Word(text.to_owned());
            Ok(Argument { name: input.name, value, unit: None, shown: text.into() })
        }
        Kind::Word(words) => match words.iter().find(|word| **word == text) {
            Some(word) => {
                let value = Value::Word((*word).to_owned());
                Ok(Argument { name: input.name, value, unit: None, shown: (*word).into() })
            }
            None => Err(fault(&unknown("word", text, words.iter().copied()))),
        },
        _ => {
            let read = measure(input, text, fault)?;
            Ok(Argument { name: input.name, value: Value::Number(read.si), unit: read.unit, shown: shown_measure(read) })
        }
    }
}

/// Reads one number of an input and checks its range.
fn measure(input: &'static Input, text: &str, fault: &dyn Fn(&str) -> Fault) -> Result<Measure, Fault> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(fault("is too long to be a number with a unit"));
    }
    let read = match input.kind {
        Kind::Quantity(dimension) | Kind::Quantities(dimension) => {
            parse_as(text, dimension).map_err(|error| fault(&explain(input, &error, text, dimension)))?
        }
        Kind::Count => count(text).ok_or_else(|| fault(&format!("expected a whole number, found `{text}`")))?,
        _ => parse_measure(text).map_err(|error| fault(&explain(input, &error, text, Dimension::NONE)))?,
    };
    if matches!(input.kind, Kind::AnyQuantity | Kind::AnyQuantities) && read.dimension().is_point() {
        return Err(fault("a temperature on a scale cannot be spread or averaged with others; write differences in K"));
    }
    if !input.limit.holds(read.si) {
        let hint = if input.limit.is_share(read.dimension()) && read.si > 1.0 && read.unit.is_none() {
            format!(" (a share: write `{text} %` if percent is meant)")
        } else {
            String::new()
        };
        return Err(fault(&format!("must be {}, found `{text}`{hint}", input.limit.words(read.unit))));
    }
    Ok(read)
}

fn count(text: &str) -> Option<Measure> {
    let read = parse_measure(text).ok()?;
    let plain = read.dimension() == Dimension::NONE && read.unit.is_none_or(|unit| unit.factor == 1.0);
    (plain && read.si.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&read.si)).then_some(read)
}

/// What is wrong with a quantity, with the units that are accepted.
fn explain(input: &Input, error: &QuantityError, text: &str, dimension: Dimension) -> String {
    let units: Vec<&str> = units_of(dimension).collect();
    let example = match (input.kind.is_list(), units.first()) {
        (false, _) => input.example.to_owned(),
        (true, Some(unit)) if dimension != Dimension::NONE => format!("1 {unit}"),
        (true, _) => "0.98".to_owned(),
    };
    let (_, sentence) = error.explain(text, dimension, &example);
    let any = matches!(input.kind, Kind::AnyQuantity | Kind::AnyQuantities);
    match error {
        QuantityError::WrongDimension(found) if dimension == Dimension::TEMPERATURE_DIFFERENCE && found.is_point() => {
            format!("{sentence}; write a difference in K: 1 °C of difference is 1 K, 1 °F of difference is 5/9 K")
        }
        QuantityError::MissingUnit | QuantityError::UnknownUnit(..) | QuantityError::WrongDimension(_) if !any => {
            format!("{sentence}; accepted units: {}", units.join(", "))
        }
        _ => sentence,
    }
}

fn shown_measure(measure: Measure) -> serde_json::Value {
    let number = measure.number();
    // Converting to SI and back leaves dust in the last digits.
    let clean = format!("{number:.14e}").parse().unwrap_or(number);
    json!({ "value": clean, "unit": measure.unit.map_or("", |unit| unit.name) })
}

fn dimension_of(unit: Option<&'static Unit>) -> Dimension {
    unit.map_or(Dimension::NONE, |unit| unit.dimension)
}
