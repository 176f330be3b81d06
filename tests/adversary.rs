//! The adversary: the nearest changes that make the flawed samples pass, printed so that they can be read. A change that an
//! engineer would call absurd is a check that is missing; `docs/proposals.md` tells which came of it.

use std::fs;
use std::path::Path;

use caseproof::design::Loader;
use caseproof::engine::{Engine, Options};
use caseproof::propose::{Answer, Answers, Bench, Change, OneByOne, Role, apply_all, current, propose, role};
use rayon::prelude::*;

const TODAY: &str = "2026-11-22";

/// A change in a few words.
fn shown(change: &Change) -> String {
    match change {
        Change::Set { path, value } => format!("{path} = {value}"),
        Change::Move { step, from, to } => format!("step {step} from {from} to {to}"),
    }
}

fn joined(changes: &[Change]) -> String {
    changes.iter().map(shown).collect::<Vec<_>>().join(" and ")
}

/// What is proposed for each error and warning of a sample.
fn told(answers: &Answers) -> String {
    let line = |answer: &Answer| {
        let finding = &answers.findings[answer.finding];
        let mut said = format!("  {} {} at {}", finding.severity.word(), finding.code, finding.at);
        for proposal in &answer.proposals {
            said.extend(["\n    ", &joined(&proposal.changes)]);
        }
        if let Some(asking) = &answer.asking {
            said.extend(["\n    perhaps ", &joined(&asking.changes), &format!(", {} open", asking.effect.opened.len())]);
        }
        said
    };
    answers.answers.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is wrong with the proposals of a design: what touches more than decisions, comes twice, or does harm.
fn faults(name: &str, answers: &Answers, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for answer in &answers.answers {
        let code = &answers.findings[answer.finding].code;
        let texts: Vec<Option<String>> = answer.proposals.iter().map(|proposal| apply_all(&proposal.changes, text)).collect();
        if texts.iter().enumerate().any(|(number, text)| text.is_none() || texts[..number].contains(text)) {
            faults.push(format!("{name}: {code} has a proposal twice, or one that cannot be written"));
        }
        // Samples that are said to be of the same material are said to be of which.
        let is_written_out = |path: &str| path.ends_with(".prototype.material") && current(text, path).as_deref() == Some("same");
        for proposal in &answer.proposals {
            let decided = |change: &Change| {
                matches!(change, Change::Move { .. })
                    || matches!(change, Change::Set { path, .. } if role(path) == Role::Decision || is_written_out(path))
            };
            if !proposal.changes.iter().all(decided) || !proposal.effect.raised.is_empty() || !proposal.effect.opened.is_empty() {
                faults.push(format!("{name}: {code} by {}", joined(&proposal.changes)));
            }
        }
    }
    faults
}

#[test]
fn the_nearest_way_out_of_each_flawed_sample_is_read() {
    let engine = Engine::builtin().expect("the checks");
    let folder = Path::new("sample_designs/flawed");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("samples")
        .map(|entry| entry.expect("a sample").file_name().into_string().expect("a name"))
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    names.sort();
    let one = |name: &String| {
        let text = fs::read_to_string(folder.join(name)).expect("a sample");
        let loader = Loader::new(Path::new("."));
        let options = Options { today: Some(TODAY.to_owned()), ..Options::default() };
        let bench = Bench { engine: &engine, loader: &loader, folder: Some(folder.to_owned()), options };
        let answers = propose(&bench, &text, &OneByOne).expect("it loads");
        (format!("{name}\n{}", told(&answers)), faults(name, &answers, &text))
    };
    let all: Vec<(String, Vec<String>)> = names.par_iter().with_max_len(1).map(one).collect();
    let faults: Vec<&String> = all.iter().flat_map(|(_, faults)| faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let told: Vec<&str> = all.iter().map(|(told, _)| told.as_str()).collect();
    insta::assert_snapshot!(told.join("\n\n"));
}
