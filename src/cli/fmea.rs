//! `caseproof fmea`: the failure mode and effects analysis of a design, rated by rule.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::judging::{Judging, Run};
use super::outlet::over_input;
use super::output::{note, style, to_file, write_failure};
use super::run::rejections;
use super::shown::shown;
use super::{CLEAN, FAILED, NOTHING};
use crate::engine::{Designs, Engine, Options, read_designs};
use crate::facts::World;
use crate::report::{FmeaBasis, FmeaSheet, Format, Language, Rules, escape_json, fmea_sheet, write_fmea, write_fmea_csv};
use crate::study::fmea;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The design spec
    file: PathBuf,
    /// Form of the sheet
    #[arg(long, value_enum, default_value_t)]
    format: SheetFormat,
    /// File to write, whole or not at all; standard output if left out
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    #[command(flatten)]
    judging: Judging,
}

/// Form of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum SheetFormat {
    /// For reading.
    #[default]
    Text,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let read = arguments.file.as_path();
    if let Some(why) = arguments.output.as_deref().and_then(|output| over_input(output, [read])) {
        note(&why);
        return FAILED;
    }
    let run = match arguments.judging.run(&arguments.file) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let Run { engine, loader, options, .. } = &run;
    let designs = match read_designs(loader, &arguments.file, &shown(&arguments.file)) {
        Ok(designs) => designs,
        Err(rejected) => return rejections(vec![rejected], Format::Text, &style()),
    };
    if designs.specs.is_empty() {
        note("there is no design in this file");
        return NOTHING;
    }
    let named = designs.sources.files().map(|file| PathBuf::from(&file.path));
    let read: Vec<PathBuf> = run.read().into_iter().chain(named).collect();
    if let Some(why) = arguments.output.as_deref().and_then(|output| over_input(output, read.iter().map(PathBuf::as_path))) {
        note(&why);
        return FAILED;
    }
    let rules = Rules::new(engine.checks()).speaking(arguments.lang);
    let text = match sheets(engine, &designs, rules, options) {
        Ok(sheets) => written(&sheets, rules, arguments.format),
        Err(fault) => {
            note(&format!("internal error: {fault}"));
            return FAILED;
        }
    };
    match text {
        Ok(text) => to_file(arguments.output.as_deref(), &text),
        Err(error) => write_failure(CLEAN, &error),
    }
}

/// The sheet of each design; the checks that failed themselves, if any did.
fn sheets(engine: &Engine, designs: &Designs, rules: Rules<'_>, options: &Options) -> Result<Vec<FmeaSheet>, String> {
    let today = options.today.as_deref();
    let sheet = |spec| {
        let world = World::new(spec, options.gate_for(spec)).on(today);
        let judgement = engine.judge_world(&world, options);
        if let Some(fault) = judgement.internal.first() {
            return Err(fault.clone());
        }
        let basis = FmeaBasis { world: &world, judgement: &judgement, sources: &designs.sources, rules };
        Ok(fmea_sheet(&basis, &fmea(engine.checks(), &world, &judgement)))
    };
    designs.specs.iter().map(sheet).collect()
}

fn written(sheets: &[FmeaSheet], rules: Rules<'_>, format: SheetFormat) -> std::io::Result<String> {
    let mut out = Vec::new();
    match format {
        SheetFormat::Csv => write_fmea_csv(sheets, rules, &mut out)?,
        SheetFormat::Json => {
            let text = serde_json::to_string_pretty(&serde_json::json!({ "designs": sheets }))?;
            out.extend(format!("{}\n", escape_json(&text)).into_bytes());
        }
        SheetFormat::Text => {
            for (number, sheet) in sheets.iter().enumerate() {
                if number > 0 {
                    out.push(b'\n');
                }
                write_fmea(sheet, rules, style().width, &mut out)?;
            }
        }
    }
    String::from_utf8(out).map_err(std::io::Error::other)
}
