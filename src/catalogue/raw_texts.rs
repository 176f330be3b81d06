//! The words of checks in another language as they are written: one file a check, each text beside the English that it was made
//! from. Read and compiled when the program is built, and part of no program. A text whose English is no longer that of its check
//! is stale and left out, so that a report shows the English rather than what was true once.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::check::Check;
use super::locate::inside;
use super::texts::{Texts, Translation};
use crate::language::{Context, Lexicon, Message, Part};
use crate::source::{SourceFile, Span};
use crate::yaml::{Budget, Entries, Field, Parsed, Problem, Session, parse};

/// A text and the English that it was made from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct WrittenText {
    en: Field<Box<str>>,
    zh: Field<Box<str>>,
}

/// A file of texts with its spans.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenTexts {
    title: Field<WrittenText>,
    message: Field<WrittenText>,
    help: Field<WrittenText>,
    why: Field<WrittenText>,
    labels: Field<Entries<WrittenText>>,
}

impl WrittenTexts {
    /// Reads a file of texts; everything that is wrong with its form is a problem.
    pub fn read(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<Self> {
        let Parsed { tree, documents, problems: syntax } = parse(&file.text, &Budget::SPEC);
        problems.extend(syntax);
        let root = documents.first()?.root;
        let session = Session::new(&tree, Budget::SPEC);
        let written = session.read(root);
        problems.extend(session.into_problems());
        written
    }

    /// The texts, compiled as those of the check are. A text with other names in braces than the English is a problem.
    pub fn compile(&self, file: &SourceFile, check: &Check, lexicon: &dyn Lexicon, problems: &mut Vec<Problem>) -> Texts {
        let context = Context { names: check.subject.names(), limits: check.limits.to_vec(), lexicon };
        let mut compiler = Compiler { file, context, measured: check.measure.is_some(), problems };
        let definition = &check.definition;
        let labels = definition.labels.iter().zip(check.labels.iter()).map(|((path, english), (_, compiled))| {
            let entry = self.labels.get()?.iter().find(|entry| *entry.id == **path)?;
            compiler.message(entry.value.as_ref()?, english, compiled)
        });
        let labels = labels.collect();
        Texts {
            title: plain(&self.title, &definition.title),
            message: self.message.get().and_then(|text| compiler.message(text, &definition.message, &check.message)),
            help: self.help.get().and_then(|text| compiler.message(text, &definition.help, &check.help)),
            why: plain(&self.why, &definition.why),
            labels,
        }
    }
}

/// A text without names, unless it is stale.
fn plain(text: &Field<WrittenText>, english: &str) -> Option<String> {
    fresh(text.get()?, english).map(|(said, _)| said.trim().to_owned())
}

/// What a text says and where, unless that is nothing, or was made from other English.
fn fresh<'t>(text: &'t WrittenText, english: &str) -> Option<(&'t str, Span)> {
    let said = text.zh.get().filter(|said| !said.trim().is_empty())?;
    (**text.en.get()? == *english).then_some((said, text.zh.span()))
}

/// What the texts of one file are compiled with.
struct Compiler<'c> {
    file: &'c SourceFile,
    context: Context<'c>,
    measured: bool,
    problems: &'c mut Vec<Problem>,
}

impl Compiler<'_> {
    fn message(&mut self, text: &WrittenText, english: &str, compiled: &Message) -> Option<Message> {
        let (said, span) = fresh(text, english)?;
        match Message::compile(said, &self.context, self.measured) {
            Ok(message) => {
                let problem = other_names(compiled, &message).map(|message| Problem::new("text", span, message));
                let fits = problem.is_none();
                self.problems.extend(problem);
                fits.then_some(message)
            }
            Err(error) => {
                let span = inside(&self.file.text, span, said, &error.at);
                self.problems.push(Problem { help: error.help, ..Problem::new("text", span, error.message) });
                None
            }
        }
    }
}

/// Which name in braces one of two texts has more often than the other.
fn other_names(english: &Message, other: &Message) -> Option<String> {
    let names = |message: &Message| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in message.parts.iter().filter_map(Part::name) {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
        counts
    };
    let (english, other) = (names(english), names(other));
    let of = |counts: &BTreeMap<String, usize>, name: &str| counts.get(name).copied().unwrap_or(0);
    let differs = english.keys().chain(other.keys()).find(|name| of(&english, name) != of(&other, name))?;
    Some(format!("`{{{differs}}}` stands here {} times, in English {}", of(&other, differs), of(&english, differs)))
}

/// A file of words that sentences are filled in with, each with what stands for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenWords {
    /// Words of the reports themselves.
    #[serde(default)]
    report: BTreeMap<String, String>,
    /// Words that facts yield.
    values: Vec<WrittenValues>,
}

/// The words that some facts yield.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenValues {
    /// The names of the facts.
    of: Vec<String>,
    /// The words, and what stands for each.
    words: BTreeMap<String, String>,
}

impl WrittenWords {
    /// Adds them to a translation. A fact has its words in one place.
    pub fn add_to(self, said: &mut Translation) -> Result<(), String> {
        said.words.extend(self.report);
        for WrittenValues { of, words } in self.values {
            let number = said.values.len();
            said.values.push(words.into());
            for fact in of {
                if said.facts.insert(fact.clone(), number).is_some() {
                    return Err(format!("the words of `{fact}` stand in two places"));
                }
            }
        }
        Ok(())
    }
}
