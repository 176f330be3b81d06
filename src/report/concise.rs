//! One line for each finding: `file:line:column: severity[code] message`. Data only, so that it can be counted and sorted.

use std::io::{self, Write as _};

use super::sanitize::one_line;
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
                writeln!(out, "{place}: error[{}/{}] {}", rejected.what, one_line(problem.code), one_line(&problem.message))?;
            }
        }
        for design in &report.designs {
            for (number, finding) in design.standing() {
                let place = place(&design.sources, finding.span);
                let severity = finding.severity.word();
                let message = one_line(&self.0.message(finding));
                writeln!(out, "{place}: {severity}[{}] {message}{}", one_line(&finding.code), with(design, number))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &Tail, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

/// What is folded under a finding: ` (with C44, C49)`.
fn with(design: &DesignReport, number: usize) -> String {
    let codes = repeated(design.folded(number).map(|finding| finding.code.as_str()));
    if codes.is_empty() { String::new() } else { format!(" (with {})", one_line(&codes)) }
}

/// `file:line:column`.
fn place(sources: &SourceMap, span: Span) -> String {
    let (file, position) = sources.begin(span);
    format!("{}:{}:{}", one_line(&file.path), position.line, position.column)
}
