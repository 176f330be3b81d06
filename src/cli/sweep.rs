//! `caseproof sweep`: one value of a design through a range, and where findings appear and vanish.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::judging::{Judging, Run};
use super::output::{data, json, note, style};
use super::run::rejections;
use super::shown::shown;
use super::{CLEAN, FAILED, NOTHING};
use crate::compare::{At, Range, sweep};
use crate::engine::{Target, read_designs};
use crate::finding::FileReport;
use crate::propose::values;
use crate::quantity::parse_measure;
use crate::report::{Format, sweep_steps, write_sweep, write_sweep_csv};

/// Fields that are named where another was meant.
const MOST_CANDIDATES: usize = 8;
/// What no field for a quantity takes.
const NO_QUANTITY: &str = "no-quantity-at-all";

#[derive(Debug, Args)]
pub(super) struct SweepArguments {
    /// The design spec
    file: PathBuf,
    /// A path and a range, such as `parts.tray.draft=0.5deg..3deg`
    #[arg(value_name = "PATH=FROM..TO")]
    range: String,
    /// In how many steps to look; as many as the picture has room for if left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000))]
    steps: Option<u64>,
    /// To within what to tell a change, such as `0.01 mm`; a thousandth of the range or less if left out
    #[arg(long, value_name = "QUANTITY")]
    within: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: SweepFormat,
    #[command(flatten)]
    judging: Judging,
}

/// Output of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SweepFormat {
    /// A picture, and the change points.
    Text,
    /// The change points as a table.
    Csv,
    /// For programs.
    Json,
}

/// The design and everything by which it is judged.
struct Bench<'a> {
    run: Run,
    sets: &'a [(String, String)],
    target: Target,
}

impl Bench<'_> {
    /// What is said of the design with a value at the path.
    fn at(&self, path: &str, value: &str) -> FileReport {
        let sets = self.sets.iter().cloned().chain([(path.to_owned(), value.to_owned())]).collect();
        let loader = self.run.loader.clone().with_sets(sets);
        self.run.engine.check_file(&loader, &self.target, &self.run.options)
    }
}

/// Runs the command.
pub(super) fn run(arguments: &SweepArguments) -> u8 {
    let mut range = match Range::parse(&arguments.range, arguments.within.as_deref()) {
        Ok(range) => range,
        Err(message) => {
            note(&message);
            return FAILED;
        }
    };
    let name = shown(&arguments.file);
    let run = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let designs = match read_designs(&run.loader, &arguments.file, &name) {
        Ok(designs) => designs,
        Err(rejected) => return rejections(vec![rejected], Format::Text, &style()),
    };
    if designs.specs.len() != 1 {
        note("a range is gone through in files of one design");
        return if designs.specs.is_empty() { NOTHING } else { FAILED };
    }
    let target = Target { path: arguments.file.clone(), shown: name, named: true };
    let bench = Bench { run, sets: &arguments.judging.sets, target };
    if let Err(code) = is_quantity(&bench, &range, &designs.sources.main().text) {
        return code;
    }
    // What is counted takes whole numbers alone.
    if let Some(whole) = range.whole().filter(|_| arguments.within.is_none())
        && bench.at(&range.path, &range.broken()).rejected.is_some()
    {
        range = whole;
    }
    let steps = arguments.steps.unwrap_or_else(|| sweep_steps(style().width));
    let judge = |values: &[String]| values.par_iter().map(|value| At::from(&bench.at(&range.path, value))).collect();
    let swept = sweep(&range, steps, &judge);
    match arguments.format {
        SweepFormat::Text => data(CLEAN, |out| write_sweep(&swept, style().width, out)),
        SweepFormat::Csv => data(CLEAN, |out| write_sweep_csv(&swept, out)),
        SweepFormat::Json => json(CLEAN, &swept),
    }
}

/// Whether a quantity of this kind may stand at the path: the design loads with one end of the range, and does not with what is no
/// quantity. Otherwise says what is wrong, and which fields are quantities.
fn is_quantity(bench: &Bench<'_>, range: &Range, text: &str) -> Result<(), u8> {
    let [first, last] = range.ends();
    let report = bench.at(&range.path, &first);
    let refused = report.rejected.is_some() && bench.at(&range.path, &last).rejected.is_some();
    if refused {
        let rejected = report.rejected.into_iter().collect();
        rejections(rejected, Format::Text, &style());
    } else if bench.at(&range.path, NO_QUANTITY).rejected.is_some() {
        return Ok(());
    } else {
        note(&format!("`{}` is no quantity", range.path));
    }
    let quantity = |text: &str| parse_measure(text).is_ok_and(|measure| measure.unit.is_some());
    let mut fields: Vec<String> = values(text).into_iter().filter(|leaf| quantity(&leaf.text)).map(|leaf| leaf.path).collect();
    fields.sort_by(|a, b| {
        let near = |field: &str| strsim::normalized_damerau_levenshtein(field, &range.path);
        near(b).total_cmp(&near(a)).then_with(|| a.cmp(b))
    });
    fields.truncate(MOST_CANDIDATES);
    if !fields.is_empty() {
        note(&format!("quantities of this design: {}", fields.join(", ")));
    }
    Err(FAILED)
}
