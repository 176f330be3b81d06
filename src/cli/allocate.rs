//! `caseproof allocate`: the loosest tolerances with which a stack keeps its limits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::date::{date, today};
use super::output::{data, json, note, style};
use super::run::{engine, rejections};
use super::shown::shown;
use super::stack::wanted;
use super::study::{Output, StudyFormat, name_of};
use super::{CLEAN, FAILED, FINDINGS, NOTHING};
use crate::config::share;
use crate::design::{Loader, Spec};
use crate::engine::{Designs, Engine, Options, read_designs};
use crate::facts::{Item, Kind, World};
use crate::finding::{Rejected, SourceFile, SourceMap};
use crate::propose::{Bench, Change, effect_of};
use crate::report::{Format, Judged, published, write_allocation};
use crate::study::{Allocation, Costs, Goal, allocate};
use crate::yaml::{Problem, Span};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Id of the stack; all if left out
    stack: Option<String>,
    /// Share of the units that may be outside the limits, such as 0.27%; what the checks allow if left out
    #[arg(long, value_parser = share, conflicts_with = "worst_case")]
    share: Option<f64>,
    /// Keep the limits with all contributors at their worst ends together
    #[arg(long)]
    worst_case: bool,
    /// YAML file with what a shop asks for each tolerance group; the set that costs least is chosen then
    #[arg(long, value_name = "FILE")]
    costs: Option<PathBuf>,
    /// Folder with house checks
    #[arg(long, value_name = "FOLDER")]
    checks: Vec<PathBuf>,
    /// Day of the run, as YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
}

/// The stacks of one design.
#[derive(Serialize)]
struct Study {
    design: String,
    stacks: Vec<Allocated>,
    not_computed: Vec<NotComputed>,
}

#[derive(Serialize)]
struct Allocated {
    #[serde(flatten)]
    allocation: Allocation,
    /// What the checks say of the design with the loosest set in it; none where that changes nothing, or a file holds several
    /// designs.
    judged: Option<Judged>,
}

/// A stack that lacks something.
#[derive(Serialize)]
struct NotComputed {
    stack: String,
    needs: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let engine = match engine(&arguments.checks, Format::Text, &style()) {
        Ok(engine) => engine,
        Err(code) => return code,
    };
    let costs = match arguments.costs.as_deref().map(costs).transpose() {
        Ok(costs) => costs.unzip(),
        Err(rejected) => return refuse(arguments, vec![rejected]),
    };
    // What may be outside is what the check of stacks lets pass.
    let Some(share) = arguments.share.or_else(|| engine.limit("three_sigma")) else {
        note("no check says which share of the units may be outside; give it by --share");
        return FAILED;
    };
    let goal = if arguments.worst_case { Goal::WorstCase } else { Goal::Share(share) };
    let name = shown(&arguments.file);
    let loader = Loader::new(Path::new("."));
    match read_designs(&loader, &arguments.file, &name) {
        Ok(designs) => {
            let wrong = costs.0.as_ref().map_or_else(Vec::new, |costs| costs.strangers(&dimensions(&designs)));
            match costs {
                (Some(_), Some(file)) if !wrong.is_empty() => refuse(arguments, vec![Rejected::new(file, "costs", wrong)]),
                (costs, _) => Run { arguments, engine, loader: &loader, goal, costs }.all(&designs, &name),
            }
        }
        Err(rejected) => refuse(arguments, vec![rejected]),
    }
}

/// The dimensions of some designs, as `part.dimension`.
fn dimensions(designs: &Designs) -> Vec<String> {
    let of = |spec: &Spec| {
        let world = World::new(spec, None);
        let names = world.dimensions.iter().map(|view| format!("{}.{}", world.parts[view.part].id, view.id));
        names.collect::<Vec<_>>()
    };
    designs.specs.iter().flat_map(of).collect()
}

fn refuse(arguments: &Arguments, rejected: Vec<Rejected>) -> u8 {
    match arguments.format {
        StudyFormat::Text => rejections(rejected, Format::Text, &style()),
        StudyFormat::Json => {
            let rejected = rejected.iter().map(published::Rejected::from).collect();
            json(FAILED, &Output::<Study> { file: shown(&arguments.file), designs: Vec::new(), rejected })
        }
    }
}

/// The costs of a shop, with their file.
fn costs(path: &Path) -> Result<(Costs, Arc<SourceFile>), Rejected> {
    let read = std::fs::read_to_string(path);
    let text = read.as_ref().map_or_else(|_| String::new(), Clone::clone);
    let file = Arc::new(SourceFile::new(shown(path), text));
    let problems = match read {
        Ok(_) => match Costs::read(&file) {
            Ok(costs) => return Ok((costs, file)),
            Err(problems) => problems,
        },
        Err(error) => vec![Problem::new("unreadable", Span::default(), format!("cannot read the file: {error}"))],
    };
    Err(Rejected::new(file, "costs", problems))
}

/// File, line and column of a stack.
fn located(world: &World<'_>, sources: &SourceMap, id: &str) -> String {
    let index = world.stacks.iter().position(|stack| stack.id == id).unwrap_or_default();
    let (file, place) = sources.begin(world.span(Item::new(Kind::Stack, index)));
    format!("{}:{}:{}", file.path, place.line, place.column)
}

struct Run<'a> {
    arguments: &'a Arguments,
    engine: &'static Engine,
    loader: &'a Loader,
    goal: Goal,
    costs: Option<Costs>,
}

impl Run<'_> {
    fn all(&self, designs: &Designs, name: &str) -> u8 {
        if designs.specs.is_empty() {
            note("there is no design in this file");
            return NOTHING;
        }
        let text = (designs.specs.len() == 1).then(|| &*designs.sources.main().text);
        let studies = designs.specs.iter().map(|spec| self.study(&World::new(spec, None), &designs.sources, text));
        let (studies, codes): (Vec<Study>, Vec<u8>) = studies.unzip();
        let code = codes.into_iter().max().unwrap_or(NOTHING);
        if self.arguments.format == StudyFormat::Json {
            return json(code, &Output { file: name.to_owned(), designs: studies, rejected: Vec::new() });
        }
        data(code, |out| {
            for (number, one) in studies.iter().flat_map(|study| &study.stacks).enumerate() {
                if number > 0 {
                    writeln!(out)?;
                }
                write_allocation(designs.sources.main(), &one.allocation, one.judged.as_ref(), style().width, out)?;
            }
            Ok(())
        })
    }

    fn study(&self, world: &World<'_>, sources: &SourceMap, text: Option<&str>) -> (Study, u8) {
        let mut study = Study { design: name_of(world.spec).to_owned(), stacks: Vec::new(), not_computed: Vec::new() };
        let wanted = match wanted(world, self.arguments.stack.as_deref()) {
            Ok(wanted) => wanted,
            Err(code) => return (study, code),
        };
        let mut code = CLEAN;
        for id in wanted {
            match allocate(world, id, self.goal, self.costs.as_ref()) {
                Ok(allocation) => {
                    code = code.max(if allocation.held.is_some() { CLEAN } else { FINDINGS });
                    let judged = text.and_then(|text| self.judged(&allocation, text));
                    study.stacks.push(Allocated { allocation, judged });
                }
                Err(needs) => {
                    note(&format!("{}: stack `{id}` needs {}", located(world, sources, id), needs.join(", ")));
                    code = FAILED;
                    study.not_computed.push(NotComputed { stack: id.to_owned(), needs });
                }
            }
        }
        (study, code)
    }

    /// Judges the design again with the loosest set in it.
    fn judged(&self, allocation: &Allocation, text: &str) -> Option<Judged> {
        let folder = self.arguments.file.parent().map(Path::to_owned);
        let today = self.arguments.date.clone().unwrap_or_else(today);
        let options = Options { today: Some(today), ..Options::default() };
        let bench = Bench { engine: self.engine, loader: self.loader, folder, options };
        let changed = allocation.contributors.iter().filter(|one| one.chosen.as_ref().is_some_and(|chosen| !chosen.present));
        let changes: Vec<Change> =
            changed.filter_map(|one| Some(Change::Set { path: one.field.clone()?, value: one.tolerance.clone()? })).collect();
        if changes.is_empty() {
            return None;
        }
        effect_of(&bench, text, &changes).as_ref().map(Judged::from)
    }
}
