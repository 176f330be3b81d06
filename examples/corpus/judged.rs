//! The one door from the corpus into the program: a spec goes in, what the program writes about it comes out.

use std::path::Path;

use caseproof::design::Loader;
use caseproof::engine::{Engine, Options, Target};
use caseproof::finding::FileReport;
use caseproof::report::{Format, Rules, Style, Writer};

use super::inputs::{Input, Source};

/// The day on which waivers are held to, so that the corpus does not age.
pub const TODAY: &str = "2026-11-22";
/// Columns, whatever the terminal.
const WIDTH: usize = 100;

/// The built-in checks, compiled once.
pub struct Judge(Engine);

/// What the program writes about a spec.
pub struct Outputs {
    /// Everything, problems of rejected files included.
    pub json: Vec<u8>,
    /// The same for people.
    pub text: Vec<u8>,
}

impl Judge {
    /// Compiles the checks. The error says how many did not compile.
    pub fn new() -> Result<Self, String> {
        Engine::builtin().map(Self).map_err(|wrong| format!("{} built-in checks do not compile", wrong.len()))
    }

    /// Judges a spec by all built-in checks, without a gate.
    pub fn outputs(&self, input: &Input) -> Result<Outputs, String> {
        let (loader, options) = (Loader::new(Path::new(".")), Options { today: Some(TODAY.to_owned()), ..Options::default() });
        let report = match &input.source {
            Source::Text(text) => self.0.check_text(&loader, text.clone(), &input.name, &options),
            Source::File(path) => {
                let target = Target { shown: input.name.clone(), path: path.clone(), named: false };
                self.0.check_file(&loader, &target, &options)
            }
        };
        let written = |format| {
            written(format, report.clone(), Rules::new(self.0.checks())).map_err(|error| format!("{}: {error}", input.name))
        };
        Ok(Outputs { json: written(Format::Json)?, text: written(Format::Text)? })
    }
}

fn written(format: Format, report: FileReport, rules: Rules<'_>) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(format, &Style { width: WIDTH, ..Style::default() }, rules);
    let mut bytes = Vec::new();
    writer.begin(&mut bytes)?;
    writer.file(report, &mut bytes)?;
    writer.end(&mut bytes)?;
    Ok(bytes)
}
