//! What a shop asks for a closer tolerance: a YAML file of its own.
//!
//! A cost that is not in it is not known: such a tolerance is left out of the choice, never guessed.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::design::{Money, Quantity};
use crate::knowledge::library;
use crate::source::nearest;
use crate::yaml::{Budget, Entries, Problem, Session, SourceFile, Span, parse};

/// What closer tolerances cost for one unit, in USD.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Costs {
    groups: BTreeMap<String, f64>,
    dimensions: BTreeMap<String, BTreeMap<String, f64>>,
    /// The names of groups and of dimensions with their places.
    named: [Vec<(String, Span)>; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Cost of each group, whatever the dimension.
    #[serde(default)]
    groups: Entries<Quantity<Money>>,
    /// Cost of each group of one dimension, where it differs.
    #[serde(default)]
    dimensions: Entries<Entries<Quantity<Money>>>,
}

impl Costs {
    /// Reads a file of costs; all that is wrong with it.
    pub fn read(file: &SourceFile) -> Result<Self, Vec<Problem>> {
        let parsed = parse(&file.text, &Budget::SPEC);
        if !parsed.problems.is_empty() {
            return Err(parsed.problems);
        }
        let session = Session::new(&parsed.tree, Budget::SPEC);
        let written: Option<Written> = parsed.documents.first().and_then(|document| session.read(document.root));
        let mut problems = session.into_problems();
        let Some(written) = written.filter(|_| problems.is_empty()) else {
            if problems.is_empty() {
                problems.push(Problem::new("missing-value", Span::default(), "there are no costs in this file"));
            }
            return Err(problems);
        };
        // Of what is not decided yet the dearer end counts.
        let amounts = |given: &Entries<Quantity<Money>>| -> BTreeMap<String, f64> {
            given.iter().filter_map(|one| Some((one.id.to_string(), one.value?.most()))).collect()
        };
        let groups = amounts(&written.groups);
        let dimensions =
            written.dimensions.iter().filter_map(|one| Some((one.id.to_string(), amounts(one.value.as_ref()?)))).collect();
        let costs = Self { groups, dimensions, named: names(&written) };
        if costs.groups.is_empty() && costs.dimensions.is_empty() && problems.is_empty() {
            problems.push(Problem::new("missing-value", Span::default(), "there are no costs in this file"));
        }
        if problems.is_empty() { Ok(costs) } else { Err(problems) }
    }

    /// What a group of a dimension costs; none where the file does not say.
    pub(super) fn of(&self, dimension: &str, group: &str) -> Option<f64> {
        self.dimensions.get(dimension).and_then(|own| own.get(group)).or_else(|| self.groups.get(group)).copied()
    }

    /// What is wrong with its names: a group that no table of tolerances has, and a dimension that no design has.
    #[must_use]
    pub fn strangers(&self, dimensions: &[String]) -> Vec<Problem> {
        let [groups, own] = &self.named;
        let known: Vec<&str> = library().tolerance_groups().collect();
        let wrong = |(name, span): &(String, Span), known: &[&str], what: &str| {
            let problem = Problem::new("unknown-key", *span, format!("there is no {what} `{name}`"));
            match nearest(name, known.iter().copied()) {
                Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                None => problem,
            }
        };
        let dimensions: Vec<&str> = dimensions.iter().map(String::as_str).collect();
        let groups =
            groups.iter().filter(|(name, _)| !known.contains(&&**name)).map(|name| wrong(name, &known, "tolerance group"));
        let own = own.iter().filter(|(name, _)| !dimensions.contains(&&**name)).map(|name| wrong(name, &dimensions, "dimension"));
        groups.chain(own).collect()
    }
}

/// The groups and the dimensions that a file names.
fn names(written: &Written) -> [Vec<(String, Span)>; 2] {
    let own = written.dimensions.iter();
    let groups = written.groups.iter().chain(own.clone().filter_map(|one| one.value.as_ref()).flat_map(|one| one.iter()));
    [groups.map(|one| (one.id.to_string(), one.key)).collect(), own.map(|one| (one.id.to_string(), one.key)).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Costs, Vec<String>> {
        let file = SourceFile::new("costs.yaml".to_owned(), text.to_owned());
        Costs::read(&file).map_err(|problems| problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn a_dimension_has_costs_of_its_own() {
        let costs =
            read("groups: { TG4: 0.02 USD, TG3: 5e-2 USD }\ndimensions: { lid.width: { TG4: 0.1 USD } }\n").expect("costs");
        assert_eq!((costs.of("lid.depth", "TG4"), costs.of("lid.width", "TG4")), (Some(0.02), Some(0.1)));
        assert_eq!((costs.of("lid.width", "TG3"), costs.of("lid.width", "TG2")), (Some(0.05), None));
        let wrong = |known: &[String]| costs.strangers(known).into_iter().map(|one| one.message).collect::<Vec<_>>();
        assert_eq!(wrong(&["lid.width".to_owned()]), Vec::<String>::new());
        assert_eq!(wrong(&["lid.depth".to_owned()]), ["there is no dimension `lid.width`"]);
        let costs = read("groups: { TG44: 1 USD }").expect("costs");
        assert_eq!(costs.strangers(&[])[0].message, "there is no tolerance group `TG44`");
    }

    #[test]
    fn what_is_no_cost_is_refused() {
        for (text, part) in [
            ("groups: { TG4: 3 mm }", "an amount of money"),
            ("groups: { TG4: -1 USD }", "cannot be negative"),
            ("groups: { TG4: 0.05 }", "0.05"),
            ("groups: { TG4: cheap }", "cheap"),
            ("group: { TG4: 1 USD }", "group"),
            ("groups: {}", "no costs"),
            ("", "no costs"),
            ("groups: { TG4: 1 USD", ""),
        ] {
            let problems = read(text).expect_err(text);
            assert!(problems.iter().any(|problem| problem.contains(part)), "{text}: {problems:?}");
        }
    }
}
