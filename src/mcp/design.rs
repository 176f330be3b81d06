//! What is said of the text of a design: findings, windows, what changes do, what to answer.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::setup::Setup;
use crate::advise::{Desk, Profile};
use crate::design::Loader;
use crate::engine::Options;
use crate::facts::World;
use crate::finding::{DesignReport, FileReport, Finding};
use crate::propose::{Bench, Change, OneByOne, Place, Role, Tried, apply_all, current, effect_of, propose, propose_for, role};
use crate::report::{Rules, one_line, side_words};
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

type Answer = Result<Map<String, Value>, String>;

impl Given {
    fn shown(&self) -> String {
        self.path.as_ref().map_or_else(|| "the text".to_owned(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    fn loader(setup: &Setup<'_>) -> Loader {
        Loader::new(Path::new(".")).with_waivers(setup.waivers.clone())
    }

    fn bench<'e>(&self, setup: &Setup<'e>, loader: &'e Loader) -> Bench<'e> {
        Bench { engine: setup.engine, loader, folder: self.folder().map(Path::to_owned), options: self.options.clone() }
    }
}

/// What is found in a design.
pub(super) fn check(setup: &Setup<'_>, given: &Given, severity: Option<&str>) -> Answer {
    let judged =
        setup.engine.judged_text(&Given::loader(setup), given.text.clone(), &given.shown(), given.folder(), &given.options);
    let report = &judged.report;
    let mut answer = Map::new();
    if let Some(rejected) = problems(report, setup.rules()) {
        answer.insert("loads".to_owned(), json!(false));
        answer.insert("problems".to_owned(), rejected);
        return Ok(answer);
    }
    if report.designs.is_empty() {
        return Err("this is no design spec: it has no key `caseproof`".to_owned());
    }
    answer.insert("loads".to_owned(), json!(true));
    let designs = report.designs.iter();
    let several = report.designs.len() > 1;
    let heads: Vec<Value> = designs.clone().map(head).collect();
    answer.insert("designs".to_owned(), json!(heads));
    let found = designs.flat_map(|design| {
        let wanted = design.standing().filter(|(_, finding)| severity.is_none_or(|severity| finding.severity.word() == severity));
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

fn head(design: &DesignReport) -> Value {
    let count = |word: &str| design.standing().filter(|(_, finding)| finding.severity.word() == word).count();
    json!({
        "design": one_line(&design.design),
        "stage": design.stage,
        "verdict": design.verdict.word(),
        "errors": count("error"), "warnings": count("warning"), "advice": count("advice"),
        "checks": {
            "applicable": design.coverage.applicable, "passed": design.coverage.passed, "not_assessed": design.coverage.not_assessed,
        },
    })
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
    let judged =
        setup.engine.judged_text(&Given::loader(setup), given.text.clone(), &given.shown(), given.folder(), &given.options);
    let [spec] = &judged.specs[..] else { return Err(not_one(&judged.report)) };
    let world = World::new(spec, given.options.gate).on(given.options.today.as_deref());
    let sheet = limits(setup.engine.checks(), &world, None, place);
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

/// What setting values would do. A requirement, a claim or evidence is judged like anything else, and said to be one: changing it
/// clears nothing in the world.
pub(super) fn what_if(setup: &Setup<'_>, given: &Given, sets: &[(String, String)], with_text: bool) -> Answer {
    let loader = Given::loader(setup);
    let bench = given.bench(setup, &loader);
    let changes: Vec<Change> =
        sets.iter().map(|(path, value)| Change::Set { path: path.clone(), value: value.clone() }).collect();
    let changed =
        apply_all(&changes, &given.text).ok_or("a value cannot be set at one of these paths, or the text is no YAML")?;
    let effect = effect_of(&bench, &given.text, &changes).ok_or_else(|| {
        let after = setup.engine.judged_text(&loader, changed.clone(), "the changed text", given.folder(), &given.options);
        not_one(&after.report)
    })?;
    let places = |places: &[Place]| {
        places.iter().map(|place| json!({ "code": place.code, "at": one_line(&place.at) })).collect::<Vec<_>>()
    };
    let mut answer = Map::new();
    answer.insert("cleared".to_owned(), json!(places(&effect.cleared)));
    answer.insert("raised".to_owned(), json!(places(&effect.raised)));
    answer.insert("opened".to_owned(), json!(places(&effect.opened)));
    let set = sets.iter().map(|(path, value)| {
        json!({ "path": one_line(path), "from": current(&given.text, path).map(|from| one_line(&from)), "to": one_line(value), "is": word(role(path)) })
    });
    answer.insert("set".to_owned(), json!(set.collect::<Vec<_>>()));
    if with_text {
        answer.insert("text".to_owned(), json!(changed));
    }
    Ok(answer)
}

const fn word(role: Role) -> &'static str {
    match role {
        Role::Decision => "decision",
        Role::Requirement => "requirement",
        Role::Claim => "claim",
        Role::Evidence => "evidence",
    }
}

/// Changes of decisions that clear findings, each proven by judging again.
pub(super) fn suggest(setup: &Setup<'_>, given: &Given, of: Option<(&str, &str)>) -> Answer {
    let loader = Given::loader(setup);
    let bench = given.bench(setup, &loader);
    let one = |code: &str, at: &str, proposals: &[Tried], tried: usize| {
        let proposals: Vec<Value> = proposals.iter().map(|tried| json!(proposal(tried, &given.text))).collect();
        json!({ "code": code, "at": one_line(at), "proposals": proposals, "tried": tried })
    };
    let answers = match of {
        Some((code, at)) => {
            let answer = propose_for(&bench, &given.text, code, at)
                .ok_or_else(|| format!("there is no finding {code} at `{}`", one_line(at)))?;
            vec![one(code, at, &answer.proposals, answer.tried)]
        }
        None => {
            let judged = || setup.engine.judged_text(&loader, given.text.clone(), &given.shown(), given.folder(), &given.options);
            let answers = propose(&bench, &given.text, &OneByOne).ok_or_else(|| not_one(&judged().report))?;
            let said = answers.answers.iter().map(|answer| {
                let finding = &answers.findings[answer.finding];
                one(&finding.code, &finding.at, &answer.proposals, answer.tried)
            });
            said.collect()
        }
    };
    Ok(Map::from_iter([("answers".to_owned(), json!(answers))]))
}

/// What to answer first: of the way to share the work, and of the checks.
pub(super) fn questions(setup: &Setup<'_>, given: &Given) -> Answer {
    let judged =
        setup.engine.judged_text(&Given::loader(setup), given.text.clone(), &given.shown(), given.folder(), &given.options);
    let [design] = &judged.report.designs[..] else { return Err(not_one(&judged.report)) };
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

/// Why there is not one design to look at.
fn not_one(report: &FileReport) -> String {
    let first = report.rejected.as_ref().and_then(|rejected| {
        let problem = rejected.problems.first()?;
        let (_, at) = rejected.sources.begin(problem.span);
        Some(format!("the text does not load: line {}: {}", at.line, one_line(&problem.message)))
    });
    first.unwrap_or_else(|| format!("one design is looked at, and there are {}", report.designs.len()))
}
