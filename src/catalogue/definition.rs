//! A check as it is written, without its spans: the form in which the built-in checks are prepared.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The families, each with the letter of its codes.
pub const FAMILIES: [&str; 6] = ["compatibility", "assembly", "yield", "scale-up", "engagement", "project"];
const LETTERS: [char; 6] = ['C', 'A', 'Y', 'S', 'E', 'W'];

/// A check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Family and file name: `assembly/snap-strained`.
    #[serde(default)]
    pub name: String,
    /// Short stable code: `A07`.
    pub code: String,
    /// The built-in check that a house check stands for.
    #[serde(skip)]
    pub replaces: Option<Replaced>,
    /// What the defect is, in a few words.
    pub title: String,
    /// What it is judged on: `part`, `joint in transition`, …
    pub subject: String,
    /// Which designs it is about, a condition on the design as a whole; all if left out.
    #[serde(default)]
    pub concerns: Option<String>,
    /// When it is applicable; always if left out.
    #[serde(default)]
    pub applies: Option<String>,
    /// When there is a finding, for a check that measures nothing.
    #[serde(default)]
    pub when: Option<String>,
    /// The one quantity that it holds against bounds, for a measured check.
    #[serde(default)]
    pub measure: Option<String>,
    /// Lower bounds of the quantity: for each severity the one below which a finding has it.
    #[serde(default)]
    pub at_least: IndexMap<Severity, BoundRule>,
    /// Upper bounds of the quantity.
    #[serde(default)]
    pub at_most: IndexMap<Severity, BoundRule>,
    /// Windows of the quantity.
    #[serde(default)]
    pub between: IndexMap<Severity, WindowRule>,
    /// Whether what is measured is a claim, such as a stated yield or a target: changing it clears nothing.
    #[serde(default)]
    pub claim: bool,
    /// Whether a finding says that something is not known: the design is then open rather than in need of work.
    #[serde(default)]
    pub opens: bool,
    /// How bad a finding is; for a measured check the most that its bounds may make of it, at each stage.
    #[serde(default)]
    pub severity: Option<SeverityRule>,
    /// A condition under which it is worse.
    #[serde(default)]
    pub escalate: Option<Escalation>,
    /// What is lost if nothing is done.
    pub consequence: Consequence,
    /// One sentence about this design.
    pub message: String,
    /// The fact whose place in the design is shown first; what is measured, or else what decided first, if left out.
    #[serde(default)]
    pub at: Option<String>,
    /// The fact whose field several findings share; that of the first place if left out.
    #[serde(default)]
    pub cause: Option<String>,
    /// Checks, by code or name, under which its findings are folded where they speak of the same place. Its own means that it
    /// speaks of one place once.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// The fact that says which share of the units is lost to it.
    #[serde(default)]
    pub loss: Option<String>,
    /// What to say at the places that led to it.
    #[serde(default)]
    pub labels: IndexMap<String, String>,
    /// The thresholds of the check, each with its source.
    #[serde(default)]
    pub limits: IndexMap<String, Limit>,
    /// What to do, in the imperative.
    pub help: String,
    /// Why it fails in production although the prototype passed.
    pub why: String,
    /// Sources of the mechanism.
    pub sources: Vec<String>,
    /// Version in which it appeared.
    pub since: String,
    /// Its tests.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// A built-in check that a house check stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Advice,
    /// Likely to cost yield, life or money.
    Warning,
    /// Likely to fail on the line or in the field.
    Error,
}

/// One severity, or one for each stage from which it holds. Written as a word or as a map from stage to word.
#[derive(Clone, Debug, PartialEq)]
pub enum SeverityRule {
    /// The same at every stage.
    Always(Severity),
    /// From a stage on.
    ByStage(IndexMap<String, Severity>),
}

/// The stages of a project in their order.
pub const STAGES: [&str; 6] = ["concept", "prototype", "evt", "dvt", "pvt", "production"];

impl SeverityRule {
    /// The severity at a stage: that of the latest stage named that is not after it. Without a stage the strictest holds.
    #[must_use]
    pub fn at(&self, stage: Option<&str>) -> Severity {
        match self {
            Self::Always(severity) => *severity,
            Self::ByStage(map) => {
                let rank = |name: &str| STAGES.iter().position(|stage| *stage == name);
                let Some(now) = stage.and_then(rank) else {
                    return map.values().copied().max().unwrap_or(Severity::Advice);
                };
                map.iter()
                    .filter(|(from, _)| rank(from).is_some_and(|from| from <= now))
                    .max_by_key(|(from, _)| rank(from))
                    .map_or(Severity::Advice, |(_, severity)| *severity)
            }
        }
    }
}

// The prepared form is not self-describing, so both forms are written there as a map; `always` is its only key for a word.
impl Serialize for SeverityRule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Always(severity) => IndexMap::from([("always", *severity)]).serialize(serializer),
            Self::ByStage(map) => map.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for SeverityRule {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Word(Severity),
            Map(IndexMap<String, Severity>),
        }
        let map = if deserializer.is_human_readable() {
            match Written::deserialize(deserializer)? {
                Written::Word(severity) => return Ok(Self::Always(severity)),
                Written::Map(map) => map,
            }
        } else {
            IndexMap::deserialize(deserializer)?
        };
        if let Some(severity) = map.get("always") {
            return Ok(Self::Always(*severity));
        }
        match map.keys().find(|stage| !STAGES.contains(&stage.as_str())) {
            Some(unknown) => Err(serde::de::Error::custom(format!("unknown stage `{unknown}`"))),
            None => Ok(Self::ByStage(map)),
        }
    }
}

/// A bound of a measured check. Written as the number alone, or with the condition under which it does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoundRule {
    /// The bound: a fact, a figure of a table, a named limit, or a sum or product of such.
    pub limit: String,
    /// The condition under which it does not hold.
    pub unless: Option<String>,
}

impl<'de> Deserialize<'de> for BoundRule {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Long {
            limit: String,
            #[serde(default)]
            unless: Option<String>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Short(String),
            Long(Long),
        }
        if !deserializer.is_human_readable() {
            let (limit, unless) = Deserialize::deserialize(deserializer)?;
            return Ok(Self { limit, unless });
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Short(limit) => Self { limit, unless: None },
            Written::Long(Long { limit, unless }) => Self { limit, unless },
        })
    }
}

/// A window of a measured check. Written as a list of its two ends, or with the condition under which it does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WindowRule {
    /// Its lower end.
    pub low: String,
    /// Its upper end.
    pub high: String,
    /// The condition under which it does not hold.
    pub unless: Option<String>,
}

impl<'de> Deserialize<'de> for WindowRule {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Long {
            low: String,
            high: String,
            #[serde(default)]
            unless: Option<String>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Short([String; 2]),
            Long(Long),
        }
        if !deserializer.is_human_readable() {
            let (low, high, unless) = Deserialize::deserialize(deserializer)?;
            return Ok(Self { low, high, unless });
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Short([low, high]) => Self { low, high, unless: None },
            Written::Long(Long { low, high, unless }) => Self { low, high, unless },
        })
    }
}

/// A condition under which a finding is worse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// The severity it then has.
    pub to: Severity,
    /// The condition.
    pub when: String,
}

/// What is lost if nothing is done, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consequence {
    /// People or property are at risk.
    Safety,
    /// The product fails.
    Product,
    /// Units are scrapped or reworked.
    Yield,
    /// Units are late or too few.
    Delivery,
    /// Units cost more.
    Cost,
}

/// A threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Its value with unit.
    pub value: String,
    /// Its source, or `unverified`.
    pub source: String,
}

/// A test of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Example {
    /// A spec with a finding at the line that ends with `# <- flagged`.
    Flags(String),
    /// A spec on which the check applies and passes.
    Passes(String),
    /// A spec on which it cannot be decided.
    Unknown(String),
}

impl Definition {
    /// The family, which is the first part of the name.
    #[must_use]
    pub fn family(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// Whether it is of a house: such codes have a hyphen, as `ACME-7`.
    #[must_use]
    pub fn is_house(&self) -> bool {
        is_house(&self.code)
    }

    /// Everything that it reads to judge, each with its key: conditions, what it measures, bounds.
    pub fn conditions(&self) -> impl Iterator<Item = (String, &str)> {
        let single = [
            ("concerns", self.concerns.as_deref()),
            ("applies", self.applies.as_deref()),
            ("when", self.when.as_deref()),
            ("measure", self.measure.as_deref()),
            ("escalate.when", self.escalate.as_ref().map(|worse| worse.when.as_str())),
        ];
        let single = single.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?)));
        let rules = [("at_least", &self.at_least), ("at_most", &self.at_most)];
        let rules = rules.into_iter().flat_map(|(name, rules)| {
            rules.iter().flat_map(move |(severity, rule)| {
                let key = format!("{name}.{}", severity.word());
                let unless = rule.unless.as_deref().map(|unless| (format!("{key}.unless"), unless));
                std::iter::once((key, rule.limit.as_str())).chain(unless)
            })
        });
        let windows = self.between.iter().flat_map(|(severity, rule)| {
            let key = format!("between.{}", severity.word());
            let unless = rule.unless.as_deref().map(|unless| (format!("{key}.unless"), unless));
            [(format!("{key}.low"), rule.low.as_str()), (format!("{key}.high"), rule.high.as_str())].into_iter().chain(unless)
        });
        single.chain(rules).chain(windows)
    }

    /// The worst severity that a finding may have.
    #[must_use]
    pub fn worst(&self) -> Severity {
        self.worst_under(match &self.severity {
            None => None,
            Some(SeverityRule::Always(severity)) => Some(*severity),
            Some(SeverityRule::ByStage(map)) => map.values().copied().max(),
        })
    }

    /// The worst severity that a finding on a design at a stage may have.
    #[must_use]
    pub fn worst_at(&self, stage: &str) -> Severity {
        self.worst_under(self.severity.as_ref().map(|rule| rule.at(Some(stage))))
    }

    fn worst_under(&self, rule: Option<Severity>) -> Severity {
        let bounds = self.at_least.keys().chain(self.at_most.keys()).chain(self.between.keys()).copied().max();
        let escalated = self.escalate.as_ref().map(|worse| worse.to);
        match (bounds, rule) {
            (Some(bound), Some(rule)) => bound.min(rule),
            (Some(bound), None) => bound,
            (None, rule) => rule.max(escalated).unwrap_or(Severity::Advice),
        }
    }

    /// What can be seen to be wrong without the vocabulary.
    pub fn validate(&self) -> Result<(), String> {
        let fail = |what: &str| Err(format!("{}: {what}", self.name));
        let letter = FAMILIES.iter().position(|family| *family == self.family()).map(|index| LETTERS[index]);
        let digits = self.code.strip_prefix(letter.unwrap_or('?')).unwrap_or_default();
        if !self.is_house() && (digits.len() < 2 || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
            return fail("a code is the letter of the family and two digits");
        }
        if self.sources.is_empty() {
            return fail("no source");
        }
        let bounds = self.at_least.len() + self.at_most.len() + self.between.len();
        match (&self.when, &self.measure) {
            (None, None) => return fail("`when` or `measure` is missing"),
            (Some(_), Some(_)) => return fail("a check has `when` or `measure`, not both"),
            (Some(_), None) if bounds > 0 => return fail("bounds belong to a `measure`"),
            (Some(_), None) if self.severity.is_none() => return fail("`severity` is missing"),
            (None, Some(_)) if bounds == 0 => return fail("a measure wants `at_least`, `at_most` or `between`"),
            (None, Some(_)) if self.escalate.is_some() => return fail("a bound for each severity takes the place of `escalate`"),
            _ => {}
        }
        if self.help.trim().is_empty() || self.why.trim().is_empty() {
            return fail("help and why say something");
        }
        if self.message.trim_end().ends_with('.') || self.help.trim_end().ends_with('.') {
            return fail("message and help end without a full stop");
        }
        for (kind, found) in [
            ("flags", self.examples.iter().any(|e| matches!(e, Example::Flags(_)))),
            ("passes", self.examples.iter().any(|e| matches!(e, Example::Passes(_)))),
        ] {
            if !found {
                return fail(&format!("no example that {kind}"));
            }
        }
        Ok(())
    }
}

/// Whether a code is of a house.
pub(super) fn is_house(code: &str) -> bool {
    code.contains('-')
}

impl Severity {
    /// Its word in check files and output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

impl Consequence {
    /// Its word in check files and output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Product => "product",
            Self::Yield => "yield",
            Self::Delivery => "delivery",
            Self::Cost => "cost",
        }
    }
}
