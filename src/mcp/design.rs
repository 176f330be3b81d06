//! What is said of the text of a design: findings, windows, what changes do, what to answer.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::setup::Setup;
use super::words::unknown_check;
use crate::advise::{Desk, Profile};
use crate::catalogue::Severity;
use crate::design::Loader;
use crate::engine::{Judged, Options};
use crate::facts::World;
use crate::finding::{DesignReport, FileReport, Finding, Rejected};
use crate::propose::{Bench, OneByOne, Tried, propose, propose_for};
use crate::report::{Rules, Tongue, left_out_words, one_line, side_words};
use crate::review::proposal;
use crate::study::{Edge, limits, tightest};
use crate::yaml::Problem;

/// A design that was handed in, or is to be read.
pub(super) struct Given {
    /// Its text.
    pub text: String,
    /// Where it stands; its bases and records are read from beside it. Without a place it can have none.
    pub path: Option<PathBuf>,
    /// Stage and day.
    pub options: Options,
}

pub(super) type Answer = Result<Map<String, Value>, String>;

impl Given {
    fn shown(&self) -> String {
        self.path.as_ref().map_or_else(|| "the text".to_owned(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    pub(super) fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    pub(super) fn loader(setup: &Setup<'_>) -> Loader {
        Loader::new(Path::new(".")).with_waivers(setup.waivers.clone())
    }

    pub(super) fn bench<'e>(&self, setup: &Setup<'e>, loader: &'e Loader) -> Bench<'e> {
        Bench { engine: setup.engine, loader, folder: self.folder().map(Path::to_owned), options: self.options.clone() }
    }

    /// What is found in it.
    fn judged(&self, setup: &Setup<'_>) -> Judged {
        let mut judged =
            setup.engine.judged_text(&Self::loader(setup), self.text.clone(), &self.shown(), self.folder(), &self.options);
        if let (None, Some(rejected)) = (&self.path, &mut judged.report.rejected) {
            // What is beside a text that stands nowhere cannot be read, and only who handed it in knows where it stands.
            for problem in rejected.problems.iter_mut().filter(|problem| matches!(problem.code, "extends" | "records")) {
                problem
                    .help
                    .get_or_insert_with(|| "give the `path` of the text as well: other files are read from beside it".to_owned());
            }
        }
        judged
    }

    /// Why it is not one design that loads.
    pub(super) fn one(&self, setup: &Setup<'_>) -> Result<Judged, String> {
        let judged = self.judged(setup);
        if let [_] = judged.specs[..] { Ok(judged) } else { Err(not_one(&judged.report, "the text")) }
    }
}

/// What is found in a design.
pub(super) fn check(setup: &Setup<'_>, given: &Given, severity: Option<Severity>) -> Answer {
    let judged = given.judged(setup);
    let report = &judged.report;
    let mut answer = Map::new();
    if let Some(rejected) = problems(report, setup.rules()) {
        answer.insert("loads".to_owned(), json!(false));
        answer.insert("problems".to_owned(), rejected);
        return Ok(answer);
    }
    if report.designs.is_empty() {
        return Err(not_one(report, "the text"));
    }
    answer.insert("loads".to_owned(), json!(true));
    let designs = report.designs.iter();
    let several = report.designs.len() > 1;
    let heads: Vec<Value> = designs.clone().map(|design| head(design, given)).collect();
    answer.insert("designs".to_owned(), json!(heads));
    let found = designs.flat_map(|design| {
        let wanted = design.standing().filter(|(_, finding)| severity.is_none_or(|severity| finding.severity == severity));
        wanted.map(|(_, finding)| {
            let mut said = finding_of(design, finding, setup.rules());
            if several {
                said["design"] = json!(one_line(&design.design));
            }
            said
        })
    });
    answer.insert("findings".to_owned(), json!(found.collect::<Vec<_>>()));
    Ok(answer)
}

/// What is wrong with a text that does not load.
fn problems(report: &FileReport, rules: Rules<'_>) -> Option<Value> {
    let rejected = report.rejected.as_ref()?;
    let one = |problem: &Problem| {
        let (file, at) = rejected.sources.begin(problem.span);
        let mut said =
            json!({ "code": problem.code, "line": at.line, "column": at.column, "message": one_line(&rules.problem(problem)) });
        if problem.span.file != 0 {
            said["file"] = json!(one_line(&file.path));
        }
        if let Some(help) = &problem.help {
            said["help"] = json!(one_line(help));
        }
        said
    };
    Some(json!(rejected.problems.iter().map(one).collect::<Vec<_>>()))
}

fn head(design: &DesignReport, given: &Given) -> Value {
    let count = |word: &str| design.standing().filter(|(_, finding)| finding.severity.word() == word).count();
    let mut head = json!({
        "design": one_line(&design.design),
        "stage": design.stage,
        "verdict": design.verdict.word(),
        "errors": count("error"), "warnings": count("warning"), "advice": count("advice"),
        "checks": {
            "applicable": design.coverage.applicable, "passed": design.coverage.passed, "not_assessed": design.coverage.not_assessed,
        },
    });
    if let Some(left_out) = given.options.policy.left_out(&design.ignored) {
        head["left_out"] = json!(left_out_words(&left_out, Tongue::En));
    }
    head
}

fn finding_of(design: &DesignReport, finding: &Finding, rules: Rules<'_>) -> Value {
    let (file, at) = design.sources.begin(finding.span);
    let mut said = json!({
        "code": finding.code, "severity": finding.severity.word(), "at": one_line(&finding.at), "line": at.line,
        "message": one_line(&rules.message(finding)), "help": one_line(&rules.help(finding)),
    });
    if finding.span.file != 0 {
        said["file"] = json!(one_line(&file.path));
    }
    if !finding.clears.is_empty() {
        let clear = |clear: &crate::finding::Clear| json!({ "severity": clear.severity.word(), "at": clear.at, "side": side_words(clear.side), "value": clear.value.to_string() });
        said["cleared_by"] = json!(finding.clears.iter().map(clear).collect::<Vec<_>>());
    }
    said
}

/// The windows of what stands at a place.
pub(super) fn windows(setup: &Setup<'_>, given: &Given, place: Option<&str>) -> Answer {
    let judged = given.one(setup)?;
    let spec = &judged.specs[0];
    let world = World::new(spec, given.options.gate_for(spec)).on(given.options.today.as_deref());
    let sheet = limits(&given.options.policy.judged(setup.engine.checks()), &world, None, place);
    let edges = |edges: &[Edge]| -> Vec<String> {
        tightest(edges).into_iter().map(|edge| format!("{} {} ({})", side_words(edge.side), edge.value, edge.check)).collect()
    };
    let rows = sheet.things.iter().flat_map(|thing| thing.rows.iter().map(move |row| (thing, row))).map(|(thing, row)| {
        json!({
            "at": row.field.as_deref().map_or_else(|| format!("{}: {}", thing.at, row.quantity), str::to_owned),
            "given": row.given, "stands": row.stands, "hard": edges(&row.hard), "target": edges(&row.target), "needs": row.needs,
        })
    });
    let rows: Vec<Value> = rows.collect();
    match place {
        Some(place) if rows.is_empty() => Err(format!("no check measures anything at `{}`", one_line(place))),
        _ => Ok(Map::from_iter([("windows".to_owned(), json!(rows))])),
    }
}

/// Changes of decisions that clear findings, each proven by judging again.
pub(super) fn suggest(setup: &Setup<'_>, given: &Given, of: Option<(&str, &str)>) -> Answer {
    let loader = Given::loader(setup);
    let bench = given.bench(setup, &loader);
    let judged = given.one(setup)?;
    let one = |code: &str, at: &str, proposals: &[Tried], tried: usize| {
        let proposals: Vec<Value> = proposals.iter().map(|tried| json!(proposal(tried, &given.text))).collect();
        json!({ "code": code, "at": one_line(at), "proposals": proposals, "tried": tried })
    };
    let answers = match of {
        Some((check, at)) => {
            let code = &setup.engine.find(check).map_err(|_| unknown_check(setup, check))?.code;
            let answer = propose_for(&bench, &given.text, code, at).ok_or_else(|| nothing_at(&judged.report, code, at))?;
            vec![one(code, at, &answer.proposals, answer.tried)]
        }
        None => {
            let answers = propose(&bench, &given.text, &OneByOne).ok_or_else(|| not_one(&judged.report, "the text"))?;
            let said = answers.answers.iter().map(|answer| {
                let finding = &answers.findings[answer.finding];
                one(&finding.code, &finding.at, &answer.proposals, answer.tried)
            });
            said.collect()
        }
    };
    Ok(Map::from_iter([("answers".to_owned(), json!(answers))]))
}

/// That a check finds nothing at a place, and where it does.
fn nothing_at(report: &FileReport, code: &str, at: &str) -> String {
    let found = report.designs.iter().flat_map(|design| &design.findings).filter(|finding| finding.code == code);
    let places: Vec<String> = found.take(MOST_PLACES).map(|finding| format!("`{}`", one_line(&finding.at))).collect();
    let hint = if places.is_empty() { String::new() } else { format!("; it is found at {}", places.join(", ")) };
    format!("there is no finding {code} at `{}`{hint}", one_line(at))
}

/// Most places that are named.
const MOST_PLACES: usize = 10;

/// What to answer first: of the way to share the work, and of the checks.
pub(super) fn questions(setup: &Setup<'_>, given: &Given) -> Answer {
    let judged = given.one(setup)?;
    let design = &judged.report.designs[0];
    let wanted =
        design.most_wanted(MOST_WANTED).into_iter().map(|(field, checks)| json!({ "field": one_line(field), "checks": checks }));
    let mut answer = Map::new();
    answer.insert("settle_most_checks".to_owned(), json!(wanted.collect::<Vec<_>>()));
    let profile = Profile::builtin().map_err(|_| "the rows of the advice are damaged")?;
    let desk = Desk {
        engine: setup.engine,
        profile: &profile,
        loader: Given::loader(setup),
        sets: Vec::new(),
        folder: given.folder().map(Path::to_owned),
        options: given.options.clone(),
    };
    let advice = desk.advise(&given.text).ok_or("the design cannot be advised on")?;
    let asked = advice.questions.iter().filter(|question| question.ask.is_some()).map(|question| {
        let answers: Vec<&str> = question.effects.iter().map(|effect| effect.answer.as_str()).collect();
        json!({ "field": one_line(&question.field), "ask": question.ask, "such_as": answers, "gates_moved": question.gates })
    });
    answer.insert("who_designs_and_builds".to_owned(), json!(asked.collect::<Vec<_>>()));
    Ok(answer)
}

/// Most fields that are asked for.
const MOST_WANTED: usize = 20;

/// Why there is not one design to look at; `what` is what was looked at.
pub(super) fn not_one(report: &FileReport, what: &str) -> String {
    let first = |rejected: &Rejected| {
        let problem = rejected.problems.first()?;
        let (_, at) = rejected.sources.begin(problem.span);
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {}", one_line(help)));
        Some(format!("line {}: {}{help}", at.line, one_line(&problem.message)))
    };
    if let Some(first) = report.rejected.as_ref().and_then(first) {
        return format!("{what} does not load: {first}");
    }
    match report.mistaken.as_ref().and_then(first) {
        Some(first) => format!("{what} is no design spec: {first}"),
        None if report.designs.is_empty() => {
            format!("{what} is no design spec: it has no key `caseproof`; begin with `caseproof: 1`")
        }
        None => format!("one design is looked at, and there are {}", report.designs.len()),
    }
}
