//! The one door from the corpus into the program: a spec goes in, what the program writes about it comes out.

use caseproof::cli::{Settings, Target, checks, run_files, run_text};
use caseproof::report::{Format, Style, write};
use indicatif::ProgressBar;

use crate::inputs::{Input, Source};

/// The day on which waivers are held to, so that the corpus does not age.
const TODAY: &str = "2026-11-22";
/// Columns, whatever the terminal.
const WIDTH: usize = 100;

/// The built-in checks, compiled once.
pub struct Judge(Settings);

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
        let checks = checks(&[]).map_err(|wrong| format!("{} built-in checks do not compile", wrong.len()))?;
        Ok(Self(Settings { checks, gate: None, today: TODAY.to_owned() }))
    }

    /// Judges a spec by all built-in checks, without a gate.
    pub fn outputs(&self, input: &Input) -> Result<Outputs, String> {
        let run = match &input.source {
            Source::Text(text) => run_text(text.clone(), &input.name, &self.0),
            Source::File(path) => {
                let target = Target { shown: input.name.clone(), path: path.clone(), named: false };
                run_files(&[target], &self.0, &ProgressBar::hidden())
            }
        };
        let style = Style { width: WIDTH, ..Style::default() };
        let written = |format| {
            let mut bytes = Vec::new();
            write(&run, format, &style, &mut bytes).map_err(|error| format!("{}: {error}", input.name))?;
            Ok::<_, String>(bytes)
        };
        Ok(Outputs { json: written(Format::Json)?, text: written(Format::Text)? })
    }
}
