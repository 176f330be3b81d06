//! One line for each finding: `file:line:column: severity[code] message`. Data only, so that it can be counted and sorted:
//! whatever the language, a finding is one line, and its severity the word that editors know.

use std::io::{self, Write as _};

use super::sanitize::one_line;
use super::tongue::Tongue;
use super::words::{Rules, repeated};
use super::writer::{Form, Tail};
use crate::finding::{DesignReport, FileReport, SourceMap};
use crate::source::Span;

/// A line for each problem of a file that could not be judged, then for each finding.
pub(super) struct Concise<'c>(pub Rules<'c>);

impl Form for Concise<'_> {
    fn file(&mut self, report: FileReport, out: &mut Vec<u8>) -> io::Result<()> {
        if let Some(rejected) = &report.rejected {
            for problem in &rejected.problems {
                let place = place(&rejected.sources, problem.span);
                writeln!(
                    out,
                    "{place}: error[{}/{}] {}",
                    rejected.what,
                    one_line(problem.code),
                    one_line(&self.0.problem(problem))
                )?;
            }
        }
        for design in &report.designs {
            for (number, finding) in design.standing() {
                let place = place(&design.sources, finding.span);
                let severity = finding.severity.word();
                let message = one_line(&self.0.joined(|rules| rules.message(finding)));
                let with = with(design, number, self.0.tongue());
                writeln!(out, "{place}: {severity}[{}] {message}{with}", one_line(&finding.code))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &Tail, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

/// What is folded under a finding: ` (with C44, C49)`.
fn with(design: &DesignReport, number: usize, tongue: Tongue) -> String {
    let codes = repeated(design.folded(number).map(|finding| finding.code.as_str()), tongue);
    if codes.is_empty() { String::new() } else { format!(" ({} {})", tongue.word("with"), one_line(&codes)) }
}

/// `file:line:column`.
fn place(sources: &SourceMap, span: Span) -> String {
    let (file, position) = sources.begin(span);
    format!("{}:{}:{}", one_line(&file.path), position.line, position.column)
}
