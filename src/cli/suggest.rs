//! `caseproof suggest`: changes that clear findings, proven; as a list, as a diff, or written to the file.

use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use similar::TextDiff;

use super::judging::{Judging, Run};
use super::output::{data, json, note, style};
use super::run::rejections;
use super::shown::shown;
use super::study::StudyFormat;
use super::whole::write_whole;
use super::{CLEAN, FAILED, NOTHING};
use crate::engine::read_designs;
use crate::propose::{Answers, Bench, Change, Spread, effect_of, improve, propose};
use crate::report::{Format, Language, Rules, Suggestions, change_words, one_line, suggestions, write_suggestions};
use crate::review::changed as told;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Print the nearest changes of all findings together as a diff
    #[arg(long, conflicts_with = "apply")]
    diff: bool,
    /// Write the nearest changes of all findings to the file
    #[arg(long)]
    apply: bool,
    /// Show every proposal, and not the first three of each finding; `--format json` has them all
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    judging: Judging,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: StudyFormat,
    /// Language of the text; `both` has Chinese below the English
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
}

/// Proposals that the text shows for one finding.
const SHOWN: usize = 3;

/// As many judgements at once as there are threads.
pub(super) struct Threads;

impl Spread for Threads {
    fn each<T: Send>(&self, count: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        (0..count).into_par_iter().map(job).collect()
    }
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    if arguments.apply && !arguments.judging.sets.is_empty() {
        note("`--apply` writes what was proven of the file as it is: write the values of `--set` into it first");
        return FAILED;
    }
    let Run { engine, loader, options, .. } = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let name = shown(&arguments.file);
    let designs = match read_designs(&loader, &arguments.file, &name) {
        Ok(designs) => designs,
        Err(rejected) => return rejections(vec![rejected], Format::Text, &style()),
    };
    if designs.specs.len() != 1 {
        note("changes are looked for in files of one design");
        return if designs.specs.is_empty() { NOTHING } else { FAILED };
    }
    let text = &designs.sources.main().text;
    let folder = arguments.file.parent().map(Path::to_owned);
    let bench = Bench { engine, loader: &loader, folder, options };
    let Some(answers) = propose(&bench, text, &Threads) else {
        note("the design cannot be judged");
        return FAILED;
    };
    if arguments.diff || arguments.apply {
        return changed(arguments, &bench, text, &answers, &name);
    }
    let rules = Rules::new(engine.checks()).speaking(arguments.lang);
    let said: Vec<(Rules<'_>, Suggestions)> =
        rules.each().map(|rules| (rules, suggestions(&answers, rules, &name, text))).collect();
    match (arguments.format, &said[..]) {
        (StudyFormat::Json, [(_, first), ..]) => json(CLEAN, first),
        _ => data(CLEAN, |out| {
            for (number, (rules, said)) in said.iter().enumerate() {
                if number > 0 {
                    writeln!(out)?;
                }
                let most = if arguments.all { usize::MAX } else { SHOWN };
                write_suggestions(said, most, rules.tongue(), style().width, out)?;
            }
            Ok(())
        }),
    }
}

/// Shows the changed design as a diff, or writes it.
fn changed(arguments: &Arguments, bench: &Bench<'_>, text: &str, answers: &Answers, name: &str) -> u8 {
    let (changed, made) = improve(bench, text, answers);
    if made.is_empty() {
        note("no change clears a finding without harm");
        return NOTHING;
    }
    remarks(bench, text, &made);
    if arguments.diff {
        let diff = TextDiff::from_lines(text, &changed);
        return data(CLEAN, |out| write!(out, "{}", diff.unified_diff().header(name, name)));
    }
    match write_whole(&arguments.file, &changed) {
        Ok(()) => {
            let changes = if made.len() == 1 { "change was" } else { "changes were" };
            note(&format!("{} {changes} written to {name}", made.len()));
            CLEAN
        }
        Err(error) => {
            note(&format!("cannot write {name}: {error}; nothing was changed"));
            FAILED
        }
    }
}

/// Says beside the text what no text says: what has to be done to the product, where a figure stands as well, and what has to be made again.
fn remarks(bench: &Bench<'_>, text: &str, made: &[Change]) {
    for changed in told(made, text).iter().filter(|changed| changed.means.is_some() || !changed.also.is_empty()) {
        note(&change_words(changed));
    }
    let again = effect_of(bench, text, made).map(|effect| effect.again).unwrap_or_default();
    if !again.is_empty() {
        let again: Vec<String> = again.iter().map(|place| format!("{} at {}", place.code, place.at)).collect();
        note(&format!("samples, builds or tests have to be made again: {}", one_line(&again.join(", "))));
    }
}
