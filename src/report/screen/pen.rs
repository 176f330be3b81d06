//! What the parts of the screen are written with.

use crate::finding::{Finding, SourceMap};
use crate::report::said;
use crate::report::sanitize::one_line;
use crate::report::terminal::Terminal;
use crate::report::tongue::Tongue;
use crate::report::words::Rules;
use crate::report::wrap::{clip, columns};

use super::cause::Cause;

/// Lines that are named of one cause; more are counted.
const MOST_LINES: usize = 4;
/// Columns for the name of a file that is not that of the design.
const MOST_FILE: usize = 24;

/// A terminal and the language to speak on it.
pub(super) struct Pen<'c> {
    pub terminal: Terminal,
    pub rules: Rules<'c>,
}

impl Pen<'_> {
    /// The tongues of its language.
    pub(super) fn tongues(&self) -> impl Iterator<Item = Tongue> + use<> {
        self.rules.language().tongues().iter().copied()
    }

    /// A phrase in each tongue.
    pub(super) fn joined(&self, say: impl Fn(Tongue) -> String) -> String {
        self.rules.joined(|rules| say(rules.tongue()))
    }

    /// Short texts with some space between them, in lines of which none is wider than the screen: no text is torn apart.
    pub(super) fn packed(&self, indent: &str, texts: &[String]) -> String {
        const SPACE: &str = "   ";
        let mut lines: Vec<String> = Vec::new();
        for text in texts {
            match lines.last_mut() {
                Some(line) if columns(line) + columns(SPACE) + columns(text) <= self.terminal.width => {
                    line.push_str(SPACE);
                    line.push_str(text);
                }
                _ => lines.push(format!("{indent}{text}")),
            }
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }
}

/// The codes of a cause, each with how often it occurs: `C16×4 C14`.
pub(super) fn codes<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for finding in findings {
        match counted.iter_mut().find(|(known, _)| *known == finding.code) {
            Some((_, count)) => *count += 1,
            None => counted.push((&finding.code, 1)),
        }
    }
    let said =
        counted.iter().map(|(code, count)| if *count == 1 { one_line(code) } else { format!("{}×{count}", one_line(code)) });
    said.collect::<Vec<_>>().join(" ")
}

/// `:8`, with the file where it is not that of the design.
pub(in crate::report) fn line_of(finding: &Finding, sources: &SourceMap) -> String {
    let (file, position) = sources.begin(finding.span);
    let name = if finding.span.file == 0 { String::new() } else { clip(&file.path, MOST_FILE) };
    format!("{name}:{}", position.line)
}

/// The lines of a cause, each once: `:33 :41`.
pub(super) fn lines_of(cause: &Cause<'_>, sources: &SourceMap, tongue: Tongue) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (_, finding) in &cause.findings {
        let line = line_of(finding, sources);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    lines.extend((more > 0).then(|| said::MORE_LINES.say(tongue, &[("n", &more)])));
    lines.join(" ")
}
