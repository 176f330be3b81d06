//! The table of designs that a run over many ends with: the worst stands nearest to the end, because a terminal shows the end.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::pen::line_of;
use super::standing::severity;
use crate::catalogue::Severity;
use crate::finding::{DesignReport, Rejected, Verdict};
use crate::report::said;
use crate::report::sanitize::one_line;
use crate::report::table::wrapped;
use crate::report::terminal::Terminal;
use crate::report::tongue::Tongue;
use crate::report::words::Rules;
use crate::report::wrap::columns;

/// Columns for a file.
const MOST_FILE: usize = 32;
/// Designs of which each has a row; of more those with neither errors nor warnings are counted.
const MOST_QUIET: usize = 40;
/// Columns from which a screen has room for everything.
const WIDE: usize = 120;

/// A design in the table, or a file that could not be judged.
struct Row {
    problems: usize,
    errors: usize,
    warnings: usize,
    severity: Severity,
    verdict: String,
    file: String,
    stage: &'static str,
    known: String,
    counts: String,
    worst: String,
}

impl Row {
    fn of(design: &DesignReport, rules: Rules<'_>) -> Self {
        let count = |severity| design.standing().filter(|(_, finding)| finding.severity == severity).count();
        let worst = design.standing().next().map_or_else(String::new, |(_, finding)| {
            let title =
                |rules: Rules<'_>| rules.of(&finding.check).map_or_else(String::new, |check| rules.title(check).to_owned());
            format!("{} {} {}", finding.code, line_of(finding, &design.sources), rules.joined(title))
        });
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let share = design.coverage.share().map(|share| format!("{:.0}", (share * 100.0).floor()));
        let known = |rules: Rules<'_>| share.as_ref().map_or_else(String::new, |n| said::KNOWN.say(rules.tongue(), &[("n", n)]));
        let counts = [("errors", &errors as &dyn std::fmt::Display), ("warnings", &warnings)];
        Self {
            problems: 0,
            errors,
            warnings,
            severity: severity(design.verdict),
            verdict: rules.joined(|rules| verdict(design, rules.tongue()).to_owned()),
            file: design.file.path.clone(),
            stage: design.stage.unwrap_or_default(),
            known: rules.joined(known),
            counts: rules.joined(|rules| said::ERRORS_AND_WARNINGS.say(rules.tongue(), &counts)),
            worst,
        }
    }

    fn rejected(rejected: &Rejected, rules: Rules<'_>) -> Self {
        let problems = rejected.problems.len();
        Self {
            problems,
            errors: 0,
            warnings: 0,
            severity: Severity::Error,
            verdict: rules.joined(|rules| said::REJECTED.plain(rules.tongue()).to_owned()),
            file: rejected.file.path.clone(),
            stage: "",
            known: String::new(),
            counts: rules.joined(|rules| said::PROBLEMS.counted(rules.tongue(), problems)),
            worst: rejected.problems.first().map_or_else(String::new, |problem| rules.joined(|rules| rules.problem(problem))),
        }
    }

    /// Whether there is nothing to do about it but what advice says.
    const fn is_quiet(&self) -> bool {
        self.problems + self.errors + self.warnings == 0
    }

    /// Where it stands among others: the worst first, then by file.
    fn rank(&self) -> (Reverse<usize>, Reverse<usize>, Reverse<usize>, &str) {
        (Reverse(self.problems), Reverse(self.errors), Reverse(self.warnings), &self.file)
    }

    /// Its cells; a narrow screen has no room for the stage.
    fn cells(&self, folder: &str, wide: bool) -> Vec<String> {
        let file = self.file.strip_prefix(folder).unwrap_or(&self.file);
        let mut cells = vec![self.verdict.clone(), tail(file, MOST_FILE), self.counts.clone(), self.known.clone()];
        cells.extend(wide.then(|| self.stage.to_owned()));
        cells.push(self.worst.clone());
        cells
    }
}

/// The word for how a design stands; one with advice is not without findings.
fn verdict(design: &DesignReport, tongue: Tongue) -> &'static str {
    if design.verdict == Verdict::NoFindings && design.standing().next().is_some() {
        said::NO_WARNINGS.plain(tongue)
    } else {
        tongue.word(design.verdict.word())
    }
}

/// The designs of a run, a small row each.
#[derive(Default)]
pub(in crate::report) struct Designs {
    rows: Vec<Row>,
}

impl Designs {
    /// Notes a design.
    pub(in crate::report) fn add(&mut self, design: &DesignReport, rules: Rules<'_>) {
        self.rows.push(Row::of(design, rules));
    }

    /// Notes a file that could not be judged.
    pub(in crate::report) fn reject(&mut self, rejected: &Rejected, rules: Rules<'_>) {
        self.rows.push(Row::rejected(rejected, rules));
    }

    /// The file of the worst design with errors or warnings, if there is one.
    pub(super) fn worst(&self) -> Option<&str> {
        let judged = self.rows.iter().filter(|row| row.problems == 0 && row.errors + row.warnings > 0);
        judged.min_by(|a, b| a.rank().cmp(&b.rank())).map(|row| row.file.as_str())
    }

    /// The table, the worst design last; nothing for a single row. Of many designs those that ask for nothing are counted, unless
    /// all are wanted.
    pub(in crate::report) fn table(&self, terminal: &Terminal, rules: Rules<'_>, all: bool) -> String {
        if self.rows.len() < 2 {
            return String::new();
        }
        let counts = all || self.rows.len() <= MOST_QUIET;
        let (mut rows, quiet): (Vec<&Row>, Vec<&Row>) = self.rows.iter().partition(|row| counts || !row.is_quiet());
        rows.sort_by(|a, b| b.rank().cmp(&a.rank()));
        let wide = terminal.width >= WIDE && rules.second().is_none();
        let folder = common_folder(rows.iter().map(|row| row.file.as_str()));
        let cells: Vec<Vec<String>> = rows.iter().map(|row| row.cells(folder, wide)).collect();
        let limits = vec![MOST_FILE; cells.first().map_or(0, |row| row.len().saturating_sub(1))];
        let mut text = said_of(&quiet, rules);
        let mut left = rows.into_iter().peekable();
        for line in wrapped(&cells, &limits, "", terminal.width).lines() {
            // The verdict begins the first line of a row; all others begin with a space.
            match left.next_if(|row| !line.starts_with(' ') && line.starts_with(&row.verdict)) {
                Some(row) => text.push_str(&line.replacen(&row.verdict, &terminal.paint(row.severity, &row.verdict), 1)),
                None => text.push_str(line),
            }
            text.push('\n');
        }
        text.push('\n');
        text
    }
}

/// How many designs have no row of their own, by verdict; nothing if all have one.
fn said_of(quiet: &[&Row], rules: Rules<'_>) -> String {
    if quiet.is_empty() {
        return String::new();
    }
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in quiet {
        *verdicts.entry(&row.verdict).or_default() += 1;
    }
    let each: Vec<String> = verdicts.iter().map(|(verdict, count)| format!("{count} {verdict}")).collect();
    let each = each.join(", ");
    let say = |rules: Rules<'_>| {
        let designs = said::DESIGNS.counted(rules.tongue(), quiet.len());
        said::QUIET_DESIGNS.say(rules.tongue(), &[("designs", &designs), ("each", &each)])
    };
    rules.joined(say) + "\n"
}

/// The folder in which all files are, with its slash.
fn common_folder<'f>(mut files: impl Iterator<Item = &'f str>) -> &'f str {
    let folder = |file: &'f str| file.rfind('/').map_or("", |end| &file[..=end]);
    let Some(mut common) = files.next().map(folder) else { return "" };
    for file in files {
        while !file.starts_with(common) {
            common = folder(common.trim_end_matches('/'));
        }
    }
    common
}

/// The end of a path, which tells more than its beginning.
fn tail(path: &str, width: usize) -> String {
    let clean = one_line(path);
    let Some(cut) = columns(&clean).checked_sub(width).filter(|cut| *cut > 0) else { return clean };
    let rest = clean.char_indices().map(|(at, _)| at).find(|at| columns(&clean[..*at]) > cut);
    format!("…{}", &clean[rest.unwrap_or(0)..])
}

#[cfg(test)]
mod tests {
    use super::{common_folder, tail};
    use crate::report::wrap::columns;

    #[test]
    fn a_folder_that_all_share_is_left_out() {
        let common = |files: &[&'static str]| common_folder(files.iter().copied());
        assert_eq!(common(&["a/b/x.yaml", "a/b/y.yaml"]), "a/b/");
        assert_eq!(common(&["a/b/x.yaml", "a/c/y.yaml"]), "a/");
        assert_eq!(common(&["a/b/x.yaml", "y.yaml"]), "");
        assert_eq!(common(&["ab/x.yaml", "a/x.yaml"]), "");
        assert_eq!(common(&[]), "");
    }

    #[test]
    fn the_end_of_a_long_path_stays() {
        assert_eq!(tail("short.yaml", 10), "short.yaml");
        assert_eq!(tail("folder/long-name.yaml", 10), "…name.yaml");
        assert!(columns(&tail("漢字漢字漢字漢字", 9)) <= 9);
    }
}
