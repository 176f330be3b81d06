//! How failures are rated: effects, rates and controls with their ratings, read from `checks/advice/fmea.yaml`.

use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::catalogue::Consequence;
use crate::design::{Stage, TestKind};
use crate::formulas::fmea::HIGHEST;
use crate::quantity::parse_measure;
use crate::yaml::{Budget, Session, parse};

/// On whom an effect falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Falls {
    /// Who uses the case.
    User,
    /// Who it is shipped to.
    Customer,
    /// The line that makes it.
    Plant,
}

impl Falls {
    /// Its word in the table and in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Customer => "customer",
            Self::Plant => "plant",
        }
    }
}

/// Whether a failure is built in or comes with the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// It is built in: validation has to find it.
    Design,
    /// It comes and goes with the line: the line has to find it.
    Process,
}

impl Nature {
    /// Its word in the table and in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Process => "process",
        }
    }
}

/// What a failure does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Its id.
    pub id: String,
    /// How severe it is, from 1 to 10; none where the scale has no row for it.
    #[serde(default, deserialize_with = "some_rating")]
    pub severity: Option<u32>,
    /// On whom it falls.
    pub on: Falls,
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// A control that may see a failure, by what is stated of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detection {
    /// What is stated of the control.
    pub control: Control,
    /// How well it detects, from 1 to 10, where 10 detects nothing.
    #[serde(deserialize_with = "rating")]
    pub rating: u32,
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// What is stated of a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Control {
    /// There is none.
    None,
    /// A test on units that production does not make.
    Unlike,
    /// A test of production units without a method.
    UnprovenTest,
    /// A test of production units by a method, after the tools are final.
    LateTest,
    /// A test of production units by a method, before the tools are final.
    TestInTime,
    /// People at the line.
    People,
    /// People with a gauge that is good.
    PeopleProven,
    /// Equipment at the line.
    Machine,
    /// A sample of each lot.
    Lots,
}

/// What a thing is there to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// The section of the spec.
    pub section: String,
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) effect: String,
    pub(super) of: Nature,
    #[serde(default)]
    pub(super) seen: Vec<TestKind>,
    #[serde(default)]
    pub(super) checks: Vec<String>,
    pub(super) consequence: Option<Consequence>,
    /// Ids of the table of risks.
    #[serde(default)]
    pub(super) risks: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfClaims {
    pub(super) effect: String,
    pub(super) kinds: Vec<TestKind>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rate {
    #[serde(deserialize_with = "rating")]
    pub(super) rating: u32,
    #[serde(deserialize_with = "share")]
    pub(super) at_most: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inspection {
    pub(super) process: String,
    pub(super) sees: Vec<TestKind>,
    pub(super) by: Control,
}

/// Where the ratings come from.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sources {
    /// Of the severities.
    pub severity: String,
    /// Of the occurrences.
    pub occurrence: String,
    /// Of the detections.
    pub detection: String,
    /// Which check has which effect.
    pub effects: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Table {
    pub(super) sources: Sources,
    pub(super) effects: Vec<Effect>,
    pub(super) rules: Vec<Rule>,
    pub(super) claims: Vec<OfClaims>,
    pub(super) risks: Vec<Rule>,
    pub(super) occurrence: Vec<Rate>,
    pub(super) detection: Vec<Detection>,
    pub(super) controls: Vec<Inspection>,
    pub(super) in_time_until: Option<Stage>,
    pub(super) functions: Vec<Function>,
}

static TEXT: &str = include_str!("../../../checks/advice/fmea.yaml");

/// The table. If it could not be read nothing would be rated, and a test fails.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let parsed = parse(TEXT, &Budget::SPEC);
    let session = Session::new(&parsed.tree, Budget::SPEC);
    parsed.documents.first().and_then(|document| session.read(document.root)).unwrap_or_default()
});

impl Table {
    /// The effect with an id.
    pub(super) fn effect(&self, id: &str) -> Option<&Effect> {
        self.effects.iter().find(|effect| effect.id == id)
    }

    /// The first rule that names a check.
    pub(super) fn named(&self, check: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.checks.iter().any(|name| name == check))
    }

    /// The rule of what is lost.
    pub(super) fn by_consequence(&self, consequence: Consequence) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.consequence == Some(consequence))
    }

    /// The rule of a risk.
    pub(super) fn of_risk(&self, id: &str) -> Option<&Rule> {
        self.risks.iter().find(|rule| rule.risks.iter().any(|named| named == id))
    }

    /// What is stated of a control, with its rating.
    pub(super) fn detection(&self, control: Control) -> Option<&Detection> {
        self.detection.iter().find(|row| row.control == control)
    }

    /// The rating of a share of failing units: that of the next larger share of the table.
    pub(super) fn occurrence(&self, share: f64) -> u32 {
        let holding = self.occurrence.iter().filter(|row| share <= row.at_most);
        holding.map(|row| row.rating).min().unwrap_or(HIGHEST)
    }

    /// The rating without any record: the worst of the table.
    pub(super) fn unrecorded(&self) -> u32 {
        self.occurrence.iter().map(|row| row.rating).max().unwrap_or(HIGHEST)
    }
}

fn rating<'de, D: Deserializer<'de>>(reader: D) -> Result<u32, D::Error> {
    let text = String::deserialize(reader)?;
    let number = text.parse().ok().filter(|number| (1..=HIGHEST).contains(number));
    number.ok_or_else(|| D::Error::custom("a rating is a whole number from 1 to 10"))
}

fn some_rating<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<u32>, D::Error> {
    rating(reader).map(Some)
}

fn share<'de, D: Deserializer<'de>>(reader: D) -> Result<f64, D::Error> {
    let text = String::deserialize(reader)?;
    parse_measure(&text).map(|measure| measure.si).map_err(|_| D::Error::custom("a share is written such as `5 %`"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::catalogue::builtin;

    #[test]
    fn the_table_reads_without_a_problem() {
        let parsed = parse(TEXT, &Budget::SPEC);
        let session = Session::new(&parsed.tree, Budget::SPEC);
        assert!(session.read::<Table>(parsed.documents[0].root).is_some());
        let problems = session.into_problems();
        assert!(problems.is_empty(), "{problems:?}");
        let counts = (TABLE.effects.len(), TABLE.occurrence.len(), TABLE.detection.len(), TABLE.risks.len());
        assert_eq!(counts, (16, 9, 9, 17));
    }

    #[test]
    fn every_name_of_the_table_exists_and_stands_once() {
        let checks = builtin().expect("the built-in checks");
        let known: HashSet<&str> = checks.iter().map(|check| check.name.as_str()).collect();
        let mut seen = HashSet::new();
        let named: Vec<&String> = TABLE.rules.iter().flat_map(|rule| &rule.checks).collect();
        assert!(named.len() > 180, "{} checks are named", named.len());
        for name in named {
            assert!(known.contains(name.as_str()), "no check is called {name}");
            assert!(seen.insert(name), "{name} stands twice");
        }
        let rules = TABLE.rules.iter().chain(&TABLE.risks).map(|rule| &rule.effect);
        for effect in rules.chain(TABLE.claims.iter().map(|row| &row.effect)) {
            assert!(TABLE.effect(effect).is_some(), "no effect is called {effect}");
        }
        let library = crate::knowledge::library();
        for risk in library.risks() {
            let rules = TABLE.risks.iter().flat_map(|rule| &rule.risks).filter(|id| **id == risk.id).count();
            assert_eq!(rules, 1, "risk {}", risk.id);
        }
        for control in &TABLE.controls {
            let found = library.find(crate::knowledge::Table::Process, &control.process);
            assert!(found.is_some(), "no process is called {}", control.process);
        }
    }

    #[test]
    fn every_check_has_a_rule_and_every_control_a_rating() {
        for check in builtin().expect("the built-in checks") {
            assert!(TABLE.by_consequence(check.consequence).is_some(), "{}", check.name);
        }
        let all = [
            Control::None,
            Control::Unlike,
            Control::UnprovenTest,
            Control::LateTest,
            Control::TestInTime,
            Control::People,
            Control::PeopleProven,
            Control::Machine,
            Control::Lots,
        ];
        for control in all {
            assert!(TABLE.detection(control).is_some(), "{control:?}");
        }
    }

    /// Shares of table C2.3.1 itself, and between two of its rows the worse rating.
    #[test]
    fn shares_are_rated_by_the_next_larger_one() {
        for (share, rating) in [
            (1.0, 10),
            (0.1, 10),
            (0.050_01, 10),
            (0.05, 9),
            (0.03, 9),
            (0.02, 8),
            (0.01, 7),
            (0.002, 6),
            (0.000_5, 5),
            (0.000_1, 4),
            (0.000_01, 3),
            (0.000_001, 2),
            (0.0, 2),
        ] {
            assert_eq!(TABLE.occurrence(share), rating, "{share}");
        }
        assert_eq!(TABLE.unrecorded(), 10);
    }
}
