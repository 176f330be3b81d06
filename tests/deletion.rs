//! Nobody is rewarded for writing less: take any key out of a design, and each error and warning stays, or what vanished is
//! asked for, or the file is refused; else the absence of the key is a statement, and tests/statements.yaml says which.
//!
//! With `CASEPROOF_CASES=DIR` the designs in DIR and in the folders directly below it are tried as well. With `-- --nocapture` the table of
//! what is lost is printed also when the test passes; `CASEPROOF_SILENCED=FILE` takes every single one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::common::corpus::{self, Sample};
use crate::common::node::{Node, Step};
use crate::common::run::{Design, Finding, Outcome, judge};
use rayon::prelude::*;
use serde::Deserialize;

/// Findings that vanish unsaid over the designs of this repository: none.
/// Not one may come back.
const SILENCED: usize = 0;
/// Findings that become milder unsaid over the same: none either.
const SOFTENED: usize = 0;

/// Of a list of more words or figures than this only the ends are tried: two hundred readings are alike.
const LONG: usize = 12;

/// Keys whose absence says something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    /// Keys with dots between, several with `|`; `*` is any one word, `[.*]` at the end one word more or none.
    key: String,
    /// Which findings may go with it.
    silences: Scope,
    /// What its absence says.
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scope {
    /// Those at the key itself, or below it: what is not there has no faults.
    Own,
    /// All.
    Any,
    /// Those of these checks, by their codes.
    #[serde(untagged)]
    Of(Vec<String>),
}

impl Scope {
    fn covers(&self, finding: &Finding, key: &str) -> bool {
        match self {
            Self::Own => about(&finding.at, key),
            Self::Any => true,
            Self::Of(codes) => codes.contains(&finding.code),
        }
    }
}

/// A finding that went quiet.
struct Loss {
    /// Whether the design belongs to this repository.
    own: bool,
    file: String,
    key: String,
    pattern: String,
    check: String,
    at: String,
    before: String,
    after: Option<String>,
}

fn statements() -> Vec<Statement> {
    let text = std::fs::read_to_string("tests/statements.yaml").expect("the statements");
    serde_yaml::from_str(&text).expect("statements in their form")
}

fn words(place: &str) -> Vec<&str> {
    place.split('.').collect()
}

fn fits(pattern: &str, key: &str) -> bool {
    if let Some(list) = pattern.strip_suffix("[.*]") {
        return fits(list, key) || fits(&format!("{list}.*"), key);
    }
    let (pattern, key) = (words(pattern), words(key));
    pattern.len() == key.len() && pattern.iter().zip(&key).all(|(want, word)| *want == "*" || want == word)
}

/// Whether one place is the other or stands below it.
fn within(place: &str, above: &str) -> bool {
    place.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a finding is about what stands at a key; it may be about a pair of places.
fn about(at: &str, key: &str) -> bool {
    at.split('+').any(|place| within(place, key))
}

/// The maps of the format whose keys are names, so that a pattern has `*` for them.
const NAMED: [&str; 5] = ["parts", "joints", "stacks", "materials", "assembly"];
const NAMED_BELOW: [&str; 2] = ["dimensions", "defects"];

/// A key without the names that its author chose.
fn pattern(key: &str) -> String {
    let words = words(key);
    let named = |index: usize| {
        let above = index.checked_sub(1).map(|above| words[above]);
        index == 1 && above.is_some_and(|above| NAMED.contains(&above)) || above.is_some_and(|above| NAMED_BELOW.contains(&above))
    };
    let mask = |(index, word): (usize, &&str)| {
        if named(index) || word.chars().all(|char| char.is_ascii_digit()) { "*" } else { *word }.to_owned()
    };
    words.iter().enumerate().map(mask).collect::<Vec<_>>().join(".")
}

/// Where a place is after an item of a list went: the items behind it move up.
fn moved(at: &str, key: &str) -> String {
    let Some((list, index)) = key.rsplit_once('.').and_then(|(list, index)| Some((list, index.parse::<usize>().ok()?))) else {
        return at.to_owned();
    };
    let place = |place: &str| {
        let rest = place.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'))?;
        let (word, below) = rest.split_once('.').map_or((rest, String::new()), |(word, below)| (word, format!(".{below}")));
        let later = word.parse::<usize>().ok().filter(|later| *later > index)?;
        Some(format!("{list}.{}{below}", later - 1))
    };
    at.split('+').map(|one| place(one).unwrap_or_else(|| one.to_owned())).collect::<Vec<_>>().join("+")
}

/// Whether the report asks for what a finding needs: its check is open at its place or names the key, or the key is a block that
/// is named as missing.
fn asked(report: &Design, check: &str, at: &str, key: &str) -> bool {
    let block = !key.contains('.') || key.starts_with("evidence.") && key.matches('.').count() == 1;
    report.asked().any(|(open, place, needs)| {
        // A need may be of any step: `assembly.*.adds`.
        let names = |need: &&str| within(need, key) || within(key, need) || fits(need, key);
        open == check && (place == at || needs.iter().any(names)) || block && needs.contains(&key)
    })
}

/// Whether a finding of the same check is as bad where there was none, at the same joint, part or step: of a joint of which the
/// side is not said another face is found.
fn elsewhere(before: &Design, after: &Design, finding: &Finding) -> bool {
    let root = |at: &str| at.split('+').next().map(str::to_owned);
    let there = |design: &Design, at: &str| design.findings.iter().any(|other| other.check == finding.check && other.at == at);
    let mut others = after.findings.iter().filter(|other| other.check == finding.check && other.rank() >= finding.rank());
    others.any(|other| root(&other.at) == root(&finding.at) && !there(before, &other.at))
}

/// The part of which a part is a copy.
fn copied<'n>(node: &'n Node, part: &str) -> Option<&'n str> {
    node.get("parts")?.get(part)?.get("like")?.text()
}

/// Whether a key of a part is gone and the part of which it is a copy has it, so that another value stands in its place.
fn replaced(sample: &Sample, key: &str) -> bool {
    let words = words(key);
    let ["parts", part, rest @ ..] = &*words else { return false };
    let path = |part: &str| ["parts", part].iter().chain(rest).map(|word| Step::Key((*word).to_owned())).collect::<Vec<_>>();
    !rest.is_empty() && copied(&sample.node, part).is_some_and(|from| sample.node.at(&path(from)).is_some())
}

/// The keys that go with a key: itself, and for a part that is no longer a copy of another all that came from there.
fn gone(sample: &Sample, key: &str) -> Vec<String> {
    let mut keys = vec![key.to_owned()];
    if let ["parts", part, "like"] = *words(key)
        && let Some(from) = copied(&sample.node, part).and_then(|from| sample.node.get("parts")?.get(from))
    {
        keys.extend(from.paths(LONG).iter().map(|path| format!("parts.{part}.{}", from.place(path))));
    }
    keys
}

/// What went quiet between two reports of a design.
fn losses(before: &Design, after: &Design, key: &str) -> Vec<(Finding, Option<String>)> {
    let mut left: Vec<Option<&Finding>> = after.findings.iter().map(Some).collect();
    let mut lost = Vec::new();
    for finding in before.findings.iter().filter(|finding| finding.rank() > 0) {
        let at = moved(&finding.at, key);
        // The worst that is left at the place answers first.
        let same = |other: &&mut Option<&Finding>| other.is_some_and(|other| other.check == finding.check && other.at == at);
        let stays = left.iter_mut().filter(same).max_by_key(|other| other.map(Finding::rank)).and_then(Option::take);
        if stays.is_some_and(|other| other.rank() >= finding.rank())
            || asked(after, &finding.check, &at, key)
            || elsewhere(before, after, finding)
        {
            continue;
        }
        lost.push((finding.clone(), stays.map(|other| other.severity.clone())));
    }
    lost
}

/// How many keys a design has, everything that goes quiet without one of them, and the statements that allow what else does.
fn try_all(sample: &Sample, statements: &[Statement]) -> (usize, Vec<Loss>, BTreeSet<String>) {
    let paths: Vec<Vec<Step>> = sample.node.paths(LONG);
    let mut texts = vec![sample.node.json()];
    texts.extend(paths.iter().map(|path| sample.node.without(path).json()));
    let outcomes = judge(&texts, &sample.beside);
    let (whole, rest) = outcomes.split_first().expect("the design itself");
    // A further design may be in a form that is newer than the program.
    let Outcome::Judged(before) = whole else {
        assert!(!sample.own, "{}: {whole:?}", sample.name);
        println!("{} is refused", sample.name);
        return (0, Vec::new(), BTreeSet::new());
    };
    let (mut all, mut used) = (Vec::new(), BTreeSet::new());
    for (path, after) in paths.iter().zip(rest).filter_map(|(path, outcome)| Some((path, outcome.design()?))) {
        let key = sample.node.place(path);
        if replaced(sample, &key) {
            continue;
        }
        let gone = gone(sample, &key);
        for (finding, after) in losses(before, after, &key) {
            let stated = |statement: &&Statement| {
                let says =
                    |key: &String| statement.key.split('|').any(|one| fits(one, key)) && statement.silences.covers(&finding, key);
                gone.iter().any(says)
            };
            let mut fitting = statements.iter().filter(stated).peekable();
            if fitting.peek().is_some() {
                used.extend(fitting.map(|statement| statement.key.clone()));
            } else {
                let pattern = pattern(&key);
                let Finding { check, at, severity: before, code, .. } = finding;
                let check = format!("{code} {check}");
                all.push(Loss {
                    own: sample.own,
                    file: sample.name.clone(),
                    key: key.clone(),
                    pattern,
                    check,
                    at,
                    before,
                    after,
                });
            }
        }
    }
    (paths.len(), all, used)
}

fn table(losses: &[&Loss]) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for loss in losses {
        *counts.entry((&loss.check, &loss.pattern)).or_default() += 1;
    }
    let mut out = String::new();
    for ((check, key), count) in counts {
        let _ = writeln!(out, "  {count:>4}  {check}  without {key}");
    }
    out
}

#[test]
fn no_finding_vanishes_unsaid() {
    let statements = statements();
    let samples: Vec<Sample> = corpus::own().into_iter().chain(corpus::further()).collect();
    let (mut tried, mut all, mut used) = (0, Vec::new(), BTreeSet::new());
    // While one design is judged without its keys, what was said of another is read.
    let of_each: Vec<_> = samples.par_iter().with_max_len(1).map(|sample| try_all(sample, &statements)).collect();
    for (keys, losses, stated) in of_each {
        tried += keys;
        all.extend(losses);
        used.extend(stated);
    }
    if let Some(file) = std::env::var_os("CASEPROOF_SILENCED") {
        let mut lines: Vec<String> = all
            .iter()
            .map(|Loss { file, key, pattern, check, at, before, after, .. }| {
                format!("{check}\t{pattern}\t{file}\t{key}\t{at}\t{before}\t{}\n", after.as_deref().unwrap_or("gone"))
            })
            .collect();
        lines.sort();
        std::fs::write(file, lines.concat()).expect("the file that was asked for");
    }
    let (silenced, softened): (Vec<&Loss>, Vec<&Loss>) = all.iter().partition(|loss| loss.after.is_none());
    for statement in &statements {
        assert!(!statement.reason.is_empty(), "{} has no reason", statement.key);
        println!("{} {}", if used.contains(&statement.key) { "used" } else { "unused" }, statement.key);
    }
    let keys: usize = statements.iter().map(|statement| statement.key.split('|').count()).sum();
    assert!(keys <= 40, "{keys} statements are no short list");
    let table = format!("silenced:\n{}softened:\n{}", table(&silenced), table(&softened));
    println!(
        "{} designs, {tried} keys, {} statements; silenced {}, softened {}\n{table}",
        samples.len(),
        statements.len(),
        silenced.len(),
        softened.len()
    );
    assert!(tried >= 3000, "only {tried} keys were tried");
    at_most(SILENCED, &silenced, "vanish");
    at_most(SOFTENED, &softened, "become milder");
}

/// Fails if more is lost in the designs of this repository than is allowed.
fn at_most(ceiling: usize, losses: &[&Loss], what: &str) {
    let count = losses.iter().filter(|loss| loss.own).count();
    assert!(count <= ceiling, "{count} findings {what} unsaid rather than at most {ceiling}:\n{}", table(losses));
}
