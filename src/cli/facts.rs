//! `caseproof facts`: the vocabulary, from the same place that the checks use.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;

use super::output::{json, note, text};
use super::search::Output;
use super::{CLEAN, FAILED};
use crate::knowledge::library;
use crate::source::nearest;
use crate::vocabulary::{Kind, Type, Words, rows as facts_of};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Subject, such as `joint`; all subjects if left out
    subject: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Serialize)]
struct Row {
    subject: &'static str,
    fact: &'static str,
    #[serde(rename = "type")]
    kind: String,
    unit: &'static str,
    meaning: &'static str,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let kinds: Vec<Kind> = match &arguments.subject {
        None => Kind::ALL.to_vec(),
        Some(word) => match Kind::from_word(word) {
            Some(kind) => vec![kind],
            None => {
                let hint = nearest(word, Kind::ALL.iter().map(|kind| kind.word()))
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                note(&format!("there is no subject `{word}`{hint}"));
                return FAILED;
            }
        },
    };
    if arguments.output.is_json() {
        let rows: Vec<Row> = kinds.iter().flat_map(|kind| rows(*kind)).collect();
        return json(CLEAN, &rows);
    }
    let mut shown = String::new();
    for kind in kinds {
        let _ = writeln!(shown, "{kind}: {}", kind.sentence());
        for row in rows(kind) {
            let unit = if row.unit.is_empty() { String::new() } else { format!(" in {}", row.unit) };
            let _ = writeln!(shown, "  {kind}.{:<28} {}{unit}: {}", row.fact, row.kind, row.meaning);
        }
        shown.push('\n');
    }
    text(CLEAN, &shown)
}

fn rows(kind: Kind) -> impl Iterator<Item = Row> {
    facts_of(kind).map(move |fact| Row {
        subject: kind.word(),
        fact: fact.name,
        kind: describe(fact.kind),
        unit: fact.unit,
        meaning: fact.sentence,
    })
}

fn describe(kind: Type) -> String {
    match kind {
        Type::Number(dimension) => dimension.name().trim_start_matches("a ").trim_start_matches("an ").to_owned(),
        Type::Word(Words::These(words)) => words.join(" | "),
        Type::Word(Words::Family(table)) => library().families(table).collect::<Vec<_>>().join(" | "),
        Type::Word(_) => "word".to_owned(),
        Type::Flag => "yes or no".to_owned(),
        Type::Item(kind) => kind.word().to_owned(),
        Type::Items(kind) => format!("list of {}", kind.word()),
        Type::Words(Words::These(words)) => format!("list of {}", words.join(" | ")),
        Type::Words(_) => "list of words".to_owned(),
    }
}
