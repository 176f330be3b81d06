//! `caseproof waive`: writes a waiver into a spec, with everything else in it left as it is.

use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::date::date;
use super::judging::{Judging, Run};
use super::output::{data, note, style};
use super::run::rejections;
use super::shown::shown;
use super::whole::write_whole;
use super::{CLEAN, FAILED, NOTHING};
use crate::design::{Content, PATHS};
use crate::engine::read_designs;
use crate::finding::Rejected;
use crate::report::{Format, one_line};
use crate::source::plain;
use crate::world::project::{WaiverState, WaiverView};
use crate::yaml::{Field, append, scalar};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// What to accept: a check and the place of its finding, such as `S10@parts.tray`; without a place all its findings
    what: String,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who answers for it
    #[arg(long, value_name = "NAME")]
    owner: String,
    /// Last day on which it holds, as YYYY-MM-DD; within two years
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: String,
    /// Condition under which it holds, such as `draft >= 0.5 deg`
    #[arg(long = "while", value_name = "CONDITION")]
    condition: Option<String>,
    /// Print the change as a diff and write nothing
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    judging: Judging,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let run = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let name = shown(&arguments.file);
    let designs = match read_designs(&run.loader, &arguments.file, &name) {
        Ok(designs) => designs,
        Err(rejected) => return rejections(vec![rejected], Format::Text, &style()),
    };
    if designs.specs.len() != 1 {
        note("a waiver is written into files of one design");
        return if designs.specs.is_empty() { NOTHING } else { FAILED };
    }
    let text = &designs.sources.main().text;
    let changed = match append(text, "caseproof", "waivers", &entry(arguments), PATHS) {
        Ok(edit) => edit.apply(text),
        Err(problem) => {
            let file = std::sync::Arc::clone(designs.sources.main());
            return rejections(vec![Rejected::new(file, "design", vec![problem])], Format::Text, &style());
        }
    };
    match outcome(arguments, &run, &changed, &name) {
        Ok(view) if view.used => written(arguments, text, &changed, &name),
        Ok(view) => {
            let why = view.fault.map_or_else(|| idle(view.state).to_owned(), |(_, message)| message);
            note(&format!("this waiver would cover nothing: {}; nothing was written", one_line(&why)));
            NOTHING
        }
        Err(code) => code,
    }
}

/// The waiver as YAML in flow style.
fn entry(arguments: &Arguments) -> String {
    let (check, at) = arguments.what.split_once('@').map_or((&*arguments.what, None), |(check, at)| (check, Some(at)));
    let fields = [
        ("check", Some(check)),
        ("at", at),
        ("while", arguments.condition.as_deref()),
        ("reason", Some(&*arguments.reason)),
        ("owner", Some(&*arguments.owner)),
        ("until", Some(&*arguments.until)),
    ];
    let given = fields.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", scalar(value?.trim()))));
    format!("{{ {} }}", given.collect::<Vec<_>>().join(", "))
}

/// What the last waiver of the changed design does; the exit code if it cannot be one.
fn outcome(arguments: &Arguments, run: &Run, changed: &str, name: &str) -> Result<WaiverView, u8> {
    let folder = arguments.file.parent().map_or(Path::new("."), |folder| folder);
    let read = run.loader.text(changed.to_owned(), name, Some(folder));
    let mut problems = read.problems;
    let views = match &read.content {
        Content::Specs(specs) => {
            let judged = specs.iter().map(|spec| run.engine.judge(spec, &run.options));
            let judged: Vec<_> = judged.collect();
            problems.extend(judged.iter().flat_map(|judged| &judged.waiver_faults).map(|fault| fault.problem(changed)));
            judged.into_iter().flat_map(|judged| judged.accepted).collect::<Vec<_>>()
        }
        Content::NotASpec(_) => Vec::new(),
    };
    if !problems.is_empty() {
        let wrong = Rejected { file: read.file, sources: read.sources, what: "design", problems };
        let code = rejections(vec![wrong], Format::Text, &style());
        note("nothing was written");
        return Err(code);
    }
    // Those of comments and of files for several designs come behind the list of the spec itself.
    let mut own: Vec<WaiverView> =
        views.into_iter().filter(|view| view.span.file == 0 && !view.waiver.lines.is_given()).collect();
    own.sort_by_key(|view| view.span.start);
    let written = own.pop().ok_or(FAILED)?;
    let code =
        |view: &WaiverView| run.engine.find(&view.check).map_or_else(|_| view.check.to_string(), |check| check.code.to_string());
    let says = |view: &WaiverView| {
        let text = |field: &Field<Box<str>>| field.get().map(|text| text.trim().to_owned());
        (code(view), text(&view.waiver.at), text(&view.waiver.while_))
    };
    if let Some(twin) = own.iter().find(|view| says(view) == says(&written)) {
        let (line, until) = (read.file.position(twin.span.start as usize).line, twin.waiver.until.get().map_or("", |day| day));
        note(&format!(
            "{name}:{line}: this is waived already, until {until}; write another day there to renew it; nothing was written"
        ));
        return Err(NOTHING);
    }
    Ok(written)
}

/// What a waiver does that covers nothing.
const fn idle(state: WaiverState) -> &'static str {
    match state {
        WaiverState::Expired => "its last day is over",
        WaiverState::ConditionFalse => "its condition does not hold where its findings are",
        WaiverState::UnknownCheck => "no check is called so",
        WaiverState::UnknownPlace => "the design has no such place",
        WaiverState::NotWaivable => "the project lets nobody waive this check",
        WaiverState::InForce | WaiverState::Unused => "the check has no finding there",
    }
}

fn written(arguments: &Arguments, text: &str, changed: &str, name: &str) -> u8 {
    if arguments.diff {
        let diff = TextDiff::from_lines(text, changed);
        return data(CLEAN, |out| write!(out, "{}", diff.unified_diff().header(name, name)));
    }
    match write_whole(&arguments.file, changed) {
        Ok(()) => {
            note(&format!("a waiver was written to {name}"));
            CLEAN
        }
        Err(error) => {
            note(&format!("cannot write {name}: {}; nothing was changed", plain(&error)));
            FAILED
        }
    }
}
