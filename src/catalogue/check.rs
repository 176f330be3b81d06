//! A check that is compiled against the vocabulary.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::definition::{Replaced, is_house};
use super::error::CheckError;
use super::measure::Measure;
use super::subject::Subject;
use super::{Definition, Severity};
use crate::knowledge::Basis;
use crate::language::{Condition, ConditionError, Context, Lexicon, Message, NamedLimit, Path, Read};
use crate::quantity::{Dimension, parse_measure};
use crate::source::Prepared;
use crate::vocabulary::{self, FactId, Kind, Type};

/// A check that is ready to be judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Its full name, that of the definition: every run asks for it and its code, and few for the rest.
    #[serde(borrow)]
    pub name: Cow<'static, str>,
    /// Its code.
    #[serde(borrow)]
    pub code: Cow<'static, str>,
    /// As written.
    pub definition: Prepared<Definition>,
    /// What it is judged on.
    pub subject: Subject,
    /// Which designs it is about; all if none.
    pub concerns: Option<Prepared<Condition>>,
    /// When it is applicable; always if none.
    pub applies: Option<Prepared<Condition>>,
    /// When there is a finding, for a check that measures nothing.
    pub when: Option<Prepared<Condition>>,
    /// What it holds against bounds.
    pub measure: Option<Prepared<Measure>>,
    /// The severity and the condition under which it is worse.
    pub escalate: Option<(Severity, Prepared<Condition>)>,
    /// One sentence about a design.
    pub message: Prepared<Message>,
    /// What to do.
    pub help: Prepared<Message>,
    /// The fact whose place is shown first.
    pub at: Option<Prepared<Path>>,
    /// The fact whose field several findings share.
    pub cause: Option<Prepared<Path>>,
    /// The fact that is the share of the units that is lost.
    pub loss: Option<Prepared<Path>>,
    /// Facts whose places are shown, with what to say there.
    pub labels: Prepared<Vec<(Path, Message)>>,
    /// Thresholds, by their number in conditions.
    pub limits: Prepared<Vec<NamedLimit>>,
    /// Whether it is judged after the others because it reads, or says, how much they could decide.
    pub late: bool,
    /// Whether it says that too little is known.
    pub opens: bool,
}

/// How much the other checks could decide.
const COVERAGE: FactId = vocabulary::fact(Kind::Engagement, "coverage");

/// What the other checks found: a check that reads it is judged after them.
const FOUND: [FactId; 2] = [vocabulary::fact(Kind::Defect, "found"), vocabulary::fact(Kind::Defect, "explained")];

impl Check {
    /// Compiles a check against the vocabulary and the tables; all its mistakes are reported at once.
    pub fn compile(definition: Definition, lexicon: &dyn Lexicon) -> Result<Self, Vec<CheckError>> {
        let mut errors = Vec::new();
        let subject = Subject::parse(&definition.subject).map_err(|message| {
            errors.push(whole("subject", &definition.subject, message));
        });
        let limits = limits(&definition, lexicon, &mut errors);
        for (number, source) in definition.sources.iter().enumerate() {
            super::rigor::source(&definition, &format!("sources.{number}"), source, lexicon, &mut errors);
        }
        super::rigor::bare_numbers(&definition, &mut errors);
        let Ok(subject) = subject else { return Err(errors) };
        let whole_design = Context { names: Subject::Each(Kind::Design).names(), limits: Vec::new(), lexicon };
        let concerns = definition.concerns.as_ref().and_then(|text| {
            let compiled = Condition::compile(text, &whole_design);
            compiled.map_err(|error| errors.push(CheckError { key: "concerns".to_owned(), error })).ok()
        });
        let context = Context { names: subject.names(), limits, lexicon };
        let mut condition = |key: &str, text: &str| {
            Condition::compile(text, &context).map_err(|error| errors.push(CheckError { key: key.to_owned(), error })).ok()
        };
        let applies = definition.applies.as_ref().and_then(|text| condition("applies", text));
        let when = definition.when.as_ref().and_then(|text| condition("when", text));
        let escalate =
            definition.escalate.as_ref().and_then(|worse| condition("escalate.when", &worse.when).map(|when| (worse.to, when)));
        let measure = Measure::compile(&definition, &context, &mut errors);
        let measured = measure.is_some();
        let message = compile_message("message", &definition.message, &context, measured, &mut errors);
        let help = compile_message("help", &definition.help, &context, measured, &mut errors);
        let mut fact = |key: &str, name: &Option<String>| name.as_ref().and_then(|name| fact(key, name, &context, &mut errors));
        let (at, cause) = (fact("at", &definition.at), fact("cause", &definition.cause));
        let loss = definition.loss.as_ref().and_then(|name| share("loss", name, &context, &mut errors));
        let labels = labels(&definition, &context, measured, &mut errors);
        let limits = context.limits;
        let (Some(message), Some(help), true) = (message, help, errors.is_empty()) else { return Err(errors) };
        let opens = definition.opens;
        let mut check = Self {
            name: definition.name.clone().into(),
            code: definition.code.clone().into(),
            definition: definition.into(),
            subject,
            concerns: concerns.map(Prepared::from),
            applies: applies.map(Prepared::from),
            when: when.map(Prepared::from),
            measure: measure.map(Prepared::from),
            escalate: escalate.map(|(severity, condition)| (severity, condition.into())),
            message: message.into(),
            help: help.into(),
            at: at.map(Prepared::from),
            cause: cause.map(Prepared::from),
            loss: loss.map(Prepared::from),
            labels: labels.into(),
            limits: limits.into(),
            late: false,
            opens,
        };
        check.late = check.is_of_project() || check.is_of_coverage() || FOUND.into_iter().any(|fact| check.reads_fact(fact));
        let unused = check.unused_limits();
        if unused.is_empty() { Ok(check) } else { Err(unused) }
    }

    /// Whether it is about what the project has to say and not about the design: it is judged after all others, and does not
    /// count for how much was judged.
    #[must_use]
    pub const fn is_of_project(&self) -> bool {
        matches!(self.subject.kind(), Kind::Waiver | Kind::Demand)
    }

    /// Whether it reads, or says, how much the other checks could decide: it is judged after them, and does not count among them.
    #[must_use]
    pub fn is_of_coverage(&self) -> bool {
        self.reads_fact(COVERAGE)
    }

    /// Whether it speaks of what is not stated, or of what somebody accepts or wants, and of nothing that fails.
    #[must_use]
    pub fn is_of_record(&self) -> bool {
        self.opens || self.is_of_project() || self.is_of_coverage()
    }

    /// Whether a name or code means this check: `A07`, `assembly/snap-strained` or `snap-strained`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        is_spelling(name, &self.code, &self.name)
            || self.replaced().is_some_and(|replaced| is_spelling(name, &replaced.code, &replaced.name))
    }

    /// Its code, name and short name, and those of the built-in check that it replaces.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = spellings(&self.code, &self.name).to_vec();
        names.extend(self.replaced().into_iter().flat_map(|replaced| spellings(&replaced.code, &replaced.name)));
        names
    }

    /// The built-in check that it stands for; only a check of a house does.
    #[must_use]
    pub fn replaced(&self) -> Option<&Replaced> {
        if is_house(&self.code) { self.definition.replaces.as_ref() } else { None }
    }

    /// Everything that it reads to judge: facts and thresholds.
    #[must_use]
    pub fn reads(&self) -> Vec<Read<'_>> {
        let conditions = [
            self.concerns.as_ref(),
            self.applies.as_ref(),
            self.when.as_ref(),
            self.escalate.as_ref().map(|(_, condition)| condition),
        ];
        let mut reads: Vec<Read<'_>> = conditions.into_iter().flatten().flat_map(|condition| condition.reads()).collect();
        if let Some(measure) = &self.measure {
            reads.extend(measure.figure.reads());
            let bounds = measure.bounds.iter();
            reads.extend(
                bounds.flat_map(|bound| bound.limit.reads().into_iter().chain(bound.unless.iter().flat_map(Condition::reads))),
            );
        }
        reads
    }

    /// Whether it judges by a fact, or says it.
    #[must_use]
    pub fn reads_fact(&self, fact: FactId) -> bool {
        self.facts().contains(&fact)
    }

    /// The facts that it judges by or says, those on the way to them included.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let said = [&*self.message, &*self.help].into_iter().chain(self.labels.iter().map(|(_, message)| message));
        let named = self
            .labels
            .iter()
            .map(|(path, _)| Read::Path(path))
            .chain([&self.at, &self.cause, &self.loss].into_iter().flatten().map(|path| Read::Path(path)));
        let all = self.reads().into_iter().chain(said.flat_map(Message::reads)).chain(named);
        let paths = all.filter_map(|read| if let Read::Path(path) = read { Some(path) } else { None });
        paths.flat_map(|path| path.facts.iter().copied()).collect()
    }

    /// A limit that nothing reads is a mistake: somebody will change it and wonder.
    fn unused_limits(&self) -> Vec<CheckError> {
        let reads = self.reads();
        let unused = self.limits.iter().enumerate().filter(|(index, _)| !reads.contains(&Read::Limit(*index)));
        unused
            .map(|(_, limit)| {
                let message = format!("no condition reads the limit `{}`", limit.name);
                whole(&format!("limits.{}", limit.name), &limit.name, message)
            })
            .collect()
    }
}

/// The ways to write a check: code, name and short name.
pub(super) fn spellings<'n>(code: &'n str, name: &'n str) -> [&'n str; 3] {
    [code, name, name.split_once('/').map_or(name, |(_, short)| short)]
}

/// Whether it is one of the spellings. Every finding asks this of every check, so that nothing is searched for.
fn is_spelling(name: &str, code: &str, full: &str) -> bool {
    name == code || (full.ends_with(name) && spellings(code, full).contains(&name))
}

fn whole(key: &str, text: &str, message: impl Into<String>) -> CheckError {
    CheckError { key: key.to_owned(), error: ConditionError::new(0..text.len(), message) }
}

fn compile_message(
    key: &str,
    text: &str,
    context: &Context<'_>,
    measured: bool,
    errors: &mut Vec<CheckError>,
) -> Option<Message> {
    Message::compile(text, context, measured).map_err(|error| errors.push(CheckError { key: key.to_owned(), error })).ok()
}

fn limits(definition: &Definition, lexicon: &dyn Lexicon, errors: &mut Vec<CheckError>) -> Vec<NamedLimit> {
    let mut limits = Vec::new();
    for (name, limit) in &definition.limits {
        let key = format!("limits.{name}");
        let measure = match parse_measure(&limit.value) {
            Ok(measure) => measure,
            Err(error) => {
                let (_, message) = error.explain(&limit.value, Dimension::NONE, "10 %");
                errors.push(whole(&format!("{key}.value"), &limit.value, message));
                continue;
            }
        };
        super::rigor::source(definition, &format!("{key}.source"), &limit.source, lexicon, errors);
        let unverified = limit.source == "unverified" || lexicon.is_blog(&limit.source);
        let basis = if unverified { Basis::Unverified } else { Basis::Sourced };
        limits.push(NamedLimit { name: name.clone(), measure, basis, source: limit.source.clone() });
    }
    limits
}

/// The fact that a key names.
fn fact(key: &str, name: &str, context: &Context<'_>, errors: &mut Vec<CheckError>) -> Option<Path> {
    match Path::resolve(name, &(0..name.len()), &context.names) {
        Some(Ok(path)) => return Some(path),
        Some(Err(error)) => errors.push(CheckError { key: key.to_owned(), error }),
        None => errors.push(whole(key, name, format!("`{name}` is not a fact"))),
    }
    None
}

/// A fact that is a share.
fn share(key: &str, name: &str, context: &Context<'_>, errors: &mut Vec<CheckError>) -> Option<Path> {
    let path = fact(key, name, context, errors)?;
    if path.kind() == Type::Number(Dimension::NONE) {
        return Some(path);
    }
    errors.push(whole(key, name, format!("`{name}` is not a share of the units")));
    None
}

fn labels(definition: &Definition, context: &Context<'_>, measured: bool, errors: &mut Vec<CheckError>) -> Vec<(Path, Message)> {
    let mut labels = Vec::new();
    for (name, text) in &definition.labels {
        let key = format!("labels.{name}");
        let path = fact(&key, name, context, errors);
        let message = compile_message(&format!("label-texts.{name}"), text, context, measured, errors);
        labels.extend(path.zip(message));
    }
    labels
}
